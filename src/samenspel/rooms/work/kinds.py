"""Kinds of work that the collective itself names: naming one, and no longer using one."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import StringConstraints

from samenspel.ground.foundation.ids import new_id
from samenspel.ground.journal.book import Entry
from samenspel.rooms.statute.gate import Act, ImpossibleError, Performed, Permitted, of_kind, register
from samenspel.rooms.statute.params import STORABLE
from samenspel.rooms.work import deeds
from samenspel.rooms.work.models import WorkKind

MOST = 20
"""How many kinds one can choose from."""
KindName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=60), STORABLE]


@dataclass(frozen=True, slots=True)
class NameKind:
    """Name a kind of work, to count what is done of it."""

    name: KindName


def _name(case: Permitted[NameKind]) -> Performed:
    known = WorkKind.objects.filter(collective_id=case.collective_id, closed_at__isnull=True)
    if known.filter(name__iexact=case.params.name).exists():
        raise ImpossibleError(_("This kind of work is there already."))
    if known.count() >= MOST:
        raise ImpossibleError(_("There are many kinds already. First stop using one."))
    row = WorkKind.objects.create(
        id=new_id(), collective_id=case.collective_id, name=case.params.name, made_at=case.at
    )
    entry = Entry(deeds.KIND_NAMED.name, {"kind": str(row.id)}, {"name": row.name}, subject_id=row.id)
    return Performed(entry, row.id)


@dataclass(frozen=True, slots=True)
class CloseKind:
    """Use a kind of work no longer. What was counted stays."""

    kind_id: UUID


def _close(case: Permitted[CloseKind]) -> Performed:
    row = used(case.collective_id, case.params.kind_id)
    WorkKind.objects.filter(collective_id=case.collective_id, id=row.id).update(closed_at=case.at)
    return Performed(Entry(deeds.KIND_CLOSED.name, {"kind": str(row.id)}, subject_id=row.id))


def used(collective_id: UUID, kind_id: UUID) -> WorkKind:
    """The kind of work that is meant. Raises ImpossibleError for one that is not used."""
    row = WorkKind.objects.filter(collective_id=collective_id, id=kind_id, closed_at__isnull=True).first()
    if row is None:
        raise ImpossibleError(_("This kind of work is not used any more."))
    return row


register(Act("work.name_kind", NameKind, _("name a kind of work"), of_kind("register"), _name))
register(Act("work.close_kind", CloseKind, _("use a kind of work no longer"), of_kind("register"), _close))
