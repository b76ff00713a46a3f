"""Writing persons: making an account, changing it, and erasing it."""

import re
import unicodedata
from collections.abc import Callable
from datetime import datetime
from typing import Literal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from samenspel.ground.foundation.ids import new_id
from samenspel.ground.people import drawer, sessions
from samenspel.ground.people.models import HelperConsent, MailCode, Passkey, Person, SignInCard, fresh_salt

LANGUAGES = ("nl", "en")
Field = Literal["name", "email", "language"]
Tie = Callable[[UUID], str]

_ties: list[Tie] = []


class BadAccountError(ValueError):
    """A name, address or language that cannot be kept. `field` says which."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.field = field


class EmailTakenError(Exception):
    """Another person has this e-mail address."""


class PersonExistsError(Exception):
    """This person was made before: the request is a repeat."""


class StillTiedError(Exception):
    """The account cannot be erased yet. `reasons` are sentences for the person."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


def create_person(
    name: str, language: str, at: datetime, email: str | None = None, *, person_id: UUID | None = None
) -> Person:
    """Make an account. Raises BadAccountError, EmailTakenError, and PersonExistsError for a known `person_id`."""
    person = Person(
        id=person_id or new_id(),
        name=clean_name(name),
        email=clean_email(email) if email else None,
        language=_clean_language(language),
        created_at=at,
        changed_at=at,
    )
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError as error:
        if Person.objects.filter(id=person.id).exists():
            raise PersonExistsError from error
        raise EmailTakenError from error
    return person


def rename(person_id: UUID, name: str, at: datetime) -> None:
    """Raises BadAccountError."""
    _alive(person_id).update(name=clean_name(name), changed_at=at)


def set_language(person_id: UUID, language: str, at: datetime) -> None:
    """Raises BadAccountError."""
    _alive(person_id).update(language=_clean_language(language), changed_at=at)


def set_email(person_id: UUID, email: str | None, at: datetime) -> None:
    """Set or (with None) remove the address. The caller has seen proof that the person reads that mailbox.

    Raises BadAccountError and EmailTakenError.
    """
    try:
        with transaction.atomic():
            _alive(person_id).update(email=clean_email(email) if email else None, changed_at=at)
    except IntegrityError as error:
        raise EmailTakenError from error


def register_tie(tie: Tie) -> None:
    """Let a higher floor hold back an erasure.

    `tie(person_id)` returns a sentence for the person ("You are still a member of …"), or an empty text.
    Called once per tie when the programme starts.
    """
    if tie not in _ties:
        _ties.append(tie)


def ties(person_id: UUID) -> list[str]:
    """Return what stands in the way of erasing this account, as sentences."""
    return [sentence for tie in _ties if (sentence := tie(person_id))]


def erase(person_id: UUID, at: datetime) -> None:
    """Forget a person: name, address, cards, keys and sessions go; the bare number stays for the books.

    Raises StillTiedError. Erasing twice changes nothing.
    """
    if reasons := ties(person_id):
        raise StillTiedError(reasons)
    with transaction.atomic():
        person = Person.objects.select_for_update().get(id=person_id)
        if person.erased_at:
            return
        sessions.end_all(person_id)
        SignInCard.objects.filter(person_id=person_id).delete()
        Passkey.objects.filter(person_id=person_id).delete()
        drawer.empty(person_id)
        MailCode.objects.filter(asked_by_id=person_id).delete()
        MailCode.objects.filter(email=person.email or "").delete()
        HelperConsent.objects.filter(person_id=person_id).delete()
        HelperConsent.objects.filter(helper_id=person_id).delete()
        Person.objects.filter(id=person_id).update(
            name="", email=None, is_active=False, session_salt=fresh_salt(), changed_at=at, erased_at=at
        )


def clean_name(typed: str) -> str:
    """Return a name without stray blanks or invisible signs, 1 to 120 characters. Raises BadAccountError."""
    visible = "".join(sign for sign in typed if unicodedata.category(sign)[0] != "C" or sign.isspace())
    name = re.sub(r"\s+", " ", visible).strip()
    if not 1 <= len(name) <= 120:
        raise BadAccountError("name")
    return name


def clean_email(typed: str) -> str:
    """Return an address in lower case. Raises BadAccountError."""
    email = typed.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise BadAccountError("email") from error
    if len(email) > 254:
        raise BadAccountError("email")
    return email


def _clean_language(language: str) -> str:
    if language not in LANGUAGES:
        raise BadAccountError("language")
    return language


def _alive(person_id: UUID) -> QuerySet[Person]:
    return Person.objects.filter(id=person_id, erased_at=None)
