"""Root addresses. Every floor brings its own; the site comes first, so that no collective can take its words."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from samenspel.site.api import api


def _own_addresses() -> list[URLPattern | URLResolver]:
    """Return the addresses of our apps that have any, in the order of the floors, top to bottom."""
    ours = [app for app in settings.INSTALLED_APPS if app.startswith("samenspel.")]
    return [path("", include(f"{app}.urls")) for app in ours if find_spec(f"{app}.urls")]


urlpatterns = [path("api/", api.urls), *_own_addresses()]
