"""The cast of eight, with the standings they have in every test, made by real acts through the gate.

    from support.cast import build_cast
    cast = build_cast(at)
    cast.do("membership.invite", "anna", Invite())            # at cast.at, by Anna
    cast.decide("membership.admit", Admit(application_id))    # carried by votes that meet every requirement

Anna (member, board), Bram (member), Chadia (participant), Dirk (volunteer), Els (social shareholder), Farid
(neighbour, no standing), Greet (funder), Huub (member and board of another collective). At `at` the collective
is some 400 days old, and the waiting time of Bram has passed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from samenspel.ground.foundation import collectives
from samenspel.ground.foundation.ids import new_id
from samenspel.ground.people import accounts
from samenspel.kernels.statute.judge import Evidence, needs_of
from samenspel.kernels.statute.presets import BUURTCOLLECTIEF, WERKCOOPERATIE, Preset
from samenspel.kernels.statute.vocabulary import Standing
from samenspel.rooms.membership import queries as membership
from samenspel.rooms.membership.acts.joining import Admit, Apply, Begin, ConfirmMember
from samenspel.rooms.membership.acts.standings import Grant
from samenspel.rooms.statute import gate
from samenspel.rooms.statute import queries as statute
from samenspel.rooms.statute.acts import Adopt, ClauseValues, Found
from samenspel.rooms.statute.gate import Actor, Attempt, Done, Learned
from samenspel.rooms.statute.params import read

NAMES = ("anna", "bram", "chadia", "dirk", "els", "farid", "greet", "huub")
AGE = timedelta(days=400)
ADMITTED = timedelta(days=100)
"""When Bram is admitted: after the founders' time, so with a trial and a waiting time."""

_votes: dict[UUID, tuple[Evidence, ...]] = {}


@dataclass(frozen=True)
class Cast:
    """The cast in their collective. `other_id` is Huub's."""

    collective_id: UUID
    other_id: UUID
    slug: str
    at: datetime
    people: Mapping[str, UUID]

    def __getattr__(self, name: str) -> UUID:
        """`cast.anna` is Anna's number."""
        if name not in NAMES:
            raise AttributeError(name)
        return self.people[name]

    def actor(self, name: str) -> Actor:
        """Someone of the cast, acting in the collective that the cast is about."""
        return Actor(self.collective_id, self.people[name])

    def do(
        self, act: str, name: str, params: object, *, at: datetime | None = None, key: UUID | None = None
    ) -> Done:
        """Let someone attempt an act."""
        return gate.attempt(act, self.actor(name), params, at=at or self.at, key=key)

    def decide(self, act: str, params: object, *, by: str = "anna", at: datetime | None = None) -> Done:
        """Carry an act out on the ground of votes that meet everything the rules ask for it."""
        moment = at or self.at
        authority = decided(act, self.actor(by), params, moment)
        return gate.attempt(act, self.actor(by), params, at=moment, authority_id=authority)

    def standings(self, name: str, at: datetime | None = None) -> frozenset[Standing]:
        return membership.standings_of(self.collective_id, self.people[name], at or self.at)


def decided(act: str, actor: Actor, params: object, at: datetime) -> UUID:
    """Hold the votes that an act needs, all in favour and called in time, and return the number of the decision.

    It stands in for the deciding room, where a test is not about deciding.
    """
    version = statute.in_force(actor.collective_id, at)
    assert version is not None
    spec = gate.ACTS[act]
    assert not isinstance(spec.governed, gate.Free)
    nobody = Actor(actor.collective_id, None)
    kinds = spec.governed(Attempt(nobody, read(spec.params, params), at, version))
    evidence: list[Evidence] = []
    for need in needs_of(version.charter, kinds):
        wanted = need.requirement
        last = at - timedelta(days=wanted.cooling_days)
        for reading in range(wanted.readings):
            held_on = gate.civil_day(last - timedelta(days=wanted.gap_days * reading))
            evidence.append(Evidence(wanted.body, 1, 0, 1, held_on, wanted.notice_days))
    authority = new_id()
    _votes[authority] = tuple(evidence)
    return authority


def _held(trying: Attempt[object], act: str) -> Learned:
    del act
    return (
        Learned(evidence=_votes.get(trying.authority_id, ()))
        if trying.authority_id is not None
        else Learned()
    )


gate.provide_evidence(_held)


def make_people(at: datetime) -> dict[str, UUID]:
    """The accounts of the cast, with an e-mail address each."""
    return {
        name: accounts.create_person(name.capitalize(), "nl", at, f"{name}@example.org").id for name in NAMES
    }


def found(
    name: str,
    preset: Preset,
    founder: UUID,
    at: datetime,
    overrides: Mapping[str, Mapping[str, object]] | None = None,
) -> UUID:
    """Start a collective on a preset, and let its founder take the first place. `overrides` go by clause."""
    collective_id, changed = new_id(), overrides or {}
    actor = Actor(collective_id, founder)
    since = gate.civil_day(at)
    gate.attempt(
        "statute.found", actor, Found(name=name, form=preset.form, since=since, place="Breda"), at=at
    )
    clauses = tuple(
        ClauseValues(clause, {**values, **changed.get(clause, {})}) for clause, values in preset.clauses
    )
    gate.attempt("statute.adopt", actor, Adopt(clauses), at=at)
    gate.attempt("membership.begin", actor, Begin(), at=at)
    return collective_id


def build_cast(
    at: datetime,
    *,
    overrides: Mapping[str, Mapping[str, object]] | None = None,
    preset: Preset = WERKCOOPERATIE,
) -> Cast:
    """Found both collectives and give everyone their standings, in the 400 days before `at`."""
    start = at - AGE
    people = make_people(start)
    collective_id = found("De Wending", preset, people["anna"], start, overrides)
    other_id = found("De Kring", BUURTCOLLECTIEF, people["huub"], start)
    cast = Cast(collective_id, other_id, collectives.by_id(collective_id).slug, at, people)
    for name, standing in _PLACES.items():
        _grant(cast, name, standing, start + timedelta(days=1))
    _admit(cast, "bram", start + ADMITTED)
    return cast


_PLACES = {
    "chadia": Standing.PARTICIPANT,
    "dirk": Standing.VOLUNTEER,
    "els": Standing.SOCIAL_SHAREHOLDER,
    "greet": Standing.FUNDER,
}


def apply(cast: Cast, name: str, wanted: Standing, at: datetime | None = None) -> UUID:
    """Let someone ask to take part, on the rules in force. Returns the application."""
    moment = at or cast.at
    version = statute.in_force(cast.collective_id, moment)
    assert version is not None
    done = cast.do(
        "membership.apply", name, Apply(wanted, version.number, "Ik wil graag meedoen."), at=moment
    )
    assert isinstance(done.result, UUID)
    return done.result


def _admit(cast: Cast, name: str, at: datetime) -> None:
    """Admit someone, and make them a member when their trial is over, if there is one."""
    cast.decide("membership.admit", Admit(apply(cast, name, Standing.MEMBER, at)), at=at)
    if Standing.TRIAL_MEMBER in cast.standings(name, at):
        version = statute.in_force(cast.collective_id, at)
        assert version is not None
        over = at + timedelta(days=version.charter.statute.settings.trial_days or 0)
        cast.decide("membership.confirm_member", ConfirmMember(cast.people[name]), at=over)


def _grant(cast: Cast, name: str, standing: Standing, at: datetime) -> None:
    params = Grant(standing, application_id=apply(cast, name, standing, at))
    cast.decide("membership.grant", params, at=at)
