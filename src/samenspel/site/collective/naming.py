"""How a person is called in the book: by name for who may know it, else by what they were to the collective."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samenspel.ground.people import queries as people
from samenspel.kernels.statute.clause import Language
from samenspel.kernels.statute.vocabulary import OFFICES, VOICE_CLASSES, Standing
from samenspel.kernels.statute.words import STANDINGS
from samenspel.rooms.membership.queries.places import Spell, spells
from samenspel.rooms.statute import queries as statute
from samenspel.site import clock
from samenspel.site.collective.reader import Reader

_WEIGHT = (*OFFICES, *VOICE_CLASSES)
"""Which standing names someone who had several: an office before a place."""

_JUST_BEFORE = timedelta(microseconds=1)


def language() -> Language:
    """The language of this reader, as the statute's texts know it."""
    return Language.EN if get_language() == "en" else Language.NL


def standing_word(standing: Standing) -> str:
    return STANDINGS[standing].say(language())


class Names:
    """What to call these persons, for one reader. Looks everything up at once."""

    def __init__(self, reader: Reader, ids: Iterable[UUID]) -> None:
        self._reader = reader
        wanted = set(ids)
        known = wanted if reader.sees_names else wanted & {reader.person_id}
        self._names = people.names(known) if known else {}
        outside = set() if reader.knows_people else wanted
        self._spells = _spells(reader.collective.id, outside)
        self._founder = statute.founder_of(reader.collective.id) if outside else None

    def of(self, person_id: UUID | None, at: datetime) -> str:
        """Call a person as they were when something was done; nobody is the platform itself."""
        if person_id is None:
            return _("the platform")
        name = self._names.get(person_id)
        if name is None:
            return self._described(person_id, at)
        office = self._office(person_id, at) if not self._reader.knows_people else None
        if office is None or person_id == self._reader.person_id:
            return name
        return _("%(name)s (%(office)s)") % {"name": name, "office": standing_word(office)}

    def _described(self, person_id: UUID, at: datetime) -> str:
        found = self._standing(person_id, at)
        if found is None and person_id == self._founder:
            found = Standing.FOUNDER
        return with_article(standing_word(found)) if found is not None else _("someone")

    def _office(self, person_id: UUID, at: datetime) -> Standing | None:
        found = self._standing(person_id, at)
        return found if found in OFFICES else None

    def _standing(self, person_id: UUID, at: datetime) -> Standing | None:
        """The weightiest standing just before a deed: who is admitted comes from outside, who leaves was inside."""
        moment = at - _JUST_BEFORE
        held = {spell.standing for spell in self._spells.get(person_id, ()) if spell.covers(moment)}
        return next((standing for standing in _WEIGHT if standing in held), None)


def _spells(collective_id: UUID, ids: set[UUID]) -> Mapping[UUID, list[Spell]]:
    found: dict[UUID, list[Spell]] = {}
    for spell in spells(collective_id, ids, clock.now()) if ids else ():
        found.setdefault(spell.person_id, []).append(spell)
    return found


def with_article(word: str) -> str:
    """“een lid”, “a member”, “an objector”: one of them, whoever it was."""
    if language() is Language.EN:
        return f"{'an' if word[:1].lower() in 'aeiou' else 'a'} {word}"
    return f"een {word}"
