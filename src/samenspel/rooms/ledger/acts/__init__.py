"""Every write of the ledger."""

from samenspel.rooms.ledger.acts import (
    accounts,
    asking,
    auditing,
    bank,
    correcting,
    invoicing,
    paying,
    pots,
    receiving,
    releasing,
    spending,
)
from samenspel.rooms.ledger.acts.asking import Asked, Kind, ask
from samenspel.rooms.ledger.acts.paying import due
from samenspel.rooms.ledger.acts.rewarding import reward

__all__ = [
    "Asked",
    "Kind",
    "accounts",
    "ask",
    "asking",
    "auditing",
    "bank",
    "correcting",
    "due",
    "invoicing",
    "paying",
    "pots",
    "receiving",
    "releasing",
    "reward",
    "spending",
]
