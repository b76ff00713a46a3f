"""Counts of people as bars: lengths only, so that the page can draw them and say them in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

_HEAD = 10
"""Width of one person, in drawing units."""
_COUNTABLE = 40
"""Up to this many people, everyone has a place of their own."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a bar: how it is coloured, what it counts, and where it stands."""

    kind: str
    label: str
    count: int
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of people. `seams` are the places between one person and the next, empty when there are too many."""

    parts: tuple[Part, ...]
    seams: tuple[int, ...]
    width: int


def bar(counts: Iterable[tuple[str, str, int]]) -> Bar:
    """Lay counts side by side: (kind, label, people). Nobody gets no place."""
    given = [each for each in counts if each[2] > 0]
    ends = list(accumulate((count for _, _, count in given), initial=0))
    parts = tuple(
        Part(kind, label, count, start * _HEAD, count * _HEAD)
        for (kind, label, count), start in zip(given, ends, strict=False)
    )
    whole = ends[-1]
    seams = tuple(place * _HEAD for place in range(1, whole)) if whole <= _COUNTABLE else ()
    return Bar(parts, seams, max(whole, 1) * _HEAD)


@dataclass(frozen=True, slots=True)
class Length:
    """One bar among several that share a scale."""

    length: int
    whole: int


def lengths(values: Sequence[int], whole: int) -> list[Length]:
    """Bars on one scale: each value against the whole."""
    scale = max(whole, *values, 1) if values else 1
    return [Length(value * _HEAD, scale * _HEAD) for value in values]
