"""The shortest way (D3): few acts that are enough, in order, with the day and the votes of each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from samenspel.kernels.statute.analysis.ballots import Ballot, Level, ballot
from samenspel.kernels.statute.analysis.covering import Counts
from samenspel.kernels.statute.analysis.people import People
from samenspel.kernels.statute.analysis.reach import (
    earliest,
    enabled,
    fixed,
    fixpoint,
    schedule,
    timing,
)
from samenspel.kernels.statute.analysis.scenario import Scenario
from samenspel.kernels.statute.analysis.system import ALWAYS, Action, Alternative, Part, System
from samenspel.kernels.statute.majority import passes
from samenspel.kernels.statute.model import Requirement
from samenspel.kernels.statute.vocabulary import Body


class How(StrEnum):
    """In which way a body says yes."""

    VOTES = "votes"
    SECOND_MEETING = "second_meeting"
    HELD = "held"
    """The group has chosen the people in it."""
    PLURAL = "plural"
    """The group has given its own people more votes."""
    SILENCE = "silence"
    """No answer counts as a yes."""


@dataclass(frozen=True, slots=True)
class Consent:
    """The yes of one body in one step, by the requirement that asks most of it."""

    requirement: Requirement
    how: How
    votes: Ballot


@dataclass(frozen=True, slots=True)
class Step:
    """One act of the story. It is decided and has effect on `day`, after a call on day `begins`."""

    action: Action
    begins: int
    day: int
    consents: tuple[Consent, ...]
    broken: tuple[str, ...] = ()
    """Rules that stand outside the statutes and are broken."""


_ORDERS: tuple[Callable[[Action], tuple[int, ...]], ...] = (
    lambda action: (-_length(action),),
    lambda action: (_length(action),),
    lambda action: (-len(action.parts), _length(action)),
    lambda action: (len(action.parts), -_length(action)),
)
"""In which orders acts are tried for leaving out: the longest first, the shortest first, and so on."""


def _length(action: Action) -> int:
    ways = [each for part in action.parts for each in part.alternatives]
    days = max([each.days for each in ways], default=0)
    waits = max([each.waits for each in ways], default=0)
    return max(days, action.least_days) + waits + action.after_days


def shortest(system: System, counts: Counts) -> tuple[Action, ...]:
    """A set of acts that reaches the aim, of which none can be left out: for every act that can be the last, the smallest of
    several tries, and of those the smallest.

    Empty when the aim is out of reach. Fewest acts is a hard problem in general; `docs/methods/capture.md` tells how often
    this finds the fewest.
    """
    held = system.held(counts)
    useful = _useful(system, held)
    found: dict[tuple[Action, ...], None] = {}
    for last in [action for action in useful if action.sets & system.bad]:
        chosen = [action for action in useful if action is last or not action.sets & system.bad]
        for order in _ORDERS:
            found[_pruned(system, sorted(chosen, key=order), held)] = None
    fewest = min(map(len, found), default=0)
    return min(
        (acts for acts in found if len(acts) == fewest),
        key=lambda acts: _cost(system, acts, held),
        default=(),
    )


def _useful(system: System, held: frozenset[int]) -> list[Action]:
    """The acts that the group can do at all."""
    days = schedule(system.actions, held)
    return [action for action in system.actions if timing(action, held, days) is not None]


def _pruned(system: System, ordered: list[Action], held: frozenset[int]) -> tuple[Action, ...]:
    kept = list(ordered)
    for action in ordered:
        without = [each for each in kept if each is not action]
        if _enough(system, without, held):
            kept = without
    return tuple(action for action in system.actions if action in kept)


def _enough(system: System, actions: Sequence[Action], held: frozenset[int]) -> bool:
    if system.layered:
        return earliest(actions, held, system.bad) is not None
    return bool(fixpoint(fixed(actions, held), system.bad) & system.bad)


def _cost(system: System, actions: Sequence[Action], held: frozenset[int]) -> tuple[int, int]:
    """Of equally many acts, those with the fewest contestable ones, then the soonest done."""
    contestable = sum(action.contestable for action in actions)
    return contestable, earliest(actions, held, system.bad) or 0


def story(system: System, people: People, scenario: Scenario, counts: Counts) -> tuple[Step, ...]:
    """The shortest way as steps with days and votes, in order of the day on which each has effect."""
    held = system.held(counts)
    actions = shortest(system, counts)
    days = schedule(actions, held)
    teller = _Teller(system, people, scenario, counts, held, days)
    waiting = sorted((teller.step(action) for action in actions), key=lambda step: (step.day, step.begins))
    told: list[Step] = []
    reached = 0
    while waiting:
        # of the steps of one day, what makes another possible is told first
        ready = next((s for s in waiting if _ready(s.action, held, reached)), waiting[0])
        waiting.remove(ready)
        told.append(ready)
        reached |= ready.action.sets
    return tuple(told)


def _ready(action: Action, held: frozenset[int], reached: int) -> bool:
    """Whether all that an act waits for has been done."""
    return any(enabled(option, reached) for option in fixed([action], held))


_Asked = tuple[Fraction, bool, Fraction]
"""How much a requirement asks, to compare those of one body."""


@dataclass(frozen=True)
class _Teller:
    system: System
    people: People
    scenario: Scenario
    counts: Counts
    held: frozenset[int]
    days: Mapping[int, int]

    def step(self, action: Action) -> Step:
        when = timing(action, self.held, self.days)
        assert when is not None
        reached = sum(1 << bit for bit, day in self.days.items() if day <= when.begins)
        strictest: dict[Body, tuple[_Asked, Consent]] = {}
        broken: dict[str, None] = {}
        for part in action.parts:
            way = self._way(part, reached)
            if way is None or part.requirement is None:
                continue
            if way.breach:
                broken[part.provision] = None
                continue
            if self._is_gone(part, way):
                continue
            consent, asked = self._consent(part.requirement, way, reached)
            body = part.requirement.body
            if body not in strictest or asked > strictest[body][0]:
                strictest[body] = (asked, consent)
        ordered = tuple(strictest[body][1] for body in Body if body in strictest)
        return Step(action, when.begins, when.ends, ordered, tuple(broken))

    def _way(self, part: Part, reached: int) -> Alternative | None:
        """The alternative that was used: a rule that is gone asks nothing; then votes, then seats; a breach last."""
        open_ways = [w for w in part.alternatives if w.leaf in self.held and not w.atoms & ~reached]
        gone = [w for w in open_ways if self._is_gone(part, w)]
        lawful = [w for w in open_ways if not w.breach]
        return next(iter([*gone, *lawful, *open_ways]), None)

    def _is_gone(self, part: Part, way: Alternative) -> bool:
        bit = self.system.names.get(f"gone:{part.provision}")
        return bit is not None and way.atoms == 1 << bit

    def _consent(self, requirement: Requirement, way: Alternative, reached: int) -> tuple[Consent, "_Asked"]:
        own = sum(
            n * g.weight(requirement.body) for n, g in zip(self.counts, self.people.groups, strict=True)
        )
        total = self.people.total(requirement.body)
        votes = ballot(requirement, total, own, self._level(requirement.body, reached), self.scenario.turnout)
        result = passes(requirement, votes.in_favour, votes.entitled, votes.against)
        if result.adopted:
            how = How.SECOND_MEETING if result.in_second_meeting else How.VOTES
        elif way.leaf == ALWAYS and not way.atoms:
            how = How.SILENCE
        else:
            how = How.PLURAL if requirement.body is Body.GENERAL_MEETING else How.HELD
        asked = (Fraction(*requirement.majority), requirement.strict, Fraction(*requirement.quorum))
        return Consent(requirement, how, votes), asked

    def _level(self, body: Body, reached: int) -> Level:
        if body is Body.GENERAL_MEETING:
            return Level(self._friends(reached), self._halves(reached))
        joined = self.system.names.get(f"joined:{body}")
        return Level(self.scenario.friends if joined is not None and reached >> joined & 1 else 0)

    def _friends(self, reached: int) -> int:
        return max([n for n, bit in self._numbered("friends:") if reached >> bit & 1], default=0)

    def _halves(self, reached: int) -> int:
        return max([n for n, bit in self._numbered("suspended:") if reached >> bit & 1], default=0)

    def _numbered(self, prefix: str) -> list[tuple[int, int]]:
        return [
            (int(name.removeprefix(prefix)), bit)
            for name, bit in self.system.names.items()
            if name.startswith(prefix)
        ]
