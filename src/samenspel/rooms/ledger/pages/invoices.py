"""Invoices: sending them under our name, what is open, and each as paper and as an e-invoice."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from samenspel.kernels.quantity import EURO
from samenspel.kernels.statute.judge import Outcome
from samenspel.rooms.ledger import invoices, ubl
from samenspel.rooms.ledger.acts.invoicing import CreditInvoice, SetSender
from samenspel.rooms.ledger.forms import InvoiceForm, SenderForm
from samenspel.rooms.ledger.pages.frame import address, file_answer, paper_answer, purse_url
from samenspel.rooms.ledger.params import say
from samenspel.rooms.ledger.ubl import Document, Regime
from samenspel.rooms.membership.frame import (
    Answer,
    Doing,
    PageRequest,
    Reader,
    Step,
    WhyForm,
    attempt,
    attempted,
    carry_out,
    insider_page,
    number_of,
    or_404,
    told,
)
from samenspel.rooms.statute.gate import Done, civil_day


def _keeps(reader: Reader) -> None:
    """For who keeps the purse: an invoice says with whom we do what."""
    probe = CreditInvoice(reader.id, "...")
    if reader.ask("ledger.credit_invoice", probe) is not Outcome.ALLOWED:
        raise PermissionDenied


@never_cache
@require_safe
@insider_page
def listing(request: PageRequest, reader: Reader) -> HttpResponse:
    """What was sent, and what is still to come in."""
    _keeps(reader)
    views, listed = invoices.page(reader.id, number_of(request))
    context = {
        "reader": reader,
        "invoices": [(view, view.late(civil_day(reader.at))) for view in views],
        "page": listed,
        "open": sum(view.open for view in invoices.open_ones(reader.id)),
        "sender": invoices.sender(reader.id),
        "unit": EURO,
        "back_url": purse_url(reader),
    }
    return render(request, "ledger/invoices.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@insider_page
def sender(request: PageRequest, reader: Reader) -> HttpResponse:
    """Who we are on our invoices."""
    _keeps(reader)
    known = invoices.sender(reader.id) or {"name": reader.collective.name, "regime": Regime.NONE.value}
    form = SenderForm(request.POST or None, initial=known)

    def params(given: Mapping[str, object]) -> object:
        return {name: given[name] for name in SetSender.__dataclass_fields__}

    def then(_done: Done) -> HttpResponse:
        return told(request, _("It has been written down."), address(reader, "invoices"))

    step = Step(
        "ledger.set_sender",
        _("Who are we on an invoice?"),
        _("Write it down"),
        back_url=address(reader, "invoices"),
    )
    return carry_out(request, reader, step, Doing(params, then), form)


@require_http_methods(["GET", "HEAD", "POST"])
@insider_page
def new(request: PageRequest, reader: Reader) -> HttpResponse:
    """Write an invoice, look at it, and send it: what is sent has a number and stays."""
    _keeps(reader)
    known = invoices.sender(reader.id)
    if known is None:
        return redirect(address(reader, "sender"))
    taxed = known["regime"] == Regime.STANDARD
    form = InvoiceForm(request.POST or None, today=civil_day(reader.at), taxed=taxed)
    context = {"reader": reader, "form": form, "unit": EURO, "back_url": address(reader, "invoices")}
    if request.method != "POST" or not form.is_valid() or "change" in request.POST:
        return render(request, "ledger/invoice_new.html", context)
    if "send" in request.POST:
        done = attempted(form, lambda: attempt(request, reader, "ledger.send_invoice", _params(form)))
        if done is not None:
            sent = or_404(done.deed.subject_id)
            message = _("Invoice %(number)s is ready. Now give it to them.") % {
                "number": done.deed.payload["number"]
            }
            return told(request, message, address(reader, "invoice", sent))
        return render(request, "ledger/invoice_new.html", context)
    shown = _draft(reader, form, known)
    context |= {"document": shown, "reason": ubl.REASONS.get(shown.regime, ""), "typed": _typed(request)}
    return render(request, "ledger/invoice_check.html", context)


def _params(form: InvoiceForm) -> dict[str, object]:
    given = form.cleaned_data
    names = ("name", "street", "postcode", "city", "number", "reference", "days")
    return {
        **{name: given[name] for name in names},
        "delivered": given["delivered"].isoformat(),
        "lines": form.lines(given),
    }


def _typed(request: PageRequest) -> list[tuple[str, str]]:
    """What was typed, to go along with the check."""
    left = {"csrfmiddlewaretoken", "request_key", "check", "change", "send"}
    return [(name, str(value)) for name, value in request.POST.items() if name not in left]


def _draft(reader: Reader, form: InvoiceForm, known: Mapping[str, str]) -> Document:
    """The invoice as it would be, without a number."""
    given, today = form.cleaned_data, civil_day(reader.at)
    return Document(
        "",
        today,
        today + timedelta(days=int(given["days"])),
        given["delivered"],
        ubl.Party(known["name"], known["street"], known["postcode"], known["city"], known["number"]),
        ubl.Party(given["name"], given["street"], given["postcode"], given["city"], given["number"]),
        tuple(ubl.Line(**line) for line in form.lines(given)),  # type: ignore[arg-type]
        Regime(known["regime"]),
        known["vat_id"],
        known["iban"],
        given["reference"],
    )


@never_cache
@require_safe
@insider_page
def one(request: PageRequest, reader: Reader, invoice_id: UUID) -> HttpResponse:
    """One invoice, as it was sent."""
    _keeps(reader)
    view = or_404(invoices.invoice(reader.id, invoice_id))
    sent = or_404(invoices.document(reader.id, invoice_id))
    context = {
        "reader": reader,
        "invoice": view,
        "late": view.late(civil_day(reader.at)),
        "document": sent,
        "reason": ubl.REASONS.get(sent.regime, ""),
        "unit": EURO,
        "back_url": address(reader, "invoices"),
    }
    return render(request, "ledger/invoice.html", context)


@never_cache
@require_safe
@insider_page
def paper(request: PageRequest, reader: Reader, invoice_id: UUID) -> HttpResponse:
    """An invoice as a PDF, with a square to pay by."""
    _keeps(reader)
    sent = or_404(invoices.document(reader.id, invoice_id))
    context = {
        "document": sent,
        "reason": ubl.REASONS.get(sent.regime, ""),
        "unit": EURO,
        "code": "" if sent.credits else invoices.payment_code(sent),
    }
    back = address(reader, "invoices")
    return paper_answer(request, "ledger/paper/invoice.html", context, f"{sent.number}.pdf", back)


@never_cache
@require_safe
@insider_page
def electronic(_request: PageRequest, reader: Reader, invoice_id: UUID) -> HttpResponse:
    """An invoice as an e-invoice (UBL)."""
    _keeps(reader)
    sent = or_404(invoices.document(reader.id, invoice_id))
    if not sent.by_peppol:
        raise Http404
    return file_answer(ubl.written(sent), "application/xml", f"{sent.number}.xml")


@require_http_methods(["GET", "HEAD", "POST"])
@insider_page
def credit(request: PageRequest, reader: Reader, invoice_id: UUID) -> HttpResponse:
    """Take an invoice back by a credit note."""
    _keeps(reader)
    view = or_404(invoices.invoice(reader.id, invoice_id))

    def params(given: Mapping[str, object]) -> object:
        return CreditInvoice(invoice_id, str(given["reason"]))

    def then(_done: Done) -> HttpResponse:
        return told(
            request, _("It has been taken back. There is a credit note."), address(reader, "invoices")
        )

    step = Step(
        "ledger.credit_invoice",
        _("Take this invoice back?"),
        _("Take it back"),
        answers=[
            Answer(_("Invoice"), view.number),
            Answer(_("To whom"), view.name),
            Answer(_("How much"), say(view.total, EURO)),
        ],
        consequences=[
            _("It stays in the list. A credit note with a number of its own takes all of it back.")
        ],
        back_url=address(reader, "invoice", invoice_id),
        danger=True,
    )
    return carry_out(request, reader, step, Doing(params, then), WhyForm(request.POST or None))
