"""Paying at the bank: two people release, and the bank reads one file."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenspel.kernels.quantity import EURO
from samenspel.kernels.statute.judge import Outcome
from samenspel.rooms.ledger import payments, queries
from samenspel.rooms.ledger.acts.releasing import MakePaymentFile, StopPayment
from samenspel.rooms.ledger.forms import OwnIbanForm
from samenspel.rooms.ledger.pages.frame import address, file_answer, purse_url
from samenspel.rooms.ledger.params import say
from samenspel.rooms.ledger.payments import PaymentView
from samenspel.rooms.ledger.queries import AccountView, Kind
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
    told,
)
from samenspel.rooms.statute.gate import ImpossibleError, civil_day
from samenspel.rooms.statute.params import BadParamsError

MOST_AT_ONCE = 200
"""How many payments one looks at in one go; the oldest come first."""


@dataclass(frozen=True, slots=True)
class Ready:
    """What two people released on one of our accounts at the bank, and the form that makes a file of it."""

    bank: AccountView
    payments: list[PaymentView]
    form: OwnIbanForm

    @property
    def total(self) -> int:
        return sum(each.cents for each in self.payments)


def _banks(reader: Reader) -> list[AccountView]:
    """Our accounts at the bank, for who keeps the purse. Others are not told what is there."""
    found = [a for a in queries.common_accounts(reader.id) if a.kind == Kind.BANK and a.unit == EURO]
    if not found:
        raise Http404
    if reader.ask("ledger.make_payment_file", MakePaymentFile(found[0].id, "")) is not Outcome.ALLOWED:
        raise PermissionDenied
    return found


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@insider_page
def overview(request: PageRequest, reader: Reader) -> HttpResponse:
    """What waits, what two people released, and the files that were made. A POST makes a file."""
    waiting = payments.waiting(reader.id)
    banks = [_ready(request, reader, bank, waiting) for bank in _banks(reader)]
    asked = next((each for each in banks if each.form.is_bound), None)
    if asked is not None and asked.form.is_valid():
        params = {"account": str(asked.bank.id), "iban": asked.form.cleaned_data["iban"]}
        done = attempted(asked.form, lambda: attempt(request, reader, "ledger.make_payment_file", params))
        if done is not None:
            return told(
                request,
                _("The file is made. Download it, and send it to the bank."),
                address(reader, "payments"),
            )
    to_look_at = [each for each in waiting if not each.released and each.first_by != reader.person_id]
    context = {
        "reader": reader,
        "form": asked.form if asked is not None else None,
        "mine": to_look_at[:MOST_AT_ONCE],
        "more": len(to_look_at[MOST_AT_ONCE:]),
        "others": [each for each in waiting if not each.released and each.first_by == reader.person_id],
        "ready": [each for each in banks if each.payments or each is asked],
        "several": len(banks) > 1,
        "files": payments.files(reader.id),
        "unit": EURO,
        "back_url": purse_url(reader),
    }
    wrong = asked is not None and asked.form.errors
    return render(request, "ledger/payments.html", context, status=400 if wrong else 200)


def _ready(request: PageRequest, reader: Reader, bank: AccountView, waiting: list[PaymentView]) -> Ready:
    sent = request.POST if request.POST.get("account", str(bank.id)) == str(bank.id) else None
    form = OwnIbanForm(sent or None, account=bank.id, iban=payments.own_iban(reader.id, bank.id))
    return Ready(bank, [each for each in waiting if each.released and each.account_id == bank.id], form)


@require_POST
@insider_page
def release(request: PageRequest, reader: Reader) -> HttpResponse:
    """Release the payments that are ticked."""
    ticked = request.POST.getlist("payment")
    if not ticked:
        messages.warning(request, _("Tick what you release."))
        return redirect(address(reader, "payments"))
    try:
        done = attempt(request, reader, "ledger.release_payments", {"payments": ticked})
    except BadParamsError:
        messages.warning(request, _("Look at the list again, and tick what you release."))
    except ImpossibleError as error:
        messages.warning(request, str(error.message))
    else:
        count = int(str(done.deed.payload["payments"]))
        words = ngettext("You released %(count)s payment.", "You released %(count)s payments.", count)
        messages.success(request, words % {"count": count})
    return redirect(address(reader, "payments"))


@require_http_methods(["GET", "HEAD", "POST"])
@insider_page
def stop(request: PageRequest, reader: Reader, payment_id: UUID) -> HttpResponse:
    """Take a payment off the list, and say why."""
    _banks(reader)
    found = or_404(payments.payment(reader.id, payment_id))

    def params(given: Mapping[str, object]) -> object:
        return StopPayment(payment_id, str(given["reason"]))

    def then(_done: object) -> HttpResponse:
        return told(request, _("It is off the list."), address(reader, "payments"))

    step = Step(
        "ledger.stop_payment",
        _("Not pay this?"),
        _("Take it off the list"),
        answers=[Answer(_("To whom"), found.name), Answer(_("How much"), say(found.cents, EURO))],
        consequences=[_("The cash book stays as it is. Reverse the payment there if it never happens.")],
        back_url=address(reader, "payments"),
    )
    return carry_out(request, reader, step, Doing(params, then), WhyForm(request.POST or None))


@never_cache
@require_safe
@insider_page
def download(_request: PageRequest, reader: Reader, file_id: UUID) -> HttpResponse:
    """A file for the bank, as it was made."""
    _banks(reader)
    made_at, data = or_404(payments.file(reader.id, file_id))
    return file_answer(
        data, "application/xml", f"betalingen-{civil_day(made_at):%Y-%m-%d}-{file_id.hex[-6:]}.xml"
    )
