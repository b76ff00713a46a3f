"""A drawer of one's own: what someone keeps here is sealed with words that only they know.

The words are asked every time and stored nowhere, so neither a collective, nor who runs the server, nor who finds a backup
can read it. Words that are forgotten cannot be found again: then the drawer is emptied. It is no part of the book. The key is
made from the words by scrypt (RFC 7914), which makes guessing slow; the seal is AES-GCM, which also shows any change.
"""

import hashlib
import secrets
from datetime import datetime
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from samenspel.ground.people import throttle
from samenspel.ground.people.models import Drawer

SHORTEST = 8
"""Signs that the words have at least."""
LARGEST = 4_000
"""Bytes that fit in a drawer."""
_COST = {"n": 2**15, "r": 8, "p": 1, "maxmem": 64 * 1024 * 1024, "dklen": 32}
_NONCE = 12


class WrongWordsError(Exception):
    """These words do not open the drawer."""


def exists(person_id: UUID) -> bool:
    """Whether someone has something in their drawer."""
    return Drawer.objects.filter(person_id=person_id).exists()


def keep(person_id: UUID, words: str, content: bytes, at: datetime) -> None:
    """Put something in the drawer in place of what was in it. Raises ValueError for short words or too much."""
    if len(words) < SHORTEST or len(content) > LARGEST:
        raise ValueError("The words are too short, or it is too much.")
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(_NONCE)
    sealed = AESGCM(_key(words, salt)).encrypt(nonce, content, person_id.bytes)
    Drawer.objects.update_or_create(
        person_id=person_id, defaults={"salt": salt, "sealed": nonce + sealed, "kept_at": at}
    )


def opened(person_id: UUID, words: str, at: datetime) -> bytes:
    """What is in the drawer. Raises WrongWordsError, also where there is none, and TooOftenError after many tries."""
    throttle.take("drawer", str(person_id), at)
    row = Drawer.objects.filter(person_id=person_id).first()
    salt, sealed = (
        (bytes(row.salt), bytes(row.sealed)) if row is not None else (bytes(16), bytes(_NONCE + 16))
    )
    try:
        content = AESGCM(_key(words, salt)).decrypt(sealed[:_NONCE], sealed[_NONCE:], person_id.bytes)
    except InvalidTag as error:
        raise WrongWordsError from error
    throttle.give_back("drawer", str(person_id))
    return content


def empty(person_id: UUID) -> None:
    """Throw away what is in the drawer."""
    Drawer.objects.filter(person_id=person_id).delete()


def _key(words: str, salt: bytes) -> bytes:
    return hashlib.scrypt(words.encode(), salt=salt, **_COST)
