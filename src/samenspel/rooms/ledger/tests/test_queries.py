"""Reading the ledger: pages, constant time, what checking finds, and who sees what."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from samenspel.ground.foundation.scope import across_collectives
from samenspel.ground.foundation.statements import change
from samenspel.ground.journal import queries as journal
from samenspel.ground.journal.deeds import Audience
from samenspel.ground.journal.queries import Filter
from samenspel.rooms.ledger import posting, queries, triggers
from samenspel.rooms.ledger.acts.accounts import OpenAccount, SetBounds
from samenspel.rooms.ledger.acts.correcting import Correct
from samenspel.rooms.ledger.acts.paying import OfPromise, Pay
from samenspel.rooms.ledger.acts.spending import Spend
from samenspel.rooms.ledger.models import Account, Entry, Hold, Line
from samenspel.rooms.ledger.posting import Move, Posting
from samenspel.rooms.ledger.verification import findings
from samenspel.rooms.statute import gate
from samenspel.site import verification

from .scene import AT, Scene, coins, minutes, open_scene
from .test_invariants import RULE, Books

DAY = gate.civil_day(AT)


@pytest.fixture
def scene(db: None) -> Scene:
    return open_scene()


@pytest.fixture
def books(db: None) -> Books:
    return Books()


# ------------------------------------------------------------------ what one reads


def test_a_statement_tells_with_whom_why_and_what_the_balance_became(scene: Scene) -> None:
    scene.do("ledger.pay", "anna", Pay(scene.cast.bram, (minutes(25),), "Fiets gemaakt"))
    scene.pay("bram", "chadia", minutes(10))
    hours = scene.common("min", "purse").id
    scene.by_clock("ledger.spend", Spend(hours, 60, to=scene.cast.bram, about="Dak gemaakt"))
    views = queries.statement(scene.id, scene.own("bram").id)
    told = [(view.amount, view.after, view.other, view.about, view.place) for view in views]
    assert told == [
        (60, 75, "purse", "Dak gemaakt", "decisions:majority"),
        (-10, 15, "Chadia", "", "purse:pay"),
        (25, 25, "Anna", "Fiets gemaakt", "purse:pay"),
    ]
    assert [view.other_person for view in views] == [None, scene.cast.chadia, scene.cast.anna]
    assert {view.day for view in views} == {DAY}


def test_pages_of_a_statement_follow_on_each_other(books: Books) -> None:
    for step in range(60):
        books.post((books.bank, books.purse, step + 1))
    pages, before = [], None
    while page := queries.statement(books.id, books.purse.id, before):
        pages.append([view.amount for view in page])
        last = Entry.objects.get(
            collective_id=books.id, account=books.purse, transfer_id=page[-1].transfer_id
        )
        before = last.sequence
    assert list(map(len, pages)) == [25, 25, 10]
    assert [amount for page in pages for amount in page] == list(range(60, 0, -1))
    assert queries.statement(books.id, books.purse.id, 0) == []


def test_an_account_says_how_much_room_there_is(scene: Scene) -> None:
    scene.pay("anna", "bram", minutes(100))
    scene.promise("anna", "chadia", minutes(50))
    [view] = queries.accounts_of(scene.id, scene.cast.anna)
    assert (view.balance, view.held, view.coming, view.room) == (-100, 50, 0, 450)
    bank, purse = scene.common("eur", "bank"), scene.common("eur", "purse")
    found = {view.id: view for view in queries.common_accounts(scene.id)}
    assert (found[bank.id].outside, found[bank.id].room) == (True, None)
    assert (found[purse.id].outside, found[purse.id].room) == (False, 100_000)


def test_own_accounts_come_in_the_order_of_the_units(scene: Scene) -> None:
    scene.coin()
    scene.pay("anna", "bram", coins(100), minutes(5))
    order = [unit.code for unit in queries.units(scene.id)]
    mine = [view.unit.code for view in queries.accounts_of(scene.id, scene.cast.anna)]
    assert mine == [code for code in order if code in mine]


def test_flows_tell_what_came_in_went_out_and_is_set_apart(scene: Scene) -> None:
    scene.do("ledger.open_account", "anna", OpenAccount(Account.Kind.PARTNER, "eur", "Tuin", "tuin"))
    apart = scene.common("eur", "partner", "Tuin").id
    scene.receive(50_000, into=apart)
    scene.spend(2_500)
    reserve = scene.common("eur", "reserve").id
    purse = scene.common("eur", "purse").id
    scene.do("ledger.spend", "anna", Spend(purse, 5_000, taker=reserve))
    scene.pay("anna", "bram", minutes(30))
    euro, hours = queries.flows(scene.id, DAY, DAY)
    assert (euro.came, euro.went, euro.stands, euro.apart) == (150_000, 2_500, 147_500, 50_000)
    assert (hours.came, hours.went, hours.stands) == (0, 0, 0)


# ------------------------------------------------------------------ constant time


Statement = tuple[str, Any]


@contextmanager
def recorded() -> Iterator[list[Statement]]:
    """Every statement that is sent to the database in the block, with its values."""
    found: list[Statement] = []

    def keep(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        found.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep):
        yield found


def plan(sql: str, params: Any) -> str:
    """How the database goes about a statement, where it may not read a whole table if it has another way."""
    postgresql = connection.vendor == "postgresql"
    with across_collectives("a plan looks at nothing"), connection.cursor() as cursor:
        for way in ("seqscan", "sort", "bitmapscan") if postgresql else ():
            cursor.execute(f"SET LOCAL enable_{way} = off")
        cursor.execute(f"EXPLAIN {'' if postgresql else 'QUERY PLAN '}{sql}", params)
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


def many(books: Books, count: int) -> None:
    """A lot of payments between two accounts, and corrections of some of them."""
    for step in range(count):
        transfer = books.post((books.bank, books.purse, step + 1))
        if step % 20 == 0:
            books.post((books.purse, books.bank, step + 1), corrects_id=transfer)


READS: dict[str, Callable[[UUID, UUID], object]] = {
    "balance": queries.account,
    "first page": queries.statement,
    "later page": lambda collective_id, account_id: queries.statement(collective_id, account_id, 90),
}


@pytest.mark.parametrize("read", READS)
def test_a_balance_and_a_page_take_as_many_queries_however_much_was_booked(books: Books, read: str) -> None:
    counts = []
    for more in (100, 300):
        many(books, more)
        with recorded() as found:
            assert READS[read](books.id, books.purse.id)
        counts.append(len(found))
    assert counts[0] == counts[1] <= 5


_ALL_THERE_IS = r"\(collective_id=\?\)$"
"""An index that is asked for a collective and nothing else gives all that the collective has.

SQLite plans without looking at the rows; PostgreSQL looks, and with few rows reads them all rightly.
"""


@pytest.mark.parametrize("read", READS)
def test_a_balance_and_a_page_are_found_by_an_index(scene: Scene, read: str) -> None:
    """No table that grows is read as a whole, nor all of a collective; and the index of entries has their order."""
    for step in range(120):
        giver, taker = ("anna", "bram") if step % 2 else ("bram", "anna")
        scene.do("ledger.pay", giver, Pay(scene.cast.people[taker], (minutes(5),), f"Hulp {step}"))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ANALYZE")
    with recorded() as found:
        assert READS[read](scene.id, scene.own("bram").id)
    grows = ("ledger_entry", "ledger_line", "ledger_transfer", "journal_deed", "journal_deedtext")
    for sql, params in found:
        told = plan(sql, params)
        for table in grows:
            assert f"Seq Scan on {table}" not in told, f"{sql}\n{told}"
            assert f"SCAN {table}" not in told.replace('"', ""), f"{sql}\n{told}"
        if any(table in told for table in grows):
            whole = re.search(_ALL_THERE_IS, told, re.MULTILINE)
            assert whole is None, f"looks at all that a collective has: {sql}\n{told}"
        if 'ORDER BY "ledger_entry"' in sql:
            assert "TEMP B-TREE" not in told, told
            assert "Sort" not in told, told


# ------------------------------------------------------------------ what checking finds


def without_triggers() -> None:
    """Take the triggers away, as someone could who has the database in their hands."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        triggers.drop(SimpleNamespace(connection=connection, execute=cursor.execute))  # type: ignore[arg-type]


@pytest.fixture
def tampered(books: Books) -> Callable[..., list[str]]:
    """Books with some payments and an open promise; run statements behind their back, and tell what is found."""
    for amount in (10, 20, 30):
        books.post((books.anna, books.bram, amount), (books.bank, books.purse, amount))
    books.hold((books.anna, books.bram, 5))
    assert list(findings(books.id)) == []
    without_triggers()

    def run(*statements: tuple[object, ...]) -> list[str]:
        with across_collectives("a thief looks nowhere"):
            for sql, *values in statements:
                assert change(str(sql), *values) > 0, sql
        return [finding.what for finding in findings(books.id)]

    return run


def test_a_changed_balance_is_found(books: Books, tampered: Callable[..., list[str]]) -> None:
    bigger = ("UPDATE ledger_account SET balance = balance + 5 WHERE id = %s", books.bram.id)
    assert any("balance" in what for what in tampered(bigger))


def test_amounts_moved_between_two_balances_are_found(
    books: Books, tampered: Callable[..., list[str]]
) -> None:
    found = tampered(
        ("UPDATE ledger_account SET balance = balance + 5 WHERE id = %s", books.anna.id),
        ("UPDATE ledger_account SET balance = balance - 5 WHERE id = %s", books.bram.id),
    )
    assert len(found) == 2


def test_a_changed_number_of_entries_is_found(books: Books, tampered: Callable[..., list[str]]) -> None:
    assert tampered(("UPDATE ledger_account SET sequence = sequence + 1 WHERE id = %s", books.bram.id))


def test_a_changed_entry_is_found(books: Books, tampered: Callable[..., list[str]]) -> None:
    one = "WHERE account_id = %s AND sequence = 2"
    assert tampered((f"UPDATE ledger_entry SET amount = amount + 1 {one}", books.bram.id))


def test_a_changed_balance_after_an_entry_is_found(books: Books, tampered: Callable[..., list[str]]) -> None:
    one = "WHERE account_id = %s AND sequence = 2"
    assert tampered((f'UPDATE ledger_entry SET "after" = "after" + 1 {one}', books.bram.id))


@pytest.mark.parametrize("sequence", [1, 2, 3])
def test_a_removed_entry_is_found(books: Books, tampered: Callable[..., list[str]], sequence: int) -> None:
    one = "DELETE FROM ledger_entry WHERE account_id = %s AND sequence = %s"
    assert tampered((one, books.bram.id, sequence))


def test_all_entries_of_an_account_removed_with_its_balance_are_found(
    books: Books, tampered: Callable[..., list[str]]
) -> None:
    found = tampered(
        ("DELETE FROM ledger_entry WHERE account_id = %s", books.bram.id),
        ("UPDATE ledger_account SET balance = 0, sequence = 0 WHERE id = %s", books.bram.id),
    )
    assert any("two entries" in what for what in found)
    assert any("together" in what for what in found)


def test_an_entry_without_a_line_of_its_own_is_found(
    books: Books, tampered: Callable[..., list[str]]
) -> None:
    """A third entry on a line, with the balance that goes with it."""
    columns = '(account_id, sequence, collective_id, transfer_id, line_id, amount, "after")'
    line = Line.objects.filter(collective_id=books.id, giver=books.bank).first()
    assert line is not None
    found = tampered(
        (
            f"INSERT INTO ledger_entry {columns} VALUES (%s, 4, %s, %s, %s, 7, 67)",
            *(books.bram.id, books.id, line.transfer_id, line.id),
        ),
        ("UPDATE ledger_account SET balance = 67, sequence = 4 WHERE id = %s", books.bram.id),
    )
    assert any("two entries" in what for what in found)


def test_a_changed_line_is_found(books: Books, tampered: Callable[..., list[str]]) -> None:
    assert tampered(("UPDATE ledger_line SET amount = amount + 1 WHERE giver_id = %s", books.anna.id))


def test_a_line_with_its_sides_turned_is_found(books: Books, tampered: Callable[..., list[str]]) -> None:
    turned = "UPDATE ledger_line SET giver_id = taker_id, taker_id = giver_id WHERE giver_id = %s"
    assert tampered((turned, books.anna.id))


def test_an_account_moved_to_another_unit_is_found(books: Books, tampered: Callable[..., list[str]]) -> None:
    moved = ("UPDATE ledger_account SET unit_id = %s WHERE id = %s", books.euro.id, books.bram.id)
    assert sum("together" in what for what in tampered(moved)) == 2


@pytest.mark.parametrize("column", ["held", "coming"])
def test_a_changed_amount_that_is_set_aside_is_found(
    books: Books, tampered: Callable[..., list[str]], column: str
) -> None:
    assert tampered((f"UPDATE ledger_account SET {column} = 0 WHERE {column} > 0",))


def test_a_promise_ended_without_letting_go_is_found(
    books: Books, tampered: Callable[..., list[str]]
) -> None:
    assert tampered(("UPDATE ledger_hold SET state = 'cancelled', ended_at = made_at",))


def test_a_changed_amount_of_a_promise_is_found(books: Books, tampered: Callable[..., list[str]]) -> None:
    assert tampered(("UPDATE ledger_holdline SET amount = 4",))


def test_a_promise_that_is_called_kept_but_was_never_paid_is_found(books: Books) -> None:
    """No trigger refuses this."""
    hold = books.hold((books.anna, books.bram, 5))
    posting.end_hold(books.id, hold, Hold.State.COMPLETED, AT)  # type: ignore[arg-type]
    assert list(findings(books.id))


def test_a_transfer_without_lines_is_found(books: Books) -> None:
    """No trigger refuses this."""
    books.post()
    assert list(findings(books.id))


def test_a_transfer_that_the_book_does_not_know_is_found(scene: Scene) -> None:
    """A bare statement can book a transfer that keeps every invariant; only the book knows that nobody did it."""
    scene.pay("anna", "bram", minutes(25))
    move = Move(scene.own("anna").id, scene.own("bram").id, 100)
    posting.post(Posting(scene.id, "pay", [move], RULE, AT))
    assert list(verification.check(scene.id))


def test_a_transfer_that_only_the_book_still_knows_is_found(scene: Scene) -> None:
    """The last transfer between two accounts taken out everywhere at once."""
    scene.pay("anna", "bram", minutes(25))
    transfer = scene.pay("anna", "bram", minutes(10))
    without_triggers()
    with across_collectives("a thief looks nowhere"):
        for table in ("ledger_entry", "ledger_line"):
            change(f"DELETE FROM {table} WHERE transfer_id = %s", transfer)
        change("DELETE FROM ledger_transfer WHERE id = %s", transfer)
        for name, balance in (("anna", -25), ("bram", 25)):
            change(
                "UPDATE ledger_account SET balance = %s, sequence = 1 WHERE id = %s",
                balance,
                scene.own(name).id,
            )
    assert list(verification.check(scene.id))


def test_checking_books_that_are_in_order_finds_nothing(scene: Scene) -> None:
    scene.coin()
    transfer = scene.pay("anna", "bram", minutes(25), coins(100))
    kept, released = scene.promise("bram", "anna", minutes(5)), scene.promise("bram", "anna", minutes(7))
    scene.do("ledger.keep", "bram", OfPromise(kept))
    scene.do("ledger.release", "bram", OfPromise(released))
    scene.promise("bram", "anna", minutes(9))
    scene.do("ledger.correct", "anna", Correct(transfer, "Verkeerde persoon"))
    assert list(verification.check(scene.id)) == []


# ------------------------------------------------------------------ who sees what


def test_what_two_people_pay_each_other_is_for_them_alone(scene: Scene) -> None:
    scene.do("ledger.pay", "anna", Pay(scene.cast.bram, (minutes(25),), "Fiets gemaakt"))
    scene.promise("anna", "bram", minutes(5))
    open_to_all = Filter(audiences=frozenset({Audience.PUBLIC, Audience.MEMBERS}))
    told = [view.type for view in journal.deeds(scene.id, open_to_all)]
    assert not {"ledger.paid", "ledger.promised"} & set(told)
    for name, sees in (("anna", True), ("bram", True), ("chadia", False), ("dirk", False)):
        mine = Filter(
            audiences=frozenset({Audience.PUBLIC, Audience.MEMBERS}), concerning=scene.cast.people[name]
        )
        types = {view.type for view in journal.deeds(scene.id, mine)}
        assert ({"ledger.paid", "ledger.promised"} <= types) is sees


def test_what_we_spend_together_is_told_to_all_without_a_name(scene: Scene) -> None:
    hours = scene.common("min", "purse").id
    done = scene.by_clock("ledger.spend", Spend(hours, 60, to=scene.cast.bram))
    assert str(scene.cast.bram) not in str(done.deed.payload)


def test_a_limit_of_one_person_is_for_them_alone(scene: Scene) -> None:
    scene.by_clock("ledger.set_bounds", SetBounds(scene.cast.bram, "min", -60, 60))
    open_to_all = Filter(audiences=frozenset({Audience.PUBLIC, Audience.MEMBERS}))
    assert "ledger.bounds_set" not in {view.type for view in journal.deeds(scene.id, open_to_all)}


def test_common_accounts_hold_nobody_and_own_accounts_nobody_else(scene: Scene) -> None:
    scene.pay("anna", "bram", minutes(25))
    assert {view.person_id for view in queries.common_accounts(scene.id)} == {None}
    for name in ("anna", "bram"):
        person = scene.cast.people[name]
        assert {view.person_id for view in queries.accounts_of(scene.id, person)} == {person}
    assert queries.accounts_of(scene.id, scene.cast.chadia) == []
    assert queries.accounts_of(scene.cast.other_id, scene.cast.anna) == []
