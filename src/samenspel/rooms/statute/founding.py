"""From a finished draft to a collective with rules: two acts through the gate, in one transaction, once."""

from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from samenspel.ground.foundation import collectives
from samenspel.ground.foundation.collectives import CollectiveCard, UnknownCollectiveError
from samenspel.kernels.statute.charter import Charter, legal_facts
from samenspel.kernels.statute.floors import Breach, breaches
from samenspel.rooms.statute import drafts, gate, queries
from samenspel.rooms.statute.gate import Actor


def found(actor: Actor, key: UUID, at: datetime) -> CollectiveCard:
    """Found the collective that the actor has a draft of, and adopt its charter.

    The draft's id is the collective's, and `actor.collective_id` is that id: sent twice, the second time gives
    the collective of the first. Raises what the gate raises, and UnknownCollectiveError without a draft.
    """
    assert actor.person_id is not None
    with transaction.atomic():
        draft = drafts.locked(actor.person_id)
        if draft is None or draft.id != actor.collective_id:
            return _founded_before(actor)
        answers = draft.answers
        params = {"name": answers.name, "place": answers.place, "since": answers.since, "form": answers.form}
        gate.attempt("statute.found", actor, params, at=at, key=uuid5(key, "statute.found"))
        clauses = [{"id": clause, "values": values} for clause, values in answers.clause_values().items()]
        gate.attempt("statute.adopt", actor, {"clauses": clauses}, at=at, key=uuid5(key, "statute.adopt"))
        drafts.drop(actor.person_id)
        return collectives.by_id(draft.id)


def _founded_before(actor: Actor) -> CollectiveCard:
    if queries.founder_of(actor.collective_id) != actor.person_id:
        raise UnknownCollectiveError(str(actor.collective_id))
    return collectives.by_id(actor.collective_id)


def law_breaches(charter: Charter) -> tuple[Breach, ...]:
    """Where a charter is under a floor of the law."""
    return breaches(charter.form, legal_facts(charter))


_MENDED_IN = (
    ("2:285 lid 1", "admission"),
    ("2:285 lid 3", "surplus"),
    ("2:26 lid 3", "surplus"),
    ("2:44 lid 5", "board"),
    ("2:286 lid 4 onder e", "asset_lock"),
    ("2:27 lid 4 onder f", "asset_lock"),
    ("2:42", "amendment"),
    ("2:47a", "offices"),
    ("2:37", "board"),
    ("2:38 lid 3", "partners"),
    ("2:35", "admission"),
    ("2:36", "admission"),
    ("2:60", "admission"),
)


def mended_in(breach: Breach) -> str:
    """The clause in which a breach can be mended; empty when it is in no clause of the library."""
    return next((clause for article, clause in _MENDED_IN if breach.article.startswith(article)), "")
