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
    rows = list(_rows(content))
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
        lines.append(_line(said, number))
    if len(ibans) > 1:
        raise BadFileError(Trouble.SEVERAL_ACCOUNTS)
    return BankFile(next(iter(ibans), ""), tuple(lines))


def _rows(content: str) -> Sequence[list[str]]:
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


def _line(said: Mapping[str, str], number: int) -> FileLine:
    cents = cents_of(said["amount"], number)
    sign = said.get("sign", "").strip().lower()
    if sign in _OUT:
        cents = -abs(cents)
    elif sign in _IN:
        cents = abs(cents)
    elif sign:
        raise BadFileError(Trouble.BROKEN, number)
    about = " ".join(said.get(part, "") for part in ("about", "more", "most"))
    return FileLine(
        _day(said["day"], number),
        cents,
        tidy(said.get("name"), 140),
        iban_of(said.get("iban", "")),
        tidy(about),
    )


def _day(written: str, number: int) -> date:
    for pattern in _DAYS:
        try:
            return datetime.strptime(written.strip(), pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise BadFileError(Trouble.BROKEN, number)
