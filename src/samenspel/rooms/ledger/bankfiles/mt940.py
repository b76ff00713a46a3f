"""MT940, the older statement of SWIFT, read by the library of that name. Dutch banks put who it was in /NAME/ and the like."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

import mt940

from samenspel.rooms.ledger.bankfiles.lines import (
    BadFileError,
    BankFile,
    FileLine,
    Trouble,
    iban_of,
    tidy,
)

_FIELD = re.compile(
    r"/(EREF|MARF|CSID|CNTP|IBAN|NAME|BIC|REMI|TRTP|ORDP|BENM|ISDT|PURP|RTRN|PREF|ULTD|ULTC|CRED|DEBT|ID|BO|NRTX|SVCL|KREF|TRCD|ADDR)/"
)


def read_mt940(content: str) -> BankFile:
    """Read a file with one or more statements of one account. Raises BadFileError."""
    try:
        statements = list(mt940.parse_statements(content))
    except (
        Exception
    ) as error:  # the library raises what its parts raise; whatever it is, the file cannot be read
        raise BadFileError(Trouble.BROKEN) from error
    if not statements:
        raise BadFileError(Trouble.UNKNOWN)
    ibans = {_iban(each.data) for each in statements}
    if len(ibans) > 1:
        raise BadFileError(Trouble.SEVERAL_ACCOUNTS)
    lines: list[FileLine] = []
    closing: tuple[date, int] | None = None
    for statement in statements:
        found = [
            _line(transaction.data) for transaction in statement.transactions if "amount" in transaction.data
        ]
        before, after = _balance(statement.data, "opening"), _balance(statement.data, "closing")
        if before is not None and after is not None:
            if before[1] + sum(line.cents for line in found) != after[1]:
                raise BadFileError(Trouble.DOES_NOT_ADD_UP)
            closing = max(closing or after, after)
        lines += found
    return BankFile(
        next(iter(ibans)), tuple(lines), closing[1] if closing else None, closing[0] if closing else None
    )


def _iban(said: dict[str, Any]) -> str:
    """The account; ING writes the currency behind it, and some write the bank before it."""
    written = str(said.get("account_identification") or "")
    for part in written.split("/"):
        if found := iban_of(part.strip().removesuffix("EUR")):
            return found
    return tidy(written, 40)


def _balance(said: dict[str, Any], which: str) -> tuple[date, int] | None:
    for name in (f"final_{which}_balance", f"{which}_balance"):
        balance = said.get(name)
        if balance is not None:
            return _plain(balance.date), _cents(balance.amount)
    return None


def _line(said: dict[str, Any]) -> FileLine:
    text = str(said.get("transaction_details") or "").replace("\n", "")
    fields = dict(_fields(text))
    name, iban, about = fields.get("NAME", ""), fields.get("IBAN", ""), fields.get("REMI", "")
    if "CNTP" in fields:  # /CNTP/IBAN/BIC/name/place/, and in /REMI/ the kind before the text
        account, _, rest = fields["CNTP"].partition("/")
        iban, name = account, [*rest.split("/"), "", ""][1]
        about = re.sub(r"^(USTD|STRD/[^/]*)?//", "", about)
    day = said.get("entry_date") or said.get("date")
    if day is None:
        raise BadFileError(Trouble.BROKEN)
    return FileLine(
        _plain(day), _cents(said["amount"]), tidy(name, 140), iban_of(iban), tidy(about.rstrip("/") or text)
    )


def _fields(text: str) -> list[tuple[str, str]]:
    parts = _FIELD.split(text)
    return [(name, value.strip()) for name, value in zip(parts[1::2], parts[2::2], strict=True)]


def _plain(day: date) -> date:
    return date(day.year, day.month, day.day)


def _cents(amount: Any) -> int:
    if amount.currency not in {None, "", "EUR"}:
        raise BadFileError(Trouble.NOT_EUROS)
    cents = Decimal(amount.amount) * 100
    if cents != cents.to_integral_value():
        raise BadFileError(Trouble.BROKEN)
    return int(cents)
