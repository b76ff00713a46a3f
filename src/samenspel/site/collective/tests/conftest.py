"""The cast in their collective, something in the book for every audience, and browsers signed in as one of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client

from samenspel.ground.journal import queries as journal
from samenspel.ground.journal import reactions
from samenspel.ground.people import accounts
from samenspel.ground.people.models import Person
from samenspel.kernels.statute.vocabulary import Standing
from samenspel.rooms.deciding import acts as deciding
from samenspel.rooms.deciding import queries as decided
from samenspel.rooms.deciding.acts import Announce, Propose, React, Vote
from samenspel.rooms.deciding.models import Round
from samenspel.site import clock
from support.cast import Cast, apply, build_cast

AT = datetime(2026, 11, 2, 10, 0, tzinfo=UTC)
DAY = timedelta(days=1)
Browse = Callable[..., Client]


@pytest.fixture
def cast(db: None) -> Cast:
    return build_cast(AT)


@pytest.fixture
def now(cast: Cast) -> Iterator[datetime]:
    """The clock stands still, a little after all that the cast did."""
    with clock.set_to(AT + timedelta(minutes=5)) as _:
        yield clock.now()


@pytest.fixture
def browse(cast: Cast, now: datetime) -> Browse:
    """A browser: of someone of the cast, or without a name of anyone who passes by."""

    def opened(name: str | None = None, language: str = "nl") -> Client:
        client = Client(headers={"accept-language": language})
        if name is not None:
            accounts.set_language(cast.people[name], language, AT)
            client.force_login(Person.objects.get(id=cast.people[name]))
        return client

    return opened


def number_of(cast: Cast, type_name: str) -> int:
    """The number of the last deed of a type in the cast's book."""
    found = journal.stretch(cast.collective_id, journal.Filter(types=(type_name,)), size=1).deeds
    return found[0].sequence


@dataclass(frozen=True)
class Written:
    """Numbers of deeds, one for each audience."""

    public: int
    members: int
    parties: int


@pytest.fixture
def written(cast: Cast) -> Written:
    """A deed for anyone, one for who takes part, and one that is about Farid (for him and the board)."""
    apply(cast, "farid", Standing.MEMBER)
    propose(cast, "bram", "Een bakfiets", AT)
    return Written(
        public=number_of(cast, "membership.confirmed"),
        members=number_of(cast, "deciding.announced"),
        parties=number_of(cast, "membership.applied"),
    )


def propose(
    cast: Cast, name: str, title: str, at: datetime, act: str = "deciding.resolve", **params: object
) -> UUID:
    """Write a proposal and announce it."""
    given = Propose(title, "Dat is goed voor ons allemaal.", act, dict(params) or None)
    proposal_id = cast.do("deciding.propose", name, given, at=at).result
    assert isinstance(proposal_id, UUID)
    cast.do("deciding.announce", name, Announce(proposal_id), at=at)
    return proposal_id


def see_through(cast: Cast, proposal_id: UUID) -> datetime:
    """Hold every vote with everyone in favour, until the outcome has effect. Returns when that is."""
    at = AT
    while (proposal := decided.proposal(cast.collective_id, proposal_id)) and proposal.state in {
        "announced",
        "voting",
    }:
        vote = Round.objects.get(collective_id=cast.collective_id, proposal_id=proposal_id, closed_at=None)
        at = vote.opens_at
        deciding.advance(cast.collective_id, at)
        for name in ("anna", "bram"):
            if vote.way == "consent":
                cast.do("deciding.react", name, React(vote.id, "agree"), at=at)
            else:
                cast.do("deciding.vote", name, Vote(vote.id, ("for",)), at=at)
        deciding.advance(cast.collective_id, vote.closes_at)
    at += timedelta(days=60)
    deciding.advance(cast.collective_id, at)
    reactions.run_for(cast.collective_id, at)
    return at


def words(response: object) -> str:
    """What a page says, with any white space as one blank."""
    return " ".join(response.content.decode().split())  # type: ignore[attr-defined]
