"""Who may vote in a body: the list of everyone, and the question for one person, give the same answer."""

from datetime import timedelta

import pytest

from samenspel.kernels.statute.vocabulary import Body, Standing
from samenspel.rooms.membership import queries
from samenspel.rooms.membership.acts.joining import Admit
from samenspel.rooms.membership.acts.measures import Suspend
from support.cast import Cast, apply

from .conftest import AT

LATER = [timedelta(days=days) for days in (-300, -1, 0, 1, 40, 200)]


@pytest.mark.parametrize("body", list(Body))
def test_the_list_and_the_question_agree(cast: Cast, body: Body) -> None:
    """With someone suspended, and someone admitted who does not vote yet."""
    cast.decide("membership.suspend", Suspend(cast.bram, "Er is iets gebeurd."))
    cast.decide("membership.admit", Admit(apply(cast, "farid", Standing.MEMBER)))
    for at in (AT + days for days in LATER):
        seated = {seat.person_id for seat in queries.seats(cast.collective_id, body, at)}
        asked = {
            person
            for person in cast.people.values()
            if queries.holds_seat(cast.collective_id, body, person, at)
        }
        assert seated == asked
