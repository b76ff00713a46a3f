"""Every write of the ledger."""

from samenspel.rooms.ledger.acts import accounts, bank, correcting, paying, receiving, spending
from samenspel.rooms.ledger.acts.paying import due
from samenspel.rooms.ledger.acts.rewarding import reward

__all__ = ["accounts", "bank", "correcting", "due", "paying", "receiving", "reward", "spending"]
