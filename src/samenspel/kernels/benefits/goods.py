"""Gifts, and goods that save costs: together so much a year on social assistance; the food bank does not count.

Sources: Participatiewet art. 31(2)(m) and (s), 18(8), 33(1), 34(1) and 17(1).
"""

from samenspel.kernels.benefits.finding import Finding
from samenspel.kernels.benefits.model import Benefit, Household, Kind, Light
from samenspel.kernels.benefits.municipality import Policy
from samenspel.kernels.benefits.question import Question, no_benefit, no_rule
from samenspel.kernels.benefits.words import NOTHING, Words, money


def gifts(question: Question) -> Finding:
    """The meter of the year, on social assistance."""
    limit = question.known("gifts_year")
    if limit.number is None:
        return question.ruled("gifts_year", NOTHING, Light.UNKNOWN, 0)
    left = max(0, limit.number - question.year(question.in_gifts))
    most, rest, year = money(limit.number), money(left), question.asked.on.year
    words = Words(
        f"Giften en spullen samen mogen {most.nl} per jaar zijn. Voor {year} is er nog {rest.nl}.",
        f"Gifts and goods together may be {most.en} a year. For {year} there is {rest.en} left.",
    )
    reasons = [question.reason("gifts_year", words + limit.doubt)]
    shared = question.person.household is Household.COUPLE
    above_limit = question.asked.cents > left
    if above_limit:
        above = Words(
            "Is het meer? Dan beslist de gemeente. Vraag het voordat je het aanneemt.",
            "Is it more? Then the municipality decides. Ask before you accept it.",
        )
        reasons.append(question.reason("gift_judged", above))
    if shared:
        reasons.append(question.reason("gifts_year", _PARTNER))
    fits = min(question.asked.cents, left)
    uncertain = shared or not limit.sure
    light = Light.ASK_FIRST if uncertain or above_limit else Light.YES
    return Finding(light, fits, None, left, tuple(reasons), uncertain=uncertain)


_PARTNER = Words(
    "Heb je een partner? Wij weten niet of dit bedrag voor jullie samen is. Vraag het na.",
    "Do you have a partner? We do not know whether this amount is for both of you. Ask.",
)


def goods(question: Question) -> Finding:
    return without_meter(question) or gifts(question)


def without_meter(question: Question) -> Finding | None:
    """The answer where there is no meter: no benefit, or one for which no rule was found."""
    if question.person.benefit is Benefit.NONE:
        return no_benefit(question)
    return None if question.assistance else no_rule(question)


def report_gifts(question: Question) -> Finding:
    """Whether the municipality wants each gift to be reported. Not known: report it."""
    if not question.assistance:
        return Finding()
    policy = question.policy(Policy.REPORT_GIFTS)
    if policy.flag is False and policy.sure:
        words = Words(
            "Je gemeente zegt: dit hoef je niet te melden.",
            "Your municipality says: this need not be reported.",
        )
        return question.decided(policy, words, Light.YES)
    if policy.flag:
        words = Words("Je gemeente wil dat je dit meldt.", "Your municipality wants you to report this.")
        return question.decided(policy, words, Light.REPORT_FIRST)
    words = Words(
        "Wij weten niet of je gemeente dit wil weten. Meld het dus.",
        "We do not know whether your municipality wants to know this. So report it.",
    )
    found = question.noted("report_duty", words)
    return Finding(Light.REPORT_FIRST, reasons=found.reasons, uncertain=True)


def valuation(question: Question) -> Finding:
    """How the municipality values goods. It is told; the amount that is asked is taken as it comes in."""
    if not question.assistance or question.asked.kind is not Kind.GIFT_OR_GOODS:
        return Finding()
    policy = question.policy(Policy.GOODS_VALUED_AT)
    if policy.word in _VALUED:
        return question.decided(policy, _VALUED[policy.word], Light.YES)
    words = Words(
        "Hoe telt je gemeente spullen? Dat weten wij niet. Reken met de prijs in de winkel.",
        "How does your municipality value goods? We do not know. Take the price in a shop.",
    )
    return Finding(Light.REPORT_FIRST, reasons=question.noted("in_kind", words).reasons, uncertain=True)


_VALUED = {
    "market": Words("Spullen tellen voor de prijs in de winkel.", "Goods count for the price in a shop."),
    "given_up": Words(
        "Spullen tellen voor wat je er zelf voor gaf.", "Goods count for what you gave for them yourself."
    ),
}


def wealth(question: Question) -> Finding:
    """Whether it comes above what someone on social assistance may have; only when the person told what they have."""
    have = question.person.wealth_cents
    if not question.assistance or have is None:
        return Finding()
    name = f"wealth_{question.person.household}"
    limit = question.known(name)
    if limit.number is None or have + question.asked.cents <= limit.number:
        return Finding()
    most = money(limit.number)
    words = Words(
        f"Je mag {most.nl} hebben. Hiermee kom je daarboven. Vraag het eerst.",
        f"You may have {most.en}. This takes you above it. Ask first.",
    )
    return question.ruled(name, words, Light.ASK_FIRST)


def food_bank(question: Question) -> Finding:
    if not question.assistance:
        return no_benefit(question) if question.person.benefit is Benefit.NONE else no_rule(question)
    words = Words("Eten van de voedselbank telt niet mee.", "Food from the food bank does not count.")
    return question.ruled("food_bank", words)
