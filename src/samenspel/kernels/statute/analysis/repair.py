"""The smallest set of changes after which no small group can reach any of the aims (D11)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Generic, TypeVar

from samenspel.kernels.statute.analysis.compiling import compile_system
from samenspel.kernels.statute.analysis.people import People
from samenspel.kernels.statute.analysis.reach import can
from samenspel.kernels.statute.analysis.scenario import Scenario
from samenspel.kernels.statute.analysis.smallest import Finding, Smallest, smallest
from samenspel.kernels.statute.statute import Statute

Progress = Callable[[int, int], None]
"""Hears how many of all are done."""
Text = TypeVar("Text")
"""What is mended: a charter, or a statute with its people."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """A statute and the people under it."""

    statute: Statute
    people: People


@dataclass(frozen=True)
class Patch(Generic[Text]):
    """One change to a text, with a name."""

    id: str
    change: Callable[[Text], Text]


@dataclass(frozen=True, slots=True)
class Goal:
    """What a repair must reach: every aim takes at least `target` people, under one scenario."""

    scenario: Scenario
    aims: tuple[str, ...]
    target: int


@dataclass(frozen=True, slots=True)
class Mended:
    """A set of patches that lifts the bar, with the fewest people per aim after it; None where no way is left."""

    patches: tuple[str, ...]
    people: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Repairs:
    """All smallest sets that reach the target, best first; `tried` counts candidates that were looked at."""

    before: tuple[int | None, ...]
    found: tuple[Mended, ...]
    tried: int


def repairs(
    text: Text,
    patches: Sequence[Patch[Text]],
    ruled: Callable[[Text], Ruled],
    goal: Goal,
    *,
    at_most: int = 3,
    progress: Progress | None = None,
) -> Repairs:
    """Try sets of one patch, then of two, and so on; stop at the first size that reaches the goal.

    A set is first held against the small groups found so far: if one of them still succeeds, the set will not do. So
    most candidates cost one look at a fixed group. `progress` hears how many sets of the size at hand are done.
    """
    search = _Search(ruled, goal.scenario, goal.aims, goal.target)
    before = tuple(fewest(ruled(text), goal.scenario, aim) for aim in goal.aims)
    tried = 0
    for size in range(1, at_most + 1):
        sets = list(combinations(patches, size))
        found: list[Mended] = []
        for index, chosen in enumerate(sets):
            tried += 1
            people = search.lifts(_patched(text, chosen))
            if people is not None:
                found.append(Mended(tuple(patch.id for patch in chosen), people))
            if progress is not None:
                progress(index + 1, len(sets))
        if found:
            found.sort(key=lambda one: [-height(n) for n in sorted(one.people, key=height)])
            return Repairs(before, tuple(found), tried)
    return Repairs(before, (), tried)


def _patched(text: Text, chosen: Sequence[Patch[Text]]) -> Text:
    for patch in chosen:
        text = patch.change(text)
    return text


def height(people: int | None) -> int:
    """Where no way is left, the bar is higher than any number."""
    return 1 << 40 if people is None else people


def fewest(subject: Ruled, scenario: Scenario, aim: str) -> int | None:
    """The fewest people who can reach an aim; None where no way was found, and nought where that is not known."""
    system = compile_system(subject.statute, subject.people, scenario, aim)
    found = smallest(system, subject.people, equals=1)
    return None if found.finding is Finding.NO_WAY else found.people


class _Search(Generic[Text]):
    def __init__(
        self, ruled: Callable[[Text], Ruled], scenario: Scenario, aims: tuple[str, ...], target: int
    ) -> None:
        self.ruled = ruled
        self.scenario = scenario
        self.aims = aims
        self.target = target
        self.known: dict[str, dict[tuple[tuple[str, int], ...], None]] = {aim: {} for aim in aims}

    def lifts(self, text: Text) -> tuple[int | None, ...] | None:
        """The people per aim, if every aim now takes the target; else None."""
        subject = self.ruled(text)
        systems = {}
        for aim in self.aims:
            system = systems[aim] = compile_system(subject.statute, subject.people, self.scenario, aim)
            for group in self.known[aim]:
                named = dict(group)
                counts = tuple(min(g.size, named.get(g.id, 0)) for g in subject.people.groups)
                if can(system, counts):
                    return None
        people: list[int | None] = []
        for aim in self.aims:
            number = self._people(smallest(systems[aim], subject.people, equals=1), subject.people, aim)
            if number is not None and number < self.target:
                return None
            people.append(number)
        return tuple(people)

    def _people(self, found: Smallest, people: People, aim: str) -> int | None:
        if found.finding is Finding.NO_WAY:
            return None
        if found.finding is Finding.UNKNOWN:
            return 0  # not known to be safe, so never called a repair
        if found.people < self.target:
            group = tuple((g.id, n) for g, n in zip(people.groups, found.groups[0], strict=True) if n)
            self.known[aim][group] = None
        return found.people
