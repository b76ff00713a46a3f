"""Who there are: people in groups of the same votes. Nobody has a name here."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from samenspel.kernels.statute.vocabulary import SEATS, Body, Standing

MEETINGS = frozenset({Body.GENERAL_MEETING, Body.VOLUNTEERS})
"""Bodies so large that not everyone comes. In every other body all seats vote."""

SEAT_OF: Mapping[Standing, Body] = MappingProxyType({standing: body for body, standing in SEATS.items()})
"""The body in which a standing gives a seat."""


@dataclass(frozen=True)
class Group:
    """People who are alike to the rules: so many of them, each with so many votes in each body."""

    id: str
    size: int
    votes: Mapping[Body, int]

    def __post_init__(self) -> None:
        if self.size < 0 or any(votes < 0 for votes in self.votes.values()):
            raise ValueError(f"Group {self.id}: sizes and votes are not negative.")
        object.__setattr__(self, "votes", MappingProxyType(dict(self.votes)))

    def weight(self, body: Body) -> int:
        """The votes of one of them in a body."""
        return self.votes.get(body, 0)


@dataclass(frozen=True)
class People:
    """All people of a collective and its partners, in groups. The order of the groups breaks ties."""

    groups: tuple[Group, ...]

    def __post_init__(self) -> None:
        if len({group.id for group in self.groups}) != len(self.groups):
            raise ValueError("Every group has an identifier of its own.")

    def total(self, body: Body) -> int:
        """All votes that a body could cast."""
        return self._totals.get(body, 0)

    @cached_property
    def _totals(self) -> dict[Body, int]:
        return {body: sum(group.size * group.weight(body) for group in self.groups) for body in Body}

    @property
    def members(self) -> int:
        """How many people have a vote in the general meeting."""
        return sum(group.size for group in self.groups if group.weight(Body.GENERAL_MEETING))

    def empty(self, body: Body) -> "People":
        """The same people, with nobody in one body."""
        return People(
            tuple(
                Group(group.id, group.size, {each: n for each, n in group.votes.items() if each is not body})
                for group in self.groups
            )
        )


def read_groups(raw: object) -> tuple[Group, ...]:
    """Read groups from JSON values, as a report writes them. Raises ValueError that says what is wrong where."""
    if not isinstance(raw, list):
        raise ValueError("Give a list of groups.")  # noqa: TRY004 - bad input, not a bad program
    return tuple(_read_group(number, each) for number, each in enumerate(raw, start=1))


def _read_group(number: int, raw: object) -> Group:
    if not isinstance(raw, dict) or not isinstance(raw.get("id"), str):
        raise ValueError(f"Group {number} needs an id.")  # noqa: TRY004
    size, votes = raw.get("size"), raw.get("votes")
    if type(size) is not int or not isinstance(votes, dict):
        raise ValueError(f"Group {raw['id']} needs a size and its votes in each body.")
    for body, votes_each in votes.items():
        if body not in set(Body) or type(votes_each) is not int:
            raise ValueError(
                f"Group {raw['id']}: {body!r} with {votes_each!r} votes is not a body with a number."
            )
    return Group(raw["id"], size, {Body(body): each for body, each in votes.items()})
