"""The public book: who reads what, under which name, with which grounds, as of which day."""

import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from samenspel.ground.foundation import collectives
from samenspel.ground.journal import book as journal_book
from samenspel.ground.journal import queries as journal
from samenspel.ground.journal.models import Head
from samenspel.ground.people import helping
from samenspel.kernels.statute.presets import BUURTCOLLECTIEF
from samenspel.kernels.statute.vocabulary import Standing
from samenspel.rooms.deciding.acts import Speak
from samenspel.rooms.membership.acts.leaving import Leave
from samenspel.site import clock
from samenspel.site.collective import checking
from samenspel.site.collective.tests.conftest import (
    AT,
    DAY,
    Browse,
    Written,
    number_of,
    propose,
    see_through,
    words,
)
from samenspel.site.middleware import READING_SESSION_KEY
from support.cast import Cast, apply, build_cast, found

BOOK = "/de-wending/boek/"

READS = {
    # public, members, parties
    "anna": (True, True, True),
    "bram": (True, True, False),
    "chadia": (True, True, False),
    "dirk": (True, True, False),
    "els": (True, True, False),
    "farid": (True, False, True),
    "greet": (True, True, False),
    "huub": (True, False, False),
    None: (True, False, False),
}


@pytest.mark.parametrize("name", READS)
def test_who_reads_what(browse: Browse, cast: Cast, written: Written, name: str | None) -> None:
    client = browse(name)
    numbers = (written.public, written.members, written.parties)
    page = words(client.get(BOOK))
    assert tuple(f'id="r{number}"' in page for number in numbers) == READS[name]
    pages = [client.get(f"{BOOK}{number}/") for number in numbers]
    assert tuple(response.status_code == 200 for response in pages) == READS[name]
    file = [json.loads(line) for line in client.get(f"{BOOK}bestand/").getvalue().decode().splitlines()]
    assert tuple("payload" in file[number - 1] for number in numbers) == READS[name]


@pytest.mark.parametrize("name", ["farid", "huub", None])
def test_from_outside_a_closed_deed_tells_its_place_in_the_chain_and_nothing_else(
    browse: Browse, cast: Cast, written: Written, name: str | None
) -> None:
    response = browse(name).get(f"{BOOK}{written.members}/")
    assert response.status_code == 403
    assert "Bram" not in words(response).replace("Een bakfiets", "")
    deed = journal.one(cast.collective_id, written.members)
    assert deed is not None
    assert deed.hash in words(response)
    assert "bakfiets" not in words(response)


def test_a_helper_reads_as_the_one_who_is_helped(
    browse: Browse, cast: Cast, written: Written, now: datetime
) -> None:
    client = browse("huub")
    consent = helping.give_consent(cast.farid, cast.huub, helping.Way.MAIL, now)
    session = client.session
    session[helping.SESSION] = {"consent": str(consent), "name": "Farid"}
    session.save()
    assert client.get(f"{BOOK}{written.parties}/").status_code == 200
    assert client.get(f"{BOOK}{written.members}/").status_code == 403


# Names


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("chadia", "Bram"),
        ("els", "proeflid"),
        ("greet", "proeflid"),
        ("huub", "proeflid"),
        (None, "proeflid"),
        ("bram", "Bram"),
    ],
)
def test_who_knows_people_by_name(
    browse: Browse, cast: Cast, written: Written, name: str | None, said: str
) -> None:
    page = browse(name).get(f"{BOOK}{written.public}/")
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", words(page))
    assert heading is not None
    assert said in heading[1]
    assert ("Bram" in heading[1]) == (said == "Bram")


def test_an_office_holder_is_called_by_the_office(browse: Browse, cast: Cast, written: Written) -> None:
    propose(cast, "anna", "Een fiets", AT)
    see_through(cast, propose(cast, "anna", "Een kachel", AT))
    cast.do("membership.set_call_by_email", "anna", {"agreed": True})
    deed = number_of(cast, "statute.founded")
    assert "een oprichter" in words(browse(None).get(f"{BOOK}{deed}/")).lower()


def test_where_the_rules_let_people_be_named_anyone_reads_names_and_offices(db: None) -> None:
    cast = build_cast(AT, overrides={"openness": {"names": True}})
    with clock.set_to(AT):
        page = words(Client(headers={"accept-language": "nl"}).get(BOOK))
        assert "Bram" in page
        assert "Chadia" in page
        assert number_of(cast, "membership.confirmed")


def test_a_decision_about_a_person_is_told_without_the_person(browse: Browse, cast: Cast) -> None:
    application = apply(cast, "farid", Standing.MEMBER)
    at = see_through(
        cast,
        propose(cast, "anna", "Farid wordt lid", AT, act="membership.admit", application_id=str(application)),
    )
    number = number_of(cast, "deciding.carried")
    with clock.set_to(at):
        for client in (browse(None), browse("huub"), browse("greet")):
            for address in (
                BOOK,
                f"{BOOK}{number}/",
                "/de-wending/",
                f"{BOOK}?zoek=Farid",
                f"{BOOK}feed.atom",
            ):
                said = words(client.get(address)).replace('value="Farid"', "").replace("zoek=Farid", "")
                assert "Farid" not in said, address
        assert "Farid wordt lid" in words(browse("bram").get(BOOK))
        assert "Farid wordt lid" in words(browse("bram").get(f"{BOOK}?zoek=Farid"))


# What is public


@pytest.fixture
def closed(cast: Cast) -> str:
    """A collective whose rules say nothing about openness."""
    silent = replace(BUURTCOLLECTIEF, clauses=tuple(c for c in BUURTCOLLECTIEF.clauses if c[0] != "openness"))
    return collectives.by_id(found("De Stilte", silent, cast.dirk, AT - DAY)).slug


def test_without_an_openness_clause_the_book_is_for_who_takes_part(browse: Browse, closed: str) -> None:
    for name in (None, "anna"):
        page = words(browse(name).get(f"/{closed}/boek/"))
        assert 'class="line' not in page
        assert "niet afgesproken" in page
        assert 'class="line' not in words(browse(name).get(f"/{closed}/"))
        assert browse(name).get(f"/{closed}/boek/1/").status_code == 403
        assert browse(name).get(f"/{closed}/boek/feed.atom").status_code == 404
    assert 'class="line' in words(browse("dirk").get(f"/{closed}/boek/"))


# Grounds


def test_a_deed_quotes_the_sentence_it_rests_on(browse: Browse, cast: Cast, written: Written) -> None:
    page = words(browse("bram").get(f"{BOOK}{written.public}/"))
    deed = journal.one(cast.collective_id, written.public)
    assert deed is not None
    places = [str(place) for place in deed.grounds["places"]]  # type: ignore[attr-defined]
    clause, _, sentence = next(place for place in places if not place.startswith("law:")).partition(":")
    assert f"/de-wending/spelregels/{clause}/?versie=1#{sentence}" in page
    assert "versie 1" in page


def test_a_deed_names_the_article_of_law(browse: Browse, cast: Cast) -> None:
    page = words(browse(None).get(f"{BOOK}{number_of(cast, 'statute.founded')}/"))
    assert "8 Grondwet" in page
    assert "Iedereen mag een vereniging beginnen." in page


def test_a_deed_carried_by_a_decision_says_so(browse: Browse, cast: Cast) -> None:
    at = see_through(cast, propose(cast, "anna", "Een kachel", AT))
    with clock.set_to(at):
        page = words(browse("anna").get(f"{BOOK}{number_of(cast, 'deciding.resolved')}/"))
        assert re.search(r"Door een besluit: <a [^>]*>Een kachel</a>", page)


def test_what_nobody_did_is_explained(browse: Browse, cast: Cast) -> None:
    see_through(cast, propose(cast, "anna", "Een kachel", AT))
    with clock.set_to(AT + 200 * DAY):
        page = words(browse("bram").get(f"{BOOK}{number_of(cast, 'deciding.round_closed')}/"))
        assert "termijn" in page


# Filters and pages


def test_filters(browse: Browse, cast: Cast, written: Written) -> None:
    client = browse("anna")
    rules = words(client.get(f"{BOOK}?soort=rules"))
    assert f'id="r{number_of(cast, "statute.adopted")}"' in rules
    assert f'id="r{written.public}"' not in rules
    found_words = words(client.get(f"{BOOK}?zoek=BAKFIETS"))
    assert f'id="r{written.members}"' in found_words
    assert f'id="r{written.public}"' not in found_words
    year = words(client.get(f"{BOOK}?jaar=2025&maand=9"))
    assert f'id="r{number_of(cast, "statute.founded")}"' in year
    assert f'id="r{written.members}"' not in year
    assert "Er is niets gevonden" in words(client.get(f"{BOOK}?zoek=zeppelin"))


def test_search_does_not_reach_into_what_one_may_not_read(
    browse: Browse, cast: Cast, written: Written
) -> None:
    assert f'id="r{written.members}"' not in words(browse("huub").get(f"{BOOK}?zoek=bakfiets"))
    assert f'id="r{written.parties}"' not in words(browse("bram").get(f"{BOOK}?zoek=graag"))
    assert f'id="r{written.parties}"' in words(browse("farid").get(f"{BOOK}?zoek=graag"))


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("soort=geheim", "Kies iets uit de lijst."),
        ("jaar=3000", "Kies iets uit de lijst."),
        ("maand=13", "Kies iets uit de lijst."),
        ("jaar=abc&maand=-1", "Kies iets uit de lijst."),
        ("zoek=" + "x" * 101, "hooguit 100 letters"),
        ("zoek=%00", ""),
        ("voor=abc", ""),
        ("voor=-1&na=9999999999999999999999", ""),
        ("voor=1", ""),
        ("na=0", ""),
        ("page=abc", ""),
        ("voor=%E0%A5%AD", ""),
    ],
)
def test_bad_questions_get_an_answer(browse: Browse, cast: Cast, asked: str, message: str) -> None:
    response = browse("anna").get(f"{BOOK}?{asked}")
    assert response.status_code == 200
    assert message in words(response)


@pytest.mark.parametrize(
    "address",
    [
        "boek/0/",
        "boek/99999/",
        "boek/99999999999999999999999/",
        "boek/-1/",
        "boek/abc/",
        "niets/",
        "boek/niets/",
    ],
)
def test_what_does_not_exist(browse: Browse, cast: Cast, address: str) -> None:
    assert browse("anna").get(f"/de-wending/{address}").status_code == 404


@pytest.mark.parametrize(
    "page", ["", "boek/", "boek/1/", "boek/controleer/", "boek/bestand/", "boek/feed.atom"]
)
def test_a_collective_that_does_not_exist(browse: Browse, page: str) -> None:
    assert browse(None).get(f"/nergens/{page}").status_code == 404


def test_one_collective_never_shows_another(browse: Browse, cast: Cast, written: Written) -> None:
    own, other = (words(browse("huub").get(f"/{slug}/boek/")) for slug in ("de-wending", "de-kring"))
    assert "Bram" not in own + other
    assert cast.people["huub"].hex not in own.replace("-", "")


def test_turning_pages_shows_every_deed_once(
    browse: Browse, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("samenspel.site.collective.book._PER_PAGE", 7)
    client, address, shown = browse("anna"), BOOK, []
    while address:
        page = words(client.get(address))
        shown += [int(number) for number in re.findall(r'<li id="r(\d+)"', page)]
        older = re.search(r'rel="next" href="(\?[^"]*)"', page)
        address = BOOK + older[1].replace("&amp;", "&") if older else ""
    assert shown == list(range(journal_book.head(cast.collective_id)[0], 0, -1))
    page = words(client.get(f"{BOOK}?voor=8"))
    newer = re.search(r'rel="prev" href="(\?[^"]*)"', page)
    assert newer is not None
    back = re.findall(r'<li id="r(\d+)"', words(client.get(BOOK + newer[1])))
    assert [int(number) for number in back] == list(range(14, 7, -1))


def test_the_same_again_is_folded_away(browse: Browse, cast: Cast) -> None:
    proposal_id = propose(cast, "anna", "Een kachel", AT)
    for _ in range(5):
        cast.do("deciding.speak", "bram", Speak(proposal_id, "Ik zeg er nog iets over."))
    page = words(browse("anna").get(BOOK))
    assert re.search(r'<h3 class="topic"><a [^>]*>Een kachel</a></h3>', page)
    assert "Nog 4 zoals deze" in page
    assert page.count("Bram") >= 5


def test_what_a_decision_did_stands_with_it(browse: Browse, cast: Cast) -> None:
    application = apply(cast, "farid", Standing.MEMBER)
    proposal_id = propose(
        cast, "anna", "Farid wordt lid", AT, act="membership.admit", application_id=str(application)
    )
    at = see_through(cast, proposal_id)
    number = number_of(cast, "membership.admitted")
    with clock.set_to(at):
        page = words(browse("bram").get(BOOK))
    strand = page.partition(f'id="r{number}"')[0].rpartition("<h3")[2]
    assert "Farid wordt lid" in strand
    assert f'id="r{number + 1}"' in strand


# An earlier day


def test_the_book_of_an_earlier_day(browse: Browse, cast: Cast, written: Written) -> None:
    client = browse("anna")
    day = (AT - 10 * DAY).date()
    client.post("/de-wending/eerder/", {"day": day.isoformat()})
    page = words(client.get(BOOK))
    assert f'id="r{written.members}"' not in page
    assert f'id="r{written.public}"' in page
    assert client.get(f"{BOOK}{written.members}/").status_code == 404
    lines = client.get(f"{BOOK}bestand/").getvalue().decode().splitlines()
    assert len(lines) < written.members
    checked = words(client.get(f"{BOOK}controleer/"))
    assert str(json.loads(lines[-1])["hash"]) in checked
    client.post("/de-wending/eerder/", {"today": "1"})
    assert f'id="r{written.members}"' in words(client.get(BOOK))


def test_an_earlier_day_gives_nobody_back_what_they_may_no_longer_read(
    browse: Browse, cast: Cast, written: Written
) -> None:
    cast.do("membership.leave", "bram", Leave())
    with clock.set_to(AT + 2 * DAY):
        client = browse("bram")
        session = client.session
        session[READING_SESSION_KEY] = {"slug": "de-wending", "date": AT.date().isoformat()}
        session.save()
        assert f'id="r{written.members}"' not in words(client.get(BOOK))
        assert client.get(f"{BOOK}{written.members}/").status_code == 403


# Checking it


@pytest.mark.parametrize("name", ["bram", None])
def test_anyone_can_check_the_book_without_us(
    browse: Browse, cast: Cast, written: Written, tmp_path: Path, name: str | None
) -> None:
    response = browse(name).get(f"{BOOK}bestand/")
    assert response["Content-Disposition"] == 'attachment; filename="boek-de-wending.jsonl"'
    whole = response.getvalue().decode()
    file, program = tmp_path / "boek.jsonl", tmp_path / "check.py"
    file.write_text(whole, encoding="utf-8")
    program.write_text(checking.RECIPE, encoding="utf-8")
    number, digest = journal_book.head(cast.collective_id)
    assert run(program, file) == f"{number} {digest}"
    file.write_text(whole.replace('"type":"statute.adopted"', '"type":"statute.amended"'), encoding="utf-8")
    assert "was changed" in run(program, file)
    file.write_text(whole.partition("\n")[2], encoding="utf-8")
    assert "is missing" in run(program, file)


def run(program: Path, file: Path) -> str:
    done = subprocess.run([sys.executable, program, file], capture_output=True, text=True, check=False)
    return done.stdout.strip() or done.stderr


def test_what_the_file_holds_of_deeds_one_may_not_read(browse: Browse, cast: Cast, written: Written) -> None:
    for name, fields in (
        ("bram", {"hash", "previous", "sequence", "type"}),
        (None, {"hash", "previous", "sequence"}),
    ):
        lines = browse(name).get(f"{BOOK}bestand/").getvalue().decode().splitlines()
        assert set(json.loads(lines[written.parties - 1])) == fields


def test_the_button_that_checks(browse: Browse, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    client = browse(None)
    number, digest = journal_book.head(cast.collective_id)
    page = words(client.get(f"{BOOK}controleer/"))
    assert digest in page
    assert "Het klopt." not in page
    assert f"alle {number} stukjes" in words(client.post(f"{BOOK}controleer/"))
    monkeypatch.setattr(checking, "_SMALL", 3)
    assert f"laatste 3 van de {number}" in words(client.post(f"{BOOK}controleer/"))


@pytest.mark.parametrize("small", [5000, 3])
def test_the_button_finds_what_is_wrong(
    browse: Browse, cast: Cast, monkeypatch: pytest.MonkeyPatch, small: int
) -> None:
    monkeypatch.setattr(checking, "_SMALL", small)
    Head.objects.filter(collective_id=cast.collective_id).update(hash="f" * 64)
    page = words(browse(None).post(f"{BOOK}controleer/"))
    assert "Dit klopt niet." in page
    assert "head of the chain" in page


# Both languages, and how much work a page is


@pytest.mark.parametrize("page", ["", "boek/", "boek/3/", "boek/controleer/"])
def test_pages_in_two_languages(browse: Browse, cast: Cast, page: str) -> None:
    dutch, english = (words(browse(None, language).get(f"/de-wending/{page}")) for language in ("nl", "en"))
    assert '<html lang="nl">' in dutch
    assert '<html lang="en">' in english
    titles = [re.search(r"<title>(.*?)</title>", text) for text in (dutch, english)]
    assert titles[0] is not None
    assert titles[1] is not None
    assert titles[0][1] != titles[1][1] or page == "boek/3/"


@pytest.mark.parametrize(
    "page", ["", "boek/", "boek/?zoek=graag", "boek/3/", "boek/controleer/", "boek/feed.atom"]
)
@pytest.mark.parametrize("name", ["anna", "huub", None])
def test_a_page_asks_little_of_the_database(
    browse: Browse,
    cast: Cast,
    written: Written,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    page: str,
    name: str | None,
) -> None:
    client = browse(name)
    with django_assert_max_num_queries(30):
        response = client.get(f"/de-wending/{page}")
    assert response.status_code == 200
    assert len(response.content) < 100_000


def test_moments_stay_in_their_day_here(browse: Browse, cast: Cast) -> None:
    """Half past eleven at night in UTC is the next day in the Netherlands."""
    late = datetime(2026, 11, 1, 23, 30, tzinfo=UTC)
    propose(cast, "bram", "Laat op de avond", late)
    assert 'datetime="2026-11-02"' in words(browse("anna").get(BOOK))
