"""Every write of own work: a task on the list, taking it on, saying that it was done, and confirming that."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated, TypeVar
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import AwareDatetime, StringConstraints
from pydantic import Field as Bound

from samenspel.ground.foundation.canonical import Json
from samenspel.ground.foundation.ids import new_id
from samenspel.ground.journal.book import Entry
from samenspel.kernels.statute.vocabulary import Standing
from samenspel.rooms.ledger import acts as ledger
from samenspel.rooms.ledger.deeds import BOOKED
from samenspel.rooms.statute.gate import (
    CIVIL_TIME,
    Act,
    Attempt,
    Free,
    ImpossibleError,
    Learned,
    Performed,
    Permitted,
    civil_day,
    of_kind,
    register,
)
from samenspel.rooms.statute.params import STORABLE, Name, Reason, Remark
from samenspel.rooms.work import deeds, kinds
from samenspel.rooms.work.models import SignUp, Task, Work

P = TypeVar("P")

MOST_WEEKS = 26
"""A series is at most half a year long; then one looks at it again."""
OLDEST_DAYS = 93
"""What was done longer ago is not written down any more."""

What = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), STORABLE]
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=120), STORABLE]
Minutes = Annotated[int, Bound(ge=1, le=1440)]


@dataclass(frozen=True, slots=True)
class Plan:
    """Put a task on the list. Without a moment it can be done at any time; `weeks` repeats it every week."""

    title: Name
    minutes: Minutes
    paid_before: Task.PaidBefore
    wanted: Annotated[int, Bound(ge=1, le=100)] = 1
    starts_at: AwareDatetime | None = None
    weeks: Annotated[int, Bound(ge=1, le=MOST_WEEKS)] = 1
    text: Remark = ""
    place: Line = ""
    needs: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200), STORABLE] = ""
    step_free: bool = False
    kind: UUID | None = None


def _plan(case: Permitted[Plan]) -> Performed:
    given = case.params
    if given.starts_at is None and given.weeks > 1:
        raise ImpossibleError(_("Choose a day and a time for something that comes back every week."))
    if given.starts_at is not None and given.starts_at < case.at - timedelta(days=1):
        raise ImpossibleError(_("This moment has passed. Choose a later one."))
    if given.kind is not None:
        kinds.used(case.collective_id, given.kind)
    series = new_id() if given.weeks > 1 else None
    rows = [
        Task(
            id=new_id(),
            collective_id=case.collective_id,
            title=given.title,
            text=given.text,
            place=given.place,
            needs=given.needs,
            step_free=given.step_free,
            wanted=given.wanted,
            starts_at=_in_week(given.starts_at, week),
            minutes=given.minutes,
            paid_before=given.paid_before,
            kind_id=given.kind,
            series_id=series,
            made_by_id=case.person_id,
            made_at=case.at,
        )
        for week in range(given.weeks)
    ]
    Task.objects.bulk_create(rows)
    entry = Entry(
        deeds.PLANNED.name,
        {"task": str(rows[0].id), "times": given.weeks, "paid_before": given.paid_before.value},
        {"title": given.title},
        subject_id=rows[0].id,
    )
    return Performed(entry, rows[0].id)


def _in_week(moment: datetime | None, week: int) -> datetime | None:
    """The same hour on the clock some weeks on, also when the clock is put forward or back in between."""
    if moment is None:
        return None
    local = moment.astimezone(CIVIL_TIME).replace(tzinfo=None) + timedelta(weeks=week)
    return local.replace(tzinfo=CIVIL_TIME)


@dataclass(frozen=True, slots=True)
class OfTask:
    """A task on the list."""

    task_id: UUID


@dataclass(frozen=True, slots=True)
class Cancel:
    """Take a task off the list, with the later ones of its series if asked."""

    task_id: UUID
    reason: Reason
    series: bool = False


def _task(trying: Attempt[P], task_id: UUID) -> Task:
    found = Task.objects.filter(
        collective_id=trying.collective_id, id=task_id, cancelled_at__isnull=True
    ).first()
    if found is None:
        raise ImpossibleError(_("This task is not on the list any more."))
    return found


def _its_maker(trying: Attempt[Cancel]) -> Learned:
    mine = _task(trying, trying.params.task_id).made_by_id == trying.actor.person_id
    return Learned(standings=frozenset({Standing.SELF} if mine else ()))


def _cancel(case: Permitted[Cancel]) -> Performed:
    task = _task(case, case.params.task_id)
    rows = Task.objects.filter(collective_id=case.collective_id, cancelled_at__isnull=True)
    if case.params.series and task.series_id is not None:
        rows = rows.filter(series_id=task.series_id, starts_at__gte=task.starts_at)
    else:
        rows = rows.filter(id=task.id)
    rows.update(cancelled_at=case.at)
    entry = Entry(
        deeds.CANCELLED.name, {"task": str(task.id)}, {"reason": case.params.reason}, subject_id=task.id
    )
    return Performed(entry)


def _signed(case: Permitted[P], task: Task) -> list[SignUp]:
    """Who signed up, in order: the first as many as are wanted do it, the others stand by."""
    rows = SignUp.objects.filter(collective_id=case.collective_id, task=task, withdrawn_at__isnull=True)
    return list(rows.order_by("signed_at", "id"))


def _sign_up(case: Permitted[OfTask]) -> Performed:
    task = _task(case, case.params.task_id)
    if task.starts_at is not None and task.starts_at + timedelta(minutes=task.minutes) < case.at:
        raise ImpossibleError(_("This task is over."))
    signed = _signed(case, task)
    if any(each.person_id == case.person_id for each in signed):
        raise ImpossibleError(_("You are on the list for this already."))
    standby = sum(not each.standby for each in signed) >= task.wanted
    SignUp.objects.create(
        id=new_id(),
        collective_id=case.collective_id,
        task=task,
        person_id=case.person_id,
        standby=standby,
        signed_at=case.at,
    )
    fields: dict[str, Json] = {"task": str(task.id), "person": str(case.person_id), "standby": int(standby)}
    return Performed(Entry(deeds.SIGNED_UP.name, fields, subject_id=task.id), standby)


def _withdraw(case: Permitted[OfTask]) -> Performed:
    task = _task(case, case.params.task_id)
    signed = _signed(case, task)
    mine = next((each for each in signed if each.person_id == case.person_id), None)
    if mine is None:
        raise ImpossibleError(_("You are not on the list for this."))
    rows = SignUp.objects.filter(collective_id=case.collective_id)
    rows.filter(id=mine.id).update(withdrawn_at=case.at)
    waiting = next((each for each in signed if each.standby and each.id != mine.id), None)
    if not mine.standby and waiting is not None:
        rows.filter(id=waiting.id).update(standby=False)
    fields: dict[str, Json] = {"task": str(task.id), "person": str(case.person_id)}
    return Performed(Entry(deeds.WITHDRAWN.name, fields, subject_id=task.id))


@dataclass(frozen=True, slots=True)
class Offer:
    """Ask others to take a task over. Until someone does, it stays one's own."""

    task_id: UUID


def _offer(case: Permitted[Offer]) -> Performed:
    task = _task(case, case.params.task_id)
    mine = next((each for each in _signed(case, task) if each.person_id == case.person_id), None)
    if mine is None or mine.standby:
        raise ImpossibleError(_("You are not on the list for this."))
    if mine.offered_at is not None:
        raise ImpossibleError(_("You asked for this before."))
    SignUp.objects.filter(collective_id=case.collective_id, id=mine.id).update(offered_at=case.at)
    fields: dict[str, Json] = {"task": str(task.id), "person": str(case.person_id)}
    return Performed(Entry(deeds.OFFERED.name, fields, subject_id=task.id))


@dataclass(frozen=True, slots=True)
class TakeOver:
    """Take a task over from someone who asked for that."""

    task_id: UUID
    person_id: UUID


def _take_over(case: Permitted[TakeOver]) -> Performed:
    given, task = case.params, _task(case, case.params.task_id)
    if task.starts_at is not None and task.starts_at + timedelta(minutes=task.minutes) < case.at:
        raise ImpossibleError(_("This task is over."))
    signed = _signed(case, task)
    theirs = next((each for each in signed if each.person_id == given.person_id), None)
    if theirs is None or theirs.standby or theirs.offered_at is None:
        raise ImpossibleError(_("This is not asked any more."))
    if any(each.person_id == case.person_id and not each.standby for each in signed):
        raise ImpossibleError(_("You are on the list for this already."))
    rows = SignUp.objects.filter(collective_id=case.collective_id, task=task, withdrawn_at__isnull=True)
    rows.filter(person_id__in=[given.person_id, case.person_id]).update(withdrawn_at=case.at)
    SignUp.objects.create(
        id=new_id(),
        collective_id=case.collective_id,
        task=task,
        person_id=case.person_id,
        signed_at=theirs.signed_at,
    )
    fields: dict[str, Json] = {
        "task": str(task.id),
        "person": str(case.person_id),
        "other": str(given.person_id),
    }
    return Performed(Entry(deeds.TAKEN_OVER.name, fields, subject_id=task.id))


# What was done


@dataclass(frozen=True, slots=True)
class Report:
    """Say what one did, on which day and for how long; of a task on the list or begun by oneself."""

    what: What
    day: date
    minutes: Minutes
    task_id: UUID | None = None
    kind: UUID | None = None
    """Which kind of work; that of the task when it is of one."""


def _report(case: Permitted[Report]) -> Performed:
    given, today = case.params, civil_day(case.at)
    if not today - timedelta(days=OLDEST_DAYS) <= given.day <= today:
        raise ImpossibleError(_("Choose a day in the last three months."))
    kind_id = given.kind
    if kind_id is not None:
        kinds.used(case.collective_id, kind_id)
    if given.task_id is not None:
        task = _task(case, given.task_id)
        begins, kind_id = task.starts_at, kind_id or task.kind_id
        if begins is not None and begins > case.at:
            raise ImpossibleError(_("This has not begun yet. Write it down when it is done."))
        rows = Work.objects.filter(collective_id=case.collective_id, person_id=case.person_id)
        if rows.filter(task_id=given.task_id).exclude(state=Work.State.DECLINED).exists():
            raise ImpossibleError(_("You wrote this down already."))
    row = Work.objects.create(
        id=new_id(),
        collective_id=case.collective_id,
        person_id=case.person_id,
        task_id=given.task_id,
        what=given.what,
        day=given.day,
        minutes=given.minutes,
        kind_id=kind_id,
        reported_at=case.at,
    )
    entry = Entry(
        deeds.REPORTED.name,
        {"person": str(case.person_id), "minutes": given.minutes, "day": given.day.isoformat()},
        {"what": given.what},
        subject_id=row.id,
    )
    return Performed(entry, row.id)


@dataclass(frozen=True, slots=True)
class OfWork:
    """Something that someone wrote down."""

    work_id: UUID


@dataclass(frozen=True, slots=True)
class Decline:
    """Not confirm what someone wrote down, and say why."""

    work_id: UUID
    reason: Reason


def _reported(case: Permitted[P], work_id: UUID) -> Work:
    row = Work.objects.filter(collective_id=case.collective_id, id=work_id, state=Work.State.REPORTED).first()
    if row is None:
        raise ImpossibleError(_("This has been looked at already."))
    if row.person_id in case.actor.hands:
        raise ImpossibleError(_("Someone else confirms what you did."))
    return row


def _end(case: Permitted[P], row: Work, state: Work.State, **more: object) -> None:
    Work.objects.filter(collective_id=case.collective_id, id=row.id).update(
        state=state, ended_by_id=case.person_id, ended_at=case.at, **more
    )


def _confirm(case: Permitted[OfWork]) -> Performed:
    row = _reported(case, case.params.work_id)
    booked, transfer = ledger.reward(case, row.person_id, row.minutes)
    _end(case, row, Work.State.CONFIRMED, transfer_id=transfer)
    entry = Entry(
        deeds.CONFIRMED.name,
        {
            "person": str(row.person_id),
            "minutes": row.minutes,
            "booked": booked,
            BOOKED: str(transfer) if transfer is not None else None,
        },
        subject_id=row.id,
    )
    return Performed(entry, booked)


def _decline(case: Permitted[Decline]) -> Performed:
    row = _reported(case, case.params.work_id)
    _end(case, row, Work.State.DECLINED)
    entry = Entry(
        deeds.DECLINED.name, {"person": str(row.person_id)}, {"reason": case.params.reason}, subject_id=row.id
    )
    return Performed(entry)


register(
    Act(
        name="work.plan",
        params=Plan,
        sentence=_("put a task on the list"),
        governed=of_kind("plan_work"),
        perform=_plan,
    )
)
register(
    Act(
        name="work.cancel",
        params=Cancel,
        sentence=_("take a task off the list"),
        governed=Free(
            frozenset({Standing.SELF, Standing.BOARD}),
            "3:37 BW",
            "Who put it there, or the board, may take it off.",
        ),
        perform=_cancel,
        facts=(_its_maker,),
    )
)
register(
    Act(
        name="work.sign_up",
        params=OfTask,
        sentence=_("take on a task"),
        governed=of_kind("do_work"),
        perform=_sign_up,
    )
)
register(
    Act(
        name="work.withdraw",
        params=OfTask,
        sentence=_("not do a task after all"),
        governed=of_kind("do_work"),
        perform=_withdraw,
    )
)
register(Act("work.offer", Offer, _("ask others to take a task over"), of_kind("do_work"), _offer))
register(Act("work.take_over", TakeOver, _("take a task over"), of_kind("do_work"), _take_over))
register(
    Act(
        name="work.report",
        params=Report,
        sentence=_("write down what you did"),
        governed=of_kind("do_work"),
        perform=_report,
    )
)
register(
    Act(
        name="work.confirm",
        params=OfWork,
        sentence=_("confirm what someone did"),
        governed=of_kind("confirm_work"),
        perform=_confirm,
    )
)
register(
    Act(
        name="work.decline",
        params=Decline,
        sentence=_("not confirm what someone wrote down"),
        governed=of_kind("confirm_work"),
        perform=_decline,
    )
)
