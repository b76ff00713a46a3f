"""Leaving: what ends, what stays yours, and one button. And appealing against being sent away."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samenspel.kernels.statute.words import STANDINGS
from samenspel.rooms.membership import queries
from samenspel.rooms.membership.acts.leaving import Leave
from samenspel.rooms.membership.acts.measures import Appeal
from samenspel.rooms.membership.forms import AppealForm
from samenspel.rooms.membership.frame import (
    Doing,
    PageRequest,
    Reader,
    Step,
    carry_out,
    personal_page,
    refuse_unless_allowed,
    told,
)
from samenspel.rooms.membership.queries.voices import language
from samenspel.rooms.statute.gate import civil_day


@require_safe
@personal_page
def leave(request: PageRequest, reader: Reader) -> HttpResponse:
    """What leaving means here. Whoever takes part can always go on from here."""
    card = queries.person_card(reader.id, reader.person_id, reader.at) if reader.person_id else None
    context = {
        "may_leave": reader.may("membership.leave", Leave()),
        "now": card.now if card is not None else (),
        "shares": [s for s in _shares(reader) if s.given_back_at is None],
        "dues": queries.dues(reader.id, reader.person_id, civil_day(reader.at)) if reader.person_id else None,
        "today": civil_day(reader.at),
        "because_of": request.GET.get("besluit", ""),
        "reader": reader,
    }
    return render(request, "membership/leave.html", context)


def _shares(reader: Reader) -> list[queries.ShareView]:
    return queries.shares_of(reader.id, reader.person_id) if reader.person_id is not None else []


@require_http_methods(["GET", "HEAD", "POST"])
@personal_page
def leave_surely(request: PageRequest, reader: Reader) -> HttpResponse:
    """The last page before one leaves."""
    decision = _decision(request.GET.get("besluit", ""))
    refuse_unless_allowed(reader, "membership.leave", Leave(decision))
    held = [
        STANDINGS[standing].say(language()) for standing in sorted(reader.standings & queries.IN_REGISTER)
    ]
    consequences = [
        _("You leave at once."),
        _("This ends: %(places)s.") % {"places": ", ".join(held)},
        _("You can ask to join in again later."),
    ]
    if decision is not None:
        consequences.insert(
            1, _("You leave because of a decision. You are not bound by it, if you leave within a month.")
        )
    step = Step(
        act="membership.leave",
        title=_("Do you want to leave %(name)s?") % {"name": reader.collective.name},
        submit_label=_("Yes, I am leaving"),
        consequences=consequences,
        back_url=reader.address("leave"),
        danger=True,
    )
    return carry_out(
        request,
        reader,
        step,
        Doing(lambda _given: Leave(decision), lambda _done: redirect(reader.address("left"))),
    )


def _decision(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None


@require_safe
@personal_page
def left(request: PageRequest, reader: Reader) -> HttpResponse:
    """One has left: what happens now."""
    claim = sum(share.claim_cents for share in _shares(reader))
    consequences = [
        _("You have no say here any more. What was still open stays open."),
        _("What you did stays in the book."),
    ]
    if claim:
        consequences.append(_("The collective owes you for your shares. Ask the board when you get it."))
    context = {
        "title": _("You have left"),
        "text": _("Thank you for what you did in %(name)s.") % {"name": reader.collective.name},
        "consequences": consequences,
        "next_url": reader.address("mine"),
        "next_label": _("To my page"),
    }
    return render(request, "site/done.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@personal_page
def appeal(request: PageRequest, reader: Reader) -> HttpResponse:
    """Appeal against one's own suspension or expulsion."""
    refuse_unless_allowed(reader, "membership.appeal", Appeal("..."))
    step = Step(
        act="membership.appeal",
        title=_("Appeal"),
        submit_label=_("Send my appeal"),
        intro=_("Tell the others why you disagree. They decide on it together."),
        consequences=[
            _("You stay suspended until they have decided."),
            _("You stay a member as long as they have not decided."),
        ],
        back_url=reader.address("mine"),
    )
    return carry_out(
        request,
        reader,
        step,
        Doing(
            lambda given: given,
            lambda _done: told(request, _("Your appeal has been sent."), reader.address("mine")),
        ),
        AppealForm(request.POST or None),
    )
