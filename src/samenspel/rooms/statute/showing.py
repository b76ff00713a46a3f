"""A charter made ready for reading: clauses with their texts, their rule in lines, their articles and open norms."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from samenspel.kernels.statute.articles import Citation, cited
from samenspel.kernels.statute.catalogue import LawLine, RuleLine, law_lines, rule_lines, text_only
from samenspel.kernels.statute.charter import Adopted, Charter
from samenspel.kernels.statute.clause import Clause, Language, Written


@dataclass(frozen=True, slots=True)
class SentenceShown:
    """A sentence with its own address inside the clause. `marked` asks for attention."""

    id: str
    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class ClauseShown:
    """A clause as people read it. `plain` is in the reader's language, `legal` is the Dutch of the deed."""

    id: str
    number: int
    title: str
    theme: str
    plain: tuple[SentenceShown, ...]
    legal: tuple[SentenceShown, ...]
    rules: tuple[RuleLine, ...]
    law: tuple[tuple[Citation, ...], ...]
    open_norms: tuple[str, ...]
    text_only: bool

    @property
    def text(self) -> str:
        return " ".join(sentence.text for sentence in self.plain)

    @property
    def legal_text(self) -> str:
        return " ".join(sentence.text for sentence in self.legal)


@dataclass(frozen=True, slots=True)
class ThemeShown:
    """The clauses under one heading."""

    title: str
    clauses: tuple[ClauseShown, ...]


def show_clause(adopted: Adopted, number: int, language: Language, marking: str = "") -> ClauseShown:
    """Make a clause ready for reading. `marking` names a parameter whose sentences ask for attention."""
    clause = adopted.clause
    marked = sentences_with(clause, marking) if marking else frozenset()
    return ClauseShown(
        id=clause.id,
        number=number,
        title=clause.title.say(language),
        theme=clause.theme.say(language),
        plain=_sentences(adopted.write(language), marked),
        legal=_sentences(adopted.write(Language.LEGAL), marked),
        rules=rule_lines(adopted, language),
        law=tuple(cited(reference) for reference in clause.law),
        open_norms=tuple(norm.en if language is Language.EN else norm.nl for norm in clause.open_norms),
        text_only=text_only(adopted),
    )


def _sentences(written: Written, marked: frozenset[str]) -> tuple[SentenceShown, ...]:
    return tuple(
        SentenceShown(place.id, written.text[place.start : place.end], place.id in marked)
        for place in written.sentences
    )


def sentences_with(clause: Clause, parameter: str) -> frozenset[str]:
    """The sentences of a clause in which a parameter is written out."""
    return frozenset(
        s.id for s in clause.sentences if any(f"{{{parameter}}}" in t for t in (s.legal, s.nl, s.en))
    )


def show(charter: Charter, language: Language) -> tuple[ThemeShown, ...]:
    """The whole charter by theme, its clauses numbered from one."""
    shown = [show_clause(adopted, number, language) for number, adopted in enumerate(charter.clauses, 1)]
    return tuple(
        ThemeShown(title, tuple(group)) for title, group in groupby(shown, key=lambda each: each.theme)
    )


def find(themes: tuple[ThemeShown, ...], clause: str) -> ClauseShown | None:
    return next((each for theme in themes for each in theme.clauses if each.id == clause), None)


@dataclass(frozen=True, slots=True)
class LawShown:
    """A line of what the law adds, with its articles as links."""

    acts: str
    rule: str
    law: tuple[Citation, ...]


def show_law(charter: Charter, language: Language) -> tuple[LawShown, ...]:
    return tuple(_law(line) for line in law_lines(charter, language))


def _law(line: LawLine) -> LawShown:
    return LawShown(line.acts, line.rule, cited(line.article))


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of text that matches a search, or does not."""

    text: str
    found: bool


def search(themes: tuple[ThemeShown, ...], wanted: str) -> tuple[ThemeShown, ...]:
    """The clauses in whose title or text, plain or legal, the words stand; whatever the case."""
    needle = wanted.casefold()
    found = ((theme, tuple(each for each in theme.clauses if _holds(each, needle))) for theme in themes)
    return tuple(ThemeShown(theme.title, clauses) for theme, clauses in found if clauses)


def _holds(clause: ClauseShown, needle: str) -> bool:
    return any(needle in text.casefold() for text in (clause.title, clause.text, clause.legal_text))


def stretches(text: str, wanted: str) -> Iterator[Stretch]:
    """Cut a text into what matches a search and what does not. Joined, they give the text back."""
    lowered, needle, start = text.casefold(), wanted.casefold(), 0
    if len(lowered) != len(text) or not needle:
        yield Stretch(text, found=False)
        return
    while (place := lowered.find(needle, start)) >= 0:
        if place > start:
            yield Stretch(text[start:place], found=False)
        start = place + len(needle)
        yield Stretch(text[place:start], found=True)
    if start < len(text):
        yield Stretch(text[start:], found=False)
