"""A charter, its people and a scenario as actions on atoms: what each act needs, and what it brings about.

Requirements can only be removed, seats and votes can only be won. So every action is monotone: it needs a conjunction
of parts, each a choice among alternatives, and what it sets stays set. An alternative asks for atoms that are set and
for own votes in one body. Whether a group can reach a state is then a least fixpoint.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from samenspel.kernels.statute.model import Requirement

ALWAYS = -1
"""The leaf of an alternative that asks for no votes."""


class Leaf(NamedTuple):
    """So many own votes in one column: a body, or one group of people."""

    column: str
    need: int


class Alternative(NamedTuple):
    """One way to meet a part: atoms that are set (a bit mask), a leaf, the days it takes, the days that the decision as a
    whole then waits for it, and if it is a breach."""

    atoms: int
    leaf: int = ALWAYS
    days: int = 0
    waits: int = 0
    breach: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One thing an action needs, by any of its alternatives. `provision` is what asks it, empty for the law."""

    alternatives: tuple[Alternative, ...]
    requirement: Requirement | None = None
    provision: str = ""


class Move(StrEnum):
    """The kinds of step in a story."""

    ACT = "act"
    AMEND = "amend"
    APPOINT = "appoint"
    ADMIT = "admit"
    ADMIT_FREELY = "admit_freely"
    JOIN = "join"
    SUSPEND = "suspend"
    PRESS = "press"
    SELL = "sell"
    SELL_SLOWLY = "sell_slowly"
    DISTRIBUTE_AFTER = "distribute_after"
    OPEN = "open"
    ISSUE = "issue"


CONTESTABLE = frozenset({Move.SUSPEND, Move.PRESS})
"""Steps that are not a matter of votes alone: there must be a ground, or it is pressure and no right."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something that can be done: what it needs, which atoms must be set before, which it sets, and how long it takes.

    It takes the longest of the alternatives used, at least `least_days`, then the longest waiting of those, and
    `after_days` more before it has effect.
    It begins and ends on a day from `first` up to, not with, `until`.
    """

    move: Move
    acts: tuple[str, ...]
    parts: tuple[Part, ...]
    sets: int
    after: int = 0
    least_days: int = 0
    after_days: int = 0
    article: str = ""
    amount: int = 0
    first: int = 0
    until: int | None = None
    asks: int = field(init=False, compare=False, repr=False, default=0)
    """Every atom it can ask for, in one mask."""

    def __post_init__(self) -> None:
        asks = self.after
        for part in self.parts:
            for alternative in part.alternatives:
                asks |= alternative.atoms
        object.__setattr__(self, "asks", asks)

    @property
    def contestable(self) -> bool:
        return self.move in CONTESTABLE


@dataclass(frozen=True)
class System:
    """All actions that bear on the aim, with the leaves and the atoms they speak of."""

    actions: tuple[Action, ...]
    leaves: tuple[Leaf, ...]
    bad: int
    columns: Mapping[str, tuple[int, ...]]
    """For every column the votes of one person of each group, in the order of the groups."""
    layered: bool = False
    names: Mapping[str, int] = field(default_factory=dict)

    def weights(self, counts: tuple[int, ...]) -> dict[str, int]:
        """The votes of a group, given as a number of people of each kind."""
        return {
            column: sum(n * weight for n, weight in zip(counts, votes, strict=True))
            for column, votes in self.columns.items()
        }

    def held(self, counts: tuple[int, ...]) -> frozenset[int]:
        """The leaves that a group meets by itself."""
        weights = self.weights(counts)
        return frozenset(
            index for index, leaf in enumerate(self.leaves) if weights[leaf.column] >= leaf.need
        ) | {ALWAYS}


def cone(actions: tuple[Action, ...], bad: int) -> tuple[Action, ...]:
    """Only the actions that can matter for the aim, in the same order."""
    wanted, grown = bad, 0
    while grown != wanted:
        grown = wanted
        for action in actions:
            if action.sets & wanted:
                wanted |= action.asks
    return tuple(action for action in actions if action.sets & wanted)
