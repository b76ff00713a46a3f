"""Dividing a budget project by project: greedy by marks, and Phragmén's sequential rule for budgets."""

from fractions import Fraction

from samenspel.kernels.tally.budgets.spending import Electorate, Funding, Spending
from samenspel.kernels.tally.rules import Ties
from samenspel.kernels.tally.words import Words


def greedy(voters: Electorate, ties: Ties) -> Spending:
    """Most marks first, whatever still fits. Projects that nobody marked are not bought. Raises UndecidedError."""
    left, money = list(voters.wanted), voters.budget
    bought: list[Funding] = []
    while left:
        most = max(voters.supporters[project] for project in left)
        level = [project for project in left if voters.supporters[project] == most]
        fitting = [project for project in level if voters.costs[project] <= money]
        if len(fitting) < len(level):
            left = [project for project in left if project not in level or project in fitting]
            continue
        if sum(voters.costs[project] for project in level) <= money:
            project = level[0]  # all of them fit, in whatever order
        else:
            project = ties.best(level, _over(len(bought) + 1))
        bought.append(Funding(project, ()))
        money -= voters.costs[project]
        left.remove(project)
    return _spent(voters, bought, money)


def phragmen(voters: Electorate, ties: Ties) -> Spending:
    """Everyone earns at the same pace; a project is bought as soon as its voters have earned it together.

    Phragmén's sequential rule for budgets (Los, Christoff and Grossi 2022). It ends at the first project that costs
    more than what is left, for its voters would have paid for it. Raises UndecidedError.
    """
    of = [0] * len(voters.weights)
    since = [Fraction(0)]
    """For each class of voters the moment at which they had nothing, in units a voter."""
    weights = voters.weights.tolist()
    left, money = list(voters.wanted), voters.budget
    bought: list[Funding] = []

    def moment(project: int) -> Fraction:
        spent: dict[int, int] = {}
        for group in voters.groups[project].tolist():
            spent[of[group]] = spent.get(of[group], 0) + weights[group]
        earned = sum((since[each] * count for each, count in spent.items()), Fraction(0))
        return (voters.costs[project] + earned) / voters.supporters[project]

    while left:
        moments = {project: moment(project) for project in left}
        first = min(moments.values())
        level = [project for project in left if moments[project] == first]
        if all(voters.costs[project] > money for project in level):
            break
        project = ties.best(level, _over(len(bought) + 1))
        if voters.costs[project] > money:
            break
        paid: dict[Fraction, int] = {}
        for group in voters.groups[project].tolist():
            amount = first - since[of[group]]
            paid[amount] = paid.get(amount, 0) + weights[group]
            of[group] = len(since)
        since.append(first)
        bought.append(Funding(project, tuple(sorted(((a, c) for a, c in paid.items() if a), reverse=True))))
        money -= voters.costs[project]
        left.remove(project)
    return _spent(voters, bought, money)


def _spent(voters: Electorate, bought: list[Funding], money: int) -> Spending:
    """What was bought, and what of each other project's cost the money that is left does not cover."""
    got = {funding.project for funding in bought}
    missing = tuple(
        None if project in got or not voters.supporters[project] else Fraction(max(0, cost - money))
        for project, cost in enumerate(voters.costs)
    )
    return Spending(tuple(bought), missing, None)


def _over(number: int) -> Words:
    return Words(f"wat als nummer {number} gekocht wordt", f"what is bought as number {number}")
