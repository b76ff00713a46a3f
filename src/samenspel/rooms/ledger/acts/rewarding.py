"""Hours or coins of the purse for work, as part of another room's act."""

from uuid import UUID

from samenspel.kernels.quantity import MINUTES, UnitKind
from samenspel.kernels.statute.model import Settings
from samenspel.rooms.ledger import posting
from samenspel.rooms.ledger.acts.common import P, measure, own_account
from samenspel.rooms.ledger.models import Account, Unit
from samenspel.rooms.ledger.posting import Move, Posting, ground_of
from samenspel.rooms.statute.gate import Permitted

HOURS, COINS = "hours", "coins"
"""What the rules can say that work brings."""


def reward(case: Permitted[P], person_id: UUID, minutes: int) -> tuple[int, UUID | None]:
    """Book what the rules give for work on someone's account: as many minutes, or coins; part of another room's act.

    Returns the amount booked, in the smallest parts of its unit, and the transfer. What does not fit on the account is
    not booked, and becomes no claim: nought and None where nothing fits, or the books are not open.
    """
    settings = case.charter.statute.settings
    unit = _unit(case.collective_id, settings)
    purse = Account.objects.filter(
        collective_id=case.collective_id, unit=unit, kind=Account.Kind.PURSE
    ).first()
    if unit is None or purse is None:
        return 0, None
    account = own_account(case, person_id, unit)
    earned = _earned(settings, unit, minutes)
    room = earned if account.highest is None else account.highest - account.balance - account.coming
    if purse.lowest is not None:
        room = min(room, purse.balance - purse.held - purse.lowest)
    booked = max(0, min(earned, room))
    if not booked:
        return 0, None
    move = [Move(purse.id, account.id, booked)]
    return booked, posting.post(Posting(case.collective_id, "work", move, ground_of(case), case.at))


def _unit(collective_id: UUID, settings: Settings) -> Unit | None:
    """In what the rules reward work; None where they do not."""
    units = Unit.objects.filter(collective_id=collective_id)
    if settings.work_reward == HOURS:
        return units.filter(code=MINUTES.code).first()
    return units.filter(kind=UnitKind.COIN.value).first() if settings.work_reward == COINS else None


def _earned(settings: Settings, unit: Unit, minutes: int) -> int:
    """How much so many minutes bring; a part of the smallest coin that is not whole is left out."""
    if unit.kind == UnitKind.TIME:
        return minutes
    return minutes * (settings.work_coins_hour or 0) * measure(unit).whole // 60
