"""Everything that is asked of one charter, together: the page, the file and the command print this."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from samenspel.kernels.statute.analysis.checks import (
    Acts,
    Block,
    Dead,
    Wakes,
    blocks,
    circles,
    core_acts,
    dead_acts,
    wakes,
)
from samenspel.kernels.statute.analysis.compiling import compile_system
from samenspel.kernels.statute.analysis.people import People
from samenspel.kernels.statute.analysis.power import Power, power
from samenspel.kernels.statute.analysis.scenario import Aim, Scenario
from samenspel.kernels.statute.analysis.smallest import Finding, smallest
from samenspel.kernels.statute.analysis.standard import FRIENDS, ORDINARY, TURNOUTS
from samenspel.kernels.statute.analysis.takeover import Takeover, takeover
from samenspel.kernels.statute.charter import Charter, legal_facts
from samenspel.kernels.statute.floors import LAW_TEXT, Breach, breaches
from samenspel.kernels.statute.model import Share
from samenspel.kernels.statute.statute import Statute
from samenspel.kernels.statute.vocabulary import Body

SCHEMA = "capture/3"
"""The form of the stored report. Raise it when the meaning of a number changes, so that kept reports are made anew."""
CURVE = tuple(Share(tenth, 10) for tenth in range(11))
"""The turnouts of the curve: nobody, one in ten, and so on."""
FRIENDS_CURVE = (0, 10, 20, 40, 80, 160)
"""The numbers of friends of the other curve, at an ordinary turnout."""
TRUSTED = (Body.GUARDIAN, Body.FEDERATION)
"""Bodies whose people one trusts never to join a group. Answers are given with and without that trust."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Answer:
    """One question with its answer."""

    scenario: Scenario
    found: Takeover


@dataclass(frozen=True, slots=True)
class Point:
    """The fewest people at one turnout; None where no way was found, -1 where it is not known."""

    turnout: Share
    people: int | None


@dataclass(frozen=True, slots=True)
class Curve:
    """How many people an aim takes at each turnout, with so many friends."""

    aim: str
    friends: int
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Hold:
    """Who can hold an act up, the fewest people first."""

    acts: Acts
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Report:
    """All answers about one charter and its people."""

    charter: Charter
    people: People
    friends: int
    answers: tuple[Answer, ...]
    trusting: tuple[Answer, ...]
    """The ordinary question again, with those who are trusted never in the group."""
    slowed: tuple[Answer, ...]
    """The ordinary question again, with as many opponents without a vote as it takes for the longest waiting. None
    where the charter does not wait for them."""
    curves: tuple[Curve, ...]
    by_friends: tuple[tuple[str, tuple[int | None, ...]], ...]
    """For every aim the fewest people with each number of friends of `FRIENDS_CURVE`."""
    dead: tuple[Dead, ...]
    circles: tuple[Body, ...]
    wakes: tuple[Wakes, ...]
    holds: tuple[Hold, ...]
    breaches: tuple[Breach, ...]
    power: tuple[Power, ...] | None

    def answer(self, aim: str, turnout: Share | None, friends: int) -> Takeover:
        """The answer to one of the questions asked. Raises KeyError for another."""
        for each in self.answers:
            if (each.found.aim, each.scenario.turnout, each.scenario.friends) == (aim, turnout, friends):
                return each.found
        raise KeyError((aim, turnout, friends))

    def ordinary(self, aim: str) -> Takeover:
        """The answer at an ordinary turnout with friends: the number to look at first."""
        return self.answer(aim, ORDINARY, self.friends)


def report(
    charter: Charter,
    people: People,
    *,
    friends: int = FRIENDS,
    base: Scenario | None = None,
    aims: Sequence[str] = tuple(Aim),
    progress: Progress | None = None,
) -> Report:
    """Ask everything of one charter. `base` gives the circumstances besides turnout and friends.

    `progress` hears how many of all questions are answered.
    """
    statute = charter.statute
    plain = base or Scenario()
    amounts = tuple(dict.fromkeys((0, friends)))
    trusted = frozenset(g.id for g in people.groups if any(g.weight(body) for body in TRUSTED))
    asked = [
        (aim, replace(plain, turnout=turnout, friends=n))
        for aim in aims
        for turnout in TURNOUTS
        for n in amounts
    ]
    extra = [
        (aim, replace(plain, turnout=ORDINARY, friends=friends, without=trusted)) for aim in aims if trusted
    ]
    crowd = fullest_opposition(statute)
    late = [
        (aim, replace(plain, turnout=ORDINARY, friends=friends, opponents=crowd)) for aim in aims if crowd
    ]
    bends = [(aim, n) for aim in aims for n in amounts]
    total = len(asked) + len(extra) + len(late) + len(bends) * len(CURVE) + len(aims) * len(FRIENDS_CURVE)
    count = _Counter(total, progress)
    answers = tuple(_answer(charter, people, aim, scenario, count) for aim, scenario in asked)
    trusting = tuple(_answer(charter, people, aim, scenario, count) for aim, scenario in extra)
    slowed = tuple(_answer(charter, people, aim, scenario, count) for aim, scenario in late)
    curves = tuple(_curve(charter, people, aim, replace(plain, friends=n), count) for aim, n in bends)
    by_friends = tuple((aim, _by_friends(charter, people, aim, plain, count)) for aim in aims)
    acts = core_acts(statute)
    watched = [one for one in acts if one[0] in {"purpose", "dissolve"}]
    return Report(
        charter,
        people,
        friends,
        answers,
        trusting,
        slowed,
        curves,
        by_friends,
        dead_acts(statute, people),
        circles(statute, people),
        wakes(statute, people, acts),
        tuple(Hold(one, blocks(statute, people, one)) for one in watched),
        breaches(charter.form, legal_facts(charter)),
        power(statute, people, watched[0]),
    )


def fullest_opposition(statute: Statute) -> int:
    """How many people without a vote must speak against decisions for the longest waiting; 0 where it does not grow."""
    return max(
        [need.delay.fullest for provision in statute.provisions for need in provision.requirements], default=0
    )


class _Counter:
    def __init__(self, total: int, progress: Progress | None) -> None:
        self.done, self.total, self.progress = 0, total, progress

    def step(self) -> None:
        self.done += 1
        if self.progress is not None:
            self.progress(self.done, self.total)


def _answer(charter: Charter, people: People, aim: str, scenario: Scenario, count: _Counter) -> Answer:
    found = takeover(charter.statute, people, scenario, aim)
    count.step()
    return Answer(scenario, found)


def _curve(charter: Charter, people: People, aim: str, scenario: Scenario, count: _Counter) -> Curve:
    points: list[Point] = []
    for turnout in CURVE:
        points.append(Point(turnout, _least(charter, people, aim, replace(scenario, turnout=turnout))))
        count.step()
    return Curve(aim, scenario.friends, tuple(points))


def _by_friends(
    charter: Charter, people: People, aim: str, scenario: Scenario, count: _Counter
) -> tuple[int | None, ...]:
    found: list[int | None] = []
    for friends in FRIENDS_CURVE:
        found.append(_least(charter, people, aim, replace(scenario, turnout=ORDINARY, friends=friends)))
        count.step()
    return tuple(found)


def _least(charter: Charter, people: People, aim: str, scenario: Scenario) -> int | None:
    """The fewest people; None where no way was found, -1 where it is not known."""
    found = smallest(compile_system(charter.statute, people, scenario, aim), people, equals=1)
    return {Finding.FOUND: found.people, Finding.NO_WAY: None, Finding.UNKNOWN: -1}[found.finding]


# ------------------------------------------------------------------ as JSON


def to_json(made: Report) -> dict[str, object]:
    """The report as JSON values, without words; `telling` has those."""
    return {
        "schema": SCHEMA,
        "law": LAW_TEXT.isoformat(),
        "library": made.charter.library,
        "form": made.charter.form.value,
        "people": [
            {"id": g.id, "size": g.size, "votes": {body.value: n for body, n in g.votes.items()}}
            for g in made.people.groups
        ],
        "friends": made.friends,
        "answers": [_answer_json(each, made.people) for each in made.answers],
        "trusting": [_answer_json(each, made.people) for each in made.trusting],
        "slowed": [_answer_json(each, made.people) for each in made.slowed],
        "curves": [
            {
                "aim": curve.aim,
                "friends": curve.friends,
                "people": [
                    {"turnout": list(point.turnout), "people": point.people} for point in curve.points
                ],
            }
            for curve in made.curves
        ],
        "by_friends": {
            "friends": list(FRIENDS_CURVE),
            "people": {aim: list(numbers) for aim, numbers in made.by_friends},
        },
        "dead": [{"acts": list(each.acts), "way_out": each.way_out} for each in made.dead],
        "circles": [body.value for body in made.circles],
        "sleeping": [
            {"acts": list(each.acts), "least": each.least, "of": each.of}
            for each in made.wakes
            if each.sleeps
        ],
        "holds": [
            {
                "acts": list(hold.acts),
                "bodies": [{"body": b.body.value, "people": b.people} for b in hold.blocks],
            }
            for hold in made.holds
        ],
        "breaches": [{"article": each.article, "nl": each.nl, "en": each.en} for each in made.breaches],
        "power": None
        if made.power is None
        else [
            {
                "group": each.group,
                "banzhaf": [each.banzhaf.numerator, each.banzhaf.denominator],
                "shapley": [each.shapley.numerator, each.shapley.denominator],
            }
            for each in made.power
        ],
    }


def _answer_json(answer: Answer, people: People) -> dict[str, object]:
    scenario, found = answer.scenario, answer.found
    return {
        "aim": found.aim,
        "turnout": None if scenario.turnout is None else list(scenario.turnout),
        "friends": scenario.friends,
        "without": sorted(scenario.without),
        "opponents": scenario.opponents,
        "finding": found.finding.value,
        "people": found.people,
        "group": _named(found.counts, people),
        "acts": len(found.steps),
        "day": found.last_day,
        "earliest_day": found.earliest_day,
        "steps": [
            {
                "move": step.action.move.value,
                "acts": list(step.action.acts),
                "begins": step.begins,
                "day": step.day,
                "article": step.action.article,
                "votes": [
                    {
                        "body": each.requirement.body.value,
                        "how": each.how.value,
                        "in_favour": each.votes.in_favour,
                        "against": each.votes.against,
                        "entitled": each.votes.entitled,
                    }
                    for each in step.consents
                ],
            }
            for step in found.steps
        ],
    }


def _named(counts: Iterable[int], people: People) -> Mapping[str, int]:
    return {g.id: n for g, n in zip(people.groups, counts, strict=False) if n}
