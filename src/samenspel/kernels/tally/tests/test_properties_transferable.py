"""What is promised where votes move on: instant runoff and single transferable vote, against plain definitions."""

import itertools
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenspel.kernels.tally import METHODS, Kind, Option, Rules, count
from samenspel.kernels.tally.ballots import merge, write_ranking
from samenspel.kernels.tally.meek import UNIT, meek
from samenspel.kernels.tally.pairwise import ranks_of, table
from samenspel.kernels.tally.papers import orders_of
from samenspel.kernels.tally.rules import Ties
from samenspel.kernels.tally.runoff import winners_in_any_order
from samenspel.kernels.tally.stv import SCOTTISH_UNIT, Step, droop_quota, exact_wigm, scottish

OPTIONS = [Option(name, f"Plan {name}") for name in "ABCDE"]
PLACES = range(len(OPTIONS))
TRANSFERABLE = [method.id for method in METHODS.values() if method.kind is Kind.RANKING and method.strict]
SEATED = [method for method in TRANSFERABLE if METHODS[method].seats]

RANKINGS = [
    tuple((place,) for place in order)
    for length in range(len(OPTIONS) + 1)
    for order in itertools.permutations(PLACES, length)
]
ballots = st.tuples(st.sampled_from(RANKINGS), st.integers(1, 9))
profiles = st.lists(ballots, min_size=1, max_size=8)
orders = st.permutations(PLACES)
seats = st.integers(1, len(OPTIONS))


def rules(order=(), chosen=1):
    return Rules(order=tuple(OPTIONS[place].id for place in order), seats=chosen)


def counted(method, profile, order=(), chosen=1):
    """A count; ties go in the order of these places, or are left open."""
    written = [(write_ranking(ranking, OPTIONS), times) for ranking, times in profile]
    return count(method, written, OPTIONS, rules(order, chosen))


def papers_of(profile):
    return orders_of(merge(len(OPTIONS), profile))


def ties(order):
    return Ties(OPTIONS, rules(order))


def places(ids):
    return [place for each in ids for place in PLACES if OPTIONS[place].id == each]


def first_running(ranking, running):
    """The option that a ballot counts for."""
    return next((place for (place,) in ranking if place in running), None)


def votes_for(profile, running):
    found = dict.fromkeys(sorted(running), 0)
    for ranking, times in profile:
        place = first_running(ranking, running)
        if place is not None:
            found[place] += times
    return found


# --------------------------------------------------------------------------------- nobody is favoured


@given(profiles, orders, seats, st.randoms(use_true_random=False))
@settings(max_examples=25)
def test_who_casts_which_ballot_and_how_equal_ballots_are_bundled_changes_nothing(
    profile, order, chosen, chance
):
    alone = [(ranking, 1) for ranking, times in profile for _ in range(times)]
    chance.shuffle(alone)
    for method in TRANSFERABLE:
        assert counted(method, profile, order, chosen) == counted(method, alone, order, chosen)
        assert counted(method, profile, (), chosen) == counted(method, alone, (), chosen)


@given(profiles, orders, seats, orders)
@settings(max_examples=25)
def test_what_options_are_called_and_where_they_stand_changes_nothing(profile, order, chosen, moved):
    """The option at place p moves to place moved[p] and takes the name there; the tie order goes with it."""
    there = [(tuple((moved[place],) for (place,) in ranking), times) for ranking, times in profile]
    for method in TRANSFERABLE:
        before = counted(method, profile, order, chosen)
        after = counted(method, there, [moved[place] for place in order], chosen)
        assert {moved[place] for place in places(before.winners)} == set(places(after.winners))
        left_open, as_open = counted(method, profile, (), chosen), counted(method, there, (), chosen)
        assert {moved[place] for place in places(left_open.winners)} == set(places(as_open.winners))
        assert {moved[place] for place in places(left_open.level)} == set(places(as_open.level))


# ------------------------------------------------------------------------------------ instant runoff


def runoff_over_all_ties(profile, running):
    """Who can win an instant runoff, by its definition, when anyone of the last may leave."""
    votes = votes_for(profile, running)
    most = max(votes.values())
    if 2 * most > sum(votes.values()):
        return {place for place in running if votes[place] == most}
    fewest = min(votes.values())
    leaving = [place for place in running if votes[place] == fewest]
    return set().union(*(runoff_over_all_ties(profile, running - {place}) for place in leaving))


@given(profiles)
@settings(max_examples=30)
def test_who_wins_a_runoff_in_any_order_of_ties_is_who_wins_in_some(profile):
    if not any(ranking for ranking, _ in profile):
        assert winners_in_any_order(papers_of(profile)) == ()
        return
    assert set(winners_in_any_order(papers_of(profile))) == runoff_over_all_ties(profile, frozenset(PLACES))


@given(profiles, orders)
@settings(max_examples=30)
def test_the_winner_of_a_runoff_is_one_of_those_who_win_in_some_order_of_ties(profile, order):
    everyone = winners_in_any_order(papers_of(profile))
    result, left_open = counted("irv", profile, order), counted("irv", profile)
    assert set(places(result.winners)) <= set(everyone)
    assert bool(result.winners) == bool(everyone)
    assert set(places(left_open.winners)) <= set(everyone)


@given(profiles, st.sampled_from(PLACES))
@settings(max_examples=30)
def test_the_first_choice_of_more_than_half_wins_and_takes_a_first_seat(profile, favourite):
    voters = sum(times for ranking, times in profile if ranking)
    whole = [*profile, (((favourite,),), voters + 1)]
    for method in TRANSFERABLE:
        assert counted(method, whole).winner == OPTIONS[favourite].id
    for method in SEATED:
        assert OPTIONS[favourite].id in counted(method, whole, PLACES, 2).winners


@given(profiles, orders)
@settings(max_examples=30)
def test_who_loses_to_all_others_never_wins_a_runoff(profile, order):
    pairs = table(ranks_of(merge(len(OPTIONS), profile)))
    for winner in places(counted("irv", profile, order).winners):
        assert any(pairs[winner, other] >= pairs[other, winner] for other in PLACES if other != winner)


def test_to_be_placed_higher_can_make_a_winner_lose_a_runoff():
    """The known price of letting the last one leave: A wins; two more put A first; then C leaves, not B, and B wins."""
    others = [(((0,), (1,), (2,)), 6), (((2,), (0,), (1,)), 5), (((1,), (2,), (0,)), 4)]
    before = [*others, (((1,), (0,), (2,)), 2)]
    after = [*others, (((0,), (1,), (2,)), 2)]
    assert (counted("irv", before).winner, counted("irv", after).winner) == ("A", "C")
    for method in SEATED:
        assert (counted(method, before).winner, counted(method, after).winner) == ("A", "C")


def test_who_beats_all_others_can_be_the_first_to_leave_a_runoff():
    profile = [(((0,), (1,), (2,)), 4), (((2,), (1,), (0,)), 4), (((1,), (0,), (2,)), 1)]
    assert counted("copeland", profile).winner == "B"
    assert counted("irv", profile).winner == "A"


# --------------------------------------------------------------------------- single transferable vote


@given(profiles, seats, orders)
@settings(max_examples=30)
def test_no_vote_is_made_and_none_disappears(profile, chosen, order):
    papers = papers_of(profile)
    for elect, unit in ((scottish, SCOTTISH_UNIT), (exact_wigm, 1)):
        went = elect(papers, chosen, ties(order))
        assert (went.unit, went.quota) == (unit, droop_quota(papers.voters, chosen) * unit)
        for stage in went.stages:
            assert sum(stage.votes) + stage.exhausted + stage.lost == papers.voters * unit
            assert min(*stage.votes, stage.exhausted, stage.lost) >= 0
            assert elect is scottish or stage.lost == 0
        assert len(went.elected) == (chosen if papers.voters else 0)
        assert not set(went.elected) & set(went.excluded)
        assert [each for stage in went.stages for each in stage.elected] == list(went.elected)


def moved_by_hand(profile, chosen, order, unit):
    """Who is elected when every single paper is carried from pile to pile with what it is worth.

    Values in parts of `unit`, cut off; without a unit in exact fractions. The rule as the order of 2011 has it: who
    reaches the quota is elected, the largest surplus goes first, every paper of the pile passes on its share.
    """
    papers = [
        [[place for (place,) in ranking], Fraction(unit or 1)]
        for ranking, times in profile
        for _ in range(times)
        if ranking
    ]
    quota = droop_quota(len(papers), chosen) * (unit or 1)
    piles = {place: [] for place in PLACES}
    running, elected, unspent, history = set(PLACES), [], [], []
    totals = dict.fromkeys(PLACES, Fraction(0))

    def lay(moving):
        for paper in moving:
            place = next((each for each in paper[0] if each in running), None)
            if place is not None:
                piles[place].append(paper)
                totals[place] += paper[1]

    def pick(level, best, last):
        for stage in reversed(history[:-1]):
            figure = best(stage[place] for place in level)
            level = [place for place in level if stage[place] == figure]
        return last(level, key=order.index)

    lay(papers)
    while papers:
        history.append(dict(totals))
        reached = [place for place in running if totals[place] >= quota]
        running -= set(reached)
        elected += reached
        if len(running) <= chosen - len(elected):
            elected += sorted(running)
            break
        if len(elected) >= chosen:
            break
        unspent += [place for place in reached if totals[place] > quota]
        if unspent:
            most = max(totals[place] for place in unspent)
            place = pick([each for each in unspent if totals[each] == most], max, min)
            unspent.remove(place)
            moving = []
            for names, value in piles[place]:
                share = value * (totals[place] - quota) / totals[place]
                moving.append([names, Fraction(share.__floor__()) if unit else share])
            totals[place] = Fraction(quota)
        else:
            fewest = min(totals[place] for place in running)
            place = pick([each for each in sorted(running) if totals[each] == fewest], min, max)
            running.remove(place)
            moving, totals[place] = piles[place], Fraction(0)
        piles[place] = []
        lay(moving)
    return set(elected), history


@given(profiles, seats, orders)
@settings(max_examples=30)
def test_the_piles_hold_what_papers_carried_by_hand_are_worth(profile, chosen, order):
    for elect, unit in ((scottish, SCOTTISH_UNIT), (exact_wigm, None)):
        went = elect(papers_of(profile), chosen, ties(order))
        elected, history = moved_by_hand(profile, chosen, order, unit)
        assert set(went.elected) == elected
        assert [dict(enumerate(stage.votes)) for stage in went.stages] == history


def solid(profile, group):
    """How many put all of a group before all others."""
    size = len(group)
    return sum(times for ranking, times in profile if {place for (place,) in ranking[:size]} == set(group))


@given(profiles, seats, orders)
@settings(max_examples=30)
def test_a_group_that_stands_together_gets_the_seats_that_its_quotas_are_worth(profile, chosen, order):
    """Proportionality for solid coalitions: with k quotas of voters behind them, k of the group (or all of it) are in."""
    voters = sum(times for ranking, times in profile if ranking)
    elected = {method: places(counted(method, profile, order, chosen).winners) for method in SEATED}
    for size in PLACES:
        for group in itertools.combinations(PLACES, size):
            behind = solid(profile, group)
            for method in SEATED:
                # By piles the quota is a whole number of papers; by Meek all that is more than the share is enough.
                quotas = (
                    -(-behind * (chosen + 1) // max(1, voters)) - 1
                    if method == "stv_meek"
                    else behind // droop_quota(voters, chosen)
                )
                assert len(set(group) & set(elected[method])) >= min(quotas, size)


# --------------------------------------------------------------------------------------------- Meek


PRECISE = 10**18


def settled(profile, chosen, elected, hopeful):
    """What everyone holds when keep factors have settled: the same rule in fractions, far more precise than it asks."""
    keeps = {place: Fraction(place in elected or place in hopeful) for place in PLACES}
    while True:
        held = dict.fromkeys(PLACES, Fraction(0))
        for ranking, times in profile:
            weight = Fraction(1)
            for (place,) in ranking:
                held[place] += times * weight * keeps[place]
                weight *= 1 - keeps[place]
        quota = sum(held.values()) / (chosen + 1)
        if sum(held[place] - quota for place in elected) < Fraction(1, 10**10):
            return held, quota
        for place in elected:
            keeps[place] = Fraction(round(keeps[place] * quota / held[place] * PRECISE), PRECISE)


@given(st.lists(ballots, min_size=1, max_size=5), seats, orders)
@settings(max_examples=25)
def test_meek_is_at_its_own_fixed_point_up_to_its_tolerance(profile, chosen, order):
    went = meek(papers_of(profile), chosen, ties(order))
    near = Fraction(1, 10**4)
    elected, hopeful = [], list(PLACES)
    for number, round_ in enumerate(went.rounds):
        held, quota = settled(profile, chosen, elected, hopeful)
        if round_.excluded is not None:
            assert all(
                abs(Fraction(each, UNIT) - held[place]) < near for place, each in enumerate(round_.votes)
            )
            assert abs(Fraction(round_.quota, UNIT) - quota) < near
            assert held[round_.excluded] <= min(held[place] for place in hopeful) + near
            assert max(held[place] for place in hopeful) < quota + near
            hopeful.remove(round_.excluded)
        else:
            filled_up = number == len(went.rounds) - 1 and len(elected) + len(hopeful) == chosen
            assert filled_up or all(held[place] >= quota - near for place in round_.elected)
            elected += round_.elected
            hopeful = [place for place in hopeful if place not in round_.elected]
        assert sum(round_.votes) + round_.exhausted == papers_of(profile).voters * UNIT
    assert sorted(elected) == sorted(went.elected)


@pytest.mark.parametrize("method", TRANSFERABLE)
def test_very_many_voters_are_counted_as_exactly_as_few(method):
    few = [(((0,), (1,)), 11), (((1,), (2,), (0,)), 7), (((2,), (1,)), 6), (((3,), (0,)), 2), (((4,),), 1)]
    many = [(ranking, times * 10**30) for ranking, times in few]
    before, after = counted(method, few, PLACES, 2), counted(method, many, PLACES, 2)
    assert before.winners == after.winners
    assert [(name, votes * 10**30) for name, votes in before.scores] == list(after.scores)
