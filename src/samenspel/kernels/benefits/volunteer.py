"""What a volunteer may get: for whom, how much a month and a year over all organisations, and how much an hour.

Sources: Wet op de loonbelasting 1964 art. 2(6); Wet op de vennootschapsbelasting 1969 art. 2; Participatiewet
art. 31(2)(k), 31(5) and 32(1)(a). Above the limit the whole amount can count, not only what is above it.
"""

from samenspel.kernels.benefits.finding import Finding
from samenspel.kernels.benefits.model import COOPERATIVES, UWV, Benefit, Form, Light, Payment
from samenspel.kernels.benefits.question import Question
from samenspel.kernels.benefits.words import NOTHING, Words, duration, money, month_name

_ALWAYS_TAXED = COOPERATIVES | {Form.BV}


def facility(question: Question) -> Finding:
    """Whether volunteers of this payer may have an untaxed allowance: legal form, ANBI, sports, corporation tax."""
    payer = question.payer
    if payer.anbi or payer.sports:
        return question.ruled("facility", _MAY_PAY)
    if payer.form in _ALWAYS_TAXED:
        return _taxed_form(question)
    if payer.subject_to_vpb is None:
        words = Words(
            "Betaalt deze groep vennootschapsbelasting? Dat weten wij niet, en het maakt hier uit.",
            "Does this group pay corporation tax? We do not know, and it matters here.",
        )
        return question.ruled("facility", words, Light.UNKNOWN, 0)
    if payer.subject_to_vpb:
        words = Words(
            "Deze groep betaalt vennootschapsbelasting. Dan is een vaste vergoeding loon.",
            "This group pays corporation tax. A fixed allowance is then wages.",
        )
        return question.ruled("facility", words, Light.NO, 0)
    return question.ruled("facility", _MAY_PAY)


_MAY_PAY = Words(
    "Deze groep mag vrijwilligers een vergoeding geven.", "This group may give volunteers an allowance."
)


def _taxed_form(question: Question) -> Finding:
    if question.payer.subject_to_vpb is False:
        words = Words(
            "De wet rekent deze rechtsvorm tot wie vennootschapsbelasting betaalt. Vraag de Belastingdienst om een brief.",
            "The law counts this legal form among those that pay corporation tax. Ask the tax office for a letter.",
        )
        return question.ruled("cooperative", words, Light.ASK_FIRST)
    form = (
        Words("een bv", "a private company")
        if question.payer.form is Form.BV
        else Words("een coöperatie", "a cooperative")
    )
    words = Words(
        f"Dit is {form.nl}. Die betaalt vennootschapsbelasting. Dan is een vaste vergoeding loon.",
        f"This is {form.en}. It pays corporation tax. A fixed allowance is then wages.",
    )
    return question.ruled("cooperative", words, Light.NO, 0)


def under_27(question: Question) -> Finding:
    """Under 27 on social assistance a fixed allowance is income; real costs are not (art. 31(5))."""
    if not question.assistance:
        return Finding()
    young = question.person.under_27(question.asked.on)
    if young is None:
        return question.ruled("under_27", AGE_UNKNOWN, Light.UNKNOWN, 0)
    if young:
        words = Words(
            "Je bent jonger dan 27 en je hebt bijstand. Dan telt een vaste vergoeding als inkomen.",
            "You are under 27 and on social assistance. A fixed allowance then counts as income.",
        )
        return question.ruled("under_27", words, Light.NO, 0)
    return Finding()


AGE_UNKNOWN = Words(
    "Ben je jonger dan 27? Dat weten wij niet, en het maakt hier uit.",
    "Are you under 27? We do not know, and it matters here.",
)


def limits(question: Question) -> Finding:
    """What is left of the month and of the year, over all organisations together."""
    month, year = question.known("volunteer_month"), question.known("volunteer_year")
    if month.number is None or year.number is None:
        return question.ruled("volunteer_month", NOTHING, Light.UNKNOWN, 0)
    year_left = max(0, year.number - question.year(_allowance))
    left = max(0, min(month.number - question.month(_allowance), year_left))
    asked = question.asked
    reasons = [
        question.reason("volunteer_month", _month_words(question, month.number, left) + month.doubt),
        question.reason("volunteer_year", _year_words(question, year.number, year_left) + year.doubt),
    ]
    light = Light.YES if month.sure and year.sure else Light.ASK_FIRST
    if asked.cents > left:
        light = Light.NO
        reasons.append(question.reason(*_cliff(question)))
    elif pace := _pace(question, year.number):
        reasons.append(question.reason("volunteer_year", pace))
    return Finding(
        light,
        min(asked.cents, left),
        left,
        year_left,
        tuple(reasons),
        uncertain=not (month.sure and year.sure),
    )


def _allowance(payment: Payment) -> bool:
    return payment.is_allowance


def _month_words(question: Question, limit: int, left: int) -> Words:
    whole, rest, month = money(limit), money(left), month_name(question.asked.on)
    return Words(
        f"Een vrijwilliger mag {whole.nl} per maand krijgen. Alles telt samen, ook van andere groepen. "
        f"Voor {month.nl} is er nog {rest.nl}.",
        f"A volunteer may get {whole.en} a month. Everything counts together, also from other groups. "
        f"For {month.en} there is {rest.en} left.",
    )


def _year_words(question: Question, limit: int, left: int) -> Words:
    whole, rest, year = money(limit), money(left), question.asked.on.year
    return Words(
        f"Per jaar is het {whole.nl}. Voor {year} is er nog {rest.nl}.",
        f"Per year it is {whole.en}. For {year} there is {rest.en} left.",
    )


def _cliff(question: Question) -> tuple[str, Words]:
    """What happens above the limit: nobody deducts only what is above it."""
    if question.person.benefit in UWV:
        return "cliff_uwv", Words(
            "Krijg je meer? Dan trekt UWV het hele bedrag af, niet alleen wat te veel is.",
            "Do you get more? UWV then deducts the whole amount, not only what is too much.",
        )
    if question.person.benefit is Benefit.NONE:
        return "facility", Words(
            "Krijg je meer? Dan moet er belasting af van het hele bedrag.",
            "Do you get more? Tax is then due on the whole amount.",
        )
    return "cliff_assistance", Words(
        "Krijg je meer? Dan telt het als inkomen. Soms telt het hele bedrag.",
        "Do you get more? It then counts as income. Sometimes the whole amount counts.",
    )


def _pace(question: Question, year: int) -> Words | None:
    """A month may be fine while twelve of them break the year."""
    monthly = question.month(_allowance) + question.asked.cents
    if monthly * 12 <= year:
        return None
    months = year // monthly
    return Words(
        f"Krijg je dit elke maand? Dan is het jaar vol na {months} {'maand' if months == 1 else 'maanden'}.",
        f"Do you get this every month? The year is then full after {months} month{'' if months == 1 else 's'}.",
    )


def hour_norm(question: Question) -> Finding:
    """What may be paid for an hour and is not yet seen as wages; only when a sum per hour was agreed."""
    minutes = question.asked.minutes
    if minutes is None:
        return Finding()
    young = question.person.under_21(question.asked.on)
    name = "volunteer_hour" if young is False else "volunteer_hour_young"
    norm = question.known(name)
    if norm.number is None:
        words = Words(
            "Krijg je een bedrag per uur? Daar is ook een grens voor.",
            "Do you get a sum per hour? There is a limit to that too.",
        )
        return question.ruled(name, words, Light.ASK_FIRST)
    cap = minutes * norm.number // 60
    rate, time, most = money(norm.number), duration(minutes), money(cap)
    words = Words(
        f"Per uur mag het {rate.nl} zijn. Voor {time.nl} is dat {most.nl}.",
        f"Per hour it may be {rate.en}. For {time.en} that is {most.en}.",
    )
    if young is None:
        words += Words(
            "Ben je 21 of ouder? Dan mag het meer zijn.", "Are you 21 or older? Then it may be more."
        )
    light = Light.YES if norm.sure and young is not None else Light.ASK_FIRST
    if question.asked.cents > cap:
        light = Light.NO
        words += Words("Is het meer, dan kan het loon zijn.", "If it is more, it can be wages.")
    return Finding(
        light,
        min(question.asked.cents, cap),
        reasons=(question.reason(name, words + norm.doubt),),
        uncertain=young is None or not norm.sure,
    )
