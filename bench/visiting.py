"""Visiting a running server: how long answers take on a fixed beat, and what a browser has to fetch."""

import http.client
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import local
from time import perf_counter
from urllib.parse import urlsplit

from playwright.sync_api import Request, sync_playwright

VISITORS = 16
_LONGEST_START = 120  # seconds, for a server that still has files to compress

_own = local()


def wait_for(address: str) -> None:
    """Wait until a server answers."""
    host = urlsplit(address)
    until = perf_counter() + _LONGEST_START
    while True:
        try:
            http.client.HTTPConnection(host.hostname or "", host.port, timeout=5).request("GET", "/")
        except OSError:
            if perf_counter() > until:
                raise
            time.sleep(0.2)
        else:
            return


def latencies(address: str, session: str, a_second: int, seconds: int) -> list[float]:
    """Milliseconds from each beat to the last byte of its answer. Raises AssertionError for an answer that is no page."""
    begin = perf_counter() + 0.5
    beats = [begin + number / a_second for number in range(a_second * seconds)]
    with ThreadPoolExecutor(VISITORS) as visitors:
        return list(visitors.map(lambda beat: _visit(address, session, beat), beats))


def _visit(address: str, session: str, beat: float) -> float:
    time.sleep(max(0.0, beat - perf_counter()))
    path = urlsplit(address)
    connection = _connection(path.hostname or "", path.port)
    connection.request(
        "GET", path.path, headers={"Cookie": f"sessionid={session}", "Accept-Encoding": "gzip"}
    )
    answer = connection.getresponse()
    answer.read()
    assert answer.status == http.client.OK, f"{address}: {answer.status}"
    return (perf_counter() - beat) * 1000


def _connection(host: str, port: int | None) -> http.client.HTTPConnection:
    """Each visitor keeps one connection open, as a browser does."""
    if not hasattr(_own, "connection"):
        _own.connection = http.client.HTTPConnection(host, port, timeout=60)
    kept: http.client.HTTPConnection = _own.connection
    return kept


def weights(browser: str, address: str, session: str, paths: list[str]) -> dict[str, dict[str, int]]:
    """Bytes that an empty browser fetches for each page, as sent, by kind of file."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        found: dict[str, dict[str, int]] = {}
        for path in paths:
            context = running.new_context()
            context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
            fetched: list[Request] = []
            page = context.new_page()
            page.on("requestfinished", partial(_note, fetched))
            page.goto(address + path, wait_until="networkidle")
            found[path] = _by_kind(fetched)
            context.close()
        running.close()
    return found


def _note(fetched: list[Request], request: Request) -> None:
    fetched.append(request)


def _by_kind(fetched: list[Request]) -> dict[str, int]:
    sizes: dict[str, int] = {}
    for request in fetched:
        kind = request.resource_type
        sizes[kind] = sizes.get(kind, 0) + request.sizes()["responseBodySize"]
    return sizes
