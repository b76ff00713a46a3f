"""What signing in asks of every request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from samenspel.ground.people import helping, sessions
from samenspel.site import clock


def presence(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Note that a browser is in use, and let helping end when its half hour is over or the consent is gone."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            at = clock.now()
            sessions.seen(request, at)
            if helping.SESSION in request.session and helping.current(request, at) is None:
                helping.stop(request, at)
        return get_response(request)

    return middleware
