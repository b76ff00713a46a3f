"""Reading what is still to be paid at the bank."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Sum

from samenspel.ground.people import queries as people
from samenspel.rooms.ledger.models import BankStatement, Payment, PaymentFile
from samenspel.rooms.ledger.queries import open_payments

FILES = 20


@dataclass(frozen=True, slots=True)
class PaymentView:
    """A payment that waits: to whom, and who released it so far."""

    id: UUID
    account_id: UUID
    name: str
    iban: str
    about: str
    cents: int
    first_by: UUID | None
    first_name: str
    released: bool


@dataclass(frozen=True, slots=True)
class FileView:
    """A file for the bank, with how many payments are in it and what they come to."""

    id: UUID
    made_at: datetime
    payments: int
    cents: int


def waiting(collective_id: UUID) -> list[PaymentView]:
    """Payments that are in no file yet, the oldest first."""
    rows = list(open_payments(collective_id).filter(file=None).order_by("made_at", "id"))
    names = people.names([row.first_by_id for row in rows if row.first_by_id is not None])
    return [
        PaymentView(
            id=row.id,
            account_id=row.account_id,
            name=row.name,
            iban=row.iban,
            about=row.about,
            cents=row.cents,
            first_by=row.first_by_id,
            first_name=names.get(row.first_by_id, "") if row.first_by_id is not None else "",
            released=row.second_by_id is not None,
        )
        for row in rows
    ]


def payment(collective_id: UUID, payment_id: UUID) -> PaymentView | None:
    return next((each for each in waiting(collective_id) if each.id == payment_id), None)


def files(collective_id: UUID) -> list[FileView]:
    """The last files that were made, the newest first."""
    rows = PaymentFile.objects.filter(collective_id=collective_id).order_by("-made_at", "-id")
    made = dict(rows.values_list("id", "made_at")[:FILES])
    within = Payment.objects.filter(collective_id=collective_id, file_id__in=list(made))
    sums = {
        file: (count, cents)
        for file, count, cents in within.values_list("file_id").annotate(Count("id"), Sum("cents"))
    }
    return [FileView(file, at, *sums[file]) for file, at in made.items()]


def file(collective_id: UUID, file_id: UUID) -> tuple[datetime, bytes] | None:
    """A file as it was made."""
    row = PaymentFile.objects.filter(collective_id=collective_id, id=file_id).first()
    return (row.made_at, bytes(row.data)) if row is not None else None


def own_iban(collective_id: UUID, account_id: UUID) -> str:
    """The number of one of our accounts at the bank, as its last statement says; empty where none was read."""
    rows = BankStatement.objects.filter(collective_id=collective_id, account_id=account_id).exclude(iban="")
    return rows.order_by("-read_at").values_list("iban", flat=True).first() or ""
