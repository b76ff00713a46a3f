"""Two writers at once: with the lock every deed has its own number; without it the race really happens."""

import threading
from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from samenspel.ground.foundation import collectives
from samenspel.ground.foundation.ids import new_id
from samenspel.ground.foundation.scope import across_collectives
from samenspel.ground.journal import book, reactions
from samenspel.ground.journal.book import Entry, Provenance
from samenspel.ground.journal.deeds import DEEDS, Audience, DeedType, Field
from samenspel.ground.journal.models import Cursor, Deed, Head
from samenspel.ground.journal.reactions import Reaction

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
COUNTED = DeedType("test.counted", "Counted", Audience.PUBLIC, {"number": Field.NUMBER})
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _types():
    DEEDS.add(COUNTED)
    yield
    del DEEDS._types[COUNTED.name]


@pytest.fixture
def collective():
    return collectives.found(
        collective_id=new_id(), name="De Wending", place="", form="none_yet", since=date(2020, 1, 1), at=AT
    ).id  # fmt: skip


def together(*jobs):
    """Run jobs in threads that start at the same moment; returns the exceptions they ended with."""
    failures = []
    start = threading.Barrier(len(jobs))

    def run(job):
        try:
            start.wait()
            job()
        except Exception as error:  # noqa: BLE001 - what went wrong is the result
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures


def append(collective, number):
    book.append(collective, Entry("test.counted", {"number": number}), Provenance(AT, None))


def test_eight_writers_with_the_lock_leave_no_gap(collective):
    def write(number):
        for step in range(10):
            with transaction.atomic():
                collectives.lock(collective)
                append(collective, number * 100 + step)

    assert together(*(lambda n=n: write(n) for n in range(8))) == []
    sequences = list(
        Deed.objects.filter(collective_id=collective).order_by("sequence").values_list("sequence", flat=True)
    )
    assert sequences == list(range(1, 81))
    assert list(book.check_chain(collective)) == []


def test_without_the_lock_two_writers_take_the_same_number(collective):
    """The negative control: both read the head before either writes, so the second cannot be written."""
    with transaction.atomic():
        append(collective, 0)
    both_have_read = threading.Barrier(2, timeout=20)

    def write_without_lock():
        autocommit_race(collective, both_have_read)

    failures = together(write_without_lock, write_without_lock)
    assert len(failures) == 1
    assert isinstance(failures[0], (IntegrityError, DatabaseError))


def autocommit_race(collective, both_have_read):
    """What `append` does, with a pause between reading the head and writing, and no lock around it."""
    head = Head.objects.get(collective_id=collective)
    both_have_read.wait()
    deed = Deed(
        id=new_id(), collective_id=collective, sequence=head.sequence + 1, type="test.counted", at=AT,
        payload={"number": 1}, previous=head.hash,
    )  # fmt: skip
    deed.hash = book.deed_hash(deed)
    deed.save(force_insert=True)


def test_two_workers_handle_every_deed_once(collective):
    seen = []
    reactions.register(
        Reaction("test.counter", frozenset({"test.counted"}), lambda deed, _at: seen.append(deed.sequence))
    )
    try:
        for number in range(30):
            with transaction.atomic():
                append(collective, number)
        failures = together(*(lambda: reactions.run_for(collective, AT) for _ in range(4)))
        assert failures == []
        assert sorted(seen) == list(range(1, 31))
    finally:
        del reactions.REACTIONS["test.counter"]


def test_a_reaction_that_fails_is_tried_again_and_skips_nothing(collective):
    seen, broken = [], [True]

    def handle(deed, _at):
        if broken[0] and deed.sequence == 2:
            raise RuntimeError("not now")
        seen.append(deed.sequence)

    reactions.register(Reaction("test.shaky", frozenset({"test.counted"}), handle))
    try:
        for number in range(3):
            with transaction.atomic():
                append(collective, number)
        reactions.run_for(collective, AT)
        assert Cursor.objects.get(collective_id=collective, reaction="test.shaky").failures == 1
        broken[0] = False
        reactions.run_for(collective, AT)
        assert Cursor.objects.get(collective_id=collective, reaction="test.shaky").sequence == 0, (
            "it waits first"
        )
        seen.clear()
        with across_collectives("the worker's own view"):
            assert reactions.run_all(datetime(2026, 3, 2, tzinfo=UTC)) >= 3
        assert seen == [1, 2, 3]
    finally:
        del reactions.REACTIONS["test.shaky"]
