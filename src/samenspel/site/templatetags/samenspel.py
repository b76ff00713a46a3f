"""Tags and filters for every page: `{% load samenspel %}`."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from babel.numbers import format_currency
from django import template
from django.template import Context
from django.utils import timezone, translation
from django.utils.dateformat import format as date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenspel.ground.foundation.ids import new_id
from samenspel.site.nav import Link

register = template.Library()

_NBSP = "\u00a0"
_HEAD = 10
"""Width and height of one person in a vote bar, in drawing units."""
_COUNTABLE = 40
"""Up to this many people, everyone has a place of their own in the bar."""


@register.simple_tag
def request_key() -> SafeString:
    """`{% request_key %}` in a form: a double submit has the effect of one."""
    return format_html('<input type="hidden" name="request_key" value="{}">', new_id())


@register.filter
def day(value: date | datetime | None) -> str:
    """`{{ at|day }}` → "3 maart 2026", in the reader's language; a moment gives its day here."""
    if value is None:
        return ""
    local = timezone.localtime(value) if isinstance(value, datetime) else value
    return date_format(local, "j F Y").replace(" ", _NBSP)


@register.filter
def moment(value: datetime | None) -> str:
    """`{{ at|moment }}` → "3 maart 2026, 14:30"."""
    return f"{day(value)}, {timezone.localtime(value):%H:%M}" if value else ""


@register.filter
def money(cents: int) -> str:
    """`{{ 250|money }}` → "€ 2,50" in Dutch, "€2.50" in English. Takes whole cents only."""
    if not isinstance(cents, int):
        raise TypeError("Money is an integer number of cents.")
    return format_currency(Decimal(cents).scaleb(-2), "EUR", locale=translation.get_language() or "nl")


@register.simple_tag
def people_of(part: int, whole: int) -> str:
    """`{% people_of 12 20 %}` → "12 van de 20 mensen". Never a percentage."""
    return ngettext("%(part)s of %(whole)s person", "%(part)s of the %(whole)s people", whole) % {
        "part": part,
        "whole": whole,
    }


@register.simple_tag(takes_context=True)
def nav_active(context: Context, link: Link) -> SafeString:
    """`<a href="…"{% nav_active link %}>` marks the entry of the page one is on, or of the part it belongs to."""
    path = context["request"].path
    if path == link.href:
        return SafeString(' aria-current="page"')
    if not link.exact and path.startswith(link.href):
        return SafeString(' aria-current="true"')
    return SafeString("")


@register.filter
def initial(name: str) -> str:
    """`{{ person.name|initial }}` → the first letter, for the round mark beside a name."""
    return name.strip()[:1].upper()


@dataclass(frozen=True, slots=True)
class _Part:
    kind: str
    label: str
    count: int
    start: int
    length: int


@register.inclusion_tag("site/bar.html")
def vote_bar(
    in_favour: int, against: int = 0, abstained: int = 0, electorate: int = 0, needed: int = 0
) -> dict[str, object]:
    """`{% vote_bar in_favour=12 against=1 abstained=1 electorate=20 needed=10 %}`: a bar with its key in words.

    Counts of people; who is in the electorate and in no other count did not vote. `needed` is a number of
    people in favour, shown as a notch; zero shows none.
    """
    counts = (
        ("for", _("in favour"), in_favour),
        ("against", _("against"), against),
        ("blank", _("blank"), abstained),
        ("waiting", _("did not vote"), max(electorate - in_favour - against - abstained, 0)),
    )
    parts, start = [], 0
    for kind, label, count in counts:
        if count:
            parts.append(_Part(kind, label, count, start * _HEAD, count * _HEAD))
        start += count
    seams = range(1, start) if start <= _COUNTABLE else ()
    return {
        "parts": parts,
        "seams": [place * _HEAD for place in seams],
        "needed": needed,
        "needed_at": needed * _HEAD if 0 < needed <= start else None,
        "width": max(start, 1) * _HEAD,
    }
