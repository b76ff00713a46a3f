"""Inviting: a link or a sheet of paper with a code, for one standing, for some people, for some days."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext_lazy as _
from pydantic import Field as Bound

from samenspel.ground.foundation.ids import new_id
from samenspel.ground.journal.book import Entry
from samenspel.ground.people.cards import ALPHABET
from samenspel.kernels.statute.vocabulary import Standing
from samenspel.rooms.membership import deeds, queries
from samenspel.rooms.membership.acts.common import P, actor_id, rules, seekable
from samenspel.rooms.membership.models import Invitation
from samenspel.rooms.statute import gate
from samenspel.rooms.statute.gate import Act, ImpossibleError, Performed, Permitted

CODE_LENGTH = 16
"""Letters in an invitation's code: 22 to the power 16 possibilities, too many to try."""


@dataclass(frozen=True, slots=True)
class Invite:
    """Make an invitation for one standing. `uses`: how many people it is for; `days`: how long it holds."""

    standing: Standing = Standing.MEMBER
    uses: Annotated[int, Bound(ge=1, le=200)] = 1
    days: Annotated[int, Bound(ge=1, le=365)] = 30


def _invite(case: Permitted[Invite]) -> Performed:
    seekable(rules(case), case.params.standing)
    code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    expires = case.at + timedelta(days=case.params.days)
    row = Invitation.objects.create(
        id=new_id(),
        collective_id=case.collective_id,
        digest=digest(code),
        standing=case.params.standing,
        made_by_id=actor_id(case),
        made_at=case.at,
        expires_at=expires,
        uses=case.params.uses,
    )
    entry = Entry(
        deeds.INVITED.name,
        {
            "invitation": str(row.id),
            "standing": row.standing,
            "uses": row.uses,
            "expires": gate.civil_day(expires).isoformat(),
        },
        subject_id=row.id,
    )
    return Performed(entry, NewInvitation(row.id, code))


@dataclass(frozen=True, slots=True)
class NewInvitation:
    """The invitation just made. The code is told this once; the house keeps only its digest."""

    id: UUID
    code: str


def digest(code: str) -> str:
    """What is kept of an invitation's code, however it was typed."""
    return hashlib.sha256(queries.clean_code(code).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class WithdrawInvitation:
    """Make an invitation worthless."""

    invitation_id: UUID


def _withdraw_invitation(case: Permitted[WithdrawInvitation]) -> Performed:
    rows = Invitation.objects.filter(
        collective_id=case.collective_id, id=case.params.invitation_id, withdrawn_at=None
    )
    if not rows.update(withdrawn_at=case.at):
        raise ImpossibleError(_("There is no such invitation any more."))
    entry = Entry(
        deeds.INVITATION_WITHDRAWN.name,
        {"invitation": str(case.params.invitation_id)},
        subject_id=case.params.invitation_id,
    )
    return Performed(entry)


def use(case: Permitted[P], code: str, wanted: Standing) -> Invitation:
    """Spend one use of an invitation of this collective."""
    rows = Invitation.objects.filter(
        collective_id=case.collective_id,
        digest=digest(code),
        withdrawn_at=None,
        expires_at__gt=case.at,
        used__lt=F("uses"),
    )
    row = rows.first()
    if row is None:
        raise ImpossibleError(_("This invitation no longer works. You can also ask to join in without one."))
    if row.standing != wanted:
        raise ImpossibleError(
            _("This invitation is for another place. You can also ask to join in without one.")
        )
    rows.filter(id=row.id).update(used=F("used") + 1)
    return row


gate.register(Act("membership.invite", Invite, _("invite someone"), gate.of_kind("invite"), _invite))
gate.register(
    Act(
        "membership.withdraw_invitation",
        WithdrawInvitation,
        _("withdraw an invitation"),
        gate.of_kind("invite"),
        _withdraw_invitation,
    )
)
