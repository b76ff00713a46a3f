"""How much power a person of each kind has in one decision: Banzhaf and Shapley–Shubik, exact (D12).

Banzhaf 1965: the part of all coalitions in which one's yes turns a no into a yes, as a share of all such turns.
Shapley and Shubik 1954: the part of all orders of joining in which one's yes is the one that turns it. Both count people,
not groups, under the whole compound rule: every body, majority and quorum at once, with everyone present.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import comb, factorial, prod

from samenspel.kernels.statute.analysis.checks import Acts
from samenspel.kernels.statute.analysis.compiling import direct_needs
from samenspel.kernels.statute.analysis.covering import Counts
from samenspel.kernels.statute.analysis.people import People
from samenspel.kernels.statute.analysis.scenario import Scenario
from samenspel.kernels.statute.model import Share
from samenspel.kernels.statute.statute import Statute
from samenspel.kernels.statute.vocabulary import Body

COALITIONS = 400_000
"""With more kinds of coalition than this the power is not counted."""


@dataclass(frozen=True, slots=True)
class Power:
    """The power of one person of a kind, as a part of all power; both are nought where nobody can turn anything."""

    group: str
    size: int
    banzhaf: Fraction
    shapley: Fraction


def power(statute: Statute, people: People, acts: Acts) -> tuple[Power, ...] | None:
    """The power of one person of each kind in acts done as one; None when there are too many kinds of coalition."""
    needs = direct_needs(statute, people, Scenario(turnout=Share(1, 1)), acts)
    sizes = [
        group.size if needs and any(group.weight(Body(column)) for column in needs) else 0
        for group in people.groups
    ]
    if prod(size + 1 for size in sizes) > COALITIONS:
        return None
    swings = [0] * len(sizes)
    orders = [Fraction(0)] * len(sizes)
    players = sum(sizes)
    before = [Fraction(factorial(s) * factorial(players - 1 - s), factorial(players)) for s in range(players)]
    for counts, turned in _turns(needs or {}, people, sizes):
        ways = prod(comb(size, n) for size, n in zip(sizes, counts, strict=True))
        for group in turned:
            absent = sizes[group] - counts[group]
            swings[group] += ways * absent
            orders[group] += ways * absent * before[sum(counts)]
    return tuple(
        Power(
            group.id,
            group.size,
            Fraction(swing, sum(swings) * group.size) if swing else Fraction(0),
            order / group.size if order else Fraction(0),
        )
        for group, swing, order in zip(people.groups, swings, orders, strict=True)
    )


def _turns(needs: dict[str, int], people: People, sizes: list[int]) -> Iterator[tuple[Counts, list[int]]]:
    """Every losing coalition, with the groups of which one more person makes it win."""
    votes = [[group.weight(Body(column)) for column in needs] for group in people.groups]
    wanted = list(needs.values())
    if not wanted:
        return
    for counts in product(*[range(size + 1) for size in sizes]):
        short = [
            need - sum(n * each[c] for n, each in zip(counts, votes, strict=True))
            for c, need in enumerate(wanted)
        ]
        if all(gap <= 0 for gap in short):
            continue
        turned = [
            g
            for g, each in enumerate(votes)
            if counts[g] < sizes[g] and all(gap <= weight for gap, weight in zip(short, each, strict=True))
        ]
        if turned:
            yield counts, turned
