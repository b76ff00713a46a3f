"""The shape of a clause: parameters with bounds, sentences in three texts, and the rule they share.

People fill in a form; they never write text or code. Every figure and choice in a text comes from a
parameter, through one function per kind of parameter, so that text and rule move together.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from samenspel.kernels.statute.model import Rule, Share

Value: TypeAlias = str | bool | int | Share | tuple[str, ...]
Values: TypeAlias = Mapping[str, Value]
JsonValue: TypeAlias = str | bool | int | list[int] | list[str]


class Language(StrEnum):
    """The three texts of a clause: legal Dutch, plain Dutch (B1), English."""

    LEGAL = "legal"
    NL = "nl"
    EN = "en"


class Words(NamedTuple):
    """A short text in two languages."""

    nl: str
    en: str

    def say(self, language: Language) -> str:
        return self.en if language is Language.EN else self.nl


class BadValueError(ValueError):
    """A parameter has a value that its bounds do not allow; says so in two languages."""

    def __init__(self, clause: str, parameter: str, words: Words) -> None:
        super().__init__(f"{clause}.{parameter}: {words.en}")
        self.clause = clause
        self.parameter = parameter
        self.words = words


class Domain:
    """What values a parameter can take, and how a value is written out. One subclass per kind."""

    def parse(self, raw: object) -> Value:
        """Turn a JSON value into a value of this domain. Raises ValueError with Words as its argument."""
        raise NotImplementedError

    def write(self, value: Value, language: Language) -> str:
        """Write the value out as it stands in a sentence."""
        raise NotImplementedError

    def to_json(self, value: Value) -> JsonValue:
        if isinstance(value, Share):
            return [value.numerator, value.denominator]
        if isinstance(value, tuple):
            return [str(item) for item in value]
        return value


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing to fill in. `other` is a second valid value, used to prove that text and rule follow."""

    name: str
    domain: Domain
    default: Value
    other: Value
    question: Words
    hint: Words = Words("", "")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence (lid) of a clause with its three templates; `{name}` stands for a parameter.

    With `when`, the sentence stands only for values for which it is true. Templates hold no digits.
    """

    id: str
    legal: str
    nl: str
    en: str
    when: Callable[[Values], bool] | None = None

    def template(self, language: Language) -> str:
        return {Language.LEGAL: self.legal, Language.NL: self.nl, Language.EN: self.en}[language]


@dataclass(frozen=True, slots=True)
class OpenNorm:
    """Words that a machine does not weigh: here a person decides."""

    nl: str
    en: str


class WrittenSentence(NamedTuple):
    """A sentence with its place in the written clause: `text[start:end]`."""

    id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Written:
    """A clause written out in one language."""

    text: str
    sentences: tuple[WrittenSentence, ...]

    def span(self, sentence: str) -> tuple[int, int]:
        """Where a sentence stands; the whole text when it is not written (`when` was false)."""
        for place in self.sentences:
            if place.id == sentence:
                return place.start, place.end
        return 0, len(self.text)


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of the library: text, parameters and rule in one object."""

    id: str
    title: Words
    theme: Words
    parameters: tuple[Parameter, ...]
    sentences: tuple[Sentence, ...]
    rule: Callable[[Values], Rule]
    law: tuple[str, ...] = ()
    open_norms: tuple[OpenNorm, ...] = ()

    def defaults(self) -> dict[str, Value]:
        return {parameter.name: parameter.default for parameter in self.parameters}

    def values(self, raw: Mapping[str, object]) -> dict[str, Value]:
        """Read values from JSON; what is absent takes the default. Raises BadValueError, also for unknown names."""
        known = {parameter.name for parameter in self.parameters}
        for name in raw:
            if name not in known:
                raise BadValueError(
                    self.id, name, Words("Dit onderdeel bestaat niet.", "There is no such part.")
                )
        result: dict[str, Value] = {}
        for parameter in self.parameters:
            if parameter.name not in raw:
                result[parameter.name] = parameter.default
                continue
            try:
                result[parameter.name] = parameter.domain.parse(raw[parameter.name])
            except ValueError as error:
                words = error.args[0] if isinstance(error.args[0], Words) else Words(str(error), str(error))
                raise BadValueError(self.id, parameter.name, words) from error
        return result

    def to_json(self, values: Values) -> dict[str, JsonValue]:
        return {
            parameter.name: parameter.domain.to_json(values[parameter.name]) for parameter in self.parameters
        }

    def write(self, values: Values, language: Language) -> Written:
        """Write the clause out, with the place of each sentence."""
        words = {p.name: p.domain.write(values[p.name], language) for p in self.parameters}
        text = ""
        places: list[WrittenSentence] = []
        for sentence in self.sentences:
            if sentence.when is not None and not sentence.when(values):
                continue
            part = sentence.template(language).format_map(words)
            start = len(text) + 1 if text else 0
            text = f"{text} {part}" if text else part
            places.append(WrittenSentence(sentence.id, start, len(text)))
        return Written(text, tuple(places))
