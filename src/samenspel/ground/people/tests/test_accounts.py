from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import FieldDoesNotExist
from django.db import IntegrityError, transaction

from samenspel.ground.foundation.ids import new_id
from samenspel.ground.people import accounts, cards, helping, mailcodes, queries
from samenspel.ground.people.models import HelperConsent, MailCode, Passkey, Person, SignInCard


def test_there_is_no_password_anywhere(anna: Person) -> None:
    with pytest.raises(FieldDoesNotExist):
        Person._meta.get_field("password")
    with pytest.raises(NotImplementedError):
        anna.set_password("geheim")
    assert not anna.has_usable_password()
    assert not anna.check_password("")
    assert authenticate(username="anna@example.org", password="") is None
    assert authenticate(email="anna@example.org", password="geheim") is None


def test_an_email_address_is_lower_case_and_one_persons(anna: Person, at: datetime) -> None:
    other = accounts.create_person("Annabel", "nl", at, "  Annabel@Example.ORG ")
    assert other.email == "annabel@example.org"
    with pytest.raises(accounts.EmailTakenError):
        accounts.create_person("Anna", "nl", at, "ANNA@example.org")
    with pytest.raises(accounts.EmailTakenError):
        accounts.set_email(other.id, "anna@example.org", at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(id=anna.id).update(email="Anna@example.org")


def test_many_people_have_no_email_address(at: datetime, db: None) -> None:
    first, second = (accounts.create_person("Jan", "nl", at) for _ in range(2))
    assert first.email is None
    assert second.email is None


@pytest.mark.parametrize("name", ["", "   ", "\u200b\u200b", "a" * 121, "\n\t"])
def test_a_name_needs_letters_and_fits(name: str, at: datetime, db: None) -> None:
    with pytest.raises(accounts.BadAccountError) as error:
        accounts.create_person(name, "nl", at)
    assert error.value.field == "name"


def test_a_name_is_tidied() -> None:
    assert accounts.clean_name("  Jan \t van\u200b  Dijk\n") == "Jan van Dijk"


@pytest.mark.parametrize(
    "email", ["", "anna", "anna@", "@example.org", "a b@example.org", "a@" + "b" * 300 + ".nl"]
)
def test_an_address_looks_like_one(email: str) -> None:
    with pytest.raises(accounts.BadAccountError):
        accounts.clean_email(email)


def test_only_the_languages_we_have(anna: Person, at: datetime) -> None:
    accounts.set_language(anna.id, "en", at)
    assert queries.person(anna.id).language == "en"
    with pytest.raises(accounts.BadAccountError):
        accounts.set_language(anna.id, "xx", at)


def test_the_same_request_makes_one_person(at: datetime, db: None) -> None:
    number = new_id()
    accounts.create_person("Jan", "nl", at, person_id=number)
    with pytest.raises(accounts.PersonExistsError):
        accounts.create_person("Jan", "nl", at, person_id=number)


def test_erasing_takes_everything_that_names_or_opens(anna: Person, bram: Person, at: datetime) -> None:
    card, codes = cards.issue_card(anna.id, None, anna.id, at)
    mailcodes.make("anna@example.org", mailcodes.Reason.SIGN_IN, at)
    Passkey.objects.create(person=anna, credential_id="x", public=b"x", name="mijn telefoon", made_at=at)
    helping.give_consent(anna.id, bram.id, helping.Way.CARD, at)

    accounts.erase(anna.id, at + timedelta(days=1))

    erased = Person.objects.get(id=anna.id)
    assert (erased.name, erased.email, erased.is_active) == ("", None, False)
    assert erased.session_salt != anna.session_salt
    assert not SignInCard.objects.filter(person=anna).exists()
    assert not Passkey.objects.filter(person=anna).exists()
    assert not MailCode.objects.filter(email="anna@example.org").exists()
    assert not HelperConsent.objects.exists()
    with pytest.raises(cards.CardRefusedError):
        cards.redeem(card.number, codes[0], at)
    assert queries.names([anna.id, bram.id]) == {anna.id: "iemand (gewist)", bram.id: "Bram Bakker"}
    accounts.erase(anna.id, at + timedelta(days=2))
    assert Person.objects.get(id=anna.id).erased_at == at + timedelta(days=1)


def test_the_address_of_an_erased_person_is_free_again(anna: Person, at: datetime) -> None:
    accounts.erase(anna.id, at)
    assert accounts.create_person("Anna", "nl", at, "anna@example.org").id != anna.id


def test_a_higher_floor_can_hold_an_erasure_back(
    anna: Person, bram: Person, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accounts, "_ties", [])

    def member(person_id: UUID) -> str:
        return "Je bent nog lid van De Wending." if person_id == anna.id else ""

    accounts.register_tie(member)
    accounts.register_tie(member)
    with pytest.raises(accounts.StillTiedError) as error:
        accounts.erase(anna.id, at)
    assert error.value.reasons == ["Je bent nog lid van De Wending."]
    assert queries.person(anna.id).name == "Anna Aalbers"
    accounts.erase(bram.id, at)
    assert queries.person(bram.id).erased


def test_names_and_contacts_in_one_query_each(
    anna: Person, bram: Person, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(2):
        assert queries.names([anna.id, bram.id, anna.id, new_id()]) == {
            anna.id: "Anna Aalbers",
            bram.id: "Bram Bakker",
        }
        assert queries.contacts([anna.id, bram.id]) == {
            anna.id: queries.Contact("Anna Aalbers", "anna@example.org", "nl")
        }


def test_an_unknown_person_is_an_error(db: None) -> None:
    with pytest.raises(queries.UnknownPersonError):
        queries.person(new_id())


def test_my_own_data_holds_no_secret(anna: Person, bram: Person, at: datetime) -> None:
    card, codes = cards.issue_card(anna.id, None, anna.id, at)
    helping.give_consent(anna.id, bram.id, helping.Way.CARD, at)
    data = queries.own_data(anna.id)
    assert data["person"]["email"] == "anna@example.org"
    assert data["cards"] == [
        {"number": card.number, "issued_at": at.isoformat(), "revoked_at": None, "codes_left": 10}
    ]
    assert data["helped_by"][0]["who"] == str(bram.id)
    assert not any(code in str(data) for code in codes)
