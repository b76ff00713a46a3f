"""Who reads a collective, and so what they may see. Rights are those of today, also when reading an earlier day."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest

from samenspel.ground.foundation.collectives import CollectiveCard
from samenspel.ground.journal import queries as journal
from samenspel.ground.journal.deeds import DEEDS, Audience
from samenspel.ground.journal.queries import DeedView
from samenspel.ground.people import helping
from samenspel.kernels.statute.model import Settings
from samenspel.kernels.statute.vocabulary import Standing
from samenspel.rooms.membership import queries as membership
from samenspel.rooms.membership.queries.people import INSIDERS
from samenspel.rooms.statute import gate
from samenspel.rooms.statute import queries as statute
from samenspel.rooms.statute.queries import Version
from samenspel.site import clock

_EVERYONE = frozenset({Standing.ANYONE, Standing.PERSON})
_KNOW_EACH_OTHER = INSIDERS | {Standing.FOUNDER}


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader of one collective. `standings` are those in the collective; empty for anyone from outside.

    `version` are the rules of today. `book_is_open`: their openness clause makes the book public.
    `names_are_public`: it lets people be named in it.
    """

    collective: CollectiveCard
    person_id: UUID | None
    standings: frozenset[Standing]
    version: Version | None

    @property
    def book_is_open(self) -> bool:
        return self._settings.publish_days is not None

    @property
    def names_are_public(self) -> bool:
        return bool(self._settings.names_in_public)

    @property
    def _settings(self) -> Settings:
        return self.version.charter.statute.settings if self.version is not None else Settings()

    @property
    def is_inside(self) -> bool:
        return bool(self.standings)

    @property
    def knows_people(self) -> bool:
        """Whether this reader belongs to those who know each other by name here."""
        return not _KNOW_EACH_OTHER.isdisjoint(self.standings)

    @property
    def sees_names(self) -> bool:
        return self.knows_people or self.names_are_public

    @property
    def audiences(self) -> frozenset[Audience]:
        """Which deeds this reader may read, apart from those in which they have a part."""
        if Standing.BOARD in self.standings:
            return frozenset(Audience) - {Audience.OWN}
        if self.is_inside:
            return frozenset({Audience.PUBLIC, Audience.MEMBERS})
        return frozenset({Audience.PUBLIC}) if self.book_is_open else frozenset()

    @property
    def may_read_something(self) -> bool:
        return bool(self.audiences) or self.person_id is not None

    def may_read(self, deed: DeedView) -> bool:
        audience = DEEDS[deed.type].audience
        if audience in self.audiences:
            return True
        return (
            audience in journal.PERSONAL
            and self.person_id is not None
            and journal.is_party(deed, self.person_id)
        )


def reader_of(request: HttpRequest, collective: CollectiveCard) -> Reader:
    """The reader behind a request: whoever is signed in, or the one they help just now."""
    at = clock.now()
    acting = helping.actor(request, at) if hasattr(request, "session") else None
    person_id = acting.person_id if acting is not None else None
    return reader_for(collective, person_id, at)


def stranger(collective: CollectiveCard, at: datetime) -> Reader:
    """Anyone who passes by: what everybody may read."""
    return reader_for(collective, None, at)


def reader_for(collective: CollectiveCard, person_id: UUID | None, at: datetime) -> Reader:
    standings = _standings(collective.id, person_id, at)
    return Reader(collective, person_id, standings, statute.in_force(collective.id, at))


def _standings(collective_id: UUID, person_id: UUID | None, at: datetime) -> frozenset[Standing]:
    """The standings in this collective. Before anybody takes part, whoever started it reads along."""
    if person_id is None:
        return frozenset()
    found = gate.standings(gate.Actor(collective_id, person_id), at) - _EVERYONE
    if (
        not found
        and not membership.has_begun(collective_id)
        and statute.founder_of(collective_id) == person_id
    ):
        return frozenset({Standing.FOUNDER})
    return found
