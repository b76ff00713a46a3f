from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from samenspel.ground.people import throttle
from samenspel.ground.people.models import Throttle
from samenspel.ground.people.throttle import Limit, TooOftenError
from samenspel.ground.people.tidy import tidy

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _three_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(throttle.LIMITS, "test", Limit(3, timedelta(hours=1)))


def test_so_many_and_no_more(at: datetime) -> None:
    for _ in range(3):
        throttle.take("test", "a", at)
    with pytest.raises(TooOftenError) as error:
        throttle.take("test", "a", at + timedelta(minutes=59))
    assert error.value.until == at + timedelta(hours=1)
    throttle.take("test", "b", at)


def test_after_the_hour_it_starts_anew(at: datetime) -> None:
    for hour in range(3):
        for _ in range(3):
            throttle.take("test", "a", at + timedelta(hours=hour))


def test_a_try_that_went_well_does_not_count(at: datetime) -> None:
    for _ in range(10):
        throttle.take("test", "a", at)
        throttle.give_back("test", "a")


def test_it_keeps_nobodys_name(at: datetime) -> None:
    throttle.take("test", "anna@example.org", at)
    assert "anna" not in str(Throttle.objects.values())


def test_what_is_over_is_thrown_away(at: datetime) -> None:
    throttle.take("test", "a", at)
    assert tidy(at) == 0
    assert tidy(at + timedelta(hours=2)) == 1


@pytest.mark.django_db(transaction=True)
def test_it_counts_right_when_all_come_at_once(all_at_once: Callable, at: datetime) -> None:
    results = all_at_once(lambda _: throttle.take("test", "a", at), 10)
    assert results.count(None) == 3, results
    assert sum(isinstance(result, TooOftenError) for result in results) == 7
