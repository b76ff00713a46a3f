"""Simple counts: exact sums, order of ballots does not matter, ties are never broken silently."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel.kernels.tally import BadBallotError, Option, Rules, Tie, UnknownMethodError, count

PLANS = [Option("1", "Tuin"), Option("2", "Keuken"), Option("3", "Fietsen")]
marks = st.lists(st.sampled_from(["1", "2", "3"]), unique=True).map(lambda chosen: tuple(sorted(chosen)))
ballots = st.lists(st.tuples(marks, st.integers(1, 9)), max_size=8)


def test_yes_no_counts_abstentions_apart():
    result = count("yes_no", [(("for",), 12), (("against",), 2), (("abstain",), 3)])
    assert (result.in_favour, result.against, result.abstaining, result.voters) == (12, 2, 3, 17)
    assert "12 voor" in result.explanation.nl


def test_nobody_voted():
    assert count("yes_no", []).voters == 0
    assert count("approval", [], PLANS).winner == ""


@given(ballots)
def test_approval_is_the_sum_of_marks(cast):
    result = count("approval", cast, PLANS)
    for option, score in result.scores:
        assert score == sum(times for ballot, times in cast if option in ballot)
    assert result.voters == sum(times for _, times in cast)


@given(ballots, st.randoms())
def test_the_order_of_ballots_does_not_matter(cast, random):
    shuffled = list(cast)
    random.shuffle(shuffled)
    assert count("approval", cast, PLANS) == count("approval", shuffled, PLANS)


@given(ballots)
def test_one_more_approval_never_makes_a_winner_lose(cast):
    before = count("approval", cast, PLANS)
    if before.winner:
        after = count("approval", [*cast, ((before.winner,), 1)], PLANS)
        assert after.winner == before.winner


def test_a_tie_gives_no_decision_by_default_and_says_so():
    result = count("approval", [(("1",), 2), (("2",), 2)], PLANS)
    assert (result.winner, result.level, result.drawn) == ("", ("1", "2"), False)
    assert "evenveel" in result.explanation.nl


def test_a_lot_is_drawn_from_a_public_seed_and_is_fair_over_seeds():
    tied = [(("1",), 2), (("2",), 2), (("3",), 2)]
    draws = [count("approval", tied, PLANS, Rules(Tie.LOT, seed=str(seed))) for seed in range(600)]
    wins = {option: sum(draw.winner == option for draw in draws) for option in ("1", "2", "3")}
    assert all(draw.drawn for draw in draws)
    assert all(150 < won < 250 for won in wins.values())
    assert count("approval", tied, PLANS, Rules(Tie.LOT, seed="x")) == count(
        "approval", tied, PLANS, Rules(Tie.LOT, seed="x")
    )


@pytest.mark.parametrize(
    ("method", "cast"),
    [
        ("yes_no", [(("maybe",), 1)]),
        ("yes_no", [(("for", "against"), 1)]),
        ("yes_no", [((), 1)]),
        ("approval", [(("9",), 1)]),
        ("approval", [(("1", "1"), 1)]),
        ("approval", [(("1",), 0)]),
        ("approval", [(("1",), -3)]),
    ],
)
def test_a_ballot_that_cannot_be_read_is_an_error(method, cast):
    with pytest.raises(BadBallotError):
        count(method, cast, PLANS)


def test_an_unknown_method_is_an_error():
    with pytest.raises(UnknownMethodError):
        count("magic", [])


def test_every_small_profile_is_counted_the_same_as_by_hand():
    subsets = [s for n in range(4) for s in itertools.combinations(("1", "2", "3"), n)]
    for cast in itertools.product(subsets, repeat=3):
        result = count("approval", [(ballot, 1) for ballot in cast], PLANS)
        by_hand = {o: sum(o in ballot for ballot in cast) for o in ("1", "2", "3")}
        best = max(by_hand.values())
        leaders = [o for o, score in by_hand.items() if score == best and best]
        assert result.winner == (leaders[0] if len(leaders) == 1 else "")
