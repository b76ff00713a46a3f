"""Writing and looking up rows of the register. Only this module makes, supersedes or ends a standing.

A row is never edited: what ends or changes is superseded, and what is true from then on is inserted.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet

from samenspel.ground.foundation import statements
from samenspel.ground.foundation.ids import new_id
from samenspel.kernels.statute.judge import Verdict, Why
from samenspel.kernels.statute.model import Origin, Source
from samenspel.kernels.statute.vocabulary import Standing as Kind
from samenspel.rooms.membership.models import Application, Standing
from samenspel.rooms.statute.gate import CIVIL_TIME, Permitted, civil_day

P = TypeVar("P")


@dataclass(frozen=True, slots=True)
class Term:
    """From when a standing counts and until when; `until` empty means until someone ends it."""

    until: datetime | None = None
    votes_from: date | None = None


def known(collective_id: UUID, known_at: datetime) -> QuerySet[Standing]:
    """What the register said at a moment, about any time."""
    return Standing.objects.filter(collective_id=collective_id, recorded_at__lte=known_at).filter(
        Q(superseded_at__isnull=True) | Q(superseded_at__gt=known_at)
    )


def current(collective_id: UUID, on: datetime, known_at: datetime | None = None) -> QuerySet[Standing]:
    """Who stood where at a moment, as it was known then, or at `known_at`."""
    return (
        known(collective_id, known_at or on)
        .filter(valid_from__lte=on)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on))
    )


_HELD = """
SELECT "standing", "votes_from" FROM "membership_standing"
WHERE "collective_id" = %s AND "person_id" = %s
  AND "recorded_at" <= %s AND ("superseded_at" IS NULL OR "superseded_at" > %s)
  AND "valid_from" <= %s AND ("valid_to" IS NULL OR "valid_to" > %s)
"""


def held(collective_id: UUID, person_id: UUID, at: datetime) -> list[tuple[Kind, date | None]]:
    """What one person was at a moment, as `current` has it, and from when each standing votes. Every act asks this."""
    rows = statements.fetch(_HELD, collective_id, person_id, at, at, at, at)
    return [(Kind(standing), votes_from) for standing, votes_from in rows]


def standing_now(collective_id: UUID, at: datetime) -> QuerySet[Standing]:
    """What an act goes by: the latest that is known, under the collective's lock, that has not ended.

    An act whose moment lies a little before one that was done first still sees what that one wrote.
    """
    rows = Standing.objects.filter(collective_id=collective_id, superseded_at__isnull=True)
    return rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=at))


_HOLDS = """
SELECT "standing" FROM "membership_standing"
WHERE "collective_id" = %s AND "person_id" = %s
  AND "superseded_at" IS NULL AND ("valid_to" IS NULL OR "valid_to" > %s)
"""


def holds(collective_id: UUID, person_id: UUID, kinds: Iterable[Kind], at: datetime) -> bool:
    """Whether a person stands in one of these, as `standing_now` has it."""
    found = {standing for (standing,) in statements.fetch(_HOLDS, collective_id, person_id, at)}
    return not found.isdisjoint(kinds)


def is_known_here(collective_id: UUID, person_id: UUID) -> bool:
    """Whether this collective has met the person: ever in the register, or ever applied."""
    return (
        Standing.objects.filter(collective_id=collective_id, person_id=person_id).exists()
        or Application.objects.filter(collective_id=collective_id, person_id=person_id).exists()
    )


def enter(case: Permitted[P], person_id: UUID, kind: Kind, term: Term | None = None) -> Standing:
    """Put someone in a standing from now on, by the rule that allowed this act."""
    given = term or Term()
    return Standing.objects.create(
        id=new_id(),
        collective_id=case.collective_id,
        person_id=person_id,
        standing=kind,
        valid_from=case.at,
        valid_to=given.until,
        recorded_at=case.at,
        place=place(case.verdict),
        votes_from=given.votes_from,
    )


def end(
    case: Permitted[P],
    person_id: UUID,
    kinds: Iterable[Kind] | None = None,
    *,
    moment: datetime | None = None,
) -> list[Kind]:
    """End someone's standings (all of them, or these) at a moment not later than now. Returns which ended."""
    ends_at = moment or case.at
    rows = standing_now(case.collective_id, ends_at).filter(person_id=person_id)
    if kinds is not None:
        rows = rows.filter(standing__in=list(kinds))
    ended = list(rows.order_by("standing"))
    for row in ended:
        _supersede(row, case.at, max(ends_at, row.valid_from))
    return [Kind(row.standing) for row in ended]


def _supersede(row: Standing, at: datetime, valid_to: datetime) -> None:
    """Replace what was known of a row by the same with an end."""
    moment = max(at, row.recorded_at)
    Standing.objects.filter(collective_id=row.collective_id, id=row.id).update(superseded_at=moment)
    Standing.objects.create(
        id=new_id(),
        collective_id=row.collective_id,
        person_id=row.person_id,
        standing=row.standing,
        valid_from=row.valid_from,
        valid_to=valid_to,
        recorded_at=moment,
        place=row.place,
        votes_from=row.votes_from,
    )


def place(verdict: Verdict | None) -> str:
    """Where the first rule stands by which an act may be done: "clause:sentence", or "law:" and the article."""
    for ground in verdict.grounds if verdict is not None else ():
        if ground.met and ground.why in {Why.POWER, Why.CONSENT} and ground.sources:
            return _spelled(ground.sources[0])
    return ""


def _spelled(source: Source) -> str:
    return f"law:{source.article}" if source.origin is Origin.LAW else f"{source.clause}:{source.sentence}"


def end_of_day(day: date) -> datetime:
    """The first moment after a day of the Dutch calendar."""
    return datetime.combine(day + timedelta(days=1), time(), CIVIL_TIME)


def after_days(at: datetime, days: int) -> date:
    """The day of the Dutch calendar that many days after a moment."""
    return civil_day(at) + timedelta(days=days)


def a_year_before(at: datetime) -> datetime:
    """The same moment one year earlier; 29 February gives 28 February."""
    local = at.astimezone(CIVIL_TIME)
    day = local.day if (local.month, local.day) != (2, 29) else 28
    return local.replace(year=local.year - 1, day=day)
