from datetime import datetime, timedelta

import pytest
from django.contrib.auth import get_user
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import RequestFactory

from samenspel.ground.foundation.ids import new_id
from samenspel.ground.people import accounts, sessions
from samenspel.ground.people.models import Person, SignIn

pytestmark = pytest.mark.django_db


def visit(session_key: str | None = None) -> HttpRequest:
    """A request as it reaches a page: with the session and the person its cookie says."""
    request = RequestFactory().get("/")
    request.session = SessionStore(session_key)
    request.user = get_user(request)
    return request


def signed_in(person: Person, at: datetime, device: str = "firefox/linux") -> str:
    request = visit()
    sessions.start(request, person.id, sessions.Way.CARD, at, device)
    request.session.save()
    return request.session.session_key


def test_the_key_of_a_visitor_is_not_kept_when_someone_signs_in(anna: Person, at: datetime) -> None:
    before = visit()
    before.session["planted"] = "by who fixed this key"
    before.session.save()
    planted = before.session.session_key
    request = visit(planted)
    sessions.start(request, anna.id, sessions.Way.MAIL, at)
    assert request.session.session_key != planted
    assert "planted" not in request.session
    assert visit(planted).user == AnonymousUser()


def test_i_see_where_i_am_signed_in_this_browser_first(anna: Person, bram: Person, at: datetime) -> None:
    here = signed_in(anna, at)
    signed_in(anna, at + timedelta(hours=1), "chrome/android")
    signed_in(bram, at)
    views = sessions.open_sign_ins(visit(here))
    assert [(view.device, view.here) for view in views] == [
        ("firefox/linux", True),
        ("chrome/android", False),
    ]


def test_what_has_ended_leaves_the_list(anna: Person, at: datetime) -> None:
    here, there = signed_in(anna, at), signed_in(anna, at)
    SessionStore().delete(there)
    assert len(sessions.open_sign_ins(visit(here))) == 1
    assert SignIn.objects.count() == 1


def test_ending_one_ends_that_one(anna: Person, bram: Person, at: datetime) -> None:
    here, there, brams = signed_in(anna, at), signed_in(anna, at), signed_in(bram, at)
    other = SignIn.objects.get(session_key=there)
    assert not sessions.end_one(visit(brams), other.id)
    assert sessions.end_one(visit(here), other.id)
    assert not sessions.end_one(visit(here), new_id())
    assert visit(there).user == AnonymousUser()
    assert visit(here).user == anna
    assert sessions.end_one(visit(here), SignIn.objects.get(session_key=here).id)
    assert visit(here).user == AnonymousUser()


def test_ending_all_others_also_ends_one_that_is_not_in_the_list(anna: Person, at: datetime) -> None:
    here, there, hidden = (signed_in(anna, at) for _ in range(3))
    SignIn.objects.filter(session_key=hidden).delete()
    request = visit(here)
    assert sessions.end_others(request) == 1
    request.session.save()
    assert visit(there).user == AnonymousUser()
    assert visit(hidden).user == AnonymousUser()
    assert visit(request.session.session_key).user == anna
    assert [view.here for view in sessions.open_sign_ins(visit(request.session.session_key))] == [True]


def test_an_erased_person_is_signed_out_everywhere(anna: Person, at: datetime) -> None:
    keys = [signed_in(anna, at) for _ in range(2)]
    assert sessions.is_open(anna.id)
    accounts.erase(anna.id, at)
    assert [visit(key).user for key in keys] == [AnonymousUser()] * 2
    assert not sessions.is_open(anna.id)
    with pytest.raises(sessions.NotWelcomeError):
        sessions.start(visit(), anna.id, sessions.Way.MAIL, at)


def test_reading_pages_writes_once_an_hour(
    anna: Person, at: datetime, django_assert_num_queries: object
) -> None:
    key = signed_in(anna, at)
    request = visit(key)
    with django_assert_num_queries(0):
        sessions.seen(request, at + timedelta(minutes=59))
    sessions.seen(request, at + timedelta(minutes=61))
    assert SignIn.objects.get().seen_at == at + timedelta(minutes=61)


def test_fresh_for_half_an_hour(anna: Person, at: datetime) -> None:
    request = visit(signed_in(anna, at))
    assert sessions.is_fresh(request, at + timedelta(minutes=29))
    assert not sessions.is_fresh(request, at + timedelta(minutes=30))
    assert not sessions.is_fresh(visit(), at)


def test_nobody_is_nobody() -> None:
    with pytest.raises(sessions.NotSignedInError):
        sessions.who(visit())
