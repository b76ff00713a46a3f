"""A large collective for measuring, made by acts through the gate: a work cooperative on all 21 clauses of its preset."""

from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from samenspel.ground.foundation.ids import new_id
from samenspel.ground.journal import book, reactions
from samenspel.ground.people import accounts
from samenspel.kernels.statute.clause import JsonValue
from samenspel.kernels.statute.presets import WERKCOOPERATIE
from samenspel.kernels.statute.vocabulary import Standing
from samenspel.rooms.deciding import acts as deciding
from samenspel.rooms.deciding import notices
from samenspel.rooms.deciding.models import Round
from samenspel.rooms.deciding.procedure import RoundWay
from samenspel.rooms.statute import gate
from samenspel.rooms.statute.gate import Actor, Done
from samenspel.site.demo.story import Story

RULES: dict[str, dict[str, JsonValue]] = {
    "purpose": {"purpose": "met eigen werk een zeker bestaan opbouwen, samen en zonder baas"},
    "decisions": {"way": "consent", "quorum": [0, 1], "voting_days": 7, "challenge_days": 2},
    "admission": {"decides": "board", "founding": 60},
}


class Vote(NamedTuple):
    """A vote that is open."""

    id: UUID
    proposal_id: UUID
    opener_id: UUID
    way: str


class Village(Story):
    """One collective, whose people act a second after each other."""

    def __init__(self, begin: datetime, name: str) -> None:
        super().__init__(begin)
        self.founder = self.newcomer("Anna")
        self.members = [self.founder]
        self.begin(self.founder, name, "Breda", date(2024, 1, 1), WERKCOOPERATIE, RULES)

    def do(self, person: UUID | None, name: str, /, **params: object) -> Done:
        """Attempt an act, one second after the one before."""
        self.now += timedelta(seconds=1)
        return gate.attempt(name, Actor(self.collective_id, person), params, at=self.now)

    def newcomer(self, name: str) -> UUID:
        """Someone with an account, who takes part in nothing yet."""
        return accounts.create_person(name, "nl", self.now, person_id=new_id()).id

    def grow(self, number: int) -> None:
        """Let people apply, and the board admit them, until there are so many members."""
        newcomers = [self.newcomer(f"Lid {place}") for place in range(len(self.members) + 1, number + 1)]
        for person in newcomers:
            application = self.apply(person, Standing.MEMBER, "Ik wil graag meewerken.")
            self.put("Nieuw lid", act="membership.admit", params={"application_id": str(application)})
        for vote in self.advance():
            self.vote(vote, self.founder)
        self.advance()
        self.wait(days=1)
        self.members += newcomers

    def put(self, title: str, opener: UUID | None = None, **rest: object) -> UUID:
        """Write and announce a proposal; nothing that is due is done yet."""
        by = opener or self.founder
        reason = "Dan weten we waar we aan toe zijn. Iedereen kan meepraten en meestemmen."
        proposal_id = self.do(by, "deciding.propose", title=title, reason=reason, **rest).result
        assert isinstance(proposal_id, UUID)
        self.do(by, "deciding.announce", proposal_id=proposal_id)
        return proposal_id

    def advance(self) -> list[Vote]:
        """Do what is due; returns the votes that are open now."""
        deciding.advance(self.collective_id, self.now)
        rows = Round.objects.filter(collective_id=self.collective_id, closed_at=None, opens_at__lte=self.now)
        fields = ("id", "proposal_id", "proposal__opener_id", "way")
        return [Vote(*row) for row in rows.order_by("called_at", "id").values_list(*fields)]

    def vote(self, vote: Vote, person: UUID, *, agrees: bool = True) -> None:
        """Cast a vote, whatever the way it is held."""
        if vote.way == RoundWay.CONSENT:
            self.do(person, "deciding.react", round_id=vote.id, reaction="agree" if agrees else "worried")
            return
        marks = (
            ["for" if agrees else "against"] if vote.way == RoundWay.YES_NO else ["1", "2" if agrees else "3"]
        )
        self.do(person, "deciding.vote", round_id=vote.id, marks=marks)

    def tell(self, *, seen: bool) -> None:
        """Let the reactions catch up; with `seen`, people read their notices."""
        reactions.run_for(self.collective_id, self.now)
        if seen:
            for person in self.members:
                notices.mark_seen(person, [self.collective_id], self.now)

    def deeds(self) -> int:
        """How many deeds the book holds."""
        return book.head(self.collective_id)[0]
