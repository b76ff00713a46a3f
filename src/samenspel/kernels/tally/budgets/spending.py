"""What a way of dividing a budget starts from, and what it says: who was bought, who paid, what was missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from samenspel.kernels.tally.ballots import Marks, Profile
from samenspel.kernels.tally.pairwise import whole_numbers
from samenspel.kernels.tally.words import BadRulesError


class Utility(StrEnum):
    """What a voter gets out of a project that they marked."""

    COST = "cost"
    """As much as the project costs: large projects please more."""
    CARDINALITY = "cardinality"
    """The same for every project."""


@dataclass(frozen=True, slots=True)
class Funding:
    """A project that was bought. `paid` is how many voters paid which amount, largest first; together the cost."""

    project: int
    paid: tuple[tuple[Fraction, int], ...]


@dataclass(frozen=True, slots=True)
class Spending:
    """How a budget was divided.

    `bought` in the order of buying. `missing` is, for every project, what its voters lacked in the end; None for what
    was bought and for projects that nobody marked. `share` is what every voter could spend; None where the method has
    no shares. `runs` counts the shares that were looked at.
    """

    bought: tuple[Funding, ...]
    missing: tuple[Fraction | None, ...]
    share: Fraction | None
    runs: int = 1

    @property
    def projects(self) -> tuple[int, ...]:
        return tuple(funding.project for funding in self.bought)


@dataclass(frozen=True)
class Electorate:
    """Voters in groups of equal ballots, with the costs of the projects. Who gave a blank ballot has no share: `profile` holds filled ballots."""

    costs: tuple[int, ...]
    budget: int
    voters: int
    weights: NDArray[Any]
    """How many voters each group has."""
    groups: tuple[NDArray[np.intp], ...]
    """For each project the groups that marked it."""
    supporters: tuple[int, ...]

    @property
    def wanted(self) -> tuple[int, ...]:
        """Projects that someone marked and that fit in the budget at all, in order."""
        return tuple(
            project
            for project, count in enumerate(self.supporters)
            if count and self.costs[project] <= self.budget
        )

    def precedence(self, project: int) -> tuple[int, ...]:
        """What goes first of level projects where the rules break no ties: more voters, then less cost."""
        return -self.supporters[project], self.costs[project]

    def by_class(self, project: int, of: NDArray[Any], classes: int) -> dict[int, int]:
        """How many voters of a project each class of voters has; `of[group]` is the class of a group."""
        groups = self.groups[project]
        counts = np.zeros(classes, self.weights.dtype)
        np.add.at(counts, of[groups], self.weights[groups])
        return {each: int(counts[each]) for each in np.flatnonzero(counts).tolist()}

    def cost(self, projects: Sequence[int]) -> int:
        return sum(self.costs[project] for project in projects)

    def exhausts(self, projects: Sequence[int]) -> bool:
        """Whether no other wanted project fits in what is left of the budget."""
        left = self.budget - self.cost(projects)
        return all(self.costs[project] > left for project in self.wanted if project not in projects)


def unpaid(voters: Electorate) -> tuple[Fraction | None, ...]:
    """What is missing for every project when nobody pays anything."""
    return tuple(
        Fraction(cost) if count else None for cost, count in zip(voters.costs, voters.supporters, strict=True)
    )


def electorate(profile: Profile[Marks], costs: Sequence[int], budget: int | None) -> Electorate:
    """Group voters by ballot. Raises BadRulesError for a missing or negative budget, or a cost below one."""
    if budget is None or budget < 0:
        raise BadRulesError(
            "Vul in hoeveel geld er te verdelen is: nul of meer.",
            "Fill in how much there is to divide: zero or more.",
        )
    if any(cost < 1 for cost in costs):
        raise BadRulesError(
            "Elk plan moet iets kosten: ten minste één cent.",
            "Every project must cost something: at least one cent.",
        )
    groups: list[list[int]] = [[] for _ in costs]
    for number, (marks, _) in enumerate(profile.cast):
        for project in marks:
            groups[project].append(number)
    times = [times for _, times in profile.cast]
    return Electorate(
        costs=tuple(costs),
        budget=budget,
        voters=profile.voters,
        weights=whole_numbers(times),
        groups=tuple(np.array(group, np.intp) for group in groups),
        supporters=tuple(sum(times[number] for number in group) for group in groups),
    )
