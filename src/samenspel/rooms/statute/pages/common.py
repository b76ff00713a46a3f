"""What the pages here share: the reader's language, the collective, who acts, and addresses of other rooms."""

from datetime import datetime
from typing import cast
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language

from samenspel.ground.foundation import collectives
from samenspel.ground.foundation.collectives import CollectiveCard
from samenspel.ground.people import helping
from samenspel.kernels.statute.clause import Language
from samenspel.rooms.statute import queries
from samenspel.rooms.statute.gate import Actor
from samenspel.rooms.statute.queries import Version


class PageRequest(HttpRequest):
    """A request as the site hands it to pages; a page puts its collective on it."""

    at: datetime
    collective: CollectiveCard


def language() -> Language:
    """The language the page is shown in."""
    return Language.EN if get_language() == "en" else Language.NL


def moment(request: HttpRequest) -> datetime:
    """The moment the page is about: now, or an earlier day that the reader chose."""
    return cast(PageRequest, request).at


def enter(request: HttpRequest, slug: str) -> CollectiveCard:
    """Open a page inside a collective. Raises UnknownCollectiveError, which the site shows as a page not found."""
    card = collectives.by_slug(slug)
    cast(PageRequest, request).collective = card
    return card


def actor_in(request: HttpRequest, collective_id: UUID) -> Actor | None:
    """Who acts in a collective by this request, and who helps; None for who is not signed in."""
    acting = helping.actor(request, moment(request))
    return Actor(collective_id, acting.person_id, acting.helper_id) if acting is not None else None


def to_sign_in(request: HttpRequest) -> HttpResponseRedirect:
    """Send a reader to the sign-in page and back here."""
    return HttpResponseRedirect(f"{settings.LOGIN_URL}?{urlencode({'next': request.get_full_path()})}")


def address(name: str, *parts: object) -> str:
    """The address of a page that another room may bring; empty when this installation does not have it."""
    try:
        return reverse(name, args=parts)
    except NoReverseMatch:
        return ""


def numbered(collective_id: UUID, number: int) -> Version:
    """One version by its number. Raises Http404."""
    found = queries.version(collective_id, number) if 0 < number < 2**31 else None
    if found is None:
        raise Http404
    return found


def request_key(request: HttpRequest) -> UUID | None:
    """The key of a form, by which pressing twice has the effect of once; None when there is none or it is bent."""
    try:
        return UUID(request.POST.get("request_key", ""))
    except ValueError:
        return None
