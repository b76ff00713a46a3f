"""Short texts in plain Dutch and English, how amounts and days are written, and the errors that carry words."""

from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple


class Language(StrEnum):
    """The two languages of every text here. The Dutch is plain Dutch (B1 or easier)."""

    NL = "nl"
    EN = "en"


class Words(NamedTuple):
    """A text in two languages."""

    nl: str
    en: str

    def __add__(self, other: object) -> "Words":
        """Two texts after each other, with a space between them."""
        if not isinstance(other, Words):
            return NotImplemented
        return Words(f"{self.nl} {other.nl}".strip(), f"{self.en} {other.en}".strip())

    def say(self, language: Language) -> str:
        return self.en if language is Language.EN else self.nl


NOTHING = Words("", "")

_MONTHS = (
    Words("januari", "January"),
    Words("februari", "February"),
    Words("maart", "March"),
    Words("april", "April"),
    Words("mei", "May"),
    Words("juni", "June"),
    Words("juli", "July"),
    Words("augustus", "August"),
    Words("september", "September"),
    Words("oktober", "October"),
    Words("november", "November"),
    Words("december", "December"),
)


class BenefitsError(ValueError):
    """Something cannot be read or asked. `words` say what is wrong, in Dutch and English."""

    def __init__(self, nl: str, en: str) -> None:
        super().__init__(en)
        self.words = Words(nl, en)


class BadFigureError(BenefitsError):
    """A file with figures that cannot be used: a part is missing, or two figures hold on one day."""


class BadQuestionError(BenefitsError):
    """A question that cannot be answered: an amount below zero, hours with a price, another municipality."""


def money(cents: int) -> Words:
    """An amount in euro cents, written out: `€ 1.200`, `€ 12,50`; `€1,200`, `€12.50`."""
    sign, (euros, rest) = "-" if cents < 0 else "", divmod(abs(cents), 100)
    whole = f"{euros:,}"
    dutch = whole.replace(",", ".") + (f",{rest:02d}" if rest else "")
    return Words(f"{sign}€ {dutch}", f"{sign}€{whole}" + (f".{rest:02d}" if rest else ""))


def day(value: date) -> Words:
    """A day in full: `3 maart 2026`."""
    month = _MONTHS[value.month - 1]
    return Words(f"{value.day} {month.nl} {value.year}", f"{value.day} {month.en} {value.year}")


def month_name(value: date) -> Words:
    """A month with its year: `maart 2026`."""
    month = _MONTHS[value.month - 1]
    return Words(f"{month.nl} {value.year}", f"{month.en} {value.year}")


def duration(minutes: int) -> Words:
    """A length of time in minutes: `2 uur en 15 minuten`."""
    hours, rest = divmod(minutes, 60)
    dutch = [f"{hours} uur"] if hours else []
    english = [f"{hours} hour{'' if hours == 1 else 's'}"] if hours else []
    if rest or not hours:
        dutch.append(f"{rest} {'minuut' if rest == 1 else 'minuten'}")
        english.append(f"{rest} minute{'' if rest == 1 else 's'}")
    return Words(" en ".join(dutch), " and ".join(english))


def out_of(part: Fraction) -> Words:
    """A part in whole euros: `3 van elke 20 euro`."""
    return Words(
        f"{part.numerator} van elke {part.denominator} euro",
        f"{part.numerator} of every {part.denominator} euros",
    )
