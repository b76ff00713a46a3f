"""Plain statements do to rows what Django's own do, on either database."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from samenspel.ground.foundation import collectives, statements
from samenspel.ground.foundation.ids import new_id
from samenspel.ground.foundation.models import Collective
from samenspel.ground.foundation.scope import UnscopedQueryError
from samenspel.ground.journal.models import Deed

HERE = timezone(timedelta(hours=2))
AT = datetime(2026, 3, 1, 12, 0, 0, 70, tzinfo=UTC)
PAYLOADS = [{}, {"b": [1, "é", None], "a": {"x": True}}, [], "just text", 3]
pytestmark = pytest.mark.django_db


@pytest.fixture
def collective():
    return collectives.found(
        collective_id=new_id(), name="De Wending", place="", form="none_yet", since=date(2020, 1, 1), at=AT
    ).id  # fmt: skip


def deed(collective, sequence, **rest):
    return Deed(**{
        "id": new_id(), "collective_id": collective, "sequence": sequence, "type": "test.said", "at": AT,
        "actor_id": new_id(), "payload": {}, "previous": "0" * 64, "hash": "f" * 64, **rest,
    })  # fmt: skip


def values(row):
    return {field.attname: getattr(row, field.attname) for field in Deed._meta.concrete_fields}


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("at", [AT, AT.astimezone(HERE), AT.replace(microsecond=0)])
def test_what_is_inserted_is_what_django_reads(collective, payload, at):
    made = deed(collective, 1, payload=payload, at=at)
    statements.insert(made)
    assert values(Deed.objects.get(collective_id=collective, id=made.id)) == values(made)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_django_inserts_is_what_is_found(collective, payload):
    made = deed(collective, 1, payload=payload, helper_id=new_id())
    made.save(force_insert=True)
    found = statements.find(Deed, collective_id=collective, id=made.id)
    assert values(found) == values(made)
    assert not found._state.adding


def test_a_column_can_come_spelled(collective):
    made = deed(collective, 1, payload={"a": 1})
    statements.insert(made, payload='{"a":1}')
    assert Deed.objects.get(collective_id=collective).payload == {"a": 1}


def test_identifiers_may_come_as_text(collective):
    statements.insert(deed(str(collective), 1, actor_id=str(collective)))
    found = statements.find(Deed, collective_id=str(collective), actor_id=str(collective))
    assert (found.sequence, found.collective_id) == (1, collective)


def test_only_equal_rows_are_found(collective):
    first, second = deed(collective, 1), deed(collective, 2)
    for row in (first, second):
        statements.insert(row)
    assert statements.find(Deed, collective_id=collective, sequence=2).id == second.id
    assert statements.find(Deed, collective_id=collective, sequence=3) is None
    assert statements.find(Deed, collective_id=new_id(), sequence=2) is None


def test_rows_are_selected_by_a_condition(collective):
    for number in range(1, 5):
        statements.insert(deed(collective, number, at=AT + timedelta(days=number)))
    later = '"collective_id" = %s AND "at" > %s ORDER BY "sequence" DESC'
    found = statements.select(Deed, later, collective, (AT + timedelta(days=2)).astimezone(HERE))
    assert [row.sequence for row in found] == [4, 3]


def test_rows_are_updated_and_counted(collective):
    row = collectives.by_id(collective)
    moved = {"name": "De Kring", "since": date(2021, 2, 3), "founded_at": AT.astimezone(HERE)}
    assert statements.update(Collective, moved, id=collective) == 1
    assert statements.update(Collective, moved, id=new_id()) == 0
    found = collectives.by_id(collective)
    assert (found.name, found.since, found.founded_at, found.slug) == (
        "De Kring",
        date(2021, 2, 3),
        AT,
        row.slug,
    )


def test_the_guard_of_tenants_sees_them():
    with pytest.raises(UnscopedQueryError):
        statements.find(Deed, sequence=1)
    with pytest.raises(UnscopedQueryError):
        statements.fetch('SELECT "id" FROM "journal_deed"')
