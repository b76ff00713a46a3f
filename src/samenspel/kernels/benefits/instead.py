"""What can be done with what does not fit: always in the same order, and never a right to payment."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from samenspel.kernels.benefits.days import months_later, next_month
from samenspel.kernels.benefits.finding import Finding
from samenspel.kernels.benefits.model import OLDER, Kind, Light, Payment
from samenspel.kernels.benefits.question import Question
from samenspel.kernels.benefits.rules import judge
from samenspel.kernels.benefits.volunteer import hour_norm
from samenspel.kernels.benefits.words import NOTHING, Words, day, money


class Other(StrEnum):
    """The alternatives, in the order in which they are offered."""

    LATER = "later"
    EXPENSES = "expenses"
    HOURS = "hours"
    POT = "pot"
    SOMEONE_ELSE = "someone_else"


@dataclass(frozen=True, slots=True)
class Alternative:
    """One thing to do instead, with the light that it has itself.

    `LATER` has the first day on which something fits, and how many cents then. `SOMEONE_ELSE` has no light: the
    other person asks their own question.
    """

    other: Other
    words: Words
    allowed: Light | None = None
    on: date | None = None
    cents: int | None = None


_LIMITED = frozenset({Kind.VOLUNTEER_ALLOWANCE, Kind.GIFT_OR_GOODS, Kind.OWN_COIN, Kind.PREMIUM})
_WORK = frozenset({Kind.VOLUNTEER_ALLOWANCE, Kind.OWN_COIN, Kind.GIFT_OR_GOODS})

# For which kinds each is offered, as what kind it is then judged, and its words.
_OFFERS: dict[Other, tuple[frozenset[Kind], Kind | None, Words]] = {
    Other.EXPENSES: (
        frozenset({Kind.VOLUNTEER_ALLOWANCE}),
        Kind.EXPENSES,
        Words(
            "Heb je kosten gemaakt? Die kun je met bonnen terugvragen.",
            "Did you have costs? You can ask for them back, with receipts.",
        ),
    ),
    Other.HOURS: (
        _WORK,
        Kind.HOURS,
        Words(
            "Laat je uren opschrijven. Uren hebben geen prijs in euro's.",
            "Have your hours written down. Hours have no price in euros.",
        ),
    ),
    Other.POT: (
        _WORK,
        Kind.POT,
        Words(
            "Zet het in het potje. Dat is van de groep, en de groep keurt uitgaven goed.",
            "Put it in the pot. That is the group's, and the group approves what is bought.",
        ),
    ),
    Other.SOMEONE_ELSE: (
        _WORK | {Kind.POT},
        None,
        Words(
            "Geef het aan een ander of aan de groep. Jij kiest niet wie het krijgt.",
            "Let it go to someone else or to the group. You do not choose who gets it.",
        ),
    ),
}
_FIRST = {
    Light.REPORT_FIRST: Words("Meld ook dit eerst.", "Report this first too."),
    Light.ASK_FIRST: Words("Vraag ook dit eerst.", "Ask about this first too."),
    Light.UNKNOWN: Words("Vraag ook dit eerst.", "Ask about this first too."),
}


def instead(question: Question, found: Finding) -> tuple[Alternative, ...]:
    """What to do with the rest; nothing when all of it fits. Wages stay wages: for earnings nothing is offered."""
    asked = question.asked
    fits = asked.cents if found.fits is None else found.fits
    refused = found.light in {Light.NO, Light.UNKNOWN}
    if asked.kind not in _LIMITED | {Kind.POT} or not (refused or fits < asked.cents):
        return ()
    return (*_later(question, found, fits), *_others(question, asked.cents - fits))


def _others(question: Question, rest: int) -> Iterator[Alternative]:
    for other, (kinds, judged_as, words) in _OFFERS.items():
        if question.asked.kind not in kinds:
            continue
        if judged_as is None:
            yield Alternative(other, words)
            continue
        light = judge(replace(question, asked=_as(question.asked, judged_as, rest))).light
        if light is not Light.NO:
            yield Alternative(other, words + _FIRST.get(light, NOTHING), light)


def _as(asked: Payment, kind: Kind, rest: int) -> Payment:
    """The rest of what is asked, in another form."""
    return replace(asked, kind=kind, cents=0 if kind is Kind.HOURS else rest, for_work=False)


def _later(question: Question, found: Finding, fits: int) -> Iterator[Alternative]:
    """The first day, within a year, on which something of the rest fits, once what fits now has been paid.

    What is too much for the hours stays too much on every day.
    """
    asked = question.asked
    by_hour = hour_norm(question).fits if asked.is_allowance else None
    rest = (asked.cents if by_hour is None else by_hour) - fits
    if asked.kind not in _LIMITED or found.light is Light.UNKNOWN or rest <= 0:
        return
    paid = replace(question, history=(*question.history, replace(asked, cents=fits)))
    for on in _days(question):
        then = judge(replace(paid, asked=replace(asked, on=on, cents=rest)))
        if then.fits:
            when, amount = day(on), money(then.fits)
            words = Words(
                f"Later: vanaf {when.nl} past er {amount.nl}. Dat is geen belofte.",
                f"Later: from {when.en} {amount.en} fits. That is no promise.",
            )
            if on.year != asked.on.year:
                words += Words("De bedragen kunnen dan anders zijn.", "The amounts may be different then.")
            yield Alternative(Other.LATER, words, then.light, on, then.fits)
            return


def _days(question: Question) -> list[date]:
    """First days of months up to and including the next January, and the 27th birthday if it comes within a year."""
    first = asked = question.asked.on
    days = []
    while first.year == asked.year:
        first = next_month(first)
        days.append(first)
    birthday = question.person.under_27_until
    if birthday not in {None, OLDER} and asked < birthday <= months_later(asked, 12):
        days.append(birthday)
    return sorted(days)
