"""Whoever wants what: who can hold up, circles, rules that sleep, dead acts, and the power of each vote."""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from math import factorial
from random import Random

import pytest

from samenspel.kernels.statute.analysis.checks import (
    Acts,
    Block,
    Dead,
    Wakes,
    blocks,
    circles,
    core_acts,
    dead_acts,
    possible,
    wakes,
)
from samenspel.kernels.statute.analysis.covering import Counts
from samenspel.kernels.statute.analysis.people import MEETINGS, Group, People
from samenspel.kernels.statute.analysis.power import power
from samenspel.kernels.statute.analysis.tests.drawn import (
    ACTS,
    crowd,
    every_group,
    provisions,
    wins,
)
from samenspel.kernels.statute.analysis.tests.examples import (
    ALL_COME,
    BOARD,
    COUNCIL,
    EXAMPLES,
    GM,
    GUARDIAN,
    PARTNERS,
    S1_PEOPLE,
    S1B,
    S4,
    S4_PEOPLE,
    SUPERVISORS,
    added,
    asks,
    people,
    provision,
    statute,
)
from samenspel.kernels.statute.charter import charter
from samenspel.kernels.statute.majority import passes
from samenspel.kernels.statute.model import NOTHING, Settings, Share
from samenspel.kernels.statute.presets import WERKCOOPERATIE
from samenspel.kernels.statute.statute import Statute
from samenspel.kernels.statute.vocabulary import Body, Form

PURPOSE: Acts = ("purpose",)

# -- who can hold the purpose up

BLOCKS = {
    "S1": Block(GM, 21),
    "S1b": Block(GM, 21),
    "S2": Block(GM, 4),
    "S3": Block(BOARD, 2),
    "S3b": Block(BOARD, 2),
    "S4": Block(GUARDIAN, 1),
    "S4b": Block(GUARDIAN, 1),
}


@pytest.mark.parametrize("name", BLOCKS)
def test_who_can_hold_up_the_purpose_with_the_fewest_people(name: str) -> None:
    ruled = EXAMPLES[name]
    assert blocks(ruled.statute, ruled.people, PURPOSE)[0] == BLOCKS[name]


def test_every_body_that_is_asked_is_named_with_its_own_number() -> None:
    assert blocks(S4, S4_PEOPLE, PURPOSE) == (
        Block(GUARDIAN, 1),
        Block(PARTNERS, 2),
        Block(COUNCIL, 4),
        Block(GM, 17),
    )


def test_a_block_is_the_smallest_of_all_sets_of_people() -> None:
    for seed in range(300):
        chance = Random(seed)
        text, crowded = statute(Form.COOPERATIVE_UA, provisions(chance)), crowd(chance, largest=2)
        acts = (chance.choice(ACTS),)
        expected: dict[Body, int] = {}
        for rule in {need.requirement for need in text.plan(acts[0]).needs}:
            seats = [group.weight(rule.body) for group in crowded.groups for _ in range(group.size)]
            total = sum(seats)
            holds = [
                number
                for number in range(1, len(seats) + 1)
                for against in combinations(seats, number)
                if not passes(rule, total - sum(against), total, sum(against)).adopted
            ]
            if total:
                expected[rule.body] = min([*holds, expected.get(rule.body, len(seats))])
        assert {block.body: block.people for block in blocks(text, crowded, acts)} == expected, seed


# -- circles

CIRCLES: dict[str, tuple[Body, ...]] = {
    "S1": (),
    "S1b": (),
    "S2": (),
    "S3": (BOARD,),
    "S3b": (BOARD,),
    "S4": (COUNCIL,),
    "S4b": (COUNCIL,),
}


@pytest.mark.parametrize("name", CIRCLES)
def test_a_body_that_fills_itself_cannot_be_filled_once_it_is_empty(name: str) -> None:
    ruled = EXAMPLES[name]
    assert circles(ruled.statute, ruled.people) == CIRCLES[name]


def test_the_work_cooperative_has_no_circle_and_no_dead_act() -> None:
    text = charter(WERKCOOPERATIE.form, WERKCOOPERATIE.clauses).statute
    crowded = People((*S4_PEOPLE.groups, Group("complaints", 3, {Body.COMPLAINTS_COMMITTEE: 1})))
    assert circles(text, crowded) == ()
    assert dead_acts(text, crowded) == ()


# -- rules that sleep


@pytest.mark.parametrize("name", ["S1", "S1b", "S2"])
def test_without_a_quorum_nobody_need_come(name: str) -> None:
    ruled = EXAMPLES[name]
    assert [(found.least, found.sleeps) for found in wakes(ruled.statute, ruled.people, [PURPOSE])] == [
        (0, False)
    ]


@pytest.mark.parametrize("name", ["S4", "S4b"])
def test_a_quorum_of_a_quarter_takes_five_of_the_members_besides_those_with_a_seat(name: str) -> None:
    ruled = EXAMPLES[name]
    # 17 of 67 votes: 5 directors, 7 of the council, 5 more; at a turnout of 5 percent only two come
    assert wakes(ruled.statute, ruled.people, [PURPOSE]) == (Wakes(PURPOSE, 5, 55),)


@pytest.mark.parametrize(("members", "least"), [(11, 0), (55, 5), (550, 129), (5_500, 1_366)])
def test_the_same_quorum_asks_more_as_the_membership_grows(members: int, least: int) -> None:
    grown = People(
        tuple(replace(group, size=members) if group.id == "members" else group for group in S4_PEOPLE.groups)
    )
    assert wakes(S4, grown, [PURPOSE]) == (Wakes(PURPOSE, least, members),)


def test_a_rule_of_all_votes_sleeps_in_a_large_meeting() -> None:
    nearly_all = provision("all", ["dissolve"], asks(GM, Share(4, 5), 14, Share(4, 5)))
    text = statute(Form.ASSOCIATION, [nearly_all])
    crowded = people(board=(5, {BOARD: 1, GM: 1}), members=(55, {GM: 1}))
    (found,) = wakes(text, crowded, [("dissolve",)])
    assert (found.least, found.of, found.sleeps) == (43, 55, True)


def test_what_nobody_can_do_never_wakes() -> None:
    text = statute(Form.ASSOCIATION, [provision("never", ["purpose"], asks(Body.NOBODY))])
    (found,) = wakes(text, S1_PEOPLE, [PURPOSE])
    assert (found.least, found.sleeps) == (None, True)


def test_the_least_turnout_is_the_first_at_which_counting_says_yes() -> None:
    for seed in range(300):
        chance = Random(seed)
        text, crowded = statute(Form.ASSOCIATION, provisions(chance)), crowd(chance, largest=4)
        acts = (chance.choice(ACTS),)
        only = [
            any(votes.values()) and not any(n for body, n in votes.items() if body not in MEETINGS)
            for votes in (group.votes for group in crowded.groups)
        ]
        of = sum(group.size for group, meets in zip(crowded.groups, only, strict=True) if meets)
        enough = [
            number
            for number in range(of + 1)
            if wins(text, crowded, NOTHING, acts, _present(crowded, only, number, of))
        ]
        assert wakes(text, crowded, [acts]) == (Wakes(acts, min(enough, default=None), of),), seed


def _present(crowded: People, only: list[bool], number: int, of: int) -> Counts:
    return tuple(
        group.size * number // of if meets else group.size
        for group, meets in zip(crowded.groups, only, strict=True)
    )


# -- dead acts


@pytest.mark.parametrize("name", EXAMPLES)
def test_in_the_examples_no_act_is_dead(name: str) -> None:
    ruled = EXAMPLES[name]
    assert dead_acts(ruled.statute, ruled.people) == ()


def test_a_rule_that_asks_nobody_is_dead_and_so_is_every_way_to_change_it() -> None:
    text = statute(Form.ASSOCIATION, [provision("never", ["purpose"], asks(Body.NOBODY))])
    assert dead_acts(text, S1_PEOPLE) == (
        Dead(PURPOSE, "2:43 lid 2 BW"),
        Dead(("amend:never",), "2:43 lid 2 BW"),
    )


def test_a_rule_that_asks_nobody_is_not_dead_where_it_can_be_struck() -> None:
    text = statute(
        Form.FOUNDATION,
        [
            provision("amendment", ["amend:*", "purpose"], asks(BOARD, days=0)),
            provision("never", ["purpose"], asks(Body.NOBODY)),
        ],
    )
    assert dead_acts(text, people(board=(5, {BOARD: 1}))) == ()


def test_a_foundation_that_cannot_be_amended_only_has_the_court() -> None:
    text = statute(Form.FOUNDATION, [provision("board", ["appoint:board"], asks(BOARD, days=0))])
    assert dead_acts(text, people(board=(5, {BOARD: 1}))) == (
        Dead(PURPOSE, "2:294 BW"),
        Dead(("amend:board",), "2:294 BW"),
        Dead(("amend:law.pay",), "2:294 BW"),
    )


def test_a_council_without_members_kills_what_it_must_agree_to() -> None:
    nobody_in_council = people(
        board=(5, {BOARD: 1, GM: 1}), members=(55, {GM: 1}), participants=(0, {COUNCIL: 1})
    )
    rules = [
        provision("say", ["dissolve"], asks(COUNCIL), own=True),
        provision("council", ["appoint:participants_council"], asks(COUNCIL), own=True),
    ]
    dead = [each.acts for each in dead_acts(statute(Form.ASSOCIATION, rules), nobody_in_council)]
    assert dead == [("dissolve",), ("appoint:participants_council",), ("amend:say",), ("amend:council",)]


def test_a_purpose_with_a_clause_is_changed_together_with_its_clause() -> None:
    text = statute(Form.ASSOCIATION, [], Settings(purpose="Samen bouwen"))
    assert core_acts(text)[0] == ("purpose", "amend:purpose")


def test_an_act_is_possible_once_a_rule_in_its_way_can_be_struck() -> None:
    text = added(S1B, provision("say", ["dissolve"], asks(COUNCIL)))
    directors = (5, 35)
    assert possible(text, S1_PEOPLE, [("dissolve",)], directors) == {("dissolve",)}
    locked = added(S1B, provision("say", ["dissolve", "amend:say"], asks(COUNCIL), own=True))
    unfilled = added(locked, provision("council", ["appoint:participants_council"], asks(COUNCIL), own=True))
    assert possible(unfilled, S1_PEOPLE, [("dissolve",), PURPOSE], directors) == {PURPOSE}


# -- power

POWER = {
    "S1b": {"board": "1.67", "members": "1.67"},
    "S2": {
        "board": "0.97",
        "workers": "0.97",
        "volunteers": "0.97",
        "investors": "10.45",
        "supervisors": "0.00",
    },
    "S4": {
        "board": "1.38",
        "members": "1.38",
        "participants": "1.49",
        "partners": "1.30",
        "guardian": "2.61",
        "federation": "0.00",
    },
}
"""Banzhaf, in percent for each person."""


@pytest.mark.parametrize("name", POWER)
def test_the_power_of_a_vote_is_that_of_the_reference(name: str) -> None:
    ruled = EXAMPLES[name]
    found = power(ruled.statute, ruled.people, PURPOSE)
    assert found is not None
    assert {each.group: f"{float(each.banzhaf) * 100:.2f}" for each in found} == POWER[name]
    assert sum(each.banzhaf * each.size for each in found) == 1
    assert sum(each.shapley * each.size for each in found) == 1


def test_everyone_with_the_same_vote_has_the_same_power() -> None:
    found = power(S1B, S1_PEOPLE, PURPOSE)
    assert found is not None
    assert {(each.banzhaf, each.shapley) for each in found} == {(Fraction(1, 60), Fraction(1, 60))}


def test_ten_votes_are_worth_more_than_ten_times_one_vote() -> None:
    ruled = EXAMPLES["S2"]
    found = power(ruled.statute, ruled.people, PURPOSE)
    assert found is not None
    of = {each.group: each.banzhaf for each in found}
    assert round(float(of["investors"] / of["workers"]), 1) == 10.8
    assert of["supervisors"] == 0


def test_with_too_many_kinds_of_coalition_power_is_not_counted() -> None:
    crowded = people(one=(700, {GM: 1}), two=(700, {GM: 2}))
    assert power(S1B, crowded, PURPOSE) is None


def test_nobody_has_power_over_what_cannot_be_done() -> None:
    text = statute(Form.ASSOCIATION, [provision("never", ["purpose"], asks(Body.NOBODY))])
    found = power(text, S1_PEOPLE, PURPOSE)
    assert found is not None
    assert {(each.banzhaf, each.shapley) for each in found} == {(Fraction(0), Fraction(0))}


def test_power_is_that_of_counting_real_persons_in_every_coalition() -> None:
    with_power = 0
    for seed in range(120):
        chance = Random(seed)
        crowded = crowd(chance)
        text = statute(chance.choice([Form.ASSOCIATION, Form.COOPERATIVE_UA]), provisions(chance))
        acts = (chance.choice(ACTS),)
        found = power(text, crowded, acts)
        assert found is not None
        banzhaf, shapley = _by_persons(text, crowded, acts)
        persons = [index for index, group in enumerate(crowded.groups) for _ in range(group.size)]
        for person, kind in enumerate(persons):
            assert (found[kind].banzhaf, found[kind].shapley) == (banzhaf[person], shapley[person]), seed
        with_power += any(banzhaf)
    assert with_power > 60


def _by_persons(text: Statute, crowded: People, acts: Acts) -> tuple[list[Fraction], list[Fraction]]:
    """Banzhaf and Shapley–Shubik of every person by the definitions: over all sets of persons."""
    kinds = [index for index, group in enumerate(crowded.groups) for _ in range(group.size)]
    winning = {counts: wins(text, crowded, ALL_COME, acts, counts) for counts in every_group(crowded)}

    def carried(members: int) -> bool:
        counts = [0] * len(crowded.groups)
        for person, kind in enumerate(kinds):
            counts[kind] += members >> person & 1
        return winning[tuple(counts)]

    number = len(kinds)
    outcome = [carried(members) for members in range(1 << number)]
    swings, orders = [0] * number, [Fraction(0)] * number
    for members in range(1 << number):
        for person in range(number):
            if not members >> person & 1 and not outcome[members] and outcome[members | 1 << person]:
                size = members.bit_count()
                swings[person] += 1
                orders[person] += Fraction(factorial(size) * factorial(number - size - 1), factorial(number))
    return [Fraction(each, sum(swings) or 1) for each in swings], orders


def test_a_supervisor_who_must_agree_has_power_beside_the_board() -> None:
    ruled = EXAMPLES["S3"]
    found = power(ruled.statute, ruled.people, PURPOSE)
    assert found is not None
    of = {each.group: (each.banzhaf, each.shapley) for each in found}
    assert of == {
        "board": (Fraction(4, 29), Fraction(1, 7)),
        "supervisors": (Fraction(3, 29), Fraction(2, 21)),
        "participants": (Fraction(0), Fraction(0)),
    }
    assert [block.body for block in blocks(ruled.statute, ruled.people, PURPOSE)] == [BOARD, SUPERVISORS]
