"""The bar that ready-made charters pass, and the people it is measured with. Published in docs/methods/capture.md."""

from fractions import Fraction

from samenspel.kernels.statute.analysis.people import Group, People
from samenspel.kernels.statute.analysis.scenario import Aim, Scenario
from samenspel.kernels.statute.model import Share
from samenspel.kernels.statute.statute import Statute
from samenspel.kernels.statute.vocabulary import MEMBER_FORMS, Body

ORDINARY = Share(1, 5)
"""An ordinary turnout at a meeting: one in five of the others."""
TURNOUTS: tuple[Share | None, ...] = (None, ORDINARY, Share(1, 1))
"""The three turnouts every answer is given for: the one that suits the group best, an ordinary one, and everybody."""
FRIENDS = 60
"""How many friends a group could bring."""
BAR = Fraction(1, 3)
"""At an ordinary turnout with so many friends, at least this part of the members is needed for purpose or assets."""
BAR_AIMS = (Aim.PURPOSE, Aim.ASSETS)
BAR_SCENARIO = Scenario(turnout=ORDINARY, friends=FRIENDS)

_SEATS = {
    Body.SUPERVISORY_BOARD: 3,
    Body.VOLUNTEERS: 20,
    Body.PARTNERS: 3,
    Body.GUARDIAN: 1,
    Body.FEDERATION: 1,
    Body.COMPLAINTS_COMMITTEE: 3,
}
_COUNCIL_SEATS = 7
_BOARD_SEATS = 3


def reference_people(statute: Statute, members: int) -> People:
    """People to try a charter on before there are any: every body it names has seats.

    `members` in all have a vote in the meeting, the board and the participants' council among them; where there are no
    members, the bodies are all there is.
    """
    named = {r.body for provision in statute.provisions for r in provision.requirements}
    meeting = {Body.GENERAL_MEETING: 1} if statute.form in MEMBER_FORMS else {}
    board = statute.settings.board_seats or _BOARD_SEATS
    council = _COUNCIL_SEATS if Body.PARTICIPANTS_COUNCIL in named else 0
    groups = [
        Group("board", board, {Body.BOARD: 1, **meeting}),
        Group("participants_council", council, {Body.PARTICIPANTS_COUNCIL: 1, **meeting}),
        Group("members", max(0, members - board - council) if meeting else 0, meeting),
        *[Group(body.value, seats, {body: 1}) for body, seats in _SEATS.items() if body in named],
    ]
    return People(tuple(group for group in groups if group.size))


def bar_people(people: People) -> int:
    """How many people the bar asks: a third of the members, or where there are none, of those with a seat in a council.

    Volunteers and committees that only speak on complaints are not counted.
    """
    counted = {Body.BOARD, Body.SUPERVISORY_BOARD, Body.PARTICIPANTS_COUNCIL}
    seats = sum(g.size for g in people.groups if any(g.weight(body) for body in counted))
    whole = people.members or seats
    return -(-whole * BAR.numerator // BAR.denominator)
