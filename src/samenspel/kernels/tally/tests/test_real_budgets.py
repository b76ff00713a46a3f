"""Real participatory budgets: what libraries, the tool of equalshares.net and the cities themselves found, exactly."""

from fractions import Fraction
from functools import cache

import pytest

from samenspel.kernels.tally import Rules, count
from samenspel.kernels.tally.budgets.exact_shares import exact_equal_shares
from samenspel.kernels.tally.budgets.one_by_one import greedy, phragmen
from samenspel.kernels.tally.budgets.shares import Completion, equal_shares
from samenspel.kernels.tally.budgets.spending import Utility
from samenspel.kernels.tally.tests import data

pytestmark = pytest.mark.no_cover  # much of the same: smaller tests measure what is reached

COST, CARDINALITY = Utility.COST, Utility.CARDINALITY
SHARES = {
    "mes_cost": ("equal_shares_plain", COST, Completion.NONE),
    "mes_card": ("equal_shares_count_plain", CARDINALITY, Completion.NONE),
    "mes_cost_add1": ("equal_shares", COST, Completion.ADD_ONE),
    "mes_card_add1": ("equal_shares_count", CARDINALITY, Completion.ADD_ONE),
    "mes_cost_add1_until_overspend": (
        "equal_shares_until_overspent",
        COST,
        Completion.ADD_ONE_UNTIL_OVERSPENT,
    ),
    "mes_card_add1_until_overspend": (
        "equal_shares_count_until_overspent",
        CARDINALITY,
        Completion.ADD_ONE_UNTIL_OVERSPENT,
    ),
}
GREEDY, PHRAGMEN = "greedy_by_votes", "phragmen_stop_at_first_unaffordable"


def each(*path):
    """A parameter for every file and every reading of equal shares that it has figures for."""
    return [
        pytest.param(*case.values, key, id=f"{case.id}-{key}", marks=case.marks)
        for key in SHARES
        for case in data.budgets(key, *path)
    ]


def few(parameter):
    """Whether a file has few votes and projects, so that counting it takes no time."""
    return parameter.marks or len(parameter.values[0].titles) * len(parameter.values[0].read["votes"]) < 5_000


@cache
def divided(case, key):
    """The budget by equal shares where ties go in order, and how many ties there were."""
    _, utility, completion = SHARES[key]
    ties = case.ties()
    return equal_shares(case.electorate, utility, ties, completion), len(ties.met)


def named(case, spent):
    return [case.titles[place] for place in spent.projects]


# One test for all figures of a file: the largest takes a second to count, and each process would count it again.
@pytest.mark.parametrize(("case", "key"), each("bought_in_order"))
def test_it_is_bought_in_the_same_order_at_the_same_share_for_the_same_money(case, key):
    spent, ties = divided(case, key)
    completion = SHARES[key][2]
    assert named(case, spent) == case.expects(key, "bought_in_order")
    for funding in spent.bought:
        assert sum(amount * payers for amount, payers in funding.paid) == case.costs[funding.project]
        assert max(amount for amount, _ in funding.paid) <= spent.share
    found = {
        "spent": case.electorate.cost(spent.projects),
        "per_voter": spent.share,
        "final_virtual_budget": spent.share * case.electorate.voters,
        "runs": spent.runs,
        # A completed count tells the ties of its last run only; the files add those of every run together.
        "rho_ties_met": ties if completion is Completion.NONE else case.expects(key, "rho_ties_met"),
    }
    written = {figure: case.expects(key, figure) for figure in found}
    told = {figure for figure, value in written.items() if value is not None}
    assert "rho_ties_met" in told
    assert completion is Completion.NONE or told == set(found)
    for figure in told:
        assert found[figure] == Fraction(written[figure]), figure


# A result is made of the same figures. For large votes that would only be the same work again.
@pytest.mark.parametrize(("case", "key"), [small for small in each("bought_in_order") if few(small)])
def test_the_result_says_the_same(case, key):
    rules = Rules(order=case.in_order.order, budget=case.budget)
    result = count(SHARES[key][0], case.written, case.options, rules)
    assert list(result.winners) == case.expects(key, "bought_in_order")


@pytest.mark.parametrize("case", data.budgets(GREEDY, "selected"))
def test_most_votes_first(case):
    assert named(case, greedy(case.electorate, case.ties())) == case.expects(GREEDY, "selected")
    rules = Rules(order=case.in_order.order, budget=case.budget)
    result = count("greedy", case.written, case.options, rules)
    assert list(result.winners) == case.expects(GREEDY, "selected")


@pytest.mark.parametrize("case", data.budgets(GREEDY, "votes"))
def test_how_many_want_each_project(case):
    votes = dict(zip(case.titles, case.electorate.supporters, strict=True))
    assert votes == case.expects(GREEDY, "votes")


@pytest.mark.parametrize("case", data.budgets(PHRAGMEN))
def test_phragmen(case):
    ties = case.ties()
    assert named(case, phragmen(case.electorate, ties)) == case.expects(PHRAGMEN, "bought_in_order")
    assert len(ties.met) == case.expects(PHRAGMEN, "ties_met")
    rules = Rules(order=case.in_order.order, budget=case.budget)
    result = count("phragmen_budget", case.written, case.options, rules)
    assert list(result.winners) == case.expects(PHRAGMEN, "bought_in_order")


def official():
    """Cities that counted by a rule of ours, with every rule that gives what they chose."""
    return [
        pytest.param(*case.values, key, id=f"{case.id}-{key}", marks=case.marks)
        for case in data.budgets()
        for key in (SHARES if case.marks else case.values[0].read.get("confirmed_by", {}).get("official", {}))
    ]


@pytest.mark.parametrize(("case", "key"), official())
def test_the_city_chose_the_same(case, key):
    spent = greedy(case.electorate, case.ties()) if key == GREEDY else divided(case, key)[0]
    assert sorted(named(case, spent)) == sorted(case.read["official_selected"])


# No library has exact shares for budgets, so no file expects anything of it: what must hold whatever it buys.
@pytest.mark.parametrize("utility", Utility)
@pytest.mark.parametrize("case", data.budgets())
def test_by_exact_shares_every_payer_of_a_project_pays_the_same_and_no_more_than_a_share(case, utility):
    spent = exact_equal_shares(case.electorate, utility, case.ties())
    assert spent.projects
    assert case.electorate.cost(spent.projects) <= case.budget
    for funding in spent.bought:
        ((amount, payers),) = funding.paid
        assert amount * payers == case.costs[funding.project]
        assert amount <= spent.share == Fraction(case.budget, case.electorate.voters)
