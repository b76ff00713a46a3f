"""The front of a collective, by who reads it."""

from datetime import date

import pytest
from django.test import Client

from samenspel.kernels.statute.vocabulary import Form
from samenspel.rooms.statute import gate
from samenspel.rooms.statute.acts import Found
from samenspel.site import clock
from samenspel.site.collective.tests.conftest import AT, DAY, Browse, Written, propose, see_through, words
from support.cast import Cast, make_people


def test_who_we_are(browse: Browse, cast: Cast) -> None:
    page = words(browse(None).get("/de-wending/"))
    assert "Coöperatie U.A. in Breda" in page
    assert "sinds 2025" in page
    assert page.count("<li><p>") == 5
    assert 'href="/de-wending/spelregels/' in page
    assert 'rel="alternate" type="application/atom+xml"' in page


def test_only_a_cooperative_is_called_one(browse: Browse, cast: Cast) -> None:
    page = words(browse(None).get("/de-kring/"))
    assert "coöperati" not in page.lower().replace("sociale coöperaties", "")


def test_decisions_in_force(browse: Browse, cast: Cast) -> None:
    at = see_through(cast, propose(cast, "anna", "Een kachel", AT))
    with clock.set_to(at):
        page = words(browse(None).get("/de-wending/"))
        assert "Een kachel" in page
        assert "Dat is goed voor ons allemaal." in page
        assert "voorlopig tot" in page


@pytest.mark.parametrize(
    ("name", "leaves", "joins"),
    [
        ("anna", True, False),
        ("dirk", True, False),
        ("farid", False, True),
        ("huub", False, True),
        (None, False, True),
    ],
)
def test_the_ways_in_and_out(browse: Browse, cast: Cast, name: str | None, leaves: bool, joins: bool) -> None:
    main = words(browse(name).get("/de-wending/")).partition("<main")[2].partition("</main>")[0]
    assert ('href="/de-wending/weggaan/"' in main) == leaves
    assert ('href="/de-wending/meedoen/"' in main) == joins


def test_what_waits_for_a_member_and_for_nobody_else(browse: Browse, cast: Cast, written: Written) -> None:
    assert "wil meedoen" in words(browse("anna").get("/de-wending/"))
    for name in ("greet", "huub", "farid", None):
        assert "wil meedoen" not in words(browse(name).get("/de-wending/"))


def test_the_front_on_an_earlier_day(browse: Browse, cast: Cast, written: Written) -> None:
    client = browse("anna")
    client.post("/de-wending/eerder/", {"day": (AT - 300 * DAY).date().isoformat()})
    page = words(client.get("/de-wending/"))
    assert "wil meedoen" not in page
    assert "Een bakfiets" not in page
    assert "<dt>Leden</dt><dd>1</dd>" in page


def test_a_collective_without_rules(db: None) -> None:
    people = make_people(AT)
    actor = gate.Actor(people["anna"], people["anna"])
    done = gate.attempt("statute.found", actor, Found("De Start", Form.NONE_YET, date(2026, 1, 1)), at=AT)
    assert done.deed.sequence == 1
    with clock.set_to(AT):
        page = words(Client(headers={"accept-language": "nl"}).get("/de-start/"))
        assert "net begonnen" in page
        assert "Doe mee" not in page
        assert "Collectief, sinds 2026" in page


def test_words_of_the_site_are_no_collectives(client: Client, db: None) -> None:
    """Every address that starts with a word of the site's own reaches its own page."""
    assert client.get("/beginnen/").status_code != 404
    assert client.get("/inloggen/").status_code == 200
    assert client.get("/collectieven/").status_code == 200
