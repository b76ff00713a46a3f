"""Putting a mistake right: a payment is reversed, once and whole."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from samenspel.ground.foundation.canonical import Json
from samenspel.ground.journal.book import Entry
from samenspel.rooms.ledger import deeds, posting
from samenspel.rooms.ledger.acts import bank
from samenspel.rooms.ledger.acts.common import room_to_give, room_to_take
from samenspel.rooms.ledger.models import Line, Transfer
from samenspel.rooms.ledger.posting import Move, Posting, ground_of
from samenspel.rooms.statute import gate
from samenspel.rooms.statute.gate import Act, ImpossibleError, Performed, Permitted, of_kind
from samenspel.rooms.statute.params import Reason


@dataclass(frozen=True, slots=True)
class Correct:
    """Reverse a transfer, once and whole, and say why."""

    transfer_id: UUID
    reason: Reason


def _correct(case: Permitted[Correct]) -> Performed:
    wrong = Transfer.objects.filter(collective_id=case.collective_id, id=case.params.transfer_id).first()
    if wrong is None:
        raise ImpossibleError(_("There is no such payment."))
    if wrong.corrects_id is not None:
        raise ImpossibleError(_("This is a correction itself. Book the payment anew instead."))
    if Transfer.objects.filter(collective_id=case.collective_id, corrects=wrong).exists():
        raise ImpossibleError(_("This payment was reversed already."))
    lines = list(
        Line.objects.filter(collective_id=case.collective_id, transfer=wrong).select_related(
            "giver__unit", "taker__unit"
        )
    )
    for line in lines:
        room_to_give(line.taker, line.amount, line.taker.unit)
        room_to_take(line.giver, line.amount, line.giver.unit)
    purposes = {line.taker.purpose for line in lines} - {""}
    transfer = posting.post(
        Posting(
            case.collective_id,
            "correct",
            [Move(line.taker_id, line.giver_id, line.amount) for line in lines],
            ground_of(case),
            case.at,
            purpose=next(iter(purposes), wrong.purpose),
            corrects_id=wrong.id,
        )
    )
    bank.let_go(case.collective_id, wrong.id)
    people = [str(p) for line in lines[:1] for p in (line.giver.person_id, line.taker.person_id) if p]
    fields: dict[str, Json] = dict(zip(("person", "other"), [*people, None, None], strict=False))
    entry = Entry(
        deeds.CORRECTED.name,
        {"transfer": str(wrong.id), **fields},
        {"reason": case.params.reason},
        subject_id=transfer,
    )
    return Performed(entry, transfer)


gate.register(
    Act(
        name="ledger.correct",
        params=Correct,
        sentence=_("reverse a payment"),
        governed=of_kind("correct"),
        perform=_correct,
    )
)
