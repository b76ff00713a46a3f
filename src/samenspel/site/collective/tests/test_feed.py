"""The Atom feed: valid, public only, and the same for everyone."""

from datetime import datetime

from lxml import etree

from samenspel.site import clock
from samenspel.site.collective.tests.conftest import AT, Browse, Written, propose, see_through
from support.cast import NAMES, Cast

FEED = "/de-wending/boek/feed.atom"
ATOM = "{http://www.w3.org/2005/Atom}"


def read(browse: Browse, name: str | None = None, language: str = "nl") -> etree._Element:
    response = browse(name, language).get(FEED)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return etree.fromstring(response.content)


def test_it_is_a_valid_feed(browse: Browse, cast: Cast, written: Written) -> None:
    """What RFC 4287 asks of a feed and of an entry."""
    feed = read(browse)
    assert feed.tag == f"{ATOM}feed"
    assert {f"{ATOM}{name}" for name in ("id", "title", "updated", "author", "link")} <= {
        child.tag for child in feed
    }
    assert [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"] == [
        f"http://testserver{FEED}"
    ]
    entries = feed.findall(f"{ATOM}entry")
    assert entries
    for entry in entries:
        assert {f"{ATOM}{name}" for name in ("id", "title", "updated", "link")} <= {
            child.tag for child in entry
        }
        assert entry.findtext(f"{ATOM}id", "").startswith("urn:uuid:")
        assert datetime.fromisoformat(entry.findtext(f"{ATOM}updated", "")).tzinfo is not None
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    assert feed.findtext(f"{ATOM}updated") == entries[0].findtext(f"{ATOM}updated")


def test_it_holds_nothing_that_is_not_public(browse: Browse, cast: Cast, written: Written) -> None:
    for name in ("anna", "huub", None):
        feed = read(browse, name)
        said = etree.tostring(feed, encoding="unicode")
        links = [entry.find(f"{ATOM}link").get("href") for entry in feed.findall(f"{ATOM}entry")]
        assert f"http://testserver/de-wending/boek/{written.public}/" in links
        assert f"http://testserver/de-wending/boek/{written.members}/" not in links
        assert f"http://testserver/de-wending/boek/{written.parties}/" not in links
        assert not [person for person in NAMES if person.capitalize() in said]


def test_it_changes_only_when_the_book_does(browse: Browse, cast: Cast) -> None:
    client = browse(None)
    first = client.get(FEED)
    again = client.get(FEED, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert not again.content
    at = see_through(cast, propose(cast, "anna", "Een kachel", AT))
    with clock.set_to(at):
        later = client.get(FEED, headers={"if-none-match": first["ETag"]})
    assert later.status_code == 200
    assert "Een kachel" in later.content.decode()


def test_two_languages(browse: Browse, cast: Cast) -> None:
    assert read(browse, language="nl").findtext(f"{ATOM}title") == "Het boek van De Wending"
    assert read(browse, language="en").findtext(f"{ATOM}title") == "The book of De Wending"


def test_signs_that_xml_cannot_hold_do_not_break_it(browse: Browse, cast: Cast) -> None:
    at = see_through(cast, propose(cast, "anna", "Een \x0bkachel\x1b & <b>meer</b>", AT))
    with clock.set_to(at):
        titles = [entry.findtext(f"{ATOM}title") for entry in read(browse).findall(f"{ATOM}entry")]
    assert any("Een kachel & <b>meer</b>" in title for title in titles)
