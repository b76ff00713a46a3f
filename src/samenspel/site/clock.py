"""The clock: the only place in the house that asks what time it is. Everything else is told (`at`)."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

_set_to: ContextVar[datetime | None] = ContextVar("clock_set_to", default=None)


def now() -> datetime:
    """Return the present moment in UTC, or the moment the clock was set to."""
    return _set_to.get() or datetime.now(UTC) + ahead()  # noqa: TID251 - this is the one place


def ahead() -> timedelta:
    """How far the clock of the living example was moved on. Outside the example always nothing."""
    if not settings.DEMO or not _ahead_file().exists():
        return timedelta()
    return timedelta(days=int(_ahead_file().read_text(encoding="ascii")))


def move_ahead(days: int) -> None:
    """Move the clock of the living example on, so that people can see what deadlines do. Raises RuntimeError elsewhere."""
    if not settings.DEMO:
        raise RuntimeError("Only the example has a clock that can be moved.")
    _ahead_file().write_text(str(ahead().days + days), encoding="ascii")


def _ahead_file() -> Path:
    return Path(settings.DATA_DIR) / "clock-ahead"


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
