"""The verbs that keep a house in order: verify, export, import. Clear lines, and a status that scripts can use."""

import json

import pytest

from house.scene import build
from samenspel.ground.people import accounts
from samenspel.kernels.statute.charter import charter
from samenspel.kernels.statute.presets import VERENIGING
from samenspel.rooms.deciding.models import Round
from samenspel.site.cli import main

pytestmark = pytest.mark.django_db


def test_verify_finds_nothing_in_a_lively_house(capsys):
    scene = build()
    assert main(["verify"]) == 0
    told = capsys.readouterr().out
    assert f"{scene.cast.slug}: " in told
    assert told.count("all adds up") == 2


def test_verify_names_what_was_tampered_with_and_ends_with_status_1(capsys):
    scene = build()
    closed = Round.objects.filter(collective_id=scene.cast.collective_id, closed_at__isnull=False).first()
    Round.objects.filter(collective_id=scene.cast.collective_id, id=closed.id).update(
        result={**closed.result, "in_favour": closed.result["in_favour"] + 1}
    )
    assert main(["verify", scene.cast.slug]) == 1
    assert "differen" in capsys.readouterr().out


def test_verify_of_an_unknown_collective_is_a_clear_failure(capsys):
    assert main(["verify", "nergens"]) == 1
    assert "/nergens/" in capsys.readouterr().err


def test_export_writes_an_archive(tmp_path, capsys):
    scene = build()
    target = tmp_path / "archive.zip"
    assert main(["export", scene.cast.slug, "--to", str(target)]) == 0
    assert target.stat().st_size > 1000
    assert str(target) in capsys.readouterr().out


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "statute.json"
    path.write_text(json.dumps(charter(VERENIGING.form, VERENIGING.clauses).to_json()), encoding="utf-8")
    return path


def test_import_checks_a_charter_and_founds_a_collective_with_it(file, capsys, db):
    from datetime import UTC, datetime

    accounts.create_person("Ilse", "nl", datetime(2026, 1, 1, tzinfo=UTC), "ilse@example.org")
    assert main(["import", "statute", str(file)]) == 0
    assert main(["import", "statute", str(file), "--name", "De Buurt", "--founder", "ilse@example.org"]) == 0
    assert "De Buurt was founded" in capsys.readouterr().out
    assert main(["verify", "de-buurt"]) == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [("{", "JSON"), ("[]", "charter/1"), ('{"schema": "charter/9"}', "charter/1")],
)
def test_import_says_what_is_wrong_with_a_file(tmp_path, capsys, content, said):
    path = tmp_path / "wrong.json"
    path.write_text(content, encoding="utf-8")
    assert main(["import", "statute", str(path)]) == 1
    assert said in capsys.readouterr().err


def test_import_under_a_floor_of_the_law_names_the_article(tmp_path, capsys):
    raw = charter(VERENIGING.form, VERENIGING.clauses).to_json()
    raw["clauses"] = [each for each in raw["clauses"] if each["id"] != "asset_lock"]
    path = tmp_path / "unlawful.json"
    path.write_text(json.dumps(raw), encoding="utf-8")
    assert main(["import", "statute", str(path)]) == 1
    assert "2:27 lid 4 onder f BW" in capsys.readouterr().err


def test_import_without_a_known_founder_founds_nothing(file, capsys):
    assert (
        main(["import", "statute", str(file), "--name", "De Buurt", "--founder", "niemand@example.org"]) == 1
    )
    assert "--founder" in capsys.readouterr().err
