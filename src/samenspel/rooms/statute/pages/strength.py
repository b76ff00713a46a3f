"""How strong the rules are: for those who take part, and for everyone once they decide so. And the legal forms compared."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from samenspel.ground.foundation.collectives import CollectiveCard
from samenspel.kernels.statute.analysis.scenario import Aim
from samenspel.kernels.statute.analysis.telling import aim_words
from samenspel.kernels.statute.articles import Citation, cited
from samenspel.kernels.statute.charter import Change, Charter
from samenspel.kernels.statute.clause import Language
from samenspel.kernels.statute.floors import LAW_TEXT
from samenspel.kernels.statute.library import CLAUSES
from samenspel.kernels.statute.vocabulary import Form
from samenspel.kernels.statute.words import FORMS, day
from samenspel.rooms.statute import gate, queries, strength
from samenspel.rooms.statute import params as reading
from samenspel.rooms.statute.acts import Amend
from samenspel.rooms.statute.curves import Picture, picture
from samenspel.rooms.statute.gate import civil_day
from samenspel.rooms.statute.pages.common import actor_in, address, enter, language, moment
from samenspel.rooms.statute.queries import Strength, Version
from samenspel.rooms.statute.templatetags.statute_text import capital

_PICTURED = (Aim.PURPOSE, Aim.ASSETS, Aim.SAY)
REFRESH_SECONDS = 4

Json = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Seen:
    """What a reader may see: the version in force, the report on it, and whether everyone may see it."""

    version: Version
    report: Strength
    public: bool
    inside: bool
    today: bool
    newest: bool


def _look(request: HttpRequest, card: CollectiveCard) -> Seen | HttpResponse:
    """Find the report for a reader, and ask for it if nobody did; or the page that says why not."""
    at = moment(request)
    version = queries.in_force(card.id, at)
    if version is None:
        return render(request, "statute/none.html", {"any": queries.latest(card.id) is not None})
    actor = actor_in(request, card.id)
    inside = actor is not None and bool(gate.standings(actor, at) & queries.INSIDE)
    public = queries.strength_is_public(card.id, at)
    if not gate.sees_strength(card.id, actor, at):
        return render(request, "statute/strength/closed.html", {"signed_in": actor is not None}, status=403)
    people = queries.people_of(card.id, version.charter, at)
    newest = queries.latest(card.id)
    return Seen(
        version,
        strength.ask(card.id, version.hash, people, at),
        public,
        inside,
        today=getattr(request, "reading_date", None) is None,
        newest=newest is not None and newest.hash == version.hash,
    )


@require_safe
def read(request: HttpRequest, slug: str) -> HttpResponse:
    """The picture, the ways, what gets stuck, what would help."""
    card = enter(request, slug)
    seen = _look(request, card)
    if isinstance(seen, HttpResponse):
        return seen
    if seen.report.result is None:
        return _wait(request, seen)
    here, result = language(), seen.report.result
    context = {
        **_frame(seen, result),
        "aims": [_aim(aim, result, here, civil_day(moment(request))) for aim in _PICTURED],
        "board": _aim(Aim.BOARD, result, here, civil_day(moment(request))),
        "trusting": [_words(each, here)["outcome"] for each in _list(result, "trusting")],
        "remedies": list(_remedies(seen.version, result, here)),
        "already": not _list(_dict(result, "remedies"), "sets"),
        "no_way": not _dict(result, "remedies")["target"],
        "power": _power(result, here),
        "dead": _said(result, "dead_words", here),
        "circles": _said(result, "circles_words", here),
        "sleeping": _said(result, "sleeping_words", here),
        "holds": _said(result, "holds_words", here),
        "blind": _said(result, "blind", here),
        "propose_url": address("deciding:new_for_act", card.slug) if seen.today else "",
        "newest": seen.newest,
        "show_params": json.dumps({"public": not seen.public}),
    }
    return render(request, "statute/strength/read.html", context)


@require_safe
def forms(request: HttpRequest, slug: str) -> HttpResponse:
    """The same agreements under every legal form, to print and take along."""
    card = enter(request, slug)
    seen = _look(request, card)
    if isinstance(seen, HttpResponse):
        return seen
    if seen.report.result is None:
        return _wait(request, seen)
    here, result = language(), seen.report.result
    context = {
        **_frame(seen, result),
        "rows": [_form_row(each, seen.version.charter, here) for each in _list(result, "forms")],
        "columns": [capital(aim_words(aim, here)) for aim in _PICTURED],
        "none_yet": seen.version.charter.form is Form.NONE_YET,
        "blind": _said(result, "blind", here),
    }
    return render(request, "statute/strength/forms.html", context)


def _wait(request: HttpRequest, seen: Seen) -> HttpResponse:
    answer = render(
        request, "statute/strength/wait.html", {"report": seen.report, "seconds": REFRESH_SECONDS}
    )
    answer["Refresh"] = str(REFRESH_SECONDS)
    return answer


def _frame(seen: Seen, result: Json) -> dict[str, object]:
    return {
        "seen": seen,
        "version": seen.version,
        "legal_form": FORMS[seen.version.charter.form].say(language()),
        "members": result["members"],
        "friends": result["friends"],
        "law_text": LAW_TEXT,
    }


# ------------------------------------------------------------------ one aim


@dataclass(frozen=True, slots=True)
class StepShown:
    """A step with its day as a date."""

    day: str
    what: str
    how: list[str]
    article: tuple[Citation, ...]
    remark: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table of an aim: who else comes, and the numbers without and with friends."""

    turnout: str
    alone: str
    with_friends: str


@dataclass(frozen=True, slots=True)
class AimShown:
    """Everything about one aim."""

    id: str
    title: str
    picture: Picture | None
    points: list[Row]
    rows: list[Row]
    outcome: str
    found: bool
    slower: str
    who: str
    steps: list[StepShown]
    assumptions: list[str]


def _aim(aim: Aim, result: Json, here: Language, today: date) -> AimShown:
    answers = [each for each in _list(result, "answers") if each["aim"] == aim]
    friends = result["friends"]
    first = next(each for each in answers if each["turnout"] == [1, 5] and each["friends"] == friends)
    words = _words(first, here)
    curves = [each for each in _list(result, "curves") if each["aim"] == aim]
    members = result["members"]
    assert isinstance(members, int)
    return AimShown(
        aim.value,
        capital(aim_words(aim, here)),
        picture(curves, members) if curves and first["finding"] == "found" else None,
        _points(curves),
        _rows(answers, friends),
        str(words["outcome"]),
        first["finding"] == "found",
        str(_dict(_dict(result, "slowed_words"), here.value).get(aim, "")),
        str(words["who"]),
        [
            _step(step, told, here, today)
            for step, told in zip(_list(first, "steps"), _list(words, "steps"), strict=True)
        ],
        [str(each) for each in words["assumptions"]],  # type: ignore[attr-defined]
    )


def _step(step: Json, told: Json, here: Language, today: date) -> StepShown:
    number, article = step["day"], step["article"]
    assert isinstance(number, int)
    lines = told["how"]
    assert isinstance(lines, list)
    return StepShown(
        day=day(today + timedelta(days=number), here),
        what=str(told["what"]),
        how=[str(line) for line in lines],
        article=cited(str(article)) if article else (),
        remark=str(told["remark"]),
    )


def _rows(answers: list[Json], friends: object) -> list[Row]:
    """The three numbers at the three turnouts."""
    found: list[Row] = []
    for turnout, name in (
        (None, _("as few as suits the group")),
        ([1, 5], _("1 in 5")),
        ([1, 1], _("everybody")),
    ):
        here = {each["friends"]: _numbers(each) for each in answers if each["turnout"] == turnout}
        found.append(Row(name, here.get(0, "–"), here.get(friends, "–")))
    return found


def _numbers(answer: Json) -> str:
    """People, acts and days in words."""
    if answer["finding"] == "no_way":
        return _("no way found")
    if answer["finding"] != "found":
        return _("not known")
    people, acts, days = answer["people"], answer["acts"], answer["day"]
    assert isinstance(people, int) and isinstance(acts, int) and isinstance(days, int)  # noqa: PT018
    return ", ".join(
        [
            ngettext("%(count)s person", "%(count)s people", people) % {"count": people},
            ngettext("%(count)s act", "%(count)s acts", acts) % {"count": acts},
            ngettext("%(count)s day", "%(count)s days", days) % {"count": days},
        ]
    )


def _points(curves: list[Json]) -> list[Row]:
    """The picture as a table: the fewest people at every turnout."""
    ordered = sorted(curves, key=lambda curve: int(str(curve["friends"])))
    if not ordered:
        return []
    columns = [_list(curve, "people") for curve in ordered]
    rows: list[Row] = []
    for place in range(len(columns[0])):
        cells = [_count(column[place]["people"]) for column in columns]
        rows.append(Row(_("%(count)s in 10") % {"count": place}, cells[0], cells[-1]))
    return rows


def _count(people: object) -> str:
    if people is None:
        return _("no way found")
    return str(people) if isinstance(people, int) and people >= 0 else _("not known")


# ------------------------------------------------------------------ what would help


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """One change of a remedy: the clause, the question, and the answer before and after."""

    clause: str
    question: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RemedyShown:
    """A set of changes with the people it takes before and after, ready to become a proposal."""

    changes: list[ChangeShown]
    numbers: list[Row]
    params: str


def _remedies(version: Version, result: Json, here: Language) -> Iterator[RemedyShown]:
    remedies = _dict(result, "remedies")
    before = remedies["before"]
    assert isinstance(before, list)
    titles = [capital(aim_words(aim, here)) for aim in (Aim.PURPOSE, Aim.ASSETS)]
    for each in _list(remedies, "sets"):
        after, raw = each["people"], _list(each, "changes")
        assert isinstance(after, list)
        changes = tuple(
            Change(str(c["clause"]), str(c["parameter"]), c["before"], c["after"])  # type: ignore[arg-type]
            for c in raw
        )
        numbers = [
            Row(title, _people(was), _people(becomes))
            for title, was, becomes in zip(titles, before, after, strict=True)
        ]
        params = json.dumps(reading.to_json(Amend(version.hash, changes)), ensure_ascii=False)
        yield RemedyShown([_change(change, here) for change in changes], numbers, params)


def _people(number: object) -> str:
    if number is None:
        return _("no way found")
    assert isinstance(number, int)
    return ngettext("%(count)s person", "%(count)s people", number) % {"count": number}


def _change(change: Change, here: Language) -> ChangeShown:
    clause = CLAUSES[change.clause]
    title = clause.title.say(here)
    parameter = next((each for each in clause.parameters if each.name == change.parameter), None)
    if parameter is None:
        return ChangeShown(title, _("Take up this rule."), "", "")
    before, after = (
        parameter.domain.write(parameter.domain.parse(value), here) for value in (change.before, change.after)
    )
    return ChangeShown(title, parameter.question.say(here), before, after)


# ------------------------------------------------------------------ power and forms


@dataclass(frozen=True, slots=True)
class Weight:
    """How much one person of a kind counts, when the purpose is at stake, against a person who counts least."""

    group: str
    times: str


def _power(result: Json, here: Language) -> list[Weight]:
    raw = result["power"]
    if not isinstance(raw, list):
        return []
    shares = {str(each["group"]): Fraction(*each["banzhaf"]) for each in raw}
    least = min([share for share in shares.values() if share], default=None)
    if least is None:
        return []
    names = dict(zip(shares, _said(result, "person_words", here), strict=True))
    return [
        Weight(str(names[group]), _times(share / least) if share else _("has no vote on this"))
        for group, share in shares.items()
    ]


def _times(ratio: Fraction) -> str:
    tenths = ratio.numerator * 10 // ratio.denominator
    if tenths == 10:
        return _("counts once")
    whole, rest = divmod(tenths, 10)
    number = f"{whole}{',' if language() is Language.NL else '.'}{rest}" if rest else str(whole)
    return _("counts %(number)s times as much") % {"number": number}


@dataclass(frozen=True, slots=True)
class FormRow:
    """One legal form: the numbers for each aim, and what the law would not allow."""

    title: str
    current: bool
    cells: list[str]
    breaches: list[tuple[str, tuple[Citation, ...]]]


def _form_row(raw: Json, charter: Charter, here: Language) -> FormRow:
    form = Form(str(raw["form"]))
    answers = _dict(raw, "answers")
    broken = [
        (str(each["en" if here is Language.EN else "nl"]), cited(str(each["article"])))
        for each in _list(raw, "breaches")
    ]
    return FormRow(
        FORMS[form].say(here),
        form is charter.form,
        [_numbers(_dict(answers, aim.value)) for aim in _PICTURED],
        broken,
    )


# ------------------------------------------------------------------ reading the kept values


def _dict(values: Json, name: str) -> Json:
    found = values[name]
    assert isinstance(found, dict)
    return found


def _list(values: Json, name: str) -> list[Json]:
    found = values[name]
    assert isinstance(found, list)
    return found


def _words(answer: Json, here: Language) -> Json:
    return _dict(_dict(answer, "words"), "en" if here is Language.EN else "nl")


def _said(result: Json, name: str, here: Language) -> list[object]:
    found = _dict(result, name)["en" if here is Language.EN else "nl"]
    assert isinstance(found, list)
    return found
