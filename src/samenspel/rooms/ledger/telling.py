"""What the acts of the ledger that a proposal can carry would do, in words."""

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from samenspel.ground.people import queries as people
from samenspel.kernels.quantity import EURO, Unit, say_amount
from samenspel.kernels.statute.clause import Language
from samenspel.rooms.ledger import queries, requests
from samenspel.rooms.ledger.names import account_name, kind_of_request


def _here(language: Language) -> str:
    return "en" if language is Language.EN else "nl"


def spending(collective_id: UUID, params: Mapping[str, object], language: Language) -> list[tuple[str, str]]:
    """How much goes from where to whom, and what for."""
    giver = _account(collective_id, params.get("giver"))
    if giver is None:
        return []
    amount = say_amount(int(str(params.get("amount", 0))), giver.unit, _here(language))
    told = [(_("How much"), amount), (_("From where?"), account_name(giver))]
    taker = _account(collective_id, params.get("taker"))
    if taker is not None:
        told.append((_("To where?"), account_name(taker)))
    if params.get("to"):
        told.append((_("To whom"), _person(params["to"])))
    told += _at_the_bank(params.get("payee"), params.get("iban"))
    if params.get("about"):
        told.append((_("What for"), str(params["about"])))
    return told


def _at_the_bank(payee: object, iban: object) -> list[tuple[str, str]]:
    """Whose bank account it goes to: whoever votes sees where the money goes."""
    return [(_("By the bank to"), f"{payee or ''} {iban}".strip())] if iban else []


def granting(collective_id: UUID, params: Mapping[str, object], language: Language) -> list[tuple[str, str]]:
    """How much a request is, of which kind, and from where it would be paid.

    Who asks and what for stays with whoever keeps the records and with the proposal that someone writes about it.
    """
    asked = requests.request(collective_id, UUID(str(params["request_id"])))
    if asked is None:
        return []
    told = [
        (_("How much"), say_amount(asked.cents, EURO, _here(language))),
        (_("What is asked"), kind_of_request(asked.kind)),
    ]
    giver = _account(collective_id, params.get("giver"))
    if giver is not None:
        told.append((_("From where?"), account_name(giver)))
    if params.get("about"):
        told.append((_("What stands in the cash book"), str(params["about"])))
    return told


def bounds(collective_id: UUID, params: Mapping[str, object], language: Language) -> list[tuple[str, str]]:
    """Whose account, and how far it may go below and above nought."""
    known: dict[str, Unit] = {unit.code: unit for unit in queries.units(collective_id)}
    unit = known.get(str(params.get("unit")))
    if unit is None:
        return []
    lowest = say_amount(int(str(params.get("lowest", 0))), unit, _here(language))
    told = [(_("For whom"), _person(params["person_id"])), (_("The lowest"), lowest)]
    if params.get("highest") is not None:
        told.append((_("The highest"), say_amount(int(str(params["highest"])), unit, _here(language))))
    return told


def coin(_collective_id: UUID, params: Mapping[str, object], _language: Language) -> list[tuple[str, str]]:
    """What the coin is called."""
    return [(_("What it is called"), str(params.get("many", "")))]


def _account(collective_id: UUID, raw: object) -> queries.AccountView | None:
    return queries.account(collective_id, UUID(str(raw))) if raw else None


def _person(raw: object) -> str:
    person_id = UUID(str(raw))
    return people.names([person_id]).get(person_id, _("someone we do not know"))
