"""Ten attacks that keep to the law: for each a charter that falls to it, and one that does not, by the same people.

The clauses are those of the library wherever it has them.
"""

from collections.abc import Iterable, Mapping

import pytest

from samenspel.kernels.statute.analysis.ballots import Ballot
from samenspel.kernels.statute.analysis.compiling import compile_system
from samenspel.kernels.statute.analysis.covering import Counts
from samenspel.kernels.statute.analysis.path import How, Step, story
from samenspel.kernels.statute.analysis.people import People
from samenspel.kernels.statute.analysis.scenario import Scenario
from samenspel.kernels.statute.analysis.smallest import Finding
from samenspel.kernels.statute.analysis.system import Move
from samenspel.kernels.statute.analysis.takeover import could, takeover
from samenspel.kernels.statute.analysis.tests.examples import (
    ALL_COME,
    BOARD,
    COUNCIL,
    FEDERATION,
    GM,
    GUARDIAN,
    PARTNERS,
    S3,
    S3_PEOPLE,
    S4,
    S4_PEOPLE,
    S4B,
    S4C,
    SUPERVISORS,
    TWO_THIRDS,
    added,
    asked,
    asks,
    people,
    provision,
    statute,
)
from samenspel.kernels.statute.charter import charter
from samenspel.kernels.statute.model import Settings, Share
from samenspel.kernels.statute.presets import STICHTING
from samenspel.kernels.statute.statute import Statute
from samenspel.kernels.statute.vocabulary import Body, Form

Chosen = tuple[str, Mapping[str, object]]

CROWD = people(
    board=(5, {BOARD: 1, GM: 1}),
    members=(45, {GM: 1}),
    participants=(7, {COUNCIL: 1, GM: 1}),
    guardian=(1, {GUARDIAN: 1}),
    federation=(1, {FEDERATION: 1}),
)
THREE_DIRECTORS, BOARD_ALONE = (3, 0, 0, 0, 0), (5, 0, 0, 0, 0)
SIXTEEN = (5, 11, 0, 0, 0)
"""At a turnout of a fifth, two thirds of the votes cast: 16 of 24."""
COOPERATIVE, ASSOCIATION = Form.COOPERATIVE_UA, Form.ASSOCIATION
BARE: tuple[Chosen, ...] = (("purpose", {}), ("amendment", {}))
"""The law, a purpose, and amendment by two thirds of the votes cast."""
LOCKED: tuple[Chosen, ...] = (
    ("offices", {}),
    ("entrenchment", {"guards": ["participants_council", "guardian"]}),
)
"""One member one vote, and who fills the council and who the guardian, held by those two."""


def _charter(form: Form, *clauses: Chosen) -> Statute:
    return charter(form, clauses).statute


def _told(text: Statute, crowd: People, scenario: Scenario, aim: str, counts: Counts) -> tuple[Step, ...]:
    """The story of a group that can do it."""
    assert could(text, crowd, scenario, aim, counts)
    return story(compile_system(text, crowd, scenario, aim), crowd, scenario, counts)


def _acts(steps: Iterable[Step]) -> list[str]:
    return [step.action.acts[0] for step in steps]


def _moves(steps: Iterable[Step]) -> list[Move]:
    return [step.action.move for step in steps]


# -- 1. round the lock on the purpose, by the end of the collective


def test_two_words_forgotten_in_the_lock_let_dissolution_go_round_it() -> None:
    twenty = (5, 15, 0, 0, 0, 0)
    steps = _told(S4B, S4_PEOPLE, asked(), "assets", twenty)
    assert _acts(steps) == ["dissolve", "amend:asset_lock", "surplus"]
    assert not could(S4B, S4_PEOPLE, asked(), "purpose", twenty)
    assert not could(S4, S4_PEOPLE, asked(), "assets", twenty)


def test_the_purpose_locked_and_the_end_not_is_no_lock_on_the_assets() -> None:
    council = asks(COUNCIL, days=14)
    lock = provision("lock", ["purpose", "sell", "distribute", "amend:offices.participants_council"], council)
    chosen = provision("offices.participants_council", ["appoint:participants_council"], council)
    loose = statute(COOPERATIVE, [lock, chosen])
    tight = added(loose, provision("end", ["dissolve", "amend:law.votes"], council))
    steps = _told(loose, CROWD, asked(), "assets", SIXTEEN)
    assert _acts(steps) == ["dissolve", "surplus"]
    assert steps[0].action.article == "2:19 lid 1 onder a jo. 2:42 lid 4 BW"
    assert not could(tight, CROWD, asked(), "assets", SIXTEEN)


def test_the_clauses_of_the_library_hold_purpose_end_and_destination_together() -> None:
    guarded = {"guards": ["guardian"]}
    loose = _charter(COOPERATIVE, *BARE, ("disposal", guarded), ("surplus", guarded), *LOCKED)
    tight = _charter(
        COOPERATIVE,
        *BARE,
        ("purpose_change", {}),
        ("participants", {"acts": ["purpose", "dissolve", "merge", "convert", "split", "sell"]}),
        ("disposal", guarded),
        ("surplus", guarded),
        ("asset_lock", {"guards": ["participants_council"]}),
        *LOCKED,
    )
    for text, falls in ((loose, True), (tight, False)):
        assert could(text, CROWD, asked(), "assets", SIXTEEN) is falls
        assert could(text, CROWD, asked(), "purpose", SIXTEEN) is falls


def test_what_is_entailed_is_not_divided_while_the_asset_lock_stands() -> None:
    """Not even if all agree and the guardian points: then it goes to the destination, and that is no loss."""
    rules = [
        provision("asset_lock", ["surplus"], asks(GUARDIAN, days=30)),
        provision("lock", ["amend:asset_lock", "sell", "distribute"], asks(Body.NOBODY)),
    ]
    everyone = tuple(group.size for group in CROWD.groups)
    assert could(statute(COOPERATIVE, rules), CROWD, asked(), "assets", everyone)
    assert not could(statute(COOPERATIVE, rules, Settings(entailed=True)), CROWD, asked(), "assets", everyone)


# -- 2. the board sells the building


def test_the_board_of_a_cooperative_sells_without_the_members() -> None:
    found = takeover(_charter(COOPERATIVE, *BARE), CROWD, asked(ALL_COME), "assets")
    assert (found.people, found.counts, found.earliest_day) == (3, THREE_DIRECTORS, 0)
    assert _moves(found.steps) == [Move.SELL]
    assert found.steps[0].action.article == "2:53a BW"


@pytest.mark.parametrize(
    "text",
    [_charter(COOPERATIVE, *BARE, ("disposal", {})), _charter(ASSOCIATION, *BARE)],
    ids=["a clause on sales", "an association"],
)
def test_where_the_meeting_must_agree_the_board_does_not_sell(text: Statute) -> None:
    assert not could(text, CROWD, asked(ALL_COME), "assets", BOARD_ALONE)


def test_the_board_of_a_foundation_first_opens_its_power_to_sell() -> None:
    rule = asks(BOARD, TWO_THIRDS, 0)
    ends = provision("ends", ["dissolve", "merge"], asks(SUPERVISORS), own=True)
    chosen = provision("chosen", ["appoint:supervisory_board"], asks(SUPERVISORS), own=True)
    loose = statute(Form.FOUNDATION, [provision("amendment", ["amend:*", "purpose"], rule), ends, chosen])
    steps = _told(loose, S3_PEOPLE, asked(), "assets", (4, 0, 0))
    assert _moves(steps) == [Move.OPEN, Move.SELL]
    tight = added(loose, provision("sale", ["sell"], asks(SUPERVISORS), own=True))
    assert not could(tight, S3_PEOPLE, asked(), "assets", (5, 0, 0))


# -- 3. flood: the board lets in friends

FLOOD = asked(friends=40)


def test_three_directors_let_in_forty_friends_and_change_the_purpose() -> None:
    text = _charter(ASSOCIATION, *BARE)
    steps = _told(text, CROWD, FLOOD, "purpose", THREE_DIRECTORS)
    assert _moves(steps) == [Move.ADMIT, Move.ACT]
    assert steps[0].action.amount == 40
    assert not could(text, CROWD, asked(), "purpose", THREE_DIRECTORS)


def test_where_the_meeting_admits_three_directors_cannot_flood_it() -> None:
    text = _charter(ASSOCIATION, *BARE, ("admission", {"decides": "general_meeting"}))
    assert not could(text, CROWD, FLOOD, "purpose", THREE_DIRECTORS)


def test_a_cap_makes_the_flood_take_years_and_not_fail() -> None:
    text = _charter(ASSOCIATION, *BARE, ("admission", {"guards": ["participants_council"]}), *LOCKED)
    steps = _told(text, CROWD, FLOOD, "purpose", THREE_DIRECTORS)
    assert _moves(steps) == [Move.ADMIT, Move.ADMIT, Move.ACT]
    assert [step.action.amount for step in steps[:2]] == [11, 13]
    assert steps[-1].day == 181 + 365 + 14
    assert not could(text, CROWD, asked(friends=40, years=1), "purpose", THREE_DIRECTORS)


# -- 4. purge: the board suspends who is against

PURGE = asked(ALL_COME, suspension=True)


def test_the_board_suspends_its_opponents_and_votes_alone() -> None:
    text = _charter(ASSOCIATION, *BARE)
    steps = _told(text, CROWD, PURGE, "purpose", THREE_DIRECTORS)
    assert _moves(steps) == [Move.SUSPEND, Move.SUSPEND, Move.ACT]
    assert [step.action.contestable for step in steps] == [True, True, False]
    assert steps[-1].consents[0].votes == Ballot(in_favour=3, entitled=3, against=0)
    assert not could(text, CROWD, asked(ALL_COME), "purpose", THREE_DIRECTORS)


@pytest.mark.parametrize("expels", ["general_meeting", "participants_council"])
def test_where_the_board_does_not_expel_it_cannot_purge(expels: str) -> None:
    text = _charter(ASSOCIATION, *BARE, ("admission", {"expels": expels}), ("offices", {}))
    assert not could(text, CROWD, PURGE, "purpose", BOARD_ALONE)


# -- 5. plural votes for one’s own people


def test_a_rule_on_votes_outside_the_lock_gives_the_group_as_many_as_it_likes() -> None:
    few = (5, 9, 4, 2, 1, 0)
    steps = _told(S4C, S4_PEOPLE, asked(), "purpose", few)
    assert _acts(steps) == ["amend:law.votes", "purpose"]
    hows = {consent.requirement.body: consent.how for consent in steps[-1].consents}
    assert hows[GM] is How.PLURAL
    assert not could(S4, S4_PEOPLE, asked(), "purpose", few)


def test_the_clause_one_member_one_vote_keeps_a_quorum_worth_something() -> None:
    quorum: Chosen = ("purpose_change", {"quorum": [3, 4]})
    loose = _charter(ASSOCIATION, *BARE, quorum)
    tight = _charter(ASSOCIATION, *BARE, quorum, *LOCKED)
    assert _acts(_told(loose, CROWD, asked(), "purpose", SIXTEEN)) == ["amend:law.votes", "purpose"]
    assert not could(tight, CROWD, asked(), "purpose", SIXTEEN)


# -- 6. merger


COUNCIL_AGREES = asks(COUNCIL, days=14)
COUNCIL_CHOSEN = provision("chosen", ["appoint:participants_council"], COUNCIL_AGREES, own=True)


def test_locks_on_sales_profit_and_the_end_are_gone_round_by_a_merger() -> None:
    assets = provision("assets", ["sell", "distribute", "dissolve"], COUNCIL_AGREES, own=True)
    rule = provision("rule", ["amend:*"], asks(GM, TWO_THIRDS, 14))
    loose = statute(COOPERATIVE, [assets, COUNCIL_CHOSEN, rule])
    assert _acts(_told(loose, CROWD, asked(), "assets", SIXTEEN)) == ["merge"]
    tight = added(loose, provision("merger", ["merge"], COUNCIL_AGREES, own=True))
    assert not could(tight, CROWD, asked(), "assets", SIXTEEN)


def test_whoever_must_agree_to_another_purpose_must_agree_to_a_merger() -> None:
    """2:317 lid 3 BW. A lighter rule for mergers that statutes may have (lid 4) cannot be written: no clause makes it."""
    assets = provision("assets", ["sell", "convert", "dissolve"], COUNCIL_AGREES, own=True)
    loose = statute(ASSOCIATION, [assets, COUNCIL_CHOSEN])
    tight = added(loose, provision("lock", ["purpose"], COUNCIL_AGREES))
    (lock,) = [each for each in tight.provisions if each.id == "lock"]
    assert lock.acts == {"purpose", "merge", "split", "convert", "amend:lock"}
    for aim in ("purpose", "assets"):
        assert could(loose, CROWD, asked(), aim, SIXTEEN)
        assert not could(tight, CROWD, asked(), aim, SIXTEEN)


# -- 7. conversion, and how few may come

TWENTY = people(members=(20, {GM: 1}), partners=(3, {PARTNERS: 1}))
ONE_COMES = Share(1, 18)
"""Of eighteen others one comes."""


def test_two_of_three_present_change_the_purpose_of_a_cooperative_of_twenty() -> None:
    text = _charter(COOPERATIVE, *BARE)
    found = takeover(text, TWENTY, asked(ONE_COMES), "purpose")
    assert (found.people, found.counts) == (2, (2, 0))
    assert found.steps[0].consents[0].votes == Ballot(in_favour=2, entitled=20, against=1)
    assert takeover(text, TWENTY, asked(ALL_COME), "purpose").people == 14


def test_a_quorum_under_a_lock_asks_half_of_them() -> None:
    quorum: Chosen = ("purpose_change", {"quorum": [1, 2]})
    votes: Chosen = ("entrenchment", {"guards": ["partners"]})
    alone = asked(ONE_COMES, without=frozenset({"partners"}))
    text = _charter(COOPERATIVE, *BARE, quorum, votes)
    assert takeover(text, TWENTY, alone, "purpose").people == 10
    unlocked = _charter(COOPERATIVE, *BARE, quorum)
    assert takeover(unlocked, TWENTY, alone, "purpose").people == 2


def test_nine_tenths_of_few_votes_turn_an_association_into_a_cooperative_and_share_out_its_profit() -> None:
    partners = asks(PARTNERS, days=30)
    others = provision("others", ["dissolve", "merge", "sell"], partners, own=True)
    nine = (9, 0)
    text = statute(ASSOCIATION, [others])
    steps = _told(text, TWENTY, asked(Share(1, 11)), "assets", nine)
    assert [(step.action.move, step.action.acts) for step in steps] == [
        (Move.ACT, ("convert",)),
        (Move.DISTRIBUTE_AFTER, ("distribute",)),
    ]
    assert steps[0].consents[0].votes == Ballot(in_favour=9, entitled=20, against=1)
    assert steps[0].action.article == "2:18 lid 2 onder a BW"
    votes = provision("votes", ["amend:law.votes", "convert"], partners)
    assert not could(added(text, votes), TWENTY, asked(Share(1, 11)), "assets", nine)


def test_with_eight_of_nine_present_a_conversion_fails() -> None:
    others = provision("others", ["dissolve", "merge", "sell", "amend:law.votes"], asks(PARTNERS), own=True)
    text = statute(ASSOCIATION, [others])
    assert not could(text, TWENTY, asked(Share(1, 11)), "assets", (8, 0))


# -- 8. a foundation whose board fills itself


def test_a_board_that_fills_itself_does_everything_with_three() -> None:
    found = takeover(S3, S3_PEOPLE, asked(), "purpose")
    assert (found.people, found.counts) == (3, (3, 0, 0))
    assert _acts(found.steps)[0] == "appoint:board"
    assert _acts(found.steps)[-1] == "purpose"


FOUNDATION_PEOPLE = people(
    board=(5, {BOARD: 1}),
    supervisors=(3, {SUPERVISORS: 1}),
    participants=(9, {COUNCIL: 1}),
    volunteers=(30, {Body.VOLUNTEERS: 1}),
    complaints=(3, {Body.COMPLAINTS_COMMITTEE: 1}),
)


def _foundation(council: str) -> Statute:
    """The ready-made foundation, with a participants' council chosen by one body and no one else."""
    offices = {"council": council, "guardian": "nobody", "supervisory": "participants_council"}
    clauses = [(name, offices if name == "offices" else values) for name, values in STICHTING.clauses]
    return charter(STICHTING.form, clauses).statute


@pytest.mark.parametrize("aim", ["purpose", "assets", "board", "say"])
def test_it_matters_who_chooses_the_council_that_must_agree(aim: str) -> None:
    steps = _told(_foundation("board"), FOUNDATION_PEOPLE, asked(), aim, BOARD_ALONE)
    assert _acts(steps)[0] == "appoint:participants_council"
    assert not could(_foundation("participants_council"), FOUNDATION_PEOPLE, asked(), aim, BOARD_ALONE)


def test_a_foundation_that_closes_amendment_keeps_its_purpose_from_everyone() -> None:
    board = asks(BOARD, days=0)
    closed = statute(Form.FOUNDATION, [provision("board", ["appoint:board", "merge"], board)])
    opened = added(closed, provision("amendment", ["amend:*", "purpose"], board))
    without_merger = Scenario(left_out=frozenset({"merge", "split"}))
    assert takeover(closed, S3_PEOPLE, without_merger, "purpose").finding is Finding.NO_WAY
    assert takeover(opened, S3_PEOPLE, without_merger, "purpose").people == 3
    assert takeover(closed, S3_PEOPLE, asked(), "assets").people == 3  # its end is another matter: 2:19 lid 1


# -- 9. outsiders and one member of the board

MIXED = people(
    outsiders=(2, {BOARD: 1}),
    directors=(3, {BOARD: 1, GM: 1}),
    members=(57, {GM: 1}),
    guardian=(1, {GUARDIAN: 1}),
)
"""Outsiders hold less than half of the board, as 2:37 lid 3 BW asks."""


def test_two_outsiders_and_one_director_are_a_board() -> None:
    text = _charter(COOPERATIVE, *BARE)
    steps = _told(text, MIXED, asked(ALL_COME), "assets", (2, 1, 0, 0))
    assert _moves(steps) == [Move.SELL]
    assert steps[0].consents[0].votes == Ballot(in_favour=3, entitled=5, against=2)
    assert not could(text, MIXED, asked(ALL_COME), "assets", (2, 0, 0, 0))


def test_with_admission_by_the_board_they_are_the_whole_cooperative() -> None:
    text = _charter(COOPERATIVE, *BARE)
    steps = _told(text, MIXED, asked(friends=40), "purpose", (2, 1, 0, 0))
    assert _moves(steps) == [Move.ADMIT, Move.ACT]


def test_where_the_meeting_sells_and_admits_such_a_board_takes_nothing() -> None:
    text = _charter(COOPERATIVE, *BARE, ("disposal", {}), ("admission", {"decides": "general_meeting"}))
    for aim in ("purpose", "assets", "board"):
        assert not could(text, MIXED, asked(friends=40), aim, (2, 1, 0, 0))


# -- 10. dependence: who pays presses

LENT = people(board=(5, {BOARD: 1, GM: 1}), members=(55, {GM: 1}), bank=(1, {}))
PRESSED = asked(ALL_COME, pressing=frozenset({"bank"}))


def test_who_holds_the_lease_sells_through_the_board_without_a_single_vote() -> None:
    text = _charter(COOPERATIVE, *BARE)
    found = takeover(text, LENT, PRESSED, "assets")
    assert (found.people, found.counts) == (1, (0, 0, 1))
    assert _moves(found.steps) == [Move.PRESS, Move.SELL]
    assert [step.action.contestable for step in found.steps] == [True, False]
    assert found.steps[1].consents[0].how is How.HELD
    assert takeover(text, LENT, asked(ALL_COME), "assets").people == 3


def test_pressure_on_the_board_reaches_no_further_than_the_board() -> None:
    text = _charter(COOPERATIVE, *BARE, ("disposal", {}))
    assert not could(text, LENT, PRESSED, "assets", (0, 0, 1))
    assert not could(text, LENT, PRESSED, "purpose", (0, 0, 1))
    assert could(text, LENT, asked(friends=400, pressing=frozenset({"bank"})), "purpose", (0, 0, 1))
