"""Throwing away what has had its day."""

from datetime import datetime, timedelta

from samenspel.ground.people.models import HelperConsent, MailCode, Throttle

# Long enough for "this code was used" and for a person who asks what happened yesterday.
CODES_KEPT = timedelta(days=2)
CONSENTS_KEPT = timedelta(days=400)


def tidy(at: datetime) -> int:
    """Delete codes, counters and consents that ended long ago. Returns how many rows went. To be run daily."""
    old = (
        MailCode.objects.filter(ends_at__lt=at - CODES_KEPT),
        Throttle.objects.filter(ends_at__lt=at),
        HelperConsent.objects.filter(ends_at__lt=at - CONSENTS_KEPT),
    )
    return sum(rows.delete()[0] for rows in old)
