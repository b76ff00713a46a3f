"""The fewest people for numbers of votes, and the lightest group: against looking at every group there is."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from samenspel.kernels.statute.analysis.covering import Counts, Cover
from samenspel.kernels.statute.analysis.difference import lightest
from samenspel.kernels.statute.analysis.people import Group, People
from samenspel.kernels.statute.vocabulary import Body

Instance = tuple[list[int], dict[str, tuple[int, ...]], tuple[int, ...]]
COLUMNS = (Body.GENERAL_MEETING, Body.BOARD, Body.PARTICIPANTS_COUNCIL)


@st.composite
def instances(draw: st.DrawFn, votes: tuple[int, ...], groups: int, largest: int) -> Instance:
    """Sizes of groups, their votes per column, and the votes needed in each column."""
    number = draw(st.integers(1, groups))
    sizes = draw(st.lists(st.integers(0, largest), min_size=number, max_size=number))
    columns = COLUMNS[: draw(st.integers(1, 3))]
    each = st.lists(st.sampled_from(votes), min_size=number, max_size=number).map(tuple)
    weights = {str(column): draw(each) for column in columns}
    needs = tuple(draw(st.integers(0, 2 + largest * max(votes))) for _ in columns)
    return sizes, weights, needs


def _meets(weights: dict[str, tuple[int, ...]], needs: tuple[int, ...], counts: Counts) -> bool:
    return all(
        sum(n * weight for n, weight in zip(counts, weights[column], strict=True)) >= need
        for column, need in zip(weights, needs, strict=True)
    )


def _same_as_every_group(instance: Instance) -> None:
    sizes, weights, needs = instance
    enough = [
        counts for counts in product(*[range(size + 1) for size in sizes]) if _meets(weights, needs, counts)
    ]
    found = Cover(sizes, weights).fewest(needs)
    if not enough:
        assert found is None
        return
    assert found is not None
    assert found[0] == sum(found[1]) == min(sum(counts) for counts in enough)
    assert found[1] in enough


@settings(max_examples=250)
@given(instances(votes=(0, 1, 2, 3), groups=4, largest=4))
def test_the_fewest_people_with_several_votes_each_are_the_fewest_of_all_groups(instance: Instance) -> None:
    _same_as_every_group(instance)


@settings(max_examples=250)
@given(instances(votes=(0, 1), groups=4, largest=7))
def test_the_fewest_people_with_one_vote_each_are_the_fewest_of_all_groups(instance: Instance) -> None:
    _same_as_every_group(instance)


@settings(max_examples=100)
@given(instances(votes=(0, 1, 3), groups=3, largest=5), st.data())
def test_more_votes_needed_never_take_fewer_people(instance: Instance, data: st.DataObject) -> None:
    sizes, weights, needs = instance
    cover = Cover(sizes, weights)
    column = data.draw(st.integers(0, len(needs) - 1))
    more = tuple(need + (index == column) for index, need in enumerate(needs))
    before, after = cover.fewest(needs), cover.fewest(more)
    assert after is None or (before is not None and before[0] <= after[0])


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
    assert cover.fewest((3, 110_000, 4)) == (110_000, (3, 109_993, 4))


@settings(max_examples=250)
@given(instances(votes=(0, 1, 2), groups=4, largest=4), st.sampled_from(COLUMNS))
def test_the_lightest_group_has_the_fewest_votes_of_all_groups_that_meet_the_needs(
    instance: Instance, body: Body
) -> None:
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
        assert found is None
        return
    assert found is not None
    assert found[0] == weight(found[1]) == min(weight(counts) for counts in enough)
    assert found[1] in enough
