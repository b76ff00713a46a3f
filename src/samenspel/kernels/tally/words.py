"""Short texts in Dutch and English, and the errors that carry them."""

from collections.abc import Sequence
from typing import NamedTuple


class Words(NamedTuple):
    """A text in two languages, at a level that everyone can read."""

    nl: str
    en: str

    def __add__(self, other: object) -> "Words":
        """Two texts after each other, with a space between them."""
        if not isinstance(other, Words):
            return NotImplemented
        return Words(f"{self.nl} {other.nl}".strip(), f"{self.en} {other.en}".strip())


NOTHING = Words("", "")


def same(text: object) -> Words:
    """A text that is the same in both languages: a name, a figure."""
    return Words(str(text), str(text))


def join(names: Sequence[str], *, dutch: str = "en", english: str = "and") -> Words:
    """Names in a row: `A, B en C`."""
    if len(names) < 2:
        return same("".join(names))
    head = ", ".join(names[:-1])
    return Words(f"{head} {dutch} {names[-1]}", f"{head} {english} {names[-1]}")


def people(number: int) -> Words:
    """How many people: `1 mens`, `12 mensen`."""
    return Words(
        f"{number} {'mens' if number == 1 else 'mensen'}", f"{number} {'person' if number == 1 else 'people'}"
    )


class TallyError(ValueError):
    """Something cannot be counted. `words` say what is wrong and what to do, in Dutch and English."""

    def __init__(self, nl: str, en: str) -> None:
        super().__init__(en)
        self.words = Words(nl, en)


class BadBallotError(TallyError):
    """A ballot that the method cannot read: an unknown option, an option twice, a count below one."""


class BadRulesError(TallyError):
    """Rules that do not fit: no seats, more seats than options, a negative cost, a budget that is missing."""


class UnknownMethodError(LookupError):
    """There is no such way of counting."""
