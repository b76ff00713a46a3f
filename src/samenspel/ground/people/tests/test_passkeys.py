import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samenspel.ground.people import accounts, passkeys
from samenspel.ground.people.models import Passkey, Person
from samenspel.ground.people.passkeys import PasskeyRefusedError, Site
from samenspel.ground.people.tests.soft_key import USER_PRESENT, SoftKey, text

pytestmark = pytest.mark.django_db

ORIGIN = "https://samen.example"
SITE = Site(host="samen.example", origin=ORIGIN)


def added(person: Person, at: datetime, key: SoftKey | None = None) -> SoftKey:
    key = key or SoftKey()
    ceremony = passkeys.begin_adding(person.id, SITE)
    options = json.loads(json.dumps(ceremony.options))
    passkeys.finish_adding(person.id, ceremony.state, key.make(options, ORIGIN), "mijn telefoon", at)
    return key


def refuses(state: dict[str, Any], answer: Any, at: datetime) -> bool:
    with pytest.raises(PasskeyRefusedError):
        passkeys.finish_sign_in(state, answer, at)
    return True


def test_a_key_is_made_and_signs_in(anna: Person, at: datetime) -> None:
    key = added(anna, at)
    ceremony = passkeys.begin_sign_in(SITE)
    assert ceremony.options["publicKey"]["userVerification"] == "required"
    assert "allowCredentials" not in ceremony.options["publicKey"]
    assert passkeys.finish_sign_in(ceremony.state, key.use(ceremony.options, ORIGIN), at) == anna.id
    assert [(view.name, view.used_at) for view in passkeys.passkeys_of(anna.id)] == [("mijn telefoon", at)]


def test_the_key_lives_on_the_device_and_asks_for_a_finger_or_pin(anna: Person) -> None:
    asked = passkeys.begin_adding(anna.id, SITE).options["publicKey"]
    assert asked["authenticatorSelection"]["residentKey"] == "required"
    assert asked["authenticatorSelection"]["userVerification"] == "required"
    assert asked["user"]["displayName"] == "Anna Aalbers"


def test_a_device_that_has_a_key_is_not_asked_for_another(anna: Person, at: datetime) -> None:
    added(anna, at)
    assert len(passkeys.begin_adding(anna.id, SITE).options["publicKey"]["excludeCredentials"]) == 1


def test_an_answer_to_another_question_is_refused(anna: Person, at: datetime) -> None:
    key = added(anna, at)
    first, second = passkeys.begin_sign_in(SITE), passkeys.begin_sign_in(SITE)
    assert refuses(second.state, key.use(first.options, ORIGIN), at)


def test_another_site_cannot_pass_an_answer_on(anna: Person, at: datetime) -> None:
    key = added(anna, at)
    ceremony = passkeys.begin_sign_in(SITE)
    for origin in (
        "https://evil.example",
        "http://samen.example",
        "https://sub.samen.example",
        "https://samen.example:1",
    ):
        assert refuses(ceremony.state, key.use(ceremony.options, origin), at)
    elsewhere = {"publicKey": {**ceremony.options["publicKey"], "rpId": "evil.example"}}
    assert refuses(ceremony.state, key.use(elsewhere, ORIGIN), at)


def test_being_there_is_not_enough(anna: Person, at: datetime) -> None:
    key = added(anna, at)
    ceremony = passkeys.begin_sign_in(SITE)
    assert refuses(ceremony.state, key.use(ceremony.options, ORIGIN, flags=USER_PRESENT), at)
    adding = passkeys.begin_adding(anna.id, SITE)
    with pytest.raises(PasskeyRefusedError):
        passkeys.finish_adding(
            anna.id, adding.state, SoftKey().make(adding.options, ORIGIN, USER_PRESENT), "x", at
        )


def test_a_key_we_do_not_know_is_refused(anna: Person, at: datetime) -> None:
    added(anna, at)
    stranger = SoftKey()
    ceremony = passkeys.begin_sign_in(SITE)
    assert refuses(ceremony.state, stranger.use(ceremony.options, ORIGIN), at)


def test_a_key_cannot_claim_to_be_another_persons(anna: Person, bram: Person, at: datetime) -> None:
    key = added(anna, at)
    key.user = passkeys.begin_adding(bram.id, SITE).options["publicKey"]["user"]["id"]
    ceremony = passkeys.begin_sign_in(SITE)
    assert refuses(ceremony.state, key.use(ceremony.options, ORIGIN), at)


def test_one_key_belongs_to_one_person(anna: Person, bram: Person, at: datetime) -> None:
    key = added(anna, at)
    with pytest.raises(PasskeyRefusedError):
        added(bram, at, key)


def test_a_copied_key_shows_by_its_counter(anna: Person, at: datetime) -> None:
    key = added(anna, at, SoftKey(counts=True))
    for _ in range(2):
        ceremony = passkeys.begin_sign_in(SITE)
        assert passkeys.finish_sign_in(ceremony.state, key.use(ceremony.options, ORIGIN), at) == anna.id
    key.counter = 0
    ceremony = passkeys.begin_sign_in(SITE)
    assert refuses(ceremony.state, key.use(ceremony.options, ORIGIN), at)


def test_a_removed_key_and_an_erased_person_do_not_sign_in(anna: Person, bram: Person, at: datetime) -> None:
    key = added(anna, at)
    [view] = passkeys.passkeys_of(anna.id)
    assert not passkeys.remove_passkey(view.id, person_id=bram.id)
    assert passkeys.remove_passkey(view.id, person_id=anna.id)
    ceremony = passkeys.begin_sign_in(SITE)
    assert refuses(ceremony.state, key.use(ceremony.options, ORIGIN), at)
    other = added(bram, at)
    accounts.erase(bram.id, at + timedelta(days=1))
    assert refuses(ceremony.state, other.use(ceremony.options, ORIGIN), at)


def test_ten_keys_are_enough(anna: Person, at: datetime) -> None:
    for _ in range(passkeys.MOST):
        added(anna, at)
    with pytest.raises(PasskeyRefusedError):
        added(anna, at)


def _spoiled(answer: dict[str, Any]) -> Iterator[Any]:
    """Every part of an answer left out, emptied, or of another kind."""
    for broken in (None, [], "x", 7, {}):
        yield broken
        for part in answer:
            yield {**answer, part: broken}
        for part in answer["response"]:
            yield {**answer, "response": {**answer["response"], part: broken}}
    for part in answer["response"]:
        yield {**answer, "response": {key: value for key, value in answer["response"].items() if key != part}}


def test_a_spoiled_answer_is_refused_and_never_an_error(anna: Person, at: datetime) -> None:
    key = added(anna, at)
    ceremony = passkeys.begin_sign_in(SITE)
    good = key.use(ceremony.options, ORIGIN)
    optional = (
        {**good, "clientExtensionResults": None},
        {**good, "response": {**good["response"], "userHandle": None}},
    )
    for spoiled in _spoiled(good):
        try:
            assert passkeys.finish_sign_in(ceremony.state, spoiled, at) == anna.id
        except PasskeyRefusedError:
            continue
        left = {name: part for name, part in spoiled.items() if name in ("rawId", "type")}
        assert left["rawId"] == good["rawId"], spoiled
        assert spoiled["response"]["signature"] == good["response"]["signature"], spoiled
    assert all(passkeys.finish_sign_in(ceremony.state, answer, at) == anna.id for answer in optional)

    adding = passkeys.begin_adding(anna.id, SITE)
    for spoiled in _spoiled(SoftKey().make(adding.options, ORIGIN)):
        try:
            passkeys.finish_adding(anna.id, adding.state, spoiled, "x", at)
        except PasskeyRefusedError:
            continue
        assert spoiled["response"]["attestationObject"], spoiled


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=10,
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(junk=JSON, raw=st.binary(max_size=120), place=st.sampled_from(["attestationObject", "clientDataJSON"]))
def test_junk_is_refused(junk: Any, raw: bytes, place: str, anna: Person, at: datetime) -> None:
    adding, entering = passkeys.begin_adding(anna.id, SITE), passkeys.begin_sign_in(SITE)
    answer = SoftKey().make(adding.options, ORIGIN)
    answer["response"][place] = text(raw)
    for spoiled in (junk, answer):
        with pytest.raises(PasskeyRefusedError):
            passkeys.finish_adding(anna.id, adding.state, spoiled, "x", at)
        assert refuses(entering.state, spoiled, at)
    assert not Passkey.objects.exists()
