"""Signing in and one's own settings as people meet them: on a phone, with a keyboard, without scripts."""

import re
from collections.abc import Callable

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from samenspel.ground.people import accounts, cards, helping
from samenspel.ground.people.models import Passkey, Person
from samenspel.site import clock
from samenspel.site.signin.tests.conftest import page as path

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE_OF_TODAY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def anna() -> Person:
    return accounts.create_person("Anna Aalbers", "nl", clock.now(), "anna@example.org")


def enter(page: Page, base: str, person: Person) -> None:
    card, codes = cards.issue_card(person.id, None, person.id, clock.now())
    page.goto(f"{base}{path('card')}?next=/ik/&k={card.number}")
    page.get_by_label("Een code van je kaart").fill(codes[0])
    page.get_by_role("button", name="Inloggen").click()
    expect(page.get_by_role("heading", name="Mijn gegevens")).to_be_visible()


def test_a_key_is_added_and_signs_in(live_server: object, phone: Page, anna: Person) -> None:
    """With the browser's own authenticator (CDP WebAuthn), so that our script and Chromium's rules take part."""
    devtools = phone.context.new_cdp_session(phone)
    devtools.send("WebAuthn.enable")
    authenticator = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": PHONE_OF_TODAY})[
        "authenticatorId"
    ]
    enter(phone, live_server.url, anna)
    phone.get_by_role("link", name="Mijn sleutels").click()
    phone.get_by_label("Hoe noem je deze sleutel?").fill("mijn telefoon")
    phone.get_by_role("button", name="Sleutel van dit apparaat toevoegen").click()
    expect(phone.get_by_text("Je sleutel is toegevoegd.")).to_be_visible()
    assert Passkey.objects.get().name == "mijn telefoon"

    phone.context.clear_cookies()
    phone.goto(live_server.url + path("sign_in") + "?next=/ik/naam/")
    phone.get_by_role("link", name="Inloggen met een sleutel").click()
    phone.get_by_role("button", name="Mijn sleutel gebruiken").click()
    expect(phone).to_have_url(live_server.url + path("name"))

    phone.context.clear_cookies()
    devtools.send("WebAuthn.setUserVerified", {"authenticatorId": authenticator, "isUserVerified": False})
    phone.goto(live_server.url + path("passkey"))
    phone.get_by_role("button", name="Mijn sleutel gebruiken").click()
    expect(phone.get_by_text("Dat lukte niet, of je bent gestopt.")).to_be_visible()
    devtools.send("WebAuthn.setUserVerified", {"authenticatorId": authenticator, "isUserVerified": True})
    phone.get_by_role("button", name="Mijn sleutel gebruiken").click()
    expect(phone).not_to_have_url(re.compile(path("passkey")))


def test_without_scripts_a_key_says_that_it_cannot(
    live_server: object, open_page: Callable[..., Page]
) -> None:
    page = open_page(javascript=False)
    page.goto(live_server.url + path("passkey"))
    expect(page.get_by_text("Een sleutel werkt niet in deze browser.")).to_be_visible()
    expect(page.get_by_role("button", name="Mijn sleutel gebruiken")).to_be_hidden()


def test_sign_up_and_in_without_scripts(live_server: object, open_page: Callable[..., Page]) -> None:
    page = open_page(javascript=False)
    page.goto(live_server.url + path("sign_up") + "?next=/ik/")
    page.get_by_label("Hoe heet je?").fill("Chadia Chafik")
    page.get_by_label("Wat is je e-mailadres?").fill("chadia@example.org")
    page.get_by_role("button", name="Stuur mij een code").click()
    expect(page.get_by_role("heading", name="Typ de code")).to_be_visible()
    code = mail.outbox[-1].subject.split(" ")[0]
    page.get_by_label("De code uit de e-mail").fill(f"{code[:3]}-{code[3:]}")
    page.get_by_role("button", name="Ga verder").click()
    expect(page.get_by_text("Chadia Chafik").first).to_be_visible()
    expect(page).to_have_url(live_server.url + path("me"))


def test_sign_up_without_mail_and_in_again_with_the_card(live_server: object, phone: Page) -> None:
    phone.goto(live_server.url + path("sign_in"))
    phone.get_by_role("link", name="Aanmelden").click()
    phone.get_by_role("link", name="Aanmelden zonder e-mail").click()
    phone.get_by_label("Hoe heet je?").fill("Dirk Dijkstra")
    phone.get_by_role("button", name="Maak mijn account en mijn kaart").click()
    expect(phone.get_by_text("Je ziet deze codes alleen nu.")).to_be_visible()
    number = phone.locator(".sign-in-card-number").inner_text()
    codes = phone.locator(".sign-in-card-codes code").all_inner_texts()
    assert len(codes) == 10
    widths = phone.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert widths[0] <= widths[1]
    phone.context.clear_cookies()
    phone.goto(live_server.url + path("card"))
    phone.get_by_label("Het nummer van je kaart").fill(number)
    phone.get_by_label("Een code van je kaart").fill(codes[9])
    phone.get_by_role("button", name="Inloggen").click()
    expect(phone).not_to_have_url(re.compile(path("card")))


def test_the_keyboard_alone_signs_in(live_server: object, desktop: Page, anna: Person) -> None:
    card, codes = cards.issue_card(anna.id, None, anna.id, clock.now())
    desktop.goto(f"{live_server.url}{path('card')}?next=/ik/&k={card.number}")
    for _ in range(20):
        desktop.keyboard.press("Tab")
        if desktop.evaluate("document.activeElement.name") == "code":
            break
    desktop.keyboard.type(codes[0])
    desktop.keyboard.press("Enter")
    expect(desktop.get_by_role("heading", name="Mijn gegevens")).to_be_visible()


def test_the_card_prints_alone(live_server: object, desktop: Page, anna: Person) -> None:
    enter(desktop, live_server.url, anna)
    desktop.goto(live_server.url + path("new_card"))
    desktop.get_by_role("button", name="Maak de kaart").click()
    desktop.emulate_media(media="print")
    expect(desktop.get_by_text("Je ziet deze codes alleen nu.")).to_be_hidden()
    expect(desktop.locator(".sign-in-card")).to_be_visible()
    box = desktop.locator(".sign-in-card-qr svg").bounding_box()
    assert box is not None
    assert box["width"] > 90


OUTSIDE = ["sign_in", "card", "passkey", "sign_up", "sign_up_without_mail"]
INSIDE = [
    "me", "name", "language", "email", "email_remove", "sessions", "passkeys", "cards", "new_card", "helpers",
    "start_helping", "help_by_mail", "erase", "sign_out",
]  # fmt: skip


@pytest.mark.parametrize("size", [(390, 844), (1280, 900)])
def test_nothing_stands_in_anyones_way(
    live_server: object,
    open_page: Callable[..., Page],
    axe: Callable[[Page], None],
    anna: Person,
    size: tuple[int, int],
) -> None:
    page = open_page(size)

    def check(name: str) -> None:
        response = page.goto(live_server.url + path(name))
        assert response is not None
        assert response.status == 200, name
        axe(page)
        widths = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert widths[0] <= widths[1], name

    for name in OUTSIDE:
        check(name)
    page.goto(live_server.url + path("card"))
    page.get_by_role("button", name="Inloggen").click()
    axe(page)
    page.goto(live_server.url + path("sign_in"))
    page.get_by_label("Wat is je e-mailadres?").fill("anna@example.org")
    page.get_by_role("button", name="Stuur mij een code").click()
    check("mail_code")

    enter(page, live_server.url, anna)
    bram = accounts.create_person("Bram Bakker", "nl", clock.now())
    helping.give_consent(anna.id, bram.id, helping.Way.CARD, clock.now())
    Passkey.objects.create(person=anna, credential_id="eA", public=b"x", name="telefoon", made_at=clock.now())
    for name in INSIDE:
        check(name)
    page.goto(live_server.url + path("new_card"))
    page.get_by_role("button", name="Maak de kaart").click()
    axe(page)
