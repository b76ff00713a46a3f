"""Offices: who sits where until when, and stepping down."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samenspel.kernels.statute.vocabulary import OFFICES, SEATS, Body
from samenspel.kernels.statute.words import BODIES
from samenspel.rooms.membership import queries
from samenspel.rooms.membership.acts.offices import Appoint, Dismiss, ResignOffice
from samenspel.rooms.membership.frame import (
    Doing,
    PageRequest,
    Reader,
    Step,
    Way,
    carry_out,
    or_404,
    page,
    personal_page,
    refuse_unless_allowed,
    told,
)
from samenspel.rooms.membership.queries import Entry, Office
from samenspel.rooms.membership.queries.voices import language


@dataclass(frozen=True, slots=True)
class Sitting:
    """Someone in a body, with what this reader can do."""

    entry: Entry
    way: Way | None


@dataclass(frozen=True, slots=True)
class Room:
    """A body with who sits in it, and the way to propose someone for it."""

    body: Body
    seats: tuple[Sitting, ...]
    appoint: Way | None


@require_safe
@page
def offices(request: PageRequest, reader: Reader) -> HttpResponse:
    """Every body that people are chosen for under these rules."""
    bodies = reader.version.charter.statute.bodies() if reader.version is not None else ()
    found = queries.offices(reader.id, bodies, reader.at)
    context = {"rooms": [_room(reader, office) for office in found], "reader": reader}
    return render(request, "membership/offices.html", context)


def _room(reader: Reader, office: Office) -> Room:
    name = BODIES[office.body].say(language())
    label = _("choose someone for %(body)s") % {"body": name}
    someone = reader.person_id
    appoint = None
    if someone is not None and reader.may_propose and _needs_decision(reader, Appoint(someone, office.body)):
        appoint = reader.proposal("membership.appoint", {"body": office.body.value}, label=label)
    return Room(office.body, tuple(_sittings(reader, office)), appoint)


def _needs_decision(reader: Reader, params: Appoint) -> bool:
    return reader.ask("membership.appoint", params).value == "needs_decision"


def _sittings(reader: Reader, office: Office) -> Iterator[Sitting]:
    for entry in office.seats:
        if entry.person_id == reader.person_id:
            url = reader.address("resign", office.body.value)
            way = reader.way(
                "membership.resign_office", ResignOffice(office.body), label=_("Step down"), url=url
            )
        else:
            params = Dismiss(entry.person_id, office.body)
            label = _("dismiss %(name)s") % {"name": entry.name}
            way = reader.way("membership.dismiss", params, label=label, url="")
        yield Sitting(entry, way)


@require_http_methods(["GET", "HEAD", "POST"])
@personal_page
def resign(request: PageRequest, reader: Reader, body: str) -> HttpResponse:
    """Step down from a body oneself."""
    where = or_404(Body(body) if body in set(Body) and SEATS.get(Body(body)) in OFFICES else None)
    refuse_unless_allowed(reader, "membership.resign_office", ResignOffice(where))
    name = BODIES[where].say(language())
    step = Step(
        act="membership.resign_office",
        title=_("Step down from %(body)s?") % {"body": name},
        submit_label=_("Step down"),
        consequences=[_("You stop at once. Your other places stay.")],
        back_url=reader.address("offices"),
        danger=True,
    )
    return carry_out(
        request,
        reader,
        step,
        Doing(
            lambda _given: ResignOffice(where),
            lambda _done: told(request, _("You have stepped down."), reader.address("offices")),
        ),
    )
