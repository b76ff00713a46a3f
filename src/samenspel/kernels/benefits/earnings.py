"""Earnings and premiums beside social assistance, in two generations of rules.

Generation `31`: Participatiewet art. 31(2)(j), (n), (r), (y), (z) and (aa), with art. 31(5) for who is under 27.
Generation `34a`: art. 34a, in force on 1 January 2027, and already used by some municipalities in 2026.
Earnings may always be paid and must always be reported; `fits` is the part that the person keeps.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from samenspel.kernels.benefits.finding import Finding, Reason
from samenspel.kernels.benefits.goods import without_meter
from samenspel.kernels.benefits.model import Benefit, Household, Kind, Light, Payment, Person
from samenspel.kernels.benefits.question import Question, no_benefit
from samenspel.kernels.benefits.volunteer import AGE_UNKNOWN
from samenspel.kernels.benefits.words import NOTHING, Words, money, out_of

NEW = "34a"
"""The generation of article 34a."""


@dataclass(frozen=True, slots=True)
class _Way:
    """A way in which part of the earnings is left alone: the figures it uses, and whether someone decides on it.

    `after` and `months` are the months before which it does not start, and after which it ends; None for no end.
    """

    name: str
    applies: bool
    judged: bool
    after: int = 0
    months: int | None = None
    capped: bool = True

    def runs(self, used: int | None) -> bool | None:
        """Whether it runs after so many months; None when that depends on a number that was not told."""
        if not self.after and self.months is None:
            return True
        if used is None:
            return None
        return self.after <= used and (self.months is None or used < self.after + self.months)


def earnings(question: Question) -> Finding:
    """The part that the person keeps, this month and of what is asked."""
    if question.person.benefit is Benefit.NONE:
        return _untouched(question)
    if found := without_meter(question):
        return found
    if question.generation.word != NEW and question.person.under_27(question.asked.on) is None:
        return question.ruled("under_27", AGE_UNKNOWN, Light.UNKNOWN, 0)
    if question.known("earnings_months").number is None:
        return question.ruled("earnings_months", NOTHING, Light.UNKNOWN, 0)
    used = question.person.exemption_months
    for way in _ways(question):
        runs = way.runs(used) if way.applies else False
        if runs is None:
            return _months_unknown(question)
        if runs:
            return _kept(question, way)
    return _nothing_kept(question)


def _ways(question: Question) -> Iterator[_Way]:
    """The ways of the generation that holds, in the order of the law."""
    person, adult = question.person, not question.person.under_27(question.asked.on)
    first = question.known("earnings_months").number or 0
    if question.generation.word == NEW:
        yield _Way("pension", person.pension_age, judged=False)
        yield _Way("limited", person.medically_limited, judged=False, capped=False)
        yield _Way("earnings", not person.pension_age, judged=True, months=first, capped=False)
        return
    yield _Way("earnings", adult and person.pension_age, judged=False)
    yield _Way("earnings", adult, judged=True, months=first)
    yield _Way("limited", person.medically_limited, judged=False)
    yield from _later_ways(question, person, first, adult=adult)


def _later_ways(question: Question, person: Person, first: int, *, adult: bool) -> Iterator[_Way]:
    subsidy = question.known("subsidy_months").number or 0
    parent = question.known("parent_months").number  # not found: then its part is not found either
    yield _Way("subsidy", person.wage_subsidy, judged=False, after=first, months=subsidy)
    yield _Way("subsidy", person.wage_subsidy, judged=True, after=first + subsidy)
    alone = person.household is Household.SINGLE_PARENT and person.young_child
    yield _Way("parent", adult and alone, judged=True, after=first, months=parent)


def _kept(question: Question, way: _Way) -> Finding:
    part_known = question.known(f"{way.name}_part")
    most_known = question.known(f"{way.name}_month")
    part, most = part_known.part, most_known.number if way.capped else None
    if part is None or (way.capped and most is None):
        return question.ruled(f"{way.name}_part", NOTHING, Light.UNKNOWN, 0)
    sure = part_known.sure and question.generation.sure and (most is None or most_known.sure)
    fits = question.asked.cents * part.numerator // part.denominator
    left = None
    if most is not None:
        left = max(0, most - _up(question.month(_is_earnings) * part))
        fits = min(fits, left)
    light = Light.ASK_FIRST if way.judged or not sure else Light.REPORT_FIRST
    reasons = [question.reason(f"{way.name}_part", _part_words(question, part) + part_known.doubt)]
    if most is not None and left is not None:
        limit, rest = money(most), money(left)
        words = Words(
            f"Je houdt zo ten hoogste {limit.nl} per maand. Deze maand is er nog {rest.nl}.",
            f"In this way you keep at most {limit.en} a month. This month there is {rest.en} left.",
        )
        reasons.append(question.reason(f"{way.name}_month", words + most_known.doubt))
    return Finding(
        light,
        fits,
        left,
        None,
        (*reasons, *_duties(question, judged=way.judged)),
        uncertain=not sure,
    )


def _part_words(question: Question, part: Fraction) -> Words:
    kept = out_of(part)
    words = Words(
        f"Van je loon houd je {kept.nl}. De rest gaat van je uitkering af.",
        f"Of your earnings you keep {kept.en}. The rest is taken off your benefit.",
    )
    if not question.generation.sure:
        words += Words(
            "Wij weten niet zeker welke regels je gemeente nu gebruikt.",
            "We are not sure which rules your municipality uses now.",
        )
    return words


def _duties(question: Question, *, judged: bool) -> tuple[Reason, ...]:
    office = question.office
    words = Words(f"Meld je loon meteen bij {office.nl}.", f"Report your earnings to {office.en} at once.")
    if judged:
        words += Words(
            "De gemeente beslist of je dit deel mag houden.",
            "The municipality decides whether you may keep this part.",
        )
    reasons = question.noted("report_duty", words).reasons
    return (*reasons, *_buffer(question)) if question.generation.word == NEW else reasons


def _buffer(question: Question) -> tuple[Reason, ...]:
    """The municipality may even out what is short in one month (art. 34b); it decides on that itself."""
    most = question.known("buffer_year").number
    if most is None:
        return ()
    limit = money(most)
    words = Words(
        f"Is je loon elke maand anders? De gemeente kan dan helpen, tot {limit.nl} per jaar.",
        f"Do your earnings differ every month? The municipality can then help, up to {limit.en} a year.",
    )
    return question.noted("buffer_year", words).reasons


def _months_unknown(question: Question) -> Finding:
    words = Words(
        "Hoeveel maanden hield je al een deel van je loon? Dat weten wij niet, en het maakt hier uit.",
        "For how many months did you keep part of your earnings? We do not know, and it matters here.",
    )
    return question.ruled("earnings_months", words, Light.UNKNOWN, 0)


def _nothing_kept(question: Question) -> Finding:
    """No exemption runs: it may be paid, must be reported, and goes off the benefit."""
    words = Words(
        "Je loon gaat nu helemaal van je uitkering af. Meld het meteen.",
        "Your earnings are now taken off your benefit in full. Report them at once.",
    )
    found = question.ruled("report_duty", words, Light.REPORT_FIRST, 0)
    young = question.person.under_27(question.asked.on)
    if young:
        more = Words(
            "Je bent jonger dan 27. Dan mag je geen deel houden.",
            "You are under 27. Then you keep no part of it.",
        )
        found = Finding(
            found.light,
            0,
            0,
            0,
            (*found.reasons, *question.noted("under_27", more).reasons),
            uncertain=found.uncertain,
        )
    return found


def _untouched(question: Question) -> Finding:
    tax = Words("Soms moet er belasting af.", "Sometimes tax is due.")
    found = no_benefit(question)
    return Finding(
        found.light,
        reasons=(*found.reasons, *question.noted("taxed", tax).reasons),
        uncertain=found.uncertain,
    )


def premium(question: Question) -> Finding:
    """A premium from the municipality: at most so much, and so often, a year; not under 27."""
    if question.person.benefit is Benefit.NONE:
        return _untouched(question)
    if found := without_meter(question):
        return found
    if found := _too_young(question):
        return found
    most, times = question.known("premium_year"), question.known("premium_times")
    if most.number is None or times.number is None:
        return question.ruled("premium_year", NOTHING, Light.UNKNOWN, 0)
    year = question.asked.on.year
    had = sum(1 for each in question.history if _is_premium(each) and each.on.year == year)
    left = max(0, most.number - question.year(_is_premium)) if had < times.number else 0
    limit, rest = money(most.number), money(left)
    words = Words(
        f"De gemeente mag je {limit.nl} per jaar geven, in {times.number} keer. Voor {year} is er nog {rest.nl}.",
        f"The municipality may give you {limit.en} a year, in {times.number} times. For {year} there is {rest.en} left.",
    )
    return Finding(
        Light.NO if question.asked.cents > left else Light.ASK_FIRST,
        min(question.asked.cents, left),
        None,
        left,
        (question.reason("premium_year", words + most.doubt),),
        uncertain=not (most.sure and times.sure),
    )


def _too_young(question: Question) -> Finding | None:
    if question.person.wage_subsidy:
        return None
    young = question.person.under_27(question.asked.on)
    if young is None:
        return question.ruled("under_27", AGE_UNKNOWN, Light.UNKNOWN, 0)
    if not young:
        return None
    words = Words(
        "Je bent jonger dan 27. Dan telt een premie als inkomen.", "You are under 27. A premium then counts."
    )
    return question.ruled("under_27", words, Light.NO, 0)


def _is_earnings(payment: Payment) -> bool:
    return payment.kind is Kind.EARNINGS


def _is_premium(payment: Payment) -> bool:
    return payment.kind is Kind.PREMIUM


def _up(amount: Fraction) -> int:
    """Whole cents, rounded up: what was used is never told too low."""
    return -(-amount.numerator // amount.denominator)
