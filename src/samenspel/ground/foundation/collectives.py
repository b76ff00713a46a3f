"""Reading and locking collectives."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils.text import slugify

from samenspel.ground.foundation import statements
from samenspel.ground.foundation.models import Collective

_THERE = 'SELECT "id" FROM "foundation_collective" WHERE "id" = %s'
_LOCK = f"{_THERE} FOR NO KEY UPDATE"

RESERVED_SLUGS = frozenset({
    "aan-zet", "aanmelden", "agenda", "api", "beginnen", "boek", "collectieven", "favicon.ico", "health",
    "hulp", "ik", "inloggen", "kaart", "media", "nieuw", "over", "robots.txt", "static", "stijl", "taal",
    "uitloggen", "uitnodiging", "voorbeeld", "zoeken",
})  # fmt: skip
"""First path segments that belong to the site itself."""


class UnknownCollectiveError(LookupError):
    """There is no collective by that name or number."""


@dataclass(frozen=True, slots=True)
class CollectiveCard:
    """What a page needs to know of a collective."""

    id: UUID
    slug: str
    name: str
    place: str
    form: str
    since: date
    founded_at: datetime


def by_slug(slug: str) -> CollectiveCard:
    """Raises UnknownCollectiveError."""
    return _card(Collective.objects.filter(slug=slug))


def by_id(collective_id: UUID) -> CollectiveCard:
    """Raises UnknownCollectiveError."""
    return _card(Collective.objects.filter(id=collective_id))


def listed(search: str = "") -> QuerySet[Collective]:
    """Every collective of this installation by name, those whose name or place holds the search text."""
    return Collective.objects.filter(Q(name__icontains=search) | Q(place__icontains=search)).order_by(
        "name", "id"
    )


def cards(ids: list[UUID]) -> dict[UUID, CollectiveCard]:
    return {row.id: as_card(row) for row in Collective.objects.filter(id__in=ids)}


def lock(collective_id: UUID) -> None:
    """Take the collective's row until the transaction ends, so that its acts happen one after another.

    On PostgreSQL this is `SELECT … FOR NO KEY UPDATE`, beside which others may still write rows that only refer
    to the collective (a notice, say); on SQLite the transaction already holds the write lock from
    its BEGIN. Raises UnknownCollectiveError, and TransactionManagementError outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("A lock outside a transaction protects nothing.")
    waits = connection.features.has_select_for_update
    if not statements.fetch(_LOCK if waits else _THERE, collective_id):
        raise UnknownCollectiveError(str(collective_id))


def found(*, collective_id: UUID, name: str, place: str, form: str, since: date, at: datetime) -> Collective:
    """Write the collective's row; the slug follows from the name. Called by the act of founding only."""
    return Collective.objects.create(
        id=collective_id, slug=free_slug(name), name=name, place=place, form=form, since=since, founded_at=at
    )


def free_slug(name: str) -> str:
    """Make an address from a name that nobody uses yet: `de-wending`, else `de-wending-2` and so on."""
    stem = slugify(name)[:50] or "collectief"
    taken = (
        set(Collective.objects.filter(slug__startswith=stem).values_list("slug", flat=True)) | RESERVED_SLUGS
    )
    if stem not in taken:
        return stem
    return next(f"{stem}-{n}" for n in range(2, len(taken) + 3) if f"{stem}-{n}" not in taken)


def as_card(row: Collective) -> CollectiveCard:
    return CollectiveCard(row.id, row.slug, row.name, row.place, row.form, row.since, row.founded_at)


def _card(rows: QuerySet[Collective]) -> CollectiveCard:
    row = rows.first()
    if row is None:
        raise UnknownCollectiveError
    return as_card(row)
