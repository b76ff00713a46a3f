"""Days and reach on small systems made by hand, and on systems by chance against trying every choice."""

from collections.abc import Mapping
from itertools import product
from random import Random

import pytest

from samenspel.kernels.statute.analysis.compiling import compile_system
from samenspel.kernels.statute.analysis.reach import can, earliest, fixed, fixpoint, schedule, timing
from samenspel.kernels.statute.analysis.scenario import Term
from samenspel.kernels.statute.analysis.system import (
    ALWAYS,
    Action,
    Alternative,
    Leaf,
    Move,
    Part,
    System,
    cone,
)
from samenspel.kernels.statute.analysis.takeover import could, takeover
from samenspel.kernels.statute.analysis.tests.examples import EXAMPLES, S4, S4_PEOPLE, SALES, asked

BAD, A, B, C = 1, 2, 4, 8
NOBODY = frozenset({ALWAYS})


def _way(days: int, atoms: int = 0, leaf: int = ALWAYS) -> Alternative:
    return Alternative(atoms, leaf, days)


def _act(sets: int, *parts: Part | Alternative, **rest: int | None) -> Action:
    """An action; an alternative by itself is a part that can be met in one way."""
    whole = tuple(each if isinstance(each, Part) else Part((each,)) for each in parts)
    return Action(Move.ACT, ("purpose",), whole, sets, **rest)  # type: ignore[arg-type]


def _either(*ways: Alternative) -> Part:
    return Part(ways)


def _days(*actions: Action, held: frozenset[int] = NOBODY) -> dict[int, int]:
    """The day of each atom, by its mask."""
    return {1 << bit: day for bit, day in schedule(actions, held).items()}


# -- one after another, and side by side


def test_steps_that_do_not_wait_for_each_other_run_side_by_side() -> None:
    days = _days(_act(A, _way(30)), _act(B, _way(7)), _act(BAD, _way(14), after=A | B))
    assert days == {A: 30, B: 7, BAD: 44}


def test_steps_that_wait_add_up() -> None:
    days = _days(_act(BAD, _way(3), after=B), _act(B, _way(2), after=A), _act(A, _way(1)))
    assert days == {A: 1, B: 3, BAD: 6}


def test_an_act_takes_as_long_as_its_slowest_part() -> None:
    assert _days(_act(BAD, _way(7), _way(30), _way(14))) == {BAD: 30}


def test_an_act_takes_at_least_its_own_days_and_a_deed_comes_after() -> None:
    assert _days(_act(BAD, _way(7), least_days=181)) == {BAD: 181}
    assert _days(_act(BAD, _way(7), after_days=14)) == {BAD: 21}
    assert _days(_act(BAD)) == {BAD: 0}


def test_an_act_without_a_way_never_happens() -> None:
    assert _days(_act(A, _way(7, leaf=0))) == {}
    assert _days(_act(A, _way(7, leaf=0)), held=frozenset({ALWAYS, 0})) == {A: 7}
    assert _days(_act(A, _way(1), after=B), _act(B, _way(1), after=A)) == {}


# -- one way or another


def test_a_quicker_way_that_must_wait_counts_when_it_is_soonest() -> None:
    ten = _act(A, _way(10))
    assert _days(ten, _act(BAD, _either(_way(30), _way(5, A)))) == {A: 10, BAD: 15}
    assert _days(ten, _act(BAD, _either(_way(12), _way(5, A)))) == {A: 10, BAD: 12}


def test_one_slow_part_takes_the_use_out_of_a_quick_way_elsewhere() -> None:
    ten = _act(A, _way(10))
    act = _act(BAD, _either(_way(30), _way(5, A)), _way(25))
    days = schedule([ten, act], NOBODY)
    assert days == {1: 10, 0: 30}


def test_of_equal_ends_the_latest_beginning_counts() -> None:
    days = schedule([_act(A, _way(10))], NOBODY)
    when = timing(_act(BAD, _either(_way(30), _way(5, A)), _way(20)), NOBODY, days)
    assert when == (30, 10)


def test_a_rule_that_is_gone_asks_no_days() -> None:
    gone = _act(A, _way(14), after_days=14)
    assert _days(gone, _act(BAD, _either(_way(118), Alternative(A)), _way(7))) == {A: 28, BAD: 35}


def test_whoever_sets_an_atom_first_counts() -> None:
    assert _days(_act(A, _way(40)), _act(A | B, _way(20)), _act(BAD, _way(1), after=A)) == {
        A: 20,
        B: 20,
        BAD: 21,
    }


# -- from a day, and until a day


def test_an_act_begins_on_its_first_day() -> None:
    assert _days(_act(BAD, _way(14), first=365)) == {BAD: 379}


@pytest.mark.parametrize(("until", "days"), [(8, {BAD: 7}), (7, {})])
def test_an_act_ends_before_the_day_on_which_its_rules_end(until: int, days: dict[int, int]) -> None:
    assert _days(_act(BAD, _way(7), until=until)) == days


def test_the_deed_may_come_after_the_rules_have_ended() -> None:
    assert _days(_act(BAD, _way(7), until=8, after_days=14)) == {BAD: 21}


def test_a_window_can_close_while_something_else_is_waited_for() -> None:
    late, act = _act(A, _way(100)), _act(BAD, _way(7), after=A, until=100)
    assert _days(late, act) == {A: 100}
    system = System((late, act), (), BAD, {}, layered=True)
    assert not can(system, ())
    assert can(System((late, act), (), BAD, {}), ())  # without layers only the order counts


def test_a_slow_way_fits_in_a_window_that_a_quick_one_misses() -> None:
    act = _act(BAD, _either(_way(30), _way(5, A)), until=32)
    assert _days(_act(A, _way(29)), act) == {A: 29, BAD: 30}


def test_a_lock_with_an_end_date_only_costs_patience() -> None:
    fourteen = (5, 15, 0, 0, 0, 0)
    ends = asked(terms=(Term("core", until=365),))
    assert not could(S4, S4_PEOPLE, asked(), "purpose", fourteen)
    assert could(S4, S4_PEOPLE, ends, "purpose", fourteen)
    found = takeover(S4, S4_PEOPLE, ends, "purpose")
    assert (found.people, found.last_day) == (18, 379)
    assert found.earliest_day == 372  # with one act more: the general rule of 14 days is struck before


def test_a_lock_that_begins_later_comes_too_late() -> None:
    soon = asked(terms=(Term("core", first=15),))
    found = takeover(S4, S4_PEOPLE, soon, "purpose")
    assert (found.people, found.earliest_day) == (18, 14)
    at_once = asked(terms=(Term("core", first=14),))
    assert takeover(S4, S4_PEOPLE, at_once, "purpose").people == 27


# -- the days of the examples

DAYS = {
    ("S1b", "purpose", 60, (3, 0)): 8,
    ("S2", "purpose", 60, (0, 0, 0, 2, 0)): 22,
    ("S2", "assets", 0, (0, 0, 0, 2, 0)): 7,
    ("S3", "purpose", 0, (3, 0, 0)): 15,
    ("S3b", "purpose", 0, (3, 0, 0)): 16,
    ("S4", "purpose", 60, (3, 0, 4, 2, 1, 0)): 664,
    ("S4", "assets", 60, (3, 0, 0, 0, 1, 0)): 941,
    ("S4b", "assets", 60, (3, 0, 0, 0, 0, 0)): 634,
}


@pytest.mark.parametrize(("name", "aim", "friends", "counts"), DAYS)
def test_a_group_of_the_examples_has_its_first_day(
    name: str, aim: str, friends: int, counts: tuple[int, ...]
) -> None:
    ruled = EXAMPLES[name]
    scenario = asked(friends=friends, sales=SALES.get(name, 1))
    system = compile_system(ruled.statute, ruled.people, scenario, aim)
    assert earliest(system.actions, system.held(counts), system.bad) == DAYS[name, aim, friends, counts]


# -- by chance

ATOMS = (BAD, A, B, C)
HELD = (NOBODY, NOBODY | {0}, NOBODY | {0, 1})


def _mask(chance: Random, least: int = 0) -> int:
    return sum(chance.sample(ATOMS, chance.randint(least, 2)))


def _part(chance: Random) -> Part:
    return Part(
        tuple(
            Alternative(
                _mask(chance),
                chance.choice([ALWAYS, ALWAYS, 0, 1]),
                chance.choice([0, 1, 5, 7, 30]),
                chance.choice([0, 0, 0, 6, 28]),
            )
            for _ in range(chance.randint(1, 3))
        )
    )


def _actions(chance: Random, *, windows: bool) -> tuple[Action, ...]:
    return tuple(
        _act(
            _mask(chance, 1),
            *[_part(chance) for _ in range(chance.randint(0, 3))],
            after=_mask(chance),
            least_days=chance.choice([0, 0, 10]),
            after_days=chance.choice([0, 0, 14]),
            first=chance.choice([0, 0, 20]) if windows else 0,
            until=chance.choice([None, None, 8, 31, 60]) if windows else None,
        )
        for _ in range(chance.randint(1, 6))
    )


def _by_trying(actions: tuple[Action, ...], held: frozenset[int]) -> dict[int, int]:
    """The first day of each atom: improve all days over every choice of ways until nothing changes."""
    days: dict[int, int] = {}
    changed = True
    while changed:
        changed = False
        for action in actions:
            end = _soonest(action, held, days)
            for atom in ATOMS:
                if end is not None and action.sets & atom and end < days.get(atom, end + 1):
                    days[atom] = end
                    changed = True
    return days


def _soonest(action: Action, held: frozenset[int], days: Mapping[int, int]) -> int | None:
    ends: list[int] = []
    for choice in product(*[part.alternatives for part in action.parts]):
        wanted = action.after
        for way in choice:
            wanted |= way.atoms
        needed = [atom for atom in ATOMS if wanted & atom]
        if any(way.leaf not in held for way in choice) or any(atom not in days for atom in needed):
            continue
        begins = max([action.first, *[days[atom] for atom in needed]])
        end = begins + max([action.least_days, *[way.days for way in choice]])
        end += max([way.waits for way in choice], default=0)
        if action.until is None or end < action.until:
            ends.append(end + action.after_days)
    return min(ends, default=None)


def test_the_days_are_those_of_trying_every_choice() -> None:
    reached = 0
    for seed in range(3_000):
        chance = Random(seed)
        actions, held = _actions(chance, windows=True), chance.choice(HELD)
        days = _days(*actions, held=held)
        assert days == _by_trying(actions, held), seed
        reached += BAD in days
    assert 400 < reached < 2_000


def test_without_windows_what_has_a_day_is_what_can_be_reached() -> None:
    for seed in range(1_500):
        chance = Random(seed)
        actions, held = _actions(chance, windows=False), chance.choice(HELD)
        assert sum(_days(*actions, held=held)) == fixpoint(fixed(actions, held)), seed


def test_what_is_left_out_as_beside_the_aim_changes_no_day_of_the_aim() -> None:
    for seed in range(1_000):
        chance = Random(seed)
        actions, held = _actions(chance, windows=True), chance.choice(HELD)
        assert earliest(cone(actions, BAD), held, BAD) == earliest(actions, held, BAD), seed


def test_more_votes_never_make_a_day_later() -> None:
    for seed in range(1_000):
        actions = _actions(Random(seed), windows=True)
        few, many = _days(*actions), _days(*actions, held=HELD[-1])
        assert all(many[atom] <= day for atom, day in few.items()), seed


def test_a_group_meets_a_leaf_by_its_votes_in_the_column() -> None:
    system = System(
        (), (Leaf("board", 3), Leaf("group:bank", 1)), BAD, {"board": (1, 0), "group:bank": (0, 1)}
    )
    assert system.held((3, 0)) == {ALWAYS, 0}
    assert system.held((2, 1)) == {ALWAYS, 1}
