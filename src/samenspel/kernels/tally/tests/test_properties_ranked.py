"""What holds for every count of rankings for one winner, whatever the ballots."""

import itertools
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenspel.kernels.tally import Option, Rules, count
from samenspel.kernels.tally.ballots import read_rankings
from samenspel.kernels.tally.condorcet import (
    Strength,
    condorcet_winner,
    path_strengths,
    ranked_pairs,
    ranked_pairs_in_any_order,
    smith_set,
    strengths,
)
from samenspel.kernels.tally.pairwise import Ranks, ranks_of, table, whole_numbers
from samenspel.kernels.tally.papers import orders_of
from samenspel.kernels.tally.runoff import winners_in_any_order
from samenspel.kernels.tally.tests.test_properties_marks import GROUPS, IDS, OPTIONS, ballots_of

CONDORCET = GROUPS["weak"]
IN_SMITH = tuple(method for method in CONDORCET if not method.startswith("minimax"))
some = settings(max_examples=30, deadline=None)
orders = st.permutations(IDS).map(tuple)


def _pairs(cast):
    return table(ranks_of(read_rankings([pair for pair in cast if pair[0]], OPTIONS, strict=False)))


def _double_loop(cast):
    """Who is above whom, ballot by ballot."""
    options, ballots = cast.ranks.shape
    ranks, times = cast.ranks.tolist(), cast.times.tolist()
    return [
        [sum(times[b] for b in range(ballots) if ranks[i][b] < ranks[j][b]) for j in range(options)]
        for i in range(options)
    ]


def _smith(pairs):
    """The smallest set whose members each beat all others, by looking at every set."""
    everyone = range(len(pairs))
    for size in range(1, len(pairs) + 1):
        for inside in itertools.combinations(everyone, size):
            if all(pairs[i, j] > pairs[j, i] for i in inside for j in everyone if j not in inside):
                return inside
    return ()


@some
@given(ballots_of("weak", most=10**30))
def test_the_table_of_pairs_is_a_double_loop_over_ballots(cast):
    ranks = ranks_of(read_rankings(cast, OPTIONS, strict=False))
    assert table(ranks).tolist() == _double_loop(ranks)


@pytest.mark.parametrize(
    ("options", "ballots", "most"),
    [
        (5, 8192, 3),
        (5, 8193, 1),
        (7, 9001, 100),
        (4, 8200, 10**30),
        (254, 3, 9),
        (255, 3, 9),
        (256, 2, 9),
        (300, 2, 9),
    ],
)
def test_the_table_of_pairs_holds_for_many_ballots_and_many_options(options, ballots, most):
    drawn = random.Random(f"{options} {ballots}")
    shuffled = [drawn.sample(range(options), options) for _ in range(ballots)]
    ranks = np.array(shuffled, np.uint8 if options < 255 else np.uint16).T
    cast = Ranks(ranks, whole_numbers([drawn.randint(1, most) for _ in range(ballots)]))
    assert table(cast).tolist() == _double_loop(cast)


@pytest.mark.parametrize("options", [254, 255, 256, 300])
def test_written_rankings_of_many_options_are_counted_to_the_last(options):
    listed = [Option(str(number), str(number)) for number in range(options)]
    whole = tuple(each.id for each in listed)
    ranks = ranks_of(read_rankings([(whole, 2), (whole[:0:-1], 3)], listed, strict=True))
    pairs = table(ranks)
    assert (pairs[0, options - 1], pairs[options - 1, 0]) == (2, 3)
    assert pairs.tolist() == _double_loop(ranks)


@some
@given(ballots_of("weak"))
def test_the_smith_set_is_the_smallest_that_beats_all_others(cast):
    pairs = _pairs(cast)
    assert smith_set(pairs) == _smith(pairs)


def _strongest_path(strong, one, other):
    """Of all paths the best, and of a path its weakest victory."""
    between = [place for place in range(len(strong)) if place not in {one, other}]
    paths = (
        (one, *middle, other)
        for length in range(len(between) + 1)
        for middle in itertools.permutations(between, length)
    )
    return max(min(strong[a][b] for a, b in itertools.pairwise(path)) for path in paths)


@some
@given(ballots_of("weak", largest=9), st.sampled_from(list(Strength)))
def test_schulze_goes_by_the_best_of_all_paths(cast, measure):
    pairs = _pairs(cast)
    strong, found = strengths(pairs, measure).tolist(), path_strengths(pairs, measure)
    for one, other in itertools.permutations(range(len(IDS)), 2):
        assert found[one, other] == _strongest_path(strong, one, other)


@some
@given(ballots_of("weak", largest=9).filter(lambda cast: any(ballot for ballot, _ in cast)))
def test_schulze_with_opposition_asks_of_equal_victories_who_has_fewer_against(cast):
    pairs = _pairs(cast).tolist()
    everyone = range(len(IDS))
    strong = [
        [(pairs[a][b], -pairs[b][a]) if pairs[a][b] > pairs[b][a] else (0, 0) for b in everyone]
        for a in everyone
    ]
    path = {pair: _strongest_path(strong, *pair) for pair in itertools.permutations(everyone, 2)}
    best = [IDS[a] for a in everyone if all(path[a, b] >= path[b, a] for b in everyone if b != a)]
    result = count("schulze_opposition", cast, OPTIONS)
    assert list(result.level or result.winners) == best


@some
@given(ballots_of("weak", largest=9), orders)
def test_condorcet_methods_elect_who_beats_all_others_and_most_stay_in_the_smith_set(cast, order):
    pairs = _pairs(cast)
    beats_all, smith = condorcet_winner(pairs), {IDS[place] for place in _smith(pairs)}
    for method in CONDORCET:
        for rules in (Rules(), Rules(order=order)):
            result = count(method, cast, OPTIONS, rules)
            if beats_all is not None:
                assert result.winner == IDS[beats_all], method
            elif method in IN_SMITH and any(ballot for ballot, _ in cast):
                assert {*result.level, *result.winners} <= smith, method


@some
@given(ballots_of("strict", largest=9), orders)
def test_instant_runoff_never_elects_who_loses_every_duel(cast, order):
    winner = count("irv", cast, OPTIONS, Rules(order=order)).winner
    if winner:
        pairs, place = _pairs(cast), IDS.index(winner)
        assert any(pairs[place, other] >= pairs[other, place] for other in range(4) if other != place)


@some
@given(ballots_of("strict"), st.sampled_from(IDS), orders)
def test_who_comes_first_on_more_than_half_of_the_ballots_wins(cast, name, order):
    others = sum(times for ballot, times in cast if ballot and ballot[0] != name)
    cast = [*cast, ((name,), others + 1)]
    for method in (*CONDORCET, "irv"):
        for rules in (Rules(), Rules(order=order)):
            assert count(method, cast, OPTIONS, rules).winner == name, method


@st.composite
def _raised(draw, ballot, winner):
    """A ballot with one option higher, all others as they were among themselves."""
    tiers = [[name for name in tier.split("=") if name != winner] for tier in ballot]
    at = next((place for place, tier in enumerate(ballot) if winner in tier), len(ballot))
    alone = at == len(ballot) or ballot[at] == winner
    if alone and at < len(ballot):
        tiers.pop(at)
    to = draw(st.integers(0, at))
    if draw(st.booleans()) and to < at:
        tiers[to].append(winner)
    else:
        tiers.insert(to, [winner])
    return tuple("=".join(tier) for tier in tiers)


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_a_higher_place_for_the_winner_leaves_it_the_winner(data):
    cast = data.draw(ballots_of("weak", largest=6).filter(len))
    order = data.draw(orders)
    number = data.draw(st.integers(0, len(cast) - 1))
    ballot, times = cast[number]
    rest = [*cast[:number], *cast[number + 1 :], *([(ballot, times - 1)] if times > 1 else [])]
    for method in CONDORCET:
        winner = count(method, cast, OPTIONS, Rules(order=order)).winner
        if not winner:
            continue
        first = Rules(order=(winner, *(name for name in order if name != winner)))
        assert count(method, cast, OPTIONS, first).winner == winner, method
        higher = data.draw(_raised(ballot, winner))
        assert count(method, [*rest, (higher, 1)], OPTIONS, first).winner == winner, method


def test_instant_runoff_can_punish_a_higher_place():
    options = OPTIONS[:3]
    rest = [(("a", "b", "c"), 6), (("c", "a", "b"), 5), (("b", "c", "a"), 4)]
    # c has fewest and leaves; a beats b by 11 to 6.
    assert count("irv", [*rest, (("b", "a", "c"), 2)], options).winner == "a"
    # Two more put a first: now b leaves, and c beats a by 9 to 8.
    assert count("irv", [*rest, (("a", "b", "c"), 2)], options).winner == "c"


def _wins_pairs(pairs, measure):
    """Who wins Ranked Pairs in any order of equal victories, by trying every order."""
    strong = strengths(pairs, measure)
    victories = [(strong[i, j], i, j) for i, j in zip(*np.nonzero(strong), strict=True)]
    groups = [
        [(i, j) for other, i, j in victories if other == strength]
        for strength in sorted({each[0] for each in victories}, reverse=True)
    ]
    states = {frozenset()}
    for group in groups:
        states = {_locked(state, order) for state in states for order in itertools.permutations(group)}
    everyone = set(range(len(pairs)))
    return tuple(sorted({o for state in states for o in everyone - {loser for _, loser in state}}))


def _locked(state, order):
    locked = set(state)
    for winner, loser in order:
        reached, pending = {loser}, [loser]
        while pending:
            here = pending.pop()
            following = {j for i, j in locked if i == here} - reached
            reached |= following
            pending += following
        if winner not in reached:
            locked.add((winner, loser))
    return frozenset(locked)


@settings(max_examples=30, deadline=None)
@given(ballots_of("weak", largest=4, most=2), st.sampled_from(list(Strength)), orders)
def test_ranked_pairs_in_any_order_is_every_order_tried(cast, measure, order):
    pairs = _pairs(cast)
    found = ranked_pairs_in_any_order(pairs, measure)
    assert found == _wins_pairs(pairs, measure)
    rank = [order.index(name) for name in IDS]
    level, _, mattered = ranked_pairs(pairs, measure, rank)
    assert set(level) <= set(found)
    if not mattered:
        assert level == found


def _runoff_winners(ballots, staying):
    """Who wins an instant runoff when any of those level at the bottom may leave."""
    votes = dict.fromkeys(staying, 0)
    for ballot, times in ballots:
        first = next((name for name in ballot if name in staying), None)
        if first is not None:
            votes[first] += times
    total = sum(votes.values())
    if not total:
        return set()
    winner = {name for name in staying if 2 * votes[name] > total}
    if winner:
        return winner
    fewest = min(votes.values())
    leaving = [name for name in staying if votes[name] == fewest]
    return set().union(*(_runoff_winners(ballots, staying - {name}) for name in leaving))


@settings(max_examples=30, deadline=None)
@given(ballots_of("strict", most=2), orders)
def test_instant_runoff_in_any_order_is_every_order_tried(cast, order):
    naive = _runoff_winners(cast, frozenset(IDS))
    found = winners_in_any_order(orders_of(read_rankings(cast, OPTIONS, strict=True)))
    assert {IDS[place] for place in found} == naive
    assert set(count("irv", cast, OPTIONS, Rules(order=order)).winners) <= naive
    undecided = count("irv", cast, OPTIONS)
    assert set(undecided.winners) <= naive
    if len(naive) == 1 and not undecided.winners:
        assert undecided.ties
