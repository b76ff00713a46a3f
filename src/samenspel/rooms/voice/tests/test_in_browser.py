"""In a real browser on a phone: a neighbour speaks against a decision by keyboard, and the pages are accessible."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from samenspel.ground.foundation import collectives
from samenspel.ground.people import accounts
from samenspel.rooms.deciding.tests.conftest import build
from samenspel.rooms.voice.tests.conftest import RULES, decided
from samenspel.site import clock
from support.browsing import fits, sign_in

Axe = Callable[[Page], None]


@pytest.mark.django_db(transaction=True)
def test_a_neighbour_speaks_against_a_decision_on_a_phone(
    phone: Page, live_server: LiveServer, axe: Axe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("samenspel.rooms.deciding.tests.conftest.BEGIN", clock.now() - timedelta(days=40))
    world = build(**RULES)
    proposal_id = decided(world)
    one, other = (accounts.create_person(name, "nl", world.now).id for name in ("Buur Een", "Buur Twee"))
    address = f"{live_server.url}/{collectives.by_id(world.collective_id).slug}/voorstellen/{proposal_id}/"
    sign_in(phone, live_server.url, one)
    phone.goto(address)
    phone.get_by_role("link", name="Ik ben hiertegen").focus()
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Laat een tegengeluid horen")
    axe(phone)
    assert fits(phone)
    phone.get_by_label("Wat heb je ertegen?").fill("Waar moeten wij dan koken?")
    phone.get_by_role("button", name="Zet het naast het besluit").press("Enter")
    expect(phone.get_by_text("Waar moeten wij dan koken?")).to_be_visible()
    sign_in(phone, live_server.url, other)
    phone.goto(address)
    phone.get_by_role("button", name="Ik steun dit").press("Enter")
    expect(phone.get_by_text("2 mensen staan hierachter")).to_be_visible()
    expect(phone.get_by_text("2 mensen zonder stem zijn ertegen.")).to_be_visible()
    axe(phone)
    assert fits(phone)
