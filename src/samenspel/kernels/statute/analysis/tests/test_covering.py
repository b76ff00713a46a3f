"""The fewest people for numbers of votes, and the lightest group: against looking at every group there is."""

from itertools import product
from random import Random

import pytest

from samenspel.kernels.statute.analysis.covering import Counts, Cover
from samenspel.kernels.statute.analysis.difference import lightest
from samenspel.kernels.statute.analysis.people import Group, People
from samenspel.kernels.statute.vocabulary import Body

Instance = tuple[list[int], dict[str, tuple[int, ...]], tuple[int, ...]]
COLUMNS = (Body.GENERAL_MEETING, Body.BOARD, Body.PARTICIPANTS_COUNCIL)


def _instance(chance: Random, votes: tuple[int, ...], groups: int, largest: int) -> Instance:
    """Sizes of groups, their votes per column, and the votes needed in each column."""
    number = chance.randint(1, groups)
    sizes = [chance.randint(0, largest) for _ in range(number)]
    columns = COLUMNS[: chance.randint(1, 3)]
    weights = {str(column): tuple(chance.choice(votes) for _ in range(number)) for column in columns}
    needs = tuple(chance.randint(0, 2 + largest * max(votes)) for _ in columns)
    return sizes, weights, needs


def _meets(weights: dict[str, tuple[int, ...]], needs: tuple[int, ...], counts: Counts) -> bool:
    return all(
        sum(n * weight for n, weight in zip(counts, weights[column], strict=True)) >= need
        for column, need in zip(weights, needs, strict=True)
    )


def _same_as_every_group(instance: Instance) -> bool:
    """Check one instance; tells whether there was an answer."""
    sizes, weights, needs = instance
    enough = [
        counts for counts in product(*[range(size + 1) for size in sizes]) if _meets(weights, needs, counts)
    ]
    found = Cover(sizes, weights).fewest(needs)
    if not enough:
        assert found is None, instance
        return False
    assert found is not None, instance
    assert found[0] == sum(found[1]) == min(sum(counts) for counts in enough), instance
    assert found[1] in enough
    return True


@pytest.mark.parametrize(
    ("votes", "largest"), [((0, 1, 2, 3), 4), ((0, 1), 7)], ids=["several votes each", "one vote each"]
)
def test_the_fewest_people_are_the_fewest_of_all_groups(votes: tuple[int, ...], largest: int) -> None:
    found = sum(
        _same_as_every_group(_instance(Random(seed), votes, groups=3 + seed % 2, largest=largest))
        for seed in range(1_000)
    )
    assert 300 < found < 900


def test_more_votes_needed_never_take_fewer_people() -> None:
    for seed in range(1_000):
        chance = Random(seed)
        sizes, weights, needs = _instance(chance, (0, 1, 3), groups=4, largest=5)
        cover = Cover(sizes, weights)
        column = chance.randrange(len(needs))
        more = tuple(need + (index == column) for index, need in enumerate(needs))
        before, after = cover.fewest(needs), cover.fewest(more)
        assert after is None or (before is not None and before[0] <= after[0]), seed


def test_a_director_who_also_votes_in_the_meeting_counts_once() -> None:
    cover = Cover([5, 55, 3], {"board": (1, 0, 0), "meeting": (1, 1, 0), "partners": (0, 0, 1)})
    assert cover.fewest((3, 12, 2)) == (14, (3, 9, 2))
    assert cover.fewest((0, 12, 0)) == (12, (5, 7, 0))
    assert cover.fewest((6, 0, 0)) is None


def test_who_has_more_votes_is_asked_first() -> None:
    cover = Cover([55, 4], {"meeting": (1, 10)})
    assert cover.fewest((31,)) == (4, (0, 4))
    assert cover.fewest((43,)) == (7, (3, 4))


def test_a_very_large_group_takes_no_longer() -> None:
    cover = Cover([5, 550_000, 7], {"board": (1, 0, 0), "meeting": (1, 1, 1), "council": (0, 0, 1)})
    found = cover.fewest((3, 110_000, 4))
    assert found is not None
    total, (board, members, council) = found
    assert total == board + members + council == 110_000
    assert board >= 3
    assert council >= 4


def test_the_lightest_group_has_the_fewest_votes_of_all_groups_that_meet_the_needs() -> None:
    for seed in range(1_000):
        chance = Random(seed)
        _same_as_the_lightest(_instance(chance, (0, 1, 2), groups=4, largest=3), chance.choice(COLUMNS))


def _same_as_the_lightest(instance: Instance, body: Body) -> None:
    sizes, weights, needs = instance
    people = People(
        tuple(
            Group(f"group{index}", size, {Body(column): weights[column][index] for column in weights})
            for index, size in enumerate(sizes)
        )
    )

    def weight(counts: Counts) -> int:
        return sum(n * group.weight(body) for n, group in zip(counts, people.groups, strict=True))

    enough = [
        counts for counts in product(*[range(size + 1) for size in sizes]) if _meets(weights, needs, counts)
    ]
    found = lightest(people, dict(zip(weights, needs, strict=True)), body)
    if not enough:
        assert found is None, instance
        return
    assert found is not None, instance
    assert found[0] == weight(found[1]) == min(weight(counts) for counts in enough), instance
    assert found[1] in enough
