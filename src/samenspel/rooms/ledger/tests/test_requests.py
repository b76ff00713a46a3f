"""Asking for money: with a receipt, from a pot, looked at by someone else; and how a pot is filled and folded."""

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samenspel.kernels.quantity import EURO
from samenspel.kernels.statute.clause import Language
from samenspel.kernels.statute.vocabulary import Body
from samenspel.rooms.ledger import acts, queries, requests
from samenspel.rooms.ledger.acts.accounts import Kind
from samenspel.rooms.ledger.acts.asking import LONGEST_DAYS, AskPot, DeclineRequest, Grant, OfRequest
from samenspel.rooms.ledger.acts.correcting import Correct
from samenspel.rooms.ledger.acts.paying import OfPromise, Pay
from samenspel.rooms.ledger.acts.pots import FillPot, FoldPot
from samenspel.rooms.ledger.acts.spending import Spend
from samenspel.rooms.ledger.models import Account, Hold, Line, Request, Transfer
from samenspel.rooms.ledger.params import say
from samenspel.rooms.ledger.telling import granting, spending
from samenspel.rooms.membership.acts.offices import Appoint
from samenspel.rooms.membership.acts.standings import EndGrant
from samenspel.rooms.statute import gate
from samenspel.rooms.statute.gate import Actor, ImpossibleError, NeedsDecisionError
from samenspel.rooms.statute.params import BadParamsError, to_json
from samenspel.site import verification

from .scene import AT, IBAN, RULES, Scene, expenses, made, minutes, open_scene, refusal

DAY = gate.civil_day(AT)


@pytest.fixture
def scene(db: None) -> Iterator[Scene]:
    """Whatever a test does with it: afterwards the book and the balances agree."""
    opened = open_scene()
    yield opened
    assert list(verification.check(opened.id)) == []


def state(scene: Scene, request_id: UUID) -> str:
    found = requests.request(scene.id, request_id)
    assert found is not None
    return found.state


# ------------------------------------------------------------------ costs


def test_costs_are_asked_with_a_receipt_and_paid_by_another(scene: Scene) -> None:
    asked = scene.expenses("chadia", 1_250)
    assert scene.common("eur", "purse").balance == 100_000
    [waiting] = requests.waiting(scene.id)
    assert (waiting.name, waiting.cents, waiting.about, waiting.has_receipt) == (
        *("Chadia", 1_250),
        *("Verf voor het hek", True),
    )
    scene.do("ledger.grant", "anna", Grant(asked, about="Verf"))
    assert state(scene, asked) == "granted"
    assert scene.common("eur", "purse").balance == 98_750
    [entry] = queries.statement(scene.id, scene.common("eur", "purse").id)[:1]
    assert (entry.amount, entry.about) == (-1_250, "Verf")
    assert requests.waiting(scene.id) == []


def test_what_is_granted_counts_under_the_mandate_of_the_month(scene: Scene) -> None:
    """Each 100 euros at most and 250 in a month, with all other spending."""
    for cents in (10_000, 10_000, 4_000):
        scene.do("ledger.grant", "anna", Grant(scene.expenses("chadia", cents)))
    last = scene.expenses("dirk", 1_001)
    with pytest.raises(NeedsDecisionError):
        scene.do("ledger.grant", "anna", Grant(last))
    with pytest.raises(NeedsDecisionError):
        scene.do("ledger.spend", "anna", scene.spending(1_001))
    scene.by_clock("ledger.grant", Grant(last))
    assert state(scene, last) == "granted"


def test_nobody_grants_their_own_request_but_a_decision_can(scene: Scene) -> None:
    own = scene.expenses("anna", 500)
    with pytest.raises(NeedsDecisionError):
        scene.do("ledger.grant", "anna", Grant(own))
    with pytest.raises(ImpossibleError):
        scene.do("ledger.decline", "anna", DeclineRequest(own, "Toch niet"))
    scene.by_clock("ledger.grant", Grant(own))
    assert state(scene, own) == "granted"


def test_nobody_grants_their_own_request_by_the_hand_of_a_helper(scene: Scene) -> None:
    asked = scene.expenses("chadia", 500)
    helped = Actor(scene.id, scene.cast.anna, scene.cast.chadia)
    with pytest.raises(NeedsDecisionError):
        gate.attempt("ledger.grant", helped, Grant(asked), at=AT)


def test_who_helped_to_ask_says_no_yes(scene: Scene) -> None:
    helped = Actor(scene.id, scene.cast.chadia, scene.cast.anna)
    asked = made(gate.attempt("ledger.ask_expenses", helped, expenses(500), at=AT))
    with pytest.raises(NeedsDecisionError):
        scene.do("ledger.grant", "anna", Grant(asked))
    refusal(lambda: scene.do("ledger.decline", "anna", DeclineRequest(asked, "Toch maar niet.")))
    rows = Request.objects.filter(collective_id=scene.id, id=asked)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(ended_at=AT, ended_by=scene.cast.anna, state="declined")


@pytest.mark.parametrize("kind", ["costs", "pot"])
def test_a_proposal_can_grant_what_a_keeper_asked_however_small(scene: Scene, kind: str) -> None:
    scene.cast.decide("membership.appoint", Appoint(scene.cast.bram, Body.BOARD), at=AT)
    if kind == "pot":
        scene.do("ledger.fill_pot", "bram", FillPot(scene.cast.anna, 5_000, 0, DAY, "Markt"))
        asked = made(scene.do("ledger.ask_pot", "anna", AskPot(500, "Een boek")))
    else:
        asked = scene.expenses("anna", 500)
    params = {"request_id": str(asked)}
    given = {"title": "Ja hierop", "reason": "Dat is nodig.", "act": "ledger.grant", "params": params}
    proposal = scene.do("deciding.propose", "bram", given).result
    scene.do("deciding.announce", "bram", {"proposal_id": str(proposal)})
    told = dict(granting(scene.id, params, Language.NL))
    assert (told["Hoeveel"], told["Wat er wordt gevraagd"]) == (
        say(500, EURO),
        "Uit een potje" if kind == "pot" else "Kosten terugbetaald",
    )


def test_who_votes_on_spending_sees_whose_account_it_goes_to(scene: Scene) -> None:
    given = to_json(replace(scene.spending(50_000), payee="De Drukker", iban=IBAN))
    assert isinstance(given, dict)
    assert ("Via de bank naar", f"De Drukker {IBAN}") in spending(scene.id, given, Language.NL)


def test_a_request_ends_once(scene: Scene) -> None:
    asked = scene.expenses("chadia", 500)
    scene.do("ledger.grant", "anna", Grant(asked))
    for act, name, params in (
        ("ledger.grant", "anna", Grant(asked)),
        ("ledger.decline", "anna", DeclineRequest(asked, "Nee toch")),
        ("ledger.take_back", "chadia", OfRequest(asked)),
    ):
        with pytest.raises(ImpossibleError):
            scene.do(act, name, params)
    assert Transfer.objects.filter(collective_id=scene.id, kind="spend").count() == 1


def test_a_retried_yes_pays_once(scene: Scene) -> None:
    asked, key = scene.expenses("chadia", 500), uuid4()
    first, second = (scene.do("ledger.grant", "anna", Grant(asked), key=key) for _ in range(2))
    assert (first.repeated, second.repeated) == (False, True)
    assert scene.common("eur", "purse").balance == 99_500


def test_a_no_has_a_reason_that_the_asker_reads(scene: Scene) -> None:
    asked = scene.expenses("chadia", 500)
    scene.do("ledger.decline", "anna", DeclineRequest(asked, "Dit is een bon van iets anders."))
    [mine] = requests.of_person(scene.id, scene.cast.chadia)
    assert (mine.state, mine.reason) == ("declined", "Dit is een bon van iets anders.")
    assert scene.common("eur", "purse").balance == 100_000


def test_a_receipt_is_handed_in_once(scene: Scene) -> None:
    once = expenses(500)
    scene.do("ledger.ask_expenses", "chadia", once)
    words = refusal(lambda: scene.do("ledger.ask_expenses", "dirk", replace(once, about="Ook mijn bon")))
    assert words == "Deze bon is al ingeleverd."
    asked = requests.waiting(scene.id)[0].id
    scene.do("ledger.take_back", "chadia", OfRequest(asked))
    again = made(scene.do("ledger.ask_expenses", "chadia", replace(once, cents=50)))
    scene.do("ledger.grant", "anna", Grant(again))
    refusal(lambda: scene.do("ledger.ask_expenses", "dirk", once))


@pytest.mark.parametrize(
    "receipt", ["", "geen base64!", b64encode(b"<html>").decode(), b64encode(b"\0" * 40).decode()]
)
def test_only_a_photo_or_a_pdf_is_a_receipt(scene: Scene, receipt: str) -> None:
    words = refusal(lambda: scene.do("ledger.ask_expenses", "chadia", replace(expenses(5), receipt=receipt)))
    assert words == "Dit bestand kunnen we niet lezen. Maak een foto van de bon, of kies een pdf."
    assert not Request.objects.filter(collective_id=scene.id).exists()


@pytest.mark.parametrize("days", [1, -367])
def test_a_receipt_is_of_the_last_year(scene: Scene, days: int) -> None:
    wrong = replace(expenses(5), day=DAY + timedelta(days=days))
    with pytest.raises(ImpossibleError):
        scene.do("ledger.ask_expenses", "chadia", wrong)


@pytest.mark.parametrize("iban", ["NL00BANK0123456789", "12345", "NL91ABNA0417164301"])
def test_a_wrong_bank_account_number_is_refused(scene: Scene, iban: str) -> None:
    with pytest.raises(BadParamsError):
        scene.do("ledger.ask_expenses", "chadia", {**_raw(), "iban": iban})


def test_a_bank_account_number_is_kept_without_spaces(scene: Scene) -> None:
    asked = made(scene.do("ledger.ask_expenses", "chadia", {**_raw(), "iban": "nl91 abna 0417 1643 00"}))
    found = requests.request(scene.id, asked)
    assert found is not None
    assert found.iban == "NL91ABNA0417164300"


def _raw() -> dict[str, object]:
    given = expenses(5)
    return {"cents": 5, "day": DAY.isoformat(), "about": "Verf", "receipt": given.receipt}


def test_where_the_rules_pay_no_costs_there_is_nothing_to_ask(db: None) -> None:
    rules = {**RULES, "compensation": {"expenses": False, "rate": 300}}
    scene = open_scene(rules)
    assert (
        refusal(lambda: scene.expenses("chadia", 5))
        == "In onze regels staat dat we geen kosten terugbetalen."
    )


# ------------------------------------------------------------------ the pot


def test_a_pot_gets_what_is_left_after_costs_training_and_the_reserve(scene: Scene) -> None:
    """Of 80 euros left a tenth and a tenth; the rest, 64 euros, into the pot."""
    scene.filled("chadia", 10_000, 2_000)
    assert scene.pot("chadia").balance == 6_400
    assert scene.common("eur", "training").balance == 800
    assert scene.common("eur", "reserve").balance == 800
    assert scene.common("eur", "purse").balance == 92_000


def test_a_pot_is_no_account_of_ones_own(scene: Scene) -> None:
    scene.filled("chadia", 10_000)
    assert [view.kind for view in queries.accounts_of(scene.id, scene.cast.chadia)] == []
    euros = next(
        flow for flow in queries.flows(scene.id, DAY.replace(month=1, day=1), DAY) if flow.unit.code == "eur"
    )
    assert (euros.went, euros.stands, euros.apart) == (0, 100_000, 8_000)
    pot = scene.pot("chadia")
    for act, params in (
        ("ledger.spend", Spend(pot.id, 5, taker=scene.common("eur", "bank").id)),
        ("ledger.pay", Pay(scene.cast.bram, (replace(minutes(5), unit="eur"),))),
    ):
        with pytest.raises(ImpossibleError):
            scene.by_clock(act, params) if act == "ledger.spend" else scene.do(act, "chadia", params)


def test_the_database_lets_nothing_out_of_a_pot_for_another_purpose(scene: Scene) -> None:
    scene.filled("chadia", 10_000)
    pot, purse = scene.pot("chadia"), scene.common("eur", "purse")
    transfer = Transfer.objects.filter(collective_id=scene.id, kind="receive").first()
    with pytest.raises(DatabaseError), transaction.atomic():
        Line.objects.create(collective_id=scene.id, transfer=transfer, giver=pot, taker=purse, amount=1)


def test_what_is_asked_from_a_pot_is_set_aside_and_paid_after_a_yes(scene: Scene) -> None:
    scene.filled("chadia", 10_000)
    asked = made(scene.do("ledger.ask_pot", "chadia", AskPot(5_000, "Een zaag")))
    assert (scene.pot("chadia").balance, scene.pot("chadia").held) == (8_000, 5_000)
    words = refusal(lambda: scene.do("ledger.ask_pot", "chadia", AskPot(3_001, "Nog een zaag")))
    assert "30,00" in words
    with pytest.raises(NeedsDecisionError):  # Anna filled it
        scene.do("ledger.grant", "anna", Grant(asked))
    scene.cast.decide("membership.appoint", Appoint(scene.cast.bram, Body.BOARD), at=AT)
    scene.do("ledger.grant", "bram", Grant(asked))
    assert (scene.pot("chadia").balance, scene.pot("chadia").held) == (3_000, 0)
    assert queries.spent_by_mandate(scene.id, DAY) == 0


def test_what_is_asked_from_a_pot_comes_back_after_a_no_and_when_time_is_over(scene: Scene) -> None:
    scene.filled("chadia", 10_000)
    asked = made(scene.do("ledger.ask_pot", "chadia", AskPot(5_000, "Een zaag")))
    hold = Hold.objects.get(collective_id=scene.id)
    with pytest.raises(ImpossibleError):
        scene.do("ledger.release", "chadia", OfPromise(hold.id))
    scene.do("ledger.decline", "anna", DeclineRequest(asked, "We hebben er al een."))
    assert scene.pot("chadia").held == 0
    again = made(scene.do("ledger.ask_pot", "chadia", AskPot(5_000, "Een zaag")))
    assert acts.due(AT + timedelta(days=LONGEST_DAYS - 1)) == 0
    assert acts.due(AT + timedelta(days=LONGEST_DAYS + 1)) == 1
    assert (state(scene, again), scene.pot("chadia").held) == ("lapsed", 0)
    assert acts.due(AT + timedelta(days=LONGEST_DAYS + 2)) == 0


def test_nobody_fills_their_own_pot(scene: Scene) -> None:
    fill = FillPot(scene.cast.anna, 500, 0, DAY, "Markt")
    assert refusal(lambda: scene.do("ledger.fill_pot", "anna", fill)) == "Iemand anders vult jouw potje."
    helped = Actor(scene.id, scene.cast.anna, scene.cast.chadia)
    given = replace(fill, person_id=scene.cast.chadia)
    refusal(lambda: gate.attempt("ledger.fill_pot", helped, given, at=AT))


def test_there_is_no_pot_for_whom_the_rules_name_none_and_none_that_is_empty(scene: Scene) -> None:
    fill = FillPot(scene.cast.dirk, 500, 0, DAY, "Markt")
    assert (
        refusal(lambda: scene.do("ledger.fill_pot", "anna", fill))
        == "In onze regels is er voor deze persoon geen potje."
    )
    words = refusal(lambda: scene.do("ledger.ask_pot", "bram", AskPot(5, "Een zaag")))
    assert words == "Er zit nog niets in je potje."


def test_costs_as_high_as_turnover_divide_nothing(scene: Scene) -> None:
    for costs in (500, 600):
        with pytest.raises(ImpossibleError):
            scene.do("ledger.fill_pot", "anna", FillPot(scene.cast.bram, 500, costs, DAY, "Markt"))
    with pytest.raises(ImpossibleError):
        scene.filled("bram", 100_001)
    assert not Account.objects.filter(collective_id=scene.id, kind=Kind.POT, balance__gt=0).exists()


def test_the_pot_of_who_left_goes_to_training(scene: Scene) -> None:
    scene.filled("chadia", 10_000)
    with pytest.raises(ImpossibleError):
        scene.do("ledger.fold_pot", "anna", FoldPot(scene.cast.chadia))
    scene.do("membership.end_grant", "anna", EndGrant("participant", scene.cast.chadia))
    scene.do("ledger.fold_pot", "anna", FoldPot(scene.cast.chadia))
    assert scene.pot("chadia").balance == 0
    assert scene.common("eur", "training").balance == 9_000


def test_a_pot_that_was_filled_wrongly_is_reversed_as_a_whole(scene: Scene) -> None:
    wrong = scene.filled("chadia", 10_000)
    scene.do("ledger.correct", "anna", Correct(wrong, "Het was van Bram."))
    assert scene.pot("chadia").balance == 0
    assert scene.common("eur", "purse").balance == 100_000


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(1, 90_000), st.integers(0, 90_000))
def test_whatever_is_divided_nothing_is_lost(scene: Scene, turnover: int, costs: int) -> None:
    point = transaction.savepoint()
    if turnover > costs:
        scene.filled("bram", turnover, costs)
        left = turnover - costs
        shared = [
            scene.pot("bram").balance,
            scene.common("eur", "training").balance,
            scene.common("eur", "reserve").balance,
        ]
        assert sum(shared) == left
        assert abs(shared[1] * 10 - left) < 10
    transaction.savepoint_rollback(point)


def test_the_database_refuses_a_yes_by_the_asker_and_without_a_payment(scene: Scene) -> None:
    asked = scene.expenses("chadia", 500)
    mine = Request.objects.filter(collective_id=scene.id, id=asked)
    for wrong in (
        {"state": "granted", "ended_at": AT},
        {"state": "declined", "ended_at": AT, "ended_by_id": scene.cast.chadia},
        {"state": "declined"},
        {"cents": 0},
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            mine.update(**wrong)
