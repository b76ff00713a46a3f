"""The register and one's own place as JSON."""

from collections.abc import Callable

import pytest
from django.test import RequestFactory
from ninja.errors import HttpError

from samenspel.ground.foundation.collectives import UnknownCollectiveError
from samenspel.ground.people.models import Person
from samenspel.kernels.statute.vocabulary import Standing
from samenspel.rooms.membership import api
from samenspel.rooms.membership.acts.measures import Suspend
from samenspel.rooms.membership.acts.resources import IssueShare
from support.cast import NAMES, Cast

from .conftest import AT

Asked = Callable[[str], object]


@pytest.fixture
def asked(cast: Cast) -> Asked:
    """A request as the site hands it on, by someone of the cast."""

    def make(name: str) -> object:
        request = RequestFactory().get("/")
        request.at = AT  # type: ignore[attr-defined]
        request.session = {}  # type: ignore[assignment]
        request.user = Person.objects.get(id=cast.people[name])  # type: ignore[assignment]
        return request

    return make


@pytest.mark.parametrize("name", NAMES)
def test_the_register_is_for_who_takes_part(cast: Cast, asked: Asked, name: str) -> None:
    if name in {"anna", "bram", "chadia", "dirk"}:
        lines = api.read_register(asked(name), cast.slug)
        assert {line.name for line in lines} == {"Anna", "Bram", "Chadia", "Dirk", "Els", "Greet"}
    else:
        with pytest.raises(HttpError):
            api.read_register(asked(name), cast.slug)


def test_a_suspension_is_told_to_the_board_only(cast: Cast, asked: Asked) -> None:
    cast.decide("membership.suspend", Suspend(cast.bram, "Er is iets gebeurd."))
    told = {
        name: [
            line.name
            for line in api.read_register(asked(name), cast.slug)
            if line.standing == Standing.SUSPENDED
        ]
        for name in ("anna", "dirk")
    }
    assert told == {"anna": ["Bram"], "dirk": []}


def test_a_moment_has_a_time_zone(cast: Cast, asked: Asked) -> None:
    earlier = AT.replace(year=2025, month=12)
    assert "Bram" not in {line.name for line in api.read_register(asked("anna"), cast.slug, on=earlier)}
    with pytest.raises(HttpError):
        api.read_register(asked("anna"), cast.slug, on=earlier.replace(tzinfo=None))
    with pytest.raises(UnknownCollectiveError):
        api.read_register(asked("anna"), "nergens")


def test_one_sees_ones_own_place(cast: Cast, asked: Asked) -> None:
    cast.do("membership.issue_share", "anna", IssueShare(cast.bram, 2))
    mine = api.read_own_place(asked("bram"), cast.slug)
    assert (mine.standings, mine.votes_in, mine.due_cents) == (["member"], ["general_meeting"], 5000)
    assert [(share.count, share.claim_cents) for share in mine.shares] == [(2, 0)]
    nothing = api.read_own_place(asked("farid"), cast.slug)
    assert (nothing.standings, nothing.votes_in, nothing.shares) == ([], [], [])
