"""Every write of the counter-voice: speaking against a decision, supporting that, taking it back, and the answer."""

from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from samenspel.ground.foundation.ids import new_id
from samenspel.ground.journal import book
from samenspel.ground.journal import queries as journal
from samenspel.ground.journal.book import Entry
from samenspel.kernels.statute.vocabulary import Standing
from samenspel.rooms.deciding import acts as deciding
from samenspel.rooms.statute.gate import (
    Act,
    Attempt,
    Free,
    ImpossibleError,
    Learned,
    Performed,
    Permitted,
    of_kind,
    register,
)
from samenspel.rooms.statute.params import Reason
from samenspel.rooms.voice import deeds, queries
from samenspel.rooms.voice.models import Statement, Support

P = TypeVar("P")


@dataclass(frozen=True, slots=True)
class Counter:
    """Say what one has against a decision. It stands beside the decision."""

    proposal_id: UUID
    text: Reason


def _counter(case: Permitted[Counter]) -> Performed:
    _refuse_when_late(case, case.params.proposal_id)
    mine = Statement.objects.filter(
        collective_id=case.collective_id,
        proposal_id=case.params.proposal_id,
        person_id=case.person_id,
        withdrawn_at__isnull=True,
    )
    if mine.exists():
        raise ImpossibleError(
            _("You spoke against this decision before. Take that back first to say something else.")
        )
    row = Statement.objects.create(
        id=new_id(),
        collective_id=case.collective_id,
        proposal_id=case.params.proposal_id,
        person_id=case.person_id,
        text=case.params.text,
        made_at=case.at,
    )
    deciding.oppose(case.collective_id, row.proposal_id)
    entry = Entry(
        deeds.COUNTERED.name, {"statement": str(row.id)}, {"text": row.text}, subject_id=row.proposal_id
    )
    return Performed(entry, row.id)


@dataclass(frozen=True, slots=True)
class OfStatement:
    """A counter-statement that stands."""

    statement_id: UUID


def _support(case: Permitted[OfStatement]) -> Performed:
    row = _statement(case, case.params.statement_id)
    _refuse_when_late(case, row.proposal_id)
    if row.person_id == case.person_id:
        raise ImpossibleError(_("These are your own words. You count already."))
    _new, made = Support.objects.get_or_create(
        collective_id=case.collective_id, statement=row, person_id=case.person_id, defaults={"id": new_id()}
    )
    if not made:
        raise ImpossibleError(_("You support this already."))
    deciding.oppose(case.collective_id, row.proposal_id)
    return Performed(Entry(deeds.SUPPORTED.name, {"statement": str(row.id)}, subject_id=row.proposal_id))


def _take_back(case: Permitted[OfStatement]) -> Performed:
    """One's own words, which are erased, or one's support for those of another.

    After the days to speak are over words can still be erased, but who counted goes on counting: otherwise a group could
    plant words, and take the waiting away when nobody can speak any more.
    """
    row = _any_statement(case, case.params.statement_id)
    if row.person_id == case.person_id:
        deed = deeds.WORDS_TAKEN_BACK
        _erase(case, row)
    else:
        deed = deeds.SUPPORT_TAKEN_BACK
        terms = queries.terms(case.collective_id, row.proposal_id)
        if terms is not None and terms.until <= case.at:
            raise ImpossibleError(
                _(
                    "The days to speak against this decision have passed. You go on counting; nobody sees it is you."
                )
            )
        Support.objects.filter(
            collective_id=case.collective_id, statement=row, person_id=case.person_id
        ).delete()
    deciding.oppose(case.collective_id, row.proposal_id)
    return Performed(Entry(deed.name, {"statement": str(row.id)}, subject_id=row.proposal_id))


def _erase(case: Permitted[OfStatement], row: Statement) -> None:
    """Take words away: here and in the book, where the digest of them stays."""
    if row.withdrawn_at is not None:
        raise ImpossibleError(_("This counter-statement is not there any more."))
    Statement.objects.filter(collective_id=case.collective_id, id=row.id).update(
        text="", withdrawn_at=case.at
    )
    said = journal.Filter(types=(deeds.COUNTERED.name,), subject_id=row.proposal_id)
    for deed in journal.deeds(case.collective_id, said):
        if deed.payload.get("statement") == str(row.id):
            book.erase_text(case.collective_id, deed.id, "text", case.at)


@dataclass(frozen=True, slots=True)
class Answer:
    """Answer a counter-statement, with reasons, in the name of the body that decides on it."""

    statement_id: UUID
    answer: Reason


def _answer(case: Permitted[Answer]) -> Performed:
    row = _any_statement(case, case.params.statement_id)
    if row.answered_at is not None:
        raise ImpossibleError(_("This counter-statement has an answer already."))
    Statement.objects.filter(collective_id=case.collective_id, id=row.id).update(
        answer=case.params.answer, answered_at=case.at
    )
    entry = Entry(
        deeds.ANSWERED.name,
        {"statement": str(row.id)},
        {"answer": case.params.answer},
        subject_id=row.proposal_id,
    )
    return Performed(entry)


def _any_statement(trying: Attempt[P], statement_id: UUID) -> Statement:
    """A counter-statement, also one whose words were taken back."""
    row = Statement.objects.filter(collective_id=trying.collective_id, id=statement_id).first()
    if row is None:
        raise ImpossibleError(_("This counter-statement is not there any more."))
    return row


def _statement(trying: Attempt[P], statement_id: UUID) -> Statement:
    row = _any_statement(trying, statement_id)
    if row.withdrawn_at is not None:
        raise ImpossibleError(_("This counter-statement is not there any more."))
    return row


def _refuse_when_late(case: Permitted[P], proposal_id: UUID) -> None:
    """Raises ImpossibleError for what was not decided or is not for this person, and when the days have passed."""
    terms = queries.terms(case.collective_id, proposal_id)
    if terms is None or not queries.is_for(case.charter, case.collective_id, case.person_id, case.at):
        raise ImpossibleError(_("There is no decision here to speak against."))
    if terms.until <= case.at:
        raise ImpossibleError(_("The days to speak against this decision have passed."))


def speaker(trying: Attempt[OfStatement]) -> Learned:
    """Learn whether the actor said this, or supports it."""
    row, person_id = _any_statement(trying, trying.params.statement_id), trying.actor.person_id
    if person_id is None:
        return Learned()
    supports = Support.objects.filter(collective_id=trying.collective_id, statement=row, person_id=person_id)
    mine = row.person_id == person_id or supports.exists()
    return Learned(standings=frozenset({Standing.SELF} if mine else ()))


_OWN_WORDS = Free(
    frozenset({Standing.SELF}), "3:33 BW", "What someone said or supports is theirs to take back."
)

register(Act("voice.counter", Counter, _("speak against a decision"), of_kind("counter"), _counter))
register(Act("voice.support", OfStatement, _("support a counter-statement"), of_kind("counter"), _support))
register(
    Act("voice.take_back", OfStatement, _("take back your opposition"), _OWN_WORDS, _take_back, (speaker,))
)
register(
    Act("voice.answer", Answer, _("answer a counter-statement"), of_kind("reply"), _answer, by_decision=True)
)
