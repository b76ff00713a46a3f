"""How strong the rules are: questions that take a while, asked once, worked out by the worker, and kept.

What is kept belongs to one text of the rules and one number of people; when either changes, it is asked anew.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core.cache import cache
from django.db.models import F, Q

from samenspel.ground.foundation.canonical import Json, digest
from samenspel.ground.foundation.ids import new_id
from samenspel.ground.foundation.scope import across_collectives
from samenspel.kernels.statute.analysis.effect import MovedLine, effect, moved_lines, warnings
from samenspel.kernels.statute.analysis.forms import COMPARED, people_under, under
from samenspel.kernels.statute.analysis.mending import Remedy, ladder, mend
from samenspel.kernels.statute.analysis.people import Group, People, read_groups
from samenspel.kernels.statute.analysis.repair import Goal
from samenspel.kernels.statute.analysis.report import SCHEMA, report
from samenspel.kernels.statute.analysis.scenario import Aim
from samenspel.kernels.statute.analysis.smallest import Finding
from samenspel.kernels.statute.analysis.standard import BAR_AIMS, BAR_SCENARIO, FRIENDS, bar_people
from samenspel.kernels.statute.analysis.takeover import takeover
from samenspel.kernels.statute.analysis.written import written
from samenspel.kernels.statute.charter import Charter, legal_facts, parsed
from samenspel.kernels.statute.clause import Language
from samenspel.kernels.statute.floors import breaches
from samenspel.kernels.statute.vocabulary import OFFICES, VOICE_CLASSES, Body, Standing
from samenspel.rooms.statute.models import StatuteVersion, StrengthReport

CLAIM = timedelta(minutes=15)
"""After so long without a result, another worker may take a question up."""
KEPT = 5
"""So many reports are kept of a collective; older ones can be worked out again."""
_MENDED = 2
"""Sets of so many changes are all tried; a longer series goes step by step."""
_TELL_EVERY = 8

PeopleProvider = Callable[[UUID, datetime], People]
_providers: list[PeopleProvider] = []


def provide_people(provider: PeopleProvider) -> None:
    """Let a higher room say who there are, as groups without names."""
    _providers.append(provider)


@dataclass(frozen=True, slots=True)
class Strength:
    """A report that is asked for: how far it is, and the result once it is there."""

    id: UUID
    charter: str
    asked_at: datetime
    done: int
    total: int
    result: Mapping[str, object] | None


def people_of(collective_id: UUID, charter: Charter, at: datetime) -> People:
    """Everyone with a say under a charter, in groups; the federation, which is not on any register, as one."""
    groups = [group for provider in _providers for group in provider(collective_id, at).groups]
    asked = {r.body for provision in charter.statute.provisions for r in provision.requirements}
    if Body.FEDERATION in asked:
        groups.append(Group(Body.FEDERATION.value, 1, {Body.FEDERATION: 1}))
    return People(tuple(groups))


def ask(collective_id: UUID, charter_hash: str, people: People, at: datetime) -> Strength:
    """The report on a version of the rules with these people; asked for now if nobody did before."""
    groups = _as_groups(people)
    key = digest([SCHEMA, charter_hash, groups])
    row, made = StrengthReport.objects.get_or_create(
        collective_id=collective_id,
        key=key,
        defaults={"id": new_id(), "charter": charter_hash, "people": groups, "asked_at": at},
    )
    if made:
        _forget_old(collective_id, row.id)
    return Strength(row.id, row.charter, row.asked_at, row.done, row.total, row.result)


def _as_groups(people: People) -> Json:
    return [
        {"id": g.id, "size": g.size, "votes": {body.value: n for body, n in g.votes.items()}}
        for g in people.groups
    ]


def _forget_old(collective_id: UUID, made: UUID) -> None:
    others = StrengthReport.objects.filter(collective_id=collective_id).exclude(id=made)
    old = [row.id for row in others.order_by("-asked_at", "-id")[KEPT - 1 :]]
    StrengthReport.objects.filter(collective_id=collective_id, id__in=old).delete()


def work(at: datetime) -> int:
    """Work out one report that is waiting; returns how many were done. Several workers never do the same one."""
    waiting = Q(claimed_at__isnull=True) | Q(claimed_at__lt=at - CLAIM)
    with across_collectives("the worker serves every collective"):
        row = StrengthReport.objects.filter(waiting, result__isnull=True).order_by("asked_at", "id").first()
        if row is None:
            return 0
        mine = StrengthReport.objects.filter(waiting, id=row.id, result__isnull=True).update(claimed_at=at)
    if not mine:
        return 0
    own = StrengthReport.objects.filter(collective_id=row.collective_id, id=row.id)
    version = StatuteVersion.objects.filter(collective_id=row.collective_id, hash=row.charter).first()
    if version is None:
        own.delete()
        return 0

    def tell(done: int, total: int) -> None:
        if done % _TELL_EVERY == 0:
            own.update(done=done, total=total)

    result = work_out(parsed(version.charter), People(read_groups(row.people)), tell)
    own.update(result=result, done=F("total"))
    return 1


# ------------------------------------------------------------------ what is worked out


def work_out(
    charter: Charter, people: People, progress: Callable[[int, int], None] | None = None
) -> dict[str, object]:
    """Everything the pages tell: the report, the comparison of legal forms, and what would help."""
    steps = _Progress(progress)
    made = report(charter, people, progress=steps.part(0, 2))
    values = written(made)
    values["members"] = people.members
    values["forms"] = _forms(charter, people)
    values["remedies"] = _remedies(charter, people, steps.part(1, 2))
    return values


class _Progress:
    """Progress of several parts as one: each part counts to a hundred."""

    def __init__(self, tell: Callable[[int, int], None] | None) -> None:
        self._tell = tell

    def part(self, number: int, parts: int) -> Callable[[int, int], None]:
        def tell(done: int, total: int) -> None:
            if self._tell is not None:
                self._tell(number * 100 + done * 100 // max(total, 1), parts * 100)

        return tell


def _forms(charter: Charter, people: People) -> list[dict[str, object]]:
    """The same agreements under every legal form, at an ordinary turnout with friends."""
    found: list[dict[str, object]] = []
    for form in COMPARED:
        other, there = under(charter, form), people_under(people, form)
        answers: dict[str, object] = {}
        for aim in (Aim.PURPOSE, Aim.ASSETS, Aim.SAY):
            taken = takeover(other.statute, there, BAR_SCENARIO, aim)
            answers[aim.value] = {
                "finding": taken.finding.value,
                "people": taken.people,
                "acts": len(taken.steps),
                "day": taken.last_day,
            }
        broken = [
            {"article": each.article, "nl": each.nl, "en": each.en}
            for each in breaches(form, legal_facts(other))
        ]
        found.append({"form": form.value, "answers": answers, "breaches": broken})
    return found


def _remedies(charter: Charter, people: People, progress: Callable[[int, int], None]) -> dict[str, object]:
    """What would help: the smallest sets of changes, or a series where no small set is enough."""
    aims = tuple(aim.value for aim in BAR_AIMS)
    least = bar_people(people)
    if not least:
        return {"target": 0, "before": [], "sets": []}
    now = [takeover(charter.statute, people, BAR_SCENARIO, aim) for aim in aims]
    if all(each.finding is Finding.NO_WAY for each in now):
        return {"target": 0, "before": [None for _ in now], "sets": []}
    fewest = min([each.people for each in now if each.finding is not Finding.NO_WAY], default=least)
    target = least if fewest < least else fewest + 1
    goal = Goal(BAR_SCENARIO, aims, target)
    made, known = mend(charter, people, goal, at_most=_MENDED, progress=progress)
    sets = [
        {"people": list(one.people), "changes": [_as_json(known[patch]) for patch in one.patches]}
        for one in made.found[:3]
    ]
    if not sets:
        rungs = ladder(charter, people, goal, progress=progress)
        if rungs:
            sets = [{"people": list(rungs[-1].people), "changes": [_as_json(rung.remedy) for rung in rungs]}]
    return {"target": target, "before": list(made.before), "sets": sets}


def _as_json(remedy: Remedy) -> dict[str, object]:
    change = remedy.changes[0]
    return {
        "clause": change.clause,
        "parameter": change.parameter,
        "before": change.before,
        "after": change.after,
    }


INSIDE = frozenset({*VOICE_CLASSES, *OFFICES, Standing.SUSPENDED})
"""Who sees how strong the rules are, as long as the collective did not decide that everyone may."""
_REMEMBERED_SECONDS = 7 * 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Moves:
    """What a change of the rules does to their strength, in words: three numbers per aim, and what else changes."""

    lines: tuple[MovedLine, ...]
    warnings: tuple[str, ...]


def moves(collective_id: UUID, old: Charter, new: Charter, at: datetime, language: Language) -> Moves:
    """What a change of the rules does to their strength, with the people there are now. Remembered for a week."""
    people = people_of(collective_id, new, at)
    texts: Json = [old.to_json(), new.to_json(), _as_groups(people), SCHEMA, language.value]  # type: ignore[list-item]
    key = f"strength-moves-{digest(texts)}"
    known = cache.get(key)
    if known is None:
        made = effect(old, new, people, FRIENDS)
        known = Moves(moved_lines(made, language), warnings(made, people, language))
        cache.set(key, known, _REMEMBERED_SECONDS)
    assert isinstance(known, Moves)
    return known
