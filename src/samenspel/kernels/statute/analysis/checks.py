"""What is wrong with a charter whoever wants what: dead acts, circles, rules that sleep, and who can hold all up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samenspel.kernels.statute.analysis.compiling import (
    appointed_bodies,
    compile_system,
    direct_needs,
    units,
)
from samenspel.kernels.statute.analysis.lawful import ground, with_defaults
from samenspel.kernels.statute.analysis.people import MEETINGS, People
from samenspel.kernels.statute.analysis.reach import fixed, fixpoint
from samenspel.kernels.statute.analysis.scenario import Scenario
from samenspel.kernels.statute.floors import ASSOCIATIONS
from samenspel.kernels.statute.majority import passes
from samenspel.kernels.statute.model import Requirement, Share
from samenspel.kernels.statute.statute import Statute, touches
from samenspel.kernels.statute.vocabulary import MEMBER_FORMS, Body, Form

Acts = tuple[str, ...]
"""Acts that are done as one; the first names them."""

_NOBODY_AGAINST = Scenario(turnout=Share(0, 1))


@dataclass(frozen=True, slots=True)
class Dead:
    """An act that nobody could ever do, not even all together. `way_out` is the article that still gives a way."""

    acts: Acts
    way_out: str


@dataclass(frozen=True, slots=True)
class Wakes:
    """The fewest of the people who only meet, out of all of them, who must come for an act, if all who come agree.

    `least` is None where not even all are enough.
    """

    acts: Acts
    least: int | None
    of: int

    @property
    def sleeps(self) -> bool:
        """Whether it takes more than half of them."""
        return self.least is None or 2 * self.least > self.of


@dataclass(frozen=True, slots=True)
class Block:
    """How few people of one body can hold an act up, when everyone comes."""

    body: Body
    people: int


def core_acts(statute: Statute) -> tuple[Acts, ...]:
    """The acts a collective must stay able to do: its purpose, its end, its offices, its members, each of its rules."""
    purpose: Acts = ("purpose", "amend:purpose") if statute.settings.purpose is not None else ("purpose",)
    offices = [(f"appoint:{body}",) for body in appointed_bodies(statute)]
    members = [("admit",)] if statute.form in MEMBER_FORMS else []
    return (purpose, ("dissolve",), *offices, *members, *units(statute))


def possible(
    statute: Statute, people: People, acts: Sequence[Acts], counts: Sequence[int]
) -> frozenset[Acts]:
    """Which acts can ever be done when so many of each group take part, all agree and nobody is against."""
    system = compile_system(statute, people, _NOBODY_AGAINST, "", probes=acts)
    reached = fixpoint(fixed(system.actions, system.held(tuple(counts))))
    return frozenset(
        done for index, done in enumerate(acts) if reached >> system.names.get(f"probe:{index}", 0) & 1
    )


def dead_acts(statute: Statute, people: People) -> tuple[Dead, ...]:
    """The acts that nobody can ever do (D5)."""
    acts = core_acts(statute)
    alive = possible(statute, people, acts, _everyone(people))
    way_out = "2:43 lid 2 BW" if statute.form in ASSOCIATIONS else "2:294 BW"
    if statute.form is Form.NONE_YET:
        way_out = "6:217 BW"
    return tuple(Dead(each, way_out) for each in acts if each not in alive)


def circles(statute: Statute, people: People) -> tuple[Body, ...]:
    """The bodies that nobody can fill again once they are empty, even if all others want to (D6)."""
    found: list[Body] = []
    for body in appointed_bodies(statute):
        without = people.empty(body)
        acts: Acts = (f"appoint:{body}",)
        if acts not in possible(statute, without, [acts], _everyone(without)):
            found.append(body)
    return tuple(found)


def wakes(statute: Statute, people: People, acts: Sequence[Acts]) -> tuple[Wakes, ...]:
    """For each act the least turnout with which it can be done at once, no other rule being changed first (D7).

    People who only have a vote in a meeting come in equal part, rounded down; all others come; all who come agree.
    """
    meeting = [_only_meets(group.votes) for group in people.groups]
    of = sum(group.size for group, meets in zip(people.groups, meeting, strict=True) if meets)

    def present(number: int) -> list[int]:
        return [
            group.size * number // of if meets and of else group.size
            for group, meets in zip(people.groups, meeting, strict=True)
        ]

    found: list[Wakes] = []
    for one in acts:
        needs = direct_needs(statute, people, _NOBODY_AGAINST, one)
        low, high = -1, of + 1
        while needs is not None and high - low > 1:
            middle = (low + high) // 2
            if meets(needs, present(middle), people):
                high = middle
            else:
                low = middle
        found.append(Wakes(one, high if needs is not None and high <= of else None, of))
    return tuple(found)


def meets(needs: Mapping[str, int], counts: Sequence[int], people: People) -> bool:
    """Whether so many people of each group have the votes needed in every body."""
    return all(
        sum(n * group.weight(Body(column)) for n, group in zip(counts, people.groups, strict=True)) >= need
        for column, need in needs.items()
    )


def blocks(statute: Statute, people: People, acts: Acts) -> tuple[Block, ...]:
    """Who can hold an act up, and with how few people, the fewest first (D8)."""
    fewest: dict[Body, int] = {}
    for requirement in requirements_of(statute, acts):
        number = _fewest_against(requirement, people)
        if number is not None:
            fewest[requirement.body] = min(number, fewest.get(requirement.body, number))
    order = list(Body)
    return tuple(
        Block(body, number)
        for body, number in sorted(fewest.items(), key=lambda pair: (pair[1], order.index(pair[0])))
    )


def requirements_of(statute: Statute, acts: Acts) -> tuple[Requirement, ...]:
    """All requirements that bear on acts done as one: those of the law and those of the charter."""
    whole = with_defaults(statute)
    found: dict[Requirement, None] = {}
    for act in acts:
        lawful = ground(whole, act)
        found.update(dict.fromkeys(lawful.requirements if lawful is not None else ()))
    for provision in whole.provisions:
        if any(touches(provision, act) for act in acts):
            found.update(dict.fromkeys(provision.requirements))
    return tuple(found)


def _fewest_against(requirement: Requirement, people: People) -> int | None:
    """The fewest people who, voting against while all come, keep a requirement from being met."""
    total, against = people.total(requirement.body), 0
    if not total:
        return None
    weights = sorted(
        (group.weight(requirement.body) for group in people.groups for _ in range(group.size)), reverse=True
    )
    for number, weight in enumerate(weights, start=1):
        against += weight
        if not passes(requirement, total - against, total, against).adopted:
            return number
    return None


def _everyone(people: People) -> list[int]:
    return [group.size for group in people.groups]


def _only_meets(votes: Mapping[Body, int]) -> bool:
    """Whether people have votes in meetings, and nowhere else."""
    places = {body for body, number in votes.items() if number}
    return bool(places) and places <= MEETINGS
