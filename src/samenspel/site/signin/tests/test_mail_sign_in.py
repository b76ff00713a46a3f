import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samenspel.ground.people import mailcodes, throttle
from samenspel.ground.people.models import MailCode, Person, SignIn
from samenspel.site import clock
from samenspel.site.signin.tests.conftest import mailed_code, page, signed_in_as, wrong


def ask(client: Client, email: str = "anna@example.org", following: str = "") -> str:
    """Ask for a code and return the one that was mailed."""
    response = client.post(page("sign_in") + (f"?next={following}" if following else ""), {"email": email})
    assert response.status_code == 302, response.content.decode()
    assert response.url == page("mail_code")
    return mailed_code()


def test_a_code_by_mail_signs_in(client: Client, anna: Person) -> None:
    code = ask(client, " Anna@Example.org ")
    assert mail.outbox[0].to == ["anna@example.org"]
    assert mail.outbox[0].subject == f"{code} is je code voor Samenspel"
    response = client.post(page("mail_code"), {"code": f"{code[:3]} {code[3:]}"})
    assert (response.status_code, response.url) == (302, "/aan-zet/")
    assert signed_in_as(client) == str(anna.id)
    assert SignIn.objects.get().way == "mail"


def test_the_message_comes_in_english_too(client: Client, anna: Person) -> None:
    client.cookies["taal"] = "en"
    code = ask(client)
    assert mail.outbox[0].subject == f"{code} is your code for Samenspel"


def test_the_field_for_the_code_helps(client: Client, anna: Person) -> None:
    ask(client)
    html = client.get(page("mail_code")).content.decode()
    assert 'autocomplete="one-time-code"' in html
    assert 'inputmode="numeric"' in html
    assert "anna@example.org" in html


def test_someone_we_do_not_know_gets_the_same_answer(anna: Person) -> None:
    def answers(email: str) -> list[str]:
        client, seen = Client(), []
        asked = client.post(page("sign_in"), {"email": email})
        code = mailed_code()
        pages = [
            asked,
            client.get(page("mail_code")),
            client.post(page("mail_code"), {"code": wrong(code)}),
            client.post(page("mail_code_again")),
            client.get(page("mail_code")),
        ]
        for response in pages:
            text = f"{response.status_code} {response.headers.get('Location')} {response.content.decode()}"
            text = re.sub(r'(name="(csrfmiddlewaretoken|request_key)" value=)"[^"]*"', r"\1", text)
            seen.append(text.replace(email, "…").replace(wrong(code), "…"))
        return [*seen, re.sub(r"\d{6}", "…", mail.outbox[-1].subject + mail.outbox[-1].body)]

    assert answers("anna@example.org") == answers("nobody@example.org")
    assert len(mail.outbox) == 4


def test_someone_we_do_not_know_costs_the_same_queries(anna: Person) -> None:
    def queries(email: str) -> list[str]:
        Client().post(page("sign_in"), {"email": email})  # the counters of a first message are made here
        with CaptureQueriesContext(connection) as context:
            Client().post(page("sign_in"), {"email": email})
        bare = [query["sql"].split(" WHERE ")[0].split(" VALUES ")[0] for query in context.captured_queries]
        return [re.sub(r'"s\d+_x\d+"', "", sql) for sql in bare]

    assert queries("anna@example.org") == queries("nobody@example.org")


def test_a_wrong_code_is_kept_on_the_page_with_what_to_do(client: Client, anna: Person) -> None:
    code = ask(client)
    response = client.post(page("mail_code"), {"code": wrong(code)})
    html = response.content.decode()
    assert "Deze code klopt niet. Kijk nog eens in de e-mail, of vraag een nieuwe code." in html
    assert f'value="{wrong(code)}"' in html
    assert "<title>Fout:" in html
    assert signed_in_as(client) is None
    client.post(page("mail_code"), {"code": code})
    assert signed_in_as(client) == str(anna.id)


def test_after_five_wrong_codes_only_a_new_one_helps(client: Client, anna: Person) -> None:
    code = ask(client)
    for _ in range(5):
        response = client.post(page("mail_code"), {"code": wrong(code)})
    assert "Deze code werkt niet meer" in response.content.decode()
    client.post(page("mail_code"), {"code": code})
    assert signed_in_as(client) is None
    assert client.post(page("mail_code_again")).url == page("mail_code")
    client.post(page("mail_code"), {"code": mailed_code()})
    assert signed_in_as(client) == str(anna.id)


def test_an_old_code_says_that_it_is_old(client: Client, anna: Person, at: datetime) -> None:
    code = ask(client)
    with clock.set_to(at + mailcodes.LIFETIME):
        response = client.post(page("mail_code"), {"code": code})
    assert "Hij is te oud" in response.content.decode()
    assert signed_in_as(client) is None


def test_a_code_works_only_in_the_browser_that_asked(client: Client, anna: Person) -> None:
    code = ask(client)
    thief = Client()
    assert thief.post(page("mail_code"), {"code": code}).url == page("sign_in")
    ask(thief, "thief@example.org")
    thief.post(page("mail_code"), {"code": code})
    assert signed_in_as(thief) is None


def test_the_button_pressed_twice_signs_in_once(client: Client, anna: Person) -> None:
    code = ask(client)
    both = [client.post(page("mail_code"), {"code": code}) for _ in range(2)]
    assert [response.status_code for response in both] == [302, 302]
    assert both[1].url == "/aan-zet/"
    assert SignIn.objects.count() == 1


def test_a_used_code_sent_again_from_the_old_session_says_so(client: Client, anna: Person) -> None:
    """Both requests left before the first was answered, so the second still has the old cookie."""
    code = ask(client)
    used = MailCode.objects.get()
    mailcodes.use(used.id, used.reason, code, clock.now())
    response = client.post(page("mail_code"), {"code": code})
    assert "Deze code is al gebruikt. Vraag een nieuwe code." in response.content.decode()
    assert signed_in_as(client) is None


def test_a_session_planted_before_is_worth_nothing_after(client: Client, anna: Person) -> None:
    code = ask(client)
    planted = client.session.session_key
    client.post(page("mail_code"), {"code": code})
    thief = Client()
    thief.cookies["sessionid"] = planted
    assert signed_in_as(thief) is None
    assert thief.get(page("me")).status_code == 302


@pytest.mark.parametrize(
    "following",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "http:evil"],
)
def test_a_link_cannot_send_people_elsewhere(client: Client, anna: Person, following: str) -> None:
    code = ask(client, following=following)
    assert client.post(page("mail_code"), {"code": code}).url == "/aan-zet/"
    assert client.get(page("sign_in"), {"next": following}).url == "/aan-zet/"


def test_one_comes_back_where_one_was(client: Client, anna: Person) -> None:
    code = ask(client, following="/de-wending/spelregels/")
    assert client.post(page("mail_code"), {"code": code}).url == "/de-wending/spelregels/"


def test_someone_new_is_asked_for_a_name(client: Client, at: datetime) -> None:
    code = ask(client, "chadia@example.org", following="/collectieven/")
    assert client.post(page("mail_code"), {"code": code}).url == page("sign_up_name")
    assert not Person.objects.exists()
    assert "Schrijf je naam" in client.post(page("sign_up_name"), {"name": " "}).content.decode()
    assert client.post(page("sign_up_name"), {"name": "Chadia Chafik"}).url == "/collectieven/"
    chadia = Person.objects.get()
    assert (chadia.name, chadia.email, chadia.language) == ("Chadia Chafik", "chadia@example.org", "nl")
    assert signed_in_as(client) == str(chadia.id)


def test_the_proof_of_a_mailbox_does_not_last(client: Client, at: datetime) -> None:
    client.post(page("mail_code"), {"code": ask(client, "chadia@example.org")})
    with clock.set_to(at + timedelta(minutes=31)):
        assert client.post(page("sign_up_name"), {"name": "Chadia"}).url == page("sign_in")
    assert not Person.objects.exists()


@pytest.mark.parametrize("email", ["", "anna", "anna@", "a\x00@example.org", "a@b\nc.nl", "x" * 4000])
def test_what_is_no_address_is_kept_with_an_example(client: Client, at: datetime, email: str) -> None:
    response = client.post(page("sign_in"), {"email": email})
    assert response.status_code == 200
    assert not mail.outbox


def test_one_address_gets_only_so_much_mail(anna: Person, at: datetime) -> None:
    limit = throttle.LIMITS["mail_to_address"]
    for number in range(limit.times):
        ask(Client(REMOTE_ADDR=f"203.0.113.{number}"))
    for email, count in (("anna@example.org", limit.times), ("nobody@example.org", limit.times + 1)):
        response = Client().post(page("sign_in"), {"email": email})
        assert len(mail.outbox) == count
    response = Client().post(page("sign_in"), {"email": "anna@example.org"})
    assert "Je hebt dit heel vaak geprobeerd. Wacht tot 14:00 uur" in response.content.decode()
    assert 'value="anna@example.org"' in response.content.decode()
    with clock.set_to(at + limit.within):
        ask(Client())


def test_one_sender_sends_only_so_much_mail(at: datetime) -> None:
    limit = throttle.LIMITS["mail_from"]
    for number in range(limit.times):
        ask(Client(), f"someone{number}@example.org")
    response = Client().post(page("sign_in"), {"email": "new@example.org"})
    assert "heel vaak" in response.content.decode()
    ask(Client(REMOTE_ADDR="203.0.113.1"), "new@example.org")


def test_one_home_is_one_sender_and_a_header_fools_nobody(
    at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(throttle.LIMITS, "mail_from", throttle.Limit(1, timedelta(hours=1)))
    ask(Client(REMOTE_ADDR="2001:db8::1"), "a@example.org")
    other_room = Client(REMOTE_ADDR="2001:db8::2", headers={"X-Forwarded-For": "203.0.113.9"})
    assert other_room.post(page("sign_in"), {"email": "b@example.org"}).status_code == 200
    assert len(mail.outbox) == 1


def test_behind_our_proxy_its_own_word_counts(
    at: datetime, monkeypatch: pytest.MonkeyPatch, settings: object
) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    monkeypatch.setitem(throttle.LIMITS, "mail_from", throttle.Limit(1, timedelta(hours=1)))
    ask(Client(headers={"X-Forwarded-For": "1.1.1.1, 203.0.113.1"}), "a@example.org")
    ask(Client(headers={"X-Forwarded-For": "1.1.1.1, 203.0.113.2"}), "b@example.org")
    liar = Client(headers={"X-Forwarded-For": "2.2.2.2, 203.0.113.1"})
    assert liar.post(page("sign_in"), {"email": "c@example.org"}).status_code == 200
    assert len(mail.outbox) == 2


def test_a_mail_server_that_is_down_is_said_and_nothing_is_lost(
    client: Client, anna: Person, settings: object, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    response = client.post(page("sign_in"), {"email": "anna@example.org"})
    assert "We kunnen nu geen e-mail sturen" in response.content.decode()
    assert 'value="anna@example.org"' in response.content.decode()
    assert "could not be sent" in caplog.text


def test_signing_out_takes_a_button(enter: Callable[[Person], Client], anna: Person) -> None:
    client = enter(anna)
    assert "Wil je uitloggen?" in client.get(page("sign_out")).content.decode()
    assert signed_in_as(client)
    assert client.post(page("sign_out")).url == "/"
    assert signed_in_as(client) is None
    assert not SignIn.objects.exists()


def test_who_is_signed_in_need_not_do_it_again_soon(
    enter: Callable[[Person], Client], anna: Person, at: datetime
) -> None:
    client = enter(anna)
    assert client.get(page("sign_in"), {"next": "/ik/"}).url == "/ik/"
    with clock.set_to(at + timedelta(hours=1)):
        assert "Je bent ingelogd als Anna Aalbers." in client.get(page("sign_in")).content.decode()


def test_nothing_here_is_kept_in_a_cache(client: Client, anna: Person) -> None:
    ask(client)
    for name in ("sign_in", "mail_code", "card", "passkey", "sign_up", "sign_up_without_mail"):
        assert "no-store" in client.get(page(name)).headers["Cache-Control"]


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/login/",
        "/accounts/signup/",
        "/accounts/password/reset/",
        "/accounts/2fa/",
        "/login/",
        "/admin/",
    ],
)
def test_there_is_no_other_door(client: Client, at: datetime, path: str) -> None:
    assert client.get(path).status_code == 404
