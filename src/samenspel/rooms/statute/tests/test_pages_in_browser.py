"""In a real browser: the text lives beside the question, everything works without scripts, nothing is inaccessible."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from samenspel.kernels.statute.charter import Change
from samenspel.rooms.statute import drafts, queries
from samenspel.rooms.statute.acts import Amend
from samenspel.rooms.statute.drafts import Answers
from samenspel.rooms.statute.tests.conftest import work_out
from samenspel.site import clock
from support.browser import OpenPage
from support.browsing import sign_in
from support.cast import Cast, build_cast

pytestmark = pytest.mark.django_db(transaction=True)

QUESTION = "/beginnen/vraag/purpose_change/majority/"


@pytest.fixture
def today() -> datetime:
    return clock.now()


@pytest.fixture
def cast(transactional_db: None, today: datetime) -> Cast:
    """The cast, with a second version that waits for the notary, and Farid half way through founding."""
    cast = build_cast(today)
    base = queries.latest(cast.collective_id)
    assert base is not None
    change = Change("purpose_change", "majority", [3, 4], [2, 3])
    cast.decide("statute.amend", Amend(base.hash, (change,)), at=today - timedelta(days=5))
    answers = Answers("De Nieuwe Kring", "Deventer", "2024-03-01", "foundation", "buurtcollectief")
    drafts.keep(cast.farid, answers, today)
    return cast


def test_the_text_beside_the_question_follows_at_once(
    cast: Cast, live_server: LiveServer, phone: Page
) -> None:
    sign_in(phone, live_server.url, cast.farid)
    phone.goto(live_server.url + QUESTION)
    expect(phone.locator("#living-text .paper-slip mark")).to_contain_text("ten minste drie vierde")
    phone.get_by_label("Ten minste negen tiende").check()
    expect(phone.locator("#living-text .paper-slip mark")).to_contain_text("ten minste negen tiende")
    phone.get_by_role("button", name="Verder", exact=False).first.click()
    draft = drafts.of(cast.farid)
    assert draft is not None
    assert draft.answers.values["purpose_change"]["majority"] == [9, 10]


def test_without_scripts_a_button_shows_the_text(
    cast: Cast, live_server: LiveServer, open_page: OpenPage
) -> None:
    page = open_page(javascript=False)
    sign_in(page, live_server.url, cast.farid)
    page.goto(live_server.url + QUESTION)
    page.get_by_label("Ten minste twee derde").check()
    page.get_by_role("button", name="Laat de tekst zien met mijn antwoord").click()
    expect(page.locator("#living-text .paper-slip mark")).to_contain_text("ten minste twee derde")
    expect(page.get_by_label("Ten minste twee derde")).to_be_checked()


def test_founding_with_the_keyboard_alone(cast: Cast, live_server: LiveServer, desktop: Page) -> None:
    sign_in(desktop, live_server.url, cast.greet)
    desktop.goto(live_server.url + "/beginnen/naam/")
    desktop.get_by_label("Hoe heet jullie collectief?").focus()
    desktop.keyboard.type("Het Buurthuis")
    desktop.keyboard.press("Enter")
    expect(desktop.get_by_role("heading", level=1)).to_have_text("In welke plaats zijn jullie?")
    desktop.get_by_label("In welke plaats zijn jullie?").focus()
    desktop.keyboard.press("Enter")
    expect(desktop.get_by_role("heading", level=1)).to_have_text("Sinds wanneer zijn jullie een groep?")


def test_an_address_of_a_sentence_points_at_it(cast: Cast, live_server: LiveServer, desktop: Page) -> None:
    desktop.goto(f"{live_server.url}/{cast.slug}/spelregels/purpose_change/#majority")
    expect(desktop.locator("p:target")).to_contain_text("Alleen de ledenvergadering kan het doel veranderen.")


@pytest.mark.parametrize("size", [(390, 844), (1280, 900)], ids=["phone", "desktop"])
def test_every_page_is_accessible_and_fits(
    cast: Cast,
    live_server: LiveServer,
    open_page: OpenPage,
    axe: Callable[[Page], None],
    size: tuple[int, int],
) -> None:
    page = open_page(size)
    rules, asks = f"/{cast.slug}/spelregels/", f"/{cast.slug}/mag-ik/"
    founder = (
        "",
        "naam/",
        "rechtsvorm/",
        "voorbeeld/",
        "vraag/decisions/quorum/",
        "regel/contributions/",
        "controle/",
    )
    members = (
        rules,
        rules + "?zoek=kwetsbaar",
        rules + "?op=1900-01-01",
        rules + "purpose_change/?versie=2",
        rules + "versies/",
        rules + "vergelijk/",
        rules + "toevoegen/",
        rules + "decisions/wijzigen/",
        rules + "disposal/wijzigen/?stap=weg",
        rules + "versies/2/akte/",
        asks,
        asks + "?wat=purpose&als=member",
        asks + "?wat=propose&als=funder",
    )
    for who, paths in ((cast.farid, [f"/beginnen/{path}" for path in founder]), (cast.anna, list(members))):
        sign_in(page, live_server.url, who)
        for path in paths:
            response = page.goto(live_server.url + path)
            assert response is not None
            assert response.status == 200, path
            axe(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= size[0], path


@pytest.mark.parametrize("size", [(390, 844), (1280, 900)], ids=["phone", "desktop"])
def test_how_strong_the_rules_are_is_accessible_and_fits(
    council: Cast,
    live_server: LiveServer,
    open_page: OpenPage,
    axe: Callable[[Page], None],
    size: tuple[int, int],
) -> None:
    """While one waits, with the answer, with everything folded open, and the legal forms side by side."""
    page = open_page(size)
    sign_in(page, live_server.url, council.anna)
    address = f"{live_server.url}/{council.slug}/spelregels/"

    def look(path: str) -> None:
        response = page.goto(address + path)
        assert response is not None
        assert response.status == 200, path
        page.evaluate("document.querySelectorAll('main details').forEach(each => each.open = true)")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], path

    look("hoe-sterk/")
    expect(page.get_by_role("progressbar")).to_be_visible()
    work_out(council)
    look("hoe-sterk/")
    expect(page.locator("figure svg")).to_have_count(3)
    look("rechtsvormen/")
    look("disposal/wijzigen/?stap=weg")
    expect(page.get_by_text("Heeft nu nodig").first).to_be_attached()
