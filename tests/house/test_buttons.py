"""The pages' side of the table: a way to an act is shown to exactly those of the cast who may do it."""

import html
import re

import pytest
from django.conf import settings
from django.test import Client

from house.scene import build
from samenspel.ground.people.models import Person
from samenspel.kernels.statute.judge import Outcome
from samenspel.rooms.deciding.models import Round
from samenspel.rooms.statute import gate
from samenspel.rooms.statute.gate import GateError
from samenspel.site import clock
from support.cast import NAMES


@pytest.fixture
def scene(db):
    return build()


def page_of(scene, name, path):
    client = Client(headers={"accept-language": "nl"})
    client.force_login(
        Person.objects.get(id=scene.cast.people[name]), backend=settings.AUTHENTICATION_BACKENDS[0]
    )
    with clock.set_to(scene.at):
        answer = client.get(f"/{scene.cast.slug}/{path}", follow=True)
    assert answer.status_code in {200, 403}, (name, path, answer.status_code)
    return answer.content.decode() if answer.status_code == 200 else ""


def may(scene, name, act):
    try:
        verdict = gate.ask(act, scene.cast.actor(name), scene.params[act], at=scene.at)
    except GateError:
        return False
    return verdict.outcome is Outcome.ALLOWED


def proposal(scene, act, field="round_id"):
    """The page of the proposal that an act is about."""
    if field == "proposal_id":
        return f"voorstellen/{scene.params[act][field]}/"
    vote = Round.objects.get(collective_id=scene.cast.collective_id, id=scene.params[act][field])
    return f"voorstellen/{vote.proposal_id}/"


def task(scene):
    """The page of the task that nobody took on yet."""
    return f"inzet/{scene.params['work.sign_up']['task_id']}/"


WAYS = {
    "deciding.propose": (lambda _: "voorstellen/", "voorstellen/nieuw/"),
    "deciding.react": (lambda s: proposal(s, "deciding.react"), "/stem/"),
    "deciding.vote": (lambda s: proposal(s, "deciding.vote"), "/stem/"),
    "deciding.speak": (lambda s: proposal(s, "deciding.speak", "proposal_id"), "<textarea"),
    "deciding.challenge": (lambda s: proposal(s, "deciding.challenge"), "/betwisten/"),
    "deciding.answer": (lambda s: proposal(s, "deciding.react"), "/antwoord/"),
    "deciding.settle": (lambda s: proposal(s, "deciding.react"), "/afronden/"),
    "membership.invite": (lambda _: "mensen/", "/uitnodigen/"),
    "membership.leave": (lambda _: "", "/weggaan/"),
    "ledger.pay": (lambda _: "rekening/", "/rekening/geven/"),
    "ledger.promise": (lambda _: "rekening/", "/rekening/opzijzetten/"),
    "ledger.keep": (lambda _: "rekening/", "/nu/"),
    "ledger.release": (lambda _: "rekening/", "/stoppen/"),
    "ledger.receive": (lambda _: "kas/", "/kas/erbij/"),
    "ledger.read_statement": (lambda _: "kas/", "/kas/bank/"),
    "ledger.open_account": (lambda _: "kas/", '/kas/rekening/"'),
    "ledger.correct": (
        lambda s: f"kas/rekening/{s.params['ledger.receive']['taker']}/",
        "/kas/terugdraaien/",
    ),
    "ledger.ask_expenses": (lambda _: "rekening/vragen/", "/vragen/onkosten/"),
    "ledger.grant": (lambda _: "rekening/vragen/", "/ja/"),
    "ledger.decline": (lambda _: "rekening/vragen/", "/nee/"),
    "ledger.take_back": (lambda _: "rekening/vragen/", "/terug/"),
    "ledger.make_payment_file": (lambda _: "kas/", "/kas/betalen/"),
    "ledger.audit_year": (lambda _: "kas/jaar/2026/nakijken/", 'name="finding"'),
    "ledger.send_invoice": (lambda _: "kas/facturen/", "/facturen/nieuw/"),
    "ledger.ask_pot": (lambda _: "rekening/potje/", "/potje/vragen/"),
    "ledger.fill_pot": (lambda _: "kas/potjes/", "/potjes/vullen/"),
    "voice.counter": (lambda s: proposal(s, "voice.counter", "proposal_id"), "/tegengeluid/"),
    "voice.take_back": (lambda s: proposal(s, "voice.counter", "proposal_id"), "/terug/"),
    "work.plan": (lambda _: "inzet/", "/inzet/nieuw/"),
    "work.report": (lambda _: "inzet/", "/gedaan/opschrijven/"),
    "work.sign_up": (task, "/meedoen/"),
    "work.cancel": (task, "/weg/"),
    "work.name_kind": (lambda _: "inzet/soorten/", "/soorten/nieuw/"),
    "work.close_kind": (lambda _: "inzet/soorten/", "/stoppen/"),
    "work.confirm": (lambda _: "inzet/gedaan/", "/ja/"),
    "work.decline": (lambda _: "inzet/gedaan/", "/nee/"),
}
SEEN_BY_ALL = {"membership.leave"}
"""How to leave is findable for everyone (2:35 lid 6 BW), also for who does not take part."""


@pytest.mark.parametrize("act", sorted(set(WAYS) - SEEN_BY_ALL))
def test_a_way_is_shown_to_those_who_may(scene, act):
    where, sign = WAYS[act]
    path = where(scene)
    shown = {name: sign in page_of(scene, name, path) for name in NAMES}
    allowed = {name: may(scene, name, act) for name in NAMES}
    assert shown == allowed


def test_everyone_who_takes_part_finds_how_to_leave(scene):
    for name in NAMES:
        if may(scene, name, "membership.leave"):
            assert "/weggaan/" in page_of(scene, name, ""), name


def test_from_someones_card_one_asks_the_rules_what_they_may_do(scene):
    card = page_of(scene, "bram", f"mensen/{scene.cast.anna}/")
    [address] = re.findall(rf'href="/{scene.cast.slug}/(mag-ik/[^"]+)"', card)
    asked = page_of(scene, "bram", html.unescape(address) + "&wat=register")
    assert "Dit mag." in asked
    own = page_of(scene, "bram", "mag-ik/?als=person&als=member&wat=register")
    assert "Dit mag niet." in own


def test_following_a_way_one_does_not_have_ends_at_a_page_that_leads_to_the_rules(scene):
    for name in ("farid", "huub"):
        client = Client(headers={"accept-language": "nl"})
        client.force_login(
            Person.objects.get(id=scene.cast.people[name]), backend=settings.AUTHENTICATION_BACKENDS[0]
        )
        with clock.set_to(scene.at):
            answer = client.get(f"/{scene.cast.slug}/voorstellen/nieuw/handeling/?act=deciding.resolve")
        assert answer.status_code == 403
        assert f"/{scene.cast.slug}/spelregels/" in answer.content.decode()
