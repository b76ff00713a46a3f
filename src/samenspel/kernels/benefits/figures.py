"""Dated figures with their source, and which of them holds on a day.

A figure is never certain for ever: it can be past its last day, be checked too long ago, or never have been found.
`known` says so, and what depends on it is then never a plain yes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from typing import TypeAlias

from samenspel.kernels.benefits.days import months_later
from samenspel.kernels.benefits.words import NOTHING, BadFigureError, Words, day

Value: TypeAlias = "int | Fraction | str | bool | None"

CHECK_AFTER = "check_again_after"
"""The name of the figure that says after how many months a figure counts as old."""


class Unit(StrEnum):
    """What a value is. Amounts are in whole euro cents."""

    EURO = "euro"
    EURO_HOUR = "euro per hour"
    EURO_MONTH = "euro per month"
    EURO_YEAR = "euro per year"
    PART = "part"
    MONTHS = "months"
    TIMES = "times a year"
    RULE = "rule"
    LIGHT = "light"
    CHOICE = "choice"


class Read(StrEnum):
    """How the figure came in: from the text of a law, from a page that was seen, or from neither."""

    LAW = "law"
    SEEN = "seen"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class Source:
    """Where it stands. `text_date` is the day from which that text holds; None for a page without a date."""

    title: str
    url: str
    text_date: date | None
    checked_on: date


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, a rule or a choice that holds from `since` to and including `until`.

    `value` is cents, a part, a count, a word, or yes or no; None when it was looked for and not found.
    `generation` names the version of the rules that it belongs to; empty when it is the same in all of them.
    """

    name: str
    what: Words
    value: Value
    unit: Unit
    since: date
    until: date | None
    generation: str
    source: Source
    read: Read
    uncertain: bool
    note: Words = NOTHING

    def holds(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one figure on one day. Without a figure, nothing is."""

    figure: Figure | None = None
    old: bool = False

    @property
    def value(self) -> Value:
        return None if self.figure is None else self.figure.value

    @property
    def sure(self) -> bool:
        """Whether one may build on it: found, of this time, checked, and without doubt."""
        return self.figure is not None and not (self.old or self.figure.uncertain or self.value is None)

    @property
    def number(self) -> int | None:
        """Cents or a count; None when not found. Raises BadFigureError when it is something else."""
        if self.value is None or type(self.value) is int:
            return self.value
        raise self._wrong()

    @property
    def part(self) -> Fraction | None:
        if self.value is None or isinstance(self.value, Fraction):
            return self.value
        raise self._wrong()

    @property
    def flag(self) -> bool | None:
        if self.value is None or isinstance(self.value, bool):
            return self.value
        raise self._wrong()

    @property
    def word(self) -> str:
        """A choice or a light; empty when not found."""
        return self.value if isinstance(self.value, str) else ""

    @property
    def doubt(self) -> Words:
        """Why it is not certain, in a sentence or two; nothing when it is."""
        if self.sure:
            return NOTHING
        if self.figure is None or self.value is None:
            return Words(
                "Dit cijfer hebben wij niet gevonden. Vraag het na.", "We did not find this figure. Ask."
            )
        if self.old:
            checked = day(self.figure.source.checked_on)
            return Words(
                f"Dit is een oud cijfer. Het is nagekeken op {checked.nl}. Vraag het eerst na.",
                f"This is an old figure. It was checked on {checked.en}. Ask first.",
            )
        return Words("Dit is niet zeker. Vraag het eerst na.", "This is not certain. Ask first.")

    def _wrong(self) -> BadFigureError:
        name = "" if self.figure is None else self.figure.name
        return BadFigureError(
            f"{name}: dit is een ander soort waarde.", f"{name}: this is another kind of value."
        )


@dataclass(frozen=True)
class Figures:
    """All figures that were read. Raises BadFigureError when two of one name and generation hold on one day."""

    figures: tuple[Figure, ...]

    def __post_init__(self) -> None:
        for each in self.by_name.values():
            for one, other in combinations(each, 2):
                if one.generation == other.generation and _overlap(one, other):
                    raise BadFigureError(
                        f"{one.name}: twee cijfers gelden op dezelfde dag.",
                        f"{one.name}: two figures hold on one day.",
                    )

    @cached_property
    def by_name(self) -> dict[str, tuple[Figure, ...]]:
        """Every figure under its name, in the order in which they were read."""
        found: dict[str, tuple[Figure, ...]] = {}
        for each in self.figures:
            found[each.name] = (*found.get(each.name, ()), each)
        return found

    def known(self, name: str, on: date, today: date, generation: str = "") -> Known:
        """The figure that holds on a day; else the last one before it, which is then old."""
        return choose(self.by_name.get(name, ()), generation, (on, today), self.check_lasts(today))

    def source(self, name: str) -> Source:
        """Where a figure stands, whatever the day. Raises BadFigureError when no file has it."""
        if name not in self.by_name:
            raise BadFigureError(f"{name}: dit cijfer mist.", f"{name}: this figure is missing.")
        return self.by_name[name][-1].source

    def check_lasts(self, today: date) -> int:
        """How many months a check lasts; none when no file says so."""
        held = [each.value for each in self.by_name.get(CHECK_AFTER, ()) if each.holds(today)]
        return held[0] if held and type(held[0]) is int else 0


def choose(figures: Iterable[Figure], generation: str, days: tuple[date, date], lasts: int) -> Known:
    """Of figures with one name, the one for a day, seen from today. `lasts`: months that a check lasts."""
    on, today = days
    begun = [each for each in figures if each.generation in {"", generation} and each.since <= on]
    if not begun:
        return Known()
    found = next((each for each in begun if each.holds(on)), None)
    if found is None:
        return Known(max(begun, key=lambda each: each.since), old=True)
    past = found.until is not None and today > found.until
    return Known(found, old=past or today > months_later(found.source.checked_on, lasts))


def _overlap(one: Figure, other: Figure) -> bool:
    return (other.until is None or one.since <= other.until) and (
        one.until is None or other.since <= one.until
    )
