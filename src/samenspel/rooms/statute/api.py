"""The rules as data: every version, two held against each other, and whether an act may be done.

The site mounts `router` under `/collectives`. Reading the rules needs no account: they are public.
"""

from datetime import date, timedelta
from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema
from ninja.errors import HttpError
from pydantic import Field

from samenspel.ground.foundation import collectives
from samenspel.ground.foundation.canonical import Json
from samenspel.kernels.statute.catalogue import act_phrase, known_acts
from samenspel.kernels.statute.clause import Language
from samenspel.kernels.statute.compare import SHIFTS, compare
from samenspel.kernels.statute.vocabulary import Standing
from samenspel.kernels.statute.words import outcome_words
from samenspel.rooms.statute import queries
from samenspel.rooms.statute.forms import OLDEST
from samenspel.rooms.statute.gate import civil_day
from samenspel.rooms.statute.inquiry import end_of, verdict_on
from samenspel.rooms.statute.pages.common import language, moment
from samenspel.rooms.statute.queries import Version
from samenspel.rooms.statute.refusals import ground_json, instead, reasons

router = Router(tags=["rules"])

Number = Annotated[int, Field(ge=1, lt=2**31)]


class VersionSummary(Schema):
    """A version with its place in time. `in_force_from` is absent while it waits for a notary."""

    number: int
    hash: str
    previous: str
    decided: date
    in_force_from: date | None
    in_force_to: date | None
    notarial_deed_on: date | None


@router.get("/{slug}/statute/versions", auth=None, response=list[VersionSummary])
def list_versions(request: HttpRequest, slug: str) -> list[VersionSummary]:
    """Every version of the rules, newest first."""
    del request
    return [_summary(version) for version in queries.versions(collectives.by_slug(slug).id)]


@router.get("/{slug}/statute/versions/{number}", auth=None)
def read_version(request: HttpRequest, slug: str, number: Number) -> dict[str, object]:
    """One version: its charter, and its text in plain Dutch, English and legal Dutch."""
    del request
    version = _numbered(slug, number)
    texts = {
        adopted.id: {each.value: adopted.write(each).text for each in Language}
        for adopted in version.charter.clauses
    }
    return {**_summary(version).model_dump(), "charter": version.charter.to_json(), "text": texts}


class ActMoved(Schema):
    """How the rule for an act moved: equal, stricter, looser or different."""

    act: str
    phrase: str
    shift: str
    word: str
    reasons: list[str]


class Compared(Schema):
    """What differs between two versions. `sentences` go by clause: before and after, in the reader's language."""

    old: int
    new: int
    sentences: dict[str, list[tuple[str, str]]]
    acts: list[ActMoved]


@router.get("/{slug}/statute/comparison", auth=None, response=Compared)
def compare_versions(
    request: HttpRequest, slug: str, old: Annotated[Number, Query()], new: Annotated[Number, Query()]
) -> Compared:
    """Hold two versions against each other."""
    del request
    here = language()
    found = compare(_numbered(slug, old).charter, _numbered(slug, new).charter)
    return Compared(
        old=old,
        new=new,
        sentences={
            change.clause.id: [(s.before, s.after) for s in change.sentences(here) if not s.same]
            for change in found.clauses
        },
        acts=[
            ActMoved(
                act=change.act,
                phrase=act_phrase(change.act, here),
                shift=change.shift.value,
                word=SHIFTS[change.shift].say(here),
                reasons=[reason.say(here) for reason in change.reasons],
            )
            for change in found.moved
        ],
    )


@router.get("/{slug}/statute/may", auth=None)
def may(
    request: HttpRequest,
    slug: str,
    act: str,
    standing: Annotated[list[Standing], Query(default_factory=list)],
    on: date | None = None,
) -> dict[str, Json]:
    """Whether an act may be done by someone in these standings on a day, with the sentences it rests on.

    `act` is a kind of act, such as `admit` or `appoint:board`. No votes held and no amounts are known here.
    """
    card, here = collectives.by_slug(slug), language()
    today = civil_day(moment(request))
    day = on or today
    if not OLDEST <= day <= today + timedelta(days=3660):
        raise HttpError(422, "This day is too far away.")
    version = queries.in_force(card.id, end_of(day))
    if version is None:
        raise HttpError(404, "There were no rules on this day.")
    if act not in {acts[0] for acts in known_acts(version.charter)}:
        raise HttpError(422, "There is no such act under these rules.")
    verdict = verdict_on(version, act, [each.value for each in standing], day)
    return {
        "act": act,
        "phrase": act_phrase(act, here),
        "on": day.isoformat(),
        "version": version.number,
        "outcome": verdict.outcome.value,
        "words": outcome_words(verdict.outcome, here),
        "grounds": [ground_json(reason) for reason in reasons(verdict, version.charter, card, here)],
        "instead": [
            {"text": each.text, "url": each.url} for each in instead(verdict, version.charter, card, here)
        ],
    }


def _numbered(slug: str, number: int) -> Version:
    version = queries.version(collectives.by_slug(slug).id, number)
    if version is None:
        raise HttpError(404, "There is no such version.")
    return version


def _summary(version: Version) -> VersionSummary:
    return VersionSummary(
        number=version.number,
        hash=version.hash,
        previous=version.previous,
        decided=civil_day(version.decided_at),
        in_force_from=civil_day(version.valid_from) if version.valid_from else None,
        in_force_to=civil_day(version.valid_to) if version.valid_to else None,
        notarial_deed_on=version.notarial_deed_on,
    )
