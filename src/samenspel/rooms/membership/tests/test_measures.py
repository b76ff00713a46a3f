"""Suspension, expulsion and appeal."""

from datetime import date, datetime, timedelta

import pytest

from samenspel.kernels.statute.vocabulary import Body, Standing
from samenspel.rooms.membership import acts, queries
from samenspel.rooms.membership.acts.leaving import Leave
from samenspel.rooms.membership.acts.measures import (
    Appeal,
    EndExpelled,
    Expel,
    LiftSuspension,
    Reinstate,
    Suspend,
    UpholdExpulsion,
)
from samenspel.rooms.membership.acts.resources import IssueShare
from samenspel.rooms.statute import gate
from samenspel.rooms.statute.gate import CIVIL_TIME, Actor, ImpossibleError, NeedsDecisionError, RefusedError
from support.cast import NAMES, Cast

from .conftest import AT

DAY = timedelta(days=1)
OVER = datetime(2026, 12, 4, tzinfo=CIVIL_TIME)
"""Expelled on 2 November, with 31 days to appeal: until the end of 3 December."""


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("act", ["suspend", "expel"])
def test_nobody_suspends_or_expels_alone(cast: Cast, name: str, act: str) -> None:
    with pytest.raises(NeedsDecisionError):
        cast.do(f"membership.{act}", name, {"person_id": cast.bram, "reason": "Daarom niet."})
    assert cast.standings("bram") == {Standing.MEMBER}


def test_a_suspension_can_be_lifted(cast: Cast) -> None:
    cast.decide("membership.suspend", Suspend(cast.bram, "Er is iets gebeurd."))
    assert cast.standings("bram") == {Standing.SUSPENDED}
    with pytest.raises(ImpossibleError):
        cast.decide("membership.suspend", Suspend(cast.bram, "Nog eens."))
    cast.decide("membership.lift_suspension", LiftSuspension(cast.bram), at=AT + DAY)
    assert cast.standings("bram", AT + DAY) == {Standing.MEMBER}
    with pytest.raises(ImpossibleError):
        cast.decide("membership.lift_suspension", LiftSuspension(cast.bram), at=AT + DAY)
    assert list(queries.findings(cast.collective_id)) == []


def test_a_suspension_with_a_last_day_ends_by_itself(cast: Cast) -> None:
    cast.decide("membership.suspend", Suspend(cast.bram, "Tot het gesprek.", date(2026, 11, 9)))
    assert cast.standings("bram", datetime(2026, 11, 9, 23, 59, tzinfo=CIVIL_TIME)) == {Standing.SUSPENDED}
    assert cast.standings("bram", datetime(2026, 11, 10, tzinfo=CIVIL_TIME)) == {Standing.MEMBER}
    later = AT + 20 * DAY
    assert queries.appealable(cast.collective_id, cast.bram, later) is None
    with pytest.raises(ImpossibleError):
        cast.do("membership.appeal", "bram", Appeal("Te laat, maar toch."), at=later)
    cast.decide("membership.suspend", Suspend(cast.bram, "Opnieuw."), at=later)
    assert cast.standings("bram", later) == {Standing.SUSPENDED}
    assert list(queries.findings(cast.collective_id)) == []


def test_only_members_are_suspended_or_expelled(cast: Cast) -> None:
    for person in (cast.dirk, cast.farid, cast.huub):
        with pytest.raises(ImpossibleError):
            cast.decide("membership.suspend", Suspend(person, "Daarom niet."))
        with pytest.raises(ImpossibleError):
            cast.decide("membership.expel", Expel(person, "Daarom niet."))
    with pytest.raises(ImpossibleError):
        cast.decide("membership.suspend", Suspend(cast.bram, "Daarom niet.", date(2020, 1, 1)))


def test_who_is_expelled_is_suspended_until_nobody_can_appeal(cast: Cast) -> None:
    cast.do("membership.issue_share", "anna", IssueShare(cast.bram, 1))
    cast.decide("membership.expel", Expel(cast.bram, "Er is iets ergs gebeurd."))
    assert cast.standings("bram") == {Standing.SUSPENDED}
    told = queries.appealable(cast.collective_id, cast.bram, AT)
    assert told is not None
    assert (told.reason, told.appeal_until) == ("Er is iets ergs gebeurd.", OVER)
    just_before = OVER - timedelta(microseconds=1)
    assert acts.due(just_before) == 0
    assert cast.standings("bram", just_before) == {Standing.SUSPENDED}
    worker_wakes = OVER + 5 * DAY
    assert acts.due(worker_wakes) == 1
    assert acts.due(worker_wakes) == 0
    assert cast.standings("bram", worker_wakes) == frozenset()
    assert [entry.name for entry in queries.register_of(cast.collective_id, OVER, worker_wakes)] == [
        "Anna", "Anna", "Chadia", "Dirk", "Els", "Greet",
    ]  # fmt: skip
    known_before = [entry.name for entry in queries.register_of(cast.collective_id, OVER, OVER)]
    assert known_before.count("Bram") == 2
    assert [share.claim_cents for share in queries.shares_of(cast.collective_id, cast.bram)] == [10_000]
    assert list(queries.findings(cast.collective_id)) == []


def test_an_appeal_in_time_keeps_the_membership_until_it_is_decided(cast: Cast) -> None:
    cast.decide("membership.expel", Expel(cast.bram, "Er is iets ergs gebeurd."))
    for name in set(NAMES) - {"bram"}:
        with pytest.raises(RefusedError):
            cast.do("membership.appeal", name, Appeal("Niet mee eens."))
    cast.do("membership.appeal", "bram", Appeal("Niet mee eens."), at=OVER - timedelta(microseconds=1))
    with pytest.raises(ImpossibleError):
        cast.do("membership.appeal", "bram", Appeal("Nog steeds niet."), at=OVER - timedelta(microseconds=1))
    assert acts.due(OVER + 50 * DAY) == 0
    assert cast.standings("bram", OVER + 50 * DAY) == {Standing.SUSPENDED}
    with pytest.raises(NeedsDecisionError):
        cast.do("membership.reinstate", "anna", Reinstate(cast.bram))
    cast.decide("membership.reinstate", Reinstate(cast.bram), at=OVER + 50 * DAY)
    assert cast.standings("bram", OVER + 50 * DAY) == {Standing.MEMBER}
    assert queries.holds_seat(cast.collective_id, Body.GENERAL_MEETING, cast.bram, OVER + 50 * DAY)
    assert list(queries.findings(cast.collective_id)) == []


def test_an_appeal_can_be_turned_down(cast: Cast) -> None:
    cast.decide("membership.expel", Expel(cast.bram, "Er is iets ergs gebeurd."))
    with pytest.raises(ImpossibleError):
        cast.decide("membership.uphold_expulsion", UpholdExpulsion(cast.bram))
    cast.do("membership.appeal", "bram", Appeal("Niet mee eens."), at=AT + DAY)
    cast.decide("membership.uphold_expulsion", UpholdExpulsion(cast.bram), at=AT + 40 * DAY)
    assert cast.standings("bram", AT + 40 * DAY) == frozenset()
    assert list(queries.findings(cast.collective_id)) == []


def test_the_time_to_appeal_ends(cast: Cast) -> None:
    cast.decide("membership.expel", Expel(cast.bram, "Er is iets ergs gebeurd."))
    with pytest.raises(ImpossibleError):
        cast.do("membership.appeal", "bram", Appeal("Te laat."), at=OVER)


def test_a_suspension_too_can_be_appealed(cast: Cast) -> None:
    cast.decide("membership.suspend", Suspend(cast.bram, "Er is iets gebeurd."))
    with pytest.raises(ImpossibleError):
        cast.decide("membership.reinstate", Reinstate(cast.bram))
    cast.do("membership.appeal", "bram", Appeal("Niet mee eens."))
    with pytest.raises(ImpossibleError):
        cast.decide("membership.uphold_expulsion", UpholdExpulsion(cast.bram))
    cast.decide("membership.reinstate", Reinstate(cast.bram), at=AT + DAY)
    assert cast.standings("bram", AT + DAY) == {Standing.MEMBER}


def test_an_expulsion_takes_the_place_of_a_suspension(cast: Cast) -> None:
    cast.decide("membership.suspend", Suspend(cast.bram, "Er is iets gebeurd.", date(2026, 12, 1)))
    cast.decide("membership.expel", Expel(cast.bram, "Het is erger."), at=AT + DAY)
    with pytest.raises(ImpossibleError):
        cast.decide("membership.lift_suspension", LiftSuspension(cast.bram), at=AT + DAY)
    with pytest.raises(ImpossibleError):
        cast.decide("membership.expel", Expel(cast.bram, "Nog eens."), at=AT + DAY)
    assert cast.standings("bram", AT + 31 * DAY) == {Standing.SUSPENDED}
    assert list(queries.findings(cast.collective_id)) == []


def test_leaving_comes_before_being_sent_away(cast: Cast) -> None:
    cast.decide("membership.expel", Expel(cast.bram, "Er is iets ergs gebeurd."))
    cast.do("membership.leave", "bram", Leave(), at=AT + DAY)
    assert acts.due(OVER + DAY) == 0


def test_the_clockwork_alone_ends_a_membership_and_only_when_it_is_time(cast: Cast) -> None:
    measure = cast.decide("membership.expel", Expel(cast.bram, "Er is iets ergs gebeurd.")).result
    for name in NAMES:
        with pytest.raises(RefusedError):
            cast.do("membership.end_expelled", name, EndExpelled(measure), at=OVER + DAY)
    clockwork = Actor(cast.collective_id, None)
    with pytest.raises(ImpossibleError):
        gate.attempt("membership.end_expelled", clockwork, EndExpelled(measure), at=AT + DAY)
    with pytest.raises(ImpossibleError):
        gate.attempt("membership.end_expelled", Actor(cast.other_id, None), EndExpelled(measure), at=OVER)
