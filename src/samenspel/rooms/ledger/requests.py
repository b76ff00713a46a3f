"""Reading what people asked for, and pots."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from samenspel.ground.journal import queries as journal
from samenspel.ground.people import queries as people
from samenspel.kernels.statute.model import Settings
from samenspel.rooms.ledger.models import Account, Receipt, Request
from samenspel.rooms.ledger.queries import AccountView, view_of

Kind = Request.Kind
State = Request.State
PAGE = 25


@dataclass(frozen=True, slots=True)
class RequestView:
    """Something that someone asked for. `reason` says why it was not granted."""

    id: UUID
    kind: str
    person_id: UUID
    name: str
    cents: int
    minutes: int | None
    day: date
    about: str
    iban: str
    state: str
    asked_at: datetime
    reason: str
    has_receipt: bool


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """A receipt as a file."""

    name: str
    kind: str
    data: bytes


@dataclass(frozen=True, slots=True)
class PotView:
    """Someone's pot, with the name of whom it is for."""

    account: AccountView
    person_id: UUID
    name: str


def waiting(collective_id: UUID) -> list[RequestView]:
    """What waits for a yes or a no, the oldest first."""
    rows = Request.objects.filter(collective_id=collective_id, state=State.ASKED)
    return _views(collective_id, rows.order_by("asked_at", "id"))


def count_waiting(collective_id: UUID) -> int:
    return Request.objects.filter(collective_id=collective_id, state=State.ASKED).count()


def of_person(collective_id: UUID, person_id: UUID) -> list[RequestView]:
    """What someone asked lately, the newest first."""
    rows = Request.objects.filter(collective_id=collective_id, person_id=person_id)
    return _views(collective_id, rows.order_by("-asked_at", "-id")[:PAGE])


def request(collective_id: UUID, request_id: UUID) -> RequestView | None:
    rows = Request.objects.filter(collective_id=collective_id, id=request_id)
    return next(iter(_views(collective_id, rows)), None)


def receipt(collective_id: UUID, request_id: UUID) -> ReceiptView | None:
    """The receipt that goes with a request."""
    row = Receipt.objects.filter(collective_id=collective_id, request_id=request_id).first()
    return ReceiptView(row.name, row.kind, bytes(row.data)) if row is not None else None


def _views(collective_id: UUID, rows: Iterable[Request]) -> list[RequestView]:
    found = list(rows)
    ids = [row.id for row in found]
    names = people.names([row.person_id for row in found])
    texts = journal.texts_about(collective_id, ids, ("about",))
    reasons = journal.texts_about(collective_id, ids, ("reason",))
    receipts = set(
        Receipt.objects.filter(collective_id=collective_id, request_id__in=ids).values_list(
            "request_id", flat=True
        )
    )
    return [
        RequestView(
            id=row.id,
            kind=row.kind,
            person_id=row.person_id,
            name=names.get(row.person_id, ""),
            cents=row.cents,
            minutes=row.minutes,
            day=row.day,
            about=texts.get(row.id, ""),
            iban=row.iban,
            state=row.state,
            asked_at=row.asked_at,
            reason=reasons.get(row.id, ""),
            has_receipt=row.id in receipts,
        )
        for row in found
    ]


# ------------------------------------------------------------------ pots


def pots(collective_id: UUID) -> list[PotView]:
    """Every pot that was ever filled, in order of the name."""
    rows = Account.objects.filter(collective_id=collective_id, kind=Account.Kind.POT, closed_at=None)
    found = [(row.person_id, view_of(row)) for row in rows.select_related("unit")]
    names = people.names([person for person, _view in found if person is not None])
    views = [PotView(view, person, names.get(person, "")) for person, view in found if person is not None]
    return sorted(views, key=lambda pot: (pot.name, pot.person_id))


def has_pots(settings: Settings) -> bool:
    """Whether the rules have pots."""
    return settings.pot_training is not None
