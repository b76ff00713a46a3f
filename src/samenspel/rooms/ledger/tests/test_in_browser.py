"""In a real browser: the pages of the ledger are accessible and fit on a phone, and hours are given by keyboard alone."""

from base64 import b64encode
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from samenspel.rooms.ledger import bank, invoices, queries, requests
from samenspel.rooms.statute.gate import civil_day
from samenspel.site import clock
from support.browser import OpenPage
from support.browsing import fits, sign_in
from support.cast import Cast, build_cast

from .scene import RULES

pytestmark = pytest.mark.django_db(transaction=True)

Axe = Callable[[Page], None]


@pytest.fixture
def today() -> datetime:
    return clock.now()


@pytest.fixture
def cast(transactional_db: None, today: datetime) -> Cast:
    """The cast as of now, with something in the purse, something given and something promised."""
    made = build_cast(today, overrides=RULES)
    made.do("ledger.open", "anna", {})
    made.decide("ledger.open_coin", {"one": "kiezel", "many": "kiezels"})
    account = {a.kind: a.id for a in queries.common_accounts(made.collective_id) if a.unit.code == "eur"}
    day = civil_day(today)
    came = {"giver": account["bank"], "taker": account["purse"], "amount": 123_456, "about": "Subsidie"}
    made.do("ledger.receive", "anna", {**came, "day": day})
    amounts = [{"unit": "min", "amount": 95}, {"unit": "coin", "amount": 250}]
    made.do("ledger.pay", "anna", {"to": made.bram, "amounts": amounts, "about": "Oppassen"})
    lines = [
        {"day": day, "cents": cents, "name": "Bouwmarkt", "about": "Verf"} for cents in (123_456, -1_299)
    ]
    file = {"account": account["bank"], "digest": "a" * 64, "lines": lines}
    made.do("ledger.read_statement", "anna", {**file, "closing": 122_157, "closing_day": day})
    fill = {"turnover": 9_000, "costs": 500, "day": day, "about": "Naaiwerk op de markt"}
    made.decide("membership.appoint", {"person_id": made.bram, "body": "board"})
    for keeper, person in (("bram", made.anna), ("anna", made.chadia)):
        made.do("ledger.fill_pot", keeper, {**fill, "person_id": person})
    made.do("ledger.ask_pot", "chadia", {"cents": 1_250, "about": "Een grote schaar"})
    bill = {"giver": account["purse"], "taker": account["bank"], "amount": 1_299, "about": "Folders"}
    made.do("ledger.spend", "anna", {**bill, "payee": "De Drukker", "iban": "NL91ABNA0417164300"})
    place = {"street": "Dorpsstraat 1", "postcode": "3511 AB", "city": "Utrecht"}
    ours = {
        "name": "De Wending",
        **place,
        "iban": "NL91ABNA0417164300",
        "regime": "none",
        "number": "12345678",
    }
    made.do("ledger.set_sender", "anna", ours)
    sold = [{"text": "Dertig kommen soep voor de buurtmiddag in het park", "price": 250, "quantity": 30_000}]
    made.do("ledger.send_invoice", "anna", {"name": "Gemeente", **place, "delivered": day, "lines": sold})
    receipt = b64encode(b"%PDF-1.7 bon").decode()
    made.do("ledger.ask_expenses", "bram", {"cents": 750, "day": day, "about": "Garen", "receipt": receipt})
    promised = {"to": made.bram, "amounts": amounts, "until": day + timedelta(days=7)}
    made.do("ledger.promise", "anna", promised)
    return made


@pytest.mark.parametrize("size", [(390, 844), (1280, 900)], ids=["phone", "desktop"])
def test_every_page_is_accessible_and_fits(
    cast: Cast, live_server: LiveServer, open_page: OpenPage, axe: Axe, size: tuple[int, int], today: datetime
) -> None:
    page = open_page(size)
    address = f"{live_server.url}/{cast.slug}/"
    page.goto(address + "kas/")
    axe(page)
    assert fits(page)
    sign_in(page, live_server.url, cast.anna)
    [promise] = queries.promises(cast.collective_id, cast.anna)
    purse = queries.common_accounts(cast.collective_id)[1]
    assert (purse.kind, purse.unit.code) == ("purse", "eur")
    came = queries.statement(cast.collective_id, purse.id)[0].transfer_id
    for path in (
        "rekening/",
        f"rekening/geven/?to={cast.bram}",
        "rekening/opzijzetten/",
        f"rekening/belofte/{promise.id}/nu/",
        f"rekening/belofte/{promise.id}/stoppen/",
        "kas/",
        "kas/erbij/",
        "kas/eraf/",
        "kas/rekening/",
        f"kas/rekening/{purse.id}/",
        f"kas/terugdraaien/{came}/",
        "kas/bank/",
        f"kas/bank/{bank.waiting(cast.collective_id, 1)[0][0].id}/",
        f"kas/jaar/{civil_day(today).year}/",
        "rekening/vragen/",
        "rekening/vragen/onkosten/",
        *(f"rekening/vragen/{each.id}/ja/" for each in requests.waiting(cast.collective_id)),
        f"rekening/vragen/{requests.waiting(cast.collective_id)[0].id}/nee/",
        "rekening/potje/",
        "rekening/potje/vragen/",
        f"kas/jaar/{civil_day(today).year}/nakijken/",
        "kas/betalen/",
        "kas/facturen/",
        "kas/facturen/afzender/",
        "kas/facturen/nieuw/",
        f"kas/facturen/{invoices.page(cast.collective_id, 1)[0][0].id}/",
        f"kas/facturen/{invoices.page(cast.collective_id, 1)[0][0].id}/terug/",
        "kas/potjes/",
        "kas/potjes/vullen/",
        "inzet/ruimte/potje/",
    ):
        answer = page.goto(address + path)
        assert answer is not None
        assert answer.status == 200, path
        axe(page)
        assert fits(page), path
    page.goto(address + "rekening/geven/")
    page.get_by_role("button", name="Kijk het na").click()  # with nothing filled in
    expect(page.get_by_role("alert")).to_be_visible()
    axe(page)
    assert fits(page)


def test_giving_hours_with_the_keyboard_alone(
    cast: Cast, live_server: LiveServer, desktop: Page, axe: Axe
) -> None:
    sign_in(desktop, live_server.url, cast.dirk)
    desktop.goto(f"{live_server.url}/{cast.slug}/rekening/")
    press_until(desktop, "Geef iets")
    desktop.keyboard.press("Enter")
    expect(desktop.get_by_role("heading", level=1)).to_have_text("Geef iets")
    press_until(desktop, "Aan wie?")
    desktop.keyboard.type("Bram")
    desktop.keyboard.press("Tab")
    desktop.keyboard.type("45 min")
    desktop.keyboard.press("Enter")
    expect(desktop.get_by_role("heading", level=1)).to_have_text("Klopt dit?")
    axe(desktop)
    press_until(desktop, "Verander iets")
    desktop.keyboard.press("Enter")
    expect(desktop.get_by_label("Hoeveel tijd?")).to_have_value("45 min")
    press_until(desktop, "Hoeveel tijd?")
    desktop.keyboard.press("ControlOrMeta+a")
    desktop.keyboard.type("1:15")
    desktop.keyboard.press("Enter")
    expect(desktop.get_by_role("heading", level=1)).to_have_text("Klopt dit?")
    press_until(desktop, "Geef het")
    desktop.keyboard.press("Space")
    expect(desktop.get_by_text("Je gaf Bram 1 uur en 15 minuten.")).to_be_visible()
    [account] = queries.accounts_of(cast.collective_id, cast.dirk)
    assert account.balance == -75


def test_asking_costs_back_on_a_phone_with_a_photo_of_the_receipt(
    cast: Cast, live_server: LiveServer, open_page: OpenPage, today: datetime
) -> None:
    page = open_page((390, 844))
    sign_in(page, live_server.url, cast.chadia)
    page.goto(f"{live_server.url}/{cast.slug}/rekening/vragen/onkosten/")
    page.locator("[name=cents]").fill("12,50")
    page.locator("[name=day]").fill(civil_day(today).isoformat())
    page.locator("[name=about]").fill("Garen")
    receipt = {"name": "bon.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n-bon"}
    page.locator("[name=receipt]").set_input_files(receipt)  # type: ignore[arg-type]
    page.get_by_role("button", name="Vraag het terug").click()
    expect(page.get_by_text("Je hebt het gevraagd.")).to_be_visible()


def test_saying_on_a_phone_which_column_is_what(
    cast: Cast, live_server: LiveServer, open_page: OpenPage, axe: Axe
) -> None:
    page = open_page((390, 844))
    sign_in(page, live_server.url, cast.anna)
    page.goto(f"{live_server.url}/{cast.slug}/kas/bank/")
    table = "Wanneer;Met wie ging dat ook alweer;Hoeveel;Nog wat woorden van de bank erbij\n01-06-2026;Bakkerij De Goudkorst;-5,00;Brood\n"
    page.get_by_label("Een bestand van de bank").set_input_files(
        {"name": "bank.csv", "mimeType": "text/csv", "buffer": table.encode()}
    )
    page.get_by_role("button", name="Lees het").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wat staat in welke kolom?")
    axe(page)
    assert fits(page)
    expect(page.get_by_label("De dag")).to_have_value("0")
    expect(page.get_by_label("Hoeveel")).to_have_value("2")
    page.get_by_role("button", name="Lees het").click()
    expect(page.get_by_text("Er is 1 nieuwe regel om naar te kijken.")).to_be_visible()


def press_until(page: Page, name: str) -> None:
    """Press Tab until what has this name has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "(document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim()"
        )
        if focused.startswith(name):
            return
    raise AssertionError(f"{name} cannot be reached with Tab")
