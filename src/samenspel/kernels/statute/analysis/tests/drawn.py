"""Small statutes and people by chance, and a judge of votes that counts one by one, to hold the analysis against."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from random import Random

from samenspel.kernels.statute.analysis.covering import Counts
from samenspel.kernels.statute.analysis.people import MEETINGS, Group, People
from samenspel.kernels.statute.analysis.tests.examples import (
    BOARD,
    COUNCIL,
    GM,
    PARTNERS,
    TWO_THIRDS,
    provision,
)
from samenspel.kernels.statute.majority import passes
from samenspel.kernels.statute.model import HALF, NOTHING, Base, Provision, Requirement, Share
from samenspel.kernels.statute.statute import Statute

BODIES = (GM, BOARD, COUNCIL, PARTNERS)
NAMES = ("a", "b", "c")
ACTS = ("purpose", "dissolve", "merge", "sell", "amend:a", "amend:b")
TURNOUTS = (None, NOTHING, Share(1, 3), HALF, Share(1, 1))


def requirement(chance: Random) -> Requirement:
    majority = chance.choice([HALF, TWO_THIRDS, Share(3, 4), Share(1, 1)])
    return Requirement(
        chance.choice(BODIES),
        majority,
        strict=majority == HALF,
        base=Base.ALL if chance.random() < 0.25 else Base.CAST,
        quorum=chance.choice([NOTHING, HALF, Share(3, 4)]),
        second_meeting=chance.random() < 0.3,
        silence_consents=chance.random() < 0.1,
    )


def _provision(chance: Random, name: str) -> Provision:
    acts = chance.sample([*ACTS, "amend:*"], chance.randint(1, 4))
    rules = [requirement(chance) for _ in range(chance.randint(1, 2))]
    return provision(name, acts, *rules, own=chance.random() < 0.3)


def provisions(chance: Random) -> list[Provision]:
    """One to three provisions."""
    return [_provision(chance, name) for name in NAMES[: chance.randint(1, 3)]]


def varied(chance: Random, old: list[Provision]) -> list[Provision]:
    """The same provisions with one requirement of one of them replaced, added or left out."""
    place = chance.randrange(len(old))
    rules = list(old[place].requirements)
    change = chance.choice(["replace", "add", "leave out"])
    if change != "add":
        rules.pop(chance.randrange(len(rules)))
    if change != "leave out":
        rules.append(requirement(chance))
    return [*old[:place], replace(old[place], requirements=tuple(rules)), *old[place + 1 :]]


def crowd(chance: Random, largest: int = 3) -> People:
    """Two or three groups, each person with up to two votes in the meeting and up to one in any other body."""
    groups = []
    for index in range(chance.randint(2, 3)):
        votes = {body: int(chance.random() < 0.4) for body in BODIES}
        votes[GM] = chance.choice([0, 1, 1, 2])
        groups.append(Group(f"group{index}", chance.randint(1, largest), votes))
    return People(tuple(groups))


def every_group(people: People) -> Iterator[Counts]:
    """All numbers of people of each kind."""
    return product(*[range(group.size + 1) for group in people.groups])


def wins(text: Statute, people: People, turnout: Share | None, acts: tuple[str, ...], counts: Counts) -> bool:
    """Whether a group can do the acts at once: every requirement that the judge of real votes would ask is met."""
    plans = [text.plan(act) for act in acts]
    if any(plan.forbidden_by for plan in plans):
        return False
    return all(_met(need.requirement, people, turnout, counts) for plan in plans for need in plan.needs)


def _met(requirement: Requirement, people: People, turnout: Share | None, counts: Counts) -> bool:
    own = sum(n * group.weight(requirement.body) for n, group in zip(counts, people.groups, strict=True))
    total = people.total(requirement.body)
    others = total - own
    if requirement.silence_consents and (turnout is None or not turnout.numerator or not total):
        return True
    if requirement.body not in MEETINGS:
        come = [others]
    elif turnout is None:
        come = list(range(others + 1))
    else:
        come = [others * turnout.numerator // turnout.denominator]
    return any(passes(requirement, own, total, against).adopted for against in come)
