"""The pages of deciding in a real browser: accessible, narrow, without scripts, by keyboard alone."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from samenspel.ground.foundation import collectives
from samenspel.rooms.deciding import queries
from samenspel.rooms.deciding.tests.conftest import World, build
from samenspel.site import clock
from support.browsing import sign_in

NARROW = (320, 640)


@pytest.fixture
def now(transactional_db: None) -> datetime:
    return clock.now().astimezone(UTC).replace(microsecond=0)


@pytest.fixture
def running(now: datetime, monkeypatch: pytest.MonkeyPatch) -> World:
    """A collective in which things run at this moment: the browser's clock cannot be moved."""
    monkeypatch.setattr("samenspel.rooms.deciding.tests.conftest.BEGIN", now - timedelta(days=30))
    world = build(decisions={"notice": 0})
    done = world.propose(
        world.anna, "Waar gaat het potje naartoe?", "Er is geld over.",
        options=[{"title": "Een moestuin", "cost": 45000}, {"title": "Een feest", "text": "In juni"}],
    )  # fmt: skip
    world.see_through(done, lambda person: ("1",) if person != world.els else ("2",))
    world.wait_until(now - timedelta(days=3))
    world.running = world.propose(
        world.anna, "We kopen een bakfiets", "Om groente te halen.", touches="Wie kookt"
    )
    vote = world.open_vote(world.running)
    world.do(world.els, "deciding.object", round_id=vote.id, reason="Hij past niet in de schuur.")
    world.do(world.dirk, "deciding.speak", proposal_id=world.running, text="Goed plan.")
    world.done = done
    return world


def arrive(page: Page, live_server, world: World, name: str) -> str:
    """Sign someone in, and return the address of the collective."""
    sign_in(page, live_server.url, world.people[name])
    return f"{live_server.url}/{collectives.by_id(world.collective_id).slug}/"


def addresses(world: World) -> list[str]:
    decision = queries.decision_of(world.collective_id, world.done)
    [objection] = queries.objections(world.collective_id, world.running)
    return [
        "voorstellen/",
        "voorstellen/nieuw/",
        "voorstellen/nieuw/mens/",
        "voorstellen/nieuw/handeling/",
        "voorstellen/nieuw/handeling/?choice=1",
        "voorstellen/nieuw/handeling/?act=membership.appoint",
        f"voorstellen/{world.running}/",
        f"voorstellen/{world.running}/stem/1/",
        f"voorstellen/{world.running}/aanpassen/",
        f"voorstellen/{world.running}/intrekken/",
        f"voorstellen/{world.running}/bezwaar/{objection.id}/antwoord/",
        f"voorstellen/{world.done}/",
        "besluiten/",
        f"besluiten/{decision.id}/",
    ]


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_every_page_is_accessible(
    running: World, live_server, request: pytest.FixtureRequest, axe: Callable[[Page], None], size: str
) -> None:
    page = request.getfixturevalue(size)
    start = arrive(page, live_server, running, "anna")
    for address in addresses(running):
        page.goto(start + address)
        for folded in page.locator("main details").all():
            folded.evaluate("each => each.open = true")
        axe(page)


def test_nothing_is_wider_than_a_narrow_phone(running: World, live_server, open_page) -> None:
    page = open_page(NARROW)
    start = arrive(page, live_server, running, "anna")
    for address in addresses(running):
        page.goto(start + address)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= NARROW[0], address


def test_a_proposal_is_written_and_answered_without_scripts(running: World, live_server, open_page) -> None:
    page = open_page(javascript=False)
    start = arrive(page, live_server, running, "bram")
    page.goto(start + "voorstellen/")
    page.get_by_role("link", name="Doe een voorstel").click()
    page.get_by_role("link", name="Een keuze uit meer mogelijkheden").click()
    page.get_by_label("Wat stel je voor?").fill("Welke dag maken we schoon?")
    page.get_by_label("Waarom wil je dit?").fill("Eén vaste dag is makkelijk.")
    page.get_by_label("Mogelijkheid 1").fill("Zaterdag")
    page.get_by_role("button", name="Nog een mogelijkheid erbij").click()
    page.get_by_label("Mogelijkheid 4").fill("Zondag")
    page.locator("main form button:not([name])").click()
    expect(page.locator("main")).to_contain_text("Zaterdag")
    page.get_by_role("button", name="Kondig het voorstel aan").click()
    page.get_by_role("link", name="Naar het voorstel").click()
    page.get_by_role("link", name="Stem", exact=True).click()
    page.get_by_label("Zondag").check()
    page.locator("main form button").click()
    page.get_by_role("button", name="Breng mijn stem uit").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Je stem is binnen")


def test_reacting_by_keyboard_alone(running: World, live_server, desktop: Page) -> None:
    start = arrive(desktop, live_server, running, "bram")
    desktop.goto(f"{start}voorstellen/{running.running}/")
    desktop.get_by_role("link", name="Geef je antwoord").focus()
    desktop.keyboard.press("Enter")
    desktop.locator("input[type=radio]").first.focus()
    desktop.keyboard.press("ArrowDown")
    desktop.keyboard.press("Tab")
    desktop.keyboard.press("Enter")
    expect(desktop.get_by_role("heading", level=1)).to_have_text("Is dit je antwoord?")
    desktop.get_by_role("button", name="Geef mijn antwoord").press("Enter")
    expect(desktop.get_by_role("heading", level=1)).to_have_text("Dank je voor je antwoord")
    assert running.votes(running.running, "bram")[0].own_marks == ("worried",)
