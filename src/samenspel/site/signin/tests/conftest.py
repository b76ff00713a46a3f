"""Persons who sign in, a clock that stands still, and the mail that was sent."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from samenspel.ground.people import accounts, cards
from samenspel.ground.people.models import Person
from samenspel.site import clock

AT = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)


@pytest.fixture
def at(db: None) -> Iterator[datetime]:
    """The moment at which everything happens, unless a test sets the clock further on."""
    with clock.set_to(AT):
        yield AT


@pytest.fixture
def anna(at: datetime) -> Person:
    return accounts.create_person("Anna Aalbers", "nl", at, "anna@example.org")


@pytest.fixture
def bram(at: datetime) -> Person:
    return accounts.create_person("Bram Bakker", "nl", at)


def page(name: str, *args: object) -> str:
    return reverse(f"people:{name}", args=args)


def mailed_code() -> str:
    """The code in the last message, which stands first in its subject and in its text."""
    message = mail.outbox[-1]
    code = message.subject.split(" ")[0]
    assert re.fullmatch(r"\d{6}", code)
    assert message.body.startswith(code)
    return code


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def signed_in_as(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


@pytest.fixture
def enter(at: datetime) -> Callable[[Person], Client]:
    """Sign a person in as they do it themselves, with a card, in a browser of their own."""

    def signed_in(person: Person) -> Client:
        client = Client()
        card, codes = cards.issue_card(person.id, None, person.id, clock.now())
        response = client.post(page("card"), {"number": card.number, "code": codes[0]})
        assert response.status_code == 302, response.content.decode()
        return client

    return signed_in
