"""What a change of the rules would do, before anyone proposes it: new text, moved rules, the law, who must agree."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from samenspel.kernels.statute.charter import Change, Charter, acts_of, apply_changes
from samenspel.kernels.statute.clause import JsonValue
from samenspel.kernels.statute.compare import Comparison, compare
from samenspel.kernels.statute.floors import DEED_DAYS, NOTARIAL_FORMS, Breach
from samenspel.kernels.statute.judge import needs_of
from samenspel.kernels.statute.library import CLAUSES
from samenspel.kernels.statute.model import shortest_days
from samenspel.kernels.statute.statute import Need
from samenspel.rooms.statute.acts import Amend
from samenspel.rooms.statute.founding import law_breaches
from samenspel.rooms.statute.queries import Version


@dataclass(frozen=True, slots=True)
class Preview:
    """A change and all that follows from it. `decided` is the earliest day on which it can be decided."""

    params: Amend
    new: Charter
    comparison: Comparison
    needs: tuple[Need, ...]
    breaches: tuple[Breach, ...]
    decided: date
    in_force: date
    awaits_deed: bool


def changes_to(base: Version, clause: str, values: Mapping[str, JsonValue] | None) -> tuple[Change, ...]:
    """The changes that give a clause these values, take it up, or (with None) take it out. Empty: nothing changes."""
    adopted = base.charter.by_id.get(clause)
    known = CLAUSES[clause]
    if adopted is None:
        if values is None:
            return ()
        return (Change(clause, "", None, known.to_json(known.values(values))),)
    current = known.to_json(adopted.values)
    if values is None:
        return (Change(clause, "", dict(current), None),)
    return tuple(
        Change(clause, name, current[name], values[name])
        for name in current
        if name in values and values[name] != current[name]
    )


def preview(base: Version, changes: tuple[Change, ...], today: date) -> Preview:
    """Work out what changes would do. Raises CharterError or BadValueError when they do not fit."""
    new = apply_changes(base.charter, changes)
    needs = needs_of(base.charter, acts_of(base.charter, new))
    decided = today + timedelta(days=shortest_days(need.requirement for need in needs))
    waits = new.form in NOTARIAL_FORMS
    return Preview(
        params=Amend(base.hash, changes),
        new=new,
        comparison=compare(base.charter, new),
        needs=needs,
        breaches=law_breaches(new),
        decided=decided,
        in_force=decided + timedelta(days=DEED_DAYS) if waits else decided,
        awaits_deed=waits,
    )
