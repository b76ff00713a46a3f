"""Transfers a second and the time of a balance in another ledger; run by `ledger.py --peers PYTHON`, with that Python.

    PYTHON bench/peers.py hordak|django_ledger DATABASE [--count N] [--runs N] [--entries N]

Those libraries are no part of this project's environment: they need a Django of their own. DATABASE is a file for
SQLite or a URL for PostgreSQL, of an empty database. The figures come out as JSON. A transfer is one entry of two sides in a transaction of
its own, by what the library offers for that; its checks are as it does them.
"""

import argparse
import json
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import islice
from time import perf_counter
from typing import Any
from urllib.parse import urlsplit

Pay = Callable[[int], object]
Ways = tuple[Pay, Callable[[int], None] | None, Callable[[], object] | None]
"""How to pay, to let an account grow by so many entries, and to read its balance; the last two where a library has them."""
ACCOUNTS = 50
BATCH = 5_000


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("library", choices=sorted(LIBRARIES))
    parser.add_argument("database")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--entries", type=int, default=0)
    options = parser.parse_args()
    apps, ready = LIBRARIES[options.library]
    set_up(apps, options.database)
    pay, grow, balance = ready()
    pay(0)
    singly = [
        options.count / seconds(lambda: [pay(n) for n in range(options.count)]) for _ in range(options.runs)
    ]
    balances: list[float] = []
    if options.entries and grow is not None and balance is not None:
        grow(options.entries)
        balances = [1_000 * seconds(balance) for _ in range(options.runs)]
    json.dump({"singly": singly, "balance": balances}, sys.stdout)


def set_up(apps: list[str], database: str) -> None:
    """A site with this library alone, on an empty database."""
    import django  # noqa: PLC0415 - after the arguments are known
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    settings.configure(
        INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", *apps],
        DATABASES={"default": _database(database)},
        USE_TZ=True,
        SECRET_KEY="measuring",
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        LOGIN_URL="/",
        DEFAULT_CURRENCY="EUR",
        CURRENCIES=("EUR",),
    )
    django.setup()
    call_command("migrate", verbosity=0)


def _database(database: str) -> dict[str, Any]:
    """The same terms as the rest of the benchmark: SQLite waits for the disk, with a log beside it."""
    if "://" not in database:
        start = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": database,
            "OPTIONS": {"init_command": start, "transaction_mode": "IMMEDIATE"},
        }
    parts = urlsplit(database)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": parts.username,
        "PASSWORD": parts.password,
        "HOST": parts.hostname,
        "PORT": parts.port,
        "CONN_MAX_AGE": None,
    }


def seconds(work: Callable[[], object]) -> float:
    begin = perf_counter()
    work()
    return perf_counter() - begin


def hordak() -> Ways:
    """Accounts in a ring that `transfer_to` each other; a balance is the sum of all legs."""
    from django.db import transaction  # noqa: PLC0415
    from hordak.models import Account, Leg, Transaction  # noqa: PLC0415
    from moneyed import Money  # noqa: PLC0415

    one = Money(1, "EUR")
    accounts = [
        Account.objects.create(name=f"Lid {n}", code=str(n), type="AS", currencies=["EUR"])
        for n in range(ACCOUNTS)
    ]
    today = date(2026, 1, 2)

    def pay(number: int) -> None:
        giver, taker = accounts[number % ACCOUNTS], accounts[(number + 1) % ACCOUNTS]
        with transaction.atomic():
            giver.transfer_to(taker, one, date=today)

    def grow(entries: int) -> None:
        numbers = iter(range(entries))
        while some := list(islice(numbers, BATCH)):
            with transaction.atomic():
                made = Transaction.objects.bulk_create([Transaction(date=today) for _ in some])
                Leg.objects.bulk_create(
                    [Leg(transaction=each, account=accounts[0], credit=one) for each in made]
                    + [Leg(transaction=each, account=accounts[1], debit=one) for each in made]
                )

    return pay, grow, accounts[0].get_balance


def django_ledger() -> Ways:
    """Journal entries by `commit_txs` of an entity, posted at once. It keeps no balance by account."""
    from django.contrib.auth import get_user_model  # noqa: PLC0415
    from django_ledger.io import roles  # noqa: PLC0415
    from django_ledger.models import EntityModel  # noqa: PLC0415

    admin = get_user_model().objects.create_user("meting")
    entity = EntityModel.create_entity(
        name="De Meting", use_accrual_method=False, admin=admin, fy_start_month=1
    )
    entity.create_chart_of_accounts(assign_as_default=True, commit=True)
    accounts = [
        entity.create_account(
            code=str(1010 + n), role=roles.ASSET_CA_CASH, name=f"Lid {n}", balance_type="debit", active=True
        )
        for n in range(ACCOUNTS)
    ]
    ledger = entity.create_ledger(name="Uren", posted=True)
    begin = datetime(2026, 1, 2, tzinfo=UTC)

    def pay(number: int) -> None:
        sides = (accounts[number % ACCOUNTS], accounts[(number + 1) % ACCOUNTS])
        entity.commit_txs(
            je_timestamp=begin + timedelta(microseconds=next(ticks)),
            je_txs=[
                {"account": account, "amount": Decimal(1), "tx_type": kind, "description": "uur"}
                for account, kind in zip(sides, ("credit", "debit"), strict=True)
            ],
            je_posted=True,
            je_ledger_model=ledger,
        )

    ticks = iter(range(10**9))
    return pay, None, None


LIBRARIES = {
    "hordak": (["mptt", "djmoney", "hordak"], hordak),
    "django_ledger": (["django_ledger"], django_ledger),
}


if __name__ == "__main__":
    main()
