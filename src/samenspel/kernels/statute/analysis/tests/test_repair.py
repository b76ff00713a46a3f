"""Repairs: the smallest sets of changes that lift the bar, and the two strong charters that come out of them."""

import pytest

from samenspel.kernels.statute.analysis.people import Group, People
from samenspel.kernels.statute.analysis.repair import Goal, Mended, Patch, Ruled, repairs
from samenspel.kernels.statute.analysis.smallest import Finding
from samenspel.kernels.statute.analysis.system import Move
from samenspel.kernels.statute.analysis.takeover import could, takeover
from samenspel.kernels.statute.analysis.tests.examples import (
    ALL_COME,
    BOARD,
    EXAMPLES,
    FIFTH,
    GM,
    S3_PATCHES,
    S4B_PATCHES,
    S5,
    S6,
    asked,
    asks,
    provision,
    statute,
)
from samenspel.kernels.statute.model import Share
from samenspel.kernels.statute.vocabulary import Form

pytestmark = pytest.mark.no_cover  # much of the same: smaller tests measure what is reached

AIMS = ("purpose", "assets")
FRIENDS = asked(friends=60)


def _itself(text: Ruled) -> Ruled:
    return text


@pytest.mark.parametrize("target", [6, 20])
def test_a_foundation_is_mended_by_the_consent_of_its_participants_alone(target: int) -> None:
    found = repairs(EXAMPLES["S3"], S3_PATCHES, _itself, Goal(FRIENDS, AIMS, target))
    assert found.before == (3, 3)
    assert found.found == (Mended(("participants consent",), (26, 26)),)
    assert found.tried == 5


@pytest.mark.parametrize("target", [8, 12])
def test_the_forgetful_cooperative_is_mended_by_letting_the_meeting_admit(target: int) -> None:
    found = repairs(EXAMPLES["S4b"], S4B_PATCHES, _itself, Goal(FRIENDS, AIMS, target))
    assert found.before == (10, 3)
    assert found.found == (Mended(("the meeting admits",), (15, 12)),)
    assert found.tried == 8


def test_no_four_of_the_eight_changes_lift_the_forgetful_cooperative_higher() -> None:
    found = repairs(EXAMPLES["S4b"], S4B_PATCHES, _itself, Goal(FRIENDS, AIMS, 15), at_most=4)
    assert (found.found, found.tried) == ((), 162)


def test_the_search_tells_how_far_it_is() -> None:
    heard: list[tuple[int, int]] = []
    repairs(
        EXAMPLES["S3"],
        S3_PATCHES[:3],
        _itself,
        Goal(FRIENDS, AIMS, 6),
        at_most=2,
        progress=lambda done, of: heard.append((done, of)),
    )
    assert heard == [(1, 3), (2, 3), (3, 3), (1, 3), (2, 3), (3, 3)]


def _asks_a_meeting(text: Ruled) -> Ruled:
    """Make everything wait for a meeting in which nobody has a vote: then no way is left."""
    never = provision("never", ["purpose", "amend:*", "sell", "course"], asks(GM, days=7), own=True)
    return Ruled(statute(text.statute.form, [*text.statute.written, never]), text.people)


def test_the_best_repairs_come_first_and_no_way_is_better_than_any_number() -> None:
    text = Ruled(
        statute(Form.FOUNDATION, [provision("amendment", ["amend:*", "purpose"], asks(BOARD, days=0))]),
        People((Group("board", 5, {BOARD: 1}),)),
    )

    def larger(old: Ruled) -> Ruled:
        return Ruled(old.statute, People((Group("board", 9, {BOARD: 1}),)))

    patches = (Patch("a larger board", larger), Patch("an empty meeting", _asks_a_meeting))
    found = repairs(text, patches, _itself, Goal(asked(), ("purpose",), 4))
    assert found.before == (3,)
    assert found.found == (Mended(("an empty meeting",), (None,)), Mended(("a larger board",), (5,)))


MENDED = {
    ("S5", "purpose"): (27, 15, 54, 44),
    ("S5", "assets"): (14, 13, 36, 35),
    ("S6", "purpose"): (28, 16, 55, 45),
    ("S6", "assets"): (14, 14, 36, 36),
}


@pytest.mark.parametrize(("name", "aim"), MENDED)
def test_the_mended_cooperative_takes_many_more_people(name: str, aim: str) -> None:
    ruled = {"S5": S5, "S6": S6}[name]
    found = [
        takeover(ruled.statute, ruled.people, asked(turnout, friends), aim).people
        for turnout in (FIFTH, ALL_COME)
        for friends in (0, 60)
    ]
    assert tuple(found) == MENDED[name, aim]


@pytest.mark.parametrize("aim", AIMS)
@pytest.mark.parametrize("turnout", [FIFTH, ALL_COME])
@pytest.mark.parametrize("friends", [0, 60])
def test_without_the_federation_and_both_guardians_there_is_no_way(
    aim: str, turnout: Share, friends: int
) -> None:
    trusted = frozenset({"federation", "guardian", "second"})
    alone = asked(turnout, friends, without=trusted)
    assert takeover(S6.statute, S6.people, alone, aim).finding is Finding.NO_WAY
    everyone = tuple(group.size for group in S6.people.groups)
    assert not could(S6.statute, S6.people, alone, aim, everyone)
    assert could(S6.statute, S6.people, asked(turnout), aim, everyone)


def test_an_appointment_that_nobody_locked_is_how_the_mended_assets_still_go() -> None:
    found = takeover(S5.statute, S5.people, FRIENDS, "assets")
    assert [(step.action.move, step.action.acts[0]) for step in found.steps] == [
        (Move.APPOINT, "appoint:guardian"),
        (Move.ADMIT, "admit"),
        (Move.ADMIT, "admit"),
        (Move.AMEND, "amend:second"),
        (Move.APPOINT, "appoint:complaints_committee"),
        (Move.ACT, "distribute"),
    ]
    # the reference adds all steps up to day 641; here guardian and friends come in side by side, and what
    # nobody asks any more takes no days: 546 + 28 + 1 + 30
    assert found.last_day == 605
    locked = takeover(S6.statute, S6.people, FRIENDS, "assets")
    assert all("amend:second" not in step.action.acts for step in locked.steps)
