"""What the pages here share: where a request comes from, where it may go next, and who may come in."""

import ipaddress
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from samenspel.ground.people import helping, sessions, throttle
from samenspel.ground.people.passkeys import Site
from samenspel.site import clock

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, P], HttpResponse]


def address(request: HttpRequest) -> str:
    """Return where a request comes from, for counting tries: an IPv4 address or an IPv6 network of one home.

    Behind our own proxy it is the last address the proxy wrote; what a visitor wrote before it is not believed.
    """
    found = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:
        found = request.headers.get("X-Forwarded-For", found).split(",")[-1]
    try:
        parsed = ipaddress.ip_address(found.strip())
    except ValueError:
        return "unknown"
    return str(ipaddress.ip_network((parsed, 64), strict=False)) if parsed.version == 6 else str(parsed)


def site_of(request: HttpRequest) -> Site:
    """Return the site passkeys are made for: this host."""
    host = request.get_host()
    return Site(
        host=host.rsplit(":", 1)[0] if not host.endswith("]") else host, origin=f"{request.scheme}://{host}"
    )


def next_url(request: HttpRequest) -> str:
    """Return the page of ours that was asked for with `?next=`, or nothing."""
    wanted = request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else ""


def with_next(name: str, following: str) -> str:
    """Return the address of one of our pages that leads on to another."""
    return reverse(name) + (f"?{urlencode({'next': following})}" if following else "")


def welcome(
    request: HttpRequest, person_id: UUID, way: sessions.Way, device: str, following: str
) -> HttpResponse:
    """Sign someone in and lead them on."""
    sessions.start(request, person_id, way, clock.now(), device)
    return HttpResponseRedirect(following or settings.LOGIN_REDIRECT_URL)


def too_often(error: throttle.TooOftenError) -> str:
    """Say how long to wait."""
    until = timezone.localtime(error.until)
    return _("You tried this very often. Wait until %(time)s and try again.") % {"time": f"{until:%H:%M}"}


def uncached(page: Page[P]) -> Page[P]:
    """Keep a page with codes or personal data out of every cache, the Back button's too."""

    @wraps(page)
    def wrapped(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = page(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    return wrapped


def own(page: Page[P]) -> Page[P]:
    """A page of the signed-in person's own settings; closed while acting for someone else."""

    @wraps(page)
    def wrapped(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        helped = helping.current(request, clock.now())
        if helped:
            return render(request, "signin/helping_now.html", {"helped": helped}, status=403)
        return page(request, *args, **kwargs)

    return login_required(uncached(wrapped))


def own_and_fresh(page: Page[P]) -> Page[P]:
    """As `own`, for what changes how one signs in: asks who signed in long ago to do it again."""

    @wraps(page)
    def wrapped(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not sessions.is_fresh(request, clock.now()):
            return HttpResponseRedirect(with_next("people:sign_in", request.get_full_path()))
        return page(request, *args, **kwargs)

    return own(wrapped)


def is_at_home(request: HttpRequest, at: datetime) -> bool:
    """Tell whether someone is signed in here and need not do it again."""
    return request.user.is_authenticated and sessions.is_fresh(request, at)
