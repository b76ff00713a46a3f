"""Kinds of work that the collective names, and how much was done of each."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenspel.kernels.quantity import MINUTES
from samenspel.rooms.ledger.params import say
from samenspel.rooms.membership.frame import (
    Doing,
    PageRequest,
    Reader,
    Step,
    carry_out,
    insider_page,
    pressed,
    refuse_unless_allowed,
    told,
)
from samenspel.rooms.statute.gate import civil_day
from samenspel.rooms.work import queries
from samenspel.rooms.work.forms import KindForm
from samenspel.rooms.work.kinds import CloseKind, NameKind
from samenspel.rooms.work.pages.tasks import LOAD_DAYS, address


@require_safe
@insider_page
def kinds(request: PageRequest, reader: Reader) -> HttpResponse:
    """The kinds, and how many hours of each in three months where enough people did it."""
    since = civil_day(reader.at) - timedelta(days=LOAD_DAYS)
    found = queries.by_kind(reader.id, since)
    context = {
        "reader": reader,
        "kinds": [(each, say(each.minutes, MINUTES) if each.minutes is not None else "") for each in found],
        "least": queries.LEAST_GROUP,
        "may_name": reader.may("work.name_kind", NameKind("...")),
        "back_url": address(reader, "tasks"),
    }
    return render(request, "work/kinds.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@insider_page
def name_kind(request: PageRequest, reader: Reader) -> HttpResponse:
    """Name a kind of work."""
    refuse_unless_allowed(reader, "work.name_kind", NameKind("..."))

    def params(given: Mapping[str, object]) -> object:
        return NameKind(str(given["name"]))

    def then(_done: object) -> HttpResponse:
        return told(request, _("It is there. You can choose it with a task."), address(reader, "kinds"))

    step = Step(
        "work.name_kind",
        _("A kind of work"),
        _("Add it"),
        intro=_("So you see together where the hours go."),
        back_url=address(reader, "kinds"),
    )
    return carry_out(request, reader, step, Doing(params, then), KindForm(request.POST or None))


@require_POST
@insider_page
def close_kind(request: PageRequest, reader: Reader, kind_id: UUID) -> HttpResponse:
    """Use a kind no longer."""
    words = _("It can no longer be chosen. What was counted stays.")
    return pressed(request, reader, "work.close_kind", CloseKind(kind_id), words, address(reader, "kinds"))
