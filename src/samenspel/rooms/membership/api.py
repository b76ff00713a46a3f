"""The register and one's own place as JSON. Writing goes through the acts, like everything else.

The site mounts `router` under `/collectives`.
"""

from datetime import date, datetime
from typing import cast
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema
from ninja.errors import HttpError

from samenspel.ground.foundation import collectives
from samenspel.ground.people import helping
from samenspel.kernels.statute.vocabulary import SEATS, Standing
from samenspel.rooms.membership import queries
from samenspel.rooms.membership.frame import PageRequest
from samenspel.rooms.statute.gate import Actor, civil_day

router = Router(tags=["membership"])

OLDEST, NEWEST = 1800, 2200
"""Years in which a collective can be read."""


class RegisterLine(Schema):
    """Someone in a standing, from when to when, since when that is known, and where in the rules it stands."""

    person: UUID
    name: str
    standing: str
    valid_from: datetime
    valid_to: datetime | None
    recorded_at: datetime
    votes_from: date | None
    place: str


class OwnShares(Schema):
    """Shares of one issue. `claim_cents` is what the collective owes for shares given back."""

    count: int
    cents_each: int
    issued_at: datetime
    given_back_at: datetime | None
    claim_cents: int


class OwnPlace(Schema):
    """What someone is here: standings, the bodies they vote in, what they owe and hold (whole cents and minutes)."""

    standings: list[str]
    votes_in: list[str]
    due_cents: int
    due_minutes: int
    given_cents: int
    given_minutes: int
    open_cents: int
    open_minutes: int
    shares: list[OwnShares]


@router.get("/{slug}/register", response=list[RegisterLine])
def read_register(
    request: HttpRequest, slug: str, on: datetime | None = None, known_at: datetime | None = None
) -> list[RegisterLine]:
    """The register as it stood on a moment, as it was known at another; without them, now. For who takes part.

    A suspension is told to the board only.
    """
    actor, at = _actor(request, slug)
    if not queries.is_insider(actor.collective_id, actor.person_id, at):
        raise HttpError(403, "This is for those who take part in this collective.")
    moment = _moment(on, at)
    entries = queries.register_of(actor.collective_id, moment, _moment(known_at, at))
    person = actor.person_id
    assert person is not None
    board = Standing.BOARD in queries.standings_of(actor.collective_id, person, at)
    return [_line(entry) for entry in entries if board or entry.standing is not Standing.SUSPENDED]


@router.get("/{slug}/me", response=OwnPlace)
def read_own_place(request: HttpRequest, slug: str) -> OwnPlace:
    """One's own place in a collective."""
    actor, at = _actor(request, slug)
    collective_id, person = actor.collective_id, actor.person_id
    assert person is not None
    dues = queries.dues(collective_id, person, civil_day(at))
    return OwnPlace(
        standings=sorted(queries.standings_of(collective_id, person, at)),
        votes_in=[body for body in SEATS if queries.holds_seat(collective_id, body, person, at)],
        due_cents=dues.due_cents,
        due_minutes=dues.due_minutes,
        given_cents=dues.given_cents,
        given_minutes=dues.given_minutes,
        open_cents=dues.open_cents,
        open_minutes=dues.open_minutes,
        shares=[
            OwnShares(
                count=share.count,
                cents_each=share.cents_each,
                issued_at=share.issued_at,
                given_back_at=share.given_back_at,
                claim_cents=share.claim_cents,
            )
            for share in queries.shares_of(collective_id, person)
        ],
    )


def _actor(request: HttpRequest, slug: str) -> tuple[Actor, datetime]:
    """Who asks, of which collective, and when. Raises HttpError and UnknownCollectiveError."""
    at = cast("PageRequest", request).at
    collective_id = collectives.by_slug(slug).id
    acting = helping.actor(request, at)
    if acting is None:
        raise HttpError(401, "Sign in first.")
    return Actor(collective_id, acting.person_id, acting.helper_id), at


def _moment(given: datetime | None, at: datetime) -> datetime:
    """A moment that was asked for. Raises HttpError for one without a time zone, or in another age."""
    if given is None:
        return at
    if given.tzinfo is None or not OLDEST <= given.year <= NEWEST:
        raise HttpError(422, "Give a moment with a time zone, for example 2026-11-02T12:00:00Z.")
    return given


def _line(entry: queries.Entry) -> RegisterLine:
    return RegisterLine(
        person=entry.person_id,
        name=entry.name,
        standing=entry.standing.value,
        valid_from=entry.valid_from,
        valid_to=entry.valid_to,
        recorded_at=entry.recorded_at,
        votes_from=entry.votes_from,
        place=entry.place,
    )
