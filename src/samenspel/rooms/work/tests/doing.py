"""Short words for what the cast does in tests: put a task on the list, take it on, write down what was done."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import UUID

from samenspel.rooms.ledger import queries as ledger
from samenspel.rooms.statute.gate import ImpossibleError, civil_day
from samenspel.rooms.work import queries
from samenspel.rooms.work.acts import OfTask, Plan, Report
from samenspel.rooms.work.models import Task
from samenspel.rooms.work.queries import PaidBefore, TaskView, WorkView
from support.cast import Cast

from .conftest import AT

DAY = civil_day(AT)
TOMORROW = AT + timedelta(days=1)


def plan(cast: Cast, name: str = "anna", *, at: datetime = AT, **rest: object) -> UUID:
    """Put a task on the list: by default for two hours tomorrow, for one person."""
    given = {"title": "Soep koken", "minutes": 120, "paid_before": PaidBefore.NEVER, "starts_at": TOMORROW}
    made = cast.do("work.plan", name, Plan(**(given | rest)), at=at).result  # type: ignore[arg-type]
    assert isinstance(made, UUID)
    return made


def sign_up(cast: Cast, name: str, task: UUID, at: datetime = AT) -> bool:
    """Take a task on; returns whether it is only as a standby."""
    return bool(cast.do("work.sign_up", name, OfTask(task), at=at).result)


def report(
    cast: Cast,
    name: str,
    minutes: int = 60,
    *,
    day: date = DAY,
    task: UUID | None = None,
    at: datetime | None = None,
) -> UUID:
    """Write down what was done: of a task when it has begun, else at once."""
    at = at or (AT if task is None else TOMORROW)
    made = cast.do("work.report", name, Report("Gekookt", day, minutes, task), at=at).result
    assert isinstance(made, UUID)
    return made


def task_of(cast: Cast, task: UUID) -> TaskView:
    found = queries.task(cast.collective_id, task)
    assert found is not None
    return found


def doers(cast: Cast, task: UUID) -> tuple[list[str], list[str]]:
    """Who does it, and who stands by, in order."""
    found = task_of(cast, task)
    return [name.lower() for _, name in found.doers], [name.lower() for _, name in found.standbys]


def series_of(cast: Cast, task: UUID) -> list[Task]:
    """All times of the series that a task belongs to, with those that were cancelled."""
    rows = Task.objects.filter(collective_id=cast.collective_id)
    return list(rows.filter(series_id=rows.get(id=task).series_id).order_by("starts_at"))


def work_of(cast: Cast, name: str) -> list[WorkView]:
    return queries.work_of(cast.collective_id, cast.people[name])


def balance(cast: Cast, name: str) -> int | None:
    """Someone's minutes; None while they have no account."""
    found = ledger.accounts_of(cast.collective_id, cast.people[name])
    return next((each.balance for each in found if each.unit.code == "min"), None)


def purse(cast: Cast) -> int:
    """What stands on the purse in hours."""
    found = ledger.common_accounts(cast.collective_id)
    return next(each.balance for each in found if (each.unit.code, each.kind) == ("min", "purse"))


def refusal(act: Callable[[], object]) -> str:
    """What someone reads when the room says that this cannot be done."""
    try:
        act()
    except ImpossibleError as error:
        return str(error.message)
    raise AssertionError("this should not have been possible")
