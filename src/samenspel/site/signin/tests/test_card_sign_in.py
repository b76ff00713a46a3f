from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from samenspel.ground.people import cards, throttle
from samenspel.ground.people.models import CardCode, Person, SignIn
from samenspel.site.signin.tests.conftest import page, signed_in_as


@pytest.fixture
def card(bram: Person, at: datetime) -> tuple[str, list[str]]:
    made, codes = cards.issue_card(bram.id, None, bram.id, at)
    return made.number, codes


def test_a_card_signs_in(client: Client, bram: Person, card: tuple[str, list[str]]) -> None:
    number, codes = card
    response = client.post(
        page("card") + "?next=/collectieven/", {"number": number, "code": codes[0].lower()}
    )
    assert response.url == "/collectieven/"
    assert signed_in_as(client) == str(bram.id)
    assert SignIn.objects.get().way == "card"


def test_the_square_fills_in_the_number_and_nothing_happens(
    client: Client, bram: Person, card: tuple[str, list[str]]
) -> None:
    number, codes = card
    response = client.get(page("card"), {"k": number, "code": codes[0], "number": number})
    assert f'value="{cards.grouped(number)}"' in response.content.decode()
    assert codes[0] not in response.content.decode().split("<main")[1].split("</main")[0]
    assert signed_in_as(client) is None
    assert not CardCode.objects.exclude(used_at=None).exists()


@pytest.mark.parametrize("k", ["", "'><script>", "9" * 5000, "\x00"])
def test_a_strange_square_does_no_harm(client: Client, at: datetime, k: str) -> None:
    response = client.get(page("card"), {"k": k})
    assert response.status_code == 200
    assert "<script>" not in response.content.decode().replace("<script src", "")


def test_each_refusal_says_what_to_do(
    client: Client, bram: Person, card: tuple[str, list[str]], at: datetime
) -> None:
    number, codes = card

    def answer(number: str, code: str) -> str:
        return client.post(page("card"), {"number": number, "code": code}).content.decode()

    assert "horen niet bij elkaar" in answer(number, "CCCC-CCCC")
    assert "horen niet bij elkaar" in answer("11111111", codes[0])
    assert "Typ een code van je kaart." in answer(number, "")
    html = answer(number, "CCCC-CCCC")
    assert f'value="{number}"' in html
    assert 'value="CCCC-CCCC"' in html
    Client().post(page("card"), {"number": number, "code": codes[0]})
    assert "Streep hem door en neem een andere" in answer(number, codes[0])
    [view] = cards.cards_of(bram.id)
    cards.revoke_card(view.id, at, person_id=bram.id)
    assert "Deze kaart werkt niet meer" in answer(number, codes[1])
    assert signed_in_as(client) is None


def test_an_unknown_card_and_a_wrong_code_get_the_same_page(
    client: Client, card: tuple[str, list[str]]
) -> None:
    def answer(number: str) -> str:
        html = Client().post(page("card"), {"number": number, "code": "CCCC-CCCC"}).content.decode()
        html = html.replace(number, "…")
        return "".join(part for part in html.split("\n") if "csrf" not in part)

    assert answer(card[0]) == answer("11111111" if card[0] != "11111111" else "22222222")


def test_guessing_from_one_place_stops(
    client: Client, card: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(throttle.LIMITS, "card_from", throttle.Limit(3, timedelta(hours=1)))
    for number in range(3):
        client.post(page("card"), {"number": f"1111111{number}", "code": "CCCC-CCCC"})
    response = client.post(page("card"), {"number": card[0], "code": card[1][0]})
    assert "heel vaak" in response.content.decode()
    assert signed_in_as(client) is None
    elsewhere = Client(REMOTE_ADDR="203.0.113.7")
    elsewhere.post(page("card"), {"number": card[0], "code": card[1][0]})
    assert signed_in_as(elsewhere)


def test_many_people_at_one_desk_can_sign_in(
    at: datetime, bram: Person, monkeypatch: pytest.MonkeyPatch, enter: Callable[[Person], Client]
) -> None:
    monkeypatch.setitem(throttle.LIMITS, "card_from", throttle.Limit(1, timedelta(hours=1)))
    for _ in range(5):
        enter(bram)


def test_the_last_codes_come_with_a_warning(bram: Person, card: tuple[str, list[str]]) -> None:
    number, codes = card
    for position, code in enumerate(codes, start=1):
        client = Client()
        client.post(page("card"), {"number": number, "code": code})
        html = client.get(page("me")).content.decode()
        assert ("op je kaart" in html) == (position >= 7)
    assert "Er staan nog 0 codes op je kaart" in html


def test_a_double_submit_signs_in_once_and_the_second_is_told(
    bram: Person, card: tuple[str, list[str]]
) -> None:
    number, codes = card
    first, second = Client(), Client()
    assert first.post(page("card"), {"number": number, "code": codes[0]}).status_code == 302
    assert "al gebruikt" in second.post(page("card"), {"number": number, "code": codes[0]}).content.decode()
    assert SignIn.objects.count() == 1
