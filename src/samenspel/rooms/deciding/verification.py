"""Recounts every vote of a collective from the stored ballots, and holds it against what was published."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import Count, Q

from samenspel.ground.foundation.canonical import digest
from samenspel.ground.journal.book import Finding
from samenspel.ground.journal.queries import Filter, deeds
from samenspel.rooms.deciding import clockwork, records
from samenspel.rooms.deciding.models import Decision, RegisterEntry, Round


def check(collective_id: UUID) -> Iterator[Finding]:
    """Recount closed votes, compare ballots with registers, and decisions with the book; yields differences."""
    published = {
        deed.payload["round"]: deed.payload["result"]
        for deed in deeds(collective_id, Filter(types=("deciding.round_closed",)))
    }
    voted = dict(
        RegisterEntry.objects.filter(collective_id=collective_id)
        .values_list("round_id")
        .annotate(voted=Count("id", filter=Q(voted=True)))
    )
    rows = Round.objects.filter(collective_id=collective_id).select_related("proposal").order_by("id")
    for row in rows.iterator(chunk_size=500):
        yield from _check_vote(row, voted.get(row.id), published.get(str(row.id)))
    yield from _check_decisions(collective_id)


def _check_vote(row: Round, voted: int | None, published: object) -> Iterator[Finding]:
    name = f"vote {row.number} on proposal {row.proposal_id}"
    cast = sum(times for _, times in records.ballots(row))
    if voted is not None and cast != voted:
        yield Finding(row.collective_id, f"{name} holds {cast} ballots, but {voted} people are struck off its register")
    if row.result is None:
        return
    if published is not None and published != digest(row.result):
        yield Finding(row.collective_id, f"the outcome of {name} is not what the book tells")
    recount = clockwork.result_json(row, records.count_round(row, records.charter_of(row.proposal)))
    if {**recount, "objections": 0} != {**row.result, "objections": 0}:
        yield Finding(row.collective_id, f"a recount of {name} gives another outcome")


def _check_decisions(collective_id: UUID) -> Iterator[Finding]:
    """Every decision that took effect has exactly one deed that says so, and the other way round."""
    told = [
        deed.payload["decision"] for deed in deeds(collective_id, Filter(types=("deciding.took_effect",)))
    ]
    if len(set(told)) != len(told):
        yield Finding(collective_id, "a decision took effect twice")
    stored = {
        str(decision)
        for decision in Decision.objects.filter(collective_id=collective_id, deed_sequence__isnull=False).values_list(
            "id", flat=True
        )
    }
    for number in sorted(stored ^ set(told)):
        yield Finding(collective_id, f"decision {number} and the book do not tell the same")
