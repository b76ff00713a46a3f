"""Reading invoices: which were sent, what is still open, and one as it was sent."""

from base64 import b64encode
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from uuid import UUID

import segno.helpers
from django.core.paginator import Page, Paginator

from samenspel.rooms.ledger.acts.invoicing import document_of, number_of, paid_on
from samenspel.rooms.ledger.models import Invoice, Sender
from samenspel.rooms.ledger.ubl import Document

PAGE = 25


@dataclass(frozen=True, slots=True)
class InvoiceView:
    """An invoice or credit note in a list. `open` is what is still to come in, in cents; nought when it was taken back."""

    id: UUID
    number: str
    name: str
    issued: date
    due: date
    total: int
    open: int
    credit: bool
    taken_back: bool

    def late(self, today: date) -> bool:
        return bool(self.open) and self.due < today


def sender(collective_id: UUID) -> dict[str, str] | None:
    """What stands on our invoices about ourselves, for a form; None before it was written down."""
    row = Sender.objects.filter(collective_id=collective_id).first()
    if row is None:
        return None
    names = ("name", "street", "postcode", "city", "number", "vat_id", "iban", "regime")
    return {name: str(getattr(row, name)) for name in names}


def page(collective_id: UUID, number: int) -> tuple[list[InvoiceView], Page[Invoice]]:
    """A page of invoices, the newest first."""
    rows = Invoice.objects.filter(collective_id=collective_id).order_by("-year", "-sequence")
    listed = Paginator(rows, PAGE).get_page(number)
    return _views(collective_id, list(listed.object_list)), listed


def open_ones(collective_id: UUID) -> list[InvoiceView]:
    """Invoices for which something is still to come in, the oldest first."""
    rows = Invoice.objects.filter(collective_id=collective_id, credits=None).order_by("year", "sequence")
    return [view for view in _views(collective_id, list(rows)) if view.open]


def invoice(collective_id: UUID, invoice_id: UUID) -> InvoiceView | None:
    rows = Invoice.objects.filter(collective_id=collective_id, id=invoice_id)
    return next(iter(_views(collective_id, list(rows))), None)


def document(collective_id: UUID, invoice_id: UUID) -> Document | None:
    """An invoice as it was sent."""
    row = Invoice.objects.filter(collective_id=collective_id, id=invoice_id).select_related("credits").first()
    return document_of(row) if row is not None else None


def _views(collective_id: UUID, rows: list[Invoice]) -> list[InvoiceView]:
    gone = set(
        Invoice.objects.filter(
            collective_id=collective_id, credits_id__in=[row.id for row in rows]
        ).values_list("credits_id", flat=True)
    )
    paid = paid_on(collective_id, [row.id for row in rows])
    return [
        InvoiceView(
            id=row.id,
            number=number_of(row),
            name=str(row.buyer["name"]),
            issued=row.issued_on,
            due=row.due_on,
            total=row.total,
            open=0 if row.credits_id is not None or row.id in gone else row.total - paid.get(row.id, 0),
            credit=row.credits_id is not None,
            taken_back=row.id in gone,
        )
        for row in rows
    ]


def payment_code(sent: Document) -> str:
    """The square to scan in a bank's app (EPC069-12), as the address of a picture; empty where it cannot be made."""
    try:
        made = segno.helpers.make_epc_qr(
            name=sent.seller.name[:70],
            iban=sent.iban,
            amount=Decimal(sent.total).scaleb(-2),
            text=sent.number,
            encoding=1,
        )
    except ValueError:  # too much, or a name that does not fit
        return ""
    picture = BytesIO()
    made.save(picture, kind="svg", scale=3, border=2, xmldecl=False)
    return f"data:image/svg+xml;base64,{b64encode(picture.getvalue()).decode()}"
