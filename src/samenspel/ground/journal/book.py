"""Writing and checking the book: append a deed to a collective's chain, and recompute a chain.

Only the gate appends. The hash of a deed covers the canonical JSON of all it says and the hash before it;
free text enters only as a salted digest.
"""

import hashlib
import json
import re
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from samenspel.ground.foundation import statements
from samenspel.ground.foundation.canonical import Json, canonical
from samenspel.ground.foundation.ids import new_id
from samenspel.ground.journal.deeds import DEEDS, Field, UndeclaredDeedError
from samenspel.ground.journal.models import Deed, DeedText, Head

GENESIS = "0" * 64
"""The hash before the first deed."""

_HEAD = 'SELECT "sequence", "hash" FROM "journal_head" WHERE "collective_id" = %s'
_MOVE_HEAD = 'UPDATE "journal_head" SET "sequence" = %s, "hash" = %s WHERE "collective_id" = %s'

_spell = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode

_CODE = re.compile(r"[\w.:/-]{0,80}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a room reports to have done: type, fields, free texts, and what it is about."""

    type: str
    fields: Mapping[str, Json] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    subject_id: UUID | None = None
    grounds: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Who did it, when, and for which request."""

    at: datetime
    actor_id: UUID | None
    helper_id: UUID | None = None
    request_key: UUID | None = None
    fingerprint: str = ""


def append(collective_id: UUID, entry: Entry, provenance: Provenance) -> Deed:
    """Append one deed to the chain of a collective whose row the caller holds locked, in a transaction.

    Raises UndeclaredDeedError when the entry does not match its declared type, and TransactionManagementError
    outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("A deed is written together with what it tells of.")
    _check(entry)
    last, previous = head(collective_id)
    texts = [_beside(collective_id, name, text) for name, text in sorted(entry.texts.items())]
    payload: dict[str, Json] = {**entry.fields, "grounds": entry.grounds}
    if texts:
        payload["texts"] = {row.field: text_digest(row.salt, row.text) for row in texts}
    deed = Deed(
        id=new_id(),
        collective_id=collective_id,
        sequence=last + 1,
        type=entry.type,
        at=provenance.at,
        actor_id=provenance.actor_id,
        helper_id=provenance.helper_id,
        subject_id=entry.subject_id,
        payload=payload,
        previous=previous,
        request_key=provenance.request_key,
        fingerprint=provenance.fingerprint,
    )
    deed.hash = deed_hash(deed)
    statements.insert(deed, payload=_spell(payload))
    for row in texts:
        row.deed = deed
        statements.insert(row)
    if not statements.change(_MOVE_HEAD, deed.sequence, deed.hash, collective_id):
        statements.insert(Head(collective_id=collective_id, sequence=deed.sequence, hash=deed.hash))
    return deed


def _check(entry: Entry) -> None:
    declared = DEEDS[entry.type].fields
    given = {**entry.fields, **entry.texts}
    if set(given) != set(declared):
        raise UndeclaredDeedError(f"{entry.type} holds {sorted(given)}, declared are {sorted(declared)}.")
    for name, kind in declared.items():
        if (name in entry.texts) != (kind is Field.TEXT) or not _fits(kind, given[name]):
            raise UndeclaredDeedError(f"{entry.type}.{name} is not a {kind}: {given[name]!r}.")


def _fits(kind: Field, value: object) -> bool:
    if value is None:
        return True
    if kind is Field.TEXT:
        return isinstance(value, str)
    if kind is Field.NUMBER:
        return type(value) is int
    if kind is Field.CODES:
        return isinstance(value, (list, tuple)) and all(_fits(Field.CODE, item) for item in value)
    if not isinstance(value, str) or not _CODE.fullmatch(value):
        return False
    if kind is Field.DAY:
        return bool(date.fromisoformat(value))
    return kind is Field.CODE or bool(UUID(value))


def _beside(collective_id: UUID, name: str, text: str) -> DeedText:
    return DeedText(
        id=new_id(), collective_id=collective_id, field=name, salt=secrets.token_hex(16), text=text
    )


def text_digest(salt: str, text: str) -> str:
    return hashlib.sha256(f"{salt}{text}".encode()).hexdigest()


def deed_hash(deed: Deed) -> str:
    """SHA-256 over the canonical JSON of a deed, with the previous hash in it."""
    columns = (
        deed.collective_id, deed.sequence, deed.id, deed.type, deed.at, deed.actor_id, deed.helper_id, deed.subject_id,
    )  # fmt: skip
    return _hash(columns, _spell(deed.payload), deed.previous)


def _hash(columns: Sequence[Any], payload: str, previous: str) -> str:
    """Identifiers and moments may come as Django has them or as the database does; the payload comes spelled.

    The outcome is what `canonical` would write. Checking a book asks this of every deed, so the order of the keys
    is given here and not sorted out each time.
    """
    collective, sequence, deed, type_, at, actor, helper, subject = columns
    spelled = (
        f'{{"actor":{_identifier(actor)},"at":"{_moment(at)}","collective":{_identifier(collective)},'
        f'"helper":{_identifier(helper)},"id":{_identifier(deed)},"payload":{payload},'
        f'"previous":{_spell(previous)},"sequence":{sequence},"subject":{_identifier(subject)},'
        f'"type":{_spell(type_)}}}'
    )
    return hashlib.sha256(spelled.encode()).hexdigest()


@lru_cache(maxsize=4096)
def _identifier(value: UUID | str | None) -> str:
    """An identifier as it is spelled: from Django, from PostgreSQL (with dashes) or from SQLite (without)."""
    if value is None:
        return "null"
    text = str(value).replace("-", "")
    if len(text) != _HEX_DIGITS or not text.isalnum():
        raise ValueError("This is no identifier.")
    return f'"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"'


def _moment(at: datetime) -> str:
    """A moment as it is spelled. SQLite keeps moments in UTC without saying so."""
    known = at.astimezone(UTC) if at.tzinfo is not None else at.replace(tzinfo=UTC)
    return known.isoformat(timespec="microseconds")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not add up."""

    collective_id: UUID
    what: str


_HEX_DIGITS = 32
_STRETCH = 5000
_BEFORE_ALL = -(2**63)
_AFTER = """
SELECT CAST("collective_id" AS VARCHAR(36)), "sequence", CAST("id" AS VARCHAR(36)), "type", "at",
  CAST("actor_id" AS VARCHAR(36)), CAST("helper_id" AS VARCHAR(36)), CAST("subject_id" AS VARCHAR(36)),
  "payload", "previous", "hash"
FROM "journal_deed" WHERE "collective_id" = %s AND "sequence" > %s ORDER BY "sequence" LIMIT %s
"""


def check_chain(collective_id: UUID) -> Iterator[Finding]:
    """Recompute every hash of a collective's chain, the sequence, the head, and the digests of texts beside it."""
    as_spelled = not connection.features.has_native_json_field
    expected, previous = 1, GENESIS
    for row in _stored(collective_id):
        sequence, before, stored = row[1], row[9], row[10]
        if sequence != expected:
            yield Finding(collective_id, f"deed {expected} is missing; deed {sequence} follows")
        if before != previous:
            yield Finding(collective_id, f"deed {sequence} does not follow on the deed before it")
        if not _matches(row, as_spelled=as_spelled):
            yield Finding(collective_id, f"deed {sequence} does not match its hash")
        expected, previous = sequence + 1, stored
    if head(collective_id) != (expected - 1, previous):
        yield Finding(collective_id, "the head of the chain is not its last deed")
    yield from _check_texts(collective_id)


def _stored(collective_id: UUID) -> Iterator[tuple[Any, ...]]:
    """Every deed in order, as the database has it."""
    last = _BEFORE_ALL
    while rows := statements.fetch(_AFTER, collective_id, last, _STRETCH):
        yield from rows
        last = rows[-1][1]


def _matches(row: tuple[Any, ...], *, as_spelled: bool) -> bool:
    """Whether a deed is what was hashed. SQLite keeps a payload as it was spelled; PostgreSQL spells it anew."""
    payload, previous, stored = row[8:]
    try:
        if as_spelled and _hash(row[:8], payload, previous) == stored:
            return True
        return _hash(row[:8], _spell(json.loads(payload)), previous) == str(stored)
    except (ValueError, TypeError, AttributeError):  # something that cannot even be read
        return False


def _check_texts(collective_id: UUID) -> Iterator[Finding]:
    rows = (
        DeedText.objects.filter(collective_id=collective_id, erased_at=None)
        .values_list("deed_id", "deed__sequence", "deed__payload", "field", "salt", "text")
        .iterator(chunk_size=2000)
    )
    for _, sequence, payload, name, salt, text in rows:
        if payload.get("texts", {}).get(name) != text_digest(salt, text):
            yield Finding(collective_id, f"the text {name!r} of deed {sequence} was changed")


def head(collective_id: UUID) -> tuple[int, str]:
    """Number and hash of the last deed; (0, zeros) for an empty book."""
    found = statements.fetch(_HEAD, collective_id)
    return (found[0][0], found[0][1]) if found else (0, GENESIS)


def erase_text(collective_id: UUID, deed_id: UUID, name: str, at: datetime) -> None:
    """Delete a free text and its salt for good; the chain stays whole, since it holds only the digest."""
    DeedText.objects.filter(collective_id=collective_id, deed_id=deed_id, field=name).update(
        text="", salt="", erased_at=at
    )


def canonical_deed(deed: Deed) -> str:
    """One deed as it is exported: canonical JSON on one line."""
    return canonical(
        {
            "actor": str(deed.actor_id) if deed.actor_id else None,
            "at": deed.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "collective": str(deed.collective_id),
            "hash": deed.hash,
            "helper": str(deed.helper_id) if deed.helper_id else None,
            "id": str(deed.id),
            "payload": deed.payload,
            "previous": deed.previous,
            "sequence": deed.sequence,
            "subject": str(deed.subject_id) if deed.subject_id else None,
            "type": deed.type,
        }
    )
