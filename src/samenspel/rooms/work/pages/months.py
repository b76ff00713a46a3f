"""Months that a page can be asked for: those of the last year."""

from datetime import date, timedelta

from django.http import Http404


def month_asked(text: str, today: date, otherwise: date) -> date:
    """The first day of the month asked for; `otherwise` where none is.

    Raises Http404 for what is no month, and for one that lies ahead or too long ago.
    """
    if not text:
        return otherwise
    try:
        found = date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise Http404 from error
    if not _first(today) <= found <= today:
        raise Http404
    return found


def month_before(month: date) -> date:
    """The first day of the month before."""
    return (month - timedelta(days=1)).replace(day=1)


def address_before(month: date, today: date) -> str:
    """Where one reads the month before; empty where it is too long ago."""
    earlier = month_before(month)
    return f"?maand={earlier:%Y-%m}" if earlier >= _first(today) else ""


def _first(today: date) -> date:
    return today.replace(year=today.year - 1, day=1)
