"""Results with several seats: by single transferable vote from rankings, and by several rules from marks.

In favour are ballots that support at least one of those who were chosen.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction

from samenspel.kernels.tally import committees, meek, stv
from samenspel.kernels.tally.ballots import B, Marks, Profile, Ranking
from samenspel.kernels.tally.committees import Seat
from samenspel.kernels.tally.marked import totals
from samenspel.kernels.tally.papers import Orders, Value, orders_of
from samenspel.kernels.tally.question import Found, Question
from samenspel.kernels.tally.ranked import names, rounds_table
from samenspel.kernels.tally.result import Figure, Result, Row, Shape, Table
from samenspel.kernels.tally.rules import Ties, UndecidedError, refuse_seats
from samenspel.kernels.tally.words import NOTHING, Words, same


def chosen_words(question: Question, winners: Sequence[int], reserve: Sequence[int] = ()) -> Words:
    """Who was chosen, and who comes next."""
    if not winners:
        return Words("Niemand koos iets.", "Nobody chose anything.")
    named = question.titles(winners)
    said = Words(f"Gekozen: {named.nl}.", f"Chosen: {named.en}.")
    if reserve:
        after = question.title(reserve[0])
        said += Words(f"De eerste reserve is {after}.", f"The first reserve is {after}.")
    return said + question.lot_words()


def undecided(
    question: Question, profile: Profile[B], error: UndecidedError, scores: tuple[int, ...] | None = None
) -> Result:
    """A count that the rules leave undecided half way, with the figures that are known by then."""
    known = scores or (0,) * profile.options
    found = Found((), known, (), question.no_choice(error.level), level=error.level)
    return question.result(found, profile, lambda _: False)


# Single transferable vote


def transferable(
    question: Question, profile: Profile[Ranking], elect: Callable[[Orders, int, Ties], stv.Count]
) -> Result:
    """Single transferable vote with surpluses passed on by weighted inclusive Gregory. Raises BadRulesError."""
    refuse_seats(question.options, question.rules)
    try:
        went = elect(orders_of(profile), question.rules.seats, question.ties)
    except UndecidedError as error:
        return undecided(question, profile, error)
    unit = went.unit

    def votes(value: Value) -> Figure:
        return Fraction(value) / unit

    table = rounds_table(
        question,
        [[votes(each) for each in stage.votes] for stage in went.stages],
        [
            ("exhausted", [votes(stage.exhausted) for stage in went.stages]),
            ("lost", [votes(stage.lost) for stage in went.stages]),
        ],
    )
    quota = went.quota // unit
    first = went.stages[0].votes if went.stages else (0,) * profile.options
    found = Found(
        winners=went.elected,
        scores=tuple(int(each) // unit for each in first),
        tables=(table,) if went.stages else (),
        words=_stv_words(question, went.elected, Words(f"{quota} stemmen", f"{quota} votes")),
        steps=tuple(
            _stage_words(question, number, stage) for number, stage in enumerate(went.stages, start=1)
        ),
    )
    return question.result(found, profile, lambda ballot: any(names(ballot, each) for each in went.elected))


def _stv_words(question: Question, elected: Sequence[int], quota: Words) -> Words:
    if not elected:
        return chosen_words(question, ())
    return Words(
        f"Voor een plaats zijn {quota.nl} genoeg. Wat iemand te veel heeft, gaat naar de volgende keuze op het briefje.",
        f"{quota.en} are enough for a seat. What someone has too much goes to the next choice on the ballot.",
    ) + chosen_words(question, elected)


def _stage_words(question: Question, number: int, stage: stv.Stage) -> Words:
    title = question.title(stage.option) if stage.option is not None else ""
    said = {
        stv.Step.FIRST: Words(f"Ronde {number}: alle eerste keuzes.", f"Round {number}: all first choices."),
        stv.Step.SURPLUS: Words(
            f"Ronde {number}: het overschot van {title} gaat verder.",
            f"Round {number}: the surplus of {title} moves on.",
        ),
        stv.Step.EXCLUSION: Words(
            f"Ronde {number}: {title} valt af, en de stemmen gaan verder.",
            f"Round {number}: {title} drops out, and the votes move on.",
        ),
    }[stage.step]
    if stage.elected:
        names_ = question.titles(stage.elected)
        said += Words(f"Gekozen: {names_.nl}.", f"Chosen: {names_.en}.")
    return said


def meek_result(question: Question, profile: Profile[Ranking]) -> Result:
    """Single transferable vote by Meek's method. Raises BadRulesError."""
    refuse_seats(question.options, question.rules)
    try:
        went = meek.meek(orders_of(profile), question.rules.seats, question.ties)
    except UndecidedError as error:
        return undecided(question, profile, error)

    def votes(value: int) -> Figure:
        return Fraction(value, meek.UNIT)

    rounds = [[votes(each) for each in round_.votes] for round_ in went.rounds]
    table = rounds_table(question, rounds, [("exhausted", [votes(each.exhausted) for each in went.rounds])])
    keeps = Table(
        Shape.ROUNDS,
        Words("Welk deel van elke stem een keuze houdt", "What part of each vote an option keeps"),
        table.columns,
        tuple(
            Row(option.id, tuple(votes(round_.keeps[place]) for round_ in went.rounds))
            for place, option in enumerate(question.options)
        ),
    )
    first = went.rounds[0].votes if went.rounds else (0,) * profile.options
    found = Found(
        winners=went.elected,
        scores=tuple(each // meek.UNIT for each in first),
        tables=(table, keeps) if went.rounds else (),
        words=_meek_words(question, went),
        steps=tuple(_round_words(question, number, each) for number, each in enumerate(went.rounds, start=1)),
    )
    return question.result(found, profile, lambda ballot: any(names(ballot, each) for each in went.elected))


def _meek_words(question: Question, went: meek.Count) -> Words:
    if not went.elected:
        return chosen_words(question, ())
    return Words(
        "Wie gekozen is, houdt van elke stem net genoeg. De rest van die stem gaat naar de volgende keuze op het briefje.",
        "Whoever is chosen keeps just enough of each vote. The rest of it goes to the next choice on the ballot.",
    ) + chosen_words(question, went.elected)


def _round_words(question: Question, number: int, round_: meek.Round) -> Words:
    if round_.excluded is not None:
        title = question.title(round_.excluded)
        return Words(f"Ronde {number}: {title} valt af.", f"Round {number}: {title} drops out.")
    names_ = question.titles(round_.elected)
    return Words(f"Ronde {number}: gekozen: {names_.nl}.", f"Round {number}: chosen: {names_.en}.")


# Committees from marks

Rule = Callable[[Profile[Marks], int, Ties], tuple[Seat, ...]]


def committee(question: Question, profile: Profile[Marks], rule: Rule, column: Words) -> Result:
    """Seats one by one from marks, with everyone after the last seat as a reserve, in order. Raises BadRulesError."""
    refuse_seats(question.options, question.rules)
    filled = profile.filled()
    if not filled.cast:
        return question.result(Found((), (0,) * profile.options, ()), profile, lambda _: False)
    try:
        seats = rule(filled, question.rules.seats, question.ties)
    except UndecidedError as error:
        return undecided(question, profile, error, totals(filled))
    winners = tuple(seat.option for seat in seats)
    reserve = _reserve(question, filled, rule, winners)
    table = Table(
        Shape.ROUNDS,
        column,
        tuple(same(number) for number in range(1, len(seats) + 1)),
        tuple(
            Row(
                option.id,
                tuple(seat.figures[place] for seat in seats),
                note=Words(f"plaats {winners.index(place) + 1}", f"seat {winners.index(place) + 1}")
                if place in winners
                else NOTHING,
            )
            for place, option in enumerate(question.options)
        ),
    )
    scores = totals(filled)
    found = Found(
        winners=winners,
        scores=scores,
        tables=(table,),
        words=chosen_words(question, winners, reserve),
        reserve=reserve,
    )
    return question.result(found, profile, lambda marks: any(each in marks for each in winners))


def _reserve(
    question: Question, profile: Profile[Marks], rule: Rule, winners: tuple[int, ...]
) -> tuple[int, ...]:
    """Those who follow after the last seat, as far as someone marked them and the rules leave no tie open.

    The rule is monotone: with more seats it chooses the same first. Ties among reserves are noted too.
    """
    marked = len({place for marks, _ in profile.cast for place in marks} - set(winners))
    for places in range(marked, 0, -1):
        ties = Ties(question.options, question.rules)
        try:
            following = _following(profile, rule, winners, places, ties)
        except UndecidedError:
            continue  # the tie is further down: fewer reserves are clear
        question.ties.met += [tie for tie in ties.met if tie not in question.ties.met]
        return tuple(seat.option for seat in following)
    return ()


def _following(
    profile: Profile[Marks], rule: Rule, winners: tuple[int, ...], places: int, ties: Ties
) -> tuple[Seat, ...]:
    if rule is committees.approval_voting:
        return committees.approval_reserve(profile, places, ties, winners)
    return rule(profile, len(winners) + places, ties)[len(winners) :]


APPROVAL = Words("stemmen", "votes")
PAV = Words("gewogen stemmen bij elke plaats", "weighted votes at every seat")
PHRAGMEN = Words("last van de kiezers bij elke plaats", "load of the voters at every seat")


def approval_voting(question: Question, profile: Profile[Marks]) -> Result:
    """Several seats by most marks."""
    return committee(question, profile, committees.approval_voting, APPROVAL)


def sequential_pav(question: Question, profile: Profile[Marks]) -> Result:
    """Several seats by sequential proportional approval voting."""
    return committee(question, profile, committees.sequential_pav, PAV)


def sequential_phragmen(question: Question, profile: Profile[Marks]) -> Result:
    """Several seats by Phragmén's sequential rule."""
    return committee(question, profile, committees.sequential_phragmen, PHRAGMEN)
