"""The front of a collective: who we are, our rules in five sentences, what holds, what happened, joining and leaving."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samenspel.ground.foundation import collectives
from samenspel.ground.foundation.collectives import CollectiveCard
from samenspel.ground.journal import queries as journal
from samenspel.kernels.statute.vocabulary import Form, Standing
from samenspel.kernels.statute.words import FORMS
from samenspel.rooms.deciding import queries as deciding
from samenspel.rooms.membership import queries as membership
from samenspel.rooms.statute import queries as statute
from samenspel.rooms.statute.queries import Version
from samenspel.site.collective import waiting
from samenspel.site.collective.addresses import address
from samenspel.site.collective.day import end_of_reading, moment, reads_today
from samenspel.site.collective.naming import language
from samenspel.site.collective.reader import Reader, reader_of
from samenspel.site.collective.story import Teller, Told, proposal_of

_DECISIONS = 5
_DEEDS = 5


@dataclass(frozen=True, slots=True)
class PlainRule:
    """One of the five sentences, with the title and the address of its clause."""

    text: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Who:
    """What anyone may know of a collective. `purpose` is empty as long as there are no rules.

    `kind` names it by its legal form. Only a cooperative by law is called one.
    """

    kind: str
    form: str
    purpose: str
    members: int
    version: Version | None


@require_safe
def front(request: HttpRequest, slug: str) -> HttpResponse:
    """`/<collective>/`, as it was at `request.at`."""
    collective = enter(request, slug)
    reader, at = reader_of(request, collective), moment(request)
    version = reader.version if reads_today(request) else statute.in_force(collective.id, at)
    decisions, total = _decisions(reader, at)
    context = {
        "who": _who(collective, version, at),
        "rules": _plain_rules(collective, version),
        "decisions": decisions,
        "more_decisions": total > len(decisions),
        "story": _lately(reader, end_of_reading(request)),
        "reader": reader,
        "turns": waiting.in_collective(reader, at) if reads_today(request) else (),
        "can_join": version is not None and not reader.is_inside,
        "begin_url": _begin_url(reader, version),
    }
    return render(request, "front/front.html", context)


def enter(request: HttpRequest, slug: str) -> CollectiveCard:
    """Find the collective of a page and put it in the frame. Raises UnknownCollectiveError."""
    collective = collectives.by_slug(slug)
    request.collective = collective  # type: ignore[attr-defined]
    return collective


def _who(collective: CollectiveCard, version: Version | None, at: datetime) -> Who:
    form = FORMS[Form(collective.form)].say(language())
    counts = membership.counts(collective.id, at)
    return Who(
        kind=_("Collective") if collective.form == Form.NONE_YET else capfirst(form),
        form=capfirst(form),
        purpose=_purpose(version),
        members=counts.get(Standing.MEMBER, 0),
        version=version,
    )


def _purpose(version: Version | None) -> str:
    """What the collective is for, in its own words, as the start of a page."""
    words = version.charter.statute.settings.purpose if version is not None else None
    return f"{capfirst(words).rstrip('.')}." if words else ""


def _begin_url(reader: Reader, version: Version | None) -> str:
    """Where whoever started the collective takes the first place, once there are rules."""
    waits = version is not None and Standing.FOUNDER in reader.standings
    return address("membership:begin", reader.collective.slug) if waits else ""


def _plain_rules(collective: CollectiveCard, version: Version | None) -> list[PlainRule]:
    """The sentences that someone reads before joining. For the purpose, which is the headline, the way out."""
    if version is None:
        return []
    told = [(rule.clause, rule.title, rule.text) for rule in membership.plain_rules(version.charter)]
    told = [rule for rule in told if rule[0] != "purpose"]
    admission = version.charter.by_id.get("admission")
    if admission is not None:
        written = admission.write(language())
        start, end = written.span("leave")
        told.append((admission.id, admission.clause.title.say(language()), written.text[start:end]))
    return [
        PlainRule(text, title, address("statute:clause", collective.slug, clause))
        for clause, title, text in told
    ]


def _decisions(reader: Reader, at: datetime) -> tuple[list[deciding.DecisionView], int]:
    """The newest ordinary decisions in force, for who may read the book."""
    if not reader.audiences:
        return [], 0
    found, _page, _pages, total = deciding.decision_page(
        reader.collective.id, in_force=True, at=at, size=_DECISIONS
    )
    return found, total


def _lately(reader: Reader, until: datetime | None) -> list[Told]:
    """The last deeds that are for more than a few. Of all about one thing, the last stands for the others."""
    audiences = reader.audiences - journal.PERSONAL
    if not audiences:
        return []
    deeds = journal.stretch(
        reader.collective.id, journal.Filter(audiences=audiences, until=until), size=_DEEDS * 6
    ).deeds
    distinct = {proposal_of(deed) or deed.subject_id or deed.id: deed for deed in reversed(deeds)}
    shown = sorted(distinct.values(), key=lambda deed: -deed.sequence)[:_DEEDS]
    teller = Teller(reader, shown)
    return [teller.tell(deed) for deed in shown]
