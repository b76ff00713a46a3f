"""The auditfile fits the schema of the tax office and its rules beside it; the year is a PDF; pots are one row in both."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from samenspel.ground.people.models import Person
from samenspel.rooms.ledger import auditfile, queries
from samenspel.rooms.ledger.acts.asking import Grant
from samenspel.rooms.ledger.auditfile import NAMESPACE, Ledger, Move
from samenspel.rooms.ledger.queries import Kind
from samenspel.rooms.statute import gate
from samenspel.site import clock

from .scene import AT, Scene, open_scene

SCHEMA = etree.XMLSchema(file=str(Path(__file__).parent / "schemas" / "xaf-4.0.xsd"))
X = {"x": NAMESPACE}
YEAR = gate.civil_day(AT).year


@pytest.fixture
def scene(db: None) -> Iterator[Scene]:
    """Money came, went and was set apart; a pot was filled and something of it spent."""
    with clock.set_to(AT):
        opened = open_scene()
        opened.spend(1_234)
        opened.filled("chadia", 10_000, 1_000)
        opened.do("ledger.grant", "anna", Grant(opened.expenses("dirk", 777)))
        yield opened


def checked(data: bytes) -> etree._Element:
    """The file, once it fits the schema and the rules that the tax office has beside it."""
    root = etree.fromstring(data)
    SCHEMA.assertValid(root)
    ids = root.xpath("//x:ledgerAccount/x:accID/text()", namespaces=X)
    assert len(set(ids)) == len(ids)  # rule 0002
    for part, line in (("openingBalance", "obLine"), ("transactions", "trLine")):
        [whole] = root.iterfind(f".//x:{part}", X)
        lines = list(whole.iterfind(f".//x:{line}", X))
        assert int(whole.findtext("x:linesCount", None, X)) == len(lines)
        for total, side in (("totalDebit", "D"), ("totalCredit", "C")):  # rules 0004, 0005, 0007, 0008
            assert Decimal(whole.findtext(f"x:{total}", None, X)) == _sum(lines, side)
        assert _sum(lines, "D") == _sum(lines, "C")  # rules 0006 and 0009
    for one in root.iterfind(".//x:transaction", X):
        lines = list(one.iterfind("x:trLine", X))
        assert _sum(lines, "D") == _sum(lines, "C")  # rule 0010
    used = root.xpath("//x:trLine/x:accID/text() | //x:obLine/x:accID/text()", namespaces=X)
    assert set(used) <= set(ids)
    numbers = root.xpath("//x:transaction/x:nr/text()", namespaces=X)
    assert len(set(numbers)) == len(numbers)
    return root


def _sum(lines: list[etree._Element], side: str) -> Decimal:
    amounts = [
        each.findtext("x:amnt", None, X) for each in lines if each.findtext("x:amntTp", None, X) == side
    ]
    return sum((Decimal(str(each)) for each in amounts), Decimal(0))


def browser(scene: Scene, name: str) -> Client:
    client = Client(headers={"accept-language": "nl"})
    if name:
        client.force_login(Person.objects.get(id=scene.cast.people[name]))
    return client


def fetched(scene: Scene, name: str, path: str) -> bytes:
    answer = browser(scene, name).get(f"/{scene.cast.slug}/kas/jaar/{path}")
    assert answer.status_code == 200
    return answer.content


def test_a_year_for_the_accountant_adds_up_to_the_accounts(scene: Scene) -> None:
    root = checked(fetched(scene, "bram", f"{YEAR}.xaf"))
    closing: dict[str, Decimal] = {}
    for line in root.xpath("//x:trLine | //x:obLine", namespaces=X):
        sign = 1 if line.findtext("x:amntTp", None, X) == "C" else -1
        number = line.findtext("x:accID", None, X)
        closing[number] = closing.get(number, Decimal(0)) + sign * Decimal(line.findtext("x:amnt", None, X))
    accounts, _moves = queries.audit(scene.id, YEAR)
    stands = {each.number: _balance(scene, each) for each in accounts}
    assert closing == {number: cents.scaleb(-2) for number, cents in stands.items() if cents}


def _balance(scene: Scene, each: queries.AuditAccount) -> Decimal:
    """What is on an account; where it is none in particular, in all pots."""
    return Decimal(each.account.balance if each.account is not None else scene.pot("chadia").balance)


def test_the_next_year_opens_with_what_was_there(scene: Scene) -> None:
    accounts, moves = queries.audit(scene.id, YEAR + 1)
    assert moves == []
    assert {each.number: each.opening for each in accounts} == {
        each.number: _balance(scene, each) for each in accounts
    }


def test_no_pot_is_told_apart_and_no_sign_spoils_the_file(scene: Scene) -> None:
    for sign in ("\x0b", "\x01", "\ufffe"):
        scene.do("ledger.spend", "anna", replace(scene.spending(5), about=f"Verf{sign}rood"))
    data = fetched(scene, "dirk", f"{YEAR}.xaf")
    assert data.decode().count("Verf rood") == 3
    assert [number for number in _numbers(checked(data)) if number.startswith("pot")] == ["pots"]
    table = fetched(scene, "dirk", f"{YEAR}.csv").decode()
    assert "pots" in table
    assert "pot-" not in table


def _numbers(root: etree._Element) -> list[str]:
    return [str(each) for each in root.xpath("//x:ledgerAccount/x:accID/text()", namespaces=X)]


def test_no_name_of_a_person_is_in_it(scene: Scene) -> None:
    data = fetched(scene, "bram", f"{YEAR}.xaf").decode()
    assert not [name for name in ("Chadia", "Dirk", "Anna", "Bram") if name in data]


def test_only_who_takes_part_fetches_a_year(scene: Scene) -> None:
    for path in (f"{YEAR}.xaf", f"{YEAR}.pdf"):
        codes = {
            name: browser(scene, name).get(f"/{scene.cast.slug}/kas/jaar/{path}").status_code
            for name in ("farid", "")
        }
        assert codes == {"farid": 403, "": 302}
    assert browser(scene, "bram").get(f"/{scene.cast.slug}/kas/jaar/{YEAR + 1}.xaf").status_code == 404


def test_the_year_is_a_pdf(scene: Scene) -> None:
    assert fetched(scene, "bram", f"{YEAR}.pdf").startswith(b"%PDF-")


def test_pots_are_one_row_and_the_year_is_nought_together(scene: Scene) -> None:
    rows = queries.year(scene.id, YEAR)
    [pots] = [row for row in rows if row.account is None]
    assert (pots.opened, pots.came, pots.went) == (0, 7_200, 0)
    euros = [row for row in rows if row.unit.code == "eur"]
    assert sum(row.closed for row in euros) == 0
    own = [row for row in euros if row.account is None or row.account.kind not in queries.OUTSIDE]
    assert sum(row.closed for row in own) == 100_000 - 1_234 - 777
    assert Kind.POT not in {row.account.kind for row in rows if row.account is not None}


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30)


@st.composite
def years(draw: st.DrawFn) -> tuple[list[Ledger], list[Move]]:
    """Accounts that are nought together, and moves between them, several to a transfer."""
    openings = draw(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=5))
    accounts = [
        Ledger(f"a{n}", draw(TEXT) or "x", cents) for n, cents in enumerate([*openings, -sum(openings)])
    ]
    moves: list[Move] = []
    for number in range(draw(st.integers(0, 6))):
        day = date(2026, 1, 1) + timedelta(days=draw(st.integers(0, 364)))
        about, place = draw(TEXT), draw(TEXT)
        for _ in range(draw(st.integers(1, 3))):
            giver, taker = draw(st.permutations([each.id for each in accounts]))[:2]
            moves.append(
                Move(UUID(int=number), day, about, place, giver, taker, draw(st.integers(1, 10**11)))
            )
    return accounts, moves


@settings(max_examples=60, deadline=None)
@given(TEXT, years())
def test_whatever_a_year_holds_the_file_fits(name: str, year: tuple[list[Ledger], list[Move]]) -> None:
    accounts, moves = year
    root = checked(auditfile.written(name or "x", 2026, date(2027, 1, 5), accounts, moves))
    assert len(root.findall(".//x:trLine", X)) == 2 * len(moves)


def test_a_year_that_does_not_begin_in_balance_is_refused() -> None:
    with pytest.raises(ValueError, match="not in balance"):
        auditfile.written("Wij", 2026, date(2027, 1, 5), [Ledger("a", "A", 1)], [])
