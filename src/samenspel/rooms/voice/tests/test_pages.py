"""What a neighbour, a member and a passer-by see and do about a decision that they are against."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client

from samenspel.ground.foundation import collectives
from samenspel.ground.journal import queries as journal
from samenspel.ground.journal.queries import Filter
from samenspel.ground.people.models import Person
from samenspel.rooms.deciding.tests.conftest import World
from samenspel.rooms.voice import queries
from samenspel.rooms.voice.tests.conftest import decided
from samenspel.site import clock

Browse = Callable[[UUID | None], Client]
TEXT = "Wij hebben straks geen plek meer om te koken."


@pytest.fixture
def browse(world: World) -> Browse:
    def open_browser(person: UUID | None) -> Client:
        client = Client(headers={"accept-language": "nl"})
        if person is not None:
            client.force_login(Person.objects.get(id=person))
        return client

    return open_browser


@pytest.fixture
def at(world: World) -> Iterator[UUID]:
    """A decision, and the clock of the pages set to just after it."""
    proposal_id = decided(world)
    with clock.set_to(world.now):
        yield proposal_id


def page(world: World, proposal_id: UUID) -> str:
    return f"/{collectives.by_id(world.collective_id).slug}/voorstellen/{proposal_id}/"


def speak(browser: Client, world: World, at: UUID) -> None:
    answer = browser.post(page(world, at) + "tegengeluid/", {"text": TEXT}, follow=True)
    assert answer.status_code == 200
    assert TEXT in answer.content.decode()


def test_a_neighbour_speaks_and_takes_it_back(
    world: World, neighbours: list[UUID], browse: Browse, at: UUID
) -> None:
    me = browse(neighbours[0])
    seen = me.get(page(world, at)).content.decode()
    assert "Iedereen mag iets tegen dit besluit zeggen" in seen
    form = me.get(page(world, at) + "tegengeluid/").content.decode()
    assert "Met steun van 3 mensen moet er een antwoord komen." in form
    speak(me, world, at)
    [said] = queries.statements(world.collective_id, at, None)
    slug = collectives.by_id(world.collective_id).slug
    gone = me.post(f"/{slug}/tegengeluid/{said.id}/terug/", follow=True).content.decode()
    assert "Je hebt het teruggenomen." in gone
    assert TEXT not in gone


def test_a_passer_by_reads_it_without_names_and_is_asked_to_sign_in(
    world: World, neighbours: list[UUID], browse: Browse, at: UUID
) -> None:
    speak(browse(neighbours[0]), world, at)
    passer_by = browse(None)
    seen = passer_by.get(page(world, at)).content.decode()
    assert TEXT in seen
    assert "Buur 0" not in seen
    assert "Ik steun dit" not in seen
    asked = passer_by.get(page(world, at) + "tegengeluid/")
    assert asked.status_code == 302
    assert "Buur 0" in browse(world.bram).get(page(world, at)).content.decode()


def test_support_moves_the_day_and_the_page_says_so(
    world: World, neighbours: list[UUID], browse: Browse, at: UUID
) -> None:
    speak(browse(neighbours[0]), world, at)
    [said] = queries.statements(world.collective_id, at, None)
    slug = collectives.by_id(world.collective_id).slug
    other = browse(neighbours[1])
    assert (
        "Komt er nog 1 mens bij, dan wacht het 7 dagen langer." in other.get(page(world, at)).content.decode()
    )
    seen = other.post(f"/{slug}/tegengeluid/{said.id}/steun/", follow=True).content.decode()
    assert "2 mensen zonder stem zijn ertegen." in seen
    assert "Komen er nog 2 mensen bij, dan wacht het 7 dagen langer." in seen
    again = other.post(f"/{slug}/tegengeluid/{said.id}/steun/", follow=True).content.decode()
    assert "Je steunt dit al." in again
    browse(neighbours[2]).post(f"/{slug}/tegengeluid/{said.id}/steun/")
    assert "Vraagt om antwoord" in browse(None).get(page(world, at)).content.decode()


def test_rubbish_stays_in_the_form_with_what_to_do(
    world: World, neighbours: list[UUID], browse: Browse, at: UUID
) -> None:
    answer = browse(neighbours[0]).post(page(world, at) + "tegengeluid/", {"text": "ja"})
    seen = answer.content.decode()
    assert "Schrijf iets meer." in seen
    assert ">ja</textarea>" in seen.replace("\n", "")
    assert queries.statements(world.collective_id, at, None) == []


def test_a_member_proposes_an_answer(world: World, neighbours: list[UUID], browse: Browse, at: UUID) -> None:
    speak(browse(neighbours[0]), world, at)
    [said] = queries.statements(world.collective_id, at, None)
    slug = collectives.by_id(world.collective_id).slug
    member = browse(world.bram)
    assert f"act=voice.answer&amp;statement_id={said.id}" in member.get(page(world, at)).content.decode()
    start = f"/{slug}/voorstellen/nieuw/handeling/"
    asked = member.get(start, {"act": "voice.answer", "statement_id": str(said.id)}).content.decode()
    assert "Wat antwoorden jullie?" in asked
    filled = {
        "act": "voice.answer",
        "params": f'{{"statement_id": "{said.id}"}}',
        "choice": "",
        "step": "params",
        "answer": "Er komt een keuken.",
    }
    words = member.post(start, filled).content.decode()
    assert TEXT in words
    assert "Er komt een keuken." in words
    assert "act=voice.answer" not in browse(neighbours[0]).get(page(world, at)).content.decode()


def test_what_was_not_decided_or_is_about_a_person_has_no_page_to_speak(
    world: World, neighbours: list[UUID], browse: Browse
) -> None:
    running = world.propose(world.bram, "Samen eten", "Elke maandag.")
    admitted = next(
        UUID(str(each.subject_id))
        for each in journal.deeds(world.collective_id, Filter(types=("deciding.carried",)))
    )
    with clock.set_to(world.now):
        for proposal_id in (running, admitted, uuid4()):
            answer = browse(neighbours[0]).get(page(world, proposal_id) + "tegengeluid/")
            assert answer.status_code == 404, proposal_id


def test_an_earlier_day_tells_nothing_of_later_words(
    world: World, neighbours: list[UUID], browse: Browse, at: UUID
) -> None:
    before = world.now - timedelta(days=2)
    speak(browse(neighbours[0]), world, at)
    member = browse(world.bram)
    session = member.session
    session["reading_as_of"] = {
        "slug": collectives.by_id(world.collective_id).slug,
        "date": before.date().isoformat(),
    }
    session.save()
    assert TEXT not in member.get(page(world, at)).content.decode()


def test_the_words_of_a_withdrawn_statement_are_replaced_while_others_stand_behind_it(
    world: World, neighbours: list[UUID], browse: Browse, at: UUID
) -> None:
    speak(browse(neighbours[0]), world, at)
    [said] = queries.statements(world.collective_id, at, None)
    slug = collectives.by_id(world.collective_id).slug
    browse(neighbours[1]).post(f"/{slug}/tegengeluid/{said.id}/steun/")
    browse(neighbours[0]).post(f"/{slug}/tegengeluid/{said.id}/terug/")
    seen = browse(neighbours[1]).get(page(world, at)).content.decode()
    assert "Deze woorden zijn teruggenomen" in seen
    assert "Neem mijn steun terug" in seen
    assert "Ik steun dit" not in browse(neighbours[2]).get(page(world, at)).content.decode()
