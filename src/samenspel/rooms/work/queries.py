"""Every read of own work: the list, who signed up, what waits for a yes, and how the load is spread."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from samenspel.ground.journal import queries as journal
from samenspel.ground.people import queries as people
from samenspel.rooms.work.models import SignUp, Task, Work, WorkKind

LEAST_GROUP = 5
"""With fewer people it is not shown how the load is spread: it would tell on someone."""
SHOWN = 60
PaidBefore = Task.PaidBefore


@dataclass(frozen=True, slots=True)
class TaskView:
    """A task with who signed up."""

    id: UUID
    title: str
    text: str
    place: str
    needs: str
    step_free: bool
    wanted: int
    starts_at: datetime | None
    minutes: int
    paid_before: str
    series: bool
    made_by: UUID
    doers: tuple[tuple[UUID, str], ...]
    standbys: tuple[tuple[UUID, str], ...]
    offered: tuple[tuple[UUID, str], ...] = ()
    """Of the doers, who ask others to take it over."""
    kind: str = ""
    kind_id: UUID | None = None

    @property
    def free(self) -> int:
        return max(0, self.wanted - len(self.doers))

    @property
    def ends_at(self) -> datetime | None:
        return None if self.starts_at is None else self.starts_at + timedelta(minutes=self.minutes)

    def has(self, person_id: UUID | None) -> bool:
        """Whether someone is on the list for it, doing it or standing by."""
        return any(person_id == each for each, _ in (*self.doers, *self.standbys))

    def does(self, person_id: UUID | None) -> bool:
        """Whether someone is to do it."""
        return any(person_id == each for each, _ in self.doers)

    def offers(self, person_id: UUID | None) -> bool:
        """Whether someone asks others to take it over."""
        return any(person_id == each for each, _ in self.offered)


@dataclass(frozen=True, slots=True)
class WorkView:
    """What someone wrote down that they did."""

    id: UUID
    person_id: UUID
    name: str
    what: str
    day: date
    minutes: int
    state: str
    booked: bool
    reason: str = ""
    """Why someone did not say yes."""


def tasks(collective_id: UUID, at: datetime) -> list[TaskView]:
    """What wants doing from now on: with a moment first, the soonest first; then what can be done at any time."""
    rows = _ahead(collective_id, at)
    timed = list(rows.filter(starts_at__isnull=False).order_by("starts_at", "id")[:SHOWN])
    loose = list(rows.filter(starts_at__isnull=True).order_by("made_at", "id")[:SHOWN])
    return _views(collective_id, timed + loose)


def _ahead(collective_id: UUID, at: datetime) -> QuerySet[Task]:
    """The tasks on the list that are still to be done, or began today."""
    return Task.objects.filter(
        Q(starts_at__isnull=True) | Q(starts_at__gte=at - timedelta(hours=12)),
        collective_id=collective_id,
        cancelled_at__isnull=True,
    )


def task(collective_id: UUID, task_id: UUID) -> TaskView | None:
    rows = list(Task.objects.filter(collective_id=collective_id, id=task_id, cancelled_at__isnull=True))
    return next(iter(_views(collective_id, rows)), None)


def tasks_of(collective_id: UUID, person_id: UUID, at: datetime) -> list[TaskView]:
    """What someone took on, from now on."""
    mine = SignUp.objects.filter(
        collective_id=collective_id, person_id=person_id, withdrawn_at__isnull=True
    ).values_list("task_id", flat=True)
    rows = _ahead(collective_id, at).filter(id__in=list(mine))
    return _views(collective_id, list(rows.order_by("starts_at", "made_at", "id")))


def _views(collective_id: UUID, rows: list[Task]) -> list[TaskView]:
    signed = list(
        SignUp.objects.filter(
            collective_id=collective_id, task_id__in=[row.id for row in rows], withdrawn_at__isnull=True
        ).order_by("signed_at", "id")
    )
    names = people.names([each.person_id for each in signed])

    used = {row.kind_id for row in rows if row.kind_id is not None}
    of_kind = dict(
        WorkKind.objects.filter(collective_id=collective_id, id__in=used).values_list("id", "name")
    )

    def named(task_id: UUID, wanted: Callable[[SignUp], bool]) -> tuple[tuple[UUID, str], ...]:
        found = [each for each in signed if each.task_id == task_id and wanted(each)]
        return tuple((each.person_id, names.get(each.person_id, "")) for each in found)

    return [
        TaskView(
            id=row.id,
            title=row.title,
            text=row.text,
            place=row.place,
            needs=row.needs,
            step_free=row.step_free,
            wanted=row.wanted,
            starts_at=row.starts_at,
            minutes=row.minutes,
            paid_before=row.paid_before,
            series=row.series_id is not None,
            made_by=row.made_by_id,
            doers=named(row.id, lambda each: not each.standby),
            standbys=named(row.id, lambda each: each.standby),
            offered=named(row.id, lambda each: not each.standby and each.offered_at is not None),
            kind=of_kind.get(row.kind_id, "") if row.kind_id is not None else "",
            kind_id=row.kind_id,
        )
        for row in rows
    ]


def waiting(collective_id: UUID) -> list[WorkView]:
    """What waits for a yes of someone else, the oldest first."""
    rows = Work.objects.filter(collective_id=collective_id, state=Work.State.REPORTED)
    return _works(list(rows.order_by("day", "id")[:SHOWN]))


def work_of(collective_id: UUID, person_id: UUID) -> list[WorkView]:
    """What someone did, the latest first."""
    rows = Work.objects.filter(collective_id=collective_id, person_id=person_id)
    return _works(list(rows.order_by("-day", "-id")[:SHOWN]))


def confirmed_minutes(collective_id: UUID, person_id: UUID, month: date) -> int:
    """How many minutes of someone's work of a month, named by its first day, were confirmed."""
    return _confirmed(collective_id, person_id, month).aggregate(all=Sum("minutes"))["all"] or 0


def confirmed_work(collective_id: UUID, person_id: UUID, month: date) -> list[tuple[date, int]]:
    """All of someone's confirmed work of a month, in order of the day: day and minutes."""
    rows = _confirmed(collective_id, person_id, month).order_by("day", "id")
    return list(rows.values_list("day", "minutes"))


def _confirmed(collective_id: UUID, person_id: UUID, month: date) -> QuerySet[Work]:
    after = (month + timedelta(days=32)).replace(day=1)
    return Work.objects.filter(
        collective_id=collective_id,
        person_id=person_id,
        state=Work.State.CONFIRMED,
        day__gte=month,
        day__lt=after,
    )


def _works(rows: list[Work]) -> list[WorkView]:
    names = people.names([row.person_id for row in rows])
    declined = [row for row in rows if row.state == Work.State.DECLINED]
    reasons = (
        journal.texts_about(declined[0].collective_id, [row.id for row in declined], ("reason",))
        if declined
        else {}
    )
    return [
        WorkView(
            row.id,
            row.person_id,
            names.get(row.person_id, ""),
            row.what,
            row.day,
            row.minutes,
            row.state,
            row.transfer_id is not None,
            reasons.get(row.id, ""),
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Load:
    """How the work of a time was spread: so many people did so many minutes, and the fewest who did half of it."""

    people: int
    minutes: int
    half_by: int


def load(collective_id: UUID, since: date) -> Load | None:
    """How the load is spread since a day; None where so few worked that it would tell on someone."""
    rows = (
        Work.objects.filter(collective_id=collective_id, state=Work.State.CONFIRMED, day__gte=since)
        .values_list("person_id")
        .annotate(all=Sum("minutes"))
    )
    each = Counter(dict(rows))
    if len(each) < LEAST_GROUP:
        return None
    whole, carried = sum(each.values()), 0
    for number, (_, minutes) in enumerate(each.most_common(), start=1):
        carried += minutes
        if carried * 2 >= whole:
            return Load(len(each), whole, number)
    raise AssertionError("half of the work is done by someone")


@dataclass(frozen=True, slots=True)
class KindView:
    """A kind of work that the collective named. Its minutes are None where so few did it that it would tell on someone."""

    id: UUID
    name: str
    minutes: int | None
    is_open: bool
    """Whether it can still be chosen."""


def kinds(collective_id: UUID) -> list[tuple[UUID, str]]:
    """The kinds of work one can choose from, by name."""
    rows = WorkKind.objects.filter(collective_id=collective_id, closed_at__isnull=True)
    return sorted(rows.values_list("id", "name"), key=lambda each: each[1].casefold())


def by_kind(collective_id: UUID, since: date) -> list[KindView]:
    """How much was done since a day of each kind that can be chosen, or could be then, by name."""
    rows = Work.objects.filter(
        collective_id=collective_id, state=Work.State.CONFIRMED, day__gte=since, kind__isnull=False
    )
    done = {
        kind: (people_, minutes)
        for kind, people_, minutes in rows.values_list("kind_id").annotate(
            Count("person_id", distinct=True), Sum("minutes")
        )
    }
    shown = WorkKind.objects.filter(Q(closed_at__isnull=True) | Q(id__in=done), collective_id=collective_id)
    found = []
    for kind in shown:
        who, minutes = done.get(kind.id, (0, 0))
        told = minutes if who >= LEAST_GROUP else None
        found.append(KindView(kind.id, kind.name, told, is_open=kind.closed_at is None))
    return sorted(found, key=lambda each: (each.name.casefold(), each.id))
