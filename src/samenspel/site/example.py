"""The living example's own page: who is in it, how to sign in, and a clock that can be moved on. In the demo only."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samenspel.ground.people import sessions
from samenspel.ground.people.sessions import Way
from samenspel.site import clock, worker
from samenspel.site.demo.cast import CAST, person_id

STEPS = (1, 7, 30)
"""By how many days the clock can be moved on at a time."""


def _in_the_demo_only() -> None:
    if not settings.DEMO:
        raise Http404


@require_http_methods(["GET"])
def example(request: HttpRequest) -> HttpResponse:
    """Tell what the example is, and let one walk in as any of the cast."""
    _in_the_demo_only()
    return render(request, "site/example.html", {"cast": CAST, "steps": STEPS, "ahead": clock.ahead().days})


@require_POST
def walk_in(request: HttpRequest, key: str) -> HttpResponse:
    """Sign in as one of the cast, without a code: these people do not exist."""
    _in_the_demo_only()
    if key not in {role.key for role in CAST}:
        raise Http404
    sessions.start(request, person_id(key), Way.CARD, clock.now())
    return HttpResponseRedirect(settings.LOGIN_REDIRECT_URL)


@require_POST
def move_clock(request: HttpRequest) -> HttpResponse:
    """Move the example's clock on, and do at once what is then due."""
    _in_the_demo_only()
    typed = request.POST.get("days", "")
    days = int(typed) if typed in {str(step) for step in STEPS} else 0
    if days:
        clock.move_ahead(days)
        worker.run_once(clock.now())
        messages.success(request, _("The clock of the example was moved on."))
    return HttpResponseRedirect("/voorbeeld/")
