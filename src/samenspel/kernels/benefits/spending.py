"""Spending from the member's pot: only safe while the pot is really outside the member's own disposal.

Sources: Participatiewet art. 9(1)(b) (a provision towards work), 31(1) and 34(1) (what one can dispose of counts).
"""

from samenspel.kernels.benefits.finding import Finding, together
from samenspel.kernels.benefits.goods import without_meter
from samenspel.kernels.benefits.model import Light
from samenspel.kernels.benefits.municipality import Policy
from samenspel.kernels.benefits.question import Question
from samenspel.kernels.benefits.words import Words


def pot_spending(question: Question) -> Finding:
    if found := without_meter(question):
        return found
    return together((_apart(question), _agreement(question)))


def _apart(question: Question) -> Finding:
    """The collective's own, kept for a purpose, spent with approval. Otherwise it is the member's means."""
    if question.payer.pot_apart:
        words = Words(
            "Het potje is van de groep. Het is voor een doel, en een ander keurt het goed.",
            "The pot is the group's. It has a purpose, and someone else approves.",
        )
        return question.ruled("means", words)
    if question.payer.pot_apart is None:
        words = Words(
            "Is het potje van de groep, en keurt een ander het goed? Dat weten wij niet.",
            "Is the pot the group's, and does someone else approve? We do not know.",
        )
        found = question.ruled("means", words, Light.ASK_FIRST)
        return Finding(found.light, reasons=found.reasons, uncertain=True)
    words = Words(
        "Je kunt zelf over het potje beslissen. Dan telt het als geld van jou.",
        "You can decide over the pot yourself. It then counts as your money.",
    )
    return question.ruled("means", words, Light.NO, 0)


def _agreement(question: Question) -> Finding:
    policy = question.policy(Policy.POT_AGREED)
    if policy.flag:
        words = Words(
            "Er is een afspraak met je gemeente over het potje. Meld wat je koopt.",
            "There is an agreement with your municipality on the pot. Report what you buy.",
        )
        return question.decided(policy, words, Light.REPORT_FIRST)
    words = Words(
        "Er is geen afspraak met je gemeente over het potje. Vraag het eerst.",
        "There is no agreement with your municipality on the pot. Ask first.",
    )
    found = question.ruled("pot", words, Light.ASK_FIRST)
    return Finding(found.light, reasons=found.reasons, uncertain=True)
