"""A report is JSON values: equal for equal questions, in any process, with every answer that was asked for."""

import json
import os
import subprocess
import sys

import pytest

from samenspel.kernels.statute.analysis.people import People, read_groups
from samenspel.kernels.statute.analysis.report import (
    CURVE,
    FRIENDS_CURVE,
    SCHEMA,
    Report,
    fullest_opposition,
    report,
    to_json,
)
from samenspel.kernels.statute.analysis.scenario import Aim, Scenario
from samenspel.kernels.statute.analysis.standard import ORDINARY, TURNOUTS, reference_people
from samenspel.kernels.statute.analysis.written import written
from samenspel.kernels.statute.charter import charter
from samenspel.kernels.statute.model import Share
from samenspel.kernels.statute.presets import STICHTING

TEXT = charter(STICHTING.form, STICHTING.clauses)
PEOPLE = reference_people(TEXT.statute, 60)
AIMS = (Aim.PURPOSE, Aim.BOARD)
_ASKED = """
import json
from samenspel.kernels.statute.analysis.report import report
from samenspel.kernels.statute.analysis.scenario import Aim
from samenspel.kernels.statute.analysis.standard import reference_people
from samenspel.kernels.statute.analysis.written import written
from samenspel.kernels.statute.charter import charter
from samenspel.kernels.statute.presets import STICHTING
text = charter(STICHTING.form, STICHTING.clauses)
made = report(text, reference_people(text.statute, 60), friends=10, aims=(Aim.PURPOSE, Aim.BOARD))
print(json.dumps(written(made)))
"""


@pytest.fixture(scope="module")
def made() -> Report:
    return report(TEXT, PEOPLE, friends=10, aims=AIMS)


def test_it_is_json_and_comes_back_the_same(made: Report) -> None:
    for values in (to_json(made), written(made)):
        assert json.loads(json.dumps(values)) == values
        assert values["schema"] == SCHEMA


def test_the_same_question_has_the_same_report_in_every_process(made: Report) -> None:
    """Also where sets and dictionaries of texts are hashed in another way."""
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join(sys.path)}
    said = subprocess.run(
        [sys.executable, "-c", _ASKED], env=environment, capture_output=True, text=True, check=True
    ).stdout
    assert json.dumps(written(made)) == said.strip()


def test_the_people_can_be_read_back(made: Report) -> None:
    assert People(read_groups(to_json(made)["people"])) == PEOPLE


def test_every_question_is_answered_once_and_can_be_found(made: Report) -> None:
    asked = [(a.found.aim, a.scenario.turnout, a.scenario.friends) for a in made.answers]
    assert asked == [(aim, turnout, friends) for aim in AIMS for turnout in TURNOUTS for friends in (0, 10)]
    for key, answer in zip(asked, made.answers, strict=True):
        assert made.answer(*key) is answer.found
    assert made.ordinary(Aim.PURPOSE) is made.answer(Aim.PURPOSE, ORDINARY, 10)
    with pytest.raises(KeyError):
        made.answer(Aim.SAY, ORDINARY, 10)
    with pytest.raises(KeyError):
        made.answer(Aim.PURPOSE, Share(2, 3), 10)


def test_the_curves_agree_with_the_answers(made: Report) -> None:
    for curve in made.curves:
        assert tuple(point.turnout for point in curve.points) == CURVE
        everybody = made.answer(curve.aim, Share(1, 1), curve.friends)
        assert curve.points[-1].people == (everybody.people or None)
        ordinary = made.answer(curve.aim, ORDINARY, curve.friends)
        assert curve.points[2].people == (ordinary.people or None)
    for aim, numbers in made.by_friends:
        assert len(numbers) == len(FRIENDS_CURVE)
        assert numbers[0] == (made.answer(aim, ORDINARY, 0).people or None)
        assert numbers[1] == (made.answer(aim, ORDINARY, 10).people or None)


def test_progress_counts_every_question_once() -> None:
    heard: list[tuple[int, int]] = []
    report(TEXT, PEOPLE, friends=0, aims=(Aim.BOARD,), progress=lambda done, of: heard.append((done, of)))
    total = heard[-1][1]
    assert heard == [(number, total) for number in range(1, total + 1)]


def test_whom_one_trusts_can_be_left_out_of_the_group() -> None:
    groups = (*PEOPLE.groups, *read_groups([{"id": "guardian", "size": 1, "votes": {"guardian": 1}}]))
    made = report(TEXT, People(groups), friends=0, aims=(Aim.BOARD,))
    [trusting] = made.trusting
    assert trusting.scenario == Scenario(ORDINARY, 0, without=frozenset({"guardian"}))
    assert to_json(made)["trusting"][0]["without"] == ["guardian"]


def test_the_longest_waiting_is_told_where_the_charter_waits_for_people_without_a_vote(made: Report) -> None:
    assert fullest_opposition(TEXT.statute) == 30  # per 5 people a week, six weeks at most
    assert {each.scenario.opponents for each in made.slowed} == {30}
    for each in made.slowed:
        assert each.found.people == made.ordinary(each.found.aim).people
    values = written(made)["slowed_words"]
    assert isinstance(values, dict)
    assert set(values) == {"nl", "en"}
    without = charter(
        STICHTING.form,
        [
            (clause, {**given, "longer": False} if clause == "counter_voice" else given)
            for clause, given in STICHTING.clauses
        ],
    )
    assert report(without, PEOPLE, friends=0, aims=(Aim.BOARD,)).slowed == ()
