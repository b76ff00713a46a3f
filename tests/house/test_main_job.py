"""The main job, in a browser, in Dutch, on a phone: found a collective, let people join, decide, read it in the book."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from samenspel.site import clock, worker

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

PURPOSE = "groente verbouwen met de hele wijk"


@pytest.fixture
def example_clock(settings, tmp_path):
    """A clock that the server sees too, to let terms pass."""
    settings.DEMO, settings.DATA_DIR = True, tmp_path

    def ahead(days: int) -> None:
        clock.move_ahead(days)
        worker.run_once(clock.now())

    return ahead


def press(page: Page, name: str) -> None:
    """Press the button, or follow the link, of this name in the main part of the page."""
    main = page.locator("main")
    main.get_by_role("button", name=name).or_(main.get_by_role("link", name=name)).first.click()
    page.wait_for_load_state()


def sign_up(page: Page, server: str, name: str, post, start: str = "/aanmelden/") -> None:
    page.goto(f"{server}{start}")
    page.locator("input[name=name]").fill(name)
    page.locator("input[name=email]").fill(f"{name.lower()}@example.org")
    press(page, "Stuur mij een code")
    page.locator("input[autocomplete=one-time-code]").fill(post.code_for(f"{name.lower()}@example.org"))
    page.locator("main button.button").first.click()
    page.wait_for_load_state()


def walk_the_wizard(page: Page, server: str, axe) -> None:
    """Answer every question of the wizard; where there is a usual answer, take it."""
    answers = {
        "name": "De Tuinploeg",
        "place": "Arnhem",
        "purpose": PURPOSE,
        "destination": "de voedselbank in Arnhem",
    }
    page.goto(f"{server}/beginnen/")
    press(page, "Begin")
    for _ in range(40):
        axe(page)
        if page.url.endswith("/beginnen/controle/"):
            break
        for name, text in answers.items():
            field = page.locator(f"main input[name={name}][type=text], main textarea[name={name}]")
            if field.count():
                field.fill(text)
        if page.locator("main input[type=date]").count():
            page.locator("main input[type=date]").fill("2026-01-15")
        radios = page.locator("main input[type=radio]")
        if radios.count() and not page.locator("main input[type=radio]:checked").count():
            radios.first.check()
        if page.locator("main input[name=waiting]").count():
            page.locator("main input[name=waiting]").fill("0")
        press(page, "Ga verder")
    expect(page.locator("main")).to_contain_text(PURPOSE)
    press(page, "Begin dit collectief")


def test_a_collective_is_founded_joined_and_decides(live_server, open_page, post, axe, example_clock):
    phone = (390, 844)
    anna, bram, stranger = (open_page(phone, touch=True) for _ in range(3))
    server = live_server.url

    # Anna founds a collective.
    sign_up(anna, server, "Anna", post)
    walk_the_wizard(anna, server, axe)
    expect(anna.locator("h1")).to_have_text("Jij bent de eerste")
    press(anna, "Doe mee als eerste")
    anna.goto(f"{server}/de-tuinploeg/uitnodigen/")
    axe(anna)
    press(anna, "Maak de uitnodiging")
    invitation = anna.locator("main input[value*=uitnodiging]").first.input_value()

    # Bram is invited, reads the rules and asks to join.
    sign_up(bram, server, "Bram", post)
    bram.goto(invitation.replace(invitation.split("/uitnodiging/")[0], server))
    axe(bram)
    press(bram, "Verder naar de regels")
    for name in ("Verder", "Ik wil meedoen", "Vraag om mee te doen", "Ja, ik wil meedoen", "Versturen"):
        axe(bram)
        if bram.url.endswith("/gevraagd/"):
            break
        for box in bram.locator("main input[type=checkbox]").all():
            box.check()
        bram.locator("main button.button:not(.button-quiet)").first.click()
        bram.wait_for_load_state()
        del name
    expect(bram).to_have_url(f"{server}/de-tuinploeg/meedoen/gevraagd/")

    # Anna puts it to the meeting, which is she alone so far; the term of the rules passes.
    anna.goto(f"{server}/de-tuinploeg/aanmeldingen/")
    axe(anna)
    press(anna, "voorstel")
    propose(anna, axe)
    example_clock(8)
    anna.goto(f"{server}/aan-zet/")
    axe(anna)
    vote(anna, axe, "Voor")
    anna.goto(f"{server}/de-tuinploeg/mensen/")
    expect(anna.locator("main")).to_contain_text("Bram")

    # Bram makes a proposal; both agree; it is in force.
    bram.goto(f"{server}/de-tuinploeg/voorstellen/nieuw/handeling/?act=deciding.resolve")
    bram.locator("input[name=title]").fill("Elke zaterdag werken we in de tuin")
    bram.locator("textarea[name=reason]").fill("Dan zien we elkaar, en blijft het onkruid weg.")
    propose(bram, axe)
    for page in (anna, bram):
        page.goto(f"{server}/aan-zet/")
        vote(page, axe, "Mee eens")
    anna.goto(f"{server}/de-tuinploeg/besluiten/")
    expect(anna.locator("main")).to_contain_text("Elke zaterdag werken we in de tuin")
    axe(anna)

    # A stranger reads it in the book.
    stranger.goto(f"{server}/de-tuinploeg/boek/")
    expect(stranger.locator("main")).to_contain_text("Elke zaterdag werken we in de tuin")
    expect(stranger.locator("main")).not_to_contain_text("Bram")
    axe(stranger)
    assert clock.ahead() == timedelta(days=8)


def propose(page: Page, axe) -> None:
    """From the writing page to the announcement."""
    axe(page)
    if not page.locator("input[name=title]").input_value():
        page.locator("input[name=title]").fill("Bram erbij")
    if not page.locator("textarea[name=reason]").input_value():
        page.locator("textarea[name=reason]").fill("Hij heeft groene vingers.")
    press(page, "Ga verder")
    axe(page)
    press(page, "Kondig het voorstel aan")
    axe(page)


def vote(page: Page, axe, choice: str) -> None:
    """From the list of what waits for me to the confirmation."""
    page.locator("main .turns a").first.click()
    page.wait_for_load_state()
    if page.locator("main input[type=radio]").count() == 0:
        page.locator("main a[href*='/stem/']").first.click()
        page.wait_for_load_state()
    axe(page)
    page.get_by_label(choice, exact=False).first.check()
    page.locator("main button.button:not(.button-quiet)").first.click()
    page.wait_for_load_state()
    axe(page)
    page.locator("main button.button:not(.button-quiet)").first.click()
    page.wait_for_load_state()
    axe(page)
