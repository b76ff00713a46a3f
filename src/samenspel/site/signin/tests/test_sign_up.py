import re
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.test import Client

from samenspel.ground.people import throttle
from samenspel.ground.people.models import Person, SignIn, SignInCard
from samenspel.site import clock
from samenspel.site.signin.tests.conftest import mailed_code, page, signed_in_as


def test_sign_up_with_mail(client: Client, at: datetime) -> None:
    response = client.post(
        page("sign_up") + "?next=/collectieven/", {"name": "Chadia Chafik", "email": "c@example.org"}
    )
    assert response.url == page("mail_code")
    assert not Person.objects.exists()
    assert client.post(page("mail_code"), {"code": mailed_code()}).url == "/collectieven/"
    chadia = Person.objects.get()
    assert (chadia.name, chadia.email) == ("Chadia Chafik", "c@example.org")
    assert signed_in_as(client) == str(chadia.id)


def test_an_english_reader_gets_an_english_account(client: Client, at: datetime) -> None:
    client.cookies["taal"] = "en"
    client.post(page("sign_up"), {"name": "Huub", "email": "huub@example.org"})
    client.post(page("mail_code"), {"code": mailed_code()})
    assert Person.objects.get().language == "en"


def test_who_has_an_account_is_signed_in_and_keeps_the_name(client: Client, anna: Person) -> None:
    client.post(page("sign_up"), {"name": "Somebody else", "email": "anna@example.org"})
    client.post(page("mail_code"), {"code": mailed_code()})
    assert signed_in_as(client) == str(anna.id)
    assert Person.objects.get().name == "Anna Aalbers"


def test_signing_up_tells_a_stranger_nothing(anna: Person) -> None:
    def answer(email: str) -> str:
        client = Client()
        client.post(page("sign_up"), {"name": "X", "email": email})
        html = client.get(page("mail_code")).content.decode()
        return re.sub(r'value="[^"]*"', "", html).replace(email, "…")

    assert answer("anna@example.org") == answer("nobody@example.org")
    assert len(mail.outbox) == 2


@pytest.mark.parametrize(
    ("name", "email"), [("", ""), ("x" * 121, "c@example.org"), ("Chadia", "c@"), ("\x00", "c@d.nl")]
)
def test_what_was_typed_stays(client: Client, at: datetime, name: str, email: str) -> None:
    response = client.post(page("sign_up"), {"name": name, "email": email})
    html = response.content.decode()
    assert response.status_code == 200
    assert "error-summary" in html
    if name and "\x00" not in name:
        assert name in html
    assert not mail.outbox


def ticket(client: Client) -> str:
    html = client.get(page("sign_up_without_mail")).content.decode()
    return re.search(r'name="ticket" value="([^"]+)"', html).group(1)


def card_on(html: str) -> tuple[str, list[str]]:
    number = re.search(r"(\d{4} \d{4})</strong>", html).group(1)
    return number, re.findall(r"<code>([A-Z0-9]{4}-[A-Z0-9]{4})</code>", html)


def test_sign_up_with_a_name_alone_gives_a_card_at_once(client: Client, at: datetime) -> None:
    response = client.post(page("sign_up_without_mail"), {"name": "Dirk Dijkstra", "ticket": ticket(client)})
    html = response.content.decode()
    number, codes = card_on(html)
    assert len(codes) == 10
    assert "Je ziet deze codes alleen nu." in html
    assert "<svg" in html
    assert "no-store" in response.headers["Cache-Control"]
    dirk = Person.objects.get()
    assert (dirk.name, dirk.email) == ("Dirk Dijkstra", None)
    assert signed_in_as(client) == str(dirk.id)
    elsewhere = Client()
    assert elsewhere.post(page("card"), {"number": number, "code": codes[4]}).url == "/aan-zet/"
    assert signed_in_as(elsewhere) == str(dirk.id)
    assert not mail.outbox


def test_the_button_pressed_twice_makes_one_person_and_shows_working_codes(
    client: Client, at: datetime
) -> None:
    form = {"name": "Dirk", "ticket": ticket(client)}
    client.post(page("sign_up_without_mail"), form)
    second = Client()  # as the first answer did not reach the browser, the second comes without its cookie
    html = second.post(page("sign_up_without_mail"), form).content.decode()
    number, codes = card_on(html)
    assert Person.objects.count() == 1
    assert Client().post(page("card"), {"number": number, "code": codes[0]}).status_code == 302


def test_the_page_found_again_later_opens_nothing(client: Client, at: datetime) -> None:
    """On a shared computer: the one before signed out, or left; the Back button still holds the form."""
    form = {"name": "Dirk", "ticket": ticket(client)}
    client.post(page("sign_up_without_mail"), form)
    with clock.set_to(at + timedelta(minutes=3)):
        later = Client()
        assert "al verstuurd" in later.post(page("sign_up_without_mail"), form).content.decode()
        assert signed_in_as(later) is None
    client.post(page("sign_out"))
    next_one = Client()
    assert "al verstuurd" in next_one.post(page("sign_up_without_mail"), form).content.decode()
    assert signed_in_as(next_one) is None
    assert SignInCard.objects.count() == 1


@pytest.mark.parametrize("forged", ["", "x", "0196f0d0-0000-7000-8000-000000000000", "a:b:c"])
def test_a_forged_form_makes_nobody(client: Client, at: datetime, forged: str) -> None:
    response = client.post(page("sign_up_without_mail"), {"name": "Dirk", "ticket": forged})
    assert "stond te lang open" in response.content.decode()
    assert 'value="Dirk"' in response.content.decode()
    assert not Person.objects.exists()


def test_one_place_makes_only_so_many_accounts(
    client: Client, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(throttle.LIMITS, "new_person_from", throttle.Limit(1, timedelta(hours=1)))
    client.post(page("sign_up_without_mail"), {"name": "Een", "ticket": ticket(client)})
    other = Client()
    response = other.post(page("sign_up_without_mail"), {"name": "Twee", "ticket": ticket(other)})
    assert "heel vaak" in response.content.decode()
    assert Person.objects.count() == 1
    assert SignIn.objects.count() == 1
