"""The register as of any day, as known on any other: random lives, checked against what was seen at the time."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samenspel.kernels.statute.vocabulary import Body, Standing
from samenspel.rooms.membership import acts, queries
from samenspel.rooms.membership.acts.joining import Admit, ConfirmMember
from samenspel.rooms.membership.acts.leaving import Leave
from samenspel.rooms.membership.acts.measures import (
    Appeal,
    Expel,
    LiftSuspension,
    Reinstate,
    Suspend,
    UpholdExpulsion,
)
from samenspel.rooms.membership.acts.offices import Appoint, Dismiss, ResignOffice
from samenspel.rooms.membership.acts.standings import EndGrant, Grant
from samenspel.rooms.membership.models import Standing as Row
from samenspel.rooms.statute.gate import ImpossibleError, RefusedError
from support.cast import Cast, apply

from .conftest import AT

WHO = st.sampled_from(["anna", "bram", "chadia", "dirk", "farid"])
PLACE = st.sampled_from([Standing.PARTICIPANT, Standing.VOLUNTEER])
LATER = st.integers(min_value=0, max_value=60)

Do = Callable[[Cast, datetime], object]
Held = frozenset[tuple[str, Standing]]


@dataclass(frozen=True)
class Step:
    """Something that may happen, some days after what came before."""

    what: str
    days: int
    do: Do = field(compare=False, repr=False)


def _join(name: str) -> Do:
    def do(cast: Cast, at: datetime) -> object:
        return cast.decide("membership.admit", Admit(apply(cast, name, Standing.MEMBER, at)), at=at)

    return do


def _decided(act: str, make: Callable[[Cast], object]) -> Do:
    return lambda cast, at: cast.decide(f"membership.{act}", make(cast), at=at)


def _own(act: str, name: str, params: object) -> Do:
    return lambda cast, at: cast.do(f"membership.{act}", name, params, at=at)


@st.composite
def steps(draw: st.DrawFn) -> Step:
    name, place = draw(WHO), draw(PLACE)
    last = (AT + timedelta(days=draw(st.integers(min_value=0, max_value=400)))).date()
    kinds: dict[str, Do] = {
        "join": _join(name),
        "confirm": _decided("confirm_member", lambda cast: ConfirmMember(cast.people[name])),
        "grant": _decided("grant", lambda cast: Grant(place, person_id=cast.people[name])),
        "grant for a time": _decided(
            "grant", lambda cast: Grant(place, person_id=cast.people[name], until=last)
        ),
        "end": _decided("end_grant", lambda cast: EndGrant(place, cast.people[name])),
        "appoint": _decided("appoint", lambda cast: Appoint(cast.people[name], Body.BOARD)),
        "council": _decided(
            "appoint", lambda cast: Appoint(cast.people[name], Body.PARTICIPANTS_COUNCIL, last)
        ),
        "dismiss": _decided("dismiss", lambda cast: Dismiss(cast.people[name], Body.PARTICIPANTS_COUNCIL)),
        "resign": _own("resign_office", name, ResignOffice(Body.BOARD)),
        "suspend": _decided("suspend", lambda cast: Suspend(cast.people[name], "Daarom.")),
        "suspend for a time": _decided("suspend", lambda cast: Suspend(cast.people[name], "Daarom.", last)),
        "lift": _decided("lift_suspension", lambda cast: LiftSuspension(cast.people[name])),
        "expel": _decided("expel", lambda cast: Expel(cast.people[name], "Daarom.")),
        "appeal": _own("appeal", name, Appeal("Niet mee eens.")),
        "reinstate": _decided("reinstate", lambda cast: Reinstate(cast.people[name])),
        "uphold": _decided("uphold_expulsion", lambda cast: UpholdExpulsion(cast.people[name])),
        "leave": _own("leave", name, Leave()),
        "worker": lambda _, at: acts.due(at),
    }
    what = draw(st.sampled_from(sorted(kinds)))
    return Step(f"{what} {name}", draw(LATER), kinds[what])


def held(cast: Cast, on: datetime, known_at: datetime) -> Held:
    return frozenset(
        (entry.name, entry.standing) for entry in queries.register_of(cast.collective_id, on, known_at)
    )


def live(cast: Cast, life: list[Step]) -> list[tuple[datetime, Held, dict[str, frozenset[Standing]]]]:
    """Let a life happen; returns what the register said after each step."""
    at, seen = AT, []
    for step in life:
        at += timedelta(days=step.days, seconds=1)
        try:
            with transaction.atomic():
                step.do(cast, at)
        except (ImpossibleError, RefusedError):
            pass
        seen.append((at, held(cast, at, at), {name: cast.standings(name, at) for name in cast.people}))
    return seen


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(steps(), min_size=1, max_size=14))
def test_what_was_known_is_never_lost(cast: Cast, life: list[Step]) -> None:
    with transaction.atomic():
        seen = live(cast, life)
        end = seen[-1][0]
        for at, then, standings in seen:
            assert held(cast, at, at) == then
            assert {name: cast.standings(name, at) for name in cast.people} == standings
            # What became known later can only take away: an expulsion that the worker noticed late.
            assert held(cast, at, end) <= then
            later_gone = {standing for _, standing in then - held(cast, at, end)}
            assert later_gone <= {Standing.MEMBER, Standing.TRIAL_MEMBER, Standing.SUSPENDED, Standing.BOARD}
        assert list(queries.findings(cast.collective_id)) == []
        _nobody_votes_who_should_not(cast, end)
        transaction.set_rollback(True)


def _nobody_votes_who_should_not(cast: Cast, at: datetime) -> None:
    seated = {seat.person_id for seat in queries.seats(cast.collective_id, Body.GENERAL_MEETING, at)}
    for name, person in cast.people.items():
        assert (person in seated) == queries.holds_seat(cast.collective_id, Body.GENERAL_MEETING, person, at)
        if person in seated:
            assert Standing.MEMBER in cast.standings(name, at)
            assert Standing.SUSPENDED not in cast.standings(name, at)


def test_a_row_that_is_tampered_with_is_found(cast: Cast) -> None:
    rows = Row.objects.filter(collective_id=cast.collective_id, person_id=cast.bram, standing="member")
    rows.update(standing="board")
    found = [finding.what for finding in queries.findings(cast.collective_id)]
    assert len(found) == 2
    assert all(str(cast.bram) in what for what in found)
