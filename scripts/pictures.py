"""Make the pictures in docs/pictures/ of a demo that runs: phone and desktop, in Dutch.

    ./samenspel demo                        # in one terminal
    .venv/bin/python scripts/pictures.py    # in another

It signs in as Anna with a card that it makes for itself in the demo's data and makes worthless afterwards.
"""  # noqa: INP001 - a program, not a package

import argparse
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from PIL import Image  # noqa: E402 - the path comes first
from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402

from samenspel.site.cli.demo import use_demo  # noqa: E402
from samenspel.site.cli.serve import PORT  # noqa: E402
from samenspel.site.cli.terminal import say, set_up_django  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
PHONE, DESKTOP = (390, 780), (1120, 780)
SHARPNESS = 2  # dots per point, as on a telephone
COLOURS = 96  # flat colours and type: nobody sees the difference, and a picture stays small
LARGEST = 150_000  # bytes
WHO = "anna"
COLLECTIVE = "/de-losse-schakel/"
WORKSHOP = "De werkplaats gaat om de week op zondag open"
KITCHEN = "Een eigen keuken in het buurthuis"


@dataclass(frozen=True)
class Picture:
    """One picture: its name, the size of the screen, and how to come to what it shows."""

    name: str
    size: tuple[int, int]
    visit: Callable[[Page, str], None]


def opened(path: str, *, at: str = "") -> Callable[[Page, str], None]:
    """Open a page, and scroll to the first element that a selector finds."""

    def visit(page: Page, url: str) -> None:
        page.goto(f"{url}{path}")
        if at:
            page.locator(at).first.evaluate("element => element.scrollIntoView({block: 'start'})")

    return visit


def followed(path: str, words: str, *, at: str = "") -> Callable[[Page, str], None]:
    """Open a page, follow the first link with these words, and scroll."""

    def visit(page: Page, url: str) -> None:
        page.goto(f"{url}{path}")
        page.get_by_role("link", name=words).first.click()
        if at:
            page.locator(at).first.evaluate("element => element.scrollIntoView({block: 'start'})")

    return visit


WANTED = (
    Picture("start", PHONE, opened("/aan-zet/")),
    Picture("rules", DESKTOP, opened(f"{COLLECTIVE}spelregels/decisions/")),
    Picture("decision", PHONE, followed(f"{COLLECTIVE}besluiten/", WORKSHOP, at="#stemmen")),
    Picture("consent", PHONE, followed(f"{COLLECTIVE}voorstellen/", KITCHEN)),
    Picture("book", DESKTOP, opened(f"{COLLECTIVE}boek/")),
)


@contextmanager
def card() -> Iterator[tuple[str, str]]:
    """A sign-in card for as long as it takes: its number and one of its codes."""
    from samenspel.ground.foundation.ids import new_id  # noqa: PLC0415 - needs the settings
    from samenspel.ground.people import cards  # noqa: PLC0415
    from samenspel.site import clock  # noqa: PLC0415
    from samenspel.site.demo.cast import person_id  # noqa: PLC0415

    person = person_id(WHO)
    made, codes = cards.issue_card(person, None, person, clock.now(), card_id=new_id())
    try:
        yield made.number, codes[0]
    finally:
        cards.revoke_card(made.id, clock.now(), person_id=person)


def sign_in(page: Page, url: str, number: str, code: str) -> None:
    page.goto(f"{url}/inloggen/kaart/")
    page.locator("input[name=number]").fill(number)
    page.locator("input[name=code]").fill(code)
    page.locator("main form button").first.click()
    page.wait_for_url(lambda there: "/inloggen/" not in there)


def take(browser: Browser, url: str, state: Path) -> None:
    """Take every picture, each in a window of its own that is signed in already."""
    for wanted in WANTED:
        width, height = wanted.size
        context = browser.new_context(
            storage_state=state,
            viewport={"width": width, "height": height},
            device_scale_factor=SHARPNESS,
            is_mobile=wanted.size == PHONE,
            locale="nl-NL",
            timezone_id="Europe/Amsterdam",
            reduced_motion="reduce",
            color_scheme="light",
        )
        page = context.new_page()
        wanted.visit(page, url)
        page.wait_for_load_state("networkidle")
        keep(wanted.name, page.screenshot())
        context.close()


def keep(name: str, picture: bytes) -> None:
    """Write a picture with few colours, and stop when it is too large all the same."""
    path = PICTURES / f"{name}.png"
    few = Image.open(BytesIO(picture)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
    size = path.stat().st_size
    say(f"{path.relative_to(ROOT)}: {size:,} bytes")
    if size > LARGEST:
        raise SystemExit(f"{name} is larger than {LARGEST:,} bytes: show less.")


def main() -> None:
    """Sign in to the demo and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=PORT, help="where the demo answers (%(default)s)")
    parser.add_argument("--data", type=Path, default=ROOT / "var" / "demo", help="its folder (%(default)s)")
    options = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise SystemExit("No browser found. Install it first (Debian, Ubuntu: sudo apt install chromium)")
    use_demo(options.data, options.port)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "yes"  # the browser's driver runs an event loop in this thread
    set_up_django()
    PICTURES.mkdir(exist_ok=True)
    url, state = f"http://localhost:{options.port}", options.data / "pictures-session.json"
    with sync_playwright() as playwright, card() as (number, code):
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        context = browser.new_context(locale="nl-NL")
        sign_in(context.new_page(), url, number, code)
        context.storage_state(path=state)
        try:
            take(browser, url, state)
        finally:
            state.unlink()
            browser.close()


if __name__ == "__main__":
    main()
