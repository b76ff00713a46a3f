"""Who asks, who pays, and what is paid. All amounts are whole euro cents, all times whole minutes."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samenspel.kernels.benefits.words import BadQuestionError

OLDER = date.min
"""For `under_27_until` and `under_21_until`: that birthday is past, so no day need be given."""


class Benefit(StrEnum):
    """What someone lives on. `OTHER` is a benefit whose rules are not here, `UNKNOWN` was not told."""

    NONE = "none"
    PARTICIPATIEWET = "participatiewet"
    IOAW = "ioaw"
    IOAZ = "ioaz"
    WW = "ww"
    ZW = "zw"
    WIA = "wia"
    WAO = "wao"
    WAJONG = "wajong"
    AOW = "aow"
    OTHER = "other"
    UNKNOWN = "unknown"


UWV = frozenset({Benefit.WW, Benefit.ZW, Benefit.WIA, Benefit.WAO, Benefit.WAJONG})
MUNICIPAL = frozenset({Benefit.PARTICIPATIEWET, Benefit.IOAW, Benefit.IOAZ})


class Household(StrEnum):
    SINGLE = "single"
    SINGLE_PARENT = "single_parent"
    COUPLE = "couple"


class Form(StrEnum):
    """The legal form of who pays. The values are those of the statute's forms."""

    NONE_YET = "none_yet"
    INFORMAL_ASSOCIATION = "informal_association"
    ASSOCIATION = "association"
    COOPERATIVE_WA = "cooperative_wa"
    COOPERATIVE_BA = "cooperative_ba"
    COOPERATIVE_UA = "cooperative_ua"
    FOUNDATION = "foundation"
    BV = "bv"


COOPERATIVES = frozenset({Form.COOPERATIVE_WA, Form.COOPERATIVE_BA, Form.COOPERATIVE_UA})


class Kind(StrEnum):
    """What is paid."""

    VOLUNTEER_ALLOWANCE = "volunteer_allowance"
    """A fixed sum for voluntary work, without receipts."""
    EXPENSES = "expenses"
    """Costs that were really made, with receipts."""
    GIFT_OR_GOODS = "gift_or_goods"
    """A gift, a meal, groceries, something repaired: what saves the person costs."""
    FOOD_BANK = "food_bank"
    EARNINGS = "earnings"
    PREMIUM = "premium"
    """A sum from the municipality for a step towards work."""
    OWN_COIN = "own_coin"
    """The collective's own coin; the cents are what can be had for it."""
    HOURS = "hours"
    """Hours of time, without a price."""
    POT = "pot"
    """Something bought from the member's pot, which belongs to the collective."""


class Light(StrEnum):
    """The answer, from the best to the worst."""

    YES = "yes"
    REPORT_FIRST = "report_first"
    ASK_FIRST = "ask_first"
    UNKNOWN = "unknown"
    NO = "no"

    @property
    def rank(self) -> int:
        return list(Light).index(self)


def worst(*lights: Light) -> Light:
    """The strictest of some lights; `YES` of none."""
    return max(lights, key=lambda light: light.rank, default=Light.YES)


@dataclass(frozen=True, slots=True)
class Person:
    """What the rules need to know of a person, and no more: no birth date, no diagnosis.

    `under_27_until` and `under_21_until` are the days of those birthdays, `OLDER` when they are past, and None
    when not told. `exemption_months` counts the months, before the month that is asked about, in which part of
    the earnings was left alone. `young_child`: a single parent who cares for a child under twelve.
    """

    benefit: Benefit
    under_27_until: date | None = None
    under_21_until: date | None = None
    household: Household = Household.SINGLE
    young_child: bool = False
    medically_limited: bool = False
    wage_subsidy: bool = False
    pension_age: bool = False
    exemption_months: int | None = None
    wealth_cents: int | None = None
    municipality: str = ""

    def under_27(self, on: date) -> bool | None:
        """Whether the person is under 27 on a day; on the birthday itself no longer. None when not told."""
        return None if self.under_27_until is None else on < self.under_27_until

    def under_21(self, on: date) -> bool | None:
        return None if self.under_21_until is None else on < self.under_21_until


@dataclass(frozen=True, slots=True)
class Payer:
    """Who pays. `anbi`: public benefit status. `subject_to_vpb`: whether corporation tax is due; None if not known.

    `pot_apart`: whether the pot is the collective's own, kept for a purpose, and spent only with approval.
    `coin_for_euro`: whether the own coin can be changed for euros, or has a price in euros.
    """

    form: Form
    anbi: bool = False
    sports: bool = False
    subject_to_vpb: bool | None = None
    pot_apart: bool | None = None
    coin_for_euro: bool = False


@dataclass(frozen=True, slots=True)
class Payment:
    """Something that was paid, or is asked about.

    `minutes` is the work that an allowance is paid for by the hour; None when no sum per hour was agreed. For
    `HOURS` it is the time itself. `elsewhere`: by another organisation. `for_work`: goods or coin in return for
    voluntary work, which count as an allowance too. `once_paid`: whether this work was ever done for wages.
    Raises BadQuestionError for amounts below zero and for hours with a price.
    """

    kind: Kind
    cents: int
    on: date
    minutes: int | None = None
    elsewhere: bool = False
    for_work: bool = False
    once_paid: bool | None = None

    def __post_init__(self) -> None:
        if self.cents < 0 or (self.minutes or 0) < 0:
            raise BadQuestionError(
                "Een bedrag of een tijd kan niet lager zijn dan nul.",
                "An amount or a time cannot be below zero.",
            )
        if self.kind is Kind.HOURS and self.cents:
            raise BadQuestionError(
                "Uren hebben hier geen prijs in euro's.", "Hours have no price in euros here."
            )

    @property
    def is_allowance(self) -> bool:
        """Whether it counts to what a volunteer may get: money, goods and coin together (LB art. 2(6))."""
        if self.kind is Kind.VOLUNTEER_ALLOWANCE:
            return True
        return self.for_work and self.kind in {Kind.GIFT_OR_GOODS, Kind.OWN_COIN}
