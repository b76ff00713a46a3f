"""`export`: everything a collective has, in one archive that others can read."""

import argparse
from pathlib import Path

from samenspel.site.cli.demo import use_demo
from samenspel.site.cli.terminal import say, set_up_django
from samenspel.site.cli.verb import CommandError, Verb


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("collective", help="the address of the collective, as in /de-wending/")
    parser.add_argument("--to", type=Path, help="the file to write (default: the address, with .zip)")
    parser.add_argument("--demo", action="store_true", help="export from the living example")


def _run(options: argparse.Namespace) -> int:
    if options.demo:
        use_demo()
    set_up_django()
    from samenspel.ground.foundation import collectives  # noqa: PLC0415 - needs the settings
    from samenspel.site import archive, clock  # noqa: PLC0415

    try:
        collective = collectives.by_slug(options.collective)
    except collectives.UnknownCollectiveError as error:
        raise CommandError(f"There is no collective at /{options.collective}/.") from error
    target = options.to or Path(f"{collective.slug}.zip")
    with target.open("wb") as file:
        archive.write(collective, file, clock.now())
    say(f"{target}: {target.stat().st_size:,} bytes")
    return 0


VERB = Verb("export", "write everything a collective has to an archive", _run, _arguments)
