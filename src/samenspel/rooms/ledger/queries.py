"""Every read of the ledger. A balance and a page of a statement take the same time however much was booked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from samenspel.ground.journal import queries as journal
from samenspel.ground.people import queries as people
from samenspel.kernels.quantity import EURO, UnitKind
from samenspel.kernels.quantity import Unit as Measure
from samenspel.rooms.ledger.models import (
    Account,
    BankLine,
    Entry,
    Hold,
    HoldLine,
    Line,
    Payment,
    Request,
    Transfer,
    Unit,
)

PAGE = 25
Kind = Account.Kind
POT_PURPOSE = "pot"
"""What pots are set apart for: amounts leave one only as payment from a pot."""
OUTSIDE = frozenset({Kind.BANK, Kind.CASH, Kind.OTHER})


@dataclass(frozen=True, slots=True)
class AccountView:
    """An account as it stands. `room` is how much can still go out; None when nothing bounds it."""

    id: UUID
    kind: str
    name: str
    person_id: UUID | None
    unit: Measure
    balance: int
    held: int
    coming: int
    lowest: int | None
    highest: int | None
    purpose: str
    sequence: int

    @property
    def room(self) -> int | None:
        return None if self.lowest is None else max(0, self.balance - self.held - self.lowest)

    @property
    def outside(self) -> bool:
        """Whether it stands for what is outside the books; then its balance is owed the other way round."""
        return self.kind in OUTSIDE


@dataclass(frozen=True, slots=True)
class EntryView:
    """A line of a statement: what went in or out, with whom, why, and what the balance became."""

    transfer_id: UUID
    day: date
    kind: str
    amount: int
    after: int
    other: str
    other_person: UUID | None
    about: str
    place: str
    corrected: bool


@dataclass(frozen=True, slots=True)
class PromiseView:
    """An open promise of someone: to whom or from whom, how much, until when."""

    id: UUID
    giver_id: UUID
    taker_id: UUID
    giver: str
    taker: str
    amounts: tuple[tuple[int, Measure], ...]
    expires_at: datetime


def is_open(collective_id: UUID) -> bool:
    """Whether the books were opened."""
    return Unit.objects.filter(collective_id=collective_id).exists()


def units(collective_id: UUID) -> list[Measure]:
    """What the collective counts in: euros, hours, and its coin if there is one."""
    order = list(UnitKind)
    rows = Unit.objects.filter(collective_id=collective_id)
    return sorted((_measure(row) for row in rows), key=lambda unit: (order.index(unit.kind), unit.code))


def _measure(unit: Unit) -> Measure:
    return Measure(unit.code, UnitKind(unit.kind), unit.decimals, unit.one, unit.many)


def view_of(row: Account) -> AccountView:
    return AccountView(
        id=row.id,
        kind=row.kind,
        name=row.name,
        person_id=row.person_id,
        unit=_measure(row.unit),
        balance=row.balance,
        held=row.held,
        coming=row.coming,
        lowest=row.lowest,
        highest=row.highest,
        purpose=row.purpose,
        sequence=row.sequence,
    )


def accounts_of(collective_id: UUID, person_id: UUID) -> list[AccountView]:
    """Someone's own accounts, in the order of the units."""
    rows = Account.objects.filter(
        collective_id=collective_id, person_id=person_id, kind=Kind.MEMBER, closed_at__isnull=True
    ).select_related("unit")
    order = list(UnitKind)
    return sorted(
        (view_of(row) for row in rows), key=lambda view: (order.index(view.unit.kind), view.unit.code)
    )


def common_accounts(collective_id: UUID) -> list[AccountView]:
    """The accounts of all together, and those that stand for the bank and others outside."""
    rows = Account.objects.filter(
        collective_id=collective_id, person__isnull=True, closed_at__isnull=True
    ).select_related("unit")
    order = list(Kind)
    return sorted(
        (view_of(row) for row in rows),
        key=lambda view: (view.unit.code, order.index(Kind(view.kind)), view.name),
    )


def account(collective_id: UUID, account_id: UUID) -> AccountView | None:
    row = Account.objects.filter(collective_id=collective_id, id=account_id).select_related("unit").first()
    return view_of(row) if row is not None else None


def pot_of(collective_id: UUID, person_id: UUID) -> AccountView | None:
    """Someone's pot; None before it was first filled."""
    row = (
        Account.objects.filter(
            collective_id=collective_id, kind=Kind.POT, person_id=person_id, closed_at__isnull=True
        )
        .select_related("unit")
        .first()
    )
    return view_of(row) if row is not None else None


def uncorrected(collective_id: UUID) -> QuerySet[Transfer]:
    """Transfers that were not reversed. For use inside the room."""
    reversed_ = Transfer.objects.filter(collective_id=collective_id, corrects_id=OuterRef("id"))
    return Transfer.objects.filter(~Exists(reversed_), collective_id=collective_id)


def open_payments(collective_id: UUID) -> QuerySet[Payment]:
    """Payments that were not stopped or reversed, and that no line of the bank stands for. For use inside the room."""
    told = BankLine.objects.filter(collective_id=collective_id, transfer_id=OuterRef("transfer_id"))
    rows = Payment.objects.filter(collective_id=collective_id, stopped_at__isnull=True)
    return rows.filter(~Exists(told), transfer__in=uncorrected(collective_id))


def statement(collective_id: UUID, account_id: UUID, before: int | None = None) -> list[EntryView]:
    """A page of what happened on an account, newest first, from the entry before a sequence number on."""
    rows = Entry.objects.filter(collective_id=collective_id, account_id=account_id)
    if before is not None:
        rows = rows.filter(sequence__lt=before)
    page = list(rows.select_related("transfer", "line__giver", "line__taker").order_by("-sequence")[:PAGE])
    others = [_other(entry) for entry in page]
    names = people.names([other.person_id for other in others if other.person_id is not None])
    texts = journal.texts_about(collective_id, [entry.transfer_id for entry in page], ("about", "reason"))
    corrected = set(
        Transfer.objects.filter(
            collective_id=collective_id, corrects_id__in=[entry.transfer_id for entry in page]
        ).values_list("corrects_id", flat=True)
    )
    return [
        EntryView(
            transfer_id=entry.transfer_id,
            day=entry.transfer.day,
            kind=entry.transfer.kind,
            amount=entry.amount,
            after=entry.after,
            other=names.get(other.person_id, "") if other.person_id is not None else other.name or other.kind,
            other_person=other.person_id,
            about=texts.get(entry.transfer_id, ""),
            place=entry.transfer.place,
            corrected=entry.transfer_id in corrected,
        )
        for entry, other in zip(page, others, strict=True)
    ]


def read_on(collective_id: UUID, account: AccountView, asked: str) -> tuple[list[EntryView], int | None]:
    """A page of an account before the number asked for, and the number to ask for the page after it; None at the end.

    From the newest entry on where what is asked for is no number.
    """
    before = int(asked) if asked.isdecimal() and len(asked) < 16 else None
    entries = statement(collective_id, account.id, before)
    last = account.sequence if before is None else before - 1
    left = last - len(entries)
    return entries, left + 1 if left > 0 else None


@dataclass(frozen=True, slots=True)
class MovedView:
    """One amount of a payment. A side is an account of all together, or someone by name."""

    giver: AccountView | str
    taker: AccountView | str
    amount: int
    unit: Measure


@dataclass(frozen=True, slots=True)
class TransferView:
    """A payment as a whole."""

    day: date
    lines: tuple[MovedView, ...]
    about: str


def transfer(collective_id: UUID, transfer_id: UUID) -> TransferView | None:
    """A payment by its id, with the names of people: for who may reverse it."""
    lines = list(
        Line.objects.filter(collective_id=collective_id, transfer_id=transfer_id)
        .select_related("transfer", "giver__unit", "taker__unit")
        .order_by("id")
    )
    if not lines:
        return None
    sides = [side for line in lines for side in (line.giver, line.taker)]
    names = people.names([side.person_id for side in sides if side.person_id is not None])

    def side(row: Account) -> AccountView | str:
        return view_of(row) if row.person_id is None else names.get(row.person_id, "")

    texts = journal.texts_about(collective_id, [transfer_id], ("about", "reason"))
    moved = tuple(
        MovedView(side(line.giver), side(line.taker), line.amount, _measure(line.giver.unit))
        for line in lines
    )
    return TransferView(lines[0].transfer.day, moved, texts.get(transfer_id, ""))


def _other(entry: Entry) -> Account:
    return entry.line.taker if entry.line.giver_id == entry.account_id else entry.line.giver


def promises(collective_id: UUID, person_id: UUID) -> list[PromiseView]:
    """The open promises that someone made or was made, the soonest to end first."""
    lines = (
        HoldLine.objects.filter(
            Q(giver__person_id=person_id) | Q(taker__person_id=person_id),
            collective_id=collective_id,
            hold__state=Hold.State.OPEN,
        )
        .select_related("hold", "giver__unit", "taker")
        .order_by("hold__expires_at", "hold_id", "id")
    )
    together: dict[UUID, list[HoldLine]] = {}
    for line in lines:
        together.setdefault(line.hold_id, []).append(line)
    ids = {p for line in lines for p in (line.giver.person_id, line.taker.person_id) if p is not None}
    names = people.names(ids)
    return [
        PromiseView(
            id=hold_id,
            giver_id=first.giver.person_id,
            taker_id=first.taker.person_id,
            giver=names.get(first.giver.person_id, ""),
            taker=names.get(first.taker.person_id, ""),
            amounts=tuple((line.amount, _measure(line.giver.unit)) for line in found),
            expires_at=first.hold.expires_at,
        )
        for hold_id, found in together.items()
        if (first := found[0]).giver.person_id is not None and first.taker.person_id is not None
    ]


@dataclass(frozen=True, slots=True)
class Flow:
    """What came in and went out of the accounts of all together over a time, in one unit."""

    unit: Measure
    came: int
    went: int
    stands: int
    apart: int
    """Of what there is, how much is set apart or locked."""


def flows(collective_id: UUID, since: date, until: date) -> list[Flow]:
    """For every unit what came in and went out of what we have together, from day to day, both inclusive."""
    found: list[Flow] = []
    for unit in Unit.objects.filter(collective_id=collective_id).order_by("code"):
        lines = Line.objects.filter(
            collective_id=collective_id,
            giver__unit=unit,
            transfer__day__gte=since,
            transfer__day__lte=until,
        )
        ours = (Q(person__isnull=True) | Q(kind=Kind.POT)) & ~Q(kind__in=OUTSIDE)
        came = _sum(lines.filter(_inside("taker"), ~_inside("giver")))
        went = _sum(lines.filter(_inside("giver"), ~_inside("taker")))
        own = Account.objects.filter(ours, collective_id=collective_id, unit=unit)
        apart = own.filter(~Q(purpose="") | Q(kind=Kind.LOCKED))
        found.append(
            Flow(
                _measure(unit),
                came,
                went,
                own.aggregate(all=Sum("balance"))["all"] or 0,
                apart.aggregate(all=Sum("balance"))["all"] or 0,
            )
        )
    return found


def _inside(side: str) -> Q:
    """That one of the two accounts of a line is of all together; a pot is too, whoever it is for."""
    common = Q(**{f"{side}__person__isnull": True}) | Q(**{f"{side}__kind": Kind.POT})
    return common & ~Q(**{f"{side}__kind__in": OUTSIDE})


def _sum(lines: QuerySet[Line]) -> int:
    return lines.aggregate(all=Sum("amount"))["all"] or 0


def spent_by_mandate(collective_id: UUID, day: date) -> int:
    """What was spent by mandate in the calendar month of a day, in cents. Hours and coins are not money."""
    lines = Line.objects.filter(
        collective_id=collective_id,
        transfer__kind="spend",
        transfer__decision_id__isnull=True,
        transfer__day__gte=day.replace(day=1),
        transfer__day__lt=(day.replace(day=1) + timedelta(days=32)).replace(day=1),
        giver__unit__kind=UnitKind.EURO.value,
    )
    return _sum(lines)


@dataclass(frozen=True, slots=True)
class YearRow:
    """One account over a year: what was on it, what came and went, and what is on it at the end."""

    account: AccountView | None
    """None where it is all pots together."""
    unit: Measure
    opened: int
    came: int
    went: int

    @property
    def closed(self) -> int:
        return self.opened + self.came - self.went


def year(collective_id: UUID, number: int) -> list[YearRow]:
    """Every account of all together over a calendar year, by the days on which things happened."""
    first, last = date(number, 1, 1), date(number, 12, 31)
    entries = Entry.objects.filter(collective_id=collective_id).filter(_OURS)
    before = _by_account(entries.filter(transfer__day__lt=first))
    within = entries.filter(transfer__day__gte=first, transfer__day__lte=last)
    came, went = _by_account(within.filter(amount__gt=0)), _by_account(within.filter(amount__lt=0))
    rows = [
        YearRow(each, each.unit, before.get(each.id, 0), came.get(each.id, 0), -went.get(each.id, 0))
        for each in common_accounts(collective_id)
    ]
    pots = set(
        Account.objects.filter(collective_id=collective_id, kind=Kind.POT).values_list("id", flat=True)
    )
    if pots:
        opened, into, out = (sum(found.get(each, 0) for each in pots) for found in (before, came, went))
        rows.append(YearRow(None, EURO, opened, into, -out))
    return rows


_OURS = Q(account__person__isnull=True) | Q(account__kind=Kind.POT)
"""Entries on accounts of all together; pots are among them, whoever they are for."""


def _by_account(entries: QuerySet[Entry]) -> dict[UUID, int]:
    return dict(entries.values_list("account_id").annotate(all=Sum("amount")))


@dataclass(frozen=True, slots=True)
class BookLine:
    """One amount that moved, as an accountant reads it: between accounts by number, without names of people."""

    day: date
    transfer_id: UUID
    kind: str
    giver: str
    taker: str
    amount: int
    unit: Measure
    place: str
    version: int
    decision_id: UUID | None
    about: str


def lines(collective_id: UUID, number: int) -> Iterator[BookLine]:
    """Everything that moved on accounts of all together in a year, in order of the day."""
    rows = (
        Line.objects.filter(
            Q(giver__person__isnull=True) | Q(taker__person__isnull=True),
            collective_id=collective_id,
            transfer__day__gte=date(number, 1, 1),
            transfer__day__lte=date(number, 12, 31),
        )
        .select_related("transfer", "giver__unit", "taker")
        .order_by("transfer__day", "transfer_id", "id")
    )
    texts = journal.texts_about(
        collective_id, list(rows.values_list("transfer_id", flat=True)), ("about", "reason")
    )
    for row in rows:
        yield BookLine(
            row.transfer.day,
            row.transfer_id,
            row.transfer.kind,
            _number(row.giver),
            _number(row.taker),
            row.amount,
            _measure(row.giver.unit),
            row.transfer.place,
            row.transfer.version,
            row.transfer.decision_id,
            texts.get(row.transfer_id, "") if _of_all(row) else "",
        )


@dataclass(frozen=True, slots=True)
class AuditAccount:
    """An account in euros as an accountant knows it, by a number, with what was on it when the year began."""

    number: str
    account: AccountView | None
    """None where it is all pots together: one pot alone would tell of one person."""
    opening: int


AuditMove = tuple[UUID, date, str, str, str, str, int]
"""Transfer, day, what for, rule, from, to, cents."""


def audit(collective_id: UUID, number: int) -> tuple[list[AuditAccount], list[AuditMove]]:
    """The accounts in euros, and everything that moved on them in a year, by transfer in the order of the day."""
    first, last = date(number, 1, 1), date(number, 12, 31)
    rows = list(
        Account.objects.filter(collective_id=collective_id, unit__code=EURO.code)
        .select_related("unit")
        .order_by("opened_at", "id")
    )
    entries = Entry.objects.filter(collective_id=collective_id, account__unit__code=EURO.code)
    before = _by_account(entries.filter(transfer__day__lt=first))
    pots = [row for row in rows if row.kind == Kind.POT]
    accounts = [
        AuditAccount(_audit_number(row), view_of(row), before.get(row.id, 0))
        for row in rows
        if row not in pots
    ]
    if pots:
        accounts.append(AuditAccount(_POTS, None, sum(before.get(row.id, 0) for row in pots)))
    lines = (
        Line.objects.filter(
            collective_id=collective_id,
            giver__unit__code=EURO.code,
            transfer__day__gte=first,
            transfer__day__lte=last,
        )
        .select_related("transfer", "giver", "taker")
        .order_by("transfer__day", "transfer_id", "id")
    )
    texts = journal.texts_about(
        collective_id, list(lines.values_list("transfer_id", flat=True)), ("about", "reason")
    )
    moves = [
        (
            line.transfer_id,
            line.transfer.day,
            texts.get(line.transfer_id, "") if _of_all(line) else "",
            line.transfer.place,
            _audit_number(line.giver),
            _audit_number(line.taker),
            line.amount,
        )
        for line in lines
    ]
    return accounts, moves


def _of_all(line: Line) -> bool:
    """Whether no account of one person is in it, so that what it was for can be told."""
    return line.giver.person_id is None and line.taker.person_id is None


_POTS = "pots"
"""What all pots together are called on paper."""


def _audit_number(account: Account) -> str:
    if account.kind == Kind.POT:
        return _POTS
    return f"{account.kind}-{account.id.hex[-8:]}"


def _number(account: Account) -> str:
    """What an account is called on paper: people by a number, that nobody reads in it who gave or got."""
    if account.person_id is None:
        return account.name or account.kind
    return _POTS if account.kind == Kind.POT else f"member-{account.id.hex[-6:]}"


@dataclass(frozen=True, slots=True)
class AllowanceView:
    """An allowance that someone asked or got: the month that it is for, the cents and the minutes of work."""

    day: date
    cents: int
    minutes: int
    granted: bool


def allowances(collective_id: UUID, person_id: UUID, year: int) -> list[AllowanceView]:
    """What someone asked and was not refused as an allowance in a year, by the month that it is for."""
    rows = Request.objects.filter(
        collective_id=collective_id,
        person_id=person_id,
        kind=Request.Kind.ALLOWANCE,
        state__in=(Request.State.ASKED, Request.State.GRANTED),
        day__year=year,
    )
    return [
        AllowanceView(row.day, row.cents, row.minutes or 0, row.state == Request.State.GRANTED)
        for row in rows.order_by("day", "id")
    ]
