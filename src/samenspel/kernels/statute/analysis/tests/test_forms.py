"""The same agreements under another legal form: nothing is lost but what the form itself does not know."""

import pytest

from samenspel.kernels.statute.analysis.forms import COMPARED, people_under, under
from samenspel.kernels.statute.analysis.people import People
from samenspel.kernels.statute.analysis.standard import reference_people
from samenspel.kernels.statute.charter import Charter, charter
from samenspel.kernels.statute.presets import PRESETS, STICHTING, VERENIGING, Preset
from samenspel.kernels.statute.vocabulary import Body, Form

GM, BOARD = Body.GENERAL_MEETING, Body.BOARD


def whole(preset: Preset) -> Charter:
    return charter(preset.form, preset.clauses)


def bodies(text: Charter) -> set[Body]:
    return {r.body for provision in text.statute.written for r in provision.requirements}


@pytest.mark.parametrize("form", [form for form in Form if form is not Form.FOUNDATION])
@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.id)
def test_only_the_form_differs(preset: Preset, form: Form) -> None:
    text = whole(preset)
    other = under(text, form)
    assert other.form is form
    assert other.clauses == text.clauses
    assert under(text, text.form) == text


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.id)
def test_a_foundation_asks_no_meeting(preset: Preset) -> None:
    text = whole(preset)
    foundation = under(text, Form.FOUNDATION)
    assert foundation.form is Form.FOUNDATION
    assert GM not in bodies(foundation)
    assert "admission" not in foundation.by_id
    kept = [adopted.id for adopted in text.clauses if adopted.id != "admission"]
    assert [adopted.id for adopted in foundation.clauses] == kept
    assert bodies(text) - {GM} <= bodies(foundation)


def test_a_foundation_stays_as_it_is() -> None:
    text = whole(STICHTING)
    assert under(text, Form.FOUNDATION) is text or under(text, Form.FOUNDATION) == text


def test_whoever_has_no_other_vote_is_not_there_in_a_foundation() -> None:
    people = reference_people(whole(VERENIGING).statute, 40)
    there = people_under(people, Form.FOUNDATION)
    assert people.members == 40
    assert there.members == 0
    assert there.total(BOARD) == people.total(BOARD)
    assert {group.id for group in people.groups} - {group.id for group in there.groups} == {"members"}
    assert people_under(people_under(people, Form.FOUNDATION), Form.FOUNDATION) == there


@pytest.mark.parametrize("form", [form for form in COMPARED if form is not Form.FOUNDATION])
def test_elsewhere_the_same_people_are_there(form: Form) -> None:
    people = reference_people(whole(VERENIGING).statute, 40)
    assert people_under(people, form) is people
    assert people_under(People(()), form).groups == ()
