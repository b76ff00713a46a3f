"""How a vote of one body goes when a group wants a yes and all others a no. The counting itself is `passes`."""

from typing import NamedTuple

from samenspel.kernels.statute.analysis.people import MEETINGS, People
from samenspel.kernels.statute.majority import passes
from samenspel.kernels.statute.model import NOTHING, Requirement, Share

PLENTY = 10**9
"""As many votes as one likes."""
NO_SUSPENSION, HALF_SUSPENDED, ALL_SUSPENDED = 0, 1, 2
"""How many halves of the opponents are suspended."""


class Level(NamedTuple):
    """Who can vote besides the people there are: friends who joined, less opponents who are suspended."""

    friends: int = 0
    suspended: int = NO_SUSPENSION


class Ballot(NamedTuple):
    """The votes at one vote: the group's and its friends', all there are, and the opponents who came."""

    in_favour: int
    entitled: int
    against: int


def ballot(requirement: Requirement, total: int, own: int, level: Level, turnout: Share | None) -> Ballot:
    """The votes at a vote in which the group has `own` of the `total` votes of the body.

    A body that does not meet votes with all its seats. At a meeting the turnout holds for the opponents, rounded
    down; without one, exactly enough of them come to reach the quorum.
    """
    opponents = total - own
    suspended = opponents * level.suspended // ALL_SUSPENDED
    in_favour, entitled = own + level.friends, total + level.friends - suspended
    opponents -= suspended
    if requirement.body not in MEETINGS:
        return Ballot(in_favour, entitled, opponents)
    if turnout is not None:
        return Ballot(in_favour, entitled, opponents * turnout.numerator // turnout.denominator)
    part, whole = NOTHING if requirement.second_meeting else requirement.quorum
    short = -(-part * entitled // whole) - in_favour
    return Ballot(in_favour, entitled, min(opponents, max(0, short)))


def need(
    requirement: Requirement, people: People, level: Level, turnout: Share | None, *, plural: bool = False
) -> int | None:
    """The fewest own votes with which the group carries a vote; None when all votes there are would not do.

    By bisection: with more own votes the group never loses what it won. For with one more own vote the opponents
    present, and those suspended, each fall by at most one, so that the votes in favour rise by one and the votes present
    do not fall; `passes` is monotone in both. With `plural`, whoever has a vote has as many as it likes.
    """
    total = people.total(requirement.body)
    if not (total or level.friends):
        return None
    if not _carries(requirement, total, total, level, turnout, plural):
        return None
    low, high = -1, total
    while high - low > 1:
        middle = (low + high) // 2
        if _carries(requirement, total, middle, level, turnout, plural):
            high = middle
        else:
            low = middle
    return high


def _carries(
    requirement: Requirement,
    total: int,
    own: int,
    level: Level,
    turnout: Share | None,
    plural: bool,  # noqa: FBT001
) -> bool:
    extra = PLENTY if plural and own + level.friends else 0
    votes = ballot(requirement, total + extra, own + extra, level, turnout)
    return passes(requirement, votes.in_favour, votes.entitled, votes.against).adopted
