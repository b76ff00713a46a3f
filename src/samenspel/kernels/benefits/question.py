"""The question with all that belongs to it, and the few ways in which rules look at it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from samenspel.kernels.benefits.days import same_month
from samenspel.kernels.benefits.figures import Figures, Known
from samenspel.kernels.benefits.finding import Finding, Reason
from samenspel.kernels.benefits.model import (
    MUNICIPAL,
    UWV,
    Benefit,
    Kind,
    Light,
    Payer,
    Payment,
    Person,
    worst,
)
from samenspel.kernels.benefits.municipality import Municipality, Policy, coin_counts
from samenspel.kernels.benefits.words import BadQuestionError, Words


@dataclass(frozen=True)
class Question:
    """May this be paid to this person? `history` is what was paid before, by anyone, without what is asked."""

    asked: Payment
    person: Person
    payer: Payer
    history: tuple[Payment, ...]
    figures: Figures
    municipality: Municipality | None
    today: date

    def __post_init__(self) -> None:
        lives, told = self.person.municipality, self.municipality
        if lives and told is not None and told.code != lives:
            raise BadQuestionError(
                "Dit zijn de regels van een andere gemeente.", "These are the rules of another municipality."
            )

    @cached_property
    def generation(self) -> Known:
        """Which generation of the rules for earnings holds: what the municipality says, else what the law does."""
        chosen = self.policy(Policy.GENERATION)
        if chosen.value is not None:
            return chosen
        return self.figures.known("generation_default", self.asked.on, self.today)

    def known(self, name: str) -> Known:
        """A figure on the day that is asked about."""
        return self.figures.known(name, self.asked.on, self.today, self.generation.word)

    def policy(self, policy: Policy) -> Known:
        """What the municipality decided; nothing known without a municipality."""
        if self.municipality is None:
            return Known()
        lasts = self.figures.check_lasts(self.today)
        return self.municipality.known(policy, self.asked.on, self.today, lasts)

    def month(self, counts: Callable[[Payment], bool]) -> int:
        """Cents in the history of the month that is asked about."""
        return sum(each.cents for each in self.history if counts(each) and same_month(each.on, self.asked.on))

    def year(self, counts: Callable[[Payment], bool]) -> int:
        """Cents in the history of the calendar year that is asked about."""
        return sum(each.cents for each in self.history if counts(each) and each.on.year == self.asked.on.year)

    @property
    def assistance(self) -> bool:
        return self.person.benefit is Benefit.PARTICIPATIEWET

    @property
    def coin_counts(self) -> bool:
        """Whether own coin counts as a gift: yes, unless an agreement that still holds says otherwise."""
        return coin_counts(self.figures, self.municipality, self.asked.on, self.today)

    def in_gifts(self, payment: Payment) -> bool:
        """Whether a payment counts to the gifts of a year."""
        if payment.kind is Kind.OWN_COIN:
            return self.coin_counts
        return payment.kind is Kind.GIFT_OR_GOODS

    def reason(self, name: str, words: Words) -> Reason:
        """A reason with the source of a figure or rule. Raises BadFigureError when no file has it."""
        known = self.known(name)
        source = self.figures.source(name) if known.figure is None else known.figure.source
        return Reason(words, source)

    def ruled(self, name: str, words: Words, light: Light = Light.YES, fits: int | None = None) -> Finding:
        """What a rule says: its words, its doubt, and that nothing is left when nothing fits. In doubt: ask."""
        known = self.known(name)
        if light is Light.YES and not known.sure:
            light = Light.ASK_FIRST
        left = None if fits is None or light is Light.UNKNOWN else fits
        return Finding(
            light, fits, left, left, (self.reason(name, words + known.doubt),), uncertain=not known.sure
        )

    def noted(self, name: str, words: Words) -> Finding:
        """Something to know, that does not change the answer."""
        return Finding(reasons=(self.reason(name, words),))

    def decided(self, known: Known, words: Words, light: Light) -> Finding:
        """What follows from a decision of the municipality that is known."""
        assert known.figure is not None
        light = light if known.sure else worst(light, Light.REPORT_FIRST)
        return Finding(
            light, reasons=(Reason(words + known.doubt, known.figure.source),), uncertain=not known.sure
        )

    @property
    def office(self) -> Words:
        """Whom to tell or to ask."""
        if self.person.benefit in UWV:
            return Words("UWV", "UWV")
        if self.person.benefit in MUNICIPAL:
            return Words("de gemeente", "the municipality")
        if self.person.benefit is Benefit.AOW:
            return Words("de SVB", "the SVB")
        return Words("wie je uitkering betaalt", "whoever pays your benefit")


def no_benefit(question: Question) -> Finding:
    """Without a benefit there is none to cut."""
    return question.ruled(
        "taxed",
        Words(
            "Je hebt geen uitkering. Dit verandert dus geen uitkering.",
            "You have no benefit. So this changes no benefit.",
        ),
    )


def no_rule(question: Question) -> Finding:
    """No rule was found: the answer is not known, and nothing is paid on it."""
    known = question.office
    return Finding(
        Light.UNKNOWN,
        0,
        reasons=(
            question.reason(
                "no_rule",
                Words(
                    f"Wij weten niet wat hiervoor geldt. Vraag het eerst aan {known.nl}.",
                    f"We do not know what holds for this. Ask {known.en} first.",
                ),
            ),
        ),
        uncertain=True,
    )
