"""What we have together: for everyone as the rules on openness say, and for who keeps it."""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samenspel.kernels.quantity import EURO, Unit, UnitKind
from samenspel.kernels.statute.judge import Outcome
from samenspel.rooms.ledger import queries
from samenspel.rooms.ledger.acts.common_money import Correct, Open, OpenAccount, Receive, Spend
from samenspel.rooms.ledger.forms import AccountForm, MoveForm, ReasonForm, choices
from samenspel.rooms.ledger.names import account_name
from samenspel.rooms.ledger.queries import OUTSIDE, AccountView, EntryView, Flow, Kind, TransferView
from samenspel.rooms.ledger.templatetags.amounts import amount
from samenspel.rooms.membership.frame import (
    Answer,
    Doing,
    PageRequest,
    Reader,
    Step,
    attempt,
    attempted,
    carry_out,
    insider_page,
    or_404,
    page,
    refuse_unless_allowed,
)
from samenspel.rooms.statute.gate import civil_day

_BAR = 1000


@dataclass(frozen=True, slots=True)
class Bars:
    """What came and what went as two bars against the larger of them, in drawing units of a thousand."""

    flow: Flow
    came: int
    went: int


@dataclass(frozen=True, slots=True)
class Shown:
    """An account with its name. Of the bank and the cash box what they hold is the other way round."""

    account: AccountView
    name: str
    holds: int


@require_safe
@page
def purse(request: PageRequest, reader: Reader) -> HttpResponse:
    """What there is, what came in and went out this year, and what is set apart. `?jaar=` is another year."""
    if not _may_read(reader):
        raise PermissionDenied
    today = civil_day(reader.at)
    asked = request.GET.get("jaar", "")
    year = (
        int(asked)
        if asked.isdecimal() and len(asked) == 4 and 2000 <= int(asked) <= today.year
        else today.year
    )
    flows = queries.flows(reader.id, date(year, 1, 1), min(date(year, 12, 31), today))
    accounts = queries.common_accounts(reader.id)
    context = {
        "reader": reader,
        "year": year,
        "years": [other for other in (year - 1, year + 1) if other <= today.year],
        "open": queries.is_open(reader.id),
        "bars": [_bars(flow) for flow in flows if flow.came or flow.went or flow.stands],
        "accounts": [_shown(account) for account in accounts if reader.is_insider or not account.outside],
        "stopped": _if_we_stopped(reader, flows),
        "may_open": reader.may("ledger.open", Open()),
        "may_keep": reader.ask("ledger.open_account", _probe(accounts)) is Outcome.ALLOWED
        if accounts
        else False,
    }
    return render(request, "ledger/purse.html", context)


def _if_we_stopped(reader: Reader, flows: list[Flow]) -> tuple[Flow, str] | None:
    """What would go where if the collective stopped today, as its rules say; None where they do not."""
    settings = reader.version.charter.statute.settings if reader.version is not None else None
    euros = next((flow for flow in flows if flow.unit.kind is UnitKind.EURO), None)
    if settings is None or not settings.entailed or not settings.destination or euros is None:
        return None
    return euros, settings.destination


def _may_read(reader: Reader) -> bool:
    """Who takes part; and everyone, where the rules say that what we do can be read."""
    return reader.is_insider or (reader.version is not None and "openness" in reader.version.charter.by_id)


def _probe(accounts: list[AccountView]) -> Mapping[str, object]:
    return {"kind": "partner", "unit": accounts[0].unit.code, "name": "?"}


def _bars(flow: Flow) -> Bars:
    whole = max(flow.came, flow.went, 1)
    return Bars(flow, flow.came * _BAR // whole, flow.went * _BAR // whole)


def _shown(account: AccountView) -> Shown:
    return Shown(account, account_name(account), -account.balance if account.outside else account.balance)


@require_safe
@insider_page
def year(request: PageRequest, reader: Reader, number: int) -> HttpResponse:
    """The year on paper: for the members, and for those who audit it."""
    if not 2000 <= number <= civil_day(reader.at).year:
        raise Http404
    rows = queries.year(reader.id, number)
    context = {
        "reader": reader,
        "year": number,
        "rows": [(row, account_name(row.account)) for row in rows if row.opened or row.came or row.went],
        "back_url": _purse_url(reader),
    }
    return render(request, "ledger/year.html", context)


@require_safe
@insider_page
def year_file(_request: PageRequest, reader: Reader, number: int) -> HttpResponse:
    """Every line of a year as a table that a computer reads. Amounts are whole, in the smallest part of their unit."""
    if not 2000 <= number <= civil_day(reader.at).year:
        raise Http404
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{reader.slug}-{number}.csv"'
    table = csv.writer(answer, delimiter=";")
    table.writerow(
        [
            "day",
            "transfer",
            "kind",
            "from",
            "to",
            "amount",
            "unit",
            "decimals",
            "rule",
            "version",
            "decision",
            "about",
        ]
    )
    for line in queries.lines(reader.id, number):
        table.writerow(
            [
                line.day.isoformat(), line.transfer_id, line.kind, _cell(line.giver), _cell(line.taker), line.amount,
                line.unit.code, line.unit.decimals, line.place, line.version, line.decision_id or "", _cell(line.about),
            ]
        )  # fmt: skip
    return answer


def _cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text


@require_safe
@insider_page
def account(request: PageRequest, reader: Reader, account_id: UUID) -> HttpResponse:
    """One account of all together, with what happened on it. `?voor=` reads on."""
    found = queries.account(reader.id, account_id)
    if found is None or found.person_id is not None:
        raise Http404
    asked = request.GET.get("voor", "")
    before = int(asked) if asked.isdecimal() and len(asked) < 16 else None
    entries = queries.statement(reader.id, account_id, before)
    last = found.sequence if before is None else before - 1
    left = last - len(entries)
    context = {
        "reader": reader,
        "shown": _shown(found),
        "entries": [_named(entry, reader) for entry in entries],
        "older": left + 1 if left > 0 else None,
        "may_correct": bool(entries) and reader.may("ledger.correct", Correct(entries[0].transfer_id, "...")),
        "back_url": reverse("ledger:purse", args=[reader.slug]),
    }
    return render(request, "ledger/account.html", context)


def _named(entry: EntryView, reader: Reader) -> tuple[EntryView, str]:
    """An entry with the name of the other account."""
    if entry.other_person is not None:
        return entry, entry.other if reader.is_insider else _("someone")
    known = {kind.value: kind for kind in Kind}
    name = _KINDS[known[entry.other]]() if entry.other in known else entry.other
    return entry, name


_KINDS: dict[Kind, Callable[[], str]] = {
    Kind.MEMBER: lambda: _("someone"),
    Kind.PURSE: lambda: _("The purse"),
    Kind.RESERVE: lambda: _("The reserve"),
    Kind.TRAINING: lambda: _("For learning"),
    Kind.POT: lambda: _("A pot"),
    Kind.PARTNER: lambda: _("Money set apart"),
    Kind.LOCKED: lambda: _("Locked for good"),
    Kind.OTHER: lambda: _("Another account"),
    Kind.BANK: lambda: _("The bank"),
    Kind.CASH: lambda: _("The cash box"),
}


# ------------------------------------------------------------------ for who keeps it


def _purse_url(reader: Reader) -> str:
    return reverse("ledger:purse", args=[reader.slug])


def _back(request: PageRequest, reader: Reader, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect(_purse_url(reader))


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
        back_url=_purse_url(reader),
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


def _sides(reader: Reader, unit: Unit) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Our own accounts in a unit, and those that stand for what is outside, to choose from."""
    accounts = [a for a in queries.common_accounts(reader.id) if a.unit == unit]
    names = {a.id: account_name(a) for a in accounts}
    ours = [a for a in accounts if a.kind not in OUTSIDE]
    return choices(ours, names), choices([a for a in accounts if a.kind in OUTSIDE], names)


@require_http_methods(["GET", "HEAD", "POST"])
@insider_page
def receive(request: PageRequest, reader: Reader) -> HttpResponse:
    """Write down what came in."""
    unit = _unit(request, reader)
    ours, outside = _sides(reader, unit)
    today = civil_day(reader.at)
    if outside and ours:
        probe = Receive(UUID(outside[0][0]), UUID(ours[0][0]), 1, today)
        refuse_unless_allowed(reader, "ledger.receive", probe)
    form = MoveForm(request.POST or None, givers=outside, takers=ours, unit=unit, today=today)

    def params(given: Mapping[str, object]) -> object:
        return Receive(
            giver=UUID(str(given["giver"])),
            taker=UUID(str(given["taker"])),
            amount=int(str(given["amount"])),
            day=given["day"],  # type: ignore[arg-type]
            about=str(given["about"]),
        )

    step = Step("ledger.receive", _("What came in?"), _("Write it down"), back_url=_purse_url(reader))
    done = _("It has been written down.")
    return carry_out(request, reader, step, Doing(params, lambda _done: _back(request, reader, done)), form)


@require_http_methods(["GET", "HEAD", "POST"])
@insider_page
def spend(request: PageRequest, reader: Reader) -> HttpResponse:
    """Write down what goes out, within the mandate; above it, or from money set apart, the page leads to a proposal."""
    unit = _unit(request, reader)
    ours, outside = _sides(reader, unit)
    takers = outside + ours if unit.kind is UnitKind.EURO else ours
    form = MoveForm(request.POST or None, givers=ours, takers=takers, unit=unit)
    purposes = {account.id: account.purpose or None for account in queries.common_accounts(reader.id)}

    def params(given: Mapping[str, object]) -> object:
        giver = UUID(str(given["giver"]))
        return Spend(
            giver=giver,
            taker=UUID(str(given["taker"])),
            amount=int(str(given["amount"])),
            purpose=purposes.get(giver),
            about=str(given["about"]),
        )

    step = Step(
        "ledger.spend",
        _("What goes out?"),
        _("Write it down"),
        intro=_mandate(reader) if unit.kind is UnitKind.EURO else "",
        back_url=_purse_url(reader),
    )
    done = _("It has been written down.")
    return carry_out(request, reader, step, Doing(params, lambda _done: _back(request, reader, done)), form)


def _mandate(reader: Reader) -> str:
    """How much the board may still spend this month without a decision; empty where it may not at all."""
    settings = reader.version.charter.statute.settings if reader.version is not None else None
    if settings is None or not settings.mandate_cents or not settings.mandate_month_cents:
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
        "ledger.open_account", _("An account for all of us"), _("Open it"), back_url=_purse_url(reader)
    )
    return render(request, "site/confirm.html", step.context(form), status=400 if form.errors else 200)


def _told(moved: TransferView) -> list[Answer]:
    """What a payment was: when, how much, from where to where, and what for."""
    answers = [Answer(_("Day"), date_format(moved.day, "j F Y"))]
    for line in moved.lines:
        sides = {"giver": _side(line.giver), "taker": _side(line.taker)}
        answers.append(Answer(amount(line.amount, line.unit), _("From: %(giver)s. To: %(taker)s.") % sides))
    return answers + ([Answer(_("What for"), moved.about)] if moved.about else [])


def _side(side: AccountView | str) -> str:
    return side if isinstance(side, str) else account_name(side)


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
        answers=_told(moved),
        consequences=(
            _("Everything goes back to where it came from, in a new payment."),
            _("The old payment stays to be read. Both say why."),
        ),
        back_url=_purse_url(reader),
        danger=True,
    )
    form = ReasonForm(request.POST or None)

    def params(given: Mapping[str, object]) -> object:
        return Correct(transfer_id, str(given["reason"]))

    done = _("The payment was reversed.")
    return carry_out(request, reader, step, Doing(params, lambda _done: _back(request, reader, done)), form)
