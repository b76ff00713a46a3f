"""Joining: the founder's first step, applying, being admitted or declined, and the end of a trial."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import Field as Bound

from samenspel.ground.foundation import statements
from samenspel.ground.foundation.ids import new_id
from samenspel.ground.journal.book import Entry
from samenspel.kernels.statute.vocabulary import Standing
from samenspel.rooms.membership import deeds, queries, register
from samenspel.rooms.membership.acts import invitations
from samenspel.rooms.membership.acts.common import (
    MEMBERSHIP,
    P,
    actor_id,
    oneself,
    rules,
    seekable,
    someone_here,
)
from samenspel.rooms.membership.models import Application, Invitation
from samenspel.rooms.membership.register import Term
from samenspel.rooms.statute import acts as statute_acts
from samenspel.rooms.statute import gate
from samenspel.rooms.statute.acts import FOUNDERS, SIGNED_IN
from samenspel.rooms.statute.gate import Act, Attempt, Free, ImpossibleError, Learned, Performed, Permitted
from samenspel.rooms.statute.params import Reason, Remark
from samenspel.rooms.statute.queries import Version


@dataclass(frozen=True, slots=True)
class Begin:
    """Take part as the first: the founder becomes member and board member, and accepts the rules."""


def _begin(case: Permitted[Begin]) -> Performed:
    version = rules(case)
    if queries.has_begun(case.collective_id):
        raise ImpossibleError(_("This collective has begun. Ask to join in, as everyone does."))
    person = actor_id(case)
    standings = [Standing.BOARD]
    if queries.can_be_sought(version.charter, Standing.MEMBER):
        standings.append(Standing.MEMBER)
    for standing in standings:
        register.enter(case, person, standing)
    entry = Entry(
        deeds.BEGUN.name,
        {"person": str(person), "standings": sorted(standings), "version": version.number},
        subject_id=person,
    )
    return Performed(entry)


@dataclass(frozen=True, slots=True)
class Apply:
    """Ask to take part. `version` is the number of the rules one has read; `code` an invitation, if there is one."""

    wanted: Standing
    version: int
    motivation: Remark = ""
    code: Annotated[str, Bound(max_length=60)] = ""


def _apply(case: Permitted[Apply]) -> Performed:
    person = actor_id(case)
    version = _version_read(case, case.params.version)
    invitation = invitations.use(case, case.params.code, case.params.wanted) if case.params.code else None
    row = new_application(case, person, case.params.wanted, invitation=invitation)
    entry = Entry(
        deeds.APPLIED.name,
        {
            "person": str(person),
            "application": str(row.id),
            "standing": row.wanted,
            "version": version.number,
            "invitation": str(invitation.id) if invitation else None,
        },
        {"motivation": case.params.motivation},
        subject_id=row.id,
    )
    return Performed(entry, row.id)


def new_application(
    case: Permitted[P],
    person_id: UUID,
    wanted: Standing,
    *,
    invitation: Invitation | None = None,
    signed_on: date | None = None,
) -> Application:
    """Write down an application that was made on the rules in force. Raises ImpossibleError when it makes no sense (taken up, waiting, unknown)."""
    version = rules(case)
    seekable(version, wanted)
    already = MEMBERSHIP if wanted in MEMBERSHIP else {wanted}
    if register.holds(case.collective_id, person_id, already, case.at):
        raise ImpossibleError(_("You have this place already."))
    waits = {
        "collective_id": case.collective_id,
        "person_id": person_id,
        "state": Application.State.WAITING.value,
    }
    if statements.find(Application, **waits) is not None:
        raise ImpossibleError(
            _("Your earlier request is still waiting. Withdraw it first to ask for something else.")
        )
    row = Application(
        id=new_id(),
        collective_id=case.collective_id,
        person_id=person_id,
        wanted=wanted,
        version=version.number,
        charter=version.hash,
        invitation=invitation,
        signed_on=signed_on,
        made_at=case.at,
    )
    statements.insert(row)
    return row


@dataclass(frozen=True, slots=True)
class WithdrawApplication:
    """Take back one's own application."""

    application_id: UUID


def _withdraw_application(case: Permitted[WithdrawApplication]) -> Performed:
    row = waiting(case.collective_id, case.params.application_id)
    close(row, Application.State.WITHDRAWN, case.at)
    entry = Entry(
        deeds.APPLICATION_WITHDRAWN.name,
        {"person": str(row.person_id), "application": str(row.id)},
        subject_id=row.id,
    )
    return Performed(entry)


@dataclass(frozen=True, slots=True)
class Admit:
    """Admit whoever asked to be a member."""

    application_id: UUID


def _admit(case: Permitted[Admit]) -> Performed:
    row = waiting(case.collective_id, case.params.application_id)
    if row.wanted not in MEMBERSHIP:
        raise ImpossibleError(_("This person does not ask to be a member. Give them the place they ask for."))
    standing, votes_from = _first_standing(case)
    register.enter(case, row.person_id, standing, Term(votes_from=votes_from))
    close(row, Application.State.ACCEPTED, case.at)
    entry = Entry(
        deeds.ADMITTED.name,
        {
            "person": str(row.person_id),
            "application": str(row.id),
            "standing": standing,
            "votes_from": votes_from.isoformat() if votes_from else None,
        },
        subject_id=row.person_id,
    )
    return Performed(entry, row.person_id)


def _first_standing(case: Permitted[Admit]) -> tuple[Standing, date | None]:
    """As what one comes in, and from when one votes: a founder at once, another after the trial and the wait."""
    settings = case.charter.statute.settings
    if _founders_still_join(case):
        return Standing.MEMBER, None
    standing = Standing.TRIAL_MEMBER if settings.trial_days else Standing.MEMBER
    return standing, register.after_days(case.at, settings.waiting_days) if settings.waiting_days else None


def _founders_still_join(trying: Attempt[Admit]) -> bool:
    return trying.at < queries.founding_ends(trying.collective_id, trying.charter)


@dataclass(frozen=True, slots=True)
class Decline:
    """Decline an application, with a reason."""

    application_id: UUID
    reason: Reason


def _decline(case: Permitted[Decline]) -> Performed:
    row = waiting(case.collective_id, case.params.application_id)
    close(row, Application.State.DECLINED, case.at)
    entry = Entry(
        deeds.DECLINED.name,
        {"person": str(row.person_id), "application": str(row.id)},
        {"reason": case.params.reason},
        subject_id=row.id,
    )
    return Performed(entry)


@dataclass(frozen=True, slots=True)
class ConfirmMember:
    """Make a trial member a member, when the trial is over. The waiting time runs from the admission."""

    person_id: UUID


def _confirm_member(case: Permitted[ConfirmMember]) -> Performed:
    person = case.params.person_id
    someone_here(case, person)
    trial = register.standing_now(case.collective_id, case.at).filter(
        person_id=person, standing=Standing.TRIAL_MEMBER
    ).first()  # fmt: skip
    if trial is None:
        raise ImpossibleError(_("This person is not a trial member."))
    over = register.after_days(trial.valid_from, case.charter.statute.settings.trial_days or 0)
    if gate.civil_day(case.at) < over:
        raise ImpossibleError(_("The trial runs until %(day)s.") % {"day": f"{over:%d-%m-%Y}"})
    register.end(case, person, {Standing.TRIAL_MEMBER})
    register.enter(case, person, Standing.MEMBER, Term(votes_from=trial.votes_from))
    entry = Entry(
        deeds.CONFIRMED.name,
        {"person": str(person), "votes_from": trial.votes_from.isoformat() if trial.votes_from else None},
        subject_id=person,
    )
    return Performed(entry, person)


def _decline_kinds(trying: Attempt[Decline]) -> tuple[str, ...]:
    """Whoever decides who gets a place, decides who does not."""
    row = Application.objects.filter(
        collective_id=trying.collective_id, id=trying.params.application_id
    ).first()
    return ("admit",) if row is None or row.wanted in MEMBERSHIP else (f"grant:{row.wanted}",)


# What the acts look up


def waiting(collective_id: UUID, application_id: UUID) -> Application:
    """An application nobody has decided on. One of another collective is as unknown as one that never was."""
    row = Application.objects.filter(collective_id=collective_id, id=application_id).first()
    if row is None:
        raise ImpossibleError(_("We do not know this request. It may belong to another collective."))
    if row.state != Application.State.WAITING:
        raise ImpossibleError(_("This request has been dealt with."))
    return row


def close(row: Application, state: Application.State, at: datetime) -> None:
    Application.objects.filter(collective_id=row.collective_id, id=row.id).update(state=state, closed_at=at)


def _version_read(case: Permitted[Apply], number: int) -> Version:
    """The version in force, which must be the one that was read."""
    version = rules(case)
    if version.number != number:
        raise ImpossibleError(_("The rules have changed while you were reading. Read them again, please."))
    return version


# Facts for the judge


def inflow(trying: Attempt[Admit]) -> Learned:
    """Learn by how much the group would have grown in a year with this admission, and from what size."""
    founder = trying.version is not None and _founders_still_join(trying)
    return Learned(amounts=_inflow(trying, extra=0 if founder else 1))


def inflow_so_far(trying: Attempt[Decline] | Attempt[ConfirmMember]) -> Learned:
    """Learn by how much the group has grown in a year; this act adds nobody."""
    return Learned(amounts=_inflow(trying, extra=0))


def _inflow(
    trying: Attempt[Admit] | Attempt[Decline] | Attempt[ConfirmMember], *, extra: int
) -> Mapping[str, int]:
    """Founders do not count as growth, so admissions are counted from the end of the founding time."""
    collective_id, at = trying.collective_id, trying.at
    since = queries.founding_ends(collective_id, trying.charter) if trying.version is not None else None
    return {
        "admitted_this_year": queries.admitted_this_year(collective_id, at, since) + extra,
        "members_a_year_ago": queries.members_a_year_ago(collective_id, at),
    }


def applicant(trying: Attempt[WithdrawApplication]) -> Learned:
    """Learn whether the application is the actor's own."""
    row = Application.objects.filter(
        collective_id=trying.collective_id, id=trying.params.application_id
    ).first()
    return oneself(row is not None and row.person_id == trying.actor.person_id)


gate.register(
    Act(
        name="membership.begin",
        params=Begin,
        sentence=_("take part as the first"),
        governed=Free(
            FOUNDERS, "2:27, 2:286 BW", "Whoever starts a collective is its first member and board member."
        ),
        perform=_begin,
        facts=(statute_acts.founder,),
    )
)
gate.register(
    Act(
        name="membership.apply",
        params=Apply,
        sentence=_("ask to join in"),
        governed=Free(SIGNED_IN, "8 Grondwet", "Everyone may ask to take part; the collective decides."),
        perform=_apply,
    )
)
gate.register(
    Act(
        name="membership.withdraw_application",
        params=WithdrawApplication,
        sentence=_("withdraw your request to join in"),
        governed=Free(
            frozenset({Standing.SELF}), "3:37 lid 5 BW", "What one asks for oneself, one can take back."
        ),
        perform=_withdraw_application,
        facts=(applicant,),
    )
)
gate.register(
    Act(
        "membership.admit",
        Admit,
        _("admit someone as a member"),
        gate.of_kind("admit"),
        _admit,
        facts=(inflow,),
        by_decision=True,
    )
)
gate.register(
    Act(
        "membership.decline",
        Decline,
        _("decline a request to join in"),
        _decline_kinds,
        _decline,
        facts=(inflow_so_far,),
        by_decision=True,
    )
)
gate.register(
    Act(
        "membership.confirm_member",
        ConfirmMember,
        _("make a trial member a member"),
        gate.of_kind("admit"),
        _confirm_member,
        facts=(inflow_so_far,),
        by_decision=True,
    )
)
