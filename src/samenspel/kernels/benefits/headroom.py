"""The one question: may this be paid to me, what is left, why, and what can I do instead?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from samenspel.kernels.benefits.figures import Figures
from samenspel.kernels.benefits.finding import Reason
from samenspel.kernels.benefits.instead import Alternative, instead
from samenspel.kernels.benefits.model import Light, Payer, Payment, Person
from samenspel.kernels.benefits.municipality import Municipality
from samenspel.kernels.benefits.question import Question
from samenspel.kernels.benefits.rules import judge
from samenspel.kernels.benefits.words import NOTHING, Words, money


@dataclass(frozen=True, slots=True)
class Headroom:
    """The answer, in euro cents.

    `allowed` is about all that is asked. `remaining_month_cents` and `remaining_year_cents` are what is left before
    it is paid; None when there is no limit, or none is known. `fits_cents` is how much of it fits now: never more
    than is asked, and nothing when the answer is not known. Of earnings it is the part that the person keeps.
    """

    allowed: Light
    remaining_month_cents: int | None
    remaining_year_cents: int | None
    fits_cents: int
    reasons: tuple[Reason, ...]
    uncertain: bool
    instead: tuple[Alternative, ...]

    @property
    def words(self) -> Words:
        """The traffic light in words."""
        return LIGHTS[self.allowed]

    @property
    def shared(self) -> Words:
        """All that a collective sees, and only if the member shares it: a highest amount, and no reason."""
        if self.remaining_month_cents is None:
            return NOTHING
        most = money(self.remaining_month_cents)
        return Words(f"Deze maand ten hoogste {most.nl}.", f"This month at most {most.en}.")


LIGHTS = {
    Light.YES: Words("Dit mag.", "This is allowed."),
    Light.REPORT_FIRST: Words("Dit mag. Meld het eerst.", "This is allowed. Report it first."),
    Light.ASK_FIRST: Words("Vraag het eerst.", "Ask first."),
    Light.UNKNOWN: Words("Dit weten wij niet. Vraag het eerst.", "We do not know. Ask first."),
    Light.NO: Words("Dit mag niet.", "This is not allowed."),
}


def headroom(
    asked: Payment,
    person: Person,
    payer: Payer,
    history: Iterable[Payment],
    figures: Figures,
    *,
    municipality: Municipality | None,
    today: date,
) -> Headroom:
    """May `asked` be paid to this person, after `history` (which does not hold it)?

    Figures are those of the day of `asked`; `today` is the day on which the question is put, and says which figures
    are old. `municipality` is where the person lives on that day; None when not known.
    Raises BadQuestionError for the rules of another municipality, BadFigureError when a file lacks a figure.
    """
    question = Question(asked, person, payer, tuple(history), figures, municipality, today)
    found = judge(question)
    return Headroom(
        found.light,
        found.month,
        found.year,
        asked.cents if found.fits is None else found.fits,
        found.reasons,
        found.uncertain,
        instead(question, found),
    )
