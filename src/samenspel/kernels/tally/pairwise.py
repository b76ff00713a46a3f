"""Who beats whom: the table of every pair of options, exact, from a million ballots too.

A ranking is kept as ranks: `ranks[option, ballot]` is the tier in which the ballot has the option, 0 is first, and
options that a ballot leaves out share the last tier. Options of one tier are not preferred to each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from samenspel.kernels.tally.ballots import Profile, Ranking
from samenspel.kernels.tally.words import BadBallotError

Matrix: TypeAlias = "NDArray[Any]"
"""Options against options: int64 where that is proven to hold every sum, else Python integers (dtype object)."""

_INT64 = 2**62
_BLOCK = 8192
"""Ballots compared at a time: a block of ranks of 200 options then fits the processor's cache."""


@dataclass(frozen=True, slots=True)
class Ranks:
    """Weak orders as an array: shape (options, ballots), and how often each ballot was cast, shape (ballots,)."""

    ranks: NDArray[np.uint16] | NDArray[np.uint8]
    times: NDArray[Any]

    @property
    def options(self) -> int:
        return int(self.ranks.shape[0])

    @property
    def voters(self) -> int:
        return sum(self.times.tolist()) if self.times.dtype == object else int(self.times.sum())


def ranks_of(profile: Profile[Ranking]) -> Ranks:
    """The ranks of a profile of written rankings."""
    dtype = np.uint8 if profile.options < 255 else np.uint16
    ranks = np.empty((profile.options, len(profile.cast)), dtype)
    for number, (tiers, _) in enumerate(profile.cast):
        column = ranks[:, number]
        column[:] = len(tiers)
        for rank, tier in enumerate(tiers):
            column[list(tier)] = rank
    return Ranks(ranks, whole_numbers([times for _, times in profile.cast]))


def ranks_from_orders(orders: NDArray[Any], times: NDArray[Any] | None = None) -> Ranks:
    """Ranks of strict orders: shape (ballots, places), an option at each place, -1 where the ballot has ended.

    Raises BadBallotError for an option that a ballot names twice.
    """
    ballots, length = orders.shape
    options = int(orders.max(initial=-1)) + 1
    dtype = np.uint8 if options < 255 else np.uint16
    ranks = np.full((options, ballots), options, dtype)
    which = np.arange(ballots)
    named = 0
    for place in range(length):
        there = orders[:, place] >= 0
        ranks[orders[there, place], which[there]] = place
        named += int(there.sum())
    if int((ranks < options).sum()) != named:
        raise BadBallotError("Een stembriefje noemt een keuze twee keer.", "A ballot names an option twice.")
    return Ranks(ranks, np.ones(ballots, np.int64) if times is None else times)


def whole_numbers(figures: Sequence[int]) -> NDArray[Any]:
    """An array of int64 when the sum of all provably fits, of Python integers otherwise."""
    return np.array(figures, np.int64 if sum(map(abs, figures)) < _INT64 else object)


def table(cast: Ranks) -> Matrix:
    """`table[i, j]` is how many voters rank i above j.

    Reads the ballots once, a block at a time: compares the ranks of one option with all others, packs the answers
    into bits, and counts bits for each binary digit of `times`. Bit counts are at most the number of distinct
    ballots, so they fit int64; the sum of all voters decides whether the weighted sums do.
    """
    options, ballots = cast.ranks.shape
    digits = max((int(each) for each in cast.times), default=0).bit_length() if ballots else 0
    counts = np.zeros((digits, options, options), np.int64)
    for start in range(0, ballots, _BLOCK):
        _count_block(
            np.ascontiguousarray(cast.ranks[:, start : start + _BLOCK]),
            cast.times[start : start + _BLOCK],
            counts,
        )
    dtype = np.int64 if cast.voters < _INT64 else object
    found: Matrix = np.zeros((options, options), dtype)
    for digit in range(digits):
        found += counts[digit].astype(dtype) * (1 << digit)
    return found


def _count_block(ranks: NDArray[Any], times: NDArray[Any], counts: NDArray[np.int64]) -> None:
    """Add the ballots of a block to the counts, one layer for each binary digit of how often they were cast."""
    options, width = ranks.shape
    padded = -(-width // 64) * 64
    digits = counts.shape[0]
    planes = np.zeros((digits, padded), bool)
    for digit in range(digits):
        planes[digit, :width] = (times >> digit) & 1
    masks = np.packbits(planes, axis=1).view(np.uint64)
    used = [digit for digit in range(digits) if masks[digit].any()]
    above = np.zeros((options, padded), bool)
    for option in range(options):
        np.less(ranks[option], ranks, out=above[:, :width])
        bits = np.packbits(above, axis=1).view(np.uint64)
        for digit in used:
            counts[digit, option] += np.bitwise_count(bits & masks[digit]).sum(axis=1, dtype=np.int64)
