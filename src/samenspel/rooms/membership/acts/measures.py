"""Suspension, expulsion and appeal (2:35 lid 4 BW): who is expelled stays suspended until nobody can appeal."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from samenspel.ground.foundation.canonical import Json
from samenspel.ground.foundation.ids import new_id
from samenspel.ground.foundation.scope import across_collectives
from samenspel.ground.journal.book import Entry
from samenspel.kernels.statute.vocabulary import Standing
from samenspel.rooms.membership import deeds, register
from samenspel.rooms.membership.acts.common import MEMBERSHIP, SELF, last_day, oneself
from samenspel.rooms.membership.models import CallConsent, Measure, ShareIssue
from samenspel.rooms.membership.register import Term
from samenspel.rooms.statute import gate
from samenspel.rooms.statute.gate import (
    Act,
    Actor,
    Attempt,
    Free,
    ImpossibleError,
    Learned,
    Performed,
    Permitted,
)
from samenspel.rooms.statute.params import Reason

P = TypeVar("P")

LAW_APPEAL_DAYS = 31
"""The law gives at least a month to appeal (2:35 lid 4 BW), also where a charter is silent."""

WITH_MEMBERSHIP = MEMBERSHIP | {Standing.SUSPENDED, Standing.BOARD}
"""What ends when membership is taken away: a board member is a member (2:37 lid 1 BW). Other places stay."""


@dataclass(frozen=True, slots=True)
class Suspend:
    """Suspend a member, with the reason, until a day or until it is lifted. A suspended member does not vote."""

    person_id: UUID
    reason: Reason
    until: date | None = None


def _suspend(case: Permitted[Suspend]) -> Performed:
    until = last_day(case, case.params.until)
    person = case.params.person_id
    _must_be_member(case, person)
    if _open_measure(case.collective_id, person, case.at) is not None:
        raise ImpossibleError(_("This person is suspended already."))
    row = _impose(case, person, Measure.Kind.SUSPENSION, register.end_of_day(until) if until else None)
    entry = Entry(
        deeds.SUSPENDED.name,
        {
            "person": str(person),
            "measure": str(row.id),
            "until": until.isoformat() if until else None,
            "appeal_until": _last_day_to_appeal(case).isoformat(),
        },
        {"reason": case.params.reason},
        subject_id=person,
    )
    return Performed(entry, row.id)


@dataclass(frozen=True, slots=True)
class LiftSuspension:
    """Lift a suspension before its time."""

    person_id: UUID


def _lift_suspension(case: Permitted[LiftSuspension]) -> Performed:
    row = _required(case, case.params.person_id)
    if row.kind != Measure.Kind.SUSPENSION:
        raise ImpossibleError(_("This person was told to leave. Only an appeal can change that."))
    _end_measure(case, row, Measure.End.LIFTED)
    return Performed(Entry(deeds.SUSPENSION_LIFTED.name, _about(row), subject_id=row.person_id))


@dataclass(frozen=True, slots=True)
class Expel:
    """Expel a member, with the reason. The member is suspended until the appeal is over."""

    person_id: UUID
    reason: Reason


def _expel(case: Permitted[Expel]) -> Performed:
    person = case.params.person_id
    _must_be_member(case, person)
    earlier = _open_measure(case.collective_id, person, case.at)
    if earlier is not None and earlier.kind == Measure.Kind.EXPULSION:
        raise ImpossibleError(_("It was decided before that this person must leave."))
    if earlier is not None:
        _end_measure(case, earlier, Measure.End.EXPIRED)
    row = _impose(case, person, Measure.Kind.EXPULSION, None)
    entry = Entry(
        deeds.EXPELLED.name,
        {**_about(row), "appeal_until": _last_day_to_appeal(case).isoformat()},
        {"reason": case.params.reason},
        subject_id=person,
    )
    return Performed(entry, row.id)


@dataclass(frozen=True, slots=True)
class Appeal:
    """Appeal against one's own suspension or expulsion, with the reason."""

    reason: Reason


def _appeal(case: Permitted[Appeal]) -> Performed:
    assert case.actor.person_id is not None
    row = _required(case, case.actor.person_id)
    if row.appealed_at is not None:
        raise ImpossibleError(_("You have appealed. The others will decide on it."))
    if case.at >= row.appeal_until:
        raise ImpossibleError(_("The time to appeal is over."))
    Measure.objects.filter(collective_id=case.collective_id, id=row.id).update(appealed_at=case.at)
    entry = Entry(deeds.APPEALED.name, _about(row), {"reason": case.params.reason}, subject_id=row.person_id)
    return Performed(entry, row.id)


@dataclass(frozen=True, slots=True)
class Reinstate:
    """Grant an appeal: the suspension or expulsion is undone."""

    person_id: UUID


def _reinstate(case: Permitted[Reinstate]) -> Performed:
    row = _appealed(case, case.params.person_id)
    _end_measure(case, row, Measure.End.REINSTATED)
    return Performed(Entry(deeds.REINSTATED.name, _about(row), subject_id=row.person_id))


@dataclass(frozen=True, slots=True)
class UpholdExpulsion:
    """Turn down an appeal against an expulsion: the membership ends."""

    person_id: UUID


def _uphold_expulsion(case: Permitted[UpholdExpulsion]) -> Performed:
    row = _appealed(case, case.params.person_id)
    if row.kind != Measure.Kind.EXPULSION:
        raise ImpossibleError(_("Nobody decided that this person must leave."))
    ended = _end_membership(case, row, case.at)
    entry = Entry(
        deeds.EXPULSION_UPHELD.name, {**_about(row), "standings": sorted(ended)}, subject_id=row.person_id
    )
    return Performed(entry)


@dataclass(frozen=True, slots=True)
class EndExpelled:
    """End the membership of who was expelled and did not appeal in time."""

    measure_id: UUID


def _end_expelled(case: Permitted[EndExpelled]) -> Performed:
    row = Measure.objects.filter(
        collective_id=case.collective_id,
        id=case.params.measure_id,
        kind=Measure.Kind.EXPULSION,
        ended_at=None,
        appealed_at=None,
        appeal_until__lte=case.at,
    ).first()
    if row is None:
        raise ImpossibleError(_("There is nothing to end here."))
    ended = _end_membership(case, row, row.appeal_until)
    entry = Entry(
        deeds.ENDED.name,
        {
            **_about(row),
            "standings": sorted(ended),
            "ended_on": (gate.civil_day(row.appeal_until) - timedelta(days=1)).isoformat(),
        },
        subject_id=row.person_id,
    )
    return Performed(entry)


def due(at: datetime) -> int:
    """Do what a deadline asks: end the membership of everyone whose term of appeal has passed.

    For the worker, as often as it likes. Returns how many memberships ended.
    """
    with across_collectives("the worker serves every collective"):
        rows = Measure.objects.filter(
            kind=Measure.Kind.EXPULSION, ended_at=None, appealed_at=None, appeal_until__lte=at
        )
        found = list(rows.order_by("appeal_until").values_list("collective_id", "id"))
    return sum(_end_in_time(collective_id, measure_id, at) for collective_id, measure_id in found)


def _end_in_time(collective_id: UUID, measure_id: UUID, at: datetime) -> int:
    try:
        gate.attempt("membership.end_expelled", Actor(collective_id, None), EndExpelled(measure_id), at=at)
    except ImpossibleError:  # another worker was first, or the person appealed or left meanwhile
        return 0
    return 1


# What the acts look up and write


def _must_be_member(case: Permitted[P], person_id: UUID) -> None:
    if not register.holds(case.collective_id, person_id, MEMBERSHIP, case.at):
        raise ImpossibleError(_("This person is not a member here."))


def _impose(case: Permitted[P], person_id: UUID, what: Measure.Kind, until: datetime | None) -> Measure:
    register.enter(case, person_id, Standing.SUSPENDED, Term(until=until))
    return Measure.objects.create(
        id=new_id(),
        collective_id=case.collective_id,
        person_id=person_id,
        kind=what,
        imposed_at=case.at,
        until=until,
        appeal_until=register.end_of_day(_last_day_to_appeal(case)),
    )


def _last_day_to_appeal(case: Permitted[P]) -> date:
    days = case.charter.statute.settings.appeal_days
    return gate.civil_day(case.at) + timedelta(days=days or LAW_APPEAL_DAYS)


def _open_measure(collective_id: UUID, person_id: UUID, at: datetime) -> Measure | None:
    """The measure someone is under. A suspension whose last day has passed is over by itself, and closed here."""
    row = Measure.objects.filter(collective_id=collective_id, person_id=person_id, ended_at=None).first()
    if row is not None and row.until is not None and row.until <= at:
        Measure.objects.filter(collective_id=collective_id, id=row.id).update(
            ended_at=row.until, end=Measure.End.EXPIRED
        )
        return None
    return row


def _required(case: Permitted[P], person_id: UUID) -> Measure:
    row = _open_measure(case.collective_id, person_id, case.at)
    if row is None:
        raise ImpossibleError(_("This person is not suspended here."))
    return row


def _appealed(case: Permitted[P], person_id: UUID) -> Measure:
    row = _required(case, person_id)
    if row.appealed_at is None:
        raise ImpossibleError(_("This person did not appeal."))
    return row


def _end_measure(case: Permitted[P], row: Measure, how: Measure.End) -> None:
    register.end(case, row.person_id, {Standing.SUSPENDED})
    Measure.objects.filter(collective_id=case.collective_id, id=row.id).update(ended_at=case.at, end=how)


def _end_membership(case: Permitted[P], row: Measure, moment: datetime) -> list[Standing]:
    """End membership as of a moment that may lie before now, when the worker was late."""
    ended = register.end(case, row.person_id, WITH_MEMBERSHIP, moment=moment)
    mine = {"collective_id": case.collective_id, "person_id": row.person_id}
    Measure.objects.filter(**mine, id=row.id).update(ended_at=moment, end=Measure.End.MEMBERSHIP_ENDED)
    ShareIssue.objects.filter(**mine, given_back_at=None).update(given_back_at=moment)
    CallConsent.objects.filter(**mine, withdrawn_at=None).update(withdrawn_at=moment)
    return ended


def _about(row: Measure) -> dict[str, Json]:
    return {"person": str(row.person_id), "measure": str(row.id)}


def under_measure(trying: Attempt[Appeal]) -> Learned:
    """Learn whether a measure is open against the actor."""
    person = trying.actor.person_id
    mine = Measure.objects.filter(collective_id=trying.collective_id, ended_at=None)
    return oneself(person is not None and mine.filter(person_id=person).exists())


def _decided(
    name: str, params: type[P], sentence: object, perform: Callable[[Permitted[P]], Performed], by: str
) -> None:
    gate.register(Act(f"membership.{name}", params, sentence, gate.of_kind(by), perform, by_decision=True))


_decided("suspend", Suspend, _("suspend a member"), _suspend, "suspend")
_decided("lift_suspension", LiftSuspension, _("lift a suspension"), _lift_suspension, "suspend")
_decided("expel", Expel, _("expel a member"), _expel, "suspend")
_decided("reinstate", Reinstate, _("reinstate a member after an appeal"), _reinstate, "reinstate")
_decided("uphold_expulsion", UpholdExpulsion, _("turn down an appeal"), _uphold_expulsion, "reinstate")
gate.register(
    Act(
        name="membership.appeal",
        params=Appeal,
        sentence=_("appeal against a suspension or expulsion"),
        governed=Free(SELF, "2:35 lid 4 BW", "Whoever is suspended or expelled can appeal."),
        perform=_appeal,
        facts=(under_measure,),
    )
)
gate.register(
    Act(
        name="membership.end_expelled",
        params=EndExpelled,
        sentence=_("end the membership of who was expelled"),
        governed=Free(
            frozenset({Standing.CLOCKWORK}), "2:35 lid 4 BW", "When nobody appeals in time, membership ends."
        ),
        perform=_end_expelled,
    )
)
