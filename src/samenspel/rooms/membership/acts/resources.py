"""What people bring in: contributions in money or hours, and shares. Whole cents and whole minutes only."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import Field as Bound

from samenspel.ground.foundation.ids import new_id
from samenspel.ground.journal.book import Entry
from samenspel.rooms.membership import deeds, queries, register
from samenspel.rooms.membership.acts.common import MEMBERSHIP, SELF, actor_id, oneself, someone_here
from samenspel.rooms.membership.models import Contribution, ContributionChoice, ShareIssue
from samenspel.rooms.statute import gate
from samenspel.rooms.statute.gate import Act, Attempt, Free, ImpossibleError, Learned, Performed, Permitted

Way = ContributionChoice.Way

MONTHS_BACK = 120
"""A month longer ago is a typing mistake: books are kept for seven years (2:10 lid 3 BW)."""


@dataclass(frozen=True, slots=True)
class ChooseContribution:
    """Choose to contribute in money or in hours, from this month on. The rules must leave the choice."""

    way: Way


def _choose_contribution(case: Permitted[ChooseContribution]) -> Performed:
    settings = case.charter.statute.settings
    if not (
        settings.contribution_exchangeable and settings.contribution_cents and settings.contribution_minutes
    ):
        raise ImpossibleError(_("The rules leave no choice here."))
    person = actor_id(case)
    month = gate.civil_day(case.at).replace(day=1)
    ContributionChoice.objects.create(
        id=new_id(),
        collective_id=case.collective_id,
        person_id=person,
        way=case.params.way,
        from_month=month,
        chosen_at=case.at,
    )
    entry = Entry(
        deeds.CONTRIBUTION_CHOSEN.name,
        {"person": str(person), "way": case.params.way.value, "from_month": month.isoformat()},
        subject_id=person,
    )
    return Performed(entry)


@dataclass(frozen=True, slots=True)
class RecordContribution:
    """Record what someone contributed for a month (any day of it): euro cents or minutes, one of the two."""

    person_id: UUID
    month: date
    cents: Annotated[int, Bound(ge=0, le=100_000_000)] = 0
    minutes: Annotated[int, Bound(ge=0, le=100_000)] = 0


def _record_contribution(case: Permitted[RecordContribution]) -> Performed:
    given = case.params
    if bool(given.cents) == bool(given.minutes):
        raise ImpossibleError(_("Write down an amount of money or an amount of time, one of the two."))
    someone_here(case, given.person_id)
    month = given.month.replace(day=1)
    if month > gate.civil_day(case.at):
        raise ImpossibleError(_("This month has not begun yet."))
    if month < queries.months_later(gate.civil_day(case.at), -MONTHS_BACK):
        raise ImpossibleError(_("This month is too long ago. Look at the year again."))
    row = Contribution.objects.create(
        id=new_id(),
        collective_id=case.collective_id,
        person_id=given.person_id,
        month=month,
        cents=given.cents,
        minutes=given.minutes,
        recorded_at=case.at,
    )
    entry = Entry(
        deeds.CONTRIBUTION_RECORDED.name,
        {
            "person": str(given.person_id),
            "contribution": str(row.id),
            "month": month.isoformat(),
            "cents": given.cents,
            "minutes": given.minutes,
        },
        subject_id=given.person_id,
    )
    return Performed(entry, row.id)


@dataclass(frozen=True, slots=True)
class StrikeContribution:
    """Strike a contribution that was recorded by mistake. It stays in the book, and no longer counts."""

    contribution_id: UUID


def _strike_contribution(case: Permitted[StrikeContribution]) -> Performed:
    row = Contribution.objects.filter(
        collective_id=case.collective_id, id=case.params.contribution_id, struck_at=None
    ).first()
    if row is None:
        raise ImpossibleError(_("There is no such contribution."))
    Contribution.objects.filter(collective_id=case.collective_id, id=row.id).update(struck_at=case.at)
    entry = Entry(
        deeds.CONTRIBUTION_STRUCK.name,
        {"person": str(row.person_id), "contribution": str(row.id)},
        subject_id=row.person_id,
    )
    return Performed(entry)


@dataclass(frozen=True, slots=True)
class IssueShare:
    """Issue shares to a member, at the price in the rules."""

    person_id: UUID
    count: Annotated[int, Bound(ge=1, le=10_000)] = 1


def _issue_share(case: Permitted[IssueShare]) -> Performed:
    price = case.charter.statute.settings.share_cents
    if not price:
        raise ImpossibleError(_("The rules name no price of a share, so there are no shares."))
    if not register.holds(case.collective_id, case.params.person_id, MEMBERSHIP, case.at):
        raise ImpossibleError(_("This person is not a member here."))
    row = ShareIssue.objects.create(
        id=new_id(),
        collective_id=case.collective_id,
        person_id=case.params.person_id,
        count=case.params.count,
        cents_each=price,
        issued_at=case.at,
    )
    entry = Entry(
        deeds.SHARE_ISSUED.name,
        {"person": str(row.person_id), "issue": str(row.id), "count": row.count, "cents_each": price},
        subject_id=row.person_id,
    )
    return Performed(entry, row.id)


def is_member(trying: Attempt[ChooseContribution]) -> Learned:
    """Learn whether the actor is a member, and so owes a contribution."""
    person = trying.actor.person_id
    return oneself(person is not None and register.holds(trying.collective_id, person, MEMBERSHIP, trying.at))


gate.register(
    Act(
        name="membership.choose_contribution",
        params=ChooseContribution,
        sentence=_("choose how to contribute"),
        governed=Free(SELF, "6:17 BW", "Where the rules leave a choice, it is the member's."),
        perform=_choose_contribution,
        facts=(is_member,),
    )
)
gate.register(
    Act(
        "membership.record_contribution",
        RecordContribution,
        _("record a contribution"),
        gate.of_kind("register"),
        _record_contribution,
    )
)
gate.register(
    Act(
        "membership.strike_contribution",
        StrikeContribution,
        _("strike a contribution recorded by mistake"),
        gate.of_kind("register"),
        _strike_contribution,
    )
)
gate.register(
    Act("membership.issue_share", IssueShare, _("issue shares"), gate.of_kind("issue_share"), _issue_share)
)
