"""Reading the parameters of an act: from JSON or a form to a frozen dataclass, with errors that say what to do."""

from collections.abc import Mapping
from typing import Annotated, TypeVar

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from pydantic import StringConstraints, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails, to_jsonable_python

from samenspel.ground.foundation.canonical import Json

T = TypeVar("T")

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=160)]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=5000)]
Remark = Annotated[str, StringConstraints(strip_whitespace=True, max_length=5000)]
Code = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60, pattern=r"^[\w.:/-]+$")]

_ADAPTERS: dict[type, TypeAdapter[object]] = {}


class BadParamsError(ValueError):
    """What was filled in cannot be read. `errors` gives a message per field, in the reader's language."""

    def __init__(self, errors: Mapping[str, object]) -> None:
        super().__init__("; ".join(f"{name}: {message}" for name, message in errors.items()))
        self.errors = dict(errors)


def adapter(kind: type[T]) -> TypeAdapter[T]:
    """The reader of a parameter class, made once."""
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]  # type: ignore[return-value]


def read(kind: type[T], raw: object) -> T:
    """Read parameters of a class; an instance is checked again. Raises BadParamsError."""
    given = to_json(raw) if isinstance(raw, kind) else raw
    try:
        return adapter(kind).validate_python(given)
    except ValidationError as error:
        raise BadParamsError({_field(item): _message(item) for item in error.errors(include_url=False)}) from error


def to_json(params: object) -> Json:
    """Parameters as JSON: identifiers and dates as text, enumerations as their value."""
    result: Json = to_jsonable_python(params)
    return result


def _field(item: ErrorDetails) -> str:
    return str(item["loc"][0]) if item["loc"] else ""


def _message(item: ErrorDetails) -> object:
    """The error in plain words; what a library calls it is not what a person should read."""
    kind, context = item["type"], item.get("ctx", {})
    if kind == "missing":
        return _("Fill this in.")
    if kind == "string_too_short":
        if not str(item.get("input") or "").strip():
            return _("Fill this in.")
        return ngettext_lazy(
            "Use at least %(count)d character.", "Use at least %(count)d characters.", "count"
        ) % {"count": context["min_length"]}
    if kind == "string_too_long":
        return _("Make this shorter: at most %(count)d characters.") % {"count": context["max_length"]}
    if kind.startswith("uuid"):
        return _("We do not know this one. Choose from the list.")
    if kind.startswith("date"):
        return _("Write a date, for example 31-12-2026.")
    if kind.startswith(("int", "float")):
        return _("Write a whole number.")
    if kind in {"greater_than_equal", "greater_than"}:
        return _("Write a number of at least %(bound)s.") % {"bound": context.get("ge", context.get("gt"))}
    if kind in {"less_than_equal", "less_than"}:
        return _("Write a number of at most %(bound)s.") % {"bound": context.get("le", context.get("lt"))}
    if kind in {"enum", "literal_error"}:
        return _("Choose one of the options.")
    return _("This does not fit here. Look at it again.")


