"""Two charters side by side: old and new sentences word by word, and per act how the rule moved, and why."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from samenspel.kernels.statute.catalogue import known_acts
from samenspel.kernels.statute.charter import Adopted, Charter, changed_clauses
from samenspel.kernels.statute.clause import Clause, JsonValue, Language, Words
from samenspel.kernels.statute.library import CLAUSES
from samenspel.kernels.statute.model import NOTHING, Base, Limit, Requirement, Rule, Share
from samenspel.kernels.statute.ordering import (
    Bar,
    Shift,
    asks_at_least,
    bar,
    bar_shift,
    limit_asks_at_least,
    reach,
    shift,
)
from samenspel.kernels.statute.vocabulary import Body, Standing
from samenspel.kernels.statute.words import (
    BODIES,
    PLURAL,
    STANDINGS,
    delay_words,
    majority_words,
    requirement_words,
)

SHIFTS: dict[Shift, Words] = {
    Shift.EQUAL: Words("gelijk", "equal"),
    Shift.STRICTER: Words("strenger", "stricter"),
    Shift.LOOSER: Words("soepeler", "looser"),
    Shift.DIFFERENT: Words("anders", "different"),
}


class Mark(StrEnum):
    """What happened to a stretch of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stayed, went or came."""

    mark: Mark
    text: str


@dataclass(frozen=True, slots=True)
class SentenceChange:
    """A sentence before and after; one of them is empty when the sentence came or went."""

    id: str
    before: str
    after: str
    pieces: tuple[Piece, ...]

    @property
    def same(self) -> bool:
        return self.before == self.after


@dataclass(frozen=True, slots=True)
class ParameterChange:
    """One thing that was filled in differently, as JSON values."""

    name: str
    question: Words
    before: JsonValue
    after: JsonValue


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """A clause that differs between two charters, or is in only one of them."""

    clause: Clause
    before: Adopted | None
    after: Adopted | None

    @property
    def parameters(self) -> tuple[ParameterChange, ...]:
        if self.before is None or self.after is None:
            return ()
        old, new = self.clause.to_json(self.before.values), self.clause.to_json(self.after.values)
        return tuple(
            ParameterChange(p.name, p.question, old[p.name], new[p.name])
            for p in self.clause.parameters
            if old[p.name] != new[p.name]
        )

    @property
    def guarded(self) -> bool:
        """Whether the machine rule differs, and not only the text."""
        old = self.before.rule if self.before is not None else Rule()
        new = self.after.rule if self.after is not None else Rule()
        return old != new

    def sentences(self, language: Language) -> tuple[SentenceChange, ...]:
        """Every sentence of the clause in one language, in order, those that stayed as well."""
        old = _written(self.before, language)
        new = _written(self.after, language)
        order = [
            sentence.id for sentence in self.clause.sentences if sentence.id in old or sentence.id in new
        ]
        return tuple(sentence_change(each, old.get(each, ""), new.get(each, "")) for each in order)


def _written(adopted: Adopted | None, language: Language) -> dict[str, str]:
    if adopted is None:
        return {}
    written = adopted.write(language)
    return {place.id: written.text[place.start : place.end] for place in written.sentences}


def sentence_change(sentence: str, before: str, after: str) -> SentenceChange:
    return SentenceChange(sentence, before, after, word_difference(before, after))


_TOKENS = re.compile(r"\w+|\s+|[^\w\s]")


def word_difference(before: str, after: str) -> tuple[Piece, ...]:
    """The words that stayed, went and came, in reading order.

    Joining the texts that are not added gives `before`; joining those that are not removed gives `after`.
    """
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    pieces: list[Piece] = []
    for _, i1, i2, j1, j2 in _merged(SequenceMatcher(None, old, new, autojunk=False).get_opcodes(), old):
        gone, come = "".join(old[i1:i2]), "".join(new[j1:j2])
        if gone == come:
            pieces.append(Piece(Mark.SAME, gone))
            continue
        pieces += [Piece(mark, text) for mark, text in ((Mark.REMOVED, gone), (Mark.ADDED, come)) if text]
    return tuple(pieces)


_Opcode = tuple[str, int, int, int, int]


def _merged(opcodes: Sequence[_Opcode], old: Sequence[str]) -> Iterator[_Opcode]:
    """Join changes with only white space between them, so that a phrase is struck as a phrase."""
    held: _Opcode | None = None
    for index, code in enumerate(opcodes):
        tag, i1, i2, j1, j2 = code
        only_space = tag == "equal" and not "".join(old[i1:i2]).strip()
        between = 0 < index < len(opcodes) - 1
        if tag != "equal" or (only_space and between):
            held = ("replace", held[1], i2, held[3], j2) if held else ("replace", i1, i2, j1, j2)
            continue
        if held:
            yield held
            held = None
        yield code
    if held:
        yield held


@dataclass(frozen=True, slots=True)
class ActChange:
    """How the rule for one act moved. `acts` are judged as one; the first names it."""

    acts: tuple[str, ...]
    shift: Shift
    reasons: tuple[Words, ...]

    @property
    def act(self) -> str:
        return self.acts[0]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that differs. `acts` lists every act either charter knows, in the order of the vocabulary."""

    clauses: tuple[ClauseChange, ...]
    acts: tuple[ActChange, ...]

    @property
    def moved(self) -> tuple[ActChange, ...]:
        """The acts for which the rule is not the same."""
        return tuple(change for change in self.acts if change.shift is not Shift.EQUAL)


def compare(old: Charter, new: Charter) -> Comparison:
    """Hold a new charter against an old one."""
    changed = changed_clauses(old, new)
    clauses = tuple(ClauseChange(CLAUSES[each], old.by_id.get(each), new.by_id.get(each)) for each in changed)
    return Comparison(clauses, tuple(_act_change(acts, old, new) for acts in known_acts(old, new)))


def _act_change(acts: tuple[str, ...], old: Charter, new: Charter) -> ActChange:
    before = bar([old.statute.plan(act) for act in acts])
    after = bar([new.statute.plan(act) for act in acts])
    moved = bar_shift(before, after)
    return ActChange(acts, moved, () if moved is Shift.EQUAL else tuple(bar_reasons(before, after)))


def bar_reasons(old: Bar, new: Bar) -> Iterator[Words]:
    """What is different between two rules for an act, each thing in a sentence."""
    if old.barred or new.barred:
        yield _BARRED if new.barred else _OPENED
        return
    yield from _need_reasons(old.requirements, new.requirements)
    yield from _power_reasons(old, new)
    yield from _limit_reasons(old.limits, new.limits)


_BARRED = Words("Dit kan niet meer.", "This is no longer possible.")
_OPENED = Words("Dit kon eerst niet. Nu wel.", "This was not possible before. Now it is.")


def _need_reasons(old: tuple[Requirement, ...], new: tuple[Requirement, ...]) -> Iterator[Words]:
    for body in Body:
        before = [each for each in old if each.body is body]
        after = [each for each in new if each.body is body]
        if before and not after:
            yield _no_longer(body)
            continue
        kept = [each for each in before if each in after]
        gone, come = _beyond(before, kept), _beyond(after, kept)
        if len(gone) == len(come) == 1:
            yield from _requirement_reasons(gone[0], come[0])
        else:
            yield from map(_came, come)
            yield from map(_went, gone)


def _beyond(requirements: Sequence[Requirement], kept: Sequence[Requirement]) -> list[Requirement]:
    """The requirements that ask something which those that stay do not ask already."""
    return [mine for mine in requirements if not any(asks_at_least(other, mine) for other in kept)]


def _no_longer(body: Body) -> Words:
    who, plural = BODIES[body], body in PLURAL
    return Words(
        f"{_capital(who.nl)} {'hoeven' if plural else 'hoeft'} geen ja meer te zeggen.",
        f"{_capital(who.en)} no longer {'need' if plural else 'needs'} to agree.",
    )


def _came(requirement: Requirement) -> Words:
    nl, en = (requirement_words(requirement, language) for language in (Language.NL, Language.EN))
    return Words(f"Nieuw: {nl}", f"New: {en}")


def _went(requirement: Requirement) -> Words:
    nl, en = (requirement_words(requirement, language) for language in (Language.NL, Language.EN))
    return Words(f"Niet meer nodig: {nl}", f"No longer needed: {en}")


def _requirement_reasons(old: Requirement, new: Requirement) -> Iterator[Words]:
    body, plural = BODIES[new.body], new.body in PLURAL
    who = Words(_capital(body.nl), _capital(body.en))
    yield from _vote_reasons(who, old, new)
    if old.notice_days != new.notice_days:
        yield Words(
            f"{who.nl} {'horen' if plural else 'hoort'} het {new.notice_days} dagen van tevoren. "
            f"Dat was {old.notice_days}.",
            f"{who.en} {'hear' if plural else 'hears'} of it {new.notice_days} days beforehand. "
            f"It was {old.notice_days}.",
        )
    if old.readings != new.readings:
        yield Words(
            f"{who.nl} {'stemmen' if plural else 'stemt'} {new.readings} keer. Dat was {old.readings}.",
            f"{who.en} {'vote' if plural else 'votes'} {new.readings} times. It was {old.readings}.",
        )
    if old.gap_days != new.gap_days and min(old.readings, new.readings) > 1:
        yield Words(
            f"Tussen twee stemmingen zitten {new.gap_days} dagen. Dat was {old.gap_days}.",
            f"There are {new.gap_days} days between two votes. It was {old.gap_days}.",
        )
    if old.cooling_days != new.cooling_days:
        yield Words(
            f"Daarna wachten jullie {new.cooling_days} dagen. Dat was {old.cooling_days}.",
            f"Then you wait {new.cooling_days} days. It was {old.cooling_days}.",
        )
    if old.delay != new.delay:
        yield (
            delay_words(new.delay)
            if new.delay.fullest
            else Words(
                "Een tegengeluid van mensen zonder stem maakt het wachten niet meer langer.",
                "Opposition from people without a vote no longer makes the waiting longer.",
            )
        )
    if old.silence_consents != new.silence_consents:
        yield (
            Words(
                f"Geen antwoord van {body.nl} telt nu als ja.",
                f"No answer from {body.en} now counts as a yes.",
            )
            if new.silence_consents
            else Words(
                f"Geen antwoord van {body.nl} telt niet meer als ja.",
                f"No answer from {body.en} no longer counts as a yes.",
            )
        )


def _vote_reasons(who: Words, old: Requirement, new: Requirement) -> Iterator[Words]:
    if (old.majority, old.strict, old.base) != (new.majority, new.strict, new.base):
        nl = [f"{majority_words(r, Language.NL)} {_OF[r.base].nl}" for r in (old, new)]
        en = [f"{majority_words(r, Language.EN)} {_OF[r.base].en}" for r in (old, new)]
        plural = new.body in PLURAL
        yield Words(
            f"{who.nl} {'beslissen' if plural else 'beslist'} met {nl[1]}. Dat was {nl[0]}.",
            f"{who.en} {'decide' if plural else 'decides'} with {en[1]}. It was {en[0]}.",
        )
    if old.quorum != new.quorum:
        nl = [_quorum(r.quorum, Language.NL) for r in (old, new)]
        en = [_quorum(r.quorum, Language.EN) for r in (old, new)]
        yield Words(
            f"Ten minste {nl[1]} van de stemmen moet meedoen. Dat was {nl[0]}."
            if new.quorum.numerator
            else f"Er hoeft geen vast deel meer mee te doen. Dat was {nl[0]}.",
            f"At least {en[1]} of the votes must take part. It was {en[0]}."
            if new.quorum.numerator
            else f"No set part has to take part any more. It was {en[0]}.",
        )
    if old.second_meeting != new.second_meeting:
        yield (
            Words(
                "Doen er te weinig mensen mee? Dan kan het nu in een tweede vergadering.",
                "If too few people take part, it can now be done in a second meeting.",
            )
            if new.second_meeting
            else Words(
                "Doen er te weinig mensen mee? Dan helpt een tweede vergadering niet meer.",
                "If too few people take part, a second meeting no longer helps.",
            )
        )


_OF = {
    Base.CAST: Words("van de stemmen", "of the votes cast"),
    Base.ALL: Words("van alle stemmen die er zijn", "of all votes there are"),
}


def _quorum(share: Share, language: Language) -> str:
    if share == NOTHING:
        return "nothing" if language is Language.EN else "niets"
    return f"{share.numerator} {'in' if language is Language.EN else 'op de'} {share.denominator}"


def _power_reasons(old: Bar, new: Bar) -> Iterator[Words]:
    if bool(old.powers) != bool(new.powers):
        names = _who((new.powers or old.powers)[0])
        yield (
            Words(f"Dit kan nu alleen door: {names.nl}.", f"This can now only be done by: {names.en}.")
            if new.powers
            else Words("Het maakt niet meer uit wie het doet.", "It no longer matters who does it.")
        )
        return
    before, after = (frozenset().union(*map(reach, each.powers)) for each in (old, new))
    if after - before:
        names = _who(after - before)
        yield Words(f"Dit mag nu ook: {names.nl}.", f"Now also allowed for: {names.en}.")
    if before - after:
        names = _who(before - after)
        yield Words(f"Dit mag niet meer: {names.nl}.", f"No longer allowed for: {names.en}.")


def _who(standings: frozenset[Standing]) -> Words:
    names = [STANDINGS[each] for each in Standing if each in standings]
    return Words(", ".join(name.nl for name in names), ", ".join(name.en for name in names))


def _limit_reasons(old: tuple[Limit, ...], new: tuple[Limit, ...]) -> Iterator[Words]:
    before = {limit.measure: limit for limit in old}
    after = {limit.measure: limit for limit in new}
    if after.keys() - before.keys():
        yield Words("Er komt een grens bij.", "There is a new limit.")
    if before.keys() - after.keys():
        yield Words("Een grens vervalt.", "A limit goes away.")
    for measure in before.keys() & after.keys():
        moved = _limit_shift(before[measure], after[measure])
        if moved is not Shift.EQUAL:
            yield _LIMITS[moved]


def _limit_shift(old: Limit, new: Limit) -> Shift:
    return shift(up=limit_asks_at_least(new, old), down=limit_asks_at_least(old, new))


_LIMITS = {
    Shift.STRICTER: Words("De grens wordt lager.", "The limit becomes lower."),
    Shift.LOOSER: Words("De grens wordt hoger.", "The limit becomes higher."),
    Shift.DIFFERENT: Words("De grens wordt anders berekend.", "The limit is worked out in another way."),
}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
