"""Giving someone a place that is not membership, and ending it: participant, volunteer, funder and so on."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from samenspel.ground.journal.book import Entry
from samenspel.kernels.statute.vocabulary import VOICE_CLASSES, Standing
from samenspel.rooms.membership import deeds, register
from samenspel.rooms.membership.acts.common import MEMBERSHIP, last_day, someone_here
from samenspel.rooms.membership.acts.joining import close, waiting
from samenspel.rooms.membership.models import Application
from samenspel.rooms.membership.register import Term
from samenspel.rooms.statute import gate
from samenspel.rooms.statute.gate import Act, Attempt, ImpossibleError, Performed, Permitted

GRANTED = frozenset(VOICE_CLASSES) - MEMBERSHIP


@dataclass(frozen=True, slots=True)
class Grant:
    """Give someone a place: whoever asked for it (`application_id`), or someone known here (`person_id`).

    `until` is the last day, for an agreement with a term.
    """

    standing: Standing
    application_id: UUID | None = None
    person_id: UUID | None = None
    until: date | None = None


def _grant(case: Permitted[Grant]) -> Performed:
    given = case.params
    _is_granted(given.standing)
    until = last_day(case, given.until)
    application = waiting(case.collective_id, given.application_id) if given.application_id else None
    if (application is None) == (given.person_id is None):
        raise ImpossibleError(_("Say who it is for: one request, or one person."))
    person = application.person_id if application else given.person_id
    assert person is not None
    if application is not None and application.wanted != given.standing:
        raise ImpossibleError(_("This person asks for another place."))
    someone_here(case, person)
    if register.holds(case.collective_id, person, {given.standing}, case.at):
        raise ImpossibleError(_("This person has this place already."))
    register.enter(case, person, given.standing, Term(until=register.end_of_day(until) if until else None))
    if application is not None:
        close(application, Application.State.ACCEPTED, case.at)
    entry = Entry(
        deeds.GRANTED.name,
        {
            "person": str(person),
            "standing": given.standing,
            "until": until.isoformat() if until else None,
            "application": str(application.id) if application else None,
        },
        subject_id=person,
    )
    return Performed(entry, person)


@dataclass(frozen=True, slots=True)
class EndGrant:
    """End a place that someone was given."""

    standing: Standing
    person_id: UUID


def _end_grant(case: Permitted[EndGrant]) -> Performed:
    _is_granted(case.params.standing)
    if not register.holds(case.collective_id, case.params.person_id, {case.params.standing}, case.at):
        raise ImpossibleError(_("This person does not have this place."))
    register.end(case, case.params.person_id, {case.params.standing})
    entry = Entry(
        deeds.GRANT_ENDED.name,
        {"person": str(case.params.person_id), "standing": case.params.standing},
        subject_id=case.params.person_id,
    )
    return Performed(entry)


def _is_granted(standing: Standing) -> None:
    if standing not in GRANTED:
        raise ImpossibleError(
            _("Nobody is given this place: a member is admitted, an office is an appointment.")
        )


def _kinds(trying: Attempt[Grant] | Attempt[EndGrant]) -> tuple[str, ...]:
    return (f"grant:{trying.params.standing}",)


gate.register(Act("membership.grant", Grant, _("give someone a place"), _kinds, _grant, by_decision=True))
gate.register(
    Act("membership.end_grant", EndGrant, _("end someone's place"), _kinds, _end_grant, by_decision=True)
)
