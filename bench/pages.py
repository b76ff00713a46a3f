"""Pages of the large collective, for a member: queries, weight, and how long they take at 20 requests a second.

    PYTHONPATH=src .venv/bin/python bench/pages.py [--postgresql] [--seconds 30] [--processes 1]

The server is the one that `samenspel serve` starts, on this machine. Requests are sent on a fixed beat, whether
the one before has been answered or not, and timed from the beat to the last byte. The weight is what a browser
with an empty cache fetches, as it is sent; without Chromium it is left out.
"""

import argparse
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from statistics import median, quantiles

from build_large import use_large
from figures import machine, rows
from to_postgresql import large_on_postgresql
from visiting import latencies, wait_for, weights

from samenspel.site.cli.static import collect_static
from samenspel.site.cli.terminal import ROOT, python

A_SECOND = 20
PORT = 8123
PICTURES = {"image"}
BARS = ("bar", "< 30", "", "< 100", "", "< 150")


@dataclass(frozen=True, slots=True)
class Page:
    """A page to visit. The bar is about those that are `asked`."""

    name: str
    path: str
    asked: bool = True


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument(
        "--postgresql", action="store_true", help="on a private PostgreSQL with the same rows"
    )
    parser.add_argument("--seconds", type=int, default=30, help="how long each page is visited (%(default)s)")
    parser.add_argument("--processes", type=int, default=1, help="server processes (%(default)s)")
    parser.add_argument("--only", default="", help="visit only pages whose name begins so")
    options = parser.parse_args()
    print(machine())
    with ExitStack() as stack:
        if options.postgresql:
            stack.enter_context(large_on_postgresql())
        else:
            use_large()
        collect_static()
        session, pages = _visitor(options.only)
        queries = [_queries(page, session) for page in pages]
        address = stack.enter_context(_server(options.processes))
        weighed = _weights(address, session, pages)
        timed = [latencies(address + page.path, session, A_SECOND, options.seconds) for page in pages]
    database = "PostgreSQL" if options.postgresql else "SQLite"
    title = f"{database}, {options.processes} server process(es), {A_SECOND} requests a second for {options.seconds} s"
    _tell(title, pages, queries, weighed, timed)


def _visitor(only: str) -> tuple[str, list[Page]]:
    """The session of a member, and the pages they visit."""
    from django.test import Client  # noqa: PLC0415 - needs the settings

    from samenspel.ground.foundation import collectives  # noqa: PLC0415
    from samenspel.ground.people.models import Person  # noqa: PLC0415
    from samenspel.rooms.deciding import queries as deciding  # noqa: PLC0415

    [collective] = collectives.listed()
    running = deciding.proposal_page(collective.id, states=("voting",))[0][0]
    decided = deciding.proposal_page(collective.id, states=("done",))[0][0]
    client = Client()
    client.force_login(Person.objects.get(name="Lid 250"))
    slug = collective.slug
    pages = [
        Page("home", f"/{slug}/"),
        Page("statute", f"/{slug}/spelregels/"),
        Page("proposal, in the vote", f"/{slug}/voorstellen/{running.id}/"),
        Page("proposal, decided", f"/{slug}/voorstellen/{decided.id}/"),
        Page("book", f"/{slug}/boek/"),
        Page("your turn", "/aan-zet/", asked=False),
        Page("proposals", f"/{slug}/voorstellen/", asked=False),
        Page("people", f"/{slug}/mensen/", asked=False),
    ]
    return client.cookies["sessionid"].value, [page for page in pages if page.name.startswith(only)]


def _queries(page: Page, session: str) -> int:
    from django.db import connection  # noqa: PLC0415 - needs the settings
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    client = Client(SERVER_NAME="localhost")
    client.cookies["sessionid"] = session
    client.get(page.path)  # what is done once an hour, or once in a process
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(page.path)
    assert answer.status_code == 200, f"{page.path}: {answer.status_code}"
    return len(captured)


@contextmanager
def _server(processes: int) -> Iterator[str]:
    words = ("serve", "--no-worker", "--port", str(PORT), "--processes", str(processes))
    with subprocess.Popen(python("-m", "samenspel.site.cli", *words), cwd=ROOT) as process:
        address = f"http://localhost:{PORT}"
        try:
            wait_for(address)
            yield address
        finally:
            process.terminate()


def _weights(address: str, session: str, pages: list[Page]) -> list[dict[str, int]]:
    browser = next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))),
        None,
    )
    if browser is None:
        print("No Chromium, so nothing is weighed.", file=sys.stderr)
        return [{} for _ in pages]
    found = weights(browser, address, session, [page.path for page in pages])
    return [found[page.path] for page in pages]


def _tell(
    title: str, pages: list[Page], queries: list[int], weighed: list[dict[str, int]], timed: list[list[float]]
) -> None:
    lines = [("", "queries", "html kB", "weight kB", "p50 ms", "p95 ms", "max ms"), (*BARS, "")]
    for page, asked, sizes, figures in zip(pages, queries, weighed, timed, strict=True):
        weight = sum(size for kind, size in sizes.items() if kind not in PICTURES)
        lines.append(
            (
                page.name if page.asked else f"({page.name})",
                str(asked),
                f"{sizes.get('document', 0) / 1000:.1f}",
                f"{weight / 1000:.1f}",
                f"{median(figures):.0f}",
                f"{quantiles(figures, n=20)[-1]:.0f}",
                f"{max(figures):.0f}",
            )
        )
    rows(f"pages, {title}", lines)


if __name__ == "__main__":
    main()
