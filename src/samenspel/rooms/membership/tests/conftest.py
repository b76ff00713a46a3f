from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from django.test import Client

from samenspel.ground.people.models import Person
from samenspel.site import clock
from support.cast import Cast, build_cast

AT = datetime(2026, 11, 2, 10, 0, tzinfo=UTC)


@pytest.fixture
def cast(db: None) -> Cast:
    return build_cast(AT)


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
