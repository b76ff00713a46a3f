"""The bank and the cash book: what is read waits, and every line stands for one payment, by the rules for that payment."""

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from samenspel.ground.foundation.ids import new_id
from samenspel.ground.people.models import Person
from samenspel.rooms.ledger import bank, queries
from samenspel.rooms.ledger.acts.accounts import OpenAccount
from samenspel.rooms.ledger.acts.bank import Carry, MatchLine, ReadStatement, StatementLine
from samenspel.rooms.ledger.acts.correcting import Correct
from samenspel.rooms.ledger.acts.receiving import Receive
from samenspel.rooms.ledger.acts.spending import Spend
from samenspel.rooms.ledger.models import Account, BankLine, Transfer
from samenspel.rooms.membership import queries as membership
from samenspel.rooms.statute.gate import ImpossibleError, NeedsDecisionError, RefusedError
from samenspel.site import clock, verification
from support.cast import NAMES

from .scene import AT, Scene, made, open_scene
from .test_bankfiles import ING, RABOBANK, camt, the_week

DAY = AT.date()
IBAN = "NL91ABNA0417164300"
HERS = "NL20INGB0001234567"


@pytest.fixture
def scene(db: None) -> Iterator[Scene]:
    with clock.set_to(AT):
        scene = open_scene()
        yield scene
        assert list(verification.check(scene.id)) == []


def told(cents: int, *, day: date = DAY, name: str = "", iban: str = "", about: str = "") -> StatementLine:
    return StatementLine(day, cents, name, iban, about)


def read(scene: Scene, *lines: StatementLine, **rest: object) -> int:
    """Let Anna read a file with these lines; returns how many were new."""
    given = ReadStatement(scene.common("eur", "bank").id, new_id().hex * 2, lines, IBAN)
    done = scene.do("ledger.read_statement", "anna", replace(given, **rest))  # type: ignore[arg-type]
    assert isinstance(done.result, int)
    return done.result


def waiting(scene: Scene) -> list[bank.BankLineView]:
    return bank.waiting(scene.id, 1)[0]


def guess(scene: Scene) -> bank.Guess:
    """What the one line that waits seems to be."""
    [line] = waiting(scene)
    return bank.guesses(scene.id, [line])[line.id]


def standing(scene: Scene) -> bank.BankStanding:
    [found] = bank.standings(scene.id)
    return found


def receiving(scene: Scene, line: bank.BankLineView, cents: int) -> Receive:
    giver, taker = scene.common("eur", "bank").id, scene.common("eur", "purse").id
    return Receive(giver, taker, cents, line.day, "Bijdrage", line=line.id)


def spending(scene: Scene, line: bank.BankLineView, cents: int) -> Spend:
    return replace(scene.spending(cents), line=line.id)


# ------------------------------------------------------------------ reading


def test_what_is_read_waits_and_moves_nothing(scene: Scene) -> None:
    before = scene.common("eur", "purse").balance
    assert read(scene, told(500), told(-250), told(500)) == 3
    assert [line.cents for line in waiting(scene)] == [500, -250, 500]
    assert scene.common("eur", "purse").balance == before


def test_what_was_read_before_is_left_out_also_from_another_file(scene: Scene) -> None:
    twice = told(500, iban=HERS, about="Bijdrage")
    assert read(scene, told(-1, day=DAY - timedelta(days=1)), twice) == 2
    assert read(scene, twice, twice, told(7)) == 2
    assert [line.cents for line in waiting(scene)] == [-1, 500, 500, 7]
    assert read(scene, twice, twice) == 0


def test_the_same_file_is_read_once(scene: Scene) -> None:
    read(scene, told(1), digest="a" * 64)
    with pytest.raises(ImpossibleError):
        read(scene, told(1), digest="a" * 64)


def test_a_file_of_another_account_at_the_bank_is_refused(scene: Scene) -> None:
    read(scene, told(1))
    with pytest.raises(ImpossibleError):
        read(scene, told(2), iban="NL02RABO0123456789")
    second = made(
        scene.do("ledger.open_account", "anna", OpenAccount(Account.Kind.BANK, "eur", "Spaarrekening"))
    )
    with pytest.raises(ImpossibleError):
        read(scene, told(2), account=second)
    assert read(scene, told(2), account=second, iban="NL02RABO0123456789") == 1


@pytest.mark.parametrize("kind", ["purse", "cash"])
def test_only_an_account_at_a_bank_has_statements(scene: Scene, kind: str) -> None:
    with pytest.raises(ImpossibleError):
        read(scene, told(1), account=scene.common("eur", kind).id)


@pytest.mark.parametrize("day", [DAY + timedelta(days=2), DAY - timedelta(days=7 * 366 + 1)])
def test_a_day_that_cannot_be_right_is_refused_whole(scene: Scene, day: date) -> None:
    with pytest.raises(ImpossibleError):
        read(scene, told(1), told(2, day=day))
    assert waiting(scene) == []


# ------------------------------------------------------------------ a line and its payment


def test_what_came_in_is_booked_on_the_day_of_the_bank(scene: Scene) -> None:
    read(scene, told(500, day=date(2026, 3, 2)))
    [line] = waiting(scene)
    transfer = made(scene.do("ledger.receive", "anna", receiving(scene, line, 500)))
    assert Transfer.objects.get(collective_id=scene.id, id=transfer).day == date(2026, 3, 2)
    assert waiting(scene) == []
    with pytest.raises(ImpossibleError):
        scene.do("ledger.receive", "anna", receiving(scene, line, 500))


def test_what_went_out_is_spending_within_the_mandate_of_its_own_month(scene: Scene) -> None:
    read(
        scene,
        *(told(-9_000, day=date(2026, 3, day)) for day in (1, 2, 3)),
        told(-9_000, day=date(2026, 4, 1)),
    )
    first, second, third, april = waiting(scene)
    for line in (first, second, april):
        scene.do("ledger.spend", "anna", spending(scene, line, 9_000))
    with pytest.raises(NeedsDecisionError):
        scene.do("ledger.spend", "anna", spending(scene, third, 9_000))
    scene.by_clock("ledger.spend", spending(scene, third, 9_000))
    assert waiting(scene) == []
    assert scene.common("eur", "purse").balance == 100_000 - 36_000


def test_a_payment_that_the_line_does_not_tell_of_is_refused(scene: Scene) -> None:
    read(scene, told(500), told(-700))
    came, went = waiting(scene)
    cash = scene.common("eur", "cash").id
    for act, params in (
        ("ledger.receive", receiving(scene, came, 501)),
        ("ledger.receive", receiving(scene, went, 700)),
        ("ledger.receive", replace(receiving(scene, came, 500), giver=cash)),
        ("ledger.spend", spending(scene, went, 701)),
        ("ledger.spend", spending(scene, came, 500)),
        ("ledger.spend", replace(spending(scene, went, 700), taker=cash)),
        ("ledger.receive", replace(receiving(scene, came, 500), line=new_id())),
    ):
        with pytest.raises(ImpossibleError):
            scene.do(act, "anna", params)
    assert len(waiting(scene)) == 2


def test_a_payment_that_was_written_down_is_found_and_stands_for_one_line(scene: Scene) -> None:
    transfer = scene.spend(4_200)
    read(scene, told(-4_200, day=DAY - timedelta(days=2)), told(-4_200, day=DAY - timedelta(days=1)))
    first, second = waiting(scene)
    found = bank.guesses(scene.id, [first, second])
    assert [each.written[0].transfer_id for each in found.values()] == [transfer, transfer]
    scene.do("ledger.match_line", "anna", MatchLine(first.id, transfer))
    assert [line.id for line in waiting(scene)] == [second.id]
    assert guess(scene).written == ()
    for params in (MatchLine(second.id, transfer), MatchLine(first.id, transfer)):
        with pytest.raises(ImpossibleError):
            scene.do("ledger.match_line", "anna", params)


@pytest.mark.parametrize("cents", [-4_199, 4_200])
def test_another_amount_or_the_other_way_is_not_that_payment(scene: Scene, cents: int) -> None:
    transfer = scene.spend(4_200)
    read(scene, told(cents))
    [line] = waiting(scene)
    assert guess(scene).written == ()
    with pytest.raises(ImpossibleError):
        scene.do("ledger.match_line", "anna", MatchLine(line.id, transfer))


def test_a_payment_long_ago_is_not_offered(scene: Scene) -> None:
    scene.spend(4_200)
    read(scene, told(-4_200, day=DAY - timedelta(days=32)))
    assert guess(scene).written == ()


def test_a_reversed_payment_lets_its_line_wait_again(scene: Scene) -> None:
    read(scene, told(500))
    [line] = waiting(scene)
    transfer = made(scene.do("ledger.receive", "anna", receiving(scene, line, 500)))
    scene.do("ledger.correct", "anna", Correct(transfer, "Verkeerde rekening"))
    assert [each.id for each in waiting(scene)] == [line.id]
    assert guess(scene).written == ()
    with pytest.raises(ImpossibleError):
        scene.do("ledger.match_line", "anna", MatchLine(line.id, transfer))
    scene.do("ledger.receive", "anna", receiving(scene, line, 500))
    assert waiting(scene) == []


def test_the_account_and_the_words_of_last_time_are_offered(scene: Scene) -> None:
    read(scene, told(500, iban=HERS, day=DAY - timedelta(days=40)))
    [line] = waiting(scene)
    scene.do("ledger.receive", "anna", receiving(scene, line, 500))
    read(scene, told(600, iban=HERS))
    found = guess(scene)
    assert (found.account_id, found.about, found.whole) == (scene.common("eur", "purse").id, "Bijdrage", True)
    read(scene, told(-600, iban=HERS))
    other = next(line for line in waiting(scene) if line.cents < 0)
    assert bank.guesses(scene.id, [other])[other.id] == bank.Guess()


def test_money_to_the_cash_box_is_of_ourselves_and_costs_nothing(scene: Scene) -> None:
    own, cash = scene.common("eur", "bank"), scene.common("eur", "cash")
    read(scene, told(-5_000), told(2_000))
    out, back = waiting(scene)
    scene.do("ledger.carry", "anna", Carry(own.id, cash.id, 5_000, out.day, out.id))
    scene.do("ledger.carry", "anna", Carry(cash.id, own.id, 2_000, back.day, back.id))
    assert waiting(scene) == []
    assert scene.common("eur", "cash").balance == -3_000
    assert scene.common("eur", "bank").balance == -97_000
    assert scene.common("eur", "purse").balance == 100_000


def test_carrying_is_between_the_bank_and_the_cash_box_and_as_the_line_says(scene: Scene) -> None:
    own, cash, purse = (scene.common("eur", kind).id for kind in ("bank", "cash", "purse"))
    read(scene, told(-5_000))
    [line] = waiting(scene)
    for params in (
        Carry(own, purse, 5, DAY),
        Carry(own, own, 5, DAY),
        Carry(own, cash, 5, DAY + timedelta(days=1)),
        Carry(cash, own, 5_000, DAY, line.id),
        Carry(own, cash, 4_999, DAY, line.id),
    ):
        with pytest.raises(ImpossibleError):
            scene.do("ledger.carry", "anna", params)


def test_what_the_bank_says_is_laid_beside_the_cash_book(scene: Scene) -> None:
    scene.spend(4_200)
    # on the bank: 1,000 that came in, 42 that went out and is written down, and 5 that is new
    read(scene, told(-4_200), told(500), closing=100_000 - 4_200 + 500, closing_day=DAY)
    assert (standing(scene).written, standing(scene).waiting, standing(scene).difference) == (95_800, 500, 0)
    line = next(each for each in waiting(scene) if each.cents > 0)
    scene.do("ledger.receive", "anna", receiving(scene, line, 500))
    assert (standing(scene).written, standing(scene).waiting, standing(scene).difference) == (96_300, 0, 0)
    scene.receive(10)
    assert standing(scene).difference == -10


# ------------------------------------------------------------------ who


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"anna"}))
def test_only_who_keeps_the_purse_reads_the_bank(scene: Scene, name: str) -> None:
    given = ReadStatement(scene.common("eur", "bank").id, "b" * 64, (told(1),), IBAN)
    with pytest.raises(RefusedError):
        scene.do("ledger.read_statement", name, given)
    read(scene, told(-500, name="J. de Vries", iban=HERS))
    [line] = waiting(scene)
    client = Client()
    client.force_login(Person.objects.get(id=scene.cast.people[name]))
    for path in ("", f"{line.id}/"):
        answer = client.get(f"/{scene.cast.slug}/kas/bank/{path}")
        assert answer.status_code == 403
        assert "J. de Vries" not in answer.content.decode()
    assert client.post(f"/{scene.cast.slug}/kas/bank/{line.id}/zo/").status_code == 403


def test_whom_it_was_with_is_not_in_the_book(scene: Scene) -> None:
    done = scene.do(
        "ledger.read_statement", "anna",
        ReadStatement(
            scene.common("eur", "bank").id, "c" * 64, (told(5, name="J. de Vries", iban=HERS, about="Huur"),), IBAN
        ),
    )  # fmt: skip
    assert not any(word in str(done.deed) for word in ("Vries", HERS, "Huur", IBAN))


# ------------------------------------------------------------------ from the page


@pytest.fixture
def anna(scene: Scene) -> Client:
    client = Client(headers={"accept-language": "nl"})
    client.force_login(Person.objects.get(id=scene.cast.anna))
    return client


def upload(client: Client, scene: Scene, content: bytes, name: str = "bank.xml") -> object:
    return client.post(
        f"/{scene.cast.slug}/kas/bank/",
        {
            "file": SimpleUploadedFile(name, content),
            "account": scene.common("eur", "bank").id,
            "request_key": new_id(),
        },
        follow=True,
    )


def words(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined,no-any-return]


def test_a_file_is_read_and_every_line_finds_its_place(scene: Scene, anna: Client) -> None:
    seen = words(upload(anna, scene, camt(*the_week(), before="150.00", after="41.60")))
    assert "Er zijn 3 nieuwe regels" in seen
    assert "Bouwmarkt &amp; Zn" in seen
    came, bought, costs = waiting(scene)
    purse = scene.common("eur", "purse").id
    address = f"/{scene.cast.slug}/kas/bank/{came.id}/"
    silent = anna.post(address, {"what": f"account:{purse}", "about": " ", "request_key": new_id()})
    assert silent.status_code == 400
    assert re.search(f'value="account:{purse}"[^>]* checked', words(silent))
    form = {"what": f"account:{purse}", "about": "Bijdragen", "request_key": str(new_id())}
    assert anna.post(address, form).status_code == 302
    assert anna.post(address, form).status_code == 302
    assert scene.common("eur", "purse").balance == 102_500
    large = f"/{scene.cast.slug}/kas/bank/{bought.id}/"
    refused = anna.post(large, {**form, "about": "Verf", "request_key": new_id()})
    assert refused.status_code == 403
    assert "/voorstellen/" in words(refused) or "voorstel" in words(refused)
    small = f"/{scene.cast.slug}/kas/bank/{costs.id}/"
    assert anna.post(small, {**form, "about": "Kosten", "request_key": new_id()}).status_code == 302
    assert [line.id for line in waiting(scene)] == [bought.id]


def test_the_same_week_in_another_form_is_told_to_be_of_the_same_account(scene: Scene, anna: Client) -> None:
    upload(anna, scene, ING.encode(), "ing.csv")
    assert len(waiting(scene)) == 3
    seen = words(upload(anna, scene, RABOBANK.encode(), "rabo.csv"))
    assert "niets nieuws" in seen
    assert len(waiting(scene)) == 3


@pytest.mark.parametrize(
    "content", [b"", b"hallo", b"<html></html>", b"\x00\xff", ING.replace("25,00", "veel").encode()]
)
def test_a_file_that_cannot_be_read_says_what_to_do(scene: Scene, anna: Client, content: bytes) -> None:
    answer = upload(anna, scene, content)
    assert answer.status_code == 400  # type: ignore[attr-defined]
    assert 'role="alert"' in words(answer) or "error-summary" in words(answer)
    assert BankLine.objects.filter(collective_id=scene.id).count() == 0


def test_a_line_like_last_time_goes_with_one_button_and_once(scene: Scene, anna: Client) -> None:
    read(scene, told(500, iban=HERS, day=DAY - timedelta(days=40)))
    [line] = waiting(scene)
    scene.do("ledger.receive", "anna", receiving(scene, line, 500))
    read(scene, told(600, iban=HERS))
    [line] = waiting(scene)
    assert "Net als de vorige keer" in words(anna.get(f"/{scene.cast.slug}/kas/bank/"))
    for _ in range(2):
        anna.post(f"/{scene.cast.slug}/kas/bank/{line.id}/zo/", {"request_key": new_id()})
    assert scene.common("eur", "purse").balance == 101_100
    assert waiting(scene) == []


def test_a_line_that_was_written_down_goes_with_one_button(scene: Scene, anna: Client) -> None:
    scene.spend(4_200)
    read(scene, told(-4_200))
    [line] = waiting(scene)
    assert "Ja, dat is het" in words(anna.get(f"/{scene.cast.slug}/kas/bank/"))
    anna.post(f"/{scene.cast.slug}/kas/bank/{line.id}/zo/", {"request_key": new_id()})
    assert waiting(scene) == []
    assert scene.common("eur", "purse").balance == 95_800
    assert queries.account(scene.id, scene.common("eur", "bank").id) is not None


def test_a_line_with_a_members_name_is_booked_as_their_contribution_of_the_first_open_month(
    scene: Scene, anna: Client
) -> None:
    """Both are written or neither: the cash book, and what the member gave."""
    read(scene, told(500, name="Bram", about="maand"), told(700, name="Bramsma Bouw"))
    lines = {line.cents: line for line in waiting(scene)}
    address = f"/{scene.cast.slug}/kas/bank/"
    form = anna.get(f"{address}{lines[500].id}/").content.decode()
    assert f'value="{scene.cast.bram}" selected' in form
    assert 'value="" selected' in anna.get(f"{address}{lines[700].id}/").content.decode()
    nobody = anna.post(f"{address}{lines[500].id}/", {"what": "contribution", "member": "", "about": ""})
    assert "Kies iemand uit de lijst." in nobody.content.decode()
    first = next(each for each in membership.dues(scene.id, scene.cast.bram, DAY).months if each.due_cents)
    given = {
        "what": "contribution",
        "member": str(scene.cast.bram),
        "about": "",
        "request_key": str(new_id()),
    }
    for _ in range(2):
        anna.post(f"{address}{lines[500].id}/", given, follow=True)
    [contribution] = membership.contributions_of(scene.id, scene.cast.bram)
    assert (contribution.month, contribution.cents) == (first.month, 500)
    assert [line.cents for line in waiting(scene)] == [700]
    huub = {**given, "member": str(scene.cast.huub), "request_key": str(new_id())}
    anna.post(f"{address}{lines[700].id}/", huub)
    assert [line.cents for line in waiting(scene)] == [700], "who does not take part gives no contribution"


def test_of_a_table_that_we_do_not_know_one_says_which_column_is_what(scene: Scene, anna: Client) -> None:
    rows = "Wanneer;Wie;Hoeveel\n01-06-2026;Bakker <b>;-5,00\n02-06-2026;Ans;7,00\n"
    page = words(upload(anna, scene, rows.encode(), "bank.csv"))
    assert "Wat staat in welke kolom?" in page
    assert "Bakker &lt;b&gt;" in page
    bank_id = str(scene.common("eur", "bank").id)
    given = {"content": b64encode(rows.encode()).decode(), "account": bank_id, "headings": "on", "day": "0"}
    address = f"/{scene.cast.slug}/kas/bank/kolommen/"
    wrong = anna.post(address, {**given, "amount": "1"})
    assert wrong.status_code == 400
    assert "Regel 2 past niet bij wat je koos." in wrong.content.decode()
    assert anna.post(address, given).status_code == 400
    done = anna.post(address, {**given, "amount": "2", "name": "1"}, follow=True).content.decode()
    assert "2 nieuwe regels" in done
    found = BankLine.objects.filter(collective_id=scene.id).order_by("day")
    assert [(line.cents, line.name) for line in found] == [(-500, "Bakker <b>"), (700, "Ans")]
    for rubbish in ({"content": "%%"}, {"content": ""}, {"account": "x"}, {"account": str(new_id())}):
        assert anna.post(address, {**given, "amount": "2", **rubbish}).status_code == 404
    other = Client()
    other.force_login(Person.objects.get(id=scene.cast.dirk))
    assert other.post(address, {**given, "amount": "2"}).status_code == 403


def test_a_file_sent_twice_with_one_key_says_the_same_twice(scene: Scene, anna: Client) -> None:
    given = {"account": scene.common("eur", "bank").id, "request_key": new_id()}
    for _ in range(2):
        file = SimpleUploadedFile("bank.csv", RABOBANK.encode())
        answer = anna.post(f"/{scene.cast.slug}/kas/bank/", {**given, "file": file}, follow=True)
        assert "Ingelezen. Er zijn" in words(answer)
