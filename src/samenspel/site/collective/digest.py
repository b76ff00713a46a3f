"""The daily mail: what happened and what waits, at most once a day, only for who wants it.

It groups by proposal and links to the pages. It never tells what anyone voted.
"""

import logging
import smtplib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from uuid import UUID

from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from samenspel.ground.foundation.collectives import CollectiveCard
from samenspel.ground.people import queries as people
from samenspel.ground.people.queries import Contact
from samenspel.rooms.deciding import notices
from samenspel.rooms.deciding.notices import PendingNotice, Told
from samenspel.rooms.membership import queries as membership
from samenspel.site import clock
from samenspel.site.collective import waiting
from samenspel.site.collective.addresses import address
from samenspel.site.collective.telling import SENTENCES

FIRST_HOUR = 8
"""The mail goes out from this hour of the day, here. What happens later that day goes with the next one."""

_SLOT = timedelta(minutes=10)
"""One worker sends at a time, once per slot; what fails in one slot is tried again in the next."""

_ASKS = frozenset({Told.CALLED, Told.REMINDER})
"""Notices that ask for a vote. They are of no use any more when that vote has closed."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Line:
    """What a mail tells about one proposal or decision."""

    title: str
    collective: str
    sentences: tuple[str, ...]
    left: str
    url: str
    due: datetime | None


def compose(person_id: UUID, at: datetime) -> EmailMessage | None:
    """Write someone's mail for today; None when there is nothing to tell, or nowhere to send it."""
    mine = _wanted([notice for notice in notices.pending(at) if notice.person_id == person_id], at)
    contact = people.contacts([person_id]).get(person_id)
    return _compose(contact, mine, at) if contact is not None and mine else None


def send_due(at: datetime) -> int:
    """Send every mail that is due; returns how many were sent. Safe to call often, and in several places at once."""
    if timezone.localtime(at).hour < FIRST_HOUR or not cache.add(
        _slot(at), at.isoformat(), _SLOT.total_seconds()
    ):
        return 0
    waiting_for = _by_person(_wanted(notices.pending(at), at))
    contacts = people.contacts(waiting_for)
    return sum(
        _send(_compose(contact, waiting_for[person_id], at), waiting_for[person_id], at)
        for person_id, contact in contacts.items()
        if not _had_one_today(person_id, at)
    )


def _send(message: EmailMessage, told: Sequence[PendingNotice], at: datetime) -> bool:
    """Send, and only then note that it was mailed: a mail that failed goes again, within the same day."""
    try:
        message.send()
    except (OSError, smtplib.SMTPException):
        log.exception("A daily mail could not be sent.")
        return False
    notices.mark_mailed([notice.id for notice in told], at)
    return True


def _had_one_today(person_id: UUID, at: datetime) -> bool:
    before = notices.last_mailed(person_id)
    return before is not None and clock.local_day(before) >= clock.local_day(at)


def _slot(at: datetime) -> str:
    return f"daily-mail-{int(at.timestamp() // _SLOT.total_seconds())}"


def _by_person(told: Iterable[PendingNotice]) -> dict[UUID, list[PendingNotice]]:
    found: dict[UUID, list[PendingNotice]] = {}
    for notice in told:
        found.setdefault(notice.person_id, []).append(notice)
    return found


def _wanted(told: Sequence[PendingNotice], at: datetime) -> list[PendingNotice]:
    """Those that still make sense, of collectives that may write to this person by e-mail (2:41 lid 5 BW)."""
    consents: dict[UUID, frozenset[UUID]] = {}
    for collective_id in {notice.collective_id for notice in told}:
        asked = sorted({notice.person_id for notice in told if notice.collective_id == collective_id})
        consents[collective_id] = membership.called_by_email(collective_id, asked)
    return [
        notice
        for notice in told
        if notice.person_id in consents[notice.collective_id] and not _too_late(notice, at)
    ]


def _too_late(notice: PendingNotice, at: datetime) -> bool:
    return notice.kind in _ASKS and (notice.due is None or notice.due <= at)


# The words


def _compose(contact: Contact, told: Sequence[PendingNotice], at: datetime) -> EmailMessage:
    with override(contact.language):
        lines = _lines(told, at)
        context = {
            "name": contact.name,
            "lines": lines,
            "turns_url": _absolute(reverse("front:turns")),
            "settings_url": _absolute(address("people:me")),
        }
        message = EmailMultiAlternatives(
            subject=_subject(lines),
            body=render_to_string("front/mail/digest.txt", context),
            to=[contact.email],
            headers={
                "Auto-Submitted": "auto-generated",
                "List-Unsubscribe": f"<{_absolute(address('people:me'))}>",
            },
        )
        message.attach_alternative(render_to_string("front/mail/digest.html", context), "text/html")
    return message


def _subject(lines: Sequence[Line]) -> str:
    """Says how many things wait; nothing of what they are, since a subject is read over someone's shoulder."""
    asking = sum(1 for line in lines if line.left)
    if asking:
        return ngettext(
            "It is your turn: %(count)s proposal", "It is your turn: %(count)s proposals", asking
        ) % {"count": asking}
    return _("News from your collective")


def _lines(told: Sequence[PendingNotice], at: datetime) -> list[Line]:
    """One line per proposal, those that close first on top."""
    ordered = sorted(told, key=lambda notice: (notice.collective_id, notice.proposal_id))
    cards = waiting.cards_of({notice.collective_id for notice in told})
    lines = [
        _line(list(group), cards[collective_id], at)
        for (collective_id, _proposal), group in groupby(
            ordered, key=lambda n: (n.collective_id, n.proposal_id)
        )
    ]
    return sorted(lines, key=lambda line: (line.due is None, line.due or at, line.title))


def _line(group: Sequence[PendingNotice], card: CollectiveCard, at: datetime) -> Line:
    kinds = list(dict.fromkeys(notice.kind for notice in group))
    if Told.REMINDER in kinds:
        kinds = [kind for kind in kinds if kind is not Told.CALLED]
    due = group[0].due if _ASKS.intersection(kinds) else None
    return Line(
        title=group[0].title,
        collective=card.name,
        sentences=tuple(str(SENTENCES[kind]) for kind in kinds),
        left=waiting.left_words(waiting.days_left(due, at)) if due is not None else "",
        url=_absolute(address("deciding:proposal", card.slug, group[0].proposal_id) or f"/{card.slug}/"),
        due=due,
    )


def _absolute(path: str) -> str:
    return f"{settings.BASE_URL.rstrip('/')}{path}"
