"""The one way to count: a method by its name, ballots, options and rules in; a result out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from samenspel.kernels.tally import elected, funded, graded, marked, ranked, stv
from samenspel.kernels.tally.ballots import (
    Ballots,
    Kind,
    Option,
    Written,
    read_grades,
    read_marks,
    read_rankings,
    write_grades,
    write_ranking,
)
from samenspel.kernels.tally.budgets.shares import Completion
from samenspel.kernels.tally.budgets.spending import Utility
from samenspel.kernels.tally.condorcet import Strength
from samenspel.kernels.tally.question import Question
from samenspel.kernels.tally.result import Result
from samenspel.kernels.tally.rules import Rules
from samenspel.kernels.tally.words import UnknownMethodError, Words

Run: TypeAlias = "Callable[[Question, Ballots], Result]"


@dataclass(frozen=True, slots=True)
class Method:
    """A way of counting: its identifier, what a ballot holds, what it fills, and its name.

    `seats` says that it chooses as many as the rules ask, `budget` that it divides money; else it chooses one. `strict`
    rankings have no options that share a place. `lots` says that a count can stop half way at a tie, so that the rules
    had better break ties.
    """

    id: str
    kind: Kind
    name: Words
    run: Run
    seats: bool = False
    budget: bool = False
    strict: bool = False
    lots: bool = False
    single: bool = False
    """A ballot holds at most one mark."""


def _marks(run: Callable[..., Result], *more: object) -> Run:
    return lambda question, ballots: run(question, read_marks(ballots, question.options), *more)


def _grades(run: Callable[..., Result]) -> Run:
    return lambda question, ballots: run(question, read_grades(ballots, question.options, question.rules.top))


def _ranking(run: Callable[..., Result], *more: object) -> Run:
    return lambda question, ballots: run(
        question, read_rankings(ballots, question.options, strict=False), *more
    )


def _strict(run: Callable[..., Result], *more: object) -> Run:
    return lambda question, ballots: run(
        question, read_rankings(ballots, question.options, strict=True), *more
    )


def _yes_no(_question: Question, ballots: Ballots) -> Result:
    return marked.yes_no(ballots)


_MARKS, _GRADES, _RANKING = Kind.MARKS, Kind.GRADES, Kind.RANKING
_WV, _MARGINS, _OPPOSITION = Strength.WINNING_VOTES, Strength.MARGINS, Strength.OPPOSITION
_ADD_ONE = Completion.ADD_ONE

METHODS: dict[str, Method] = {
    method.id: method
    for method in (
        Method("yes_no", _MARKS, Words("voor of tegen", "for or against"), _yes_no),
        Method(
            "plurality", _MARKS, Words("meeste stemmen", "most votes"), _marks(marked.plurality), single=True
        ),
        Method("approval", _MARKS, Words("goedkeuring", "approval"), _marks(marked.approval)),
        Method("score", _GRADES, Words("punten", "score"), _grades(graded.score)),
        Method(
            "star", _GRADES, Words("punten met een laatste ronde", "score then runoff"), _grades(graded.star)
        ),
        Method(
            "majority_judgment",
            _GRADES,
            Words("het middelste cijfer", "majority judgment"),
            _grades(graded.majority_judgment),
        ),
        Method(
            "resistance", _GRADES, Words("minste weerstand", "least resistance"), _grades(graded.resistance)
        ),
        Method("schulze", _RANKING, Words("Schulze", "Schulze"), _ranking(ranked.schulze, _WV)),
        Method(
            "schulze_margins",
            _RANKING,
            Words("Schulze op verschil", "Schulze by margins"),
            _ranking(ranked.schulze, _MARGINS),
        ),
        Method(
            "schulze_opposition",
            _RANKING,
            Words("Schulze, ook op tegenstemmen", "Schulze with opposition"),
            _ranking(ranked.schulze, _OPPOSITION),
        ),
        Method(
            "ranked_pairs",
            _RANKING,
            Words("gerangschikte paren", "ranked pairs"),
            _ranking(ranked.ranked_pairs, _WV),
        ),
        Method(
            "ranked_pairs_margins",
            _RANKING,
            Words("gerangschikte paren op verschil", "ranked pairs by margins"),
            _ranking(ranked.ranked_pairs, _MARGINS),
        ),
        Method("minimax", _RANKING, Words("kleinste nederlaag", "minimax"), _ranking(ranked.minimax, _WV)),
        Method(
            "minimax_margins",
            _RANKING,
            Words("kleinste nederlaag op verschil", "minimax by margins"),
            _ranking(ranked.minimax, _MARGINS),
        ),
        Method("copeland", _RANKING, Words("meeste duels", "Copeland"), _ranking(ranked.copeland)),
        Method(
            "irv", _RANKING, Words("afvallen", "instant runoff"), _strict(ranked.irv), strict=True, lots=True
        ),
        Method(
            "stv_scottish",
            _RANKING,
            Words("overdraagbare stem (Schots)", "single transferable vote (Scottish)"),
            _strict(elected.transferable, stv.scottish),
            seats=True,
            strict=True,
            lots=True,
        ),
        Method(
            "stv_wigm",
            _RANKING,
            Words("overdraagbare stem (in breuken)", "single transferable vote (exact)"),
            _strict(elected.transferable, stv.exact_wigm),
            seats=True,
            strict=True,
            lots=True,
        ),
        Method(
            "stv_meek",
            _RANKING,
            Words("overdraagbare stem (Meek)", "single transferable vote (Meek)"),
            _strict(elected.meek_result),
            seats=True,
            strict=True,
            lots=True,
        ),
        Method(
            "approval_seats",
            _MARKS,
            Words("meeste stemmen, meer plaatsen", "approval, several seats"),
            _marks(elected.approval_voting),
            seats=True,
            lots=True,
        ),
        Method(
            "sequential_pav",
            _MARKS,
            Words("evenredige goedkeuring", "proportional approval"),
            _marks(elected.sequential_pav),
            seats=True,
            lots=True,
        ),
        Method(
            "phragmen",
            _MARKS,
            Words("Phragmén", "Phragmén"),
            _marks(elected.sequential_phragmen),
            seats=True,
            lots=True,
        ),
        Method(
            "equal_shares_seats",
            _MARKS,
            Words("gelijke delen, meer plaatsen", "equal shares, several seats"),
            _marks(funded.equal_shares_committee),
            seats=True,
            lots=True,
        ),
        *(
            Method(name, _MARKS, words, _marks(funded.budget, divide), budget=True, lots=True)
            for name, words, divide in (
                (
                    "equal_shares",
                    Words("gelijke delen", "equal shares"),
                    funded.shares(Utility.COST, _ADD_ONE),
                ),
                (
                    "equal_shares_count",
                    Words("gelijke delen, elk plan telt even zwaar", "equal shares, every project alike"),
                    funded.shares(Utility.CARDINALITY, _ADD_ONE),
                ),
                (
                    "equal_shares_until_overspent",
                    Words("gelijke delen, tot het op is", "equal shares until overspent"),
                    funded.shares(Utility.COST, Completion.ADD_ONE_UNTIL_OVERSPENT),
                ),
                (
                    "equal_shares_count_until_overspent",
                    Words(
                        "gelijke delen, elk plan telt even zwaar, tot het op is",
                        "equal shares, every project alike, until overspent",
                    ),
                    funded.shares(Utility.CARDINALITY, Completion.ADD_ONE_UNTIL_OVERSPENT),
                ),
                (
                    "equal_shares_plain",
                    Words("gelijke delen, zonder aanvulling", "equal shares without completion"),
                    funded.shares(Utility.COST, Completion.NONE),
                ),
                (
                    "equal_shares_count_plain",
                    Words(
                        "gelijke delen, elk plan telt even zwaar, zonder aanvulling",
                        "equal shares, every project alike, without completion",
                    ),
                    funded.shares(Utility.CARDINALITY, Completion.NONE),
                ),
                (
                    "exact_shares",
                    Words("precies gelijke delen", "exact equal shares"),
                    funded.exact_shares(Utility.COST),
                ),
                (
                    "exact_shares_count",
                    Words(
                        "precies gelijke delen, elk plan telt even zwaar",
                        "exact equal shares, every project alike",
                    ),
                    funded.exact_shares(Utility.CARDINALITY),
                ),
                ("greedy", Words("meeste stemmen eerst", "most votes first"), funded.greedy),
                (
                    "phragmen_budget",
                    Words("Phragmén voor een budget", "Phragmén for a budget"),
                    funded.phragmen,
                ),
            )
        ),
    )
}


def normal(method: str, ballot: Written, options: Sequence[Option], rules: Rules | None = None) -> Written:
    """A ballot in the one way it is stored: marks and grades in the order of the options, ranks as they came.

    Raises UnknownMethodError, and BadBallotError for what the method cannot read.
    """
    if method not in METHODS:
        raise UnknownMethodError(method)
    how, one = METHODS[method], [(ballot, 1)]
    if how.kind is Kind.GRADES:
        (grades, _), *_ = read_grades(one, options, (rules or Rules()).top).cast
        return write_grades(grades, options)
    if how.kind is Kind.RANKING:
        (tiers, _), *_ = read_rankings(one, options, strict=how.strict).cast
        return write_ranking(tiers, options)
    marks = read_marks(one, options)
    if how.single:
        marked.refuse_more_than_one(marks)
    return tuple(options[place].id for place in marks.cast[0][0])


def count(
    method: str, ballots: Ballots, options: Sequence[Option] = (), rules: Rules | None = None
) -> Result:
    """Count ballots by a named method. Raises UnknownMethodError, BadBallotError and BadRulesError."""
    if method not in METHODS:
        raise UnknownMethodError(method)
    return METHODS[method].run(Question(method, options, rules or Rules()), ballots)
