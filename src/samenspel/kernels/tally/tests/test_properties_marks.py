"""What holds for every way of counting, and for those that read marks, whatever the ballots."""

import itertools
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenspel.kernels.tally import METHODS, Kind, Option, Rules, Tie, count
from samenspel.kernels.tally.ballots import read_marks
from samenspel.kernels.tally.committees import sequential_pav, sequential_phragmen
from samenspel.kernels.tally.rules import Ties

IDS = ("a", "b", "c", "d")
COSTS = {"a": 3, "b": 4, "c": 4, "d": 7}
OPTIONS = tuple(Option(name, f"plan {name}", COSTS[name]) for name in IDS)
GROUPS = {
    "single": tuple(each.id for each in METHODS.values() if each.single),
    "marks": tuple(
        each.id
        for each in METHODS.values()
        if each.kind is Kind.MARKS and not each.single and each.id != "yes_no"
    ),
    "grades": tuple(each.id for each in METHODS.values() if each.kind is Kind.GRADES),
    "strict": tuple(each.id for each in METHODS.values() if each.strict),
    "weak": tuple(each.id for each in METHODS.values() if each.kind is Kind.RANKING and not each.strict),
}
"""Methods by what their ballots look like."""

few = settings(max_examples=30, deadline=None)


@st.composite
def one_ballot(draw, group, ids=IDS):
    """A ballot that every method of a group can read; it may be blank."""
    if group == "grades":
        grades = [draw(st.one_of(st.none(), st.integers(0, 3))) for _ in ids]
        return tuple(f"{name}:{grade}" for name, grade in zip(ids, grades, strict=True) if grade is not None)
    order = draw(st.permutations(ids))
    named = tuple(order[: draw(st.integers(0, 1 if group == "single" else len(ids)))])
    if group != "weak" or not named:
        return named
    tiers = [named[0]]
    for name in named[1:]:
        if draw(st.booleans()):
            tiers[-1] += f"={name}"
        else:
            tiers.append(name)
    return tuple(tiers)


def ballots_of(group, ids=IDS, largest=7, most=4):
    """A small profile for the methods of a group."""
    return st.lists(st.tuples(one_ballot(group, ids), st.integers(1, most)), max_size=largest)


def rules_of(method, order=(), seats=2):
    """Rules under which a method can count."""
    how = METHODS[method]
    return Rules(
        order=tuple(order),
        seats=seats if how.seats else 1,
        budget=12 if how.budget else None,
        top=3,
        zero="a",
    )


def renamed(ballot, new):
    """A ballot with other names of one letter."""
    return tuple("".join(new.get(letter, letter) for letter in each) for each in ballot)


def gist(result, name=lambda each: each):
    """What was found, apart from the order in which options are listed."""
    return (
        frozenset(map(name, result.winners)),
        frozenset(map(name, result.reserve)),
        (result.in_favour, result.against, result.abstaining),
        frozenset((name(option), score) for option, score in result.scores),
        frozenset(map(name, result.level)),
        frozenset(
            (frozenset(map(name, tie.between)), tie.broken, frozenset(map(name, tie.preferred)))
            for tie in result.ties
        ),
    )


@pytest.mark.parametrize("group", GROUPS)
@few
@given(st.data())
def test_shuffling_ballots_and_splitting_counts_changes_nothing(group, data):
    cast = data.draw(ballots_of(group))
    order = data.draw(st.sampled_from([(), IDS, IDS[::-1]]))
    split = data.draw(
        st.permutations([(ballot, part) for ballot, times in cast for part in ([1] * times)])
        if data.draw(st.booleans())
        else st.permutations([*((b, t - 1) for b, t in cast if t > 1), *((b, 1) for b, _ in cast)])
    )
    for method in GROUPS[group]:
        rules = rules_of(method, order)
        assert count(method, cast, OPTIONS, rules) == count(method, split, OPTIONS, rules), method


@given(st.lists(st.tuples(st.sampled_from([("for",), ("against",), ("abstain",)]), st.integers(2, 5))))
@few
def test_shuffling_and_splitting_changes_nothing_for_yes_and_no(cast):
    split = [*((b, t - 1) for b, t in reversed(cast)), *((b, 1) for b, _ in cast)]
    assert count("yes_no", cast) == count("yes_no", split)


@pytest.mark.parametrize("group", GROUPS)
@few
@given(st.data())
def test_other_names_in_another_order_change_nothing_but_names(group, data):
    cast = data.draw(ballots_of(group))
    order = data.draw(st.permutations(IDS))
    new = dict(zip(IDS, data.draw(st.permutations("wxyz")), strict=True))
    back = {other: name for name, other in new.items()}
    listed = data.draw(st.permutations(OPTIONS))
    options = [Option(new[each.id], each.title, each.cost) for each in listed]
    other_cast = [(renamed(ballot, new), times) for ballot, times in cast]
    for method in GROUPS[group]:
        rules = rules_of(method, order)
        other_rules = Rules(
            order=tuple(new[name] for name in order),
            seats=rules.seats,
            budget=rules.budget,
            top=rules.top,
            zero=new["a"],
        )
        mine = count(method, cast, OPTIONS, rules)
        other = count(method, other_cast, options, other_rules)
        assert gist(mine) == gist(other, back.__getitem__), method


@pytest.mark.parametrize("method", ["stv_scottish", "stv_wigm", "stv_meek"])
def test_the_order_in_which_options_are_listed_does_not_order_those_elected_together(method):
    cast = [(("a",), 2), (("b",), 2)]
    rules = Rules(order=("b", "a", "c"), seats=2)
    options = [Option("a", "A"), Option("b", "B"), Option("c", "C")]
    mine, other = count(method, cast, options, rules), count(method, cast, options[::-1], rules)
    assert mine.winners == other.winners


@few
@given(st.data())
def test_one_more_mark_for_the_winner_leaves_it_the_winner(data):
    for method, group in (("plurality", "single"), ("approval", "marks")):
        cast = data.draw(ballots_of(group))
        rules = Rules(order=tuple(data.draw(st.permutations(IDS))))
        winner = count(method, cast, OPTIONS, rules).winner
        if not winner:
            continue
        for number, (ballot, times) in enumerate(cast):
            if winner in ballot:
                continue
            changed = (winner,) if group == "single" else (*ballot, winner)
            rest = [*cast[:number], *cast[number + 1 :], *([(ballot, times - 1)] if times > 1 else [])]
            assert count(method, [*rest, (changed, 1)], OPTIONS, rules).winner == winner


@few
@given(ballots_of("single"))
def test_plurality_elects_who_has_more_than_half(cast):
    filled = sum(times for ballot, times in cast if ballot)
    for name in IDS:
        if 2 * sum(times for ballot, times in cast if ballot == (name,)) > filled:
            assert count("plurality", cast, OPTIONS).winner == name


# Committees


@pytest.mark.parametrize("method", ["approval_seats", "sequential_pav", "phragmen"])
@few
@given(ballots_of("marks"), st.permutations(IDS))
def test_a_larger_committee_is_a_smaller_one_with_the_first_reserve(method, cast, order):
    voted = {name for ballot, _ in cast for name in ballot}
    results = [count(method, cast, OPTIONS, rules_of(method, order, seats)) for seats in range(1, 5)]
    for small, large in itertools.pairwise(results):
        assert large.winners[:-1] == small.winners
        if small.reserve:
            assert (small.winners + small.reserve[:1], small.reserve[1:]) == (large.winners, large.reserve)
    if voted:
        for result in results:
            whole = [name for name in result.winners + result.reserve if name in voted]
            assert set(whole) == voted
            assert whole == [name for name in results[-1].winners if name in voted]


ONE_BY_ONE = ("approval_seats", "sequential_pav", "phragmen")
A_THEN_B = [(("a",), 5), (("b",), 4)]
"""Nobody marks c and d, so they are level in the end."""


@pytest.mark.parametrize("method", ONE_BY_ONE)
def test_a_tie_further_down_leaves_the_first_reserve(method):
    result = count(method, A_THEN_B, OPTIONS, Rules(seats=1))
    assert (result.winners, result.reserve) == (("a",), ("b",))


@pytest.mark.parametrize("method", ONE_BY_ONE)
def test_a_choice_is_not_told_as_no_choice(method):
    result = count(method, A_THEN_B, OPTIONS, Rules(seats=1))
    assert result.winners == ("a",)
    assert not any("no choice" in step.en for step in result.steps)


@pytest.mark.parametrize("method", ONE_BY_ONE)
def test_a_lot_between_options_that_nobody_marked_decides_nothing(method):
    result = count(method, A_THEN_B, OPTIONS, Rules(Tie.LOT, seed="s", seats=1))
    assert (result.winners, result.reserve) == (("a",), ("b",))
    assert not result.drawn


def _with_weights(cast, options, seats, order):
    """Sequential PAV from its definition: the option that adds most to the sum of 1 + 1/2 + 1/3 + …"""

    def worth(committee):
        return sum(
            times * sum(Fraction(1, k + 1) for k in range(len(set(ballot) & committee)))
            for ballot, times in cast
        )

    chosen = []
    for _ in range(seats):
        left = [name for name in options if name not in chosen]
        chosen.append(max(left, key=lambda name: (worth({*chosen, name}), -order.index(name))))
    return chosen


@few
@given(ballots_of("marks"), st.permutations(IDS))
def test_sequential_pav_adds_what_pleases_most(cast, order):
    profile = read_marks(cast, OPTIONS)
    seats = sequential_pav(profile, 3, Ties(OPTIONS, Rules(order=tuple(order))))
    assert [IDS[seat.option] for seat in seats] == _with_weights(cast, IDS, 3, order)


def _with_loads(cast, options, seats, order):
    """Sequential Phragmén from its definition, voter by voter."""
    voters = [set(ballot) for ballot, times in cast for _ in range(times)]
    loads, chosen = [Fraction(0)] * len(voters), []
    for _ in range(seats):
        after = {}
        for name in options:
            theirs = [load for load, voter in zip(loads, voters, strict=True) if name in voter]
            if theirs and name not in chosen:
                after[name] = (1 + sum(theirs)) / len(theirs)
        if not after:
            break
        best = min(after, key=lambda name: (after[name], order.index(name)))
        loads = [after[best] if best in voter else load for load, voter in zip(loads, voters, strict=True)]
        chosen.append(best)
    return chosen


@few
@given(ballots_of("marks"), st.permutations(IDS))
def test_phragmen_keeps_the_greatest_load_least(cast, order):
    profile = read_marks(cast, OPTIONS)
    seats = sequential_phragmen(profile, 4, Ties(OPTIONS, Rules(order=tuple(order))))
    naive = _with_loads(cast, IDS, 4, order)
    assert [IDS[seat.option] for seat in seats][: len(naive)] == naive


def _groups_that_deserve(cast, seats):
    """Sets of distinct ballots, with how many options they agree on and deserve."""
    filled = [(set(ballot), times) for ballot, times in cast if ballot]
    voters = sum(times for _, times in filled)
    for size in range(1, len(filled) + 1):
        for group in itertools.combinations(filled, size):
            together = sum(times for _, times in group)
            agreed = len(set.intersection(*(ballot for ballot, _ in group)))
            deserved = min(agreed, together * seats // voters)
            if deserved:
                yield [ballot for ballot, _ in group], deserved


@settings(max_examples=30, deadline=None)
@given(ballots_of("marks", largest=6), st.integers(1, 4), st.permutations(IDS))
def test_equal_shares_give_a_member_of_every_group_what_it_deserves(cast, seats, order):
    won = set(
        count("equal_shares_seats", cast, OPTIONS, rules_of("equal_shares_seats", order, seats)).winners
    )
    for group, deserved in _groups_that_deserve(cast, seats):
        assert max(len(ballot & won) for ballot in group) >= deserved  # extended justified representation


@settings(max_examples=30, deadline=None)
@given(ballots_of("marks", largest=6), st.integers(1, 4), st.permutations(IDS))
def test_phragmen_gives_every_group_together_what_it_deserves(cast, seats, order):
    for method in ("phragmen", "equal_shares_seats"):
        won = set(count(method, cast, OPTIONS, rules_of(method, order, seats)).winners)
        for group, deserved in _groups_that_deserve(cast, seats):
            assert len(set.union(*group) & won) >= deserved  # proportional justified representation
