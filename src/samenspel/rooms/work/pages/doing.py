"""What was done: writing it down, and saying yes to what others did."""

from collections.abc import Mapping
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenspel.rooms.membership.frame import (
    Doing,
    PageRequest,
    Reader,
    Step,
    WhyForm,
    carry_out,
    insider_page,
    pressed,
    told,
)
from samenspel.rooms.statute.gate import civil_day
from samenspel.rooms.work import queries
from samenspel.rooms.work.acts import Decline, OfWork, Report
from samenspel.rooms.work.forms import ReportForm
from samenspel.rooms.work.pages.tasks import address, to_confirm


@require_safe
@insider_page
def done(request: PageRequest, reader: Reader) -> HttpResponse:
    """What I did, and what of others waits for a yes."""
    assert reader.person_id is not None
    context = {
        "reader": reader,
        "mine": queries.work_of(reader.id, reader.person_id),
        "waiting": to_confirm(reader),
        "back_url": address(reader, "tasks"),
    }
    return render(request, "work/done.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@insider_page
def report(request: PageRequest, reader: Reader) -> HttpResponse:
    """Write down what I did; `?taak=` fills in a task."""
    asked = request.GET.get("taak", "")
    task = _task(reader, asked) if asked else None
    initial: dict[str, object] = {"day": civil_day(reader.at)}
    if task is not None:
        day = civil_day(task.starts_at) if task.starts_at is not None else civil_day(reader.at)
        length = f"{task.minutes // 60}:{task.minutes % 60:02d}"
        initial = {"what": task.title, "minutes": length, "day": day, "kind": task.kind_id}
    form = ReportForm(request.POST or None, kinds=queries.kinds(reader.id), initial=initial)

    def params(given: Mapping[str, object]) -> object:
        return Report(
            what=str(given["what"]),
            day=given["day"],  # type: ignore[arg-type]
            minutes=int(str(given["minutes"])),
            task_id=task.id if task is not None else None,
            kind=given.get("kind"),  # type: ignore[arg-type]
        )

    def then(_done: object) -> HttpResponse:
        return told(
            request, _("It has been written down. Someone else will confirm it."), address(reader, "done")
        )

    step = Step("work.report", _("I did this"), _("Write it down"), back_url=address(reader, "tasks"))
    return carry_out(request, reader, step, Doing(params, then), form)


def _task(reader: Reader, asked: str) -> queries.TaskView | None:
    try:
        return queries.task(reader.id, UUID(asked))
    except ValueError as error:
        raise Http404 from error


@require_POST
@insider_page
def confirm(request: PageRequest, reader: Reader, work_id: UUID) -> HttpResponse:
    """Say yes to what someone did."""
    words = _("Confirmed. Thank you.")
    return pressed(request, reader, "work.confirm", OfWork(work_id), words, address(reader, "done"))


@require_http_methods(["GET", "HEAD", "POST"])
@insider_page
def decline(request: PageRequest, reader: Reader, work_id: UUID) -> HttpResponse:
    """Not say yes, and say why."""
    form = WhyForm(request.POST or None)

    def params(given: Mapping[str, object]) -> object:
        return Decline(work_id, str(given["reason"]))

    def then(_done: object) -> HttpResponse:
        return told(request, _("You told them why."), address(reader, "done"))

    step = Step("work.decline", _("Not right?"), _("Say why"), back_url=address(reader, "done"))
    return carry_out(request, reader, step, Doing(params, then), form)
