"""Applications, invitations, and which places the rules have."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import F

from samenspel.ground.foundation.scope import across_collectives
from samenspel.ground.journal import queries as journal
from samenspel.ground.people import queries as people
from samenspel.kernels.statute.charter import Charter
from samenspel.kernels.statute.vocabulary import VOICE_CLASSES, Standing
from samenspel.rooms.membership import deeds
from samenspel.rooms.membership.models import Application, Invitation
from samenspel.rooms.membership.queries.paging import turned

SEEKABLE = tuple(standing for standing in VOICE_CLASSES if standing is not Standing.TRIAL_MEMBER)
"""Places one can ask for. Nobody asks for a trial: one asks to be a member."""


@dataclass(frozen=True, slots=True)
class ApplicationView:
    """An application. `motivation` is the applicant's own words, empty when erased or never given."""

    id: UUID
    person_id: UUID
    name: str
    wanted: Standing
    version: int
    motivation: str
    made_at: datetime
    signed_on: date | None
    invited: bool
    state: str


@dataclass(frozen=True, slots=True)
class InvitationView:
    """An invitation, without its code."""

    id: UUID
    collective_id: UUID
    standing: Standing
    made_by: UUID
    made_at: datetime
    expires_at: datetime
    uses: int
    used: int

    @property
    def uses_left(self) -> int:
        return self.uses - self.used


def can_be_sought(charter: Charter, standing: Standing) -> bool:
    """Whether the rules know a way into a standing: by someone's power, or by a decision."""
    if standing not in SEEKABLE:
        return False
    plan = charter.statute.plan("admit" if standing is Standing.MEMBER else f"grant:{standing}")
    return not plan.forbidden_by and bool(plan.needs or plan.powers)


def open_places(charter: Charter) -> tuple[Standing, ...]:
    """The places one can ask for under these rules, in a fixed order."""
    return tuple(standing for standing in SEEKABLE if can_be_sought(charter, standing))


def waiting_applications(collective_id: UUID, number: int = 1, size: int = 20) -> Page[ApplicationView]:
    """Applications nobody has decided on yet, the oldest first, a page at a time."""
    rows = Application.objects.filter(collective_id=collective_id, state=Application.State.WAITING)
    page = Paginator(rows.order_by("made_at", "id"), size).get_page(number)
    return turned(page, _views(collective_id, page.object_list))


def application(collective_id: UUID, application_id: UUID) -> ApplicationView | None:
    rows = Application.objects.filter(collective_id=collective_id, id=application_id)
    return next(iter(_views(collective_id, rows)), None)


def application_of(collective_id: UUID, person_id: UUID) -> ApplicationView | None:
    """Someone's application that is waiting."""
    rows = Application.objects.filter(
        collective_id=collective_id, person_id=person_id, state=Application.State.WAITING
    )
    return next(iter(_views(collective_id, rows)), None)


def applicants(collective_id: UUID) -> dict[UUID, str]:
    """Who asked to join in and waits, by their number."""
    rows = Application.objects.filter(collective_id=collective_id, state=Application.State.WAITING)
    return people.names(rows.values_list("person_id", flat=True))


def _views(collective_id: UUID, rows: Iterable[Application]) -> list[ApplicationView]:
    found = list(rows)
    names = people.names(row.person_id for row in found)
    words = _motivations(collective_id, [row.id for row in found])
    return [
        ApplicationView(
            id=row.id,
            person_id=row.person_id,
            name=names[row.person_id],
            wanted=Standing(row.wanted),
            version=row.version,
            motivation=words.get(row.id, ""),
            made_at=row.made_at,
            signed_on=row.signed_on,
            invited=row.invitation_id is not None,
            state=row.state,
        )
        for row in found
    ]


def _motivations(collective_id: UUID, ids: list[UUID]) -> dict[UUID, str]:
    """What applicants wrote. It stands beside their deed, in one place, so that it can be erased."""
    wanted = journal.Filter(types=(deeds.APPLIED.name, deeds.PERSON_ENTERED.name))
    rows = list(journal.deeds(collective_id, wanted).filter(subject_id__in=ids)) if ids else []
    views = journal.views(collective_id, rows)
    return {
        view.subject_id: view.texts.get("motivation", "") for view in views if view.subject_id is not None
    }


def invitations(collective_id: UUID, at: datetime) -> list[InvitationView]:
    """Invitations that still work, the newest first."""
    rows = Invitation.objects.filter(
        collective_id=collective_id, withdrawn_at=None, expires_at__gt=at, used__lt=F("uses")
    )
    return [_invitation(row) for row in rows.order_by("-made_at", "-id")]


def invitation_by_code(code: str, at: datetime) -> InvitationView | None:
    """The invitation that a code belongs to, if it still works. The code says which collective it is for."""
    digest = hashlib.sha256(clean_code(code).encode()).hexdigest()
    with across_collectives("whoever holds an invitation does not know the collective yet"):
        row = Invitation.objects.filter(
            digest=digest, withdrawn_at=None, expires_at__gt=at, used__lt=F("uses")
        ).first()  # fmt: skip
    return _invitation(row) if row is not None else None


def clean_code(typed: str) -> str:
    """A code as it is kept: capital letters and digits, without dashes and blanks."""
    return re.sub(r"[^A-Z0-9]", "", typed.upper())


def _invitation(row: Invitation) -> InvitationView:
    return InvitationView(
        id=row.id,
        collective_id=row.collective_id,
        standing=Standing(row.standing),
        made_by=row.made_by_id,
        made_at=row.made_at,
        expires_at=row.expires_at,
        uses=row.uses,
        used=row.used,
    )
