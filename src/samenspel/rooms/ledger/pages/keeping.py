"""For who keeps what we have together: opening the books, what comes in, what goes out, and putting a mistake right."""

from collections.abc import Mapping
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenspel.kernels.quantity import EURO, Unit, UnitKind
from samenspel.rooms.ledger import invoices, queries
from samenspel.rooms.ledger.acts.accounts import Open, OpenAccount
from samenspel.rooms.ledger.acts.correcting import Correct
from samenspel.rooms.ledger.acts.receiving import Receive
from samenspel.rooms.ledger.acts.spending import Spend
from samenspel.rooms.ledger.forms import AccountForm, MoveForm, choices
from samenspel.rooms.ledger.invoices import InvoiceView
from samenspel.rooms.ledger.names import account_name, side_name
from samenspel.rooms.ledger.pages.frame import purse_url
from samenspel.rooms.ledger.queries import OUTSIDE, AccountView, Kind, TransferView
from samenspel.rooms.ledger.templatetags.amounts import amount
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
    or_404,
    refuse_unless_allowed,
    told,
)
from samenspel.rooms.statute.gate import civil_day


def _back(request: PageRequest, reader: Reader, words: str) -> HttpResponse:
    return told(request, words, purse_url(reader))


@require_http_methods(["GET", "HEAD", "POST"])
@insider_page
def open_books(request: PageRequest, reader: Reader) -> HttpResponse:
    """Open the cash book."""
    refuse_unless_allowed(reader, "ledger.open", Open())
    step = Step(
        "ledger.open",
        _("Open the cash book?"),
        _("Open it"),
        consequences=(
            _("You can write down what comes in and what goes out."),
            _("Everyone who takes part gets an account in hours when they first need it."),
        ),
        back_url=purse_url(reader),
    )
    done = _("The cash book is open.")
    return carry_out(
        request, reader, step, Doing(lambda _given: Open(), lambda _done: _back(request, reader, done))
    )


def _unit(request: PageRequest, reader: Reader) -> Unit:
    """The unit that a form is about: `?eenheid=`, or euros."""
    known = {unit.code: unit for unit in queries.units(reader.id)}
    asked = request.GET.get("eenheid", "eur")
    if asked not in known:
        raise Http404
    return known[asked]


def _invoice(request: PageRequest, reader: Reader) -> InvoiceView | None:
    """The invoice that what came in is for: `?factuur=`. Raises Http404 for one that is not open."""
    asked = request.GET.get("factuur", "")
    if not asked:
        return None
    try:
        found = invoices.invoice(reader.id, UUID(asked))
    except ValueError as error:
        raise Http404 from error
    if found is None or not found.open:
        raise Http404
    return found


def _accounts(reader: Reader, unit: Unit) -> list[AccountView]:
    return [account for account in queries.common_accounts(reader.id) if account.unit == unit]


def _sides(accounts: list[AccountView]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Our own accounts, and those that stand for what is outside, to choose from."""
    names = {a.id: account_name(a) for a in accounts}
    ours = [a for a in accounts if a.kind not in OUTSIDE]
    return choices(ours, names), choices([a for a in accounts if a.kind in OUTSIDE], names)


@require_http_methods(["GET", "HEAD", "POST"])
@insider_page
def receive(request: PageRequest, reader: Reader) -> HttpResponse:
    """Write down what came in."""
    unit = _unit(request, reader)
    ours, outside = _sides(_accounts(reader, unit))
    today = civil_day(reader.at)
    if outside and ours:
        probe = Receive(UUID(outside[0][0]), UUID(ours[0][0]), 1, today)
        refuse_unless_allowed(reader, "ledger.receive", probe)
    paid = _invoice(request, reader)
    form = MoveForm(request.POST or None, givers=outside, takers=ours, unit=unit, today=today)
    if paid is not None:
        form.initial["amount"] = f"{paid.open // 100},{paid.open % 100:02d}"
        form.initial["about"] = _("Invoice %(number)s") % {"number": paid.number}

    def params(given: Mapping[str, object]) -> object:
        return Receive(
            giver=UUID(str(given["giver"])),
            taker=UUID(str(given["taker"])),
            amount=int(str(given["amount"])),
            day=given["day"],  # type: ignore[arg-type]
            about=str(given["about"]),
            invoice=paid.id if paid is not None else None,
        )

    step = Step("ledger.receive", _("What came in?"), _("Write it down"), back_url=purse_url(reader))
    done = _("It has been written down.")
    return carry_out(request, reader, step, Doing(params, lambda _done: _back(request, reader, done)), form)


@require_http_methods(["GET", "HEAD", "POST"])
@insider_page
def spend(request: PageRequest, reader: Reader) -> HttpResponse:
    """Write down what goes out, within the mandate; above it, or from money set apart, the page leads to a proposal."""
    unit = _unit(request, reader)
    accounts = _accounts(reader, unit)
    ours, outside = _sides(accounts)
    takers = outside + ours if unit.kind is UnitKind.EURO else ours
    euros = unit.kind is UnitKind.EURO
    form = MoveForm(request.POST or None, givers=ours, takers=takers, unit=unit, payee=euros)
    purposes = {account.id: account.purpose or None for account in accounts}

    def params(given: Mapping[str, object]) -> object:
        giver = UUID(str(given["giver"]))
        return Spend(
            giver=giver,
            taker=UUID(str(given["taker"])),
            amount=int(str(given["amount"])),
            purpose=purposes.get(giver),
            about=str(given["about"]),
            payee=str(given.get("payee", "")),
            iban=str(given.get("iban", "")),
        )

    step = Step(
        "ledger.spend",
        _("What goes out?"),
        _("Write it down"),
        intro=_mandate(reader) if unit.kind is UnitKind.EURO else "",
        back_url=purse_url(reader),
    )
    done = _("It has been written down.")
    return carry_out(request, reader, step, Doing(params, lambda _done: _back(request, reader, done)), form)


def _mandate(reader: Reader) -> str:
    """How much the board may still spend this month without a decision; empty where it may not at all."""
    settings = reader.settings
    if not settings.mandate_cents or not settings.mandate_month_cents:
        return ""
    spent = queries.spent_by_mandate(reader.id, civil_day(reader.at))
    return _(
        "The board may spend %(each)s at a time by itself, and this month still %(left)s. More takes a decision."
    ) % {
        "each": amount(settings.mandate_cents, EURO),
        "left": amount(max(0, settings.mandate_month_cents - spent), EURO),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@insider_page
def open_account(request: PageRequest, reader: Reader) -> HttpResponse:
    """Open an account of all together in euros, possibly set apart."""
    probe = OpenAccount(Kind.RESERVE, "eur", "?")
    refuse_unless_allowed(reader, "ledger.open_account", probe)
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        apart = form.cleaned_data["apart"]
        given = {
            "kind": "partner" if apart else "reserve",
            "unit": "eur",
            "name": name,
            "purpose": "apart" if apart else None,
        }
        done = attempted(form, lambda: attempt(request, reader, "ledger.open_account", given))
        if done is not None:
            return _back(request, reader, _("The account is open."))
    step = Step(
        "ledger.open_account", _("An account for all of us"), _("Open it"), back_url=purse_url(reader)
    )
    return render(request, "site/confirm.html", step.context(form), status=400 if form.errors else 200)


def _answers(moved: TransferView) -> list[Answer]:
    """What a payment was: when, how much, from where to where, and what for."""
    answers = [Answer(_("Day"), date_format(moved.day, "j F Y"))]
    for line in moved.lines:
        sides = {"giver": side_name(line.giver), "taker": side_name(line.taker)}
        answers.append(Answer(amount(line.amount, line.unit), _("From: %(giver)s. To: %(taker)s.") % sides))
    return answers + ([Answer(_("What for"), moved.about)] if moved.about else [])


def _reversing(moved: TransferView) -> list[str]:
    """What follows from reversing, and what does not follow by itself."""
    told_ = [
        _("Everything goes back to where it came from, in a new payment."),
        _("The old payment stays to be read. Both say why."),
    ]
    if any(isinstance(line.giver, AccountView) and line.giver.kind in OUTSIDE for line in moved.lines):
        told_.append(_("If it counted as a contribution, strike the contribution as well."))
    if any(isinstance(line.taker, AccountView) and line.taker.kind in OUTSIDE for line in moved.lines):
        told_.append(_("If it is in a file for the bank already, the bank can still pay it."))
    return told_


@require_http_methods(["GET", "HEAD", "POST"])
@insider_page
def correct(request: PageRequest, reader: Reader, transfer_id: UUID) -> HttpResponse:
    """Reverse a payment, and say why."""
    refuse_unless_allowed(reader, "ledger.correct", Correct(transfer_id, "..."))
    moved = or_404(queries.transfer(reader.id, transfer_id))
    step = Step(
        "ledger.correct",
        _("Reverse this payment?"),
        _("Reverse it"),
        answers=_answers(moved),
        consequences=_reversing(moved),
        back_url=purse_url(reader),
        danger=True,
    )
    form = WhyForm(request.POST or None)

    def params(given: Mapping[str, object]) -> object:
        return Correct(transfer_id, str(given["reason"]))

    done = _("The payment was reversed.")
    return carry_out(request, reader, step, Doing(params, lambda _done: _back(request, reader, done)), form)
