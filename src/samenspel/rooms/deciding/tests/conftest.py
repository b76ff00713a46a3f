"""A small collective for deciding: Anna founded it, Bram, Chadia, Dirk and Els joined as founders."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from samenspel.ground.people import accounts
from samenspel.kernels.statute.clause import Language
from samenspel.kernels.statute.presets import BUURTCOLLECTIEF
from samenspel.rooms.deciding import queries
from samenspel.site.demo.story import Story

BEGIN = datetime(2026, 1, 5, 9, tzinfo=UTC)
NAMES = ("anna", "bram", "chadia", "dirk", "els")


class World(Story):
    """A story with the names of its people, and short ways to look at what happened."""

    people: dict[str, UUID]

    def __getattr__(self, name: str) -> UUID:
        if name not in NAMES:
            raise AttributeError(name)
        return self.people[name]

    def state(self, proposal_id: UUID) -> str:
        found = queries.proposal(self.collective_id, proposal_id)
        assert found is not None
        return found.state

    def votes(self, proposal_id: UUID, reader: str | None = None) -> list[queries.VoteView]:
        person = self.people[reader] if reader else None
        return queries.votes(self.collective_id, proposal_id, person, Language.NL)


def build(**rules: dict[str, object]) -> World:
    """Found the collective with its rules changed where a test asks for it."""
    world = World(BEGIN)
    world.people = {name: accounts.create_person(name.capitalize(), "nl", BEGIN).id for name in NAMES}
    changed = {"admission": {"decides": "board", "waiting": 0}, **rules}
    world.begin(world.anna, "De Wending", "Arnhem", date(2026, 1, 1), BUURTCOLLECTIEF, changed)
    world.join(*(world.people[name] for name in NAMES[1:]), sponsor=world.anna)
    return world


@pytest.fixture
def world(db: None) -> World:
    return build()
