"""Grades counted by starvote, votelib and pref_voting too: 2,000 small electorates a method, so that ties are frequent."""

from collections import Counter
from random import Random

import pytest

from samenspel.kernels.tally import Option, Rules, count
from samenspel.kernels.tally.ballots import merge
from samenspel.kernels.tally.graded import grade_counts, judged_order, lower_median, totals

WHY = "pip install starvote votelib pref_voting in an environment of its own; see tests/oracles"
starvote = pytest.importorskip("starvote", reason=WHY)
cardinal = pytest.importorskip("votelib.evaluate.cardinal", reason=WHY)
core = pytest.importorskip("votelib.evaluate.core", reason=WHY)
grading = pytest.importorskip("pref_voting.grade_methods", reason=WHY)
grades = pytest.importorskip("pref_voting.grade_profiles", reason=WHY)

PROFILES = 2_000
TOP = 5


class Votes:
    """Grades drawn by lot, and the same as each library reads them. Every ballot grades every option."""

    def __init__(self, random, most=5):
        self.options = random.randint(2, most)
        voters = random.randint(1, 8)
        self.cast = [tuple(random.randint(0, TOP) for _ in range(self.options)) for _ in range(voters)]
        self.order = random.sample(range(self.options), self.options)
        self.counts = grade_counts(merge(self.options, [(each, 1) for each in self.cast]), TOP)

    def winner(self, method):
        """Who wins by the method's front door; ties go in an order drawn by lot."""
        written = [(tuple(f"{option}:{each}" for option, each in enumerate(cast)), 1) for cast in self.cast]
        options = [Option(str(option), str(option)) for option in range(self.options)]
        winners = count(method, written, options, Rules(order=tuple(map(str, self.order)), top=TOP)).winners
        return int(winners[0]) if winners else None

    def maps(self):
        """For pref_voting."""
        return grades.GradeProfile(
            [dict(enumerate(each)) for each in self.cast],
            list(range(TOP + 1)),
            candidates=list(range(self.options)),
        )

    def counted(self):
        """For votelib."""
        return dict(Counter(frozenset(enumerate(each)) for each in self.cast))


def electorates(seed):
    random = Random(seed)
    return (Votes(random) for _ in range(PROFILES))


def best(evaluator, votes):
    """The options that votelib puts first, alone or together."""
    (first,) = evaluator.evaluate(votes.counted(), 1)
    return sorted(first) if isinstance(first, core.Tie) else [first]


def test_score():
    """Where nobody gives any points there is no winner here; pref_voting then lets all win."""
    for votes in electorates(1):
        sums = totals(votes.counts)
        if not any(sums):
            assert votes.winner("score") is None
            continue
        expected = grading.score_voting(votes.maps())
        assert [option for option, each in enumerate(sums) if each == max(sums)] == expected, votes.cast
        assert best(cardinal.ScoreVoting("sum"), votes) == expected, votes.cast
        assert votes.winner("score") == min(expected, key=votes.order.index), votes.cast


def test_star():
    """The protocol for ties of the Equal Vote Coalition too; last a tie order, the same for both."""
    for votes in electorates(2):
        if not any(totals(votes.counts)):
            assert votes.winner("star") is None
            continue
        expected = starvote.star_voting(
            [{str(option): grade for option, grade in enumerate(each)} for each in votes.cast],
            maximum_score=TOP,
            tiebreaker=starvote.predefined_permutation_tiebreaker(list(map(str, votes.order))),
            verbosity=0,
        )
        assert [str(votes.winner("star"))] == expected, (votes.cast, votes.order)


def test_majority_judgment():
    """pref_voting stops at the majority gauge, so it can leave options level that later middle grades tell apart."""
    for votes in electorates(3):
        found = judged_order(votes.counts)[0]
        assert set(found) <= set(grading.majority_judgement(votes.maps())), votes.cast
        assert votes.winner("majority_judgment") == min(found, key=votes.order.index), votes.cast


def test_majority_judgment_by_its_definition():
    """Lower middle grades taken away one at a time, as Balinski and Laraki write it down.

    Not compared with votelib: it raises where options stay level, and takes away several grades at once, past a change
    of the middle one. Of 3, 2, 3, 2, 4, 1, 5 and 3, 2, 4, 2, 4, 0, 5 (in the order in which they go) it prefers the first.
    """
    for votes in electorates(4):
        values = []
        for option in range(votes.options):
            left = sorted(each[option] for each in votes.cast)
            values.append([left.pop((len(left) - 1) // 2) for _ in votes.cast])
        expected = [option for option, each in enumerate(values) if each == max(values)]
        assert list(judged_order(votes.counts)[0]) == expected, votes.cast


def test_middle_grades():
    for votes in electorates(5):
        theirs = votes.maps()
        expected = [theirs.median(option) for option in range(votes.options)]
        assert [lower_median(each) for each in votes.counts] == expected, votes.cast
