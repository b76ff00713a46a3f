"""Every write of the ledger."""

from samenspel.rooms.ledger.acts import bank, common_money, paying
from samenspel.rooms.ledger.acts.common_money import reward
from samenspel.rooms.ledger.acts.paying import due

__all__ = ["bank", "common_money", "due", "paying", "reward"]
