"""The picture of how many people it takes, against how many others come: points and lines in drawing units."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_WIDTH, _HEIGHT = 360, 190
_LEFT, _RIGHT, _TOP, _BOTTOM = 34, 350, 14, 150
ORDINARY_PLACE = 2
"""The place of an ordinary turnout (two in ten) on the curve."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A point of a line; `people` is written beside the one that is looked at first."""

    x: int
    y: int
    people: int
    told: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One line: with friends or without. A turnout at which no way was found breaks it."""

    kind: str
    paths: tuple[str, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis with its text."""

    place: int
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture with its two lines and axes."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    lines: tuple[Line, ...]
    ticks: tuple[Tick, ...]


def picture(curves: Sequence[Mapping[str, object]], members: int) -> Picture:
    """Draw the curves of one aim: without friends dashed, and over it the one with friends, full."""
    ordered = sorted(curves, key=lambda curve: _number(curve["friends"]))
    numbers = [people for curve in ordered for people in _people(curve) if people is not None]
    highest = max([members, *numbers, 1])
    lines = tuple(
        _line("with-friends" if curve is ordered[-1] else "alone", _people(curve), highest)
        for curve in ordered
    )
    ticks = tuple(Tick(_y(number, highest), str(number)) for number in sorted({0, highest // 2, highest}))
    return Picture(_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM, lines, ticks)


def _people(curve: Mapping[str, object]) -> list[int | None]:
    points = curve["people"]
    assert isinstance(points, list)
    return [
        None if point["people"] is None or point["people"] < 0 else int(point["people"]) for point in points
    ]


def _number(value: object) -> int:
    assert isinstance(value, int)
    return value


def _line(kind: str, people: Sequence[int | None], highest: int) -> Line:
    marks = [
        None
        if number is None
        else Mark(_x(place, len(people)), _y(number, highest), number, place == ORDINARY_PLACE)
        for place, number in enumerate(people)
    ]
    paths: list[list[Mark]] = [[]]
    for mark in marks:
        if mark is None:
            paths.append([])
        else:
            paths[-1].append(mark)
    drawn = tuple(" ".join(f"{mark.x},{mark.y}" for mark in path) for path in paths if len(path) > 1)
    return Line(kind, drawn, tuple(mark for mark in marks if mark is not None))


def _x(place: int, points: int) -> int:
    return _LEFT + (_RIGHT - _LEFT) * place // (points - 1)


def _y(number: int, highest: int) -> int:
    return _BOTTOM - (_BOTTOM - _TOP) * number // highest
