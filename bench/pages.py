"""Pages of the large collective, for a member: queries, weight, and how long they take at 20 requests a second.

    PYTHONPATH=src .venv/bin/python bench/pages.py [--postgresql] [--seconds 30] [--processes 1]

The server is the one that `samenspel serve` starts, on this machine. Requests are sent on a fixed beat, whether
the one before has been answered or not, and timed from the beat to the last byte.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from subprocess import Popen

from build_large import LARGE, use_large
from figures import Line, cells, machine, show
from installation import copied_to_postgresql
from visiting import latencies, wait_for, weights

from samenspel.site.cli.terminal import ROOT, python

A_SECOND = 20
MOST_QUERIES, MOST_MILLISECONDS, MOST_WEIGHT = 30, 150, 100_000


@dataclass(frozen=True, slots=True)
class Page:
    """A page to visit. The bar is about those that are `asked`."""

    name: str
    path: str
    asked: bool = True


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--postgresql", action="store_true", help="on a private PostgreSQL with the same rows")
    parser.add_argument("--seconds", type=int, default=30, help="how long each page is visited (%(default)s)")
    parser.add_argument("--processes", type=int, default=1, help="server processes (%(default)s)")
    options = parser.parse_args()
    print(machine())
    use_large()
    with ExitStack() as stack:
        if options.postgresql:
            stack.enter_context(copied_to_postgresql())
        cookie, pages = visitor()
        queries = {page.name: count_queries(page, cookie) for page in pages}
        address = stack.enter_context(server(options.processes))
        weight = weights(address, cookie, [page.path for page in pages])
        timed = {
            page.name: latencies(address + page.path, cookie, A_SECOND, options.seconds) for page in pages
        }
        tell(pages, queries, weight, timed)
