"""Closing dates in one's own calendar: a secret address with an iCalendar feed. It never tells a vote."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from icalendar import Calendar, Event

from samenspel.ground.foundation.collectives import CollectiveCard
from samenspel.ground.people import helping
from samenspel.ground.people import queries as people
from samenspel.rooms.deciding import queries as deciding
from samenspel.rooms.deciding.queries import VoteLine
from samenspel.rooms.membership.queries.places import collectives_of
from samenspel.site import clock
from samenspel.site.collective import calendar_address, waiting
from samenspel.site.collective.addresses import address

_ASK_AGAIN = timedelta(hours=4)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def agenda(request: HttpRequest) -> HttpResponse:
    """`/aan-zet/agenda/`: make, see, renew or stop the address. It is the person's own: not while helped."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
    at = clock.now()
    helped = helping.current(request, at)
    if helped is not None:
        return render(request, "signin/helping_now.html", {"helped": helped}, status=403)
    person_id = request.user.pk
    if request.method == "POST":
        if "stop" in request.POST:
            calendar_address.stop(person_id)
            messages.success(request, _("Your calendar address no longer works."))
        else:
            calendar_address.make(person_id, at)
            messages.success(request, _("Your calendar address is ready."))
        return HttpResponseRedirect(reverse("front:agenda"))
    token = calendar_address.current(person_id)
    path = reverse("front:calendar", args=(token,)) if token else ""
    return render(request, "front/agenda.html", {"address": request.build_absolute_uri(path) if path else ""})


@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """`/agenda/<secret>.ics`: the last day of every vote this person is called to, in UTC."""
    person_id = calendar_address.person_of(token)
    if person_id is None:
        raise Http404
    at = clock.now()
    with override(people.person(person_id).language):
        cards = waiting.cards_of(collectives_of(person_id, at))
        votes = [vote for vote, _voted in deciding.closing_dates(person_id, list(cards))]
        written = _calendar([_event(request, vote, cards[vote.collective_id], at) for vote in votes])
    response = HttpResponse(written, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="samenspel.ics"'
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response


def _calendar(events: list[Event]) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Samenspel//Samenspel//NL")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("Samenspel: deciding together"))
    calendar.add("refresh-interval", _ASK_AGAIN, parameters={"VALUE": "DURATION"})
    for event in events:
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def _event(request: HttpRequest, vote: VoteLine, card: CollectiveCard, at: datetime) -> Event:
    """A moment without a length: when the vote closes. The same for who voted and who did not."""
    event = Event()
    event.add("uid", f"{vote.id}@{request.get_host().partition(':')[0]}")
    event.add("dtstamp", at)
    event.add("dtstart", vote.closes_at.astimezone(at.tzinfo))
    event.add("summary", _("Last moment: %(title)s") % {"title": vote.title})
    event.add("location", card.name)
    url = address("deciding:proposal", card.slug, vote.proposal_id)
    if url:
        event.add("url", request.build_absolute_uri(url))
    event.add("transp", "TRANSPARENT")
    return event
