"""Being signed in: starting, ending, and seeing where."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.http import HttpRequest

from samenspel.ground.people.models import Person, SignIn, fresh_salt

Way = SignIn.Way

BACKEND = "samenspel.ground.people.backend.PersonBackend"
FRESH = timedelta(minutes=30)
SEEN_EVERY = timedelta(hours=1)
_BEGAN = "signed_in_at"
_SEEN = "seen_at"


class NotWelcomeError(Exception):
    """This account was shut or erased."""


class NotSignedInError(Exception):
    """Nobody is signed in, where the page should have seen to that."""


@dataclass(frozen=True, slots=True)
class SignInView:
    """A browser in which a person is signed in. `device` is `browser/system`, in lower case."""

    id: UUID
    device: str
    way: str
    began_at: datetime
    seen_at: datetime
    here: bool


def start(request: HttpRequest, person_id: UUID, way: Way, at: datetime, device: str = "") -> None:
    """Sign a person in, under a new session key. Raises NotWelcomeError."""
    person = Person.objects.filter(id=person_id, is_active=True).first()
    if person is None:
        raise NotWelcomeError
    end(request)
    login(request, person, backend=BACKEND)
    request.session[_BEGAN] = request.session[_SEEN] = at.isoformat()
    SignIn.objects.create(
        person=person,
        session_key=_key(request),
        way=way,
        device=device[:40],
        began_at=at,
        seen_at=at,
    )


def end(request: HttpRequest) -> None:
    """Sign out in this browser and forget everything its session held."""
    SignIn.objects.filter(session_key=_key(request)).delete()
    logout(request)


def who(request: HttpRequest) -> UUID:
    """Return who is signed in. Raises NotSignedInError."""
    person_id: UUID | None = request.user.pk
    if person_id is None:
        raise NotSignedInError
    return person_id


def is_fresh(request: HttpRequest, at: datetime) -> bool:
    """Tell whether the person signed in lately enough to change how they sign in."""
    began = request.session.get(_BEGAN)
    return began is not None and datetime.fromisoformat(began) > at - FRESH


def seen(request: HttpRequest, at: datetime) -> None:
    """Note that this browser was used, at most once an hour, so that reading a page writes nothing."""
    before = request.session.get(_SEEN)
    if before is None or datetime.fromisoformat(before) < at - SEEN_EVERY:
        request.session[_SEEN] = at.isoformat()
        SignIn.objects.filter(session_key=_key(request)).update(seen_at=at)


def open_sign_ins(request: HttpRequest) -> list[SignInView]:
    """List where the person of this request is signed in, this browser first; ended ones are tidied away."""
    rows = list(SignIn.objects.filter(person_id=who(request)).order_by("-seen_at"))
    gone = [row.id for row in rows if not SessionStore().exists(row.session_key)]
    SignIn.objects.filter(id__in=gone).delete()
    views = [
        SignInView(
            row.id, row.device, row.way, row.began_at, row.seen_at, here=row.session_key == _key(request)
        )
        for row in rows
        if row.id not in gone
    ]
    return sorted(views, key=lambda view: not view.here)


def end_one(request: HttpRequest, sign_in_id: UUID) -> bool:
    """End one sign-in of the person of this request. Returns whether there was one."""
    row = SignIn.objects.filter(id=sign_in_id, person_id=who(request)).first()
    if row is None:
        return False
    if row.session_key == _key(request):
        end(request)
    else:
        _drop(row)
    return True


def end_others(request: HttpRequest) -> int:
    """End every other sign-in of this person, also one that is not in the list. Returns how many were listed."""
    with transaction.atomic():
        others = list(SignIn.objects.filter(person_id=who(request)).exclude(session_key=_key(request)))
        for row in others:
            _drop(row)
        person = Person.objects.select_for_update().get(id=who(request))
        person.session_salt = fresh_salt()
        person.save(update_fields=["session_salt"])
    before = _key(request)
    update_session_auth_hash(request, person)
    SignIn.objects.filter(session_key=before).update(session_key=_key(request))
    return len(others)


def is_open(person_id: UUID) -> bool:
    """Tell whether a person is signed in anywhere."""
    return any(SessionStore().exists(key) for key in _keys(person_id))


def end_all(person_id: UUID) -> None:
    """End every sign-in of a person."""
    for row in SignIn.objects.filter(person_id=person_id):
        _drop(row)
    Person.objects.filter(id=person_id).update(session_salt=fresh_salt())


def _keys(person_id: UUID) -> list[str]:
    return list(SignIn.objects.filter(person_id=person_id).values_list("session_key", flat=True))


def _drop(row: SignIn) -> None:
    SessionStore().delete(row.session_key)
    row.delete()


def _key(request: HttpRequest) -> str:
    return request.session.session_key or ""
