"""Which rules look at which kind of payment, in the order in which their reasons are told."""

from collections.abc import Callable
from typing import TypeAlias

from samenspel.kernels.benefits.coin import hours, own_coin
from samenspel.kernels.benefits.earnings import earnings, premium
from samenspel.kernels.benefits.finding import Finding, together
from samenspel.kernels.benefits.goods import food_bank, goods, report_gifts, valuation, wealth
from samenspel.kernels.benefits.lights import benefit_light, care, displacement, receipts
from samenspel.kernels.benefits.model import Benefit, Kind, Light
from samenspel.kernels.benefits.question import Question, no_rule
from samenspel.kernels.benefits.spending import pot_spending
from samenspel.kernels.benefits.volunteer import facility, hour_norm, limits, under_27

Rule: TypeAlias = Callable[[Question], Finding]

GATES: dict[Kind, tuple[Rule, ...]] = {
    Kind.VOLUNTEER_ALLOWANCE: (under_27, facility, displacement),
    Kind.EXPENSES: (displacement,),
    Kind.HOURS: (displacement,),
}
"""Rules that are asked first. Where one of them refuses, or does not know, amounts are not told."""

_AMOUNTS: tuple[Rule, ...] = (limits, hour_norm, benefit_light)
RULES: dict[Kind, tuple[Rule, ...]] = {
    Kind.VOLUNTEER_ALLOWANCE: (*_AMOUNTS, care),
    Kind.EXPENSES: (receipts, benefit_light),
    Kind.GIFT_OR_GOODS: (goods, report_gifts, valuation, wealth),
    Kind.FOOD_BANK: (food_bank,),
    Kind.EARNINGS: (earnings,),
    Kind.PREMIUM: (premium, wealth),
    Kind.OWN_COIN: (own_coin, report_gifts),
    Kind.HOURS: (hours, benefit_light, care),
    Kind.POT: (pot_spending,),
}


def judge(question: Question) -> Finding:
    """What all rules together say of a question."""
    if question.person.benefit in {Benefit.UNKNOWN, Benefit.OTHER}:
        return no_rule(question)
    kind = question.asked.kind
    if question.asked.is_allowance and kind is not Kind.VOLUNTEER_ALLOWANCE:
        gates, rules = GATES[Kind.VOLUNTEER_ALLOWANCE], (*RULES[kind], *_AMOUNTS)
    else:
        gates, rules = GATES.get(kind, ()), RULES[kind]
    first = [gate(question) for gate in gates]
    closed = [each for each in first if each.light in {Light.NO, Light.UNKNOWN}]
    if closed:
        return together(closed)
    return together((*first, *(rule(question) for rule in rules)))
