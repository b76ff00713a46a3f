"""Reading the statute: which version was in force when, and which waits for a notary."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from samenspel.ground.foundation import statements
from samenspel.ground.foundation.canonical import digest
from samenspel.ground.journal import queries as journal
from samenspel.ground.journal.book import Finding
from samenspel.kernels.statute.charter import Charter, parsed
from samenspel.rooms.statute.models import StatuteVersion
from samenspel.rooms.statute.strength import INSIDE, Moves, Strength, moves, people_of, provide_people

__all__ = [
    "INSIDE",
    "Moves",
    "Strength",
    "Version",
    "findings",
    "founder_of",
    "in_force",
    "latest",
    "moves",
    "people_of",
    "provide_people",
    "strength_is_public",
    "version",
    "version_by_id",
    "versions",
]


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a charter with its place in time."""

    id: UUID
    collective_id: UUID
    number: int
    charter: Charter
    hash: str
    previous: str
    decided_at: datetime
    valid_from: datetime | None
    valid_to: datetime | None
    notarial_deed_on: date | None
    notarial_deed_name: str

    @property
    def awaits_deed(self) -> bool:
        return self.valid_from is None


def founder_of(collective_id: UUID) -> UUID | None:
    """The person who started the collective, as the book tells; None while it does not exist."""
    founded = journal.about(collective_id, collective_id)
    return next((deed.actor_id for deed in founded if deed.type == "statute.founded"), None)


def strength_is_public(collective_id: UUID, at: datetime) -> bool:
    """Whether the collective has decided that everyone may see how strong its rules are; the last decision counts."""
    types = ("statute.strength_opened", "statute.strength_closed")
    told = journal.deeds(collective_id, journal.Filter(types=types, until=at)).first()
    return told is not None and told.type == "statute.strength_opened"


_IN_FORCE = """
"collective_id" = %s AND "valid_from" <= %s AND ("valid_to" IS NULL OR "valid_to" > %s) ORDER BY "number" DESC LIMIT 1
"""


def in_force(collective_id: UUID, at: datetime) -> Version | None:
    """The version in force at a moment; None before the first charter."""
    rows = statements.select(StatuteVersion, _IN_FORCE, collective_id, at, at)
    return _version(rows[0]) if rows else None


def latest(collective_id: UUID) -> Version | None:
    """The last version made, in force or waiting for a notary."""
    row = StatuteVersion.objects.filter(collective_id=collective_id).order_by("-number").first()
    return _version(row) if row is not None else None


def versions(collective_id: UUID) -> list[Version]:
    """Every version, newest first."""
    return [
        _version(row)
        for row in StatuteVersion.objects.filter(collective_id=collective_id).order_by("-number")
    ]


def version(collective_id: UUID, number: int) -> Version | None:
    row = StatuteVersion.objects.filter(collective_id=collective_id, number=number).first()
    return _version(row) if row is not None else None


def version_by_id(collective_id: UUID, version_id: UUID) -> Version | None:
    row = StatuteVersion.objects.filter(collective_id=collective_id, id=version_id).first()
    return _version(row) if row is not None else None


def _version(row: StatuteVersion) -> Version:
    return Version(
        id=row.id,
        collective_id=row.collective_id,
        number=row.number,
        charter=parsed(row.charter),
        hash=row.hash,
        previous=row.previous,
        decided_at=row.decided_at,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        notarial_deed_on=row.notarial_deed_on,
        notarial_deed_name=row.notarial_deed_name,
    )


def findings(collective_id: UUID) -> Iterator[Finding]:
    """Recompute what is stored of a collective's charter; yields what does not add up."""
    told = {
        deed.payload["version"]: deed.payload["charter"]
        for deed in journal.deeds(collective_id, journal.Filter(types=("statute.adopted", "statute.amended")))
    }
    previous = ""
    for version in reversed(versions(collective_id)):
        if digest(version.charter.to_json()) != version.hash:  # type: ignore[arg-type]
            yield Finding(collective_id, f"version {version.number} of the rules does not match its digest")
        if version.previous != previous:
            yield Finding(
                collective_id, f"version {version.number} of the rules does not follow on the one before"
            )
        if told.pop(version.number, None) != version.hash:
            yield Finding(collective_id, f"the book tells of another version {version.number} of the rules")
        previous = version.hash
    for number in told:
        yield Finding(collective_id, f"the book tells of version {number} of the rules, which is not there")
