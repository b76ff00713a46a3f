"""Reading the counter-voice. Who supports a statement is counted here, and told to nobody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from samenspel.kernels.statute.charter import Charter
from samenspel.kernels.statute.model import NO_DELAY, Delay, Right
from samenspel.rooms.deciding import queries as deciding
from samenspel.rooms.deciding.queries import ProposalView
from samenspel.rooms.membership import queries as membership
from samenspel.rooms.statute import queries as statute
from samenspel.rooms.statute.gate import CIVIL_TIME, civil_day
from samenspel.rooms.voice.models import Statement, Support

CAN_BE_OPPOSED = ("decided", "done")
"""States of a proposal that are a decision."""


@dataclass(frozen=True, slots=True)
class StatementView:
    """A counter-statement, without text when its words were taken back.

    `people` counts who said it and who supports it; `mine` and `supported` are the reader's.
    """

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
    """The terms for a decision, by its id."""
    decided = deciding.proposal(collective_id, proposal_id)
    return terms_of(decided) if decided is not None else None


def terms_of(decided: ProposalView) -> Terms | None:
    """The terms for a decision; None where nothing was decided, it is about a person, or its rules have no counter-voice.

    The days count from the one on which the decision was written in the book, where it can be read, that day included.
    """
    if decided.concluded_at is None or decided.state not in CAN_BE_OPPOSED:
        return None
    if deciding.is_about_person(decided):
        return None
    version = statute.version_by_id(decided.collective_id, decided.version_id) if decided.version_id else None
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


def is_for(charter: Charter, collective_id: UUID, person_id: UUID, at: datetime) -> bool:
    """Whether someone may read what is decided here: who takes part, and everyone where the rules open the book."""
    if charter.statute.settings.publish_days is not None:
        return True
    return bool(membership.standings_of(collective_id, person_id, at))


def opponents(collective_id: UUID, proposal_id: UUID) -> set[UUID]:
    """Everyone who counts as being against a decision, each once.

    Who supports goes on counting when the words are taken back, and whoever took them back after the days to speak too.
    """
    said = Statement.objects.filter(collective_id=collective_id, proposal_id=proposal_id)
    found = terms(collective_id, proposal_id)
    stands = Q(withdrawn_at__isnull=True)
    if found is not None:
        stands |= Q(withdrawn_at__gte=found.until)
    supports = Support.objects.filter(collective_id=collective_id, statement__in=said)
    return set(said.filter(stands).values_list("person_id", flat=True)) | set(
        supports.values_list("person_id", flat=True)
    )


def statements(
    collective_id: UUID, proposal_id: UUID, person_id: UUID | None, as_of: datetime | None = None
) -> list[StatementView]:
    """What is said against a decision, what most people support first. Without the words that were taken back, if
    others still stand behind them; and as it was on an earlier day, without counts, which are not kept.
    """
    rows = Statement.objects.filter(collective_id=collective_id, proposal_id=proposal_id)
    if as_of is not None:
        rows = rows.filter(Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=as_of), made_at__lte=as_of)
    return [view for view in _views(collective_id, rows, person_id) if view.text or view.people]


def statement(collective_id: UUID, statement_id: UUID) -> StatementView | None:
    """One counter-statement, also when its words were taken back."""
    rows = Statement.objects.filter(collective_id=collective_id, id=statement_id)
    return next(iter(_views(collective_id, rows, None)), None)


def _views(collective_id: UUID, rows: QuerySet[Statement], person_id: UUID | None) -> list[StatementView]:
    supports = Support.objects.filter(collective_id=collective_id, statement__in=rows)
    counts = dict(supports.values_list("statement_id").annotate(people=Count("id")))
    mine = (
        set(supports.filter(person_id=person_id).values_list("statement_id", flat=True))
        if person_id is not None
        else set()
    )
    found = [
        StatementView(
            id=row.id,
            proposal_id=row.proposal_id,
            person_id=row.person_id,
            text=row.text,
            made_at=row.made_at,
            people=(row.withdrawn_at is None) + counts.get(row.id, 0),
            answer=row.answer,
            answered_at=row.answered_at,
            mine=row.person_id == person_id and row.withdrawn_at is None,
            supported=row.id in mine,
        )
        for row in rows
    ]
    return sorted(found, key=lambda view: (-view.people, view.made_at))
