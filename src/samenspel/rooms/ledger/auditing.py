"""Reading for who looks the books of a year through: what adds up, a sample to hold against the papers, who looked before."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.crypto import salted_hmac

from samenspel.ground.journal import queries as journal
from samenspel.ground.people import queries as people
from samenspel.rooms.ledger import queries, verification
from samenspel.rooms.ledger.models import Line, YearAudit
from samenspel.rooms.statute.gate import civil_day

SAMPLE = 20


@dataclass(frozen=True, slots=True)
class AuditView:
    """What one member found."""

    name: str
    person_id: UUID
    good: bool
    remarks: str
    made_on: date


def trouble(collective_id: UUID) -> list[str]:
    """What does not add up, worked out anew from every line; nothing where all does."""
    found = (*verification.findings(collective_id), *verification.beside_the_book(collective_id))
    return [str(each) for each in found]


def sample(collective_id: UUID, year: int, reader: UUID) -> list[queries.TransferView]:
    """Some payments of a year to hold against the papers: others for every reader, the same one each time.

    The order is that of a digest of payment and reader with the secret of this installation, so that nobody who books can
    work out which will be looked at.
    """
    ids = set(
        Line.objects.filter(
            collective_id=collective_id,
            transfer__day__gte=date(year, 1, 1),
            transfer__day__lte=date(year, 12, 31),
            giver__unit__code="eur",
            giver__person__isnull=True,
            taker__person__isnull=True,
        ).values_list("transfer_id", flat=True)
    )
    drawn = sorted(ids, key=lambda each: _drawn(each, reader))[:SAMPLE]
    views = [view for each in drawn if (view := queries.transfer(collective_id, each)) is not None]
    return sorted(views, key=lambda view: view.day)


def _drawn(transfer: UUID, reader: UUID) -> bytes:
    return salted_hmac("ledger.audit", transfer.hex + reader.hex, algorithm="sha256").digest()


def audits(collective_id: UUID, year: int) -> list[AuditView]:
    """Who looked the year through, and what they found."""
    rows = list(YearAudit.objects.filter(collective_id=collective_id, year=year).order_by("made_at", "id"))
    names = people.names([row.person_id for row in rows])
    texts = journal.texts_about(collective_id, [row.id for row in rows], ("remarks",))
    return [
        AuditView(
            names.get(row.person_id, ""),
            row.person_id,
            row.finding == YearAudit.Finding.GOOD,
            texts.get(row.id, ""),
            civil_day(row.made_at),
        )
        for row in rows
    ]
