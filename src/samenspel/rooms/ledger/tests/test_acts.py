"""Every act of the ledger through the gate: who may, what is possible, and what the person reads when it is not."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.utils import translation

from samenspel.ground.foundation.ids import new_id
from samenspel.kernels.statute.judge import Outcome
from samenspel.rooms.ledger import acts, bank, queries
from samenspel.rooms.ledger.acts.accounts import Kind, Open, OpenAccount, OpenCoin, SetBounds
from samenspel.rooms.ledger.acts.asking import AskPot, DeclineRequest, Grant, OfRequest
from samenspel.rooms.ledger.acts.auditing import AuditYear, Finding
from samenspel.rooms.ledger.acts.bank import Carry, MatchLine, ReadStatement, StatementLine
from samenspel.rooms.ledger.acts.correcting import Correct
from samenspel.rooms.ledger.acts.invoicing import CreditInvoice
from samenspel.rooms.ledger.acts.paying import LONGEST_PROMISE, OfPromise, Pay, Promise
from samenspel.rooms.ledger.acts.pots import FillPot, FoldPot
from samenspel.rooms.ledger.acts.receiving import Receive
from samenspel.rooms.ledger.acts.releasing import MakePaymentFile, Release, StopPayment
from samenspel.rooms.ledger.acts.spending import Spend
from samenspel.rooms.ledger.models import Account, Entry, Hold, Line, Transfer, Unit
from samenspel.rooms.ledger.params import MOST, Amount
from samenspel.rooms.membership.acts.leaving import Leave
from samenspel.rooms.statute import gate
from samenspel.rooms.statute.gate import (
    Actor,
    ImpossibleError,
    KeyReusedError,
    NeedsDecisionError,
    RefusedError,
)
from samenspel.rooms.statute.params import BadParamsError
from samenspel.site import verification
from support.cast import NAMES, build_cast, decided

from .scene import (
    AT,
    IBAN,
    NO_COIN,
    RULES,
    SENDER,
    Scene,
    coins,
    euro_account,
    expenses,
    made,
    minutes,
    open_scene,
    refusal,
    to_send,
)

DAY = gate.civil_day(AT)


@pytest.fixture
def scene(db: None) -> Iterator[Scene]:
    """Whatever a test does with it: afterwards the book and the balances agree."""
    opened = open_scene()
    yield opened
    assert list(verification.check(opened.id)) == []


# ------------------------------------------------------------------ who may

BOARD = frozenset({"anna"})
PAYERS = frozenset({"anna", "bram", "chadia", "dirk"})
POT_HOLDERS = frozenset({"anna", "bram", "chadia"})
MEMBERS = frozenset({"bram"})
CLOCK = frozenset({"clock"})
EVERYONE = frozenset({*NAMES, "clock"})

Params = Callable[[Scene], object]


def _of_promise(scene: Scene) -> OfPromise:
    return OfPromise(scene.promise("anna", "bram", minutes(30)))


def _granting(scene: Scene, cents: int) -> Grant:
    return Grant(scene.expenses("chadia", cents))


def _from_pot(scene: Scene) -> UUID:
    scene.filled("chadia", 10_000)
    return made(scene.do("ledger.ask_pot", "chadia", AskPot(500, "Een zaag")))


def _of_line(scene: Scene) -> MatchLine:
    transfer = scene.receive(7)
    own = scene.common("eur", "bank").id
    scene.do("ledger.read_statement", "anna", ReadStatement(own, new_id().hex * 2, (StatementLine(DAY, 7),)))
    return MatchLine(bank.waiting(scene.id, 1)[0][-1].id, transfer)


WHO: dict[str, tuple[str, Params, frozenset[str], frozenset[str]]] = {
    "open": ("ledger.open", lambda _: Open(), BOARD, frozenset()),
    "open_coin": ("ledger.open_coin", lambda _: OpenCoin("kiezel", "kiezels"), frozenset(), EVERYONE),
    "open_account": (
        "ledger.open_account",
        lambda _: OpenAccount(Kind.RESERVE, "eur", "Dak"),
        BOARD,
        frozenset(),
    ),
    "receive": (
        "ledger.receive",
        lambda s: Receive(s.common("eur", "bank").id, s.common("eur", "purse").id, 5, DAY),
        BOARD,
        frozenset(),
    ),
    "carry": (
        "ledger.carry",
        lambda s: Carry(s.common("eur", "bank").id, s.common("eur", "cash").id, 5, DAY),
        BOARD,
        frozenset(),
    ),
    "read_statement": (
        "ledger.read_statement",
        lambda s: ReadStatement(s.common("eur", "bank").id, new_id().hex * 2, (StatementLine(DAY, 5),)),
        BOARD,
        frozenset(),
    ),
    "match_line": ("ledger.match_line", _of_line, BOARD, frozenset()),
    "spend within the mandate": ("ledger.spend", lambda s: s.spending(10_000), BOARD, frozenset()),
    "spend above the mandate": ("ledger.spend", lambda s: s.spending(10_001), frozenset(), EVERYONE),
    "correct": ("ledger.correct", lambda s: Correct(s.spend(5), "Dubbel"), BOARD, frozenset()),
    "set_bounds": (
        "ledger.set_bounds",
        lambda s: SetBounds(s.cast.bram, "min", -60, 60),
        frozenset(),
        EVERYONE,
    ),
    "pay": ("ledger.pay", lambda s: Pay(s.cast.bram, (minutes(30),)), PAYERS, frozenset()),
    "promise": ("ledger.promise", lambda s: Promise(s.cast.bram, (minutes(30),), DAY), PAYERS, frozenset()),
    "keep": ("ledger.keep", _of_promise, frozenset({"anna"}), frozenset()),
    "release": ("ledger.release", _of_promise, frozenset({"anna", "bram"}), frozenset()),
    "expire": ("ledger.expire", _of_promise, CLOCK, frozenset()),
    "ask_expenses": ("ledger.ask_expenses", lambda _: expenses(500), PAYERS, frozenset()),
    "ask_pot": ("ledger.ask_pot", lambda _: AskPot(500, "Een zaag"), POT_HOLDERS, frozenset()),
    "grant within the mandate": (
        "ledger.grant",
        lambda s: _granting(s, 500),
        BOARD,
        frozenset({"chadia", "clock"}),
    ),
    "grant above the mandate": ("ledger.grant", lambda s: _granting(s, 10_001), frozenset(), EVERYONE),
    "grant from a pot one filled": (
        "ledger.grant",
        lambda s: Grant(_from_pot(s)),
        frozenset(),
        frozenset({"anna", "chadia", "clock"}),
    ),
    "decline": (
        "ledger.decline",
        lambda s: DeclineRequest(s.expenses("chadia", 500), "Geen bon"),
        BOARD,
        frozenset(),
    ),
    "take_back": (
        "ledger.take_back",
        lambda s: OfRequest(s.expenses("chadia", 500)),
        frozenset({"chadia"}),
        frozenset(),
    ),
    "lapse_request": ("ledger.lapse_request", lambda s: OfRequest(_from_pot(s)), CLOCK, frozenset()),
    "release_payments": ("ledger.release_payments", lambda s: Release((s.bill(50),)), BOARD, frozenset()),
    "make_payment_file": (
        "ledger.make_payment_file",
        lambda s: MakePaymentFile(s.common("eur", "bank").id, IBAN),
        BOARD,
        frozenset(),
    ),
    "stop_payment": (
        "ledger.stop_payment",
        lambda s: StopPayment(s.bill(50), "Al betaald"),
        BOARD,
        frozenset(),
    ),
    "audit_year": ("ledger.audit_year", lambda _: AuditYear(DAY.year, Finding.GOOD), MEMBERS, frozenset()),
    "set_sender": ("ledger.set_sender", lambda _: SENDER, BOARD, frozenset()),
    "send_invoice": ("ledger.send_invoice", lambda _: to_send(), BOARD, frozenset()),
    "credit_invoice": (
        "ledger.credit_invoice",
        lambda s: CreditInvoice(s.sent(), "Dubbel"),
        BOARD,
        frozenset(),
    ),
    "fill_pot": ("ledger.fill_pot", lambda s: FillPot(s.cast.bram, 500, 0, DAY, "Markt"), BOARD, frozenset()),
    "fold_pot": ("ledger.fold_pot", lambda s: FoldPot(s.cast.bram), BOARD, frozenset()),
}
"""By case: the act, what is attempted, who may at once, and for whom it takes a decision; all others may not."""


@pytest.mark.parametrize("case", WHO)
def test_who_may_is_as_the_table_says(scene: Scene, case: str) -> None:
    act, params, may, by_decision = WHO[case]
    given, found = params(scene), {}
    for name in (*NAMES, "clock"):
        actor = Actor(scene.id, None) if name == "clock" else scene.cast.actor(name)
        try:
            found[name] = gate.ask(act, actor, given, at=AT).outcome
        except ImpossibleError:  # the board keeps the books, and does not look them through
            found[name] = Outcome.REFUSED
    assert {name for name, outcome in found.items() if outcome is Outcome.ALLOWED} == may
    assert {name for name, outcome in found.items() if outcome is Outcome.NEEDS_DECISION} == by_decision


def test_the_table_holds_every_act() -> None:
    assert {act for act, _, _, _ in WHO.values()} == {
        name for name in gate.ACTS if name.startswith("ledger.")
    }


def test_whoever_may_not_changes_nothing(scene: Scene) -> None:
    for name in ("els", "farid", "greet", "huub"):
        with pytest.raises(RefusedError):
            scene.pay(name, "bram", minutes(5))
    with pytest.raises(RefusedError):
        scene.do("ledger.spend", "bram", scene.spending(5))
    assert not Account.objects.filter(collective_id=scene.id, kind="member").exists()
    assert scene.common("eur", "purse").balance == 100_000


def test_the_rules_choose_who_has_an_account(db: None) -> None:
    scene = open_scene({**RULES, "purse": {**RULES["purse"], "payers": ["member"]}})
    scene.pay("bram", "anna", minutes(5))
    with pytest.raises(RefusedError):
        scene.pay("chadia", "anna", minutes(5))


# ------------------------------------------------------------------ opening


def test_opening_makes_a_purse_a_reserve_the_bank_and_the_cash_box(db: None) -> None:
    cast = build_cast(AT, overrides=RULES)
    assert not queries.is_open(cast.collective_id)
    cast.do("ledger.open", "anna", Open())
    assert [unit.code for unit in queries.units(cast.collective_id)] == ["eur", "min"]
    found = [(view.unit.code, view.kind) for view in queries.common_accounts(cast.collective_id)]
    assert found == [("eur", "purse"), ("eur", "reserve"), ("eur", "bank"), ("eur", "cash"), ("min", "purse")]


def test_the_books_open_once(scene: Scene) -> None:
    with pytest.raises(ImpossibleError):
        scene.do("ledger.open", "anna", Open())
    assert Unit.objects.filter(collective_id=scene.id).count() == 2


def test_before_the_books_are_open_nobody_pays(db: None) -> None:
    cast = build_cast(AT, overrides=RULES)
    for act, params in (
        ("ledger.pay", Pay(cast.bram, (minutes(5),))),
        ("ledger.promise", Promise(cast.bram, (minutes(5),), DAY)),
        ("ledger.open_account", OpenAccount(Kind.RESERVE, "eur", "Dak")),
    ):
        with pytest.raises(ImpossibleError):
            cast.do(act, "anna", params)


def test_a_coin_begins_by_decision_and_once(scene: Scene) -> None:
    with pytest.raises(NeedsDecisionError):
        scene.do("ledger.open_coin", "anna", OpenCoin("kiezel", "kiezels"))
    scene.coin()
    [coin] = [unit for unit in queries.units(scene.id) if unit.code == "coin"]
    assert (coin.one, coin.many, coin.whole) == ("kiezel", "kiezels", 100)
    with pytest.raises(ImpossibleError):
        scene.coin()


def test_there_is_no_coin_where_the_rules_name_none(db: None) -> None:
    scene = open_scene(NO_COIN)
    with pytest.raises(RefusedError) as refused:
        scene.by_clock("ledger.open_coin", OpenCoin("kiezel", "kiezels"))
    assert not isinstance(refused.value, NeedsDecisionError)
    assert {unit.code for unit in queries.units(scene.id)} == {"eur", "min"}
    with pytest.raises(ImpossibleError):
        scene.pay("anna", "bram", coins(100))


def test_an_account_of_all_has_a_name_of_its_own(scene: Scene) -> None:
    params = OpenAccount(Kind.RESERVE, "eur", "Dak")
    scene.do("ledger.open_account", "anna", params)
    with pytest.raises(ImpossibleError):
        scene.do("ledger.open_account", "anna", params)
    for kind in (Kind.MEMBER, Kind.POT):
        with pytest.raises(ImpossibleError):
            scene.do("ledger.open_account", "anna", OpenAccount(kind, "eur", "Van Bram"))
    with pytest.raises(ImpossibleError):
        scene.do("ledger.open_account", "anna", OpenAccount(Kind.RESERVE, "parels", "Dak"))


# ------------------------------------------------------------------ paying


def test_paying_opens_accounts_with_the_bounds_of_the_rules(scene: Scene) -> None:
    scene.coin()
    scene.pay("anna", "bram", minutes(25), coins(250))
    assert (scene.balance("anna"), scene.balance("bram")) == (-25, 25)
    assert (scene.balance("anna", "coin"), scene.balance("bram", "coin")) == (-250, 250)
    hours, coin = scene.own("bram"), scene.own("bram", "coin")
    assert (hours.lowest, hours.highest) == (-600, 6_000)
    assert (coin.lowest, coin.highest) == (-2_500, 25_000)


def test_several_units_are_paid_as_one_whole(scene: Scene) -> None:
    scene.coin()
    scene.pay("anna", "bram", minutes(25), coins(250))
    before = Transfer.objects.filter(collective_id=scene.id).count()
    with pytest.raises(ImpossibleError):
        scene.pay("anna", "bram", minutes(25), coins(2_251))
    assert (scene.balance("anna"), scene.balance("anna", "coin")) == (-25, -250)
    assert Transfer.objects.filter(collective_id=scene.id).count() == before
    transfer = scene.pay("anna", "bram", minutes(575), coins(2_250))
    assert Line.objects.filter(collective_id=scene.id, transfer_id=transfer).count() == 2
    assert (scene.balance("anna"), scene.balance("anna", "coin")) == (-600, -2_500)


def test_a_transfer_and_its_deed_name_the_rule(scene: Scene) -> None:
    done = scene.do("ledger.pay", "anna", Pay(scene.cast.bram, (minutes(25),), "Fiets gemaakt"))
    transfer = Transfer.objects.get(collective_id=scene.id, id=done.result)
    assert (transfer.place, transfer.version, transfer.decision_id) == ("purse:pay", 1, None)
    assert (done.deed.payload["amounts"], done.deed.texts["about"]) == (["min:25"], "Fiets gemaakt")
    assert "purse:pay" in done.deed.grounds["places"]


@pytest.mark.parametrize(
    ("language", "room"), [("nl", "2 uur en 15 minuten"), ("en", "2 hours and 15 minutes")]
)
def test_who_has_too_little_reads_how_much_is_left(scene: Scene, language: str, room: str) -> None:
    scene.pay("anna", "bram", minutes(600 - 135))
    with translation.override(language):
        said = refusal(lambda: scene.pay("anna", "bram", minutes(136)))
    assert room in said
    scene.pay("anna", "bram", minutes(135))
    with translation.override(language):
        assert "0 minu" in refusal(lambda: scene.pay("anna", "bram", minutes(1)))


def test_the_amount_that_is_left_is_said_in_plain_dutch(scene: Scene) -> None:
    scene.pay("anna", "bram", minutes(600 - 135))
    with translation.override("nl"):
        said = refusal(lambda: scene.pay("anna", "bram", minutes(136)))
    assert "nog ruimte voor 2 uur en 15 minuten" in said


def test_the_giver_never_reads_the_balance_of_the_taker(scene: Scene) -> None:
    scene.by_clock("ledger.set_bounds", SetBounds(scene.cast.bram, "min", 0, 60))
    scene.pay("anna", "bram", minutes(41))
    said = refusal(lambda: scene.pay("anna", "bram", minutes(20)))
    assert "20" in said
    for secret in ("41", "19", "60"):
        assert secret not in said
    scene.pay("anna", "bram", minutes(19))


def test_no_euro_goes_between_persons(scene: Scene) -> None:
    for act, params in (
        ("ledger.pay", Pay(scene.cast.bram, (minutes(5), Amount("eur", 100)))),
        ("ledger.promise", Promise(scene.cast.bram, (Amount("eur", 100),), DAY)),
    ):
        with pytest.raises(ImpossibleError, match="uro"):
            scene.do(act, "anna", params)
    with pytest.raises(ImpossibleError, match="uro"):
        scene.do("ledger.spend", "anna", Spend(scene.common("eur", "purse").id, 100, to=scene.cast.bram))
    assert not Account.objects.filter(collective_id=scene.id, person__isnull=False, unit__code="eur").exists()


def test_nobody_pays_themself_or_the_same_unit_twice_or_in_an_unknown_one(scene: Scene) -> None:
    for params in (
        Pay(scene.cast.anna, (minutes(5),)),
        Pay(scene.cast.bram, (minutes(5), minutes(6))),
        Pay(scene.cast.bram, (Amount("parels", 5),)),
        Pay(scene.cast.farid, (minutes(5),)),
        Pay(new_id(), (minutes(5),)),
    ):
        with pytest.raises(ImpossibleError):
            scene.do("ledger.pay", "anna", params)


@pytest.mark.parametrize("amount", [0, -5, 1.5, "veel", MOST + 1, None])
def test_an_amount_is_a_whole_number_above_nought(scene: Scene, amount: object) -> None:
    params = {"to": str(scene.cast.bram), "amounts": [{"unit": "min", "amount": amount}]}
    with pytest.raises(BadParamsError):
        scene.do("ledger.pay", "anna", params)


def test_a_payment_holds_at_least_one_amount(scene: Scene) -> None:
    with pytest.raises(BadParamsError):
        scene.do("ledger.pay", "anna", {"to": str(scene.cast.bram), "amounts": []})


# ------------------------------------------------------------------ clicking twice


def test_the_same_request_twice_is_one_payment(scene: Scene) -> None:
    key, params = new_id(), Pay(scene.cast.bram, (minutes(25),))
    first = scene.do("ledger.pay", "anna", params, key=key)
    again = scene.do("ledger.pay", "anna", params, key=key, at=AT + timedelta(minutes=5))
    assert (first.repeated, again.repeated) == (False, True)
    assert again.deed == first.deed
    assert again.deed.subject_id == first.result
    assert scene.balance("bram") == 25


def test_the_same_request_with_something_else_in_it_is_an_error(scene: Scene) -> None:
    key = new_id()
    scene.do("ledger.pay", "anna", Pay(scene.cast.bram, (minutes(25),)), key=key)
    for name, params in (
        ("anna", Pay(scene.cast.bram, (minutes(26),))),
        ("anna", Pay(scene.cast.dirk, (minutes(25),))),
        ("chadia", Pay(scene.cast.bram, (minutes(25),))),
    ):
        with pytest.raises(KeyReusedError):
            scene.do("ledger.pay", name, params, key=key)
    assert scene.balance("bram") == 25


def test_a_repeated_request_is_answered_although_there_is_no_room_any_more(scene: Scene) -> None:
    key, params = new_id(), Pay(scene.cast.bram, (minutes(600),))
    scene.do("ledger.pay", "anna", params, key=key)
    assert scene.do("ledger.pay", "anna", params, key=key).repeated


def test_a_request_that_was_refused_may_be_sent_again(scene: Scene) -> None:
    key, params = new_id(), Pay(scene.cast.bram, (minutes(601),))
    with pytest.raises(ImpossibleError):
        scene.do("ledger.pay", "anna", params, key=key)
    scene.pay("bram", "anna", minutes(1))
    assert not scene.do("ledger.pay", "anna", params, key=key).repeated
    assert scene.balance("anna") == -600


# ------------------------------------------------------------------ promising


def test_a_promise_sets_room_aside_on_both_sides(scene: Scene) -> None:
    scene.promise("anna", "bram", minutes(400))
    anna, bram = scene.own("anna"), scene.own("bram")
    assert (anna.balance, anna.held, bram.balance, bram.coming) == (0, 400, 0, 400)
    assert "3 uur en 20 minuten" in refusal(lambda: scene.pay("anna", "bram", minutes(201)))
    scene.pay("anna", "bram", minutes(200))


def test_a_promise_that_is_kept_becomes_a_payment(scene: Scene) -> None:
    scene.coin()
    hold = scene.promise("anna", "bram", minutes(400), coins(300))
    transfer = made(scene.do("ledger.keep", "anna", OfPromise(hold)))
    assert (scene.balance("bram"), scene.balance("bram", "coin")) == (400, 300)
    assert (scene.own("anna").held, scene.own("bram").coming) == (0, 0)
    row = Transfer.objects.get(collective_id=scene.id, id=transfer)
    assert (row.hold_id, row.place) == (hold, "purse:pay")


def test_either_side_takes_a_promise_back(scene: Scene) -> None:
    for name in ("anna", "bram"):
        hold = scene.promise("anna", "bram", minutes(400))
        scene.do("ledger.release", name, OfPromise(hold))
        assert Hold.objects.get(collective_id=scene.id, id=hold).state == Hold.State.CANCELLED
    assert (scene.balance("anna"), scene.own("anna").held, scene.own("bram").coming) == (0, 0, 0)


def test_a_promise_ends_once(scene: Scene) -> None:
    kept, released = scene.promise("anna", "bram", minutes(5)), scene.promise("anna", "bram", minutes(7))
    scene.do("ledger.keep", "anna", OfPromise(kept))
    scene.do("ledger.release", "bram", OfPromise(released))
    for hold in (kept, released, new_id()):
        for act in ("ledger.keep", "ledger.release"):
            with pytest.raises(ImpossibleError):
                scene.do(act, "anna", OfPromise(hold))
    assert scene.balance("bram") == 5


def test_only_who_promised_keeps_it(scene: Scene) -> None:
    hold = scene.promise("anna", "bram", minutes(5))
    for name in ("bram", "chadia"):
        with pytest.raises(RefusedError):
            scene.do("ledger.keep", name, OfPromise(hold))
    with pytest.raises(RefusedError):
        scene.do("ledger.release", "chadia", OfPromise(hold))


def test_the_worker_ends_promises_after_their_last_day_and_not_before(scene: Scene) -> None:
    hold = scene.promise("anna", "bram", minutes(400), days=7)
    later = scene.promise("anna", "bram", minutes(5), days=8)
    midnight = datetime(2026, 6, 17, 22, tzinfo=UTC)  # midnight in the Netherlands
    assert acts.due(midnight - timedelta(seconds=1)) == 0
    with pytest.raises(ImpossibleError):
        gate.attempt(
            "ledger.expire", Actor(scene.id, None), OfPromise(hold), at=midnight - timedelta(seconds=1)
        )
    assert acts.due(midnight) == 1
    assert acts.due(midnight) == 0
    assert Hold.objects.get(collective_id=scene.id, id=hold).state == Hold.State.EXPIRED
    assert Hold.objects.get(collective_id=scene.id, id=later).state == Hold.State.OPEN
    assert scene.own("anna").held == 5


def test_a_promise_is_not_kept_after_its_last_day_although_the_worker_was_away(scene: Scene) -> None:
    hold = scene.promise("anna", "bram", minutes(5), days=7)
    with pytest.raises(ImpossibleError):
        scene.do("ledger.keep", "anna", OfPromise(hold), at=AT + timedelta(days=8))
    scene.do("ledger.keep", "anna", OfPromise(hold), at=AT + timedelta(days=7))


def test_a_promise_runs_from_today_to_a_year_ahead(scene: Scene) -> None:
    for days in (-1, LONGEST_PROMISE + 1):
        with pytest.raises(ImpossibleError):
            scene.promise("anna", "bram", minutes(5), days=days)
    for days in (0, LONGEST_PROMISE):
        scene.promise("anna", "bram", minutes(5), days=days)


def test_open_promises_are_told_to_both(scene: Scene) -> None:
    scene.coin()
    hold = scene.promise("anna", "bram", minutes(5), coins(100))
    for name in ("anna", "bram"):
        [view] = queries.promises(scene.id, scene.cast.people[name])
        assert (view.id, view.giver, view.taker) == (hold, "Anna", "Bram")
        assert sorted((amount, unit.code) for amount, unit in view.amounts) == [(5, "min"), (100, "coin")]
    assert queries.promises(scene.id, scene.cast.chadia) == []
    scene.do("ledger.release", "anna", OfPromise(hold))
    assert queries.promises(scene.id, scene.cast.anna) == []


# ------------------------------------------------------------------ what comes in


def test_what_comes_in_goes_from_outside_to_one_of_our_own_accounts(scene: Scene) -> None:
    bank, cash, purse = (scene.common("eur", kind) for kind in ("bank", "cash", "purse"))
    hours = scene.common("min", "purse")
    mine = euro_account(scene.id, scene.cast.bram)
    for giver, taker in ((purse, bank), (bank, cash), (purse, purse), (bank, hours), (bank, mine)):
        with pytest.raises(ImpossibleError):
            scene.do("ledger.receive", "anna", Receive(giver.id, taker.id, 100, DAY))
    assert scene.common("eur", "purse").balance == 100_000


def test_the_same_line_of_the_bank_comes_in_once(scene: Scene) -> None:
    bank, purse = scene.common("eur", "bank").id, scene.common("eur", "purse").id
    scene.do("ledger.receive", "anna", Receive(bank, purse, 100, DAY, reference="NL/2026:1"))
    with pytest.raises(ImpossibleError):
        scene.do("ledger.receive", "anna", Receive(bank, purse, 100, DAY, reference="NL/2026:1"))
    assert scene.common("eur", "purse").balance == 100_100


@pytest.mark.parametrize("days", [1, -7 * 366 - 1])
def test_a_day_that_cannot_be_right_is_refused(scene: Scene, days: int) -> None:
    bank, purse = scene.common("eur", "bank").id, scene.common("eur", "purse").id
    with pytest.raises(ImpossibleError):
        scene.do("ledger.receive", "anna", Receive(bank, purse, 100, DAY + timedelta(days=days)))


# ------------------------------------------------------------------ what goes out


def test_the_board_spends_up_to_its_mandate(scene: Scene) -> None:
    transfer = scene.spend(10_000)
    assert scene.common("eur", "purse").balance == 90_000
    row = Transfer.objects.get(collective_id=scene.id, id=transfer)
    assert (row.place, row.decision_id) == ("purse:mandate", None)
    with pytest.raises(NeedsDecisionError):
        scene.spend(10_001)


def test_spending_in_slices_adds_up_in_a_month(scene: Scene) -> None:
    scene.spend(10_000)
    scene.spend(10_000)
    with pytest.raises(NeedsDecisionError):
        scene.spend(5_001)
    scene.spend(5_000)
    with pytest.raises(NeedsDecisionError):
        scene.spend(1)
    assert scene.common("eur", "purse").balance == 75_000


def test_a_new_month_starts_anew_by_the_dutch_calendar(scene: Scene) -> None:
    for cents in (10_000, 10_000, 5_000):
        scene.spend(cents)
    july = datetime(2026, 6, 30, 22, tzinfo=UTC)  # midnight in the Netherlands
    with pytest.raises(NeedsDecisionError):
        scene.spend(1, at=july - timedelta(seconds=1))
    scene.spend(10_000, at=july)


def test_a_decision_carries_more_and_does_not_count_against_the_mandate(scene: Scene) -> None:
    done = scene.by_clock("ledger.spend", scene.spending(60_000))
    row = Transfer.objects.get(collective_id=scene.id, id=done.result)
    assert row.decision_id is not None
    assert str(row.decision_id) == done.deed.grounds["decision"]
    for cents in (10_000, 10_000, 5_000):
        scene.spend(cents)


def test_a_decision_still_carries_when_a_new_month_would_make_room_for_it(scene: Scene) -> None:
    for cents in (10_000, 10_000, 5_000):
        scene.spend(cents)
    params, july = scene.spending(8_000), datetime(2026, 7, 2, 12, tzinfo=UTC)
    authority = decided("ledger.spend", scene.cast.actor("anna"), params, AT)
    gate.attempt("ledger.spend", Actor(scene.id, None), params, at=july, authority_id=authority)
    for cents in (10_000, 10_000, 5_000):
        scene.spend(cents, at=july)
    assert scene.common("eur", "purse").balance == 42_000


def test_a_reversed_expense_does_not_make_new_room_in_the_month(scene: Scene) -> None:
    transfers = [scene.spend(cents) for cents in (10_000, 10_000, 5_000)]
    scene.do("ledger.correct", "anna", Correct(transfers[0], "Teruggebracht"))
    with pytest.raises(NeedsDecisionError):
        scene.spend(1)


def test_the_purse_is_never_in_debt(scene: Scene) -> None:
    with pytest.raises(ImpossibleError, match=r"1\.000"):
        scene.by_clock("ledger.spend", scene.spending(100_001))


def test_spending_names_one_taker(scene: Scene) -> None:
    purse, bank = scene.common("eur", "purse").id, scene.common("eur", "bank").id
    hours = scene.common("min", "purse").id
    for params in (
        Spend(purse, 100),
        Spend(purse, 100, taker=bank, to=scene.cast.bram),
        Spend(purse, 100, taker=purse),
        Spend(purse, 100, taker=hours),
        Spend(bank, 100, taker=purse),
    ):
        with pytest.raises(ImpossibleError):
            scene.do("ledger.spend", "anna", params)
    with pytest.raises(ImpossibleError):
        scene.by_clock("ledger.spend", Spend(hours, 100, to=scene.cast.farid))


def test_hours_from_the_purse_go_to_people(scene: Scene) -> None:
    hours = scene.common("min", "purse").id
    scene.by_clock("ledger.spend", Spend(hours, 120, to=scene.cast.bram, about="Dak gemaakt"))
    assert (scene.balance("bram"), scene.common("min", "purse").balance) == (120, -120)


@pytest.mark.parametrize("unit", ["min", "coin"])
def test_the_board_alone_does_not_hand_out_hours_or_coins_without_end(scene: Scene, unit: str) -> None:
    scene.coin()
    purse = scene.common(unit, "purse").id
    with pytest.raises(NeedsDecisionError):
        scene.do("ledger.spend", "anna", Spend(purse, 1, to=scene.cast.anna))


def _apart(scene: Scene) -> Account:
    scene.do("ledger.open_account", "anna", OpenAccount(Kind.PARTNER, "eur", "Tuin", "tuin"))
    apart = scene.common("eur", "partner", "Tuin")
    scene.receive(50_000, into=apart.id)
    return apart


def test_money_set_apart_leaves_by_decision_and_only_for_its_purpose(scene: Scene) -> None:
    apart, bank = _apart(scene), scene.common("eur", "bank").id
    for purpose in (None, "feest"):
        with pytest.raises(ImpossibleError):
            scene.by_clock("ledger.spend", Spend(apart.id, 15_000, taker=bank, purpose=purpose))
    scene.by_clock("ledger.spend", Spend(apart.id, 15_000, taker=bank, purpose="tuin"))
    assert scene.common("eur", "partner", "Tuin").balance == 35_000


def test_a_small_amount_of_money_set_apart_takes_a_decision_too(scene: Scene) -> None:
    apart, bank = _apart(scene), scene.common("eur", "bank").id
    params = Spend(apart.id, 100, taker=bank, purpose="tuin")
    with pytest.raises(NeedsDecisionError):
        scene.do("ledger.spend", "anna", params)
    scene.by_clock("ledger.spend", params)


# ------------------------------------------------------------------ putting right


def test_a_payment_is_reversed_whole_and_once(scene: Scene) -> None:
    scene.coin()
    transfer = scene.pay("bram", "chadia", minutes(25), coins(250))
    correction = made(scene.do("ledger.correct", "anna", Correct(transfer, "Verkeerde persoon")))
    assert [scene.balance("bram", unit) for unit in ("min", "coin")] == [0, 0]
    row = Transfer.objects.get(collective_id=scene.id, id=correction)
    assert (row.corrects_id, row.place) == (transfer, "purse:correct")
    for wrong in (transfer, correction, new_id()):
        with pytest.raises(ImpossibleError):
            scene.do("ledger.correct", "anna", Correct(wrong, "Nog eens"))
    assert Entry.objects.filter(collective_id=scene.id, account=scene.own("bram")).count() == 2


def test_every_kind_of_transfer_can_be_reversed(scene: Scene) -> None:
    hours = scene.common("min", "purse").id
    apart = _apart(scene)
    bank = scene.common("eur", "bank").id
    hold = scene.promise("bram", "chadia", minutes(5))
    transfers = [
        scene.receive(100),
        scene.spend(100),
        made(scene.by_clock("ledger.spend", Spend(hours, 120, to=scene.cast.bram))),
        made(scene.by_clock("ledger.spend", Spend(apart.id, 100, taker=bank, purpose="tuin"))),
        made(scene.do("ledger.keep", "bram", OfPromise(hold))),
    ]
    for transfer in transfers:
        scene.do("ledger.correct", "anna", Correct(transfer, "Vergissing"))
    assert scene.common("eur", "purse").balance == 100_000
    assert scene.common("eur", "partner", "Tuin").balance == 50_000
    assert (scene.balance("bram"), scene.balance("chadia")) == (0, 0)


def test_money_set_apart_comes_back_out_when_its_receipt_is_reversed(scene: Scene) -> None:
    scene.do("ledger.open_account", "anna", OpenAccount(Kind.PARTNER, "eur", "Tuin", "tuin"))
    transfer = scene.receive(100, into=scene.common("eur", "partner", "Tuin").id)
    scene.do("ledger.correct", "anna", Correct(transfer, "Was voor een ander"))
    assert scene.common("eur", "partner", "Tuin").balance == 0


def test_a_correction_breaks_no_bound(scene: Scene) -> None:
    transfer = scene.pay("anna", "bram", minutes(600))
    scene.pay("bram", "chadia", minutes(1_200))
    with pytest.raises(ImpossibleError):
        scene.do("ledger.correct", "anna", Correct(transfer, "Vergissing"))


def test_the_reason_of_a_correction_stands_in_the_book_and_on_the_statement(scene: Scene) -> None:
    transfer = scene.pay("bram", "chadia", minutes(25))
    scene.do("ledger.correct", "anna", Correct(transfer, "Verkeerde persoon"))
    back, first = queries.statement(scene.id, scene.own("bram").id)
    assert (back.about, back.amount, back.after, back.corrected) == ("Verkeerde persoon", 25, 0, False)
    assert (first.amount, first.after, first.corrected) == (-25, -25, True)
    with pytest.raises(BadParamsError):
        scene.do("ledger.correct", "anna", {"transfer_id": str(transfer), "reason": ""})


# ------------------------------------------------------------------ limits


def test_limits_of_one_person_are_decided(scene: Scene) -> None:
    with pytest.raises(NeedsDecisionError):
        scene.do("ledger.set_bounds", "anna", SetBounds(scene.cast.anna, "min", -6_000))
    scene.by_clock("ledger.set_bounds", SetBounds(scene.cast.anna, "min", -60, 30))
    assert "1 uur" in refusal(lambda: scene.pay("anna", "bram", minutes(61)))
    scene.pay("anna", "bram", minutes(60))
    scene.pay("bram", "anna", minutes(90))
    with pytest.raises(ImpossibleError):
        scene.pay("bram", "anna", minutes(1))


def test_there_may_be_no_limit_above(scene: Scene) -> None:
    scene.by_clock("ledger.set_bounds", SetBounds(scene.cast.bram, "min", 0))
    assert scene.own("bram").highest is None


def test_limits_that_the_account_breaks_already_are_refused(scene: Scene) -> None:
    scene.pay("anna", "bram", minutes(100))
    scene.promise("anna", "bram", minutes(50))
    for who, low, high in (("anna", -149, None), ("bram", 0, 149)):
        with pytest.raises(ImpossibleError):
            scene.by_clock("ledger.set_bounds", SetBounds(scene.cast.people[who], "min", low, high))
    scene.by_clock("ledger.set_bounds", SetBounds(scene.cast.anna, "min", -150, 6_000))
    scene.by_clock("ledger.set_bounds", SetBounds(scene.cast.bram, "min", 0, 150))


def test_money_is_never_owed_by_a_person(scene: Scene) -> None:
    with pytest.raises(ImpossibleError):
        scene.by_clock("ledger.set_bounds", SetBounds(scene.cast.bram, "eur", -100, 100))


# ------------------------------------------------------------------ others, and those who left


def test_what_belongs_to_another_collective_is_unknown_here(scene: Scene) -> None:
    other, huub = scene.cast.other_id, Actor(scene.cast.other_id, scene.cast.huub)
    gate.attempt("ledger.open", huub, Open(), at=AT)
    theirs = {row.kind: row.id for row in Account.objects.filter(collective_id=other, unit__code="eur")}
    received = gate.attempt(
        "ledger.receive", huub, Receive(theirs["bank"], theirs["purse"], 5_000, DAY), at=AT
    )
    bank, purse = scene.common("eur", "bank").id, scene.common("eur", "purse").id
    for act, params in (
        ("ledger.receive", Receive(theirs["bank"], purse, 5, DAY)),
        ("ledger.receive", Receive(bank, theirs["purse"], 5, DAY)),
        ("ledger.spend", Spend(theirs["purse"], 5, taker=bank)),
        ("ledger.spend", Spend(purse, 5, taker=theirs["bank"])),
        ("ledger.correct", Correct(made(received), "Vergissing")),
        ("ledger.pay", Pay(scene.cast.huub, (minutes(5),))),
    ):
        with pytest.raises(ImpossibleError):
            scene.do(act, "anna", params)
    hold = scene.promise("anna", "bram", minutes(5))
    for act in ("ledger.keep", "ledger.release", "ledger.expire"):
        with pytest.raises((ImpossibleError, RefusedError)):
            gate.attempt(act, Actor(other, scene.cast.anna), OfPromise(hold), at=AT)
    assert queries.account(scene.id, theirs["purse"]) is None
    assert queries.statement(scene.id, theirs["purse"]) == []
    assert list(verification.check(other)) == []


def test_who_left_is_paid_nothing_and_pays_nothing(scene: Scene) -> None:
    scene.pay("anna", "bram", minutes(30))
    scene.do("membership.leave", "bram", Leave())
    with pytest.raises(ImpossibleError):
        scene.pay("anna", "bram", minutes(5))
    with pytest.raises(ImpossibleError):
        scene.promise("anna", "bram", minutes(5))
    with pytest.raises(RefusedError):
        scene.pay("bram", "anna", minutes(5))
    with pytest.raises(ImpossibleError):
        scene.by_clock("ledger.spend", Spend(scene.common("min", "purse").id, 5, to=scene.cast.bram))
    assert scene.balance("bram") == 30


def test_a_promise_to_who_left_can_be_taken_back_or_runs_out(scene: Scene) -> None:
    first, second = scene.promise("anna", "bram", minutes(5)), scene.promise("anna", "bram", minutes(7))
    scene.do("membership.leave", "bram", Leave())
    scene.do("ledger.release", "anna", OfPromise(first))
    assert acts.due(AT + timedelta(days=30)) == 1
    assert Hold.objects.get(collective_id=scene.id, id=second).state == Hold.State.EXPIRED


def test_a_transfer_of_who_left_can_still_be_put_right(scene: Scene) -> None:
    transfer = scene.pay("anna", "bram", minutes(30))
    scene.do("membership.leave", "bram", Leave())
    scene.do("ledger.correct", "anna", Correct(transfer, "Dubbel geboekt"))
    assert scene.balance("bram") == 0
