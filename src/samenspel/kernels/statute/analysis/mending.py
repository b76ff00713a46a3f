"""Changes to a charter that could help: each clause a step stricter, or a clause taken up that is not there yet.

The candidates come from the clause library itself: every parameter that says who decides, with how many votes, who must
agree as well, how fast the group may grow, how often and how long one waits.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from samenspel.kernels.statute.analysis.people import People
from samenspel.kernels.statute.analysis.repair import (
    Goal,
    Patch,
    Progress,
    Repairs,
    Ruled,
    fewest,
    height,
    repairs,
)
from samenspel.kernels.statute.charter import Change, Charter, apply_changes, legal_facts
from samenspel.kernels.statute.clause import Clause, JsonValue, Parameter
from samenspel.kernels.statute.domains import Choice, Choices, Majority, Part, Whole
from samenspel.kernels.statute.floors import breaches
from samenspel.kernels.statute.library import CLAUSES
from samenspel.kernels.statute.vocabulary import Body

_TAKEN_UP = (
    "participants",
    "volunteers",
    "earnings",
    "surplus",
    "asset_lock",
    "disposal",
    "partners",
    "entrenchment",
)
"""Clauses that protect something, to take up where they are not there."""
_NARROWED = frozenset({"cap"})
"""Parts that protect by being small; other parts and all majorities protect by being large."""
_RAISED = frozenset({"readings"})
"""Numbers worth raising by one. Terms only delay, so they are left as they are."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """One candidate: its changes, and the clause they are in."""

    id: str
    clause: str
    changes: tuple[Change, ...]


def remedies(charter: Charter, people: People) -> tuple[Remedy, ...]:
    """Every single change that could help, in the order of the library. Only bodies that have people are called on."""
    seated = frozenset(body for body in Body if people.total(body))
    found: list[Remedy] = []
    for adopted in charter.clauses:
        values = adopted.clause.to_json(adopted.values)
        for parameter in adopted.clause.parameters:
            for value in _stricter(parameter, values[parameter.name], seated):
                change = Change(adopted.id, parameter.name, values[parameter.name], value)
                found.append(Remedy(f"{adopted.id}.{parameter.name}={_short(value)}", adopted.id, (change,)))
    for clause_id in _TAKEN_UP:
        if clause_id not in charter.by_id:
            clause = CLAUSES[clause_id]
            whole = Change(clause_id, "", None, _fitting(clause, seated))
            found.append(Remedy(f"+{clause_id}", clause_id, (whole,)))
    return tuple(each for each in found if _stands(charter, each, seated))


def _stands(charter: Charter, remedy: Remedy, seated: frozenset[Body]) -> bool:
    """Whether a remedy can be: the law allows it, and it calls on nobody who is not there."""
    new = apply_changes(charter, remedy.changes)
    if _asked(new) - _asked(charter) - seated:
        return False
    before = {each.article for each in breaches(charter.form, legal_facts(charter))}
    return all(each.article in before for each in breaches(new.form, legal_facts(new)))


def _asked(charter: Charter) -> frozenset[Body]:
    """The bodies whose yes a charter asks somewhere."""
    return frozenset(r.body for provision in charter.statute.written for r in provision.requirements)


def _stricter(parameter: Parameter, value: JsonValue, seated: frozenset[Body]) -> Iterator[JsonValue]:
    domain = parameter.domain
    if isinstance(domain, Majority | Part) and isinstance(value, list):
        options = [list(share) for share in domain.options]
        place = [each == value for each in options].index(True)
        step = -1 if parameter.name in _NARROWED else 1
        if isinstance(domain, Majority) or parameter.name in _NARROWED | {"quorum"}:
            yield from (list(each) for each in _next(options, place, step))
    elif isinstance(domain, Choices) and isinstance(value, list):
        yield from _more(domain, value, seated)
    elif isinstance(domain, Choice) and isinstance(value, str) and value in set(Body):
        # never the board: who is asked less often is not a repair
        for option, _ in domain.options:
            if option not in {value, Body.BOARD} and option in set(Body) and Body(option) in seated:
                yield option
    elif isinstance(domain, Whole) and parameter.name in _RAISED and value != domain.highest:
        assert isinstance(value, int)
        yield value + 1


def _next(options: list[list[int]], place: int, step: int) -> Iterator[list[int]]:
    """One and two steps on."""
    for further in (place + step, place + 2 * step):
        if 0 <= further < len(options):
            yield options[further]


def _more(domain: Choices, value: list[int] | list[str], seated: frozenset[Body]) -> Iterator[JsonValue]:
    """One more of what can be chosen, if it is a body with people or a kind of act; a standing protects nobody."""
    chosen = [str(each) for each in value]
    names = [name for name, _ in domain.options]
    if not all(name in set(Body) for name in names) and "purpose" not in names:
        return
    for name in names:
        if name not in chosen and (name not in set(Body) or Body(name) in seated):
            yield [each for each in names if each in {*chosen, name}]


def _fitting(clause: Clause, seated: frozenset[Body]) -> dict[str, JsonValue]:
    """The defaults of a clause, with only the bodies that have people."""
    values = clause.to_json(clause.defaults())
    for parameter in clause.parameters:
        value, domain = values[parameter.name], parameter.domain
        if isinstance(domain, Choices) and isinstance(value, list):
            values[parameter.name] = [
                str(each) for each in value if str(each) not in set(Body) or Body(str(each)) in seated
            ]
        elif isinstance(domain, Choice) and value in set(Body) and Body(str(value)) not in seated:
            others = [name for name, _ in domain.options if name in set(Body) and Body(name) in seated]
            values[parameter.name] = others[0] if others else value
    return values


def _short(value: JsonValue) -> str:
    if isinstance(value, list):
        return (
            "+".join(str(each) for each in value)
            if value and isinstance(value[0], str)
            else "/".join(map(str, value))
        )
    return str(value)


def mend(
    charter: Charter,
    people: People,
    goal: Goal,
    *,
    at_most: int = 2,
    progress: Progress | None = None,
) -> tuple[Repairs, dict[str, Remedy]]:
    """The smallest sets of remedies that reach the goal; and the remedies by name."""
    known = {each.id: each for each in remedies(charter, people)}
    patches: list[Patch[Charter]] = [Patch(each.id, _Apply(each)) for each in known.values()]
    made = repairs(
        charter,
        patches,
        lambda text: Ruled(text.statute, people),
        goal,
        at_most=at_most,
        progress=progress,
    )
    return made, known


@dataclass(frozen=True, slots=True)
class Rung:
    """One remedy of a series, with the fewest people per aim once it and all before it are done."""

    remedy: Remedy
    people: tuple[int | None, ...]


def ladder(
    charter: Charter,
    people: People,
    goal: Goal,
    *,
    longest: int = 5,
    progress: Progress | None = None,
) -> tuple[Rung, ...]:
    """A series of remedies, each the one that helps most at that point; not always the shortest series.

    For when no small set reaches the goal. It ends at the goal, or when nothing helps any more.
    """
    rungs: list[Rung] = []
    text = charter
    while len(rungs) < longest:
        now = _fewest(text, people, goal)
        if min(map(height, now)) >= goal.target:
            break
        best: tuple[tuple[int, ...], Remedy, Charter, tuple[int | None, ...]] | None = None
        found = remedies(text, people)
        for index, remedy in enumerate(found):
            changed = apply_changes(text, remedy.changes)
            after = _fewest(changed, people, goal)
            rank = tuple(sorted(map(height, after)))
            if best is None or rank > best[0]:
                best = rank, remedy, changed, after
            if progress is not None:
                progress(len(rungs) * len(found) + index + 1, longest * len(found))
        if best is None or best[0] <= tuple(sorted(map(height, now))):
            break
        rungs.append(Rung(best[1], best[3]))
        text = best[2]
    return tuple(rungs)


def _fewest(charter: Charter, people: People, goal: Goal) -> tuple[int | None, ...]:
    return tuple(fewest(Ruled(charter.statute, people), goal.scenario, aim) for aim in goal.aims)


@dataclass(frozen=True, slots=True)
class _Apply:
    remedy: Remedy

    def __call__(self, charter: Charter) -> Charter:
        """The charter with the remedy; one that no longer fits (another changed the same thing) leaves it as it is."""
        change = self.remedy.changes[0]
        now = charter.by_id.get(change.clause)
        if change.parameter and now is not None:
            current = now.clause.to_json(now.values)[change.parameter]
            if current != change.before:
                return charter
        return apply_changes(charter, self.remedy.changes)
