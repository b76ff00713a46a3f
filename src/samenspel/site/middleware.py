"""What happens around every page: safe headers, the reader's language, the moment of reading, refusals."""

from collections.abc import Callable
from datetime import date, datetime
from typing import cast

from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.defaults import page_not_found

from samenspel.ground.foundation.collectives import UnknownCollectiveError
from samenspel.site import clock

GetResponse = Callable[[HttpRequest], HttpResponse]

READING_SESSION_KEY = "reading_as_of"
"""In the session: `{"slug": collective, "date": "2026-03-03"}` while someone reads an earlier day."""

_SOURCES = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
_POLICY = "; ".join(f"{what} {source}" for what, source in _SOURCES.items())
_FEATURES = {
    **dict.fromkeys(("camera", "microphone", "geolocation", "payment", "usb", "browsing-topics"), "()"),
    "publickey-credentials-get": "(self)",
    "publickey-credentials-create": "(self)",
}
_PERMISSIONS = ", ".join(f"{feature}={who}" for feature, who in _FEATURES.items())


class PageRequest(HttpRequest):
    """A request as pages get it."""

    LANGUAGE_CODE: str
    at: datetime
    reading_date: date | None


def content_security_policy(get_response: GetResponse) -> GetResponse:
    """Only our own scripts, styles and pictures; nobody may frame us; no device features."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", _POLICY)
        response.headers.setdefault("Permissions-Policy", _PERMISSIONS)
        return response

    return middleware


def language(get_response: GetResponse) -> GetResponse:
    """Answer in the person's own language, else the cookie's, else the browser's, else Dutch."""

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = _stored_language(request) or translation.get_language_from_request(request)
        cast(PageRequest, request).LANGUAGE_CODE = chosen
        with translation.override(chosen):
            response = get_response(request)
        response.headers.setdefault("Content-Language", chosen)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response

    return middleware


def _stored_language(request: HttpRequest) -> str | None:
    """Return what a signed-in person chose. Keeps the person for the rest of the request: one query in all."""
    person = get_user(request)
    request._cached_user = person  # type: ignore[attr-defined]  # noqa: SLF001 - where Django's own middleware looks
    stored = getattr(person, "language", None)
    return stored if stored in dict(settings.LANGUAGES) else None


def reading_time(get_response: GetResponse) -> GetResponse:
    """Set `request.at`: the present, or for a reader of an earlier day the end of that day.

    Only reading moves back, and only inside the collective that is read so: a request that may change
    something always happens now.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        page = cast(PageRequest, request)
        page.at = clock.now()
        page.reading_date = None
        if day := _earlier_day(request):
            page.reading_date = day
            if request.method in ("GET", "HEAD"):
                page.at = clock.end_of(day)
        return get_response(request)

    return middleware


def _earlier_day(request: HttpRequest) -> date | None:
    reading = request.session.get(READING_SESSION_KEY)
    if not reading or not request.path_info.startswith(f"/{reading['slug']}/"):
        return None
    day = date.fromisoformat(reading["date"])
    return day if day < clock.local_day(clock.now()) else None


class _Refusals:
    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer what the house itself says no to; leave every other exception alone."""
        if isinstance(exception, UnknownCollectiveError):
            return page_not_found(request, exception)

        from samenspel.rooms.statute import gate, refusals  # noqa: PLC0415 - its tables need the apps to be loaded

        if isinstance(exception, gate.RefusedError):
            return refusals.refusal_view(request, exception)
        if isinstance(exception, gate.ImpossibleError):
            return render(request, "site/impossible.html", {"message": exception.message}, status=409)
        return None


def refusals(get_response: GetResponse) -> GetResponse:
    """Turn a refusal by the statute into a page that says which rule, and what one can do instead.

    Likewise what cannot be done any more (409), and a collective that does not exist (404).
    """
    return _Refusals(get_response)
