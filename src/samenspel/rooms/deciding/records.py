"""Loading and writing deciding's own rows, for its acts. Everything is asked for within one collective."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from samenspel.ground.foundation import statements
from samenspel.ground.foundation.ids import new_id
from samenspel.ground.journal import queries as journal
from samenspel.ground.journal.queries import Filter
from samenspel.kernels.statute.charter import Charter
from samenspel.kernels.statute.model import Requirement
from samenspel.kernels.statute.vocabulary import OUTSIDE_BODIES, Body
from samenspel.kernels.tally import Ballots, Option, Result, Rules, Tie, count
from samenspel.rooms.deciding import counting, deeds, procedure
from samenspel.rooms.deciding.models import Ballot, Objection, Proposal, RegisterEntry, Round
from samenspel.rooms.deciding.procedure import Held, RoundWay
from samenspel.rooms.membership import queries as membership
from samenspel.rooms.statute import gate
from samenspel.rooms.statute import queries as statute
from samenspel.rooms.statute.gate import ACTS, Actor, Attempt, ImpossibleError
from samenspel.rooms.statute.params import read

CONSENT_TO_YES_NO = {"agree": "for", "worried": "for", "object": "against"}
"""A worry is not an objection: it lets the proposal pass and is heard."""


def proposal(collective_id: UUID, proposal_id: UUID) -> Proposal:
    """Raises ImpossibleError for an unknown one, and for one of another collective alike."""
    row = statements.find(Proposal, collective_id=collective_id, id=proposal_id)
    if row is None:
        raise ImpossibleError(_("We do not know this proposal. It may belong to another collective."))
    return row


def round_of(collective_id: UUID, round_id: UUID) -> Round:
    """A vote with its proposal."""
    row = vote_of(collective_id, round_id)
    row.proposal = proposal(collective_id, row.proposal_id)
    return row


def vote_of(collective_id: UUID, round_id: UUID) -> Round:
    """A vote by itself. Raises ImpossibleError for an unknown one, and for one of another collective alike."""
    row = statements.find(Round, collective_id=collective_id, id=round_id)
    if row is None:
        raise ImpossibleError(_("We do not know this vote. It may belong to another collective."))
    return row


def objection(collective_id: UUID, objection_id: UUID) -> Objection:
    row = (
        Objection.objects.filter(collective_id=collective_id, id=objection_id)
        .select_related("proposal")
        .first()
    )
    if row is None:
        raise ImpossibleError(_("We do not know this objection. It may belong to another collective."))
    return row


def rounds(collective_id: UUID, proposal_id: UUID) -> list[Round]:
    """The votes on a proposal that count, in order; those set aside by a challenge left out."""
    return list(
        Round.objects.filter(collective_id=collective_id, proposal_id=proposal_id, void=False).order_by(
            "number"
        )
    )


def entitled(collective_id: UUID, proposal_id: UUID) -> set[UUID]:
    """Everyone on the register of some vote on a proposal."""
    votes = Round.objects.filter(collective_id=collective_id, proposal_id=proposal_id, void=False)
    entries = RegisterEntry.objects.filter(collective_id=collective_id, round__in=votes)
    return set(entries.values_list("person_id", flat=True))


def kinds_of(act: str, params: object, collective_id: UUID, at: datetime) -> tuple[str, ...]:
    """Which kinds of act (vocabulary of the statute) an act with these parameters is, under the version in force.

    Raises ImpossibleError when no proposal can carry the act, and BadParamsError.
    """
    spec = ACTS.get(act)
    if spec is None or not spec.by_decision or isinstance(spec.governed, gate.Free):
        raise ImpossibleError(_("A proposal cannot do this."))
    version = statute.in_force(collective_id, at)
    trying = Attempt(Actor(collective_id, None), read(spec.params, params), at, version)
    return spec.governed(trying)


@dataclass(frozen=True, slots=True)
class Call:
    """A vote about to be called."""

    proposal: Proposal
    charter: Charter
    body: Body
    requirements: tuple[Requirement, ...]
    way: RoundWay
    at: datetime
    not_before: datetime | None = None
    second_meeting: bool = False


def call_round(call: Call) -> Round:
    """Call a vote: fix its terms and freeze its register. Raises ImpossibleError for a body without seats."""
    collective_id = call.proposal.collective_id
    seats = [] if call.body in OUTSIDE_BODIES else membership.seats(collective_id, call.body, call.at)
    if not seats and call.body not in OUTSIDE_BODIES:
        raise EmptyBodyError(call.body)
    opens_at, closes_at = procedure.terms(
        call.charter, call.requirements, called_at=call.at, not_before=call.not_before
    )
    number = Round.objects.filter(collective_id=collective_id, proposal_id=call.proposal.id).count() + 1
    row = Round.objects.create(
        id=new_id(),
        collective_id=collective_id,
        proposal=call.proposal,
        number=number,
        body=call.body,
        way=call.way,
        secret=procedure.is_secret(call.charter, call.proposal.kinds, call.way),
        second_meeting=call.second_meeting,
        called_at=call.at,
        opens_at=opens_at,
        closes_at=closes_at,
    )
    RegisterEntry.objects.bulk_create(
        RegisterEntry(
            id=new_id(), collective_id=collective_id, round=row, person_id=seat.person_id, place=seat.place
        )
        for seat in seats
    )
    return row


class EmptyBodyError(ImpossibleError):
    """A body that must agree has nobody in it."""

    def __init__(self, body: Body) -> None:
        super().__init__(_("Nobody sits in this body yet. First choose people for it."))
        self.body = body


def ballots(row: Round) -> Ballots:
    """The ballots of a vote, aggregated and without names."""
    if row.secret:
        return in_box(row)
    tally: dict[tuple[str, ...], int] = {}
    for marks in Ballot.objects.filter(collective_id=row.collective_id, round=row).values_list(
        "marks", flat=True
    ):
        tally[tuple(marks)] = tally.get(tuple(marks), 0) + 1
    return sorted(tally.items())


def in_box(row: Round) -> Ballots:
    """The secret ballots of a vote."""
    return [(tuple(marks), times) for marks, times in row.box]


def count_round(row: Round, charter: Charter, cast: Ballots, seed: str) -> Result:
    """Count the ballots of a vote by its way. `seed` is what a lot is drawn from."""
    if row.way == RoundWay.CONSENT:
        cast = [((CONSENT_TO_YES_NO[marks[0]],), times) for marks, times in cast]
        return count("yes_no", cast)
    if row.way == RoundWay.YES_NO:
        return count("yes_no", cast)
    tie = Tie(procedure.tie_rule(charter).value)
    return count(
        row.proposal.counting,
        cast,
        options_of(row.proposal),
        replace(rules_of(row.proposal), tie=tie, seed=seed),
    )


def options_of(row: Proposal) -> tuple[Option, ...]:
    """The options of a proposal as the count takes them."""
    return tuple(Option(str(o["id"]), str(o["title"]), int(o.get("cost", 0))) for o in row.options)


def rules_of(row: Proposal) -> Rules:
    """What the proposal lays down for its count, apart from ties: those the charter settles."""
    return counting.rules(row.counting, row.count_rules)


def seed(row: Round) -> str:
    """What a lot between options is drawn from: the hash of the announcement's deed, which nobody can choose."""
    return seeds(row.collective_id, row.proposal_id).get(row.proposal_id, "") if row.proposal.options else ""


def seeds(collective_id: UUID, proposal_id: UUID | None = None) -> dict[UUID, str]:
    """The seeds of one proposal, or of all, by proposal."""
    told = journal.deeds(collective_id, Filter(types=(deeds.ANNOUNCED.name,), subject_id=proposal_id))
    return {
        subject: hash_ for subject, hash_ in told.values_list("subject_id", "hash") if subject is not None
    }


def held(row: Round) -> Held:
    """A closed vote as the procedure sees it."""
    assert row.result is not None
    assert row.closed_at is not None
    return Held(
        body=Body(row.body),
        way=RoundWay(row.way),
        called_at=row.called_at,
        opens_at=row.opens_at,
        in_favour=row.result["in_favour"],
        against=row.result["against"],
        abstaining=row.result["abstaining"],
        entitled=row.result["entitled"],
        held_on=gate.civil_day(row.closed_at),
        second_meeting=row.second_meeting,
        objections=row.result["objections"],
    )


def charter_of(row: Proposal) -> Charter:
    """The charter that the proposal was announced under."""
    version = (
        statute.version_by_id(row.collective_id, row.statute_version_id) if row.statute_version_id else None
    )
    if version is None:
        raise ImpossibleError(_("This proposal has not been announced yet."))
    return version.charter
