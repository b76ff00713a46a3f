"""Two charters by what they let groups do: looser, stricter, equal or different, with a group that shows it (D10)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from samenspel.kernels.statute.analysis.checks import Acts, meets
from samenspel.kernels.statute.analysis.compiling import direct_needs
from samenspel.kernels.statute.analysis.covering import Counts, Cover
from samenspel.kernels.statute.analysis.people import Group, People
from samenspel.kernels.statute.analysis.scenario import Scenario
from samenspel.kernels.statute.model import Share
from samenspel.kernels.statute.ordering import Shift, shift
from samenspel.kernels.statute.statute import Statute
from samenspel.kernels.statute.vocabulary import Body

Needs = Mapping[str, int] | None
"""The votes per body that an act takes; None where no votes would do."""


@dataclass(frozen=True, slots=True)
class Moved:
    """How the groups that can do an act at once changed, each with a group that shows it.

    `gained` could not before and can now; `lost` could before and cannot now.
    """

    acts: Acts
    shift: Shift
    gained: Counts | None
    lost: Counts | None


@dataclass(frozen=True, slots=True)
class GroupChange:
    """For people of one kind, all together: what they can newly do, or no longer, by themselves."""

    group: str
    acts: Acts
    alone: bool
    """True: decide alone. False: hold up."""
    can: bool


def moved(old: Statute, new: Statute, people: People, scenario: Scenario, acts: Acts) -> Moved:
    """Compare the groups that can do an act directly, without a step before, under two charters."""
    before = direct_needs(old, people, scenario, acts)
    after = direct_needs(new, people, scenario, acts)
    gained, lost = _witness(after, before, people), _witness(before, after, people)
    return Moved(acts, shift(up=gained is None, down=lost is None), gained, lost)


def _witness(can: Needs, cannot: Needs, people: People) -> Counts | None:
    """A group that meets the one and not the other; None if there is none."""
    if can is None:
        return None
    if cannot is None:
        return _fewest(can, people)
    for column, wanted in cannot.items():
        found = lightest(people, can, Body(column))
        if found is not None and found[0] < wanted:
            return _trimmed(can, people, found[1])
    return None


def _trimmed(needs: Mapping[str, int], people: People, counts: Counts) -> Counts:
    """The same group without the people it can do without, the last kinds first."""
    kept = list(counts)
    for index in reversed(range(len(kept))):
        spare = [
            (sum(n * g.weight(Body(c)) for n, g in zip(kept, people.groups, strict=True)) - need)
            // people.groups[index].weight(Body(c))
            for c, need in needs.items()
            if people.groups[index].weight(Body(c))
        ]
        kept[index] = max(0, kept[index] - min(spare, default=kept[index]))
    return tuple(kept)


def _fewest(needs: Mapping[str, int], people: People) -> Counts | None:
    columns = {column: tuple(g.weight(Body(column)) for g in people.groups) for column in needs}
    found = Cover([g.size for g in people.groups], columns).fewest(tuple(needs.values()))
    return found[1] if found is not None else None


def lightest(people: People, needs: Mapping[str, int], body: Body) -> tuple[int, Counts] | None:
    """The fewest votes in one body with which needs in all bodies are met, and such a group; None if they cannot be.

    Whoever has no vote in that body can take part freely. Groups with votes there and elsewhere, or with several votes
    there, are tried in every number that can matter; people with one vote there and nothing else fill what is left.
    """
    counts = [0 if group.weight(body) else group.size for group in people.groups]
    rest = {
        column: need - sum(n * g.weight(Body(column)) for n, g in zip(counts, people.groups, strict=True))
        for column, need in needs.items()
    }
    others = [column for column in rest if column != body]
    tried = [i for i, g in enumerate(people.groups) if g.weight(body) and _matters(g, body, others)]
    fillers = [i for i, g in enumerate(people.groups) if g.weight(body) and i not in tried]
    best: tuple[int, Counts] | None = None
    for chosen in product(*[range(_most(people.groups[i], rest) + 1) for i in tried]):
        group = list(counts)
        for index, number in zip(tried, chosen, strict=True):
            group[index] = number
        if any(
            rest[c] > sum(n * people.groups[i].weight(Body(c)) for i, n in zip(tried, chosen, strict=True))
            for c in others
        ):
            continue
        weight = sum(n * people.groups[i].weight(body) for i, n in zip(tried, chosen, strict=True))
        for index in fillers:
            taken = max(0, min(people.groups[index].size, needs.get(body, 0) - weight))
            group[index] = taken
            weight += taken
        if weight >= needs.get(body, 0) and (best is None or weight < best[0]):
            best = weight, tuple(group)
    return best


def _matters(group: Group, body: Body, others: Sequence[str]) -> bool:
    return group.weight(body) > 1 or any(group.weight(Body(column)) for column in others)


def _most(group: Group, rest: Mapping[str, int]) -> int:
    wanted = [
        -(-need // group.weight(Body(c))) for c, need in rest.items() if need > 0 and group.weight(Body(c))
    ]
    return min(group.size, max(wanted, default=0))


def group_changes(
    old: Statute, new: Statute, people: People, acts: Sequence[Acts]
) -> tuple[GroupChange, ...]:
    """Per kind of people and act: who can now decide alone or hold up, and who no longer can, when everyone comes."""
    found: list[GroupChange] = []
    for one in acts:
        before, after = (
            direct_needs(each, people, Scenario(turnout=Share(1, 1)), one) for each in (old, new)
        )
        for index, group in enumerate(people.groups):
            alone = tuple(g.size if i == index else 0 for i, g in enumerate(people.groups))
            rest = tuple(0 if i == index else g.size for i, g in enumerate(people.groups))
            was, now = _meets(before, alone, people), _meets(after, alone, people)
            if was != now:
                found.append(GroupChange(group.id, one, alone=True, can=now))
            was, now = _blocked(before, rest, people), _blocked(after, rest, people)
            if was != now:
                found.append(GroupChange(group.id, one, alone=False, can=now))
    return tuple(found)


def _meets(needs: Needs, counts: Counts, people: People) -> bool:
    return needs is not None and meets(needs, counts, people)


def _blocked(needs: Needs, others: Counts, people: People) -> bool:
    """Whether all others together cannot do it, though with this group they could."""
    everyone = tuple(group.size for group in people.groups)
    return _meets(needs, everyone, people) and not _meets(needs, others, people)
