"""Real votes read as committee elections: ours is among all the committees that abcvoting finds level."""

import pytest

from samenspel.kernels.tally import Rules, count
from samenspel.kernels.tally.funded import shares_committee
from samenspel.kernels.tally.tests import data

METHODS = {
    "av": "approval_seats",
    "seqpav": "sequential_pav",
    "seqphragmen": "phragmen",
    "equal-shares": "equal_shares_seats",
}
FIRST_PHASE = "equal-shares-phase1-only (unit cost MES, lot order)"


def each():
    return [
        pytest.param(*case.values, key, id=f"{case.id}-{key}", marks=case.marks)
        for key in METHODS
        for case in data.committees(key)
    ]


def orders(options):
    """Orders for ties: as in the file, the other way around, and turned by a third."""
    forward = [option.id for option in options]
    third = len(forward) // 3
    return [forward, forward[::-1], forward[third:] + forward[:third]]


def elected(case, method, order):
    result = count(method, case.written, case.options, Rules(order=tuple(order), seats=case.seats))
    return sorted(map(int, result.winners)), result


@pytest.mark.parametrize(("case", "key"), each())
def test_a_committee_is_among_those_that_are_level_whatever_the_order_of_ties(case, key):
    for order in orders(case.options):
        committee, _ = elected(case, METHODS[key], order)
        assert committee in case.expects(key)


@pytest.mark.parametrize(("case", "key"), each())
def test_a_committee_without_a_rival_needs_no_order(case, key):
    """Where the libraries find one committee only, it is found with ties left open too, if none came half way."""
    result = count(METHODS[key], case.written, case.options, Rules(seats=case.seats))
    if result.winners:
        assert sorted(map(int, result.winners)) in case.expects(key)
    else:
        assert result.level
        assert result.ties


@pytest.mark.parametrize("case", data.committees(FIRST_PHASE))
def test_what_equal_shares_buy_before_the_rest_is_filled_up(case):
    ties = case.ties()
    winners, bought = shares_committee(case.profile, case.seats, ties)
    assert sorted(winners[:bought]) == case.expects(FIRST_PHASE, "bought")
    assert len(winners) == case.seats
