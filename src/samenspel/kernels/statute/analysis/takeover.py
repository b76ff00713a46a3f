"""The four first questions together: can it ever be, by how few people, in which acts, from which day."""

from dataclasses import dataclass

from samenspel.kernels.statute.analysis.compiling import compile_system
from samenspel.kernels.statute.analysis.covering import Counts
from samenspel.kernels.statute.analysis.path import Step, story
from samenspel.kernels.statute.analysis.people import People
from samenspel.kernels.statute.analysis.reach import can, earliest
from samenspel.kernels.statute.analysis.scenario import Scenario
from samenspel.kernels.statute.analysis.smallest import Finding, smallest
from samenspel.kernels.statute.statute import Statute


@dataclass(frozen=True, slots=True)
class Takeover:
    """How a group could reach an aim, under one scenario.

    `counts` is one smallest group, as people of each kind; `steps` are acts of which none can be left out, and the aim
    is reached on the day of the last. `earliest_day` is the first day at all, which can take more acts.
    """

    aim: str
    finding: Finding
    people: int = 0
    counts: Counts = ()
    steps: tuple[Step, ...] = ()
    earliest_day: int = 0
    questions: int = 0

    @property
    def last_day(self) -> int:
        """The day on which the story ends."""
        return max([step.day for step in self.steps], default=0)


def could(statute: Statute, people: People, scenario: Scenario, aim: str, counts: Counts) -> bool:
    """Whether this group, so many people of each kind, could ever reach the aim (D1)."""
    return can(compile_system(statute, people, scenario, aim), counts)


def takeover(statute: Statute, people: People, scenario: Scenario, aim: str) -> Takeover:
    """The fewest people who could reach an aim, the acts and the days (D2, D3, D4).

    Of equally small groups the one with the fewest acts counts, then the one that is soonest done, then the first in
    the order of the people. The same question always has the same answer.
    """
    system = compile_system(statute, people, scenario, aim)
    least = smallest(system, people)
    if least.finding is not Finding.FOUND:
        return Takeover(aim, least.finding, questions=least.questions)
    told = [(counts, story(system, people, scenario, counts)) for counts in least.groups]
    counts, steps = min(told, key=lambda one: (len(one[1]), max([s.day for s in one[1]], default=0)))
    first = earliest(system.actions, system.held(counts), system.bad)
    assert first is not None
    return Takeover(aim, Finding.FOUND, least.people, counts, steps, first, least.questions)
