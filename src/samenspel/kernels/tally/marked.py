"""Counting marks: yes or no, plurality, and approval."""

from collections.abc import Sequence

from samenspel.kernels.tally.ballots import Ballots, Marks, Option, Profile
from samenspel.kernels.tally.question import Found, Question, best_of
from samenspel.kernels.tally.result import Result, Shape, Table, option_rows
from samenspel.kernels.tally.words import BadBallotError, Words

VOTES = Words("stemmen", "votes")
LEVEL = Words("gelijke stand", "as many votes")


def yes_no(ballots: Ballots) -> Result:
    """Votes for, against and abstaining. The majority itself is the statute's business."""
    votes = {"for": 0, "against": 0, "abstain": 0}
    for ballot, times in ballots:
        if len(ballot) != 1 or ballot[0] not in votes:
            raise BadBallotError(
                "Stem voor, tegen of zonder mening.", f"A vote is for, against or abstain, not {ballot!r}."
            )
        if times < 1:
            raise BadBallotError(
                f"Een stembriefje telt ten minste één keer, niet {times} keer.",
                f"A ballot is cast at least once, not {times} times.",
            )
        votes[ballot[0]] += times
    yes, no, abstaining = votes["for"], votes["against"], votes["abstain"]
    words = Words(
        f"{yes} voor, {no} tegen, {abstaining} zonder mening.",
        f"{yes} for, {no} against, {abstaining} abstained.",
    )
    winners = ("for",) if yes > no else ()
    return Result("yes_no", winners, yes, no, abstaining, tuple(votes.items()), explanation=words)


def totals(profile: Profile[Marks]) -> tuple[int, ...]:
    """How many ballots mark each option."""
    found = [0] * profile.options
    for marks, times in profile.cast:
        for place in marks:
            found[place] += times
    return tuple(found)


def plurality(question: Question, profile: Profile[Marks]) -> Result:
    """One mark a ballot; the option with most marks wins, majority or not.

    Raises BadBallotError for a ballot with more than one mark.
    """
    refuse_more_than_one(profile)
    return approval(question, profile)


def refuse_more_than_one(profile: Profile[Marks]) -> None:
    """Raises BadBallotError for a ballot with more than one mark."""
    if any(len(marks) > 1 for marks, _ in profile.cast):
        raise BadBallotError(
            "Zet één kruisje. Meer kruisjes tellen niet.", "Set one mark. More marks do not count."
        )


def approval(question: Question, profile: Profile[Marks]) -> Result:
    """Mark every option you can live with; most marks win (Brams and Fishburn 1978).

    A ballot without marks abstains. In favour are ballots that mark the winner.
    """
    scores = totals(profile)
    level = best_of(scores) if any(scores) else ()
    winner = question.first(level, LEVEL) if level else None
    found = Found(
        winners=() if winner is None else (winner,),
        scores=scores,
        tables=(score_table(question.options, scores, VOTES),),
        words=_words(question, level, winner, scores, profile),
        level=level if len(level) > 1 else (),
    )
    return question.result(found, profile, lambda marks: winner in marks)


def score_table(options: Sequence[Option], scores: tuple[int, ...], column: Words) -> Table:
    """A table with one figure for each option."""
    return Table(Shape.SCORES, column, (column,), option_rows([option.id for option in options], [scores]))


def _words(
    question: Question,
    level: tuple[int, ...],
    winner: int | None,
    scores: tuple[int, ...],
    profile: Profile[Marks],
) -> Words:
    if not level:
        return question.no_choice(())
    best, voters = scores[level[0]], profile.voters - profile.blank
    if winner is None:
        names = question.titles(level)
        return Words(
            f"Deze kregen evenveel steun, {best}: {names.nl}. Daarom is er geen keuze.",
            f"These had equal support, {best}: {names.en}. So there is no choice.",
        )
    title = question.title(winner)
    return (
        Words(
            f"{title} kreeg de meeste steun: {best} van de {voters} mensen die kozen.",
            f"{title} had most support: {best} of the {voters} people who chose.",
        )
        + question.lot_words()
    )
