"""Small statutes and people by chance, and a judge of votes that counts one by one, to hold the analysis against."""

from collections.abc import Iterator
from itertools import product

from hypothesis import strategies as st

from samenspel.kernels.statute.analysis.covering import Counts
from samenspel.kernels.statute.analysis.people import MEETINGS, Group, People
from samenspel.kernels.statute.analysis.tests.examples import (
    BOARD,
    COUNCIL,
    GM,
    PARTNERS,
    TWO_THIRDS,
    provision,
    statute,
)
from samenspel.kernels.statute.majority import passes
from samenspel.kernels.statute.model import HALF, NOTHING, Base, Provision, Requirement, Share
from samenspel.kernels.statute.statute import Statute
from samenspel.kernels.statute.vocabulary import Form

BODIES = (GM, BOARD, COUNCIL, PARTNERS)
NAMES = ("a", "b", "c")
ACTS = ("purpose", "dissolve", "merge", "sell", "amend:a", "amend:b")
TURNOUTS = (None, NOTHING, Share(1, 3), HALF, Share(1, 1))


@st.composite
def requirements(draw: st.DrawFn) -> Requirement:
    majority = draw(st.sampled_from([HALF, TWO_THIRDS, Share(3, 4), Share(1, 1)]))
    return Requirement(
        draw(st.sampled_from(BODIES)),
        majority,
        strict=majority == HALF,
        base=draw(st.sampled_from([Base.CAST, Base.CAST, Base.CAST, Base.ALL])),
        quorum=draw(st.sampled_from([NOTHING, HALF, Share(3, 4)])),
        second_meeting=draw(st.booleans()),
        silence_consents=draw(st.integers(0, 5)) == 0,
    )


@st.composite
def _provisions(draw: st.DrawFn, name: str) -> Provision:
    acts = draw(st.sets(st.sampled_from([*ACTS, "amend:*"]), min_size=1, max_size=3))
    return provision(
        name, acts, *draw(st.lists(requirements(), min_size=1, max_size=2)), own=draw(st.booleans())
    )


@st.composite
def statutes(draw: st.DrawFn, form: Form | None = None) -> Statute:
    chosen = form or draw(st.sampled_from([Form.ASSOCIATION, Form.COOPERATIVE_UA]))
    return statute(chosen, [draw(_provisions(name)) for name in NAMES[: draw(st.integers(1, 3))]])


@st.composite
def crowds(draw: st.DrawFn, largest: int = 3) -> People:
    """Two or three groups, each with up to two votes in the meeting and up to one in any other body."""
    groups = [
        Group(
            f"group{index}",
            draw(st.integers(1, largest)),
            {
                GM: draw(st.sampled_from([0, 1, 1, 2])),
                **{body: draw(st.sampled_from([0, 0, 1])) for body in BODIES[1:]},
            },
        )
        for index in range(draw(st.integers(2, 3)))
    ]
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
    if requirement.silence_consents and (turnout is None or not turnout.numerator):
        return True
    if requirement.body not in MEETINGS:
        come = [others]
    elif turnout is None:
        come = list(range(others + 1))
    else:
        come = [others * turnout.numerator // turnout.denominator]
    return any(passes(requirement, own, total, against).adopted for against in come)
