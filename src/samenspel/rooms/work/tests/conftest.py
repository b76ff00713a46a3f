from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from django.test import Client

from samenspel.ground.people.models import Person
from samenspel.rooms.ledger.acts.accounts import Open
from samenspel.site import clock, verification
from support.cast import Cast, build_cast

AT = datetime(2026, 10, 5, 10, 0, tzinfo=UTC)
"""A Monday, so that a series soon comes past the last Sunday of October."""


@pytest.fixture
def cast(db: None) -> Iterator[Cast]:
    """The cast with their cash book open. Whatever a test does: afterwards the book, balances and sums agree."""
    made = build_cast(AT)
    made.do("ledger.open", "anna", Open())
    yield made
    assert list(verification.check(made.collective_id)) == []


@pytest.fixture
def now() -> Iterator[datetime]:
    """Let pages think that it is the moment the cast is about."""
    with clock.set_to(AT):
        yield AT


@pytest.fixture
def browse(cast: Cast, now: datetime) -> Callable[[str], Client]:
    """Someone of the cast in a browser, signed in; an empty name is a passer-by."""

    def open_browser(name: str) -> Client:
        client = Client(headers={"accept-language": "nl"})
        if name:
            client.force_login(Person.objects.get(id=cast.people[name]))
        return client

    return open_browser
