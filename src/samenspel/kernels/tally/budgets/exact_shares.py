"""Exact equal shares: as equal shares, but everyone who pays for a project pays the same; who has too little does not pay.

With add-opt completion: to the smallest share under which the run goes another way, again and again. Kraiczy, Robinson
and Elkind 2025 (arXiv 2502.11797).

What a voter has spent before a round does not depend on the share, only on what was bought. So a round stays as it is
until the share reaches what the poorest payer of a better offer needs; only the rounds from there on are held again.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from math import gcd

import numpy as np
from numpy.typing import NDArray

from samenspel.kernels.tally.budgets.spending import Electorate, Funding, Spending, Utility, unpaid
from samenspel.kernels.tally.rules import TieMet, Ties
from samenspel.kernels.tally.words import Words


def exact_equal_shares(
    voters: Electorate, utility: Utility, ties: Ties, *, completed: bool = False
) -> Spending:
    """Divide a budget by exact equal shares; `completed` by add-opt, while the outcome can be paid and more could fit.

    Raises UndecidedError where the rules break no ties.
    """
    if not voters.wanted:
        return Spending((), unpaid(voters), None)
    share, runs = Fraction(voters.budget, voters.voters), 1
    run = _Run(voters, utility, ties, share)
    ended: tuple[TieMet, ...] = ()
    while completed and run.tips is not None and not voters.exhausts(run.projects):
        following = run.tips
        ties.met.clear()
        run.advance(following)
        runs += 1
        if voters.cost(run.projects) > voters.budget:
            ended = tuple(ties.met)
            break
        share = following
    ties.met.clear()  # told are the ties of the run that counts, and of the one that cost too much and so ended it
    spending = _Run(voters, utility, ties, share).spending(runs)
    ties.met += [tie for tie in ended if tie not in ties.met]
    return spending


@dataclass(frozen=True, slots=True)
class _Spent:
    """What voters have spent before a round, in classes: `amounts[of[group]] / scale`."""

    of: NDArray[np.int32]
    amounts: tuple[int, ...]
    scale: int


@dataclass(frozen=True, slots=True)
class _Round:
    """A round: what was spent before it, what was bought by how many, and from which share it goes another way."""

    spent: _Spent
    bought: int | None
    payers: int
    tips: Fraction | None


_Offer = tuple[int, int]
"""So many payers, and what the poorest of them needs in all: in parts of the scale times the payers."""


@dataclass
class _Run:
    voters: Electorate
    utility: Utility
    ties: Ties
    share: Fraction
    rounds: list[_Round] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._go_on(_Spent(np.zeros(len(self.voters.weights), np.int32), (0,), 1))

    @property
    def projects(self) -> tuple[int, ...]:
        return tuple(each.bought for each in self.rounds if each.bought is not None)

    @property
    def tips(self) -> Fraction | None:
        """The smallest share under which the run goes another way; None when it never does."""
        return min((each.tips for each in self.rounds if each.tips is not None), default=None)

    def advance(self, share: Fraction) -> None:
        """Go to a larger share: hold the rounds again from the first that goes another way."""
        self.share = share
        for number, old in enumerate(self.rounds):
            if old.tips is not None and old.tips <= share:
                del self.rounds[number:]
                self._go_on(old.spent)
                return

    def _go_on(self, spent: _Spent) -> None:
        while True:
            held = self._hold(spent)
            self.rounds.append(held)
            if held.bought is None:
                return
            spent = self._pay(held)

    def _hold(self, spent: _Spent) -> _Round:
        """Buy the project that gives most for what each payer pays (ties by the rules)."""
        left = [project for project in self.voters.wanted if project not in self.projects]
        offers = {project: tuple(self._offers(spent, project)) for project in left}
        paying = {project: self._payers(spent, each) for project, each in offers.items()}
        worth = {project: self._worth(project, payers) for project, payers in paying.items() if payers}
        if not worth:
            return _Round(spent, None, 0, self._tips(spent, offers, None, 0))
        most = max(worth.values())
        number = len(self.rounds) + 1
        best = self.ties.best_by(
            [project for project in worth if worth[project] == most],
            Words(f"wat als nummer {number} gekocht wordt", f"what is bought as number {number}"),
            self.voters.precedence,
        )
        return _Round(spent, best, paying[best], self._tips(spent, offers, best, paying[best]))

    def _offers(self, spent: _Spent, project: int) -> Iterator[_Offer]:
        """For every number of payers, those who spent least first, what the poorest of them needs."""
        counts = self.voters.by_class(project, spent.of, len(spent.amounts))
        cost, payers = self.voters.costs[project] * spent.scale, 0
        for klass in sorted(counts, key=spent.amounts.__getitem__):
            payers += counts[klass]
            yield payers, spent.amounts[klass] * payers + cost

    def _payers(self, spent: _Spent, offers: tuple[_Offer, ...]) -> int:
        """How many can pay, at most."""
        have, parts = self.share.numerator * spent.scale, self.share.denominator
        return max((payers for payers, needed in offers if needed * parts <= have * payers), default=0)

    def _worth(self, project: int, payers: int) -> Fraction:
        """Utility for each unit that a payer pays."""
        if self.utility is Utility.COST:
            return Fraction(payers)
        return Fraction(payers, self.voters.costs[project])

    def _tips(
        self, spent: _Spent, offers: dict[int, tuple[_Offer, ...]], best: int | None, payers: int
    ) -> Fraction | None:
        """From which share another offer goes before the best; None when none ever does."""
        found: list[Fraction] = []
        for project, each in offers.items():
            enough = self._enough(project, best, payers)
            better = [offer for offer in each if offer[0] >= enough]
            if better:
                payers_, needed = better[0]
                for count, need in better[1:]:
                    if need * payers_ < needed * count:
                        payers_, needed = count, need
                found.append(Fraction(needed, payers_ * spent.scale))
        return min(found, default=None)

    def _enough(self, project: int, best: int | None, payers: int) -> int:
        """How many payers a project needs to go before the best."""
        if best is None:
            return 1
        mine, theirs = (
            (1, payers)
            if self.utility is Utility.COST
            else (self.voters.costs[best], payers * self.voters.costs[project])
        )
        first = self.ties.goes_first(project, best, self.voters.precedence)
        return -(-theirs // mine) if first else theirs // mine + 1

    def _pay(self, held: _Round) -> _Spent:
        """Voters of the project who have the price have spent it."""
        assert held.bought is not None
        spent, payers = held.spent, held.payers
        cost, scale = self.voters.costs[held.bought], spent.scale * held.payers
        price = cost * spent.scale
        have, parts = self.share.numerator * scale, self.share.denominator
        groups = self.voters.groups[held.bought]
        can = np.array([(each * payers + price) * parts <= have for each in spent.amounts])
        moved = spent.of.copy()
        moved[groups] += np.where(can[spent.of[groups]], len(spent.amounts), 0).astype(np.int32)
        used, of = np.unique(moved, return_inverse=True)
        every = [each * payers for each in spent.amounts]
        every += [each + price for each in every]
        amounts = [every[klass] for klass in used.tolist()]
        shared = gcd(scale, *amounts)
        return _Spent(of.astype(np.int32), tuple(each // shared for each in amounts), scale // shared)

    def spending(self, runs: int) -> Spending:
        """What was bought, by whom, and what was missing."""
        bought = tuple(
            Funding(each.bought, ((Fraction(self.voters.costs[each.bought], each.payers), each.payers),))
            for each in self.rounds
            if each.bought is not None
        )
        last, got = self.rounds[-1].spent, self.projects
        missing: list[Fraction | None] = []
        for project in range(len(self.voters.costs)):
            offers = () if project in got else tuple(self._offers(last, project))
            lacking = (Fraction(needed, last.scale) - self.share * payers for payers, needed in offers)
            missing.append(min(lacking, default=None))
        return Spending(bought, tuple(missing), self.share, runs)
