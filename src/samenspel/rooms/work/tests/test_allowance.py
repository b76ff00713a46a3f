"""The fixed allowance: of confirmed work, once a month, never more than is untaxed; and coins for work."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client

from samenspel.ground.people.models import Person
from samenspel.kernels.statute.presets import WERKCOOPERATIE
from samenspel.kernels.statute.vocabulary import Form
from samenspel.rooms.ledger import queries as ledger
from samenspel.rooms.ledger import requests
from samenspel.rooms.ledger.acts.accounts import Open, OpenCoin
from samenspel.rooms.ledger.acts.asking import Grant
from samenspel.rooms.ledger.acts.pots import FillPot
from samenspel.rooms.statute.gate import ImpossibleError
from samenspel.rooms.work.acts import OfWork
from samenspel.rooms.work.allowance import AskAllowance
from samenspel.rooms.work.figures import municipalities
from samenspel.site import clock, verification
from support.cast import Cast, build_cast

from .conftest import AT
from .doing import DAY, report

MONTH = DAY.replace(day=1)
ASSOCIATION = replace(WERKCOOPERATIE, form=Form.ASSOCIATION)
RATE: dict[str, dict[str, object]] = {
    "compensation": {"rate": 300},
    "work": {"reward": "nothing"},
    "surplus": {"members": [0, 1]},
}


@pytest.fixture
def paid(db: None) -> Cast:
    """An association that gives 3 euros an hour; nobody got anything yet."""
    cast = build_cast(AT, preset=ASSOCIATION, overrides=RATE)
    cast.do("ledger.open", "anna", Open())
    return cast


def worked(cast: Cast, name: str, minutes: int, day: date = DAY) -> None:
    """Work of up to a day at a time, confirmed by another."""
    by = "anna" if name != "anna" else "bram"
    while minutes > 0:
        part = min(minutes, 1_440)
        cast.do("work.confirm", by, OfWork(report(cast, name, minutes=part, day=day)), at=AT)
        minutes -= part


def test_what_was_granted_stands_on_the_statement(paid: Cast) -> None:
    worked(paid, "bram", 150)
    asked = paid.do("work.ask_allowance", "bram", AskAllowance(MONTH), at=AT).result
    address = f"/{paid.slug}/inzet/ruimte/verklaring/"
    with clock.set_to(AT):
        client = Client(headers={"accept-language": "nl"})
        client.force_login(Person.objects.get(id=paid.bram))
        assert "7,50" not in client.get(address).content.decode()
        bank = ledger.common_accounts(paid.collective_id)
        ids = {(each.unit.code, each.kind): each.id for each in bank}
        came = {"giver": ids["eur", "bank"], "taker": ids["eur", "purse"], "amount": 1_000, "day": DAY}
        paid.do("ledger.receive", "anna", came, at=AT)
        paid.decide("ledger.grant", {"request_id": asked}, at=AT)
        assert "7,50" in client.get(address).content.decode()


def test_it_is_of_the_confirmed_work_of_that_month(paid: Cast) -> None:
    worked(paid, "bram", 150)
    report(paid, "bram", minutes=600, day=DAY)
    paid.do("work.ask_allowance", "bram", AskAllowance(MONTH), at=AT)
    [asked] = requests.waiting(paid.collective_id)
    assert (asked.kind, asked.cents, asked.minutes) == ("allowance", 750, 150)
    assert asked.about == "2 uur en 30 minuten"


def test_a_month_is_asked_once_unless_it_was_refused_or_taken_back(paid: Cast) -> None:
    worked(paid, "bram", 60)
    paid.do("work.ask_allowance", "bram", AskAllowance(MONTH), at=AT)
    with pytest.raises(ImpossibleError):
        paid.do("work.ask_allowance", "bram", AskAllowance(MONTH), at=AT)
    [asked] = requests.waiting(paid.collective_id)
    paid.do("ledger.take_back", "bram", {"request_id": str(asked.id)}, at=AT)
    paid.do("work.ask_allowance", "bram", AskAllowance(MONTH), at=AT)


def test_above_what_is_untaxed_it_is_not_asked_and_becomes_no_claim(paid: Cast) -> None:
    worked(paid, "bram", 80 * 60)
    with pytest.raises(ImpossibleError) as refused:
        paid.do("work.ask_allowance", "bram", AskAllowance(MONTH), at=AT)
    assert "€" in str(refused.value.message)
    assert requests.waiting(paid.collective_id) == []


def test_a_cooperative_pays_no_fixed_allowance(db: None) -> None:
    cast = build_cast(AT, overrides=RATE)
    worked(cast, "bram", 60)
    with pytest.raises(ImpossibleError) as refused:
        cast.do("work.ask_allowance", "bram", AskAllowance(MONTH), at=AT)
    assert "coöperatie" in str(refused.value.message)


@pytest.mark.parametrize("month", [DAY.replace(day=2), MONTH + timedelta(days=31), MONTH.replace(year=2024)])
def test_only_a_month_that_was(paid: Cast, month: date) -> None:
    worked(paid, "bram", 60)
    with pytest.raises(ImpossibleError):
        paid.do(
            "work.ask_allowance",
            "bram",
            AskAllowance(month.replace(day=1) if month.day > 2 else month),
            at=AT,
        )


def test_without_work_or_without_a_rate_there_is_nothing_to_ask(paid: Cast) -> None:
    with pytest.raises(ImpossibleError):
        paid.do("work.ask_allowance", "bram", AskAllowance(MONTH), at=AT)


def test_where_the_rules_have_no_rate_there_is_nothing_to_ask(cast: Cast) -> None:
    worked(cast, "bram", 60)
    with pytest.raises(ImpossibleError):
        cast.do("work.ask_allowance", "bram", AskAllowance(MONTH), at=AT)


def test_where_the_rules_say_so_work_brings_coins(db: None) -> None:
    rules: dict[str, dict[str, object]] = {
        "work": {"reward": "coins", "coins": 6},
        "units": {"units": ["euro", "hours", "own_coin"]},
    }
    cast = build_cast(AT, overrides=rules)
    cast.do("ledger.open", "anna", Open())
    worked(cast, "bram", 30)
    assert ledger.accounts_of(cast.collective_id, cast.bram) == []
    cast.decide("ledger.open_coin", OpenCoin("kiezel", "kiezels"), at=AT)
    worked(cast, "bram", 90)
    [coins] = ledger.accounts_of(cast.collective_id, cast.bram)
    assert (coins.unit.code, coins.balance) == ("coin", 900)
    assert list(verification.check(cast.collective_id)) == []


def test_on_its_page_it_says_what_it_comes_to_and_is_asked(paid: Cast) -> None:
    worked(paid, "bram", 150)
    client = Client(headers={"accept-language": "nl"})
    client.force_login(Person.objects.get(id=paid.bram))
    with clock.set_to(AT):
        address = f"/{paid.slug}/inzet/vergoeding/?maand={MONTH:%Y-%m}"
        seen = client.get(address).content.decode()
        assert "2 uur en 30 minuten" in seen
        for month in ("onzin", "0001-01", "9999-12", "1900-01"):
            assert client.get(f"/{paid.slug}/inzet/vergoeding/?maand={month}").status_code == 404
        wrong = client.post(address, {"iban": "NL00"}).content.decode()
        assert "Dit is geen rekeningnummer." in wrong
        assert 'value="NL00"' in wrong
        done = client.post(address, {"iban": ""}, follow=True).content.decode()
    assert "Iemand anders kijkt ernaar." in done


def test_my_pot_and_what_my_municipality_does_is_for_me_alone(
    cast: Cast, browse: Callable[[str], Client]
) -> None:
    cast.do("ledger.receive", "anna", _subsidy(cast), at=AT)
    cast.do("ledger.fill_pot", "anna", FillPot(cast.chadia, 10_000, 0, DAY, "Markt in juni"), at=AT)
    mine = browse("chadia").get(f"/{cast.slug}/inzet/ruimte/potje/")
    assert mine.headers["Cache-Control"].count("no-store")
    seen = mine.content.decode()
    assert "Markt in juni" in seen
    assert "Vraag het" in seen
    assert browse("bram").get(f"/{cast.slug}/inzet/ruimte/potje/").status_code == 404
    assert browse("").get(f"/{cast.slug}/inzet/ruimte/potje/").status_code == 302
    place = next(iter(_places()))
    asked = browse("chadia").post(f"/{cast.slug}/inzet/ruimte/potje/", {"place": place}).content.decode()
    assert _places()[place] in asked


def _places() -> dict[str, str]:
    return {name: place.name for name, place in municipalities().items()}


def _subsidy(cast: Cast) -> dict[str, object]:
    found = {(each.unit.code, each.kind): str(each.id) for each in ledger.common_accounts(cast.collective_id)}
    return {
        "giver": found["eur", "bank"],
        "taker": found["eur", "purse"],
        "amount": 50_000,
        "day": DAY.isoformat(),
        "about": "Subsidie",
    }


def test_an_allowance_is_granted_as_any_spending(paid: Cast) -> None:
    worked(paid, "bram", 60)
    paid.do("work.ask_allowance", "bram", AskAllowance(MONTH), at=AT)
    [asked] = requests.waiting(paid.collective_id)
    with pytest.raises(ImpossibleError):
        paid.do("ledger.grant", "anna", Grant(asked.id), at=AT)
    paid.do("ledger.receive", "anna", _subsidy(paid), at=AT)
    paid.do("ledger.grant", "anna", Grant(asked.id), at=AT)
    assert requests.waiting(paid.collective_id) == []
    assert list(verification.check(paid.collective_id)) == []
