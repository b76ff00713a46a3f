import html
import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from samenspel.ground.people import passkeys, throttle
from samenspel.ground.people.models import Passkey, Person, SignIn
from samenspel.ground.people.tests.soft_key import SoftKey
from samenspel.site import clock
from samenspel.site.signin.tests.conftest import page, signed_in_as

ORIGIN = "http://testserver"


def options(client: Client, name: str) -> dict[str, Any]:
    found = re.search(r'data-options="([^"]+)"', client.get(page(name)).content.decode())
    return json.loads(html.unescape(found.group(1)))


def add(client: Client, key: SoftKey, name: str = "mijn telefoon") -> str:
    answer = key.make(options(client, "passkeys"), ORIGIN)
    return client.post(
        page("passkeys"), {"name": name, "credential": json.dumps(answer)}, follow=True
    ).content.decode()


@pytest.fixture
def key(anna: Person, enter: Callable[[Person], Client]) -> SoftKey:
    key = SoftKey()
    assert "Je sleutel is toegevoegd" in add(enter(anna), key)
    return key


def test_a_key_signs_in(client: Client, anna: Person, key: SoftKey) -> None:
    answer = key.use(options(client, "passkey"), ORIGIN)
    response = client.post(page("passkey") + "?next=/collectieven/", {"credential": json.dumps(answer)})
    assert response.url == "/collectieven/"
    assert signed_in_as(client) == str(anna.id)
    assert SignIn.objects.filter(way="passkey").count() == 1


def test_an_answer_counts_once(client: Client, anna: Person, key: SoftKey) -> None:
    answer = json.dumps(key.use(options(client, "passkey"), ORIGIN))
    session = client.session.session_key
    client.post(page("passkey"), {"credential": answer})
    replay = Client()
    replay.cookies["sessionid"] = session
    replay.post(page("passkey"), {"credential": answer})
    assert signed_in_as(replay) is None


def test_an_answer_counts_only_in_the_browser_that_was_asked(client: Client, key: SoftKey) -> None:
    answer = json.dumps(key.use(options(client, "passkey"), ORIGIN))
    thief = Client()
    options(thief, "passkey")
    assert "Dat lukte niet" in thief.post(page("passkey"), {"credential": answer}).content.decode()
    assert signed_in_as(thief) is None


@pytest.mark.parametrize(
    "junk", ["", "null", "[]", "{}", "7", '"x"', "{", "[" * 5000, '{"rawId": "é"}', "x" * 30_000]
)
def test_junk_is_refused_with_a_new_question(client: Client, key: SoftKey, junk: str) -> None:
    options(client, "passkey")
    response = client.post(page("passkey"), {"credential": junk})
    assert response.status_code == 200
    assert "data-options" in response.content.decode()
    assert "error-summary" in response.content.decode()
    assert signed_in_as(client) is None


def test_a_key_with_no_name_asks_for_one(anna: Person, enter: Callable[[Person], Client]) -> None:
    client = enter(anna)
    assert "Geef de sleutel een naam." in add(client, SoftKey(), name="")
    assert not Passkey.objects.exists()


def test_a_key_is_removed_after_a_question(
    anna: Person, enter: Callable[[Person], Client], key: SoftKey
) -> None:
    client = enter(anna)
    [view] = passkeys.passkeys_of(anna.id)
    assert "mijn telefoon" in client.get(page("remove_passkey", view.id)).content.decode()
    assert Passkey.objects.exists()
    assert client.post(page("remove_passkey", view.id)).url == page("passkeys")
    assert not Passkey.objects.exists()
    assert client.get(page("remove_passkey", view.id)).status_code == 404


def test_another_persons_key_is_not_mine_to_remove(
    bram: Person, enter: Callable[[Person], Client], key: SoftKey
) -> None:
    client = enter(bram)
    assert client.post(page("remove_passkey", Passkey.objects.get().id)).status_code == 404
    assert Passkey.objects.exists()


def test_adding_a_key_takes_a_fresh_sign_in(
    anna: Person, enter: Callable[[Person], Client], at: datetime
) -> None:
    client = enter(anna)
    answer = SoftKey().make(options(client, "passkeys"), ORIGIN)
    with clock.set_to(at + timedelta(minutes=31)):
        response = client.post(page("passkeys"), {"name": "x", "credential": json.dumps(answer)})
    assert response.url == f"{page('sign_in')}?next=%2Fik%2Fsleutels%2F"
    assert not Passkey.objects.exists()


def test_knocking_from_one_place_stops(client: Client, key: SoftKey, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(throttle.LIMITS, "passkey_from", throttle.Limit(2, timedelta(hours=1)))
    for _ in range(2):
        options(client, "passkey")
        client.post(page("passkey"), {"credential": "{}"})
    answer = key.use(options(client, "passkey"), ORIGIN)
    client.post(page("passkey"), {"credential": json.dumps(answer)})
    assert signed_in_as(client) is None
