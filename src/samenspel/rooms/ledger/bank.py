"""Reads of what the bank told: lines that wait, what they seem to be, and whether bank and cash book agree."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Q, Sum

from samenspel.ground.journal import queries as journal
from samenspel.rooms.ledger.models import Account, BankLine, BankStatement, Entry, Line, Transfer

PAGE = 25
_NAMED = 500
"""As many amounts as one query names; of more the days alone have to do."""
NEAR = timedelta(days=31)
"""A payment is written down at most so long before or after the bank tells of it."""


@dataclass(frozen=True, slots=True)
class BankLineView:
    """A line of a statement in cents: above nought came in. `transfer_id` is what stands for it in the cash book."""

    id: UUID
    account_id: UUID
    day: date
    cents: int
    name: str
    iban: str
    about: str
    transfer_id: UUID | None


@dataclass(frozen=True, slots=True)
class Booked:
    """A payment in the cash book that a line may be."""

    transfer_id: UUID
    day: date
    about: str


@dataclass(frozen=True, slots=True)
class Guess:
    """What a line seems to be: payments that were written down already, or the account and the words of last time."""

    written: tuple[Booked, ...] = ()
    account_id: UUID | None = None
    about: str = ""

    @property
    def whole(self) -> bool:
        """Whether nothing is left to choose or to fill in."""
        return len(self.written) == 1 or (
            not self.written and self.account_id is not None and bool(self.about)
        )


@dataclass(frozen=True, slots=True)
class BankStanding:
    """What the bank says was on an account at the end of a day, and what the cash book says of that day, in cents."""

    account_id: UUID
    day: date
    said: int
    written: int
    waiting: int
    """What the lines that wait come to together, up to that day, but for those that seem to be written down already."""

    @property
    def difference(self) -> int:
        """What is left to explain once every line is in the cash book."""
        return self.said - self.written - self.waiting


def waiting(collective_id: UUID, number: int) -> tuple[list[BankLineView], "Page[BankLine]"]:
    """The lines that nothing in the cash book stands for yet, the oldest first: those of a page, and the page."""
    rows = BankLine.objects.filter(collective_id=collective_id, transfer__isnull=True).order_by(
        "day", "place"
    )
    page = Paginator(rows, PAGE).get_page(number)
    return [_view(row) for row in page], page


def line(collective_id: UUID, line_id: UUID) -> BankLineView | None:
    row = BankLine.objects.filter(collective_id=collective_id, id=line_id).first()
    return _view(row) if row is not None else None


def _view(row: BankLine) -> BankLineView:
    return BankLineView(
        row.id, row.account_id, row.day, row.cents, row.name, row.iban, row.about, row.transfer_id
    )


def guesses(collective_id: UUID, lines: Sequence[BankLineView]) -> dict[UUID, Guess]:
    """What each line seems to be, by its id."""
    near = _near(collective_id, lines)
    before = _before(collective_id, {each.iban for each in lines if each.iban})
    texts = journal.texts_about(
        collective_id,
        [*(moved.transfer_id for moved in near), *(last.transfer_id for last in before.values())],
        ("about",),
    )
    found: dict[UUID, Guess] = {}
    for each in lines:
        written = tuple(
            Booked(moved.transfer_id, moved.transfer.day, texts.get(moved.transfer_id, ""))
            for moved in sorted(near, key=lambda moved: (abs(moved.transfer.day - each.day), moved.id))
            if _could_be(moved, each)
        )
        last = before.get((each.iban, each.cents > 0))
        if last is None:
            found[each.id] = Guess(written)
        else:
            ours = last.taker_id if each.cents > 0 else last.giver_id
            found[each.id] = Guess(written, ours, texts.get(last.transfer_id, ""))
    return found


def _near(collective_id: UUID, lines: Iterable[BankLineView]) -> list[Line]:
    """Everything written down around the days of these lines that no line of the bank was matched with."""
    days = [each.day for each in lines]
    if not days:
        return []
    taken = BankLine.objects.filter(collective_id=collective_id, transfer__isnull=False)
    undone = Transfer.objects.filter(collective_id=collective_id, corrects__isnull=False)
    rows = Line.objects.filter(
        Q(giver__kind=Account.Kind.BANK) | Q(taker__kind=Account.Kind.BANK),
        collective_id=collective_id,
        transfer__day__gte=min(days) - NEAR,
        transfer__day__lte=max(days) + NEAR,
        transfer__corrects__isnull=True,
    )
    amounts = {abs(each.cents) for each in lines}
    if len(amounts) <= _NAMED:
        rows = rows.filter(amount__in=amounts)
    rows = rows.exclude(transfer_id__in=taken.values("transfer_id")).exclude(
        transfer_id__in=undone.values("corrects_id")
    )
    return list(rows.select_related("transfer"))


def _could_be(moved: Line, line: BankLineView) -> bool:
    side = moved.giver_id if line.cents > 0 else moved.taker_id
    return (
        side == line.account_id
        and moved.amount == abs(line.cents)
        and abs(moved.transfer.day - line.day) <= NEAR
    )


def _before(collective_id: UUID, ibans: Collection[str]) -> dict[tuple[str, bool], Line]:
    """For every IBAN and direction what stood for the last line of it."""
    rows = BankLine.objects.filter(collective_id=collective_id, iban__in=ibans, transfer__isnull=False)
    last = {(row.iban, row.cents > 0): row.transfer_id for row in rows.order_by("day", "place")}
    moved = Line.objects.filter(
        collective_id=collective_id,
        transfer_id__in=list(last.values()),
        transfer__kind__in=("receive", "spend"),
    )
    lines = {each.transfer_id: each for each in moved}
    return {key: lines[transfer] for key, transfer in last.items() if transfer in lines}


def standings(collective_id: UUID) -> list[BankStanding]:
    """For every account at a bank of which a statement said what was on it: the last such day, and the cash book's word."""
    found: list[BankStanding] = []
    rows = BankStatement.objects.filter(collective_id=collective_id, closing__isnull=False)
    last = {row.account_id: row for row in rows.order_by("closing_day", "read_at")}
    for account_id, statement in last.items():
        assert statement.closing is not None
        assert statement.closing_day is not None
        entries = Entry.objects.filter(
            collective_id=collective_id, account_id=account_id, transfer__day__lte=statement.closing_day
        )
        left = BankLine.objects.filter(
            collective_id=collective_id,
            account_id=account_id,
            transfer__isnull=True,
            day__lte=statement.closing_day,
        )
        found.append(
            BankStanding(
                account_id,
                statement.closing_day,
                statement.closing,
                -(entries.aggregate(all=Sum("amount"))["all"] or 0),
                _new(collective_id, [_view(row) for row in left.order_by("day", "place")]),
            )
        )
    return found


def _new(collective_id: UUID, lines: Sequence[BankLineView]) -> int:
    """The sum of lines that do not seem to be in the cash book; each payment there is taken for one line at most."""
    near, total = _near(collective_id, lines), 0
    for each in lines:
        same = next((moved for moved in near if _could_be(moved, each)), None)
        if same is None:
            total += each.cents
        else:
            near.remove(same)
    return total


def ever_read(collective_id: UUID) -> bool:
    """Whether a statement of a bank was ever read here."""
    return BankStatement.objects.filter(collective_id=collective_id).exists()
