"""Telling a story: a collective, a clock that only moves forward, and people who act through the gate."""

import random
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from samenspel.ground.foundation.ids import new_id
from samenspel.ground.people import queries as people
from samenspel.kernels.statute.clause import JsonValue, Language
from samenspel.kernels.statute.presets import Preset
from samenspel.kernels.statute.vocabulary import Body, Standing
from samenspel.rooms.deciding import acts as deciding
from samenspel.rooms.deciding import queries as decisions
from samenspel.rooms.deciding.procedure import RoundWay
from samenspel.rooms.membership import queries as membership
from samenspel.rooms.statute import gate
from samenspel.rooms.statute import queries as statute
from samenspel.rooms.statute.gate import Actor, Done

Marks = tuple[str, ...]
Voter = Callable[[UUID], Marks]
RUNNING = frozenset({"announced", "voting", "decided"})


def agree(_: UUID) -> Marks:
    """Everybody is in favour."""
    return ("for",)


def never(_: UUID) -> Marks:
    """Nobody votes."""
    return ()


def some(seed: int, *, in_favour: int, against: int, away: int = 0) -> Voter:
    """People who vote for, against or not at all in these proportions, drawn from a seed and their name.

    Not from their number, which is another one each time the story is told: then some endings would not come.
    """

    def choose(person: UUID) -> Marks:
        name = people.names([person])[person]
        draw = random.Random(f"{seed}{name}").randrange(in_favour + against + away)  # noqa: S311 - a story, not a key
        return ("for",) if draw < in_favour else ("against",) if draw < in_favour + against else ()

    return choose


class Story:
    """One collective's life so far. `now` moves only forward; what is due happens on the way."""

    def __init__(self, begin: datetime) -> None:
        self.now = begin
        self.collective_id = new_id()

    def do(self, person: UUID | None, name: str, /, **params: object) -> Done:
        """Attempt an act. Whatever the gate raises ends the story: an example must be lawful."""
        self.now += timedelta(minutes=7)
        return gate.attempt(name, Actor(self.collective_id, person), params, at=self.now)

    def wait(self, days: int = 0, hours: int = 0) -> None:
        """Let time pass, doing every day what is due."""
        until = self.now + timedelta(days=days, hours=hours)
        while self.now < until:
            self.now = min(self.now + timedelta(days=1), until)
            deciding.advance(self.collective_id, self.now)

    def wait_until(self, moment: datetime) -> None:
        if moment > self.now:
            self.wait(days=(moment - self.now).days)
            self.now = max(self.now, moment)
            deciding.advance(self.collective_id, self.now)

    # Beginning

    def begin(
        self,
        founder: UUID,
        name: str,
        place: str,
        since: date,
        preset: Preset,
        changes: Mapping[str, Mapping[str, JsonValue]],
    ) -> None:
        """Found the collective, adopt its first charter, and take the first seat."""
        self.do(
            founder, "statute.found", name=name, place=place, since=since.isoformat(), form=preset.form.value
        )
        clauses = [
            {"id": clause, "values": {**values, **changes.get(clause, {})}}
            for clause, values in preset.clauses
        ]
        self.do(founder, "statute.adopt", clauses=clauses)
        self.do(founder, "membership.begin")

    def join(self, *people: UUID, sponsor: UUID, motivation: str = "") -> None:
        """Let people apply together, and the body that decides on it admit them."""
        proposals = []
        for person in people:
            application = self.apply(person, Standing.MEMBER, motivation)
            proposals.append(
                self.propose(
                    sponsor, "Nieuw lid", "Deze persoon wil meedoen en kent de spelregels.",
                    act="membership.admit", params={"application_id": str(application)},
                )
            )  # fmt: skip
        for proposal_id in proposals:
            self.see_through(proposal_id)

    def apply(self, person: UUID, wanted: Standing, motivation: str = "") -> UUID:
        version = statute.in_force(self.collective_id, self.now)
        assert version is not None
        self.do(
            person, "membership.apply", wanted=wanted.value, version=version.number, motivation=motivation
        )
        application = membership.application_of(self.collective_id, person)
        assert application is not None
        return application.id

    def grant(self, person: UUID, standing: Standing, by: UUID) -> None:
        """Give someone a place that the board may give alone."""
        self.do(
            by, "membership.grant", standing=standing.value, application_id=str(self.apply(person, standing))
        )

    # Deciding

    def propose(  # noqa: PLR0913 - the parts of a proposal
        self,
        opener: UUID,
        title: str,
        reason: str,
        *,
        act: str = "deciding.resolve",
        params: Mapping[str, object] | None = None,
        options: Sequence[Mapping[str, object]] = (),
        counted: Mapping[str, object] | None = None,
        purpose_line: str = "",
        touches: str = "",
    ) -> UUID:
        """Write and announce a proposal; `counted` says how options are counted, with seats or budget."""
        done = self.do(
            opener, "deciding.propose", title=title, reason=reason, act=act, params=dict(params or {}),
            options=[dict(option) for option in options], purpose_line=purpose_line, touches=touches,
            **(counted or {}),
        )  # fmt: skip
        proposal_id = done.result
        assert isinstance(proposal_id, UUID)
        self.do(opener, "deciding.announce", proposal_id=proposal_id)
        deciding.advance(self.collective_id, self.now)
        return proposal_id

    def decide(self, opener: UUID, title: str, reason: str, *, votes: Voter = agree, **rest: object) -> UUID:
        """Propose, let everyone vote, and wait until it has ended; returns the proposal."""
        proposal_id = self.propose(opener, title, reason, **rest)  # type: ignore[arg-type]
        self.see_through(proposal_id, votes)
        return proposal_id

    def see_through(self, proposal_id: UUID, votes: Voter = agree) -> None:
        """Let people vote in every round until the proposal has ended."""
        for _ in range(20):
            proposal = decisions.proposal(self.collective_id, proposal_id)
            assert proposal is not None
            if proposal.state not in RUNNING:
                return
            self.wait_until(self._step(proposal_id, votes) or self.now + timedelta(days=1))
        raise AssertionError("a proposal ends within twenty steps")

    def _step(self, proposal_id: UUID, votes: Voter) -> datetime | None:
        """Vote where a vote is open; returns the next moment at which something is due."""
        moments: list[datetime] = []
        for vote in decisions.votes(self.collective_id, proposal_id, None, Language.NL):
            if vote.closed_at is not None:
                continue
            if vote.opens_at > self.now:
                moments.append(vote.opens_at)
                continue
            if vote.body in {Body.FEDERATION, Body.COURT}:
                self._outside(vote.id)
            self.cast(vote, votes)
            moments.append(vote.closes_at)
        deciding.advance(self.collective_id, self.now)
        proposal = decisions.proposal(self.collective_id, proposal_id)
        if proposal is not None and proposal.state == "decided" and proposal.effect_at:
            moments = [proposal.effect_at]
        still_open = [
            v
            for v in decisions.votes(self.collective_id, proposal_id, None, Language.NL)
            if v.closed_at is None
        ]
        if not still_open and proposal is not None and proposal.state != "decided":
            return self.now
        return min(moments) if moments else None

    def cast(self, vote: decisions.VoteView, votes: Voter) -> None:
        """Let everyone on the register of an open vote vote, as the story has it."""
        for person, _, voted in decisions.register(self.collective_id, vote.id):
            marks = votes(person)
            if voted or not marks:
                continue
            if vote.way is RoundWay.CONSENT:
                self.do(
                    person,
                    "deciding.react",
                    round_id=vote.id,
                    reaction="agree" if marks == ("for",) else "worried",
                )
            else:
                self.do(person, "deciding.vote", round_id=vote.id, marks=list(marks))

    def _outside(self, round_id: UUID) -> None:
        [board, *_] = membership.seats(self.collective_id, Body.BOARD, self.now)
        self.do(
            board.person_id, "deciding.record_outside_consent",
            round_id=round_id, agreed=True, letter="Brief van de bond: wij stemmen in.",
        )  # fmt: skip

    def open_vote(self, proposal_id: UUID) -> decisions.VoteView:
        """The vote that is open now."""
        return next(
            vote
            for vote in decisions.votes(self.collective_id, proposal_id, None, Language.NL)
            if vote.closed_at is None and vote.opens_at <= self.now
        )
