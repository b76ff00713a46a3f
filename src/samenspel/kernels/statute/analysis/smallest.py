"""How few people: the smallest group that can reach a state (D2), by best-first search over vote thresholds.

Only finitely many numbers of votes matter in a column: those at which a requirement begins to be met. So the search
walks the lattice of thresholds, always from the vector that the fewest people can fill. Their number never falls along
the lattice; the first vector that reaches the aim is therefore the cheapest, whatever the size of the collective.
"""

from dataclasses import dataclass
from enum import StrEnum
from heapq import heappop, heappush

from samenspel.kernels.statute.analysis.covering import Counts, Cover
from samenspel.kernels.statute.analysis.people import People
from samenspel.kernels.statute.analysis.reach import can
from samenspel.kernels.statute.analysis.system import ALWAYS, System

QUESTIONS = 50_000
"""After so many questions the search gives up, and says that it does not know."""
EQUALS = 12
"""So many equally small groups are returned at most, for a choice among them."""


class Finding(StrEnum):
    FOUND = "found"
    NO_WAY = "no_way"
    """Within the model no group can do it."""
    UNKNOWN = "unknown"
    """The search was ended before it knew."""


@dataclass(frozen=True, slots=True)
class Smallest:
    """The outcome of a search: how few people, and such groups, each as a number of every kind of people."""

    finding: Finding
    people: int = 0
    groups: tuple[Counts, ...] = ()
    questions: int = 0


def smallest(system: System, people: People, *, equals: int = EQUALS, questions: int = QUESTIONS) -> Smallest:
    """The smallest groups that can reach the aim of the system, in a fixed order; not all, where there are many."""
    search = _Search(system, people)
    found: dict[Counts, None] = {}
    fewest = asked = 0
    while search.heap:
        total, place, counts = heappop(search.heap)
        if found and (total > fewest or len(found) == equals):
            break
        asked += 1
        if asked > questions:
            break
        if search.reaches(counts):
            found[counts], fewest = None, total
        else:
            search.widen(place)
    if found:
        return Smallest(Finding.FOUND, fewest, tuple(found), asked)
    return Smallest(Finding.UNKNOWN if asked > questions else Finding.NO_WAY, questions=asked)


class _Search:
    """The lattice of thresholds, and the vectors of it that wait, the one that the fewest people fill first."""

    def __init__(self, system: System, people: People) -> None:
        sizes = [group.size for group in people.groups]
        self.system = system
        self.steps = [_steps(system, column) for column in system.columns]
        start = (0,) * len(self.steps)
        self.heap: list[tuple[int, Counts, Counts]] = [(0, start, (0,) * len(sizes))]
        self._cover = Cover(sizes, system.columns)
        self._seen = {start}
        self._answered: dict[frozenset[int], bool] = {}

    def reaches(self, counts: Counts) -> bool:
        """Whether a group reaches the aim; groups that meet the same requirements have the same answer."""
        held = self.system.held(counts)
        if held not in self._answered:
            self._answered[held] = can(self.system, counts)
        return self._answered[held]

    def widen(self, place: Counts) -> None:
        """Add the vectors that are one threshold higher in one column."""
        for further in _raised(place, self.steps):
            if further in self._seen:
                continue
            self._seen.add(further)
            filled = self._cover.fewest(
                tuple(ladder[i] for ladder, i in zip(self.steps, further, strict=True))
            )
            if filled is not None:
                heappush(self.heap, (filled[0], further, filled[1]))


def _raised(place: Counts, steps: list[list[int]]) -> list[Counts]:
    """The vectors one threshold higher in one column."""
    return [
        (*place[:column], place[column] + 1, *place[column + 1 :])
        for column, ladder in enumerate(steps)
        if place[column] + 1 < len(ladder)
    ]


def _steps(system: System, column: str) -> list[int]:
    """Zero, and every number of votes in a column at which something begins to be possible."""
    used = {each.leaf for action in system.actions for part in action.parts for each in part.alternatives} - {
        ALWAYS
    }
    return [0, *sorted({system.leaves[i].need for i in used if system.leaves[i].column == column})]
