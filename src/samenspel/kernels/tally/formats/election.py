"""What a ballot file holds, and the error for one that cannot be read."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from samenspel.kernels.tally.ballots import Ballots, Kind, Option, Written
from samenspel.kernels.tally.rules import Rules
from samenspel.kernels.tally.words import TallyError


class BadFileError(TallyError):
    """A ballot file that cannot be read. Says in which line, counted from 1; 0 is the file as a whole."""

    def __init__(self, line: int, nl: str, en: str) -> None:
        super().__init__(f"Regel {line}: {nl}" if line else nl, f"Line {line}: {en}" if line else en)
        self.line = line


@dataclass(frozen=True, slots=True)
class Election:
    """Ballots with the options they name, and what the file says of seats, money and grades."""

    title: str
    kind: Kind
    options: tuple[Option, ...]
    ballots: Ballots
    rules: Rules = field(default_factory=Rules)


def merged(ballots: Iterable[tuple[Written, int]]) -> Ballots:
    """Equal ballots added up, in a fixed order."""
    found: dict[Written, int] = {}
    for written, times in ballots:
        found[written] = found.get(written, 0) + times
    return sorted(found.items())


_MOST_DIGITS = 18
"""Longer numbers are a mistake in the file, and Python refuses to read the longest."""


def whole(text: str, line: int, least: int = 0) -> int:
    """A whole number. Raises BadFileError."""
    stripped = text.strip()
    fits = stripped.isascii() and stripped.isdecimal() and len(stripped) <= _MOST_DIGITS
    if not (fits and int(stripped) >= least):
        raise BadFileError(
            line,
            f"hier hoort een geheel getal van ten minste {least}, niet “{stripped}”.",
            f"a whole number of at least {least} belongs here, not “{stripped}”.",
        )
    return int(stripped)


def table(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a table that hold something, with the line they end on. Raises BadFileError."""
    reader = csv.reader(text.lstrip("\ufeff").splitlines(), delimiter=separator)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, [cell.strip() for cell in cells]
    except csv.Error:
        raise BadFileError(
            reader.line_num, "deze rij is niet te lezen.", "this row cannot be read."
        ) from None


def numbered(names: Sequence[str]) -> tuple[Option, ...]:
    """Options that a file numbers from 1."""
    return tuple(Option(str(number), name) for number, name in enumerate(names, start=1))
