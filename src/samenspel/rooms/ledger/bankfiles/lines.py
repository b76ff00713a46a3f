"""What every kind of bank file is read into, and what can be wrong with one."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
_LARGEST = Decimal(10) ** 13


class Trouble(StrEnum):
    """Why a file cannot be read."""

    TOO_LARGE = "too_large"
    UNKNOWN = "unknown"
    """Not one of the kinds of file that are read."""
    BROKEN = "broken"
    NOT_EUROS = "not_euros"
    SEVERAL_ACCOUNTS = "several_accounts"
    DOES_NOT_ADD_UP = "does_not_add_up"
    """What the file says was on the account before and after does not fit its lines."""
    EMPTY = "empty"


class BadFileError(ValueError):
    """A file that cannot be read, and why. `line` is where, counted from one; nought where it is not about one line."""

    def __init__(self, trouble: Trouble, line: int = 0) -> None:
        super().__init__(f"{trouble}, line {line}" if line else str(trouble))
        self.trouble = trouble
        self.line = line


@dataclass(frozen=True, slots=True)
class FileLine:
    """One movement on an account at a bank, in cents: above nought came in, below nought went out."""

    day: date
    cents: int
    name: str = ""
    iban: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class BankFile:
    """What a file says: of which account, its lines in order of the file, and what was on it at the end, if it says so."""

    iban: str
    lines: tuple[FileLine, ...]
    closing: int | None = None
    closing_day: date | None = None


def cents_of(written: str, line: int = 0) -> int:
    """An amount as banks write it, in cents: “1.234,56”, “1234.56”, “+12,5”. Raises BadFileError."""
    text = written.strip().replace(" ", "").replace("\u00a0", "").removeprefix("+")
    if "," in text:
        text = text.replace(".", "").replace(",", ".")
    try:
        amount = Decimal(text)
    except InvalidOperation as error:
        raise BadFileError(Trouble.BROKEN, line) from error
    if not amount.is_finite() or abs(amount) > _LARGEST or amount * 100 != (amount * 100).to_integral_value():
        raise BadFileError(Trouble.BROKEN, line)
    return int(amount * 100)


def iban_of(written: str) -> str:
    """An IBAN without spaces, in capitals; empty where there is none."""
    text = re.sub(r"[\s.]", "", written).upper()
    return text if _IBAN.fullmatch(text) else ""


def tidy(text: str | None, most: int = 500) -> str:
    """A text on one line, without signs that no database stores."""
    return re.sub(r"[\s\x00-\x1f\x7f]+", " ", text or "").strip()[:most]


def text_of(content: bytes) -> str:
    """Banks write in UTF-8, and older files in the letters of Windows. Raises BadFileError for what is no text."""
    if b"\x00" in content:
        raise BadFileError(Trouble.UNKNOWN)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
