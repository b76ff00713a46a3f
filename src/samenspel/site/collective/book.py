"""The public book: the journal as a story, and every deed at its own address with what it rests on."""

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from samenspel.ground.journal import queries as journal
from samenspel.ground.journal.deeds import DEEDS, Audience, Field
from samenspel.ground.journal.queries import DeedView, Filter
from samenspel.site import clock
from samenspel.site.collective.addresses import address
from samenspel.site.collective.day import end_of_reading, moment
from samenspel.site.collective.forms import BookForm
from samenspel.site.collective.front import enter
from samenspel.site.collective.grounds import grounds_of
from samenspel.site.collective.reader import Reader, reader_of
from samenspel.site.collective.story import Part, Teller, by_day, types_of
from samenspel.site.templatetags.samenspel import money

_PER_PAGE = 30
_LONGEST_NUMBER = 12
_SAME_SUBJECT = 8


@require_safe
def book(request: HttpRequest, slug: str) -> HttpResponse:
    """`/<collective>/boek/`: a stretch of the story. `?voor=` and `?na=` are the numbers to read on from."""
    collective = enter(request, slug)
    reader, at = reader_of(request, collective), moment(request)
    form = BookForm(request.GET or None, years=range(clock.local_day(at).year, collective.since.year - 1, -1))
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    stretch = journal.stretch(
        collective.id,
        _wanted(reader, chosen, request),
        before=_before(request, collective.id),
        after=_number(request.GET.get("na")),
        size=_PER_PAGE,
    )
    teller = Teller(reader, stretch.deeds)
    told = [teller.tell(deed) for deed in stretch.deeds]
    if chosen.get("zoek"):
        told = [line for line in told if not line.hidden]
    context = {
        "reader": reader,
        "form": form,
        "filtered": any(chosen.values()),
        "days": by_day(told),
        "stretch": stretch,
        "closed": not reader.audiences,
    }
    return render(request, "front/book.html", context)


def _wanted(reader: Reader, chosen: Mapping[str, object], request: HttpRequest) -> Filter:
    since, until = _period(chosen.get("jaar"), chosen.get("maand"), moment(request))
    ends = end_of_reading(request)
    part = chosen.get("soort")
    return Filter(
        audiences=reader.audiences,
        concerning=reader.person_id,
        types=types_of(Part(str(part))) if part else (),
        since=since,
        until=min(filter(None, (until, ends)), default=None),
        words=str(chosen.get("zoek") or ""),
    )


def _before(request: HttpRequest, collective_id: UUID) -> int | None:
    """The number to read on from. On an earlier day that is at most the last one of that day."""
    asked, ends = _number(request.GET.get("voor")), end_of_reading(request)
    if ends is None:
        return asked
    first_after = journal.last(collective_id, ends)[0] + 1
    return min(asked, first_after) if asked is not None else first_after


def _period(year: object, month: object, at: datetime) -> tuple[datetime | None, datetime | None]:
    """The first and the last moment of a year or a month here. A month without a year is that month this year."""
    if not isinstance(year, int):
        if not isinstance(month, int):
            return None, None
        year = clock.local_day(at).year
    first = month if isinstance(month, int) else 1
    final = month if isinstance(month, int) else 12
    begins = datetime.combine(date(year, first, 1), time(), ZoneInfo(settings.TIME_ZONE))
    return begins, clock.end_of(date(year, final, calendar.monthrange(year, final)[1]))


def _number(asked: str | None) -> int | None:
    """A number from the address; anything else asks for nothing."""
    return (
        int(asked)
        if asked and asked.isascii() and asked.isdigit() and len(asked) <= _LONGEST_NUMBER
        else None
    )


# One deed

_LABELS: dict[str, Promise] = {
    "title": _("Title"),
    "reason": _("Why"),
    "why": _("Why"),
    "text": _("What was said"),
    "answer": _("The answer"),
    "letter": _("The letter"),
    "motivation": _("In their own words"),
    "notary": _("Notary"),
    "standing": _("As what"),
    "standings": _("As what"),
    "body": _("In which body"),
    "form": _("Legal form"),
    "clauses": _("Which rules"),
    "since": _("Together since"),
    "until": _("Until"),
    "votes_from": _("Votes from"),
    "appeal_until": _("Appeal is possible until"),
    "signed_on": _("Signed on"),
    "ended_on": _("Ended on"),
    "effect_on": _("Takes effect on"),
    "review_on": _("Holds until"),
    "expires": _("Works until"),
    "month": _("For which month"),
    "uses": _("For how many people"),
    "called": _("How many people were called"),
    "cents": _("How much"),
    "minutes": _("How many minutes"),
    "count": _("How many shares"),
    "cents_each": _("Price of a share"),
}
"""How the fields of a deed are called on its page. A field that is not here is for the machine."""

_IN_CENTS = frozenset({"cents", "cents_each"})


@dataclass(frozen=True, slots=True)
class Fact:
    """A field of a deed in words."""

    label: object
    text: str
    long: bool


@require_safe
def deed(request: HttpRequest, slug: str, sequence: int) -> HttpResponse:
    """`/<collective>/boek/<number>/`. A deed that is not for this reader shows its place in the chain, and why."""
    collective = enter(request, slug)
    reader, at = reader_of(request, collective), moment(request)
    found = journal.one(collective.id, sequence) if sequence < 10**_LONGEST_NUMBER else None
    if found is None or found.at > at:
        raise Http404
    if not reader.may_read(found):
        context = {
            "sequence": sequence,
            "deed": found,
            "for_parties": DEEDS[found.type].audience is Audience.PARTIES,
            "for_one": DEEDS[found.type].audience is Audience.OWN,
        }
        return render(request, "front/deed_closed.html", context, status=403)
    others = _same_subject(reader, found, end_of_reading(request))
    teller = Teller(reader, [found, *others])
    told = teller.tell(found)
    context = {
        "deed": found,
        "told": told,
        "facts": [] if told.hidden else list(_facts(teller, found)),
        "grounds": grounds_of(found, reader),
        "others": [teller.tell(other) for other in others],
        "by_clock": found.actor_id is None,
        "read_on": f"{address('front:book', slug)}?voor={found.sequence + 1}",
    }
    return render(request, "front/deed.html", context)


def _same_subject(reader: Reader, deed: DeedView, until: datetime | None) -> list[DeedView]:
    """Other deeds about the same thing, the latest first."""
    if deed.subject_id is None:
        return []
    wanted = Filter(
        audiences=reader.audiences, concerning=reader.person_id, subject_id=deed.subject_id, until=until
    )
    found = journal.stretch(reader.collective.id, wanted, size=_SAME_SUBJECT + 1).deeds
    return [other for other in found if other.sequence != deed.sequence][:_SAME_SUBJECT]


def _facts(teller: Teller, deed: DeedView) -> Iterator[Fact]:
    for name, kind in DEEDS[deed.type].fields.items():
        given = deed.texts.get(name) if kind is Field.TEXT else deed.payload.get(name)
        if name not in _LABELS or not given:
            continue
        text = money(int(str(given))) if name in _IN_CENTS else teller.value(deed, name, kind)
        yield Fact(_LABELS[name], text, long=kind is Field.TEXT)
