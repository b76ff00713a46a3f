"""What would help: every change that is offered is lawful, fits, and is a step stricter; and a series ends at the target."""

from collections.abc import Iterable
from itertools import pairwise

import pytest

from samenspel.kernels.statute.analysis.mending import Remedy, ladder, mend, remedies
from samenspel.kernels.statute.analysis.people import Group, People
from samenspel.kernels.statute.analysis.repair import Goal, height
from samenspel.kernels.statute.analysis.standard import BAR_AIMS, BAR_SCENARIO, reference_people
from samenspel.kernels.statute.analysis.takeover import takeover
from samenspel.kernels.statute.charter import Charter, apply_changes, charter, legal_facts
from samenspel.kernels.statute.compare import compare
from samenspel.kernels.statute.floors import breaches
from samenspel.kernels.statute.ordering import Shift
from samenspel.kernels.statute.presets import PRESETS, STICHTING, WERKCOOPERATIE, Preset
from samenspel.kernels.statute.vocabulary import Body, Form

AIMS = tuple(aim.value for aim in BAR_AIMS)
GM, BOARD, COUNCIL = Body.GENERAL_MEETING, Body.BOARD, Body.PARTICIPANTS_COUNCIL
FOUNDATION = charter(STICHTING.form, STICHTING.clauses)
SEATS = reference_people(FOUNDATION.statute, 60)
SMALL = charter(
    Form.FOUNDATION,
    [
        ("purpose", {}),
        ("purpose_change", {"body": "board", "majority": [1, 2], "quorum": [0, 1]}),
        ("board", {"appoints": "board"}),
        ("amendment", {"body": "board", "majority": [2, 3]}),
    ],
)
BOARD_AND_COUNCIL = People((Group("board", 5, {BOARD: 1}), Group("council", 7, {COUNCIL: 1})))


def offered(preset: Preset) -> tuple[Charter, People, tuple[Remedy, ...]]:
    text = charter(preset.form, preset.clauses)
    people = reference_people(text.statute, 60)
    return text, people, remedies(text, people)


def goal(target: int) -> Goal:
    return Goal(BAR_SCENARIO, AIMS, target)


def counted(text: Charter, people: People) -> list[int | None]:
    found = [takeover(text.statute, people, BAR_SCENARIO, aim) for aim in AIMS]
    return [each.people or None for each in found]


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.id)
def test_every_remedy_is_lawful_and_calls_on_people_who_are_there(preset: Preset) -> None:
    text, people, found = offered(preset)
    assert len({each.id for each in found}) == len(found) > 10
    before = {each.article for each in breaches(text.form, legal_facts(text))}
    asked = _bodies(text)
    for each in found:
        assert len(each.changes) == 1
        assert each.clause == each.changes[0].clause
        after = apply_changes(text, each.changes)
        assert {breach.article for breach in breaches(after.form, legal_facts(after))} <= before, each.id
        assert all(people.total(body) for body in _bodies(after) - asked), each.id


def _bodies(text: Charter) -> set[Body]:
    return {r.body for provision in text.statute.written for r in provision.requirements}


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.id)
def test_a_remedy_of_numbers_alone_makes_nothing_looser(preset: Preset) -> None:
    text, _, found = offered(preset)
    for each in found:
        change = each.changes[0]
        if change.parameter in {"majority", "quorum", "readings"}:
            shifts = {moved.shift for moved in compare(text, apply_changes(text, each.changes)).moved}
            assert Shift.LOOSER not in shifts, each.id


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.id)
def test_what_only_delays_is_no_remedy(preset: Preset) -> None:
    _, _, found = offered(preset)
    assert not {each.changes[0].parameter for each in found} & {"notice", "days", "gap", "waiting", "trial"}


def test_only_bodies_with_people_are_asked_to_agree() -> None:
    alone = People((Group("board", 5, {BOARD: 1}),))
    named = {each for remedy in remedies(FOUNDATION, alone) for each in _new_bodies(FOUNDATION, remedy)}
    assert named <= {"board"}
    more = {each for remedy in remedies(FOUNDATION, SEATS) for each in _new_bodies(FOUNDATION, remedy)}
    assert "participants_council" in more


def _new_bodies(text: Charter, remedy: Remedy) -> set[str]:
    known = set(map(str, Body))
    change = remedy.changes[0]
    after = change.after if isinstance(change.after, list) else [change.after]
    before = change.before if isinstance(change.before, list) else [change.before]
    return {str(each) for each in after if str(each) in known} - {str(each) for each in before}


def test_the_smallest_sets_reach_the_target_and_their_numbers_are_true() -> None:
    before = counted(FOUNDATION, SEATS)
    target = min(map(height, before)) + 1
    made, known = mend(FOUNDATION, SEATS, goal(target), at_most=1)
    assert list(made.before) == before
    assert made.found
    for each in made.found:
        [name] = each.patches
        after = apply_changes(FOUNDATION, known[name].changes)
        assert counted(after, SEATS) == list(each.people)
        assert min(map(height, each.people)) >= target


def test_where_one_change_is_not_enough_none_of_them_was() -> None:
    made, known = mend(SMALL, BOARD_AND_COUNCIL, goal(100), at_most=1)
    assert made.found == ()
    assert made.tried == len(known)


def rank(people: Iterable[int | None]) -> list[int]:
    return sorted(map(height, people))


def test_a_series_ends_at_the_target() -> None:
    before = rank(counted(FOUNDATION, SEATS))[0]
    rungs = ladder(FOUNDATION, SEATS, goal(before + 1))
    assert rank(rungs[-1].people)[0] >= before + 1
    assert all(rank(rung.people)[0] < before + 1 for rung in rungs[:-1])


def test_a_series_climbs_until_nothing_helps() -> None:
    heard: list[tuple[int, int]] = []
    rungs = ladder(
        SMALL,
        BOARD_AND_COUNCIL,
        goal(1 << 20),
        progress=lambda done, total: heard.append((done, total)),
    )
    text, ranks = SMALL, [rank(counted(SMALL, BOARD_AND_COUNCIL))]
    for rung in rungs:
        text = apply_changes(text, rung.remedy.changes)
        assert counted(text, BOARD_AND_COUNCIL) == list(rung.people)
        ranks.append(rank(rung.people))
    assert 0 < len(rungs) < 5
    assert all(lower < higher for lower, higher in pairwise(ranks))
    further = [apply_changes(text, each.changes) for each in remedies(text, BOARD_AND_COUNCIL)]
    assert all(rank(counted(each, BOARD_AND_COUNCIL)) <= ranks[-1] for each in further)
    assert heard
    assert all(done <= total for done, total in heard)


def test_a_series_is_no_longer_than_asked_and_empty_where_nothing_is_to_be_reached() -> None:
    assert len(ladder(SMALL, BOARD_AND_COUNCIL, goal(1 << 20), longest=1)) <= 1
    assert ladder(SMALL, BOARD_AND_COUNCIL, goal(0)) == ()


def test_the_same_question_has_the_same_remedies() -> None:
    text = charter(WERKCOOPERATIE.form, WERKCOOPERATIE.clauses)
    people = reference_people(text.statute, 20)
    assert remedies(text, people) == remedies(text, people)
