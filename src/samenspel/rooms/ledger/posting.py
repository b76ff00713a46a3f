"""Writing transfers: the one path by which amounts move. The database writes the entries and keeps the bounds.

Plain statements, since every payment comes along here. The collective is locked by the gate, so what was read holds.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from samenspel.ground.foundation import statements
from samenspel.ground.foundation.ids import new_id
from samenspel.kernels.statute.judge import Verdict
from samenspel.kernels.statute.model import Origin
from samenspel.rooms.ledger.models import Account, Hold, HoldLine, Line, Transfer
from samenspel.rooms.statute.gate import Permitted, civil_day


@dataclass(frozen=True, slots=True)
class Move:
    """An amount in the smallest parts of the unit of two accounts, from one to the other."""

    giver: UUID
    taker: UUID
    amount: int


@dataclass(frozen=True, slots=True)
class Ground:
    """On what a transfer rests: the place in the rules or the law, the version of the rules, and a decision if any."""

    place: str
    version: int
    decision_id: UUID | None


@dataclass(frozen=True, slots=True)
class Posting:
    """What is to be booked as one whole."""

    collective_id: UUID
    kind: str
    moves: Sequence[Move]
    ground: Ground
    at: datetime
    purpose: str = ""
    day: date | None = None
    hold_id: UUID | None = None
    corrects_id: UUID | None = None
    reference: str | None = None
    id: UUID = field(default_factory=new_id)


def ground_of(case: Permitted[object]) -> Ground:
    """What the judge rested on: the first ground that was met."""
    assert case.verdict is not None
    version = case.version.number if case.version is not None else 0
    return Ground(_place(case.verdict), version, case.authority_id)


def _place(verdict: Verdict) -> str:
    for ground in verdict.grounds:
        for source in ground.sources if ground.met else ():
            if source.origin is Origin.LAW:
                return f"law:{source.article}"[:120]
            return f"{source.clause}:{source.sentence}"[:120]
    raise AssertionError("the judge allowed nothing")


def post(posting: Posting) -> UUID:
    """Book a transfer; returns its id. The database refuses what breaks a bound, a purpose or a unit."""
    statements.insert(
        Transfer(
            id=posting.id,
            collective_id=posting.collective_id,
            kind=posting.kind,
            purpose=posting.purpose,
            place=posting.ground.place,
            version=posting.ground.version,
            decision_id=posting.ground.decision_id,
            at=posting.at,
            day=posting.day or civil_day(posting.at),
            hold_id=posting.hold_id,
            corrects_id=posting.corrects_id,
            reference=posting.reference,
        )
    )
    for move in posting.moves:
        statements.insert(
            Line(
                id=new_id(),
                collective_id=posting.collective_id,
                transfer_id=posting.id,
                giver_id=move.giver,
                taker_id=move.taker,
                amount=move.amount,
            )
        )
    return posting.id


def hold(posting: Posting, expires_at: datetime) -> UUID:
    """Set amounts aside for a transfer that may come; returns the id of the hold."""
    statements.insert(
        Hold(
            id=posting.id,
            collective_id=posting.collective_id,
            kind=posting.kind,
            purpose=posting.purpose,
            place=posting.ground.place,
            version=posting.ground.version,
            decision_id=posting.ground.decision_id,
            made_at=posting.at,
            expires_at=expires_at,
        )
    )
    for move in posting.moves:
        statements.insert(
            HoldLine(
                id=new_id(),
                collective_id=posting.collective_id,
                hold_id=posting.id,
                giver_id=move.giver,
                taker_id=move.taker,
                amount=move.amount,
            )
        )
    return posting.id


def end_hold(collective_id: UUID, hold_id: UUID, state: Hold.State, at: datetime) -> None:
    """End a hold once: what it set aside is free again."""
    statements.update(Hold, {"state": state.value, "ended_at": at}, collective_id=collective_id, id=hold_id)


def accounts(collective_id: UUID, ids: Sequence[UUID]) -> dict[UUID, Account]:
    """Accounts by id, as they stand."""
    rows = Account.objects.filter(collective_id=collective_id, id__in=ids).select_related("unit")
    return {row.id: row for row in rows}
