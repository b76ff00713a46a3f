"""The front of a collective: who we are, our rules in five sentences, what holds, what happened, joining and leaving."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
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
from samenspel.site.collective.day import moment, reads_today
from samenspel.site.collective.naming import language
from samenspel.site.collective.reader import Reader, reader_of
from samenspel.site.collective.story import Teller, Told

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
    """What anyone may know of a collective. `purpose` is empty as long as there are no rules."""

    form: str
    purpose: str
    members: int
    version: Version | None


@require_safe
def front(request: HttpRequest, slug: str) -> HttpResponse:
    """`/<collective>/`, as it was at `request.at`."""
    collective = enter(request, slug)
    reader, at = reader_of(request, collective), moment(request)
    version = statute.in_force(collective.id, at)
    decisions, total = _decisions(reader, at)
    context = {
        "who": _who(collective, version, at),
        "rules": _plain_rules(collective, version),
        "decisions": decisions,
        "more_decisions": total > len(decisions),
        "story": _lately(reader, at),
        "reader": reader,
        "turns": waiting.in_collective(reader, at) if reads_today(request) else (),
        "can_join": version is not None and not reader.is_inside,
    }
    return render(request, "front/front.html", context)


def enter(request: HttpRequest, slug: str) -> CollectiveCard:
    """Find the collective of a page and put it in the frame. Raises UnknownCollectiveError."""
    collective = collectives.by_slug(slug)
    request.collective = collective  # type: ignore[attr-defined]
    return collective


def _who(collective: CollectiveCard, version: Version | None, at: datetime) -> Who:
    form = FORMS[Form(collective.form)].say(language()) if collective.form in set(Form) else ""
    counts = membership.counts(collective.id, at)
    return Who(capfirst(form), _purpose(version), counts.get(Standing.MEMBER, 0), version)


def _purpose(version: Version | None) -> str:
    """What the collective is for, in its own words, as the start of a page."""
    words = version.charter.statute.settings.purpose if version is not None else None
    return f"{capfirst(words).rstrip('.')}." if words else ""


def _plain_rules(collective: CollectiveCard, version: Version | None) -> list[PlainRule]:
    """The five sentences that someone reads before joining. The purpose stands above them already."""
    if version is None:
        return []
    return [
        PlainRule(rule.text, rule.title, address("statute:clause", collective.slug, rule.clause))
        for rule in membership.plain_rules(version.charter)
    ]


def _decisions(reader: Reader, at: datetime) -> tuple[list[deciding.DecisionView], int]:
    """The newest ordinary decisions in force, for who may read the book."""
    if not reader.audiences:
        return [], 0
    found, _page, _pages, total = deciding.decision_page(
        reader.collective.id, in_force=True, at=at, size=_DECISIONS
    )
    return found, total


def _lately(reader: Reader, at: datetime) -> list[Told]:
    """The last deeds. Of a run of the same about one thing, the last stands for all."""
    if not reader.audiences:
        return []
    wanted = journal.Filter(audiences=reader.audiences, until=at)
    deeds = journal.stretch(reader.collective.id, wanted, size=_DEEDS * 6).deeds
    distinct = {(deed.type, deed.subject_id): deed for deed in reversed(deeds)}
    shown = sorted(distinct.values(), key=lambda deed: -deed.sequence)[:_DEEDS]
    teller = Teller(reader, shown)
    return [teller.tell(deed) for deed in shown]
