"""Transfers a second of the ledger, beside bare SQL on the same tables without triggers, in the same run.

    PYTHONPATH=src .venv/bin/python bench/ledger.py [--postgresql] [--lines 100000] [--entries 1000000] [--peers PYTHON]

A transfer is one line between two accounts: two entries, two balances. Singly means a transaction for each that waits
for the disk; an import writes a thousand in a transaction. Before that an account gets a thousand entries and another a million: the time
of a balance and of a page is set beside each other, and everything is checked. With `--peers`, a Python that has
django-hordak and django-ledger, those do the same in the same run (`peers.py`).
"""

import argparse
import json
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from figures import Line, machine, seconds, show
from installation import installation

if TYPE_CHECKING:
    from copies import Copy, Write

MEMBERS = 50
RUNS = 5
SINGLY = 200  # transfers in each run
BATCH = 1_000
FEW = 1_000  # entries of the account that a long one is compared with
READS = 40
PEERS = {"hordak": "django-hordak, transfer_to", "django_ledger": "django-ledger, commit_txs"}

Pair = tuple[UUID, UUID]
Statement = tuple[str, Sequence[Any]]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument(
        "--postgresql", action="store_true", help="on a private PostgreSQL that waits for the disk"
    )
    parser.add_argument("--lines", type=int, default=100_000, help="lines of the import (%(default)s)")
    parser.add_argument(
        "--entries", type=int, default=1_000_000, help="entries of the long account (%(default)s)"
    )
    parser.add_argument("--peers", type=Path, help="a Python with django-hordak and django-ledger")
    options = parser.parse_args()
    print(machine())
    with installation(postgresql=options.postgresql) as folder:
        database = "PostgreSQL, fsync on" if options.postgresql else "SQLite, synchronous=FULL"
        bench = Bench(folder)
        balances = bench.reading(database, options.entries)
        acts, posts = bench.writing(database, options.lines)
        if options.peers is not None:
            peers(options.peers, folder, options.entries, Ours(acts, posts, balances))


@dataclass(frozen=True, slots=True)
class Ours:
    """What this ledger did in the same run: transfers a second, and milliseconds for the balance of the long account."""

    acts: Sequence[float]
    posts: Sequence[float]
    balances: Sequence[float]


class Bench:
    """A collective whose members pay each other around in a ring, so that no limit is ever reached."""

    def __init__(self, folder: Path) -> None:
        from village import Village  # noqa: PLC0415 - needs the settings

        from samenspel.site import clock  # noqa: PLC0415

        self.folder = folder
        self.village = Village(clock.now(), "De Meting")
        self.village.grow(MEMBERS)
        self.village.do(self.village.founder, "ledger.open")
        self.id: UUID = self.village.collective_id
        for giver, taker in self.ring():  # everyone has an account
            self.pay(giver, taker)

    @property
    def now(self) -> datetime:
        return self.village.now

    def ring(self) -> list[Pair]:
        members = self.village.members
        return list(zip(members, [*members[1:], members[0]], strict=True))

    def pay(self, giver: UUID, taker: UUID) -> None:
        amounts = [{"unit": "min", "amount": 1}]
        self.village.do(giver, "ledger.pay", to=str(taker), amounts=amounts)

    def accounts(self) -> list[Pair]:
        """The accounts of the ring: from whom to whom."""
        from samenspel.rooms.ledger.models import Account  # noqa: PLC0415

        found = Account.objects.filter(collective_id=self.id, unit__code="min", person__isnull=False)
        ids = dict(found.values_list("person_id", "id"))
        return [(ids[giver], ids[taker]) for giver, taker in self.ring()]

    # Writing

    def writing(self, database: str, lines: int) -> tuple[list[float], list[float]]:
        """Through the act, by posting, in batches, and each of them by bare SQL in a copy without triggers.

        Returns the rates of the first two.
        """
        from copies import copies  # noqa: PLC0415

        pairs = self.accounts()
        batches = max(1, lines // BATCH)
        with copies(self.folder, 1) as [copy]:
            _bare_of_triggers(copy)
            plain = Plain(copy, self.id, self.now)
            acts, posts, bare, whole = [], [], [], []
            for run in range(RUNS):
                recorder = Recorder()
                acts.append(SINGLY / seconds(partial(self.act, SINGLY, recorder)))
                whole.append(SINGLY / seconds(partial(plain.again, recorder.acts, pairs)))
                posts.append(SINGLY / seconds(partial(self.post, pairs, SINGLY, 1, f"one {run}")))
                bare.append(SINGLY / seconds(partial(plain.post, pairs, SINGLY, 1, f"one {run}")))
            size = max(1, batches // RUNS) * BATCH
            imported, plainly = [], []
            for run in range(RUNS):
                imported.append(size / seconds(partial(self.post, pairs, size, BATCH, f"all {run}")))
                plainly.append(size / seconds(partial(plain.post, pairs, size, BATCH, f"all {run}")))
        show(
            f"ledger, {database}, {MEMBERS} members",
            "transfers a second",
            [
                Line("singly, through the act (ledger.pay)", acts, ">= 400"),
                Line("  bare SQL, the same rows with those of the book", whole),
                Line("singly, by posting", posts),
                Line("  bare SQL, without triggers", bare),
                Line(f"import of {RUNS * size:,}, {BATCH:,} in a transaction", imported, ">= 5,000"),
                Line("  bare SQL, without triggers", plainly),
            ],
        )
        show(
            "beside bare SQL",
            "ratio in the same run",
            [
                Line("act / bare SQL with the book", _ratios(acts, whole), ">= 0.333"),
                Line("act / bare SQL of the ledger alone", _ratios(acts, bare)),
                Line("posting / bare SQL, singly", _ratios(posts, bare), ">= 0.333"),
                Line("posting / bare SQL, import", _ratios(imported, plainly), ">= 0.333"),
            ],
        )
        return acts, posts

    def act(self, count: int, recorder: "Recorder") -> None:
        from django.db import connection  # noqa: PLC0415

        ring = self.ring()
        with connection.execute_wrapper(recorder):
            for number in range(count):
                recorder.acts.append([])
                self.pay(*ring[number % len(ring)])

    def post(self, pairs: Sequence[Pair], count: int, batch: int, name: str) -> None:
        """Transfers by posting alone, so many in a transaction."""
        from django.db import transaction  # noqa: PLC0415

        from samenspel.rooms.ledger import posting  # noqa: PLC0415

        rule = posting.Ground("purse:pay", 1, None)
        for first in range(0, count, batch):
            with transaction.atomic():
                for number in range(first, min(first + batch, count)):
                    move = posting.Move(*pairs[number % len(pairs)], 1)
                    posting.post(
                        posting.Posting(self.id, "pay", [move], rule, self.now, reference=f"{name} {number}")
                    )

    # Reading

    def reading(self, database: str, entries: int) -> list[float]:
        """A balance and a page of a long account and of a short one, and checking it all. Returns the balances of the long."""
        from samenspel.rooms.ledger import queries  # noqa: PLC0415

        reads: dict[str, Callable[[UUID, int], object]] = {
            "balance": lambda account, _: queries.account(self.id, account),
            "first page": lambda account, _: queries.statement(self.id, account),
            "page half way": lambda account, size: queries.statement(self.id, account, size // 2),
        }
        times: list[dict[str, list[float]]] = []
        for size in (FEW, entries):  # all tables are short first, and long then
            account = self.grown(f"{size:,}", size)
            times.append({name: _milliseconds(partial(read, account, size)) for name, read in reads.items()})
        few, much = times
        lines = [
            Line(f"{name}, {size:,} entries", found[name])
            for name in reads
            for size, found in ((FEW, few), (entries, much))
        ]
        slower = [Line(name, _ratios(much[name], few[name]), "~ 1") for name in reads]
        show(f"reading, {database}", "milliseconds", lines)
        show(f"{entries:,} entries beside {FEW:,}", "times the time", slower)
        total = self.entries()
        speeds = [total / seconds(self.check) for _ in range(3)]
        show(
            f"verify, {database}, {total:,} entries",
            "entries a second",
            [Line("rooms.ledger.verification.findings", speeds, ">= 200,000")],
        )
        return much["balance"]

    def check(self) -> None:
        from samenspel.rooms.ledger import verification  # noqa: PLC0415

        assert list(verification.findings(self.id)) == []

    def entries(self) -> int:
        from samenspel.rooms.ledger.models import Entry  # noqa: PLC0415

        return Entry.objects.filter(collective_id=self.id).count()

    def grown(self, name: str, count: int) -> UUID:
        """An account with so many entries of one minute each, written past the triggers; returns it."""
        from django.db import connection, transaction  # noqa: PLC0415

        from samenspel.ground.foundation.ids import new_id  # noqa: PLC0415
        from samenspel.rooms.ledger import triggers  # noqa: PLC0415
        from samenspel.rooms.ledger.models import Account, Unit  # noqa: PLC0415

        unit = Unit.objects.get(collective_id=self.id, code="min")
        taker, giver = (
            Account.objects.create(
                id=new_id(),
                collective_id=self.id,
                unit=unit,
                kind="other",
                name=f"{name} {side}",
                opened_at=self.now,
            )
            for side in ("taker", "giver")
        )
        with transaction.atomic(), connection.cursor() as cursor:
            editor = SimpleNamespace(connection=connection, execute=cursor.execute)
            triggers.drop(editor)  # type: ignore[arg-type]
            for sql, values in _growing(self.id, self.now, giver.id, taker.id, count):
                cursor.execute(sql, values)
            if connection.vendor == "postgresql":
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            triggers.create(editor)  # type: ignore[arg-type]
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        return taker.id


class Recorder:
    """Keeps every statement that changes a row, per act."""

    def __init__(self) -> None:
        self.acts: list[list[Statement]] = []

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - as Django calls it
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            self.acts[-1].append((sql, params))
        return execute(sql, params, many, context)


class Plain:
    """The same rows by the driver alone: transfer and line, the two balances, the two entries; nothing is looked at."""

    def __init__(self, copy: "Copy", collective_id: UUID, at: datetime) -> None:
        self._copy = copy
        self._collective = _spelled(collective_id)
        self._at = _spelled(at)

    def post(self, pairs: Sequence[Pair], count: int, batch: int, name: str) -> None:
        from samenspel.ground.foundation.ids import new_id  # noqa: PLC0415

        numbers = iter(range(count))
        while some := list(islice(numbers, batch)):
            with self._copy.transaction() as write:
                for number in some:
                    giver, taker = map(_spelled, pairs[number % len(pairs)])
                    transfer, line = _spelled(new_id()), _spelled(new_id())
                    values = (transfer, self._collective, self._at, self._at, f"{name} {number}")
                    write(_TRANSFER, values)
                    write(_LINE, (line, self._collective, transfer, giver, taker))
                    self._move(write, (giver, taker), transfer, line)

    def again(self, acts: Sequence[Sequence[Statement]], pairs: Sequence[Pair]) -> None:
        """What acts wrote, with what the triggers wrote for them, in a transaction per act."""
        for number, statements in enumerate(acts):
            with self._copy.transaction() as write:
                for sql, values in statements:
                    write(sql, values)
                    if sql.startswith('INSERT INTO "ledger_line"'):
                        sides = [_spelled(side) for side in pairs[number % len(pairs)]]
                        self._move(write, (sides[0], sides[1]), values[2], values[0])

    def _move(self, write: "Write", sides: tuple[Any, Any], transfer: Any, line: Any) -> None:
        for side, amount in zip(sides, (-1, 1), strict=True):
            write(_BALANCE, (amount, side))
            write(_ENTRY, (transfer, line, amount, side))


_TRANSFER = """
INSERT INTO ledger_transfer (id, collective_id, kind, purpose, place, version, at, day, reference)
VALUES (%s, %s, 'pay', '', 'purse:pay', 1, %s, %s, %s)
"""
_LINE = """
INSERT INTO ledger_line (id, collective_id, transfer_id, giver_id, taker_id, amount) VALUES (%s, %s, %s, %s, %s, 1)
"""
_BALANCE = "UPDATE ledger_account SET balance = balance + %s, sequence = sequence + 1 WHERE id = %s"
_ENTRY = """
INSERT INTO ledger_entry (account_id, sequence, collective_id, transfer_id, line_id, amount, after)
SELECT id, sequence, collective_id, %s, %s, %s, balance FROM ledger_account WHERE id = %s
"""


def _growing(collective_id: UUID, at: datetime, giver: UUID, taker: UUID, count: int) -> Iterator[Statement]:
    """Statements that write `count` transfers of one minute between two accounts, and their entries and balances."""
    from django.db import connection  # noqa: PLC0415

    if connection.vendor == "postgresql":
        numbers = f"generate_series(1, {count}) AS step(n)"
        key = "(lpad(to_hex(n), 12, '0') || right(replace(%s::text, '-', ''), 20))::uuid"
        names = "%s::uuid"
    else:
        steps = f"SELECT 1 UNION ALL SELECT n + 1 FROM step WHERE n < {count}"
        numbers = f"(WITH RECURSIVE step(n) AS ({steps}) SELECT n FROM step)"
        key, names = "printf('%%012x', n) || substr(%s, 13)", "%s"
    here, first, last, moment = map(_spelled, (collective_id, giver, taker, at))
    transfers = "ledger_transfer (id, collective_id, kind, purpose, place, version, at, day)"
    lines = "ledger_line (id, collective_id, transfer_id, giver_id, taker_id, amount)"
    entries = "ledger_entry (account_id, sequence, collective_id, transfer_id, line_id, amount, after)"
    yield (
        f"INSERT INTO {transfers} SELECT {key}, {names}, 'pay', '', 'purse:pay', 1, %s, %s FROM {numbers}",
        (last, here, moment, _spelled(at.date())),
    )
    yield (
        f"INSERT INTO {lines} SELECT {key}, {names}, {key}, {names}, {names}, 1 FROM {numbers}",
        (last, here, last, first, last),
    )
    for account, amount in ((first, -1), (last, 1)):
        yield (
            f"INSERT INTO {entries} SELECT {names}, n, {names}, {key}, {key}, {amount}, {amount} * n FROM {numbers}",
            (account, here, last, last),
        )
        yield (
            f"UPDATE ledger_account SET balance = {amount * count}, sequence = {count} WHERE id = %s",
            (account,),
        )


def _spelled(value: object) -> Any:
    """A value as the driver takes it: SQLite has no identifiers and no moments of its own."""
    from django.db import connection  # noqa: PLC0415

    if connection.vendor == "postgresql":
        return value
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value.hex if isinstance(value, UUID) else str(value)


def _bare_of_triggers(copy: "Copy") -> None:
    from django.db import connection  # noqa: PLC0415

    from samenspel.rooms.ledger import triggers  # noqa: PLC0415

    with copy.transaction() as write:
        execute = partial(_without_values, write)
        triggers.drop(SimpleNamespace(connection=connection, execute=execute))  # type: ignore[arg-type]


def _without_values(write: "Write", sql: str) -> None:
    write(sql, ())


def _milliseconds(work: Callable[[], object]) -> list[float]:
    """The time of one of many, in several runs."""
    return [1_000 * seconds(partial(_repeat, work)) / READS for _ in range(RUNS)]


def _repeat(work: Callable[[], object]) -> None:
    for _ in range(READS):
        work()


def _ratios(first: Sequence[float], second: Sequence[float]) -> list[float]:
    return [one / other for one, other in zip(first, second, strict=True)]


def peers(python: Path, folder: Path, entries: int, ours: Ours) -> None:
    """Other ledgers on an empty database of the same server, one after the other."""
    rates, ratios, balances = [], [], []
    for library, name in PEERS.items():
        found = _measured(python, library, folder, entries)
        if found is None:
            continue
        rates.append(Line(name, found["singly"]))
        ratios.append(Line(f"act / {name}", _ratios(ours.acts, found["singly"])))
        ratios.append(Line(f"posting / {name}", _ratios(ours.posts, found["singly"])))
        if found["balance"]:
            balances.append(Line(f"{name.partition(',')[0]}, {entries:,} entries", found["balance"]))
    if rates:
        show("other ledgers, singly", "transfers a second", rates)
        show("beside other ledgers", "ratio in the same run", ratios)
    if balances:
        show("balance", "milliseconds", [Line(f"ours, {entries:,} entries", ours.balances), *balances])


def _measured(python: Path, library: str, folder: Path, entries: int) -> dict[str, list[float]] | None:
    """What a library did; None, with its reason, where it does not run on this database."""
    here = Path(__file__).parent
    done = subprocess.run(
        [
            *(python, here / "peers.py", library, _empty_database(library, folder)),
            *("--count", str(SINGLY), "--runs", str(RUNS), "--entries", str(entries)),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        reason = done.stderr.strip().splitlines()[-1:]
        print(f"\n{library} does not run here: {''.join(reason)}")
        return None
    found: dict[str, list[float]] = json.loads(done.stdout.splitlines()[-1])
    return found


def _empty_database(name: str, folder: Path) -> str:
    """A file, or a database on the server of this run, as `peers.py` takes it."""
    from django.db import connection  # noqa: PLC0415

    if connection.vendor == "sqlite":
        return str(folder / f"{name}.sqlite3")
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    terms = connection.settings_dict
    return f"postgresql://{terms['USER']}:{terms['PASSWORD']}@{terms['HOST']}:{terms['PORT']}/{name}"


if __name__ == "__main__":
    main()
