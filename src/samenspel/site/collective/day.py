"""Which moment a page shows: now, or the end of an earlier day that the reader chose."""

from datetime import datetime
from typing import cast

from django.http import HttpRequest

from samenspel.site.middleware import PageRequest


def moment(request: HttpRequest) -> datetime:
    """The moment as of which a page is read."""
    return cast("PageRequest", request).at


def end_of_reading(request: HttpRequest) -> datetime | None:
    """Up to when deeds are read: the end of an earlier day, or None for all there are."""
    return None if reads_today(request) else moment(request)


def reads_today(request: HttpRequest) -> bool:
    return cast("PageRequest", request).reading_date is None
