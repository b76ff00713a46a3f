"""How a deed is spelled before it is hashed: canonical JSON, however the database keeps it."""

import hashlib
import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from samenspel.ground.foundation import collectives, statements
from samenspel.ground.foundation.canonical import canonical
from samenspel.ground.foundation.ids import new_id
from samenspel.ground.journal import book
from samenspel.ground.journal.models import Deed, Head

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)

values = st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.text(), max_size=3)
ids = st.none() | st.uuids()
moments = st.datetimes(
    min_value=datetime(2000, 1, 1),  # noqa: DTZ001 - the zone comes beside
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=2))]),
)  # fmt: skip


@given(
    st.uuids(), st.integers(1, 10**9), st.uuids(), st.text(), moments, ids, ids, ids,
    st.dictionaries(st.text(), values), st.text(),
)  # fmt: skip
def test_the_hash_is_over_canonical_json(
    collective, sequence, id_, type_, at, actor, helper, subject, payload, previous
):
    deed = Deed(
        id=id_, collective_id=collective, sequence=sequence, type=type_, at=at, actor_id=actor, helper_id=helper,
        subject_id=subject, payload=payload, previous=previous,
    )  # fmt: skip
    told = json.loads(book.canonical_deed(deed))
    del told["hash"]
    assert book.deed_hash(deed) == hashlib.sha256(canonical(told).encode()).hexdigest()


@pytest.fixture
def collective(db):
    return collectives.found(
        collective_id=new_id(), name="De Wending", place="", form="none_yet", since=date(2020, 1, 1), at=AT
    ).id  # fmt: skip


@pytest.mark.parametrize(
    ("stored", "good"),
    [
        ('{"a":1,"b":"é"}', True),
        ('{"b": "\\u00e9", "a": 1}', True),
        ('{"a":2,"b":"é"}', False),
        ('{"a":1,"b":"é","previous":"x"}', False),
        ('"text"', False),
    ],
)
def test_a_payload_counts_for_what_it_says(collective, stored, good):
    """Another order or another spelling of the same is no change; anything else is."""
    deed = Deed(
        id=new_id(), collective_id=collective, sequence=1, type="test.said", at=AT, payload={"a": 1, "b": "é"}, previous=book.GENESIS
    )  # fmt: skip
    deed.hash = book.deed_hash(deed)
    statements.insert(deed, payload=stored)
    statements.insert(Head(collective_id=collective, sequence=1, hash=deed.hash))
    found = [finding.what for finding in book.check_chain(collective)]
    assert found == ([] if good else ["deed 1 does not match its hash"])


@pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="only SQLite keeps what is no JSON, or no identifier"
)
@pytest.mark.parametrize("broken", ["payload = '{'", "actor_id = 'nobody'", "type = x'00'", "actor_id = 7"])
def test_what_cannot_be_read_is_found_too(collective, broken):
    deed = Deed(
        id=new_id(),
        collective_id=collective,
        sequence=1,
        type="test.said",
        at=AT,
        payload={},
        previous=book.GENESIS,
    )
    deed.hash = book.deed_hash(deed)
    statements.insert(deed)
    statements.insert(Head(collective_id=collective, sequence=1, hash=deed.hash))
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER deed_no_update")
        cursor.execute("PRAGMA ignore_check_constraints = ON")
        cursor.execute(f"UPDATE journal_deed SET {broken} WHERE collective_id = %s", [collective.hex])
        cursor.execute("PRAGMA ignore_check_constraints = OFF")
    assert [finding.what for finding in book.check_chain(collective)] == ["deed 1 does not match its hash"]


def test_a_long_book_is_read_in_stretches(collective, monkeypatch):
    monkeypatch.setattr(book, "_STRETCH", 3)
    previous = book.GENESIS
    for number in range(1, 9):
        deed = Deed(
            id=new_id(),
            collective_id=collective,
            sequence=number,
            type="test.said",
            at=AT,
            payload={},
            previous=previous,
        )
        previous = deed.hash = book.deed_hash(deed)
        statements.insert(deed)
    statements.insert(Head(collective_id=collective, sequence=8, hash=previous))
    assert list(book.check_chain(collective)) == []
