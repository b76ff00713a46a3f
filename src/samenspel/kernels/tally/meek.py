"""Single transferable vote by Meek's method: every option keeps just enough of each vote to stay at the quota.

The Reference Meek Rule of the Proportional Representation Foundation, in its own arithmetic: nine decimals, rounded up
where it says so, and iterations until the surplus is below 0.000001 (its omega). These are integers throughout; the
outcome is that of the exact fixed point up to that tolerance.

Source: Hill, Wichmann and Woodall, Algorithm 123 (Computer Journal 30, 1987); PRF, Reference Meek Rule.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from samenspel.kernels.tally.papers import Orders
from samenspel.kernels.tally.rules import Ties
from samenspel.kernels.tally.words import Words

UNIT = 10**9
"""One vote: nine decimals."""

OMEGA = 1_000
"""The surplus that is left alone: 0.000001 vote."""

_MOST_VOTERS = 2**62 // UNIT


@dataclass(frozen=True, slots=True)
class Round:
    """A round: the votes and keep factors of all options when it ended, the quota then, and who was elected or left."""

    votes: tuple[int, ...]
    keeps: tuple[int, ...]
    quota: int
    exhausted: int
    elected: tuple[int, ...]
    excluded: int | None
    iterations: int


@dataclass(frozen=True, slots=True)
class Count:
    """How an election by Meek's method went. Amounts are in billionths of a vote."""

    rounds: tuple[Round, ...]
    elected: tuple[int, ...]
    excluded: tuple[int, ...]


def meek(papers: Orders, seats: int, ties: Ties) -> Count:
    """Elect by the Reference Meek Rule. Raises UndecidedError where the rules break no ties."""
    return _Election(papers, seats, ties).run()


@dataclass
class _Election:
    papers: Orders
    seats: int
    ties: Ties
    rounds: list[Round] = field(default_factory=list)
    elected: list[int] = field(default_factory=list)
    excluded: list[int] = field(default_factory=list)

    def run(self) -> Count:
        self.hopeful = list(range(self.papers.options))
        self.keeps = [UNIT] * self.papers.options
        if not self.papers.voters:
            return Count((), (), ())
        while len(self.elected) < self.seats and len(self.elected) + len(self.hopeful) > self.seats:
            self._round()
        if len(self.elected) < self.seats:
            votes, quota, exhausted = self._distribute()
            rest = self._ordered(self.hopeful, votes)
            self.elected += rest
            self._write(votes, quota, exhausted, rest, None, 1)
        return Count(tuple(self.rounds), tuple(self.elected), tuple(self.excluded))

    def _round(self) -> None:
        """Iterate until someone is elected, or until the surplus is small and the last one leaves."""
        before: int | None = None
        iterations = 0
        while True:
            iterations += 1
            votes, quota, exhausted = self._distribute()
            reached = self._ordered([o for o in self.hopeful if votes[o] >= quota], votes)
            for option in reached:
                self.hopeful.remove(option)
            self.elected += reached
            surplus = sum(votes[option] - quota for option in self.elected)
            if reached:
                self._write(votes, quota, exhausted, reached, None, iterations)
                return
            if surplus < OMEGA or (before is not None and surplus >= before):
                last = self._last(votes, surplus)
                self.hopeful.remove(last)
                self.excluded.append(last)
                self.keeps[last] = 0
                self._write(votes, quota, exhausted, [], last, iterations)
                return
            before = surplus
            for option in self.elected:
                self.keeps[option] = _up(_up(self.keeps[option] * quota, UNIT) * UNIT, votes[option])

    def _ordered(self, options: Sequence[int], votes: Sequence[int]) -> list[int]:
        """Most votes first, level ones in the tie order."""
        return sorted(options, key=lambda option: (-votes[option], self.ties.place(option)))

    def _last(self, votes: Sequence[int], surplus: int) -> int:
        """Who leaves: the lowest; those within the surplus that is left are level with it."""
        fewest = min(votes[option] for option in self.hopeful)
        level = [option for option in self.hopeful if votes[option] <= fewest + max(surplus, 0)]
        number = len(self.rounds) + 1
        return self.ties.worst(level, Words(f"wie afvalt, stap {number}", f"who leaves, stage {number}"))

    def _distribute(self) -> tuple[list[int], int, int]:
        """Give every ballot to its options in order, each keeping its factor; then the quota of what they hold."""
        orders, length = self.papers.orders, self.papers.orders.shape[1]
        times: NDArray[Any] = self.papers.times
        if self.papers.voters >= _MOST_VOTERS:
            times = times.astype(object)  # sums that int64 might not hold: exact Python integers
        keeps = np.array([*self.keeps, 0], times.dtype)
        held = np.zeros(self.papers.options + 1, times.dtype)
        weight = np.where(orders[:, 0] >= 0, UNIT, 0).astype(times.dtype) if length else times[:0]
        which = np.flatnonzero(weight)
        for place in range(length):
            option = orders[which, place]
            there = option >= 0
            which, option = which[there], option[there]
            share = -(-weight[which] * keeps[option] // UNIT)
            np.add.at(held, option, share * times[which])
            weight[which] -= share
            which = which[weight[which] > 0]
            if not len(which):
                break
        votes = [int(each) for each in held[:-1]]
        quota = sum(votes) // (self.seats + 1) + 1
        return votes, quota, self.papers.voters * UNIT - sum(votes)

    def _write(
        self,
        votes: Sequence[int],
        quota: int,
        exhausted: int,
        elected: Sequence[int],
        excluded: int | None,
        iterations: int,
    ) -> None:
        self.rounds.append(
            Round(tuple(votes), tuple(self.keeps), quota, exhausted, tuple(elected), excluded, iterations)
        )


def _up(numerator: int, denominator: int) -> int:
    """Divide and round up."""
    return -(-numerator // denominator)
