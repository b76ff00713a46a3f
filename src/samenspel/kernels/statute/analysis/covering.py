"""The fewest people who together have given numbers of votes in several columns. Exact, in whole people."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

Counts = tuple[int, ...]
"""People of each group, in the order of the groups."""


class _Task(NamedTuple):
    """What does not change during one search: the columns wanted, the largest group of several, the groups of one."""

    wanted: list[int]
    largest: int | None
    single: Mapping[int, Sequence[int]]


class Cover:
    """Answers for one set of groups; answers are kept, since the search asks for many that differ in one number."""

    def __init__(self, sizes: Sequence[int], columns: Mapping[str, tuple[int, ...]]) -> None:
        self.sizes = tuple(sizes)
        self.columns = tuple(columns)
        self.votes = [tuple(columns[column][g] for column in self.columns) for g in range(len(self.sizes))]
        self._heaviest = [
            max((votes[c] for votes in self.votes), default=0) for c in range(len(self.columns))
        ]
        self._kept: dict[tuple[int, ...], tuple[int, Counts] | None] = {}

    def fewest(self, needs: tuple[int, ...]) -> tuple[int, Counts] | None:
        """The fewest people for needs in the order of the columns, and who; None where all would not do.

        Of people with votes in several columns every number is tried that could still lead to fewer people than the best so
        far, the most first; of all but the largest such group. For that group
        the total is convex in how many of it take part, with bends only where a column is filled or a group used up, if
        its votes are one each; else every number is tried. Who has votes in one column only fills what is left, the
        heaviest first. Of equal totals always the same one counts.
        """
        if needs not in self._kept:
            self._kept[needs] = self._search(needs)
        return self._kept[needs]

    def _search(self, needs: tuple[int, ...]) -> tuple[int, Counts] | None:
        wanted = [c for c, need in enumerate(needs) if need > 0]
        many, single = self._sorted(wanted)
        if not all(
            sum(s * v[c] for s, v in zip(self.sizes, self.votes, strict=True)) >= needs[c] for c in wanted
        ):
            return None
        largest = max(many, key=lambda g: self.sizes[g], default=None)
        others = sorted((g for g in many if g != largest), key=lambda g: -self.sizes[g])
        return self._choose(others, [0] * len(self.sizes), list(needs), _Task(wanted, largest, single), None)

    def _choose(
        self,
        others: list[int],
        counts: list[int],
        rest: list[int],
        task: "_Task",
        best: tuple[int, Counts] | None,
    ) -> tuple[int, Counts] | None:
        """Try every number of the first group that could still lead to fewer people; the others after it."""
        if not others:
            return self._finish(counts, rest, task, best)
        first, further = others[0], others[1:]
        for number in range(self._cap(first, rest, task.wanted), -1, -1):
            taken, left = list(counts), list(rest)
            _take(taken, left, first, number, self.votes)
            if best is None or sum(taken) + self._at_least(left, task.wanted) < best[0]:
                best = self._choose(further, taken, left, task, best)
        return best

    def _at_least(self, rest: Sequence[int], wanted: Sequence[int]) -> int:
        """People who are needed in any case: in the column that is hardest to fill, the heaviest votes only."""
        return max([-(-rest[c] // self._heaviest[c]) for c in wanted if rest[c] > 0], default=0)

    def _sorted(self, wanted: list[int]) -> tuple[list[int], dict[int, list[int]]]:
        """Groups with votes in several wanted columns, and per column those with votes there alone, heaviest first."""
        many: list[int] = []
        single: dict[int, list[int]] = {c: [] for c in wanted}
        for g, votes in enumerate(self.votes):
            places = [c for c in wanted if votes[c]]
            if len(places) > 1:
                many.append(g)
            elif places:
                single[places[0]].append(g)
        for c, groups in single.items():
            groups.sort(key=lambda g: (-self.votes[g][c], g))
        return many, single

    def _cap(self, group: int, needs: Sequence[int], wanted: Sequence[int]) -> int:
        votes = self.votes[group]
        return min(
            self.sizes[group], max([-(-max(0, needs[c]) // votes[c]) for c in wanted if votes[c]], default=0)
        )

    def _finish(
        self,
        counts: list[int],
        rest: list[int],
        task: "_Task",
        best: tuple[int, Counts] | None,
    ) -> tuple[int, Counts] | None:
        """Add people of the largest group and of the single ones, and keep the better outcome."""
        wanted, largest, single = task
        for n in self._tries(rest, wanted, largest, single):
            tried, left = list(counts), list(rest)
            if largest is not None:
                _take(tried, left, largest, n, self.votes)
            total = sum(tried)
            for c in wanted:
                for g in single[c]:
                    if left[c] <= 0:
                        break
                    taken = min(self.sizes[g], -(-left[c] // self.votes[g][c]))
                    _take(tried, left, g, taken, self.votes)
                    total += taken
                if left[c] > 0 or (best is not None and total >= best[0]):
                    break
            else:
                best = (total, tuple(tried))
        return best

    def _tries(
        self,
        rest: Sequence[int],
        wanted: Sequence[int],
        largest: int | None,
        single: Mapping[int, Sequence[int]],
    ) -> Sequence[int]:
        if largest is None:
            return (0,)
        cap = self._cap(largest, rest, wanted)
        votes = self.votes[largest]
        touched = [c for c in wanted if votes[c]]
        if any(self.votes[g][c] != 1 for c in touched for g in (largest, *single[c])):
            return range(cap + 1)
        bends = {0, cap}
        for c in touched:
            reach = 0
            bends.add(rest[c])
            for g in single[c]:
                reach += self.sizes[g]
                bends.add(rest[c] - reach)
        return sorted(n for n in bends if 0 <= n <= cap)


def _take(
    counts: list[int], rest: list[int], group: int, number: int, votes: Sequence[Sequence[int]]
) -> None:
    counts[group] += number
    for column, each in enumerate(votes[group]):
        rest[column] -= number * each
