"""`migrate`: bring the database up to date."""

import argparse

from samenspel.site.cli.terminal import set_up_django
from samenspel.site.cli.verb import Verb


def migrate(verbosity: int = 1) -> None:
    """Create or update all tables, the cache's table among them. Does nothing where nothing changed."""
    from django.core.management import call_command  # noqa: PLC0415 - help does without

    from samenspel.ground.foundation import statistics  # noqa: PLC0415

    call_command("migrate", interactive=False, verbosity=verbosity)
    call_command("createcachetable", verbosity=verbosity)
    statistics.refresh()


def _run(_options: argparse.Namespace) -> int:
    set_up_django()
    migrate()
    return 0


VERB = Verb("migrate", "bring the database up to date", _run)
