"""What someone owes, gave and holds: months, euro cents and minutes, all whole numbers."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from samenspel.ground.people import queries as people
from samenspel.kernels.statute.model import Settings
from samenspel.rooms.membership.models import CallConsent, Contribution, ContributionChoice, ShareIssue
from samenspel.rooms.membership.models import Standing as Row
from samenspel.rooms.membership.queries.paging import turned
from samenspel.rooms.membership.queries.register import MEMBERSHIP
from samenspel.rooms.statute import queries as statute
from samenspel.rooms.statute.gate import CIVIL_TIME
from samenspel.rooms.statute.queries import Version

Way = ContributionChoice.Way


@dataclass(frozen=True, slots=True)
class MonthDue:
    """One month: what the rules ask, and what was recorded. `month` is its first day."""

    month: date
    due_cents: int
    due_minutes: int
    given_cents: int
    given_minutes: int


@dataclass(frozen=True, slots=True)
class Dues:
    """All months up to a day, and what is still open over all of them together."""

    months: tuple[MonthDue, ...]
    way: str
    may_choose: bool

    @property
    def due_cents(self) -> int:
        return sum(month.due_cents for month in self.months)

    @property
    def due_minutes(self) -> int:
        return sum(month.due_minutes for month in self.months)

    @property
    def given_cents(self) -> int:
        return sum(month.given_cents for month in self.months)

    @property
    def given_minutes(self) -> int:
        return sum(month.given_minutes for month in self.months)

    @property
    def open_cents(self) -> int:
        return max(0, self.due_cents - self.given_cents)

    @property
    def open_minutes(self) -> int:
        return max(0, self.due_minutes - self.given_minutes)


@dataclass(frozen=True, slots=True)
class ContributionView:
    """One recorded contribution."""

    id: UUID
    person_id: UUID
    name: str
    month: date
    cents: int
    minutes: int
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class ShareView:
    """Shares of one issue. Given back, `claim_cents` is what the collective owes for them."""

    count: int
    cents_each: int
    issued_at: datetime
    given_back_at: datetime | None

    @property
    def cents(self) -> int:
        return self.count * self.cents_each

    @property
    def claim_cents(self) -> int:
        return self.cents if self.given_back_at is not None else 0


def dues(collective_id: UUID, person_id: UUID, until: date) -> Dues:
    """What someone owes and gave, month by month, up to and including the month of a day.

    A month is due for who is a member when it begins, by the rules in force at that moment. Where money or
    hours are a choice, what someone chose is due; without a choice, what they gave that month tells.
    """
    mine = {"collective_id": collective_id, "person_id": person_id}
    periods = list(
        Row.objects.filter(**mine, standing__in=MEMBERSHIP, superseded_at=None).values_list(
            "valid_from", "valid_to"
        )
    )
    given = _given(Contribution.objects.filter(**mine, struck_at=None, month__lte=until))
    choices = list(
        ContributionChoice.objects.filter(**mine)
        .order_by("from_month", "chosen_at", "id")
        .values_list("from_month", "way")
    )
    versions = statute.versions(collective_id)
    first = min([period[0].astimezone(CIVIL_TIME).date() for period in periods] + list(given), default=None)
    months: list[MonthDue] = []
    for month in _months(first, until) if first else ():
        begins = datetime.combine(month, time(), CIVIL_TIME)
        owes = any(start <= begins and (end is None or begins < end) for start, end in periods)
        settings = _settings(versions, begins) if owes else Settings()
        cents, minutes = given.get(month, (0, 0))
        due_cents, due_minutes = _due(settings, _chosen(choices, month), cents, minutes)
        if due_cents or due_minutes or cents or minutes:
            months.append(MonthDue(month, due_cents, due_minutes, cents, minutes))
    in_force = versions[0].charter.statute.settings if versions else Settings()
    return Dues(tuple(months), _chosen(choices, until) or "", _is_choice(in_force))


def _given(rows: QuerySet[Contribution]) -> dict[date, tuple[int, int]]:
    found: dict[date, tuple[int, int]] = {}
    for month, cents, minutes in rows.values_list("month", "cents", "minutes"):
        before = found.get(month, (0, 0))
        found[month] = (before[0] + cents, before[1] + minutes)
    return found


def _months(first: date, until: date) -> Iterator[date]:
    month = first.replace(day=1)
    while month <= until:
        yield month
        month = months_later(month, 1)


def months_later(day: date, months: int) -> date:
    """The same day some months later, or the last day of that month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _settings(versions: list[Version], at: datetime) -> Settings:
    """What the rules in force at a moment say; nothing before the first rules. Versions come newest first."""
    for version in versions:
        if version.valid_from is not None and version.valid_from <= at:
            return version.charter.statute.settings
    return Settings()


def _is_choice(settings: Settings) -> bool:
    return bool(
        settings.contribution_exchangeable and settings.contribution_cents and settings.contribution_minutes
    )


def _chosen(choices: list[tuple[date, str]], month: date) -> str | None:
    made = [way for from_month, way in choices if from_month <= month]
    return made[-1] if made else None


def _due(settings: Settings, way: str | None, cents: int, minutes: int) -> tuple[int, int]:
    due_cents, due_minutes = settings.contribution_cents or 0, settings.contribution_minutes or 0
    if not _is_choice(settings):
        return due_cents, due_minutes
    in_hours = way == Way.HOURS if way is not None else bool(minutes and not cents)
    return (0, due_minutes) if in_hours else (due_cents, 0)


def contributions(collective_id: UUID, number: int = 1, size: int = 30) -> Page[ContributionView]:
    """All recorded contributions that count, the latest recorded first, a page at a time."""
    rows = Contribution.objects.filter(collective_id=collective_id, struck_at=None).order_by(
        "-recorded_at", "-id"
    )
    page = Paginator(rows, size).get_page(number)
    return turned(page, _contribution_views(list(page.object_list)))


def contributions_of(collective_id: UUID, person_id: UUID) -> list[ContributionView]:
    """What someone contributed, the latest month first."""
    rows = Contribution.objects.filter(collective_id=collective_id, person_id=person_id, struck_at=None)
    return _contribution_views(list(rows.order_by("-month", "-recorded_at")))


def _contribution_views(rows: list[Contribution]) -> list[ContributionView]:
    names = people.names(row.person_id for row in rows)
    return [
        ContributionView(
            row.id, row.person_id, names[row.person_id], row.month, row.cents, row.minutes, row.recorded_at
        )
        for row in rows
    ]


def shares_of(collective_id: UUID, person_id: UUID) -> list[ShareView]:
    """The shares someone holds or gave back, the oldest first."""
    rows = ShareIssue.objects.filter(collective_id=collective_id, person_id=person_id).order_by(
        "issued_at", "id"
    )
    return [ShareView(row.count, row.cents_each, row.issued_at, row.given_back_at) for row in rows]


def called_by_email(collective_id: UUID, person_ids: list[UUID]) -> frozenset[UUID]:
    """Who of these people may be called to a meeting by e-mail; the others get it on paper (2:41 lid 5 BW)."""
    rows = CallConsent.objects.filter(
        collective_id=collective_id, person_id__in=person_ids, withdrawn_at=None
    )
    return frozenset(rows.values_list("person_id", flat=True))
