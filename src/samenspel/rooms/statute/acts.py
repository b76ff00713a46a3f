"""Founding a collective, adopting its first charter, amending it, recording a notary's deed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Annotated, TypeVar
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from pydantic import Field as Bound

from samenspel.ground.foundation import collectives
from samenspel.ground.foundation.canonical import Json, canonical, digest
from samenspel.ground.foundation.ids import new_id
from samenspel.ground.journal.book import Entry
from samenspel.kernels.statute.charter import (
    Change,
    Charter,
    CharterError,
    acts_of,
    apply_changes,
    changed_clauses,
    charter,
    check_law,
)
from samenspel.kernels.statute.clause import BadValueError, Language
from samenspel.kernels.statute.floors import NOTARIAL_FORMS
from samenspel.kernels.statute.library import CLAUSES
from samenspel.kernels.statute.vocabulary import Form, Standing
from samenspel.rooms.statute import deeds, queries
from samenspel.rooms.statute.gate import (
    CIVIL_TIME,
    Act,
    Attempt,
    Free,
    ImpossibleError,
    Learned,
    Performed,
    Permitted,
    civil_day,
    of_kind,
    register,
)
from samenspel.rooms.statute.models import StatuteVersion
from samenspel.rooms.statute.params import Name, Remark
from samenspel.rooms.statute.queries import Version

P = TypeVar("P")

SIGNED_IN = frozenset({Standing.PERSON})
FOUNDERS = frozenset({Standing.FOUNDER})


def founder(trying: Attempt[P]) -> Learned:
    """Learn whether the actor is the one who started the collective; the book tells."""
    person = trying.actor.person_id
    started = person is not None and person == queries.founder_of(trying.collective_id)
    return Learned(standings=FOUNDERS if started else frozenset())


@dataclass(frozen=True, slots=True)
class Found:
    """Start a collective. `since` is when the group began, which may be long ago."""

    name: Name
    form: Form
    since: date
    place: Remark = ""


def _found(case: Permitted[Found]) -> Performed:
    if case.params.since > civil_day(case.at):
        raise ImpossibleError(_("This day is in the future. Write since when you are a group."))
    row = collectives.found(
        collective_id=case.collective_id,
        name=case.params.name,
        place=case.params.place,
        form=case.params.form,
        since=case.params.since,
        at=case.at,
    )
    entry = Entry(
        deeds.FOUNDED.name,
        {"form": case.params.form.value, "since": case.params.since.isoformat()},
        subject_id=case.collective_id,
    )
    return Performed(entry, collectives.as_card(row))


@dataclass(frozen=True, slots=True)
class ClauseValues:
    """One clause of a first charter, with the values that differ from the library's defaults."""

    id: str
    values: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Adopt:
    """Adopt the first charter of a collective."""

    clauses: Annotated[tuple[ClauseValues, ...], Bound(min_length=1)]


def _adopt(case: Permitted[Adopt]) -> Performed:
    if queries.latest(case.collective_id) is not None:
        raise ImpossibleError(_("These rules were adopted before. Change them with a proposal."))
    form = Form(collectives.by_id(case.collective_id).form)
    new = _lawful(lambda: charter(form, [(each.id, each.values) for each in case.params.clauses]))
    version = _write_version(case.collective_id, new, None, at=case.at, valid_from=case.at)
    entry = Entry(deeds.ADOPTED.name, {"version": 1, "charter": version.hash}, subject_id=version.id)
    return Performed(entry, version.id)


@dataclass(frozen=True, slots=True)
class Amend:
    """Change the charter. `against` pins the digest of the version that the changes were made to."""

    against: str
    changes: Annotated[tuple[Change, ...], Bound(min_length=1, max_length=60)]


def _amend_kinds(trying: Attempt[Amend]) -> tuple[str, ...]:
    base = _base(trying.collective_id, trying.params)
    return acts_of(base.charter, amended(base, trying.params.changes))


def _amend(case: Permitted[Amend]) -> Performed:
    base = _base(case.collective_id, case.params)
    new = amended(base, case.params.changes)
    waits = new.form in NOTARIAL_FORMS
    version = _write_version(case.collective_id, new, base, at=case.at, valid_from=None if waits else case.at)
    entry = Entry(
        deeds.AMENDED.name,
        {
            "version": version.number,
            "charter": version.hash,
            "previous": base.hash,
            "clauses": changed_clauses(base.charter, new),
            "awaits_deed": int(waits),
        },
        subject_id=version.id,
    )
    return Performed(entry, version.id)


def _base(collective_id: UUID, params: Amend) -> Version:
    """The version that an amendment builds on: the last one made, which must be the one it was written against."""
    base = queries.latest(collective_id)
    if base is None:
        raise ImpossibleError(_("There are no rules yet. Adopt the first rules."))
    if base.hash != params.against:
        raise ImpossibleError(
            _(
                "The rules have changed since this proposal was written. Make the proposal again on the new rules."
            )
        )
    return base


def amended(base: Version, changes: Sequence[Change]) -> Charter:
    """The charter after changes. Raises ImpossibleError when they do not fit, or the law forbids the result."""
    new = _lawful(lambda: apply_changes(base.charter, changes))
    if not changed_clauses(base.charter, new):
        raise ImpossibleError(_("This changes nothing."))
    return new


@dataclass(frozen=True, slots=True)
class RecordDeed:
    """Record that a notary's deed was signed, so that the version that waits comes into force."""

    version: int
    signed_on: date
    notary: Name


def _record_deed(case: Permitted[RecordDeed]) -> Performed:
    row = StatuteVersion.objects.filter(collective_id=case.collective_id, number=case.params.version).first()
    if row is None or row.valid_from is not None:
        raise ImpossibleError(_("No version with this number waits for a notary."))
    signed = datetime.combine(case.params.signed_on, time(), CIVIL_TIME)
    if (
        not row.decided_at.astimezone(CIVIL_TIME).date()
        <= case.params.signed_on
        <= case.at.astimezone(CIVIL_TIME).date()
    ):
        raise ImpossibleError(
            _("The deed is signed after the decision and not in the future. Check the date.")
        )
    begins = max(signed, row.decided_at)
    _end_current(case.collective_id, begins)
    StatuteVersion.objects.filter(collective_id=case.collective_id, id=row.id).update(
        valid_from=begins, notarial_deed_on=case.params.signed_on, notarial_deed_name=case.params.notary
    )
    entry = Entry(
        deeds.DEED_RECORDED.name,
        {"version": row.number, "signed_on": case.params.signed_on.isoformat()},
        {"notary": case.params.notary},
        subject_id=row.id,
    )
    return Performed(entry)


@dataclass(frozen=True, slots=True)
class ShowStrength:
    """Let everyone see how strong the rules are, or only those who take part."""

    public: bool


def _show_strength(case: Permitted[ShowStrength]) -> Performed:
    if queries.strength_is_public(case.collective_id, case.at) == case.params.public:
        raise ImpossibleError(_("It is like that already."))
    told = deeds.STRENGTH_OPENED if case.params.public else deeds.STRENGTH_CLOSED
    return Performed(Entry(told.name, {}))


def _lawful(make: Callable[[], Charter]) -> Charter:
    try:
        new = make()
        check_law(new)
    except (CharterError, BadValueError) as error:
        raise ImpossibleError(_in_language(error)) from error
    return new


def _in_language(error: CharterError | BadValueError) -> str:
    """The error in the reader's language; of a value that does not fit, with the clause it stands in."""
    language = Language.EN if get_language() == "en" else Language.NL
    if isinstance(error, BadValueError) and error.clause in CLAUSES:
        return f"{CLAUSES[error.clause].title.say(language)}: {error.words.say(language)}"
    return error.words.say(language)


def _write_version(
    collective_id: UUID, new: Charter, base: Version | None, *, at: datetime, valid_from: datetime | None
) -> StatuteVersion:
    content: Json = new.to_json()  # type: ignore[assignment]
    if valid_from is not None:
        _end_current(collective_id, valid_from)
    return StatuteVersion.objects.create(
        id=new_id(),
        collective_id=collective_id,
        number=base.number + 1 if base is not None else 1,
        charter=canonical(content),
        hash=digest(content),
        previous=base.hash if base is not None else "",
        decided_at=at,
        valid_from=valid_from,
    )


def _end_current(collective_id: UUID, moment: datetime) -> None:
    StatuteVersion.objects.filter(
        collective_id=collective_id, valid_from__isnull=False, valid_to__isnull=True
    ).update(valid_to=moment)


register(
    Act(
        name="statute.found",
        params=Found,
        sentence=_("start a collective"),
        governed=Free(SIGNED_IN, "8 Grondwet", "Everyone may found a collective (freedom of association)."),
        perform=_found,
        before_founding=True,
    )
)
register(
    Act(
        name="statute.adopt",
        params=Adopt,
        sentence=_("adopt the first rules"),
        governed=Free(
            FOUNDERS, "2:27, 2:286 BW", "Founders adopt the first charter; nobody else is bound by it yet."
        ),
        perform=_adopt,
        facts=(founder,),
    )
)
register(
    Act(
        name="statute.amend",
        params=Amend,
        sentence=_("change the rules"),
        governed=_amend_kinds,
        perform=_amend,
        by_decision=True,
    )
)
register(
    Act(
        name="statute.record_deed",
        params=RecordDeed,
        sentence=_("record the notary's deed"),
        governed=of_kind("register"),
        perform=_record_deed,
    )
)
register(
    Act(
        name="statute.show_strength",
        params=ShowStrength,
        sentence=_("decide whether everyone may see how strong our rules are"),
        governed=of_kind("resolve"),
        perform=_show_strength,
        by_decision=True,
    )
)
