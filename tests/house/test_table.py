"""One table: every act, every one of the cast. What the judge says, the API says and the attempt does must agree."""

import json

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from house.scene import build
from samenspel.ground.people.models import Person
from samenspel.kernels.statute.judge import Outcome
from samenspel.rooms.statute import gate
from samenspel.rooms.statute.gate import ACTS, ImpossibleError, NeedsDecisionError, RefusedError
from samenspel.rooms.statute.params import to_json
from samenspel.site import clock
from samenspel.site.api import _open_to_people
from support.cast import NAMES

TRIED = sorted(name for name in ACTS if _open_to_people(name))
DONE, IMPOSSIBLE, DECISION, REFUSED = "done", "impossible", "needs decision", "refused"

# Who may do what on this day, in the order of the cast: anna bram chadia dirk els farid greet huub.
# + done, d takes a decision, - refused, x would be allowed but does not fit this day.
TABLE = {
    "deciding.propose": "+++-----",
    "deciding.reword": "+-------",
    "deciding.announce": "+xx-----",
    "deciding.withdraw": "+-------",
    "deciding.speak": "+++++-+-",
    "deciding.vote": "++------",
    "deciding.react": "++------",
    "deciding.object": "++------",
    "deciding.answer": "+-------",
    "deciding.settle": "-+------",
    "deciding.challenge": "++------",
    "deciding.record_outside_consent": "x-------",
    "statute.adopt": "x-------",
    "statute.record_deed": "x-------",
    "membership.begin": "x-------",
    "membership.apply": "+++x+x++",
    "membership.withdraw_application": "-----+--",
    "membership.enter_person": "+-------",
    "membership.invite": "++------",
    "membership.withdraw_invitation": "++------",
    "membership.leave": "+++++-+-",
    "membership.record_contribution": "+-------",
    "membership.issue_share": "+-------",
    "membership.resign_office": "+-------",
    "ledger.open": "x-------",
    "ledger.open_coin": "dddddddd",
    "ledger.open_account": "+-------",
    "ledger.receive": "+-------",
    "ledger.spend": "dddddddd",
    "ledger.carry": "+-------",
    "ledger.read_statement": "+-------",
    "ledger.match_line": "+-------",
    "ledger.correct": "+-------",
    "ledger.set_bounds": "dddddddd",
    "ledger.pay": "+++x----",
    "ledger.promise": "+++x----",
    "ledger.keep": "+-------",
    "ledger.release": "++------",
    "ledger.ask_expenses": "++++----",
    "ledger.ask_pot": "+++-----",
    "ledger.grant": "+-d-----",
    "ledger.decline": "+-------",
    "ledger.take_back": "--+-----",
    "ledger.release_payments": "+-------",
    "ledger.make_payment_file": "x-------",
    "ledger.stop_payment": "+-------",
    "ledger.audit_year": "x+------",
    "ledger.set_sender": "+-------",
    "ledger.send_invoice": "+-------",
    "ledger.credit_invoice": "+-------",
    "ledger.fill_pot": "+-------",
    "ledger.fold_pot": "x-------",
    "work.ask_allowance": "xxxx----",
    "voice.counter": "+++++x++",
    "voice.support": "+++++xx+",
    "voice.take_back": "-----++-",
    "work.plan": "++++----",
    "work.cancel": "++------",
    "work.sign_up": "++++----",
    "work.withdraw": "xx+x----",
    "work.offer": "xx+x----",
    "work.take_over": "++x+----",
    "work.name_kind": "+-------",
    "work.close_kind": "+-------",
    "work.report": "++++----",
    "work.confirm": "++x+----",
    "work.decline": "++x+----",
}


@pytest.fixture
def scene(db):
    return build()


def outcome(verdict):
    return {Outcome.ALLOWED: DONE, Outcome.NEEDS_DECISION: DECISION}.get(verdict.outcome, REFUSED)


def undone(work):
    """Do something and take it back."""
    point = transaction.savepoint()
    try:
        return work()
    finally:
        transaction.savepoint_rollback(point)


def asked(scene, act, name):
    try:
        return outcome(gate.ask(act, scene.cast.actor(name), scene.params[act], at=scene.at))
    except ImpossibleError:
        return IMPOSSIBLE


def attempted(scene, act, name):
    try:
        gate.attempt(act, scene.cast.actor(name), scene.params[act], at=scene.at)
    except NeedsDecisionError:
        return DECISION
    except RefusedError:
        return REFUSED
    except ImpossibleError:
        return IMPOSSIBLE
    return DONE


def over_http(scene, name, address, act):
    client = Client(headers={"accept-language": "nl"})
    client.force_login(
        Person.objects.get(id=scene.cast.people[name]), backend=settings.AUTHENTICATION_BACKENDS[0]
    )
    body = json.dumps(to_json(scene.params[act]))
    with clock.set_to(scene.at):
        return client.post(
            f"/api/collectives/{scene.cast.slug}/{address}/{act}", body, content_type="application/json"
        )


def api_says(scene, act, name):
    answer = over_http(scene, name, "may", act)
    if answer.status_code == 409:
        return IMPOSSIBLE
    assert answer.status_code == 200, answer.content
    return {"allowed": DONE, "needs_decision": DECISION}.get(answer.json()["outcome"], REFUSED)


def api_does(scene, act, name):
    answer = over_http(scene, name, "acts", act)
    if answer.status_code == 403:
        return DECISION if answer.json().get("outcome") == "needs_decision" else REFUSED
    return {200: DONE, 409: IMPOSSIBLE}[answer.status_code]


def test_every_act_has_parameters_for_this_day(scene):
    assert set(scene.params) == set(TRIED)


@pytest.mark.parametrize("act", TRIED)
def test_judge_api_and_attempt_agree_for_all_eight(scene, act):
    for name in NAMES:
        verdict = asked(scene, act, name)
        done = undone(lambda name=name: attempted(scene, act, name))
        assert api_says(scene, act, name) == verdict, name
        assert undone(lambda name=name: api_does(scene, act, name)) == done, name
        if verdict == DONE:
            assert done in {DONE, IMPOSSIBLE}, name
        else:
            assert done == verdict, name


SIGNS = {DONE: "+", DECISION: "d", REFUSED: "-", IMPOSSIBLE: "x"}


@pytest.mark.parametrize("act", TABLE)
def test_who_may_do_what(scene, act):
    row = "".join(SIGNS[undone(lambda name=name: attempted(scene, act, name))] for name in NAMES)
    assert row == TABLE[act]


@pytest.mark.parametrize("act", [act for act in TRIED if ACTS[act].by_decision])
def test_what_takes_a_decision_nobody_does_alone(scene, act):
    for name in NAMES:
        done = undone(lambda name=name: attempted(scene, act, name))
        board_may = act in {"membership.grant", "membership.end_grant", "ledger.grant"} and name == "anna"
        assert done != DONE or board_may, name


def test_without_signing_in_nobody_does_anything(scene):
    client = Client()
    for act in TRIED:
        answer = client.post(
            f"/api/collectives/{scene.cast.slug}/acts/{act}", "{}", content_type="application/json"
        )
        assert answer.status_code in {401, 403}, act
