"""Counting votes. A count is a pure function `(method, ballots, options, rules) -> Result`, exact and explained.

Ballots come in aggregated, as pairs of a ballot and how often it was cast, so that the size of a count depends
on the number of distinct ballots, and so that nothing in it tells who cast which. `docs/methods/` has a page for
every method.
"""

from samenspel.kernels.tally.ballots import Ballots, Kind, Option, Written
from samenspel.kernels.tally.count import METHODS, Method, count, normal
from samenspel.kernels.tally.result import Result, Row, Shape, Table
from samenspel.kernels.tally.rules import Broken, Rules, Tie, TieMet
from samenspel.kernels.tally.words import (
    BadBallotError,
    BadRulesError,
    TallyError,
    UnknownMethodError,
    Words,
)

__all__ = [
    "METHODS",
    "BadBallotError",
    "BadRulesError",
    "Ballots",
    "Broken",
    "Kind",
    "Method",
    "Option",
    "Result",
    "Row",
    "Rules",
    "Shape",
    "Table",
    "TallyError",
    "Tie",
    "TieMet",
    "UnknownMethodError",
    "Words",
    "Written",
    "count",
    "normal",
]
