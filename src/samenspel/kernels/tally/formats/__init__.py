"""Ballot files that others use: BLT, PrefLib, Pabulib, CSV. Text in, an election out; nothing here opens a file."""

from samenspel.kernels.tally.formats.blt import read_blt
from samenspel.kernels.tally.formats.election import BadFileError, Election
from samenspel.kernels.tally.formats.pabulib import read_pabulib
from samenspel.kernels.tally.formats.preflib import read_preflib
from samenspel.kernels.tally.formats.spreadsheet import read_csv

__all__ = ["BadFileError", "Election", "read_blt", "read_csv", "read_pabulib", "read_preflib"]
