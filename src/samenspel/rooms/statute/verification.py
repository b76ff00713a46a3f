"""Checks the versions of a charter: every digest, every link to the version before, every place in the book."""

from collections.abc import Iterator
from uuid import UUID

from samenspel.ground.foundation.canonical import digest
from samenspel.ground.journal.book import Finding
from samenspel.ground.journal.queries import Filter, deeds
from samenspel.rooms.statute import queries


def check(collective_id: UUID) -> Iterator[Finding]:
    """Recompute what is stored of a collective's charter; yields what does not add up."""
    told = {
        deed.payload["version"]: deed.payload["charter"]
        for deed in deeds(collective_id, Filter(types=("statute.adopted", "statute.amended")))
    }
    previous = ""
    for version in reversed(queries.versions(collective_id)):
        if digest(version.charter.to_json()) != version.hash:  # type: ignore[arg-type]
            yield Finding(collective_id, f"version {version.number} of the rules does not match its digest")
        if version.previous != previous:
            yield Finding(collective_id, f"version {version.number} of the rules does not follow on the one before")
        if told.pop(version.number, None) != version.hash:
            yield Finding(collective_id, f"the book tells of another version {version.number} of the rules")
        previous = version.hash
    for number in told:
        yield Finding(collective_id, f"the book tells of version {number} of the rules, which is not there")
