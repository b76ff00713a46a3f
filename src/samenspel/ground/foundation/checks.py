"""System checks on tables, for what no import shows: a foreign key may be written as a string.

`INSTALLED_APPS` lists the floors from top to bottom. Run by `./samenspel check`, by every test run and by
every Django command.

- samenspel.E001: a relation points to a higher floor.
- samenspel.E002: a relation to another app leaves a name behind on that app's objects.
- samenspel.E003: something is unique over all collectives, in a table of a collective.
- samenspel.E004: a table of a collective has a many-to-many table that does not carry the collective.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from django.apps import apps
from django.core.checks import CheckMessage, Error, Tags, register
from django.db.models import ForeignObject, ManyToManyField, Model, UniqueConstraint
from django.db.models.expressions import BaseExpression, F

if TYPE_CHECKING:
    from typing import Any

    _Relation = ForeignObject[Any, Any] | ManyToManyField[Any, Any]

_OURS = "samenspel."
_TENANT = "collective"


@register(Tags.models)
def tables(**_: object) -> list[CheckMessage]:
    """Check every table of this project, whichever apps were asked for: the rules are about their relations."""
    ours = [config for config in apps.get_app_configs() if config.name.startswith(_OURS)]
    models = [model for config in ours for model in config.get_models()]
    return faults(models, [config.label for config in ours])


def faults(models: Iterable[type[Model]], floors: Sequence[str]) -> list[CheckMessage]:
    """All faults in these models. `floors`: the labels of the apps of this project, from top to bottom."""
    found: list[CheckMessage] = []
    for model in models:
        found += _relation_faults(model, floors)
        if _is_of_a_collective(model):
            found += _tenant_faults(model)
    return found


def _relation_faults(model: type[Model], floors: Sequence[str]) -> Iterator[Error]:
    options = model._meta  # noqa: SLF001 - Django's documented introspection
    relations: list[_Relation] = [field for field in options.local_fields if isinstance(field, ForeignObject)]
    relations += options.local_many_to_many
    for relation in relations:
        target: type[Model] | str = relation.remote_field.model
        if isinstance(target, str):
            continue  # points nowhere: Django's own checks say so
        label = target._meta.app_label  # noqa: SLF001
        if label in floors and floors.index(label) < floors.index(options.app_label):
            yield Error(
                f"{relation} points up, from {options.app_label} to {label}.",
                hint="A floor knows only what is below it. Keep the id in the higher room, or react to a deed.",
                obj=relation,
                id="samenspel.E001",
            )
        if label != options.app_label and not (relation.remote_field.related_name or "").endswith("+"):
            yield Error(
                f"{relation} leaves a name behind on {label}.{target.__name__}.",
                hint='Write related_name="+": the lower floor does not know who points to it.',
                obj=relation,
                id="samenspel.E002",
            )


def _is_of_a_collective(model: type[Model]) -> bool:
    return any(field.name == _TENANT for field in model._meta.local_fields)  # noqa: SLF001


def _tenant_faults(model: type[Model]) -> Iterator[Error]:
    for name, fields in _unique_sets(model):
        if _TENANT not in fields:
            yield Error(
                f"{model._meta.label}: {name} is unique over all collectives.",  # noqa: SLF001
                hint=f'Let "{_TENANT}" be part of what is unique: each collective is a world of its own.',
                obj=model,
                id="samenspel.E003",
            )
    for relation in model._meta.local_many_to_many:  # noqa: SLF001
        through = relation.remote_field.through
        if through is not None and through._meta.auto_created:  # noqa: SLF001
            yield Error(
                f"{relation} has a table without a collective.",
                hint="Write the table between the two as a model with a collective.",
                obj=relation,
                id="samenspel.E004",
            )


def _unique_sets(model: type[Model]) -> Iterator[tuple[str, set[str]]]:
    """What is unique in a table, and by which fields together. A primary key is a UUIDv7 and unique in the world."""
    options = model._meta  # noqa: SLF001
    for field in options.local_fields:
        if field.unique and not field.primary_key:
            yield field.name, {field.name}
    for names in options.unique_together:
        yield ", ".join(names), set(names)
    for constraint in options.constraints:
        if isinstance(constraint, UniqueConstraint):
            yield constraint.name, {*constraint.fields, *_named_in(constraint.expressions)}


def _named_in(expressions: Iterable[object]) -> Iterator[str]:
    """The fields that expressions such as `Lower("name")` or `F("collective")` name."""
    for expression in expressions:
        if isinstance(expression, F):
            name: str = expression.name  # type: ignore[attr-defined] # the stubs leave it out
            yield name
        elif isinstance(expression, BaseExpression):
            yield from _named_in(expression.get_source_expressions())
