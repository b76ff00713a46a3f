"""What accounts of all together are called."""

from django.utils.translation import gettext as _

from samenspel.kernels.quantity import UnitKind
from samenspel.rooms.ledger import requests
from samenspel.rooms.ledger.queries import AccountView, Kind


def account_name(account: AccountView) -> str:
    """What an account of all together is called: its own name, or what it is."""
    if account.name:
        return account.name
    if account.kind == Kind.PURSE and account.unit.kind is not UnitKind.EURO:
        return _("The purse in hours") if account.unit.kind is UnitKind.TIME else _("The purse in coins")
    return kind_name(account.kind)


def side_name(side: AccountView | str) -> str:
    """What one side of a payment is called: an account of all together, or someone by name."""
    return side if isinstance(side, str) else account_name(side)


def kind_name(kind: str) -> str:
    """What an account without a name of its own is called, by its kind."""
    return {
        Kind.MEMBER: _("someone"),
        Kind.PURSE: _("The purse"),
        Kind.RESERVE: _("The reserve"),
        Kind.TRAINING: _("For learning"),
        Kind.POT: _("A pot"),
        Kind.PARTNER: _("Money set apart"),
        Kind.LOCKED: _("Locked for good"),
        Kind.OTHER: _("Another account"),
        Kind.BANK: _("The bank"),
        Kind.CASH: _("The cash box"),
    }[Kind(kind)]


def kind_of_request(kind: str) -> str:
    """What was asked, in words that tell nothing of a person: they can stand in the cash book."""
    return {
        requests.Kind.EXPENSES: _("Costs paid back"),
        requests.Kind.ALLOWANCE: _("Allowance"),
        requests.Kind.POT: _("From a pot"),
    }[requests.Kind(kind)]
