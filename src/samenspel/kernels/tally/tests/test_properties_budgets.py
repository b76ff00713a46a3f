"""What holds for every way of dividing a budget: against plain references, written out in fractions."""

import itertools
from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenspel.kernels.tally import METHODS, Option, Rules, count
from samenspel.kernels.tally.ballots import read_marks
from samenspel.kernels.tally.budgets import one_by_one
from samenspel.kernels.tally.budgets.exact_shares import exact_equal_shares
from samenspel.kernels.tally.budgets.shares import Completion, equal_shares
from samenspel.kernels.tally.budgets.spending import Utility, electorate
from samenspel.kernels.tally.rules import Ties

IDS = ("a", "b", "c", "d")
some = settings(max_examples=30, deadline=None)


@st.composite
def scenes(draw, projects=4, voters=6):
    """Costs, a budget, a tie order, and what every voter marks."""
    ids = IDS[:projects]
    costs = [draw(st.integers(1, 12)) for _ in ids]
    mark = st.sets(st.sampled_from(ids), min_size=1).map(lambda chosen: tuple(sorted(chosen)))
    cast = draw(st.lists(mark, min_size=1, max_size=voters))
    return _Scene(costs, draw(st.integers(0, 24)), tuple(draw(st.permutations(ids))), cast)


class _Scene:
    """One budget to divide."""

    def __init__(self, costs, budget, order, voters):
        self.costs, self.budget, self.order, self.voters = costs, budget, order, voters
        self.ids = IDS[: len(costs)]
        self.options = [Option(name, name, cost) for name, cost in zip(self.ids, costs, strict=True)]
        self.cast = [(voter, 1) for voter in voters]

    def __repr__(self):
        return f"costs {self.costs}, budget {self.budget}, order {self.order}, voters {self.voters}"

    @property
    def electorate(self):
        return electorate(read_marks(self.cast, self.options), self.costs, self.budget)

    @property
    def ties(self):
        return Ties(self.options, Rules(order=self.order))

    @property
    def wanted(self):
        return [p for p, cost in enumerate(self.costs) if cost <= self.budget and self.fans(p)]

    def fans(self, project):
        return [number for number, voter in enumerate(self.voters) if self.ids[project] in voter]

    def rank(self, project):
        return self.order.index(self.ids[project])

    def worth(self, project, utility):
        return self.costs[project] if utility is Utility.COST else 1

    def cost(self, bought):
        return sum(self.costs[project] for project, _ in bought)

    def done(self, bought):
        """Whether nothing else that is wanted fits in what is left."""
        left, got = self.budget - self.cost(bought), {project for project, _ in bought}
        return all(self.costs[project] > left for project in self.wanted if project not in got)


def _price(cost, purses):
    """The least price at which voters who pay it, or all they have, pay a cost; None when they cannot."""
    if sum(purses) < cost:
        return None
    rest, purses = Fraction(cost), sorted(purses)
    for place, purse in enumerate(purses):
        each = rest / (len(purses) - place)
        if each <= purse:
            return each
        rest -= purse
    return None


def _equal_shares(scene, utility, share):
    """Equal shares under one share, voter by voter: what was bought, and what each of its voters paid."""
    purses, bought = [Fraction(share)] * len(scene.voters), []
    left = scene.wanted
    while True:
        prices = {p: _price(scene.costs[p], [purses[v] for v in scene.fans(p)]) for p in left}
        offers = [(price / scene.worth(p, utility), scene.rank(p), p) for p, price in prices.items() if price]
        if not offers:
            return bought
        *_, best = min(offers)
        paid = {voter: min(purses[voter], prices[best]) for voter in scene.fans(best)}
        for voter, amount in paid.items():
            purses[voter] -= amount
        bought.append((best, Counter(amount for amount in paid.values() if amount)))
        left.remove(best)


def _add_one(scene, utility, completion):
    """Every share raised by one whole unit at a time."""
    number = len(scene.voters)
    share = Fraction(scene.budget, number)
    bought, step = _equal_shares(scene, utility, share), 0
    while len(bought) < len(scene.wanted) and not (completion is Completion.ADD_ONE and scene.done(bought)):
        step += 1
        larger = Fraction(scene.budget // number + step)
        following = _equal_shares(scene, utility, larger)
        if scene.cost(following) > scene.budget:
            break
        bought, share = following, larger
    return bought, share


def _exact_shares(scene, utility, share):
    """Exact equal shares under one share, voter by voter."""
    purses, bought = [Fraction(share)] * len(scene.voters), []
    left = scene.wanted
    while True:
        offers = []
        for project in left:
            cost, fans = scene.costs[project], scene.fans(project)
            payers = max(
                (
                    count
                    for count in range(1, len(fans) + 1)
                    if sum(1 for voter in fans if purses[voter] * count >= cost) >= count
                ),
                default=0,
            )
            if payers:
                value = Fraction(scene.worth(project, utility) * payers, cost)
                offers.append((-value, scene.rank(project), project, Fraction(cost, payers)))
        if not offers:
            return bought
        _, _, best, price = min(offers)
        payers = [voter for voter in scene.fans(best) if purses[voter] >= price]
        for voter in payers:
            purses[voter] -= price
        bought.append((best, Counter({price: len(payers)})))
        left.remove(best)


def _exact_completed(scene, utility):
    """Every share at which anything can change, in order: sums of what voters may have paid, each cost by some of them."""
    number = len(scene.voters)
    share = Fraction(scene.budget, number)
    parts = [[Fraction(0), *(Fraction(cost, n) for n in range(1, number + 1))] for cost in scene.costs]
    bought = _exact_shares(scene, utility, share)
    for critical in sorted({sum(each) for each in itertools.product(*parts)}):
        if critical <= share:
            continue
        if scene.done(bought):
            break
        following = _exact_shares(scene, utility, critical)
        if scene.cost(following) > scene.budget:
            break
        if following != bought:
            bought, share = following, critical
    return bought, share


def _told(spent):
    return [(funding.project, Counter(dict(funding.paid))) for funding in spent.bought]


@pytest.mark.parametrize("utility", list(Utility))
@pytest.mark.parametrize("completion", list(Completion))
@settings(max_examples=30, deadline=None)
@given(scene=scenes())
def test_equal_shares_are_those_of_every_whole_share_tried(utility, completion, scene):
    spent = equal_shares(scene.electorate, utility, scene.ties, completion)
    if not scene.wanted:
        assert not spent.bought
        return
    if completion is Completion.NONE:
        share = Fraction(scene.budget, len(scene.voters))
        bought = _equal_shares(scene, utility, share)
    else:
        bought, share = _add_one(scene, utility, completion)
    assert _told(spent) == bought
    assert spent.share == share


@pytest.mark.parametrize("utility", list(Utility))
@some
@given(scene=scenes())
def test_exact_shares_are_those_of_the_plain_run(utility, scene):
    spent = exact_equal_shares(scene.electorate, utility, scene.ties)
    assert _told(spent) == _exact_shares(scene, utility, Fraction(scene.budget, len(scene.voters)))


@pytest.mark.parametrize("utility", list(Utility))
@settings(max_examples=30, deadline=None)
@given(scene=scenes(projects=3, voters=4))
def test_completed_exact_shares_are_those_of_every_critical_share_tried(utility, scene):
    spent = exact_equal_shares(scene.electorate, utility, scene.ties, completed=True)
    if not scene.wanted:
        assert not spent.bought
        return
    bought, share = _exact_completed(scene, utility)
    assert _told(spent) == bought
    assert spent.share == share


@pytest.mark.xfail(
    strict=True, reason="a share at which a project comes level with one that goes before it is passed over"
)
def test_a_tie_at_a_larger_share_is_told_by_who_goes_first_too():
    """From a share of 5 on, one voter buys a or c. With a first that leaves a; with c first b overspends later, and c stays."""
    options = [Option("a", "a", 5), Option("b", "b", 7), Option("c", "c", 3)]
    cast = [(("a", "c"), 1), (("b",), 1)]
    results = [
        count("exact_shares", cast, options, Rules(order=order, budget=9))
        for order in itertools.permutations("abc")
    ]
    assert {result.winners for result in results} == {("a",), ("c",)}
    assert all(result.ties for result in results)


def _divisions(scene):
    for utility in Utility:
        for completion in Completion:
            yield equal_shares(scene.electorate, utility, scene.ties, completion)
        for completed in (False, True):
            yield exact_equal_shares(scene.electorate, utility, scene.ties, completed=completed)


@settings(max_examples=30, deadline=None)
@given(scenes())
def test_payments_make_up_the_cost_and_nobody_pays_more_than_the_share(scene):
    for spent in _divisions(scene):
        spendings = [Fraction(0)] * len(scene.voters)
        for funding in spent.bought:
            assert sum(amount * count for amount, count in funding.paid) == scene.costs[funding.project]
            most = funding.paid[0][0]
            exact = len(funding.paid) == 1
            able = [v for v in scene.fans(funding.project) if spendings[v] + most <= spent.share]
            pay = dict.fromkeys(able, most)
            if not exact or len(able) < funding.paid[0][1]:
                pay = {v: min(most, spent.share - spendings[v]) for v in scene.fans(funding.project)}
            for voter, amount in pay.items():
                spendings[voter] += amount
            assert Counter(amount for amount in pay.values() if amount) == Counter(dict(funding.paid))
        assert all(each <= spent.share for each in spendings if spent.bought)


def _earned(scene):
    """Phragmén's rule for budgets from its definition: voters earn alike, and buy what they can pay as soon as they can."""
    spent, bought, money = [Fraction(0)] * len(scene.voters), [], scene.budget
    left = scene.wanted
    while left:
        moments = {
            p: (scene.costs[p] + sum(spent[voter] for voter in scene.fans(p))) / Fraction(len(scene.fans(p)))
            for p in left
        }
        best = min(left, key=lambda p: (moments[p], scene.rank(p)))
        if scene.costs[best] > money:
            break
        paid = {voter: moments[best] - spent[voter] for voter in scene.fans(best)}
        for voter in paid:
            spent[voter] = moments[best]
        bought.append((best, Counter(amount for amount in paid.values() if amount)))
        money -= scene.costs[best]
        left.remove(best)
    return bought


@some
@given(scenes())
def test_phragmen_buys_as_soon_as_voters_have_earned_it_together(scene):
    assert _told(one_by_one.phragmen(scene.electorate, scene.ties)) == _earned(scene)


@some
@given(scenes())
def test_payments_of_phragmen_make_up_the_cost(scene):
    for funding in one_by_one.phragmen(scene.electorate, scene.ties).bought:
        assert sum(amount * count for amount, count in funding.paid) == scene.costs[funding.project]


@some
@given(scenes())
def test_no_division_costs_more_than_there_is(scene):
    for method in METHODS.values():
        if method.budget:
            rules = Rules(order=scene.order, budget=scene.budget)
            winners = count(method.id, scene.cast, scene.options, rules).winners
            bought = [scene.ids.index(name) for name in winners]
            assert sum(scene.costs[project] for project in bought) <= scene.budget, method.id
            assert len(set(bought)) == len(bought)
            assert all(scene.fans(project) for project in bought), method.id


@some
@given(scenes())
def test_greedy_buys_by_marks_whatever_still_fits(scene):
    money, bought = scene.budget, []
    for project in sorted(scene.wanted, key=lambda p: (-len(scene.fans(p)), scene.rank(p))):
        if scene.costs[project] <= money:
            bought.append(project)
            money -= scene.costs[project]
    assert set(one_by_one.greedy(scene.electorate, scene.ties).projects) == set(bought)
