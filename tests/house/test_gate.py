"""The gate: every act is governed or declared free, once is once, nobody goes around it, deeds hold their grounds."""

import threading
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection

from samenspel.ground.foundation.ids import new_id
from samenspel.ground.journal import book
from samenspel.ground.journal import queries as journal
from samenspel.ground.journal.deeds import DEEDS
from samenspel.kernels.statute.library import CLAUSES
from samenspel.kernels.statute.presets import PRESETS
from samenspel.kernels.statute.vocabulary import split_act
from samenspel.rooms.deciding.models import Comment
from samenspel.rooms.statute import gate
from samenspel.rooms.statute import queries as statute
from samenspel.rooms.statute.gate import (
    ACTS,
    Actor,
    Attempt,
    Free,
    ImpossibleError,
    KeyReusedError,
    RefusedError,
)
from samenspel.rooms.statute.params import BadParamsError, adapter
from support.cast import build_cast

AT = datetime(2026, 6, 1, 10, tzinfo=UTC)


def test_every_act_is_governed_by_a_clause_or_declared_free():
    for act in ACTS.values():
        if isinstance(act.governed, Free):
            assert act.governed.reason, f"{act.name}: say why it is free"
            assert act.governed.standings, f"{act.name}: say who may do it"
        else:
            assert callable(act.governed)


FIXED = [act for act in ACTS.values() if not isinstance(act.governed, Free)]


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.id)
def test_the_clauses_of_every_preset_speak_of_proposing_discussing_and_voting(preset):
    from samenspel.kernels.statute.charter import charter

    statute_ = charter(preset.form, preset.clauses).statute
    for kind in ("propose", "speak", "vote", "resolve", "invite", "register"):
        plan = statute_.plan(kind)
        assert plan.needs or plan.powers, f"{preset.id} is silent on {kind}"


def test_every_act_reads_its_parameters_and_has_a_sentence():
    for act in ACTS.values():
        assert adapter(act.params).json_schema()
        assert str(act.sentence)
        assert act.params.__doc__


def test_every_act_leaves_a_declared_deed():
    """Deeds are past participles of their acts' room; the registry of types is complete by construction."""
    assert len(list(DEEDS)) >= len({act.name.split(".")[0] for act in ACTS.values()})
    assert {type_.name.split(".")[0] for type_ in DEEDS} >= {act.name.split(".")[0] for act in ACTS.values()}


@pytest.fixture
def cast(db):
    return build_cast(AT)


def propose(cast, name="anna", key=None, **changes):
    params = {"title": "Samen eten", "reason": "Elke maandag.", **changes}
    return gate.attempt("deciding.propose", cast.actor(name), params, at=cast.at, key=key)


def test_the_same_request_twice_is_done_once(cast):
    key = new_id()
    first, second = propose(cast, key=key), propose(cast, key=key)
    assert (first.repeated, second.repeated) == (False, True)
    assert first.deed.id == second.deed.id


def test_a_key_used_for_something_else_is_refused(cast):
    key = new_id()
    propose(cast, key=key)
    with pytest.raises(KeyReusedError):
        propose(cast, key=key, title="Iets anders")
    with pytest.raises(KeyReusedError):
        propose(cast, "bram", key=key)


def test_asking_writes_nothing(cast):
    before = book.head(cast.collective_id)
    assert gate.ask(
        "deciding.propose", cast.actor("anna"), {"title": "Hallo", "reason": "Omdat."}, at=cast.at
    ).allowed
    assert book.head(cast.collective_id) == before


def test_a_refusal_writes_nothing(cast):
    before = book.head(cast.collective_id)
    with pytest.raises(RefusedError):
        propose(cast, "farid")
    assert book.head(cast.collective_id) == before


def test_a_room_that_fails_half_way_leaves_nothing(cast, monkeypatch):
    def fail(*_args, **_kwargs):
        raise RuntimeError("power cut")

    before = book.head(cast.collective_id)
    monkeypatch.setattr(book, "append", fail)
    with pytest.raises(RuntimeError):
        propose(cast)
    assert book.head(cast.collective_id) == before
    monkeypatch.undo()
    from samenspel.rooms.deciding.models import Proposal

    assert not Proposal.objects.filter(collective_id=cast.collective_id).exists()


def test_every_deed_of_a_governed_act_holds_its_grounds(cast):
    propose(cast)
    for deed in journal.after(cast.collective_id, 0, 10_000):
        places = deed.grounds["places"]
        if deed.type == "statute.founded":
            assert deed.grounds["version"] == 0
        assert places, f"{deed.type} happened without a ground"
        for place in places:
            source, _, rest = place.partition(":")
            assert (source == "law" and rest is not None) or source in CLAUSES


def test_before_the_first_charter_nothing_is_allowed(db):
    cast = build_cast(AT)
    collective_id = new_id()
    actor = Actor(collective_id, cast.anna)
    gate.attempt("statute.found", actor, {"name": "Nieuw", "form": "none_yet", "since": "2026-01-01"}, at=AT)
    with pytest.raises(RefusedError):
        gate.attempt("deciding.propose", actor, {"title": "Hallo", "reason": "Omdat."}, at=AT)
    with pytest.raises(RefusedError):
        gate.attempt(
            "statute.adopt", Actor(collective_id, cast.bram), {"clauses": [{"id": "purpose"}]}, at=AT
        )


@pytest.mark.parametrize(
    "params",
    [
        {},
        {"title": "", "reason": "Omdat."},
        {"title": "   ", "reason": "Omdat."},
        {"title": "Hal\x00lo", "reason": "Omdat."},
        {"title": "Hallo", "reason": "Omdat \ud800."},
        {"title": "x" * 161, "reason": "Omdat."},
        {"title": "Hallo", "reason": "x" * 5001},
        {"title": 3, "reason": "Omdat."},
        {"title": "Hallo", "reason": None},
        {"title": "Hallo", "reason": "Omdat.", "options": [{"title": "Een"}, {"title": "Twee", "cost": -1}]},
        {"title": "Hallo", "reason": "Omdat.", "options": "veel"},
        "niet eens een woordenboek",
        None,
    ],
)
def test_bad_parameters_get_a_message_per_field(cast, params):
    with pytest.raises(BadParamsError) as caught:
        gate.attempt("deciding.propose", cast.actor("anna"), params, at=cast.at)
    assert all(str(message) for message in caught.value.errors.values())


def test_an_unknown_act_inside_a_proposal_is_refused(cast):
    for act in ("deciding.vote", "statute.found", "rubbish", ""):
        with pytest.raises((ImpossibleError, BadParamsError)):
            propose(cast, act=act)


def test_governed_kinds_are_words_of_the_vocabulary(cast):
    version = statute.in_force(cast.collective_id, cast.at)
    for act in FIXED:
        trying = Attempt(cast.actor("anna"), None, cast.at, version)
        try:
            kinds = act.governed(trying)
        except (AttributeError, TypeError):
            continue  # the kinds depend on the parameters; the table of acts and cast covers those
        for kind in kinds:
            split_act(kind)


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_are_one_act():
    cast = build_cast(AT)
    proposal_id = propose(cast).result
    gate.attempt("deciding.announce", cast.actor("anna"), {"proposal_id": proposal_id}, at=AT)
    key, outcomes = uuid4(), []
    start = threading.Barrier(4)

    def click():
        try:
            start.wait()
            params = {"proposal_id": proposal_id, "text": "Goed idee."}
            outcomes.append(
                gate.attempt("deciding.speak", cast.actor("bram"), params, at=AT, key=key).repeated
            )
        finally:
            connection.close()

    threads = [threading.Thread(target=click) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [False, True, True, True]
    assert Comment.objects.filter(collective_id=cast.collective_id).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_carry_a_decision_out_once():
    from samenspel.rooms.deciding import acts as deciding

    cast = build_cast(AT, overrides={"decisions": {"way": "majority", "challenge_days": 3, "quorum": [0, 1]}})
    proposal_id = propose(cast).result
    gate.attempt("deciding.announce", cast.actor("anna"), {"proposal_id": proposal_id}, at=AT)
    deciding.advance(cast.collective_id, AT)
    from samenspel.rooms.deciding.models import Round

    vote = Round.objects.get(collective_id=cast.collective_id, proposal_id=proposal_id)
    gate.attempt("deciding.vote", cast.actor("anna"), {"round_id": vote.id, "marks": ["for"]}, at=AT)
    deciding.advance(cast.collective_id, AT + timedelta(days=20))
    later = AT + timedelta(days=40)
    start, failures = threading.Barrier(4), []

    def work():
        try:
            start.wait()
            deciding.advance(cast.collective_id, later)
        except Exception as error:  # noqa: BLE001 - the test looks at it
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    told = [d.type for d in journal.about(cast.collective_id, proposal_id)]
    assert told.count("deciding.carried") == 1
    assert told.count("deciding.took_effect") == 1
    assert list(book.check_chain(cast.collective_id)) == []
