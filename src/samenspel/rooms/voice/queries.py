"""Reading the counter-voice. Who supports a statement is counted here, and told to nobody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, Q

from samenspel.kernels.statute.charter import Charter
from samenspel.kernels.statute.model import NO_DELAY, Delay, Right
from samenspel.rooms.deciding import queries as deciding
from samenspel.rooms.statute import queries as statute
from samenspel.rooms.statute.gate import CIVIL_TIME, civil_day
from samenspel.rooms.voice.models import Statement, Support

CAN_BE_OPPOSED = ("decided", "done")
"""States of a proposal that are a decision."""


@dataclass(frozen=True, slots=True)
class StatementView:
    """A counter-statement. `people` counts who said it and who supports it; `mine` and `supported` are the reader's."""

    id: UUID
    proposal_id: UUID
    person_id: UUID
    text: str
    made_at: datetime
    people: int
    answer: str
    answered_at: datetime | None
    mine: bool
    supported: bool


@dataclass(frozen=True, slots=True)
class Terms:
    """What the rules under which something was decided say of speaking against it.

    `until` is when it ends. From `supporters` people on, the body that decided has to answer. `delay` is how opposition
    of people without a vote lengthens the waiting.
    """

    until: datetime
    supporters: int
    delay: Delay


def terms(collective_id: UUID, proposal_id: UUID) -> Terms | None:
    """The terms for a decision; None where nothing was decided, or its rules have no counter-voice.

    The days count from the one on which the decision was written in the book, where it can be read.
    """
    decided = deciding.proposal(collective_id, proposal_id)
    if decided is None or decided.concluded_at is None or decided.state not in CAN_BE_OPPOSED:
        return None
    version = statute.version_by_id(collective_id, decided.version_id) if decided.version_id else None
    right = _right(version.charter) if version is not None else None
    if version is None or right is None:
        return None
    last = civil_day(decided.concluded_at) + timedelta(days=right.days)
    return Terms(
        datetime.combine(last, time(), CIVIL_TIME),
        right.supporters,
        _delay(version.charter, decided.kinds),
    )


def _right(charter: Charter) -> Right | None:
    rights = (right for rule in charter.statute.rules for right in rule.rights)
    return next((right for right in rights if right.id == "counter_voice"), None)


def _delay(charter: Charter, kinds: Iterable[str]) -> Delay:
    delays = [
        requirement.delay
        for kind in kinds
        for need in charter.statute.plan(kind).needs
        if (requirement := need.requirement).delay.fullest
    ]
    return max(delays, key=lambda delay: delay.most, default=NO_DELAY)


def opponents(collective_id: UUID, proposal_id: UUID) -> set[UUID]:
    """Everyone who speaks against a decision or supports who does, each once."""
    standing = Statement.objects.filter(
        collective_id=collective_id, proposal_id=proposal_id, withdrawn_at__isnull=True
    )
    supports = Support.objects.filter(collective_id=collective_id, statement__in=standing)
    return set(standing.values_list("person_id", flat=True)) | set(
        supports.values_list("person_id", flat=True)
    )


def statements(collective_id: UUID, proposal_id: UUID, person_id: UUID | None) -> list[StatementView]:
    """What is said against a decision, what most people support first."""
    rows = Statement.objects.filter(
        collective_id=collective_id, proposal_id=proposal_id, withdrawn_at__isnull=True
    )
    return _views(collective_id, rows.values_list("id", flat=True), person_id)


def statement(collective_id: UUID, statement_id: UUID, person_id: UUID | None = None) -> StatementView | None:
    """One counter-statement that stands."""
    return next(iter(_views(collective_id, [statement_id], person_id)), None)


def _views(collective_id: UUID, ids: Iterable[UUID], person_id: UUID | None) -> list[StatementView]:
    rows = Statement.objects.filter(collective_id=collective_id, id__in=list(ids), withdrawn_at__isnull=True)
    counts = dict(
        Support.objects.filter(Q(statement__in=rows), collective_id=collective_id)
        .values_list("statement_id")
        .annotate(people=Count("id"))
    )
    mine = set(
        Support.objects.filter(
            collective_id=collective_id, statement__in=rows, person_id=person_id
        ).values_list("statement_id", flat=True)
    )
    found = [
        StatementView(
            row.id,
            row.proposal_id,
            row.person_id,
            row.text,
            row.made_at,
            1 + counts.get(row.id, 0),
            row.answer,
            row.answered_at,
            row.person_id == person_id,
            row.id in mine,
        )
        for row in rows
    ]
    return sorted(found, key=lambda view: (-view.people, view.made_at))
