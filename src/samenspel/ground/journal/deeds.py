"""Deed types: the sentence a person reads, who may read it, and what is personal in it.

Every type lists all its fields with their kind. The kind says whether a field is personal and how it is
erased, so a type cannot be registered without that being known.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Field(StrEnum):
    """What a field of a deed holds, and so how it is erased."""

    PERSON = "person"
    """A person's identifier. Erased by erasing the name behind it (people); the identifier then means nobody."""
    TEXT = "text"
    """Free text. Never inside the chain; erased by deleting the text and its salt."""
    REFERENCE = "reference"
    """An identifier of something that is not a person."""
    CODE = "code"
    """A word from a closed list, an act, a slug, or a digest."""
    CODES = "codes"
    """A list of such words."""
    NUMBER = "number"
    """A whole number: an amount, a count, a version."""
    DAY = "day"
    """A date."""

    @property
    def erased_by(self) -> str:
        """How the personal part is erased; empty where nothing is personal."""
        return {Field.PERSON: "forget the person's name", Field.TEXT: "delete the text and its salt"}.get(
            self, ""
        )


class Audience(StrEnum):
    """Who may read a deed in the book."""

    PUBLIC = "public"
    MEMBERS = "members"
    PARTIES = "parties"
    """Only those whom it is about, and the board."""
    OWN = "own"
    """Only whoever did it: an opinion that counts and that nobody has to answer for."""


@dataclass(frozen=True)
class DeedType:
    """One kind of deed. `sentence` is a (lazy) text with `%(field)s` places, and `%(actor)s`."""

    name: str
    sentence: object
    audience: Audience
    fields: Mapping[str, Field]

    @property
    def personal(self) -> dict[str, str]:
        """The personal fields and how each is erased."""
        return {name: kind.erased_by for name, kind in self.fields.items() if kind.erased_by}


class UndeclaredDeedError(TypeError):
    """A deed does not match the declaration of its type."""


class Register:
    """All deed types of this installation."""

    def __init__(self) -> None:
        self._types: dict[str, DeedType] = {}

    def add(self, *types: DeedType) -> None:
        """Register types. Raises UndeclaredDeedError for a second type of one name or an undeclared field kind."""
        for type_ in types:
            if type_.name in self._types and self._types[type_.name] != type_:
                raise UndeclaredDeedError(f"{type_.name} is declared twice.")
            if any(not isinstance(kind, Field) for kind in type_.fields.values()):
                raise UndeclaredDeedError(
                    f"{type_.name}: every field needs a kind, so that it can be erased."
                )
            self._types[type_.name] = type_

    def __getitem__(self, name: str) -> DeedType:
        if name not in self._types:
            raise UndeclaredDeedError(f"{name} is not a declared deed type.")
        return self._types[name]

    def __iter__(self) -> Iterator[DeedType]:
        return iter(self._types.values())

    def __contains__(self, name: object) -> bool:
        return name in self._types


DEEDS = Register()
