"""Notices: who is told what, once. The rows are also the log that notice was given, on which validity depends."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from samenspel.ground.foundation.ids import new_id
from samenspel.ground.foundation.scope import across_collectives
from samenspel.ground.journal.queries import DeedView
from samenspel.rooms.deciding.models import Notice, Proposal, RegisterEntry, Round

REMINDER = timedelta(days=2)
"""How long before a vote closes those who have not voted are reminded, once."""


NEWS = timedelta(days=7)
"""How long a notice that was not mailed is still worth a mail."""


class Told(StrEnum):
    """What a notice tells. Never what anyone voted."""

    CALLED = "called"
    CARRIED = "carried"
    REJECTED = "rejected"
    OBJECTION = "objection"
    ANSWERED = "answered"
    CHALLENGED = "challenged"
    LAPSES = "lapses"
    LAPSED = "lapsed"
    REMINDER = "reminder"


TOLD_BY_DEED = {
    "deciding.announced": Told.CALLED,
    "deciding.carried": Told.CARRIED,
    "deciding.rejected": Told.REJECTED,
    "deciding.objected": Told.OBJECTION,
    "deciding.objection_answered": Told.ANSWERED,
    "deciding.challenged": Told.CHALLENGED,
    "deciding.lapse_warned": Told.LAPSES,
    "deciding.lapsed": Told.LAPSED,
}


@dataclass(frozen=True, slots=True)
class PendingNotice:
    """A notice that was not mailed yet."""

    id: UUID
    person_id: UUID
    collective_id: UUID
    proposal_id: UUID
    title: str
    kind: Told
    due: datetime | None


def tell(deed: DeedView, at: datetime) -> None:
    """React to a deed: make a notice for everyone on the registers of its proposal, once."""
    kind = TOLD_BY_DEED.get(deed.type)
    if deed.type == "deciding.round_closed" and deed.payload.get("following"):
        kind = Told.CALLED
    if kind is None or deed.subject_id is None:
        return
    people = RegisterEntry.objects.filter(
        collective_id=deed.collective_id, round__proposal_id=deed.subject_id
    ).values_list("person_id", flat=True)
    opener = Proposal.objects.filter(collective_id=deed.collective_id, id=deed.subject_id).values_list(
        "opener_id", flat=True
    )
    _write(deed, deed.subject_id, kind, sorted({*people, *opener} - {deed.actor_id}), at)


def _write(deed: DeedView, proposal_id: UUID, kind: Told, people: Iterable[UUID], at: datetime) -> None:
    Notice.objects.bulk_create(
        [
            Notice(
                id=new_id(),
                collective_id=deed.collective_id,
                person_id=person,
                proposal_id=proposal_id,
                kind=kind,
                deed_sequence=deed.sequence,
                made_at=at,
            )
            for person in people
        ],
        ignore_conflicts=True,
    )


def remind(at: datetime) -> int:
    """Make one reminder per vote for those who have not voted shortly before it closes; returns how many."""
    made = 0
    with across_collectives("the worker serves every collective"):
        closing = list(
            Round.objects.filter(
                closed_at=None, void=False, opens_at__lte=at, closes_at__gt=at, closes_at__lte=at + REMINDER
            )
        )
    for vote in closing:
        waiting = RegisterEntry.objects.filter(
            collective_id=vote.collective_id, round=vote, voted=False
        ).values_list("person_id", flat=True)
        rows = [
            Notice(
                id=new_id(),
                collective_id=vote.collective_id,
                person_id=person,
                proposal_id=vote.proposal_id,
                kind=Told.REMINDER,
                deed_sequence=vote.number,
                made_at=at,
            )
            for person in waiting
        ]
        made += len(Notice.objects.bulk_create(rows, ignore_conflicts=True))
    return made


def pending(at: datetime) -> list[PendingNotice]:
    """Notices of the last days that were neither mailed nor seen, by person, for the daily mail.

    What is older is no news any more; it stays in the house, and in the log that notice was given.
    """
    with across_collectives("the daily mail of one person gathers all their collectives"):
        rows = list(
            Notice.objects.filter(mailed_at=None, seen_at=None, made_at__lte=at, made_at__gt=at - NEWS)
            .select_related("proposal")
            .order_by("person_id", "collective_id", "made_at")
        )
        open_votes = Round.objects.filter(
            proposal_id__in={row.proposal_id for row in rows}, closed_at=None, void=False
        ).order_by("-closes_at")
        due = dict(open_votes.values_list("proposal_id", "closes_at"))
    return [
        PendingNotice(
            row.id,
            row.person_id,
            row.collective_id,
            row.proposal_id,
            row.proposal.title,
            Told(row.kind),
            due.get(row.proposal_id),
        )
        for row in rows
    ]


def mark_mailed(ids: Sequence[UUID], at: datetime) -> None:
    with across_collectives("the daily mail of one person gathers all their collectives"):
        Notice.objects.filter(id__in=list(ids)).update(mailed_at=at)


def last_mailed(person_id: UUID) -> datetime | None:
    """When the person last got a mail, so that there is at most one a day."""
    with across_collectives("the daily mail of one person gathers all their collectives"):
        row = (
            Notice.objects.filter(person_id=person_id, mailed_at__isnull=False).order_by("-mailed_at").first()
        )
    return row.mailed_at if row is not None else None


def mark_seen(person_id: UUID, collective_ids: Sequence[UUID], at: datetime) -> None:
    Notice.objects.filter(collective_id__in=list(collective_ids), person_id=person_id, seen_at=None).update(
        seen_at=at
    )
