"""`manage`: any of Django's own commands, for those who develop (`./samenspel manage makemigrations`)."""

import argparse
import os

from samenspel.site.cli.verb import Verb


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("command", help="a Django command; its options follow")


def _run(options: argparse.Namespace) -> int:
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - help does without

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samenspel.config.settings")
    execute_from_command_line(["samenspel manage", options.command, *options.rest])
    return 0


VERB = Verb("manage", "run one of Django's own commands", _run, _arguments, takes_rest=True)
