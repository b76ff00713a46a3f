"""The outcome of a vote as it is stored and, digested, told in the book; and which part of it may be shown."""

from collections.abc import Mapping
from typing import Any

from samenspel.ground.foundation.canonical import Json
from samenspel.kernels.tally import METHODS, Ballots, Result, Row, Shape, Table, Words
from samenspel.kernels.tally.result import figure

SMALLEST_SPLIT = 5
"""With fewer votes than this, or when all voted alike, the split of a secret vote would tell who voted what."""

_WORDS = ("nl", "en", "told")
"""What only tells: it may be worded better later, while the figures stay."""


def to_json(result: Result, cast: Ballots, entitled: int, objections: int) -> dict[str, Json]:
    """The outcome of a vote. `alike` is how many cast the ballot that was cast most."""
    whole = result.as_json()
    return {
        "method": result.method,
        "winner": result.winner,
        "winners": list(result.winners),
        "reserve": list(result.reserve),
        "in_favour": result.in_favour,
        "against": result.against,
        "abstaining": result.abstaining,
        "scores": [[option, score] for option, score in result.scores],
        "level": list(result.level),
        "drawn": result.drawn,
        "alike": max((times for _, times in cast), default=0),
        "digest": result.digest(),
        "entitled": entitled or result.voters,
        "objections": objections,
        "nl": result.explanation.nl,
        "en": result.explanation.en,
        "told": {name: whole[name] for name in ("tables", "steps", "ties")},
    }


def figures(stored: Mapping[str, Any]) -> dict[str, Any]:
    """What a recount must give again: all but the words, and the objections, which may have ended since."""
    return {name: value for name, value in stored.items() if name not in {*_WORDS, "objections"}}


def tells_who(stored: Mapping[str, Any]) -> bool:
    """Whether showing the split of a secret vote would tell who voted what: too few votes, or all alike but for at most one.

    One dissenter is hidden too, so that hiding the split does not itself tell that everyone voted alike. For marks that
    holds for the split on the winner as well; a ranking or grades say more than whether they support the winner.
    """
    if not stored:
        return False
    parts = [int(stored[part]) for part in ("in_favour", "against", "abstaining")]
    voters = sum(parts)
    if voters < SMALLEST_SPLIT or voters - int(stored.get("alike", 0)) <= 1:
        return True
    return METHODS[stored["method"]].kind == "marks" and voters - max(parts) <= 1


def tables(stored: Mapping[str, Any]) -> tuple[Table, ...]:
    """The tables of a stored outcome."""
    return tuple(_table(each) for each in stored.get("told", {}).get("tables", ()))


def steps(stored: Mapping[str, Any]) -> tuple[Words, ...]:
    """The explanation of a stored outcome, step by step."""
    return tuple(_words(each) for each in stored.get("told", {}).get("steps", ()))


def _words(told: Mapping[str, str]) -> Words:
    return Words(told["nl"], told["en"])


def _table(told: Mapping[str, Any]) -> Table:
    return Table(
        Shape(told["shape"]),
        _words(told["title"]),
        tuple(_words(each) for each in told["columns"]),
        tuple(
            Row(
                each["option"],
                tuple(figure(cell) for cell in each["cells"]),
                _words(each["label"]),
                _words(each["note"]),
            )
            for each in told["rows"]
        ),
    )
