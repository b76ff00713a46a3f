"""The pages on which one asks for money, looks at what others ask, and sees what is in one's pot."""

from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from samenspel.ground.people.models import Person
from samenspel.rooms.ledger import requests
from samenspel.rooms.ledger.acts.asking import AskPot
from samenspel.rooms.ledger.models import Account
from samenspel.rooms.ledger.pages.pots import thermometer
from samenspel.site import clock

from .scene import AT, Scene, made, open_scene


@pytest.fixture
def scene(db: None) -> Iterator[Scene]:
    with clock.set_to(AT):
        yield open_scene()


def browser(scene: Scene, name: str) -> Client:
    client = Client(headers={"accept-language": "nl"})
    if name:
        client.force_login(Person.objects.get(id=scene.cast.people[name]))
    return client


def url(scene: Scene, path: str) -> str:
    return f"/{scene.cast.slug}/{path}"


def photo(content: bytes = b"\x89PNG\r\n\x1a\n-bon") -> SimpleUploadedFile:
    return SimpleUploadedFile("bon.png", content, content_type="image/png")


def form(**rest: object) -> dict[str, object]:
    return {"cents": "12,50", "day": "2026-06-01", "about": "Verf", "receipt": photo(), "iban": "", **rest}


def test_from_a_photo_of_a_receipt_to_a_yes(scene: Scene) -> None:
    asker, keeper = browser(scene, "chadia"), browser(scene, "anna")
    done = asker.post(url(scene, "rekening/vragen/onkosten/"), form(), follow=True).content.decode()
    assert "Je hebt het gevraagd." in done
    [asked] = requests.waiting(scene.id)
    seen = keeper.get(url(scene, "rekening/vragen/")).content.decode()
    assert "Chadia" in seen
    assert "€\xa012,50" in seen or "€ 12,50" in seen
    file = keeper.get(url(scene, f"rekening/vragen/{asked.id}/bon/"))
    assert file.content == b"\x89PNG\r\n\x1a\n-bon"
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    purse = str(scene.common("eur", "purse").id)
    yes = keeper.post(
        url(scene, f"rekening/vragen/{asked.id}/ja/"), {"giver": purse, "about": "Verf"}, follow=True
    ).content.decode()
    assert "Je hebt ja gezegd." in yes
    assert scene.common("eur", "purse").balance == 98_750


def test_what_is_wrong_stays_in_the_form(scene: Scene) -> None:
    asker = browser(scene, "chadia")
    wrong = asker.post(url(scene, "rekening/vragen/onkosten/"), form(receipt=photo(b"<html>"), iban="NL12"))
    seen = wrong.content.decode()
    assert "Dit is geen rekeningnummer." in seen
    assert 'value="NL12"' in seen
    assert 'value="12,50"' in seen
    fake = asker.post(url(scene, "rekening/vragen/onkosten/"), form(receipt=photo(b"<html>")))
    assert "Dit bestand kunnen we niet lezen." in fake.content.decode()
    missing = asker.post(url(scene, "rekening/vragen/onkosten/"), {"cents": "veel"})
    assert "Kies een bestand." in missing.content.decode()
    assert requests.waiting(scene.id) == []


def test_a_receipt_is_for_the_asker_and_who_keeps_the_purse(scene: Scene) -> None:
    asked = scene.expenses("chadia", 500)
    address = url(scene, f"rekening/vragen/{asked}/bon/")
    seen = {
        name: browser(scene, name).get(address).status_code
        for name in ("anna", "bram", "chadia", "farid", "")
    }
    assert seen == {"anna": 200, "bram": 403, "chadia": 200, "farid": 403, "": 302}


def test_what_others_ask_is_not_shown_to_who_does_not_look_at_it(scene: Scene) -> None:
    asked = scene.expenses("chadia", 500)
    member = browser(scene, "bram")
    assert "Verf voor het hek" not in member.get(url(scene, "rekening/vragen/")).content.decode()
    assert member.get(url(scene, f"rekening/vragen/{asked}/ja/")).status_code == 403
    assert member.get(url(scene, f"rekening/vragen/{asked}/nee/")).status_code == 403
    scene.do("ledger.grant", "anna", {"request_id": asked})
    for page in ("ja", "nee"):
        assert member.get(url(scene, f"rekening/vragen/{asked}/{page}/")).status_code == 403


def test_above_the_mandate_a_yes_leads_to_the_rule(scene: Scene) -> None:
    asked = scene.expenses("chadia", 10_001)
    keeper = browser(scene, "anna")
    assert "Beslis er samen over" in keeper.get(url(scene, "rekening/vragen/")).content.decode()
    purse = str(scene.common("eur", "purse").id)
    refused = keeper.post(url(scene, f"rekening/vragen/{asked}/ja/"), {"giver": purse, "about": "Verf"})
    assert refused.status_code == 403
    assert "voorstel" in refused.content.decode()


def test_a_no_is_told_with_its_reason(scene: Scene) -> None:
    asked = scene.expenses("chadia", 500)
    browser(scene, "anna").post(
        url(scene, f"rekening/vragen/{asked}/nee/"), {"reason": "Deze bon is van mij."}
    )
    assert (
        "Deze bon is van mij."
        in browser(scene, "chadia").get(url(scene, "rekening/vragen/")).content.decode()
    )


def test_my_pot_says_what_is_in_it_in_words_and_a_picture(scene: Scene) -> None:
    mine = browser(scene, "chadia")
    assert "Je potje is leeg" in mine.get(url(scene, "rekening/potje/")).content.decode()
    scene.filled("chadia", 10_000, 2_000)
    made(scene.do("ledger.ask_pot", "chadia", AskPot(1_000, "Een zaag")))
    seen = mine.get(url(scene, "rekening/potje/")).content.decode().replace("\xa0", " ")
    assert "In je potje: € 64,00" in seen
    assert "€ 10,00 is opzijgezet" in seen
    assert "<title" in seen
    assert "Van elke 10 euro die over is, gaat 1 euro naar leren." in seen
    other = browser(scene, "bram").get(url(scene, "rekening/potje/")).content.decode()
    assert "64,00" not in other


def test_the_pots_are_for_who_fills_them(scene: Scene) -> None:
    scene.filled("chadia", 10_000)
    seen = {
        name: browser(scene, name).get(url(scene, "kas/potjes/")).status_code
        for name in ("anna", "bram", "farid")
    }
    assert seen == {"anna": 200, "bram": 403, "farid": 403}
    keeper = browser(scene, "anna")
    filled = {
        "person_id": str(scene.cast.bram),
        "turnover": "100",
        "costs": "",
        "day": "2026-06-01",
        "about": "Markt",
    }
    done = keeper.post(url(scene, "kas/potjes/vullen/"), filled, follow=True).content.decode()
    assert "Het is verdeeld." in done
    assert scene.pot("bram").balance == 8_000
    wrong = keeper.post(url(scene, "kas/potjes/vullen/"), {**filled, "costs": "100"}).content.decode()
    assert "Er is niets te verdelen." in wrong


def test_few_pots_are_not_told_apart_to_a_passer_by(scene: Scene) -> None:
    scene.filled("chadia", 10_000)
    inside = browser(scene, "bram").get(url(scene, "kas/")).content.decode()
    outside = browser(scene, "").get(url(scene, "kas/")).content.decode()
    assert "Alle potjes samen" in inside
    assert "Alle potjes samen" not in outside
    assert "De reserve en de potjes" in outside


def test_pots_with_nothing_in_them_do_not_hide_the_one_that_has(scene: Scene) -> None:
    for name in ("bram", "chadia"):
        scene.filled(name, 10_000)
    holders = [scene.cast.people[name] for name in ("dirk", "els", "farid", "greet")]
    pot = scene.pot("chadia")
    for person in holders:
        Account.objects.create(
            collective_id=scene.id,
            unit_id=pot.unit_id,
            kind=pot.kind,
            person_id=person,
            purpose=pot.purpose,
            lowest=0,
            opened_at=AT,
        )
    assert len(requests.pots(scene.id)) == 6
    outside = browser(scene, "").get(url(scene, "kas/")).content.decode()
    assert "Alle potjes samen" not in outside


@pytest.mark.parametrize("cents", [0, 1, 4_499, 4_500, 4_501, 1_000_000, 10**9])
def test_the_picture_is_never_full(cents: int) -> None:
    picture = thermometer(cents)
    assert 0 <= picture.level <= picture.height * 9 // 10
    assert picture.empty + picture.level == picture.height
