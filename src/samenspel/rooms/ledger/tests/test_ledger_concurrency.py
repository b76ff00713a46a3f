"""Many at once on one account: what was accepted is counted once, all of it, and no bound is broken.

The last test shows that such a test can fail: without the triggers and the lock, amounts are lost.
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Sum

from samenspel.ground.foundation.ids import new_id
from samenspel.rooms.ledger import acts, posting
from samenspel.rooms.ledger.acts.accounts import SetBounds
from samenspel.rooms.ledger.acts.paying import OfPromise, Pay
from samenspel.rooms.ledger.models import Account, Entry, Transfer
from samenspel.rooms.ledger.posting import Move, Posting
from samenspel.rooms.ledger.verification import findings
from samenspel.rooms.statute.gate import Done, ImpossibleError
from samenspel.site import verification

from .scene import AT, Scene, coins, minutes, open_scene
from .test_invariants import RULE, Books

WRITERS = 64
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scene(transactional_db: None) -> Scene:
    return open_scene()


def together(jobs: Sequence[Callable[[], object]]) -> list[object]:
    """Run jobs in threads that start at the same moment, each on a connection of its own; what each gave or raised."""
    outcomes: list[object] = []
    start = threading.Barrier(len(jobs), timeout=60)

    def run(job: Callable[[], object]) -> None:
        try:
            start.wait()
            outcomes.append(job())
        except Exception as error:  # noqa: BLE001 - what went wrong is the result
            outcomes.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def sums(collective_id: UUID) -> set[int]:
    """What all balances of each unit add up to."""
    rows = Account.objects.filter(collective_id=collective_id).values("unit__code")
    return {row["all"] for row in rows.annotate(all=Sum("balance"))}


def attempts(scene: Scene, giver: str, params: object, keys: Sequence[UUID]) -> list[object]:
    """One writer's requests, one after the other: the deeds done, and what was not possible."""
    found: list[object] = []
    for key in keys:
        try:
            found.append(scene.do("ledger.pay", giver, params, key=key))
        except ImpossibleError as error:
            found.append(error)
    return found


@pytest.mark.slow
def test_64_writers_on_one_account_lose_nothing_and_break_no_bound(scene: Scene) -> None:
    """Bram may owe ten hours. Two threads send each request, and together they ask for nearly twice as much."""
    keys = [[new_id() for _ in range(3)] for _ in range(WRITERS // 2)]
    out = Pay(scene.cast.anna, (minutes(12),))
    jobs = [lambda own=own: attempts(scene, "bram", out, own) for own in keys for _ in range(2)]
    outcomes = together(jobs)
    assert all(isinstance(outcome, list) for outcome in outcomes), outcomes
    every = [each for outcome in outcomes for each in outcome]  # type: ignore[attr-defined]
    done = [each for each in every if isinstance(each, Done)]
    assert len(every) == WRITERS * 3
    assert Counter(each.repeated for each in done) == {False: 50, True: 50}, (
        "ten hours are 50 times 12 minutes"
    )
    assert len({each.deed.id for each in done}) == 50
    bram, anna = scene.own("bram"), scene.own("anna")
    assert (bram.balance, anna.balance, bram.lowest) == (-600, 600, -600)
    assert Transfer.objects.filter(collective_id=scene.id, kind="pay").count() == 50
    entries = Entry.objects.filter(collective_id=scene.id, account=bram).order_by("sequence")
    assert [entry.after for entry in entries] == [-12 * step for step in range(1, 51)]
    assert sums(scene.id) == {0}
    assert list(verification.check(scene.id)) == []


def test_payments_to_and_fro_between_the_same_two_never_wait_for_each_other(scene: Scene) -> None:
    scene.coin()
    both = minutes(7), coins(30)
    jobs = [
        lambda giver=giver, taker=taker: [scene.pay(giver, taker, *both) for _ in range(5)]
        for giver, taker in [("anna", "bram"), ("bram", "anna")] * 4
    ]
    outcomes = together(jobs)
    assert sorted(map(len, outcomes)) == [5] * 8, outcomes  # type: ignore[arg-type]
    assert [scene.balance(name, unit) for name in ("anna", "bram") for unit in ("min", "coin")] == [
        0,
        0,
        0,
        0,
    ]
    assert scene.own("anna").sequence == 40
    assert list(verification.check(scene.id)) == []


def test_the_same_click_in_eight_windows_is_one_payment(scene: Scene) -> None:
    key, params = new_id(), Pay(scene.cast.anna, (minutes(25),))
    outcomes = together([lambda: scene.do("ledger.pay", "bram", params, key=key)] * 8)
    assert all(isinstance(outcome, Done) for outcome in outcomes), outcomes
    assert Counter(outcome.repeated for outcome in outcomes) == {False: 1, True: 7}  # type: ignore[attr-defined]
    assert scene.balance("anna") == 25


def test_a_promise_that_is_kept_released_and_overdue_at_once_ends_once(scene: Scene) -> None:
    scene.by_clock("ledger.set_bounds", SetBounds(scene.cast.bram, "min", -100, None))
    hold = scene.promise("bram", "anna", minutes(100))
    late = scene.promise("chadia", "anna", minutes(50))
    end = AT.replace(day=25)
    outcomes = together(
        [
            *[lambda: scene.do("ledger.keep", "bram", OfPromise(hold))] * 3,
            *[lambda: scene.do("ledger.release", "anna", OfPromise(hold))] * 3,
            *[lambda: acts.due(end)] * 2,
        ]
    )
    ended = Counter(type(outcome).__name__ for outcome in outcomes if not isinstance(outcome, int))
    by_worker = sum(outcome for outcome in outcomes if isinstance(outcome, int))
    assert ended["Done"] + by_worker == 2, (outcomes, late)
    assert set(ended) <= {"Done", "ImpossibleError"}
    rows = Account.objects.filter(collective_id=scene.id)
    assert {(row.held, row.coming) for row in rows} == {(0, 0)}
    assert sums(scene.id) == {0}
    assert list(verification.check(scene.id)) == []


def test_postings_without_the_lock_of_the_gate_lose_nothing_either(transactional_db: None) -> None:
    """The database itself keeps count, also where nobody locked the collective; and nobody waits for ever.

    Sixteen, since a test beside this one has 64 connections, of the hundred that PostgreSQL allows.
    """
    books = Books()
    hot = books.account(books.hours, "hot", lowest=-60)
    one, other = books.account(books.hours, "one"), books.account(books.hours, "other")

    def post(giver: Account, taker: Account) -> bool:
        move = [Move(giver.id, taker.id, 1)]
        try:
            with transaction.atomic():
                posting.post(Posting(books.id, "pay", move, RULE, AT))
        except DatabaseError as error:
            assert "lowest" in str(error)  # noqa: PT017 - counted below
            return False
        return True

    pairs = [(hot, one), (one, hot), (hot, other), (other, one)] * 4
    outcomes = together([lambda pair=pair: [post(*pair) for _ in range(10)] for pair in pairs])
    assert all(isinstance(outcome, list) for outcome in outcomes), outcomes
    accepted = sum(sum(outcome) for outcome in outcomes)  # type: ignore[arg-type, call-overload]
    rows = Account.objects.filter(collective_id=books.id)
    assert Entry.objects.filter(collective_id=books.id).count() == 2 * accepted
    assert sum(row.sequence for row in rows) == 2 * accepted
    assert books.balance(hot) >= -60
    assert sums(books.id) == {0}
    assert list(findings(books.id)) == []


# ------------------------------------------------------------------ the negative control


@pytest.fixture
def scratch(transactional_db: None) -> Iterator[None]:
    """A table with a balance, as the ledger's, but without triggers."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE scratch_account (id integer PRIMARY KEY, balance bigint NOT NULL)")
        cursor.execute("INSERT INTO scratch_account VALUES (1, 0)")
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE scratch_account")


def test_without_triggers_and_lock_amounts_are_lost(scratch: None) -> None:
    """Read, add up, write: what many programs do. All read before any writes, so all but one payment are lost."""
    all_have_read = threading.Barrier(8, timeout=60)

    def pay() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT balance FROM scratch_account WHERE id = 1")
            [balance] = cursor.fetchone()
            all_have_read.wait()
            cursor.execute("UPDATE scratch_account SET balance = %s WHERE id = 1", [balance + 25])

    assert together([pay] * 8) == [None] * 8
    with connection.cursor() as cursor:
        cursor.execute("SELECT balance FROM scratch_account WHERE id = 1")
        assert cursor.fetchone() == (25,), "eight payments of 25 should have made 200"


def test_the_same_race_on_the_ledger_itself_is_refused(transactional_db: None) -> None:
    """What the race above does is no way to change a balance of the ledger: the database refuses each of them."""
    books = Books()
    all_have_read = threading.Barrier(8, timeout=60)

    def pay() -> None:
        row = Account.objects.get(collective_id=books.id, id=books.anna.id)
        all_have_read.wait()
        Account.objects.filter(collective_id=books.id, id=row.id).update(
            balance=row.balance + 25, sequence=row.sequence + 1
        )

    outcomes = together([pay] * 8)
    assert all(isinstance(outcome, DatabaseError) for outcome in outcomes), outcomes
    assert books.balance(books.anna) == 0
