"""Real ballots with grades: totals, STAR, majority judgment, and approval from a grade on, exactly."""

from functools import cache

import pytest

from samenspel.kernels.tally import Rules, count
from samenspel.kernels.tally.ballots import read_grades
from samenspel.kernels.tally.graded import grade_counts, judged_order
from samenspel.kernels.tally.tests import data


@cache
def counted(method, case):
    """A count that leaves ties open."""
    return count(method, case.written, case.options, Rules(top=case.top))


def figures(table):
    """The rows of a table without the options."""
    return [list(row.cells) for row in table.rows]


def the_same(result):
    """Options that end level, or the one that wins."""
    return sorted(map(int, result.level or result.winners))


@pytest.mark.parametrize("case", data.grades("score_totals"))
def test_the_sums_of_grades_and_who_has_most(case):
    result = counted("score", case)
    assert [score for _, score in result.scores] == case.expects("score_totals")
    assert the_same(result) == case.expects("score_winners")
    assert result.voters == case.expects("n")


@pytest.mark.parametrize("case", data.grades("star"))
def test_star(case):
    result = counted("star", case)
    assert [score for _, score in result.scores] == case.expects("star", "totals")
    runoff = result.tables[1]
    assert [int(row.option) for row in runoff.rows] == case.expects("star", "finalists")
    assert [votes for (votes,) in figures(runoff)] == case.expects("star", "runoff")
    assert int(result.winner) == case.expects("star", "winner")
    assert bool(result.ties) is case.expects("star", "tie")


@pytest.mark.parametrize("case", data.grades("mj_grade_histograms"))
def test_how_often_each_option_got_each_grade(case):
    result = counted("majority_judgment", case)
    assert figures(result.tables[1]) == case.expects("mj_grade_histograms")


@pytest.mark.parametrize("case", data.grades("mj_median_grade_lower"))
def test_the_middle_grades(case):
    result = counted("majority_judgment", case)
    assert [score for _, score in result.scores] == case.expects("mj_median_grade_lower")


@pytest.mark.parametrize("case", data.grades("mj_ranking_tiers"))
def test_who_is_judged_better_than_whom(case):
    counts = grade_counts(read_grades(case.written, case.options, case.top), case.top)
    expected = case.expects("mj_ranking_tiers")
    assert [list(tier) for tier in judged_order(counts)] == expected
    assert the_same(counted("majority_judgment", case)) == expected[0]


@pytest.mark.parametrize("case", data.grades("approval_ge"))
def test_approval_from_a_grade_on(case):
    for least, expected in case.expects("approval_ge").items():
        marks = [
            (tuple(str(place) for place, grade in enumerate(grades) if grade >= int(least)), times)
            for times, grades in case.read["ballots"]
        ]
        result = count("approval", marks, case.options, case.in_order)
        assert [score for _, score in result.scores] == expected
