"""Asking for money, and looking at what others ask."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenspel.kernels.quantity import EURO
from samenspel.kernels.statute.judge import Outcome
from samenspel.rooms.ledger import queries, requests
from samenspel.rooms.ledger.acts.asking import AskExpenses, AskPot, DeclineRequest, Grant, OfRequest
from samenspel.rooms.ledger.forms import ExpensesForm, GrantForm, PotForm, choices
from samenspel.rooms.ledger.names import account_name, kind_of_request
from samenspel.rooms.ledger.pages.frame import address, file_answer, keeps_records, purse_url
from samenspel.rooms.ledger.params import say
from samenspel.rooms.ledger.queries import Kind
from samenspel.rooms.ledger.requests import RequestView
from samenspel.rooms.membership.frame import (
    Answer,
    Doing,
    PageRequest,
    Reader,
    Step,
    WhyForm,
    carry_out,
    insider_page,
    or_404,
    pressed,
    refuse_unless_allowed,
    told,
)
from samenspel.rooms.statute.gate import civil_day

KINDS = (Kind.PURSE, Kind.RESERVE, Kind.TRAINING)
"""Accounts of ours from which a request can be paid."""


def may_ask(reader: Reader) -> bool:
    """Whether the rules let this reader ask back what they paid."""
    return bool(reader.settings.pays_expenses) and reader.may("ledger.ask_expenses", _EXAMPLE)


def _allowance_url(reader: Reader) -> str:
    """Where one asks an allowance for work; empty where the rules have none."""
    return reader.elsewhere("work:allowance") if reader.settings.allowance_hour_cents else ""


_EXAMPLE = {"cents": 1, "day": "2026-01-01", "about": "...", "receipt": "."}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request that this reader can say yes or no to; `alone` when no decision is needed for the yes."""

    request: RequestView
    alone: bool


def to_look_at(reader: Reader) -> list[Waiting]:
    """What of others waits for this reader."""
    found = []
    for each in requests.waiting(reader.id):
        outcome = reader.ask("ledger.grant", Grant(each.id))
        looks = reader.may("ledger.decline", DeclineRequest(each.id, "..."))
        if each.person_id != reader.person_id and looks and outcome is not Outcome.REFUSED:
            found.append(Waiting(each, outcome is Outcome.ALLOWED))
    return found


@require_safe
@insider_page
def mine(request: PageRequest, reader: Reader) -> HttpResponse:
    """What I asked, and what of others waits for me."""
    assert reader.person_id is not None
    context = {
        "reader": reader,
        "mine": requests.of_person(reader.id, reader.person_id),
        "waiting": to_look_at(reader),
        "may_ask": may_ask(reader),
        "allowance_url": _allowance_url(reader),
        "unit": EURO,
        "back_url": purse_url(reader),
    }
    return render(request, "ledger/requests.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@insider_page
def expenses(request: PageRequest, reader: Reader) -> HttpResponse:
    """Ask back what I paid, with a photo of the receipt."""
    refuse_unless_allowed(reader, "ledger.ask_expenses", _EXAMPLE)
    form = ExpensesForm(request.POST or None, request.FILES or None, today=civil_day(reader.at))

    def params(given: Mapping[str, object]) -> object:
        file = form.cleaned_data["receipt"]
        return AskExpenses(
            cents=int(str(given["cents"])),
            day=given["day"],  # type: ignore[arg-type]
            about=str(given["about"]),
            receipt=b64encode(file.read()).decode(),
            receipt_name=str(file.name)[:120],
            iban=str(given["iban"]),
        )

    step = Step(
        "ledger.ask_expenses",
        _("What did you pay for us?"),
        _("Ask it back"),
        intro=_("Someone else looks at it. You get it back when they say yes."),
        back_url=address(reader, "requests"),
    )
    return carry_out(request, reader, step, Doing(params, lambda _done: _asked(request, reader)), form)


def _asked(request: PageRequest, reader: Reader) -> HttpResponse:
    return told(request, _("You asked it. Someone else looks at it."), address(reader, "requests"))


@require_http_methods(["GET", "HEAD", "POST"])
@insider_page
def from_pot(request: PageRequest, reader: Reader) -> HttpResponse:
    """Ask for something from my pot."""
    refuse_unless_allowed(reader, "ledger.ask_pot", AskPot(1, "..."))
    form = PotForm(request.POST or None)

    def params(given: Mapping[str, object]) -> object:
        return AskPot(int(str(given["cents"])), str(given["about"]), str(given["iban"]))

    step = Step(
        "ledger.ask_pot",
        _("What do you want from your pot?"),
        _("Ask it"),
        intro=_("It is set aside until someone says yes or no."),
        back_url=address(reader, "pot"),
    )
    return carry_out(request, reader, step, Doing(params, lambda _done: _asked(request, reader)), form)


@require_POST
@insider_page
def take_back(request: PageRequest, reader: Reader, request_id: UUID) -> HttpResponse:
    """Not ask it after all."""
    back = address(reader, "requests")
    return pressed(request, reader, "ledger.take_back", OfRequest(request_id), _("You took it back."), back)


def _looks_at(reader: Reader, request_id: UUID) -> RequestView:
    """A request of another that this reader may say no to. Others are not told that it is there."""
    found = or_404(requests.request(reader.id, request_id))
    asked = found.state == requests.State.ASKED
    if not (
        reader.may("ledger.decline", DeclineRequest(request_id, "...")) if asked else keeps_records(reader)
    ):
        raise PermissionDenied
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@insider_page
def grant(request: PageRequest, reader: Reader, request_id: UUID) -> HttpResponse:
    """Say yes; above the mandate the page leads to a proposal."""
    found = _looks_at(reader, request_id)
    accounts = [
        a for a in queries.common_accounts(reader.id) if a.unit == EURO and a.kind in KINDS and not a.purpose
    ]
    names = {a.id: account_name(a) for a in accounts}
    givers = choices(accounts, names) if found.kind != requests.Kind.POT else []
    form = GrantForm(request.POST or None, givers=givers, about=kind_of_request(found.kind))

    def params(given: Mapping[str, object]) -> object:
        giver = UUID(str(given["giver"])) if given.get("giver") else None
        return Grant(request_id, giver, str(given["about"]))

    def then(_done: object) -> HttpResponse:
        return told(
            request, _("You said yes. It is in the cash book, and can be paid."), address(reader, "requests")
        )

    step = Step(
        "ledger.grant",
        _("Yes to this?"),
        _("Yes"),
        answers=_answers(found),
        consequences=[_("It goes off the account at once."), _("Whoever pays does so at the bank.")],
        back_url=address(reader, "requests"),
    )
    return carry_out(request, reader, step, Doing(params, then), form)


def _answers(found: RequestView) -> list[Answer]:
    return [
        Answer(_("Who asks"), found.name),
        Answer(_("How much"), say(found.cents, EURO)),
        Answer(_("What for"), found.about),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@insider_page
def decline(request: PageRequest, reader: Reader, request_id: UUID) -> HttpResponse:
    """Say no, and why."""
    found = _looks_at(reader, request_id)
    form = WhyForm(request.POST or None)

    def params(given: Mapping[str, object]) -> object:
        return DeclineRequest(request_id, str(given["reason"]))

    def then(_done: object) -> HttpResponse:
        return told(request, _("You told them why."), address(reader, "requests"))

    step = Step(
        "ledger.decline",
        _("No to this?"),
        _("Say why"),
        answers=_answers(found),
        back_url=address(reader, "requests"),
    )
    return carry_out(request, reader, step, Doing(params, then), form)


@never_cache
@require_safe
@insider_page
def receipt(_request: PageRequest, reader: Reader, request_id: UUID) -> HttpResponse:
    """The receipt as a file, for who asked and who looks at it. Never inside a page: it comes from outside."""
    found = or_404(requests.request(reader.id, request_id))
    if found.person_id != reader.person_id and not keeps_records(reader):
        raise PermissionDenied
    file = or_404(requests.receipt(reader.id, request_id))
    ending = {"image/jpeg": "jpg", "image/png": "png", "application/pdf": "pdf"}[file.kind]
    answer = file_answer(file.data, file.kind, f"bon-{found.day:%Y-%m-%d}.{ending}")
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
