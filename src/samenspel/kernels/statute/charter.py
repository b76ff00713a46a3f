"""The charter: adopted clauses with their values, its canonical form, and its compiled statute."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property, lru_cache

from samenspel.kernels.statute.clause import Clause, JsonValue, Language, Values, Words, Written
from samenspel.kernels.statute.floors import Breach, LegalFacts, breaches
from samenspel.kernels.statute.library import CLAUSES, LIBRARY, LIBRARY_VERSION
from samenspel.kernels.statute.model import Rule, Settings, Share
from samenspel.kernels.statute.statute import Statute, compile_statute
from samenspel.kernels.statute.vocabulary import Body, Form

SCHEMA = "charter/1"


class CharterError(ValueError):
    """A charter that cannot be read; says why in two languages."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


class UnlawfulCharterError(CharterError):
    """A charter under a floor of the law."""

    def __init__(self, found: tuple[Breach, ...]) -> None:
        articles = ", ".join(breach.article for breach in found)
        super().__init__(
            Words(f"Dit mag niet van de wet: {articles}.", f"The law does not allow this: {articles}.")
        )
        self.breaches = found


@dataclass(frozen=True)
class Adopted:
    """A clause of the library with the values this collective gave it."""

    id: str
    values: Values

    @property
    def clause(self) -> Clause:
        return CLAUSES[self.id]

    @cached_property
    def rule(self) -> Rule:
        return self.clause.rule(self.values)

    def write(self, language: Language) -> Written:
        return self.clause.write(self.values, language)


@dataclass(frozen=True)
class Change:
    """One change to a charter: a parameter from one value to another, or a clause added or removed.

    `parameter` empty means the whole clause: `before` None adds it, `after` None removes it.
    """

    clause: str
    parameter: str
    before: JsonValue | dict[str, JsonValue] | None
    after: JsonValue | dict[str, JsonValue] | None


@dataclass(frozen=True)
class Charter:
    """What a collective has agreed, neutral to its legal form. Equal content has an equal digest."""

    form: Form
    clauses: tuple[Adopted, ...]
    library: str = LIBRARY_VERSION

    @cached_property
    def statute(self) -> Statute:
        """The rules at work: those of the clauses and those the law adds."""
        return compile_statute(self.form, [adopted.rule for adopted in self.clauses], merged(self))

    @cached_property
    def by_id(self) -> Mapping[str, Adopted]:
        return {adopted.id: adopted for adopted in self.clauses}

    def to_json(self) -> dict[str, object]:
        """The stored form. Every value is written out, so that a new library default changes nothing."""
        return {
            "schema": SCHEMA,
            "library": self.library,
            "form": self.form.value,
            "clauses": [{"id": a.id, "values": a.clause.to_json(a.values)} for a in self.clauses],
        }


def charter(form: Form, chosen: Iterable[tuple[str, Mapping[str, object]]]) -> Charter:
    """Make a charter from clause identifiers and JSON values, in the order of the library.

    Raises CharterError for an unknown or repeated clause, and BadValueError for a value out of bounds.
    """
    given: dict[str, Mapping[str, object]] = {}
    for clause_id, raw in chosen:
        if clause_id not in CLAUSES:
            raise CharterError(
                Words(f"De bepaling {clause_id} bestaat niet.", f"There is no clause {clause_id}.")
            )
        if clause_id in given:
            raise CharterError(Words(f"{clause_id} staat er twee keer in.", f"{clause_id} is in it twice."))
        given[clause_id] = raw
    return Charter(form, tuple(Adopted(c.id, c.values(given[c.id])) for c in LIBRARY if c.id in given))


def from_json(raw: object) -> Charter:
    """Read a charter from its stored form. Raises CharterError or BadValueError."""
    if not isinstance(raw, Mapping) or raw.get("schema") != SCHEMA:
        raise CharterError(Words(f"Dit bestand is geen {SCHEMA}.", f"This file is not {SCHEMA}."))
    if raw.get("library") != LIBRARY_VERSION:
        raise CharterError(
            Words(
                f"Deze spelregels horen bij bibliotheek {raw.get('library')!r}; hier staat {LIBRARY_VERSION}.",
                f"This charter belongs to library {raw.get('library')!r}; here is {LIBRARY_VERSION}.",
            )
        )
    if raw.get("form") not in set(Form):
        raise CharterError(Words("De rechtsvorm bestaat niet.", "There is no such legal form."))
    listed = raw.get("clauses")
    if not isinstance(listed, list) or not all(
        isinstance(c, Mapping) and isinstance(c.get("id"), str) and isinstance(c.get("values"), Mapping)
        for c in listed
    ):
        raise CharterError(
            Words("De lijst met bepalingen klopt niet.", "The list of clauses is not well formed.")
        )
    return charter(Form(str(raw["form"])), [(c["id"], c["values"]) for c in listed])


def apply_changes(old: Charter, changes: Iterable[Change]) -> Charter:
    """Make the next charter. Raises CharterError when a change no longer fits the text in force."""
    values = {adopted.id: dict(adopted.clause.to_json(adopted.values)) for adopted in old.clauses}
    for change in changes:
        _apply(values, change)
    return charter(old.form, values.items())


def _apply(values: dict[str, dict[str, JsonValue]], change: Change) -> None:
    stale = CharterError(
        Words(
            "De spelregels zijn intussen veranderd. Maak het voorstel opnieuw.",
            "The rules have changed in the meantime. Make the proposal again.",
        )
    )
    current = values.get(change.clause)
    if change.parameter == "":
        if current != change.before:
            raise stale
        if change.after is None:
            values.pop(change.clause, None)
        else:
            assert isinstance(change.after, dict)
            values[change.clause] = change.after
        return
    if current is None or change.parameter not in current or current[change.parameter] != change.before:
        raise stale
    assert not isinstance(change.after, dict)
    assert change.after is not None
    current[change.parameter] = change.after


def acts_of(old: Charter, new: Charter) -> tuple[str, ...]:
    """Which acts an amendment is, from the old and the new values.

    Each changed clause is an `amend:` of itself and of every provision it has before or after; a changed
    purpose is also `purpose`. A change of text without a provision still falls under the general rule.
    """
    acts: set[str] = set()
    for clause_id in changed_clauses(old, new):
        acts.add(f"amend:{clause_id}")
        for side in (old, new):
            adopted = side.by_id.get(clause_id)
            if adopted is not None:
                acts.update(f"amend:{provision.id}" for provision in adopted.rule.provisions)
        if clause_id == "purpose":
            acts.add("purpose")
    return tuple(sorted(acts))


def changed_clauses(old: Charter, new: Charter) -> tuple[str, ...]:
    return tuple(
        clause.id
        for clause in LIBRARY
        if (a := old.by_id.get(clause.id)) is not (b := new.by_id.get(clause.id))
        and (a is None or b is None or dict(a.values) != dict(b.values))
    )


def merged(whole: Charter) -> Settings:
    """All settings of the clauses together; two clauses never set the same one."""
    result = Settings()
    for adopted in whole.clauses:
        given = adopted.rule.settings
        changed = {f.name: v for f in fields(Settings) if (v := getattr(given, f.name)) not in {None, ()}}
        result = replace(result, **changed)
    return result


def legal_facts(whole: Charter) -> LegalFacts:
    """Read off the charter what the mandatory law asks about."""
    statute = whole.statute
    amendment = next((p for p in statute.written if "amend:*" in p.acts), None)
    requirement = amendment.requirements[0] if amendment else None
    surplus = whole.by_id.get("surplus")
    to_members = surplus.values.get("members") if surplus else None
    return LegalFacts(
        amendment_notice_days=requirement.notice_days if requirement else None,
        amendment_body=requirement.body if requirement else None,
        appeal_days=statute.settings.appeal_days,
        board_appointed_by=_appointer(statute, Body.BOARD),
        supervisors_appointed_by=_appointer(statute, Body.SUPERVISORY_BOARD),
        profit_to_members=isinstance(to_members, Share) and to_members.numerator > 0,
        has_members="admission" in whole.by_id,
        surplus_destination=statute.settings.destination is not None,
        absence_rule="board" in whole.by_id,
    )


def _appointer(statute: Statute, body: Body) -> Body | None:
    for provision in statute.written:
        if f"appoint:{body}" in provision.acts:
            return provision.requirements[0].body
    return None


def check_law(whole: Charter) -> None:
    """Raises UnlawfulCharterError when the charter is under a floor of the law for its form."""
    found = breaches(whole.form, legal_facts(whole))
    if found:
        raise UnlawfulCharterError(found)


@lru_cache(maxsize=512)
def parsed(canonical: str) -> Charter:
    """Read a charter from canonical JSON text, keeping the last few hundred compiled."""
    return from_json(json.loads(canonical))
