"""Recounts every vote of a collective from the stored ballots, and holds it against what was published."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from samenspel.ground.foundation.canonical import Json, digest
from samenspel.ground.journal import queries as journal
from samenspel.ground.journal.book import Finding
from samenspel.ground.journal.queries import Filter
from samenspel.kernels.statute.charter import Charter
from samenspel.kernels.tally import Ballots
from samenspel.rooms.deciding import clockwork, deeds, outcomes, records
from samenspel.rooms.deciding.models import Ballot, Decision, Proposal, RegisterEntry, Round, State
from samenspel.rooms.statute import queries as statute


@dataclass(frozen=True, slots=True)
class _Stored:
    """What bears on the votes of a collective, read at once: a query per vote would take minutes for a long life.

    `registers` gives how many people are on the register of a vote, and how many are struck off it.
    """

    published: dict[object, object]
    registers: dict[UUID, tuple[int, int]]
    ballots: dict[UUID, Ballots]
    seeds: dict[UUID, str]
    charters: dict[UUID, Charter]


_COUNTED = (
    "collective_id", "number", "way", "secret", "box", "result", "proposal__options", "proposal__counting",
    "proposal__count_rules", "proposal__statute_version_id",
)  # fmt: skip
"""What a recount needs to know of a vote."""


def check(collective_id: UUID) -> Iterator[Finding]:
    """Recount closed votes, compare ballots with registers, and decisions with the book; yields differences."""
    stored = _stored(collective_id)
    rows = Round.objects.filter(collective_id=collective_id).select_related("proposal").only(*_COUNTED)
    for row in rows.order_by("id").iterator(chunk_size=500):
        yield from _check_vote(row, stored)
    yield from _check_decisions(collective_id)
    yield from _check_opponents(collective_id)


def _stored(collective_id: UUID) -> _Stored:
    closed = journal.deeds(collective_id, Filter(types=(deeds.ROUND_CLOSED.name,))).values_list(
        "payload", flat=True
    )
    entries = RegisterEntry.objects.filter(collective_id=collective_id).values_list("round_id")
    voted = dict(entries.filter(voted=True).annotate(voted=Count("*")))
    return _Stored(
        published={payload["round"]: payload["result"] for payload in closed},
        registers={
            round_id: (entitled, voted.get(round_id, 0))
            for round_id, entitled in entries.annotate(entitled=Count("*"))
        },
        ballots=_open_ballots(collective_id),
        seeds=records.seeds(collective_id),
        charters={version.id: version.charter for version in statute.versions(collective_id)},
    )


def _open_ballots(collective_id: UUID) -> dict[UUID, Ballots]:
    """The ballots of every open vote, counted by the database, without names."""
    rows = Ballot.objects.filter(collective_id=collective_id).values_list("round_id", "marks")
    found: dict[UUID, list[tuple[tuple[str, ...], int]]] = {}
    for round_id, marks, times in rows.annotate(times=Count("id")):
        found.setdefault(round_id, []).append((tuple(marks), times))
    return {round_id: sorted(cast) for round_id, cast in found.items()}


def _check_vote(row: Round, stored: _Stored) -> Iterator[Finding]:
    name = f"vote {row.number} on proposal {row.proposal_id}"
    ballots = records.in_box(row) if row.secret else stored.ballots.get(row.id, [])
    cast = sum(times for _, times in ballots)
    entitled, voted = stored.registers.get(row.id, (0, cast))  # a body outside has no register
    if cast != voted:
        yield Finding(
            row.collective_id, f"{name} holds {cast} ballots, but {voted} people are struck off its register"
        )
    if row.result is None:
        return
    published = stored.published.get(str(row.id))
    if published is not None and published != digest(row.result):
        yield Finding(row.collective_id, f"the outcome of {name} is not what the book tells")
    counted, told = outcomes.figures(_recount(row, stored, ballots, entitled)), outcomes.figures(row.result)
    if {
        name: counted.get(name) for name in told
    } != told:  # what an older version did not store yet, it did not tell
        yield Finding(row.collective_id, f"a recount of {name} gives another outcome")


def _recount(row: Round, stored: _Stored, ballots: Ballots, entitled: int) -> dict[str, Json]:
    """The outcome as it should be, but for the objections that were open then: those may have ended since."""
    version_id = row.proposal.statute_version_id
    assert version_id is not None, "a vote is called under a version"
    seed = stored.seeds.get(row.proposal_id, "") if row.proposal.options else ""
    counted = records.count_round(row, stored.charters[version_id], ballots, seed)
    return outcomes.to_json(counted, ballots, entitled, objections=0)


def _check_decisions(collective_id: UUID) -> Iterator[Finding]:
    """Every decision that took effect has exactly one deed that says so, and the other way round."""
    effects = journal.deeds(collective_id, Filter(types=(deeds.TOOK_EFFECT.name,))).values_list(
        "payload", flat=True
    )
    told = [payload["decision"] for payload in effects]
    if len(set(told)) != len(told):
        yield Finding(collective_id, "a decision took effect twice")
    stored = {
        str(decision)
        for decision in Decision.objects.filter(
            collective_id=collective_id, deed_sequence__isnull=False
        ).values_list("id", flat=True)
    }
    for number in sorted(stored ^ set(told)):
        yield Finding(collective_id, f"decision {number} and the book do not tell the same")


def _check_opponents(collective_id: UUID) -> Iterator[Finding]:
    """Count again who without a vote speaks against the decisions that wait."""
    rows = Proposal.objects.filter(collective_id=collective_id, state=State.DECIDED).order_by("id")
    for proposal_id, stored in rows.values_list("id", "opponents"):
        counted = clockwork.opponents(collective_id, proposal_id)
        if stored != counted:
            yield Finding(
                collective_id,
                f"decision {proposal_id} counts {stored} opponents without a vote, and there are {counted}",
            )
