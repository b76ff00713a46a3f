"""Days: months that end early, birthdays on 29 February, and whether two days share a month or a year."""

from calendar import monthrange
from datetime import date


def months_later(start: date, months: int) -> date:
    """The same day so many months later; the last day of that month where it is shorter."""
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def next_month(value: date) -> date:
    """The first day of the month after this one."""
    return months_later(value.replace(day=1), 1)


def turns(born: date, years: int) -> date:
    """The day on which someone reaches an age. Born on 29 February: 1 March in a year without that day.

    For the person's own drawer, so that the day is kept there and the birth date need not be.
    """
    year = born.year + years
    if (born.month, born.day) == (2, 29) and monthrange(year, 2)[1] == 28:
        return date(year, 3, 1)
    return born.replace(year=year)


def same_month(one: date, other: date) -> bool:
    return (one.year, one.month) == (other.year, other.month)
