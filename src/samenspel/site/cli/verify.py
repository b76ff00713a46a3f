"""`verify`: recompute every chain, register and count, and say what does not add up."""

import argparse

from samenspel.site.cli.demo import use_demo
from samenspel.site.cli.terminal import say, set_up_django
from samenspel.site.cli.verb import CommandError, Verb


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "collective", nargs="?", help="the address of one collective, as in /de-wending/; all without"
    )
    parser.add_argument("--demo", action="store_true", help="check the living example")


def _run(options: argparse.Namespace) -> int:
    if options.demo:
        use_demo()
    set_up_django()
    from samenspel.ground.foundation import collectives  # noqa: PLC0415 - needs the settings
    from samenspel.ground.journal import book  # noqa: PLC0415
    from samenspel.site.verification import check  # noqa: PLC0415

    rows = collectives.listed()
    if options.collective:
        rows = rows.filter(slug=options.collective)
        if not rows:
            raise CommandError(f"There is no collective at /{options.collective}/.")
    found = 0
    for row in rows:
        findings = list(check(row.id))
        deeds, _ = book.head(row.id)
        say(f"{row.slug}: {deeds} deeds, " + (f"{len(findings)} differences" if findings else "all adds up"))
        for finding in findings:
            say(f"  {finding.what}")
        found += len(findings)
    return 1 if found else 0


VERB = Verb(
    "verify", "recompute the books, registers and counts; status 1 when something differs", _run, _arguments
)
