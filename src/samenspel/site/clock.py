"""The clock: the only place in the house that asks what time it is. Everything else is told (`at`)."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

_set_to: ContextVar[datetime | None] = ContextVar("clock_set_to", default=None)


def now() -> datetime:
    """Return the present moment in UTC, or the moment the clock was set to."""
    return _set_to.get() or datetime.now(UTC)  # noqa: TID251 - this is the one place


@contextmanager
def set_to(at: datetime) -> Iterator[None]:
    """Let the clock stand at `at` (aware) inside the block: for tests and for building a demo.

    Raises ValueError for a moment without a time zone.
    """
    if at.tzinfo is None:
        raise ValueError("A moment needs a time zone.")
    token = _set_to.set(at.astimezone(UTC))
    try:
        yield
    finally:
        _set_to.reset(token)


def local_day(at: datetime) -> date:
    """Return the calendar day of a moment, where the installation lives."""
    return timezone.localtime(at).date()


def end_of(day: date) -> datetime:
    """Return the last moment of a calendar day where the installation lives, in UTC."""
    next_midnight = datetime.combine(day + timedelta(days=1), time.min, timezone.get_default_timezone())
    return next_midnight.astimezone(UTC) - timedelta(microseconds=1)
