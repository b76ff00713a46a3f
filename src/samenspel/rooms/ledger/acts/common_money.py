"""What is of all together: opening the books, what comes in, what goes out, and putting a mistake right."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import Field as Bound

from samenspel.ground.foundation.canonical import Json
from samenspel.ground.foundation.ids import new_id
from samenspel.ground.journal.book import Entry
from samenspel.kernels.quantity import EURO, MINUTES, UnitKind
from samenspel.rooms.ledger import deeds, posting, queries
from samenspel.rooms.ledger.acts import bank
from samenspel.rooms.ledger.acts.common import (
    P,
    common_account,
    own_account,
    room_to_give,
    room_to_take,
    takes_part,
    unit_of,
    units,
)
from samenspel.rooms.ledger.models import Account, BankLine, Line, Transfer, Unit
from samenspel.rooms.ledger.params import MOST
from samenspel.rooms.ledger.posting import Move, Posting, ground_of
from samenspel.rooms.statute import gate
from samenspel.rooms.statute.gate import (
    Act,
    Attempt,
    ImpossibleError,
    Learned,
    Performed,
    Permitted,
    civil_day,
    of_kind,
)
from samenspel.rooms.statute.params import Code, Name, Reason, Remark

Kind = Account.Kind
OUTSIDE = frozenset({Kind.BANK, Kind.CASH, Kind.OTHER})
"""Accounts that stand for what is outside the books: the bank, the cash box, other parties."""
_FIRST = (
    (EURO.code, Kind.PURSE, 0),
    (EURO.code, Kind.RESERVE, 0),
    (EURO.code, Kind.BANK, None),
    (EURO.code, Kind.CASH, None),
    (MINUTES.code, Kind.PURSE, None),
)
"""The accounts every collective begins with. Of hours the purse may owe: members earn them by work for all."""


# Opening


@dataclass(frozen=True, slots=True)
class Open:
    """Open the books: euros and hours, a purse, a reserve, the bank and the cash box."""


def _open(case: Permitted[Open]) -> Performed:
    if Unit.objects.filter(collective_id=case.collective_id).exists():
        raise ImpossibleError(_("The cash book is open already."))
    made = {}
    for unit in (EURO, MINUTES):
        made[unit.code] = Unit.objects.create(
            id=new_id(),
            collective_id=case.collective_id,
            code=unit.code,
            kind=unit.kind.value,
            decimals=unit.decimals,
            made_at=case.at,
        )
    for code, kind, lowest in _FIRST:
        _make(case.collective_id, made[code], kind, case.at, lowest=lowest)
    return Performed(Entry(deeds.OPENED.name, {"units": sorted(made)}))


def _make(collective_id: UUID, unit: Unit, kind: str, at: datetime, **given: Any) -> Account:
    return Account.objects.create(
        id=new_id(), collective_id=collective_id, unit=unit, kind=kind, opened_at=at, **given
    )


@dataclass(frozen=True, slots=True)
class OpenCoin:
    """Begin a coin of one's own, in hundredths. `one` and `many` are what it is called."""

    one: Name
    many: Name


def _open_coin(case: Permitted[OpenCoin]) -> Performed:
    if "coin" in units(case):
        raise ImpossibleError(_("There is a coin already."))
    unit = Unit.objects.create(
        id=new_id(),
        collective_id=case.collective_id,
        code="coin",
        kind=UnitKind.COIN.value,
        decimals=2,
        one=case.params.one[:40],
        many=case.params.many[:40],
        made_at=case.at,
    )
    _make(case.collective_id, unit, Kind.PURSE, case.at)
    entry = Entry(deeds.COIN_OPENED.name, {"unit": unit.code}, {"coin": case.params.many}, subject_id=unit.id)
    return Performed(entry, unit.id)


@dataclass(frozen=True, slots=True)
class OpenAccount:
    """Open an account for all together. With a `purpose` what is on it only leaves for that."""

    kind: Kind
    unit: str
    name: Name
    purpose: Code | None = None


def _open_account(case: Permitted[OpenAccount]) -> Performed:
    given = case.params
    if given.kind in {Kind.MEMBER, Kind.POT}:
        raise ImpossibleError(_("People get an account of their own when they first need it."))
    unit = unit_of(units(case), given.unit)
    rows = Account.objects.filter(collective_id=case.collective_id, unit=unit, kind=given.kind)
    if rows.filter(name=given.name).exists():
        raise ImpossibleError(_("There is an account of this name already."))
    lowest = None if given.kind in OUTSIDE else 0
    made = _make(
        case.collective_id,
        unit,
        given.kind,
        case.at,
        name=given.name,
        purpose=given.purpose or "",
        lowest=lowest,
    )
    entry = Entry(
        deeds.ACCOUNT_OPENED.name,
        {"account": str(made.id), "kind": given.kind.value, "unit": unit.code},
        {"name": given.name},
        subject_id=made.id,
    )
    return Performed(entry, made.id)


# What comes in


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


def _receive(case: Permitted[Receive]) -> Performed:
    given = case.params
    giver, taker = common_account(case, given.giver), common_account(case, given.taker)
    if giver.kind not in OUTSIDE or taker.kind in OUTSIDE:
        raise ImpossibleError(_("Choose where it came from, and to which of our own accounts it goes."))
    _one_unit(giver, taker)
    today = civil_day(case.at)
    if not today - timedelta(days=7 * 366) <= given.day <= today:
        raise ImpossibleError(_("This day cannot be right. Look at the date again."))
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
    entry = Entry(
        deeds.RECEIVED.name,
        {
            "amounts": [f"{taker.unit.code}:{given.amount}"],
            "giver": str(giver.id),
            "taker": str(taker.id),
            "day": given.day.isoformat(),
        },
        {"about": given.about},
        subject_id=transfer,
    )
    return Performed(entry, transfer)


def _one_unit(giver: Account, taker: Account) -> None:
    if giver.unit_id != taker.unit_id:
        raise ImpossibleError(_("These two accounts do not count in the same thing."))


def _known(collective_id: UUID, reference: str) -> bool:
    return Transfer.objects.filter(collective_id=collective_id, reference=reference).exists()


# What goes out


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


def _spend_kinds(trying: Attempt[Spend]) -> tuple[str, ...]:
    """Within the mandate of the board it is `spend`; above it, or from money set apart, an ordinary decision.

    What a decision carries is always one, also when it would fit the mandate by the day it is carried out. A mandate is
    for money: hours and coins of all, which the board could give itself without end, are always decided on.
    """
    giver = _giver(trying)
    mandated = giver is None or (giver.unit.kind == UnitKind.EURO and not giver.purpose)
    if trying.authority_id is not None or not mandated:
        return ("resolve",)
    settings = trying.charter.statute.settings
    amounts = spent(trying).amounts
    each, month = settings.mandate_cents, settings.mandate_month_cents
    within = (
        each is not None
        and month is not None
        and amounts["spent_cents"] <= each
        and amounts["spent_this_month_cents"] <= month
    )
    return ("spend",) if within else ("resolve",)


def spent(trying: Attempt[Spend]) -> Learned:
    """Learn how much this is in cents, and what all spending by mandate in this month adds up to with it.

    Hours and coins are not money, and are not counted in it.
    """
    return trying.once("spent", lambda: _spent(trying))


def _giver(trying: Attempt[Spend]) -> Account | None:
    def find() -> Account | None:
        rows = Account.objects.filter(collective_id=trying.collective_id, id=trying.params.giver)
        return rows.select_related("unit").first()

    return trying.once("giver", find)


def _spent(trying: Attempt[Spend]) -> Learned:
    giver = _giver(trying)
    euro = giver is not None and giver.unit.kind == UnitKind.EURO
    now = trying.params.amount if euro else 0
    day = _told_day(trying.collective_id, trying.params.line) or civil_day(trying.at)
    before = queries.spent_by_mandate(trying.collective_id, day)
    return Learned(amounts={"spent_cents": now, "spent_this_month_cents": before + now})


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
    _one_unit(giver, taker)
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
    entry = Entry(
        deeds.SPENT.name,
        {
            "amounts": [f"{giver.unit.code}:{given.amount}"],
            "giver": str(giver.id),
            "taker": str(taker.id),
        },
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


# Putting right


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


@dataclass(frozen=True, slots=True)
class SetBounds:
    """Decide how far below nought someone's account may go, and how far above. None above means no limit."""

    person_id: UUID
    unit: str
    lowest: Annotated[int, Bound(le=0, ge=-MOST)]
    highest: Annotated[int, Bound(ge=0, le=MOST)] | None = None


def _set_bounds(case: Permitted[SetBounds]) -> Performed:
    given = case.params
    unit = unit_of(units(case), given.unit)
    if unit.kind == UnitKind.EURO:
        raise ImpossibleError(_("Euros go to people by the bank."))
    takes_part(case, given.person_id)
    account = own_account(case, given.person_id, unit)
    low = account.balance - account.held < given.lowest
    high = given.highest is not None and account.balance + account.coming > given.highest
    if low or high:
        raise ImpossibleError(_("The account is outside these limits now. Choose wider ones."))
    Account.objects.filter(collective_id=case.collective_id, id=account.id).update(
        lowest=given.lowest, highest=given.highest
    )
    fields: dict[str, Json] = {
        "person": str(given.person_id),
        "unit": unit.code,
        "lowest": given.lowest,
        "highest": given.highest,
    }
    return Performed(Entry(deeds.BOUNDS_SET.name, fields, subject_id=account.id))


gate.register(
    Act(
        name="ledger.open",
        params=Open,
        sentence=_("open the cash book"),
        governed=of_kind("register"),
        perform=_open,
    )
)
gate.register(
    Act(
        name="ledger.open_coin",
        params=OpenCoin,
        sentence=_("begin a coin of our own"),
        governed=of_kind("issue_unit"),
        perform=_open_coin,
        facts=(lambda _trying: Learned(amounts={"own_coin_issued": 1}),),
        by_decision=True,
    )
)
gate.register(
    Act(
        name="ledger.open_account",
        params=OpenAccount,
        sentence=_("open an account for all of us"),
        governed=of_kind("register"),
        perform=_open_account,
    )
)
gate.register(
    Act(
        name="ledger.receive",
        params=Receive,
        sentence=_("write down what came in"),
        governed=of_kind("register"),
        perform=_receive,
    )
)
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
gate.register(
    Act(
        name="ledger.correct",
        params=Correct,
        sentence=_("reverse a payment"),
        governed=of_kind("correct"),
        perform=_correct,
    )
)
gate.register(
    Act(
        name="ledger.set_bounds",
        params=SetBounds,
        sentence=_("decide how much someone may owe and save"),
        governed=of_kind("resolve"),
        perform=_set_bounds,
        by_decision=True,
    )
)


def reward(case: Permitted[P], person_id: UUID, minutes: int) -> tuple[int, UUID | None]:
    """Book hours of the purse on someone's account for work; part of another room's act.

    Returns the minutes booked and the transfer. What does not fit on the account is not booked, and becomes no claim:
    nought and None where nothing fits, or the books are not open.
    """
    unit = Unit.objects.filter(collective_id=case.collective_id, code=MINUTES.code).first()
    purse = Account.objects.filter(collective_id=case.collective_id, unit=unit, kind=Kind.PURSE).first()
    if unit is None or purse is None:
        return 0, None
    account = own_account(case, person_id, unit)
    room = minutes if account.highest is None else account.highest - account.balance - account.coming
    booked = max(0, min(minutes, room))
    if not booked:
        return 0, None
    move = [Move(purse.id, account.id, booked)]
    return booked, posting.post(Posting(case.collective_id, "work", move, ground_of(case), case.at))
