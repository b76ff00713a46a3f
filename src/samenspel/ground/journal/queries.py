"""Reading the book."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet

from samenspel.ground.journal import book
from samenspel.ground.journal.book import GENESIS, Finding
from samenspel.ground.journal.deeds import DEEDS, Audience, Field
from samenspel.ground.journal.models import Deed, DeedText


@dataclass(frozen=True, slots=True)
class DeedView:
    """A deed as the rest of the house sees it."""

    id: UUID
    collective_id: UUID
    sequence: int
    type: str
    at: datetime
    actor_id: UUID | None
    helper_id: UUID | None
    subject_id: UUID | None
    payload: Mapping[str, object]
    texts: Mapping[str, str]
    grounds: Mapping[str, object]
    hash: str
    request_key: UUID | None = None
    fingerprint: str = ""
    previous: str = ""


PERSONAL = frozenset({Audience.PARTIES, Audience.OWN})
"""Audiences of deeds that are read by who has a part in them."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What part of the book to read. Empty means all of it.

    `concerning` adds, whatever the audiences, the personal deeds in which that person has a part. `words` is
    looked for in the texts beside the deeds. Moments are inclusive.
    """

    audiences: frozenset[Audience] = frozenset(Audience)
    types: tuple[str, ...] = ()
    subject_id: UUID | None = None
    until: datetime | None = None
    since: datetime | None = None
    concerning: UUID | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some deeds in a row, newest first. Read on before the number `older`, or after the number `newer`."""

    deeds: list[DeedView]
    older: int | None
    newer: int | None


def deeds(collective_id: UUID, wanted: Filter) -> QuerySet[Deed]:
    """The deeds of a collective that pass a filter, newest first. For counting and paging."""
    rows = Deed.objects.filter(collective_id=collective_id).order_by("-sequence")
    if len(wanted.audiences) < len(Audience):
        rows = rows.filter(_readable(wanted))
    if wanted.types:
        rows = rows.filter(type__in=wanted.types)
    if wanted.subject_id is not None:
        rows = rows.filter(subject_id=wanted.subject_id)
    if wanted.until is not None:
        rows = rows.filter(at__lte=wanted.until)
    if wanted.since is not None:
        rows = rows.filter(at__gte=wanted.since)
    if wanted.words:
        found = DeedText.objects.filter(collective_id=collective_id, text__icontains=wanted.words)
        rows = rows.filter(id__in=found.values("deed_id"))
    return rows


def _readable(wanted: Filter) -> Q:
    open_ = Q(type__in=[type_.name for type_ in DEEDS if type_.audience in wanted.audiences])
    personal = PERSONAL - wanted.audiences
    if wanted.concerning is None or not personal:
        return open_
    return open_ | _party_to(wanted.concerning, personal)


def _party_to(person_id: UUID, personal: frozenset[Audience]) -> Q:
    """Deeds of these audiences in which a person has a part: as the one who did it, helped, or is named in it."""
    types = [type_ for type_ in DEEDS if type_.audience in personal]
    hand = Q(actor_id=person_id) | Q(helper_id=person_id) | Q(subject_id=person_id)
    part = Q(type__in=[type_.name for type_ in types]) & hand
    for name in sorted({name for type_ in types for name in _persons(type_.name)}):
        naming = [type_.name for type_ in types if name in _persons(type_.name)]
        part |= Q(**{"type__in": naming, f"payload__{name}": str(person_id)})
    return part


def _persons(type_name: str) -> list[str]:
    """The fields of a type that hold a person."""
    return [name for name, kind in DEEDS[type_name].fields.items() if kind is Field.PERSON]


def persons(deed: DeedView) -> set[UUID]:
    """Everyone with a part in a deed: who did it, who helped, and whom it names."""
    named = {UUID(str(value)) for name in _persons(deed.type) if (value := deed.payload.get(name))}
    return named | {person for person in (deed.actor_id, deed.helper_id) if person is not None}


def is_party(deed: DeedView, person_id: UUID) -> bool:
    """Whether a person has a part in a deed; the same question as `Filter.concerning`, for one deed."""
    return person_id == deed.subject_id or person_id in persons(deed)


def stretch(
    collective_id: UUID,
    wanted: Filter,
    *,
    before: int | None = None,
    after: int | None = None,
    size: int = 30,
) -> Stretch:
    """Some deeds in a row: the newest, or those before a number, or those after one.

    It counts nothing and skips nothing, so the last page of a long book is as quick as the first.
    """
    rows = deeds(collective_id, wanted)
    if after is not None:
        found = list(rows.filter(sequence__gt=after).order_by("sequence")[: size + 1])
        if len(found) > size:
            shown = found[size - 1 :: -1]
            return Stretch(views(collective_id, shown), older=shown[-1].sequence, newer=shown[0].sequence)
        before = None
    if before is not None:
        rows = rows.filter(sequence__lt=before)
    found = list(rows[: size + 1])
    shown = found[:size]
    return Stretch(
        views(collective_id, shown),
        older=shown[-1].sequence if len(found) > size else None,
        newer=shown[0].sequence if before is not None and shown else None,
    )


def one(collective_id: UUID, sequence: int) -> DeedView | None:
    """The deed with a number; None when the book is not that long."""
    row = Deed.objects.filter(collective_id=collective_id, sequence=sequence).first()
    return views(collective_id, [row])[0] if row is not None else None


def last(collective_id: UUID, until: datetime) -> tuple[int, str]:
    """Number and hash of the last deed at a moment; (0, zeros) before the first."""
    rows = Deed.objects.filter(collective_id=collective_id, at__lte=until).order_by("-at", "-sequence")
    return rows.values_list("sequence", "hash").first() or (0, GENESIS)


def page(collective_id: UUID, wanted: Filter, number: int, size: int = 30) -> tuple[list[DeedView], int, int]:
    """One page of the book: its deeds, the page's number (kept within bounds), and how many pages there are."""
    pages = Paginator(deeds(collective_id, wanted), size)
    here = pages.get_page(number)
    return views(collective_id, list(here.object_list)), here.number, pages.num_pages


def views(collective_id: UUID, rows: Collection[Deed]) -> list[DeedView]:
    texts: dict[UUID, dict[str, str]] = {}
    with_text = [row.id for row in rows if "texts" in row.payload]
    if with_text:
        for text in DeedText.objects.filter(collective_id=collective_id, deed_id__in=with_text):
            texts.setdefault(text.deed_id, {})[text.field] = text.text
    return [view(row, texts.get(row.id, {})) for row in rows]


def view(row: Deed, texts: Mapping[str, str]) -> DeedView:
    return DeedView(
        id=row.id,
        collective_id=row.collective_id,
        sequence=row.sequence,
        type=row.type,
        at=row.at,
        actor_id=row.actor_id,
        helper_id=row.helper_id,
        subject_id=row.subject_id,
        payload={key: value for key, value in row.payload.items() if key not in {"texts", "grounds"}},
        texts=texts,
        grounds=row.payload.get("grounds", {}),
        hash=row.hash,
        request_key=row.request_key,
        fingerprint=row.fingerprint,
        previous=row.previous,
    )


def by_request(collective_id: UUID, request_key: UUID) -> DeedView | None:
    """The deed that a request led to, if it was done before."""
    row = Deed.objects.filter(collective_id=collective_id, request_key=request_key).first()
    return views(collective_id, [row])[0] if row is not None else None


def about(collective_id: UUID, subject_id: UUID) -> list[DeedView]:
    """All deeds about one thing, oldest first."""
    rows = Deed.objects.filter(collective_id=collective_id, subject_id=subject_id).order_by("sequence")
    return views(collective_id, list(rows))


_STRETCH = 500
"""As many identifiers as one query names."""


def hands(collective_id: UUID, subject_ids: Collection[UUID]) -> set[UUID]:
    """Everyone who did, or helped to do, something about one of these subjects."""
    rows = Deed.objects.filter(collective_id=collective_id, subject_id__in=subject_ids)
    return {each for pair in rows.values_list("actor_id", "helper_id") for each in pair if each is not None}


def texts_about(
    collective_id: UUID, subject_ids: Collection[UUID], fields: Collection[str]
) -> dict[UUID, str]:
    """The text that was written with each of these subjects, in one of these fields; of several the last.

    First the deeds, then their texts, each by its own index: together a database may read all texts there are.
    """
    wanted = list(subject_ids)
    found: dict[UUID, str] = {}
    for first in range(0, len(wanted), _STRETCH):
        some = wanted[first : first + _STRETCH]
        deeds = Deed.objects.filter(collective_id=collective_id, subject_id__in=some)
        # put in order here: asked for an order, SQLite would read the whole book in it
        in_order = sorted(deeds.values_list("sequence", "id", "subject_id"))
        subjects = {deed: subject for _, deed, subject in in_order}
        rows = DeedText.objects.filter(
            collective_id=collective_id, deed_id__in=list(subjects), field__in=fields
        ).exclude(text="")
        texts = dict(rows.values_list("deed_id", "text"))
        for deed, subject in subjects.items():
            if subject is not None and deed in texts:
                found[subject] = texts[deed]
    return found


def after(collective_id: UUID, sequence: int, limit: int) -> list[DeedView]:
    """The next deeds in order, for reactions."""
    rows = Deed.objects.filter(collective_id=collective_id, sequence__gt=sequence).order_by("sequence")[
        :limit
    ]
    return views(collective_id, list(rows))


def everything(collective_id: UUID, until: datetime | None = None) -> Iterator[Deed]:
    """Every deed in order, a stream for export; with `until` as it was at a moment."""
    rows = Deed.objects.filter(collective_id=collective_id).order_by("sequence")
    if until is not None:
        rows = rows.filter(at__lte=until)
    return rows.iterator(chunk_size=2000)


def check_tail(collective_id: UUID, size: int) -> list[Finding]:
    """Recompute the hashes of the last deeds, how they follow on each other, and the head. Empty: all is well."""
    found: list[Finding] = []
    rows = list(Deed.objects.filter(collective_id=collective_id).order_by("-sequence")[: size + 1])[::-1]
    for before, deed in zip([None, *rows], rows, strict=False):
        if before is not None and (before.sequence + 1, before.hash) != (deed.sequence, deed.previous):
            found.append(
                Finding(collective_id, f"deed {deed.sequence} does not follow on the deed before it")
            )
        if book.deed_hash(deed) != deed.hash:
            found.append(Finding(collective_id, f"deed {deed.sequence} does not match its hash"))
    end = (rows[-1].sequence, rows[-1].hash) if rows else (0, GENESIS)
    if book.head(collective_id) != end:
        found.append(Finding(collective_id, "the head of the chain is not its last deed"))
    return found


def texts(collective_id: UUID) -> Iterator[dict[str, str | int]]:
    """Every free text that was not erased, with the number of its deed and its salt, a stream for export."""
    rows = DeedText.objects.filter(collective_id=collective_id, erased_at=None).order_by(
        "deed__sequence", "field"
    )
    for sequence, field, salt, text in rows.values_list("deed__sequence", "field", "salt", "text").iterator():
        yield {"deed": sequence, "field": field, "salt": salt, "text": text}
