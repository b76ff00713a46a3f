"""What the decisions in docs/decisions/ say of the code, where a line of code can look."""

import re

import pytest
from django.apps import apps

from samenspel.ground.foundation.canonical import canonical
from samenspel.ground.people.models import Person
from samenspel.kernels.statute.catalogue import known_acts
from samenspel.kernels.statute.charter import charter
from samenspel.kernels.statute.library import LIBRARY_VERSION
from samenspel.kernels.statute.presets import PRESETS, Preset
from samenspel.rooms.deciding.models import Ballot, RegisterEntry, Round

from .reading import DOCS

DECISIONS = DOCS / "decisions"
every_preset = pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.id)


def test_every_decision_is_listed_with_its_title() -> None:
    listed = re.findall(
        r"^\| \[(\d{4})\]\((\S+)\) \| (.+) \|$", (DECISIONS / "README.md").read_text(), re.MULTILINE
    )
    written = []
    for path in sorted(DECISIONS.glob("0*.md")):
        number, title = re.match(r"# (\d{4}) (.+)\n", path.read_text(encoding="utf-8")).groups()
        assert path.name.startswith(number)
        written.append((number, path.name, title))
    assert listed == written


@pytest.mark.parametrize("path", sorted(DECISIONS.glob("0*.md")), ids=lambda path: path.stem)
def test_a_decision_has_its_four_parts_and_fits_a_page(path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Options", "Decision", "Consequences"]
    assert len(text.split()) < 600


@every_preset
def test_0004_a_charter_writes_out_every_value_in_a_few_kilobytes(preset: Preset) -> None:
    stored = charter(preset.form, preset.clauses).to_json()
    assert stored["library"] == LIBRARY_VERSION
    assert LIBRARY_VERSION in (DECISIONS / "0004-values-written-out.md").read_text(encoding="utf-8")
    assert 1_500 < len(canonical(stored)) < 4_000


@every_preset
def test_0008_no_act_asks_for_a_standing_and_a_consent(preset: Preset) -> None:
    rules = charter(preset.form, preset.clauses)
    plans = [rules.statute.plan(act) for acts in known_acts(rules) for act in acts]
    assert [plan.act for plan in plans if plan.needs and plan.powers] == []


def test_0003_a_secret_ballot_has_no_row() -> None:
    assert {field.name for field in Ballot._meta.get_fields()} == {
        "id",
        "collective",
        "round",
        "person_id",
        "marks",
    }
    assert "ballot" not in {field.name for field in RegisterEntry._meta.get_fields()}
    assert Round._meta.get_field("box").default is list


def test_0012_there_is_no_admin_and_nobody_is_above_the_rules() -> None:
    assert not apps.is_installed("django.contrib.admin")
    assert not {"is_staff", "is_superuser", "password"} & {field.name for field in Person._meta.get_fields()}
    assert not hasattr(Person, "has_perm")
