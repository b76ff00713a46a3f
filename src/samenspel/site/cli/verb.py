"""What a verb of the command line is."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass


class CommandError(Exception):
    """A failure that one plain line explains; the command line prints the line and ends with status 1."""


def _no_arguments(_parser: argparse.ArgumentParser) -> None:
    """A verb without options."""


@dataclass(frozen=True)
class Verb:
    """One verb: its name, a line of help, what it does, and which options it takes.

    `run` gets the parsed options and returns the exit status. With `takes_rest`, words that the parser does
    not know come in as the list `options.rest`, to be handed to another program.
    """

    name: str
    help: str
    run: Callable[[argparse.Namespace], int]
    arguments: Callable[[argparse.ArgumentParser], None] = _no_arguments
    takes_rest: bool = False
