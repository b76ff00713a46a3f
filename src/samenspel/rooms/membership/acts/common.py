"""What several acts share: who the actor is to the act, and the kind of act that governs it."""

from datetime import date, timedelta
from typing import TypeVar
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from samenspel.kernels.statute.vocabulary import Standing
from samenspel.rooms.membership import queries, register
from samenspel.rooms.statute.gate import Attempt, ImpossibleError, Learned, Permitted, civil_day
from samenspel.rooms.statute.queries import Version

P = TypeVar("P")

MEMBERSHIP = frozenset({Standing.MEMBER, Standing.TRIAL_MEMBER})
"""Standings that are membership in the sense of the law."""

SELF = frozenset({Standing.SELF})


def oneself(condition: bool) -> Learned:  # noqa: FBT001 - a condition, not a mode
    """Learn that the act is about the actor, if that is so."""
    return Learned(standings=SELF if condition else frozenset())


def takes_part(trying: Attempt[P]) -> Learned:
    """Learn whether the actor takes part here in any standing, also when suspended."""
    person = trying.actor.person_id
    here = (
        person is not None
        and register.standing_now(trying.collective_id, trying.at).filter(person_id=person).exists()
    )
    return oneself(here)


def actor_id(case: Permitted[P]) -> UUID:
    """The person who acts, in an act that the clockwork cannot do."""
    person = case.actor.person_id
    if person is None:
        raise ImpossibleError(_("Only a person can do this."))
    return person


def someone_here(case: Permitted[P], person_id: UUID) -> None:
    """Refuse a person this collective has never met, without telling whether they exist elsewhere."""
    if not register.is_known_here(case.collective_id, person_id):
        raise ImpossibleError(_("We do not know this person here. Invite them first."))


def rules(case: Permitted[P]) -> Version:
    """The rules in force; without rules nobody can join."""
    if case.version is None:
        raise ImpossibleError(_("There are no rules yet. First adopt the rules."))
    return case.version


def seekable(version: Version, wanted: Standing) -> None:
    """Refuse a standing that the rules give nobody the means to reach."""
    if not queries.can_be_sought(version.charter, wanted):
        raise ImpossibleError(_("The rules here have no such place. Choose another one."))


FURTHEST = 36525
"""Days in a century: a last day further off is a typing mistake."""


def last_day(case: Permitted[P], until: date | None) -> date | None:
    """The last day of something, as given. Raises ImpossibleError for one that has passed or is absurdly far off."""
    today = civil_day(case.at)
    if until is not None and until < today:
        raise ImpossibleError(_("The last day has passed. Choose a later day."))
    if until is not None and until > today + timedelta(days=FURTHEST):
        raise ImpossibleError(_("This day is too far off. Look at the year again."))
    return until
