"""The verb that counts a ballot file again: needs no database, and says plainly what is wrong."""

import json

import pytest

from samenspel.kernels.tally import Option, Rules, Tie
from samenspel.kernels.tally.published import publish
from samenspel.site.cli import main

PUBLISHED = publish(
    "De tuin",
    "approval",
    [(("1",), 4), (("1", "2"), 2), (("2",), 1)],
    [Option("1", "Appels"), Option("2", "Bonen")],
    Rules(tie=Tie.LOT, seed="2026"),
)
BLT = '3 1\n4 1 2 0\n3 2 1 0\n2 3 2 0\n0\n"Anna"\n"Bo"\n"Cas"\n"De voorzitter"\n'
PREFLIB = "# TITLE: Soep\n# ALTERNATIVE NAME 1: Linzen\n# ALTERNATIVE NAME 2: Pompoen\n3: 2,1\n1: 1\n"
PABULIB = (
    "META\nkey;value\ndescription;Wijkgeld\nbudget;70\nvote_type;approval\n"
    "PROJECTS\nproject_id;cost;name\na;30;Bank\nb;50;Boom\nVOTES\nvoter_id;vote\n1;a\n2;a,b\n3;a\n"
)
CSV = "Tuin;Keuken\n1;\n1;1\n"


@pytest.fixture
def run(tmp_path, capsys):
    """Write a file, count it again, and return the status with what was said and what was complained of."""

    def run(text, *more, name="ballots.json"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        status = main(["recount", str(path), *more])
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


def tampered(change):
    told = json.loads(PUBLISHED)
    change(told)
    return json.dumps(told)


def test_what_was_published_counts_again(run):
    status, said, complained = run(PUBLISHED)
    assert (status, complained) == (0, "")
    assert said.startswith("De tuin\n")
    assert "Appels: 6" in said
    assert "De stembriefjes zijn zoals ze zijn gepubliceerd." in said
    assert "De uitslag is zoals die is gepubliceerd." in said


def test_it_speaks_english_too(run):
    status, said, _ = run(PUBLISHED, "--language", "en")
    assert status == 0
    assert "The ballots are as published.\nThe outcome is as published.\n" in said
    assert "stembriefjes" not in said


def test_changed_ballots_end_with_status_1(run):
    status, said, _ = run(tampered(lambda told: told["ballots"][0].__setitem__(1, 1)))
    assert status == 1
    assert "De stembriefjes zijn NIET zoals ze zijn gepubliceerd." in said
    assert "De uitslag is NIET zoals die is gepubliceerd." in said


def test_another_outcome_ends_with_status_1(run):
    status, said, _ = run(tampered(lambda told: told.update(result_sha256="0" * 64)), "--language", "en")
    assert status == 1
    assert "The ballots are as published.\nThe outcome is NOT as published.\n" in said


def test_the_whole_result_as_json(run):
    status, said, _ = run(PUBLISHED, "--json")
    assert status == 0
    assert json.loads(said)["winners"] == ["1"]
    assert run(tampered(lambda told: told["ballots"].pop()), "--json")[0] == 1


@pytest.mark.parametrize(
    ("name", "text", "more", "winners"),
    [
        ("a.blt", BLT, [], ["2"]),
        ("a.BLT", BLT, ["--seats", "2", "--method", "stv_meek"], ["1", "2"]),
        ("a.soi", PREFLIB, [], ["2"]),
        ("a.toc", PREFLIB, ["--method", "minimax"], ["2"]),
        ("a.pb", PABULIB, [], ["a"]),
        ("a.pb", PABULIB, ["--method", "greedy", "--budget", "80"], ["a", "b"]),
        ("a.csv", CSV, ["--method", "approval"], ["1"]),
        ("a.csv", "\ufeff" + CSV, ["--method", "score", "--seed", "x"], ["1"]),
    ],
)
def test_files_of_others_are_counted(run, name, text, more, winners):
    status, said, _ = run(text, *more, "--json", name=name)
    assert status == 0
    assert json.loads(said)["winners"] == winners


def test_a_file_of_others_is_told_without_a_comparison(run):
    status, said, _ = run(BLT, name="a.blt")
    assert status == 0
    assert said.startswith("De voorzitter\n")
    assert "gepubliceerd" not in said


@pytest.mark.parametrize(
    ("name", "text", "more", "words"),
    [
        ("a.json", "nee", [], "this is not a JSON file"),
        ("a.json", "{}", [], "this is not a file of the format"),
        (
            "a.json",
            tampered(lambda told: told.update(method="astrology")),
            [],
            "the way of counting is unknown",
        ),
        ("a.json", tampered(lambda told: told.pop("ballots")), [], "missing or broken"),
        ("a.json", b"\xff\xfe", [], "is not text in UTF-8"),
        ("a.blt", "2 1\n1 7 0\n", [], "Line 2: there is no option 7."),
        ("a.blt", BLT, ["--method", "astrology"], "no way of counting called astrology"),
        ("a.blt", BLT, ["--method", "approval"], "approval counts marks, but this file holds ranking"),
        ("a.blt", BLT, ["--seats", "9"], "There are 9 seats"),
        ("a.csv", CSV, [], "give --method"),
        ("a.csv", CSV, ["--method", "astrology"], "no way of counting called astrology"),
        ("a.csv", "", ["--method", "approval"], "the file is empty"),
        ("a.docx", "x", [], "the name must end in"),
        ("a", "x", [], "the name must end in"),
    ],
)
def test_what_cannot_be_counted_is_a_clear_failure(run, name, text, more, words):
    status, said, complained = run(text, *more, name=name)
    assert (status, said) == (1, "")
    assert words in complained
    assert "Traceback" not in complained


def test_no_such_file_is_a_clear_failure(tmp_path, capsys):
    assert main(["recount", str(tmp_path / "nergens.json")]) == 1
    assert "nergens.json: No such file or directory." in capsys.readouterr().err


def test_a_folder_is_a_clear_failure(tmp_path, capsys):
    folder = tmp_path / "map.json"
    folder.mkdir()
    assert main(["recount", str(folder)]) == 1
    assert "map.json: Is a directory." in capsys.readouterr().err
