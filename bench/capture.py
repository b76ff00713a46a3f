"""How long it takes to ask who could take a cooperative over: twelve questions, and one path.

PYTHONPATH=src .venv/bin/python bench/capture.py
"""

from dataclasses import replace

from figures import Line, machine, seconds, show

from samenspel.kernels.statute.analysis.compiling import compile_system
from samenspel.kernels.statute.analysis.path import story
from samenspel.kernels.statute.analysis.people import Group, People
from samenspel.kernels.statute.analysis.scenario import Scenario
from samenspel.kernels.statute.analysis.smallest import Finding
from samenspel.kernels.statute.analysis.takeover import Takeover, takeover
from samenspel.kernels.statute.charter import charter
from samenspel.kernels.statute.model import Share
from samenspel.kernels.statute.presets import WERKCOOPERATIE
from samenspel.kernels.statute.statute import Statute
from samenspel.kernels.statute.vocabulary import Body

RUNS = 5
AIMS = ("purpose", "assets")
TURNOUTS = (None, Share(1, 5), Share(1, 1))
MEETING, COUNCIL = Body.GENERAL_MEETING, Body.PARTICIPANTS_COUNCIL
SIXTY_SEVEN = People(
    (
        Group("board", 5, {Body.BOARD: 1, MEETING: 1}),
        Group("members", 55, {MEETING: 1}),
        Group("participants", 7, {COUNCIL: 1, MEETING: 1}),
        Group("partners", 3, {Body.PARTNERS: 1}),
        Group("guardian", 1, {Body.GUARDIAN: 1}),
        Group("federation", 1, {Body.FEDERATION: 1}),
    )
)
CROWDS = {"67 members": 55, "20 members": 8, "200,000 members": 199_988}
"""How many people the largest group has."""


EVERYDAY = frozenset(
    {
        "choices",
        "provisional",
        "contributions",
        "openness",
        "complaints",
        "units",
        "voices",
        "compensation",
        "pots",
    }
)
"""Clauses that the charter of fifteen leaves out."""


def main() -> None:
    whole = WERKCOOPERATIE.clauses
    core = tuple(clause for clause in whole if clause[0] not in EVERYDAY)
    print(machine())
    asking, telling = [], []
    for clauses, bars in ((core, ("< 0.5", "< 0.1")), (whole, ("", ""))):
        rules = charter(WERKCOOPERATIE.form, clauses).statute
        for named, size in CROWDS.items():
            people, friends = _crowd(size)
            answers = _twelve(rules, people, friends)
            what = f"{len(clauses)} clauses, {named}"
            asking.append(
                Line(what, [_seconds_of_twelve(rules, people, friends) for _ in range(RUNS)], bars[0])
            )
            telling.append(_path(rules, people, answers, what, bars[1]))
    show("twelve questions: 2 aims, 3 turnouts, without friends and with", "seconds", asking)
    show("one path: of the twelve the one with the most acts", "seconds", telling)


def _crowd(size: int) -> tuple[People, int]:
    """The people with so many members in the largest group, and friends in the same proportion as 60 to 67."""
    groups = tuple(
        replace(group, size=size) if group.id == "members" else group for group in SIXTY_SEVEN.groups
    )
    people = People(groups)
    return people, 60 * people.members // SIXTY_SEVEN.members


def _twelve(statute: Statute, people: People, friends: int) -> list[tuple[Scenario, Takeover]]:
    """The answers to the twelve questions: people, acts and days."""
    scenarios = [Scenario(turnout, number) for turnout in TURNOUTS for number in (0, friends)]
    return [(each, takeover(statute, people, each, aim)) for aim in AIMS for each in scenarios]


def _seconds_of_twelve(statute: Statute, people: People, friends: int) -> float:
    return seconds(lambda: _twelve(statute, people, friends))


def _path(
    statute: Statute, people: People, answers: list[tuple[Scenario, Takeover]], what: str, bar: str
) -> Line:
    """The time to find and tell the longest story, its system being made."""
    found = [(scenario, answer) for scenario, answer in answers if answer.finding is Finding.FOUND]
    scenario, answer = max(found, key=lambda pair: len(pair[1].steps))
    system = compile_system(statute, people, scenario, answer.aim)

    def work() -> object:
        return story(system, people, scenario, answer.counts)

    named = f"{what}: {answer.people} people, {len(answer.steps)} acts, day {answer.last_day}"
    return Line(named, [seconds(work) for _ in range(RUNS)], bar)


if __name__ == "__main__":
    main()
