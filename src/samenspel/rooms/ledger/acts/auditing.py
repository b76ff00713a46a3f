"""The books of a year looked through by members who are not on the board (kascommissie, 2:48 lid 2 BW)."""

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _
from pydantic import Field as Bound

from samenspel.ground.foundation.ids import new_id
from samenspel.ground.journal.book import Entry
from samenspel.kernels.statute.vocabulary import Standing
from samenspel.rooms.ledger import deeds
from samenspel.rooms.ledger.models import YearAudit
from samenspel.rooms.statute import gate
from samenspel.rooms.statute.gate import (
    Act,
    Attempt,
    Free,
    ImpossibleError,
    Learned,
    Performed,
    Permitted,
    civil_day,
)
from samenspel.rooms.statute.params import Remark

Finding = YearAudit.Finding
LEAST = 2
"""How many members look the books through."""


@dataclass(frozen=True, slots=True)
class AuditYear:
    """Say what one found of the books of a year; with remarks in words where there are any."""

    year: Annotated[int, Bound(ge=2000, le=2200)]
    finding: Finding
    remarks: Remark = ""


def _audit(case: Permitted[AuditYear]) -> Performed:
    given = case.params
    if given.year > civil_day(case.at).year:
        raise ImpossibleError(_("This year has not begun yet."))
    if given.finding is Finding.REMARKS and not given.remarks:
        raise ImpossibleError(_("Write down what you found."))
    mine = YearAudit.objects.filter(
        collective_id=case.collective_id, year=given.year, person_id=case.person_id
    )
    if mine.exists():
        raise ImpossibleError(_("You looked this year through before."))
    row = YearAudit.objects.create(
        id=new_id(),
        collective_id=case.collective_id,
        year=given.year,
        person_id=case.person_id,
        finding=given.finding,
        made_at=case.at,
    )
    entry = Entry(
        deeds.YEAR_AUDITED.name,
        {"year": given.year, "finding": given.finding.value},
        {"remarks": given.remarks},
        subject_id=row.id,
    )
    return Performed(entry, row.id)


def _not_of_the_board(trying: Attempt[AuditYear]) -> Learned:
    """Refuse who keeps the books: nobody audits themselves."""
    if Standing.BOARD in gate.standings(trying.actor, trying.at):
        raise ImpossibleError(
            _("The board keeps these books. Members who are not on the board look them through.")
        )
    return Learned()


gate.register(
    Act(
        "ledger.audit_year",
        AuditYear,
        _("look the books of a year through"),
        Free(
            frozenset({Standing.MEMBER}),
            "2:48 lid 2 BW",
            "Members who are not on the board look the books of a year through.",
        ),
        _audit,
        (_not_of_the_board,),
        helper_allowed=False,
    )
)
