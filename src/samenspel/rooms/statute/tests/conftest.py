"""The cast, browsers that are signed in as one of them, and a clock that stands still."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.test import Client

from samenspel.ground.people.models import Person
from samenspel.site import clock
from support.cast import Cast, build_cast

AT = datetime(2026, 11, 2, 10, 0, tzinfo=UTC)
Browse = Callable[..., Client]


@pytest.fixture
def cast(db: None) -> Cast:
    return build_cast(AT)


@pytest.fixture
def now() -> Iterator[datetime]:
    with clock.set_to(AT):
        yield AT


@pytest.fixture
def browse(db: None, now: datetime) -> Browse:
    """A browser, of a person or (without one) of a visitor, that asks for a language."""

    def opened(person_id: UUID | None = None, language: str = "nl") -> Client:
        client = Client(headers={"accept-language": language})
        if person_id is not None:
            person = Person.objects.get(id=person_id)
            if person.language != language:
                Person.objects.filter(id=person_id).update(language=language)
            client.force_login(Person.objects.get(id=person_id))
        return client

    return opened
