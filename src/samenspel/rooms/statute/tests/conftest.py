"""The cast, browsers that are signed in as one of them, and a clock that stands still."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client

from samenspel.ground.people.models import Person
from samenspel.kernels.statute.vocabulary import Body
from samenspel.rooms.membership.acts.offices import Appoint
from samenspel.rooms.statute import strength
from samenspel.rooms.statute.models import StrengthReport
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


_WORKED: dict[str, object] = {}


@pytest.fixture
def council(cast: Cast) -> Cast:
    """The cast, with Chadia in the participants' council: then one change of the rules is enough to help."""
    seat = Appoint(cast.chadia, Body.PARTICIPANTS_COUNCIL)
    cast.decide("membership.appoint", seat, at=cast.at - timedelta(days=20))
    return cast


def work_out(cast: Cast) -> Mapping[str, object]:
    """Let the worker answer the question that waits, and return the answer.

    The same text with the same people has the same answer, so that a run of tests works it out only once.
    """
    own = StrengthReport.objects.filter(collective_id=cast.collective_id)
    waiting = own.get(result__isnull=True)
    if waiting.key in _WORKED:
        own.filter(id=waiting.id).update(result=_WORKED[waiting.key], done=200, total=200)
    else:
        assert strength.work(cast.at) == 1
        _WORKED[waiting.key] = own.get(id=waiting.id).result
    found = _WORKED[waiting.key]
    assert isinstance(found, dict)
    return found
