"""Ballot papers on piles: strict rankings as arrays, and how papers move from one option to the next.

A pile is an option's; a paper lies on the pile of the first option on it that is still in the running. What a paper
is worth is kept as a class, an index into a list of exact values, so that a million papers move as integers and each
value is computed once.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from samenspel.kernels.tally.ballots import Profile, Ranking
from samenspel.kernels.tally.pairwise import whole_numbers
from samenspel.kernels.tally.words import BadBallotError

Value: TypeAlias = "int | Fraction"


@dataclass(frozen=True, slots=True)
class Orders:
    """Strict rankings: `orders[ballot, place]` is an option, -1 where the ballot has ended; and how often each was cast."""

    orders: NDArray[np.int16]
    times: NDArray[Any]
    options: int

    @property
    def voters(self) -> int:
        """How many ballots name an option."""
        if not self.orders.shape[1]:
            return 0
        named = self.orders[:, 0] >= 0
        return sum(self.times[named].tolist())


def orders_of(profile: Profile[Ranking]) -> Orders:
    """The orders of a profile of strict rankings (tiers of one option each)."""
    length = max((len(tiers) for tiers, _ in profile.cast), default=0)
    orders = np.full((len(profile.cast), length), -1, np.int16)
    for number, (tiers, _) in enumerate(profile.cast):
        orders[number, : len(tiers)] = [tier[0] for tier in tiers]
    return Orders(orders, whole_numbers([times for _, times in profile.cast]), profile.options)


def orders_from(orders: NDArray[Any], options: int, times: NDArray[Any] | None = None) -> Orders:
    """Check an array of orders, shape (ballots, places). Raises BadBallotError for an option out of range or named twice."""
    if orders.size and (int(orders.max()) >= options or int(orders.min()) < -1):
        raise BadBallotError(
            "Een stembriefje noemt een onbekende keuze.", "A ballot names an unknown option."
        )
    ranked = np.sort(orders, axis=1)
    if orders.shape[1] > 1 and ((ranked[:, 1:] == ranked[:, :-1]) & (ranked[:, 1:] >= 0)).any():
        raise BadBallotError("Een stembriefje noemt een keuze twee keer.", "A ballot names an option twice.")
    counted = np.ones(len(orders), np.int64) if times is None else times
    return Orders(orders.astype(np.int16, copy=False), counted, options)


class Piles:
    """Where every paper lies and what it is worth. `worth[option]` is exact; `worth[-1]` is what lies nowhere any more."""

    def __init__(self, papers: Orders, unit: Value) -> None:
        self.papers = papers
        self.running = np.ones(papers.options + 1, bool)
        """Whether an option still takes papers; the last place stands for the end of a ballot."""
        self.values: list[Value] = [unit]
        ballots = len(papers.orders)
        self._place = np.zeros(ballots, np.int16)
        self._class = np.zeros(ballots, np.int32)
        self._pile = np.full(ballots, -1, np.int16)
        self._counts: list[list[int]] = [[0] * (papers.options + 1)]
        everything = (
            np.flatnonzero(papers.orders[:, 0] >= 0) if papers.orders.shape[1] else np.empty(0, np.intp)
        )
        self._lay(everything)

    def worth(self, pile: int) -> Value:
        """What the papers on a pile are worth together."""
        return sum((value * counts[pile] for value, counts in zip(self.values, self._counts, strict=True)), 0)

    def move(self, pile: int, revalue: Callable[[Value], Value] | None = None) -> None:
        """Move every paper of a pile to its next running option, at another value where one is given.

        Papers with no next option leave the piles. The option of the pile must not be running any more.
        """
        which = np.flatnonzero(self._pile == pile)
        held = [(number, counts[pile]) for number, counts in enumerate(self._counts) if counts[pile]]
        for number, _ in held:
            self._counts[number][pile] = 0
        if revalue is not None:
            becomes = np.arange(len(self.values), dtype=np.int32)
            for number, _ in held:
                becomes[number] = self._class_of(revalue(self.values[number]))
            self._class[which] = becomes[self._class[which]]
        self._place[which] += 1
        self._lay(which)

    def _class_of(self, value: Value) -> int:
        if value not in self.values:
            self.values.append(value)
            self._counts.append([0] * (self.papers.options + 1))
        return self.values.index(value)

    def _lay(self, which: NDArray[np.intp]) -> None:
        """Lay papers on the pile of the first running option from their place on."""
        orders, length = self.papers.orders, self.papers.orders.shape[1]
        seeking = which
        while len(seeking):
            place = self._place[seeking]
            ended = place >= length
            option = np.where(ended, -1, orders[seeking, np.minimum(place, length - 1)])
            there = self.running[option]
            self._pile[seeking[there]] = option[there]
            seeking = seeking[~there]
            self._place[seeking] += 1
        self._count(which)

    def _count(self, which: NDArray[np.intp]) -> None:
        """Add papers that were just laid to the counts of their piles."""
        width = self.papers.options + 1
        keys = self._class[which].astype(np.int64) * width + self._pile[which] % width
        counts = np.zeros(len(self.values) * width, self.papers.times.dtype)
        np.add.at(counts, keys, self.papers.times[which])
        for key in np.flatnonzero(counts).tolist():
            self._counts[key // width][key % width] += int(counts[key])


def lowest_by_history(history: Sequence[Sequence[Value]], level: Sequence[int]) -> tuple[int, ...]:
    """Of level options those with least at the most recent earlier stage at which they differ."""
    return _by_history(history, level, min)


def highest_by_history(history: Sequence[Sequence[Value]], level: Sequence[int]) -> tuple[int, ...]:
    """Of level options those with most at the most recent earlier stage at which they differ."""
    return _by_history(history, level, max)


def _by_history(
    history: Sequence[Sequence[Value]], level: Sequence[int], choose: Callable[..., Value]
) -> tuple[int, ...]:
    left = tuple(level)
    for stage in reversed(history):
        extreme = choose(stage[option] for option in left)
        left = tuple(option for option in left if stage[option] == extreme)
    return left
