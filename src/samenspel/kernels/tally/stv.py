"""Single transferable vote: seats in proportion, by piles of papers that can be counted by hand.

Two readings of the weighted inclusive Gregory method (WIGM), in which every paper of an elected option passes on its
share of the surplus:

- *Scottish*: the Scottish Local Government Elections Order 2011, rules 45 to 52: values cut off after 5 decimals.
- *exact*: the same rule with exact fractions, so that nothing is lost in rounding.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from samenspel.kernels.tally.papers import Orders, Piles, Value, highest_by_history, lowest_by_history
from samenspel.kernels.tally.rules import Ties
from samenspel.kernels.tally.words import Words

SCOTTISH_UNIT = 100_000
"""One vote in the unit of the Scottish rule: five decimals."""


class Step(StrEnum):
    """What a stage of the count did."""

    FIRST = "first"
    SURPLUS = "surplus"
    EXCLUSION = "exclusion"


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage: what was done with whom, every option's votes after it, who was elected then, and what counts for nobody.

    `exhausted` are votes on papers that name nobody else; `lost` is what cutting off decimals took. Votes of all
    options, exhausted and lost together are the voters, at every stage. Amounts are in units of `Count.unit`.
    """

    step: Step
    option: int | None
    votes: tuple[Value, ...]
    exhausted: Value
    lost: Value
    elected: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How an election by single transferable vote went. One vote is `unit`; the quota is in that unit too."""

    unit: int
    quota: int
    stages: tuple[Stage, ...]
    elected: tuple[int, ...]
    excluded: tuple[int, ...]


def droop_quota(voters: int, seats: int) -> int:
    """The least whole number that only `seats` options can reach (Droop 1868)."""
    return voters // (seats + 1) + 1


def scottish(papers: Orders, seats: int, ties: Ties) -> Count:
    """Elect by the Scottish rule. Raises UndecidedError where the rules break no ties."""

    def cut_off(value: Value, surplus: Value, votes: Value) -> Value:
        return int(value * surplus / votes) if isinstance(votes, Fraction) else value * surplus // votes

    return _Election(papers, seats, ties, SCOTTISH_UNIT, cut_off).run()


def exact_wigm(papers: Orders, seats: int, ties: Ties) -> Count:
    """Elect by the same rule with exact fractions. Raises UndecidedError where the rules break no ties."""
    return _Election(
        papers, seats, ties, 1, lambda value, surplus, votes: Fraction(value * surplus) / votes
    ).run()


@dataclass
class _Election:
    papers: Orders
    seats: int
    ties: Ties
    unit: int
    pass_on: Callable[[Value, Value, Value], Value]
    stages: list[Stage] = field(default_factory=list)
    history: list[tuple[Value, ...]] = field(default_factory=list)
    elected: list[int] = field(default_factory=list)
    excluded: list[int] = field(default_factory=list)
    waiting: list[int] = field(default_factory=list)
    """Elected options whose surplus has not been passed on."""
    kept: dict[int, Value] = field(default_factory=dict)
    """What elected options keep whose surplus has been passed on."""

    def run(self) -> Count:
        self.quota = droop_quota(self.papers.voters, self.seats) * self.unit
        self.piles = Piles(self.papers, self.unit)
        self.continuing = list(range(self.papers.options))
        if not self.papers.voters:
            return Count(self.unit, self.quota, (), (), ())
        self._close(Step.FIRST, None)
        while len(self.elected) < self.seats:
            surplus = [option for option in self.waiting if self._votes(option) > self.quota]
            if surplus:
                self._pass_on_surplus(self._largest(surplus))
            else:
                self._exclude(self._lowest())
        return Count(self.unit, self.quota, tuple(self.stages), tuple(self.elected), tuple(self.excluded))

    def _votes(self, option: int) -> Value:
        return self.kept.get(option, self.piles.worth(option))

    def _largest(self, surplus: Sequence[int]) -> int:
        most = max(self._votes(option) for option in surplus)
        level = [option for option in surplus if self._votes(option) == most]
        return self._settle(level, highest_by_history, self.ties.best, _SURPLUS)

    def _lowest(self) -> int:
        fewest = min(self._votes(option) for option in self.continuing)
        level = [option for option in self.continuing if self._votes(option) == fewest]
        return self._settle(level, lowest_by_history, self.ties.worst, _LEAVING)

    def _settle(
        self,
        level: Sequence[int],
        by_history: Callable[[Sequence[Sequence[Value]], Sequence[int]], tuple[int, ...]],
        by_rules: Callable[[Sequence[int], Words], int],
        over: Words,
    ) -> int:
        """A tie goes by the last earlier stage at which the options differed, then by the rules."""
        stage = len(self.stages) + 1
        what = Words(f"{over.nl}, stap {stage}", f"{over.en}, stage {stage}")
        left = by_history(self.history[:-1], level)
        if len(left) < len(level):
            preferred = left if over is _SURPLUS else tuple(option for option in level if option not in left)
            self.ties.by_method(level, what, preferred)
        return by_rules(left, what)

    def _pass_on_surplus(self, option: int) -> None:
        votes = self._votes(option)
        surplus = votes - self.quota
        self.waiting.remove(option)
        self.kept[option] = self.quota
        self.piles.move(option, lambda value: self.pass_on(value, surplus, votes))
        self._close(Step.SURPLUS, option)

    def _exclude(self, option: int) -> None:
        self.continuing.remove(option)
        self.excluded.append(option)
        self.piles.running[option] = False
        self.piles.move(option)
        self._close(Step.EXCLUSION, option)

    def _close(self, step: Step, option: int | None) -> None:
        """Write a stage down: who reached the quota, or who is left when as many are left as there are seats."""
        votes = tuple(self._votes(each) for each in range(self.papers.options))
        self.history.append(votes)
        elected = self._elect([each for each in self.continuing if votes[each] >= self.quota], votes)
        if len(self.continuing) <= self.seats - len(self.elected):
            elected += self._elect(list(self.continuing), votes)
        exhausted = self.piles.worth(-1)
        lost = self.papers.voters * self.unit - sum(votes) - exhausted
        self.stages.append(Stage(step, option, votes, exhausted, lost, tuple(elected)))

    def _elect(self, reached: list[int], votes: Sequence[Value]) -> list[int]:
        ranked = sorted(reached, key=lambda each: (-votes[each], self.ties.place(each)))
        for each in ranked:
            self.continuing.remove(each)
            self.elected.append(each)
            self.waiting.append(each)
            self.piles.running[each] = False
        return ranked


_SURPLUS = Words("wiens overschot eerst gaat", "whose surplus goes first")
_LEAVING = Words("wie afvalt", "who leaves")
