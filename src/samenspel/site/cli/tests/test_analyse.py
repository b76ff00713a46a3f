"""The verb that tells who could lawfully take a cooperative: needs no database, and says plainly what is wrong."""

import json
import re

import pytest

from samenspel.kernels.statute.analysis.report import SCHEMA
from samenspel.kernels.statute.charter import charter
from samenspel.kernels.statute.presets import STICHTING, VERENIGING
from samenspel.site.cli import main

KEPT = {"purpose", "purpose_change", "board", "offices", "amendment", "participants"}
FOUNDATION = charter(STICHTING.form, [each for each in STICHTING.clauses if each[0] in KEPT]).to_json()
"""Few clauses, so that it is soon worked out. The law wants more of them, and that is told."""
ASSOCIATION = charter(VERENIGING.form, [each for each in VERENIGING.clauses if each[0] in KEPT]).to_json()
BOARD = [
    {"id": "board", "size": 5, "votes": {"board": 1}},
    {"id": "supervisors", "size": 3, "votes": {"supervisory_board": 1}},
    {"id": "council", "size": 7, "votes": {"participants_council": 1}},
]


@pytest.fixture
def run(tmp_path, capsys):
    """Write a charter (and people), analyse it, and return the status with what was said and what was complained of."""

    def run(content, *more, people=None):
        path = tmp_path / "statute.json"
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        words = ["analyse", str(path), *more]
        if people is not None:
            beside = tmp_path / "people.json"
            beside.write_text(people if isinstance(people, str) else json.dumps(people), encoding="utf-8")
            words += ["--people", str(beside)]
        status = main(words)
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


def test_a_charter_is_told_in_dutch(run):
    status, said, complained = run(FOUNDATION)
    assert (status, complained) == (0, "")
    assert "4 mensen zijn genoeg om het doel te veranderen: in " in said
    assert "Van de anderen komen er 1 op de 5. Zij stemmen tegen." in said
    assert re.search(r"^  → .*bestuursle", said, re.MULTILINE)
    assert re.search(r"^  Dag \d+: Een groep ", said, re.MULTILINE)
    assert "Wat het model niet ziet:" in said
    assert "%" not in said


def test_it_speaks_english_too(run):
    status, said, _ = run(FOUNDATION, "--language", "en")
    assert status == 0
    assert "4 people are enough to change the purpose: in " in said
    assert re.search(r"^  Day \d+: A group ", said, re.MULTILINE)
    assert "What the model does not see:" in said
    assert "groep" not in said
    assert "Dag" not in said


def test_with_a_first_day_every_day_is_a_date(run):
    _, said, _ = run(FOUNDATION, "--start", "2027-01-31")
    days = re.findall(r"^  Dag (\d+)(.*?): ", said, re.MULTILINE)
    assert days
    assert all(re.fullmatch(r" \(\d+\s\w+\s20\d\d\)", rest) for _, rest in days)
    _, english, _ = run(FOUNDATION, "--start", "2027-01-31", "--language", "en")
    assert re.search(r"^  Day \d+ \(.*20\d\d\): ", english, re.MULTILINE)


def test_everything_as_json_and_twice_the_same(run):
    status, said, complained = run(FOUNDATION, "--json", "--friends", "10")
    assert (status, complained) == (0, "")
    found = json.loads(said)
    assert found["schema"] == SCHEMA
    assert found["form"] == "foundation"
    assert found["friends"] == 10
    assert {each["friends"] for each in found["answers"]} == {0, 10}
    assert run(FOUNDATION, "--json", "--friends", "10")[1] == said


def test_without_friends_every_question_is_asked_once(run):
    found = json.loads(run(FOUNDATION, "--json", "--friends", "0")[1])
    asked = [(each["aim"], str(each["turnout"])) for each in found["answers"]]
    assert len(asked) == len(set(asked))


def test_the_people_come_from_a_file(run):
    status, said, _ = run(FOUNDATION, "--json", people=BOARD)
    assert status == 0
    assert json.loads(said)["people"] == BOARD
    assert "bestuursleden" in run(FOUNDATION, people=BOARD)[1]


def test_without_people_so_many_members_are_thought_of(run):
    found = json.loads(run(ASSOCIATION, "--json", "--members", "12", "--friends", "0")[1])
    assert sum(each["size"] for each in found["people"] if "general_meeting" in each["votes"]) == 12


def test_what_is_wrong_with_the_rules_is_told(run):
    """With only a council there never is a board; and the law wants a clause that this charter leaves out."""
    _, said, _ = run(FOUNDATION, people=BOARD[2:])
    assert "Dit kan niemand ooit, ook niet als iedereen het wil: " in said
    assert "(2:294 BW)" in said
    _, english, _ = run(FOUNDATION, "--language", "en", people=BOARD[2:])
    assert "Nobody can ever do this, even if all want it: " in english
    assert re.search(r"\(2:286 lid 4 .*BW\)\n", english)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "statute.json is not JSON: "),
        ("", "statute.json is not JSON: "),
        ("[]", "charter/1"),
        ("3", "charter/1"),
        ("null", "charter/1"),
        ('{"schema": "charter/9"}', "charter/1"),
        ({**FOUNDATION, "clauses": "x"}, "statute.json: "),
        ({**FOUNDATION, "clauses": [{"id": "vliegen", "values": {}}]}, "statute.json: "),
        ({**FOUNDATION, "clauses": [{"id": "purpose", "values": {"purpose": 3}}]}, "statute.json: "),
        ({**FOUNDATION, "form": "kingdom"}, "statute.json: "),
    ],
)
def test_a_bad_charter_is_a_clear_failure(run, content, said):
    status, told, complained = run(content)
    assert (status, told) == (1, "")
    assert said in complained
    assert "Traceback" not in complained


@pytest.mark.parametrize(
    ("people", "said"),
    [
        ("{", "people.json is not JSON: "),
        ({}, "people.json: Give a list of groups."),
        ([3], "people.json: Group 1 needs an id."),
        ([{"size": 3, "votes": {}}], "people.json: Group 1 needs an id."),
        ([{"id": "a", "votes": {}}], "people.json: Group a needs a size and its votes in each body."),
        ([{"id": "a", "size": True, "votes": {}}], "people.json: Group a needs a size"),
        ([{"id": "a", "size": -1, "votes": {}}], "people.json: Group a: sizes and votes are not negative."),
        ([{"id": "a", "size": 1, "votes": {"court_jester": 1}}], "'court_jester' with 1 votes is not a body"),
        ([{"id": "a", "size": 1, "votes": {"board": "1"}}], "'board' with '1' votes is not a body"),
        ([BOARD[0], BOARD[0]], "people.json: Every group has an identifier of its own."),
    ],
)
def test_bad_people_are_a_clear_failure(run, people, said):
    status, told, complained = run(FOUNDATION, people=people)
    assert (status, told) == (1, "")
    assert said in complained


def test_no_such_file_is_a_clear_failure(run, tmp_path, capsys):
    assert main(["analyse", str(tmp_path / "nergens.json")]) == 1
    assert "nergens.json: No such file or directory." in capsys.readouterr().err
    assert main(["analyse", str(tmp_path)]) == 1
    assert "Is a directory." in capsys.readouterr().err
    status, _, complained = run(FOUNDATION, "--people", str(tmp_path / "niemand.json"))
    assert status == 1
    assert "niemand.json: No such file or directory." in complained


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--friends", "-1"], "--friends is not a negative number."),
        (["--members", "0"], "--members is at least one."),
        (["--members", "-5"], "--members is at least one."),
    ],
)
def test_numbers_that_cannot_be_are_a_clear_failure(run, more, said):
    status, told, complained = run(FOUNDATION, *more)
    assert (status, told, complained) == (1, "", said + "\n")


@pytest.mark.parametrize(
    "more", [["--friends", "veel"], ["--start", "gisteren"], ["--language", "fr"], ["--people"]]
)
def test_what_is_not_understood_is_wrong_use(run, more, capsys):
    with pytest.raises(SystemExit) as ended:
        run(FOUNDATION, *more)
    assert ended.value.code == 2
    assert "usage: samenspel analyse" in capsys.readouterr().err


def test_nobody_at_all_is_no_crash(run):
    status, said, complained = run(FOUNDATION, people=[])
    assert (status, complained) == (0, "")
    assert "geen weg gevonden" in said
