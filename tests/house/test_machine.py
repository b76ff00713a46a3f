"""A state machine fires random acts by random people, sense and nonsense alike, and checks the house after each.

Whatever happens: the chain adds up, registers and counts agree with the book, nothing happened without a ground, and
no refusal wrote anything.
"""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from samenspel.ground.journal import book
from samenspel.ground.journal import queries as journal
from samenspel.kernels.statute.clause import Language
from samenspel.kernels.statute.vocabulary import Body, Standing
from samenspel.rooms.deciding import acts as deciding
from samenspel.rooms.deciding import queries as decisions
from samenspel.rooms.membership import queries as membership
from samenspel.rooms.statute import gate
from samenspel.rooms.statute import queries as statute
from samenspel.rooms.statute.gate import ACTS, GateError
from samenspel.rooms.statute.params import BadParamsError
from samenspel.site.verification import check
from support.cast import NAMES, build_cast

BEGIN = datetime(2026, 6, 1, 10, tzinfo=UTC)
people = st.sampled_from(NAMES)
ids = st.uuids(version=4)


class House(RuleBasedStateMachine):
    """One collective under fire."""

    @initialize()
    def found(self):
        self.cast = build_cast(
            BEGIN,
            overrides={
                "decisions": {"way": "consent", "challenge_days": 1, "voting_days": 3, "quorum": [0, 1]}
            },
        )
        self.now = BEGIN
        self.proposals: list[uuid.UUID] = []
        self.checked = 0

    def attempt(self, name, act, params, **rest):
        """Attempt an act; a refusal must leave the book as it was."""
        before = book.head(self.cast.collective_id)
        try:
            return gate.attempt(act, self.cast.actor(name), params, at=self.now, **rest)
        except (GateError, BadParamsError):
            assert book.head(self.cast.collective_id) == before
            return None

    @rule(name=people, text=st.text(max_size=12))
    def propose(self, name, text):
        done = self.attempt(name, "deciding.propose", {"title": f"Plan {text}", "reason": text + " daarom"})
        if done is not None:
            self.proposals.append(done.result)
            self.attempt(name, "deciding.announce", {"proposal_id": done.result})

    @rule(
        name=people, who=people, body=st.sampled_from([Body.BOARD, Body.PARTICIPANTS_COUNCIL, Body.GUARDIAN])
    )
    def propose_office(self, name, who, body):
        params = {"person_id": str(self.cast.people[who]), "body": body.value}
        done = self.attempt(
            name,
            "deciding.propose",
            {"title": "Iemand in functie", "reason": "Nodig.", "act": "membership.appoint", "params": params},
        )
        if done is not None:
            self.proposals.append(done.result)
            self.attempt(name, "deciding.announce", {"proposal_id": done.result})

    @rule(name=people, days=st.integers(0, 40))
    def propose_rules(self, name, days):
        version = statute.latest(self.cast.collective_id)
        before = version.charter.by_id["openness"].values["days"]
        change = {"clause": "openness", "parameter": "days", "before": before, "after": days}
        params = {"against": version.hash, "changes": [change]}
        done = self.attempt(
            name,
            "deciding.propose",
            {"title": "Andere regel", "reason": "Beter.", "act": "statute.amend", "params": params},
        )
        if done is not None:
            self.proposals.append(done.result)
            self.attempt(name, "deciding.announce", {"proposal_id": done.result})

    @precondition(lambda self: self.proposals)
    @rule(
        data=st.data(),
        name=people,
        mark=st.sampled_from(["for", "against", "abstain", "agree", "worried", "object", "?"]),
    )
    def vote(self, data, name, mark):
        proposal_id = data.draw(st.sampled_from(self.proposals))
        for vote in decisions.votes(self.cast.collective_id, proposal_id, None, Language.NL):
            if mark == "object":
                self.attempt(name, "deciding.object", {"round_id": vote.id, "reason": "Ik zie een risico."})
            elif mark in {"agree", "worried"}:
                self.attempt(name, "deciding.react", {"round_id": vote.id, "reaction": mark})
            else:
                self.attempt(name, "deciding.vote", {"round_id": vote.id, "marks": [mark]})

    @precondition(lambda self: self.proposals)
    @rule(data=st.data(), name=people, end=st.sampled_from(["integrated", "withdrawn"]))
    def settle(self, data, name, end):
        proposal_id = data.draw(st.sampled_from(self.proposals))
        for objection in decisions.objections(self.cast.collective_id, proposal_id):
            self.attempt(
                name, "deciding.answer", {"objection_id": objection.id, "answer": "Dit is het antwoord."}
            )
            self.attempt(name, "deciding.settle", {"objection_id": objection.id, "end": end})

    @precondition(lambda self: self.proposals)
    @rule(data=st.data(), name=people)
    def challenge_or_withdraw(self, data, name):
        proposal_id = data.draw(st.sampled_from(self.proposals))
        for vote in decisions.votes(self.cast.collective_id, proposal_id, None, Language.NL):
            self.attempt(name, "deciding.challenge", {"round_id": vote.id, "reason": "Dit klopt niet."})
        if name == "bram":
            self.attempt(name, "deciding.withdraw", {"proposal_id": proposal_id})

    @rule(name=people, wanted=st.sampled_from(list(Standing)))
    def apply(self, name, wanted):
        version = statute.in_force(self.cast.collective_id, self.now)
        self.attempt(name, "membership.apply", {"wanted": wanted.value, "version": version.number})

    @rule(name=people)
    def handle_applications(self, name):
        for application in membership.waiting_applications(self.cast.collective_id).object_list:
            params = {"application_id": str(application.id)}
            self.attempt(name, "membership.admit", params)
            done = self.attempt(
                name,
                "deciding.propose",
                {"title": "Erbij", "reason": "Graag.", "act": "membership.admit", "params": params},
            )
            if done is not None:
                self.proposals.append(done.result)
                self.attempt(name, "deciding.announce", {"proposal_id": done.result})

    @rule(name=st.sampled_from(["chadia", "dirk", "greet"]))
    def leave(self, name):
        self.attempt(name, "membership.leave", {})

    @rule(
        name=people,
        act=st.sampled_from(sorted(ACTS)),
        key=ids,
        value=st.one_of(ids.map(str), st.integers(), st.text(max_size=5)),
    )
    def nonsense(self, name, act, key, value):
        """Any act, with one value for every parameter."""
        fields = ACTS[act].params.__dataclass_fields__
        if act not in {"membership.leave", "membership.resign_office", "membership.begin"}:
            self.attempt(name, act, dict.fromkeys(fields, value), key=key)

    @rule(hours=st.integers(1, 24 * 12))
    def wait(self, hours):
        self.now += timedelta(hours=hours)
        deciding.advance(self.cast.collective_id, self.now)
        assert deciding.advance(self.cast.collective_id, self.now) == 0, "what is due is done in one go"

    @invariant()
    def everything_adds_up(self):
        if not hasattr(self, "cast"):
            return
        findings = list(check(self.cast.collective_id))
        assert findings == []
        for deed in journal.after(self.cast.collective_id, self.checked, 10_000):
            assert deed.grounds["places"], f"{deed.type} happened without a ground"
            self.checked = deed.sequence


@pytest.mark.django_db
@pytest.mark.slow
def test_the_house_under_fire(request):
    """Each example in a transaction of its own, so that the examples share nothing."""
    from django.db import transaction
    from hypothesis.stateful import run_state_machine_as_test

    class UndoError(Exception):
        pass

    class Isolated(House):
        def __init__(self):
            super().__init__()
            self.atomic = transaction.atomic()
            self.atomic.__enter__()

        def teardown(self):
            self.atomic.__exit__(UndoError, UndoError(), None)

    run_state_machine_as_test(
        Isolated,
        settings=settings(
            max_examples=15,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
