"""The interface that every way of counting fills, and the two simple ways: yes or no, and approval."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, TypeAlias

Ballot: TypeAlias = "tuple[str, ...]"
"""The options a voter marked. For yes or no it is one of `for`, `against`, `abstain`."""

Ballots: TypeAlias = "Sequence[tuple[Ballot, int]]"
"""Distinct ballots with how often each was cast."""


class BadBallotError(ValueError):
    """A ballot that the method cannot read: an unknown option, an option twice, a count below one."""


class UnknownMethodError(LookupError):
    """There is no such way of counting."""


class Option(NamedTuple):
    """Something one can vote for."""

    id: str
    title: str


class Tie(StrEnum):
    """What happens when options end level."""

    NO_DECISION = "no_decision"
    LOT = "lot"


@dataclass(frozen=True, slots=True)
class Rules:
    """What the statute lays down for a count. `seed` is a public text that the lot is drawn from."""

    tie: Tie = Tie.NO_DECISION
    seed: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    nl: str
    en: str


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome of a count and all that is needed to check it by hand.

    `in_favour`, `against` and `abstaining` are votes on the winning option, so that the statute's majority can
    be asked of any method; `scores` gives every option's votes in the order of the options; `level` holds
    options that tied for the win, and `drawn` says that a lot decided between them.
    """

    method: str
    winner: str
    in_favour: int
    against: int
    abstaining: int
    scores: tuple[tuple[str, int], ...]
    level: tuple[str, ...] = ()
    drawn: bool = False
    explanation: Explanation = field(default_factory=lambda: Explanation("", ""))

    @property
    def voters(self) -> int:
        return self.in_favour + self.against + self.abstaining


Method: TypeAlias = "Callable[[Ballots, Sequence[Option], Rules], Result]"


def count(
    method: str, ballots: Ballots, options: Sequence[Option] = (), rules: Rules | None = None
) -> Result:
    """Count ballots by a named method. Raises UnknownMethodError and BadBallotError."""
    if method not in METHODS:
        raise UnknownMethodError(method)
    for _, times in ballots:
        if times < 1:
            raise BadBallotError(f"A ballot is cast at least once, not {times} times.")
    return METHODS[method](ballots, options, rules or Rules())


def yes_no(ballots: Ballots, options: Sequence[Option], rules: Rules) -> Result:
    """Votes for, against and abstaining. The majority itself is the statute's business."""
    del options, rules
    votes = {"for": 0, "against": 0, "abstain": 0}
    for ballot, times in ballots:
        if len(ballot) != 1 or ballot[0] not in votes:
            raise BadBallotError(f"A vote is for, against or abstain, not {ballot!r}.")
        votes[ballot[0]] += times
    yes, no, abstaining = votes["for"], votes["against"], votes["abstain"]
    words = Explanation(
        f"{yes} voor, {no} tegen, {abstaining} zonder mening.",
        f"{yes} for, {no} against, {abstaining} abstained.",
    )
    return Result(
        "yes_no", "for" if yes > no else "", yes, no, abstaining, tuple(votes.items()), explanation=words
    )


def approval(ballots: Ballots, options: Sequence[Option], rules: Rules) -> Result:
    """Approval voting: mark every option you can live with; the one with most marks wins (Brams and Fishburn 1978).

    A ballot without marks abstains. Level options are reported; by rule there is then no winner, or a lot from
    the public seed decides: the option with the smallest SHA-256 of seed and identifier.
    """
    scores = dict.fromkeys((option.id for option in options), 0)
    abstaining = 0
    for ballot, times in ballots:
        _check_marks(ballot, scores)
        abstaining += times if not ballot else 0
        for mark in ballot:
            scores[mark] += times
    voters = sum(times for ballot, times in ballots if ballot)
    best = max(scores.values(), default=0)
    level = tuple(option for option, score in scores.items() if score == best and best > 0)
    winner, drawn = _break(level, rules)
    favour = scores[winner] if winner else 0
    return Result(
        "approval",
        winner,
        favour,
        voters - favour,
        abstaining,
        tuple(scores.items()),
        level if len(level) > 1 else (),
        drawn,
        _approval_words(winner, level, best, voters, options, drawn=drawn),
    )


def _check_marks(ballot: Ballot, scores: dict[str, int]) -> None:
    if len(set(ballot)) != len(ballot):
        raise BadBallotError(f"An option is marked twice: {ballot!r}.")
    unknown = [mark for mark in ballot if mark not in scores]
    if unknown:
        raise BadBallotError(f"There is no option {unknown[0]!r}.")


def _break(level: tuple[str, ...], rules: Rules) -> tuple[str, bool]:
    """The winner among level options, and whether a lot was drawn."""
    if len(level) == 1:
        return level[0], False
    if not level or rules.tie is Tie.NO_DECISION:
        return "", False
    return min(level, key=lambda option: hashlib.sha256(f"{rules.seed}{option}".encode()).hexdigest()), True


def _approval_words(
    winner: str, level: tuple[str, ...], best: int, voters: int, options: Sequence[Option], *, drawn: bool
) -> Explanation:
    titles = {option.id: option.title for option in options}
    if not level:
        return Explanation("Niemand koos iets.", "Nobody chose anything.")
    if len(level) > 1 and not drawn:
        names = ", ".join(titles[option] for option in level)
        return Explanation(
            f"Deze kregen evenveel steun, {best}: {names}. Daarom is er geen keuze.",
            f"These had equal support, {best}: {names}. So there is no choice.",
        )
    lot_nl = " Het lot besliste, want anderen kregen evenveel." if drawn else ""
    lot_en = " A lot decided, because others had as many." if drawn else ""
    return Explanation(
        f"{titles[winner]} kreeg de meeste steun: {best} van de {voters} mensen die kozen.{lot_nl}",
        f"{titles[winner]} had most support: {best} of the {voters} people who chose.{lot_en}",
    )


METHODS: dict[str, Method] = {"yes_no": yes_no, "approval": approval}
