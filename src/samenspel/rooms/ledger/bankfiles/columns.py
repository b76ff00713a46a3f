"""Tables of which someone says what each column is, for banks whose headings we do not know."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from samenspel.rooms.ledger.bankfiles.lines import (
    BadFileError,
    BankFile,
    FileLine,
    Trouble,
    cents_of,
    iban_of,
    text_of,
)
from samenspel.rooms.ledger.bankfiles.reading import checked
from samenspel.rooms.ledger.bankfiles.tables import day_of, line_of, rows_of

LARGEST_TABLE = 600_000
"""Bytes of such a table: it goes to the page and back."""
SHOWN = 4
"""Rows by which one recognises the columns."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The place of each column, counted from nought; None for what the table does not have."""

    day: int
    amount: int
    out: int | None = None
    """What went out, where that has a column of its own."""
    sign: int | None = None
    name: int | None = None
    iban: int | None = None
    about: int | None = None
    headings: bool = True
    """Whether the first row says what the columns are."""


def sample(content: bytes) -> list[list[str]]:
    """The first rows of what seems to be a table; none where it is none, or too large."""
    if len(content) > LARGEST_TABLE:
        return []
    try:
        rows = [row for row in rows_of(text_of(content)) if row][:SHOWN]
    except BadFileError:
        return []
    return rows if len(rows) > 1 and len(rows[0]) > 2 and len({len(row) for row in rows}) == 1 else []


def guessed(rows: Sequence[Sequence[str]]) -> Columns | None:
    """What the columns seem to be, by the last row shown: the first day, the first amount, the first bank account."""
    row = rows[-1]
    days = [place for place, cell in enumerate(row) if _reads_day(cell)]
    amounts = [place for place, cell in enumerate(row) if place not in days and _reads_cents(cell)]
    if not days or not amounts:
        return None
    ibans = [place for place, cell in enumerate(row) if iban_of(cell)]
    return Columns(
        days[0], amounts[0], iban=ibans[-1] if ibans else None, headings=not _reads_day(rows[0][days[0]])
    )


def _reads_day(cell: str) -> bool:
    try:
        day_of(cell)
    except BadFileError:
        return False
    return True


def _reads_cents(cell: str) -> bool:
    try:
        cents_of(cell)
    except BadFileError:
        return False
    return True


def read_columns(content: bytes, columns: Columns) -> BankFile:
    """Read a table by its columns. Raises BadFileError."""
    if len(content) > LARGEST_TABLE:
        raise BadFileError(Trouble.TOO_LARGE)
    places = {
        what: place for what, place in asdict(columns).items() if what != "headings" and place is not None
    }
    lines: list[FileLine] = []
    for number, row in enumerate(rows_of(text_of(content)), start=1):
        if (number == 1 and columns.headings) or not any(cell.strip() for cell in row):
            continue
        if max(places.values()) >= len(row):
            raise BadFileError(Trouble.BROKEN, number)
        lines.append(line_of({what: row[place] for what, place in places.items()}, number))
    return checked(BankFile("", tuple(lines)))
