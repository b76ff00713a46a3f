"""CAMT.053, the statement of ISO 20022, in every version: one line for each entry that the bank booked.

An entry can be a batch of many payments. Its amount is what moved on the account, so an entry is one line; who it was with
is said only where the entry is one payment. Libraries that make a line of each payment give each the amount of the batch.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeAlias

from lxml import etree

from samenspel.rooms.ledger.bankfiles.lines import (
    BadFileError,
    BankFile,
    FileLine,
    Trouble,
    cents_of,
    iban_of,
    tidy,
)

Element: TypeAlias = Any
"""An element as lxml gives it; the library says nothing of its types."""
_SIGN = {"CRDT": 1, "DBIT": -1}


def read_camt(content: bytes) -> BankFile:
    """Read a file with one or more statements of one account. Raises BadFileError."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise BadFileError(Trouble.BROKEN, error.lineno or 0) from error
    if (
        root.getroottree().docinfo.doctype
    ):  # no bank sends one, and it is a way to make a small file very large
        raise BadFileError(Trouble.BROKEN, 1)
    statements = _all(root, "BkToCstmrStmt/Stmt")
    if not statements:
        raise BadFileError(Trouble.UNKNOWN)
    ibans = {iban_of(_text(each, "Acct/Id/IBAN") or _text(each, "Acct/Id/Othr/Id")) for each in statements}
    if len(ibans) > 1:
        raise BadFileError(Trouble.SEVERAL_ACCOUNTS)
    lines: list[FileLine] = []
    for statement in statements:
        found = [_line(entry) for entry in _all(statement, "Ntry") if _status(entry) != "PDNG"]
        _adds_up(statement, found)
        lines += found
    closing = max((after for each in statements if (after := _balance(each, "CLBD"))), default=None)
    return BankFile(
        next(iter(ibans)),
        tuple(lines),
        closing[1] if closing is not None else None,
        closing[0] if closing is not None else None,
    )


def _adds_up(statement: Element, lines: Iterable[FileLine]) -> None:
    before = _balance(statement, "OPBD") or _balance(statement, "PRCD")
    after = _balance(statement, "CLBD")
    if before is not None and after is not None and before[1] + sum(line.cents for line in lines) != after[1]:
        raise BadFileError(Trouble.DOES_NOT_ADD_UP)


def _balance(statement: Element, code: str) -> tuple[date, int] | None:
    for balance in _all(statement, "Bal"):
        if _text(balance, "Tp/CdOrPrtry/Cd") == code:
            return _day(balance, "Dt"), _amount(balance)
    return None


def _line(entry: Element) -> FileLine:
    cents = _amount(entry)
    day = _day(entry, "BookgDt") if _all(entry, "BookgDt") else _day(entry, "ValDt")
    payments = _all(entry, "NtryDtls/TxDtls")
    extra = tidy(_text(entry, "AddtlNtryInf"))
    if len(payments) != 1:
        return FileLine(day, cents, about=extra)
    payment, side = payments[0], "Dbtr" if cents > 0 else "Cdtr"
    # From version 8 on, a party stands one level deeper.
    name = _text(payment, f"RltdPties/{side}/Nm") or _text(payment, f"RltdPties/{side}/Pty/Nm")
    said = " ".join(each.text or "" for each in _all(payment, "RmtInf/Ustrd"))
    given = _text(payment, "RmtInf/Strd/CdtrRefInf/Ref")
    return FileLine(
        day,
        cents,
        tidy(name, 140),
        iban_of(_text(payment, f"RltdPties/{side}Acct/Id/IBAN")),
        tidy(said) or tidy(given) or extra,
    )


def _amount(of: Element) -> int:
    """The amount of an entry or a balance in cents, with its sign. A reversal has the sign it says."""
    amount, sign = _all(of, "Amt"), _SIGN.get(_text(of, "CdtDbtInd"))
    if not amount or sign is None:
        raise BadFileError(Trouble.BROKEN, of.sourceline or 0)
    if amount[0].get("Ccy", "EUR") != "EUR":
        raise BadFileError(Trouble.NOT_EUROS, of.sourceline or 0)
    return sign * cents_of(amount[0].text or "", of.sourceline or 0)


def _status(entry: Element) -> str:
    return _text(entry, "Sts/Cd") or _text(entry, "Sts")


def _day(of: Element, path: str) -> date:
    written = _text(of, f"{path}/Dt") or _text(of, f"{path}/DtTm")
    try:
        return date.fromisoformat(written[:10])
    except ValueError as error:
        raise BadFileError(Trouble.BROKEN, of.sourceline or 0) from error


def _text(of: Element, path: str) -> str:
    found = _all(of, path)
    return (found[0].text or "").strip() if found else ""


def _all(of: Element, path: str) -> list[Element]:
    """Elements under a path, whatever the version of the namespace."""
    return list(of.findall("/".join(f"{{*}}{step}" for step in path.split("/"))))
