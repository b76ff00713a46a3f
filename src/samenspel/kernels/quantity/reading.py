"""Amounts as people type them: “12,50”, “1.250”, “€ 3”, “1:30”, “1 uur 30”, “45 min”."""

import re
from typing import NamedTuple

from samenspel.kernels.quantity.units import Unit, UnitKind

MOST = 10**15
"""No amount is larger, so that sums stay far inside 64 bits."""


class Words(NamedTuple):
    """A short text in two languages."""

    nl: str
    en: str


class BadAmountError(ValueError):
    """A text that is no amount of this unit; says in two languages what to do."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


_CLOCK = re.compile(r"(\d{1,12}):([0-5]\d)")
_SPELLED = re.compile(
    r"(?:(?P<hours>\d{1,12})\s*(?:u|uur|uren|h|hour|hours)\b)?\s*(?:en|and)?\s*"
    r"(?:(?P<minutes>\d{1,12})\s*(?:m|min|minuut|minuten|minute|minutes)?)?"
)
_NUMBER = re.compile(r"(?P<large>\d{1,3}(?:[.,\u202f ]\d{3})+|\d{1,15})(?:[.,](?P<small>\d{1,9}))?")


def read_amount(text: str, unit: Unit) -> int:
    """Read an amount of more than nought, in smallest parts. Raises BadAmountError.

    A point or a comma with three digits after it groups thousands where the unit has fewer than three decimals.
    """
    typed = " ".join(text.replace("€", " ").split()).lower()
    amount = _minutes(typed) if unit.kind is UnitKind.TIME else _number(typed, unit)
    if amount is None:
        raise BadAmountError(_how(unit))
    if amount == 0:
        raise BadAmountError(Words("Vul meer in dan nul.", "Enter more than nought."))
    if amount > MOST:
        raise BadAmountError(Words("Dit bedrag is te groot.", "This amount is too large."))
    return amount


def _minutes(typed: str) -> int | None:
    clock = _CLOCK.fullmatch(typed)
    if clock:
        return int(clock[1]) * 60 + int(clock[2])
    spelled = _SPELLED.fullmatch(typed)
    if not typed or spelled is None or not (spelled["hours"] or spelled["minutes"]):
        return None
    return int(spelled["hours"] or 0) * 60 + int(spelled["minutes"] or 0)


def _number(typed: str, unit: Unit) -> int | None:
    for name in (unit.one, unit.many):
        if name and typed.endswith(name.lower()):
            typed = typed.removesuffix(name.lower()).strip()
            break
    found = _NUMBER.fullmatch(typed)
    if found is None:
        return None
    large, small = re.sub(r"\D", "", found["large"]), found["small"] or ""
    if len(small) > unit.decimals:
        return None
    return int(large) * unit.whole + int(small.ljust(unit.decimals, "0") or 0)


def _how(unit: Unit) -> Words:
    if unit.kind is UnitKind.TIME:
        return Words("Vul een tijd in, zoals 1:30 of 1 uur 30.", "Enter a time, such as 1:30 or 1 hour 30.")
    if unit.kind is UnitKind.EURO:
        return Words("Vul een bedrag in, zoals 12,50.", "Enter an amount, such as 12.50.")
    if unit.decimals:
        return Words("Vul een getal in, zoals 3,50.", "Enter a number, such as 3.50.")
    return Words("Vul een heel getal in, zoals 3.", "Enter a whole number, such as 3.")
