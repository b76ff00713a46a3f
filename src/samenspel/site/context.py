"""What every page's frame needs: who reads, as of when, inside which collective, and where one can go."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

from samenspel.ground.people import helping
from samenspel.site import clock, nav


@dataclass(frozen=True, slots=True)
class Language:
    """A language one can switch to, named in that language itself."""

    code: str
    name: str


def frame(request: HttpRequest) -> dict[str, object]:
    """Context processor: `person`, `at`, `collective`, `nav` and what the frame itself shows.

    A page puts its collective (foundation's CollectiveCard) on `request.collective`. `helped_name` is the name
    of the person one is acting for, or empty.
    """
    user = getattr(request, "user", None)
    person = user if user is not None and user.is_authenticated else None
    collective = getattr(request, "collective", None)
    slug = collective.slug if collective else ""
    return {
        "person": person,
        "at": getattr(request, "at", None) or clock.now(),
        "collective": collective,
        "nav": nav.links(nav.NAV, slug=slug)
        if slug
        else nav.links(nav.OUTSIDE, signed_in=person is not None),
        "person_nav": nav.links(nav.PERSON) if person else [],
        "reading_date": getattr(request, "reading_date", None) if collective else None,
        "helped_name": _helped_name(request),
        "other_languages": [
            Language(code, name) for code, name in settings.LANGUAGES if code != translation.get_language()
        ],
        "login_url": settings.LOGIN_URL,
        "is_example": settings.DEMO,
        "here": request.get_full_path() if request.method == "GET" else "/",
    }


def _helped_name(request: HttpRequest) -> str:
    helped = helping.current(request, clock.now()) if hasattr(request, "user") else None
    return helped.acting_for_name if helped else ""
