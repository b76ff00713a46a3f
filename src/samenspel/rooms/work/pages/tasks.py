"""The list of what wants doing: to read, to take on, to print, to have in one's calendar; and to put something on it."""

from collections.abc import Mapping
from datetime import UTC, timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from icalendar import Calendar, Event

from samenspel.rooms.membership.frame import (
    Doing,
    PageRequest,
    Reader,
    Step,
    carry_out,
    insider_page,
    or_404,
    pressed,
    refuse_unless_allowed,
    told,
)
from samenspel.rooms.statute.gate import Done, civil_day
from samenspel.rooms.work import queries
from samenspel.rooms.work.acts import Cancel, OfTask, OfWork
from samenspel.rooms.work.forms import CancelForm, TaskForm
from samenspel.rooms.work.queries import PaidBefore, TaskView, WorkView

LOAD_DAYS = 92
_PROBE = {"title": "?", "minutes": 60, "paid_before": PaidBefore.NEVER.value}


def address(reader: Reader, name: str, *args: object) -> str:
    return reverse(f"work:{name}", args=(reader.slug, *args))


@require_safe
@insider_page
def tasks(request: PageRequest, reader: Reader) -> HttpResponse:
    """What wants doing, what waits for a yes, and how the load is spread."""
    listed = queries.tasks(reader.id, reader.at)
    context = {
        "reader": reader,
        "tasks": [(each, each.has(reader.person_id)) for each in listed],
        "waiting": len(to_confirm(reader)),
        "load": queries.load(reader.id, civil_day(reader.at) - timedelta(days=LOAD_DAYS)),
        "may_plan": reader.may("work.plan", _PROBE),
        "may_do": bool(listed) and reader.may("work.sign_up", OfTask(listed[0].id)),
        "may_report": reader.may(
            "work.report", {"what": "?", "day": civil_day(reader.at).isoformat(), "minutes": 1}
        ),
    }
    return render(request, "work/tasks.html", context)


@require_safe
@insider_page
def task(request: PageRequest, reader: Reader, task_id: UUID) -> HttpResponse:
    """One task."""
    found = _found(reader, task_id)
    context = {
        "reader": reader,
        "task": found,
        "mine": found.has(reader.person_id),
        "does": found.does(reader.person_id),
        "offers": found.offers(reader.person_id),
        "may_do": reader.may("work.sign_up", OfTask(task_id)),
        "may_cancel": reader.may("work.cancel", Cancel(task_id, "...")),
        "back_url": address(reader, "tasks"),
    }
    return render(request, "work/task.html", context)


def _found(reader: Reader, task_id: UUID) -> TaskView:
    return or_404(queries.task(reader.id, task_id))


def to_confirm(reader: Reader) -> list[WorkView]:
    """What others did that this reader may say yes to."""
    waiting = [work for work in queries.waiting(reader.id) if work.person_id != reader.person_id]
    return waiting if waiting and reader.may("work.confirm", OfWork(waiting[0].id)) else []


@require_POST
@insider_page
def sign_up(request: PageRequest, reader: Reader, task_id: UUID) -> HttpResponse:
    """Take a task on."""

    def words(done: Done) -> str:
        return _("It is full. You stand by.") if done.result else _("You are on the list. Thank you.")

    return pressed(request, reader, "work.sign_up", OfTask(task_id), words, address(reader, "tasks"))


@require_http_methods(["GET", "HEAD", "POST"])
@insider_page
def withdraw(request: PageRequest, reader: Reader, task_id: UUID) -> HttpResponse:
    """Not do a task after all."""
    _found(reader, task_id)

    def then(_done: object) -> HttpResponse:
        return told(
            request,
            _("You are off the list. Someone who stands by takes your place."),
            address(reader, "tasks"),
        )

    step = Step(
        "work.withdraw",
        _("Not coming after all?"),
        _("Take me off the list"),
        back_url=address(reader, "tasks"),
    )
    return carry_out(request, reader, step, Doing(lambda _given: OfTask(task_id), then))


@require_http_methods(["GET", "HEAD", "POST"])
@insider_page
def plan(request: PageRequest, reader: Reader) -> HttpResponse:
    """Put a task on the list."""
    if request.method != "POST":
        refuse_unless_allowed(reader, "work.plan", _PROBE)
    form = TaskForm(request.POST or None, kinds=queries.kinds(reader.id))

    def params(given: Mapping[str, object]) -> object:
        kept = {name: value for name, value in given.items() if name not in {"day", "time"}}
        begins = form.starts_at()
        return {**kept, "starts_at": begins.isoformat() if begins is not None else None}

    def then(_done: object) -> HttpResponse:
        return told(request, _("It is on the list."), address(reader, "tasks"))

    step = Step(
        "work.plan", _("A task for the list"), _("Put it on the list"), back_url=address(reader, "tasks")
    )
    return carry_out(request, reader, step, Doing(params, then), form)


@require_http_methods(["GET", "HEAD", "POST"])
@insider_page
def cancel(request: PageRequest, reader: Reader, task_id: UUID) -> HttpResponse:
    """Take a task off the list."""
    _found(reader, task_id)
    form = CancelForm(request.POST or None)

    def params(given: Mapping[str, object]) -> object:
        return Cancel(task_id, str(given["reason"]), series=bool(given["series"]))

    def then(_done: object) -> HttpResponse:
        return told(request, _("It is off the list."), address(reader, "tasks"))

    step = Step(
        "work.cancel",
        _("Take this off the list?"),
        _("Take it off"),
        back_url=address(reader, "tasks"),
        danger=True,
    )
    return carry_out(request, reader, step, Doing(params, then), form)


@require_safe
@insider_page
def sheet(request: PageRequest, reader: Reader) -> HttpResponse:
    """The list on paper, with lines to write names on, for the wall."""
    context = {
        "reader": reader,
        "tasks": [(each, range(each.free)) for each in queries.tasks(reader.id, reader.at)],
        "back_url": address(reader, "tasks"),
    }
    return render(request, "work/sheet.html", context)


@require_safe
@insider_page
def calendar(request: PageRequest, reader: Reader) -> HttpResponse:
    """What I took on, as a file for a calendar."""
    assert reader.person_id is not None
    made = Calendar()
    made.add("prodid", "-//Samenspel//NL")
    made.add("version", "2.0")
    for each in queries.tasks_of(reader.id, reader.person_id, reader.at):
        if each.starts_at is None or each.ends_at is None:
            continue
        event = Event()
        event.add("uid", f"{each.id}@{request.get_host()}")
        event.add("dtstamp", reader.at.astimezone(UTC))
        event.add("dtstart", each.starts_at.astimezone(UTC))
        event.add("dtend", each.ends_at.astimezone(UTC))
        event.add("summary", each.title)
        if each.place:
            event.add("location", each.place)
        made.add_component(event)
    answer = HttpResponse(made.to_ical(), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="inzet.ics"'
    return answer
