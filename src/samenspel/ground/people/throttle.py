"""Limits on how often something may be tried, counted in the database and exact under concurrency."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F

from samenspel.ground.people.models import Throttle
from samenspel.ground.people.sealing import seal


@dataclass(frozen=True, slots=True)
class Limit:
    times: int
    within: timedelta


HOUR = timedelta(hours=1)

# A code has 6 digits and 5 tries. With these limits someone who guesses at one address needs years and
# sends its owner a heap of mail. Many people may share one connection, at the desk of a collective.
LIMITS = {
    "mail_to_address": Limit(6, HOUR),
    "mail_to_address_today": Limit(20, timedelta(days=1)),
    "mail_from": Limit(40, HOUR),
    "code_from": Limit(100, HOUR),
    "card": Limit(20, HOUR),
    "card_from": Limit(40, HOUR),
    "passkey_from": Limit(60, HOUR),
    "new_person_from": Limit(40, HOUR),
    "drawer": Limit(20, HOUR),
}


class TooOftenError(Exception):
    """The limit is reached. `until` says when it is worth trying again."""

    def __init__(self, until: datetime) -> None:
        super().__init__(str(until))
        self.until = until


def take(kind: str, subject: str, at: datetime) -> None:
    """Count one try of `kind` (a key of LIMITS) by or on `subject`. Raises TooOftenError when it is one too many."""
    limit, key = LIMITS[kind], seal("throttle", kind, subject)
    row = Throttle.objects.filter(key=key)
    if row.filter(ends_at__gt=at, count__lt=limit.times).update(count=F("count") + 1):
        return
    if row.filter(ends_at__lte=at).update(count=1, ends_at=at + limit.within):
        return
    kept, created = Throttle.objects.get_or_create(
        key=key, defaults={"count": 1, "ends_at": at + limit.within}
    )
    if created:
        return
    if kept.count < limit.times:  # someone else opened the window between our first statement and the last
        take(kind, subject, at)
        return
    raise TooOftenError(kept.ends_at)


def give_back(kind: str, subject: str) -> None:
    """Take back a counted try that turned out well."""
    Throttle.objects.filter(key=seal("throttle", kind, subject), count__gt=0).update(count=F("count") - 1)
