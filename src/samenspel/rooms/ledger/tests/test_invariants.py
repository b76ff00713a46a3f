"""The database itself keeps the ledger right. Each test tries to break it with a bare statement."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Sum

from samenspel.ground.foundation import collectives
from samenspel.ground.foundation.ids import new_id
from samenspel.kernels.statute.vocabulary import Form
from samenspel.rooms.ledger import posting
from samenspel.rooms.ledger.models import Account, Entry, Hold, HoldLine, Line, Transfer, Unit
from samenspel.rooms.ledger.posting import Ground, Move, Posting

AT = datetime(2026, 6, 1, 12, tzinfo=UTC)
RULE = Ground("purse:pay", 1, None)


class Books:
    """A collective with accounts in hours and in euros."""

    def __init__(self, name: str = "De Losse Schakel") -> None:
        row = collectives.found(
            collective_id=new_id(), name=name, place="Breda", form=Form.COOPERATIVE_UA, since=AT.date(), at=AT
        )
        self.id = row.id
        self.hours = self.unit("min", "time", 0)
        self.euro = self.unit("eur", "euro", 2)
        self.anna = self.account(self.hours, "anna", lowest=-600, highest=6_000)
        self.bram = self.account(self.hours, "bram", lowest=-600, highest=6_000)
        self.bank = self.account(self.euro, "bank")
        self.purse = self.account(self.euro, "purse", lowest=0)

    def unit(self, code: str, kind: str, decimals: int) -> Unit:
        return Unit.objects.create(
            id=new_id(), collective_id=self.id, code=code, kind=kind, decimals=decimals, made_at=AT
        )

    def account(self, unit: Unit, name: str, **given: object) -> Account:
        return Account.objects.create(
            id=new_id(), collective_id=self.id, unit=unit, kind="other", name=name, opened_at=AT, **given
        )

    def post(self, *moves: tuple[Account, Account, int], **given: object) -> object:
        lines = [Move(giver.id, taker.id, amount) for giver, taker, amount in moves]
        return posting.post(Posting(self.id, "pay", lines, RULE, AT, **given))  # type: ignore[arg-type]

    def hold(self, *moves: tuple[Account, Account, int]) -> object:
        lines = [Move(giver.id, taker.id, amount) for giver, taker, amount in moves]
        return posting.hold(Posting(self.id, "pay", lines, RULE, AT), AT + timedelta(days=7))

    def balance(self, account: Account) -> int:
        return Account.objects.get(collective_id=self.id, id=account.id).balance


@pytest.fixture
def books(db: None) -> Books:
    return Books()


def refused(statement: str, *values: object) -> str:
    """Run a bare statement that the database must refuse; returns what it says."""
    from samenspel.ground.foundation.scope import across_collectives
    from samenspel.ground.foundation.statements import change

    with (
        across_collectives("an attack looks nowhere"),
        pytest.raises(DatabaseError) as error,
        transaction.atomic(),
    ):
        change(statement, *values)
    return str(error.value)


def test_a_transfer_moves_both_balances_and_tells_what_they_became(books: Books) -> None:
    books.post((books.anna, books.bram, 25))
    assert (books.balance(books.anna), books.balance(books.bram)) == (-25, 25)
    entries = Entry.objects.filter(collective_id=books.id).order_by("account_id")
    assert sorted((e.amount, e.after, e.sequence) for e in entries) == [(-25, -25, 1), (25, 25, 1)]


def test_a_transfer_of_several_units_is_one_whole(books: Books) -> None:
    books.post((books.bank, books.purse, 1_000))
    shop = books.account(books.euro, "shop")
    with pytest.raises(DatabaseError), transaction.atomic():
        books.post((books.anna, books.bram, 25), (books.purse, shop, 1_001))
    assert books.balance(books.anna) == 0
    books.post((books.anna, books.bram, 25), (books.purse, shop, 250))
    assert (books.balance(books.bram), books.balance(shop)) == (25, 250)


@pytest.mark.parametrize("amount", [0, -5])
def test_a_line_moves_more_than_nothing(books: Books, amount: int) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        books.post((books.anna, books.bram, amount))


def test_a_line_is_between_two_accounts_of_one_unit(books: Books) -> None:
    for giver, taker in ((books.anna, books.anna), (books.anna, books.purse)):
        with pytest.raises(DatabaseError), transaction.atomic():
            books.post((giver, taker, 5))


def test_a_line_stays_within_its_collective(books: Books) -> None:
    other = Books("Het Anker")
    with pytest.raises(DatabaseError, match="one collective"), transaction.atomic():
        books.post((books.anna, other.bram, 5))


def test_bounds_hold_to_the_last_part(books: Books) -> None:
    books.post((books.anna, books.bram, 600))
    with pytest.raises(DatabaseError), transaction.atomic():
        books.post((books.anna, books.bram, 1))
    bounded = books.account(books.hours, "full", highest=10)
    books.post((books.bram, bounded, 10))
    with pytest.raises(DatabaseError), transaction.atomic():
        books.post((books.bram, bounded, 1))


def test_what_was_booked_is_never_changed_or_removed(books: Books) -> None:
    books.post((books.anna, books.bram, 25))
    for table in ("ledger_transfer", "ledger_line", "ledger_entry"):
        assert "never changed" in refused(f'UPDATE "{table}" SET collective_id = collective_id')
        assert "never removed" in refused(f'DELETE FROM "{table}"')
    for table in ("ledger_account", "ledger_unit"):
        assert "never removed" in refused(f'DELETE FROM "{table}"')
    assert books.balance(books.bram) == 25


def test_a_balance_is_nothing_but_what_its_last_entry_says(books: Books) -> None:
    books.post((books.anna, books.bram, 25))
    assert "last entry" in refused('UPDATE "ledger_account" SET balance = 5000')
    assert "last entry" in refused('UPDATE "ledger_account" SET sequence = 7')
    assert "last entry" in refused(
        'UPDATE "ledger_account" SET balance = balance + 1, sequence = sequence + 1'
    )
    assert books.balance(books.bram) == 25


def test_nobody_writes_an_entry_by_hand(books: Books) -> None:
    transfer = books.post((books.anna, books.bram, 25))
    line = Line.objects.get(collective_id=books.id, transfer_id=transfer)
    columns = "account_id, sequence, collective_id, transfer_id, line_id, amount, after"
    for amount, sequence, after in ((25, 2, 50), (99, 2, 124), (-25, 2, 0)):
        assert refused(
            f'INSERT INTO "ledger_entry" ({columns}) VALUES (%s, %s, %s, %s, %s, %s, %s)',
            books.bram.id,
            sequence,
            books.id,
            transfer,
            line.id,
            amount,
            after,
        )
    assert books.balance(books.bram) == 25


def test_an_account_opens_at_nought(books: Books) -> None:
    with pytest.raises(DatabaseError, match="nought"), transaction.atomic():
        books.account(books.hours, "rich", balance=100)


def test_the_scale_of_a_unit_and_what_an_account_is_for_are_fixed(books: Books) -> None:
    assert "fixed" in refused('UPDATE "ledger_unit" SET decimals = 3')
    assert "fixed" in refused("""UPDATE "ledger_account" SET purpose = 'tuin'""")
    assert "fixed" in refused('UPDATE "ledger_account" SET unit_id = %s', books.euro.id)


def test_money_set_apart_only_leaves_for_its_purpose(books: Books) -> None:
    apart = books.account(books.euro, "garden", lowest=0, purpose="garden")
    books.post((books.bank, apart, 5_000))
    for purpose in ("", "party"):
        with pytest.raises(DatabaseError, match="purpose"), transaction.atomic():
            books.post((apart, books.purse, 100), purpose=purpose)
    books.post((apart, books.purse, 100), purpose="garden")
    assert books.balance(apart) == 4_900


def test_every_transfer_names_a_rule(books: Books) -> None:
    nothing = Ground("", 1, None)
    move = [Move(books.anna.id, books.bram.id, 5)]
    with pytest.raises(DatabaseError), transaction.atomic():
        posting.post(Posting(books.id, "pay", move, nothing, AT))


def test_the_same_line_of_a_bank_is_booked_once(books: Books) -> None:
    books.post((books.bank, books.purse, 100), reference="NL-1")
    with pytest.raises(DatabaseError), transaction.atomic():
        books.post((books.bank, books.purse, 100), reference="NL-1")
    assert books.balance(books.purse) == 100


def test_a_hold_sets_aside_and_gives_back(books: Books) -> None:
    hold = books.hold((books.anna, books.bram, 400))
    with pytest.raises(DatabaseError), transaction.atomic():
        books.post((books.anna, books.bram, 201))
    books.post((books.anna, books.bram, 200))
    posting.end_hold(books.id, hold, Hold.State.CANCELLED, AT)
    books.post((books.anna, books.bram, 400))
    account = Account.objects.get(collective_id=books.id, id=books.anna.id)
    assert (account.balance, account.held, account.coming) == (-600, 0, 0)


def test_a_hold_keeps_room_at_the_other_side_too(books: Books) -> None:
    full = books.account(books.hours, "full", highest=10)
    books.hold((books.bram, full, 8))
    with pytest.raises(DatabaseError), transaction.atomic():
        books.post((books.anna, full, 3))


def test_completing_a_hold_never_breaks_a_bound(books: Books) -> None:
    hold = books.hold((books.anna, books.bram, 600))
    posting.end_hold(books.id, hold, Hold.State.COMPLETED, AT)
    books.post((books.anna, books.bram, 600), hold_id=hold)
    assert books.balance(books.anna) == -600
    with pytest.raises(DatabaseError), transaction.atomic():
        books.post((books.bram, books.anna, 1), hold_id=hold)


def test_a_hold_ends_once_and_takes_no_lines_after_it(books: Books) -> None:
    hold = books.hold((books.anna, books.bram, 5))
    posting.end_hold(books.id, hold, Hold.State.EXPIRED, AT)
    for state in ("open", "completed"):
        with pytest.raises(DatabaseError, match="once"), transaction.atomic():
            Hold.objects.filter(collective_id=books.id, id=hold).update(state=state)
    with pytest.raises(DatabaseError, match="open hold"), transaction.atomic():
        HoldLine.objects.create(
            id=new_id(), collective_id=books.id, hold_id=hold, giver=books.bram, taker=books.anna, amount=1
        )


def test_what_is_set_aside_is_only_what_open_holds_say(books: Books) -> None:
    books.hold((books.anna, books.bram, 5))
    assert "open holds" in refused("""UPDATE "ledger_account" SET held = 0 WHERE held > 0""")
    assert "open holds" in refused("""UPDATE "ledger_account" SET coming = 100""")


def test_an_account_is_closed_at_nought_and_then_stays_closed(books: Books) -> None:
    books.post((books.anna, books.bram, 5))
    with pytest.raises(DatabaseError), transaction.atomic():
        Account.objects.filter(collective_id=books.id, id=books.anna.id).update(closed_at=AT)
    books.post((books.bram, books.anna, 5))
    Account.objects.filter(collective_id=books.id, id=books.anna.id).update(closed_at=AT)
    with pytest.raises(DatabaseError), transaction.atomic():
        books.post((books.bram, books.anna, 5))


def test_nothing_is_made_or_lost(books: Books) -> None:
    for step in range(1, 30):
        books.post((books.anna, books.bram, step), (books.bank, books.purse, step * 3))
        books.post((books.bram, books.anna, step // 2 + 1))
    for unit in (books.hours, books.euro):
        rows = Account.objects.filter(collective_id=books.id, unit=unit)
        assert rows.aggregate(all=Sum("balance"))["all"] == 0
    for account in Account.objects.filter(collective_id=books.id):
        entries = list(Entry.objects.filter(collective_id=books.id, account=account).order_by("sequence"))
        assert [entry.sequence for entry in entries] == list(range(1, len(entries) + 1))
        assert sum(entry.amount for entry in entries) == account.balance
    assert Transfer.objects.filter(collective_id=books.id).count() == 58
    assert connection.vendor in {"sqlite", "postgresql"}


def test_two_accounts_never_change_places(books: Books) -> None:
    """Keys between tables are only looked at when a transaction ends: three bare statements could swap two balances."""
    books.post((books.anna, books.bram, 25))
    for table in ("ledger_account", "ledger_unit"):
        assert "fixed" in refused(f'UPDATE "{table}" SET id = %s', new_id())
    assert books.balance(books.bram) == 25


@pytest.mark.skipif("connection.vendor != 'sqlite'")
@pytest.mark.parametrize("table", ["transfer", "line", "entry", "holdline", "unit", "account", "hold"])
def test_nothing_is_replaced_by_a_row_of_the_same_name(books: Books, table: str) -> None:
    """SQLite's INSERT OR REPLACE removes a row without asking the triggers on removing."""
    books.post((books.anna, books.bram, 25))
    books.hold((books.anna, books.bram, 5))
    assert refused(f'INSERT OR REPLACE INTO "ledger_{table}" SELECT * FROM "ledger_{table}"')
    assert books.balance(books.bram) == 25


@pytest.mark.skipif("connection.vendor != 'sqlite'")
def test_a_balance_does_not_go_back_to_nought_by_opening_the_account_again(books: Books) -> None:
    books.post((books.anna, books.bram, 25))
    columns = "id, collective_id, unit_id, kind, name, purpose, opened_at"
    assert "never removed" in refused(
        f'INSERT OR REPLACE INTO "ledger_account" ({columns}, balance, held, coming, sequence) '
        f'SELECT {columns}, 0, 0, 0, 0 FROM "ledger_account" WHERE id = %s',
        books.bram.id,
    )
    spare = books.account(books.hours, "spare")
    assert "fixed" in refused(
        'UPDATE OR REPLACE "ledger_account" SET id = %s WHERE id = %s', books.bram.id, spare.id
    )
    assert books.balance(books.bram) == 25


@pytest.mark.skipif("connection.vendor != 'sqlite'")
def test_a_line_is_not_counted_twice_by_replacing_its_entry(books: Books) -> None:
    transfer = books.post((books.anna, books.bram, 25))
    line = Line.objects.get(collective_id=books.id, transfer_id=transfer)
    columns = "account_id, sequence, collective_id, transfer_id, line_id, amount, after"
    assert "never removed" in refused(
        f'INSERT OR REPLACE INTO "ledger_entry" ({columns}) VALUES (%s, 2, %s, %s, %s, 25, 50)',
        *(books.bram.id, books.id, transfer, line.id),
    )
    assert books.balance(books.bram) == 25
