"""Recomputes what is stored of a collective, in every room. Must find nothing."""

from collections.abc import Iterator
from uuid import UUID

from samenspel.ground.journal import book
from samenspel.ground.journal.book import Finding
from samenspel.rooms.deciding import verification as deciding
from samenspel.rooms.ledger import verification as ledger
from samenspel.rooms.membership import queries as membership
from samenspel.rooms.statute import queries as statute


def check(collective_id: UUID) -> Iterator[Finding]:
    """Chains, versions of the rules, registers, counts, decisions and balances; yields every difference."""
    yield from book.check_chain(collective_id)
    yield from statute.findings(collective_id)
    yield from membership.findings(collective_id)
    yield from deciding.check(collective_id)
    yield from ledger.findings(collective_id)
    yield from ledger.beside_the_book(collective_id)
