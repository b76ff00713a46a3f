"""Checking the counter-voice: how long decisions wait against who speaks."""

from collections.abc import Iterator
from uuid import UUID

from samenspel.ground.journal.book import Finding
from samenspel.rooms.deciding import queries as deciding
from samenspel.rooms.voice import queries


def findings(collective_id: UUID) -> Iterator[Finding]:
    """Count again who without a vote speaks against the decisions that wait; yields every difference."""
    for proposal_id, stored in deciding.waiting(collective_id):
        speakers = queries.opponents(collective_id, proposal_id)
        without_vote = len(speakers - deciding.entitled(collective_id, proposal_id))
        if stored != without_vote:
            yield Finding(
                collective_id,
                f"decision {proposal_id} counts {stored} opponents without a vote, and there are {without_vote}",
            )
