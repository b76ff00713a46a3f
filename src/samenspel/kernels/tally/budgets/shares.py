"""The method of equal shares: everyone gets an equal share, and projects are bought by those who marked them.

Peters and Skowron 2020 (arXiv 1911.11747); for budgets Peters, Pierczyński and Skowron 2021. A project is bought when
its voters can pay for it together, each the same amount or all they have left. The one bought first is the one that
asks least per unit of utility.

**One run for many shares.** Completion asks for the outcome under every share from the real one up (add-1). Until
some comparison in the run tips over, what every voter has left is a linear function of the share. So each round keeps
those functions, and for every comparison the largest share for which it still holds. To try the next share is then to
look where the first comparison tips, and to run again from that round on. All numbers are integers: amounts are over a
common denominator, and the share is counted in parts of one smallest unit divided by the voters.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from math import gcd

import numpy as np
from numpy.typing import NDArray

from samenspel.kernels.tally.budgets.spending import Electorate, Funding, Spending, Utility, unpaid
from samenspel.kernels.tally.rules import Ties
from samenspel.kernels.tally.words import Words

_FOREVER = 2**200
"""Further than any share that is looked at: a comparison that never tips over."""


class Completion(StrEnum):
    """What happens with money that equal shares leave unspent."""

    NONE = "none"
    ADD_ONE = "add_one"
    """Raise every share by one unit until nothing more fits, or until the next outcome would cost too much."""
    ADD_ONE_UNTIL_OVERSPENT = "add_one_until_overspent"
    """Raise every share by one unit until the next outcome would cost too much."""


def equal_shares(
    voters: Electorate, utility: Utility, ties: Ties, completion: Completion = Completion.NONE
) -> Spending:
    """Divide a budget by equal shares. Raises UndecidedError where the rules break no ties."""
    if not voters.wanted:
        return Spending((), unpaid(voters), None)
    virtual, runs = (
        (voters.budget, 1) if completion is Completion.NONE else _raised(voters, utility, ties, completion)
    )
    ended = tuple(ties.met)
    ties.met.clear()  # told are the ties of the run that counts, and of the one that cost too much and so ended it
    spending = _Run(voters, utility, ties, virtual).spending(runs)
    ties.met += [tie for tie in ended if tie not in ties.met]
    return spending


def _raised(voters: Electorate, utility: Utility, ties: Ties, completion: Completion) -> tuple[int, int]:
    """The largest budget to share out whose outcome can be paid, in whole units a voter, and how many were looked at."""

    def virtual(step: int) -> int:
        return voters.voters * (voters.budget // voters.voters + step) if step else voters.budget

    run, step = _Run(voters, utility, ties, voters.budget), 0
    while True:
        bought = run.projects
        if len(bought) == len(voters.wanted) or (
            completion is Completion.ADD_ONE and voters.exhausts(bought)
        ):
            ties.met.clear()
            return virtual(step), step + 1
        # Everything stays as it is up to `until`: go one unit further than that.
        step = max(run.until // voters.voters - voters.budget // voters.voters, step) + 1
        ties.met.clear()
        run.advance(virtual(step))
        if voters.cost(run.projects) > voters.budget:
            return virtual(step - 1), step + 1


@dataclass(frozen=True, slots=True)
class _Money:
    """What voters have left at the start of a round, in classes: (base + slope · share) / scale.

    `of[group]` is the class of a group of voters; class 0 has nothing. The share is in parts of a unit per voter.
    """

    of: NDArray[np.int32]
    base: tuple[int, ...]
    slope: tuple[int, ...]
    scale: int

    def at(self, share: int) -> list[int]:
        """What each class has left under a share, in parts of `scale`."""
        return [base + slope * share for base, slope in zip(self.base, self.slope, strict=True)]


@dataclass(frozen=True, slots=True)
class _Price:
    """What each voter who is not broke pays for a project: (base + slope · share) / (scale · payers).

    `per_utility` is that denominator times the utility. `until` is the largest share for which the same classes are
    broke. A project that its voters cannot pay has no payers; then `base + slope · share` is what they lack.
    """

    base: int
    slope: int
    payers: int
    per_utility: int
    broke: frozenset[int]
    until: int
    round: int

    @property
    def affordable(self) -> bool:
        return self.payers > 0


@dataclass(frozen=True, slots=True)
class _Round:
    """A round: the money before it, who was bought at which price (nobody in the last), and until which share it holds."""

    money: _Money
    bought: int | None
    known: Mapping[int, _Price]
    until: int

    @property
    def price(self) -> _Price:
        assert self.bought is not None
        return self.known[self.bought]


def _holds_until(base: int, slope: int) -> int:
    """The largest share for which base + slope · share, not negative now, is not negative."""
    return _FOREVER if slope >= 0 else base // -slope


@dataclass
class _Run:
    """Equal shares under one share, kept so that it can advance to a larger one."""

    voters: Electorate
    utility: Utility
    ties: Ties
    share: int
    rounds: list[_Round] = field(default_factory=list)

    def __post_init__(self) -> None:
        everyone = np.ones(len(self.voters.weights), np.int32)
        self._go_on(_Money(everyone, (0, 0), (0, 1), self.voters.voters))

    @property
    def projects(self) -> tuple[int, ...]:
        return tuple(each.bought for each in self.rounds if each.bought is not None)

    @property
    def until(self) -> int:
        """The largest share under which the whole run goes the same way."""
        return min(each.until for each in self.rounds)

    def advance(self, share: int) -> None:
        """Go to a larger share: rounds in which nothing tips over stay, others are held again, and what follows from them."""
        self.share = share
        for number, old in enumerate(self.rounds):
            if old.until >= share:
                continue
            new = self._choose(old.money, number, old)
            self.rounds[number] = new
            if new.bought != old.bought or (new.bought is not None and not _same(new.price, old.price)):
                del self.rounds[number + 1 :]
                if new.bought is not None:
                    self._go_on(self._pay(new))
                return

    def _go_on(self, money: _Money) -> None:
        """Hold rounds until nobody can buy anything."""
        while True:
            held = self._choose(money, len(self.rounds))
            self.rounds.append(held)
            if held.bought is None:
                return
            money = self._pay(held)

    def _choose(self, money: _Money, number: int, old: _Round | None = None) -> _Round:
        """Find the project that asks least per utility. Prices only rise from round to round, so old ones are bounds.

        `old` is the same round under a smaller share: prices that still hold need not be made again.
        """
        left = money.at(self.share)
        known = self._known_before(number)
        if old is not None:
            known |= {project: price for project, price in old.known.items() if price.until >= self.share}
        for project in self.voters.wanted if not number else ():
            if project not in known:
                known[project] = self._price(money, left, project, number)
        while True:
            level = self._cheapest(known)
            stale = [project for project in level if known[project].round != number]
            if not stale:
                break
            for project in stale:
                known[project] = self._price(money, left, project, number)
        if not level:
            return _Round(
                money, None, known, min((price.until for price in known.values()), default=_FOREVER)
            )
        best = self.ties.best_by(
            level,
            Words(f"wat als nummer {number + 1} gekocht wordt", f"what is bought as number {number + 1}"),
            self.voters.precedence,
        )
        return _Round(money, best, known, self._stays_best(best, known))

    def _known_before(self, number: int) -> dict[int, _Price]:
        if not number:
            return {}
        before = self.rounds[number - 1]
        return {project: price for project, price in before.known.items() if project != before.bought}

    def _cheapest(self, known: Mapping[int, _Price]) -> list[int]:
        """The projects with the least price per utility among those that can be paid."""
        level: list[int] = []
        least, over = 0, 1
        for project, price in known.items():
            if not price.affordable:
                continue
            mine = price.base + price.slope * self.share
            difference = mine * over - least * price.per_utility
            if not level or difference < 0:
                level, least, over = [project], mine, price.per_utility
            elif not difference:
                level.append(project)
        return sorted(level)

    def _stays_best(self, best: int, known: Mapping[int, _Price]) -> int:
        """Until which share the best stays best: no price breaks down, and no other becomes cheaper."""
        mine = known[best]
        until = mine.until
        for project, price in known.items():
            until = min(until, price.until)
            if project == best or not price.affordable:
                continue
            # A project that goes first when level must stay strictly dearer.
            strictly = self.ties.goes_first(project, best, self.voters.precedence)
            base = price.base * mine.per_utility - mine.base * price.per_utility - strictly
            until = min(
                until, _holds_until(base, price.slope * mine.per_utility - mine.slope * price.per_utility)
            )
        return until

    def _price(self, money: _Money, left: Sequence[int], project: int, number: int) -> _Price:
        """Let the voters of a project pay alike, those with too little all they have (`left`, by class)."""
        counts = self._weights(money, project)
        order = sorted(counts, key=left.__getitem__)
        payers = sum(counts.values())
        base, slope = self.voters.costs[project] * money.scale, 0
        for place, klass in enumerate(order):
            if base + slope * self.share <= left[klass] * payers:
                broke, rich = order[:place], order[place:]
                break
            base -= money.base[klass] * counts[klass]
            slope -= money.slope[klass] * counts[klass]
            payers -= counts[klass]
        else:
            return _Price(base, slope, 0, 1, frozenset(), _holds_until(base - 1, slope), number)
        until = _FOREVER
        for klasses, sign in ((broke, 1), (rich, -1)):
            for klass in klasses:
                gap = sign * (base - money.base[klass] * payers)
                until = min(until, _holds_until(gap, sign * (slope - money.slope[klass] * payers)))
        worth = self.voters.costs[project] if self.utility is Utility.COST else 1
        return _Price(base, slope, payers, money.scale * payers * worth, frozenset(broke), until, number)

    def _weights(self, money: _Money, project: int) -> dict[int, int]:
        """How many voters of a project each class has, but for those who have nothing."""
        counts = self.voters.by_class(project, money.of, len(money.base))
        counts.pop(0, None)
        return counts

    def _pay(self, held: _Round) -> _Money:
        """The money after a purchase: who is broke has nothing, other voters of the project have the price less."""
        assert held.bought is not None
        money, price = held.money, held.price
        groups = self.voters.groups[held.bought]
        klasses = len(money.base)
        mine = money.of[groups]
        moved = money.of.copy()
        broke = np.isin(mine, list(price.broke)) | (mine == 0)
        moved[groups] = np.where(broke, 0, mine + klasses)
        used, of = np.unique(np.append(moved, 0), return_inverse=True)
        times = price.payers
        base = [_after(money.base, price.base, klass, klasses, times) for klass in used.tolist()]
        slope = [_after(money.slope, price.slope, klass, klasses, times) for klass in used.tolist()]
        shared = gcd(money.scale * times, *base, *slope)
        return _Money(
            of[:-1].astype(np.int32),
            tuple(each // shared for each in base),
            tuple(each // shared for each in slope),
            money.scale * times // shared,
        )

    def spending(self, runs: int) -> Spending:
        """What was bought and who paid how much, under the share of this run."""
        bought = tuple(self._funding(held) for held in self.rounds if held.bought is not None)
        last = self.rounds[-1].money
        left = last.at(self.share)
        missing: list[Fraction | None] = []
        for project, cost in enumerate(self.voters.costs):
            if project in self.projects or not self.voters.supporters[project]:
                missing.append(None)
                continue
            theirs = sum(left[klass] * count for klass, count in self._weights(last, project).items())
            missing.append(cost - Fraction(theirs, last.scale))
        return Spending(bought, tuple(missing), Fraction(self.share, self.voters.voters), runs)

    def _funding(self, held: _Round) -> Funding:
        assert held.bought is not None
        money, price = held.money, held.price
        left = money.at(self.share)
        each = Fraction(price.base + price.slope * self.share, money.scale * price.payers)
        paid: dict[Fraction, int] = {}
        for klass, count in self._weights(money, held.bought).items():
            amount = Fraction(left[klass], money.scale) if klass in price.broke else each
            paid[amount] = paid.get(amount, 0) + count
        return Funding(held.bought, tuple(sorted(((a, c) for a, c in paid.items() if a), reverse=True)))


def _after(old: Sequence[int], price: int, klass: int, klasses: int, payers: int) -> int:
    """A class's part after a purchase, over a scale that is `payers` times as large."""
    if klass >= klasses:
        return old[klass - klasses] * payers - price
    return old[klass] * payers


def _same(one: _Price, other: _Price) -> bool:
    """Whether two prices are the same function of the share, paid by the same classes."""
    return (one.base, one.slope, one.payers, one.broke) == (
        other.base,
        other.slope,
        other.payers,
        other.broke,
    )
