"""All that deciding keeps of a collective, for its archive. Secret ballots as they are stored: without names."""

from collections.abc import Iterator
from uuid import UUID

from samenspel.ground.foundation.canonical import Json
from samenspel.rooms.deciding import records
from samenspel.rooms.deciding.models import Decision, Proposal, Round
from samenspel.rooms.statute.params import to_json


def all_decisions(collective_id: UUID) -> list[Json]:
    """Every decision with the text it was taken on, oldest first."""
    rows = Decision.objects.filter(collective_id=collective_id).select_related("proposal").order_by("number")
    return [
        {
            "number": row.number,
            "title": row.proposal.title,
            "reason": row.proposal.reason,
            "act": row.proposal.act,
            "params": row.proposal.params,
            "decided_at": to_json(row.decided_at),
            "in_force_from": to_json(row.in_force_from),
            "review_on": to_json(row.review_on),
            "ended_at": to_json(row.ended_at),
            "end": row.end,
            "proposal": str(row.proposal_id),
        }
        for row in rows
    ]


def all_votes(collective_id: UUID) -> Iterator[Json]:
    """Every vote with its aggregated ballots and its outcome, a stream.

    Of a vote that still runs the ballots stay in the box: two archives made one vote apart would tell it.
    """
    rows = (
        Round.objects.filter(collective_id=collective_id)
        .select_related("proposal")
        .order_by("called_at", "id")
    )
    for row in rows.iterator(chunk_size=500):
        yield {
            "id": str(row.id),
            "proposal": str(row.proposal_id),
            "title": row.proposal.title,
            "body": row.body,
            "way": row.way,
            "secret": row.secret,
            "void": row.void,
            "opens_at": to_json(row.opens_at),
            "closes_at": to_json(row.closes_at),
            "options": row.proposal.options,
            "ballots": [[list(m), n] for m, n in records.ballots(row)] if row.closed_at is not None else None,
            "result": row.result,
        }


def all_proposals(collective_id: UUID) -> Iterator[Json]:
    """Every proposal that was announced, a stream."""
    rows = Proposal.objects.filter(collective_id=collective_id, announced_at__isnull=False).order_by(
        "made_at", "id"
    )
    for row in rows.iterator(chunk_size=500):
        yield {
            "id": str(row.id),
            "title": row.title,
            "reason": row.reason,
            "state": row.state,
            "act": row.act,
        }
