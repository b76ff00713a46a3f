"""Budgets divided by pabutools too: 2,000 small instances a rule, ties in the same order, drawn by lot."""

from random import Random

import pytest

from samenspel.kernels.tally import Option, Rules
from samenspel.kernels.tally.ballots import merge
from samenspel.kernels.tally.budgets import one_by_one
from samenspel.kernels.tally.budgets.shares import Completion, equal_shares
from samenspel.kernels.tally.budgets.spending import Utility, electorate
from samenspel.kernels.tally.rules import Ties

WHY = "pip install pabutools in an environment of its own; see tests/oracles"
election = pytest.importorskip("pabutools.election", reason=WHY)
rules = pytest.importorskip("pabutools.rules", reason=WHY)
tiebreaking = pytest.importorskip("pabutools.tiebreaking", reason=WHY)

INSTANCES = 2_000
SATISFACTION = {Utility.COST: "Cost_Sat", Utility.CARDINALITY: "Cardinality_Sat"}


class Votes:
    """Projects, a budget and marks drawn by lot, here and as pabutools reads them."""

    def __init__(self, random, *, whole_shares=False):
        projects, voters = random.randint(1, 6), random.randint(1, 7)
        costs = [random.randint(1, 12) for _ in range(projects)]
        self.marks = [
            sorted(random.sample(range(projects), random.randint(0, min(projects, 4)))) for _ in range(voters)
        ]
        # Only projects that someone marked: pabutools goes on to others in the end, and here nobody would pay for them.
        wanted = sorted({project for each in self.marks for project in each})
        self.marks = [[wanted.index(project) for project in each] for each in self.marks]
        self.costs = [costs[project] for project in wanted]
        self.budget = random.randint(1, 4) * voters if whole_shares else random.randint(1, 30)
        if whole_shares:
            self.costs = [min(cost, self.budget) for cost in self.costs]
        self.order = random.sample(range(len(wanted)), len(wanted))

    def __str__(self):
        return f"costs {self.costs}, budget {self.budget}, marks {self.marks}, order {self.order}"

    def voters(self):
        profile = merge(len(self.costs), [(tuple(each), 1) for each in self.marks])
        return electorate(profile, self.costs, self.budget)

    def ties(self):
        options = [Option(str(number), str(number), cost) for number, cost in enumerate(self.costs)]
        return Ties(options, Rules(order=tuple(map(str, self.order))))

    def theirs(self, rule, **how):
        """What a rule of pabutools buys, as places of projects."""
        projects = [election.Project(str(number), cost) for number, cost in enumerate(self.costs)]
        instance = election.Instance(projects, budget_limit=self.budget)
        profile = election.ApprovalProfile(
            [election.ApprovalBallot([projects[number] for number in each]) for each in self.marks],
            instance=instance,
        )
        ties = tiebreaking.TieBreakingRule(lambda _i, _p, project: self.order.index(int(project.name)))
        return {int(each.name) for each in rule(instance, profile, tie_breaking=ties, **how)}


def instances(seed, many=INSTANCES, **how):
    random = Random(seed)
    while many:
        votes = Votes(random, **how)
        if votes.costs:
            many -= 1
            yield votes


def shares(votes, utility, **how):
    satisfaction = getattr(election, SATISFACTION[utility])
    return votes.theirs(rules.method_of_equal_shares, sat_class=satisfaction, **how)


@pytest.mark.parametrize("utility", Utility)
def test_equal_shares(utility):
    for votes in instances(1):
        found = equal_shares(votes.voters(), utility, votes.ties())
        assert set(found.projects) == shares(votes, utility), str(votes)


@pytest.mark.parametrize("utility", Utility)
def test_equal_shares_add_one(utility):
    """Where both read completion alike: shares are whole from the start, and every project fits in the budget.

    Here the first raise goes to the next whole unit, in pabutools it is one unit more. And here a project that costs more
    than the whole budget takes no part; in pabutools the raised shares can buy it, which ends the raising.
    """
    for votes in instances(2, many=2_000, whole_shares=True):
        found = equal_shares(votes.voters(), utility, votes.ties(), Completion.ADD_ONE)
        assert set(found.projects) == shares(votes, utility, voter_budget_increment=1), str(votes)


def test_greedy():
    """Satisfaction by cost, for each unit of cost, is the number of marks."""
    for votes in instances(3):
        found = one_by_one.greedy(votes.voters(), votes.ties())
        expected = votes.theirs(rules.greedy_utilitarian_welfare, sat_class=election.Cost_Sat)
        assert set(found.projects) == expected, str(votes)


def test_phragmen():
    """Of projects that come level pabutools ends at any that costs too much; here only when it is the one whose turn it is."""
    ended_earlier = 0
    for votes in instances(4):
        ties = votes.ties()
        found = one_by_one.phragmen(votes.voters(), ties).projects
        expected = votes.theirs(rules.sequential_phragmen)
        if set(found) == expected:
            continue
        ended_earlier += 1
        next_one = len(expected)
        left = votes.budget - sum(votes.costs[project] for project in expected)
        level = {
            int(name)
            for tie in ties.met
            if tie.over.en == f"what is bought as number {next_one + 1}"
            for name in tie.between
        }
        assert set(found[:next_one]) == expected, str(votes)
        assert found[next_one] in level, str(votes)
        assert any(votes.costs[project] > left for project in level), str(votes)
    assert ended_earlier < INSTANCES // 10
