"""What comes in for all together."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import Field as Bound

from samenspel.ground.journal.book import Entry
from samenspel.kernels.quantity import EURO
from samenspel.rooms.ledger import deeds, posting
from samenspel.rooms.ledger.acts import bank
from samenspel.rooms.ledger.acts.common import common_account, one_unit, past_day, room_to_take
from samenspel.rooms.ledger.acts.invoicing import came_in
from samenspel.rooms.ledger.models import Transfer
from samenspel.rooms.ledger.params import MOST, as_code
from samenspel.rooms.ledger.posting import Move, Posting, ground_of
from samenspel.rooms.ledger.queries import OUTSIDE
from samenspel.rooms.statute import gate
from samenspel.rooms.statute.gate import Act, ImpossibleError, Performed, Permitted, of_kind
from samenspel.rooms.statute.params import Code, Remark


@dataclass(frozen=True, slots=True)
class Receive:
    """Write down what came in: from the bank, the cash box or another party, to an account of all together."""

    giver: UUID
    taker: UUID
    amount: Annotated[int, Bound(gt=0, le=MOST)]
    day: date
    about: Remark = ""
    reference: Code | None = None
    line: UUID | None = None
    """The line of a bank statement that tells of it."""
    invoice: UUID | None = None
    """The invoice that it is for."""


def _receive(case: Permitted[Receive]) -> Performed:
    given = case.params
    giver, taker = common_account(case, given.giver), common_account(case, given.taker)
    if giver.kind not in OUTSIDE or taker.kind in OUTSIDE:
        raise ImpossibleError(_("Choose where it came from, and to which of our own accounts it goes."))
    one_unit(giver, taker)
    past_day(case, given.day)
    if given.reference is not None and _known(case.collective_id, given.reference):
        raise ImpossibleError(_("This was written down before."))
    room_to_take(taker, given.amount, taker.unit)
    line = bank.waiting(case, given.line, giver, given.amount) if given.line is not None else None
    transfer = posting.post(
        Posting(
            case.collective_id,
            "receive",
            [Move(giver.id, taker.id, given.amount)],
            ground_of(case),
            case.at,
            day=given.day,
            reference=given.reference,
        )
    )
    bank.stand_for(line, transfer)
    if given.invoice is not None:
        if taker.unit.code != EURO.code:
            raise ImpossibleError(_("An invoice is paid in euros."))
        came_in(case, given.invoice, transfer, given.amount)
    entry = Entry(
        deeds.RECEIVED.name,
        {
            "amounts": [as_code(taker.unit.code, given.amount)],
            "giver": str(giver.id),
            "taker": str(taker.id),
            "day": given.day.isoformat(),
        },
        {"about": given.about},
        subject_id=transfer,
    )
    return Performed(entry, transfer)


def _known(collective_id: UUID, reference: str) -> bool:
    return Transfer.objects.filter(collective_id=collective_id, reference=reference).exists()


gate.register(
    Act(
        name="ledger.receive",
        params=Receive,
        sentence=_("write down what came in"),
        governed=of_kind("register"),
        perform=_receive,
    )
)
