"""Committees counted by abcvoting too: 2,000 small electorates a rule, so that ties are frequent."""

from random import Random

import pytest

from samenspel.kernels.tally import Option, Rules, count

WHY = "pip install abcvoting in an environment of its own; see tests/oracles"
abcrules = pytest.importorskip("abcvoting.abcrules", reason=WHY)
preferences = pytest.importorskip("abcvoting.preferences", reason=WHY)

PROFILES = 2_000
RULES = {
    "approval_seats": ("av", "standard"),
    "sequential_pav": ("seqpav", "standard"),
    "phragmen": ("seqphragmen", "standard-fractions"),
    "equal_shares_seats": ("equal-shares", "standard-fractions"),
}


@pytest.mark.parametrize("method", RULES)
def test_committee(method):
    """Our committee is one of those that some way to break ties gives, and the only one when there is one.

    Blank ballots abstain here; abcvoting would give them a share of the money too, so it does not get them.
    """
    rule, algorithm = RULES[method]
    random, alone = Random(method), 0
    for _ in range(PROFILES):
        options, voters = random.randint(2, 6), random.randint(1, 8)
        marks = [
            sorted(random.sample(range(options), random.randint(0, min(options, 4)))) for _ in range(voters)
        ]
        seats = random.randint(1, options)
        if not any(marks):
            continue  # abcvoting refuses an election without voters
        theirs = preferences.Profile(options)
        theirs.add_voters([each for each in marks if each])
        expected = [
            sorted(committee)
            for committee in abcrules.compute(rule, theirs, seats, algorithm=algorithm, resolute=False)
        ]
        order = tuple(map(str, random.sample(range(options), options)))
        found = count(
            method,
            [(tuple(map(str, each)), 1) for each in marks],
            [Option(str(option), str(option)) for option in range(options)],
            Rules(order=order, seats=seats),
        )
        assert sorted(map(int, found.winners)) in expected, (marks, seats, order)
        alone += len(expected) == 1
    assert alone > PROFILES // 4
