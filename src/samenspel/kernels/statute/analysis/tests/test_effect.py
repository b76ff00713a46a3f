"""What a change does to the strength of a charter: three numbers before and after, and everything that breaks."""

import re

import pytest

from samenspel.kernels.statute.analysis.effect import Effect, effect, moved_lines, warnings
from samenspel.kernels.statute.analysis.people import Group, People
from samenspel.kernels.statute.analysis.standard import reference_people
from samenspel.kernels.statute.charter import Change, Charter, apply_changes, charter
from samenspel.kernels.statute.clause import Language
from samenspel.kernels.statute.presets import STICHTING, WERKCOOPERATIE
from samenspel.kernels.statute.vocabulary import Body

pytestmark = pytest.mark.no_cover  # much of the same: smaller tests measure what is reached

NL, EN = Language.NL, Language.EN
GM, BOARD = Body.GENERAL_MEETING, Body.BOARD
COOPERATIVE = charter(WERKCOOPERATIE.form, WERKCOOPERATIE.clauses)
FOUNDATION = charter(STICHTING.form, STICHTING.clauses)
SIXTY = reference_people(COOPERATIVE.statute, 60)
SEATS = reference_people(FOUNDATION.statute, 60)

LOOSER = Change("admission", "majority", [3, 4], [1, 2])


def changed(text: Charter, *changes: Change) -> Charter:
    return apply_changes(text, changes)


@pytest.fixture(scope="module")
def loosened() -> Effect:
    return effect(COOPERATIVE, changed(COOPERATIVE, LOOSER), SIXTY)


def directions(made: Effect) -> list[str]:
    return [line.direction for line in moved_lines(made, NL)]


def test_nothing_moves_without_a_change() -> None:
    made = effect(COOPERATIVE, COOPERATIVE, SIXTY)
    assert directions(made) == ["same"] * 3
    assert all(line.before == line.after for line in moved_lines(made, NL))
    assert (made.holds, made.dead, made.revived, made.circles, made.asleep) == ((), (), (), (), ())
    assert warnings(made, SIXTY, NL) == ()


def test_a_lower_majority_for_admission_takes_fewer_people(loosened: Effect) -> None:
    purpose, assets, _ = moved_lines(loosened, NL)
    assert (purpose.what, assets.what) == ("Het doel veranderen", "Het bezit weghalen")
    assert purpose.direction == assets.direction == "weaker"
    assert [moved.after.people < moved.before.people for moved in loosened.moved[:2]] == [True, True]


def test_the_other_way_round_it_is_stronger(loosened: Effect) -> None:
    back = effect(changed(COOPERATIVE, LOOSER), COOPERATIVE, SIXTY)
    opposite = {"weaker": "stronger", "stronger": "weaker", "same": "same"}
    assert directions(back) == [opposite[each] for each in directions(loosened)]
    assert [(moved.after, moved.before) for moved in back.moved] == [
        (moved.before, moved.after) for moved in loosened.moved
    ]


def test_without_friends_an_admission_matters_less() -> None:
    made = effect(COOPERATIVE, changed(COOPERATIVE, LOOSER), SIXTY, friends=0)
    assert directions(made) == ["same"] * 3


def test_as_many_people_in_fewer_days_is_weaker_too() -> None:
    made = effect(FOUNDATION, changed(FOUNDATION, Change("purpose_change", "readings", 2, 1)), SEATS)
    purpose = made.moved[0]
    assert (purpose.before.people, len(purpose.before.steps)) == (
        purpose.after.people,
        len(purpose.after.steps),
    )
    assert purpose.after.last_day < purpose.before.last_day
    assert purpose.weaker
    assert directions(made)[0] == "weaker"


def test_no_way_found_is_more_than_any_number() -> None:
    nobody_in_council = People((Group("members", 9, {GM: 1}), Group("board", 3, {GM: 1, BOARD: 1})))
    closed = changed(COOPERATIVE, Change("offices", "council", "general_meeting", "participants_council"))
    forth = effect(COOPERATIVE, closed, nobody_in_council)
    assert moved_lines(forth, NL)[0].after == "geen weg gevonden"
    assert moved_lines(forth, NL)[0].direction == "stronger"
    back = effect(closed, COOPERATIVE, nobody_in_council)
    assert moved_lines(back, EN)[0].before == "no way found"
    assert moved_lines(back, EN)[0].direction == "weaker"


def test_who_can_no_longer_hold_it_up_is_said() -> None:
    fewer = changed(
        COOPERATIVE,
        Change(
            "partners",
            "acts",
            COOPERATIVE.by_id["partners"].clause.to_json(COOPERATIVE.by_id["partners"].values)["acts"],
            ["merge"],
        ),
    )
    said = warnings(effect(COOPERATIVE, fewer, SIXTY), SIXTY, NL)
    assert "De 3 sociaal aandeelhouders samen kunnen dit niet meer tegenhouden: het doel veranderen." in said
    again = warnings(effect(fewer, COOPERATIVE, SIXTY), SIXTY, EN)
    assert "New: the 3 social shareholders together can hold this up: change the purpose." in again


def test_what_nobody_can_do_any_more_is_said_and_what_can_be_done_again_too() -> None:
    without = People(tuple(group for group in SEATS.groups if group.id != "supervisory_board"))
    locked = changed(
        FOUNDATION, Change("offices", "supervisory", "participants_council", "supervisory_board")
    )
    made = effect(FOUNDATION, locked, without)
    assert made.dead
    assert made.circles == (Body.SUPERVISORY_BOARD,)
    said = warnings(made, without, NL)
    assert any(each.startswith("Dit kan dan niemand ooit nog: ") for each in said)
    assert "Valt de raad van toezicht leeg, dan kan niemand het nog vullen." in said
    back = effect(locked, FOUNDATION, without)
    assert back.revived == made.dead
    assert back.circles == ()
    assert any(each.startswith("Then this is possible again: ") for each in warnings(back, without, EN))


def test_what_takes_more_than_half_is_said() -> None:
    higher = changed(COOPERATIVE, Change("purpose_change", "quorum", [1, 2], [3, 4]))
    made = effect(COOPERATIVE, higher, SIXTY)
    assert made.asleep
    assert any(
        each.startswith("Meer dan de helft van de mensen moet hiervoor komen: ")
        for each in warnings(made, SIXTY, NL)
    )


@pytest.mark.parametrize("language", [NL, EN])
def test_the_numbers_are_said_with_the_right_word(loosened: Effect, language: Language) -> None:
    one, many = (
        (r"1 mens|[2-9]\d* mensen|1\d+ mensen", "handeling(en)?")
        if language is NL
        else (r"1 person|[2-9]\d* people|1\d+ people", "acts?")
    )
    for line in moved_lines(loosened, language):
        for text in (line.before, line.after):
            assert re.match(f"({one}), \\d+ {many}, ", text), text
