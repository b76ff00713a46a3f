"""Pots: what someone earned with own work stays the collective's, set apart for that person's work and learning."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import Field as Bound

from samenspel.ground.foundation.ids import new_id
from samenspel.ground.journal.book import Entry
from samenspel.kernels.benefits import divide
from samenspel.kernels.quantity import EURO
from samenspel.kernels.statute.model import NOTHING
from samenspel.rooms.ledger import deeds, posting
from samenspel.rooms.ledger.acts.common import our_euros, past_day, pot_of, room_to_give, unit_of, units
from samenspel.rooms.ledger.models import Account, Unit
from samenspel.rooms.ledger.params import MOST, as_code
from samenspel.rooms.ledger.posting import Move, Posting, ground_of
from samenspel.rooms.ledger.queries import POT_PURPOSE
from samenspel.rooms.membership import queries as membership
from samenspel.rooms.statute import gate
from samenspel.rooms.statute.gate import Act, ImpossibleError, Performed, Permitted, of_kind
from samenspel.rooms.statute.params import Reason

Kind = Account.Kind


@dataclass(frozen=True, slots=True)
class FillPot:
    """Divide what someone's own work brought in: costs off, parts to training and the reserve, the rest into the pot."""

    person_id: UUID
    turnover: Annotated[int, Bound(gt=0, le=MOST)]
    costs: Annotated[int, Bound(ge=0, le=MOST)]
    day: date
    about: Reason


def _fill(case: Permitted[FillPot]) -> Performed:
    given, unit = case.params, unit_of(units(case), EURO.code)
    if given.person_id in case.actor.hands:
        raise ImpossibleError(_("Someone else fills your pot."))
    _can_hold(case, given.person_id)
    past_day(case, given.day)
    left = given.turnover - given.costs
    if left <= 0:
        raise ImpossibleError(_("The costs are as high as what came in. There is nothing to divide."))
    purse = _common(case, Kind.PURSE, unit)
    room_to_give(purse, left, unit)
    settings = case.charter.statute.settings
    training, reserve = settings.pot_training or NOTHING, settings.pot_reserve or NOTHING
    parts = (Fraction(*training), Fraction(*reserve))
    takers = (
        _common(case, Kind.TRAINING, unit),
        _common(case, Kind.RESERVE, unit),
        _pot(case, given.person_id, unit),
    )
    amounts = divide(left, (*parts, 1 - parts[0] - parts[1]))
    moves = [
        Move(purse.id, taker.id, amount) for taker, amount in zip(takers, amounts, strict=True) if amount
    ]
    transfer = posting.post(
        Posting(case.collective_id, "fill", moves, ground_of(case), case.at, day=given.day)
    )
    entry = Entry(
        deeds.POT_FILLED.name,
        {
            "person": str(given.person_id),
            "turnover": given.turnover,
            "costs": given.costs,
            "amounts": [as_code(EURO.code, left)],
        },
        {"about": given.about},
        subject_id=transfer,
    )
    return Performed(entry, transfer)


def _can_hold(case: Permitted[FillPot], person_id: UUID) -> None:
    """Refuse someone for whom the rules have no pot."""
    plan = case.charter.statute.plan("ask_pot")
    if plan.standings.isdisjoint(membership.standings_of(case.collective_id, person_id, case.at)):
        raise ImpossibleError(_("By our rules there is no pot for this person."))


@dataclass(frozen=True, slots=True)
class FoldPot:
    """Let a pot of someone who left go to training for others."""

    person_id: UUID


def _fold(case: Permitted[FoldPot]) -> Performed:
    unit = unit_of(units(case), EURO.code)
    if membership.standings_of(case.collective_id, case.params.person_id, case.at):
        raise ImpossibleError(_("This person takes part. The pot stays as it is."))
    pot = pot_of(case.collective_id, case.params.person_id)
    if pot is None or not pot.balance:
        raise ImpossibleError(_("There is nothing in this pot."))
    if pot.held:
        raise ImpossibleError(_("Something is still asked from this pot. First say yes or no to that."))
    training = _common(case, Kind.TRAINING, unit)
    amount = pot.balance
    transfer = posting.post(
        Posting(
            case.collective_id,
            "fold",
            [Move(pot.id, training.id, amount)],
            ground_of(case),
            case.at,
            purpose=POT_PURPOSE,
        )
    )
    entry = Entry(
        deeds.POT_FOLDED.name,
        {"person": str(case.params.person_id), "amounts": [as_code(EURO.code, amount)]},
        subject_id=transfer,
    )
    return Performed(entry, transfer)


def _common(case: Permitted[FillPot] | Permitted[FoldPot], kind: Kind, unit: Unit) -> Account:
    """Our account of a kind in euros that is not set apart; opened when it is first needed."""
    return our_euros(case.collective_id, kind).first() or Account.objects.create(
        id=new_id(), collective_id=case.collective_id, unit=unit, kind=kind, lowest=0, opened_at=case.at
    )


def _pot(case: Permitted[FillPot], person_id: UUID, unit: Unit) -> Account:
    """Someone's pot: set apart, so that the database lets nothing out of it for another purpose."""
    return pot_of(case.collective_id, person_id) or Account.objects.create(
        id=new_id(),
        collective_id=case.collective_id,
        unit=unit,
        kind=Kind.POT,
        person_id=person_id,
        purpose=POT_PURPOSE,
        lowest=0,
        opened_at=case.at,
    )


gate.register(Act("ledger.fill_pot", FillPot, _("fill a pot"), of_kind("fill_pot"), _fill))
gate.register(
    Act(
        "ledger.fold_pot",
        FoldPot,
        _("let a pot of someone who left go to training"),
        of_kind("fill_pot"),
        _fold,
    )
)
