"""The pages of deciding, as people use them: the whole life of proposals, in two languages, and what is refused."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from html import unescape
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samenspel.ground.foundation import collectives
from samenspel.ground.people import accounts, helping
from samenspel.ground.people.models import Person
from samenspel.kernels.statute.presets import WERKCOOPERATIE
from samenspel.kernels.statute.vocabulary import Standing
from samenspel.rooms.deciding import queries
from samenspel.rooms.deciding.models import Objection, State
from samenspel.rooms.deciding.pages import stages
from samenspel.rooms.deciding.pages.cards import ENDS
from samenspel.rooms.deciding.tests.conftest import BEGIN, NAMES, build
from samenspel.site import clock
from samenspel.site.demo.story import Story

pytestmark = pytest.mark.django_db

EVERYONE = NAMES


class Visitor:
    """Someone with a browser, in a story whose clock stands where the story is."""

    def __init__(self, world: Story, person: UUID | None, language: str = "nl") -> None:
        self.world = world
        self.client = Client(headers={"Accept-Language": language})
        self.slug = collectives.by_id(world.collective_id).slug
        if person is not None:
            Person.objects.filter(id=person).update(language=language)
            self.client.force_login(Person.objects.get(id=person))

    def get(self, path="", status=200, **query):
        with clock.set_to(self.world.now):
            return self._page(self.client.get(self._address(path), query), status)

    def post(self, path="", data=None, status=200, *, key=None):
        """Send a form, and follow where it leads."""
        self.world.now += timedelta(seconds=30)
        sent = {"request_key": str(key or uuid4()), **(data or {})}
        with clock.set_to(self.world.now):
            return self._page(self.client.post(self._address(path), sent, follow=True), status)

    def _address(self, path):
        return path if path.startswith("/") else f"/{self.slug}/{path}"

    def _page(self, response, status):
        assert response.status_code == status, response.content.decode()[-2000:]
        text = unescape(response.content.decode())
        self.url = response.redirect_chain[-1][0] if getattr(response, "redirect_chain", None) else ""
        return re.sub(r"\s+", " ", text)


def visitor(world, name=None, language="nl"):
    return Visitor(world, world.people[name] if name else None, language)


def words(html):
    """What a reader reads: no tags, no blanks beside them."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


WRITE = "voorstellen/nieuw/handeling/"
BIKE = {
    "title": "We kopen een bakfiets",
    "reason": "Wie geen auto heeft, kan dan groente halen.",
    "touches": "Iedereen die boodschappen doet",
    "purpose_line": "Iedereen kan meedoen",
}


def announce(world, name, data=BIKE, **more):
    """Write and announce a proposal through the pages; returns its number."""
    writer = visitor(world, name)
    writer.post(WRITE, {"act": "deciding.resolve", "step": "words", **data, **more})
    writer.post(WRITE, {"act": "deciding.resolve", "step": "check", "do": "announce", **data, **more})
    return UUID(writer.url.split("/")[3])


def react(world, name, proposal_id, reaction="agree", number=1, **more):
    data = {"step": "cast", "reaction": reaction, **more}
    return visitor(world, name).post(f"voorstellen/{proposal_id}/stem/{number}/", data)


def vote(world, name, proposal_id, *marks, number=1, step="cast"):
    return visitor(world, name).post(
        f"voorstellen/{proposal_id}/stem/{number}/", {"step": step, "marks": list(marks)}
    )


@pytest.fixture
def voting(db):
    """Ordinary decisions by an open vote straight away."""
    return build(decisions={"way": "majority", "notice": 0, "quorum": [0, 1]})


@pytest.fixture
def secret(db):
    """Ordinary decisions by a secret vote straight away."""
    return build(decisions={"way": "majority", "notice": 0, "quorum": [0, 1], "secrecy": "secret"})


def test_every_state_and_every_end_has_words():
    assert set(stages.STATES) == set(State.values)
    assert set(ENDS) == set(Objection.End.values)


# The whole life of a proposal


def test_a_proposal_lives_from_an_idea_to_a_decision_in_force(world):
    anna = visitor(world, "anna")
    assert "Waar gaat je voorstel over?" in anna.get("voorstellen/nieuw/")
    page = words(anna.get(WRITE))
    assert "Wat de spelregels zeggen" in page
    assert "De ledenvergadering moet ja zeggen, met meer dan de helft van de stemmen." in page
    assert "Eerst vragen we of iemand bezwaar heeft." in page
    assert "Samen zorgen voor een zeker bestaan" in page, "the purpose stands beside the question about it"
    checked = words(anna.post(WRITE, {"step": "words", **BIKE}))
    assert "Klopt dit?" in checked
    assert BIKE["reason"] in checked
    page = words(anna.post(WRITE, {"step": "check", "do": "announce", **BIKE}))
    assert "Je voorstel is aangekondigd" in page
    assert "5 mensen krijgen bericht" in page
    proposal_id = UUID(anna.url.split("/")[3])

    page = words(visitor(world, "bram").get(f"voorstellen/{proposal_id}/"))
    assert "Jij bent aan zet" in page
    assert "0 van de 5 mensen gaven antwoord." in page
    assert "Jij mag hier meebeslissen. Waarom?" in page
    for name in EVERYONE[:-1]:
        assert "Dank je voor je antwoord" in react(world, name, proposal_id)
    assert "4 van de 5 mensen gaven antwoord." in words(anna.get(f"voorstellen/{proposal_id}/"))
    assert "Iedereen heeft geantwoord" in react(world, EVERYONE[-1], proposal_id)

    page = words(anna.get(f"voorstellen/{proposal_id}/"))
    assert "Aangenomen" in page
    assert "Er bleef geen bezwaar over." in page
    assert "kondigde het voorstel ‘We kopen een bakfiets’ aan" in page
    decision = queries.decision_of(world.collective_id, proposal_id)
    page = words(anna.get(f"besluiten/{decision.id}/"))
    assert f"Besluit {decision.number}" in page
    assert BIKE["reason"] in page
    assert "Verleng dit besluit" in page
    assert BIKE["title"] in anna.get("besluiten/")


def test_the_same_in_english(world):
    anna = visitor(world, "anna", "en")
    page = words(anna.get(WRITE))
    assert "What the house rules say" in page
    assert "The general meeting must agree, with more than half of the votes cast." in page
    proposal_id = announce(world, "anna")
    anna = visitor(world, "anna", "en")
    page = words(anna.get(f"voorstellen/{proposal_id}/"))
    assert "It is your turn" in page
    assert "0 of the 5 people have answered." in page
    for name in EVERYONE:
        react(world, name, proposal_id)
    assert "No objection remained. So it was agreed." in visitor(world, "anna", "en").get(
        f"voorstellen/{proposal_id}/"
    )


def test_an_objection_is_a_case_with_an_answer_and_an_end(world):
    proposal_id = announce(world, "anna")
    here = f"voorstellen/{proposal_id}/"
    els = visitor(world, "els")
    asked = els.post(f"{here}stem/1/", {"step": "check", "reaction": "object"})
    assert "Wat is je bezwaar?" in asked
    assert "Zonder reden is het geen bezwaar." in els.post(
        f"{here}stem/1/", {"step": "reason", "reaction": "object"}
    )
    given = {"reaction": "object", "text": "Hij past niet in de schuur."}
    assert "Is dit je bezwaar?" in els.post(f"{here}stem/1/", {"step": "reason", **given})
    back = els.post(f"{here}stem/1/", {"step": "cast", "reconsider": "1", **given})
    assert "Hij past niet in de schuur.</textarea>" in back
    assert "Je krijgt antwoord op je bezwaar." in els.post(f"{here}stem/1/", {"step": "cast", **given})

    [objection] = queries.objections(world.collective_id, proposal_id)
    anna = visitor(world, "anna")
    page = anna.get(here)
    assert "Hij past niet in de schuur." in page
    answer = f"{here}bezwaar/{objection.id}/antwoord/"
    assert answer in page
    assert f"{here}bezwaar/{objection.id}/afronden/" not in page, "it is not Anna's to end"
    assert "Schrijf je antwoord op." in anna.post(answer, {"text": ""})
    assert "Je antwoord staat erbij." in anna.post(answer, {"text": "We nemen een kleinere."})
    new = {"title": "We kopen een kleine bakfiets", "reason": "Die past in de schuur."}
    assert "vragen we iedereen opnieuw" in anna.get(f"{here}aanpassen/")
    assert "De nieuwe tekst staat er." in anna.post(f"{here}aanpassen/", new)

    settle = f"{here}bezwaar/{objection.id}/afronden/"
    assert settle in els.get(here)
    assert "Je bezwaar is afgerond." in els.post(settle, {"end": "integrated"})
    for name in ("anna", "bram", "chadia", "dirk"):
        react(world, name, proposal_id)
    page = words(anna.get(here))
    assert "Aangenomen" in page
    assert "opgelost" in page


def test_an_objection_that_remains_leads_to_a_vote_with_the_sum_in_words(world):
    proposal_id = announce(world, "anna")
    react(world, "els", proposal_id, "object", text="Te duur.")
    react(world, "dirk", proposal_id, "worried")
    for name in ("anna", "bram", "chadia"):
        react(world, name, proposal_id)
    world.wait(days=8)
    page = words(visitor(world, "anna").get(f"voorstellen/{proposal_id}/"))
    assert "Er bleef 1 bezwaar over. Daarom stemmen we." in page
    assert "Stemming, omdat er bezwaar bleef" in page
    for name in ("anna", "bram", "chadia", "dirk"):
        vote(world, name, proposal_id, "for", number=2)
    vote(world, "els", proposal_id, "against", number=2)
    html = visitor(world, "anna").get(f"voorstellen/{proposal_id}/")
    page = words(html)
    assert "5 van de 5 mensen stemden. 4 waren voor. Nodig: 3." in page
    assert f"/{visitor(world).slug}/spelregels/decisions/" in html, "the clause stands beside the sum"
    assert "4 voor" in page, "the bar is also there in words"
    assert "na een stemming toch doorgegaan" in page
    assert "Tegen Els" in page, "an open vote is open to who takes part"
    assert "De uitslag wordt definitief op" in page


def test_a_choice_among_several_with_costs(voting):
    options = {"counting": "approval", "options": "3", "option-1-title": "Een moestuin", "option-1-cost": "1.250,50", "option-1-text": "Bakken en zaad",
               "option-2-title": "Een feest", "option-2-cost": "300", "option-3-title": ""}  # fmt: skip
    proposal_id = announce(voting, "anna", choice="1", **options)
    ballot = visitor(voting, "bram").get(f"voorstellen/{proposal_id}/stem/1/")
    assert "Welke mogelijkheden vind je goed?" in ballot
    assert "Bakken en zaad · € 1.250,50" in ballot
    assert "Een moestuin" in vote(voting, "bram", proposal_id, "1", "2", step="check")
    for name, marks in {"anna": "1", "bram": "12", "chadia": "1", "dirk": "2", "els": ""}.items():
        vote(voting, name, proposal_id, *marks)
    page = words(visitor(voting, "anna").get(f"voorstellen/{proposal_id}/"))
    assert "Een moestuin kreeg de meeste steun: 3 van de 4 mensen die kozen." in page
    assert "5 van de 5 mensen stemden. 3 waren voor. Nodig: 3." in page
    assert "Gekozen: Een moestuin" in page or "Aangenomen" in page
    assert "€ 1.250,50" in page


def test_a_person_is_appointed_through_the_pages(world):
    anna = visitor(world, "anna")
    assert "act=membership.appoint" in anna.get("voorstellen/nieuw/mens/")
    page = anna.get(WRITE, act="membership.appoint")
    assert "Over wie gaat het?" in page
    assert "Kies iemand uit de lijst." in anna.post(
        WRITE, {"act": "membership.appoint", "params": "{}", "step": "params"}
    )
    chosen = {
        "act": "membership.appoint",
        "params": "{}",
        "step": "params",
        "person_id": str(world.bram),
        "body": "board",
    }
    page = words(anna.post(WRITE, chosen))
    assert "Wie Bram" in page
    assert "De stemming is geheim." in page
    params = f'{{"person_id": "{world.bram}", "body": "board"}}'
    given = {
        "act": "membership.appoint",
        "params": params,
        "title": "Bram in het bestuur",
        "reason": "Hij kan het.",
    }
    checked = words(anna.post(WRITE, {**given, "step": "words"}))
    assert "Wie Bram" in checked
    anna.post(WRITE, {**given, "step": "check", "do": "announce"})
    proposal_id = UUID(anna.url.split("/")[3])
    world.wait(days=8)
    for name in EVERYONE:
        vote(world, name, proposal_id, "against" if name in {"els", "dirk"} else "for")
    world.wait(days=4)
    assert world.state(proposal_id) == "done"
    page = words(visitor(world, "dirk").get(f"voorstellen/{proposal_id}/"))
    assert "Aangenomen en uitgevoerd" in page
    assert "5 van de 5 mensen stemden. 3 waren voor." in page


def test_parameters_come_as_json_from_another_page(world):
    """The statute's form sends the act and its parameters like this."""
    params = f'{{"person_id": "{world.bram}", "body": "board"}}'
    page = words(visitor(world, "anna").post(WRITE, {"act": "membership.appoint", "params": params}))
    assert "Wie Bram" in page
    assert "Schrijf je voorstel" in page


def test_new_rules_show_the_old_sentence_and_the_new(world):
    version = world_version(world)
    change = '{"clause": "decisions", "parameter": "voting_days", "before": 7, "after": 14}'
    params = f'{{"against": "{version.hash}", "changes": [{change}]}}'
    html = visitor(world, "anna").post(WRITE, {"act": "statute.amend", "params": params})
    assert re.search(r"<del>.*?7</del>.*?<ins>.*?14</ins>", html)
    assert "ten minste drie vierde" in html


def world_version(world):
    from samenspel.rooms.statute import queries as statute

    return statute.in_force(world.collective_id, world.now)


# Drafts, and what one takes back


def test_a_draft_is_only_for_who_wrote_it(world):
    anna = visitor(world, "anna")
    anna.post(WRITE, {"step": "check", "do": "keep", **BIKE})
    here = anna.url.removeprefix(f"/{anna.slug}/")
    assert "Alleen jij ziet het." in anna.get(here)
    assert BIKE["title"] in anna.get("voorstellen/")
    bram = visitor(world, "bram")
    bram.get(here, status=404)
    bram.get(f"{here}aanpassen/", status=403)
    bram.post(f"{here}aankondigen/", status=403)
    assert BIKE["title"] not in bram.get("voorstellen/")
    page = anna.post(f"{here}aanpassen/", {"title": "Twee bakfietsen", "reason": "Voor elke straat een."})
    assert "De nieuwe tekst staat er." in page
    assert "Wil je dit voorstel aankondigen?" in anna.get(f"{here}aankondigen/")
    assert "Je voorstel is aangekondigd" in anna.post(f"{here}aankondigen/")
    assert "Twee bakfietsen" in bram.get(here)


def test_a_draft_can_be_thrown_away_and_a_proposal_taken_back(world):
    anna = visitor(world, "anna")
    anna.post(WRITE, {"step": "check", "do": "keep", **BIKE})
    here = anna.url.removeprefix(f"/{anna.slug}/")
    assert "Wil je dit concept weggooien?" in anna.get(f"{here}intrekken/")
    assert "Je concept is weg." in anna.post(f"{here}intrekken/")
    assert BIKE["title"] not in visitor(world, "bram").get("voorstellen/"), "nobody else ever saw it"
    visitor(world, "bram").get(here, status=404)
    proposal_id = announce(world, "anna")
    assert "Je hebt je voorstel ingetrokken." in anna.post(f"voorstellen/{proposal_id}/intrekken/")
    assert "ingetrokken" in visitor(world, "bram").get(f"voorstellen/{proposal_id}/")


# Bad input, and pressing twice


def test_mistakes_are_named_and_nothing_typed_is_lost(world):
    anna = visitor(world, "anna")
    page = anna.post(WRITE, {"step": "words", "title": "Ab", "reason": "", "touches": "Iedereen hier"})
    assert "<title>Fout:" in page
    assert "Schrijf iets meer, zodat iedereen het begrijpt." in page
    assert "Schrijf waarom je dit wilt." in page
    assert 'value="Iedereen hier"' in page
    page = anna.post(WRITE, {"step": "words", **BIKE, "title": "x" * 161})
    assert "hooguit 160 tekens" in page
    assert "x" * 161 in page


def test_options_are_checked_and_rows_are_added(world):
    anna = visitor(world, "anna")
    one = {**BIKE, "choice": "1", "options": "3", "option-1-title": "Een moestuin", "option-1-cost": "veel"}
    page = anna.post(WRITE, {"step": "words", **one})
    assert "Voor een keuze zijn ten minste twee mogelijkheden nodig." in page
    assert "Schrijf een bedrag in euro’s" in page
    page = anna.post(WRITE, {"step": "words", "more": "1", **one})
    assert "option-4-title" in page
    assert 'value="Een moestuin"' in page
    assert "Schrijf een bedrag" not in page, "adding a row is not yet checking"
    assert BIKE["title"] in page


def test_changing_the_answers_brings_everything_back(world):
    page = visitor(world, "anna").post(WRITE, {"step": "check", "change": "1", **BIKE})
    for typed in BIKE.values():
        assert typed in page


def test_sending_a_form_twice_makes_one_proposal(world):
    anna, key = visitor(world, "anna"), uuid4()
    count = queries.proposals(world.collective_id).count()
    anna.post(WRITE, {"step": "check", "do": "announce", **BIKE}, key=key)
    first = anna.url
    anna.post(WRITE, {"step": "check", "do": "announce", **BIKE}, key=key)
    assert anna.url == first
    assert queries.proposals(world.collective_id).count() == count + 1


def test_voting_twice_with_one_form_is_voting_once(secret):
    proposal_id, key = announce(secret, "anna"), uuid4()
    bram, address = visitor(secret, "bram"), f"voorstellen/{proposal_id}/stem/1/"
    assert "Je stem is binnen" in bram.post(address, {"step": "cast", "marks": "for"}, key=key)
    assert "Je stem is binnen" in bram.post(address, {"step": "cast", "marks": "for"}, key=key)
    page = bram.post(address, {"step": "cast", "marks": "against"}, status=409)
    assert "Een geheime stem kun je niet veranderen" in page
    assert secret.votes(proposal_id)[0].voted == 1


def test_choices_that_are_not_on_the_ballot_are_refused(voting):
    proposal_id = announce(voting, "anna")
    address = f"voorstellen/{proposal_id}/stem/1/"
    bram = visitor(voting, "bram")
    assert "Kies een van de drie." in bram.post(address, {"step": "check"})
    assert "Kies een van de drie." in bram.post(address, {"step": "cast", "marks": "perhaps"})
    assert voting.votes(proposal_id)[0].voted == 0


@pytest.mark.parametrize(
    "data",
    [
        {"act": "deciding.vote"},
        {"act": "no.such.act"},
        {"act": "statute.amend", "params": "{}"},
        {"act": "deciding.renew", "params": "not json"},
        {"act": "deciding.renew", "params": '["a", "list"]'},
    ],
)
def test_what_no_proposal_can_carry_is_refused_with_a_sentence(world, data):
    page = visitor(world, "anna").post(WRITE, data, status=409)
    assert "Dit kan niet met een voorstel." in page or "Er mist iets voor dit voorstel." in page


def test_a_discussion_keeps_what_was_typed(world):
    proposal_id = announce(world, "anna")
    bram = visitor(world, "bram")
    assert "Schrijf eerst iets op." in bram.post(f"voorstellen/{proposal_id}/", {"text": " "})
    page = bram.post(f"voorstellen/{proposal_id}/", {"text": "Goed plan!\nMag hij ook elektrisch?"})
    assert "Je woorden staan in het gesprek." in page
    assert "Mag hij ook elektrisch?" in page
    page = bram.post(f"voorstellen/{proposal_id}/", {"text": "<script>alert(1)</script>"})
    assert "<script>alert(1)" not in page.replace("&lt;", "<") or "alert(1)" in words(page)
    raw = bram.client.get(f"/{bram.slug}/voorstellen/{proposal_id}/").content.decode()
    assert "<script>alert" not in raw


def test_a_vote_that_is_not_open_says_so(world):
    anna = visitor(world, "anna")
    params = f'{{"person_id": "{world.bram}", "body": "board"}}'
    given = {
        "act": "membership.appoint",
        "params": params,
        "title": "Bram in het bestuur",
        "reason": "Hij kan het.",
    }
    anna.post(WRITE, {**given, "step": "check", "do": "announce"})
    here = f"voorstellen/{anna.url.split('/')[3]}/stem/1/"
    assert "Deze stemming gaat open op" in anna.get(here, status=409)
    world.wait(days=20)
    assert "Deze stemming is gesloten." in anna.get(here, status=409)


# Secrecy


def test_a_secret_vote_says_who_can_see_what(secret):
    proposal_id = announce(secret, "anna")
    ballot = visitor(secret, "bram").get(f"voorstellen/{proposal_id}/stem/1/")
    assert "Niemand ziet wat jij stemt. Ook het bestuur niet." in ballot
    assert "wie de computer beheert waarop dit draait, zou kunnen meekijken" in ballot
    assert "nooit helemaal geheim" not in ballot, "with five people there is no need to warn"
    vote(secret, "bram", proposal_id, "for")
    page = words(visitor(secret, "anna").get(f"voorstellen/{proposal_id}/"))
    assert "1 van de 5 mensen stemde." in page
    assert "Bram" not in page, "not in the history either"
    own = visitor(secret, "bram").get(f"voorstellen/{proposal_id}/")
    assert "/stem/1/" not in own, "a secret vote cannot be changed"


def test_a_small_secret_vote_warns_that_it_is_not_really_secret(db):
    world = build(
        decisions={"way": "majority", "secrecy": "secret", "body": "board", "notice": 0, "quorum": [0, 1]}
    )
    proposal_id = announce(world, "anna")
    ballot = visitor(world, "anna").get(f"voorstellen/{proposal_id}/stem/1/")
    assert "Hier stemt maar 1 mens." in ballot


@pytest.mark.parametrize(
    ("marks", "shown"),
    [
        ({"anna": "for", "bram": "for", "chadia": "for", "dirk": "against"}, False),
        (dict.fromkeys(NAMES, "for"), False),
        ({**dict.fromkeys(NAMES, "for"), "els": "against"}, False),
        ({**dict.fromkeys(NAMES, "for"), "els": "against", "dirk": "against"}, True),
    ],
)
def test_the_split_of_a_secret_vote_is_shown_only_when_it_tells_nothing_of_one_person(secret, marks, shown):
    proposal_id = announce(secret, "anna")
    for name, mark in marks.items():
        vote(secret, name, proposal_id, mark)
    secret.wait(days=8)
    page = words(visitor(secret, "bram").get(f"voorstellen/{proposal_id}/"))
    assert ("3 waren voor. Nodig: 3." in page) == shown
    assert ("We laten niet zien hoeveel." in page) == (not shown)
    assert f"{len(marks)} van de 5 mensen stemden." in page
    outside = words(visitor(secret).get(f"voorstellen/{proposal_id}/"))
    assert ("3 waren voor." in outside) == shown


def helped(world, helper, name):
    """A browser of a helper who acts for someone."""
    guest = visitor(world, helper)
    consent = helping.give_consent(world.people[name], world.people[helper], helping.Way.MAIL, world.now)
    session = guest.client.session
    session[helping.SESSION] = {"consent": str(consent), "name": name.capitalize()}
    session.save()
    return guest


def test_a_helper_cannot_cast_a_secret_vote(secret):
    proposal_id = announce(secret, "anna")
    guest = helped(secret, "bram", "chadia")
    assert "Je helpt nu Chadia." in words(guest.get(f"voorstellen/{proposal_id}/stem/1/", status=403))
    guest.post(f"voorstellen/{proposal_id}/stem/1/", {"step": "cast", "marks": "for"}, status=403)
    assert secret.votes(proposal_id)[0].voted == 0


def test_a_helper_can_react_in_the_open_and_both_names_stand_in_the_book(world):
    proposal_id = announce(world, "anna")
    guest = helped(world, "bram", "chadia")
    given = {"step": "cast", "reaction": "object", "text": "Ik kan niet fietsen."}
    guest.post(f"voorstellen/{proposal_id}/stem/1/", given)
    page = words(visitor(world, "anna").get(f"voorstellen/{proposal_id}/"))
    assert "Chadia maakte bezwaar. Bram hielp daarbij." in page


# Who sees what


def test_outsiders_see_nothing_that_runs_and_are_asked_to_sign_in(world):
    proposal_id = announce(world, "anna")
    stranger = visitor(world)
    for path in ("", "stem/1/", "aanpassen/", "intrekken/", "aankondigen/"):
        with clock.set_to(world.now):
            response = stranger.client.get(f"/{stranger.slug}/voorstellen/{proposal_id}/{path}")
        assert response.status_code == 302, path
        assert response.url.startswith("/inloggen/?next="), path
    assert BIKE["title"] not in stranger.get("voorstellen/")
    farid = accounts.create_person("Farid", "nl", world.now)
    outsider = Visitor(world, farid.id)
    outsider.get(f"voorstellen/{proposal_id}/", status=403)
    outsider.get(f"voorstellen/{uuid4()}/", status=403)
    outsider.get("voorstellen/nieuw/", status=403)
    outsider.post(WRITE, {"step": "check", "do": "announce", **BIKE}, status=403)
    outsider.post(f"voorstellen/{proposal_id}/", {"text": "Hallo"}, status=403)


def test_outsiders_read_what_was_decided_without_names(world):
    proposal_id = announce(world, "anna")
    visitor(world, "dirk").post(f"voorstellen/{proposal_id}/", {"text": "Ik wil er ook een."})
    react(world, "els", proposal_id, "object", text="Te duur voor mij.")
    for name in ("anna", "bram", "chadia", "dirk"):
        react(world, name, proposal_id)
    world.wait(days=8)
    for name in EVERYONE:
        vote(world, name, proposal_id, "against" if name == "els" else "for", number=2)
    world.wait(days=4)
    stranger = visitor(world)
    page = words(stranger.get(f"voorstellen/{proposal_id}/"))
    assert BIKE["reason"] in page
    assert "4 waren voor. Nodig: 3." in page
    for hidden in ("Anna", "Els", "Te duur voor mij", "Ik wil er ook een", "Wie wat koos", "Zeg het"):
        assert hidden not in page, hidden
    assert BIKE["title"] in stranger.get("voorstellen/")
    assert BIKE["title"] in stranger.get("besluiten/")


def test_what_was_decided_about_a_person_tells_outsiders_no_name(world):
    proposal_id = world.propose(
        world.anna, "Bram in het bestuur", "Bram rekent goed.", act="membership.appoint",
        params={"person_id": str(world.bram), "body": "board"},
    )  # fmt: skip
    world.see_through(proposal_id)
    stranger = visitor(world)
    for path in (f"voorstellen/{proposal_id}/", "voorstellen/", "besluiten/?alle=1"):
        page = words(stranger.get(path))
        assert "Bram" not in page, path
    decision = queries.decision_of(world.collective_id, proposal_id)
    assert "Bram" not in words(stranger.get(f"besluiten/{decision.id}/"))
    assert "Bram in het bestuur" in visitor(world, "els").get(f"voorstellen/{proposal_id}/")


def test_without_a_clause_on_openness_outsiders_read_nothing(world, monkeypatch):
    proposal_id = announce(world, "anna")
    for name in EVERYONE:
        react(world, name, proposal_id)
    with closed_book(monkeypatch):
        stranger = visitor(world)
        for path in ("voorstellen/", "besluiten/", f"voorstellen/{proposal_id}/"):
            with clock.set_to(world.now):
                assert stranger.client.get(f"/{stranger.slug}/{path}").status_code == 302


@contextmanager
def closed_book(monkeypatch) -> Iterator[None]:
    """Read the rules as if their clause on openness were not there."""
    from samenspel.rooms.deciding.pages import frame

    monkeypatch.setattr(frame.Reader, "opened", property(lambda _self: False))
    yield


def test_things_of_another_collective_are_not_found(world):
    proposal_id = announce(world, "anna")
    react(world, "els", proposal_id, "object", text="Te duur.")
    [objection] = queries.objections(world.collective_id, proposal_id)
    other = Story(world.now)
    other.begin(world.anna, "De Kring", "Ede", BEGIN.date(), WERKCOOPERATIE, {})
    anna = Visitor(other, world.anna)
    for path in (
        f"{proposal_id}/",
        f"{proposal_id}/stem/1/",
        f"{proposal_id}/bezwaar/{objection.id}/antwoord/",
    ):
        anna.get(f"voorstellen/{path}", status=404)
    anna.get(f"besluiten/{uuid4()}/", status=404)
    anna.get(f"voorstellen/{proposal_id}/aankondigen/", status=403)
    here = visitor(world, "anna")
    mine = announce(world, "anna", {**BIKE, "title": "Nog een voorstel"})
    here.get(f"voorstellen/{mine}/bezwaar/{objection.id}/antwoord/", status=404)
    here.get(f"voorstellen/{mine}/stem/9/", status=404)
    here.get("/bestaat-niet/voorstellen/", status=404)


def test_an_unknown_person_in_the_parameters_is_refused(world):
    page = visitor(world, "anna").post(
        WRITE, {"act": "membership.appoint", "params": '{"person_id": "nobody", "body": "board"}'}
    )
    assert "Over wie gaat het?" in page, "what cannot be read is asked again"
    page = visitor(world, "anna").post(
        WRITE, {"act": "deciding.renew", "params": f'{{"decision_id": "{uuid4()}"}}'}
    )
    assert "Schrijf je voorstel" in page


# After the outcome


def test_an_outcome_can_be_challenged_once(voting):
    proposal_id = announce(voting, "anna")
    for name in ("anna", "bram", "chadia"):
        vote(voting, name, proposal_id, "for")
    voting.wait(days=7)
    dirk, here = visitor(voting, "dirk"), f"voorstellen/{proposal_id}/"
    assert f"{here}stem/1/betwisten/" in dirk.get(here)
    page = dirk.post(f"{here}stem/1/betwisten/", {"text": "Ik kreeg geen bericht."})
    assert "Wil je deze uitslag betwisten?" in page
    page = dirk.post(f"{here}stem/1/betwisten/", {"text": "Ik kreeg geen bericht.", "step": "send"})
    assert "Er komt een nieuwe stemming." in page
    page = words(dirk.get(here))
    assert "Deze uitslag is betwist. Hij telt niet meer." in page
    assert "Nieuwe stemming, omdat de eerste uitslag is betwist" in page
    assert "betwisten/" not in dirk.get(here)


def test_a_decision_is_renewed_through_the_pages(world):
    proposal_id = announce(world, "anna")
    for name in EVERYONE:
        react(world, name, proposal_id)
    decision = queries.decision_of(world.collective_id, proposal_id)
    anna = visitor(world, "anna")
    link = f"{WRITE}?act=deciding.renew&decision_id={decision.id}"
    assert link in anna.get("besluiten/", renew="1")
    page = words(anna.get(WRITE, act="deciding.renew", decision_id=str(decision.id)))
    assert "Welk besluit We kopen een bakfiets" in page
    params = f'{{"decision_id": "{decision.id}"}}'
    given = {
        "act": "deciding.renew",
        "params": params,
        "title": "De bakfiets houden",
        "reason": "Hij bevalt.",
    }
    anna.post(WRITE, {**given, "step": "check", "do": "announce"})
    renewing = UUID(anna.url.split("/")[3])
    for name in EVERYONE:
        react(world, name, renewing)
    assert world.state(renewing) == "done"
    assert queries.decision(world.collective_id, decision.id).review_on >= decision.review_on


def test_the_letter_of_a_body_outside_is_recorded(db):
    story = Story(BEGIN)
    anna = accounts.create_person("Anna", "nl", BEGIN).id
    story.begin(anna, "De Werkplaats", "Ede", BEGIN.date(), WERKCOOPERATIE, {})
    story.people = {"anna": anna}
    params = {"person_id": str(anna), "body": "guardian"}
    proposal_id = story.propose(
        anna, "Anna wordt bewaarder", "Zij past op ons doel.", act="membership.appoint", params=params
    )
    story.wait(days=31)
    board, here = Visitor(story, anna), f"voorstellen/{proposal_id}/"
    assert "Leg vast wat zij besloten" in board.get(here)
    assert "Kies een van de twee." in board.post(f"{here}stem/1/brief/", {"letter": "Brief"})
    page = board.post(
        f"{here}stem/1/brief/", {"agreed": "yes", "letter": "Brief van 2 februari, getekend door de bond."}
    )
    assert "Het is vastgelegd." in page
    story.wait(days=4)
    assert queries.proposal(story.collective_id, proposal_id).state == "done"


# Lists, an earlier day, and speed


def test_lists_are_searched_filtered_and_cut_in_pages(world):
    for number in range(25):
        world.propose(world.anna, f"Voorstel nummer {number}", "Omdat het kan.")
    anna = visitor(world, "anna")
    page = anna.get("voorstellen/", staat="loopt")
    assert "Pagina 1 van 2" in page
    assert "Voorstel nummer 3<" in anna.get("voorstellen/", staat="loopt", page="2")
    assert "1 voorstel gevonden voor ‘nummer 17’." in anna.get("voorstellen/", zoek="nummer 17")
    assert "We vonden geen voorstellen." in anna.get("voorstellen/", zoek="olifant")
    assert "We vonden geen voorstellen." in anna.get("voorstellen/", staat="gestopt")
    for odd in ("x", "-3", "99999999999999999999", "٣"):
        anna.get("voorstellen/", page=odd)
    anna.get("voorstellen/", zoek="\x00%_", staat="bestaat-niet")


def test_a_new_collective_sees_an_invitation_to_propose(db):
    story = Story(BEGIN)
    anna = accounts.create_person("Anna", "nl", BEGIN).id
    story.begin(anna, "De Kring", "Ede", BEGIN.date(), WERKCOOPERATIE, {})
    page = Visitor(story, anna).get("voorstellen/")
    assert "Er zijn nog geen voorstellen." in page
    assert "Doe een voorstel" in page


def test_reading_an_earlier_day_shows_how_it_stood_and_offers_nothing(world):
    proposal_id = announce(world, "anna")
    react(world, "els", proposal_id, "object", text="Te duur.")
    day = clock.local_day(world.now).isoformat()
    world.wait(days=20)
    anna = visitor(world, "anna")
    session = anna.client.session
    session["reading_as_of"] = {"slug": anna.slug, "date": day}
    session.save()
    page = anna.get(f"voorstellen/{proposal_id}/")
    assert "stemming is open" in page
    assert "Stemming, omdat er bezwaar bleef" not in page
    assert "/stem/1/" not in page
    assert "Zeg het" not in page
    assert "Doe een voorstel" not in anna.get("voorstellen/")
    assert "stemming is open" in anna.get("voorstellen/")
    anna.get("voorstellen/nieuw/", status=409)


def test_pages_ask_few_questions_of_the_database(world):
    proposal_id = announce(world, "anna")
    for name in ("bram", "chadia", "dirk", "els"):
        react(world, name, proposal_id, "object", text=f"Bezwaar van {name}.")
        for number in range(8):
            visitor(world, name).post(f"voorstellen/{proposal_id}/", {"text": f"Woord {number} van {name}."})
    for number in range(30):
        world.propose(world.bram, f"Voorstel {number}", "Omdat het kan.")
    anna = visitor(world, "anna")
    for path in (
        f"voorstellen/{proposal_id}/",
        "voorstellen/",
        "besluiten/",
        WRITE,
        f"voorstellen/{proposal_id}/stem/1/",
    ):
        anna.get(path)
        with CaptureQueriesContext(connection) as asked:
            anna.get(path)
        assert len(asked) < 30, (path, len(asked), [query["sql"][:90] for query in asked])


def test_standing_alone_does_not_open_the_ballot(world):
    """A funder takes part but is not on the register: the page shows no button, and the gate refuses."""
    greet = accounts.create_person("Greet", "nl", world.now).id
    world.grant(greet, Standing.FUNDER, world.anna)
    proposal_id = announce(world, "anna")
    guest = Visitor(world, greet)
    assert "/stem/1/" not in guest.get(f"voorstellen/{proposal_id}/")
    guest.get(f"voorstellen/{proposal_id}/stem/1/", status=403)
    guest.post(f"voorstellen/{proposal_id}/stem/1/", {"step": "cast", "reaction": "agree"}, status=403)
    assert world.votes(proposal_id)[0].voted == 0
