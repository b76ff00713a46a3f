"""The cast, browsers that are signed in as one of them, and a clock that stands still."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.http import HttpRequest
from django.test import Client
from support.cast import Cast, build_cast

from samenspel.ground.people import sessions
from samenspel.site import clock

AT = datetime(2026, 11, 2, 10, 0, tzinfo=UTC)
SignIn = Callable[[UUID | None], Client]


@pytest.fixture
def cast(db: None) -> Cast:
    return build_cast(AT)


@pytest.fixture
def now() -> Iterator[datetime]:
    with clock.set_to(AT):
        yield AT


@pytest.fixture
def browse(db: None, now: datetime) -> SignIn:
    """A browser, signed in as a person or (with None) as a visitor; it asks for Dutch."""

    def signed_in(person_id: UUID | None) -> Client:
        client = Client(headers={"accept-language": "nl"})
        if person_id is not None:
            request = HttpRequest()
            request.session = client.session
            request.META["SERVER_NAME"] = "testserver"
            sessions.start(request, person_id, sessions.Way.MAIL, now)
            request.session.save()
            client.cookies["sessionid"] = request.session.session_key
        return client

    return signed_in
