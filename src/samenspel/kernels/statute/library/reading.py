"""Typed access to the values of a clause, and the conditions under which a sentence stands."""

from collections.abc import Callable

from samenspel.kernels.statute.clause import Values
from samenspel.kernels.statute.model import Share
from samenspel.kernels.statute.vocabulary import Body, Standing


def text(values: Values, name: str) -> str:
    value = values[name]
    assert isinstance(value, str)
    return value


def number(values: Values, name: str) -> int:
    value = values[name]
    assert type(value) is int
    return value


def flag(values: Values, name: str) -> bool:
    value = values[name]
    assert isinstance(value, bool)
    return value


def share(values: Values, name: str) -> Share:
    value = values[name]
    assert isinstance(value, Share)
    return value


def names(values: Values, name: str) -> tuple[str, ...]:
    value = values[name]
    assert isinstance(value, tuple)
    return tuple(str(item) for item in value)


def body(values: Values, name: str) -> Body:
    return Body(text(values, name))


def bodies(values: Values, name: str) -> tuple[Body, ...]:
    return tuple(Body(item) for item in names(values, name))


def standings(values: Values, name: str) -> frozenset[Standing]:
    return frozenset(Standing(item) for item in names(values, name))


def yes(name: str) -> Callable[[Values], bool]:
    """The condition that a yes-or-no parameter is yes."""
    return lambda values: flag(values, name)


def no(name: str) -> Callable[[Values], bool]:
    """The condition that a yes-or-no parameter is no."""
    return lambda values: not flag(values, name)


def some(name: str) -> Callable[[Values], bool]:
    """The condition that a number or a part is above nothing, or that a list is not empty."""

    def condition(values: Values) -> bool:
        value = values[name]
        return value.numerator > 0 if isinstance(value, Share) else bool(value)

    return condition


def none(name: str) -> Callable[[Values], bool]:
    """The opposite of `some`."""
    present = some(name)
    return lambda values: not present(values)


def chosen(name: str, *options: str) -> Callable[[Values], bool]:
    """The condition that a choice is one of the options."""
    return lambda values: text(values, name) in options


def not_chosen(name: str, *options: str) -> Callable[[Values], bool]:
    """The condition that a choice is none of the options."""
    return lambda values: text(values, name) not in options
