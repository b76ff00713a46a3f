"""Visiting a running server: how long answers take on a fixed beat, and what a browser has to fetch."""

import http.client
import time
from concurrent.futures import ThreadPoolExecutor
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
            http.client.HTTPConnection(host.hostname or "", host.port, timeout=5).request("GET", "/health/")
        except OSError:
            if perf_counter() > until:
                raise
            time.sleep(0.2)
        else:
            return


def latencies(address: str, cookie: str, a_second: int, seconds: int) -> list[float]:
    """Milliseconds from each beat to the last byte of its answer. Raises AssertionError for an answer that is no page."""
    begin = perf_counter() + 0.5
    beats = [begin + number / a_second for number in range(a_second * seconds)]
    with ThreadPoolExecutor(VISITORS) as visitors:
        return list(visitors.map(lambda beat: _visit(address, cookie, beat), beats))


def _visit(address: str, cookie: str, beat: float) -> float:
    time.sleep(max(0.0, beat - perf_counter()))
    path = urlsplit(address)
    connection = _connection(path.hostname or "", path.port)
    connection.request("GET", path.path, headers={"Cookie": cookie, "Accept-Encoding": "gzip"})
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


def weights(browser: str, address: str, cookie: str, paths: list[str]) -> dict[str, dict[str, int]]:
    """Bytes that an empty browser fetches for each page, as sent, by kind; pictures are counted apart."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        found = {path: _weight(running.new_context(), address, cookie, path) for path in paths}
        running.close()
    return found
