"""Results of dividing a budget, or seats, by shares: who was bought, who paid how much, and what others lacked.

In favour are ballots that mark at least one of those that were bought.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction

from samenspel.kernels.tally import committees
from samenspel.kernels.tally.ballots import Marks, Profile
from samenspel.kernels.tally.budgets import one_by_one
from samenspel.kernels.tally.budgets.exact_shares import exact_equal_shares
from samenspel.kernels.tally.budgets.shares import Completion, equal_shares
from samenspel.kernels.tally.budgets.spending import Electorate, Spending, Utility, electorate
from samenspel.kernels.tally.elected import APPROVAL, chosen_words, undecided
from samenspel.kernels.tally.marked import score_table, totals
from samenspel.kernels.tally.question import Found, Question
from samenspel.kernels.tally.result import Result, Row, Shape, Table
from samenspel.kernels.tally.rules import Ties, UndecidedError, refuse_seats
from samenspel.kernels.tally.words import NOTHING, Words, people

Divide = Callable[[Electorate, Ties], Spending]


def shares(utility: Utility, completion: Completion) -> Divide:
    """Equal shares with a utility and a completion."""
    return lambda voters, ties: equal_shares(voters, utility, ties, completion)


def exact_shares(utility: Utility) -> Divide:
    """Exact equal shares, completed by add-opt."""
    return lambda voters, ties: exact_equal_shares(voters, utility, ties, completed=True)


def greedy(voters: Electorate, ties: Ties) -> Spending:
    """Most marks first, whatever still fits."""
    return one_by_one.greedy(voters, ties)


def phragmen(voters: Electorate, ties: Ties) -> Spending:
    """Everyone earns at the same pace."""
    return one_by_one.phragmen(voters, ties)


def budget(question: Question, profile: Profile[Marks], divide: Divide) -> Result:
    """Divide the budget of the rules over the options by their costs. Raises BadRulesError."""
    filled = profile.filled()
    voters = electorate(filled, [option.cost for option in question.options], question.rules.budget)
    if not filled.cast:
        return question.result(Found((), (0,) * profile.options, ()), profile, lambda _: False)
    try:
        spent = divide(voters, question.ties)
    except UndecidedError as error:
        return undecided(question, profile, error, voters.supporters)
    found = Found(
        winners=spent.projects,
        scores=voters.supporters,
        tables=(
            _payments(question, voters, spent),
            score_table(question.options, voters.supporters, APPROVAL),
        ),
        words=_words(question, voters, spent),
        steps=tuple(_bought_words(question, number, spent, voters) for number in range(len(spent.bought)))
        + tuple(_missing_words(question, project, spent, voters) for project in _not_bought(spent)),
    )
    return question.result(found, profile, lambda marks: any(each in marks for each in spent.projects))


def _not_bought(spent: Spending) -> tuple[int, ...]:
    return tuple(project for project, missing in enumerate(spent.missing) if missing is not None)


def _payments(question: Question, voters: Electorate, spent: Spending) -> Table:
    """For each option its cost, how many marked it, how many paid, the most that one of them paid, and what was missing."""
    paid = {funding.project: funding.paid for funding in spent.bought}
    order = {project: number for number, project in enumerate(spent.projects, start=1)}
    rows = []
    for project in (*spent.projects, *(p for p in range(len(voters.costs)) if p not in order)):
        payments = paid.get(project, ())
        rows.append(
            Row(
                question.options[project].id,
                (
                    voters.costs[project],
                    voters.supporters[project],
                    sum(count for _, count in payments) if project in order and payments else None,
                    payments[0][0] if payments else None,
                    spent.missing[project],
                ),
                note=Words(f"nummer {order[project]}", f"number {order[project]}")
                if project in order
                else NOTHING,
            )
        )
    columns = (
        Words("kosten", "cost"),
        Words("mensen die dit willen", "people who want this"),
        Words("mensen die betalen", "people who pay"),
        Words("meeste per mens", "most per person"),
        Words("kwam tekort", "was missing"),
    )
    return Table(Shape.PAYMENTS, Words("Wie betaalde wat", "Who paid what"), columns, tuple(rows))


def _words(question: Question, voters: Electorate, spent: Spending) -> Words:
    if not spent.projects:
        return Words(
            "Er was niet genoeg geld voor een plan dat genoeg mensen willen.",
            "There was not enough money for a project that enough people want.",
        )
    cost, named = voters.cost(spent.projects), question.titles(spent.projects)
    return (
        Words(f"Gekozen: {named.nl}.", f"Chosen: {named.en}.")
        + Words(
            f"Samen kosten ze {money(cost, dutch=True)} van de {money(voters.budget, dutch=True)}.",
            f"Together they cost {money(cost, dutch=False)} of {money(voters.budget, dutch=False)}.",
        )
        + question.lot_words()
    )


def _bought_words(question: Question, number: int, spent: Spending, voters: Electorate) -> Words:
    funding = spent.bought[number]
    title, cost = question.title(funding.project), voters.costs[funding.project]
    if not funding.paid:
        count = voters.supporters[funding.project]
        return Words(
            f"{number + 1}. {title}: {people(count).nl} willen dit.",
            f"{number + 1}. {title}: {people(count).en} want this.",
        )
    most, payers = funding.paid[0][0], sum(count for _, count in funding.paid)
    some_less = len(funding.paid) > 1
    return Words(
        f"{number + 1}. {title} kost {money(cost, dutch=True)}. {people(payers).nl} betalen samen, "
        f"ieder {'hooguit ' if some_less else ''}{money(most, dutch=True)}.",
        f"{number + 1}. {title} costs {money(cost, dutch=False)}. {people(payers).en} pay together, "
        f"{'at most ' if some_less else ''}{money(most, dutch=False)} each.",
    )


def _missing_words(question: Question, project: int, spent: Spending, voters: Electorate) -> Words:
    title, missing = question.title(project), spent.missing[project]
    assert missing is not None
    if voters.costs[project] > voters.budget:
        return Words(
            f"{title} kost meer dan er te verdelen is.", f"{title} costs more than there is to divide."
        )
    if missing <= 0:
        return Words(f"{title} was niet aan de beurt.", f"{title} did not get its turn.")
    return Words(
        f"{title}: er kwam {money(missing, dutch=True)} tekort.",
        f"{title}: {money(missing, dutch=False)} was missing.",
    )


def money(cents: Fraction | int, *, dutch: bool) -> str:
    """An amount in euros; parts of a cent are rounded up, for it is what someone has to pay."""
    whole = -(-Fraction(cents).numerator // Fraction(cents).denominator)
    euros, rest = divmod(whole, 100)
    figure = f"{euros:,}" + (f".{rest:02d}" if rest else "")
    return f"€ {figure.translate(_DUTCH)}" if dutch else f"€{figure}"


_DUTCH = str.maketrans(",.", ".,")


# Seats by equal shares


def equal_shares_committee(question: Question, profile: Profile[Marks]) -> Result:
    """Seats by the method of equal shares: every seat costs one, and there is as much to spend as there are seats.

    Seats that are left when nobody can pay any more go by Phragmén's rule, with what voters have left as a start
    (Lackner and Skowron 2023, chapter 2). Raises BadRulesError.
    """
    refuse_seats(question.options, question.rules)
    filled, seats = profile.filled(), question.rules.seats
    if not filled.cast:
        return question.result(Found((), (0,) * profile.options, ()), profile, lambda _: False)
    try:
        winners, bought = shares_committee(filled, seats, question.ties)
    except UndecidedError as error:
        return undecided(question, profile, error, totals(filled))
    scores = totals(filled)
    rows = tuple(
        Row(option.id, (scores[place],), note=_how(place, winners, bought))
        for place, option in enumerate(question.options)
    )
    found = Found(
        winners=winners,
        scores=scores,
        tables=(Table(Shape.SCORES, APPROVAL, (APPROVAL,), rows),),
        words=chosen_words(question, winners),
    )
    return question.result(found, profile, lambda marks: any(each in marks for each in winners))


def shares_committee(profile: Profile[Marks], seats: int, ties: Ties) -> tuple[tuple[int, ...], int]:
    """The committee by equal shares, and how many of it were bought before Phragmén's rule took over."""
    voters = electorate(profile, [1] * profile.options, seats)
    spent = equal_shares(voters, Utility.CARDINALITY, ties)
    bought = spent.projects[:seats]
    if len(bought) == seats:
        return bought, seats
    left = _left_over(profile, spent, seats)
    rest = committees.sequential_phragmen(
        profile, seats - len(bought), ties, loads=[-each for each in left], taken=bought
    )
    return (*bought, *(seat.option for seat in rest)), len(bought)


def _left_over(profile: Profile[Marks], spent: Spending, seats: int) -> list[Fraction]:
    """What the voter of each ballot has left, in the order of the profile."""
    left = [Fraction(seats, profile.voters)] * len(profile.cast)
    for funding in spent.bought:
        most = funding.paid[0][0]
        for number, (marks, _) in enumerate(profile.cast):
            if funding.project in marks:
                left[number] -= min(left[number], most)
    return left


def _how(place: int, winners: Sequence[int], bought: int) -> Words:
    if place not in winners:
        return NOTHING
    number = winners.index(place)
    if number < bought:
        return Words("betaald uit gelijke delen", "paid from equal shares")
    return Words("aangevuld", "filled up")
