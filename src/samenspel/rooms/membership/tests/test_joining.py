"""Joining: what succeeds stands beside what is refused."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from samenspel.ground.foundation.ids import new_id
from samenspel.ground.journal import queries as journal
from samenspel.kernels.statute.judge import Outcome, Why
from samenspel.kernels.statute.presets import BUURTCOLLECTIEF, STICHTING
from samenspel.kernels.statute.vocabulary import Body, Standing
from samenspel.rooms.membership import queries
from samenspel.rooms.membership.acts.desk import Entered, EnterPerson, IssueCard, NewCard
from samenspel.rooms.membership.acts.invitations import Invite, NewInvitation, WithdrawInvitation
from samenspel.rooms.membership.acts.joining import (
    Admit,
    Apply,
    Begin,
    ConfirmMember,
    Decline,
    WithdrawApplication,
)
from samenspel.rooms.statute import gate
from samenspel.rooms.statute.acts import Found
from samenspel.rooms.statute.gate import (
    Actor,
    ImpossibleError,
    KeyReusedError,
    NeedsDecisionError,
    RefusedError,
)
from samenspel.rooms.statute.params import BadParamsError
from support.cast import ADMITTED, AGE, NAMES, Cast, apply, build_cast, found, make_people

from .conftest import AT

DAY = timedelta(days=1)
ANNA_CAN_INVITE = {"anna", "bram"}


def test_the_cast_stands_where_it_should(cast: Cast) -> None:
    assert {name: cast.standings(name) for name in NAMES} == {
        "anna": {Standing.MEMBER, Standing.BOARD},
        "bram": {Standing.MEMBER},
        "chadia": {Standing.PARTICIPANT},
        "dirk": {Standing.VOLUNTEER},
        "els": {Standing.SOCIAL_SHAREHOLDER},
        "farid": frozenset(),
        "greet": {Standing.FUNDER},
        "huub": frozenset(),
    }
    assert queries.standings_of(cast.other_id, cast.huub, AT) == {Standing.MEMBER, Standing.BOARD}
    assert list(queries.findings(cast.collective_id)) == []


# Beginning


def test_only_the_founder_begins_and_only_once(db: None) -> None:
    people = make_people(AT)
    collective_id = found("De Wending", BUURTCOLLECTIEF, people["anna"], AT)
    with pytest.raises(ImpossibleError):
        gate.attempt("membership.begin", Actor(collective_id, people["anna"]), Begin(), at=AT + DAY)
    with pytest.raises(RefusedError):
        gate.attempt("membership.begin", Actor(collective_id, people["bram"]), Begin(), at=AT + DAY)
    assert queries.counts(collective_id, AT + DAY) == {Standing.MEMBER: 1, Standing.BOARD: 1}


def test_nothing_begins_without_rules(db: None) -> None:
    people = make_people(AT)
    actor = Actor(new_id(), people["anna"])
    gate.attempt("statute.found", actor, Found("Kaal", BUURTCOLLECTIEF.form, AT.date()), at=AT)
    with pytest.raises(ImpossibleError):
        gate.attempt("membership.begin", actor, Begin(), at=AT)
    with pytest.raises(ImpossibleError):
        gate.attempt("membership.apply", actor, Apply(Standing.MEMBER, 1), at=AT)


def test_a_foundation_has_no_members(db: None) -> None:
    people = make_people(AT)
    collective_id = found("Stichting Samen", STICHTING, people["anna"], AT)
    assert queries.counts(collective_id, AT) == {Standing.BOARD: 1}
    with pytest.raises(ImpossibleError):
        gate.attempt(
            "membership.apply", Actor(collective_id, people["bram"]), Apply(Standing.MEMBER, 1), at=AT
        )


# Inviting


@pytest.mark.parametrize("name", NAMES)
def test_who_may_invite(cast: Cast, name: str) -> None:
    if name in ANNA_CAN_INVITE:
        done = cast.do("membership.invite", name, Invite())
        assert isinstance(done.result, NewInvitation)
    else:
        with pytest.raises(RefusedError):
            cast.do("membership.invite", name, Invite())


def test_an_invitation_works_as_often_as_it_says(cast: Cast) -> None:
    made = cast.do("membership.invite", "anna", Invite(Standing.VOLUNTEER, uses=1, days=7)).result
    assert isinstance(made, NewInvitation)
    spelled = "-".join(made.code[i : i + 4] for i in range(0, 16, 4)).lower()
    assert queries.invitation_by_code(spelled, AT) is not None
    assert queries.invitation_by_code(made.code, AT + 8 * DAY) is None
    cast.do("membership.apply", "farid", Apply(Standing.VOLUNTEER, 1, code=spelled))
    assert queries.invitation_by_code(made.code, AT) is None
    with pytest.raises(ImpossibleError):
        cast.do("membership.apply", "huub", Apply(Standing.VOLUNTEER, 1, code=made.code))
    waiting = queries.application_of(cast.collective_id, cast.farid)
    assert waiting is not None
    assert waiting.invited


def test_the_code_is_kept_nowhere(cast: Cast) -> None:
    made = cast.do("membership.invite", "anna", Invite()).result
    assert isinstance(made, NewInvitation)
    assert made.code not in str([vars(row) for row in journal.everything(cast.collective_id)])


def test_a_withdrawn_invitation_and_one_for_another_place_do_not_work(cast: Cast) -> None:
    first = cast.do("membership.invite", "anna", Invite(Standing.VOLUNTEER)).result
    assert isinstance(first, NewInvitation)
    with pytest.raises(ImpossibleError):
        cast.do("membership.apply", "farid", Apply(Standing.MEMBER, 1, code=first.code))
    cast.do("membership.withdraw_invitation", "bram", WithdrawInvitation(first.id))
    with pytest.raises(ImpossibleError):
        cast.do("membership.apply", "farid", Apply(Standing.VOLUNTEER, 1, code=first.code))
    with pytest.raises(ImpossibleError):
        cast.do("membership.withdraw_invitation", "bram", WithdrawInvitation(first.id))
    assert queries.application_of(cast.collective_id, cast.farid) is None


def test_an_invitation_of_another_collective_is_worthless_here(cast: Cast) -> None:
    theirs = gate.attempt("membership.invite", Actor(cast.other_id, cast.huub), Invite(), at=AT).result
    assert isinstance(theirs, NewInvitation)
    with pytest.raises(ImpossibleError):
        cast.do("membership.apply", "farid", Apply(Standing.MEMBER, 1, code=theirs.code))
    with pytest.raises(ImpossibleError):
        cast.do("membership.withdraw_invitation", "anna", WithdrawInvitation(theirs.id))


# Applying


def test_anyone_signed_in_may_apply_and_nobody_else(cast: Cast) -> None:
    assert gate.ask("membership.apply", cast.actor("farid"), Apply(Standing.MEMBER, 1), at=AT).allowed
    clockwork = Actor(cast.collective_id, None)
    with pytest.raises(RefusedError):
        gate.attempt("membership.apply", clockwork, Apply(Standing.MEMBER, 1), at=AT)


def test_one_open_application_each(cast: Cast) -> None:
    first = apply(cast, "farid", Standing.MEMBER)
    with pytest.raises(ImpossibleError):
        apply(cast, "farid", Standing.VOLUNTEER)
    cast.do("membership.withdraw_application", "farid", WithdrawApplication(first))
    assert apply(cast, "farid", Standing.VOLUNTEER) != first


def test_an_application_pins_the_rules_that_were_read(cast: Cast) -> None:
    with pytest.raises(ImpossibleError):
        cast.do("membership.apply", "farid", Apply(Standing.MEMBER, 2))
    view = queries.application(cast.collective_id, apply(cast, "farid", Standing.MEMBER))
    assert view is not None
    assert (view.version, view.motivation, view.name) == (1, "Ik wil graag meedoen.", "Farid")


@pytest.mark.parametrize("wanted", [Standing.BOARD, Standing.TRIAL_MEMBER, Standing.SELF, Standing.CLOCKWORK])
def test_nobody_asks_for_a_place_that_is_not_there(cast: Cast, wanted: Standing) -> None:
    with pytest.raises(ImpossibleError):
        apply(cast, "farid", wanted)


def test_nobody_asks_for_what_they_have(cast: Cast) -> None:
    with pytest.raises(ImpossibleError):
        apply(cast, "bram", Standing.MEMBER)
    assert apply(cast, "bram", Standing.VOLUNTEER)


@pytest.mark.parametrize(
    "params", [{}, {"wanted": "king", "version": 1}, {"wanted": "member", "version": "x"}]
)
def test_what_cannot_be_read_is_told_by_field(cast: Cast, params: dict[str, object]) -> None:
    with pytest.raises(BadParamsError) as told:
        cast.do("membership.apply", "farid", params)
    assert set(told.value.errors) <= {"wanted", "version"}


def test_an_application_is_withdrawn_by_its_owner_only(cast: Cast) -> None:
    application = apply(cast, "farid", Standing.MEMBER)
    for name in set(NAMES) - {"farid"}:
        with pytest.raises(RefusedError):
            cast.do("membership.withdraw_application", name, WithdrawApplication(application))
    cast.do("membership.withdraw_application", "farid", WithdrawApplication(application))
    with pytest.raises(ImpossibleError):
        cast.do("membership.withdraw_application", "farid", WithdrawApplication(application))


def test_the_same_form_twice_does_it_once(cast: Cast) -> None:
    key = new_id()
    params = Apply(Standing.MEMBER, 1, "Ja")
    first = cast.do("membership.apply", "farid", params, key=key)
    again = cast.do("membership.apply", "farid", params, key=key, at=AT + timedelta(seconds=1))
    assert again.repeated
    assert again.deed.id == first.deed.id
    with pytest.raises(KeyReusedError):
        cast.do("membership.apply", "farid", replace(params, motivation="Nee"), key=key)


# Admitting


@pytest.mark.parametrize("name", NAMES)
def test_nobody_admits_alone(cast: Cast, name: str) -> None:
    application = apply(cast, "farid", Standing.MEMBER)
    with pytest.raises(NeedsDecisionError):
        cast.do("membership.admit", name, Admit(application))
    assert cast.standings("farid") == frozenset()


def test_a_decision_admits_on_trial_and_later_in_full(cast: Cast) -> None:
    cast.decide("membership.admit", Admit(apply(cast, "farid", Standing.MEMBER)))
    assert cast.standings("farid") == {Standing.TRIAL_MEMBER}
    with pytest.raises(ImpossibleError):
        cast.decide("membership.confirm_member", ConfirmMember(cast.farid), at=AT + 89 * DAY)
    cast.decide("membership.confirm_member", ConfirmMember(cast.farid), at=AT + 90 * DAY)
    assert cast.standings("farid", AT + 90 * DAY) == {Standing.MEMBER}
    with pytest.raises(ImpossibleError):
        cast.decide("membership.confirm_member", ConfirmMember(cast.farid), at=AT + 91 * DAY)
    assert list(queries.findings(cast.collective_id)) == []


def test_the_waiting_time_runs_from_the_admission(cast: Cast) -> None:
    cast.decide("membership.admit", Admit(apply(cast, "farid", Standing.MEMBER)))
    cast.decide("membership.confirm_member", ConfirmMember(cast.farid), at=AT + 100 * DAY)
    assert not queries.holds_seat(cast.collective_id, Body.GENERAL_MEETING, cast.farid, AT + 179 * DAY)
    assert queries.holds_seat(cast.collective_id, Body.GENERAL_MEETING, cast.farid, AT + 180 * DAY)


def test_without_a_trial_one_is_a_member_at_once(db: None) -> None:
    cast = build_cast(AT, overrides={"admission": {"trial": 0, "waiting": 0}})
    cast.decide("membership.admit", Admit(apply(cast, "farid", Standing.MEMBER)))
    assert cast.standings("farid") == {Standing.MEMBER}
    assert queries.holds_seat(cast.collective_id, Body.GENERAL_MEETING, cast.farid, AT)


def test_an_application_is_decided_on_once(cast: Cast) -> None:
    application = apply(cast, "farid", Standing.MEMBER)
    cast.decide("membership.admit", Admit(application))
    for act, params in (
        ("membership.admit", Admit(application)),
        ("membership.decline", Decline(application, "Vol.")),
    ):
        with pytest.raises(ImpossibleError):
            cast.decide(act, params)


def test_declining_gives_a_reason(cast: Cast) -> None:
    application = apply(cast, "farid", Standing.MEMBER)
    with pytest.raises(BadParamsError):
        cast.decide("membership.decline", {"application_id": str(application), "reason": " "})
    cast.decide("membership.decline", Decline(application, "We zijn vol."))
    assert queries.last_words(cast.collective_id, cast.farid) == "We zijn vol."
    assert cast.standings("farid") == frozenset()
    assert apply(cast, "farid", Standing.MEMBER)


def test_who_gives_a_place_may_also_decline_it(cast: Cast) -> None:
    application = apply(cast, "farid", Standing.VOLUNTEER)
    with pytest.raises(RefusedError):
        cast.do("membership.decline", "bram", Decline(application, "We zijn vol."))
    cast.do("membership.decline", "anna", Decline(application, "We zijn vol."))
    assert queries.application_of(cast.collective_id, cast.farid) is None


def test_who_asks_for_another_place_is_not_admitted(cast: Cast) -> None:
    with pytest.raises(ImpossibleError):
        cast.decide("membership.admit", Admit(apply(cast, "farid", Standing.VOLUNTEER)))


def test_an_application_elsewhere_is_unknown_here(cast: Cast) -> None:
    theirs = gate.attempt(
        "membership.apply", Actor(cast.other_id, cast.farid), Apply(Standing.MEMBER, 1, "Geheim"), at=AT
    ).result
    assert isinstance(theirs, UUID)
    unknown = new_id()
    told = set()
    for application in (theirs, unknown):
        assert queries.application(cast.collective_id, application) is None
        for act, params in (
            ("membership.admit", Admit(application)),
            ("membership.decline", Decline(application, "Nee.")),
        ):
            with pytest.raises(ImpossibleError) as error:
                cast.decide(act, params)
            told.add(str(error.value.message))
        with pytest.raises(RefusedError):
            cast.do("membership.withdraw_application", "farid", WithdrawApplication(application))
    assert len(told) == 1


def test_the_group_grows_no_faster_than_the_rules_allow(db: None) -> None:
    cast = build_cast(AT, overrides={"admission": {"always": 1, "founding": 365}})
    cast.decide("membership.admit", Admit(apply(cast, "farid", Standing.MEMBER)))
    second = apply(cast, "huub", Standing.MEMBER)
    verdict = gate.ask("membership.admit", cast.actor("anna"), Admit(second), at=AT)
    assert verdict.outcome is Outcome.REFUSED
    full = next(ground for ground in verdict.grounds if ground.why is Why.LIMIT)
    assert (full.measured, full.bound) == (2, 1)
    with pytest.raises(RefusedError):
        cast.decide("membership.admit", Admit(second))
    cast.decide("membership.decline", Decline(second, "Dit jaar is er geen plek meer."))
    cast.decide(
        "membership.admit", Admit(apply(cast, "huub", Standing.MEMBER, AT + 366 * DAY)), at=AT + 366 * DAY
    )


def test_growth_is_counted_over_a_running_year(cast: Cast) -> None:
    admitted = AT - AGE + ADMITTED
    assert queries.admitted_this_year(cast.collective_id, admitted + 364 * DAY) == 1
    assert queries.admitted_this_year(cast.collective_id, admitted + 366 * DAY) == 0
    assert queries.members_a_year_ago(cast.collective_id, admitted + 364 * DAY) == 1
    assert queries.members_a_year_ago(cast.collective_id, admitted + 366 * DAY) == 2


def test_founders_come_in_at_once_and_are_no_growth(db: None) -> None:
    cast = build_cast(AT, overrides={"admission": {"always": 0, "founding": 365}})
    assert queries.holds_seat(cast.collective_id, Body.GENERAL_MEETING, cast.bram, AT - AGE + ADMITTED)
    late = apply(cast, "farid", Standing.MEMBER)
    verdict = gate.ask("membership.admit", cast.actor("anna"), Admit(late), at=AT)
    assert [(ground.measured, ground.bound) for ground in verdict.grounds if ground.why is Why.LIMIT] == [
        (1, 0)
    ]


# On paper


def test_the_desk_enters_someone_on_paper(cast: Cast) -> None:
    params = EnterPerson("  Ida  Jansen ", Standing.VOLUNTEER, AT.date(), motivation="Ik kook graag.")
    with pytest.raises(RefusedError):
        cast.do("membership.enter_person", "bram", params)
    done = cast.do("membership.enter_person", "anna", params).result
    assert isinstance(done, Entered)
    view = queries.application(cast.collective_id, done.application_id)
    assert view is not None
    assert (view.name, view.signed_on, view.motivation) == ("Ida Jansen", AT.date(), "Ik kook graag.")
    with pytest.raises(ImpossibleError):
        cast.do("membership.enter_person", "anna", replace(params, signed_on=(AT + 2 * DAY).date()))


def test_a_card_is_for_who_has_no_other_way_in(cast: Cast) -> None:
    ida = cast.do("membership.enter_person", "anna", EnterPerson("Ida", Standing.MEMBER, AT.date())).result
    assert isinstance(ida, Entered)
    with pytest.raises(RefusedError):
        cast.do("membership.issue_card", "bram", IssueCard(ida.person_id))
    card = cast.do("membership.issue_card", "anna", IssueCard(ida.person_id)).result
    assert isinstance(card, NewCard)
    assert len(card.codes) == 10
    written = str([vars(row) for row in journal.everything(cast.collective_id)])
    assert not any(code in written for code in card.codes)
    for person in (cast.bram, cast.huub, new_id()):
        with pytest.raises(ImpossibleError):
            cast.do("membership.issue_card", "anna", IssueCard(person))


def test_another_desk_does_not_open_an_account_that_it_did_not_make(cast: Cast) -> None:
    ida = cast.do("membership.enter_person", "anna", EnterPerson("Ida", Standing.MEMBER, AT.date())).result
    assert isinstance(ida, Entered)
    cast.do("membership.issue_card", "anna", IssueCard(ida.person_id))
    there = Actor(cast.other_id, ida.person_id)
    gate.attempt("membership.apply", there, Apply(Standing.MEMBER, 1), at=AT)
    with pytest.raises(ImpossibleError):
        gate.attempt(
            "membership.issue_card", Actor(cast.other_id, cast.huub), IssueCard(ida.person_id), at=AT
        )
    cast.do("membership.issue_card", "anna", IssueCard(ida.person_id))
