"""Two persons and a moment, for the tests of people."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from django.db import connection

from samenspel.ground.people import accounts
from samenspel.ground.people.models import Person

AT = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)


@pytest.fixture
def at() -> datetime:
    return AT


@pytest.fixture
def anna(db: None) -> Person:
    return accounts.create_person("Anna Aalbers", "nl", AT, "anna@example.org")


@pytest.fixture
def bram(db: None) -> Person:
    return accounts.create_person("Bram Bakker", "nl", AT)


@pytest.fixture
def all_at_once() -> Callable[[Callable[[int], object], int], list[object]]:
    """Run one function in many threads that start together; each has a connection of its own.

    Returns what each gave, an exception being a result like another.
    """

    def run(act: Callable[[int], object], times: int) -> list[object]:
        ready = Barrier(times)

        def one(number: int) -> object:
            ready.wait()
            try:
                return act(number)
            except Exception as error:  # noqa: BLE001 - the tests look at what went wrong
                return error
            finally:
                connection.close()

        with ThreadPoolExecutor(times) as pool:
            return list(pool.map(one, range(times)))

    return run
