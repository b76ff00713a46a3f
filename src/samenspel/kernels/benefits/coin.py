"""Own coin and hours. No national rule was found: a written agreement with the municipality decides, else ask.

The safe design: not exchangeable for euros, without a price in euros, personal, with a highest balance. What can be
had for coin counts to the gifts of the year, unless the agreement says otherwise. Hours have no price at all.
"""

from samenspel.kernels.benefits.finding import Finding, together
from samenspel.kernels.benefits.goods import gifts, without_meter
from samenspel.kernels.benefits.model import Benefit, Light
from samenspel.kernels.benefits.municipality import Policy
from samenspel.kernels.benefits.question import Question, no_benefit
from samenspel.kernels.benefits.words import Words


def own_coin(question: Question) -> Finding:
    if question.payer.coin_for_euro:
        return _money(question)
    if found := without_meter(question):
        return found
    if not question.coin_counts:
        return _agreed(question)
    meter = gifts(question)
    return meter if question.policy(Policy.COIN_COUNTS).sure else together((meter, _ask(question)))


def _money(question: Question) -> Finding:
    """A coin that can be changed for euros is money, and may be e-money under the law on banks."""
    words = Words(
        "Deze munt kun je wisselen voor euro's. Dan is het geld. Vraag het eerst na.",
        "This coin can be changed for euros. It is then money. Ask first.",
    )
    if question.person.benefit is Benefit.NONE:
        return question.ruled("coin_for_euro", words, Light.ASK_FIRST)
    return question.ruled("coin_for_euro", words, Light.NO, 0)


def _agreed(question: Question) -> Finding:
    words = Words(
        "Er is een afspraak met je gemeente: eigen munten en uren tellen niet mee.",
        "There is an agreement with your municipality: own coin and hours do not count.",
    )
    return question.decided(question.policy(Policy.COIN_COUNTS), words, Light.YES)


def _ask(question: Question) -> Finding:
    office = question.office
    words = Words(
        f"Over eigen munten en uren is er geen landelijke regel. Vraag {office.nl} om een brief.",
        f"There is no national rule on own coin and hours. Ask {office.en} for a letter.",
    )
    return question.ruled("own_coin", words, Light.ASK_FIRST)


def hours(question: Question) -> Finding:
    if question.person.benefit is Benefit.NONE:
        return no_benefit(question)
    if question.assistance and not question.coin_counts:
        return _agreed(question)
    return _ask(question)
