"""Hours of the purse for work, as part of another room's act."""

from uuid import UUID

from samenspel.kernels.quantity import MINUTES
from samenspel.rooms.ledger import posting
from samenspel.rooms.ledger.acts.common import P, own_account
from samenspel.rooms.ledger.models import Account, Unit
from samenspel.rooms.ledger.posting import Move, Posting, ground_of
from samenspel.rooms.statute.gate import Permitted


def reward(case: Permitted[P], person_id: UUID, minutes: int) -> tuple[int, UUID | None]:
    """Book hours of the purse on someone's account for work; part of another room's act.

    Returns the minutes booked and the transfer. What does not fit on the account is not booked, and becomes no claim:
    nought and None where nothing fits, or the books are not open.
    """
    unit = Unit.objects.filter(collective_id=case.collective_id, code=MINUTES.code).first()
    purse = Account.objects.filter(
        collective_id=case.collective_id, unit=unit, kind=Account.Kind.PURSE
    ).first()
    if unit is None or purse is None:
        return 0, None
    account = own_account(case, person_id, unit)
    room = minutes if account.highest is None else account.highest - account.balance - account.coming
    booked = max(0, min(minutes, room))
    if not booked:
        return 0, None
    move = [Move(purse.id, account.id, booked)]
    return booked, posting.post(Posting(case.collective_id, "work", move, ground_of(case), case.at))
