"""In a real browser: every page passes the check of accessibility, and joining works without JavaScript."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page

from samenspel.kernels.statute.vocabulary import Standing
from samenspel.rooms.membership import queries
from samenspel.rooms.membership.acts.measures import Expel
from samenspel.rooms.membership.acts.resources import IssueShare, RecordContribution
from support.browsing import fits, sign_in
from support.cast import Cast, apply, build_cast

pytestmark = pytest.mark.django_db(transaction=True)

Axe = Callable[[Page], None]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The cast as of now: the server in this test asks the real clock."""
    now = datetime.now(UTC)  # noqa: TID251 - as the server does
    cast = build_cast(now)
    cast.do("membership.issue_share", "anna", IssueShare(cast.bram, 1), at=now)
    cast.do("membership.record_contribution", "anna", RecordContribution(cast.bram, now.date(), 500), at=now)
    cast.decide("membership.expel", Expel(cast.bram, "Er is iets gebeurd."), at=now)
    apply(cast, "farid", Standing.VOLUNTEER, now)
    return cast


BOARD = (
    "mensen/", "mensen/?zoek=zzz", "mensen/{bram}/", "mensen/{dirk}/plek/", "mensen/{dirk}/plek/volunteer/", "aanmeldingen/",
    "uitnodigen/", "inschrijven/", "functies/", "functies/board/neerleggen/", "bijdragen/", "bijdragen/aandelen/",
    "mijn/", "mijn/oproep/", "mijn/bijdrage/", "mijn/verklaring/", "weggaan/", "weggaan/zeker/", "meedoen/",
)  # fmt: skip
SUSPENDED = ("mijn/", "mijn/beroep/", "weggaan/")
NEIGHBOUR = (
    "mensen/",
    "mijn/",
    "meedoen/",
    "meedoen/regels/?wanted=volunteer",
    "meedoen/gevraagd/",
    "meedoen/intrekken/",
)


@pytest.mark.parametrize("device", ["phone", "desktop"])
def test_every_page_is_accessible(
    live_server: object, request: pytest.FixtureRequest, cast: Cast, axe: Axe, device: str
) -> None:
    page: Page = request.getfixturevalue(device)
    address = live_server.url  # type: ignore[attr-defined]
    for name, paths in (("anna", BOARD), ("bram", SUSPENDED), ("farid", NEIGHBOUR)):
        sign_in(page, address, cast.people[name])
        for path in paths:
            answer = page.goto(f"{address}/{cast.slug}/{path.format(bram=cast.bram, dirk=cast.dirk)}")
            assert answer is not None
            assert answer.status == 200, path
            axe(page)
            assert fits(page), path


def test_an_invitation_is_printed_and_used_without_javascript(
    live_server: object, open_page: Callable[..., Page], cast: Cast, axe: Axe
) -> None:
    address = live_server.url  # type: ignore[attr-defined]
    page = open_page(javascript=False)
    sign_in(page, address, cast.people["anna"])
    page.goto(f"{address}/{cast.slug}/uitnodigen/")
    page.get_by_label("Deelnemer").check()
    page.get_by_role("button", name="Maak de uitnodiging").click()
    link = page.get_by_label("De link om te sturen").input_value()
    sign_in(page, address, cast.people["huub"])
    page.goto(link)
    page.get_by_role("button", name="Verder naar de regels").click()
    page.get_by_label("Waarom wil je meedoen?").fill("Ik kook graag.")
    page.get_by_role("button", name="Ga verder").click()
    assert page.get_by_text("Lees de regels en zeg dat je akkoord gaat.").count()
    page.get_by_label("Ik heb dit gelezen").check()
    page.get_by_role("button", name="Ga verder").click()
    page.get_by_role("button", name="Vraag om mee te doen").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Je aanmelding is binnen"
    waiting = queries.application_of(cast.collective_id, cast.huub)
    assert waiting is not None
    assert (waiting.wanted, waiting.motivation, waiting.invited) == (
        Standing.PARTICIPANT,
        "Ik kook graag.",
        True,
    )
