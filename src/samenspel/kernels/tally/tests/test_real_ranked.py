"""Real elections by rankings: every figure that independent libraries and the returning officers found, exactly."""

from fractions import Fraction
from functools import cache

import pytest

from samenspel.kernels.tally import Broken, Rules, Shape, count
from samenspel.kernels.tally.condorcet import (
    Strength,
    borda,
    condorcet_winner,
    copeland,
    minimax,
    path_strengths,
    ranked_pairs,
    ranked_pairs_in_any_order,
    smith_set,
    tiers,
)
from samenspel.kernels.tally.meek import meek
from samenspel.kernels.tally.question import best_of
from samenspel.kernels.tally.runoff import Runoff, instant_runoff, winners_in_any_order
from samenspel.kernels.tally.stv import SCOTTISH_UNIT, Count, droop_quota, exact_wigm, scottish
from samenspel.kernels.tally.tests import data

# How the files name the measures of a victory, and the methods that use them.
WV, MARGINS, LEX = Strength.WINNING_VOTES, Strength.MARGINS, Strength.OPPOSITION
SCHULZE = {
    "schulze_wv": ("schulze", WV),
    "schulze_margins": ("schulze_margins", MARGINS),
    "schulze_wv_lex": ("schulze_opposition", LEX),
}
RANKED_PAIRS = {
    "ranked_pairs_wv": ("ranked_pairs", WV),
    "ranked_pairs_margins": ("ranked_pairs_margins", MARGINS),
}
MINIMAX = {"minimax_wv": ("minimax", WV), "minimax_margins": ("minimax_margins", MARGINS)}
FIRST_WINS = "winner_lot_order_0..m-1"


def each(methods, *path):
    """A parameter for every file and every method that it has figures for."""
    return [
        pytest.param(*case.values, key, *how, id=f"{case.id}-{key}", marks=case.marks)
        for key, how in methods.items()
        for case in data.ranked(key, *path)
    ]


def lists(tiers_):
    return [list(tier) for tier in tiers_]


@cache
def counted(method, case):
    """A count that leaves ties open, once for all tests."""
    return count(method, case.written, case.options)


def few(cases):
    """Files with few distinct ballots. A result is made of the same figures; for large votes that is the same work again."""
    return [case for case in cases if case.marks or len(case.values[0].read["ballots"]) < 500]


def cells(table):
    """A table of pairs as a matrix; nothing stands where an option meets itself."""
    return [[cell or 0 for cell in row.cells] for row in table.rows]


# --------------------------------------------------------------------------------------------- pairs


@pytest.mark.parametrize("case", data.ranked("pairwise"))
def test_how_many_put_one_above_another(case):
    assert case.pairs.tolist() == case.expects("pairwise")


@pytest.mark.parametrize("case", few(data.ranked("pairwise")))
def test_a_result_shows_the_table_of_pairs(case):
    shown = counted("schulze", case).tables[0]
    assert (shown.shape, cells(shown)) == (Shape.PAIRS, case.expects("pairwise"))


@pytest.mark.parametrize("case", data.ranked("n_ballots"))
def test_how_many_voted(case):
    assert case.profile.voters == case.expects("n_ballots")


@pytest.mark.parametrize("case", data.ranked("pairwise"))
def test_who_beats_all_others(case):
    assert condorcet_winner(case.pairs) == case.expects("condorcet_winner")


@pytest.mark.parametrize("case", data.ranked("smith_set"))
def test_the_smith_set(case):
    assert list(smith_set(case.pairs)) == case.expects("smith_set")


@pytest.mark.parametrize("case", data.ranked("copeland"))
def test_copeland(case):
    scores = copeland(case.pairs)
    assert list(scores) == case.expects("copeland", "scores_doubled")
    assert list(best_of(scores)) == case.expects("copeland", "winners")


@pytest.mark.parametrize("case", data.ranked("borda_tournament_doubled"))
def test_borda(case):
    scores = borda(case.pairs, case.profile.voters)
    assert list(scores) == case.expects("borda_tournament_doubled", "scores")
    assert list(best_of(scores)) == case.expects("borda_tournament_doubled", "winners")


@pytest.mark.parametrize("case", few(data.ranked("borda_tournament_doubled")))
def test_a_result_shows_the_points_of_borda(case):
    shown = counted("minimax", case).tables[-1]
    assert [2 * row.cells[0] for row in shown.rows] == case.expects("borda_tournament_doubled", "scores")


@pytest.mark.parametrize(("case", "key", "method", "measure"), each(MINIMAX))
def test_minimax(case, key, method, measure):
    worst = minimax(case.pairs, measure)
    assert list(worst) == case.expects(key, "worst_defeat")
    assert list(best_of([-each for each in worst])) == case.expects(key, "winners")


@pytest.mark.parametrize(("case", "key", "method", "measure"), each(SCHULZE))
def test_schulze(case, key, method, measure):
    paths = path_strengths(case.pairs, measure)
    order = lists(tiers(paths > paths.T))
    assert order == case.expects(key, "weak_order")
    assert order[0] == case.expects(key, "winners")


@pytest.mark.parametrize(("case", "key", "method", "measure"), each(SCHULZE, "path_strength"))
def test_the_strongest_paths(case, key, method, measure):
    assert path_strengths(case.pairs, measure).tolist() == case.expects(key, "path_strength")


@pytest.mark.parametrize(("case", "key", "method", "measure"), few(each(SCHULZE, "path_strength")))
def test_a_result_shows_the_strongest_paths(case, key, method, measure):
    assert cells(counted(method, case).tables[1]) == case.expects(key, "path_strength")


@pytest.mark.parametrize(("case", "key", "method", "measure"), each(RANKED_PAIRS, FIRST_WINS))
def test_ranked_pairs_where_ties_go_in_order(case, key, method, measure):
    unbeaten, _, _ = ranked_pairs(case.pairs, measure, range(len(case.pairs)))
    assert list(unbeaten) == case.expects(key, FIRST_WINS)


@pytest.mark.parametrize(("case", "key", "method", "measure"), each(RANKED_PAIRS, "winners_any_tiebreak"))
def test_ranked_pairs_where_ties_go_in_any_order(case, key, method, measure):
    expected = case.expects(key, "winners_any_tiebreak")
    assert list(ranked_pairs_in_any_order(case.pairs, measure)) == expected


COPELAND = {"copeland": ("copeland", None)}


@pytest.mark.parametrize(
    ("case", "key", "method", "measure"),
    few([*each(COPELAND), *each(MINIMAX), *each(SCHULZE), *each(RANKED_PAIRS)]),
)
def test_a_result_names_who_wins_or_all_who_are_level(case, key, method, measure):
    result = counted(method, case)
    winners = case.expects(key, "winners") or case.expects(key, "winners_any_tiebreak")
    assert sorted(map(int, result.level or result.winners)) == winners


# ------------------------------------------------------------------------------------ dropping out


@cache
def runoff(case) -> tuple[Runoff, bool]:
    """An instant runoff where ties go in order, and whether there were any."""
    ties = case.ties()
    return instant_runoff(case.orders, ties), bool(ties.met)


@pytest.mark.parametrize("case", data.ranked("irv"))
def test_instant_runoff(case):
    went, tied = runoff(case)
    assert went.winner == case.expects("irv", FIRST_WINS)
    assert list(went.left) == case.expects("irv", "eliminated_in_order")
    assert tied is case.expects("irv", "tie_met")


@pytest.mark.parametrize("case", data.ranked("irv", "winners_any_tiebreak"))
def test_instant_runoff_where_ties_go_in_any_order(case):
    assert list(winners_in_any_order(case.orders)) == case.expects("irv", "winners_any_tiebreak")


# Where options share a place, a first preference is shared in the file; a runoff does not read such ballots.
@pytest.mark.parametrize(
    "case", [case for case in data.ranked("first_preferences") if case.marks or case.values[0].expects("irv")]
)
def test_first_preferences(case):
    first = runoff(case)[0].rounds[0]
    assert list(first) == [Fraction(each) for each in case.expects("first_preferences")]


# ----------------------------------------------------------------------------------- several seats


@cache
def scottish_count(case) -> tuple[Count, list[Broken]]:
    """A Scottish count where ties go in order, and what broke each tie."""
    ties = case.ties()
    return scottish(case.orders, case.seats, ties), [tie.broken for tie in ties.met]


@pytest.mark.parametrize("case", data.ranked("stv_scottish"))
def test_the_quota(case):
    went, _ = scottish_count(case)
    assert went.quota == case.expects("stv_scottish", "quota") * SCOTTISH_UNIT
    assert went.quota == droop_quota(case.orders.voters, case.seats) * SCOTTISH_UNIT


@pytest.mark.parametrize("case", data.ranked("stv_scottish"))
def test_who_was_elected_and_who_dropped_out(case):
    went, _ = scottish_count(case)
    assert list(went.elected) == case.expects("stv_scottish", "elected_in_order")
    assert list(went.excluded) == case.expects("stv_scottish", "excluded_in_order")


@pytest.mark.parametrize("case", data.ranked("stv_scottish", "stage_totals_1e-5"))
def test_every_vote_at_every_stage(case):
    went, _ = scottish_count(case)
    totals = [list(stage.votes) for stage in went.stages]
    assert totals == case.expects("stv_scottish", "stage_totals_1e-5")


@pytest.mark.parametrize("case", data.ranked("stv_scottish"))
def test_how_many_ties_and_what_broke_them(case):
    _, broken = scottish_count(case)
    assert broken.count(Broken.METHOD) == case.expects("stv_scottish", "tie_by_history")
    assert broken.count(Broken.ORDER) == case.expects("stv_scottish", "tie_by_lot")


@pytest.mark.parametrize("case", few(data.ranked("irv")))
def test_a_result_names_the_winner_of_a_runoff(case):
    winner = count("irv", case.written, case.options, case.in_order).winner
    assert winner == str(case.expects("irv", FIRST_WINS))


@pytest.mark.parametrize("case", few(data.ranked("stv_scottish")))
def test_a_result_names_who_was_elected_and_shows_the_last_stage(case):
    result = count(
        "stv_scottish", case.written, case.options, Rules(order=case.in_order.order, seats=case.seats)
    )
    expected = case.expects("stv_scottish")
    assert list(map(int, result.winners)) == expected["elected_in_order"]
    last = [row.cells[-1] for row in result.tables[0].rows if row.option]
    assert last == [Fraction(votes, SCOTTISH_UNIT) for votes in expected["stage_totals_1e-5"][-1]]


@pytest.mark.parametrize("case", data.ranked("stv_scottish"))
def test_no_vote_goes_missing_where_nothing_is_cut_off(case):
    went = exact_wigm(case.orders, case.seats, case.ties())
    for stage in went.stages:
        assert (sum(stage.votes) + stage.exhausted, stage.lost) == (case.orders.voters, 0)


# The files also have the PRF's own WIGM (`extra`). That is another rule, with a quota in decimals, so it is no reference.
@pytest.mark.parametrize("case", data.ranked("stv_meek"))
def test_meek(case):
    ties = case.ties()
    went = meek(case.orders, case.seats, ties)
    assert sorted(went.elected) == case.expects("stv_meek", "elected")
    assert bool(ties.met) is case.expects("stv_meek", "tie_met")
