"""A monthly statement, made for the member alone. They hand it in themselves; the platform sends nothing.

It holds the member's own payments and hours of one month, per kind, with what is left of the year. It does not say
which benefit someone has, nor why.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from samenspel.kernels.benefits.days import same_month
from samenspel.kernels.benefits.figures import Figures, Known, Source
from samenspel.kernels.benefits.model import Kind, Payment
from samenspel.kernels.benefits.municipality import Municipality, coin_counts
from samenspel.kernels.benefits.words import NOTHING, Words, day, duration, money, month_name

KINDS = {
    Kind.VOLUNTEER_ALLOWANCE: Words("Vergoeding voor vrijwilligerswerk", "Allowance for voluntary work"),
    Kind.EXPENSES: Words("Kosten met bonnen", "Costs with receipts"),
    Kind.GIFT_OR_GOODS: Words("Giften en spullen", "Gifts and goods"),
    Kind.FOOD_BANK: Words("Voedselbank", "Food bank"),
    Kind.EARNINGS: Words("Loon", "Earnings"),
    Kind.PREMIUM: Words("Premie van de gemeente", "Premium from the municipality"),
    Kind.OWN_COIN: Words("Eigen munt", "Own coin"),
    Kind.HOURS: Words("Uren", "Hours"),
    Kind.POT: Words("Gekocht uit het potje van de groep", "Bought from the group's pot"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One kind in one month: how often, how many cents here and elsewhere, how many minutes; and cents this year."""

    kind: Kind
    times: int
    cents: int
    elsewhere_cents: int
    minutes: int
    year_cents: int


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of a yearly limit, in cents; None when the limit is not known. With the limit's source."""

    words: Words
    cents: int | None
    source: Source | None
    uncertain: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """The statement as data; `text` is the same on paper."""

    month: date
    made_on: date
    payments: tuple[Payment, ...]
    lines: tuple[Line, ...]
    total_cents: int
    total_minutes: int
    left: tuple[Left, ...]
    text: Words


def monthly_statement(
    month: date,
    payments: Iterable[Payment],
    figures: Figures,
    *,
    municipality: Municipality | None,
    today: date,
) -> Statement:
    """The statement of the month that `month` lies in, from the member's own payments of that year.

    `total_cents` is money and goods together; hours have no price and are counted in minutes. Own coin counts to
    the gifts of the year, unless an agreement with the municipality says otherwise.
    """
    known = sorted(payments, key=lambda each: (each.on, list(Kind).index(each.kind), each.cents))
    year = [each for each in known if each.on.year == month.year]
    held = tuple(each for each in year if same_month(each.on, month))
    lines = tuple(_lines(year, held))
    counts = coin_counts(figures, municipality, month.replace(day=1), today)
    left = tuple(_left(year, figures, (month.replace(day=1), today), coin=counts))
    total, minutes = sum(each.cents for each in held), sum(each.minutes or 0 for each in held)
    text = _text(month, today, held, lines, left)
    return Statement(month.replace(day=1), today, held, lines, total, minutes, left, text)


def _lines(year: list[Payment], held: tuple[Payment, ...]) -> Iterator[Line]:
    for kind in Kind:
        mine = [each for each in held if each.kind is kind]
        so_far = sum(each.cents for each in year if each.kind is kind)
        if mine or so_far:
            yield Line(
                kind,
                len(mine),
                sum(each.cents for each in mine if not each.elsewhere),
                sum(each.cents for each in mine if each.elsewhere),
                sum(each.minutes or 0 for each in mine),
                so_far,
            )


def _left(year: list[Payment], figures: Figures, days: tuple[date, date], *, coin: bool) -> Iterator[Left]:
    kinds = {Kind.GIFT_OR_GOODS, Kind.OWN_COIN} if coin else {Kind.GIFT_OR_GOODS}
    volunteer = sum(each.cents for each in year if each.is_allowance)
    goods = sum(each.cents for each in year if each.kind in kinds)
    for name, used in (("volunteer_year", volunteer), ("gifts_year", goods)):
        if used:
            yield _left_of(figures.known(name, *days), used)


def _left_of(known: Known, used: int) -> Left:
    figure = known.figure
    if figure is None or known.number is None:
        return Left(known.doubt, None, None if figure is None else figure.source, uncertain=True)
    cents = max(0, known.number - used)
    limit, rest = money(known.number), money(cents)
    words = Words(
        f"{figure.what.nl}: {limit.nl}. Daarvan is nog {rest.nl} over.",
        f"{figure.what.en}: {limit.en}. Of that {rest.en} is left.",
    )
    return Left(words + known.doubt, cents, figure.source, uncertain=not known.sure)


def _text(
    month: date, today: date, held: tuple[Payment, ...], lines: tuple[Line, ...], left: tuple[Left, ...]
) -> Words:
    parts = [*_head(month, today), *_rows(held), *_totals(lines), *_rest(left), NO_ADVICE]
    return Words("\n".join(part.nl for part in parts), "\n".join(part.en for part in parts))


NO_ADVICE = Words(
    "Dit is geen juridisch advies. Bij twijfel: vraag het de gemeente of UWV.",
    "This is no legal advice. In doubt: ask the municipality or UWV.",
)


def _head(month: date, today: date) -> Iterator[Words]:
    name, made = month_name(month), day(today)
    yield Words(f"Mijn overzicht van {name.nl}", f"My statement of {name.en}")
    yield Words(f"Gemaakt op {made.nl}. Ik lever dit zelf in.", f"Made on {made.en}. I hand this in myself.")


def _rows(held: tuple[Payment, ...]) -> Iterator[Words]:
    if not held:
        yield Words("In deze maand kreeg ik niets.", "In this month I got nothing.")
    for each in held:
        when, kind, what = day(each.on), KINDS[each.kind], _amount(each.cents, each.minutes or 0)
        where = Words("van een andere groep", "from another group") if each.elsewhere else NOTHING
        row = Words(f"{when.nl}: {kind.nl}, {what.nl}", f"{when.en}: {kind.en}, {what.en}") + where
        yield Words(f"- {row.nl}", f"- {row.en}")


def _totals(lines: tuple[Line, ...]) -> Iterator[Words]:
    if lines:
        yield Words("Bij elkaar:", "Together:")
    for line in lines:
        what, year, kind = (
            _amount(line.cents + line.elsewhere_cents, line.minutes),
            money(line.year_cents),
            KINDS[line.kind],
        )
        so_far = Words(f"(dit jaar {year.nl})", f"(this year {year.en})") if line.year_cents else NOTHING
        row = Words(f"{kind.nl}: {what.nl}", f"{kind.en}: {what.en}") + so_far
        yield Words(f"- {row.nl}", f"- {row.en}")


def _amount(cents: int, minutes: int) -> Words:
    amount, time = money(cents), duration(minutes)
    if cents and minutes:
        return Words(f"{amount.nl} voor {time.nl}", f"{amount.en} for {time.en}")
    return time if minutes else amount


def _rest(left: tuple[Left, ...]) -> Iterator[Words]:
    for each in left:
        yield each.words
        if each.source is not None:
            checked = day(each.source.checked_on)
            yield Words(
                f"Dat staat in: {each.source.title} ({each.source.url}), nagekeken op {checked.nl}.",
                f"It stands in: {each.source.title} ({each.source.url}), checked on {checked.en}.",
            )
