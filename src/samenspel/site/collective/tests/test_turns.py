"""“Jij bent aan zet”: what waits for each of the cast, messages, and one's calendar."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries

from samenspel.ground.journal import reactions
from samenspel.ground.people import accounts, helping
from samenspel.kernels.statute.vocabulary import Standing
from samenspel.rooms.deciding import acts as deciding
from samenspel.rooms.deciding.acts import Object, Propose, React
from samenspel.rooms.deciding.models import Notice, Round
from samenspel.site import clock
from samenspel.site.collective import waiting
from samenspel.site.collective.tests.conftest import AT, DAY, Browse, Written, propose, words
from support.cast import NAMES, Cast, apply

TURNS = "/aan-zet/"


def open_vote(cast: Cast, title: str = "Een bakfiets") -> Round:
    """Put a proposal to the members, and let its vote open. Returns the vote."""
    proposal_id = propose(cast, "bram", title, AT)
    vote = Round.objects.get(collective_id=cast.collective_id, proposal_id=proposal_id)
    deciding.advance(cast.collective_id, vote.opens_at)
    reactions.run_for(cast.collective_id, vote.opens_at)
    return vote


def titles(page: str) -> list[str]:
    return re.findall(
        r"<h2>(?:<a [^>]*>)?([^<]+)", page.partition('class="grid turns"')[2].partition("</ul>")[0]
    )


@pytest.mark.parametrize("name", NAMES)
def test_each_sees_what_waits_for_them(browse: Browse, cast: Cast, name: str) -> None:
    vote = open_vote(cast)
    apply(cast, "farid", Standing.MEMBER, vote.opens_at)
    expected = {"anna": ["Een bakfiets", "Farid wil meedoen"], "bram": ["Een bakfiets"]}.get(name, [])
    with clock.set_to(vote.opens_at + timedelta(hours=1)):
        assert titles(words(browse(name).get(TURNS))) == expected


def test_the_most_urgent_stands_on_top(browse: Browse, cast: Cast) -> None:
    first, second = open_vote(cast, "Eerst dit"), open_vote(cast, "Dan dat")
    cast.do("deciding.propose", "anna", Propose("Nog een plan", "Zomaar."), at=AT)
    Round.objects.filter(collective_id=cast.collective_id, id=second.id).update(
        closes_at=first.closes_at + DAY
    )
    with clock.set_to(first.closes_at - timedelta(hours=3)):
        page = words(browse("anna").get(TURNS))
    assert titles(page) == ["Eerst dit", "Dan dat", "Nog een plan"]
    assert "card-urgent" in page
    assert "Vandaag is de laatste dag" in page
    assert "Nog 1 dag<" in page


def test_who_voted_is_not_asked_again(browse: Browse, cast: Cast) -> None:
    vote = open_vote(cast)
    cast.do("deciding.react", "anna", React(vote.id, "agree"), at=vote.opens_at)
    with clock.set_to(vote.opens_at + timedelta(hours=1)):
        assert titles(words(browse("anna").get(TURNS))) == []


def test_an_objection_waits_for_whoever_made_the_proposal(browse: Browse, cast: Cast) -> None:
    vote = open_vote(cast)
    cast.do("deciding.object", "anna", Object(vote.id, "Te duur."), at=vote.opens_at)
    with clock.set_to(vote.opens_at + timedelta(hours=1)):
        page = words(browse("bram").get(TURNS))
        assert "wacht op jouw antwoord" in page
        assert "Te duur" not in page


def test_my_own_request_waits_for_others(browse: Browse, cast: Cast, written: Written) -> None:
    page = words(browse("farid").get(TURNS))
    assert "Jij wacht op antwoord" in page
    assert "De Wending" in page
    assert "Farid wil meedoen" not in page


def test_several_requests_are_one_thing_to_do(browse: Browse, cast: Cast, written: Written) -> None:
    apply(cast, "huub", Standing.VOLUNTEER)
    assert "2 mensen willen meedoen" in words(browse("anna").get(TURNS))


def test_who_takes_part_nowhere_is_invited(browse: Browse, cast: Cast) -> None:
    page = words(browse("farid").get(TURNS))
    assert "Je doet nog nergens mee." in page
    assert 'href="/aan-zet/uitnodiging/"' in page
    assert 'href="/beginnen/"' in page


def test_it_is_for_who_is_signed_in(browse: Browse) -> None:
    for address in (TURNS, "/aan-zet/agenda/"):
        response = browse(None).get(address)
        assert response.status_code == 302
        assert response["Location"].startswith("/inloggen/?next=/aan-zet/")
    assert browse(None).post("/aan-zet/gelezen/").status_code == 302


def test_a_helper_sees_what_waits_for_the_one_who_is_helped(browse: Browse, cast: Cast) -> None:
    vote = open_vote(cast)
    with clock.set_to(vote.opens_at + timedelta(hours=1)):
        client = browse("huub")
        session = client.session
        consent = helping.give_consent(cast.anna, cast.huub, helping.Way.MAIL, clock.now())
        session[helping.SESSION] = {"consent": str(consent), "name": "Anna"}
        session.save()
        assert titles(words(client.get(TURNS))) == ["Een bakfiets"]
        assert client.get("/aan-zet/agenda/").status_code == 403


# Messages


def test_messages_are_read_once(browse: Browse, cast: Cast) -> None:
    vote = open_vote(cast)
    with clock.set_to(vote.opens_at + timedelta(hours=1)):
        client = browse("anna")
        assert "Er komt een stemming." in words(client.get(TURNS))
        response = client.post("/aan-zet/gelezen/", follow=True)
        assert "Je hebt al je berichten gelezen." in words(response)
        assert "Er komt een stemming." not in words(client.get(TURNS))
        assert (
            Notice.objects.filter(collective_id=cast.collective_id, person_id=cast.anna, seen_at=None).count()
            == 0
        )
        assert client.get("/aan-zet/gelezen/").status_code == 405


def test_nobody_puts_away_the_messages_of_another(browse: Browse, cast: Cast) -> None:
    open_vote(cast)
    browse("huub").post("/aan-zet/gelezen/")
    assert Notice.objects.filter(collective_id=cast.collective_id, person_id=cast.anna, seen_at=None).exists()


# An invitation on paper


@pytest.mark.parametrize(
    ("typed", "status", "said"),
    [
        ("abcd-efgh", 302, ""),
        ("", 200, "Typ de code van je uitnodiging."),
        ("---", 200, "Typ de code van je uitnodiging."),
        ("../../ik", 302, ""),
        ("x" * 61, 200, "Zo lang is geen enkele code."),
    ],
)
def test_the_code_of_an_invitation(browse: Browse, typed: str, status: int, said: str) -> None:
    response = browse("farid").get("/aan-zet/uitnodiging/", {"code": typed})
    assert response.status_code == status
    if status == 302:
        assert re.fullmatch(r"/uitnodiging/[A-Z0-9]+/", response["Location"])
    else:
        assert said in words(response)


# In one's own calendar


def calendar_address(browse: Browse, name: str = "anna") -> str:
    client = browse(name)
    assert "geheim adres" in words(client.get("/aan-zet/agenda/"))
    page = words(client.post("/aan-zet/agenda/", follow=True))
    found = re.search(r'value="http://testserver(/agenda/[^"]+\.ics)"', page)
    assert found is not None
    return found[1]


def test_the_calendar_tells_until_when_one_can_vote(browse: Browse, cast: Cast) -> None:
    address = calendar_address(browse)
    vote = open_vote(cast)
    with clock.set_to(vote.opens_at + timedelta(hours=1)):
        response = browse(None).get(address)
        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        calendar = Calendar.from_ical(response.content)
        assert not calendar.errors
        [event] = calendar.walk("VEVENT")
        assert str(event["summary"]) == "Uiterlijk: Een bakfiets"
        assert event.decoded("dtstart") == vote.closes_at.astimezone(UTC)
        assert str(event["url"]).startswith("http://testserver/de-wending/")
        assert b"\r\nDTSTART:" in response.content
        cast.do("deciding.object", "anna", Object(vote.id, "Te duur."), at=clock.now())
        assert browse(None).get(address).content == response.content, "what one votes does not change it"


def test_the_calendar_speaks_the_language_of_its_owner(browse: Browse, cast: Cast) -> None:
    address = calendar_address(browse)
    vote = open_vote(cast)
    accounts.set_language(cast.anna, "en", AT)
    with clock.set_to(vote.opens_at):
        assert "SUMMARY:Last moment: Een bakfiets" in browse(None, "nl").get(address).content.decode()


def test_a_new_address_makes_the_old_one_worthless(browse: Browse, cast: Cast) -> None:
    first = calendar_address(browse)
    client = browse("anna")
    client.post("/aan-zet/agenda/")
    assert browse(None).get(first).status_code == 404
    second = re.search(r'value="http://testserver(/agenda/[^"]+)"', words(client.get("/aan-zet/agenda/")))
    assert second is not None
    assert browse(None).get(second[1]).status_code == 200
    client.post("/aan-zet/agenda/", {"stop": "1"})
    assert browse(None).get(second[1]).status_code == 404


def test_an_address_cannot_be_made_up(browse: Browse, cast: Cast) -> None:
    address = calendar_address(browse)
    other = address.replace(cast.anna.hex, cast.bram.hex)
    for wrong in (
        other,
        address.replace(".ics", "x.ics"),
        "/agenda/x.ics",
        f"/agenda/{cast.anna.hex}-0.ics",
        "/agenda/..ics",
    ):
        assert browse(None).get(wrong).status_code == 404


def test_an_erased_account_has_no_calendar(browse: Browse, cast: Cast) -> None:
    address = calendar_address(browse, "farid")
    assert browse(None).get(address).status_code == 200
    accounts.erase(cast.farid, AT)
    assert browse(None).get(address).status_code == 404


def test_words_for_how_long_there_is() -> None:
    at = datetime(2026, 11, 2, 22, 0, tzinfo=UTC)  # eleven in the evening here
    days = [waiting.days_left(at + timedelta(hours=hours), at) for hours in (-24, 0, 0.5, 1, 2, 26)]
    assert days == [-1, 0, 0, 0, 1, 2], "what ends at midnight is possible on the day before"


def test_the_page_asks_little_of_the_database(
    browse: Browse, cast: Cast, written: Written, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    open_vote(cast)
    client = browse("anna")
    with django_assert_max_num_queries(30):
        client.get(TURNS)


def test_english(browse: Browse, cast: Cast, written: Written) -> None:
    page = words(browse("anna", "en").get(TURNS))
    assert "It is your turn" in page
    assert "Farid wants to join in" in page
