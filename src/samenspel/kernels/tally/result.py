"""The outcome of a count, with all that is needed to check it by hand."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from samenspel.kernels.tally.rules import Broken, TieMet
from samenspel.kernels.tally.words import NOTHING, Words

Figure: TypeAlias = "int | Fraction | None"
"""What stands in a table: exact, or nothing."""

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"


class Shape(StrEnum):
    """How a table can be drawn."""

    SCORES = "scores"
    """A figure or a few for each option: bars."""
    GRADES = "grades"
    """How often each option got each grade: bars in stretches."""
    PAIRS = "pairs"
    """Options against options: a table with both sides."""
    ROUNDS = "rounds"
    """A column for each round: bars that grow and drop out."""
    PAYMENTS = "payments"
    """Who was bought, and who paid."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table. `option` is the identifier that the line is about; empty for what is about none."""

    option: str
    cells: tuple[Figure, ...]
    label: Words = NOTHING
    note: Words = NOTHING


@dataclass(frozen=True, slots=True)
class Table:
    """Figures of a count. A cell stands under the column of the same place."""

    shape: Shape
    title: Words
    columns: tuple[Words, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome of a count.

    `winners` in the order in which they were chosen; `reserve` are those that follow, where the method can say so.
    `in_favour`, `against` and `abstaining` are voters, so that the statute's majority can be asked of any method: in
    favour are those whose ballot supports what won, as the page of the method says. `scores` gives one figure for
    each option, in the order of the options; `level` holds options that tied for the win.
    """

    method: str
    winners: tuple[str, ...]
    in_favour: int
    against: int
    abstaining: int
    scores: tuple[tuple[str, int], ...]
    level: tuple[str, ...] = ()
    reserve: tuple[str, ...] = ()
    ties: tuple[TieMet, ...] = ()
    tables: tuple[Table, ...] = ()
    explanation: Words = field(default=NOTHING)
    steps: tuple[Words, ...] = ()
    """The explanation in more steps, in order, for who wants to follow it."""

    @property
    def voters(self) -> int:
        return self.in_favour + self.against + self.abstaining

    @property
    def winner(self) -> str:
        """The one that won; empty when none did."""
        return self.winners[0] if self.winners else ""

    @property
    def drawn(self) -> bool:
        """Whether a lot broke a tie."""
        return any(tie.broken is Broken.LOT for tie in self.ties)

    def as_json(self) -> dict[str, Json]:
        """All of it in plain JSON; fractions are written `p/q`."""
        return {
            "method": self.method,
            "winners": list(self.winners),
            "reserve": list(self.reserve),
            "in_favour": self.in_favour,
            "against": self.against,
            "abstaining": self.abstaining,
            "scores": [[option, score] for option, score in self.scores],
            "level": list(self.level),
            "ties": [_tie(tie) for tie in self.ties],
            "tables": [_table(table) for table in self.tables],
            "explanation": _words(self.explanation),
            "steps": [_words(step) for step in self.steps],
        }

    def digest(self) -> str:
        """SHA-256 of what was counted, not of how it is told: words may get better, figures stay."""
        told = self.as_json()
        figures = {name: told[name] for name in _FIGURES}
        figures["ties"] = [
            [list(tie.between), tie.broken.value, list(tie.preferred)] for tie in self.ties
        ]  # without words
        figures["tables"] = [
            [table.shape.value, [[row.option, [spell(cell) for cell in row.cells]] for row in table.rows]]
            for table in self.tables
        ]
        return hashlib.sha256(canonical(figures).encode()).hexdigest()


_FIGURES = ("method", "winners", "reserve", "in_favour", "against", "abstaining", "scores", "level")


def canonical(value: Json) -> str:
    """JSON in one spelling: keys sorted, no spaces."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def spell(figure: Figure) -> int | str | None:
    """A figure in JSON: whole numbers as numbers, fractions as `p/q`."""
    if isinstance(figure, Fraction):
        return int(figure) if figure.denominator == 1 else f"{figure.numerator}/{figure.denominator}"
    return figure


def figure(spelled: int | str | None) -> Figure:
    """The opposite of `spell`."""
    return Fraction(spelled) if isinstance(spelled, str) else spelled


def _words(words: Words) -> Json:
    return {"nl": words.nl, "en": words.en}


def _tie(tie: TieMet) -> Json:
    return {
        "over": _words(tie.over),
        "between": list(tie.between),
        "broken": tie.broken.value,
        "preferred": list(tie.preferred),
    }


def _table(table: Table) -> Json:
    return {
        "shape": table.shape.value,
        "title": _words(table.title),
        "columns": [_words(column) for column in table.columns],
        "rows": [_row(row) for row in table.rows],
    }


def _row(row: Row) -> Json:
    return {
        "option": row.option,
        "cells": [spell(cell) for cell in row.cells],
        "label": _words(row.label),
        "note": _words(row.note),
    }


def option_rows(ids: Sequence[str], columns: Sequence[Sequence[Figure]]) -> tuple[Row, ...]:
    """Rows for options from columns of figures, each as long as the list of options."""
    return tuple(Row(name, tuple(column[place] for column in columns)) for place, name in enumerate(ids))
