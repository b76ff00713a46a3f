"""Every page of the ledger, for everyone of the cast; and giving, promising, receiving and spending from the page."""

import csv
import html
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from uuid import UUID

import pytest
import segno
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samenspel.ground.foundation import collectives
from samenspel.ground.foundation.ids import new_id
from samenspel.ground.people.models import Person
from samenspel.kernels.statute.presets import WERKCOOPERATIE
from samenspel.rooms.ledger import queries
from samenspel.rooms.ledger.acts.accounts import Kind, Open, OpenAccount
from samenspel.rooms.ledger.models import Transfer
from samenspel.rooms.statute import gate
from samenspel.rooms.statute.gate import Actor
from samenspel.site import clock
from support.cast import NAMES, Cast, build_cast, found

from .scene import AT, RULES, Scene, coins, minutes, open_scene

Browse = Callable[[str], Client]

INSIDERS = {"anna", "bram", "chadia", "dirk"}
OWN = ("", "code.svg", "geven/", "opzijzetten/")
BOARD = ("erbij/", "eraf/", "rekening/", "openen/")


@pytest.fixture
def scene(db: None) -> Iterator[Scene]:
    """The books are open, and pages think that it is the moment the cast is about."""
    with clock.set_to(AT):
        yield open_scene()


@pytest.fixture
def closed(db: None) -> Iterator[Cast]:
    """The same, before the books are open."""
    with clock.set_to(AT):
        yield build_cast(AT, overrides=RULES)


def signed_in(person: UUID | None, language: str = "nl") -> Client:
    client = Client(headers={"accept-language": language})
    if person is not None:
        client.force_login(Person.objects.get(id=person))
    return client


@pytest.fixture
def browse(scene: Scene) -> Browse:
    """Someone of the cast in a browser; an empty name is a passer-by."""
    return lambda name: signed_in(scene.cast.people[name] if name else None)


def mine(scene: Scene, path: str = "") -> str:
    return f"/{scene.cast.slug}/rekening/{path}"


def purse(scene: Scene, path: str = "") -> str:
    return f"/{scene.cast.slug}/kas/{path}"


def text(response: object) -> str:
    """What stands on a page, without tags."""
    content = html.unescape(response.content.decode())  # type: ignore[attr-defined]
    return " ".join(re.sub(r"<[^>]+>", " ", content).replace("\xa0", " ").split())


def key() -> dict[str, str]:
    return {"request_key": str(new_id())}


def told(response: object) -> str:
    [message] = response.context["messages"]  # type: ignore[attr-defined]
    return str(message)


def transfers(scene: Scene, kind: str) -> list[Transfer]:
    return list(Transfer.objects.filter(collective_id=scene.id, kind=kind).order_by("at", "id"))


# ------------------------------------------------------------------ who


@pytest.mark.parametrize("name", ["", *NAMES])
def test_an_account_is_for_who_takes_part_and_the_purse_is_for_all(
    scene: Scene, browse: Browse, name: str
) -> None:
    client = browse(name)
    assert client.get(purse(scene)).status_code == 200
    account, transfer = scene.common("eur", "purse").id, transfers(scene, "receive")[0].id
    promise = scene.promise("anna", "bram", minutes(5))
    inside = [mine(scene, path) for path in (*OWN, f"belofte/{promise}/nu/", f"belofte/{promise}/stoppen/")]
    inside += [purse(scene, path) for path in (f"rekening/{account}/", "jaar/2026/", "jaar/2026.csv")]
    for address in inside:
        answer = client.get(address)
        assert answer.status_code == (200 if name in INSIDERS else 403 if name else 302), address
    for path in (*BOARD, f"terugdraaien/{transfer}/"):
        expected = {200} if name == "anna" else {200, 403} if name in INSIDERS else {403} if name else {302}
        assert client.get(purse(scene, path)).status_code in expected, path


@pytest.mark.parametrize("name", ["", *sorted(set(NAMES) - {"anna"})])
def test_who_does_not_keep_the_purse_changes_nothing_in_it(scene: Scene, browse: Browse, name: str) -> None:
    client, bank, own = browse(name), scene.common("eur", "bank").id, scene.common("eur", "purse").id
    form = {"amount": "5", "day": "2026-06-10", "about": "Verf", "name": "Dak", "reason": "Dubbel"}
    before = [transfers(scene, "receive"), queries.common_accounts(scene.id)]
    for path, sides in (
        ("erbij/", {"giver": bank, "taker": own}),
        ("eraf/", {"giver": own, "taker": bank}),
        ("rekening/", {}),
        (f"terugdraaien/{before[0][0].id}/", {}),  # type: ignore[attr-defined]
    ):
        answer = client.post(purse(scene, path), {**form, **sides, **key()})
        assert answer.status_code == (403 if name else 302), path
    assert [transfers(scene, "receive"), queries.common_accounts(scene.id)] == before
    seen = client.get(purse(scene)).content.decode()
    assert not any(f"/kas/{path}" in seen for path in ("erbij/", "eraf/", 'rekening/"'))


def test_without_a_rule_on_openness_the_purse_is_for_who_takes_part(db: None) -> None:
    cast = build_cast(AT)
    kept = tuple(each for each in WERKCOOPERATIE.clauses if each[0] != "openness")
    collective_id = found("Dicht", replace(WERKCOOPERATIE, clauses=kept), cast.anna, AT)
    slug = collectives.by_id(collective_id).slug
    with clock.set_to(AT):
        assert signed_in(cast.anna).get(f"/{slug}/kas/").status_code == 200
        assert signed_in(cast.farid).get(f"/{slug}/kas/").status_code == 403
        assert signed_in(None).get(f"/{slug}/kas/").status_code in {302, 403}


def test_passers_by_see_what_there_is_and_no_names_or_ways(scene: Scene, browse: Browse) -> None:
    scene.pay("anna", "bram", minutes(5))
    page = browse("").get(purse(scene))
    seen = text(page)
    assert "€ 1.000,00" in seen
    for hidden in ("De bank", "De geldkist", "Anna", "Bram", "Mijn rekening"):
        assert hidden not in seen
    assert "/kas/rekening/" not in page.content.decode()


def test_what_is_not_there_is_not_found(scene: Scene, browse: Browse) -> None:
    client = browse("anna")
    scene.pay("anna", "bram", minutes(5))
    other = signed_in(scene.cast.huub)
    scene.cast.do("ledger.open_account", "anna", {"kind": "reserve", "unit": "eur", "name": "Dak"})
    for address in (
        purse(scene, f"rekening/{new_id()}/"),
        purse(scene, f"rekening/{scene.own('bram').id}/"),
        purse(scene, "erbij/?eenheid=parels"),
        purse(scene, "eraf/?eenheid=parels"),
        purse(scene, "jaar/1999/"),
        purse(scene, "jaar/2027/"),
        purse(scene, "jaar/2027.csv"),
        "/geen-collectief/kas/",
        "/geen-collectief/rekening/",
    ):
        assert client.get(address).status_code == 404, address
    there = collectives.by_id(scene.cast.other_id).slug
    assert other.get(f"/{there}/kas/rekening/{scene.common('eur', 'purse').id}/").status_code == 404


@pytest.mark.parametrize("asked", ["x", "-1", "0", "999", "٢٠٢٦", "9" * 5000, "²", "1999", "9999"])
def test_strange_numbers_in_an_address_are_no_error(scene: Scene, browse: Browse, asked: str) -> None:
    account = scene.common("eur", "purse").id
    client = browse("anna")
    scene.pay("anna", "bram", minutes(5))
    for address, given in (
        (purse(scene), {"jaar": asked}),
        (purse(scene, f"rekening/{account}/"), {"voor": asked}),
        (mine(scene), {"rekening": scene.own("anna").id, "voor": asked}),
    ):
        assert client.get(address, given).status_code == 200, address


# ------------------------------------------------------------------ before anything happened


def test_before_the_books_are_open_the_pages_say_so(closed: Cast) -> None:
    scene, anna, dirk = Scene(closed), signed_in(closed.anna), signed_in(closed.dirk)
    for page in (dirk.get(mine(scene)), dirk.get(purse(scene)), signed_in(None).get(purse(scene))):
        assert "Het kasboek is nog niet open." in text(page)
        assert "/kas/openen/" not in page.content.decode()
    assert "/kas/openen/" in anna.get(purse(scene)).content.decode()
    for path in ("geven/", "opzijzetten/"):
        assert dirk.get(mine(scene, path))["Location"] == mine(scene)
    for path in ("erbij/", "eraf/", f"rekening/{new_id()}/"):
        assert anna.get(purse(scene, path)).status_code == 404
    assert "nog niet open" in text(anna.post(purse(scene, "rekening/"), {"name": "Dak", **key()}))


def test_the_board_opens_the_books_once_from_the_page(closed: Cast) -> None:
    scene, client, sent = Scene(closed), signed_in(closed.anna), key()
    assert "Jullie kunnen opschrijven wat erbij komt en wat eraf gaat." in text(
        client.get(purse(scene, "openen/"))
    )
    assert signed_in(closed.bram).post(purse(scene, "openen/"), key()).status_code == 403
    for _ in range(2):
        assert client.post(purse(scene, "openen/"), sent)["Location"] == purse(scene)
    again = client.post(purse(scene, "openen/"), key())
    assert again.context["form"].errors == {"__all__": ["Het kasboek is al open."]}
    assert queries.is_open(closed.collective_id)


def test_whoever_has_no_account_yet_reads_how_it_comes(scene: Scene, browse: Browse) -> None:
    assert "Je hebt nog geen rekening." in text(browse("dirk").get(mine(scene)))
    reserve = scene.common("eur", "reserve").id
    assert "Hier is nog niets gebeurd." in text(browse("dirk").get(purse(scene, f"rekening/{reserve}/")))


# ------------------------------------------------------------------ giving


def give(scene: Scene, **rest: object) -> dict[str, object]:
    return {"to": scene.cast.bram, "amount_min": "1:30", "about": "Oppassen", **rest, **key()}


def test_giving_from_the_first_page_to_the_last(scene: Scene, browse: Browse) -> None:
    scene.coin()
    client, form = browse("dirk"), give(scene, amount_coin="2,50")
    check = client.post(mine(scene, "geven/"), {**form, "step": "check"})
    seen = text(check)
    for words in (
        "Klopt dit?",
        "Aan wie Bram",
        "Hoeveel 1 uur en 30 minuten en 2,50 kiezels",
        "Waarvoor Oppassen",
        "De ander heeft het meteen.",
    ):
        assert words in seen
    assert not transfers(scene, "pay")
    hidden = dict(check.context["hidden"])
    assert hidden == {
        "to": str(scene.cast.bram),
        "amount_min": "1:30",
        "amount_coin": "2,50",
        "about": "Oppassen",
    }
    changed = client.post(mine(scene, "geven/"), {**hidden, **key(), "step": "change"})
    assert changed.status_code == 200
    for name, value in hidden.items():
        assert changed.context["form"][name].value() == value
    assert 'class="error-summary"' not in changed.content.decode()
    sent = {**hidden, **key(), "step": "send"}
    for _ in range(2):
        assert client.post(mine(scene, "geven/"), sent)["Location"] == mine(scene)
    assert len(transfers(scene, "pay")) == 1
    assert (scene.balance("dirk"), scene.balance("bram", "coin")) == (-90, 250)
    page = client.get(mine(scene))
    assert {str(each) for each in page.context["messages"]} == {
        "Je gaf Bram 1 uur en 30 minuten en 2,50 kiezels."
    }
    seen = text(page)
    for words in (
        "Je staat 1 uur en 30 minuten in de min",
        "Je kunt nog 8 uur en 30 minuten geven.",
        "Je staat 2,50 kiezels in de min",
        "Bram Oppassen",
    ):
        assert words in seen
    got = text(browse("bram").get(mine(scene)))
    assert "Je hebt 1 uur en 30 minuten" in got
    assert "Dirk Oppassen +1 uur en 30 minuten" in got


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"to": ""}, "to", "Kies iemand uit de lijst."),
        ({"to": "huub"}, "to", "Kies iemand uit de lijst."),
        ({"to": "dirk"}, "to", "Kies iemand uit de lijst."),
        ({"amount_min": ""}, "__all__", "Vul in hoeveel je geeft."),
        ({"amount_min": "veel"}, "amount_min", "Vul een tijd in, zoals 1:30 of 1 uur 30."),
        ({"amount_min": "0"}, "amount_min", "Vul meer in dan nul."),
        ({"amount_min": "-5"}, "amount_min", "Vul een tijd in, zoals 1:30 of 1 uur 30."),
        ({"amount_min": "10:01"}, "__all__", "Dit kan niet: er is nog ruimte voor 10 uur."),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    scene: Scene, browse: Browse, changed: dict[str, str], field: str, words: str
) -> None:
    given = {name: scene.cast.people.get(value, value) for name, value in changed.items()}  # type: ignore[call-overload]
    page = browse("dirk").post(mine(scene, "geven/"), {**give(scene, **given), "step": "send"})
    assert page.status_code == 400
    assert page.context["form"].errors == {field: [words]}
    assert 'class="error-summary"' in page.content.decode()
    assert 'value="Oppassen"' in page.content.decode()
    assert not transfers(scene, "pay")


def test_too_much_for_the_other_tells_nothing_of_their_balance(scene: Scene, browse: Browse) -> None:
    scene.by_clock(
        "ledger.set_bounds", {"person_id": scene.cast.bram, "unit": "min", "lowest": 0, "highest": 60}
    )
    page = browse("dirk").post(mine(scene, "geven/"), {**give(scene), "step": "send"})
    [words] = page.context["form"].non_field_errors()
    assert words == "Dit kan niet: 1 uur en 30 minuten is meer dan er op de andere rekening mag staan."


def test_a_code_chooses_to_whom(scene: Scene, browse: Browse) -> None:
    address = f"http://testserver{mine(scene, 'geven/')}?to={scene.cast.bram}"
    picture = browse("bram").get(mine(scene, "code.svg"))
    assert picture["Content-Type"] == "image/svg+xml"
    expected = BytesIO()
    segno.make(address, error="m", micro=False).save(expected, kind="svg", scale=6, border=4, light="#ffffff")
    assert picture.content == expected.getvalue()
    page = browse("dirk").get(address)
    assert f'value="{scene.cast.bram}" selected' in page.content.decode()
    for strange in ("", "x", str(scene.cast.huub), str(scene.cast.dirk)):
        assert browse("dirk").get(mine(scene, "geven/"), {"to": strange}).status_code == 200


def test_where_the_rules_give_someone_no_account_they_find_no_way_to_give(db: None) -> None:
    with clock.set_to(AT):
        scene = open_scene({**RULES, "purse": {**RULES["purse"], "payers": ["member"]}})
        client = signed_in(scene.cast.dirk)
        refused = client.get(mine(scene, "geven/"))
        assert refused.status_code == 403
        assert "Een eigen rekening is er voor" in text(refused)
        assert "/rekening/geven/" not in client.get(mine(scene)).content.decode()
        assert "/rekening/geven/" in signed_in(scene.cast.bram).get(mine(scene)).content.decode()


def test_on_an_earlier_day_nothing_is_given(scene: Scene, browse: Browse) -> None:
    client = browse("dirk")
    client.post(f"/{scene.cast.slug}/eerder/", {"day": "2026-06-01"}, follow=True)
    assert "/rekening/geven/" not in client.get(mine(scene)).content.decode()
    assert client.get(mine(scene, "geven/")).status_code == 403


# ------------------------------------------------------------------ promising


def test_a_promise_is_made_and_kept_from_the_page(scene: Scene, browse: Browse) -> None:
    client, form = browse("anna"), give(scene, until="17-6-2026")
    seen = text(client.post(mine(scene, "opzijzetten/"), {**form, "step": "check"}))
    assert "Tot en met 17 juni 2026" in seen
    assert "Het wordt pas gegeven als jij het zegt." in seen
    sent = {**form, "step": "send"}
    for _ in range(2):
        client.post(mine(scene, "opzijzetten/"), sent)
    page = client.get(mine(scene))
    assert "Je zette 1 uur en 30 minuten opzij voor Bram." in {str(each) for each in page.context["messages"]}
    [promise] = page.context["promises"]
    assert "Anna aan Bram: 1 uur en 30 minuten tot en met 17 juni 2026" in text(page)
    assert f"belofte/{promise.id}/nu/" in page.content.decode()
    theirs = browse("bram").get(mine(scene)).content.decode()
    assert f"belofte/{promise.id}/stoppen/" in theirs
    assert f"belofte/{promise.id}/nu/" not in theirs
    assert browse("dirk").get(mine(scene)).context["promises"] == []
    for name, path in (("bram", "nu"), ("dirk", "nu"), ("dirk", "stoppen")):
        assert browse(name).post(mine(scene, f"belofte/{promise.id}/{path}/"), key()).status_code == 403
    assert "Nu geven?" in text(client.get(mine(scene, f"belofte/{promise.id}/nu/")))
    done = client.post(mine(scene, f"belofte/{promise.id}/nu/"), key(), follow=True)
    assert told(done) == "Je gaf wat je had beloofd."
    assert (scene.balance("anna"), scene.balance("bram")) == (-90, 90)
    again = client.post(mine(scene, f"belofte/{promise.id}/nu/"), key())
    assert again.context["form"].errors == {"__all__": ["Deze belofte is niet meer open."]}


@pytest.mark.parametrize("name", ["anna", "bram"])
def test_either_of_the_two_ends_a_promise_from_the_page(scene: Scene, browse: Browse, name: str) -> None:
    promise = scene.promise("anna", "bram", minutes(30))
    assert "30 minuten staat opzij." in text(browse("anna").get(mine(scene)))
    done = browse(name).post(mine(scene, f"belofte/{promise}/stoppen/"), key(), follow=True)
    assert told(done) == "De belofte is gestopt. Er is niets gegeven."
    assert (scene.own("anna").held, scene.balance("bram")) == (0, 0)


@pytest.mark.parametrize(
    ("until", "field", "words"),
    [
        ("", "until", "Kies een dag."),
        ("morgen", "until", "Schrijf een dag als 31-12-2026."),
        ("2026-06-09", "__all__", "Kies een laatste dag vanaf vandaag, hooguit een jaar vooruit."),
        ("2028-01-01", "__all__", "Kies een laatste dag vanaf vandaag, hooguit een jaar vooruit."),
    ],
)
def test_a_promise_has_a_last_day(scene: Scene, browse: Browse, until: str, field: str, words: str) -> None:
    form = {**give(scene, until=until), "step": "send"}
    page = browse("anna").post(mine(scene, "opzijzetten/"), form)
    assert page.context["form"].errors == {field: [words]}
    assert 'value="1:30"' in page.content.decode()


# ------------------------------------------------------------------ what is of all together


def move(scene: Scene, giver: str, taker: str, **rest: object) -> dict[str, object]:
    sides = {"giver": scene.common("eur", giver).id, "taker": scene.common("eur", taker).id}
    return {**sides, "amount": "12,50", "about": "Verf", **rest, **key()}


def test_what_came_in_is_written_down_once(scene: Scene, browse: Browse) -> None:
    client, sent = browse("anna"), move(scene, "bank", "purse", day="9-6-2026", about="Markt")
    for _ in range(2):
        assert client.post(purse(scene, "erbij/"), sent)["Location"] == purse(scene)
    assert scene.common("eur", "purse").balance == 101_250
    page = client.get(purse(scene))
    seen = text(page)
    assert "Erbij: € 1.012,50" in seen
    assert "De bank € 1.012,50" in seen
    [bar, *_] = [each for each in page.context["bars"] if each.flow.unit.code == "eur"]
    assert (bar.came, bar.went) == (1000, 0)
    account = text(client.get(purse(scene, f"rekening/{scene.common('eur', 'purse').id}/")))
    assert "9 juni 2026 De bank Markt € 12,50" in account


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"amount": "12,5050"}, "amount", "Vul een bedrag in, zoals 12,50."),
        ({"amount": ""}, "amount", "Vul dit in."),
        ({"about": ""}, "about", "Schrijf in een paar woorden waar het voor is."),
        ({"day": "gisteren"}, "day", "Schrijf een dag als 31-12-2026."),
        ({"day": "2026-06-11"}, "__all__", "Deze dag kan niet kloppen. Kijk nog eens naar de datum."),
        ({"giver": "x"}, "giver", "Kies een van deze."),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_is_wrong_with_what_came_in_is_said(
    scene: Scene, browse: Browse, changed: dict[str, str], field: str, words: str
) -> None:
    form = {**move(scene, "bank", "purse", day="2026-06-10"), **changed}
    page = browse("anna").post(purse(scene, "erbij/"), form)
    assert page.context["form"].errors == {field: [words]}
    assert str(changed.get("about", "Verf")) in page.content.decode()
    assert scene.common("eur", "purse").balance == 100_000


def test_small_spending_is_written_down_and_large_spending_leads_to_a_proposal(
    scene: Scene, browse: Browse
) -> None:
    client = browse("anna")
    form = move(scene, "purse", "bank")
    done = client.post(purse(scene, "eraf/"), form, follow=True)
    assert told(done) == "Het is opgeschreven."
    assert "Eraf: € 12,50" in text(done)
    refused = client.post(purse(scene, "eraf/"), move(scene, "purse", "bank", amount="100,01"))
    assert refused.status_code == 403
    seen = text(refused)
    assert "er is een besluit nodig" in seen
    assert f"/{scene.cast.slug}/spelregels/" in refused.content.decode()
    assert scene.common("eur", "purse").balance == 98_750
    page = refused.content.decode()
    start = f"/{scene.cast.slug}/voorstellen/nieuw/handeling/"
    assert f'action="{start}"' in page
    given = dict(re.findall(r'name="(act|params)" value="([^"]*)"', page))
    params = html.unescape(given["params"])
    assert given["act"] == "ledger.spend"
    assert json.loads(params)["amount"] == 10_001
    proposal = client.post(start, {"act": given["act"], "params": params}, follow=True)
    assert proposal.status_code == 200
    told_there = text(proposal)
    assert "€ 100,01" in told_there
    assert "Verf" in told_there


def test_salami_spending_in_one_month_leads_to_a_proposal_too(scene: Scene, browse: Browse) -> None:
    client = browse("anna")
    for _ in range(2):
        client.post(purse(scene, "eraf/"), move(scene, "purse", "bank", amount="100"))
    assert client.post(purse(scene, "eraf/"), move(scene, "purse", "bank", amount="50,01")).status_code == 403
    assert client.post(purse(scene, "eraf/"), move(scene, "purse", "bank", amount="50")).status_code == 302
    assert scene.common("eur", "purse").balance == 75_000


def test_what_cannot_be_spent_is_said_on_the_form(scene: Scene, browse: Browse) -> None:
    page = browse("anna").post(purse(scene, "eraf/"), move(scene, "reserve", "bank"))
    assert page.context["form"].errors == {"__all__": ["Dit kan niet: er is nog ruimte voor € 0,00."]}
    same = browse("anna").post(purse(scene, "eraf/"), move(scene, "purse", "purse"))
    assert same.context["form"].errors == {"__all__": ["Kies een andere rekening: dit is dezelfde."]}
    assert 'value="Verf"' in same.content.decode()


def test_an_account_that_is_set_apart_says_so(scene: Scene, browse: Browse) -> None:
    client = browse("anna")
    empty = client.post(purse(scene, "rekening/"), {"name": "", "apart": "on", **key()})
    assert empty.context["form"].errors == {"name": ["Geef het een naam."]}
    client.post(purse(scene, "rekening/"), {"name": "Fonds de Brug", "apart": "on", **key()})
    twice = client.post(purse(scene, "rekening/"), {"name": "Fonds de Brug", "apart": "on", **key()})
    assert twice.context["form"].errors == {"__all__": ["Er is al een rekening met deze naam."]}
    account = scene.common("eur", "partner", "Fonds de Brug")
    scene.receive(5_000, into=account.id)
    assert "Fonds de Brug apart € 50,00" in text(browse("").get(purse(scene)))
    assert "Apart of vast: € 50,00" in text(client.get(purse(scene)))
    assert "apart" in text(client.get(purse(scene, f"rekening/{account.id}/")))


def test_a_mistake_is_reversed_from_the_page_of_the_account(scene: Scene, browse: Browse) -> None:
    client, account = browse("anna"), scene.common("eur", "purse").id
    page = client.get(purse(scene, f"rekening/{account}/"))
    [way] = re.findall(r'href="([^"]+/kas/terugdraaien/[^"]+)"', page.content.decode())
    assert "/terugdraaien/" not in browse("bram").get(purse(scene, f"rekening/{account}/")).content.decode()
    assert "Deze betaling terugdraaien?" in text(client.get(way))
    short = client.post(way, {"reason": "x", **key()})
    assert short.context["form"].errors == {"reason": ["Schrijf waarom."]}
    sent = {"reason": "Dubbel opgeschreven", **key()}
    for _ in range(2):
        assert client.post(way, sent)["Location"] == purse(scene)
    assert scene.common("eur", "purse").balance == 0
    after = client.get(purse(scene, f"rekening/{account}/"))
    assert after.content.decode().count('<span class="tag">') == 2
    assert "Dubbel opgeschreven" in text(after)
    assert "/terugdraaien/" not in after.content.decode()
    again = client.post(way, {"reason": "Nog eens", **key()})
    assert again.context["form"].errors == {"__all__": ["Deze betaling is al teruggedraaid."]}
    assert "Nog eens" in again.content.decode()


def test_someone_reads_on_their_own_account_that_a_gift_was_reversed(scene: Scene, browse: Browse) -> None:
    transfer = scene.pay("dirk", "bram", minutes(30))
    browse("anna").post(purse(scene, f"terugdraaien/{transfer}/"), {"reason": "Verkeerde Bram", **key()})
    page = browse("dirk").get(mine(scene))
    assert page.content.decode().count('<span class="tag">') == 2
    assert "Verkeerde Bram" in text(page)


# ------------------------------------------------------------------ long statements and the year


def test_a_long_statement_is_read_page_by_page(scene: Scene, browse: Browse) -> None:
    for number in range(53):
        scene.do("ledger.pay", "dirk", {"to": scene.cast.bram, "amounts": [{"unit": "min", "amount": 1}], "about": f"Nr. {number}"})  # fmt: skip
    client, address, read = browse("dirk"), mine(scene), []
    for expected in (25, 25, 3):
        page = client.get(address)
        [statement] = page.context["statements"]
        assert len(statement.entries) == expected
        read += [entry.about for entry in statement.entries]
        address = mine(scene) + statement.older.partition("#")[0]
    assert statement.older == ""
    assert read == [f"Nr. {number}" for number in reversed(range(53))]


def test_a_long_account_of_all_is_read_page_by_page(scene: Scene, browse: Browse) -> None:
    for _ in range(26):
        scene.receive(1)
    client, address = browse("bram"), purse(scene, f"rekening/{scene.common('eur', 'purse').id}/")
    first = client.get(address)
    assert (len(first.context["entries"]), first.context["older"]) == (25, 3)
    second = client.get(address, {"voor": first.context["older"]})
    assert (len(second.context["entries"]), second.context["older"]) == (2, None)


def test_the_year_adds_up_on_paper_and_as_a_file(scene: Scene, browse: Browse) -> None:
    scene.do("ledger.pay", "anna", {"to": scene.cast.bram, "amounts": [{"unit": "min", "amount": 5}]})
    sent = move(scene, "bank", "reserve", day="2025-12-31", about="=1+1")
    browse("anna").post(purse(scene, "erbij/"), sent)
    page = browse("dirk").get(purse(scene, "jaar/2026/"))
    rows = [row for row, _ in page.context["rows"] if row.unit.code == "eur"]
    assert sum(row.closed for row in rows) == sum(row.opened for row in rows) == 0
    assert "De kas € 0,00 € 1.000,00 € 0,00 € 1.000,00" in text(page)
    assert "De reserve € 12,50 € 0,00 € 0,00 € 12,50" in text(page)
    table = browse("dirk").get(purse(scene, "jaar/2025.csv")).content.decode()
    [line] = csv.DictReader(io.StringIO(table), delimiter=";")
    assert (line["day"], line["amount"], line["unit"], line["about"]) == (
        "2025-12-31",
        "1250",
        "eur",
        "'=1+1",
    )
    current = browse("dirk").get(purse(scene, "jaar/2026.csv")).content.decode()
    assert len(list(csv.DictReader(io.StringIO(current), delimiter=";"))) == 1
    for name in NAMES:
        assert name.capitalize() not in current
    earlier = text(browse("").get(purse(scene), {"jaar": "2025"}))
    assert "Wat er bij kwam en af ging in 2025." in earlier
    assert "Erbij: € 12,50" in earlier


# ------------------------------------------------------------------ in English, and quick


def test_everything_can_be_read_in_english(scene: Scene) -> None:
    scene.coin()
    scene.pay("dirk", "anna", minutes(90), coins(250))
    scene.promise("anna", "bram", minutes(30))
    Person.objects.filter(id=scene.cast.anna).update(language="en")
    client = signed_in(scene.cast.anna, "en")
    own, together = text(client.get(mine(scene))), text(client.get(purse(scene)))
    for words in (
        "You have 1 hour and 30 minutes",
        "You have 2.50 kiezels",
        "30 minutes is set aside.",
        "Anna to Bram: 30 minutes",
        "Someone who points a phone at this",
    ):
        assert words in own
    for words in (
        "What came in and went out in 2026.",
        "Came in: €1,000.00",
        "The bank",
        "Something goes out",
    ):
        assert words in together
    wrong = client.post(mine(scene, "geven/"), {**give(scene, amount_min="20:00"), "step": "send"})
    assert "This is not possible: there is still room for 11 hours." in text(wrong)
    unread = client.post(mine(scene, "geven/"), {**give(scene, amount_min="long"), "step": "send"})
    assert "Enter a time, such as 1:30 or 1 hour 30." in text(unread)
    check = client.post(mine(scene, "geven/"), {**give(scene), "step": "check"})
    assert "Is this right?" in text(check)


def test_pages_stay_within_their_questions_to_the_database(scene: Scene, browse: Browse) -> None:
    scene.coin()
    for name in ("bram", "chadia", "dirk"):
        for _ in range(9):
            scene.pay(name, "anna", minutes(1), coins(1))
        scene.promise("anna", name, minutes(1), coins(1))
        scene.promise(name, "anna", minutes(1))
    for _ in range(27):
        scene.receive(1)
    client, account = browse("anna"), scene.common("eur", "purse").id
    counted = {}
    addresses = [mine(scene, path) for path in OWN]
    addresses += [purse(scene, path) for path in ("", f"rekening/{account}/", "erbij/", "eraf/", "jaar/2026/", "jaar/2026.csv")]  # fmt: skip
    for address in addresses:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        counted[address] = len(asked)
    assert {page: number for page, number in counted.items() if number >= 30} == {}, counted


def test_two_collectives_do_not_see_each_others_accounts(scene: Scene) -> None:
    there = collectives.by_id(scene.cast.other_id).slug
    huub = scene.cast.huub
    assert "nog niet open" in text(signed_in(huub).get(f"/{there}/kas/"))
    gate.attempt("ledger.open", Actor(scene.cast.other_id, huub), Open(), at=AT)
    assert "€ 1.000,00" not in text(signed_in(huub).get(f"/{there}/kas/"))
    assert signed_in(scene.cast.anna).get(f"/{there}/rekening/").status_code == 403


def test_who_reverses_a_payment_sees_which_one(scene: Scene, browse: Browse) -> None:
    transfer = scene.spend(1_250)
    seen = text(browse("anna").get(purse(scene, f"terugdraaien/{transfer}/")))
    assert all(words in seen for words in ("€ 12,50", "Van: De kas. Naar: De bank.", "Verf"))
    assert browse("bram").get(purse(scene, f"terugdraaien/{transfer}/")).status_code == 403


def test_who_ends_a_promise_sees_which_one(scene: Scene, browse: Browse) -> None:
    promise = scene.promise("anna", "bram", minutes(75))
    for name in ("anna", "bram"):
        seen = text(browse(name).get(mine(scene, f"belofte/{promise}/stoppen/")))
        assert all(words in seen for words in ("Anna", "Bram", "1 uur en 15 minuten"))
    assert "1 uur en 15 minuten" not in text(browse("dirk").get(mine(scene, f"belofte/{promise}/stoppen/")))


def test_money_set_apart_goes_to_a_proposal_with_its_purpose(scene: Scene, browse: Browse) -> None:
    scene.do("ledger.open_account", "anna", OpenAccount(Kind.PARTNER, "eur", "Tuin", "tuin"))
    apart = scene.common("eur", "partner", "Tuin")
    scene.receive(50_000, into=apart.id)
    bank = scene.common("eur", "bank").id
    form = {"giver": apart.id, "taker": bank, "amount": "5", "about": "Zaden", **key()}
    answer = browse("anna").post(purse(scene, "eraf/"), form)
    assert answer.status_code == 403
    [params] = re.findall(r'name="params" value="([^"]*)"', answer.content.decode())
    assert json.loads(html.unescape(params))["purpose"] == "tuin"


def test_the_page_says_how_much_the_board_may_still_spend(scene: Scene, browse: Browse) -> None:
    scene.spend(10_000)
    seen = text(browse("anna").get(purse(scene, "eraf/")))
    assert "€ 100,00 per keer uitgeven, en deze maand nog € 150,00" in seen
