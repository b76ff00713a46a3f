"""Reading the rules in a browser: now, on a day, one by one, every version, two side by side."""

import re
from datetime import timedelta
from urllib.parse import quote

import pytest

from samenspel.kernels.statute.charter import Change
from samenspel.rooms.statute import queries
from samenspel.rooms.statute.acts import Amend, RecordDeed
from samenspel.rooms.statute.tests.conftest import AT, Browse
from support.cast import Cast


def text(response: object) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split()).replace("\xa0", " ")


def amend(cast: Cast, clause: str, name: str, after: object, *, days: int = 5) -> int:
    """Let the members change one thing; returns the new version's number, which waits for the notary."""
    base = queries.latest(cast.collective_id)
    assert base is not None
    before = base.charter.by_id[clause].clause.to_json(base.charter.by_id[clause].values)[name]
    params = Amend(base.hash, (Change(clause, name, before, after),))
    cast.decide("statute.amend", params, at=cast.at - timedelta(days=days))
    return base.number + 1


def sign(cast: Cast, number: int, *, days: int = 2) -> None:
    signed = (cast.at - timedelta(days=days)).date()
    cast.do("statute.record_deed", "anna", RecordDeed(number, signed, "mr. Visser, Breda"), at=cast.at)


def rules(cast: Cast, rest: str = "") -> str:
    return f"/{cast.slug}/spelregels/{rest}"


def test_anyone_reads_the_rules_plain_first(cast: Cast, browse: Browse) -> None:
    page = browse().get(rules(cast))
    assert page.status_code == 200
    shown = text(page)
    assert "Alleen de ledenvergadering kan het doel veranderen." in shown
    assert "Wijziging van het doel vergt een besluit" in shown
    assert shown.index("Alleen de ledenvergadering") < shown.index("Wijziging van het doel vergt")
    assert "hier beslist een mens" in shown
    assert "De ledenvergadering moet ja zeggen" in shown
    assert "2:43 lid 3" in shown
    assert "Wat de wet erbij zegt" in shown
    assert "2:18 lid 2 onder a" in shown
    assert "%" not in shown
    assert "purpose_change" not in shown
    source = page.content.decode()
    assert " style=" not in source
    assert "onclick" not in source


def test_every_rule_has_its_own_address(cast: Cast, browse: Browse) -> None:
    browser = browse()
    version = queries.in_force(cast.collective_id, AT)
    assert version is not None
    for adopted in version.charter.clauses:
        page = browser.get(rules(cast, f"{adopted.id}/"))
        assert page.status_code == 200
        assert adopted.clause.title.nl in text(page)
        for sentence in adopted.clause.sentences[:1]:
            assert f'id="{sentence.id}"' in page.content.decode() or sentence.when is not None


def test_in_english_the_plain_text_is_english_and_the_legal_text_dutch(cast: Cast, browse: Browse) -> None:
    shown = text(browse(language="en").get(rules(cast, "purpose_change/")))
    assert "Only the general meeting can change the purpose." in shown
    assert "Wijziging van het doel vergt een besluit" in shown
    assert "The Dutch text is the one that counts." in shown


def test_the_rules_on_a_day_and_by_number(cast: Cast, browse: Browse) -> None:
    number = amend(cast, "decisions", "voting_days", 21)
    sign(cast, number)
    browser = browse()
    assert "Je hebt 21 dagen" in text(browser.get(rules(cast)))
    before = (cast.at - timedelta(days=10)).date().isoformat()
    old = text(browser.get(rules(cast, f"?op={before}")))
    assert "Je hebt 7 dagen" in old
    assert "Je leest een oude versie: nummer 1." in old
    assert "31 oktober 2026" in old
    numbered = text(browser.get(rules(cast, "decisions/?versie=1")))
    assert "Je hebt 7 dagen" in numbered
    assert "Je leest een oude versie" in numbered
    history = text(browser.get(rules(cast, "decisions/")))
    assert "Versie 2" in history
    assert "veranderd" in history
    assert "Versie 2" not in text(browser.get(rules(cast, "purpose/")))


def test_a_version_that_waits_for_the_notary_says_so(cast: Cast, browse: Browse) -> None:
    number = amend(cast, "decisions", "voting_days", 21)
    browser = browse()
    now = text(browser.get(rules(cast)))
    assert "Je hebt 7 dagen" in now
    assert "Er komen nieuwe regels aan." in now
    waiting = text(browser.get(rules(cast, f"?versie={number}")))
    assert "Deze regels gelden nog niet." in waiting
    assert "Je hebt 21 dagen" in waiting
    assert "wacht op notaris" in text(browser.get(rules(cast, "versies/")))


def test_an_earlier_day_knows_nothing_of_later_versions(cast: Cast, browse: Browse) -> None:
    number = amend(cast, "decisions", "voting_days", 21)
    sign(cast, number)
    browser = browse()
    browser.post(f"/{cast.slug}/eerder/", {"day": (cast.at - timedelta(days=3)).date().isoformat()})
    shown = text(browser.get(rules(cast, "versies/")))
    assert "Versie 2 wacht op notaris" in shown
    assert "mr. Visser" not in shown.split("Versie 1")[0] or "Versie 1 geldt" in shown
    assert "Er komen nieuwe regels aan." in text(browser.get(rules(cast)))
    browser.post(f"/{cast.slug}/eerder/", {"day": (cast.at - timedelta(days=10)).date().isoformat()})
    assert "Versie 2" not in text(browser.get(rules(cast, "versies/")))
    assert "Er is maar één versie." in text(browser.get(rules(cast, "vergelijk/")))


def test_searching(cast: Cast, browse: Browse) -> None:
    browser = browse()
    found = browser.get(rules(cast, "?zoek=Kwetsbaar"))
    assert "<mark>kwetsbaar</mark>" in found.content.decode()
    assert "staat in 1 regel" in text(found)
    legal = browser.get(rules(cast, f"?zoek={quote('dezelfde strekking')}"))
    assert "Wie het doel kan veranderen" in text(legal)
    assert "Nergens in de regels staan deze woorden." in text(browser.get(rules(cast, "?zoek=olifant")))
    sneaky = browser.get(rules(cast, f"?zoek={quote('<script>alert(1)</script>')}"))
    assert "<script>alert" not in sneaky.content.decode()
    assert browser.get(rules(cast, "?zoek=" + "a" * 200)).status_code == 400


@pytest.mark.parametrize(
    ("query", "status", "told"),
    [
        ("?op=2999-01-01", 400, "Deze dag moet nog komen."),
        ("?op=0001-01-01", 400, "Kies een dag vanaf 1-1-1800."),
        ("?op=gisteren", 400, "Dit is geen dag."),
        ("?op=", 200, ""),
        ("?op=1900-01-01", 200, "Op 1 januari 1900 waren er nog geen regels."),
        ("?versie=99", 404, ""),
        ("?versie=0", 404, ""),
        ("?versie=-1", 404, ""),
        ("?versie=²", 404, ""),
        ("?versie=99999999999999999999", 404, ""),
        ("?versie=een", 404, ""),
    ],
)
def test_absurd_days_and_versions(cast: Cast, browse: Browse, query: str, status: int, told: str) -> None:
    response = browse().get(rules(cast, query))
    assert response.status_code == status
    assert told in text(response)


@pytest.mark.parametrize(
    "path", ["spelregels/niets/", "spelregels/niets/wijzigen/", "spelregels/versies/9/akte/"]
)
def test_rules_that_do_not_exist(cast: Cast, browse: Browse, path: str) -> None:
    assert browse(cast.anna).get(f"/{cast.slug}/{path}").status_code == 404


def test_an_unknown_collective(cast: Cast, browse: Browse) -> None:
    for path in ("spelregels/", "spelregels/versies/", "mag-ik/", "spelregels/export.json"):
        assert browse().get(f"/nergens/{path}").status_code == 404


def test_the_versions_of_another_collective_stay_there(cast: Cast, browse: Browse) -> None:
    amend(cast, "decisions", "voting_days", 21)
    assert browse().get("/de-kring/spelregels/?versie=2").status_code == 404
    assert browse().get("/de-kring/spelregels/vergelijk/?van=1&naar=2").status_code == 400
    assert browse(cast.huub).get("/de-kring/spelregels/versies/2/akte/").status_code == 404


def test_all_versions_with_what_one_can_do(cast: Cast, browse: Browse) -> None:
    number = amend(cast, "decisions", "voting_days", 21)
    record = f"/versies/{number}/akte/"
    assert record in browse(cast.anna).get(rules(cast, "versies/")).content.decode()
    assert record not in browse(cast.farid).get(rules(cast, "versies/")).content.decode()
    assert record not in browse().get(rules(cast, "versies/")).content.decode()
    sign(cast, number)
    shown = text(browse(cast.anna).get(rules(cast, "versies/")))
    assert "31 oktober 2026, mr. Visser, Breda" in shown
    assert "Versie 2 geldt" in shown
    assert "Versie 1 oud" in shown


def test_two_versions_side_by_side(cast: Cast, browse: Browse) -> None:
    amend(cast, "purpose_change", "majority", [2, 3])
    page = browse().get(rules(cast, "vergelijk/?van=1&naar=2"))
    source = page.content.decode()
    assert "<del>drie vierde</del>" in source
    shown = text(page)
    assert 'shift-looser">soepeler' in source
    assert "shift-stricter" not in source
    assert "Dat was ten minste drie vierde van de stemmen." in shown
    assert "1 regel is veranderd." in shown
    back = browse().get(rules(cast, "vergelijk/?van=2&naar=1")).content.decode()
    assert 'shift-stricter">strenger' in back
    assert "shift-looser" not in back
    assert "<del>drie vierde</del>" in browse().get(rules(cast, "vergelijk/")).content.decode()
    assert "looser" in text(browse(language="en").get(rules(cast, "vergelijk/")))


def test_a_change_of_words_only(cast: Cast, browse: Browse) -> None:
    amend(cast, "contributions", "euro", 1000)
    shown = text(browse().get(rules(cast, "vergelijk/")))
    assert "Er wordt niets strenger of soepeler." in shown


@pytest.mark.parametrize("query", ["?van=7&naar=8", "?van=x&naar=1", "?van=&naar="])
def test_comparing_what_is_not_there(cast: Cast, browse: Browse, query: str) -> None:
    response = browse().get(rules(cast, f"vergelijk/{query}"))
    assert response.status_code == 400
    assert "Er is iets niet goed" in text(response)


def test_one_version_has_nothing_to_compare_with(cast: Cast, browse: Browse) -> None:
    assert "Er is maar één versie." in text(browse().get(rules(cast, "vergelijk/")))


def test_reading_takes_few_queries(cast: Cast, browse: Browse, django_assert_max_num_queries: object) -> None:
    browser = browse(cast.anna)
    for path in ("", "purpose/", "versies/", "vergelijk/"):
        with django_assert_max_num_queries(25):
            assert browser.get(rules(cast, path)).status_code == 200


def test_the_page_is_not_heavy(cast: Cast, browse: Browse) -> None:
    assert len(browse().get(rules(cast)).content) < 100_000
