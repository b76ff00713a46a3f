"""Statements of a bank as files: CAMT.053, MT940 and CSV, all read into the same lines."""

from samenspel.rooms.ledger.bankfiles.columns import Columns, guessed, read_columns, sample
from samenspel.rooms.ledger.bankfiles.lines import BadFileError, BankFile, FileLine, Trouble
from samenspel.rooms.ledger.bankfiles.reading import read_bank_file

__all__ = [
    "BadFileError",
    "BankFile",
    "Columns",
    "FileLine",
    "Trouble",
    "guessed",
    "read_bank_file",
    "read_columns",
    "sample",
]
