"""The page frame: safe headers, language, reading an earlier day, mistakes, and the tags of the design system."""

import re
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest
from django.core.paginator import Paginator
from django.template import Context, RequestContext, Template
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation
from django.utils.functional import lazystr

from samenspel.ground.foundation.ids import new_id
from samenspel.ground.foundation.models import Collective
from samenspel.site import clock, nav
from samenspel.site.middleware import READING_SESSION_KEY, reading_time
from samenspel.site.templatetags import samenspel as tags

SITE = Path(__file__).parents[1]
NOON = datetime(2026, 3, 3, 11, tzinfo=UTC)


@pytest.fixture
def wending(db: None) -> Collective:
    return Collective.objects.create(
        id=new_id(), slug="de-wending", name="De Wending", place="Breda", form="none_yet",
        since=date(2021, 3, 3), founded_at=NOON,
    )  # fmt: skip


def rendered(source: str, **values: object) -> str:
    return Template("{% load samenspel %}" + source).render(Context(values))


# --- the clock


def test_the_clock_can_be_set_and_goes_on_afterwards() -> None:
    with clock.set_to(NOON):
        assert clock.now() == NOON
    assert clock.now() > NOON
    with pytest.raises(ValueError, match="time zone"), clock.set_to(datetime(2026, 3, 3)):  # noqa: DTZ001
        pass


def test_a_day_ends_at_midnight_here() -> None:
    assert clock.end_of(date(2026, 3, 3)) == datetime(2026, 3, 3, 22, 59, 59, 999999, tzinfo=UTC)
    assert clock.local_day(datetime(2026, 3, 3, 23, 30, tzinfo=UTC)) == date(2026, 3, 4)


# --- tags


@pytest.mark.parametrize(
    ("language", "written"), [("nl", "3 maart 2026, 12:00"), ("en", "3 March 2026, 12:00")]
)
def test_moments_are_written_in_words(language: str, written: str) -> None:
    with translation.override(language):
        assert tags.moment(NOON).replace("\u00a0", " ") == written
        assert tags.day(date(2026, 3, 3)) == written.partition(",")[0].replace(" ", "\u00a0")
        assert tags.day(None) == ""


@pytest.mark.parametrize(
    ("cents", "dutch", "english"),
    [
        (250, "€ 2,50", "€2.50"),
        (0, "€ 0,00", "€0.00"),
        (123456, "€ 1.234,56", "€1,234.56"),
        (-5, "€ -0,05", "-€0.05"),
        (10**17 + 1, "€ 1.000.000.000.000.000,01", "€1,000,000,000,000,000.01"),
    ],
)
def test_money_is_exact(cents: int, dutch: str, english: str) -> None:
    with translation.override("nl"):
        assert tags.money(cents).replace("\u00a0", " ") == dutch
    with translation.override("en"):
        assert tags.money(cents) == english


def test_money_refuses_fractions() -> None:
    with pytest.raises(TypeError):
        tags.money(2.5)  # type: ignore[arg-type]


def test_people_are_counted_never_a_percentage() -> None:
    with translation.override("nl"):
        assert tags.people_of(12, 20) == "12 van de 20 mensen"
    with translation.override("en"):
        assert tags.people_of(1, 1) == "1 of 1 person"


def test_every_form_gets_a_key_of_its_own() -> None:
    keys = re.findall(r'value="([^"]+)"', rendered("{% request_key %}{% request_key %}"))
    assert len(set(keys)) == 2
    assert all(UUID(key).version == 7 for key in keys)


def test_the_vote_bar_gives_everyone_a_place() -> None:
    with translation.override("en"):
        bar = rendered("{% vote_bar in_favour=12 against=1 abstained=1 electorate=20 needed=10 %}")
    assert 'class="bar-for" x="0" width="120"' in bar
    assert 'class="bar-waiting" x="140" width="60"' in bar
    assert bar.count("bar-seam") == 19
    assert "10 needed" in bar
    assert "6 did not vote" in bar


def test_the_vote_bar_of_nobody_and_of_many() -> None:
    assert "<rect" not in rendered("{% vote_bar in_favour=0 %}")
    assert "bar-seam" not in rendered("{% vote_bar in_favour=31 electorate=84 %}")


@pytest.mark.parametrize(
    ("path", "exact", "mark"),
    [
        ("/de-wending/", True, ' aria-current="page"'),
        ("/de-wending/boek/3/", False, ' aria-current="true"'),
        ("/de-wending/boek/", True, ""),
        ("/anders/", False, ""),
    ],
)
def test_the_entry_of_this_page_is_marked(path: str, exact: bool, mark: str) -> None:
    link = nav.Link(lazystr("Start"), "/de-wending/", exact)
    assert tags.nav_active(Context({"request": RequestFactory().get(path)}), link) == mark


def test_entries_without_an_address_are_left_out() -> None:
    missing = nav.NavItem(lazystr("Nowhere"), "nowhere:at_all")
    about = nav.NavItem(lazystr("About"), "site:about")
    mine = nav.NavItem(lazystr("Mine"), "site:home", signed_in=True)
    assert [link.href for link in nav.links((missing, about, mine), signed_in=False)] == ["/over/"]


# --- includes


def test_pages_keep_the_search() -> None:
    request = RequestFactory().get("/collectieven/?zoek=a%26b&page=2")
    page = Paginator(range(50), 20).get_page(2)
    html = Template('{% include "site/pagination.html" %}').render(RequestContext(request, {"page": page}))
    assert 'href="?zoek=a%26b&amp;page=3"' in html
    assert 'rel="prev"' in html


# --- pages


def test_the_landing_page_without_and_with_collectives(client: Client, db: None) -> None:
    assert "Er zijn nog geen collectieven." in client.get("/").content.decode()
    Collective.objects.create(
        slug="x", name="<b>X & Y</b>", form="none_yet", since=date(2021, 3, 3), founded_at=NOON
    )
    assert "&lt;b&gt;X &amp; Y&lt;/b&gt;" in client.get("/").content.decode()


@pytest.mark.parametrize("search", ["wend", "BREDA", " wending ", "%", "'", "x" * 500, "\x00"])
def test_searching_takes_anything(client: Client, wending: Collective, search: str) -> None:
    answer = client.get("/collectieven/", {"zoek": search, "page": "-3"})
    assert answer.status_code == 200
    assert ("De Wending" in answer.content.decode()) == (
        search.strip().lower() in {"wend", "breda", "wending", "\x00"}
    )


def test_headers_are_strict_and_pages_obey_them(client: Client, wending: Collective) -> None:
    for address in ("/", "/over/", "/collectieven/", "/de-wending/eerder/", "/bestaat-niet/"):
        answer = client.get(address)
        html = answer.content.decode()
        assert "unsafe" not in answer["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
        assert not re.search(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=", html), address
        assert len(html.encode()) < 20_000


def test_the_frame_stays_light() -> None:
    parts = ("samenspel.css", "site.js", "fonts/vollkorn-800.woff2")
    assert sum((SITE / "static/site" / part).stat().st_size for part in parts) < 60_000


# --- language


@pytest.mark.parametrize(
    ("accepts", "language"),
    [("en-GB,en;q=0.8", "en"), ("nl-BE", "nl"), ("fr", "nl"), ("", "nl"), (";;q=x", "nl")],
)
def test_the_browser_s_language_else_dutch(client: Client, db: None, accepts: str, language: str) -> None:
    assert client.get("/over/", headers={"accept-language": accepts})["Content-Language"] == language


def test_a_chosen_language_stays_and_one_goes_back(client: Client, db: None) -> None:
    answer = client.post("/taal/", {"language": "en", "next": "/over/"})
    assert answer["Location"] == "/over/"
    assert '<html lang="en">' in client.get("/over/", headers={"accept-language": "nl"}).content.decode()


@pytest.mark.parametrize("target", ["https://elders.example/", "//elders.example", "javascript:alert(1)", ""])
def test_switching_never_leads_elsewhere(client: Client, db: None, target: str) -> None:
    assert client.post("/taal/", {"language": "xx", "next": target})["Location"] == "/"


def test_switching_is_not_done_by_following_a_link(client: Client, db: None) -> None:
    assert client.get("/taal/").status_code == 405


# --- an earlier day


def test_reading_an_earlier_day_and_coming_back(client: Client, wending: Collective) -> None:
    address = "/de-wending/eerder/"
    assert client.post(address, {"day": "2025-03-03"})["Location"] == "/de-wending/"
    seen = client.get(address).context
    assert seen["reading_date"] == date(2025, 3, 3)
    assert seen["at"] == clock.end_of(date(2025, 3, 3))
    assert client.get("/over/").context["reading_date"] is None
    client.post(address, {"today": "1", "next": address})
    assert client.get(address).context["reading_date"] is None


@pytest.mark.parametrize("day", ["", "gisteren", "2999-01-01", "2025-02-30", "0000-00-00"])
def test_a_day_that_cannot_be_read(client: Client, wending: Collective, day: str) -> None:
    answer = client.post("/de-wending/eerder/", {"day": day})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "<title>Fout: " in html
    assert "Er is iets niet goed" in html
    assert 'href="#id_day"' in html
    assert READING_SESSION_KEY not in client.session


def test_writing_always_happens_now(rf: RequestFactory) -> None:
    seen = {}
    middleware = reading_time(lambda request: seen.setdefault(request.method, request.at))  # type: ignore[arg-type,attr-defined]
    with clock.set_to(NOON):
        for request in (rf.get("/de-wending/boek/"), rf.post("/de-wending/boek/")):
            request.session = {READING_SESSION_KEY: {"slug": "de-wending", "date": "2025-03-03"}}  # type: ignore[assignment]
            middleware(request)
    assert seen == {"GET": clock.end_of(date(2025, 3, 3)), "POST": NOON}


# --- mistakes


@pytest.mark.parametrize("address", ["/bestaat-niet/", "/bestaat-niet/eerder/"])
def test_what_does_not_exist(client: Client, db: None, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "Hier is niets" in answer.content.decode()


def test_a_form_that_was_open_too_long(db: None) -> None:
    answer = Client(enforce_csrf_checks=True).post("/taal/", {"language": "en"})
    assert answer.status_code == 403
    assert "Deze pagina stond te lang open" in answer.content.decode()


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_the_last_resort_needs_nothing(name: str) -> None:
    """These pages are shown when anything may be broken: no context, no database, no manifest of files."""
    assert "<h1>" in render_to_string(name)


def test_every_address_in_the_frame_exists() -> None:
    for item in (*nav.OUTSIDE, *nav.PERSON):
        assert nav.links((item,)), item.url_name
    for item in nav.NAV:
        assert nav.links((item,), slug="x"), item.url_name
