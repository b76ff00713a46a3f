"""Places, offices and leaving: what succeeds stands beside what is refused."""

from datetime import date, timedelta

import pytest

from samenspel.ground.foundation.ids import new_id
from samenspel.ground.journal import queries as journal
from samenspel.ground.people import accounts
from samenspel.kernels.statute.judge import Outcome
from samenspel.kernels.statute.vocabulary import Body, Standing
from samenspel.rooms.membership import queries
from samenspel.rooms.membership.acts.joining import Admit
from samenspel.rooms.membership.acts.leaving import Leave
from samenspel.rooms.membership.acts.measures import Suspend
from samenspel.rooms.membership.acts.offices import Appoint, Dismiss, ResignOffice
from samenspel.rooms.membership.acts.resources import IssueShare
from samenspel.rooms.membership.acts.standings import EndGrant, Grant
from samenspel.rooms.statute import gate
from samenspel.rooms.statute.gate import Actor, ImpossibleError, NeedsDecisionError, RefusedError
from support.cast import ADMITTED, AGE, NAMES, Cast, apply, build_cast

from .conftest import AT

DAY = timedelta(days=1)


# Granting


@pytest.mark.parametrize("name", NAMES)
def test_who_may_give_a_place(cast: Cast, name: str) -> None:
    params = Grant(Standing.VOLUNTEER, application_id=apply(cast, "farid", Standing.VOLUNTEER))
    if name == "anna":
        cast.do("membership.grant", name, params)
        assert cast.standings("farid") == {Standing.VOLUNTEER}
    else:
        with pytest.raises(RefusedError):
            cast.do("membership.grant", name, params)
        assert cast.standings("farid") == frozenset()


def test_a_social_shareholder_takes_a_decision(cast: Cast) -> None:
    params = Grant(Standing.SOCIAL_SHAREHOLDER, person_id=cast.greet, until=date(2031, 11, 1))
    with pytest.raises(NeedsDecisionError):
        cast.do("membership.grant", "anna", params)
    cast.decide("membership.grant", params)
    assert Standing.SOCIAL_SHAREHOLDER in cast.standings("greet")
    assert cast.standings("greet", AT + 6 * 365 * DAY) == {Standing.FUNDER}
    assert list(queries.findings(cast.collective_id)) == []


def test_a_place_is_given_to_one_person_who_asked_or_is_known(cast: Cast) -> None:
    application = apply(cast, "farid", Standing.VOLUNTEER)
    wrong = [
        Grant(Standing.VOLUNTEER),
        Grant(Standing.VOLUNTEER, application_id=application, person_id=cast.farid),
        Grant(Standing.FUNDER, application_id=application),
        Grant(Standing.VOLUNTEER, person_id=cast.huub),
        Grant(Standing.VOLUNTEER, person_id=new_id()),
        Grant(Standing.VOLUNTEER, application_id=new_id()),
        Grant(Standing.VOLUNTEER, person_id=cast.dirk),
        Grant(Standing.VOLUNTEER, person_id=cast.bram, until=date(2020, 1, 1)),
        Grant(Standing.VOLUNTEER, person_id=cast.bram, until=date(9999, 12, 31)),
    ]
    for params in wrong:
        with pytest.raises(ImpossibleError):
            cast.do("membership.grant", "anna", params)
    cast.do("membership.grant", "anna", Grant(Standing.VOLUNTEER, person_id=cast.bram))
    assert cast.standings("bram") == {Standing.MEMBER, Standing.VOLUNTEER}


@pytest.mark.parametrize("standing", [Standing.MEMBER, Standing.BOARD, Standing.CLOCKWORK])
def test_membership_and_offices_are_not_given(cast: Cast, standing: Standing) -> None:
    with pytest.raises(RefusedError):
        cast.do("membership.grant", "anna", Grant(standing, person_id=cast.chadia))


def test_a_place_is_ended(cast: Cast) -> None:
    with pytest.raises(RefusedError):
        cast.do("membership.end_grant", "bram", EndGrant(Standing.VOLUNTEER, cast.dirk))
    cast.do("membership.end_grant", "anna", EndGrant(Standing.VOLUNTEER, cast.dirk))
    assert cast.standings("dirk") == frozenset()
    with pytest.raises(ImpossibleError):
        cast.do("membership.end_grant", "anna", EndGrant(Standing.VOLUNTEER, cast.dirk))
    with pytest.raises(ImpossibleError):
        cast.do("membership.end_grant", "anna", EndGrant(Standing.VOLUNTEER, cast.huub))


# Offices


@pytest.mark.parametrize("name", NAMES)
def test_nobody_appoints_alone(cast: Cast, name: str) -> None:
    with pytest.raises(NeedsDecisionError):
        cast.do("membership.appoint", name, Appoint(cast.bram, Body.BOARD))


def test_the_board_has_a_term_and_a_number_of_seats(cast: Cast) -> None:
    cast.decide("membership.appoint", Appoint(cast.bram, Body.BOARD))
    assert Standing.BOARD in cast.standings("bram")
    office = queries.offices(cast.collective_id, (Body.BOARD,), AT)[0]
    assert [entry.name for entry in office.seats] == ["Anna", "Bram"]
    assert Standing.BOARD not in cast.standings("bram", AT + 3 * 366 * DAY)
    with pytest.raises(ImpossibleError):
        cast.decide("membership.appoint", Appoint(cast.bram, Body.BOARD, until=date(2031, 1, 1)))
    with pytest.raises(ImpossibleError):
        cast.decide("membership.appoint", Appoint(cast.bram, Body.BOARD, until=date(2020, 1, 1)))
    cast.decide("membership.appoint", Appoint(cast.bram, Body.BOARD, until=date(2027, 1, 1)), at=AT + DAY)
    assert Standing.BOARD not in cast.standings("bram", AT + 90 * DAY)
    assert list(queries.findings(cast.collective_id)) == []


def test_a_full_board_takes_nobody(db: None) -> None:
    cast = build_cast(AT, overrides={"admission": {"trial": 0}, "board": {"seats": 2}})
    cast.decide("membership.admit", Admit(apply(cast, "farid", Standing.MEMBER)))
    cast.decide("membership.appoint", Appoint(cast.bram, Body.BOARD))
    with pytest.raises(ImpossibleError):
        cast.decide("membership.appoint", Appoint(cast.farid, Body.BOARD))
    cast.do("membership.resign_office", "anna", ResignOffice(Body.BOARD))
    cast.decide("membership.appoint", Appoint(cast.farid, Body.BOARD))


def test_the_board_is_chosen_from_the_members(cast: Cast) -> None:
    for person in (cast.chadia, cast.farid, cast.huub, new_id()):
        with pytest.raises(ImpossibleError):
            cast.decide("membership.appoint", Appoint(person, Body.BOARD))
    cast.decide("membership.appoint", Appoint(cast.chadia, Body.PARTICIPANTS_COUNCIL))
    assert queries.holds_seat(cast.collective_id, Body.PARTICIPANTS_COUNCIL, cast.chadia, AT)


def test_nobody_is_appointed_to_a_meeting(cast: Cast) -> None:
    with pytest.raises(RefusedError):
        cast.do("membership.appoint", "anna", Appoint(cast.bram, Body.GENERAL_MEETING))
    with pytest.raises(RefusedError):
        cast.do("membership.resign_office", "bram", ResignOffice(Body.GENERAL_MEETING))


def test_an_office_ends_by_dismissal_or_by_stepping_down(cast: Cast) -> None:
    cast.decide("membership.appoint", Appoint(cast.bram, Body.BOARD))
    with pytest.raises(NeedsDecisionError):
        cast.do("membership.dismiss", "anna", Dismiss(cast.bram, Body.BOARD))
    cast.decide("membership.dismiss", Dismiss(cast.bram, Body.BOARD), at=AT + DAY)
    assert cast.standings("bram", AT + DAY) == {Standing.MEMBER}
    with pytest.raises(ImpossibleError):
        cast.decide("membership.dismiss", Dismiss(cast.bram, Body.BOARD), at=AT + DAY)
    for name in set(NAMES) - {"anna"}:
        with pytest.raises(RefusedError):
            cast.do("membership.resign_office", name, ResignOffice(Body.BOARD), at=AT + DAY)
    cast.do("membership.resign_office", "anna", ResignOffice(Body.BOARD), at=AT + 2 * DAY)
    assert cast.standings("anna", AT + 2 * DAY) == {Standing.MEMBER}
    assert list(queries.findings(cast.collective_id)) == []


# Seats


def test_everyone_who_votes_has_a_place_in_the_rules(cast: Cast) -> None:
    meeting = queries.seats(cast.collective_id, Body.GENERAL_MEETING, AT)
    assert [(seat.name, seat.place) for seat in meeting] == [
        ("Anna", "law:2:27, 2:286 BW"),
        ("Bram", "admission:decides"),
    ]
    assert [seat.name for seat in queries.seats(cast.collective_id, Body.VOLUNTEERS, AT)] == ["Dirk"]
    assert [seat.place for seat in queries.seats(cast.collective_id, Body.VOLUNTEERS, AT)] == [
        "board:standings"
    ]
    assert [seat.name for seat in queries.seats(cast.collective_id, Body.PARTNERS, AT)] == ["Els"]
    assert queries.seats(cast.collective_id, Body.COURT, AT) == []


def test_who_waits_or_is_on_trial_has_no_vote_yet(cast: Cast) -> None:
    admitted = AT - AGE + ADMITTED
    trial_over = admitted + 90 * DAY
    meeting = (cast.collective_id, Body.GENERAL_MEETING)
    for moment, seated in (
        (admitted + 89 * DAY, False),
        (trial_over, False),
        (admitted + 179 * DAY, False),
        (admitted + 180 * DAY, True),
    ):
        assert queries.holds_seat(*meeting, cast.bram, moment) is seated
        assert ("Bram" in [seat.name for seat in queries.seats(*meeting, moment)]) is seated


def test_a_suspended_member_has_no_vote_and_keeps_other_places(cast: Cast) -> None:
    cast.do("membership.grant", "anna", Grant(Standing.VOLUNTEER, person_id=cast.bram))
    cast.decide("membership.suspend", Suspend(cast.bram, "Er is iets gebeurd."))
    assert cast.standings("bram") == {Standing.SUSPENDED, Standing.VOLUNTEER}
    assert not queries.holds_seat(cast.collective_id, Body.GENERAL_MEETING, cast.bram, AT)
    assert queries.holds_seat(cast.collective_id, Body.VOLUNTEERS, cast.bram, AT)


# Leaving


def test_who_takes_part_can_leave_and_others_have_nothing_to_leave(cast: Cast) -> None:
    for name in NAMES:
        if name in {"farid", "huub"}:
            with pytest.raises(RefusedError):
                cast.do("membership.leave", name, Leave())
        else:
            cast.do("membership.leave", name, Leave())
            assert cast.standings(name) == frozenset()
    assert queries.register_of(cast.collective_id, AT, AT) == []
    assert list(queries.findings(cast.collective_id)) == []


def test_leaving_is_possible_while_suspended(cast: Cast) -> None:
    cast.decide("membership.suspend", Suspend(cast.bram, "Er is iets gebeurd."))
    assert gate.ask("membership.leave", cast.actor("bram"), Leave(), at=AT).outcome is Outcome.ALLOWED
    cast.do("membership.leave", "bram", Leave(), at=AT + DAY)
    assert cast.standings("bram", AT + DAY) == frozenset()
    assert apply(cast, "bram", Standing.MEMBER, AT + 2 * DAY)


def test_leaving_ends_offices_and_requests_and_makes_shares_a_claim(cast: Cast) -> None:
    cast.do("membership.issue_share", "anna", IssueShare(cast.anna, 2))
    apply(cast, "anna", Standing.VOLUNTEER)
    decision = new_id()
    done = cast.do("membership.leave", "anna", Leave(because_of=decision), at=AT + DAY)
    assert done.result == (Standing.BOARD, Standing.MEMBER)
    assert done.deed.payload["because_of"] == str(decision)
    assert queries.application_of(cast.collective_id, cast.anna) is None
    assert [share.claim_cents for share in queries.shares_of(cast.collective_id, cast.anna)] == [20_000]


def test_an_account_is_not_erased_while_one_takes_part(cast: Cast) -> None:
    with pytest.raises(accounts.StillTiedError, match="De Wending"):
        accounts.erase(cast.bram, AT)
    cast.do("membership.leave", "bram", Leave())
    accounts.erase(cast.bram, AT + DAY)
    card = queries.person_card(cast.collective_id, cast.bram, AT + DAY)
    assert card is not None
    assert card.name != "Bram"
    assert accounts.erase(cast.farid, AT) is None


def test_nobody_leaves_for_another_collective(cast: Cast) -> None:
    with pytest.raises(RefusedError):
        gate.attempt("membership.leave", Actor(cast.other_id, cast.anna), Leave(), at=AT)
    assert cast.standings("anna") == {Standing.MEMBER, Standing.BOARD}
    assert [deed.type for deed in journal.about(cast.other_id, cast.anna)] == []
