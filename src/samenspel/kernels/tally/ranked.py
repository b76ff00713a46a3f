"""Results of rankings for one winner: Schulze, Ranked Pairs, minimax, Copeland, and instant runoff.

Every result shows who beats whom. Options that a ballot leaves out come last together; options of one tier count for
neither. In favour of the winner are ballots that name it: who cannot live with an option leaves it out.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from samenspel.kernels.tally import condorcet
from samenspel.kernels.tally.ballots import Profile, Ranking
from samenspel.kernels.tally.condorcet import Strength
from samenspel.kernels.tally.pairwise import Matrix, ranks_of
from samenspel.kernels.tally.pairwise import table as pair_table
from samenspel.kernels.tally.papers import orders_of
from samenspel.kernels.tally.question import Found, Question, best_of
from samenspel.kernels.tally.result import Figure, Result, Row, Shape, Table, option_rows
from samenspel.kernels.tally.runoff import instant_runoff
from samenspel.kernels.tally.words import NOTHING, Words, same

_LEVEL = Words("wie wint", "who wins")


def names(ballot: Ranking, option: int | None) -> bool:
    """Whether a ranking names an option."""
    return option is not None and any(option in tier for tier in ballot)


@dataclass(frozen=True, slots=True)
class _Pick:
    """What a Condorcet method says of a table: who could win, a figure for each option, tables, and why."""

    level: tuple[int, ...]
    scores: tuple[int, ...]
    tables: tuple[Table, ...]
    why: Callable[[int], Words]
    steps: tuple[Words, ...] = ()


def _condorcet(
    question: Question, profile: Profile[Ranking], pick: Callable[[Question, Matrix], _Pick]
) -> Result:
    """Count with a method that looks at pairs; say so when one option simply beats all others."""
    filled = profile.filled()
    pairs = pair_table(ranks_of(filled))
    if not filled.cast:
        return question.result(Found((), (0,) * profile.options, ()), profile, lambda _: False)
    picked = pick(question, pairs)
    winner = question.first(picked.level, _LEVEL)
    beats_all = condorcet.condorcet_winner(pairs)
    words = question.no_choice(picked.level)
    if winner is not None:
        words = (
            _beats_all(question, pairs, winner) if winner == beats_all else picked.why(winner)
        ) + question.lot_words()
    found = Found(
        winners=() if winner is None else (winner,),
        scores=picked.scores,
        tables=(_pairs(question, pairs), *picked.tables, _borda(question, pairs, filled.voters)),
        words=words,
        steps=(*_duels(question, pairs, winner), *_circle(question, pairs, beats_all), *picked.steps),
        level=picked.level if len(picked.level) > 1 else (),
    )
    return question.result(found, profile, lambda ballot: names(ballot, winner))


def schulze(question: Question, profile: Profile[Ranking], measure: Strength) -> Result:
    """The Schulze method: the strongest path from each option to each other decides (Schulze 2011)."""

    def pick(question: Question, pairs: Matrix) -> _Pick:
        paths = condorcet.path_strengths(pairs, measure)
        beats = paths > paths.T
        ranked = condorcet.tiers(beats)
        table = Table(
            Shape.PAIRS,
            Words(
                "De sterkste weg van de ene keuze naar de andere",
                "The strongest path from one option to another",
            ),
            tuple(same(option.title) for option in question.options),
            _matrix_rows(question, paths),
        )
        return _Pick(
            level=ranked[0],
            scores=tuple(int(each) for each in beats.sum(axis=1)),
            tables=(table,),
            why=lambda winner: Words(
                f"Geen keuze wint van alle andere. De weg van {question.title(winner)} naar elke andere keuze is "
                "sterker dan de weg terug, of even sterk.",
                f"No option beats all others. The path from {question.title(winner)} to every other option is "
                "stronger than the path back, or as strong.",
            ),
        )

    return _condorcet(question, profile, pick)


def ranked_pairs(question: Question, profile: Profile[Ranking], measure: Strength) -> Result:
    """Ranked Pairs: the strongest victories stand first, and no circle is closed (Tideman 1987).

    Equal victories go in the tie order; where there is none, and their order matters, every option that wins under
    some order ends level.
    """

    def pick(question: Question, pairs: Matrix) -> _Pick:
        rank = [question.ties.rank(place) if question.ties.decides else place for place in range(len(pairs))]
        level, victories, mattered = condorcet.ranked_pairs(pairs, measure, rank)
        if mattered:
            possible = condorcet.ranked_pairs_in_any_order(pairs, measure) or tuple(range(len(pairs)))
            if not question.ties.decides:
                level = possible
            elif set(possible) != set(level):
                over = Words(
                    "welke van gelijke overwinningen voorgaat", "which of equal victories goes first"
                )
                question.ties.settled(possible, over, level)
        rows = tuple(
            Row(
                question.options[each.winner].id,
                (int(each.strength), int(each.locked)),
                Words(
                    f"{question.title(each.winner)} wint van {question.title(each.loser)}",
                    f"{question.title(each.winner)} beats {question.title(each.loser)}",
                ),
                NOTHING if each.locked else Words("zou een kring sluiten", "would close a circle"),
            )
            for each in victories
        )
        table = Table(
            Shape.SCORES,
            Words("De overwinningen, de sterkste eerst", "The victories, strongest first"),
            (Words("sterkte", "strength"), Words("staat vast", "stands")),
            rows,
        )
        return _Pick(
            level=level,
            scores=_wins(pairs),
            tables=(table,),
            why=lambda winner: Words(
                f"Geen keuze wint van alle andere. Als de sterkste overwinningen voorgaan, wint niemand van {question.title(winner)}.",
                f"No option beats all others. When the strongest victories go first, none beats {question.title(winner)}.",
            ),
        )

    return _condorcet(question, profile, pick)


def minimax(question: Question, profile: Profile[Ranking], measure: Strength) -> Result:
    """Minimax: the option whose worst defeat is least wins (Simpson 1969, Kramer 1977)."""

    def pick(question: Question, pairs: Matrix) -> _Pick:
        worst = tuple(int(each) for each in condorcet.minimax(pairs, measure))
        column = Words("grootste nederlaag", "worst defeat")
        return _Pick(
            level=best_of([-each for each in worst]),
            scores=worst,
            tables=(Table(Shape.SCORES, column, (column,), option_rows(_ids(question), [worst])),),
            why=lambda winner: Words(
                f"Geen keuze wint van alle andere. De grootste nederlaag van {question.title(winner)} is het kleinst: {worst[winner]}.",
                f"No option beats all others. The worst defeat of {question.title(winner)} is the least: {worst[winner]}.",
            ),
        )

    return _condorcet(question, profile, pick)


def copeland(question: Question, profile: Profile[Ranking]) -> Result:
    """Copeland: who wins most duels; a duel that is level counts half (Copeland 1951)."""

    def pick(question: Question, pairs: Matrix) -> _Pick:
        scores = condorcet.copeland(pairs)
        halves = [Fraction(each, 2) for each in scores]
        column = Words("gewonnen duels", "duels won")
        return _Pick(
            level=best_of(scores),
            scores=scores,
            tables=(Table(Shape.SCORES, column, (column,), option_rows(_ids(question), [halves])),),
            why=lambda winner: Words(
                f"Geen keuze wint van alle andere. {question.title(winner)} wint de meeste duels.",
                f"No option beats all others. {question.title(winner)} wins most duels.",
            ),
        )

    return _condorcet(question, profile, pick)


def irv(question: Question, profile: Profile[Ranking]) -> Result:
    """Instant runoff: the last one drops out until one has more than half of what still counts."""
    papers = orders_of(profile)
    went = instant_runoff(papers, question.ties)
    first, last = went.rounds[0], went.rounds[-1]
    words = question.no_choice(went.level)
    if went.winner is not None:
        winner, counting = question.title(went.winner), sum(last)
        words = (
            Words(
                f"{winner} heeft in ronde {len(went.rounds)} meer dan de helft: {last[went.winner]} van de {counting} stemmen.",
                f"In round {len(went.rounds)} {winner} has more than half: {last[went.winner]} of the {counting} votes.",
            )
            + question.lot_words()
        )
    steps = tuple(
        Words(
            f"Na ronde {number} valt {question.title(option)} af, met {votes[option]} stemmen.",
            f"After round {number} {question.title(option)} drops out, with {votes[option]} votes.",
        )
        for number, (option, votes) in enumerate(zip(went.left, went.rounds, strict=False), start=1)
    )
    found = Found(
        winners=() if went.winner is None else (went.winner,),
        scores=last if any(last) else first,
        tables=(rounds_table(question, went.rounds, [("exhausted", went.exhausted)]),),
        words=words,
        steps=steps,
        level=went.level,
    )
    return question.result(found, profile, lambda ballot: names(ballot, went.winner))


EXHAUSTED = Words("telt voor niemand meer", "counts for nobody any more")
LOST = Words("verloren bij het afronden", "lost in rounding")
_OTHER = {"exhausted": EXHAUSTED, "lost": LOST}


def rounds_table(
    question: Question, rounds: Sequence[Sequence[Figure]], others: Sequence[tuple[str, Sequence[Figure]]]
) -> Table:
    """A column for each round; under the options what counts for none of them."""
    columns = tuple(Words(f"ronde {number}", f"round {number}") for number in range(1, len(rounds) + 1))
    rows = [
        Row(option.id, tuple(each[place] for each in rounds)) for place, option in enumerate(question.options)
    ]
    rows += [Row("", tuple(figures), _OTHER[name]) for name, figures in others if any(figures)]
    return Table(Shape.ROUNDS, Words("Ronde na ronde", "Round by round"), columns, tuple(rows))


def _beats_all(question: Question, pairs: Matrix, winner: int) -> Words:
    """That an option wins every duel, with its hardest one."""
    others = [place for place in range(len(pairs)) if place != winner]
    if not others:
        return Words(
            f"{question.title(winner)} was de enige keuze.", f"{question.title(winner)} was the only option."
        )
    hardest = min(others, key=lambda place: (int(pairs[winner, place]) - int(pairs[place, winner]), place))
    mine, theirs = int(pairs[winner, hardest]), int(pairs[hardest, winner])
    if len(others) == 1:
        return Words(
            f"{question.title(winner)} wint van {question.title(hardest)} met {mine} tegen {theirs}.",
            f"{question.title(winner)} beats {question.title(hardest)} by {mine} to {theirs}.",
        )
    return Words(
        f"{question.title(winner)} wint van elke andere keuze. Van {question.title(hardest)} met het kleinste verschil: {mine} tegen {theirs}.",
        f"{question.title(winner)} beats every other option. {question.title(hardest)} came closest: {mine} to {theirs}.",
    )


def _duels(question: Question, pairs: Matrix, winner: int | None) -> tuple[Words, ...]:
    """Every duel of the winner."""
    if winner is None:
        return ()
    found = []
    for place in range(len(pairs)):
        if place == winner:
            continue
        mine, theirs = int(pairs[winner, place]), int(pairs[place, winner])
        nl, en = (
            ("wint van", "beats")
            if mine > theirs
            else ("verliest van", "loses to")
            if mine < theirs
            else ("staat gelijk met", "is level with")
        )
        found.append(
            Words(
                f"{question.title(winner)} {nl} {question.title(place)} met {mine} tegen {theirs}.",
                f"{question.title(winner)} {en} {question.title(place)}, {mine} to {theirs}.",
            )
        )
    return tuple(found)


def _circle(question: Question, pairs: Matrix, beats_all: int | None) -> tuple[Words, ...]:
    """The Smith set, where no option beats all others."""
    if beats_all is not None:
        return ()
    smith = condorcet.smith_set(pairs)
    if len(smith) == len(pairs):
        return ()
    inside = question.titles(smith)
    return (
        Words(f"{inside.nl} winnen elk van alle andere keuzes.", f"{inside.en} each beat all other options."),
    )


def _wins(pairs: Matrix) -> tuple[int, ...]:
    return tuple(int(each) for each in (pairs > pairs.T).sum(axis=1))


def _pairs(question: Question, pairs: Matrix) -> Table:
    return Table(
        Shape.PAIRS,
        Words(
            "Hoeveel mensen de ene keuze boven de andere zetten",
            "How many people put one option above another",
        ),
        tuple(same(option.title) for option in question.options),
        _matrix_rows(question, pairs),
    )


def _matrix_rows(question: Question, matrix: Matrix) -> tuple[Row, ...]:
    return tuple(
        Row(
            option.id,
            tuple(
                None if place == other else int(matrix[place, other])
                for other in range(len(question.options))
            ),
        )
        for place, option in enumerate(question.options)
    )


def _borda(question: Question, pairs: Matrix, voters: int) -> Table:
    """Borda's points as a report: they decide nothing here."""
    column = Words("punten volgens Borda", "points by Borda")
    halves = [Fraction(each, 2) for each in condorcet.borda(pairs, voters)]
    return Table(Shape.SCORES, column, (column,), option_rows(_ids(question), [halves]))


def _ids(question: Question) -> list[str]:
    return [option.id for option in question.options]
