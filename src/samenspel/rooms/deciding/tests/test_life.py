"""The life of a proposal: consent, objection, majority, readings, challenge, provisional decisions, carrying out."""

from datetime import timedelta
from uuid import uuid4

import pytest

from samenspel.ground.journal import queries as journal
from samenspel.kernels.statute.charter import Change
from samenspel.kernels.statute.vocabulary import Body
from samenspel.rooms.deciding import acts, notices, queries, verification
from samenspel.rooms.deciding.models import Ballot, Decision, Objection, RegisterEntry, Round
from samenspel.rooms.deciding.procedure import RoundWay
from samenspel.rooms.deciding.tests.conftest import build
from samenspel.rooms.membership import queries as membership
from samenspel.rooms.statute import gate
from samenspel.rooms.statute import queries as statute
from samenspel.rooms.statute.gate import Actor, ImpossibleError, RefusedError
from samenspel.rooms.statute.params import to_json

pytestmark = pytest.mark.django_db


def deeds(world, proposal_id):
    return [deed.type.removeprefix("deciding.") for deed in journal.about(world.collective_id, proposal_id)]


# Consent


def test_everyone_agrees_and_the_decision_is_in_force_at_once(world):
    proposal_id = world.propose(world.bram, "Samen eten", "Elke maandag.")
    assert world.state(proposal_id) == "voting"
    world.see_through(proposal_id)
    assert world.state(proposal_id) == "done"
    [vote] = world.votes(proposal_id)
    assert (vote.way, vote.in_favour, vote.entitled, vote.carried) == (RoundWay.CONSENT, 5, 5, True)
    decision = queries.decision_of(world.collective_id, proposal_id)
    assert decision is not None
    assert decision.review_on is not None, "ordinary decisions are provisional under these rules"
    assert deeds(world, proposal_id)[-3:] == ["carried", "resolved", "took_effect"]


def test_a_worry_lets_a_proposal_pass(world):
    proposal_id = world.propose(world.bram, "Samen eten", "Elke maandag.")
    world.see_through(proposal_id, lambda person: ("for",) if person != world.els else ("against",))
    assert world.state(proposal_id) == "done"
    marks = dict(world.votes(proposal_id, "anna")[0].named)
    assert marks[world.els] == ("worried",)


def object_to(world, proposal_id, reason="Op maandag werk ik."):
    vote = world.open_vote(proposal_id)
    return world.do(world.els, "deciding.object", round_id=vote.id, reason=reason).result


def test_an_objection_is_answered_taken_in_and_ended_by_its_owner(world):
    proposal_id = world.propose(world.bram, "Samen eten", "Elke maandag.")
    objection = object_to(world, proposal_id)
    [view] = queries.objections(world.collective_id, proposal_id)
    assert (view.owner_id, view.end) == (world.bram, "open")
    assert view.answer_by > world.now
    world.do(world.bram, "deciding.answer", objection_id=objection, answer="Dan doen we het op dinsdag.")
    world.do(
        world.bram, "deciding.reword", proposal_id=proposal_id, title="Samen eten", reason="Elke dinsdag."
    )
    world.do(world.els, "deciding.settle", objection_id=objection, end="integrated")
    world.see_through(proposal_id)
    assert world.state(proposal_id) == "done"
    assert queries.objections(world.collective_id, proposal_id)[0].end == "integrated"


def test_a_new_wording_asks_everyone_again(world):
    proposal_id = world.propose(world.bram, "Samen eten", "Elke maandag.")
    vote = world.open_vote(proposal_id)
    world.do(world.dirk, "deciding.react", round_id=vote.id, reaction="agree")
    object_to(world, proposal_id)
    world.do(
        world.bram, "deciding.reword", proposal_id=proposal_id, title="Samen eten", reason="Elke dinsdag."
    )
    voted = {person for person, _, done in queries.register(world.collective_id, vote.id) if done}
    assert voted == {world.els}, "the objection stays, Dirk's reaction to the old words does not"


@pytest.mark.parametrize(("against", "state", "end"), [(1, "done", "overruled"), (3, "rejected", "upheld")])
def test_a_standing_objection_leads_to_the_majority_the_rules_name(world, against, state, end):
    proposal_id = world.propose(world.bram, "Samen eten", "Elke maandag.")
    object_to(world, proposal_id)
    opponents = [world.els, world.dirk, world.chadia][:against]
    world.see_through(proposal_id, lambda person: ("against",) if person in opponents else ("for",))
    assert world.state(proposal_id) == state
    assert [vote.way for vote in world.votes(proposal_id)] == [RoundWay.CONSENT, RoundWay.YES_NO]
    assert queries.objections(world.collective_id, proposal_id)[0].end == end


def test_only_who_raised_an_objection_ends_it(world):
    proposal_id = world.propose(world.bram, "Samen eten", "Elke maandag.")
    objection = object_to(world, proposal_id)
    for name in ("anna", "bram", "dirk"):
        with pytest.raises(RefusedError):
            world.do(world.people[name], "deciding.settle", objection_id=objection, end="withdrawn")


def test_only_its_owner_or_the_board_answers(world):
    proposal_id = world.propose(world.bram, "Samen eten", "Elke maandag.")
    objection = object_to(world, proposal_id)
    with pytest.raises(RefusedError):
        world.do(world.dirk, "deciding.answer", objection_id=objection, answer="Ik zeg ook iets.")
    world.do(world.anna, "deciding.answer", objection_id=objection, answer="Namens het bestuur.")


def test_silence_of_all_is_no_consent(world):
    proposal_id = world.propose(world.bram, "Samen eten", "Elke maandag.")
    world.see_through(proposal_id, lambda _: ())
    assert world.state(proposal_id) == "rejected"


# Majority


@pytest.fixture
def voting(db):
    return build(decisions={"way": "majority", "quorum": [1, 2], "secrecy": "open", "challenge_days": 3})


@pytest.mark.parametrize(
    ("marks", "state"),
    [
        (("for", "for", "for", "against", "against"), "done"),
        (("for", "for", "against", "against", "abstain"), "rejected"),
        (("for", "for", None, None, None), "rejected"),
        (("for", "for", "abstain", None, None), "done"),
        (("for", "for", "against", None, None), "done"),
        ((None,) * 5, "rejected"),
        (("abstain",) * 5, "rejected"),
    ],
)
def test_majority_and_quorum(voting, marks, state):
    choice = dict(zip((voting.people[name] for name in voting.people), marks, strict=True))
    proposal_id = voting.decide(
        voting.anna,
        "Een hek",
        "Tegen de wind.",
        votes=lambda person: (choice[person],) if choice[person] else (),
    )
    assert voting.state(proposal_id) == state


def test_the_outcome_is_a_sum_in_words(voting):
    proposal_id = voting.decide(
        voting.anna,
        "Een hek",
        "Tegen de wind.",
        votes=lambda p: ("against",) if p == voting.els else ("for",),
    )
    [vote] = voting.votes(proposal_id)
    [words] = vote.sums
    assert (words.turnout, words.in_favour, words.needed) == (
        "5 van de 5 mensen stemden.", "4 waren voor.", "Nodig: 3.",
    )  # fmt: skip


def test_an_open_vote_can_be_changed_until_it_closes(voting):
    proposal_id = voting.propose(voting.anna, "Een hek", "Tegen de wind.")
    vote = voting.open_vote(proposal_id)
    voting.do(voting.els, "deciding.vote", round_id=vote.id, marks=["against"])
    voting.do(voting.els, "deciding.vote", round_id=vote.id, marks=["for"])
    voting.see_through(proposal_id)
    assert voting.votes(proposal_id)[0].in_favour == 5
    with pytest.raises(ImpossibleError):
        voting.do(voting.els, "deciding.vote", round_id=vote.id, marks=["against"])


def test_while_a_vote_runs_one_sees_only_ones_own(voting):
    proposal_id = voting.propose(voting.anna, "Een hek", "Tegen de wind.")
    vote = voting.open_vote(proposal_id)
    voting.do(voting.els, "deciding.vote", round_id=vote.id, marks=["against"])
    assert voting.votes(proposal_id, "els")[0].own_marks == ("against",)
    assert voting.votes(proposal_id, "anna")[0].own_marks == ()
    assert voting.votes(proposal_id, "anna")[0].named == ()


@pytest.mark.parametrize("marks", [[], ["for", "against"], ["maybe"], ["1"], ["for"] * 61])
def test_rubbish_on_a_ballot_is_refused_and_nothing_is_counted(voting, marks):
    proposal_id = voting.propose(voting.anna, "Een hek", "Tegen de wind.")
    vote = voting.open_vote(proposal_id)
    with pytest.raises((ImpossibleError, ValueError)):
        voting.do(voting.els, "deciding.vote", round_id=vote.id, marks=marks)
    assert not Ballot.objects.filter(collective_id=voting.collective_id).exists()


def test_who_is_not_on_the_register_cannot_vote(voting):
    proposal_id = voting.propose(voting.anna, "Een hek", "Tegen de wind.")
    vote = voting.open_vote(proposal_id)
    with pytest.raises(RefusedError):
        voting.do(uuid4(), "deciding.vote", round_id=vote.id, marks=["for"])


def test_who_joins_after_the_announcement_is_not_on_the_register(voting):
    from samenspel.ground.people import accounts

    proposal_id = voting.propose(voting.anna, "Een hek", "Tegen de wind.")
    late = accounts.create_person("Farid", "nl", voting.now).id
    voting.join(late, sponsor=voting.anna)
    with pytest.raises(RefusedError):
        voting.do(late, "deciding.vote", round_id=voting.open_vote(proposal_id).id, marks=["for"])


def test_who_left_can_no_longer_vote(voting):
    proposal_id = voting.propose(voting.anna, "Een hek", "Tegen de wind.")
    voting.do(voting.els, "membership.leave")
    with pytest.raises(RefusedError):
        voting.do(voting.els, "deciding.vote", round_id=voting.open_vote(proposal_id).id, marks=["for"])


def test_the_register_says_by_which_rule_each_is_on_it(voting):
    proposal_id = voting.propose(voting.anna, "Een hek", "Tegen de wind.")
    entries = queries.register(voting.collective_id, voting.open_vote(proposal_id).id)
    assert len(entries) == 5
    assert all(":" in place for _, place, _ in entries)


# Secrecy


def admit_vote(world):
    """A secret vote of the whole meeting: appointing someone to the board."""
    proposal_id = world.propose(
        world.anna, "Bram in het bestuur", "Hij kan goed luisteren.", act="membership.appoint",
        params={"person_id": str(world.bram), "body": Body.BOARD.value},
    )  # fmt: skip
    world.wait_until(world.votes(proposal_id)[0].opens_at)
    return proposal_id, world.open_vote(proposal_id)


def test_a_secret_ballot_keeps_no_name_time_or_order(world):
    proposal_id, vote = admit_vote(world)
    assert vote.secret
    for name, mark in [("els", "against"), ("dirk", "for"), ("anna", "for"), ("bram", "for")]:
        world.do(world.people[name], "deciding.vote", round_id=vote.id, marks=[mark])
    row = Round.objects.get(collective_id=world.collective_id, id=vote.id)
    assert row.box == [[["against"], 1], [["for"], 3]]
    assert not Ballot.objects.filter(collective_id=world.collective_id, round=row).exists()
    told = journal.about(world.collective_id, proposal_id)
    assert not any("for" in str(deed.payload.values()) and deed.type == "deciding.vote_cast" for deed in told)
    assert all(set(deed.payload) == {"round"} for deed in told if deed.type == "deciding.vote_cast")


def test_a_secret_vote_is_cast_once(world):
    _, vote = admit_vote(world)
    world.do(world.els, "deciding.vote", round_id=vote.id, marks=["for"])
    with pytest.raises(ImpossibleError):
        world.do(world.els, "deciding.vote", round_id=vote.id, marks=["against"])


def test_a_helper_never_casts_a_secret_vote(world):
    _, vote = admit_vote(world)
    helped = Actor(world.collective_id, world.chadia, helper_id=world.bram)
    with pytest.raises(ImpossibleError):
        gate.attempt("deciding.vote", helped, {"round_id": vote.id, "marks": ["for"]}, at=world.now)
    assert Round.objects.get(collective_id=world.collective_id, id=vote.id).box == []


def test_a_helper_can_help_with_an_open_reaction_and_both_names_stand_in_the_deed(world):
    proposal_id = world.propose(world.bram, "Samen eten", "Elke maandag.")
    vote = world.open_vote(proposal_id)
    helped = Actor(world.collective_id, world.chadia, helper_id=world.bram)
    done = gate.attempt("deciding.react", helped, {"round_id": vote.id, "reaction": "agree"}, at=world.now)
    assert (done.deed.actor_id, done.deed.helper_id) == (world.chadia, world.bram)


@pytest.mark.parametrize(
    ("marks", "hidden"),
    [
        (("for",) * 5, True),
        (("for", "for", "for", None, None), True),
        (("for",) * 4 + ("against",), True),
        (("for", "for", "for", "against", "against"), False),
    ],
)
def test_the_split_of_a_small_or_unanimous_secret_vote_is_not_shown(world, marks, hidden):
    proposal_id, _ = admit_vote(world)
    choice = dict(zip(world.people.values(), marks, strict=True))
    world.see_through(proposal_id, lambda person: (choice[person],) if choice[person] else ())
    [vote] = world.votes(proposal_id, "anna")
    assert vote.split_hidden is hidden
    if hidden:
        assert (vote.in_favour, vote.against, vote.sums, vote.explanation) == (0, 0, (), "")


# Several readings, challenge, terms


def purpose(world):
    version = statute.in_force(world.collective_id, world.now)
    assert version is not None
    before = version.charter.by_id["purpose"].values["purpose"]
    change = Change("purpose", "purpose", str(before), "iets heel anders")
    return {"against": version.hash, "changes": [to_json(change)]}


def test_a_new_purpose_takes_two_readings_with_the_gap_between(db):
    world = build(purpose_change={"readings": 2, "gap": 30})
    proposal_id = world.propose(
        world.anna, "Een ander doel", "Omdat de wijk verandert.", act="statute.amend", params=purpose(world)
    )
    world.see_through(proposal_id, lambda _: ("for",))
    first, second, *_ = world.votes(proposal_id)
    assert (second.opens_at - first.closed_at).days >= 30
    assert world.state(proposal_id) == "done"
    charter = statute.in_force(world.collective_id, world.now).charter
    assert charter.by_id["purpose"].values["purpose"] == "iets heel anders"


def test_an_amendment_on_old_text_is_refused(world):
    old = purpose(world)
    world.decide(world.anna, "Een ander doel", "Omdat de wijk verandert.", act="statute.amend", params=old)
    with pytest.raises(ImpossibleError):
        world.propose(world.bram, "Nog eens", "Op de oude tekst.", act="statute.amend", params=old)


def test_of_two_amendments_that_run_side_by_side_the_second_goes_stale(world):
    first = world.propose(
        world.anna, "Een ander doel", "Omdat de wijk verandert.", act="statute.amend", params=purpose(world)
    )
    second = world.propose(
        world.bram, "Nog een doel", "Omdat het kan.", act="statute.amend", params=purpose(world)
    )
    world.wait_until(world.votes(second)[0].opens_at)
    for proposal_id in (first, second):
        world.cast(world.open_vote(proposal_id), lambda _: ("for",))
    world.see_through(first)
    world.see_through(second)
    assert (world.state(first), world.state(second)) == ("done", "stale")
    assert queries.proposal(world.collective_id, second).failure


def test_a_challenge_within_the_window_brings_a_new_vote_that_counts(voting):
    majority = {voting.anna, voting.bram, voting.chadia}
    proposal_id = voting.propose(voting.anna, "Een hek", "Tegen de wind.")
    voting.cast(voting.open_vote(proposal_id), lambda p: ("for",) if p in majority else ("against",))
    acts.advance(voting.collective_id, voting.now)
    assert voting.state(proposal_id) == "decided"
    [vote] = voting.votes(proposal_id)
    voting.do(voting.els, "deciding.challenge", round_id=vote.id, reason="Ik zag twee stemmen van één mens.")
    voting.see_through(proposal_id, lambda p: ("for",) if p == voting.anna else ("against",))
    assert voting.state(proposal_id) == "rejected"
    first, second = voting.votes(proposal_id)
    assert (first.void, second.void) == (True, False)
    assert (
        Decision.objects.get(collective_id=voting.collective_id, proposal_id=proposal_id).end == "overturned"
    )


def test_after_the_window_nobody_challenges(voting):
    proposal_id = voting.decide(
        voting.anna,
        "Een hek",
        "Tegen de wind.",
        votes=lambda p: ("against",) if p == voting.els else ("for",),
    )
    [vote] = voting.votes(proposal_id)
    with pytest.raises(ImpossibleError):
        voting.do(voting.els, "deciding.challenge", round_id=vote.id, reason="Te laat.")


def test_a_provisional_decision_warns_and_lapses_by_itself(world):
    proposal_id = world.decide(world.bram, "Samen eten", "Elke maandag.")
    decision = queries.decision_of(world.collective_id, proposal_id)
    days = (decision.review_on - gate.civil_day(world.now)).days
    world.wait(days=days - 14)
    assert deeds(world, proposal_id)[-1] == "lapse_warned"
    assert any(turn.what == "renew" for turn in queries.turns(world.anna, [world.collective_id], world.now))
    world.wait(days=15)
    assert deeds(world, proposal_id)[-1] == "lapsed"
    assert queries.decision_of(world.collective_id, proposal_id).end == "lapsed"


def test_a_renewed_decision_stays(world):
    proposal_id = world.decide(world.bram, "Samen eten", "Elke maandag.")
    before = queries.decision_of(world.collective_id, proposal_id)
    world.wait(days=150)
    world.decide(
        world.els, "Verlengen", "Het bevalt.", act="deciding.renew", params={"decision_id": str(before.id)}
    )
    after = queries.decision_of(world.collective_id, proposal_id)
    assert after.review_on > before.review_on
    assert after.ended_at is None


# Choosing among several


def test_an_approval_vote_chooses_the_most_approved_option(world):
    options = [{"title": "Tuin"}, {"title": "Keuken", "cost": 90000}, {"title": "Fietsen"}]
    choices = {"anna": ("1", "2"), "bram": ("2",), "chadia": ("2", "3"), "dirk": ("2",), "els": ("1",)}
    by_person = {world.people[name]: marks for name, marks in choices.items()}
    proposal_id = world.decide(
        world.anna,
        "Waar gaat het geld heen?",
        "Kies alles wat je goed vindt.",
        options=options,
        votes=by_person.__getitem__,
    )
    [vote] = world.votes(proposal_id, "anna")
    assert [(option.title, option.votes, option.won) for option in vote.options] == [
        ("Tuin", 2, False), ("Keuken", 4, True), ("Fietsen", 1, False),
    ]  # fmt: skip
    assert world.state(proposal_id) == "done"


def test_level_options_give_no_decision(world):
    options = [{"title": "Tuin"}, {"title": "Keuken"}]
    proposal_id = world.decide(
        world.anna, "Kies", "Allebei goed.", options=options, votes=lambda _: ("1", "2")
    )
    assert world.state(proposal_id) == "rejected"
    assert world.votes(proposal_id, "anna")[0].explanation


def test_one_option_is_no_choice(world):
    with pytest.raises(ImpossibleError):
        world.propose(world.anna, "Kies", "Uit een.", options=[{"title": "Tuin"}])


# Carrying out


def test_the_act_is_carried_out_once_with_the_decision_as_its_ground(world):
    proposal_id, _ = admit_vote(world)
    world.see_through(proposal_id)
    assert membership.holds_seat(world.collective_id, Body.BOARD, world.bram, world.now)
    [deed] = [d for d in journal.after(world.collective_id, 0, 10_000) if d.type == "membership.appointed"]
    assert deed.grounds["decision"] == str(proposal_id)
    assert acts.advance(world.collective_id, world.now) == 0


def test_what_cannot_be_carried_out_any_more_goes_stale_and_says_why(world):
    proposal_id, vote = admit_vote(world)
    world.cast(vote, lambda p: ("for",) if p != world.els else ("against",))
    acts.advance(world.collective_id, world.now)
    world.do(world.bram, "membership.leave")
    world.see_through(proposal_id)
    assert world.state(proposal_id) == "stale"
    assert queries.proposal(world.collective_id, proposal_id).failure


def test_an_authority_that_carries_something_else_is_no_authority(world):
    proposal_id, vote = admit_vote(world)
    world.cast(vote, lambda p: ("for",) if p != world.els else ("against",))
    acts.advance(world.collective_id, world.now)
    assert world.state(proposal_id) == "decided"
    other = {"person_id": str(world.els), "body": Body.BOARD.value}
    with pytest.raises(RefusedError):
        gate.attempt(
            "membership.appoint",
            Actor(world.collective_id, None),
            other,
            at=world.now,
            authority_id=proposal_id,
        )
    right = {"person_id": str(world.bram), "body": Body.BOARD.value}
    with pytest.raises(RefusedError):
        gate.attempt("membership.appoint", Actor(world.collective_id, world.bram), right, at=world.now)


def test_people_cannot_do_what_the_clock_does(world):
    proposal_id = world.propose(world.bram, "Samen eten", "Elke maandag.")
    for act in ("deciding.close_vote", "deciding.conclude", "deciding.carry_out", "deciding.lapse"):
        with pytest.raises(RefusedError):
            world.do(world.anna, act, subject_id=proposal_id)


# Around it


def test_a_proposal_is_withdrawn_by_its_opener_only(world):
    proposal_id = world.propose(world.bram, "Samen eten", "Elke maandag.")
    with pytest.raises(RefusedError):
        world.do(world.anna, "deciding.withdraw", proposal_id=proposal_id)
    world.do(world.bram, "deciding.withdraw", proposal_id=proposal_id)
    assert world.state(proposal_id) == "withdrawn"
    with pytest.raises(ImpossibleError):
        world.do(world.bram, "deciding.withdraw", proposal_id=proposal_id)


def test_someone_elses_proposal_of_another_collective_is_unknown(world):
    proposal_id = world.propose(world.bram, "Samen eten", "Elke maandag.")
    other = build()
    for act in ("deciding.withdraw", "deciding.announce"):
        with pytest.raises(ImpossibleError):
            other.do(other.anna, act, proposal_id=proposal_id)
    with pytest.raises(ImpossibleError):
        other.do(other.anna, "deciding.speak", proposal_id=proposal_id, text="Hallo daar")
    with pytest.raises(ImpossibleError):
        other.do(other.anna, "deciding.react", round_id=world.open_vote(proposal_id).id, reaction="agree")


def test_a_decision_that_nobody_can_take_is_refused_at_the_start(world):
    with pytest.raises((ImpossibleError, RefusedError)):
        world.propose(world.anna, "Bewaarder", "Iemand.", act="membership.leave")


def test_notices_go_to_the_register_once_and_tell_nothing_of_votes(world):
    from samenspel.ground.journal import reactions

    proposal_id = world.propose(world.bram, "Samen eten", "Elke maandag.")
    reactions.run_for(world.collective_id, world.now)
    reactions.run_for(world.collective_id, world.now)
    told = [notice for notice in notices.pending(world.now) if notice.proposal_id == proposal_id]
    assert {notice.person_id for notice in told} == set(world.people.values()) - {world.bram}
    assert {notice.kind for notice in told} == {notices.Told.CALLED}
    vote = world.open_vote(proposal_id)
    world.now = vote.closes_at - timedelta(days=1)
    world.do(world.els, "deciding.react", round_id=vote.id, reaction="agree")
    assert notices.remind(world.now) == 4
    assert notices.remind(world.now) in {0, 4}
    reminded = [n for n in notices.pending(world.now) if n.kind is notices.Told.REMINDER]
    assert world.els not in {notice.person_id for notice in reminded}
    assert len(reminded) == 4


def test_what_waits_for_me_is_what_i_have_not_done(world):
    proposal_id = world.propose(world.bram, "Samen eten", "Elke maandag.")
    [turn] = [
        t for t in queries.turns(world.els, [world.collective_id], world.now) if t.proposal_id == proposal_id
    ]
    assert turn.what == "vote_consent"
    world.do(world.els, "deciding.react", round_id=world.open_vote(proposal_id).id, reaction="agree")
    assert not [
        t for t in queries.turns(world.els, [world.collective_id], world.now) if t.proposal_id == proposal_id
    ]


def test_recounting_finds_nothing_until_somebody_tampers(world):
    proposal_id, _ = admit_vote(world)
    world.see_through(proposal_id)
    assert list(verification.check(world.collective_id)) == []
    RegisterEntry.objects.filter(collective_id=world.collective_id, person_id=world.els).update(voted=False)
    Objection.objects.filter(collective_id=world.collective_id).delete()
    assert list(verification.check(world.collective_id))


def test_an_empty_body_is_said_at_the_announcement(db):
    world = build(offices={}, complaints={"guards": []})
    with pytest.raises(ImpossibleError):
        world.propose(
            world.anna, "Winst verdelen", "We hebben over.", act="membership.appoint",
            params={"person_id": str(world.bram), "body": Body.GUARDIAN.value},
        )  # fmt: skip
