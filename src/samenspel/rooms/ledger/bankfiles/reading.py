"""Which kind of file it is, and reading it as that."""

import re
from dataclasses import replace

from samenspel.rooms.ledger.bankfiles.camt import read_camt
from samenspel.rooms.ledger.bankfiles.lines import BadFileError, BankFile, Trouble, text_of
from samenspel.rooms.ledger.bankfiles.mt940 import read_mt940
from samenspel.rooms.ledger.bankfiles.tables import read_table

LARGEST = 5_000_000
"""Bytes of a file. A year of a busy cooperative is well below a tenth of it."""
MOST_LINES = 5_000


def read_bank_file(content: bytes) -> BankFile:
    """Read a statement in any of the three forms. Amounts of nought are left out. Raises BadFileError."""
    if len(content) > LARGEST:
        raise BadFileError(Trouble.TOO_LARGE)
    if not content.strip():
        raise BadFileError(Trouble.EMPTY)
    return checked(_read(content))


def checked(found: BankFile) -> BankFile:
    """What was read without amounts of nought. Raises BadFileError where nothing is left, or too much."""
    lines = tuple(line for line in found.lines if line.cents)
    if not lines:
        raise BadFileError(Trouble.EMPTY)
    if len(lines) > MOST_LINES:
        raise BadFileError(Trouble.TOO_LARGE)
    return replace(found, lines=lines)


def _read(content: bytes) -> BankFile:
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"<"):
        return read_camt(start)
    text = text_of(content)
    if re.search(r"^:20:", text, re.MULTILINE) and re.search(r"^:60[FM]:", text, re.MULTILINE):
        return read_mt940(text)
    return read_table(text)
