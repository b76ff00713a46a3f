"""Invoices under the collective's name: who we are on them, sending one, taking one back, and what came in for one."""

from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import Annotated
from uuid import UUID

from django.db.models import Max, Sum
from django.utils.translation import gettext_lazy as _
from pydantic import AfterValidator, StringConstraints
from pydantic import Field as Bound
from stdnum.nl import btw

from samenspel.ground.foundation.ids import new_id
from samenspel.ground.journal.book import Entry
from samenspel.rooms.ledger import deeds, ubl
from samenspel.rooms.ledger.acts.common import P
from samenspel.rooms.ledger.models import Invoice, InvoicePayment, Sender
from samenspel.rooms.ledger.params import MOST, Iban
from samenspel.rooms.ledger.queries import uncorrected
from samenspel.rooms.ledger.ubl import Document, Party, Regime
from samenspel.rooms.statute import gate
from samenspel.rooms.statute.gate import Act, ImpossibleError, Performed, Permitted, civil_day, of_kind
from samenspel.rooms.statute.params import STORABLE, Reason, ToldError

LATEST_DAYS = 120
"""How long someone can get to pay."""
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120), STORABLE]
Street = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=70), STORABLE]
City = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=50), STORABLE]
Reference = Annotated[str, StringConstraints(strip_whitespace=True, max_length=60), STORABLE]


def _number(value: str) -> str:
    """A KVK number of 8 figures or an OIN of 20, or nothing. Raises ToldError."""
    text = "".join(value.split())
    if text and not (text.isascii() and text.isdigit() and len(text) in {8, 20}):
        raise ToldError(_("A KVK number has 8 digits, an OIN has 20."))
    return text


def _vat_id(value: str) -> str:
    """A Dutch btw-id, or nothing. Raises ToldError."""
    text = "".join(value.split()).upper()
    if text and not btw.is_valid(text):
        raise ToldError(_("This is not a btw number. It looks like NL123456789B01."))
    return f"NL{btw.compact(text)}" if text else ""


Number = Annotated[str, AfterValidator(_number), Bound(max_length=30)]
VatId = Annotated[str, AfterValidator(_vat_id), Bound(max_length=20)]
Postcode = Annotated[
    str, StringConstraints(strip_whitespace=True, pattern=r"^[1-9]\d{3} ?[A-Za-z]{2}$", max_length=10)
]


@dataclass(frozen=True, slots=True)
class SetSender:
    """Say what stands on our invoices about ourselves. Invoices that were sent keep what stood on them."""

    name: Text
    street: Street
    postcode: Postcode
    city: City
    iban: Annotated[Iban, Bound(min_length=5)]
    regime: Regime
    number: Number = ""
    vat_id: VatId = ""


def _set_sender(case: Permitted[SetSender]) -> Performed:
    given = case.params
    if given.regime in {Regime.STANDARD, Regime.SMALL, Regime.EXEMPT} and not given.vat_id:
        raise ImpossibleError(_("Write our btw number: whoever is an entrepreneur for btw has one."))
    Sender.objects.update_or_create(
        collective_id=case.collective_id,
        defaults={**asdict(given), "regime": given.regime.value, "postcode": given.postcode.upper()},
    )
    return Performed(Entry(deeds.SENDER_SET.name, {"regime": given.regime.value}))


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """One line: what it is, how many in thousandths, cents each without btw, and the rate of btw."""

    text: Text
    price: Annotated[int, Bound(gt=0, le=MOST)]
    quantity: Annotated[int, Bound(gt=0, le=10**9)] = 1000
    rate: Annotated[int, Bound(ge=0, le=21)] = 0


@dataclass(frozen=True, slots=True)
class SendInvoice:
    """Send an invoice. From then on it has a number, and is taken back only by a credit note."""

    name: Text
    street: Street
    postcode: Postcode
    city: City
    lines: Annotated[tuple[InvoiceLine, ...], Bound(min_length=1, max_length=40)]
    delivered: date
    days: Annotated[int, Bound(ge=0, le=LATEST_DAYS)] = 30
    number: Number = ""
    reference: Reference = ""


def _send(case: Permitted[SendInvoice]) -> Performed:
    given, today = case.params, civil_day(case.at)
    sender = Sender.objects.filter(collective_id=case.collective_id).first()
    if sender is None:
        raise ImpossibleError(_("First write down what stands on our invoices about ourselves."))
    if given.delivered > today + timedelta(days=31) or given.delivered < today - timedelta(days=366):
        raise ImpossibleError(_("Look at the day again on which it was delivered."))
    regime = Regime(sender.regime)
    rates = {line.rate for line in given.lines}
    if not rates <= (set(ubl.RATES) if regime is Regime.STANDARD else {0}):
        raise ImpossibleError(_("With our btw this rate is not possible."))
    buyer = Party(given.name, given.street, given.postcode.upper(), given.city, given.number)
    document = Document(
        "",
        today,
        today + timedelta(days=given.days),
        given.delivered,
        _party_of(sender),
        buyer,
        tuple(ubl.Line(line.text, line.quantity, line.price, line.rate) for line in given.lines),
        regime,
        sender.vat_id,
        sender.iban,
        given.reference,
    )
    if document.total <= 0:
        raise ImpossibleError(_("This invoice comes to nothing."))
    if document.total > MOST:
        raise ImpossibleError(_("This amount is too large. Look at the prices again."))
    row = _keep(case, document, None)
    entry = Entry(deeds.INVOICED.name, {"number": number_of(row), "cents": row.total}, subject_id=row.id)
    return Performed(entry, row.id)


def _party_of(sender: Sender) -> Party:
    return Party(sender.name, sender.street, sender.postcode, sender.city, sender.number)


def _keep(case: Permitted[P], document: Document, taken_back: Invoice | None) -> Invoice:
    """Write an invoice down under the next number of the year. The collective is locked, so numbers have no gaps."""
    year = document.issued.year
    last = Invoice.objects.filter(collective_id=case.collective_id, year=year).aggregate(last=Max("sequence"))
    return Invoice.objects.create(
        id=new_id(),
        collective_id=case.collective_id,
        year=year,
        sequence=(last["last"] or 0) + 1,
        credits=taken_back,
        issued_on=document.issued,
        due_on=document.due,
        delivered_on=document.delivered,
        seller=asdict(document.seller),
        buyer=asdict(document.buyer),
        reference=document.reference,
        regime=document.regime.value,
        vat_id=document.vat_id,
        iban=document.iban,
        lines=[[line.text, line.quantity, line.price, line.rate] for line in document.lines],
        total=document.total,
        sent_at=case.at,
    )


def number_of(row: Invoice) -> str:
    """The number as it stands on the invoice: “2026-0042”."""
    return f"{row.year}-{row.sequence:04d}"


def document_of(row: Invoice) -> Document:
    """An invoice as it was sent."""
    return Document(
        number_of(row),
        row.issued_on,
        row.due_on,
        row.delivered_on,
        Party(**row.seller),
        Party(**row.buyer),
        tuple(ubl.Line(*line) for line in row.lines),
        Regime(row.regime),
        row.vat_id,
        row.iban,
        row.reference,
        number_of(row.credits) if row.credits is not None else "",
    )


@dataclass(frozen=True, slots=True)
class CreditInvoice:
    """Take an invoice back as a whole, by a credit note with a number of its own."""

    invoice_id: UUID
    reason: Reason


def _credit(case: Permitted[CreditInvoice]) -> Performed:
    row = _invoice(case, case.params.invoice_id)
    if row.credits_id is not None:
        raise ImpossibleError(_("This is a credit note. Send a new invoice instead."))
    if Invoice.objects.filter(collective_id=case.collective_id, credits=row).exists():
        raise ImpossibleError(_("This invoice was taken back already."))
    if _paid(row):
        raise ImpossibleError(_("Something came in for this invoice. Reverse that first."))
    old, today = document_of(row), civil_day(case.at)
    taken = replace(old, number="", issued=today, due=today, credits=old.number)
    made = _keep(case, taken, row)
    entry = Entry(
        deeds.CREDITED.name,
        {"number": number_of(made), "cents": made.total},
        {"reason": case.params.reason},
        subject_id=made.id,
    )
    return Performed(entry, made.id)


def _invoice(case: Permitted[P], invoice_id: UUID) -> Invoice:
    row = (
        Invoice.objects.filter(collective_id=case.collective_id, id=invoice_id)
        .select_related("credits")
        .first()
    )
    if row is None:
        raise ImpossibleError(_("There is no such invoice."))
    return row


def paid_on(collective_id: UUID, ids: Collection[UUID]) -> dict[UUID, int]:
    """What came in for each of these invoices, in cents; what was reversed does not count."""
    rows = InvoicePayment.objects.filter(
        collective_id=collective_id, invoice_id__in=ids, transfer__in=uncorrected(collective_id)
    )
    return dict(rows.values_list("invoice_id").annotate(Sum("transfer__lines__amount")))


def _paid(row: Invoice) -> int:
    return paid_on(row.collective_id, [row.id]).get(row.id, 0)


def came_in(case: Permitted[P], invoice_id: UUID, transfer: UUID, cents: int) -> None:
    """Let what came in be for an invoice; part of the act that books it."""
    row = _invoice(case, invoice_id)
    taken_back = Invoice.objects.filter(collective_id=case.collective_id, credits=row).exists()
    if row.credits_id is not None or taken_back:
        raise ImpossibleError(_("This invoice was taken back already."))
    if _paid(row) + cents > row.total:
        raise ImpossibleError(_("This is more than what is still open of the invoice."))
    InvoicePayment.objects.create(
        id=new_id(), collective_id=case.collective_id, invoice=row, transfer_id=transfer
    )


gate.register(
    Act(
        "ledger.set_sender",
        SetSender,
        _("write down who we are on invoices"),
        of_kind("register"),
        _set_sender,
    )
)
gate.register(Act("ledger.send_invoice", SendInvoice, _("send an invoice"), of_kind("register"), _send))
gate.register(
    Act("ledger.credit_invoice", CreditInvoice, _("take an invoice back"), of_kind("register"), _credit)
)
