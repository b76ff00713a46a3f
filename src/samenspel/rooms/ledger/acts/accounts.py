"""Opening the books, a coin of one's own, accounts for all together, and how far someone's account may go."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import Field as Bound

from samenspel.ground.foundation.canonical import Json
from samenspel.ground.foundation.ids import new_id
from samenspel.ground.journal.book import Entry
from samenspel.kernels.quantity import EURO, MINUTES, UnitKind
from samenspel.rooms.ledger import deeds
from samenspel.rooms.ledger.acts.common import own_account, takes_part, unit_of, units
from samenspel.rooms.ledger.models import Account, Unit
from samenspel.rooms.ledger.params import MOST
from samenspel.rooms.ledger.queries import OUTSIDE
from samenspel.rooms.statute import gate
from samenspel.rooms.statute.gate import Act, ImpossibleError, Learned, Performed, Permitted, of_kind
from samenspel.rooms.statute.params import Code, Name

Kind = Account.Kind
_FIRST = (
    (EURO.code, Kind.PURSE, 0),
    (EURO.code, Kind.RESERVE, 0),
    (EURO.code, Kind.BANK, None),
    (EURO.code, Kind.CASH, None),
    (MINUTES.code, Kind.PURSE, None),
)
"""The accounts every collective begins with. Of hours the purse may owe: members earn them by work for all."""


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
        name="ledger.set_bounds",
        params=SetBounds,
        sentence=_("decide how much someone may owe and save"),
        governed=of_kind("resolve"),
        perform=_set_bounds,
        by_decision=True,
    )
)
