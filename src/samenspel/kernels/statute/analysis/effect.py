"""What a change of the charter does to its strength, before anyone votes: three numbers before and after, and what breaks."""

from dataclasses import dataclass, replace

from samenspel.kernels.statute.analysis.checks import Acts, circles, core_acts, dead_acts, wakes
from samenspel.kernels.statute.analysis.difference import GroupChange, group_changes
from samenspel.kernels.statute.analysis.people import Group, People
from samenspel.kernels.statute.analysis.scenario import Aim
from samenspel.kernels.statute.analysis.smallest import Finding
from samenspel.kernels.statute.analysis.standard import BAR_SCENARIO, FRIENDS
from samenspel.kernels.statute.analysis.takeover import Takeover, takeover
from samenspel.kernels.statute.analysis.telling import aim_words, group_words
from samenspel.kernels.statute.analysis.written import act_text
from samenspel.kernels.statute.charter import Charter
from samenspel.kernels.statute.clause import Language, Words
from samenspel.kernels.statute.statute import Statute
from samenspel.kernels.statute.vocabulary import Body
from samenspel.kernels.statute.words import BODIES

_AIMS = (Aim.PURPOSE, Aim.ASSETS, Aim.SAY)
_WATCHED = ("purpose", "dissolve", "sell", "distribute", "admit")
"""Acts of which it is told who can no longer hold them up, or newly can."""


@dataclass(frozen=True, slots=True)
class Moved:
    """One aim before and after, at an ordinary turnout with friends."""

    aim: str
    before: Takeover
    after: Takeover

    @property
    def same(self) -> bool:
        return _triple(self.before) == _triple(self.after)

    @property
    def weaker(self) -> bool:
        """Whether fewer people, or as many in fewer acts or days, are enough afterwards."""
        return _triple(self.after) < _triple(self.before)


def _triple(found: Takeover) -> tuple[int, int, int]:
    """People, acts and days; where no way was found, more than any number."""
    endless = 1 << 40
    if found.finding is not Finding.FOUND:
        return (endless, endless, endless)
    return (found.people, len(found.steps), found.last_day)


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change does. `came` are faults that it brings, `went` faults that it takes away."""

    moved: tuple[Moved, ...]
    holds: tuple[GroupChange, ...]
    dead: tuple[Acts, ...]
    revived: tuple[Acts, ...]
    circles: tuple[Body, ...]
    asleep: tuple[Acts, ...]


def effect(old: Charter, new: Charter, people: People, friends: int = FRIENDS) -> Effect:
    """Hold a new charter against an old one, with the people there are."""
    scenario = replace(BAR_SCENARIO, friends=friends)
    before, after = old.statute, new.statute
    dead = [{each.acts[0]: each.acts for each in dead_acts(one, people)} for one in (before, after)]
    known = {acts[0] for acts in core_acts(before)}
    watched: list[Acts] = [(act,) for act in _WATCHED]
    return Effect(
        tuple(
            Moved(aim, takeover(before, people, scenario, aim), takeover(after, people, scenario, aim))
            for aim in _AIMS
        ),
        tuple(each for each in group_changes(before, after, people, watched) if not each.alone),
        tuple(acts for name, acts in dead[1].items() if name not in dead[0]),
        tuple(acts for name, acts in dead[0].items() if name not in dead[1]),
        tuple(body for body in circles(after, people) if body not in circles(before, people)),
        tuple(
            acts
            for acts in _asleep(after, people)
            if acts not in _asleep(before, people) or acts[0] not in known
        ),
    )


def _asleep(statute: Statute, people: People) -> list[Acts]:
    return [each.acts for each in wakes(statute, people, core_acts(statute)) if each.sleeps]


@dataclass(frozen=True, slots=True)
class MovedLine:
    """One aim in words: what, before, after, and whether it became weaker, stronger, or stayed."""

    what: str
    before: str
    after: str
    direction: str


def moved_lines(made: Effect, language: Language) -> tuple[MovedLine, ...]:
    """The three numbers of each aim, before and after."""
    return tuple(
        MovedLine(
            _capital(aim_words(each.aim, language)),
            _numbers(each.before, language),
            _numbers(each.after, language),
            "same" if each.same else "weaker" if each.weaker else "stronger",
        )
        for each in made.moved
    )


def _numbers(found: Takeover, language: Language) -> str:
    english = language is Language.EN
    if found.finding is Finding.NO_WAY:
        return "no way found" if english else "geen weg gevonden"
    if found.finding is Finding.UNKNOWN:
        return "not known" if english else "niet bekend"
    people, acts, days = found.people, len(found.steps), found.last_day
    if english:
        return (
            f"{_many(people, 'person', 'people')}, {_many(acts, 'act', 'acts')}, {_many(days, 'day', 'days')}"
        )
    return f"{_many(people, 'mens', 'mensen')}, {_many(acts, 'handeling', 'handelingen')}, {_many(days, 'dag', 'dagen')}"


def _many(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def warnings(made: Effect, people: People, language: Language) -> tuple[str, ...]:
    """Everything else that changes, each in a sentence."""
    said: list[Words] = []
    by_id = {group.id: group for group in people.groups}
    for hold in made.holds:
        who = _all_of(by_id[hold.group])
        act = Words(act_text(hold.acts, Language.NL), act_text(hold.acts, Language.EN))
        if hold.can:
            said.append(
                Words(
                    f"Nieuw: {who.nl} samen kunnen dit tegenhouden: {act.nl}.",
                    f"New: {who.en} together can hold this up: {act.en}.",
                )
            )
        else:
            said.append(
                Words(
                    f"{_capital(who.nl)} samen kunnen dit niet meer tegenhouden: {act.nl}.",
                    f"{_capital(who.en)} together can no longer hold this up: {act.en}.",
                )
            )
    said += [
        _of_acts(acts, "Dit kan dan niemand ooit nog", "Then nobody can ever do this") for acts in made.dead
    ]
    said += [_of_acts(acts, "Dit kan dan weer", "Then this is possible again") for acts in made.revived]
    said += [
        Words(
            f"Valt {BODIES[body].nl} leeg, dan kan niemand het nog vullen.",
            f"If {BODIES[body].en} falls empty, nobody can fill it.",
        )
        for body in made.circles
    ]
    asleep = (
        "Meer dan de helft van de mensen moet hiervoor komen",
        "More than half of the people must come for this",
    )
    said += [_of_acts(acts, *asleep) for acts in made.asleep]
    return tuple(each.say(language) for each in said)


def _of_acts(acts: Acts, nl: str, en: str) -> Words:
    return Words(f"{nl}: {act_text(acts, Language.NL)}.", f"{en}: {act_text(acts, Language.EN)}.")


def _all_of(group: Group) -> Words:
    nl, en = (group_words(group, group.size, language) for language in (Language.NL, Language.EN))
    return Words(f"de {nl}", f"the {en}")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
