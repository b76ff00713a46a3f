import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.core import mail
from django.test import Client

from samenspel.ground.foundation.ids import new_id
from samenspel.ground.people import accounts, cards, queries
from samenspel.ground.people.models import Passkey, Person, SignIn
from samenspel.site import clock
from samenspel.site.signin import urls
from samenspel.site.signin.tests.conftest import mailed_code, page, signed_in_as, wrong

Enter = Callable[[Person], Client]

OWN_PAGES = [
    "me", "name", "language", "email", "email_remove", "sessions", "passkeys", "cards", "new_card", "helpers",
    "start_helping", "help_by_mail", "my_data", "erase",
]  # fmt: skip
FRESH_PAGES = ["email", "email_remove", "passkeys", "new_card", "erase"]


@pytest.mark.parametrize("name", OWN_PAGES)
def test_my_pages_are_mine(client: Client, anna: Person, enter: Enter, name: str) -> None:
    assert client.get(page(name)).url == f"/inloggen/?next={page(name)}"
    mine = enter(anna).get(page(name))
    assert mine.status_code == 200
    assert "no-store" in mine.headers["Cache-Control"]


@pytest.mark.parametrize("name", FRESH_PAGES)
def test_what_opens_doors_takes_a_fresh_sign_in(anna: Person, enter: Enter, at: datetime, name: str) -> None:
    client = enter(anna)
    with clock.set_to(at + timedelta(minutes=31)):
        for response in (client.get(page(name)), client.post(page(name), {"email": "x@example.org"})):
            assert response.url.startswith("/inloggen/?next=")
    assert queries.person(anna.id).email == "anna@example.org"


def test_my_name(anna: Person, enter: Enter) -> None:
    client = enter(anna)
    assert client.post(page("name"), {"name": "  Anna   de Wit "}).url == page("me")
    assert "Anna de Wit" in client.get(page("me")).content.decode()
    assert "error-summary" in client.post(page("name"), {"name": ""}).content.decode()
    assert queries.person(anna.id).name == "Anna de Wit"


def test_a_name_cannot_bring_script(anna: Person, enter: Enter) -> None:
    client = enter(anna)
    client.post(page("name"), {"name": "<script>alert(1)</script>"})
    assert "<script>alert" not in client.get(page("me")).content.decode()


def test_my_language(anna: Person, enter: Enter) -> None:
    client = enter(anna)
    response = client.post(page("language"), {"language": "en"}, follow=True)
    assert "From now on you read English." in response.content.decode()
    assert "My details" in response.content.decode()
    assert "Choose a language." in client.post(page("language"), {"language": "xx"}).content.decode()
    response = client.post(page("language"), {"language": "nl"}, follow=True)
    assert "Vanaf nu lees je Nederlands." in response.content.decode()


def test_a_new_address_counts_when_its_code_is_typed(anna: Person, enter: Enter) -> None:
    client = enter(anna)
    assert client.post(page("email"), {"email": "New@Example.org"}).url == page("email_code")
    code = mailed_code()
    assert mail.outbox[-1].to == ["new@example.org"]
    assert "klopt niet" in client.post(page("email_code"), {"code": wrong(code)}).content.decode()
    assert queries.person(anna.id).email == "anna@example.org"
    assert client.post(page("email_code"), {"code": code}).url == page("me")
    assert queries.person(anna.id).email == "new@example.org"
    assert mail.outbox[-1].to == ["anna@example.org"]
    assert mail.outbox[-1].subject == "Je e-mailadres bij Samenspel is veranderd"
    assert client.get(page("email_code")).url == page("me")


def test_a_code_to_sign_in_does_not_change_an_address(anna: Person, bram: Person, enter: Enter) -> None:
    client = enter(bram)
    client.post(page("email"), {"email": "bram@example.org"})
    first = mailed_code()
    other = Client()
    other.post(page("sign_in"), {"email": "bram@example.org"})
    if mailed_code() != first:
        assert "klopt niet" in client.post(page("email_code"), {"code": mailed_code()}).content.decode()
    assert queries.person(bram.id).email is None


def test_an_address_of_someone_else_stays_theirs(anna: Person, bram: Person, enter: Enter) -> None:
    """Asking tells nothing; only who reads that mailbox hears that there is another account."""
    client = enter(bram)
    assert client.post(page("email"), {"email": "anna@example.org"}).url == page("email_code")
    html = client.post(page("email_code"), {"code": mailed_code()}).content.decode()
    assert "Een ander account gebruikt dit e-mailadres." in html
    assert queries.person(anna.id).email == "anna@example.org"
    assert queries.person(bram.id).email is None


def test_removing_the_address_needs_another_way_in(anna: Person, enter: Enter, at: datetime) -> None:
    client = enter(anna)
    assert client.post(page("email_remove")).url == page("me")
    assert queries.person(anna.id).email is None
    accounts.set_email(anna.id, "anna@example.org", at)
    for card in cards.cards_of(anna.id):
        cards.revoke_card(card.id, at, person_id=anna.id)
    response = client.post(page("email_remove"))
    assert response.status_code == 409
    assert "Dit is je enige manier om in te loggen." in response.content.decode()
    assert queries.person(anna.id).email == "anna@example.org"


def test_where_i_am_signed_in(anna: Person, enter: Enter) -> None:
    here, there = enter(anna), enter(anna)
    phone = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36"
    SignIn.objects.filter(session_key=there.session.session_key).update(device="chrome/android")
    html = here.get(page("sessions"), headers={"User-Agent": phone}).content.decode()
    assert "Chrome op Android" in html
    assert html.count("dit apparaat") == 1
    other = SignIn.objects.get(session_key=there.session.session_key)
    assert here.get(page("end_session", other.id)).status_code == 405
    assert here.post(page("end_session", other.id)).url == page("sessions")
    assert there.get(page("me")).status_code == 302
    assert here.post(page("end_session", other.id)).status_code == 404


def test_another_persons_sign_in_is_not_mine_to_end(anna: Person, bram: Person, enter: Enter) -> None:
    annas, brams = enter(anna), enter(bram)
    sign_in = SignIn.objects.get(person=bram)
    assert annas.post(page("end_session", sign_in.id)).status_code == 404
    assert brams.get(page("me")).status_code == 200


def test_all_other_devices_at_once(anna: Person, enter: Enter) -> None:
    here, *others = (enter(anna) for _ in range(3))
    assert here.post(page("end_other_sessions")).url == page("sessions")
    assert [other.get(page("me")).status_code for other in others] == [302, 302]
    assert here.get(page("me")).status_code == 200
    assert here.get(page("sessions")).content.decode().count("<form") == 3  # language, sign out, this device


def test_ending_this_device_signs_out(anna: Person, enter: Enter) -> None:
    client = enter(anna)
    assert client.post(page("end_session", SignIn.objects.get().id)).url == "/"
    assert signed_in_as(client) is None


def test_a_new_card_of_my_own(anna: Person, enter: Enter) -> None:
    client = enter(anna)
    html = client.get(page("new_card")).content.decode()
    key = re.search(r'name="request_key" value="([^"]+)"', html.split("<main")[1]).group(1)
    shown = client.post(page("new_card"), {"request_key": key}).content.decode()
    assert len(re.findall(r"<code>", shown)) == 10
    again = client.post(page("new_card"), {"request_key": key})
    assert again.status_code == 409
    assert "Die kaart is al gemaakt." in again.content.decode()
    assert (
        len(cards.cards_of(anna.id)) == 1
    )  # the one to sign in with was my own too: the new one took its place


def test_a_card_is_made_worthless_after_a_question(anna: Person, enter: Enter) -> None:
    client = enter(anna)
    [card] = cards.cards_of(anna.id)
    assert cards.grouped(card.number) in client.get(page("revoke_card", card.id)).content.decode()
    assert client.post(page("revoke_card", card.id)).url == page("cards")
    assert cards.cards_of(anna.id) == []
    assert client.post(page("revoke_card", card.id)).status_code == 404


def test_another_persons_card_is_not_mine_to_revoke(anna: Person, bram: Person, enter: Enter) -> None:
    enter(bram)
    [card] = cards.cards_of(bram.id)
    assert enter(anna).post(page("revoke_card", card.id)).status_code == 404
    assert cards.cards_of(bram.id) == [card]


def test_the_last_way_in_is_not_taken_away(bram: Person, enter: Enter, at: datetime) -> None:
    client = enter(bram)
    [card] = cards.cards_of(bram.id)
    assert client.post(page("revoke_card", card.id)).status_code == 409
    Passkey.objects.create(person=bram, credential_id="x", public=b"", name="telefoon", made_at=at)
    assert client.post(page("revoke_card", card.id)).status_code == 302
    assert client.post(page("remove_passkey", Passkey.objects.get().id)).status_code == 409
    assert Passkey.objects.exists()


def test_a_copy_of_my_data(anna: Person, enter: Enter) -> None:
    response = enter(anna).get(page("my_data"))
    assert response.headers["Content-Disposition"].startswith("attachment")
    data = json.loads(response.content)
    assert data["person"]["name"] == "Anna Aalbers"
    assert data["signed_in"][0]["way"] == "card"


def test_erasing_my_account(anna: Person, enter: Enter) -> None:
    client = enter(anna)
    assert "Je kunt dit niet terugdraaien." in client.get(page("erase")).content.decode()
    assert "Je account is gewist" in client.post(page("erase")).content.decode()
    assert queries.person(anna.id).erased
    assert signed_in_as(client) is None
    assert not SignIn.objects.exists()


def test_what_holds_me_is_said(anna: Person, enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    def tie(_: UUID) -> str:
        return "Je bent nog lid van De Wending."

    monkeypatch.setattr(accounts, "_ties", [tie])
    client = enter(anna)
    for response in (client.get(page("erase")), client.post(page("erase"))):
        assert response.status_code == 409
        assert "Je bent nog lid van De Wending." in response.content.decode()
    assert not queries.person(anna.id).erased


def test_every_address_is_dutch_and_answers(anna: Person, enter: Enter) -> None:
    client = enter(anna)
    for pattern in urls.urlpatterns:
        kinds = pattern.pattern.converters
        args = [new_id() for _ in kinds]
        path = page(pattern.name, *args)
        assert path.split("/")[1] in ("inloggen", "uitloggen", "aanmelden", "ik")
        assert client.get(path).status_code in (200, 302, 404, 405), path
        assert client.head(path).status_code in (200, 302, 404, 405), path
