"""The books of a year for an accountant: XML Auditfile Financieel 4.0, the only form that the tax office takes from 2027.

Our books are kept by what comes and goes. The bank, the cash box and other parties stand for what is outside: what they gave
us is a debit there. Accounts of our own say what money is for, and are credited. So every account is on the balance sheet,
and there is none of profit and loss. The schema is in the tests; the rules of the tax office beside it hold by the way the
file is made, and are checked there.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from lxml import etree

from samenspel.rooms.ledger.xmltext import storable

NAMESPACE = "http://www.odb.belastingdienst.nl/Belastingdienst/BCPP/1.1/structures/XmlauditfileXAF_4.0"
SOFTWARE = ("Samenspel", "0.1.0")
_JOURNAL = ("BOEK", "Kasboek", "M")
"""One journal: everything that moved, as a memorandum."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """An account with what was on it when the year began, in cents; above nought is a credit."""

    id: str
    name: str
    opening: int


@dataclass(frozen=True, slots=True)
class Move:
    """Cents from one account to another, as part of a transfer."""

    transfer: UUID
    day: date
    about: str
    place: str
    giver: str
    taker: str
    cents: int


def written(name: str, year: int, made: date, accounts: Sequence[Ledger], moves: Iterable[Move]) -> bytes:
    """The auditfile of a calendar year. `moves` come in the order of their transfers.

    Raises ValueError when the opening balances are not nought together.
    """
    if sum(account.opening for account in accounts):
        raise ValueError("The opening balances are not in balance.")
    root = etree.Element(f"{{{NAMESPACE}}}auditfile", nsmap={None: NAMESPACE})
    header = _under(root, "header")
    for tag, text in (
        *(("fiscalYear", str(year)), ("startDate", f"{year}-01-01"), ("endDate", f"{year}-12-31")),
        *(("curCode", "EUR"), ("dateCreated", made.isoformat())),
        *(("softwareDesc", SOFTWARE[0]), ("softwareVersion", SOFTWARE[1])),
    ):
        _under(header, tag, text)
    company = _under(root, "company")
    _under(company, "companyName", name[:255])
    _under(company, "taxRegistrationCountry", "NL")
    _under(company, "taxRegIdent", "")
    ledger = _under(company, "generalLedger")
    for account in accounts:
        one = _under(ledger, "ledgerAccount")
        _under(one, "accID", account.id)
        _under(one, "accDesc", account.name[:255])
        _under(one, "accTp", "B")
    periods = _under(company, "periods")
    for month in range(1, 13):
        period = _under(periods, "period")
        _under(period, "periodNumber", str(month))
        _under(period, "startDatePeriod", date(year, month, 1).isoformat())
        _under(period, "endDatePeriod", _last_day(year, month).isoformat())
    _openings(company, accounts)
    _transactions(company, list(moves))
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return data


def _last_day(year: int, month: int) -> date:
    return date(year, 12, 31) if month == 12 else date.fromordinal(date(year, month + 1, 1).toordinal() - 1)


def _openings(company: etree._Element, accounts: Sequence[Ledger]) -> None:
    stands = [account for account in accounts if account.opening]
    opening = _under(company, "openingBalance")
    _totals(opening, len(stands), sum(max(0, account.opening) for account in stands))
    for number, account in enumerate(stands, 1):
        line = _under(opening, "obLine")
        _under(line, "nr", str(number))
        _under(line, "accID", account.id)
        _amount(line, account.opening)


def _transactions(company: etree._Element, moves: Sequence[Move]) -> None:
    book = _under(company, "transactions")
    _totals(book, 2 * len(moves), sum(move.cents for move in moves))
    journal = _under(book, "journal")
    for tag, text in zip(("jrnID", "desc", "jrnTp"), _JOURNAL, strict=True):
        _under(journal, tag, text)
    for number, (transfer, together) in enumerate(groupby(moves, key=lambda move: move.transfer), 1):
        lines = list(together)
        first = lines[0]
        one = _under(journal, "transaction")
        _under(one, "nr", str(number))
        _under(one, "desc", first.about or "-")
        _under(one, "periodNumber", str(first.day.month))
        _under(one, "trDt", first.day.isoformat())
        _under(one, "Source", first.place)
        for place, (account, cents) in enumerate(_sides(lines), 1):
            line = _under(one, "trLine")
            _under(line, "nr", str(place))
            _under(line, "accID", account)
            _under(line, "docRef", transfer.hex)
            _under(line, "effDate", first.day.isoformat())
            _amount(line, cents)


def _sides(moves: Iterable[Move]) -> Iterator[tuple[str, int]]:
    """Every move as its two entries: what an account gave is a debit, what it took a credit."""
    for move in moves:
        yield move.giver, -move.cents
        yield move.taker, move.cents


def _totals(parent: etree._Element, lines: int, cents: int) -> None:
    _under(parent, "linesCount", str(lines))
    _under(parent, "totalDebit", _euros(cents))
    _under(parent, "totalCredit", _euros(cents))


def _amount(parent: etree._Element, cents: int) -> None:
    _under(parent, "amnt", _euros(abs(cents)))
    _under(parent, "amntTp", "C" if cents > 0 else "D")


def _euros(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"


def _under(parent: etree._Element, tag: str, text: str | None = None) -> etree._Element:
    made = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}")
    made.text = storable(text) if text is not None else None
    return made
