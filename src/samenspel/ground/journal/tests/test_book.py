"""The book: no gaps, no change, no removal, texts that can be erased, and a check that finds every tampering."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from samenspel.ground.foundation import collectives
from samenspel.ground.foundation.ids import new_id
from samenspel.ground.journal import book, queries, triggers
from samenspel.ground.journal.book import Entry, Provenance
from samenspel.ground.journal.deeds import DEEDS, Audience, DeedType, Field, Register, UndeclaredDeedError

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
SAID = DeedType(
    "test.said", "%(actor)s said something", Audience.PUBLIC, {"times": Field.NUMBER, "words": Field.TEXT}
)
DONE = DeedType("test.done", "Done", Audience.MEMBERS, {"by": Field.PERSON, "code": Field.CODE})
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _types():
    DEEDS.add(SAID, DONE)
    yield
    for type_ in (SAID, DONE):
        del DEEDS._types[type_.name]


@pytest.fixture
def collective():
    return collectives.found(
        collective_id=new_id(), name="De Wending", place="", form="none_yet", since=date(2020, 1, 1), at=AT
    ).id  # fmt: skip


def say(collective, words="hallo", times=1, at=AT, **rest):
    with transaction.atomic():
        return book.append(
            collective,
            Entry("test.said", {"times": times}, {"words": words}, **rest),
            Provenance(at, new_id()),
        )


def test_the_chain_has_no_gaps_and_adds_up(collective):
    rows = [say(collective, times=number) for number in range(1, 8)]
    assert [row.sequence for row in rows] == [1, 2, 3, 4, 5, 6, 7]
    assert [row.previous for row in rows[1:]] == [row.hash for row in rows[:-1]]
    assert book.head(collective) == (7, rows[-1].hash)
    assert list(book.check_chain(collective)) == []


def test_an_empty_book_adds_up(collective):
    assert book.head(collective) == (0, book.GENESIS)
    assert list(book.check_chain(collective)) == []


def test_chains_of_two_collectives_are_apart(collective):
    other = collectives.found(
        collective_id=new_id(), name="Het Anker", place="", form="none_yet", since=date(2020, 1, 1), at=AT
    ).id  # fmt: skip
    say(collective)
    assert say(other).sequence == 1


def test_a_deed_stands_only_together_with_what_it_tells_of(collective):
    def half_way():
        with transaction.atomic():
            book.append(collective, Entry("test.said", {"times": 1}, {"words": "x"}), Provenance(AT, None))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half_way()
    assert book.head(collective) == (0, book.GENESIS)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_deed SET type = 'test.done' WHERE collective_id = %s",
        "DELETE FROM journal_deed WHERE collective_id = %s",
        "UPDATE journal_deedtext SET text = 'other' WHERE collective_id = %s",
        "UPDATE journal_deedtext SET text = '', salt = '' WHERE collective_id = %s",
        "DELETE FROM journal_deedtext WHERE collective_id = %s",
    ],
)
def test_the_database_refuses_to_change_the_book(collective, statement):
    say(collective)
    key = collective if connection.vendor == "postgresql" else collective.hex
    with pytest.raises(DatabaseError, match="never"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [key])


def test_erasing_a_text_keeps_the_chain_whole(collective):
    row = say(collective, "iets persoonlijks")
    book.erase_text(collective, row.id, "words", AT + timedelta(days=1))
    assert queries.about(collective, new_id()) == []
    [view] = queries.after(collective, 0, 10)
    assert view.texts == {"words": ""}
    assert "persoonlijks" not in str(row.payload)
    assert list(book.check_chain(collective)) == []


def test_equal_texts_have_different_digests(collective):
    first, second = say(collective, "ja"), say(collective, "ja")
    assert first.payload["texts"] != second.payload["texts"]


TAMPERING = {
    "payload": (
        "UPDATE journal_deed SET payload = '{\"times\": 9}' WHERE collective_id = %s AND sequence = 2",
        "does not match its hash",
    ),
    "time": (
        "UPDATE journal_deed SET at = '2020-01-01 00:00:00+00:00' WHERE collective_id = %s AND sequence = 2",
        "does not match",
    ),
    "gap": ("UPDATE journal_deed SET sequence = 9 WHERE collective_id = %s AND sequence = 3", "is missing"),
    "text": ("UPDATE journal_deedtext SET text = 'anders' WHERE collective_id = %s", "was changed"),
    "head": ("UPDATE journal_head SET sequence = 2 WHERE collective_id = %s", "the head"),
}


@pytest.mark.parametrize("how", TAMPERING)
def test_the_check_finds_tampering_behind_the_triggers(collective, how):
    for number in range(3):
        say(collective, times=number)
    statement, found = TAMPERING[how]
    key = collective if connection.vendor == "postgresql" else collective.hex
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for name, table in triggers._POSTGRESQL_NAMES:
                cursor.execute(f"DROP TRIGGER {name} ON {table}")
        else:
            for name in triggers.SQLITE:
                cursor.execute(f"DROP TRIGGER {name}")
        cursor.execute(statement, [key])
    assert any(found in finding.what for finding in book.check_chain(collective))


@pytest.mark.parametrize(
    "entry",
    [
        Entry("test.unheard_of"),
        Entry("test.said", {"times": 1}),
        Entry("test.said", {"times": 1, "more": 2}, {"words": "x"}),
        Entry("test.said", {"times": "many"}, {"words": "x"}),
        Entry("test.said", {"times": True}, {"words": "x"}),
        Entry("test.said", {"times": 1, "words": "inside the chain"}),
        Entry("test.done", {"by": "Anna", "code": "x"}),
        Entry("test.done", {"by": None, "code": "free text with spaces"}),
    ],
)
def test_a_deed_that_is_not_as_declared_is_refused(collective, entry):
    with pytest.raises((UndeclaredDeedError, ValueError)), transaction.atomic():
        book.append(collective, entry, Provenance(AT, None))


def test_every_type_says_how_its_personal_fields_are_erased():
    assert SAID.personal == {"words": "delete the text and its salt"}
    assert DONE.personal == {"by": "forget the person's name"}
    for type_ in DEEDS:
        for name, kind in type_.fields.items():
            assert isinstance(kind, Field), f"{type_.name}.{name} does not say what it holds"


def test_a_type_that_does_not_declare_a_field_is_refused():
    register = Register()
    with pytest.raises(UndeclaredDeedError):
        register.add(DeedType("test.vague", "?", Audience.PUBLIC, {"something": "whatever"}))  # type: ignore[dict-item]


def test_a_type_is_declared_once():
    register = Register()
    register.add(SAID)
    with pytest.raises(UndeclaredDeedError):
        register.add(DeedType("test.said", "other", Audience.PUBLIC, {}))


def test_reading_by_page_audience_and_time(collective):
    for number in range(65):
        say(collective, times=number, at=AT + timedelta(hours=number))
    deeds, number, pages = queries.page(collective, queries.Filter(), 99)
    assert (len(deeds), number, pages) == (5, 3, 3)
    assert deeds[-1].sequence == 1
    early = queries.Filter(until=AT + timedelta(hours=9))
    assert queries.deeds(collective, early).count() == 10
    none = queries.Filter(audiences=frozenset({Audience.MEMBERS}))
    assert queries.deeds(collective, none).count() == 0
