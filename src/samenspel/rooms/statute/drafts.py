"""Drafts of a first charter: what someone filled in so far, kept until the collective exists."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date, datetime
from uuid import UUID

from samenspel.ground.foundation.ids import new_id
from samenspel.kernels.statute.charter import Charter, charter
from samenspel.kernels.statute.clause import BadValueError, JsonValue
from samenspel.kernels.statute.library import CLAUSES
from samenspel.kernels.statute.presets import PRESETS, Preset
from samenspel.kernels.statute.vocabulary import Form
from samenspel.rooms.statute.models import CharterDraft

_PRESETS = {preset.id: preset for preset in PRESETS}


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered. Empty means not answered yet; `values` are answers about clauses, as JSON."""

    name: str = ""
    place: str = ""
    since: str = ""
    form: str = ""
    preset: str = ""
    values: dict[str, dict[str, JsonValue]] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)

    @property
    def legal_form(self) -> Form:
        return Form(self.form) if self.form else Form.NONE_YET

    @property
    def chosen_preset(self) -> Preset:
        """The preset that was chosen; before that, the one that fits the legal form best."""
        return _PRESETS.get(self.preset) or fitting_preset(self.legal_form)

    @property
    def since_day(self) -> date | None:
        return date.fromisoformat(self.since) if self.since else None

    def with_values(self, clause: str, values: Mapping[str, JsonValue]) -> "Answers":
        """The same answers with some about a clause filled in or changed."""
        return replace(self, values={**self.values, clause: {**self.values.get(clause, {}), **values}})

    def with_clause(self, clause: str) -> "Answers":
        """The same answers with a clause taken up."""
        removed = [each for each in self.removed if each != clause]
        used = {each for each, _ in self.chosen_preset.clauses}
        added = self.added if clause in used or clause in self.added else [*self.added, clause]
        return replace(self, added=added, removed=removed)

    def without_clause(self, clause: str) -> "Answers":
        """The same answers with a clause left out."""
        removed = self.removed if clause in self.removed else [*self.removed, clause]
        return replace(self, added=[each for each in self.added if each != clause], removed=removed)

    def clause_values(self) -> dict[str, dict[str, JsonValue]]:
        """Every clause of the charter to be, with the values that differ from the library's defaults."""
        chosen = {clause: dict(overrides) for clause, overrides in self.chosen_preset.clauses}
        chosen |= {clause: {} for clause in self.added if clause not in chosen}
        return {
            clause: {**overrides, **self.values.get(clause, {})}
            for clause, overrides in chosen.items()
            if clause not in self.removed
        }

    def current(self, clause: str) -> dict[str, JsonValue]:
        """All values of one clause as they stand now, also of a clause that is left out."""
        known = CLAUSES[clause]
        given = self.clause_values().get(clause, self.values.get(clause, {}))
        return known.to_json(known.values(given))

    def charter(self) -> Charter:
        """The charter as these answers make it."""
        return charter(self.legal_form, self.clause_values().items())


_PREFERRED = {
    Form.NONE_YET: "buurtcollectief",
    Form.INFORMAL_ASSOCIATION: "buurtcollectief",
    Form.ASSOCIATION: "vereniging",
    Form.FOUNDATION: "stichting",
}


def fitting_preset(form: Form) -> Preset:
    """The preset that fits a legal form best."""
    return _PRESETS[_PREFERRED.get(form, "werkcooperatie")]


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft with whose it is. `id` becomes the collective's, so that founding twice is impossible."""

    id: UUID
    answers: Answers
    updated_at: datetime


def of(person_id: UUID) -> Draft | None:
    """The draft of a person; None if there is none."""
    return _read(CharterDraft.objects.filter(person_id=person_id).first())


def locked(person_id: UUID) -> Draft | None:
    """The draft of a person, held until the transaction ends."""
    return _read(CharterDraft.objects.select_for_update().filter(person_id=person_id).first())


def keep(person_id: UUID, answers: Answers, at: datetime) -> Draft:
    """Write a person's answers down, over the earlier ones."""
    row, _ = CharterDraft.objects.update_or_create(
        person_id=person_id,
        defaults={"data": asdict(answers), "updated_at": at},
        create_defaults={"id": new_id(), "data": asdict(answers), "updated_at": at},
    )
    return Draft(row.id, answers, at)


def drop(person_id: UUID) -> None:
    """Throw a person's draft away."""
    CharterDraft.objects.filter(person_id=person_id).delete()


def _read(row: CharterDraft | None) -> Draft | None:
    return Draft(row.id, _answers(row.data), row.updated_at) if row is not None else None


def _answers(data: Mapping[str, object]) -> Answers:
    """Answers as they were kept. What this library does not know, or bounds otherwise now, is asked again."""
    known = Answers(**{name: data[name] for name in (f.name for f in fields(Answers)) if name in data})  # type: ignore[arg-type]
    values = {clause: _fitting(clause, given) for clause, given in known.values.items() if clause in CLAUSES}
    return replace(known, values=values, added=[each for each in known.added if each in CLAUSES])


def _fitting(clause: str, given: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    fitting: dict[str, JsonValue] = {}
    for name, value in given.items():
        try:
            CLAUSES[clause].values({name: value})
        except BadValueError:
            continue
        fitting[name] = value
    return fitting
