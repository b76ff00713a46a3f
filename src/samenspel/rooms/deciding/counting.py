"""Which ways of counting a proposal can choose from, and what each asks of its options, its seats and its money."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from samenspel.kernels.tally import METHODS, Rules
from samenspel.rooms.statute.gate import ImpossibleError

ZERO = "0"
"""The option “leave it as it is now”, which a choice by resistance always has."""

FACES = 4
"""The highest resistance: five faces, from none (0) to most (4)."""

TOP_GRADE = 5


def rules(way: str, given: Mapping[str, Any]) -> Rules:
    """The rules of a count, without those for ties."""
    return Rules(
        seats=int(given.get("seats", 1)),
        budget=given.get("budget"),
        top=FACES if way == "resistance" else TOP_GRADE,
        zero=ZERO if way == "resistance" else "",
    )


def chosen(
    way: str, allowed: Sequence[str], costs: Sequence[int], seats: int, budget: int
) -> tuple[str, dict[str, int]]:
    """The way of counting and what it needs, checked. An empty way is the first that is allowed.

    Raises ImpossibleError for a way that the rules do not allow, and for seats, costs or money that do not fit.
    """
    way = way or allowed[0]
    if way not in allowed:
        raise ImpossibleError(
            _("Our rules do not allow this way of counting. Choose one of the ways they name.")
        )
    method = METHODS[way]
    if method.budget:
        _refuse_costs(costs, budget)
        return way, {"budget": budget}
    if method.seats:
        if not 1 <= seats < len(costs):
            raise ImpossibleError(
                _("Choose how many get a seat: at least one, and fewer than there are options.")
            )
        return way, {"seats": seats}
    return way, {}


def _refuse_costs(costs: Sequence[int], budget: int) -> None:
    if budget < 1:
        raise ImpossibleError(_("Fill in how much money there is to divide."))
    if any(cost < 1 for cost in costs):
        raise ImpossibleError(
            _("Fill in for every option what it costs. Without costs we cannot divide the money.")
        )
    if all(cost > budget for cost in costs):
        raise ImpossibleError(
            _("Every option costs more than there is to divide. Raise the amount, or lower the costs.")
        )
