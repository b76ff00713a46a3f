from datetime import datetime, timedelta

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from samenspel.ground.people import accounts, helping
from samenspel.ground.people.models import HelperConsent, Person

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


def request_of(person: Person, session: dict[str, object] | None = None) -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = person
    request.session = {} if session is None else session  # what helping asks of a session, a dictionary has
    return request


def helps(helper: Person, person: Person, at: datetime) -> HttpRequest:
    request = request_of(helper)
    helping.begin(request, helping.give_consent(person.id, helper.id, helping.Way.CARD, at))
    return request


def test_a_helper_acts_for_who_consented_and_both_are_named(anna: Person, bram: Person, at: datetime) -> None:
    request = helps(bram, anna, at)
    current = helping.current(request, at)
    assert current == helping.Helping(anna.id, "Anna Aalbers", bram.id, "Bram Bakker", at + 30 * MINUTE)
    assert helping.actor(request, at) == helping.Acting(anna.id, bram.id)
    assert helping.actor(request_of(bram), at) == helping.Acting(bram.id, None)


def test_after_half_an_hour_one_acts_for_oneself(anna: Person, bram: Person, at: datetime) -> None:
    request = helps(bram, anna, at)
    assert helping.actor(request, at + 29 * MINUTE).person_id == anna.id
    assert helping.actor(request, at + 30 * MINUTE) == helping.Acting(bram.id, None)


def test_stopping_ends_the_consent_too(anna: Person, bram: Person, at: datetime) -> None:
    request = helps(bram, anna, at)
    before = dict(request.session)
    helping.stop(request, at + MINUTE)
    helping.stop(request, at + MINUTE)
    assert helping.current(request, at + MINUTE) is None
    assert helping.current(request_of(bram, before), at + MINUTE) is None


def test_who_is_helped_can_end_it_at_once(anna: Person, bram: Person, at: datetime) -> None:
    request = helps(bram, anna, at)
    consent = HelperConsent.objects.get()
    assert not helping.withdraw(consent.id, at, person_id=bram.id)
    assert helping.withdraw(consent.id, at, person_id=anna.id)
    assert not helping.withdraw(consent.id, at, person_id=anna.id)
    assert helping.current(request_of(bram, request.session), at) is None


def test_a_consent_is_the_helpers_own(anna: Person, bram: Person, at: datetime) -> None:
    session = helps(bram, anna, at).session
    chadia = accounts.create_person("Chadia", "nl", at)
    assert helping.actor(request_of(chadia, session), at) == helping.Acting(chadia.id, None)


def test_nobody_helps_oneself_or_someone_who_is_gone(anna: Person, bram: Person, at: datetime) -> None:
    with pytest.raises(helping.CannotHelpError):
        helping.give_consent(anna.id, anna.id, helping.Way.CARD, at)
    request = helps(bram, anna, at)
    accounts.erase(anna.id, at)
    assert helping.current(request_of(bram, request.session), at) is None
    with pytest.raises(helping.CannotHelpError):
        helping.give_consent(anna.id, bram.id, helping.Way.CARD, at)


def test_both_sides_see_it(anna: Person, bram: Person, at: datetime) -> None:
    helps(bram, anna, at)
    given, received = helping.consents(anna.id, at)
    assert [(view.other, view.open) for view in given] == [("Bram Bakker", True)]
    assert received == []
    given, received = helping.consents(bram.id, at + 31 * MINUTE)
    assert given == []
    assert [(view.other, view.open) for view in received] == [("Anna Aalbers", False)]


def test_it_costs_one_query_a_request_and_none_for_others(
    anna: Person, bram: Person, at: datetime, django_assert_num_queries: object
) -> None:
    session = helps(bram, anna, at).session
    request = request_of(bram, session)
    with django_assert_num_queries(1):
        for _ in range(3):
            helping.actor(request, at)
    with django_assert_num_queries(0):
        helping.actor(request_of(anna), at)
