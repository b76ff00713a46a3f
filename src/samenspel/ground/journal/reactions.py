"""Reactions: what others want to know of a deed, told after commit, in order, at least once.

Each reaction has a cursor per collective. A deed and the move of the cursor are one transaction, so a reaction
whose effects are in this database happens exactly once; one that reaches outside must bear a repeat.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from samenspel.ground.foundation.scope import across_collectives
from samenspel.ground.journal import queries
from samenspel.ground.journal.models import Cursor, Head
from samenspel.ground.journal.queries import DeedView

logger = logging.getLogger(__name__)

BATCH = 200
LONGEST_WAIT = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Reaction:
    """A named handler of some types of deeds. It must be idempotent."""

    name: str
    types: frozenset[str]
    handle: Callable[[DeedView, datetime], None]


REACTIONS: dict[str, Reaction] = {}


def register(reaction: Reaction) -> None:
    """Add a reaction at start-up. Raises ValueError for a second one of that name."""
    if REACTIONS.setdefault(reaction.name, reaction) is not reaction:
        raise ValueError(f"There are two reactions called {reaction.name}.")


def run_all(at: datetime) -> int:
    """Bring every reaction of every collective up to date; returns how many deeds were handled."""
    return sum(
        _catch_up(collective_id, reaction, at)
        for reaction in REACTIONS.values()
        for collective_id in _behind(reaction)
    )


def run_for(collective_id: UUID, at: datetime) -> int:
    """Bring every reaction of one collective up to date."""
    return sum(_catch_up(collective_id, reaction, at) for reaction in REACTIONS.values())


def _behind(reaction: Reaction) -> Iterator[UUID]:
    """Collectives whose book is longer than the reaction has read."""
    with across_collectives("the worker serves every collective"):
        read = Cursor.objects.filter(collective_id=OuterRef("collective_id"), reaction=reaction.name).values(
            "sequence"
        )[:1]
        rows = Head.objects.annotate(read=Coalesce(Subquery(read), 0)).filter(sequence__gt=F("read"))
        yield from list(rows.values_list("collective_id", flat=True))


def _catch_up(collective_id: UUID, reaction: Reaction, at: datetime) -> int:
    Cursor.objects.get_or_create(collective_id=collective_id, reaction=reaction.name)
    handled = 0
    while True:
        try:
            step = _one_batch(collective_id, reaction, at)
        except Exception:
            logger.exception("Reaction %s stopped in collective %s", reaction.name, collective_id)
            _note_failure(collective_id, reaction, at)
            return handled
        if step == 0:
            return handled
        handled += step


@transaction.atomic
def _one_batch(collective_id: UUID, reaction: Reaction, at: datetime) -> int:
    """Handle the next deeds under the cursor's lock, so that two workers never handle one deed twice."""
    cursor = Cursor.objects.select_for_update().get(collective_id=collective_id, reaction=reaction.name)
    if cursor.retry_at is not None and cursor.retry_at > at:
        return 0
    deeds = queries.after(collective_id, cursor.sequence, BATCH)
    for deed in deeds:
        if deed.type in reaction.types:
            reaction.handle(deed, at)
    if deeds:
        Cursor.objects.filter(collective_id=collective_id, id=cursor.id).update(
            sequence=deeds[-1].sequence, failures=0, retry_at=None, error=""
        )
    return len(deeds)


def _note_failure(collective_id: UUID, reaction: Reaction, at: datetime) -> None:
    """Wait longer after each failure: two seconds, four, eight, up to six hours."""
    cursor = Cursor.objects.get(collective_id=collective_id, reaction=reaction.name)
    wait = min(timedelta(seconds=2 ** min(cursor.failures + 1, 16)), LONGEST_WAIT)
    Cursor.objects.filter(collective_id=collective_id, id=cursor.id).update(
        failures=F("failures") + 1, retry_at=at + wait
    )
