"""Leaving. It is always possible, for everyone, also while suspended (2:36 lid 1 BW; a cooperative: 2:60 BW)."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from samenspel.ground.journal.book import Entry
from samenspel.kernels.statute.vocabulary import Standing
from samenspel.rooms.membership import deeds, register
from samenspel.rooms.membership.acts.common import actor_id, takes_part
from samenspel.rooms.membership.models import Application, CallConsent, Measure, ShareIssue
from samenspel.rooms.statute import gate
from samenspel.rooms.statute.gate import Act, Free, Performed, Permitted


@dataclass(frozen=True, slots=True)
class Leave:
    """Leave at once, with every place and office one has.

    `because_of` names a decision: who leaves within a month of hearing of one that burdens them, is not bound
    by it (2:36 lid 3 BW).
    """

    because_of: UUID | None = None


def _leave(case: Permitted[Leave]) -> Performed:
    person = actor_id(case)
    ended = register.end(case, person)
    _close_everything(case, person)
    entry = Entry(
        deeds.LEFT.name,
        {
            "person": str(person),
            "standings": sorted(ended),
            "because_of": str(case.params.because_of) if case.params.because_of else None,
        },
        subject_id=person,
    )
    return Performed(entry, tuple(ended))


def _close_everything(case: Permitted[Leave], person: UUID) -> None:
    """What was open is closed; shares become a claim on the collective."""
    mine = {"collective_id": case.collective_id, "person_id": person}
    Application.objects.filter(**mine, state=Application.State.WAITING).update(
        state=Application.State.WITHDRAWN, closed_at=case.at
    )
    Measure.objects.filter(**mine, ended_at=None).update(ended_at=case.at, end=Measure.End.MEMBERSHIP_ENDED)
    CallConsent.objects.filter(**mine, withdrawn_at=None).update(withdrawn_at=case.at)
    ShareIssue.objects.filter(**mine, given_back_at=None).update(given_back_at=case.at)


gate.register(
    Act(
        name="membership.leave",
        params=Leave,
        sentence=_("leave this collective"),
        governed=Free(frozenset({Standing.SELF}), "2:36 BW", "Whoever takes part can leave at any time."),
        perform=_leave,
        facts=(takes_part,),
    )
)
