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

NL, EN = Language.NL, Language.EN
GM, BOARD = Body.GENERAL_MEETING, Body.BOARD
COOPERATIVE = charter(WERKCOOPERATIE.form, WERKCOOPERATIE.clauses)
FOUNDATION = charter(STICHTING.form, STICHTING.clauses)
SIXTY = reference_people(COOPERATIVE.statute, 60)
SEATS = reference_people(FOUNDATION.statute, 60)

LOOSER = Change("admission", "majority", [3, 4], [1, 2])


def changed(text: Charter, *changes: Change) -> Charter:
    return apply_changes(text, changes)


def removed(text: Charter, clause: str) -> Charter:
    adopted = text.by_id[clause]
    return changed(text, Change(clause, "", adopted.clause.to_json(adopted.values), None))


def directions(made: Effect) -> list[str]:
    return [line.direction for line in moved_lines(made, NL)]


def test_nothing_moves_without_a_change() -> None:
    made = effect(COOPERATIVE, COOPERATIVE, SIXTY)
    assert directions(made) == ["same"] * 3
    assert all(line.before == line.after for line in moved_lines(made, NL))
    assert (made.holds, made.dead, made.revived, made.circles, made.asleep) == ((), (), (), (), ())
    assert warnings(made, SIXTY, NL) == ()


def test_a_lower_majority_for_admission_takes_fewer_people() -> None:
    made = effect(COOPERATIVE, changed(COOPERATIVE, LOOSER), SIXTY)
    purpose, assets, _ = moved_lines(made, NL)
    assert (purpose.what, assets.what) == ("Het doel veranderen", "Het bezit weghalen")
    assert purpose.direction == assets.direction == "weaker"
    assert [moved.after.people < moved.before.people for moved in made.moved[:2]] == [True, True]


def test_the_other_way_round_it_is_stronger() -> None:
    forth = effect(COOPERATIVE, changed(COOPERATIVE, LOOSER), SIXTY)
    back = effect(changed(COOPERATIVE, LOOSER), COOPERATIVE, SIXTY)
    opposite = {"weaker": "stronger", "stronger": "weaker", "same": "same"}
    assert directions(back) == [opposite[each] for each in directions(forth)]
    assert [(moved.after, moved.before) for moved in back.moved] == [
        (moved.before, moved.after) for moved in forth.moved
    ]


def test_without_friends_an_admission_matters_less() -> None:
    made = effect(COOPERATIVE, changed(COOPERATIVE, LOOSER), SIXTY, friends=0)
    assert directions(made) == ["same"] * 3


def test_as_many_people_in_fewer_acts_or_days_is_weaker_too() -> None:
    two_members = People((Group("board", 1, {GM: 1, BOARD: 1}), Group("members", 1, {GM: 1})))
    made = effect(removed(COOPERATIVE, "participants"), COOPERATIVE, two_members)
    assert {moved.before.people for moved in made.moved} <= {0, 1}
    for moved, line in zip(made.moved, moved_lines(made, EN), strict=True):
        if line.direction == "weaker":
            assert (moved.after.people, len(moved.after.steps), moved.after.last_day) < (
                moved.before.people,
                len(moved.before.steps),
                moved.before.last_day,
            ) or not moved.before.people


def test_no_way_found_is_more_than_any_number() -> None:
    nobody_in_council = People((Group("members", 9, {GM: 1}), Group("board", 3, {GM: 1, BOARD: 1})))
    text = changed(COOPERATIVE, Change("offices", "council", "general_meeting", "participants_council"))
    made = effect(text, removed(removed(text, "participants"), "disposal"), nobody_in_council)
    purpose = moved_lines(made, NL)[0]
    assert purpose.before == "geen weg gevonden"
    assert purpose.direction in {"weaker", "same"}
    assert moved_lines(made, EN)[0].before == "no way found"


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
def test_the_numbers_are_said_with_the_right_word(language: Language) -> None:
    made = effect(COOPERATIVE, changed(COOPERATIVE, LOOSER), SIXTY)
    one, many = (
        (r"1 mens|[2-9]\d* mensen|1\d+ mensen", "handeling(en)?")
        if language is NL
        else (r"1 person|[2-9]\d* people|1\d+ people", "acts?")
    )
    for line in moved_lines(made, language):
        for text in (line.before, line.after):
            assert re.match(f"({one}), \\d+ {many}, ", text), text
