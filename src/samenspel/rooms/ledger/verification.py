"""Checking the ledger: against itself, and against the book of deeds."""

from collections import Counter
from collections.abc import Iterator
from uuid import UUID

from django.db.models import Sum

from samenspel.ground.foundation import statements
from samenspel.ground.journal import queries as journal
from samenspel.ground.journal.book import Finding
from samenspel.rooms.ledger import deeds
from samenspel.rooms.ledger.models import Account, Invoice, Line, Transfer
from samenspel.rooms.ledger.params import as_code

_ENTRIES = """
SELECT "account_id", "sequence", "amount", "after" FROM "ledger_entry" WHERE "collective_id" = %s
ORDER BY "account_id", "sequence"
"""
_BALANCES = """
SELECT "id", "balance", "sequence" FROM "ledger_account" WHERE "collective_id" = %s
"""
_LOOSE = """
SELECT COUNT(*) FROM "ledger_line" AS line WHERE line."collective_id" = %s AND
(SELECT COALESCE(SUM(CASE WHEN (entry."account_id" = line."giver_id" AND entry."amount" = -line."amount")
    OR (entry."account_id" = line."taker_id" AND entry."amount" = line."amount") THEN 1 ELSE 3 END), 0)
  FROM "ledger_entry" AS entry WHERE entry."collective_id" = %s AND entry."line_id" = line."id") <> 2
"""
"""Lines without exactly two entries that say what the line says: each that does is 1, any other is too much."""
_ASIDE = """
SELECT "id" FROM "ledger_account" AS account WHERE account."collective_id" = %s AND (
account."held" <> (SELECT COALESCE(SUM(line."amount"), 0) FROM "ledger_holdline" AS line
  JOIN "ledger_hold" AS hold ON hold."id" = line."hold_id" WHERE line."giver_id" = account."id" AND hold."state" = 'open')
OR account."coming" <> (SELECT COALESCE(SUM(line."amount"), 0) FROM "ledger_holdline" AS line
  JOIN "ledger_hold" AS hold ON hold."id" = line."hold_id" WHERE line."taker_id" = account."id" AND hold."state" = 'open'))
"""
_EMPTY = """
SELECT COUNT(*) FROM "ledger_transfer" AS transfer WHERE transfer."collective_id" = %s AND NOT EXISTS
(SELECT 1 FROM "ledger_line" AS line WHERE line."collective_id" = %s AND line."transfer_id" = transfer."id")
"""
_UNPAID = """
SELECT COUNT(*) FROM "ledger_hold" AS hold WHERE hold."collective_id" = %s AND (hold."state" = 'completed') <>
EXISTS (SELECT 1 FROM "ledger_transfer" AS transfer WHERE transfer."collective_id" = %s AND transfer."hold_id" = hold."id")
"""


_BOOKING = (
    *(deeds.PAID, deeds.KEPT, deeds.SPENT, deeds.RECEIVED, deeds.CARRIED, deeds.CORRECTED),
    *(deeds.POT_FILLED, deeds.POT_FOLDED, deeds.GRANTED),
)
"""Deeds that tell of a transfer, or of the promise that became one, as what they are about."""


def findings(collective_id: UUID) -> Iterator[Finding]:
    """Recompute every balance from its entries, and every sum; yields what does not add up."""
    stands = {row[0]: (row[1], row[2]) for row in statements.fetch(_BALANCES, collective_id)}
    seen: dict[object, tuple[int, int]] = {}
    for account_id, sequence, amount, after in statements.fetch(_ENTRIES, collective_id):
        balance, last = seen.get(account_id, (0, 0))
        if sequence != last + 1 or after != balance + amount:
            yield Finding(
                collective_id, f"entry {sequence} of account {account_id} does not follow on the one before"
            )
        seen[account_id] = (after, sequence)
    for account_id, found in stands.items():
        if found != seen.get(account_id, (0, 0)):
            yield Finding(collective_id, f"the balance of account {account_id} is not what its entries say")
    if statements.fetch(_LOOSE, collective_id, collective_id)[0][0]:
        yield Finding(collective_id, "a line of the ledger does not have its two entries")
    for (account_id,) in statements.fetch(_ASIDE, collective_id):
        yield Finding(
            collective_id, f"what is set aside of account {account_id} is not what open promises say"
        )
    if statements.fetch(_EMPTY, collective_id, collective_id)[0][0]:
        yield Finding(collective_id, "a transfer of the ledger moves nothing")
    if statements.fetch(_UNPAID, collective_id, collective_id)[0][0]:
        yield Finding(collective_id, "a promise was called kept and not paid, or paid and not called kept")
    yield from _gaps(collective_id)
    sums = (
        Account.objects.filter(collective_id=collective_id)
        .values("unit__code")
        .annotate(all=Sum("balance"))
        .exclude(all=0)
    )
    for row in sums:
        yield Finding(
            collective_id, f"all balances in {row['unit__code']} together are {row['all']}, not nought"
        )


# ------------------------------------------------------------------ against the book


def beside_the_book(collective_id: UUID) -> Iterator[Finding]:
    """Lay every transfer beside the deed that tells of it: what was booked was done, and what was done was booked."""
    told = _told(collective_id)
    rows = Transfer.objects.filter(collective_id=collective_id)
    moved = _moved(collective_id)
    for transfer_id, hold_id in rows.values_list("id", "hold_id").iterator(chunk_size=2000):
        subject = hold_id if hold_id in told else transfer_id
        amounts = told.pop(subject, None)
        if amounts is None:
            yield Finding(collective_id, f"no deed tells of transfer {transfer_id}")
        elif amounts and sorted(amounts) != moved.get(transfer_id, []):
            yield Finding(collective_id, f"transfer {transfer_id} is of other amounts than its deed tells")
    for subject in told:
        yield Finding(collective_id, f"a deed tells of transfer {subject}, which is not there")


def _told(collective_id: UUID) -> dict[UUID, list[str]]:
    """The transfers or promises that deeds tell were booked, each with its amounts where the deed says them.

    Deeds of the ledger are about the transfer or the promise; those of other rooms name the transfer that they booked.
    """
    own = {each.name for each in _BOOKING}
    found: dict[UUID, list[str]] = {}
    for deed in journal.everything(collective_id):
        if deed.type in own and deed.subject_id is not None:
            found[deed.subject_id] = list(deed.payload.get("amounts", ()))
        elif deed.payload.get(deeds.BOOKED):
            found[UUID(deed.payload[deeds.BOOKED])] = []
    return found


def _moved(collective_id: UUID) -> dict[UUID, list[str]]:
    """The amounts of every transfer as deeds tell them: “min:25”."""
    found: dict[UUID, Counter[str]] = {}
    rows = Line.objects.filter(collective_id=collective_id).values_list(
        "transfer_id", "giver__unit__code", "amount"
    )
    for transfer_id, unit, amount in rows.iterator(chunk_size=2000):
        found.setdefault(transfer_id, Counter())[unit] += amount
    return {
        transfer_id: sorted(as_code(unit, amount) for unit, amount in sums.items())
        for transfer_id, sums in found.items()
    }


def _gaps(collective_id: UUID) -> Iterator[Finding]:
    """Numbers of invoices run on within every year."""
    found: dict[int, list[int]] = {}
    rows = Invoice.objects.filter(collective_id=collective_id).order_by("year", "sequence")
    for year, sequence in rows.values_list("year", "sequence"):
        found.setdefault(year, []).append(sequence)
    for year, numbers in found.items():
        if numbers != list(range(1, len(numbers) + 1)):
            yield Finding(collective_id, f"the invoices of {year} have a gap in their numbers")
