"""What several acts share: amounts as given, the accounts they move between, and errors that say how much room there is."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samenspel.ground.foundation import statements
from samenspel.ground.foundation.ids import new_id
from samenspel.kernels.quantity import EURO, UnitKind
from samenspel.kernels.quantity import Unit as Measure
from samenspel.kernels.statute.model import Settings
from samenspel.rooms.ledger.models import Account, Unit
from samenspel.rooms.ledger.params import Amount, as_code, say
from samenspel.rooms.membership import queries as membership
from samenspel.rooms.statute.gate import CIVIL_TIME, ImpossibleError, Permitted, civil_day

P = TypeVar("P")

OLDEST = timedelta(days=7 * 366)
"""Books are kept for seven years."""

_HERE = '"collective_id" = %s'
_OWN = f'{_HERE} AND "unit_id" = %s AND "kind" = %s AND "person_id" = %s AND "closed_at" IS NULL'


def pot_of(collective_id: UUID, person_id: UUID) -> Account | None:
    """Someone's pot; None before it was first filled."""
    rows = Account.objects.filter(collective_id=collective_id, kind=Account.Kind.POT, person_id=person_id)
    return rows.filter(closed_at=None).first()


def our_euros(collective_id: UUID, *kinds: Account.Kind) -> QuerySet[Account]:
    """Our accounts of these kinds in euros that are not set apart, the oldest first."""
    rows = Account.objects.filter(
        collective_id=collective_id,
        unit__code=EURO.code,
        kind__in=kinds,
        person__isnull=True,
        purpose="",
        closed_at=None,
    )
    return rows.select_related("unit").order_by("opened_at", "id")


def measure(unit: Unit) -> Measure:
    """The unit as the kernel knows it."""
    return Measure(unit.code, UnitKind(unit.kind), unit.decimals, unit.one, unit.many)


def said(amount: int, unit: Unit) -> str:
    """An amount in the reader's language."""
    return say(amount, measure(unit))


def end_of(day: date) -> datetime:
    """The last moment of a day of the Dutch calendar."""
    return datetime.combine(day + timedelta(days=1), time(), CIVIL_TIME) - timedelta(microseconds=1)


def as_codes(amounts: Sequence[Amount]) -> list[str]:
    """Amounts as they stand in the book."""
    return [as_code(each.unit, each.amount) for each in amounts]


def units(case: Permitted[P]) -> dict[str, Unit]:
    """The units of the collective by code. Raises ImpossibleError while the books are not open."""
    found = {unit.code: unit for unit in statements.select(Unit, _HERE, case.collective_id)}
    if not found:
        raise ImpossibleError(_("The cash book is not open yet. The board can open it."))
    return found


def unit_of(known: dict[str, Unit], code: str) -> Unit:
    if code not in known:
        raise ImpossibleError(_("We do not count in this here."))
    return known[code]


def each_once(amounts: Sequence[Amount]) -> None:
    if len({each.unit for each in amounts}) < len(amounts):
        raise ImpossibleError(_("The same unit is in it twice. Add the amounts up."))


def own_account(case: Permitted[P], person_id: UUID, unit: Unit) -> Account:
    """Someone's account in a unit; opened when they first need it, with the bounds that the rules give."""
    named = (case.collective_id, unit.id, Account.Kind.MEMBER.value, person_id)
    found = next(iter(statements.select(Account, _OWN, *named)), None)
    if found is not None:
        found.unit = unit
        return found
    lowest, highest = bounds(case.charter.statute.settings, unit)
    return Account.objects.create(
        id=new_id(),
        collective_id=case.collective_id,
        unit=unit,
        kind=Account.Kind.MEMBER,
        person_id=person_id,
        lowest=lowest,
        highest=highest,
        opened_at=case.at,
    )


def bounds(settings: Settings, unit: Unit) -> tuple[int | None, int | None]:
    """The lowest and the highest balance of a new account of a person. Money is never owed: it stays at nought or above."""
    whole = measure(unit).whole
    if unit.kind == UnitKind.TIME:
        return -(settings.credit_minutes or 0), settings.most_minutes
    if unit.kind == UnitKind.COIN:
        most = settings.most_coins
        return -(settings.credit_coins or 0) * whole, None if most is None else most * whole
    return 0, None


def takes_part(case: Permitted[P], person_id: UUID) -> None:
    """Refuse someone who does not take part here."""
    if not membership.standings_of(case.collective_id, person_id, case.at):
        raise ImpossibleError(_("This person does not take part here."))


def one_unit(giver: Account, taker: Account) -> None:
    """Refuse two accounts that do not count in the same thing."""
    if giver.unit_id != taker.unit_id:
        raise ImpossibleError(_("These two accounts do not count in the same thing."))


def room_to_give(account: Account, amount: int, unit: Unit) -> None:
    """Refuse what would go below the lowest balance; says how much room there is."""
    if account.lowest is None:
        return
    room = account.balance - account.held - account.lowest
    if amount > room:
        raise ImpossibleError(
            _("This is not possible: there is still room for %(room)s.") % {"room": said(max(room, 0), unit)}
        )


def room_to_take(account: Account, amount: int, unit: Unit) -> None:
    """Refuse what would go above the highest balance. Says only that it is too much: a balance is one's own."""
    if account.highest is not None and account.balance + account.coming + amount > account.highest:
        raise ImpossibleError(
            _("This is not possible: %(amount)s is more than the other account may hold.")
            % {"amount": said(amount, unit)}
        )


def past_day(case: Permitted[P], day: date) -> None:
    """Refuse a day that is still to come, or before the years that books are kept."""
    today = civil_day(case.at)
    if not today - OLDEST <= day <= today:
        raise ImpossibleError(_("This day cannot be right. Look at the date again."))


def common_account(case: Permitted[P], account_id: UUID) -> Account:
    """An account that belongs to all, or one outside such as the bank."""
    found = (
        Account.objects.filter(
            collective_id=case.collective_id, id=account_id, person__isnull=True, closed_at__isnull=True
        )
        .select_related("unit")
        .first()
    )
    if found is None:
        raise ImpossibleError(_("There is no such account."))
    return found
