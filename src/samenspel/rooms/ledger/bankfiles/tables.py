"""Tables (CSV) as Dutch banks give them. Which column is what is told by its heading."""

import csv
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from samenspel.rooms.ledger.bankfiles.lines import (
    BadFileError,
    BankFile,
    FileLine,
    Trouble,
    cents_of,
    iban_of,
    tidy,
)

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "own": ("rekening", "iban/bban", "account", "rekeningnummer", "iban", "eigen rekening", "your iban"),
    "day": ("datum", "date", "boekdatum", "transactiedatum", "started date"),
    "amount": ("bedrag (eur)", "amount (eur)", "bedrag", "amount", "transactiebedrag"),
    "sign": ("af bij", "debit/credit", "af/bij", "creditdebet", "d/c"),
    "name": (
        "naam / omschrijving", "name / description", "naam tegenpartij", "name", "naam", "tegenpartij",
        "tegenrekeninghouder", "counterparty name",
    ),
    "iban": (
        "tegenrekening", "counterparty", "tegenrekening iban/bban", "tegenrekeningnummer", "counterparty iban",
    ),
    "about": (
        "mededelingen", "notifications", "omschrijving-1", "omschrijving", "description", "betalingskenmerk",
    ),
    "more": ("omschrijving-2",),
    "most": ("omschrijving-3",),
    "currency": ("munt", "currency", "muntsoort", "valuta"),
}  # fmt: skip
"""The headings of ING, Rabobank, bunq, Knab, Triodos and ABN AMRO, in small letters. The first that a file has counts."""

_DAYS = ("%Y-%m-%d", "%Y%m%d", "%d-%m-%Y", "%d/%m/%Y", "%d-%m-%y")
_OUT = frozenset({"af", "debit", "d", "debet"})
_IN = frozenset({"bij", "credit", "c"})


def read_table(content: str) -> BankFile:
    """Read a table with headings. Raises BadFileError."""
    rows = list(rows_of(content))
    if not rows:
        raise BadFileError(Trouble.EMPTY)
    places = _places(rows[0])
    if "day" not in places or "amount" not in places:
        raise BadFileError(Trouble.UNKNOWN)
    lines: list[FileLine] = []
    ibans: set[str] = set()
    for number, row in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(rows[0]):
            raise BadFileError(Trouble.BROKEN, number)
        said = {what: row[place] for what, place in places.items()}
        if said.get("currency", "EUR").strip().upper() not in {"EUR", ""}:
            raise BadFileError(Trouble.NOT_EUROS, number)
        ibans.add(iban_of(said.get("own", "")))
        lines.append(line_of(said, number))
    if len(ibans) > 1:
        raise BadFileError(Trouble.SEVERAL_ACCOUNTS)
    return BankFile(next(iter(ibans), ""), tuple(lines))


def rows_of(content: str) -> Sequence[list[str]]:
    """The rows of a table, by the sign between columns that its first line has most of. Raises BadFileError."""
    first = content.partition("\n")[0]
    delimiter = max((";", ",", "\t"), key=first.count)
    try:
        return list(csv.reader(content.splitlines(), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise BadFileError(Trouble.BROKEN) from error


def _places(heading: Sequence[str]) -> dict[str, int]:
    known = {
        name.strip().strip("\ufeff").lower(): place for place, name in reversed(list(enumerate(heading)))
    }
    found = {
        what: next((known[name] for name in names if name in known), None) for what, names in HEADINGS.items()
    }
    return {what: place for what, place in found.items() if place is not None}


def line_of(said: Mapping[str, str], number: int) -> FileLine:
    """A line by what its cells are: `day`, `amount` and what else is known of it. Raises BadFileError.

    Where what went out has a column of its own (`out`), only one of the two is filled in.
    """
    cents = _moved(said["amount"].strip(), said.get("out", "").strip(), number)
    sign = said.get("sign", "").strip().lower()
    if sign in _OUT:
        cents = -abs(cents)
    elif sign in _IN:
        cents = abs(cents)
    elif sign:
        raise BadFileError(Trouble.BROKEN, number)
    about = " ".join(said.get(part, "") for part in ("about", "more", "most"))
    return FileLine(
        day_of(said["day"], number),
        cents,
        tidy(said.get("name"), 140),
        iban_of(said.get("iban", "")),
        tidy(about),
    )


def _moved(amount: str, out: str, number: int) -> int:
    if not out:
        return cents_of(amount, number)
    came, went = cents_of(amount, number) if amount else 0, cents_of(out, number)
    if came and went:
        raise BadFileError(Trouble.BROKEN, number)
    return came or -abs(went)


def day_of(written: str, number: int = 0) -> date:
    """A day as banks write it. Raises BadFileError."""
    for pattern in _DAYS:
        try:
            return datetime.strptime(written.strip(), pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise BadFileError(Trouble.BROKEN, number)
