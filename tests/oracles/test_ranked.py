"""Rankings counted by pref_voting and votelib too: 2,000 small electorates a method, so that ties are frequent."""

from collections import Counter
from itertools import groupby
from math import factorial, prod
from random import Random

import pytest

from samenspel.kernels.tally import Option, Rules, count
from samenspel.kernels.tally import condorcet as ours
from samenspel.kernels.tally.ballots import merge
from samenspel.kernels.tally.condorcet import Strength
from samenspel.kernels.tally.meek import OMEGA, meek
from samenspel.kernels.tally.pairwise import ranks_of, table
from samenspel.kernels.tally.papers import orders_of
from samenspel.kernels.tally.rules import Broken, Ties
from samenspel.kernels.tally.runoff import instant_runoff, winners_in_any_order
from samenspel.kernels.tally.stv import exact_wigm, scottish

WHY = "pip install pref_voting votelib in an environment of its own; see tests/oracles"
margins = pytest.importorskip("pref_voting.margin_based_methods", reason=WHY)
majorities = pytest.importorskip("pref_voting.c1_methods", reason=WHY)
iterative = pytest.importorskip("pref_voting.iterative_methods", reason=WHY)
proportional = pytest.importorskip("pref_voting.proportional_methods", reason=WHY)
scoring = pytest.importorskip("pref_voting.scoring_methods", reason=WHY)
linear = pytest.importorskip("pref_voting.profiles", reason=WHY)
weak = pytest.importorskip("pref_voting.profiles_with_ties", reason=WHY)
votelib = pytest.importorskip("votelib.evaluate.condorcet", reason=WHY)
converting = pytest.importorskip("votelib.convert", reason=WHY)
core = pytest.importorskip("votelib.evaluate.core", reason=WHY)

PROFILES = 2_000
WV, MARGINS = Strength.WINNING_VOTES, Strength.MARGINS


class Votes:
    """Rankings drawn by lot, and the same as each library reads them. Options that are left out come last."""

    def __init__(self, random, *, shared=True, whole=False, most=5):
        self.options = random.randint(2, most)
        self.cast = [
            (self._ballot(random, shared, whole), random.randint(1, 3)) for _ in range(self._many(random))
        ]
        self.profile = merge(self.options, self.cast)
        self.table = table(ranks_of(self.profile))

    def _many(self, random):
        return random.randint(1, 8)

    def _ballot(self, random, shared, whole):
        order = random.sample(range(self.options), self.options)
        order = order[: None if whole else random.randint(1, self.options)]
        tiers = []
        for option in order:
            if tiers and shared and random.random() < 0.3:
                tiers[-1].append(option)
            else:
                tiers.append([option])
        return tuple(tuple(sorted(tier)) for tier in tiers)

    def all_places(self):
        """For pref_voting: every option has a place, so that those left out are below those that are named."""
        places = []
        for tiers, _ in self.cast:
            named = {option: rank for rank, tier in enumerate(tiers) for option in tier}
            places.append({option: named.get(option, len(tiers)) for option in range(self.options)})
        return weak.ProfileWithTies(places, [times for _, times in self.cast], list(range(self.options)))

    def named_places(self):
        """For pref_voting: only the options that a ballot names."""
        places = [{tier[0]: rank for rank, tier in enumerate(tiers)} for tiers, _ in self.cast]
        return weak.ProfileWithTies(places, [times for _, times in self.cast], list(range(self.options)))

    def orders(self):
        """For pref_voting: whole rankings without shared places."""
        return linear.Profile(
            [[tier[0] for tier in tiers] for tiers, _ in self.cast], [times for _, times in self.cast]
        )

    def pairs(self):
        """For votelib: how many prefer one to the other, by its own reading of the ballots."""
        cast = Counter()
        for tiers, times in self.cast:
            left = tuple(sorted(set(range(self.options)) - {option for tier in tiers for option in tier}))
            full = (*tiers, left) if left else tiers
            cast[tuple(tier[0] if len(tier) == 1 else frozenset(tier) for tier in full)] += times
        found = converting.RankedToCondorcetVotes().convert(cast)
        return {
            (one, other): found.get((one, other), 0)
            for one in range(self.options)
            for other in range(self.options)
            if one != other
        }

    def ties(self):
        return Ties(self._options(), Rules(order=tuple(map(str, range(self.options)))))

    def _options(self):
        return [Option(str(option), str(option)) for option in range(self.options)]

    def winner(self, method):
        """Who wins by the method's front door, when ties go in the order of the options."""
        written = [(tuple("=".join(map(str, tier)) for tier in tiers), times) for tiers, times in self.cast]
        options = self._options()
        winners = count(method, written, options, Rules(order=tuple(each.id for each in options))).winners
        return int(winners[0]) if winners else None


def electorates(seed, **how):
    random = Random(seed)
    return (Votes(random, **how) for _ in range(PROFILES))


def least(figures):
    return [option for option, figure in enumerate(figures) if figure == min(figures)]


def most(figures):
    return least([-figure for figure in figures])


def best(votes, evaluator):
    """The options that votelib puts first, alone or together; none where nobody beats anybody."""
    (first,) = evaluator.evaluate(votes.pairs(), 1) or [core.Tie()]
    return sorted(first) if isinstance(first, core.Tie) else [first]


@pytest.mark.parametrize(
    ("measure", "method"), [(WV, "schulze"), (MARGINS, "schulze_margins")], ids=["winning_votes", "margins"]
)
def test_schulze(measure, method):
    for votes in electorates(1):
        theirs = votes.all_places()
        strength = theirs.support if measure is WV else theirs.margin
        expected = margins.beat_path(theirs, strength_function=strength)
        strongest = ours.path_strengths(votes.table, measure)
        assert list(ours.tiers(strongest > strongest.T)[0]) == expected, votes.cast
        assert votes.winner(method) == expected[0], votes.cast


def test_schulze_by_votelib():
    """Votelib puts first who beats most others by paths; those are some of the ones that nobody beats by paths."""
    for votes in electorates(2):
        strongest = ours.path_strengths(votes.table, WV)
        assert set(best(votes, votelib.Schulze())) <= set(ours.tiers(strongest > strongest.T)[0]), votes.cast


@pytest.mark.parametrize(
    ("measure", "method"),
    [(WV, "ranked_pairs"), (MARGINS, "ranked_pairs_margins")],
    ids=["winning_votes", "margins"],
)
def test_ranked_pairs(measure, method):
    """Where pref_voting can be asked.

    It tries every order of equal victories, so electorates with more than 24 orders take it too long. And by winning
    votes it locks level pairs in, in both directions, as strong as a victory with so many votes; a level pair is no
    victory (Tideman 1987), so these electorates are left to votelib. By margins level pairs come last and do no harm.
    """
    random, compared = Random(3), 0
    while compared < PROFILES:
        votes = Votes(random, most=4)
        strong = sorted(each for row in ours.strengths(votes.table, measure).tolist() for each in row if each)
        if prod(factorial(len(list(group))) for _, group in groupby(strong)) > 24:
            continue
        if measure is WV and has_level_pair(votes):
            continue
        compared += 1
        theirs = votes.all_places()
        strength = theirs.support if measure is WV else theirs.margin
        expected = margins.ranked_pairs(theirs, strength_function=strength)
        found = ours.ranked_pairs_in_any_order(votes.table, measure)
        assert found is not None
        assert list(found) == expected, votes.cast
        assert votes.winner(method) in expected, votes.cast


def has_level_pair(votes):
    return any(
        votes.table[one, other] == votes.table[other, one]
        for other in range(votes.options)
        for one in range(other)
    )


def test_ranked_pairs_by_votelib():
    """Votelib takes equal victories in one order of its own; level pairs too."""
    for votes in electorates(12):
        (winner,) = votelib.RankedPairs("winning_votes").evaluate(votes.pairs(), 1)
        found = ours.ranked_pairs_in_any_order(votes.table, WV)
        assert found is not None
        assert winner in found, votes.cast


@pytest.mark.parametrize(
    ("measure", "method"), [(WV, "minimax"), (MARGINS, "minimax_margins")], ids=["winning_votes", "margins"]
)
def test_minimax(measure, method):
    for votes in electorates(4):
        theirs = votes.all_places()
        strength = theirs.support if measure is WV else theirs.margin
        expected = margins.minimax(theirs, strength_function=strength)
        assert least(ours.minimax(votes.table, measure)) == expected, votes.cast
        assert votes.winner(method) == expected[0], votes.cast
        if measure is WV:
            assert best(votes, votelib.MinimaxCondorcet("winning_votes")) == expected, votes.cast


def test_copeland():
    for votes in electorates(5):
        expected = majorities.copeland(votes.all_places())
        assert most(ours.copeland(votes.table)) == expected, votes.cast
        assert votes.winner("copeland") == expected[0], votes.cast


def test_smith():
    for votes in electorates(6):
        found = list(ours.smith_set(votes.table))
        assert found == majorities.top_cycle(votes.all_places()), votes.cast
        assert found == sorted(votelib.SmithSet().evaluate(votes.pairs())), votes.cast


def test_borda():
    for votes in electorates(7):
        found = most(ours.borda(votes.table, votes.profile.voters))
        assert found == scoring.borda_for_profile_with_ties(votes.all_places()), votes.cast


def test_borda_of_whole_rankings():
    for votes in electorates(8, shared=False, whole=True):
        assert most(ours.borda(votes.table, votes.profile.voters)) == scoring.borda(votes.orders()), (
            votes.cast
        )


def test_instant_runoff():
    for votes in electorates(9, shared=False, whole=True):
        expected = iterative.instant_runoff_put(votes.orders())
        papers = orders_of(votes.profile)
        assert list(winners_in_any_order(papers)) == expected, votes.cast
        assert instant_runoff(papers, votes.ties()).winner in expected, votes.cast
        assert votes.winner("irv") in expected, votes.cast


def test_instant_runoff_with_short_ballots():
    for votes in electorates(10, shared=False):
        expected = iterative.instant_runoff_put(votes.named_places())
        papers = orders_of(votes.profile)
        assert list(winners_in_any_order(papers)) == expected, votes.cast
        assert instant_runoff(papers, votes.ties()).winner in expected, votes.cast


class Lots:
    """Answers to the lots that pref_voting asks for, so that every way to draw them is tried in turn."""

    def __init__(self):
        self.script, self.asked = [], []

    def choice(self, level):
        number = len(self.asked)
        self.asked.append(len(level))
        return level[self.script[number] if number < len(self.script) else 0]

    def further(self):
        """Go to the next way to draw; False after the last."""
        drawn = [*self.script, *[0] * (len(self.asked) - len(self.script))]
        while drawn and drawn[-1] + 1 == self.asked[len(drawn) - 1]:
            drawn.pop()
        if not drawn:
            return False
        drawn[-1] += 1
        self.script, self.asked = drawn, []
        return True


def test_scottish_stv():
    """Every ballot names an option: pref_voting counts blank ballots for the quota, and the Scottish rule does not."""
    random, alone = Random(11), 0
    for _ in range(PROFILES):
        votes = Votes(random, shared=False)
        seats = random.randint(1, votes.options)
        lots, expected = Lots(), set()
        while True:
            expected.add(tuple(proportional.stv_scottish(votes.named_places(), num_seats=seats, rng=lots)))
            if not lots.further():
                break
        found = scottish(orders_of(votes.profile), seats, votes.ties())
        assert tuple(sorted(found.elected)) in expected, (votes.cast, seats)
        alone += len(expected) == 1
    assert alone > PROFILES // 2


def test_exact_stv():
    """By the same rule without cutting off decimals, where pref_voting can be asked.

    It passes on all surpluses of those elected together before it looks who reached the quota, where the Scottish rule
    looks after each; and a tie goes by the order at once, where here the last earlier stage that tells goes before.
    """
    random, compared = Random(13), 0
    while compared < PROFILES:
        votes = Votes(random, shared=False)
        seats = random.randint(1, votes.options)
        ties = votes.ties()
        found = exact_wigm(orders_of(votes.profile), seats, ties)
        together = any(
            sum(stage.votes[each] > found.quota for each in stage.elected) > 1 for stage in found.stages
        )
        if together or any(tie.broken is Broken.METHOD for tie in ties.met):
            continue
        compared += 1
        expected = proportional.stv_wig(votes.named_places(), num_seats=seats, quota_rule="droop")
        assert sorted(found.elected) == expected, (votes.cast, seats)


def test_meek():
    """But where those on whom the two differ came within a millionth of a vote: level, but for the way of rounding.

    Pref_voting computes in floats, and by its reading half of the votes is enough for a quota of half.
    """
    random, differing = Random(14), 0
    for _ in range(PROFILES):
        votes = Votes(random, shared=False)
        seats = random.randint(1, votes.options)
        found = meek(orders_of(votes.profile), seats, votes.ties())
        expected = proportional.stv_meek(votes.named_places(), num_seats=seats)
        apart = sorted(set(found.elected) ^ set(expected))
        if apart:
            differing += 1
            gaps = [
                abs(each.votes[one] - each.votes[other])
                for each in found.rounds
                for one in apart
                for other in apart
                if one < other
            ]
            assert min(gaps) <= OMEGA, (votes.cast, seats)
    assert differing < PROFILES // 50
