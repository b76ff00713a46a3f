"""Two at once: one place is given once, one yes is booked once."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from samenspel.rooms.ledger.acts.accounts import Open
from samenspel.rooms.work.acts import OfTask, OfWork
from samenspel.site import verification
from support.cast import Cast, build_cast

from .conftest import AT
from .doing import balance, doers, plan, purse, report, sign_up

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    made = build_cast(AT)
    made.do("ledger.open", "anna", Open())
    return made


def together(*jobs: Callable[[], object]) -> list[str]:
    """Run jobs in threads that start at the same moment; returns the kinds of what each gave or raised."""
    outcomes: list[object] = []
    start = threading.Barrier(len(jobs))

    def run(job: Callable[[], object]) -> None:
        try:
            start.wait()
            outcomes.append(job())
        except Exception as error:  # noqa: BLE001 - what went wrong is the result
            outcomes.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(type(outcome).__name__ for outcome in outcomes)


def test_two_at_once_share_one_place_and_a_yes_is_booked_once(cast: Cast) -> None:
    task = plan(cast)
    one_each = [lambda name=name: sign_up(cast, name, task) for name in ("bram", "chadia", "dirk")]
    assert together(*one_each) == ["bool", "bool", "bool"]
    assert [len(each) for each in doers(cast, task)] == [1, 2]

    other = plan(cast)
    assert together(*[lambda: sign_up(cast, "dirk", other)] * 2) == ["ImpossibleError", "bool"]

    [first], _ = doers(cast, task)
    leaving = [
        lambda name=name: cast.do("work.withdraw", name, OfTask(task))
        for name in {"bram", "chadia", "dirk"} - {first}
    ]
    together(*leaving, lambda: cast.do("work.withdraw", first, OfTask(task)))
    assert doers(cast, task) == ([], [])

    reporting = [lambda: report(cast, "dirk", task=task)] * 2
    assert together(*reporting) == ["ImpossibleError", "UUID"]

    work = report(cast, "dirk", 45)
    saying_yes = [
        lambda name=name: cast.do("work.confirm", name, OfWork(work)) for name in ("anna", "bram", "chadia")
    ]
    assert together(*saying_yes) == ["Done", "ImpossibleError", "ImpossibleError"]
    assert (balance(cast, "dirk"), purse(cast)) == (45, -45)
    assert list(verification.check(cast.collective_id)) == []
