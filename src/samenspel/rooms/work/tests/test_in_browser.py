"""In a real browser: the pages of own work are accessible and fit on a phone, and work is done by keyboard alone."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from samenspel.kernels.statute.vocabulary import Standing
from samenspel.rooms.ledger.acts.accounts import Open
from samenspel.rooms.membership.acts.standings import Grant
from samenspel.rooms.statute.gate import civil_day
from samenspel.rooms.work.acts import Decline, OfWork
from samenspel.site import clock
from support.browser import OpenPage
from support.browsing import fits, sign_in
from support.cast import Cast, apply, build_cast

from .doing import plan, report, sign_up, work_of

pytestmark = pytest.mark.django_db(transaction=True)

Axe = Callable[[Page], None]


@pytest.fixture
def today() -> datetime:
    return clock.now()


@pytest.fixture
def cast(transactional_db: None, today: datetime) -> Cast:
    """The cast as of now: tasks with and without people, work in every state, and a load that may be shown."""
    made = build_cast(today)
    made.do("ledger.open", "anna", Open())
    application = apply(made, "farid", Standing.VOLUNTEER)
    made.do("membership.grant", "anna", Grant(Standing.VOLUNTEER, application_id=application))
    tomorrow, day = today + timedelta(days=1), civil_day(today)
    full = plan(
        made,
        at=today,
        starts_at=tomorrow,
        weeks=2,
        title="Onderhoudswerkzaamheden aan de gemeenschapsruimte",
        place="Buurthuis De Wending, achteringang",
        step_free=True,
        needs="Stevige schoenen",
        text="We beginnen met koffie.",
        paid_before="unknown",
    )
    for name in ("bram", "chadia"):
        sign_up(made, name, full, today)
    made.do("work.offer", "bram", {"task_id": full})
    for name in ("Zorgen", "De tuin"):
        made.do("work.name_kind", "anna", {"name": name})
    plan(made, at=today, starts_at=None, title="Ramen lappen", wanted=2)
    for name in ("bram", "chadia", "dirk", "farid"):
        made.do("work.confirm", "anna", OfWork(report(made, name, day=day, at=today)))
    made.do("work.confirm", "bram", OfWork(report(made, "anna", day=day, at=today)))
    made.do("work.decline", "bram", Decline(report(made, "anna", day=day, at=today), "Niet gezien"))
    report(made, "anna", day=day, at=today)
    report(made, "dirk", day=day, at=today)
    return made


@pytest.mark.parametrize("size", [(390, 844), (1280, 900)], ids=["phone", "desktop"])
def test_every_page_is_accessible_and_fits(
    cast: Cast, live_server: LiveServer, open_page: OpenPage, axe: Axe, size: tuple[int, int], today: datetime
) -> None:
    page = open_page(size)
    sign_in(page, live_server.url, cast.anna)
    address = f"{live_server.url}/{cast.slug}/inzet/"
    page.goto(address)
    expect(page.get_by_text("Hoe het werk is verdeeld")).to_be_visible()
    links = page.locator("main .rows a:not(.tag)").evaluate_all("all => all.map(each => each.href)")
    tasks = [link.removeprefix(address) for link in links]
    assert len(tasks) == 3
    [waiting] = [each.id for each in work_of(cast, "dirk") if each.state == "reported"]
    for path in (
        "",
        tasks[0],
        f"{tasks[0]}weg/",
        f"{tasks[0]}toch-niet/",
        "nieuw/",
        "op-papier/",
        "soorten/",
        "soorten/nieuw/",
        "gedaan/",
        f"gedaan/opschrijven/?taak={tasks[2].strip('/')}",
        f"gedaan/{waiting}/nee/",
        "ruimte/",
        "ruimte/verklaring/",
    ):
        answer = page.goto(address + path)
        assert answer is not None
        assert answer.status == 200, path
        axe(page)
        assert fits(page), path
    page.goto(address + "nieuw/")
    page.get_by_role("button", name="Zet het op de lijst").click()  # with nothing filled in
    expect(page.get_by_role("alert")).to_be_visible()
    axe(page)
    assert fits(page)


def test_taking_a_task_on_and_writing_it_down_with_the_keyboard_alone(
    cast: Cast, live_server: LiveServer, desktop: Page
) -> None:
    sign_in(desktop, live_server.url, cast.dirk)
    desktop.goto(f"{live_server.url}/{cast.slug}/inzet/")
    press_until(desktop, "Ik doe het: Ramen lappen")
    desktop.keyboard.press("Enter")
    expect(desktop.get_by_text("Je staat op de lijst. Dank je wel.")).to_be_visible()
    press_until(desktop, "Ramen lappen")
    desktop.keyboard.press("Enter")
    expect(desktop.get_by_role("heading", level=1)).to_have_text("Ramen lappen")
    press_until(desktop, "Ik deed dit")
    desktop.keyboard.press("Enter")
    expect(desktop.get_by_label("Wat deed je?")).to_have_value("Ramen lappen")
    press_until(desktop, "Hoelang duurde het?")
    desktop.keyboard.press("ControlOrMeta+a")
    desktop.keyboard.type("1 uur 15")
    desktop.keyboard.press("Enter")
    expect(desktop.get_by_text("Het is opgeschreven. Iemand anders bevestigt het.")).to_be_visible()
    assert [each.minutes for each in work_of(cast, "dirk") if each.what == "Ramen lappen"] == [75]


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
