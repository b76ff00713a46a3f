"""The system check on tables sees what imports do not show. Each fault is planted, next to what is right."""

from typing import Any

import pytest
from django.apps.registry import Apps
from django.core import checks
from django.db import models
from django.db.models.functions import Lower

from samenspel.ground.foundation.checks import faults

FLOORS = ["upper", "lower"]


class House:
    """Models in a registry of their own, so that what is planted stays here."""

    def __init__(self) -> None:
        self.registry = Apps()
        self.models: list[type[models.Model]] = []

    def model(
        self, name: str, floor: str, constraints: tuple[models.BaseConstraint, ...] = (), **fields: Any
    ) -> None:
        options = {"app_label": floor, "apps": self.registry, "constraints": constraints}
        content = {"__module__": __name__, "Meta": type("Meta", (), options), **fields}
        self.models.append(type(name, (models.Model,), content))

    def faults(self) -> list[str | None]:
        return [fault.id for fault in faults(self.models, FLOORS)]


@pytest.fixture
def house() -> House:
    house = House()
    house.model("Tenant", "lower")
    return house


def key(target: str, related_name: str | None = "+") -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(target, models.CASCADE, related_name=related_name)


def test_a_key_down_is_right(house: House) -> None:
    house.model("Proposal", "upper", collective=key("lower.Tenant"))
    assert house.faults() == []


def test_a_string_key_up_is_seen(house: House) -> None:
    house.model("Proposal", "upper")
    house.model("Deed", "lower", proposal=key("upper.Proposal"))
    assert house.faults() == ["samenspel.E001"]


def test_a_one_to_one_and_a_many_to_many_up_are_seen(house: House) -> None:
    house.model("Proposal", "upper")
    house.model(
        "Deed", "lower", proposal=models.OneToOneField("upper.Proposal", models.CASCADE, related_name="+")
    )
    house.model("Book", "lower", proposals=models.ManyToManyField("upper.Proposal", related_name="+"))
    assert house.faults() == ["samenspel.E001", "samenspel.E001"]


def test_a_name_left_behind_on_another_app_is_seen(house: House) -> None:
    house.model("Proposal", "upper", collective=key("lower.Tenant", related_name="proposals"))
    house.model("Ballot", "upper", collective=key("lower.Tenant", related_name=None))
    assert house.faults() == ["samenspel.E002", "samenspel.E002"]


def test_within_an_app_names_are_free(house: House) -> None:
    house.model("Proposal", "upper")
    house.model("Ballot", "upper", proposal=key("upper.Proposal", related_name="ballots"))
    assert house.faults() == []


def test_what_is_unique_within_a_collective_is_right(house: House) -> None:
    house.model(
        "Proposal",
        "upper",
        (
            models.UniqueConstraint(fields=["collective", "number"], name="by_number"),
            models.UniqueConstraint(models.F("collective"), Lower("title"), name="by_title"),
        ),
        collective=key("lower.Tenant"),
        number=models.IntegerField(),
        title=models.TextField(),
    )
    assert house.faults() == []


@pytest.mark.parametrize(
    "constraint",
    [
        models.UniqueConstraint(fields=["number"], name="by_number"),
        models.UniqueConstraint(Lower("title"), name="by_title"),
    ],
)
def test_what_is_unique_over_all_collectives_is_seen(
    house: House, constraint: models.UniqueConstraint
) -> None:
    house.model(
        "Proposal",
        "upper",
        (constraint,),
        collective=key("lower.Tenant"),
        number=models.IntegerField(),
        title=models.TextField(),
    )
    assert house.faults() == ["samenspel.E003"]


def test_a_unique_field_in_a_table_of_a_collective_is_seen(house: House) -> None:
    house.model("Proposal", "upper", collective=key("lower.Tenant"), number=models.IntegerField(unique=True))
    assert house.faults() == ["samenspel.E003"]


def test_outside_a_collective_anything_may_be_unique(house: House) -> None:
    house.model("Person", "lower", email=models.EmailField(unique=True))
    assert house.faults() == []


def test_a_hidden_table_without_a_collective_is_seen(house: House) -> None:
    house.model("Label", "upper")
    house.model(
        "Proposal", "upper", collective=key("lower.Tenant"), labels=models.ManyToManyField("upper.Label")
    )
    assert house.faults() == ["samenspel.E004"]


def test_the_check_is_registered_and_the_house_is_in_order() -> None:
    assert "tables" in {check.__name__ for check in checks.registry.registry.get_checks()}
    assert [
        fault for fault in checks.run_checks(tags=["models"]) if str(fault.id).startswith("samenspel.")
    ] == []
