"""The answers in words, Dutch (B1) and English, like minutes of a meeting that has not been. Never a name: “a group”."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from samenspel.kernels.statute.analysis.covering import Counts
from samenspel.kernels.statute.analysis.path import Consent, How, Step
from samenspel.kernels.statute.analysis.people import Group, People
from samenspel.kernels.statute.analysis.scenario import Aim, Anchor, Scenario
from samenspel.kernels.statute.analysis.smallest import Finding
from samenspel.kernels.statute.analysis.system import Action, Move
from samenspel.kernels.statute.analysis.takeover import Takeover
from samenspel.kernels.statute.clause import Language, Words
from samenspel.kernels.statute.library import CLAUSES
from samenspel.kernels.statute.model import Share
from samenspel.kernels.statute.vocabulary import Body, split_act
from samenspel.kernels.statute.words import BODIES, day, majority_words

AIMS: dict[str, Words] = {
    Aim.PURPOSE: Words("het doel veranderen", "change the purpose"),
    Aim.ASSETS: Words("het bezit weghalen", "take the assets"),
    Aim.SAY: Words("anderen hun stem afnemen", "take away the say of others"),
    Aim.BOARD: Words("zelf het bestuur kiezen", "choose the board by itself"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One step as people read it: when, what, how each body said yes, the article, and a remark if there is one."""

    when: str
    what: str
    how: tuple[str, ...]
    article: str
    remark: str


def aim_words(aim: str, language: Language) -> str:
    """An aim as a verb phrase."""
    if aim in AIMS:
        return AIMS[aim].say(language)
    rule = unit_words(aim.partition(":")[2], language)
    return f"remove {rule}" if language is Language.EN else f"{rule} schrappen"


def tell(steps: Sequence[Step], language: Language, start: date | None = None) -> tuple[Told, ...]:
    """The steps of a story in words. With a `start`, every day is also a date."""
    return tuple(
        Told(
            _when(step.day, language, start),
            _what(step.action, language),
            (*[_how(consent, language) for consent in step.consents], *_alone(step, language)),
            _article(step.action, language),
            _remark(step, language),
        )
        for step in steps
    )


def _when(number: int, language: Language, start: date | None) -> str:
    text = f"Day {number}" if language is Language.EN else f"Dag {number}"
    return f"{text} ({day(start + timedelta(days=number), language)})" if start is not None else text


_WHAT: dict[str, Words] = {
    "purpose": Words("Een groep verandert het doel.", "A group changes the purpose."),
    "course": Words(
        "Een groep gaat iets heel anders doen, buiten het doel om.", "A group drifts from the purpose."
    ),
    "merge": Words(
        "Een groep laat het collectief samengaan met een organisatie die iets anders wil.",
        "A group merges the collective with an organisation that wants something else.",
    ),
    "split": Words(
        "Een groep splitst het collectief. Het bezit gaat naar een andere organisatie.",
        "A group splits the collective. The assets go to another organisation.",
    ),
    "dissolve": Words("Een groep heft het collectief op.", "A group dissolves the collective."),
    "surplus": Words("Een groep verdeelt wat er over is.", "A group divides what is left."),
    "convert": Words(
        "Een groep maakt van de vereniging een coöperatie.",
        "A group turns the association into a cooperative.",
    ),
    "distribute": Words(
        "Een groep keert de reserves uit als winst.", "A group pays out the reserves as profit."
    ),
    "exceed_earnings": Words(
        "Een groep betaalt eigen mensen zo veel dat het bezit op raakt.",
        "A group pays its own people so much that the assets run out.",
    ),
    "sell": Words("Een groep verkoopt het bezit.", "A group sells the assets."),
}
_MOVES: dict[Move, Words] = {
    Move.ADMIT: Words(
        "Een groep laat {n} bevriende mensen toe als lid.", "A group admits {n} friends as members."
    ),
    Move.ADMIT_FREELY: Words(
        "De grens aan de groei is weg. Een groep laat {n} bevriende mensen toe als lid.",
        "The limit on growth is gone. A group admits {n} friends as members.",
    ),
    Move.DISTRIBUTE_AFTER: Words(
        "De coöperatie mag nu winst uitkeren. Een groep keert de reserves uit.",
        "The cooperative may now pay out profit. A group pays out the reserves.",
    ),
    Move.SELL_SLOWLY: Words(
        "Een groep verkoopt weer een stuk van het bezit, net onder de grens per jaar.",
        "A group sells another piece of the assets, just below the yearly limit.",
    ),
    Move.OPEN: Words(
        "Een groep zet een nieuwe regel in de spelregels die de volgende stap mogelijk maakt.",
        "A group adds a rule that makes the next step possible.",
    ),
    Move.ISSUE: Words(
        "Een groep geeft nieuwe aandelen aan eigen mensen.", "A group issues new shares to its own people."
    ),
    Move.PRESS: Words(
        "Een groep dreigt het geld of de huur te stoppen. Het bestuur geeft toe.",
        "A group threatens to stop the money or the lease. The board gives in.",
    ),
}


def _what(action: Action, language: Language) -> str:
    if action.move in _MOVES:
        return _MOVES[action.move].say(language).format(n=action.amount)
    return _aimed(action, language) or _WHAT[split_act(action.acts[0])[0].id].say(language)


def _aimed(action: Action, language: Language) -> str:
    """The steps that are aimed at a body, at a rule or at part of the people."""
    english = language is Language.EN
    target = action.acts[0].partition(":")[2] if action.acts else ""
    if action.move is Move.APPOINT:
        body = BODIES[Body(target)].say(language)
        return (
            f"A group chooses its own people for {body}."
            if english
            else f"Een groep kiest eigen mensen voor {body}."
        )
    if action.move is Move.AMEND:
        rule = unit_words(target, language)
        return f"A group removes {rule}." if english else f"Een groep schrapt {rule}."
    if action.move is Move.JOIN:
        what = _PLACES[target].say(language)
        return (
            f"A group lets {action.amount} friends in as {what}."
            if english
            else f"Een groep schrijft {action.amount} bevriende mensen in als {what}."
        )
    if action.move is Move.SUSPEND:
        half = action.amount == 1
        if english:
            return f"A group suspends {'half of' if half else 'all'} its opponents. They have no vote while they appeal."
        return (
            f"Een groep schorst {'de helft van haar' if half else 'al haar'} tegenstanders. "
            "Zij mogen niet stemmen zolang hun beroep loopt."
        )
    return ""


_PLACES = {
    "volunteer": Words("vrijwilliger", "volunteers"),
    "social_shareholder": Words("sociaal aandeelhouder", "social shareholders"),
}

_LAW_UNITS = {
    "law.amendment": Words(
        "de regel dat twee derde van de stemmen nodig is (2:43 BW)",
        "the rule that two thirds of the votes are needed (2:43 BW)",
    ),
    "law.dissolution": Words(
        "de regel dat opheffen twee derde van de stemmen vraagt (2:42 BW)",
        "the rule that dissolving takes two thirds of the votes (2:42 BW)",
    ),
    "law.votes": Words(
        "de regel dat elk lid één stem heeft (2:38 en 2:39 BW)",
        "the rule that every member has one vote (2:38 and 2:39 BW)",
    ),
    "law.admission": Words(
        "de regel dat het bestuur leden toelaat (2:33 BW)", "the rule that the board admits members (2:33 BW)"
    ),
    "law.suspension": Words(
        "de regel dat het bestuur leden schorst (2:35 BW)",
        "the rule that the board suspends members (2:35 BW)",
    ),
    "law.pay": Words(
        "de regel wie over beloning beslist (2:44 en 2:291 BW)",
        "the rule who decides on pay (2:44 and 2:291 BW)",
    ),
}


def unit_words(unit: str, language: Language) -> str:
    """What one amendment changes: “de regel ‘Doel’”, or a rule of the law."""
    if unit in _LAW_UNITS:
        return _LAW_UNITS[unit].say(language)
    if unit.startswith("law.appointment."):
        body = BODIES[Body(unit.rpartition(".")[2])].say(language)
        return (
            f"the rule that the members choose {body} (2:40 BW)"
            if language is Language.EN
            else f"de regel dat de leden {body} kiezen (2:40 BW)"
        )
    title = CLAUSES[unit].title.say(language) if unit in CLAUSES else unit
    return f"the rule “{title}”" if language is Language.EN else f"de regel ‘{title}’"


def _how(consent: Consent, language: Language) -> str:
    english = language is Language.EN
    body = _capital(BODIES[consent.requirement.body].say(language))
    if consent.how is How.HELD:
        return (
            f"{body}: the group’s own people are in it."
            if english
            else f"{body}: daar zitten mensen van de groep."
        )
    if consent.how is How.PLURAL:
        return (
            f"{body}: the group has given its own people more votes."
            if english
            else f"{body}: de groep heeft haar eigen mensen meer stemmen gegeven."
        )
    if consent.how is How.SILENCE:
        return f"{body}: no answer counts as a yes." if english else f"{body}: geen antwoord telt als ja."
    votes = consent.votes
    cast = votes.in_favour + votes.against
    needed = majority_words(consent.requirement, language)
    if english:
        text = f"{body}: {votes.in_favour} of {cast} votes in favour. Needed: {needed}."
        return text + " In a second meeting, without a quorum." if consent.how is How.SECOND_MEETING else text
    text = f"{body}: {votes.in_favour} van de {cast} stemmen voor. Nodig: {needed}."
    return text + " In een tweede vergadering, zonder quorum." if consent.how is How.SECOND_MEETING else text


def _alone(step: Step, language: Language) -> tuple[str, ...]:
    if step.consents or step.broken or step.action.move is Move.PRESS:
        return ()
    if step.action.move is Move.JOIN:
        return (
            "A board member may do this alone."
            if language is Language.EN
            else "Eén bestuurslid mag dit alleen.",
        )
    return (
        "Nobody’s vote is needed for it." if language is Language.EN else "Daar is niemands stem voor nodig.",
    )


def _article(action: Action, language: Language) -> str:
    if not action.article:
        return ""
    return f"art. {action.article}" if language is not Language.EN else f"section {action.article}"


def _remark(step: Step, language: Language) -> str:
    english = language is Language.EN
    if step.action.move is Move.SUSPEND:
        return (
            "Contestable: there must be a ground." if english else "Betwistbaar: er moet een reden voor zijn."
        )
    if step.action.move is Move.PRESS:
        return "This is pressure, and no right." if english else "Dit is druk, en geen recht."
    if step.broken:
        rules = ", ".join(dict.fromkeys(unit_words(each.partition(".")[0], language) for each in step.broken))
        if english:
            return f"This breaks {rules}. It stands until a court undoes it, since that rule is not in the statutes."
        return f"Dit gaat in tegen {rules}. Het blijft staan tot een rechter ingrijpt: die regel staat niet in de statuten."
    return ""


_PEOPLE: dict[Body, tuple[Words, Words]] = {
    Body.GENERAL_MEETING: (Words("lid", "member"), Words("leden", "members")),
    Body.BOARD: (Words("bestuurslid", "board member"), Words("bestuursleden", "board members")),
    Body.SUPERVISORY_BOARD: (Words("toezichthouder", "supervisor"), Words("toezichthouders", "supervisors")),
    Body.PARTICIPANTS_COUNCIL: (
        Words("lid van de deelnemersraad", "member of the participants’ council"),
        Words("leden van de deelnemersraad", "members of the participants’ council"),
    ),
    Body.VOLUNTEERS: (Words("vrijwilliger", "volunteer"), Words("vrijwilligers", "volunteers")),
    Body.PARTNERS: (
        Words("sociaal aandeelhouder", "social shareholder"),
        Words("sociaal aandeelhouders", "social shareholders"),
    ),
    Body.GUARDIAN: (Words("bewaarder", "guardian"), Words("bewaarders", "guardians")),
    Body.FEDERATION: (Words("bond", "federation"), Words("bonden", "federations")),
    Body.COMPLAINTS_COMMITTEE: (
        Words("lid van de klachtencommissie", "member of the complaints committee"),
        Words("leden van de klachtencommissie", "members of the complaints committee"),
    ),
}


def group_words(group: Group, number: int, language: Language) -> str:
    """So many people of one kind: “3 bestuursleden”, “1 bestuurslid en vrijwilliger”."""
    bodies = [body for body in _PEOPLE if group.weight(body)]
    special = [body for body in bodies if body is not Body.GENERAL_MEETING] or bodies
    glue = " and " if language is Language.EN else " en "
    plural = number != 1
    noun = glue.join(_PEOPLE[body][plural].say(language) for body in special)
    if not noun:
        noun = (
            ("people" if plural else "person")
            if language is Language.EN
            else ("mensen" if plural else "mens")
        )
    return f"{number} {noun}"


def who(people: People, counts: Counts, language: Language) -> str:
    """A group of people in words: “5 bestuursleden, 9 leden en 1 bewaarder”."""
    parts = [
        group_words(group, number, language)
        for group, number in zip(people.groups, counts, strict=True)
        if number
    ]
    if len(parts) < 2:
        return "".join(parts)
    return ", ".join(parts[:-1]) + (" and " if language is Language.EN else " en ") + parts[-1]


def outcome(found: Takeover, language: Language) -> str:
    """The answer in one or two sentences. Never “safe”: what was not found was not found in this model."""
    english = language is Language.EN
    aim = aim_words(found.aim, language)
    if found.finding is Finding.NO_WAY:
        if english:
            return f"Within this model, with these acts, this turnout and so many new members, no way was found to {aim}."
        return (
            "Binnen dit model, met deze handelingen, deze opkomst en zoveel nieuwe leden, "
            f"is geen weg gevonden om {_te(aim)}."
        )
    if found.finding is Finding.UNKNOWN:
        return (
            "We do not know: the question is too large."
            if english
            else "We weten het niet: de vraag is te groot."
        )
    people, acts, days = found.people, len(found.steps), found.last_day
    if english:
        return (
            f"{people} {'person is' if people == 1 else 'people are'} enough to {aim}: "
            f"in {acts} {'act' if acts == 1 else 'acts'}, from day {days}."
        )
    return (
        f"{people} {'mens is' if people == 1 else 'mensen zijn'} genoeg om {_te(aim)}: "
        f"in {acts} {'handeling' if acts == 1 else 'handelingen'}, vanaf dag {days}."
    )


def slower(plain: Takeover, slowed: Takeover, scenario: Scenario, language: Language) -> str:
    """What opposition from people without a vote does to a way that was found: nothing, or a later day. Never a veto."""
    english, count = language is Language.EN, scenario.opponents
    if slowed.finding is not Finding.FOUND or plain.finding is not Finding.FOUND:
        return ""
    if slowed.last_day <= plain.last_day:
        return (
            "People without a vote who speak against it do not make this take longer."
            if english
            else "Een tegengeluid van mensen zonder stem maakt dit niet later."
        )
    if english:
        text = (
            f"If {count} people without a vote speak against it, it is from day {slowed.last_day}, "
            f"not from day {plain.last_day}."
        )
        return (
            f"{text} With more acts it is from day {slowed.earliest_day} all the same."
            if _sooner(slowed)
            else text
        )
    text = (
        f"Laten {count} mensen zonder stem een tegengeluid horen? Dan kan het vanaf dag {slowed.last_day}, "
        f"niet al vanaf dag {plain.last_day}."
    )
    return (
        f"{text} In meer stappen kan het toch vanaf dag {slowed.earliest_day}." if _sooner(slowed) else text
    )


def _sooner(found: Takeover) -> bool:
    """Whether a way with more acts is sooner, for instance by first striking the rule that makes one wait."""
    return found.earliest_day < found.last_day


def _te(phrase: str) -> str:
    """A Dutch verb phrase with “te” before its last word: “het doel te veranderen”, “het bezit weg te halen”."""
    rest, _, verb = phrase.rpartition(" ")
    for prefix in ("weg", "af"):
        if verb in {"weghalen", "afnemen"} and verb.startswith(prefix):
            return f"{rest} {prefix} te {verb.removeprefix(prefix)}"
    return f"{rest} te {verb}"


def assumptions(scenario: Scenario, language: Language) -> tuple[str, ...]:
    """What an answer takes for granted, in short sentences."""
    said = [_turnout(scenario.turnout), *_extras(scenario)]
    return tuple(each.say(language) for each in said)


def _turnout(turnout: Share | None) -> Words:
    if turnout is None:
        return Words(
            "Van de anderen komen er zo weinig als de groep het best uitkomt.",
            "Of the others, as few come as suits the group best.",
        )
    if turnout.numerator == turnout.denominator:
        return Words("Alle anderen komen en stemmen tegen.", "All others come and vote against.")
    if not turnout.numerator:
        return Words("Van de anderen komt niemand.", "None of the others comes.")
    return Words(
        f"Van de anderen komen er {turnout.numerator} op de {turnout.denominator}. Zij stemmen tegen.",
        f"Of the others, {turnout.numerator} in {turnout.denominator} come. They vote against.",
    )


def _extras(scenario: Scenario) -> list[Words]:
    found = [
        Words(
            f"De groep kan {scenario.friends} bevriende mensen meenemen, zo snel als de regels dat toelaten.",
            f"The group can bring {scenario.friends} friends, as fast as the rules let them in.",
        )
        if scenario.friends
        else Words("De groep neemt niemand mee van buiten.", "The group brings nobody from outside.")
    ]
    if scenario.suspension:
        found.append(
            Words(
                "De groep probeert ook tegenstanders te schorsen.",
                "The group also tries to suspend opponents.",
            )
        )
    if scenario.opponents:
        found.append(
            Words(
                f"Er zijn {scenario.opponents} mensen zonder stem die tegen elk besluit van de groep een tegengeluid laten horen.",
                f"There are {scenario.opponents} people without a vote who speak against every decision of the group.",
            )
        )
    if scenario.pressing:
        found.append(
            Words(
                "Wie het geld of de huur in handen heeft, gebruikt dat als druk.",
                "Whoever holds the money or the lease uses that as pressure.",
            )
        )
    if scenario.without:
        found.append(
            Words("Wie we vertrouwen, doet nooit mee met de groep.", "Those we trust never join the group.")
        )
    if scenario.anchor is not Anchor.STATUTES:
        found.append(
            Words(
                "De spelregels staan niet in de statuten. Een besluit ertegen blijft staan tot een rechter ingrijpt.",
                "The rules are not in the statutes. A decision against them stands until a court undoes it.",
            )
        )
    return found


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
