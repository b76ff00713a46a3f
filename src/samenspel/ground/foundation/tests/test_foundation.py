"""Identifiers, canonical JSON, slugs, locks, and the guard between tenants."""

import json
import uuid
from datetime import UTC, date, datetime

import pytest
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from samenspel.ground.foundation import collectives
from samenspel.ground.foundation.canonical import canonical, digest
from samenspel.ground.foundation.ids import new_id
from samenspel.ground.foundation.models import Collective
from samenspel.ground.foundation.scope import UnscopedQueryError, across_collectives, tenant_tables
from samenspel.ground.journal.models import Deed, Head

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def found(name="De Wending", place="Arnhem"):
    return collectives.found(
        collective_id=new_id(), name=name, place=place, form="none_yet", since=date(2020, 1, 1), at=AT
    )  # fmt: skip


def test_ids_are_uuid_version_7_and_rise_with_time():
    made = [new_id() for _ in range(2000)]
    assert len(set(made)) == 2000
    assert {(one.version, one.variant) for one in made} == {(7, uuid.RFC_4122)}
    assert [one.int >> 80 for one in made] == sorted(one.int >> 80 for one in made)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(json_values)
def test_canonical_json_is_one_spelling(value):
    spelled = canonical(value)
    assert json.loads(spelled) == value
    assert canonical(json.loads(spelled)) == spelled


def test_the_order_of_keys_does_not_change_the_digest():
    assert digest({"a": 1, "b": [True, None]}) == digest({"b": [True, None], "a": 1})


@pytest.mark.parametrize("value", [1.5, {"a": [0.1]}, {3: "x"}])
def test_floats_and_foreign_keys_are_refused(value):
    with pytest.raises(TypeError):
        canonical(value)


@pytest.mark.django_db
def test_two_collectives_of_one_name_have_two_addresses():
    assert [found().slug, found().slug, found("Boek").slug] == ["de-wending", "de-wending-2", "boek-2"]


@pytest.mark.django_db
def test_a_name_without_letters_still_has_an_address():
    assert found("☀☀☀").slug == "collectief"


@pytest.mark.django_db
def test_listing_finds_name_and_place():
    found("De Wending", "Arnhem")
    found("Het Anker", "Breda")
    assert [row.name for row in collectives.listed("bred")] == ["Het Anker"]
    assert [row.name for row in collectives.listed()] == ["De Wending", "Het Anker"]


@pytest.mark.django_db
def test_an_unknown_collective_is_an_error():
    with pytest.raises(collectives.UnknownCollectiveError):
        collectives.by_slug("nergens")
    with pytest.raises(collectives.UnknownCollectiveError), transaction.atomic():
        collectives.lock(new_id())


@pytest.mark.django_db(transaction=True)
def test_a_lock_outside_a_transaction_is_an_error():
    row = found()
    with pytest.raises(transaction.TransactionManagementError):
        collectives.lock(row.id)


@pytest.mark.django_db
def test_a_query_without_a_collective_fails():
    with pytest.raises(UnscopedQueryError):
        list(Deed.objects.all())
    with pytest.raises(UnscopedQueryError), transaction.atomic():
        Head.objects.update(sequence=3)
    with pytest.raises(UnscopedQueryError), connection.cursor() as cursor:
        cursor.execute('SELECT COUNT(*) FROM "journal_deed"')


@pytest.mark.django_db
def test_a_query_with_a_collective_or_a_reason_passes():
    assert not list(Deed.objects.filter(collective_id=new_id()))
    with across_collectives("to count them in a test"):
        assert Deed.objects.count() == 0
    with pytest.raises(ValueError, match="why"), across_collectives(""):
        pass


def test_every_tenant_table_is_guarded():
    assert "journal_deed" in tenant_tables()
    assert Collective._meta.db_table not in tenant_tables()
