"""Deeds a second of `samenspel verify` on the book of the large collective.

    PYTHONPATH=src .venv/bin/python bench/verify.py

The chain is what the bar is about: every hash, every link, the head, and the digest of every text beside it. The
whole check also recomputes the rules, the register and every count of every vote.
"""

from build_large import use_large
from figures import Line, machine, rate, show

BAR = ">= 50,000"


def main() -> None:
    print(machine())
    use_large()
    from samenspel.ground.foundation import collectives  # noqa: PLC0415 - needs the settings
    from samenspel.ground.journal import book  # noqa: PLC0415
    from samenspel.site import verification  # noqa: PLC0415

    [collective] = collectives.listed()
    deeds, _ = book.head(collective.id)

    def chain() -> None:
        assert not list(book.check_chain(collective.id))

    def everything() -> None:
        assert not list(verification.check(collective.id))

    show(
        f"verify, {deeds:,} deeds",
        "deeds a second",
        [
            Line("chain (journal.book.check_chain)", rate(deeds, chain), BAR),
            Line("everything (site.verification.check)", rate(deeds, everything, runs=3)),
        ],
    )


if __name__ == "__main__":
    main()
