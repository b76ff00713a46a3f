"""The database takes the right index, also for a collective with a long life."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from samenspel.ground.foundation import collectives, statements, statistics
from samenspel.ground.foundation.ids import new_id
from samenspel.ground.journal.models import Deed

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.django_db
def test_the_deeds_about_one_thing_are_not_sought_in_the_whole_book():
    collective = collectives.found(
        collective_id=new_id(), name="De Wending", place="", form="none_yet", since=date(2020, 1, 1), at=AT
    ).id  # fmt: skip
    subjects = [new_id() for _ in range(100)]
    for number in range(1, 401):
        deed = Deed(
            id=new_id(), collective_id=collective, sequence=number, type="test.said", at=AT + timedelta(minutes=number),
            subject_id=subjects[number % 100], payload={}, previous="", hash=str(number),
        )  # fmt: skip
        statements.insert(deed)
    statistics.refresh()
    about = Deed.objects.filter(
        collective_id=collective, subject_id=subjects[0], at__lte=AT + timedelta(days=1)
    )
    assert about.count() == 4
    if connection.vendor == "sqlite":
        assert "deed_by_subject" in about.explain()
