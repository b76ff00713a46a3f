"""What is promised where votes move on: instant runoff and single transferable vote, against plain definitions."""

import itertools
from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenspel.kernels.tally import METHODS, Kind, Option, Rules, count
from samenspel.kernels.tally.ballots import merge, write_ranking
from samenspel.kernels.tally.meek import UNIT, meek
from samenspel.kernels.tally.papers import orders_of
from samenspel.kernels.tally.rules import Ties
from samenspel.kernels.tally.stv import SCOTTISH_UNIT, droop_quota, exact_wigm, scottish

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


@given(profiles, st.sampled_from(PLACES))
@settings(max_examples=30)
def test_the_first_choice_of_more_than_half_wins_and_takes_a_first_seat(profile, favourite):
    voters = sum(times for ranking, times in profile if ranking)
    whole = [*profile, (((favourite,),), voters + 1)]
    for method in TRANSFERABLE:
        assert counted(method, whole).winner == OPTIONS[favourite].id
    for method in SEATED:
        assert OPTIONS[favourite].id in counted(method, whole, PLACES, 2).winners


def test_to_be_placed_higher_can_make_a_winner_lose():
    """The known price of letting the last one leave: A wins; two more put A first; then B leaves, not C, and C wins."""
    others = [(((0,), (1,), (2,)), 6), (((2,), (0,), (1,)), 5), (((1,), (2,), (0,)), 4)]
    before = [*others, (((1,), (0,), (2,)), 2)]
    after = [*others, (((0,), (1,), (2,)), 2)]
    assert (counted("irv", before).winner, counted("irv", after).winner) == ("A", "C")
    for method in SEATED:
        assert counted(method, before, PLACES).winner == "A"
        assert counted(method, after, PLACES).winner == "C"


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


class ByHand:
    """An election in which every single paper is carried from pile to pile with what it is worth.

    Values in parts of `unit`, cut off; without a unit in exact fractions. The rule as the order of 2011 has it: who
    reaches the quota is elected, the largest surplus goes first, every paper of the pile passes on its share.
    """

    def __init__(self, profile, chosen, order, unit):
        self.chosen, self.order, self.unit = chosen, order, unit
        self.piles = {place: [] for place in PLACES}
        self.totals = dict.fromkeys(PLACES, Fraction(0))
        self.running, self.elected, self.unspent, self.history = set(PLACES), [], [], []
        papers = [ranking for ranking, times in profile if ranking for _ in range(times)]
        self.quota = droop_quota(len(papers), chosen) * (unit or 1)
        self.lay([(ranking, Fraction(unit or 1)) for ranking in papers])
        while papers and not self.complete():
            if self.unspent:
                self.pass_on(self.pick(self.unspent, max, min))
            else:
                self.exclude(self.pick(self.running, min, max))

    def lay(self, papers):
        for ranking, value in papers:
            place = first_running(ranking, self.running)
            if place is not None:
                self.piles[place].append((ranking, value))
                self.totals[place] += value

    def complete(self):
        """Write the totals down and see who is elected."""
        self.history.append(dict(self.totals))
        reached = [place for place in self.running if self.totals[place] >= self.quota]
        self.running -= set(reached)
        self.elected += reached
        self.unspent += [place for place in reached if self.totals[place] > self.quota]
        if len(self.running) <= self.chosen - len(self.elected):
            self.elected += self.running
        return len(self.elected) == self.chosen

    def pick(self, places_, extreme, last):
        """Who has most or least, now or at the last stage that tells; then by the order of ties."""
        level = sorted(places_)
        for stage in reversed(self.history):
            figure = extreme(stage[place] for place in level)
            level = [place for place in level if stage[place] == figure]
        return last(level, key=self.order.index)

    def pass_on(self, place):
        surplus, total = self.totals[place] - self.quota, self.totals[place]
        shares = [(ranking, value * surplus / total) for ranking, value in self.piles[place]]
        self.unspent.remove(place)
        self.totals[place] = Fraction(self.quota)
        self.lay([(ranking, Fraction(int(share)) if self.unit else share) for ranking, share in shares])

    def exclude(self, place):
        self.running.remove(place)
        self.totals[place] = Fraction(0)
        self.lay(self.piles[place])


@given(profiles, seats, orders)
@settings(max_examples=30)
def test_the_piles_hold_what_papers_carried_by_hand_are_worth(profile, chosen, order):
    for elect, unit in ((scottish, SCOTTISH_UNIT), (exact_wigm, None)):
        went = elect(papers_of(profile), chosen, ties(order))
        by_hand = ByHand(profile, chosen, order, unit)
        assert set(went.elected) == set(by_hand.elected)
        assert [dict(enumerate(stage.votes)) for stage in went.stages] == by_hand.history


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
        if all(abs(held[place] - quota) < Fraction(1, 10**10) for place in elected):
            return held, quota
        for place in filter(held.get, elected):  # who holds nothing yet waits for what others pass on
            keeps[place] = Fraction(ceil(keeps[place] * quota / held[place] * PRECISE), PRECISE)


@given(st.lists(ballots, min_size=1, max_size=5), seats, orders)
@settings(max_examples=25)
def test_meek_is_at_its_own_fixed_point_up_to_its_tolerance(profile, chosen, order):
    went = meek(papers_of(profile), chosen, ties(order))
    near = Fraction(
        1, 1000
    )  # its nine decimals are rounded up twice: where hardly a vote counts they settle early
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
