"""A day in the life of De Wending on which every act can be tried: something is open, waiting, decided or drafted."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from samenspel.kernels.statute.charter import Change
from samenspel.kernels.statute.vocabulary import Body, Standing
from samenspel.rooms.deciding import acts as deciding
from samenspel.rooms.deciding.models import Round
from samenspel.rooms.ledger import bank as bank_lines
from samenspel.rooms.ledger import payments
from samenspel.rooms.ledger import queries as ledger
from samenspel.rooms.statute import gate
from samenspel.rooms.statute import queries as statute
from samenspel.rooms.statute.params import to_json
from support.cast import Cast, apply, build_cast

AT = datetime(2026, 6, 1, 10, tzinfo=UTC)
RULES: dict[str, dict[str, object]] = {
    "decisions": {"way": "consent", "quorum": [0, 1], "voting_days": 7, "challenge_days": 3},
    "units": {"units": ["euro", "hours", "own_coin"]},
}


@dataclass(frozen=True)
class Scene:
    """The cast, the moment, and for every act parameters that fit this day."""

    cast: Cast
    at: datetime
    params: Mapping[str, dict[str, object]]


def _propose(cast: Cast, at: datetime, title: str, **rest: object) -> object:
    """A proposal by Anna, announced."""
    params = {"title": title, "reason": "Dat is goed voor ons.", **rest}
    proposal_id = gate.attempt("deciding.propose", cast.actor("anna"), params, at=at).result
    gate.attempt("deciding.announce", cast.actor("anna"), {"proposal_id": proposal_id}, at=at)
    deciding.advance(cast.collective_id, at)
    return proposal_id


def _round(cast: Cast, proposal_id: object) -> Round:
    return Round.objects.get(collective_id=cast.collective_id, proposal_id=proposal_id, closed_at=None)


def _in_the_ledger(cast: Cast, at: datetime) -> dict[str, dict[str, object]]:
    """The cash book is open, Anna gave Bram an hour, and set one aside for him."""
    cast.do("ledger.open", "anna", {}, at=at)
    found = {(each.unit.code, each.kind): str(each.id) for each in ledger.common_accounts(cast.collective_id)}
    purse, bank = found["eur", "purse"], found["eur", "bank"]
    today, hour = gate.civil_day(at).isoformat(), [{"unit": "min", "amount": 60}]
    came = {"giver": bank, "taker": purse, "amount": 50_000, "day": today, "about": "Subsidie"}
    received = cast.do("ledger.receive", "anna", came, at=at).result
    paid = cast.do("ledger.pay", "anna", {"to": str(cast.bram), "amounts": hour}, at=at).result
    file = {"account": bank, "digest": "a" * 64, "lines": [{"day": today, "cents": 50_000}]}
    cast.do("ledger.read_statement", "anna", file, at=at)
    line = bank_lines.waiting(cast.collective_id, 1)[0][0].id
    given = {"to": str(cast.bram), "amounts": hour, "until": today}
    iban = "NL91ABNA0417164300"
    bill = {
        "giver": purse,
        "taker": bank,
        "amount": 50,
        "about": "Papier",
        "payee": "De Drukker",
        "iban": iban,
    }
    cast.do("ledger.spend", "anna", bill, at=at)
    pay = str(payments.waiting(cast.collective_id)[0].id)
    place = {"street": "Dorpsstraat 1", "postcode": "3511 AB", "city": "Utrecht"}
    sender = {"name": "De Wending", **place, "iban": iban, "regime": "none"}
    cast.do("ledger.set_sender", "anna", sender, at=at)
    work = {"name": "Gemeente", **place, "delivered": today, "lines": [{"text": "Soep", "price": 750}]}
    sent = cast.do("ledger.send_invoice", "anna", work, at=at).result
    promise = {"hold_id": cast.do("ledger.promise", "anna", given, at=at).result}
    return {
        "ledger.open": {},
        "ledger.open_coin": {"one": "kiezel", "many": "kiezels"},
        "ledger.open_account": {"kind": "reserve", "unit": "eur", "name": "Het dak"},
        "ledger.receive": came,
        "ledger.spend": {"giver": purse, "taker": bank, "amount": 10_001, "about": "Verf"},
        "ledger.carry": {"source": bank, "target": found["eur", "cash"], "amount": 5, "day": today},
        "ledger.read_statement": {**file, "digest": "b" * 64},
        "ledger.match_line": {"line_id": str(line), "transfer_id": received},
        "ledger.audit_year": {"year": 2026, "finding": "good"},
        "ledger.set_sender": sender,
        "ledger.send_invoice": work,
        "ledger.credit_invoice": {"invoice_id": str(sent), "reason": "Dubbel."},
        "ledger.release_payments": {"payments": [pay]},
        "ledger.make_payment_file": {"account": bank, "iban": iban},
        "ledger.stop_payment": {"payment_id": pay, "reason": "Al betaald."},
        "ledger.correct": {"transfer_id": paid, "reason": "Dat was dubbel."},
        "ledger.set_bounds": {"person_id": str(cast.bram), "unit": "min", "lowest": -60, "highest": 600},
        "ledger.pay": {"to": str(cast.dirk), "amounts": hour},
        "ledger.promise": {"to": str(cast.dirk), "amounts": hour, "until": today},
        "ledger.keep": promise,
        "ledger.release": promise,
    }


def _asking(cast: Cast, at: datetime) -> dict[str, dict[str, object]]:
    """Chadia asked back what she paid for paint, and there is something in three pots. Bram was on the board for a while."""
    today = gate.civil_day(at).isoformat()
    costs = {"cents": 500, "day": today, "about": "Verf", "receipt": b64encode(b"%PDF-1").decode()}
    request = cast.do("ledger.ask_expenses", "chadia", costs, at=at).result
    fill = {"person_id": str(cast.chadia), "turnover": 9_000, "costs": 0, "day": today, "about": "Markt"}
    seat = {"person_id": str(cast.bram), "body": "board"}
    cast.decide("membership.appoint", seat, at=at)
    for keeper, name in (("bram", "anna"), ("anna", "bram"), ("anna", "chadia")):
        cast.do("ledger.fill_pot", keeper, {**fill, "person_id": str(cast.people[name])}, at=at)
    cast.decide("membership.dismiss", seat, at=at)
    return {
        "ledger.ask_expenses": {**costs, "receipt": b64encode(b"%PDF-2").decode()},
        "ledger.ask_pot": {"cents": 500, "about": "Een zaag"},
        "ledger.grant": {"request_id": request},
        "ledger.decline": {"request_id": request, "reason": "Dit is een bon van iets anders."},
        "ledger.take_back": {"request_id": request},
        "ledger.fill_pot": fill,
        "ledger.fold_pot": {"person_id": str(cast.chadia)},
        "work.ask_allowance": {"month": today[:8] + "01"},
    }


def _at_work(cast: Cast, at: datetime) -> dict[str, dict[str, object]]:
    """Bram put tasks on the list. Chadia took two on, looks for someone for one, and wrote down what she did; so did Dirk."""
    plan = {"title": "Soep koken", "minutes": 90, "paid_before": "never"}
    free, taken, offered = (cast.do("work.plan", "bram", plan, at=at).result for _ in range(3))
    for task in (taken, offered):
        cast.do("work.sign_up", "chadia", {"task_id": task}, at=at)
    cast.do("work.offer", "chadia", {"task_id": offered}, at=at)
    kind = cast.do("work.name_kind", "anna", {"name": "Zorgen"}, at=at).result
    did = {"what": "Afwas", "day": gate.civil_day(at).isoformat(), "minutes": 30}
    work, _ = (cast.do("work.report", name, did, at=at).result for name in ("chadia", "dirk"))
    return {
        "work.plan": plan,
        "work.cancel": {"task_id": free, "reason": "Er is al soep."},
        "work.sign_up": {"task_id": free},
        "work.withdraw": {"task_id": taken},
        "work.offer": {"task_id": taken},
        "work.take_over": {"task_id": offered, "person_id": str(cast.chadia)},
        "work.name_kind": {"name": "Koken"},
        "work.close_kind": {"kind_id": kind},
        "work.report": {**did, "task_id": free},
        "work.confirm": {"work_id": work},
        "work.decline": {"work_id": work, "reason": "De afwas staat er nog."},
    }


def _against(cast: Cast, decided: object, at: datetime) -> dict[str, dict[str, object]]:
    """Farid, who had no vote in it, speaks against a decision; Greet supports him."""
    text = {"proposal_id": decided, "text": "Op maandag kookt de kerk al voor iedereen."}
    said = cast.do("voice.counter", "farid", text, at=at).result
    cast.do("voice.support", "greet", {"statement_id": said}, at=at)
    return {
        "voice.counter": text,
        "voice.support": {"statement_id": said},
        "voice.take_back": {"statement_id": said},
        "voice.answer": {"statement_id": str(said), "answer": "Wij koken op dinsdag."},
    }


def build() -> Scene:
    """Everything that is going on, by acts; the votes that open later are called earlier."""
    cast = build_cast(AT, overrides=RULES)
    earlier, now = AT, AT + timedelta(days=8)
    seat = {"person_id": str(cast.bram), "body": Body.BOARD.value}
    secret = _propose(cast, earlier, "Bram in het bestuur", act="membership.appoint", params=seat)
    decided = _propose(cast, earlier, "Samen eten")
    first = _round(cast, decided)
    gate.attempt(
        "deciding.react", cast.actor("anna"), {"round_id": first.id, "reaction": "worried"}, at=earlier
    )
    deciding.advance(cast.collective_id, now)
    consent = _propose(cast, now, "Een moestuin")
    round_ = _round(cast, consent)
    objection = gate.attempt(
        "deciding.object",
        cast.actor("bram"),
        {"round_id": round_.id, "reason": "De grond is vervuild."},
        at=now,
    ).result
    draft = gate.attempt(
        "deciding.propose", cast.actor("anna"), {"title": "Een kladje", "reason": "Nog niet af."}, at=now
    ).result
    application = apply(cast, "farid", Standing.MEMBER, now)
    invitation = gate.attempt("membership.invite", cast.actor("anna"), {}, at=now).result
    version = statute.latest(cast.collective_id)
    assert version is not None
    change = to_json(Change("openness", "days", 14, 7))
    amendment = {"against": version.hash, "changes": [change]}
    params: dict[str, dict[str, object]] = {
        "deciding.propose": {"title": "Iets nieuws", "reason": "Omdat het kan."},
        "deciding.reword": {"proposal_id": draft, "title": "Een kladje", "reason": "Nu wel af."},
        "deciding.announce": {"proposal_id": draft},
        "deciding.withdraw": {"proposal_id": draft},
        "deciding.speak": {"proposal_id": consent, "text": "Wat een goed idee."},
        "deciding.vote": {"round_id": _round(cast, secret).id, "marks": ["for"]},
        "deciding.react": {"round_id": round_.id, "reaction": "agree"},
        "deciding.object": {"round_id": round_.id, "reason": "Er is geen water."},
        "deciding.answer": {"objection_id": objection, "answer": "We leggen schone grond neer."},
        "deciding.settle": {"objection_id": objection, "end": "withdrawn"},
        "deciding.challenge": {"round_id": first.id, "reason": "Ik was niet uitgenodigd."},
        "deciding.record_outside_consent": {
            "round_id": round_.id,
            "agreed": True,
            "letter": "Brief van de bond.",
        },
        "deciding.resolve": {},
        "deciding.renew": {"decision_id": str(draft)},
        "statute.adopt": {"clauses": [{"id": "purpose", "values": {}}]},
        "statute.amend": amendment,
        "statute.show_strength": {"public": True},
        "statute.record_deed": {"version": 1, "signed_on": now.date().isoformat(), "notary": "mr. De Wit"},
        "membership.begin": {},
        "membership.apply": {"wanted": "volunteer", "version": version.number},
        "membership.withdraw_application": {"application_id": application},
        "membership.admit": {"application_id": application},
        "membership.decline": {"application_id": application, "reason": "We zijn vol."},
        "membership.confirm_member": {"person_id": cast.bram},
        "membership.enter_person": {"name": "Ilse", "wanted": "member", "signed_on": now.date().isoformat()},
        "membership.issue_card": {"person_id": cast.chadia},
        "membership.set_call_by_email": {"agreed": True},
        "membership.invite": {},
        "membership.withdraw_invitation": {"invitation_id": invitation.id},
        "membership.leave": {},
        "membership.suspend": {"person_id": cast.bram, "reason": "Er was ruzie."},
        "membership.lift_suspension": {"person_id": cast.bram},
        "membership.expel": {"person_id": cast.bram, "reason": "Er was ruzie."},
        "membership.reinstate": {"person_id": cast.bram},
        "membership.uphold_expulsion": {"person_id": cast.bram},
        "membership.appeal": {"reason": "Ik ben niet gehoord."},
        "membership.appoint": seat,
        "membership.dismiss": {"person_id": cast.anna, "body": Body.BOARD.value},
        "membership.resign_office": {"body": Body.BOARD.value},
        "membership.choose_contribution": {"way": "money"},
        "membership.record_contribution": {
            "person_id": cast.bram,
            "month": "2026-05-01",
            "cents": 500,
            "minutes": 0,
        },
        "membership.strike_contribution": {"contribution_id": draft},
        "membership.issue_share": {"person_id": cast.bram, "count": 1},
        "membership.grant": {"standing": "participant", "person_id": cast.farid},
        "membership.end_grant": {"standing": "participant", "person_id": cast.chadia},
        **_against(cast, decided, now),
        **_in_the_ledger(cast, now),
        **_asking(cast, now),
        **_at_work(cast, now),
    }
    return Scene(cast, now, params)
