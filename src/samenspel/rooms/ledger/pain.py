"""A file of payments that a Dutch bank reads: SEPA credit transfer, ISO 20022 pain.001.001.09.

Written by sepaxml and checked against its schema. Addresses are left out, as they may be inside the EEA: unstructured ones
are refused since 15 November 2026. The library cuts long names, does not check bank accounts, and writes double when it is
asked twice; so texts are made fit here, accounts were checked when they were given, and each file is written once.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sepaxml import SepaTransfer
from text_unidecode import unidecode

SCHEMA = "pain.001.001.09"
_OUTSIDE = re.compile(r"[^A-Za-z0-9/\-?:().,'+ ]")
"""What is not in the set of characters that every bank takes."""


@dataclass(frozen=True, slots=True)
class Debtor:
    """Who pays, from which account."""

    name: str
    iban: str


@dataclass(frozen=True, slots=True)
class Order:
    """One payment. `reference` comes back in the statement of the bank, at most 35 signs."""

    reference: str
    name: str
    iban: str
    cents: int
    about: str


def written(debtor: Debtor, orders: Sequence[Order], day: date) -> bytes:
    """The file for one day. Raises ValueError for no orders or an amount that is not above nought."""
    if not orders or any(order.cents <= 0 for order in orders):
        raise ValueError("A file pays something, and every payment is above nought.")
    made = SepaTransfer(
        {"name": plain(debtor.name, 70), "IBAN": debtor.iban, "currency": "EUR", "batch": True},
        schema=SCHEMA,
        clean=True,
    )
    for order in orders:
        made.add_payment(
            {
                "name": plain(order.name, 70),
                "IBAN": order.iban,
                "amount": order.cents,
                "execution_date": day,
                "description": plain(order.about, 140),
                "endtoend_id": order.reference[:35],
            }
        )
    data: bytes = made.export(validate=True)
    return data


def plain(text: str, most: int) -> str:
    """A text in the signs that every bank takes, at most so many: “Café & Zn” is “Cafe + Zn”."""
    kept = _OUTSIDE.sub(" ", unidecode(text).replace("&", "+"))
    return re.sub(" +", " ", kept).strip()[:most].strip() or "-"
