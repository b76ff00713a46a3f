"""Verdicts, requirements and outcomes in words, Dutch (B1) and English, made from the same data."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from samenspel.kernels.statute.charter import Charter
from samenspel.kernels.statute.clause import Language, Words
from samenspel.kernels.statute.domains import Majority, days
from samenspel.kernels.statute.judge import Ground, Outcome, Verdict, Why
from samenspel.kernels.statute.majority import quorum_needed, votes_needed
from samenspel.kernels.statute.model import HALF, NOTHING, Base, Delay, Origin, Requirement, Source
from samenspel.kernels.statute.vocabulary import Body, Form, Standing, split_act

BODIES: dict[Body, Words] = {
    Body.GENERAL_MEETING: Words("de ledenvergadering", "the general meeting"),
    Body.BOARD: Words("het bestuur", "the board"),
    Body.SUPERVISORY_BOARD: Words("de raad van toezicht", "the supervisory board"),
    Body.PARTICIPANTS_COUNCIL: Words("de deelnemersraad", "the participants' council"),
    Body.VOLUNTEERS: Words("de vrijwilligers", "the volunteers"),
    Body.PARTNERS: Words("de sociaal aandeelhouders", "the social shareholders"),
    Body.GUARDIAN: Words("de bewaarder", "the guardian"),
    Body.FEDERATION: Words("de bond van sociale coöperaties", "the federation of social cooperatives"),
    Body.COMPLAINTS_COMMITTEE: Words("de klachtencommissie", "the complaints committee"),
    Body.COURT: Words("de rechter", "the court"),
    Body.NOBODY: Words("niemand", "nobody"),
}

PLURAL = frozenset({Body.VOLUNTEERS, Body.PARTNERS})
"""Bodies whose name takes a verb in the plural."""

STANDINGS: dict[Standing, Words] = {
    Standing.ANYONE: Words("iedereen", "anyone"),
    Standing.PERSON: Words("wie is ingelogd", "anyone signed in"),
    Standing.SELF: Words("de persoon zelf", "the person concerned"),
    Standing.FOUNDER: Words("oprichter", "founder"),
    Standing.MEMBER: Words("lid", "member"),
    Standing.TRIAL_MEMBER: Words("proeflid", "trial member"),
    Standing.PARTICIPANT: Words("deelnemer", "participant"),
    Standing.VOLUNTEER: Words("vrijwilliger", "volunteer"),
    Standing.SOCIAL_SHAREHOLDER: Words("sociaal aandeelhouder", "social shareholder"),
    Standing.CERTIFICATE_HOLDER: Words("certificaathouder", "certificate holder"),
    Standing.FUNDER: Words("financier", "funder"),
    Standing.BOARD: Words("bestuurslid", "board member"),
    Standing.SUPERVISORY_BOARD: Words("toezichthouder", "supervisor"),
    Standing.PARTICIPANTS_COUNCIL: Words("lid van de deelnemersraad", "member of the participants' council"),
    Standing.GUARDIAN: Words("bewaarder", "guardian"),
    Standing.COMPLAINTS_COMMITTEE: Words(
        "lid van de klachtencommissie", "member of the complaints committee"
    ),
    Standing.ELIGIBLE: Words("wie op de stemlijst staat", "anyone on the voting register"),
    Standing.OPENER: Words("wie het voorstel deed", "whoever made the proposal"),
    Standing.OBJECTOR: Words("wie het bezwaar maakte", "whoever raised the objection"),
    Standing.SUSPENDED: Words("geschorst lid", "suspended member"),
    Standing.CLOCKWORK: Words("het platform zelf", "the platform itself"),
}

FORMS: dict[Form, Words] = {
    Form.NONE_YET: Words("nog geen rechtsvorm", "no legal form yet"),
    Form.INFORMAL_ASSOCIATION: Words("informele vereniging", "informal association"),
    Form.ASSOCIATION: Words("vereniging", "association"),
    Form.COOPERATIVE_WA: Words("coöperatie W.A.", "cooperative W.A."),
    Form.COOPERATIVE_BA: Words("coöperatie B.A.", "cooperative B.A."),
    Form.COOPERATIVE_UA: Words("coöperatie U.A.", "cooperative U.A."),
    Form.FOUNDATION: Words("stichting", "foundation"),
    Form.BV: Words("bv", "private limited company"),
}

_MONTHS = {
    Language.NL: (
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ),
    Language.EN: (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}


def day(value: date, language: Language) -> str:
    """A date in full: 3 maart 2026, 3 March 2026."""
    months = _MONTHS[Language.EN if language is Language.EN else Language.NL]
    return f"{value.day} {months[value.month - 1]} {value.year}"


def act_words(act: str, language: Language) -> str:
    """An act as a verb phrase: "iemand toelaten als lid", "bestuurslid benoemen"."""
    kind, target = split_act(act)
    phrase = Words(kind.nl, kind.en).say(language)
    if kind.id in {"appoint", "dismiss"}:
        body = BODIES[Body(target)].say(language)
        return f"{phrase} in {body}" if language is not Language.EN else f"{phrase} to {body}"
    if kind.id == "grant":
        standing = STANDINGS[Standing(target)].say(language)
        return f"{phrase} als {standing}" if language is not Language.EN else f"{phrase} as {standing}"
    return phrase


def requirement_words(requirement: Requirement, language: Language) -> str:
    """A requirement as one or two short sentences."""
    if language is Language.EN:
        return _requirement_en(requirement)
    return _requirement_nl(requirement)


_DAYS = days(0, 3_660)


def majority_words(requirement: Requirement, language: Language) -> str:
    """A majority in words; the usual wording only where it is exact ("more than" a half, "at least" the rest)."""
    share = requirement.majority
    if requirement.strict == (share == HALF) and share in Majority().options:
        return Majority().write(share, language)
    exact = f"{share.numerator}/{share.denominator}"
    if language is Language.EN:
        return f"{'more than' if requirement.strict else 'at least'} {exact}"
    return f"{'meer dan' if requirement.strict else 'ten minste'} {exact}"


def delay_words(delay: Delay) -> Words:
    """How opposition from people without a vote lengthens the waiting, as one sentence."""
    one = delay.per == 1
    longer, most = (
        Words(_DAYS.write(number, Language.NL), _DAYS.write(number, Language.EN))
        for number in (delay.days, delay.most)
    )
    return Words(
        f"Per {'mens' if one else f'{delay.per} mensen'} zonder stem met een tegengeluid wachten we "
        f"{longer.nl} langer, hooguit {most.nl} extra.",
        f"For every {'person' if one else f'{delay.per} people'} without a vote who {'speaks' if one else 'speak'} against "
        f"it we wait {longer.en} longer, at most {most.en} extra.",
    )


def _requirement_nl(r: Requirement) -> str:
    of = "van de stemmen" if r.base is Base.CAST else "van alle stemmen die er zijn"
    verb = "moeten" if r.body in PLURAL else "moet"
    text = f"{_cap(BODIES[r.body].nl)} {verb} ja zeggen, met {majority_words(r, Language.NL)} {of}."
    if r.quorum.numerator:
        text += f" Ten minste {r.quorum.numerator} op de {r.quorum.denominator} moet meedoen."
    if r.readings > 1:
        text += f" Dat moet {r.readings} keer, met {r.gap_days} dagen ertussen."
    if r.notice_days:
        text += f" Dit wordt {r.notice_days} dagen van tevoren gemeld."
    if r.cooling_days:
        text += f" Daarna wachten we {r.cooling_days} dagen."
    if r.delay.fullest:
        text += f" {delay_words(r.delay).nl}"
    if r.silence_consents:
        text += " Geen antwoord telt als ja."
    return text


def _requirement_en(r: Requirement) -> str:
    of = "of the votes cast" if r.base is Base.CAST else "of all votes there are"
    text = f"{_cap(BODIES[r.body].en)} must agree, with {majority_words(r, Language.EN)} {of}."
    if r.quorum.numerator:
        text += f" At least {r.quorum.numerator} in {r.quorum.denominator} must take part."
    if r.readings > 1:
        text += f" It must do so {r.readings} times, {r.gap_days} days apart."
    if r.notice_days:
        text += f" This is announced {r.notice_days} days beforehand."
    if r.cooling_days:
        text += f" Then we wait {r.cooling_days} days."
    if r.delay.fullest:
        text += f" {delay_words(r.delay).en}"
    if r.silence_consents:
        text += " No answer counts as a yes."
    return text


@dataclass(frozen=True, slots=True)
class Explained:
    """One ground as people read it: a sentence, and the place it quotes (text, start and end of the sentence)."""

    met: bool
    text: str
    clause: str = ""
    quote: str = ""
    start: int = 0
    end: int = 0
    article: str = ""


def explain(verdict: Verdict, charter: Charter, language: Language) -> tuple[Explained, ...]:
    """Every ground of a verdict in words, with the sentence of the charter or the article it rests on."""
    return tuple(item for ground in verdict.grounds for item in _explain_ground(ground, charter, language))


def outcome_words(outcome: Outcome, language: Language) -> str:
    words = {
        Outcome.ALLOWED: Words("Dit mag.", "This is allowed."),
        Outcome.NEEDS_DECISION: Words(
            "Dit kan alleen samen: er is een besluit nodig.", "This takes a decision together."
        ),
        Outcome.REFUSED: Words("Dit mag niet.", "This is not allowed."),
        Outcome.UNKNOWN: Words("Dat weten we nog niet.", "We do not know yet."),
    }
    return words[outcome].say(language)


def _explain_ground(ground: Ground, charter: Charter, language: Language) -> Iterable[Explained]:
    text = _ground_text(ground, language)
    if not ground.sources:
        yield Explained(ground.met, text)
    for source in ground.sources:
        yield _quoted(ground.met, text, source, charter, language)


def _quoted(met: bool, text: str, source: Source, charter: Charter, language: Language) -> Explained:  # noqa: FBT001
    if source.origin is Origin.LAW:
        return Explained(met, text, article=source.article)
    adopted = charter.by_id.get(source.clause)
    if adopted is None:
        return Explained(met, text)
    written = adopted.write(language)
    start, end = written.span(source.sentence)
    return Explained(met, text, source.clause, written.text, start, end)


def _ground_text(ground: Ground, language: Language) -> str:
    english = language is Language.EN
    if ground.why is Why.FORBIDDEN:
        return (
            "The law forbids this for your legal form."
            if english
            else "De wet verbiedt dit voor jullie rechtsvorm."
        )
    if ground.why is Why.SILENCE:
        if english:
            return "Nothing in the rules says who may do this. So nobody may."
        return "Nergens in de spelregels staat wie dit mag. Dus mag niemand het."
    if ground.why is Why.POWER:
        return _power_text(ground, language)
    if ground.why is Why.LIMIT:
        if english:
            return f"The limit is {ground.bound}. With this it would be {ground.measured}."
        return f"De grens is {ground.bound}. Hiermee zou het {ground.measured} worden."
    assert ground.requirement is not None
    text = requirement_words(ground.requirement, language)
    if ground.wait_until is not None:
        until = day(ground.wait_until, language)
        text += f" From {until} it has effect." if english else f" Vanaf {until} geldt het."
    return text


def _power_text(ground: Ground, language: Language) -> str:
    assert ground.power is not None
    names = [STANDINGS[s].say(language) for s in Standing if s in ground.power.standings]
    english = language is Language.EN
    glue = " or " if english else " of "
    who = names[0] if len(names) == 1 else ", ".join(names[:-1]) + glue + names[-1]
    return f"This can be done by: {who}." if english else f"Dit mag: {who}."


@dataclass(frozen=True, slots=True)
class Sum:
    """An outcome as a sum in words."""

    turnout: str
    in_favour: str
    needed: str
    carried: bool


def sum_in_words(
    requirement: Requirement,
    in_favour: int,
    against: int,
    abstaining: int,
    entitled: int,
    *,
    carried: bool,
    language: Language,
) -> Sum:
    """“14 van de 20 mensen stemden. 12 waren voor. Nodig: 10.” for one requirement and one vote."""
    voted = in_favour + against + abstaining
    # abstentions help to reach the quorum, which has a sentence of its own
    needed = votes_needed(replace(requirement, quorum=NOTHING), entitled, in_favour + against)
    quorum = quorum_needed(requirement, entitled)
    silent = voted == 0 and requirement.silence_consents
    if language is Language.EN:
        turnout = f"{voted} of {entitled} people voted."
        favour = f"{in_favour} {'was' if in_favour == 1 else 'were'} in favour."
        need = f"Needed: {needed}." if needed is not None else "Too few people took part."
        if voted < quorum:
            need = f"At least {quorum} had to take part."
        if silent:
            need = "No answer counts as a yes."
        return Sum(turnout, favour, need, carried)
    turnout = f"{voted} van de {entitled} mensen {'stemde' if voted == 1 else 'stemden'}."
    favour = f"{in_favour} {'was' if in_favour == 1 else 'waren'} voor."
    need = f"Nodig: {needed}." if needed is not None else "Er deden te weinig mensen mee."
    if voted < quorum:
        need = f"Er moesten er ten minste {quorum} meedoen."
    if silent:
        need = "Geen antwoord telt als ja."
    return Sum(turnout, favour, need, carried)


def _cap(text: str) -> str:
    return text[:1].upper() + text[1:]
