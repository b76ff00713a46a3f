"""The fewest people who together have given numbers of votes in several columns. Exact, in whole people."""

from collections.abc import Mapping, Sequence
from itertools import product

Counts = tuple[int, ...]
"""People of each group, in the order of the groups."""


class Cover:
    """Answers for one set of groups; answers are kept, since the search asks for many that differ in one number."""

    def __init__(self, sizes: Sequence[int], columns: Mapping[str, tuple[int, ...]]) -> None:
        self.sizes = tuple(sizes)
        self.columns = tuple(columns)
        self.votes = [tuple(columns[column][g] for column in self.columns) for g in range(len(self.sizes))]
        self._kept: dict[tuple[int, ...], tuple[int, Counts] | None] = {}

    def fewest(self, needs: tuple[int, ...]) -> tuple[int, Counts] | None:
        """The fewest people for needs in the order of the columns, and who; None where all would not do.

        People with votes in several columns are counted out one by one, all but the largest such group. For that group
        the total is convex in how many of it take part, with bends only where a column is filled or a group used up, if
        its votes are one each; else every number is tried. Who has votes in one column only fills what is left, the
        heaviest first. Of equal totals the first in the order of the groups counts.
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
        others = [g for g in many if g != largest]
        best: tuple[int, Counts] | None = None
        ranges = [range(self._cap(g, needs, wanted) + 1) for g in others]
        for chosen in product(*ranges):
            used = sum(chosen)
            if best is not None and used >= best[0]:
                continue
            counts = [0] * len(self.sizes)
            rest = list(needs)
            for g, n in zip(others, chosen, strict=True):
                _take(counts, rest, g, n, self.votes)
            best = self._finish(counts, rest, wanted, largest, single, best)
        return best

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
        wanted: Sequence[int],
        largest: int | None,
        single: Mapping[int, Sequence[int]],
        best: tuple[int, Counts] | None,
    ) -> tuple[int, Counts] | None:
        """Add people of the largest group and of the single ones, and keep the better outcome."""
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
