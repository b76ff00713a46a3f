"""Every write of the ledger."""

from samenspel.rooms.ledger.acts import accounts, asking, bank, correcting, paying, pots, receiving, spending
from samenspel.rooms.ledger.acts.paying import due
from samenspel.rooms.ledger.acts.rewarding import reward

__all__ = [
    "accounts",
    "asking",
    "bank",
    "correcting",
    "due",
    "paying",
    "pots",
    "receiving",
    "reward",
    "spending",
]
