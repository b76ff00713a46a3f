"""“Jij bent aan zet”: one start page with all that waits for me, my messages and my collectives."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samenspel.ground.foundation.collectives import CollectiveCard
from samenspel.ground.people import helping
from samenspel.kernels.statute.vocabulary import Standing
from samenspel.rooms.deciding import notices
from samenspel.rooms.deciding import queries as deciding
from samenspel.rooms.deciding.notices import Told
from samenspel.rooms.membership.queries.places import applications_of, collectives_of
from samenspel.site import clock
from samenspel.site.collective import waiting
from samenspel.site.collective.addresses import address
from samenspel.site.collective.forms import InvitationForm
from samenspel.site.collective.naming import standing_word
from samenspel.site.collective.telling import SENTENCES
from samenspel.site.collective.waiting import Place


@dataclass(frozen=True, slots=True)
class Message:
    """A notice that was not read yet."""

    sentence: str
    title: str
    url: str
    collective: CollectiveCard
    at: datetime


@dataclass(frozen=True, slots=True)
class MyPlace:
    """A collective I take part in, and as what, in words."""

    collective: CollectiveCard
    standings: str


@dataclass(frozen=True, slots=True)
class Asked:
    """My own request to join in, which waits for an answer."""

    collective: CollectiveCard
    standing: str
    at: datetime
    url: str


@never_cache
@require_safe
def turns(request: HttpRequest) -> HttpResponse:
    """`/aan-zet/`. Whoever helps someone sees what waits for them."""
    at = clock.now()
    acting = helping.actor(request, at)
    if acting is None:
        return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
    held = collectives_of(acting.person_id, at)
    own = applications_of(acting.person_id)
    cards = waiting.cards_of({*held, *(each.collective_id for each in own)})
    mine = {id_: Place(card, held[id_]) for id_, card in cards.items() if id_ in held}
    context = {
        "items": waiting.of_person(acting.person_id, mine, at),
        "messages_for_me": _messages(acting.person_id, mine),
        "places": [MyPlace(place.collective, _standings(place.standings)) for place in mine.values()],
        "asked": [
            Asked(
                cards[each.collective_id],
                standing_word(each.wanted),
                each.made_at,
                address("membership:join", cards[each.collective_id].slug)
                or f"/{cards[each.collective_id].slug}/",
            )
            for each in own
        ],
        "found_url": address("statute:found"),
    }
    return render(request, "front/turns.html", context)


@require_POST
def mark_read(request: HttpRequest) -> HttpResponse:
    """Put my messages away. They stay in the book; only the list becomes empty."""
    at = clock.now()
    acting = helping.actor(request, at)
    if acting is None:
        return redirect_to_login(reverse("front:turns"), settings.LOGIN_URL)
    notices.mark_seen(acting.person_id, list(collectives_of(acting.person_id, at)), at)
    messages.success(request, _("You have read all your messages."))
    return HttpResponseRedirect(reverse("front:turns"))


@require_safe
def invitation(request: HttpRequest) -> HttpResponse:
    """`/aan-zet/uitnodiging/`: type in the code of an invitation on paper. Its own page tells what it is for."""
    form = InvitationForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        return HttpResponseRedirect(address("membership:invitation", form.cleaned_data["code"]))
    return render(request, "front/invitation.html", {"form": form})


def _messages(person_id: UUID, mine: Mapping[UUID, Place]) -> list[Message]:
    return [
        Message(
            str(SENTENCES[Told(notice.kind)]),
            notice.proposal.title,
            address("deciding:proposal", mine[notice.collective_id].collective.slug, notice.proposal_id),
            mine[notice.collective_id].collective,
            notice.made_at,
        )
        for notice in deciding.unseen(person_id, list(mine))
    ]


def _standings(held: frozenset[Standing]) -> str:
    """What one is in a collective, in a fixed order; who is suspended reads that elsewhere."""
    return ", ".join(
        standing_word(each) for each in Standing if each in held and each is not Standing.SUSPENDED
    )
