"""A collective in which a new purpose was decided, with neighbours who had no vote in it."""

from uuid import UUID

import pytest

from samenspel.ground.people import accounts
from samenspel.kernels.statute.charter import Change
from samenspel.rooms.deciding.tests.conftest import BEGIN, World, build
from samenspel.rooms.statute import queries as statute
from samenspel.rooms.statute.params import to_json

RULES: dict[str, dict[str, object]] = {
    "counter_voice": {"days": 28, "supporters": 3, "per": 2, "step": 7, "most": 21}
}


def purpose(world: World, text: str = "iets heel anders") -> dict[str, object]:
    """The parameters of a change of purpose on the newest text."""
    latest = statute.latest(world.collective_id)
    assert latest is not None
    old = latest.charter.by_id["purpose"].values["purpose"]
    return {"against": latest.hash, "changes": [to_json(Change("purpose", "purpose", str(old), text))]}


def closing(world: World) -> dict[str, object]:
    """The parameters of taking the clause on openness out of the rules."""
    latest = statute.latest(world.collective_id)
    assert latest is not None
    old = latest.charter.by_id["openness"]
    change = Change("openness", "", old.clause.to_json(old.values), None)
    return {"against": latest.hash, "changes": [to_json(change)]}


def decided(world: World) -> UUID:
    """A new purpose, carried by everyone, that now waits."""
    proposal_id = world.propose(
        world.anna, "Een ander doel", "Omdat de wijk verandert.", act="statute.amend", params=purpose(world)
    )
    world.wait_until(world.votes(proposal_id)[0].opens_at)
    world.cast(world.open_vote(proposal_id), lambda _: ("for",))
    world.wait(hours=1)
    assert world.state(proposal_id) == "decided"
    return proposal_id


@pytest.fixture
def world(db: None) -> World:
    return build(**RULES)


@pytest.fixture
def neighbours(world: World) -> list[UUID]:
    """Eight people who sign in and take no part."""
    return [accounts.create_person(f"Buur {number}", "nl", BEGIN).id for number in range(8)]
