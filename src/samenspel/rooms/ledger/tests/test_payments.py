"""Paying at the bank: two people for each payment, and one file that fits the schema of the banks."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from samenspel.ground.foundation.ids import new_id
from samenspel.ground.people.models import Person
from samenspel.kernels.statute.vocabulary import Body
from samenspel.rooms.ledger import pain, payments, queries
from samenspel.rooms.ledger.acts.accounts import Kind, OpenAccount
from samenspel.rooms.ledger.acts.bank import MatchLine, ReadStatement, StatementLine
from samenspel.rooms.ledger.acts.correcting import Correct
from samenspel.rooms.ledger.acts.releasing import MakePaymentFile, Release, StopPayment
from samenspel.rooms.ledger.models import BankLine, Payment
from samenspel.rooms.membership.acts.offices import Appoint
from samenspel.rooms.statute import gate
from samenspel.rooms.statute.gate import Actor, ImpossibleError
from samenspel.rooms.statute.params import BadParamsError
from samenspel.site import clock, verification

from .scene import AT, IBAN, Scene, made, open_scene

DAY = gate.civil_day(AT)
NAMESPACE = {"p": "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"}


@pytest.fixture
def scene(db: None) -> Iterator[Scene]:
    """Anna and Bram are on the board."""
    opened = open_scene()
    opened.cast.decide("membership.appoint", Appoint(opened.cast.bram, Body.BOARD), at=AT)
    yield opened
    assert list(verification.check(opened.id)) == []


def release(scene: Scene, *names: str, what: UUID) -> None:
    for name in names:
        scene.do("ledger.release_payments", name, Release((what,)))


def make(scene: Scene, name: str = "anna") -> UUID:
    return made(
        scene.do("ledger.make_payment_file", name, MakePaymentFile(scene.common("eur", "bank").id, IBAN))
    )


def amounts(data: bytes) -> list[tuple[str, str]]:
    tree = etree.fromstring(data)
    return [
        (
            each.findtext("p:Cdtr/p:Nm", None, NAMESPACE) or "",
            each.findtext("p:Amt/p:InstdAmt", None, NAMESPACE) or "",
        )
        for each in tree.iterfind(".//p:CdtTrfTxInf", NAMESPACE)
    ]


def test_two_people_release_and_the_bank_reads_one_file(scene: Scene) -> None:
    first, second = scene.bill(1_234), scene.bill(500, payee="Café & Zn")
    for payment in (first, second):
        release(scene, "anna", "bram", what=payment)
    file = payments.file(scene.id, make(scene))
    assert file is not None
    assert amounts(file[1]) == [("De Drukker", "12.34"), ("Cafe + Zn", "5.00")]
    tree = etree.fromstring(file[1])
    assert tree.findtext(".//p:GrpHdr/p:CtrlSum", None, NAMESPACE) == "17.34"
    assert tree.findtext(".//p:DbtrAcct/p:Id/p:IBAN", None, NAMESPACE) == IBAN
    assert payments.waiting(scene.id) == []


def test_one_person_never_releases_for_two_also_not_by_a_helper(scene: Scene) -> None:
    payment = scene.bill(500)
    release(scene, "anna", what=payment)
    with pytest.raises(ImpossibleError):
        release(scene, "anna", what=payment)
    helped = Actor(scene.id, scene.cast.bram, scene.cast.anna)
    with pytest.raises(gate.GateError):
        gate.attempt("ledger.release_payments", helped, Release((payment,)), at=AT)
    with pytest.raises(ImpossibleError):
        make(scene)
    release(scene, "bram", what=payment)
    with pytest.raises(ImpossibleError):
        release(scene, "bram", what=payment)
    make(scene)


def test_a_payment_goes_in_one_file_and_a_retry_makes_no_second(scene: Scene) -> None:
    payment, key = scene.bill(500), new_id()
    release(scene, "anna", "bram", what=payment)
    given = MakePaymentFile(scene.common("eur", "bank").id, IBAN)
    done = [scene.do("ledger.make_payment_file", "anna", given, key=key) for _ in range(2)]
    assert [each.repeated for each in done] == [False, True]
    assert len(payments.files(scene.id)) == 1
    with pytest.raises(ImpossibleError):
        make(scene)


def test_what_was_stopped_or_paid_already_goes_in_no_file(scene: Scene) -> None:
    stopped, paid = scene.bill(500), scene.bill(700)
    for payment in (stopped, paid):
        release(scene, "anna", "bram", what=payment)
    scene.do("ledger.stop_payment", "bram", StopPayment(stopped, "Contant betaald"))
    own = scene.common("eur", "bank").id
    scene.do("ledger.read_statement", "anna", ReadStatement(own, "c" * 64, (StatementLine(DAY, -700),)))
    line = BankLine.objects.get(collective_id=scene.id)
    transfer = Payment.objects.get(collective_id=scene.id, id=paid).transfer_id
    scene.do("ledger.match_line", "anna", MatchLine(line.id, transfer))
    assert payments.waiting(scene.id) == []
    with pytest.raises(ImpossibleError):
        make(scene)
    with pytest.raises(ImpossibleError):
        scene.do("ledger.stop_payment", "bram", StopPayment(stopped, "Nog eens"))


def test_what_was_granted_with_a_bank_account_waits_to_be_paid(scene: Scene) -> None:
    given = {"cents": 750, "day": DAY.isoformat(), "about": "Garen", "iban": IBAN, "receipt": "JVBERi0x"}
    asked = made(scene.do("ledger.ask_expenses", "chadia", given))
    scene.do("ledger.grant", "anna", {"request_id": asked, "about": "Garen"})
    [payment] = payments.waiting(scene.id)
    assert (payment.name, payment.iban, payment.cents) == ("Chadia", IBAN, 750)


def test_what_was_reversed_is_not_paid(scene: Scene) -> None:
    payment = scene.bill(500)
    transfer = Payment.objects.get(collective_id=scene.id, id=payment).transfer_id
    scene.do("ledger.correct", "anna", Correct(transfer, "Dubbel"))
    assert payments.waiting(scene.id) == []
    with pytest.raises(ImpossibleError):
        release(scene, "anna", what=payment)


def test_a_number_with_dashes_goes_to_the_bank_without(scene: Scene) -> None:
    dashed = "NL91-ABNA.0417-1643-00"
    scene.do("ledger.spend", "anna", replace(scene.spending(5), payee="De Drukker", iban=dashed))
    [payment] = payments.waiting(scene.id)
    assert payment.iban == IBAN
    release(scene, "anna", "bram", what=payment.id)
    make(scene)


def browser(scene: Scene) -> Client:
    client = Client(headers={"accept-language": "nl"})
    client.force_login(Person.objects.get(id=scene.cast.anna))
    return client


def test_each_account_at_the_bank_has_a_file_of_its_own(scene: Scene) -> None:
    scene.do("ledger.open_account", "anna", OpenAccount(Kind.BANK, "eur", "ASN"))
    other = scene.common("eur", "bank", "ASN").id
    scene.do("ledger.spend", "anna", replace(scene.spending(700), taker=other, payee="De Bakker", iban=IBAN))
    [there] = payments.waiting(scene.id)
    here = scene.bill(500)
    for payment in (there.id, here):
        release(scene, "anna", "bram", what=payment)
    address = f"/{scene.cast.slug}/kas/betalen/"
    with clock.set_to(AT):
        wrong = browser(scene).post(address, {"account": str(other), "iban": "NL00"})
        assert wrong.status_code == 400
        assert "NL00" in wrong.content.decode()
        assert browser(scene).post(address, {"account": str(other), "iban": IBAN}).status_code == 302
        assert [each.id for each in payments.waiting(scene.id)] == [here]
        assert browser(scene).post(address, {"account": str(new_id()), "iban": IBAN}).status_code == 200
    assert [each.id for each in payments.waiting(scene.id)] == [here]


def test_a_form_sent_twice_says_the_same_twice(scene: Scene) -> None:
    payment, key = scene.bill(500), str(new_id())
    address = f"/{scene.cast.slug}/kas/betalen/vrijgeven/"
    with clock.set_to(AT):
        for _ in range(2):
            given = {"payment": [str(payment)], "request_key": key}
            told = browser(scene).post(address, given, follow=True).content.decode()
            assert "Je gaf 1 betaling vrij." in told


@pytest.mark.parametrize("ticked", [["x"], [str(new_id()) for _ in range(201)]], ids=["x", "201"])
def test_rubbish_among_what_is_ticked_is_told(scene: Scene, ticked: list[str]) -> None:
    address = f"/{scene.cast.slug}/kas/betalen/vrijgeven/"
    with clock.set_to(AT):
        told = browser(scene).post(address, {"payment": ticked}, follow=True)
    assert "Kijk nog eens naar de lijst" in told.content.decode()


def test_only_what_goes_by_the_bank_is_paid_there(scene: Scene) -> None:
    purse, reserve = scene.common("eur", "purse").id, scene.common("eur", "reserve").id
    wrong = {"giver": purse, "amount": 5, "about": "Sparen", "payee": "Ons", "iban": IBAN}
    with pytest.raises(ImpossibleError):
        scene.do("ledger.spend", "anna", {**wrong, "taker": reserve})
    with pytest.raises(ImpossibleError):
        scene.do("ledger.spend", "anna", {**wrong, "taker": scene.common("eur", "bank").id, "payee": " "})
    with pytest.raises(BadParamsError):
        scene.do("ledger.spend", "anna", {**wrong, "taker": scene.common("eur", "bank").id, "iban": "NL1"})
    assert scene.common("eur", "purse").balance == 100_000


def test_the_database_holds_two_people_apart(scene: Scene) -> None:
    payment = Payment.objects.filter(collective_id=scene.id, id=scene.bill(500))
    anna = scene.cast.anna
    for wrong in ({"first_by_id": anna, "second_by_id": anna}, {"second_by_id": anna}, {"cents": 0}):
        with pytest.raises(DatabaseError), transaction.atomic():
            payment.update(**wrong)


@settings(max_examples=30)  # reading the schema takes a tenth of a second
@given(st.text(max_size=60), st.text(max_size=200), st.integers(1, 10**11))
def test_whatever_people_write_the_file_fits_the_schema(name: str, about: str, cents: int) -> None:
    order = pain.Order("a" * 32, name, IBAN, cents, about)
    assert len(amounts(pain.written(pain.Debtor(name, IBAN), [order, order], date(2026, 12, 1)))) == 2


@pytest.mark.parametrize("cents", [0, -1])
def test_a_file_pays_something(cents: int) -> None:
    debtor = pain.Debtor("Wij", IBAN)
    with pytest.raises(ValueError, match="above nought"):
        pain.written(debtor, [pain.Order("a", "b", IBAN, cents, "c")], DAY)
    with pytest.raises(ValueError, match="pays something"):
        pain.written(debtor, [], DAY)


def test_on_its_page_payments_are_released_and_the_file_is_fetched(scene: Scene) -> None:
    payment = scene.bill(1_234)
    base = f"/{scene.cast.slug}/kas/betalen/"
    with clock.set_to(AT):
        for name in ("anna", "bram"):
            browser = _browser(scene, name)
            assert "De Drukker" in browser.get(base).content.decode()
            assert "Vink aan" in browser.post(base + "vrijgeven/", {}, follow=True).content.decode()
            browser.post(base + "vrijgeven/", {"payment": [str(payment)]}, follow=True)
        seen = browser.get(base).content.decode().replace("\xa0", " ")
        assert "Klaar voor de bank: € 12,34" in seen
        wrong = browser.post(base, {"iban": "NL00"})
        assert "Dit is geen rekeningnummer." in wrong.content.decode()
        made_it = browser.post(base, {"iban": IBAN}, follow=True).content.decode()
        assert "Het bestand is gemaakt." in made_it
        [file] = payments.files(scene.id)
        got = browser.get(f"{base}{file.id}.xml")
        assert amounts(got.content) == [("De Drukker", "12.34")]
        for name, code in (("chadia", 403), ("farid", 403), ("", 302)):
            assert _browser(scene, name).get(base).status_code == code
            assert _browser(scene, name).get(f"{base}{file.id}.xml").status_code == code


def test_a_payment_can_be_taken_off_the_list_on_its_page(scene: Scene) -> None:
    payment = scene.bill(1_234)
    with clock.set_to(AT):
        browser = _browser(scene, "anna")
        address = f"/{scene.cast.slug}/kas/betalen/{payment}/weg/"
        browser.post(address, {"reason": "Al betaald."}, follow=True)
        assert browser.get(address).status_code == 404
    assert payments.waiting(scene.id) == []
    assert queries.account(scene.id, scene.common("eur", "purse").id) is not None


def _browser(scene: Scene, name: str) -> Client:
    client = Client(headers={"accept-language": "nl"})
    if name:
        client.force_login(Person.objects.get(id=scene.cast.people[name]))
    return client
