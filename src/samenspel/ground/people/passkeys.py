"""Passkeys (W3C Web Authentication, level 2): signing in with a phone, a laptop or a security key.

The protocol is python-fido2's. A key is made discoverable and asks its owner for a finger, a face or a PIN,
so it stands alone: no name and no code beside it.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from cryptography.exceptions import UnsupportedAlgorithm
from django.db import IntegrityError, transaction
from fido2.server import Fido2Server
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialDescriptor,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialType,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from samenspel.ground.people.models import Passkey, Person

# What python-fido2 raises on an answer that is not well formed, and on one that does not verify.
_BAD = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    NotImplementedError,
    RecursionError,
    struct.error,
    UnsupportedAlgorithm,
)

MOST = 10


class PasskeyRefusedError(Exception):
    """The browser's answer does not count: badly formed, stale, for another site, or of an unknown key."""


@dataclass(frozen=True, slots=True)
class Site:
    """The site a key is for: its host name, and the exact origin of its pages."""

    host: str
    origin: str


@dataclass(frozen=True, slots=True)
class Ceremony:
    """A question to the browser (`options`, JSON) and what must be kept until the answer (`state`, JSON).

    The state also says for which site the question was asked.
    """

    options: dict[str, Any]
    state: dict[str, Any]


@dataclass(frozen=True, slots=True)
class PasskeyView:
    id: UUID
    name: str
    made_at: datetime
    used_at: datetime | None


def begin_adding(person_id: UUID, site: Site) -> Ceremony:
    """Ask the browser to make a key for this person."""
    person = Person.objects.get(id=person_id)
    options, state = _server(site).register_begin(
        PublicKeyCredentialUserEntity(
            id=person.id.bytes, name=person.email or person.name, display_name=person.name
        ),
        credentials=[
            PublicKeyCredentialDescriptor(type=PublicKeyCredentialType.PUBLIC_KEY, id=websafe_decode(known))
            for known in Passkey.objects.filter(person=person).values_list("credential_id", flat=True)
        ],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return _ceremony(site, options, state)


def finish_adding(
    person_id: UUID, state: dict[str, Any], answer: Mapping[str, Any], name: str, at: datetime
) -> None:
    """Keep the public half of a key the browser made. Raises PasskeyRefusedError."""
    try:
        made = _server(_site(state)).register_complete(state, answer)
    except _BAD as error:
        raise PasskeyRefusedError from error
    credential = made.credential_data
    if credential is None or len(credential.credential_id) > 1023:
        raise PasskeyRefusedError
    if Passkey.objects.filter(person_id=person_id).count() >= MOST:
        raise PasskeyRefusedError
    try:
        with transaction.atomic():
            Passkey.objects.create(
                person_id=person_id,
                credential_id=websafe_encode(credential.credential_id),
                public=bytes(credential),
                name=name[:60],
                counter=made.counter,
                made_at=at,
            )
    except IntegrityError as error:
        raise PasskeyRefusedError from error


def begin_sign_in(site: Site) -> Ceremony:
    """Ask the browser for any key it has for this site."""
    options, state = _server(site).authenticate_begin(user_verification=UserVerificationRequirement.REQUIRED)
    return _ceremony(site, options, state)


def finish_sign_in(state: dict[str, Any], answer: Mapping[str, Any], at: datetime) -> UUID:
    """Return whose key answered. Raises PasskeyRefusedError."""
    try:
        parsed = AuthenticationResponse.from_dict(answer)
        row = Passkey.objects.filter(
            credential_id=websafe_encode(parsed.raw_id), person__is_active=True
        ).first()
        if row is None:
            raise PasskeyRefusedError
        known = AttestedCredentialData(bytes(row.public))
        _server(_site(state)).authenticate_complete(state, [known], parsed)
        handle, counter = parsed.response.user_handle, parsed.response.authenticator_data.counter
    except _BAD as error:
        raise PasskeyRefusedError from error
    # A counter that does not go up means that someone copied the key. Many keys do not count: always 0.
    copied = bool(row.counter or counter) and counter <= row.counter
    if copied or handle not in (None, row.person_id.bytes):
        raise PasskeyRefusedError
    Passkey.objects.filter(id=row.id).update(counter=counter, used_at=at)
    return row.person_id


def passkeys_of(person_id: UUID) -> list[PasskeyView]:
    rows = Passkey.objects.filter(person_id=person_id).order_by("made_at")
    return [PasskeyView(row.id, row.name, row.made_at, row.used_at) for row in rows]


def remove_passkey(passkey_id: UUID, *, person_id: UUID) -> bool:
    """Forget a key of this person. Returns whether there was one."""
    removed, _ = Passkey.objects.filter(id=passkey_id, person_id=person_id).delete()
    return bool(removed)


def _ceremony(site: Site, options: Mapping[str, Any], state: dict[str, Any]) -> Ceremony:
    return Ceremony(dict(options), {**state, "host": site.host, "origin": site.origin})


def _site(state: dict[str, Any]) -> Site:
    return Site(host=state["host"], origin=state["origin"])


def _server(site: Site) -> Fido2Server:
    rp = PublicKeyCredentialRpEntity(id=site.host, name="Samenspel")
    return Fido2Server(rp, verify_origin=lambda origin: origin == site.origin)
