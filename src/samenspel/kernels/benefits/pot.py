"""The member's pot, the "thermometer": turnover − costs − training − reserve, and the rest into the pot.

Whole cents, by largest remainder; what cannot be divided goes first to training, then to the reserve, then to the
pot. Above a threshold of the municipality part of the pot is settled. No threshold is known until someone fills it in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from samenspel.kernels.benefits.figures import Figures, Known, Source
from samenspel.kernels.benefits.municipality import Municipality, Policy
from samenspel.kernels.benefits.words import BadQuestionError, Words, money, out_of


@dataclass(frozen=True, slots=True)
class PotShares:
    """Which parts of what is left after costs go to training and to the reserve. Dated by the collective itself."""

    training: Fraction
    reserve: Fraction

    def __post_init__(self) -> None:
        if self.training < 0 or self.reserve < 0 or self.training + self.reserve > 1:
            raise BadQuestionError(
                "De delen samen zijn meer dan alles.", "The parts together are more than all."
            )


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the sum: what happens, and how much in cents (what goes off is below zero)."""

    name: str
    words: Words
    cents: int


@dataclass(frozen=True, slots=True)
class Pot:
    """The outcome, in cents. `settled_cents` is None when it cannot be known; `settlement` says why.

    `member_cents` is what is added; `pot_cents` is what is in the pot afterwards, before anything is settled.
    """

    training_cents: int
    reserve_cents: int
    member_cents: int
    pot_cents: int
    above_cents: int | None
    settled_cents: int | None
    steps: tuple[Step, ...]
    settlement: Words
    source: Source | None
    uncertain: bool


def thermometer(
    turnover_cents: int,
    costs_cents: int,
    shares: PotShares,
    before_cents: int,
    figures: Figures,
    *,
    municipality: Municipality | None,
    days: tuple[date, date],
) -> Pot:
    """What goes into the pot, on top of what was in it. `days`: the day it is about, and today.

    With more costs than turnover nothing is divided. Raises BadQuestionError for amounts below zero.
    """
    if min(turnover_cents, costs_cents, before_cents) < 0:
        raise BadQuestionError("Een bedrag kan niet lager zijn dan nul.", "An amount cannot be below zero.")
    result = turnover_cents - costs_cents
    parts = (shares.training, shares.reserve, 1 - shares.training - shares.reserve)
    training, reserve, member = divide(max(0, result), parts)
    pot = before_cents + member
    threshold, settled_part = _settling(figures, municipality, days)
    above, settled, words = _settle(pot, threshold, settled_part)
    found = threshold.figure
    return Pot(
        training,
        reserve,
        member,
        pot,
        above,
        settled,
        _steps((turnover_cents, costs_cents), (training, reserve, member), shares, before_cents),
        words + threshold.doubt if found else words,
        None if found is None else found.source,
        uncertain=not (threshold.sure and (above == 0 or settled_part.sure)),
    )


def divide(total: int, parts: Sequence[Fraction]) -> tuple[int, ...]:
    """A total in whole cents by largest remainder; equal remainders go in the order of the parts.

    Raises BadQuestionError when the parts are not one whole together.
    """
    if sum(parts) != 1:
        raise BadQuestionError("De delen zijn samen niet alles.", "The parts are not one whole together.")
    exact = [total * part for part in parts]
    whole = [int(share) for share in exact]
    order = sorted(range(len(parts)), key=lambda place: (whole[place] - exact[place], place))
    for place in order[: total - sum(whole)]:
        whole[place] += 1
    return tuple(whole)


def _steps(
    flow: tuple[int, int], divided: tuple[int, int, int], shares: PotShares, before: int
) -> tuple[Step, ...]:
    (turnover, costs), (training, reserve, member) = flow, divided
    left = money(turnover - costs)
    taught, kept = out_of(shares.training), out_of(shares.reserve)
    steps = [
        Step("turnover", Words("Klanten betaalden", "Customers paid"), turnover),
        Step("costs", Words("Kosten gaan eraf", "Costs go off"), -costs),
        Step(
            "training",
            Words(f"Naar leren: {taught.nl} van {left.nl}", f"To training: {taught.en}, of {left.en}"),
            -training,
        ),
        Step(
            "reserve",
            Words(f"Naar de reserve: {kept.nl} van {left.nl}", f"To the reserve: {kept.en}, of {left.en}"),
            -reserve,
        ),
        Step("member", Words("Erbij in het potje", "Added to the pot"), member),
        Step("pot", Words("In het potje", "In the pot"), before + member),
    ]
    if turnover < costs:
        steps[2:4] = [
            Step(
                "short",
                Words(
                    "De kosten zijn hoger. Er is niets te verdelen",
                    "Costs are higher. There is nothing to divide",
                ),
                turnover - costs,
            )
        ]
    return tuple(steps)


def _settling(
    figures: Figures, municipality: Municipality | None, days: tuple[date, date]
) -> tuple[Known, Known]:
    if municipality is None:
        return Known(), Known()
    lasts = figures.check_lasts(days[1])
    return (
        municipality.known(Policy.POT_THRESHOLD, *days, lasts),
        municipality.known(Policy.POT_SETTLED, *days, lasts),
    )


def _settle(pot: int, threshold: Known, part: Known) -> tuple[int | None, int | None, Words]:
    if threshold.number is None:
        return (
            None,
            None,
            Words(
                "Wij weten niet boven welk bedrag je gemeente verrekent. Vraag het.",
                "We do not know above which amount your municipality settles. Ask.",
            ),
        )
    limit = money(threshold.number)
    above = max(0, pot - threshold.number)
    if not above:
        return (
            0,
            0,
            Words(f"Onder {limit.nl} wordt niets verrekend.", f"Below {limit.en} nothing is settled."),
        )
    over = money(above)
    words = Words(
        f"Er zit {over.nl} boven de grens van {limit.nl}.", f"It is {over.en} above the limit of {limit.en}."
    )
    if part.part is None:
        more = Words(
            "Wij weten niet welk deel daarvan wordt verrekend. Vraag het.",
            "We do not know which part of that is settled. Ask.",
        )
        return above, None, words + more
    settled, _ = divide(above, (part.part, 1 - part.part))
    amount = money(settled)
    more = Words(f"Daarvan wordt {amount.nl} verrekend.", f"Of that {amount.en} is settled.")
    return above, settled, words + more
