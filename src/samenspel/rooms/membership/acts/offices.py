"""Offices: appointing to a body, dismissing, resigning."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from samenspel.ground.journal.book import Entry
from samenspel.kernels.statute.vocabulary import MEMBER_FORMS, OFFICES, SEATS, Body, Standing
from samenspel.rooms.membership import deeds, queries, register
from samenspel.rooms.membership.acts.common import SELF, P, actor_id, last_day, oneself, someone_here
from samenspel.rooms.membership.register import Term
from samenspel.rooms.statute import gate
from samenspel.rooms.statute.gate import Act, Attempt, Free, ImpossibleError, Learned, Performed, Permitted


@dataclass(frozen=True, slots=True)
class Appoint:
    """Appoint someone to a body. `until` is the last day; the rules may set how late it can be."""

    person_id: UUID
    body: Body
    until: date | None = None


def _appoint(case: Permitted[Appoint]) -> Performed:
    given = case.params
    office = _office(given.body)
    someone_here(case, given.person_id)
    until = _last_day(case)
    if office is Standing.BOARD:
        _fits_in_board(case)
    register.end(case, given.person_id, {office})  # whoever is chosen again starts a new term
    register.enter(case, given.person_id, office, Term(until=register.end_of_day(until) if until else None))
    entry = Entry(
        deeds.APPOINTED.name,
        {
            "person": str(given.person_id),
            "body": given.body,
            "until": until.isoformat() if until else None,
        },
        subject_id=given.person_id,
    )
    return Performed(entry, given.person_id)


def _last_day(case: Permitted[Appoint]) -> date | None:
    """The last day in office: what was asked, within the longest term that the rules give the board."""
    until = last_day(case, case.params.until)
    months = case.charter.statute.settings.board_term_months
    if case.params.body is not Body.BOARD or not months:
        return until
    latest = queries.months_later(gate.civil_day(case.at), months)
    if until is not None and until > latest:
        raise ImpossibleError(
            _("This is longer than the rules allow: until %(day)s at most.") % {"day": f"{latest:%d-%m-%Y}"}
        )
    return until or latest


def _fits_in_board(case: Permitted[Appoint]) -> None:
    person, settings = case.params.person_id, case.charter.statute.settings
    if case.charter.form in MEMBER_FORMS and Standing.MEMBER not in queries.standings_of(
        case.collective_id, person, case.at
    ):
        raise ImpossibleError(
            _("The board is chosen from the members (article 2:37 BW). This person is not a member.")
        )
    others = (
        register.standing_now(case.collective_id, case.at)
        .filter(standing=Standing.BOARD)
        .exclude(person_id=person)
    )
    if settings.board_seats is not None and others.count() >= settings.board_seats:
        raise ImpossibleError(_("All seats on the board are taken. First someone has to leave it."))


@dataclass(frozen=True, slots=True)
class Dismiss:
    """Dismiss someone from a body."""

    person_id: UUID
    body: Body


def _dismiss(case: Permitted[Dismiss]) -> Performed:
    person, body = case.params.person_id, case.params.body
    _step_down(case, person, body)
    return Performed(Entry(deeds.DISMISSED.name, {"person": str(person), "body": body}, subject_id=person))


@dataclass(frozen=True, slots=True)
class ResignOffice:
    """Step down from a body oneself."""

    body: Body


def _resign_office(case: Permitted[ResignOffice]) -> Performed:
    person, body = actor_id(case), case.params.body
    _step_down(case, person, body)
    return Performed(Entry(deeds.RESIGNED.name, {"person": str(person), "body": body}, subject_id=person))


def _step_down(case: Permitted[P], person_id: UUID, body: Body) -> None:
    office = _office(body)
    if not register.holds(case.collective_id, person_id, {office}, case.at):
        raise ImpossibleError(_("This person does not sit in this body."))
    register.end(case, person_id, {office})


def _office(body: Body) -> Standing:
    """The standing of who is appointed to a body. Raises ImpossibleError where nobody is appointed."""
    office = SEATS.get(body)
    if office not in OFFICES:
        raise ImpossibleError(_("Nobody is appointed to this body."))
    assert office is not None
    return office


def _appoint_kinds(trying: Attempt[Appoint]) -> tuple[str, ...]:
    return (f"appoint:{trying.params.body}",)


def _dismiss_kinds(trying: Attempt[Dismiss]) -> tuple[str, ...]:
    return (f"dismiss:{trying.params.body}",)


def in_office(trying: Attempt[ResignOffice]) -> Learned:
    """Learn whether the actor sits in the body."""
    person, office = trying.actor.person_id, SEATS.get(trying.params.body)
    sits = person is not None and office in OFFICES and register.holds(
        trying.collective_id, person, {office}, trying.at
    )  # fmt: skip
    return oneself(sits)


gate.register(
    Act(
        "membership.appoint",
        Appoint,
        _("appoint someone to a body"),
        _appoint_kinds,
        _appoint,
        by_decision=True,
    )
)
gate.register(
    Act(
        "membership.dismiss",
        Dismiss,
        _("dismiss someone from office"),
        _dismiss_kinds,
        _dismiss,
        by_decision=True,
    )
)
gate.register(
    Act(
        name="membership.resign_office",
        params=ResignOffice,
        sentence=_("step down from an office"),
        governed=Free(SELF, "7:408 BW", "Whoever holds an office can step down."),
        perform=_resign_office,
        facts=(in_office,),
    )
)
