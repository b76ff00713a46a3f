"""Exact amounts: units with a fixed scale, amounts as integers in the smallest part, and splitting without loss.

A unit is minutes, euro cents, hundredths of an own coin, or things that are counted. No amount is ever a float.
"""

from samenspel.kernels.quantity.reading import BadAmountError, read_amount
from samenspel.kernels.quantity.splitting import split
from samenspel.kernels.quantity.units import EURO, MINUTES, Unit, UnitKind
from samenspel.kernels.quantity.writing import say_amount, spell_amount

__all__ = [
    "EURO",
    "MINUTES",
    "BadAmountError",
    "Unit",
    "UnitKind",
    "read_amount",
    "say_amount",
    "spell_amount",
    "split",
]
