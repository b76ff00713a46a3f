"""A real browser: pages on a phone and on a desktop, and the check of accessibility.

    def test_home(live_server, phone, axe):
        phone.goto(live_server.url)
        axe(phone)

Tests that use one of these fixtures carry the mark `browser`. Where there is no browser they are skipped, with a
clear line at the end; in CI they fail.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_ABSENT = "no browser found. Install it first (Debian, Ubuntu: sudo apt install chromium)"
_FIXTURES = {"browser", "open_page", "phone", "desktop"}
_PHONE = (390, 844)
_DESKTOP = (1280, 900)
_PATIENCE = 10_000  # milliseconds
_AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")

OpenPage = Callable[..., Page]


def _executable() -> str | None:
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    return found or next((path for path in _MAC if Path(path).exists()), None)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what needs a browser; skip it where there is none, but not in CI."""
    wanting = [item for item in items if _FIXTURES & set(getattr(item, "fixturenames", ()))]
    absent = bool(wanting) and _executable() is None
    for item in wanting:
        item.add_marker("browser")
        if absent and "CI" not in os.environ:
            item.add_marker(pytest.mark.skip(reason=_ABSENT))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = [report for report in terminalreporter.getreports("skipped") if _ABSENT in str(report.longrepr)]
    if skipped:
        terminalreporter.write_line(
            f"{len(skipped)} tests in a browser were skipped: {_ABSENT}.", yellow=True
        )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = _executable()
    if executable is None:
        pytest.fail(_ABSENT)
    # The browser's driver runs an event loop in this thread; Django would take that for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "yes"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=executable, args=list(_ARGUMENTS))
        yield running
        running.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Open a page of a given size, with `javascript=False` where that is the question.

    Each page is another visitor: it shares no cookies with others. An error in a script, or anything that the
    content security policy refused, fails the test at its end.
    """
    contexts = []
    faults: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            faults.append(message.text)

    def opened(size: tuple[int, int] = _DESKTOP, *, javascript: bool = True, touch: bool = False) -> Page:
        width, height = size
        context = browser.new_context(
            viewport={"width": width, "height": height},
            locale="nl-NL",
            timezone_id="Europe/Amsterdam",
            java_script_enabled=javascript,
            is_mobile=touch,
            has_touch=touch,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(_PATIENCE)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", note)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not faults, "\n".join(faults)


@pytest.fixture
def phone(open_page: OpenPage) -> Page:
    return open_page(_PHONE, touch=True)


@pytest.fixture
def desktop(open_page: OpenPage) -> Page:
    return open_page(_DESKTOP)


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Refuse a page on which axe-core finds anything: what is wrong, how badly, and where."""

    def check(page: Page) -> None:
        page.evaluate(_AXE)
        found = page.evaluate("axe.run({resultTypes: ['violations']})")
        lines = [
            f"{violation['id']} ({violation['impact']}): {violation['help']}\n    {node['html']}"
            for violation in found["violations"]
            for node in violation["nodes"]
        ]
        assert not lines, f"{page.url}\n" + "\n".join(lines)

    return check
