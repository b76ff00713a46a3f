"""The list of people, and a card per person with what can be done."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samenspel.kernels.statute.vocabulary import VOICE_CLASSES, Body, Standing
from samenspel.kernels.statute.words import STANDINGS
from samenspel.rooms.membership import queries
from samenspel.rooms.membership.acts.desk import EnterPerson, IssueCard
from samenspel.rooms.membership.acts.invitations import Invite
from samenspel.rooms.membership.acts.joining import ConfirmMember
from samenspel.rooms.membership.acts.measures import (
    Expel,
    LiftSuspension,
    Reinstate,
    Suspend,
    UpholdExpulsion,
)
from samenspel.rooms.membership.acts.offices import Appoint
from samenspel.rooms.membership.acts.standings import EndGrant, Grant
from samenspel.rooms.membership.forms import GrantForm
from samenspel.rooms.membership.frame import (
    Doing,
    PageRequest,
    Reader,
    Step,
    Way,
    carry_out,
    insider_page,
    number_of,
    or_404,
    page,
    refuse_unless_allowed,
    told,
)
from samenspel.rooms.membership.queries import Appealable, PersonCard, Wanted
from samenspel.rooms.membership.queries.voices import language
from samenspel.rooms.statute.gate import civil_day

GIVEN = tuple(s for s in VOICE_CLASSES if s not in {Standing.MEMBER, Standing.TRIAL_MEMBER})
_LONGEST_SEARCH = 100


@dataclass(frozen=True, slots=True)
class Count:
    """How many people have a place."""

    standing: Standing
    people: int
    chosen: bool


@require_safe
@page
def people(request: PageRequest, reader: Reader) -> HttpResponse:
    """Everyone who takes part, by name, with search (`?zoek=`) and by place (`?als=`). Others see only how many."""
    wanted = _wanted(request)
    counts = [
        Count(standing, number, standing is wanted.standing)
        for standing, number in queries.counts(reader.id, reader.at).items()
        if standing is not Standing.SUSPENDED
    ]
    context = {"counts": counts, "wanted": wanted, "reader": reader, "tools": list(_tools(reader))}
    if reader.sees_names:
        context["page"] = queries.people_page(reader.id, reader.at, wanted, number_of(request))
    return render(request, "membership/people.html", context)


def _wanted(request: PageRequest) -> Wanted:
    asked = request.GET.get("als", "")
    standing = Standing(asked) if asked in set(Standing) else None
    return Wanted(standing, request.GET.get("zoek", "").replace("\x00", "").strip()[:_LONGEST_SEARCH])


def _tools(reader: Reader) -> Iterator[Way]:
    """What this reader can do on the list as a whole."""
    if reader.may("membership.invite", Invite()):
        yield Way(_("Invite someone"), reader.address("invite"))
    if reader.may("membership.enter_person", EnterPerson("x", Standing.MEMBER, civil_day(reader.at))):
        yield Way(_("Enter someone who asked on paper"), reader.address("enter"))
        yield Way(_("Contributions"), reader.address("contributions"))


@require_safe
@insider_page
def person(request: PageRequest, reader: Reader, person_id: UUID) -> HttpResponse:
    """Someone's card: what they are here, what they were, and what this reader can do."""
    card = or_404(queries.person_card(reader.id, person_id, reader.at))
    measure = (
        queries.appealable(reader.id, person_id, reader.at) if _knows_measures(reader, person_id) else None
    )
    context = {
        "card": card,
        "now": [entry for entry in card.now if entry.standing is not Standing.SUSPENDED],
        "before": [entry for entry in card.before if entry.standing is not Standing.SUSPENDED],
        "measure": measure,
        "ways": list(_ways(reader, card, measure)),
        "may_url": _may_url(reader, card),
        "today": civil_day(reader.at),
        "is_self": person_id == reader.person_id,
    }
    return render(request, "membership/person.html", context)


def _may_url(reader: Reader, card: PersonCard) -> str:
    """Where one asks the rules what this person may do, as what they are on the day that is read."""
    standings = sorted({entry.standing.value for entry in card.now} - {Standing.SUSPENDED.value})
    asked = urlencode(
        {"als": [Standing.PERSON.value, *standings], "op": civil_day(reader.at).isoformat()}, doseq=True
    )
    return f"{reverse('statute:may', args=[reader.slug])}?{asked}"


def _knows_measures(reader: Reader, person_id: UUID) -> bool:
    """A suspension is known to whom it is about, and to the board."""
    return person_id == reader.person_id or Standing.BOARD in reader.standings


def _ways(reader: Reader, card: PersonCard, measure: Appealable | None) -> Iterator[Way]:
    """What this reader can do with someone, at once or by a proposal."""
    id_, held = card.person_id, {entry.standing for entry in card.now}
    found: list[Way | None] = []
    if Standing.TRIAL_MEMBER in held:
        found.append(
            _way(reader, "confirm_member", ConfirmMember(id_), _("End the trial: make a member"), id_)
        )
    found += [_grant_way(reader, id_, held)]
    for standing in GIVEN:
        if standing in held:
            name = STANDINGS[standing].say(language())
            label = _("End this place: %(place)s") % {"place": name}
            url = reader.address("end_grant", id_, standing.value)
            found.append(reader.way("membership.end_grant", EndGrant(standing, id_), label=label, url=url))
    if Standing.MEMBER in held and not {Standing.BOARD, Standing.SUSPENDED} & held:
        found.append(_way(reader, "appoint", Appoint(id_, Body.BOARD), _("Choose for the board"), id_))
    found += _measure_ways(reader, id_, held, measure)
    if reader.may("membership.issue_card", IssueCard(id_)) and not queries.card_obstacle(reader.id, id_):
        found.append(Way(_("Print a sign-in card"), reader.address("card", id_)))
    yield from (way for way in found if way is not None)


def _grant_way(reader: Reader, person_id: UUID, held: set[Standing]) -> Way | None:
    if any(reader.may("membership.grant", Grant(s, person_id=person_id)) for s in GIVEN if s not in held):
        return Way(_("Give a place"), reader.address("grant", person_id))
    return None


def _measure_ways(
    reader: Reader, person_id: UUID, held: set[Standing], measure: Appealable | None
) -> list[Way | None]:
    """Ways to suspend, expel and what follows; a suspension is the business of the board and who is suspended."""
    if person_id == reader.person_id or not {Standing.MEMBER, Standing.TRIAL_MEMBER} & held:
        return []
    if measure is None:
        if Standing.SUSPENDED in held:
            return []
        return [
            _way(reader, "suspend", Suspend(person_id, "..."), _("Suspend"), person_id),
            _way(reader, "expel", Expel(person_id, "..."), _("Expel"), person_id),
        ]
    if measure.appealed_at is not None:
        return [
            _way(reader, "reinstate", Reinstate(person_id), _("Grant the appeal"), person_id),
            _way(reader, "uphold_expulsion", UpholdExpulsion(person_id), _("Turn down the appeal"), person_id)
            if measure.kind == "expulsion"
            else None,
        ]
    if measure.kind == "suspension":
        return [
            _way(reader, "lift_suspension", LiftSuspension(person_id), _("Lift the suspension"), person_id)
        ]
    return []


def _way(reader: Reader, act: str, params: object, label: str, person_id: UUID) -> Way | None:
    return reader.way(f"membership.{act}", params, label=label, url=reader.address("person", person_id))


@require_http_methods(["GET", "HEAD", "POST"])
@insider_page
def grant(request: PageRequest, reader: Reader, person_id: UUID) -> HttpResponse:
    """Give someone known here a place, at once."""
    card = or_404(queries.person_card(reader.id, person_id, reader.at))
    places = [s for s in GIVEN if reader.may("membership.grant", Grant(s, person_id=person_id))]
    if request.method != "POST" and not places:
        refuse_unless_allowed(reader, "membership.grant", Grant(GIVEN[0], person_id=person_id))
    step = Step(
        act="membership.grant",
        title=_("Give %(name)s a place") % {"name": card.name},
        submit_label=_("Give this place"),
        back_url=reader.address("person", person_id),
    )
    return carry_out(
        request,
        reader,
        step,
        Doing(
            lambda given: {**given, "person_id": person_id},
            lambda _done: told(
                request, _("Done. It holds from now on."), reader.address("person", person_id)
            ),
        ),
        GrantForm(places, request.POST or None),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@insider_page
def end_grant(request: PageRequest, reader: Reader, person_id: UUID, standing: str) -> HttpResponse:
    """End a place someone was given, at once."""
    card = or_404(queries.person_card(reader.id, person_id, reader.at))
    held = or_404(next((entry.standing for entry in card.now if entry.standing == standing), None))
    params = EndGrant(held, person_id)
    refuse_unless_allowed(reader, "membership.end_grant", params)
    place = STANDINGS[held].say(language())
    step = Step(
        act="membership.end_grant",
        title=_("End the place of %(name)s as %(place)s") % {"name": card.name, "place": place},
        submit_label=_("End this place"),
        consequences=[
            _("From now on %(name)s has no say as %(place)s any more.") % {"name": card.name, "place": place}
        ],
        back_url=reader.address("person", person_id),
        danger=True,
    )
    return carry_out(
        request,
        reader,
        step,
        Doing(
            lambda _given: params,
            lambda _done: told(request, _("This place has ended."), reader.address("person", person_id)),
        ),
    )
