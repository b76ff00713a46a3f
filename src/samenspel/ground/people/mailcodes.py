"""Codes by e-mail: six digits, one use, five tries, a quarter of an hour.

The tries are counted in the database before the code is looked at, so that answers sent all at once do not
buy more tries than answers sent one by one.
"""

import secrets
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from django.db.models import F

from samenspel.ground.foundation.ids import new_id
from samenspel.ground.people.models import MailCode
from samenspel.ground.people.sealing import opens, seal
from samenspel.ground.people.typed import plain

LIFETIME = timedelta(minutes=15)
TRIES = 5

Reason = MailCode.Reason
Why = Literal["wrong", "expired", "used"]


class CodeRefusedError(Exception):
    """The code does not count. `why`: wrong, expired (too old, or too many wrong tries), or used."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


def make(email: str, reason: Reason, at: datetime, asked_by: UUID | None = None) -> tuple[UUID, str]:
    """Make a code for a mailbox. Returns the number under which it is kept, and the code to be mailed."""
    code_id, code = new_id(), f"{secrets.randbelow(1_000_000):06d}"
    MailCode.objects.create(
        id=code_id,
        reason=reason,
        email=email,
        asked_by_id=asked_by,
        digest=seal("mail", code_id, code),
        made_at=at,
        ends_at=at + LIFETIME,
    )
    return code_id, code


def use(code_id: UUID, reason: Reason, typed: str, at: datetime) -> str:
    """Spend a code and return the e-mail address it was mailed to. Raises CodeRefusedError."""
    kept = MailCode.objects.filter(id=code_id, reason=reason)
    counted = kept.filter(used_at=None, ends_at__gt=at, tries__lt=TRIES).update(tries=F("tries") + 1)
    row = kept.first()
    if row is None:
        raise CodeRefusedError("expired")
    right = opens("mail", code_id, plain(typed), row.digest)
    if not counted:
        raise CodeRefusedError("used" if right and row.used_at else "expired")
    if not right:
        raise CodeRefusedError("wrong" if row.tries < TRIES else "expired")
    if not kept.filter(used_at=None).update(used_at=at):
        raise CodeRefusedError("used")
    return row.email
