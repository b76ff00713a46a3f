"""Instant runoff: drop the last one, round after round, until one has more than half (IRV, Ware 1871)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from samenspel.kernels.tally.papers import Orders, Piles, Value, lowest_by_history
from samenspel.kernels.tally.rules import Ties, UndecidedError
from samenspel.kernels.tally.words import Words


@dataclass(frozen=True, slots=True)
class Runoff:
    """How an instant runoff went: the votes of every option in every round, and who left after each round but the last."""

    rounds: tuple[tuple[int, ...], ...]
    exhausted: tuple[int, ...]
    left: tuple[int, ...]
    winner: int | None
    level: tuple[int, ...] = ()


def instant_runoff(papers: Orders, ties: Ties) -> Runoff:
    """Count an instant runoff.

    A ballot counts for the first option on it that is still in; a ballot that names none any more counts for nobody,
    and more than half is of what still counts. Options that are level at the bottom and together have fewer votes than
    the next leave in any order with the same result, so no lot is needed for them; they leave in the tie order, or in
    the order of the ballot where there is none. Other ties go by the rules.
    """
    piles = Piles(papers, 1)
    rounds: list[tuple[int, ...]] = []
    exhausted: list[int] = []
    left: list[int] = []
    staying = list(range(papers.options))
    while True:
        votes = tuple(int(piles.worth(option)) for option in range(papers.options))
        rounds.append(votes)
        exhausted.append(papers.voters - sum(votes))
        best = max(staying, key=votes.__getitem__, default=None)
        if best is None or not votes[best]:
            return Runoff(tuple(rounds), tuple(exhausted), tuple(left), None)
        if 2 * votes[best] > sum(votes):
            return Runoff(tuple(rounds), tuple(exhausted), tuple(left), best)
        try:
            leaves = _who_leaves(rounds, staying, ties)
        except UndecidedError as error:
            return Runoff(tuple(rounds), tuple(exhausted), tuple(left), None, error.level)
        staying.remove(leaves)
        left.append(leaves)
        piles.running[leaves] = False
        piles.move(leaves)


def _who_leaves(rounds: Sequence[Sequence[int]], staying: Sequence[int], ties: Ties) -> int:
    votes, over = rounds[-1], leaving(len(rounds))
    fewest = min(votes[option] for option in staying)
    level = [option for option in staying if votes[option] == fewest]
    earlier = lowest_by_history(rounds[:-1], level)
    rest = [votes[option] for option in staying if votes[option] > fewest]
    if len(level) > 1 and not ties.decides and rest and len(level) * fewest < min(rest):
        return level[-1]
    if len(earlier) < len(level):
        ties.by_method(level, over, [option for option in level if option not in earlier])
    return ties.worst(earlier, over)


def leaving(round_: int) -> Words:
    """What a tie at the bottom is about."""
    return Words(f"wie afvalt in ronde {round_}", f"who leaves in round {round_}")


def winners_in_any_order(papers: Orders, most: int = 5_000) -> tuple[int, ...] | None:
    """Every option that wins under some way to break ties at the bottom; None after `most` sets of options."""
    found: set[int] = set()
    seen: set[frozenset[int]] = set()
    pending = [frozenset(range(papers.options))]
    while pending:
        staying = pending.pop()
        if staying in seen:
            continue
        seen.add(staying)
        if len(seen) > most:
            return None
        votes = _votes(papers, staying)
        best = max(votes.values(), default=0)
        if not best:
            continue
        if 2 * best > sum(votes.values()):
            found |= {option for option, count in votes.items() if count == best}
            continue
        fewest = min(votes.values())
        pending += [staying - {option} for option, count in votes.items() if count == fewest]
    return tuple(sorted(found))


def _votes(papers: Orders, staying: frozenset[int]) -> dict[int, Value]:
    piles = Piles(_only(papers, staying), 1)
    return {option: piles.worth(option) for option in sorted(staying)}


def _only(papers: Orders, staying: frozenset[int]) -> Orders:
    """The papers as if only some options stood on them."""
    keep = np.isin(papers.orders, sorted(staying))
    order = np.argsort(~keep, axis=1, kind="stable")
    shifted = np.take_along_axis(np.where(keep, papers.orders, -1), order, axis=1)
    return Orders(shifted, papers.times, papers.options)
