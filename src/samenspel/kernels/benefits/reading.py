"""Reading the files with figures: TOML text in, figures out, and an error in words for what is missing."""

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from samenspel.kernels.benefits.figures import Figure, Figures, Read, Source, Unit, Value
from samenspel.kernels.benefits.model import Light
from samenspel.kernels.benefits.words import BadFigureError, Words

_TABLES = {"figure": None, "rule": Unit.RULE, "light": Unit.LIGHT, "policy": None}
_VALUES = ("cents", "part", "count", "light", "choice", "yes", "unknown")
_OPTIONAL = {"until", "generation"}
_FIXED = {
    "name", "what_nl", "what_en", "unit", "from", "source", "url", "text_date", "checked_on", "read", "uncertain",
    "note_nl", "note_en",
}  # fmt: skip

UNDATED = "unknown"
"""For `text_date`: the page has no date. Such a figure must be uncertain."""


def read_figures(texts: Iterable[str]) -> Figures:
    """Read the text of files with figures. Raises BadFigureError for what cannot be used."""
    return Figures(tuple(figure for text in texts for figure in entries(parse(text))))


def parse(text: str) -> dict[str, Any]:
    """TOML as plain data. Raises BadFigureError."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadFigureError(
            f"Dit bestand is niet te lezen: {error}", f"This file cannot be read: {error}"
        ) from error


def entries(data: Mapping[str, Any]) -> Iterator[Figure]:
    """Every table of a file, in the order of the file. Raises BadFigureError."""
    for table, unit in _TABLES.items():
        for row in data.get(table, ()):
            yield _entry(row, unit)


def _entry(row: Mapping[str, Any], unit: Unit | None) -> Figure:
    name = str(row.get("name", "?"))
    given = [key for key in _VALUES if key in row]
    wanted = _FIXED - ({"unit"} if unit else set())
    if missing := sorted(wanted - set(row)):
        raise BadFigureError(f"{name}: er mist {missing[0]}.", f"{name}: {missing[0]} is missing.")
    if unknown := sorted(set(row) - _FIXED - _OPTIONAL - set(_VALUES)):
        raise BadFigureError(f"{name}: onbekend is {unknown[0]}.", f"{name}: {unknown[0]} is not known.")
    if len(given) != 1 and not (unit is Unit.RULE and not given):
        raise BadFigureError(f"{name}: geef een waarde.", f"{name}: give one value.")
    found = Figure(
        name=name,
        what=Words(row["what_nl"], row["what_en"]),
        value=_value(name, given[0], row[given[0]]) if given else True,
        unit=unit or _unit(name, row["unit"]),
        since=_day(name, row["from"]),
        until=_day(name, row["until"]) if "until" in row else None,
        generation=str(row.get("generation", "")),
        source=_source(name, row),
        read=_read(name, row["read"]),
        uncertain=bool(row["uncertain"]),
        note=Words(row["note_nl"], row["note_en"]),
    )
    doubtful = found.value is None or found.source.text_date is None or found.read is Read.UNVERIFIED
    if doubtful and not found.uncertain:
        raise BadFigureError(f"{name}: dit is niet zeker.", f"{name}: this is uncertain and must say so.")
    return found


def _value(name: str, key: str, raw: object) -> Value:
    try:
        return _VALUE_OF[key](raw)
    except (ValueError, TypeError, ZeroDivisionError) as error:
        raise BadFigureError(f"{name}: {key} klopt niet.", f"{name}: {key} is not right.") from error


def _whole(raw: object) -> Value:
    if type(raw) is int and raw >= 0:
        return raw
    raise ValueError(raw)


def _part(raw: object) -> Value:
    share = Fraction(str(raw))
    if 0 <= share <= 1:
        return share
    raise ValueError(raw)


def _yes(raw: object) -> Value:
    if isinstance(raw, bool):
        return raw
    raise ValueError(raw)


_VALUE_OF: dict[str, Callable[[object], Value]] = {
    "cents": _whole,
    "count": _whole,
    "part": _part,
    "light": lambda raw: str(Light(str(raw))),
    "choice": str,
    "yes": _yes,
    "unknown": lambda _raw: None,
}


def _source(name: str, row: Mapping[str, Any]) -> Source:
    text_date = None if row["text_date"] == UNDATED else _day(name, row["text_date"])
    return Source(str(row["source"]), str(row["url"]), text_date, _day(name, row["checked_on"]))


def _day(name: str, raw: object) -> date:
    if isinstance(raw, date) and not isinstance(raw, datetime):
        return raw
    raise BadFigureError(f"{name}: {raw} is geen dag.", f"{name}: {raw} is not a day.")


def _unit(name: str, raw: object) -> Unit:
    try:
        return Unit(str(raw))
    except ValueError as error:
        raise BadFigureError(f"{name}: onbekende eenheid {raw}.", f"{name}: unknown unit {raw}.") from error


def _read(name: str, raw: object) -> Read:
    try:
        return Read(str(raw))
    except ValueError as error:
        raise BadFigureError(
            f"{name}: zeg of het in de wet staat of gezien is.", f"{name}: say where it was read."
        ) from error
