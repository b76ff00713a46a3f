"""Ballots and outcomes of a choice in a real browser: faces, grades, ranking by tapping, keys and dragging; pictures."""

from collections.abc import Callable
from datetime import UTC, timedelta

import pytest
from playwright.sync_api import Page, expect

from samenspel.rooms.deciding.tests.conftest import World, build
from samenspel.rooms.deciding.tests.test_choosing import OPTIONS, decide, needs, rules
from samenspel.rooms.deciding.tests.test_pages_in_browser import NARROW, arrive
from samenspel.site import clock

SHOWN = [
    "resistance",
    "majority_judgment",
    "ranked_pairs",
    "schulze",
    "irv",
    "stv_scottish",
    "phragmen",
    "equal_shares",
]


@pytest.fixture
def choices(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> World:
    """A collective with a choice of every kind that has been counted, and three that run now."""
    now = clock.now().astimezone(UTC).replace(microsecond=0)
    monkeypatch.setattr("samenspel.rooms.deciding.tests.conftest.BEGIN", now - timedelta(days=120))
    world = build(**rules())
    world.counted = [decide(world, way) for way in SHOWN]
    yesterday = now - timedelta(days=1)
    assert world.now < yesterday
    world.wait_until(yesterday)
    world.open = {
        way: world.propose(world.anna, f"Kies: {way}", "Uit drie.", options=OPTIONS, counted=needs(way))
        for way in ("resistance", "score", "ranked_pairs")
    }
    return world


def test_ballots_and_outcomes_are_accessible_and_fit_a_narrow_phone(
    choices: World, live_server, open_page, axe: Callable[[Page], None]
) -> None:
    page = open_page(NARROW)
    start = arrive(page, live_server, choices, "bram")
    addresses = [f"voorstellen/{one}/" for one in choices.counted]
    addresses += [f"voorstellen/{one}/stem/1/" for one in choices.open.values()]
    for address in addresses:
        page.goto(start + address)
        for folded in page.locator("main details").all():
            folded.evaluate("each => each.open = true")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW[0], address


def test_a_ranking_is_made_by_tapping_and_cast(choices: World, live_server, phone: Page) -> None:
    proposal_id = choices.open["ranked_pairs"]
    start = arrive(phone, live_server, choices, "bram")
    phone.goto(f"{start}voorstellen/{proposal_id}/stem/1/")
    for title in ("Fietsen", "Tuin", "Keuken", "Tuin"):  # a second tap takes it off
        phone.locator(".rank-toggle", has_text=title).click()
    expect(phone.locator(".ranked")).to_have_count(2)
    phone.get_by_role("button", name="Hoger zetten: Keuken").click()
    phone.locator("main form button:not([type=button])").click()
    expect(phone.locator("main")).to_contain_text("1. Keuken")
    expect(phone.locator("main")).to_contain_text("2. Fietsen")
    phone.get_by_role("button", name="Breng mijn stem uit").click()
    assert choices.votes(proposal_id, "bram")[0].own_marks == ("2", "3")


def test_a_ranked_option_is_dragged_to_another_place(choices: World, live_server, desktop: Page) -> None:
    proposal_id = choices.open["ranked_pairs"]
    start = arrive(desktop, live_server, choices, "chadia")
    desktop.goto(f"{start}voorstellen/{proposal_id}/stem/1/")
    for title in ("Tuin", "Keuken", "Fietsen"):
        desktop.locator(".rank-toggle", has_text=title).click()
    taken = desktop.locator(".rank-toggle", has_text="Fietsen").bounding_box()
    above = desktop.locator(".rank-toggle", has_text="Tuin").bounding_box()
    desktop.mouse.move(taken["x"] + 60, taken["y"] + 10)
    desktop.mouse.down()
    desktop.mouse.move(above["x"] + 60, above["y"] - 4, steps=8)
    desktop.mouse.up()
    expect(desktop.locator(".rank").first).to_contain_text("Fietsen")
    expect(desktop.locator(".ranked")).to_have_count(3)


@pytest.mark.parametrize("javascript", [True, False])
def test_faces_are_chosen_with_and_without_scripts(
    choices: World, live_server, open_page, javascript: bool
) -> None:
    page = open_page(javascript=javascript)
    name = "dirk" if javascript else "els"
    proposal_id = choices.open["resistance"]
    start = arrive(page, live_server, choices, name)
    page.goto(f"{start}voorstellen/{proposal_id}/stem/1/")
    for title, face in (
        ("Tuin", "prima"),
        ("Keuken", "echt niet"),
        ("Fietsen", "goed"),
        ("Laat het zoals", "twijfel"),
    ):
        page.get_by_role("group", name=title).get_by_label(face, exact=True).check(force=True)
    page.locator("main form button").click()
    expect(page.locator("main")).to_contain_text("Keuken: echt niet")
    page.get_by_role("button", name="Breng mijn stem uit").click()
    assert choices.votes(proposal_id, name)[0].own_marks == ("1:0", "2:4", "3:1", "0:2")
