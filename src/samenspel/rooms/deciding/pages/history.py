"""What the book tells about one proposal, as sentences. Never who voted in a vote."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from samenspel.ground.journal import queries as journal
from samenspel.ground.journal.deeds import DEEDS, Audience, Field
from samenspel.ground.journal.queries import DeedView, Filter
from samenspel.ground.people import queries as people
from samenspel.kernels.statute.words import day
from samenspel.rooms.deciding.pages.frame import Reader

SIZE = 60
"""More than this about one proposal stands in the book itself."""

_READABLE = frozenset({Audience.MEMBERS, Audience.PUBLIC})
_ELSEWHERE = frozenset({"deciding.commented"})
"""What the page shows in another place."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened."""

    at: datetime
    text: str


def lines(reader: Reader, proposal_id: UUID) -> list[Line]:
    """What happened with a proposal, the first thing first, for someone who takes part."""
    types = tuple(
        type_.name for type_ in DEEDS if type_.audience in _READABLE and type_.name not in _ELSEWHERE
    )
    wanted = Filter(audiences=_READABLE, types=types, subject_id=proposal_id, until=reader.at)
    newest, _number, _pages = journal.page(reader.id, wanted, 1, SIZE)
    names = people.names(_people(newest))
    return [Line(deed.at, _sentence(reader, deed, names)) for deed in reversed(newest)]


def _people(deeds: Iterable[DeedView]) -> set[UUID]:
    return {person for deed in deeds for person in (deed.actor_id, deed.helper_id) if person is not None}


def _sentence(reader: Reader, deed: DeedView, names: dict[UUID, str]) -> str:
    kind = DEEDS[deed.type]
    said = defaultdict(lambda: "…", deed.texts)
    for name, value in deed.payload.items():
        is_day = kind.fields.get(name) is Field.DAY and value
        said[name] = day(date.fromisoformat(str(value)), reader.language) if is_day else str(value)
    said["actor"] = names.get(deed.actor_id, _("Someone")) if deed.actor_id else _("The platform")
    text = str(kind.sentence) % said
    if deed.helper_id is None:
        return text
    return text + " " + _("%(helper)s helped.") % {"helper": names.get(deed.helper_id, _("Someone"))}
