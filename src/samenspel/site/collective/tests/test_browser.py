"""In a real browser, on a phone and on a desktop: nothing that stands in anyone's way."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from samenspel.kernels.statute.vocabulary import Standing
from samenspel.site import clock
from samenspel.site.collective.tests.conftest import propose
from support.browsing import fits, sign_in
from support.cast import Cast, apply, build_cast

PAGES = ("/de-wending/", "/de-wending/boek/", "/de-wending/boek/3/", "/de-wending/boek/controleer/")
OWN = ("/aan-zet/", "/aan-zet/agenda/", "/aan-zet/uitnodiging/?code=")


@pytest.fixture
def served(transactional_db: None) -> Cast:
    cast = build_cast(clock.now())
    apply(cast, "farid", Standing.MEMBER)
    propose(cast, "bram", "Een bakfiets", cast.at)
    return cast


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_nothing_stands_in_anyones_way(
    request: pytest.FixtureRequest,
    live_server: LiveServer,
    served: Cast,
    axe: Callable[[Page], None],
    size: str,
) -> None:
    page: Page = request.getfixturevalue(size)
    for address in PAGES:
        page.goto(live_server.url + address)
        axe(page)
    sign_in(page, live_server.url, served.anna)
    for address in (*PAGES, *OWN):
        page.goto(live_server.url + address)
        axe(page)
        assert fits(page), f"{address} is wider than the screen"


def test_the_book_is_checked_without_a_script(
    open_page: Callable[..., Page], live_server: LiveServer, served: Cast
) -> None:
    page = open_page(javascript=False)
    page.goto(f"{live_server.url}/de-wending/boek/controleer/")
    page.get_by_role("button", name="Reken het nu na").click()
    assert page.get_by_text("Het klopt.").is_visible()


def test_the_calendar_address_is_made_by_hand(phone: Page, live_server: LiveServer, served: Cast) -> None:
    sign_in(phone, live_server.url, served.bram)
    phone.goto(f"{live_server.url}/aan-zet/agenda/")
    phone.get_by_role("button", name="Maak mijn adres").click()
    assert phone.get_by_label("Je eigen adres").input_value().startswith(f"{live_server.url}/agenda/")
