"""Two at once: one wins, and nothing is done twice or half."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from samenspel.ground.foundation.ids import new_id
from samenspel.ground.journal import book
from samenspel.kernels.statute.vocabulary import Standing
from samenspel.rooms.membership import acts, queries
from samenspel.rooms.membership.acts.invitations import Invite, NewInvitation
from samenspel.rooms.membership.acts.joining import Admit, Apply
from samenspel.rooms.membership.acts.measures import Expel
from samenspel.rooms.statute import gate
from samenspel.rooms.statute.gate import Done, ImpossibleError
from support.cast import Cast, apply, build_cast, decided

from .conftest import AT
from .test_measures import OVER

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return build_cast(AT)


def together(*jobs: Callable[[], object]) -> list[object]:
    """Run jobs in threads that start at the same moment; returns what each gave or raised."""
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
    return outcomes


def kinds(outcomes: list[object]) -> list[str]:
    return sorted(type(outcome).__name__ for outcome in outcomes)


def sound(cast: Cast) -> bool:
    return not list(book.check_chain(cast.collective_id)) and not list(queries.findings(cast.collective_id))


def test_one_application_is_admitted_once(cast: Cast) -> None:
    params = Admit(apply(cast, "farid", Standing.MEMBER))
    anna = cast.actor("anna")

    def admit() -> Done:
        authority = decided("membership.admit", anna, params, AT)
        return gate.attempt("membership.admit", anna, params, at=AT, authority_id=authority)

    assert kinds(together(admit, admit, admit)) == ["Done", "ImpossibleError", "ImpossibleError"]
    assert cast.standings("farid") == {Standing.TRIAL_MEMBER}
    assert sound(cast)


def test_the_same_request_from_two_windows_is_one_deed(cast: Cast) -> None:
    key = new_id()
    outcomes = together(
        *[lambda: cast.do("membership.apply", "farid", Apply(Standing.MEMBER, 1), key=key)] * 3
    )
    assert kinds(outcomes) == ["Done"] * 3
    assert sorted(done.repeated for done in outcomes if isinstance(done, Done)) == [False, True, True]
    assert sound(cast)


def test_the_last_place_of_an_invitation_goes_to_one(cast: Cast) -> None:
    made = cast.do("membership.invite", "anna", Invite(Standing.VOLUNTEER)).result
    assert isinstance(made, NewInvitation)
    params = Apply(Standing.VOLUNTEER, 1, code=made.code)
    outcomes = together(
        lambda: cast.do("membership.apply", "farid", params),
        lambda: cast.do("membership.apply", "huub", params),
    )
    assert kinds(outcomes) == ["Done", "ImpossibleError"]
    assert isinstance(next(o for o in outcomes if not isinstance(o, Done)), ImpossibleError)


def test_two_workers_end_a_membership_once(cast: Cast) -> None:
    cast.decide("membership.expel", Expel(cast.bram, "Er is iets ergs gebeurd."))
    assert sorted(together(lambda: acts.due(OVER), lambda: acts.due(OVER))) == [0, 1]  # type: ignore[type-var]
    assert sound(cast)
