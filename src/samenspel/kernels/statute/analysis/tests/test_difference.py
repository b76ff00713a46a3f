"""What changes for whom: looser, stricter, equal or different, with a group that shows it."""

from collections import Counter
from dataclasses import replace
from random import Random

from samenspel.kernels.statute.analysis.checks import Acts
from samenspel.kernels.statute.analysis.covering import Counts
from samenspel.kernels.statute.analysis.difference import GroupChange, Moved, group_changes, moved
from samenspel.kernels.statute.analysis.people import People
from samenspel.kernels.statute.analysis.scenario import Scenario
from samenspel.kernels.statute.analysis.tests.drawn import (
    ACTS,
    TURNOUTS,
    crowd,
    every_group,
    provisions,
    varied,
    wins,
)
from samenspel.kernels.statute.analysis.tests.examples import (
    ALL_COME,
    FIFTH,
    GM,
    PARTNERS,
    S4,
    S4_PEOPLE,
    TWO_THIRDS,
    Requirements,
    statute,
    with_provision,
)
from samenspel.kernels.statute.model import Share
from samenspel.kernels.statute.ordering import Shift
from samenspel.kernels.statute.statute import Statute
from samenspel.kernels.statute.vocabulary import Form

PURPOSE: Acts = ("purpose",)


def _without_partners(these: Requirements) -> Requirements:
    return tuple(
        replace(each, majority=TWO_THIRDS) if each.body is GM else each
        for each in these
        if each.body is not PARTNERS
    )


def _half_must_come(these: Requirements) -> Requirements:
    return tuple(replace(each, quorum=Share(1, 2)) if each.body is GM else each for each in these)


LOOSER = with_provision(S4, "core", requirements=_without_partners)
STRICTER = with_provision(S4, "core", requirements=_half_must_come)


def _who(counts: Counts | None) -> dict[str, int]:
    assert counts is not None
    return {group.id: n for group, n in zip(S4_PEOPLE.groups, counts, strict=True) if n}


def test_a_lower_majority_without_the_partners_is_looser_and_a_group_shows_it() -> None:
    found = moved(S4, LOOSER, S4_PEOPLE, Scenario(turnout=FIFTH), PURPOSE)
    assert (found.shift, found.lost) == (Shift.LOOSER, None)
    assert _who(found.gained) == {"board": 5, "members": 9, "participants": 4, "guardian": 1}
    assert found.gained is not None
    assert wins(LOOSER, S4_PEOPLE, FIFTH, PURPOSE, found.gained)
    assert not wins(S4, S4_PEOPLE, FIFTH, PURPOSE, found.gained)


def test_the_partners_can_no_longer_block_and_no_group_can_newly_act_alone() -> None:
    acts: list[Acts] = [PURPOSE, ("dissolve",), ("amend:admission.inflow",), ("sell",), ("amend:admission",)]
    assert group_changes(S4, LOOSER, S4_PEOPLE, acts) == (
        GroupChange("partners", PURPOSE, alone=False, can=False),
        GroupChange("partners", ("dissolve",), alone=False, can=False),
        GroupChange("partners", ("amend:admission.inflow",), alone=False, can=False),
    )


def test_a_higher_quorum_is_stricter_and_a_group_shows_what_it_lost() -> None:
    found = moved(S4, STRICTER, S4_PEOPLE, Scenario(turnout=FIFTH), PURPOSE)
    assert (found.shift, found.gained) == (Shift.STRICTER, None)
    assert found.lost is not None
    reference = (3, 14, 7, 2, 1, 0)
    for group in (found.lost, reference):
        assert wins(S4, S4_PEOPLE, FIFTH, PURPOSE, group)
        assert not wins(STRICTER, S4_PEOPLE, FIFTH, PURPOSE, group)


def test_a_quorum_makes_no_difference_when_everyone_comes() -> None:
    found = moved(S4, STRICTER, S4_PEOPLE, Scenario(turnout=ALL_COME), PURPOSE)
    assert found == Moved(PURPOSE, Shift.EQUAL, None, None)
    assert group_changes(S4, STRICTER, S4_PEOPLE, [PURPOSE]) == ()


def test_the_other_way_round_what_was_gained_is_lost() -> None:
    there = moved(S4, LOOSER, S4_PEOPLE, Scenario(), PURPOSE)
    back = moved(LOOSER, S4, S4_PEOPLE, Scenario(), PURPOSE)
    assert (back.shift, back.lost, back.gained) == (Shift.STRICTER, there.gained, there.lost)


def test_one_rule_up_and_another_down_is_neither() -> None:
    both = with_provision(
        STRICTER, "core", requirements=lambda these: tuple(t for t in these if t.body is not PARTNERS)
    )
    found = moved(S4, both, S4_PEOPLE, Scenario(turnout=FIFTH), PURPOSE)
    assert found.shift is Shift.DIFFERENT
    assert found.gained is not None
    assert found.lost is not None
    assert wins(both, S4_PEOPLE, FIFTH, PURPOSE, found.gained)
    assert wins(S4, S4_PEOPLE, FIFTH, PURPOSE, found.lost)


def _pair(seed: int) -> tuple[Statute, Statute, People, Random]:
    chance = Random(seed)
    form = chance.choice([Form.ASSOCIATION, Form.COOPERATIVE_UA])
    old = provisions(chance)
    new = varied(chance, old) if chance.random() < 0.8 else provisions(chance)
    return statute(form, old), statute(form, new), crowd(chance), chance


def test_the_difference_is_that_of_all_groups_there_are() -> None:
    shifts: Counter[Shift] = Counter()
    for seed in range(1_000):
        old, new, people, chance = _pair(seed)
        turnout, acts = chance.choice(TURNOUTS), (chance.choice(ACTS),)
        before = {group for group in every_group(people) if wins(old, people, turnout, acts, group)}
        after = {group for group in every_group(people) if wins(new, people, turnout, acts, group)}
        found = moved(old, new, people, Scenario(turnout=turnout), acts)
        assert (found.gained is None, found.lost is None) == (after <= before, before <= after), seed
        assert found.gained is None or found.gained in after - before, seed
        assert found.lost is None or found.lost in before - after, seed
        shifts[found.shift] += 1
    assert min(shifts[shift] for shift in Shift) > 10


def test_what_changes_for_a_kind_of_people_is_what_they_can_do_by_counting() -> None:
    found_any = 0
    for seed in range(400):
        old, new, people, chance = _pair(seed)
        acts = (chance.choice(ACTS),)
        expected: set[GroupChange] = set()
        everyone = tuple(group.size for group in people.groups)
        for index, group in enumerate(people.groups):
            alone = tuple(size if i == index else 0 for i, size in enumerate(everyone))
            rest = tuple(0 if i == index else size for i, size in enumerate(everyone))
            can = [wins(text, people, ALL_COME, acts, alone) for text in (old, new)]
            holds = [
                wins(text, people, ALL_COME, acts, everyone) and not wins(text, people, ALL_COME, acts, rest)
                for text in (old, new)
            ]
            if can[0] != can[1]:
                expected.add(GroupChange(group.id, acts, alone=True, can=can[1]))
            if holds[0] != holds[1]:
                expected.add(GroupChange(group.id, acts, alone=False, can=holds[1]))
        assert set(group_changes(old, new, people, [acts])) == expected, seed
        found_any += bool(expected)
    assert found_any > 40
