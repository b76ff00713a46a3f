"""Where a person takes part, over all collectives; and what several people were to one collective, at any time."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from samenspel.ground.foundation.scope import across_collectives
from samenspel.kernels.statute.vocabulary import Standing
from samenspel.rooms.membership import register
from samenspel.rooms.membership.models import Application
from samenspel.rooms.membership.models import Standing as Row


@dataclass(frozen=True, slots=True)
class Spell:
    """A time in which someone had a standing."""

    person_id: UUID
    standing: Standing
    valid_from: datetime
    valid_to: datetime | None

    def covers(self, at: datetime) -> bool:
        return self.valid_from <= at and (self.valid_to is None or at < self.valid_to)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An application that nobody has decided on yet, without the applicant's words."""

    id: UUID
    collective_id: UUID
    person_id: UUID
    wanted: Standing
    made_at: datetime


def collectives_of(person_id: UUID, at: datetime) -> dict[UUID, frozenset[Standing]]:
    """The collectives in which someone takes part at a moment, each with their standings there."""
    with across_collectives("someone may take part in several collectives"):
        rows = list(
            Row.objects.filter(person_id=person_id, superseded_at=None, valid_from__lte=at)
            .filter(Q(valid_to__isnull=True) | Q(valid_to__gt=at))
            .values_list("collective_id", "standing")
        )
    found: dict[UUID, set[Standing]] = {}
    for collective_id, standing in rows:
        found.setdefault(collective_id, set()).add(Standing(standing))
    return {collective_id: frozenset(held) for collective_id, held in found.items()}


def applications_of(person_id: UUID) -> list[Waiting]:
    """Someone's applications that wait, in any collective, the oldest first."""
    with across_collectives("someone may apply to several collectives"):
        rows = list(
            Application.objects.filter(person_id=person_id, state=Application.State.WAITING).order_by(
                "made_at", "id"
            )
        )
    return [_waiting(row) for row in rows]


def longest_waiting(collective_id: UUID) -> tuple[Waiting, int] | None:
    """The application that has waited longest in a collective, and how many wait; None when none does."""
    rows = Application.objects.filter(collective_id=collective_id, state=Application.State.WAITING)
    first = rows.order_by("made_at", "id").first()
    return (_waiting(first), rows.count()) if first is not None else None


def _waiting(row: Application) -> Waiting:
    return Waiting(row.id, row.collective_id, row.person_id, Standing(row.wanted), row.made_at)


def spells(collective_id: UUID, person_ids: Collection[UUID], known_at: datetime) -> list[Spell]:
    """All standings of these people in a collective at any time, as known at a moment."""
    rows = register.known(collective_id, known_at).filter(person_id__in=person_ids)
    return [
        Spell(person_id, Standing(standing), begins, ends)
        for person_id, standing, begins, ends in rows.values_list(
            "person_id", "standing", "valid_from", "valid_to"
        )
    ]
