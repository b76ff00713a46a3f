from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.contrib.auth import get_user
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from samenspel.ground.people import helping
from samenspel.ground.people.models import Person, SignIn
from samenspel.site import clock
from samenspel.site.signin.middleware import presence


def visit(client: Client) -> HttpRequest:
    """Let a request with this browser's cookie pass, and return it as it came to the page."""
    request = RequestFactory().get("/")
    request.session = SessionStore(
        client.cookies["sessionid"].value if "sessionid" in client.cookies else None
    )
    request.user = get_user(request)
    presence(lambda _: HttpResponse("page"))(request)
    return request


def test_a_browser_in_use_is_noted(anna: Person, enter: Callable[[Person], Client], at: datetime) -> None:
    client = enter(anna)
    with clock.set_to(at + timedelta(hours=3)):
        visit(client)
    assert SignIn.objects.get().seen_at == at + timedelta(hours=3)


@pytest.mark.django_db
def test_a_visitor_leaves_nothing(client: Client) -> None:
    assert not visit(client).session.modified


def test_helping_leaves_the_session_when_it_is_over(
    anna: Person, bram: Person, enter: Callable[[Person], Client], at: datetime
) -> None:
    client = enter(bram)
    request = visit(client)
    helping.begin(request, helping.give_consent(anna.id, bram.id, helping.Way.CARD, at))
    request.session.save()
    with clock.set_to(at + timedelta(minutes=29)):
        assert helping.SESSION in visit(client).session
    with clock.set_to(at + timedelta(minutes=30)):
        assert helping.SESSION not in visit(client).session
