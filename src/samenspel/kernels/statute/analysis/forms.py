"""The same agreements under another legal form, to compare what each form leaves of them."""

from dataclasses import replace

from samenspel.kernels.statute.analysis.people import Group, People
from samenspel.kernels.statute.charter import Charter, charter
from samenspel.kernels.statute.clause import BadValueError, Clause, JsonValue
from samenspel.kernels.statute.library import CLAUSES
from samenspel.kernels.statute.vocabulary import MEMBER_FORMS, Body, Form

COMPARED = (
    Form.NONE_YET,
    Form.INFORMAL_ASSOCIATION,
    Form.ASSOCIATION,
    Form.COOPERATIVE_UA,
    Form.FOUNDATION,
    Form.BV,
)
"""The forms that differ to the rules; the three kinds of cooperative differ in who pays debts, not in who decides."""


def under(whole: Charter, form: Form) -> Charter:
    """The charter under another form.

    A foundation has no members (2:285 lid 1 BW): there, what the meeting of members decided is for the board, and the
    clause on joining goes. Nothing else is touched.
    """
    if form is not Form.FOUNDATION or whole.form is Form.FOUNDATION:
        return replace(whole, form=form)
    kept = [adopted for adopted in whole.clauses if adopted.id != "admission"]
    values = [(a.id, _without_meeting(a.clause, a.clause.to_json(a.values))) for a in kept]
    return charter(form, values)


def _without_meeting(clause: Clause, values: dict[str, JsonValue]) -> dict[str, JsonValue]:
    changed: dict[str, JsonValue] = {}
    for name, value in values.items():
        changed[name] = value
        for other in _instead(value):
            try:
                CLAUSES[clause.id].values({**values, **changed, name: other})
            except BadValueError:
                continue
            changed[name] = other
            break
    return changed


def _instead(value: JsonValue) -> list[JsonValue]:
    """What can stand in the place of the meeting: the board, or else another body, or nobody."""
    meeting = Body.GENERAL_MEETING.value
    if value == meeting:
        return [Body.BOARD.value, Body.SUPERVISORY_BOARD.value, Body.PARTICIPANTS_COUNCIL.value]
    if isinstance(value, list) and meeting in value:
        rest = [str(each) for each in value if each != meeting]
        return [list(dict.fromkeys([*rest, Body.BOARD.value])), rest]
    return []


def people_under(people: People, form: Form) -> People:
    """The same people under another form: nobody is a member of a foundation."""
    if form in MEMBER_FORMS or form is Form.BV:
        return people
    groups = [
        Group(g.id, g.size, {b: n for b, n in g.votes.items() if b is not Body.GENERAL_MEETING})
        for g in people.groups
    ]
    return People(tuple(group for group in groups if group.votes))
