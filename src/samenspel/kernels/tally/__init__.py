"""Counting votes. A count is a pure function `(method, ballots, options, rules) -> Result`, exact and explained.

Ballots come in aggregated, as pairs of a ballot and how often it was cast, so that the size of a count depends
on the number of distinct ballots, and so that nothing in it tells who cast which.
"""

from samenspel.kernels.tally.count import (
    METHODS,
    BadBallotError,
    Ballots,
    Method,
    Option,
    Result,
    Rules,
    Tie,
    UnknownMethodError,
    count,
)

__all__ = [
    "METHODS",
    "BadBallotError",
    "Ballots",
    "Method",
    "Option",
    "Result",
    "Rules",
    "Tie",
    "UnknownMethodError",
    "count",
]
