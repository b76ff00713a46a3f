"""`worker`: hand new deeds to the reactions, every few seconds, until asked to stop."""

import argparse
import logging
import os
import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from samenspel.site.cli.terminal import ROOT, python, set_up_django
from samenspel.site.cli.verb import Verb

_EVERY = 3.0  # seconds between rounds
_COUNT_EVERY = 3600.0  # seconds between counts of how the rows are spread
_PATIENCE = 10.0  # seconds that a worker gets to finish the round it is in

log = logging.getLogger(__name__)


@contextmanager
def worker_beside() -> Iterator[None]:
    """Run a worker in its own process for as long as the block lasts."""
    command = python("-m", "samenspel.site.cli", "worker", "--with-parent")
    with subprocess.Popen(command, cwd=ROOT) as process:  # noqa: S603 - this same program
        try:
            yield
        finally:
            process.terminate()
            try:
                process.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()


def _work(stop: threading.Event, every: float, parent: int | None) -> None:
    """One round after the other. A round that fails is logged and tried again: reactions run at least once."""
    from django.db import close_old_connections  # noqa: PLC0415 - needs the settings

    from samenspel.ground.foundation import statistics  # noqa: PLC0415
    from samenspel.site.clock import now  # noqa: PLC0415
    from samenspel.site.worker import run_once  # noqa: PLC0415

    counted = monotonic()
    while not stop.is_set() and (parent is None or os.getppid() == parent):
        try:
            run_once(now())
            if monotonic() > counted + _COUNT_EVERY:
                statistics.refresh()
                counted = monotonic()
        except Exception:
            log.exception("A round of reactions failed; it is tried again.")
        close_old_connections()
        stop.wait(every)


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--every", type=float, default=_EVERY, help="seconds between rounds (%(default)s)")
    parser.add_argument(
        "--with-parent", action="store_true", help="stop when the process that started it ends"
    )


def _run(options: argparse.Namespace) -> int:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    parent = os.getppid() if options.with_parent else None
    set_up_django()
    _work(stop, options.every, parent)
    return 0


VERB = Verb("worker", "run the reactions to what was done, until stopped", _run, _arguments)
