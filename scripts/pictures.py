"""Make the pictures in docs/pictures/ of a demo that runs: phone and desktop, in Dutch.

    ./samenspel demo                        # in one terminal
    .venv/bin/python scripts/pictures.py    # in another

It signs in as Anna with a card that it makes for itself in the demo's data and makes worthless afterwards.
"""  # noqa: INP001 - a program, not a package

import argparse
import os
import shutil
import sys
from collections.abc import Iterator
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
PHONE, TALL_PHONE, DESKTOP = (390, 780), (390, 950), (1120, 780)
SHARPNESS = {
    PHONE: 1.25,
    TALL_PHONE: 1.25,
    DESKTOP: 2,
}  # dots per point: a page shows a picture as wide as it can
COLOURS = 96  # flat colours and type: nobody sees the difference, and a picture stays small
LARGEST = 150_000  # bytes
WHO = "anna"
COLLECTIVE = "/de-losse-schakel/"
WEEK = "We melden besluiten binnen een week"
KITCHEN = "Een eigen keuken in het buurthuis"


@dataclass(frozen=True)
class Picture:
    """One picture: its name, the size of the screen, and the page.

    With `follow`, the first link with these words is followed there; `at` is what comes to the top of the screen.
    """

    name: str
    size: tuple[int, int]
    path: str
    follow: str = ""
    at: str = ""
    signed_in: bool = True

    def visit(self, page: Page, url: str) -> None:
        page.goto(f"{url}{self.path}")
        if self.follow:
            page.locator("main").get_by_role("link", name=self.follow).first.click()
        page.wait_for_load_state("networkidle")
        page.locator(".banner").evaluate_all("banners => banners.forEach(banner => banner.remove())")
        if self.at:
            page.locator(self.at).first.evaluate("element => element.scrollIntoView({block: 'start'})")


WANTED = (
    Picture("start", PHONE, "/aan-zet/"),
    Picture("rules", DESKTOP, f"{COLLECTIVE}spelregels/decisions/"),
    Picture("decision", TALL_PHONE, f"{COLLECTIVE}voorstellen/", follow=WEEK, at="#stemmen"),
    Picture("consent", PHONE, f"{COLLECTIVE}voorstellen/", follow=KITCHEN),
    Picture("book", DESKTOP, f"{COLLECTIVE}boek/", signed_in=False),
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
    """Take every picture, each in a window of its own."""
    for wanted in WANTED:
        width, height = wanted.size
        context = browser.new_context(
            storage_state=state if wanted.signed_in else None,
            viewport={"width": width, "height": height},
            device_scale_factor=SHARPNESS[wanted.size],
            is_mobile=wanted.size != DESKTOP,
            locale="nl-NL",
            timezone_id="Europe/Amsterdam",
            reduced_motion="reduce",
            color_scheme="light",
        )
        page = context.new_page()
        wanted.visit(page, url)
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
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
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
