"""The secret address of someone's calendar: signed, so that it cannot be guessed or made from the tables alone."""

import re
import secrets
from datetime import datetime
from uuid import UUID

from django.core.signing import BadSignature, Signer

from samenspel.site.collective.models import CalendarAddress

_SIGNER = Signer(salt="samenspel.front.calendar", sep=".")
_SHAPE = re.compile(r"(?P<person>[0-9a-f]{32})-(?P<nonce>[0-9a-f]{16})", re.ASCII)


def make(person_id: UUID, at: datetime) -> str:
    """Make a new address; one made before no longer works. Returns its secret part."""
    nonce = secrets.token_hex(8)
    CalendarAddress.objects.update_or_create(person_id=person_id, defaults={"nonce": nonce, "made_at": at})
    return _token(person_id, nonce)


def current(person_id: UUID) -> str:
    """The secret part of someone's address; empty when they have none."""
    row = CalendarAddress.objects.filter(person_id=person_id).first()
    return _token(person_id, row.nonce) if row is not None else ""


def stop(person_id: UUID) -> None:
    """Make the address worthless without a new one."""
    CalendarAddress.objects.filter(person_id=person_id).delete()


def person_of(token: str) -> UUID | None:
    """Whose address this is; None for one that was never made, was changed, or works no longer."""
    try:
        shape = _SHAPE.fullmatch(_SIGNER.unsign(token))
    except BadSignature:
        return None
    if shape is None:
        return None
    person_id = UUID(shape["person"])
    rows = CalendarAddress.objects.filter(person_id=person_id, nonce=shape["nonce"], person__is_active=True)
    return person_id if rows.exists() else None


def _token(person_id: UUID, nonce: str) -> str:
    return _SIGNER.sign(f"{person_id.hex}-{nonce}")
