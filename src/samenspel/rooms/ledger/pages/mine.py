"""My account: how I stand in hours and coins, in words, what happened, what I promised; and giving to someone."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from urllib.parse import urlencode
from uuid import UUID

import segno
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samenspel.kernels.quantity import Unit, UnitKind
from samenspel.rooms.ledger import queries
from samenspel.rooms.ledger.acts.paying import OfPromise, Pay, Promise
from samenspel.rooms.ledger.forms import PayForm, PromiseForm
from samenspel.rooms.ledger.pages.frame import address
from samenspel.rooms.ledger.params import say
from samenspel.rooms.ledger.queries import AccountView, EntryView
from samenspel.rooms.membership import queries as membership
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
    refuse_unless_allowed,
    told,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """An account with a page of what happened on it, and where to read on."""

    account: AccountView
    entries: list[EntryView]
    older: str


@require_safe
@insider_page
def mine(request: PageRequest, reader: Reader) -> HttpResponse:
    """How I stand, in words and with what happened. `?rekening=&voor=` reads on in one account."""
    assert reader.person_id is not None
    accounts = queries.accounts_of(reader.id, reader.person_id)
    context = {
        "reader": reader,
        "open": queries.is_open(reader.id),
        "statements": [_statement(request, reader, account) for account in accounts],
        "promises": queries.promises(reader.id, reader.person_id),
        "may_give": bool(_giveable(reader)) and reader.may("ledger.pay", _sample(reader, "ledger.pay")),
        "pay_url": address(reader, "pay"),
    }
    return render(request, "ledger/mine.html", context)


def _statement(request: PageRequest, reader: Reader, account: AccountView) -> Statement:
    here = request.GET.get("rekening") == str(account.id)
    entries, older = queries.read_on(reader.id, account, request.GET.get("voor", "") if here else "")
    older_url = f"?{urlencode({'rekening': account.id, 'voor': older})}#{account.unit.code}" if older else ""
    return Statement(account, entries, older_url)


def _giveable(reader: Reader) -> list[Unit]:
    """What can be given from person to person: all but euros."""
    return [unit for unit in queries.units(reader.id) if unit.kind is not UnitKind.EURO]


@require_safe
@insider_page
def code(request: PageRequest, reader: Reader) -> HttpResponse:
    """A picture of the address where others give to me, to show on a phone."""
    there = request.build_absolute_uri(f"{address(reader, 'pay')}?{urlencode({'to': reader.person_id})}")
    picture = BytesIO()
    segno.make(there, error="m", micro=False).save(picture, kind="svg", scale=6, border=4, light="#ffffff")
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml")


@require_http_methods(["GET", "HEAD", "POST"])
@insider_page
def pay(request: PageRequest, reader: Reader) -> HttpResponse:
    """Give hours or coins: fill in, check, and then it is done. `?to=` chooses to whom, from a code."""
    return _give(request, reader, "ledger.pay", PayForm)


@require_http_methods(["GET", "HEAD", "POST"])
@insider_page
def promise(request: PageRequest, reader: Reader) -> HttpResponse:
    """Set hours or coins aside for someone, until a day."""
    return _give(request, reader, "ledger.promise", PromiseForm)


def _give(request: PageRequest, reader: Reader, act: str, kind: type[PayForm]) -> HttpResponse:
    units = _giveable(reader)
    if not units:
        return redirect(address(reader, "mine"))
    if reader.earlier:
        raise PermissionDenied
    people = membership.person_choices(reader.id, reader.at)
    others = [(str(person_id), name) for person_id, name in people if person_id != reader.person_id]
    if request.method != "POST":
        refuse_unless_allowed(reader, act, _sample(reader, act))
    form = kind(request.POST or None, people=others, units=units, initial={"to": request.GET.get("to", "")})
    names = dict(others)
    if request.method == "POST" and form.is_valid():
        params = _params(form)
        if request.POST.get("step") == "send":
            done = attempted(form, lambda: attempt(request, reader, act, params))
            if done is not None:
                return told(request, _done_words(act, form, names), address(reader, "mine"))
        elif request.POST.get("step") != "change":
            return _check(request, reader, act, form, names)
    context = {"form": form, "act": act, "reader": reader, "back_url": address(reader, "mine")}
    return render(request, "ledger/give.html", context, status=400 if form.errors else 200)


def _sample(reader: Reader, act: str) -> Mapping[str, object]:
    """Any amount to anyone: enough to ask whether one may give at all."""
    given: dict[str, object] = {"to": str(reader.person_id), "amounts": [{"unit": "min", "amount": 1}]}
    return given if act == "ledger.pay" else {**given, "until": reader.at.date().isoformat()}


def _params(form: PayForm) -> Pay | Promise | Mapping[str, object]:
    cleaned = form.cleaned_data
    given = {"to": cleaned["to"], "amounts": form.amounts(cleaned), "about": cleaned["about"]}
    return given if "until" not in cleaned else {**given, "until": cleaned["until"].isoformat()}


def _check(
    request: PageRequest, reader: Reader, act: str, form: PayForm, names: Mapping[str, str]
) -> HttpResponse:
    answers = [Answer(_("To whom"), names[form.cleaned_data["to"]]), Answer(_("How much"), _amounts(form))]
    if form.cleaned_data.get("until"):
        answers.append(Answer(_("Up to and including"), form.cleaned_data["until"]))
    if form.cleaned_data["about"]:
        answers.append(Answer(_("What for"), form.cleaned_data["about"]))
    hidden = [(name, value) for name, value in request.POST.items() if name in form.fields]
    context = {"answers": answers, "hidden": hidden, "act": act, "reader": reader}
    return render(request, "ledger/check.html", context)


def _amounts(form: PayForm) -> str:
    glue = _(" and ")
    found = [(unit, form.cleaned_data.get(f"amount_{unit.code}")) for unit in form.units]
    return glue.join(say(amount, unit) for unit, amount in found if amount)


def _done_words(act: str, form: PayForm, names: Mapping[str, str]) -> str:
    words = {"who": names[form.cleaned_data["to"]], "amounts": _amounts(form)}
    if act == "ledger.pay":
        return _("You gave %(who)s %(amounts)s.") % words
    return _("You set %(amounts)s aside for %(who)s.") % words


@require_http_methods(["GET", "HEAD", "POST"])
@insider_page
def keep(request: PageRequest, reader: Reader, hold_id: UUID) -> HttpResponse:
    """Keep a promise now."""
    step = Step("ledger.keep", _("Give it now?"), _("Give it now"), back_url=address(reader, "mine"))
    return _end(request, reader, step, hold_id, _("You gave what you promised."))


@require_http_methods(["GET", "HEAD", "POST"])
@insider_page
def release(request: PageRequest, reader: Reader, hold_id: UUID) -> HttpResponse:
    """Take a promise back, or let the other off."""
    step = Step(
        "ledger.release", _("End this promise?"), _("End it"), back_url=address(reader, "mine"), danger=True
    )
    return _end(request, reader, step, hold_id, _("The promise has ended. Nothing was given."))


def _end(request: PageRequest, reader: Reader, step: Step, hold_id: UUID, words: str) -> HttpResponse:
    assert reader.person_id is not None
    found = [each for each in queries.promises(reader.id, reader.person_id) if each.id == hold_id]
    for promised in found:
        amounts = _(" and ").join(say(amount, unit) for amount, unit in promised.amounts)
        step = replace(
            step,
            answers=(
                Answer(_("From whom"), promised.giver),
                Answer(_("To whom"), promised.taker),
                Answer(_("How much"), amounts),
            ),
        )
    return carry_out(
        request,
        reader,
        step,
        Doing(lambda _given: OfPromise(hold_id), lambda _done: told(request, words, address(reader, "mine"))),
    )
