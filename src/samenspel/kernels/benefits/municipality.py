"""A municipality: which generation of the rules it uses, and what it decided itself."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samenspel.kernels.benefits.figures import Figures, Known, choose
from samenspel.kernels.benefits.reading import entries, parse
from samenspel.kernels.benefits.words import BadFigureError


class Policy(StrEnum):
    """What a municipality can decide. Each is a dated entry with a source in the municipality's file."""

    GENERATION = "generation"
    """Which rules for earnings: `31` or `34a`."""
    REPORT_GIFTS = "report_gifts"
    """Whether each gift, goods included, must be reported."""
    REPORT_VOLUNTEERING = "report_volunteering"
    """Whether voluntary work and its allowance must be reported."""
    COIN_COUNTS = "coin_counts"
    """Whether own coin and hours count as gifts. `false` rests on a written agreement."""
    GOODS_VALUED_AT = "goods_valued_at"
    """How goods are valued: `market` (what they cost in a shop) or `given_up` (what the person gave for them)."""
    POT_AGREED = "pot_agreed"
    """Whether there is an agreement on the member's pot."""
    POT_THRESHOLD = "pot_threshold"
    """Above which amount the pot is settled."""
    POT_SETTLED = "pot_settled"
    """Which part of what is above the threshold is settled."""


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality with its dated decisions. `code` is the code of the statistics office (CBS)."""

    name: str
    code: str
    policies: Figures

    def known(self, policy: Policy, on: date, today: date, lasts: int) -> Known:
        """What it decided, for a day. `lasts`: months that a check of it lasts."""
        return choose(self.policies.by_name.get(policy, ()), "", (on, today), lasts)


def coin_counts(figures: Figures, municipality: Municipality | None, on: date, today: date) -> bool:
    """Whether own coin counts as a gift on a day: yes, unless an agreement that still holds says otherwise."""
    if municipality is None:
        return True
    agreed = municipality.known(Policy.COIN_COUNTS, on, today, figures.check_lasts(today))
    return not (agreed.sure and agreed.flag is False)


def read_municipality(text: str) -> Municipality:
    """Read the text of a municipality's file. Raises BadFigureError."""
    data = parse(text)
    name, code = data.get("name"), data.get("code")
    if not isinstance(name, str) or not isinstance(code, str):
        raise BadFigureError("Geef de naam en de code.", "Give the name and the code.")
    policies = Figures(tuple(entries(data)))
    for each in policies.figures:
        if each.name not in set(Policy):
            raise BadFigureError(f"{each.name}: onbekende keuze.", f"{each.name}: unknown choice.")
    return Municipality(name, code, policies)
