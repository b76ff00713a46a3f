"""A fixed allowance for the work of a month: never more than a volunteer may get untaxed, by the figures of that day."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from samenspel.kernels.benefits import (
    OLDER,
    Benefit,
    Form,
    Headroom,
    Kind,
    Light,
    Payer,
    Payment,
    Person,
    Words,
    headroom,
)
from samenspel.kernels.quantity import EURO, MINUTES
from samenspel.rooms.ledger import acts as ledger
from samenspel.rooms.ledger import queries as ledger_queries
from samenspel.rooms.ledger.params import Iban, in_words, say
from samenspel.rooms.statute.gate import (
    Act,
    ImpossibleError,
    Performed,
    Permitted,
    civil_day,
    of_kind,
    register,
)
from samenspel.rooms.work import queries
from samenspel.rooms.work.figures import figures


@dataclass(frozen=True, slots=True)
class AskAllowance:
    """Ask the fixed allowance for the confirmed work of one month, named by its first day."""

    month: date
    iban: Iban = ""


@dataclass(frozen=True, slots=True)
class Earned:
    """What the work of a month comes to, and what the law says of paying it."""

    minutes: int
    cents: int
    room: Headroom
    doubts: tuple[Words, ...] = ()
    """What the collective has to find out before it pays."""


def earned(collective_id: UUID, person_id: UUID, form: str, rate: int, month: date, today: date) -> Earned:
    """The confirmed work of a month in minutes, what it comes to at a rate in cents per hour, and whether that fits.

    Only what is the same for everyone is asked: the payer, and the limits of month and year. What someone lives on is
    theirs to look at, on the page that keeps nothing.
    """
    minutes = queries.confirmed_minutes(collective_id, person_id, month)
    cents = minutes * rate // 60
    before = [
        Payment(Kind.VOLUNTEER_ALLOWANCE, each.cents, each.day, minutes=each.minutes)
        for each in ledger_queries.allowances(collective_id, person_id, month.year)
        if each.day != month
    ]

    def room(*, taxed: bool | None) -> Headroom:
        return headroom(
            Payment(Kind.VOLUNTEER_ALLOWANCE, cents, month, minutes=minutes),
            Person(Benefit.NONE, under_27_until=OLDER, under_21_until=OLDER),
            Payer(Form(form), subject_to_vpb=taxed),
            before,
            figures(),
            municipality=None,
            today=today,
        )

    found = room(taxed=None)
    if (
        found.allowed is Light.UNKNOWN
    ):  # whether corporation tax is due: told, and the limits of the law hold anyway
        return Earned(minutes, cents, room(taxed=False), doubts=tuple(each.words for each in found.reasons))
    return Earned(minutes, cents, found)


def _ask(case: Permitted[AskAllowance]) -> Performed:
    """What does not fit in what is untaxed is not asked, and becomes no claim."""
    month, today = case.params.month, civil_day(case.at)
    rate = case.charter.statute.settings.allowance_hour_cents or 0
    if not rate:
        raise ImpossibleError(_("By our rules there is no allowance for work."))
    if month.day != 1 or month > today or month.year < today.year - 1:
        raise ImpossibleError(_("Choose a month of this year or the year before."))
    known = ledger_queries.allowances(case.collective_id, case.person_id, month.year)
    if any(each.day == month for each in known):
        raise ImpossibleError(_("You asked the allowance for this month before."))
    found = earned(case.collective_id, case.person_id, case.charter.form.value, rate, month, today)
    if not found.cents:
        raise ImpossibleError(_("There is no confirmed work of yours in this month."))
    if found.room.allowed is Light.NO or found.room.fits_cents < found.cents:
        raise ImpossibleError(_why_not(found.room))
    asked = ledger.Asked(
        ledger.Kind.ALLOWANCE,
        found.cents,
        month,
        say(found.minutes, MINUTES),
        case.params.iban,
        minutes=found.minutes,
    )
    entry, request_id = ledger.ask(case, asked)
    return Performed(entry, request_id)


def _why_not(room: Headroom) -> str:
    """Why an allowance does not fit: the payer may give none, or so much is left, and what one can do instead."""
    month, year = room.remaining_month_cents, room.remaining_year_cents
    if not month or not year:
        return in_words(room.reasons[0].words)
    return str(
        _(
            "So much does not fit without becoming wages. This month %(month)s is left, this year %(year)s. "
            "You can ask costs back with a receipt, or let it stay as hours."
        )
        % {"month": say(month, EURO), "year": say(year, EURO)}
    )


register(
    Act(
        name="work.ask_allowance",
        params=AskAllowance,
        sentence=_("ask the allowance for your work of a month"),
        governed=of_kind("ask_payment"),
        perform=_ask,
    )
)
