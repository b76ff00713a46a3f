"""Every act that charters can be asked about, and the rule of a clause in short lines."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from samenspel.kernels.statute.charter import Adopted, Charter
from samenspel.kernels.statute.clause import Language, Words
from samenspel.kernels.statute.library import CLAUSES, LIBRARY
from samenspel.kernels.statute.model import HALF, Base, Origin, Requirement, Rule
from samenspel.kernels.statute.statute import Plan
from samenspel.kernels.statute.vocabulary import AMEND_ANYTHING, KINDS, Body, Standing, Target
from samenspel.kernels.statute.words import BODIES, STANDINGS, act_words, majority_words, requirement_words


def known_acts(*charters: Charter) -> tuple[tuple[str, ...], ...]:
    """Every act that the charters can be asked about. Changing a clause is one act with all its provisions."""
    found: list[tuple[str, ...]] = []
    for kind in KINDS.values():
        if kind.target is Target.NONE:
            found.append((kind.id,))
        elif kind.target is Target.BODY:
            found += [(f"{kind.id}:{body}",) for body in _appointed(charters)]
        elif kind.target is Target.STANDING:
            found += [(f"{kind.id}:{standing}",) for standing in _granted(charters, kind.id)]
        else:
            found += _amendments(charters)
    return tuple(found)


def _appointed(charters: Iterable[Charter]) -> list[Body]:
    bodies = {body for each in charters for body in each.statute.bodies()}
    return [body for body in Body if body in bodies & _HELD]


_HELD = frozenset(
    {Body.BOARD, Body.SUPERVISORY_BOARD, Body.PARTICIPANTS_COUNCIL, Body.GUARDIAN, Body.COMPLAINTS_COMMITTEE}
)
"""Bodies whose members are appointed; the others one belongs to by being who one is."""


def _granted(charters: Iterable[Charter], kind: str) -> list[Standing]:
    found: set[str] = set()
    for each in charters:
        scopes = [p.acts for p in each.statute.provisions] + [p.acts for p in each.statute.powers]
        found |= {act.partition(":")[2] for scope in scopes for act in scope if act.startswith(f"{kind}:")}
    return [standing for standing in Standing if standing in found]


def _amendments(charters: Sequence[Charter]) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for clause in CLAUSES:
        adopted = [each.by_id[clause] for each in charters if clause in each.by_id]
        if adopted:
            parts = {f"amend:{p.id}" for each in adopted for p in each.rule.provisions} - {f"amend:{clause}"}
            found.append((f"amend:{clause}", *sorted(parts)))
    return found


def act_phrase(act: str, language: Language) -> str:
    """An act as a verb phrase, with the title of the clause where it changes one: “de regel ‘Doel’ veranderen”."""
    return acts_phrase((act,), language)


@dataclass(frozen=True, slots=True)
class RuleLine:
    """What a rule says: about which acts, and who must agree, who may do it, or what bounds it.

    `brief` is the same in a few words, without terms and numbers that the text beside it gives.
    """

    acts: str
    parts: tuple[str, ...]
    brief: str


def rule_lines(adopted: Adopted, language: Language) -> tuple[RuleLine, ...]:
    """The machine rule of a clause, as the platform keeps it. Empty when it decides about no act."""
    return (*_consents(adopted, language), *_powers(adopted, language), *_bounds(adopted, language))


def text_only(adopted: Adopted) -> bool:
    """Whether the platform does nothing with a clause but show it."""
    return adopted.rule == Rule()


def _consents(adopted: Adopted, language: Language) -> Iterator[RuleLine]:
    for provision in adopted.rule.provisions:
        if provision.requirements and provision.acts:
            acts = acts_phrase(provision.acts, language, own=adopted.id)
            parts = tuple(requirement_words(each, language) for each in provision.requirements)
            brief = joined([_brief(each, language) for each in provision.requirements], language, _AND)
            yield RuleLine(acts, parts, brief)


def _powers(adopted: Adopted, language: Language) -> Iterator[RuleLine]:
    together: dict[frozenset[Standing], set[str]] = {}
    by_act: dict[str, set[Standing]] = {}
    for power in adopted.rule.powers:
        for act in power.acts:
            by_act.setdefault(act, set()).update(power.standings)
    for act, standings in by_act.items():
        together.setdefault(frozenset(standings), set()).add(act)
    for allowed, acts in together.items():
        who = standings_phrase(allowed, language)
        may = Words(f"Dit mag: {who}.", f"Allowed for: {who}.").say(language)
        yield RuleLine(acts_phrase(acts, language, own=adopted.id), (may,), who)


def _bounds(adopted: Adopted, language: Language) -> Iterator[RuleLine]:
    written = adopted.write(language)
    for limit in adopted.rule.limits:
        if limit.acts:
            start, end = written.span(limit.source.sentence)
            there = Words("hier geldt een grens", "there is a limit").say(language)
            yield RuleLine(
                acts_phrase(limit.acts, language, own=adopted.id), (written.text[start:end],), there
            )


def _brief(requirement: Requirement, language: Language) -> str:
    """A requirement in a few words: “de ledenvergadering (ten minste twee derde, 2 keer)”."""
    details = []
    if (requirement.majority, requirement.strict, requirement.base) != (HALF, True, Base.CAST):
        details.append(majority_words(requirement, language))
    if requirement.readings > 1:
        times = Words(f"{requirement.readings} keer", f"{requirement.readings} times")
        details.append(times.say(language))
    if requirement.silence_consents:
        details.append(Words("geen antwoord is ja", "no answer is a yes").say(language))
    body = BODIES[requirement.body].say(language)
    return f"{body} ({', '.join(details)})" if details else body


def acts_phrase(acts: Iterable[str], language: Language, *, own: str = "") -> str:
    """Acts as one phrase, in the order of the vocabulary, each thing once: “het doel veranderen of fuseren”.

    Changing the clause `own` is “deze regel veranderen”.
    """
    targets: dict[str, list[str]] = {}
    for act in sorted(acts):
        kind, _, target = act.partition(":")
        if _is_a_thing_to_do(act):
            targets.setdefault(kind, []).append(target)
    if targets.get("appoint") and targets.get("appoint") == targets.get("dismiss"):
        targets["appoint and dismiss"] = targets.pop("appoint")
        del targets["dismiss"]
    order = [*(kind for kind in KINDS if kind != "amend"), "appoint and dismiss", "amend"]
    phrases = [_phrase(kind, targets[kind], language, own) for kind in order if kind in targets]
    return joined(phrases, language)


def _is_a_thing_to_do(act: str) -> bool:
    """Part of a clause has no name of its own: changing it is changing the clause."""
    kind, _, target = act.partition(":")
    return kind != "amend" or act == AMEND_ANYTHING or target in CLAUSES


def _phrase(kind: str, targets: Sequence[str], language: Language, own: str) -> str:
    if kind in KINDS and KINDS[kind].target is Target.NONE:
        return act_words(kind, language)
    if kind == "amend":
        return _amend_phrase(targets, language, own)
    if kind == "grant":
        chosen = frozenset(Standing(target) for target in targets)
        who = standings_phrase(chosen, language)
        return Words(f"iemand een plek geven als {who}", f"give someone a standing as {who}").say(language)
    bodies = joined([BODIES[body].say(language) for body in Body if body in targets], language, _AND)
    return _IN_A_BODY[kind].say(language).format(bodies)


_IN_A_BODY = {
    "appoint": Words("benoemen: {}", "appoint: {}"),
    "dismiss": Words("ontslaan: {}", "dismiss: {}"),
    "appoint and dismiss": Words("benoemen en ontslaan: {}", "appoint and dismiss: {}"),
}


def _amend_phrase(targets: Sequence[str], language: Language, own: str) -> str:
    this = Words("deze regel veranderen", "change this rule").say(language)
    if "*" in targets:
        return act_words(AMEND_ANYTHING, language)
    titles = [
        f"‘{clause.title.say(language)}’" for clause in LIBRARY if clause.id in targets and clause.id != own
    ]
    if not titles:
        return this
    if own in targets:
        titles.append(Words("deze regel zelf", "this rule itself").say(language))
    listed = joined(titles, language, _AND)
    if len(titles) == 1:
        return Words(f"de regel {listed} veranderen", f"change the rule {listed}").say(language)
    return Words(f"deze regels veranderen: {listed}", f"change these rules: {listed}").say(language)


def standings_phrase(standings: Iterable[Standing], language: Language) -> str:
    """Standings as one phrase: “lid, deelnemer of bestuurslid”."""
    chosen = frozenset(standings)
    return joined([STANDINGS[each].say(language) for each in Standing if each in chosen], language)


_OR = Words("of", "or")
_AND = Words("en", "and")


def joined(words: Sequence[str], language: Language, glue: Words = _OR) -> str:
    """Words as a list in a sentence: “a, b of c”."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {glue.say(language)} {words[-1]}"


@dataclass(frozen=True, slots=True)
class LawLine:
    """What the law itself asks, beside the clauses: about which acts, what, and where it says so."""

    acts: str
    rule: str
    article: str


def law_lines(charter: Charter, language: Language) -> tuple[LawLine, ...]:
    """What the law adds to a charter for its legal form: what it forbids first, then who must agree."""
    forbidden: dict[str, list[str]] = {}
    asked: dict[tuple[Requirement, str], list[str]] = {}
    for acts in known_acts(charter):
        for plan in map(charter.statute.plan, acts):
            if plan.forbidden_by:
                forbidden.setdefault(plan.forbidden_by, []).append(plan.act)
                continue
            for requirement, article in _of_law(plan):
                asked.setdefault((requirement, article), []).append(plan.act)
    no = Words("Dit mag niet van de wet.", "The law does not allow this.").say(language)
    return (
        *(LawLine(_gathered(acts, language), no, article) for article, acts in forbidden.items()),
        *(
            LawLine(_gathered(acts, language), requirement_words(requirement, language), article)
            for (requirement, article), acts in asked.items()
        ),
    )


def _of_law(plan: Plan) -> Iterator[tuple[Requirement, str]]:
    for need in plan.needs:
        for source in need.sources:
            if source.origin is Origin.LAW:
                yield need.requirement, source.article


def _gathered(acts: Iterable[str], language: Language) -> str:
    """Acts as a phrase, where changing any clause at all is said once."""
    return acts_phrase({AMEND_ANYTHING if act.startswith("amend:") else act for act in acts}, language)
