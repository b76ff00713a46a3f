"""Deeds a second of `samenspel verify` on the book of the large collective.

    PYTHONPATH=src .venv/bin/python bench/verify.py [--postgresql]

The chain is every hash, every link, the head, and the digest of every text beside it. The whole check also
recomputes the rules, the register, and every count of every vote.
"""

import argparse
from contextlib import ExitStack

from build_large import use_large
from figures import Line, machine, rate, show
from to_postgresql import large_on_postgresql

BAR = ">= 50,000"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument(
        "--postgresql", action="store_true", help="on a private PostgreSQL with the same rows"
    )
    options = parser.parse_args()
    print(machine())
    with ExitStack() as stack:
        if options.postgresql:
            stack.enter_context(large_on_postgresql())
        else:
            use_large()
        measure("PostgreSQL" if options.postgresql else "SQLite")


def measure(database: str) -> None:
    from samenspel.ground.foundation import collectives  # noqa: PLC0415 - needs the settings
    from samenspel.ground.journal import book  # noqa: PLC0415
    from samenspel.site import verification  # noqa: PLC0415

    [collective] = collectives.listed()
    deeds, _ = book.head(collective.id)

    def chain() -> None:
        assert not list(book.check_chain(collective.id))

    def everything() -> None:
        assert not list(verification.check(collective.id))

    lines = [
        Line("chain (journal.book.check_chain)", rate(deeds, chain), BAR),
        Line("everything (site.verification.check)", rate(deeds, everything), BAR),
    ]
    show(f"verify, {database}, {deeds:,} deeds", "deeds a second", lines)


if __name__ == "__main__":
    main()
