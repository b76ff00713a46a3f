"""Methods that ask who beats whom: Condorcet winner, Smith set, Copeland, minimax, Schulze, Ranked Pairs, Borda.

All work on the table of pairs (`pairwise.table`); `table[i, j]` voters rank i above j. How strong a victory is:

- *winning votes*: how many voters are on the winning side;
- *margins*: how many more than on the losing side;
- *winning votes, then opposition*: winning votes, and of equal ones the victory with fewer votes against it. This is
  the comparison that Schulze (2011, section 2.1) calls winning votes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from samenspel.kernels.tally.pairwise import Matrix


class Strength(StrEnum):
    """How the strength of a victory is measured."""

    WINNING_VOTES = "winning_votes"
    MARGINS = "margins"
    OPPOSITION = "opposition"


def strengths(table: Matrix, measure: Strength) -> Matrix:
    """The strength of every victory; 0 where there is none. Larger is stronger; only the order has meaning."""
    against = table.T
    won = table > against
    if measure is Strength.WINNING_VOTES:
        found = table
    elif measure is Strength.MARGINS:
        found = table - against
    else:
        found = _winning_then_opposing(table)
    strong: Matrix = np.where(won, found, 0)
    return strong


def _winning_then_opposing(table: Matrix) -> Matrix:
    """One number that orders victories by votes for, then by fewer votes against. Overflow-free: object when large."""
    most = int(table.max(initial=0)) + 1
    wide = table if most < 2**31 else table.astype(object)
    ordered: Matrix = wide * most + (most - 1 - wide.T)
    return ordered


def condorcet_winner(table: Matrix) -> int | None:
    """The option that beats every other; None when there is none."""
    beats = (table > table.T).sum(axis=1)
    found = np.flatnonzero(beats == len(table) - 1)
    return int(found[0]) if len(found) else None


def smith_set(table: Matrix) -> tuple[int, ...]:
    """The smallest set of options that each beat every option outside it (Smith 1973).

    An option's Copeland score puts the set in front; the set ends at the first cut over which nothing loses or ties.
    """
    scores = copeland(table)
    ranked = sorted(range(len(table)), key=lambda option: -scores[option])
    beats = table > table.T
    for size in range(1, len(ranked)):
        if beats[np.ix_(ranked[:size], ranked[size:])].all():
            return tuple(sorted(ranked[:size]))
    return tuple(range(len(table)))


def copeland(table: Matrix) -> tuple[int, ...]:
    """Twice the Copeland score: two for each option that is beaten, one for each that is level (Copeland 1951)."""
    won, level = table > table.T, table == table.T
    return tuple(int(each) for each in 2 * won.sum(axis=1) + level.sum(axis=1) - 1)


def minimax(table: Matrix, measure: Strength) -> tuple[Any, ...]:
    """The strength of each option's worst defeat, 0 when it has none; least is best (Simpson 1969, Kramer 1977)."""
    return tuple(strengths(table, measure).max(axis=0).tolist()) if len(table) else ()


def borda(table: Matrix, voters: int) -> tuple[int, ...]:
    """Twice the Borda score, ties shared: two for each option placed lower on a ballot, one for each placed alike."""
    level = voters - table - table.T
    np.fill_diagonal(level, 0)
    return tuple(int(each) for each in (2 * table + level).sum(axis=1))


def path_strengths(table: Matrix, measure: Strength) -> Matrix:
    """The strength of the strongest path from each option to each other (Schulze 2011): the widest path, by Floyd's scheme."""
    found = strengths(table, measure)
    for middle in range(len(found)):
        np.maximum(found, np.minimum(found[:, middle, None], found[None, middle, :]), out=found)
    np.fill_diagonal(found, 0)
    return found


def tiers(beats: NDArray[np.bool_]) -> tuple[tuple[int, ...], ...]:
    """Options in tiers by a strict partial order: first those that nothing beats, then those that only these beat, …"""
    left = list(range(len(beats)))
    found: list[tuple[int, ...]] = []
    while left:
        beaten = np.atleast_1d(beats[np.ix_(left, left)].any(axis=0)).tolist()
        top = tuple(option for option, under in zip(left, beaten, strict=True) if not under)
        found.append(top)
        left = [option for option in left if option not in top]
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Locking:
    """A victory in Ranked Pairs: who beats whom, how strongly, and whether it was locked in or would close a circle."""

    winner: int
    loser: int
    strength: Any
    locked: bool


def ranked_pairs(
    table: Matrix, measure: Strength, rank: Sequence[int]
) -> tuple[tuple[int, ...], tuple[Locking, ...], bool]:
    """Lock victories in, strongest first, but for those that would close a circle (Tideman 1987).

    `rank` is the tie order: of equal victories the one of the better placed winner goes first, then the one over the
    worse placed loser (Zavist and Tideman 1989). Returns the options that no locked victory beats, every victory in
    the order in which it was looked at, and whether the order of equal victories mattered to any of them.
    """
    found, mattered = [], False
    reach = _Reach.nothing(len(table))
    for group in _equal_victories(strengths(table, measure)):
        ordered = sorted(group, key=lambda pair: (rank[pair[0]], -rank[pair[1]]))
        before = reach.copy()
        for winner, loser, strength in ordered:
            locked = reach.lock(winner, loser)
            found.append(Locking(winner, loser, strength, locked))
            if not locked and len(group) > 1 and not before.reaches(loser, winner):
                mattered = True  # in another order of these equal victories it would have been locked
    return reach.unbeaten(), tuple(found), mattered


def ranked_pairs_in_any_order(table: Matrix, measure: Strength, most: int = 20_000) -> tuple[int, ...] | None:
    """Every option that wins Ranked Pairs under some order of equal victories; None after `most` steps of looking.

    Finding these is NP-hard in general (Brill and Fischer 2012); ties in real votes are few.
    """
    states = {_Reach.nothing(len(table))}
    steps = 0
    for group in _equal_victories(strengths(table, measure)):
        following: set[_Reach] = set()
        for state in states:
            pending = {(state.copy(), tuple((winner, loser) for winner, loser, _ in group))}
            while pending:
                steps += 1
                if steps > most:
                    return None
                here, pairs = pending.pop()
                following_or_pending = _lock_one(here, pairs)
                if following_or_pending is None:
                    following.add(here)
                else:
                    pending |= following_or_pending
        states = following
    return tuple(sorted({option for state in states for option in state.unbeaten()}))


def _lock_one(
    here: "_Reach", pairs: tuple[tuple[int, int], ...]
) -> "set[tuple[_Reach, tuple[tuple[int, int], ...]]] | None":
    """Every way to lock one more of equal victories; all that cannot hurt another go at once. None when none is left."""
    left = [pair for pair in pairs if not here.reaches(*pair) and not here.reaches(*pair[::-1])]
    if not left:
        return None
    together = here.copy()
    if all(together.lock(winner, loser) for winner, loser in left):
        return {(together, ())}
    found = set()
    for number, (winner, loser) in enumerate(left):
        one = here.copy()
        one.lock(winner, loser)
        found.add((one, tuple(left[:number] + left[number + 1 :])))
    return found


def _equal_victories(found: Matrix) -> Iterator[list[tuple[int, int, Any]]]:
    """Victories in groups of equal strength, strongest group first."""
    winners, losers = np.nonzero(found)
    victories = sorted(
        zip(winners.tolist(), losers.tolist(), found[winners, losers].tolist(), strict=True),
        key=lambda victory: (-victory[2], victory[0], victory[1]),
    )
    group: list[tuple[int, int, Any]] = []
    for victory in victories:
        if group and victory[2] != group[0][2]:
            yield group
            group = []
        group.append(victory)
    if group:
        yield group


class _Reach:
    """Which option reaches which over locked victories, as one set of bits for each option."""

    __slots__ = ("down", "up")

    def __init__(self, down: list[int], up: list[int]) -> None:
        self.down = down
        self.up = up

    @classmethod
    def nothing(cls, options: int) -> "_Reach":
        alone = [1 << option for option in range(options)]
        return cls(alone, list(alone))

    def copy(self) -> "_Reach":
        return _Reach(list(self.down), list(self.up))

    def __hash__(self) -> int:
        return hash(tuple(self.down))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Reach) and self.down == other.down

    def reaches(self, one: int, other: int) -> bool:
        return bool(self.down[one] >> other & 1)

    def lock(self, winner: int, loser: int) -> bool:
        """Lock a victory in, unless that closes a circle. Says whether it was locked."""
        if self.reaches(loser, winner):
            return False
        if not self.reaches(winner, loser):
            below, above = self.down[loser], self.up[winner]
            for option in _bits(above):
                self.down[option] |= below
            for option in _bits(below):
                self.up[option] |= above
        return True

    def unbeaten(self) -> tuple[int, ...]:
        return tuple(option for option, above in enumerate(self.up) if above == 1 << option)


def _bits(mask: int) -> Iterator[int]:
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
