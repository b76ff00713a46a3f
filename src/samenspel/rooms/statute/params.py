"""Reading the parameters of an act: from JSON or a form to a frozen dataclass, with errors that say what to do."""

from collections.abc import Callable, Mapping
from typing import Annotated, TypeVar

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from pydantic import AfterValidator, StringConstraints, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails, to_jsonable_python

from samenspel.ground.foundation.canonical import Json

T = TypeVar("T")


def _storable(text: str) -> str:
    """Refuse what no database stores as text: the NUL sign, and halves of a sign. Raises ValueError."""
    if "\x00" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
        raise ValueError("not text")
    return text


STORABLE = AfterValidator(_storable)

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120), STORABLE]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=160), STORABLE]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=5000), STORABLE]
Remark = Annotated[str, StringConstraints(strip_whitespace=True, max_length=5000), STORABLE]
Code = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60, pattern=r"^[\w.:/-]+$")
]

_ADAPTERS: dict[type, TypeAdapter[object]] = {}


class BadParamsError(ValueError):
    """What was filled in cannot be read. `errors` gives a message per field, in the reader's language."""

    def __init__(self, errors: Mapping[str, object]) -> None:
        super().__init__("; ".join(f"{name}: {message}" for name, message in errors.items()))
        self.errors = dict(errors)


class ToldError(ValueError):
    """A value is wrong in a way that it takes words of its own to tell. Raised by a check of a parameter."""

    def __init__(self, message: object) -> None:
        super().__init__(str(message))
        self.message = message


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
        raise BadParamsError(
            {_field(item): _message(item) for item in error.errors(include_url=False)}
        ) from error


def to_json(params: object) -> Json:
    """Parameters as JSON: identifiers and dates as text, enumerations as their value."""
    result: Json = to_jsonable_python(params)
    return result


def _field(item: ErrorDetails) -> str:
    return str(item["loc"][0]) if item["loc"] else ""


def _message(item: ErrorDetails) -> object:
    """The error in plain words; what a library calls it is not what a person should read."""
    kind, context = item["type"], item.get("ctx", {})
    if isinstance(context.get("error"), ToldError):
        return context["error"].message
    if kind == "missing" or (kind == "string_too_short" and not str(item.get("input") or "").strip()):
        return _("Fill this in.")
    if kind in _BOUNDS:
        name, say = _BOUNDS[kind]
        return say(context[name])
    return next(
        (words for start, words in _KINDS if kind.startswith(start)),
        _("This does not fit here. Look at it again."),
    )


_BOUNDS: Mapping[str, tuple[str, Callable[[int], object]]] = {
    "string_too_short": (
        "min_length",
        lambda n: (
            ngettext_lazy("Use at least %(count)d character.", "Use at least %(count)d characters.", n)
            % {"count": n}
        ),
    ),
    "string_too_long": (
        "max_length",
        lambda n: _("Make this shorter: at most %(count)d characters.") % {"count": n},
    ),
    "greater_than_equal": ("ge", lambda n: _("Write a number of at least %(bound)s.") % {"bound": n}),
    "less_than_equal": ("le", lambda n: _("Write a number of at most %(bound)s.") % {"bound": n}),
}
"""Errors with a bound: what the library calls the bound, and the words that name it."""

_KINDS = (
    ("uuid", _("We do not know this one. Choose from the list.")),
    ("date", _("Write a date, for example 31-12-2026.")),
    ("int", _("Write a whole number.")),
    ("float", _("Write a whole number.")),
    ("enum", _("Choose one of the options.")),
    ("literal_error", _("Choose one of the options.")),
)
"""Errors without a bound, by how the library's name for them begins."""
