from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.test import Client

from samenspel.ground.people import accounts, cards
from samenspel.ground.people.models import HelperConsent, Person
from samenspel.site import clock
from samenspel.site.signin.tests.conftest import mailed_code, page

Enter = Callable[[Person], Client]


@pytest.fixture
def helper(bram: Person, enter: Enter) -> Client:
    return enter(bram)


@pytest.fixture
def annas_card(anna: Person, at: datetime) -> tuple[str, list[str]]:
    card, codes = cards.issue_card(anna.id, None, anna.id, at)
    return card.number, codes


def begin(client: Client, card: tuple[str, list[str]]) -> None:
    response = client.post(page("start_helping"), {"number": card[0], "code": card[1][0]})
    assert response.status_code == 302, response.content.decode()


def helps(client: Client) -> bool:
    return "Je doet dit nu voor <strong>Anna Aalbers</strong>" in client.get("/over/").content.decode()


def test_a_code_of_the_others_card_is_the_consent(
    helper: Client, anna: Person, bram: Person, annas_card: tuple[str, list[str]]
) -> None:
    begin(helper, annas_card)
    consent = HelperConsent.objects.get()
    assert (consent.person, consent.helper, consent.way) == (anna, bram, "card")
    assert helps(helper)
    assert not helps(Client())


def test_without_a_right_code_there_is_no_consent(helper: Client, annas_card: tuple[str, list[str]]) -> None:
    number, codes = annas_card
    for code in ("CCCC-CCCC", ""):
        assert helper.post(page("start_helping"), {"number": number, "code": code}).status_code == 200
    Client().post(page("card"), {"number": number, "code": codes[0]})
    html = helper.post(page("start_helping"), {"number": number, "code": codes[0]}).content.decode()
    assert "al gebruikt" in html
    assert not HelperConsent.objects.exists()
    assert not helps(helper)


def test_a_code_of_my_own_is_not_a_consent(helper: Client, bram: Person, at: datetime) -> None:
    card, codes = cards.issue_card(bram.id, None, bram.id, at)
    html = helper.post(page("start_helping"), {"number": card.number, "code": codes[0]}).content.decode()
    assert "Dit is een code van jezelf." in html


def test_a_code_read_out_from_the_mail_is_a_consent_too(helper: Client, anna: Person) -> None:
    assert helper.post(page("help_by_mail"), {"email": "anna@example.org"}).url == page("help_code")
    message = mail.outbox[-1]
    assert message.to == ["anna@example.org"]
    assert "Bram Bakker wil je helpen" in message.body
    assert helper.post(page("help_code"), {"code": mailed_code()}).status_code == 302
    assert helps(helper)
    assert HelperConsent.objects.get().way == "mail"


def test_a_code_to_help_does_not_sign_in(helper: Client, anna: Person) -> None:
    thief = Client()
    thief.post(page("sign_in"), {"email": "anna@example.org"})
    to_sign_in = mailed_code()
    helper.post(page("help_by_mail"), {"email": "anna@example.org"})
    if mailed_code() != to_sign_in:
        assert "klopt niet" in thief.post(page("mail_code"), {"code": mailed_code()}).content.decode()
        assert "klopt niet" in helper.post(page("help_code"), {"code": to_sign_in}).content.decode()


def test_asking_tells_nobody_who_has_an_account(helper: Client, anna: Person) -> None:
    answers = []
    for email in ("anna@example.org", "nobody@example.org"):
        helper.post(page("help_by_mail"), {"email": email})
        html = helper.get(page("help_code")).content.decode().replace(email, "…")
        answers.append("".join(line for line in html.split("\n") if "csrf" not in line))
    assert answers[0] == answers[1]
    html = helper.post(page("help_code"), {"code": mailed_code()}).content.decode()
    assert "Er is nog geen account met dit e-mailadres." in html


def test_a_name_cannot_carry_a_link_to_a_stranger(
    helper: Client, bram: Person, anna: Person, at: datetime
) -> None:
    accounts.rename(bram.id, "Win now at https://evil.example", at)
    helper.post(page("help_by_mail"), {"email": "anna@example.org"})
    assert "evil" not in mail.outbox[-1].body
    assert "Iemand wil je helpen" in mail.outbox[-1].body


def test_stopping_takes_a_button(helper: Client, annas_card: tuple[str, list[str]]) -> None:
    begin(helper, annas_card)
    assert helper.get(page("stop_helping")).status_code == 405
    assert helper.post(page("stop_helping")).status_code == 302
    assert not helps(helper)
    assert helper.get(page("me")).status_code == 200


def test_it_ends_after_half_an_hour(helper: Client, annas_card: tuple[str, list[str]], at: datetime) -> None:
    begin(helper, annas_card)
    with clock.set_to(at + timedelta(minutes=29)):
        assert helps(helper)
    with clock.set_to(at + timedelta(minutes=30)):
        assert not helps(helper)


def test_signing_out_ends_it(helper: Client, annas_card: tuple[str, list[str]], at: datetime) -> None:
    begin(helper, annas_card)
    helper.post(page("sign_out"))
    assert HelperConsent.objects.get().ends_at == at
    assert not helps(helper)


def test_who_is_helped_can_end_it(
    helper: Client, anna: Person, annas_card: tuple[str, list[str]], enter: Enter, at: datetime
) -> None:
    begin(helper, annas_card)
    annas = enter(anna)
    consent = HelperConsent.objects.get()
    assert "helpt je nu" in annas.get(page("helpers")).content.decode()
    assert helper.post(page("stop_helping")).status_code == 302
    begin(helper, (annas_card[0], annas_card[1][1:]))
    consent = HelperConsent.objects.latest("id")
    assert annas.post(page("withdraw", consent.id)).url == page("helpers")
    assert not helps(helper)
    assert "Jij hebt het gestopt." in annas.get(page("helpers")).content.decode()


def test_a_helper_cannot_end_the_trail_or_another_consent(
    helper: Client, anna: Person, annas_card: tuple[str, list[str]], enter: Enter, at: datetime
) -> None:
    begin(helper, annas_card)
    chadia = accounts.create_person("Chadia", "nl", at)
    enter(chadia).post(page("withdraw", HelperConsent.objects.get().id))
    assert HelperConsent.objects.get().withdrawn_at is None


@pytest.mark.parametrize(
    "name",
    ["me", "name", "email", "email_remove", "sessions", "passkeys", "cards", "new_card", "my_data", "erase"],
)
def test_a_helper_gets_at_nobodys_details(
    helper: Client, annas_card: tuple[str, list[str]], name: str
) -> None:
    begin(helper, annas_card)
    for response in (
        helper.get(page(name)),
        helper.post(page(name), {"name": "X", "email": "x@example.org"}),
    ):
        assert response.status_code == 403
        assert "Stop eerst met helpen" in response.content.decode()
    assert Person.objects.filter(name="Anna Aalbers").exists()
