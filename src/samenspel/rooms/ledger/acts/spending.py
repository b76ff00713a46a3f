"""What goes out of what all have together: within the mandate of the board, above it by a decision."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import Field as Bound
from pydantic import StringConstraints

from samenspel.ground.journal.book import Entry
from samenspel.kernels.quantity import UnitKind
from samenspel.rooms.ledger import deeds, posting, queries
from samenspel.rooms.ledger.acts import bank
from samenspel.rooms.ledger.acts.common import (
    P,
    common_account,
    one_unit,
    own_account,
    room_to_give,
    room_to_take,
    takes_part,
)
from samenspel.rooms.ledger.acts.releasing import Payee, order
from samenspel.rooms.ledger.models import Account, BankLine
from samenspel.rooms.ledger.params import MOST, Iban, as_code
from samenspel.rooms.ledger.posting import Move, Posting, ground_of
from samenspel.rooms.ledger.queries import OUTSIDE
from samenspel.rooms.statute import gate
from samenspel.rooms.statute.gate import (
    Act,
    Attempt,
    ImpossibleError,
    Learned,
    Performed,
    Permitted,
    civil_day,
)
from samenspel.rooms.statute.params import STORABLE, Code, Remark


@dataclass(frozen=True, slots=True)
class Spend:
    """Spend from an account of all together: to a party outside, to another of its accounts, or to someone's account."""

    giver: UUID
    amount: Annotated[int, Bound(gt=0, le=MOST)]
    taker: UUID | None = None
    to: UUID | None = None
    purpose: Code | None = None
    about: Remark = ""
    line: UUID | None = None
    """The line of a bank statement that tells of it: then it counts on the day that the bank says."""
    payee: Annotated[str, StringConstraints(strip_whitespace=True, max_length=70), STORABLE] = ""
    iban: Iban = ""
    """To whom, where it is still to be paid at the bank."""


def _spend_kinds(trying: Attempt[Spend]) -> tuple[str, ...]:
    """Within the mandate of the board it is `spend`; above it, or from money set apart, an ordinary decision.

    A mandate is for money: hours and coins of all, which the board could give itself without end, are always decided on.
    """
    giver = _giver(trying)
    mandated = giver is None or (giver.unit.kind == UnitKind.EURO and not giver.purpose)
    if not mandated:
        return ("resolve",)
    cents, day = _given(trying)
    return mandate_kinds(trying, cents, day)


def spent(trying: Attempt[Spend]) -> Learned:
    """Learn how much this is in cents, and what all spending by mandate in this month adds up to with it."""
    return by_mandate(trying, *_given(trying))


def _given(trying: Attempt[Spend]) -> tuple[int, date]:
    """How much it is in cents, and the day it counts on. Hours and coins are not money, and are not counted in it."""
    giver = _giver(trying)
    euro = giver is not None and giver.unit.kind == UnitKind.EURO
    day = _told_day(trying.collective_id, trying.params.line) or civil_day(trying.at)
    return trying.params.amount if euro else 0, day


def mandate_kinds(trying: Attempt[P], cents: int, day: date) -> tuple[str, ...]:
    """The kind of act that spending so much on a day is: `spend` within the mandate of the board, a decision above it.

    What a decision carries is always one, also when it would fit the mandate by the day it is carried out.
    """
    if trying.authority_id is not None:
        return ("resolve",)
    settings = trying.charter.statute.settings
    amounts = by_mandate(trying, cents, day).amounts
    each, month = settings.mandate_cents, settings.mandate_month_cents
    within = (
        each is not None
        and month is not None
        and amounts["spent_cents"] <= each
        and amounts["spent_this_month_cents"] <= month
    )
    return ("spend",) if within else ("resolve",)


def by_mandate(trying: Attempt[P], cents: int, day: date) -> Learned:
    """Learn how much would be spent, and what all spending by mandate in the month of a day adds up to with it."""

    def find() -> Learned:
        before = queries.spent_by_mandate(trying.collective_id, day)
        return Learned(amounts={"spent_cents": cents, "spent_this_month_cents": before + cents})

    return trying.once(("by mandate", cents, day), find)


def _giver(trying: Attempt[Spend]) -> Account | None:
    def find() -> Account | None:
        rows = Account.objects.filter(collective_id=trying.collective_id, id=trying.params.giver)
        return rows.select_related("unit").first()

    return trying.once("giver", find)


def _told_day(collective_id: UUID, line_id: UUID | None) -> date | None:
    """The day that the bank says it was; None where it does not tell of it."""
    if line_id is None:
        return None
    rows = BankLine.objects.filter(collective_id=collective_id, id=line_id)
    return rows.values_list("day", flat=True).first()


def _spend(case: Permitted[Spend]) -> Performed:
    given = case.params
    giver = common_account(case, given.giver)
    if giver.kind in OUTSIDE:
        raise ImpossibleError(_("Choose which of our own accounts it comes from."))
    taker = _taker(case, giver)
    one_unit(giver, taker)
    if giver.purpose and giver.purpose != given.purpose:
        raise ImpossibleError(_("This money was set apart. It can only be spent on what it was given for."))
    room_to_give(giver, given.amount, giver.unit)
    room_to_take(taker, given.amount, taker.unit)
    line = bank.waiting(case, given.line, taker, -given.amount) if given.line is not None else None
    transfer = posting.post(
        Posting(
            case.collective_id,
            "spend",
            [Move(giver.id, taker.id, given.amount)],
            ground_of(case),
            case.at,
            purpose=given.purpose or "",
            day=line.day if line is not None else None,
        )
    )
    bank.stand_for(line, transfer)
    if line is None:
        order(case, taker, transfer, given.amount, Payee(given.payee, given.iban, given.about))
    entry = Entry(
        deeds.SPENT.name,
        {"amounts": [as_code(giver.unit.code, given.amount)], "giver": str(giver.id), "taker": str(taker.id)},
        {"about": given.about},
        subject_id=transfer,
    )
    return Performed(entry, transfer)


def _taker(case: Permitted[Spend], giver: Account) -> Account:
    given = case.params
    if (given.taker is None) == (given.to is None):
        raise ImpossibleError(_("Choose one account or one person that it goes to."))
    if given.to is None:
        assert given.taker is not None
        taker = common_account(case, given.taker)
        if taker.id == giver.id:
            raise ImpossibleError(_("Choose another account: this is the same one."))
        return taker
    if giver.unit.kind == UnitKind.EURO:
        raise ImpossibleError(_("Euros go to people by the bank."))
    takes_part(case, given.to)
    return own_account(case, given.to, giver.unit)


gate.register(
    Act(
        name="ledger.spend",
        params=Spend,
        sentence=_("spend from what we have together"),
        governed=_spend_kinds,
        perform=_spend,
        facts=(spent,),
        by_decision=True,
    )
)
