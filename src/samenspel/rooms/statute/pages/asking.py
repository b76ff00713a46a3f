"""“May I?”: any act, in any standing, on any day: the verdict, with the sentences it rests on."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samenspel.ground.foundation.collectives import CollectiveCard
from samenspel.kernels.statute.catalogue import act_phrase, known_acts
from samenspel.kernels.statute.charter import Charter
from samenspel.kernels.statute.clause import Language
from samenspel.kernels.statute.judge import Outcome, Verdict
from samenspel.kernels.statute.model import shortest_days
from samenspel.kernels.statute.ordering import governing
from samenspel.kernels.statute.words import BODIES, Explained, outcome_words
from samenspel.rooms.statute import gate, queries
from samenspel.rooms.statute.forms import MayForm
from samenspel.rooms.statute.gate import civil_day
from samenspel.rooms.statute.inquiry import end_of, verdict_on
from samenspel.rooms.statute.pages.common import actor_in, address, enter, language, moment
from samenspel.rooms.statute.refusals import Quote, instead, quoted, reasons

_PEOPLE = frozenset({"appoint", "dismiss", "admit", "suspend", "reinstate", "invite", "grant"})
_EVERY_DAY = frozenset(
    {"resolve", "renew", "propose", "speak", "vote", "object", "answer", "overrule", "challenge", "counter"}
    | {"register", "complain"}
)
_YEARS_AHEAD = 10


@require_safe
def may(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask (`?wat=&als=&op=`) and answer on one page, so that an answer can be sent to someone."""
    card = enter(request, slug)
    today = civil_day(moment(request))
    now = queries.in_force(card.id, moment(request)) or queries.latest(card.id)
    if now is None:
        return render(request, "statute/none.html", {"any": False})
    asked = "wat" in request.GET
    given = request.GET.copy()
    given.setdefault("op", today.isoformat())
    form = MayForm(
        given if asked else None,
        acts=_choices(now.charter),
        language=language(),
        latest=today + timedelta(days=366 * _YEARS_AHEAD),
        initial={
            "op": request.GET.get("op") or today,
            "als": request.GET.getlist("als") or _own_standings(request, card),
        },
    )
    context: dict[str, object] = {"form": form}
    if asked and form.is_valid():
        context |= answer(card, form.cleaned_data["wat"], form.cleaned_data["als"], form.cleaned_data["op"])
    return render(request, "statute/may.html", context, status=400 if form.errors else 200)


def _own_standings(request: HttpRequest, card: CollectiveCard) -> list[str]:
    actor = actor_in(request, card.id)
    return sorted(gate.standings(actor, moment(request))) if actor is not None else []


def _choices(charter: Charter) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every act in words, in four groups."""
    here = language()
    groups: dict[str, list[tuple[str, str]]] = {
        _("Every day"): [],
        _("People and offices"): [],
        _("Large decisions"): [],
        _("Changing the rules"): [],
    }
    every_day, people, large, rules = groups.values()
    for acts in known_acts(charter):
        kind = acts[0].partition(":")[0]
        group = (
            every_day
            if kind in _EVERY_DAY
            else people
            if kind in _PEOPLE
            else rules
            if kind == "amend"
            else large
        )
        phrase = act_phrase(acts[0], here)
        group.append((acts[0], phrase[:1].upper() + phrase[1:]))
    return list(groups.items())


def answer(card: CollectiveCard, act: str, standings: list[str], day: date) -> dict[str, object]:
    """The verdict on an act under the version in force on a day, for a page."""
    version = queries.in_force(card.id, end_of(day))
    if version is None:
        return {"no_rules_then": day}
    here = language()
    verdict = verdict_on(version, act, standings, day)
    told = reasons(verdict, version.charter, card, here)
    real = governing([reason.requirement for reason in told if reason.requirement is not None])
    earliest = day + timedelta(days=shortest_days(need.requirement for need in verdict.missing))
    return {
        "verdict": verdict,
        "version": version,
        "day": day,
        "phrase": act_phrase(act, here),
        "outcome": outcome_words(verdict.outcome, here),
        "reasons": [each for each in told if each.requirement is None or each.requirement in real],
        "covered": [each for each in told if each.requirement is not None and each.requirement not in real],
        "bodies": list(dict.fromkeys(BODIES[requirement.body].say(here) for requirement in real)),
        "limits": _unknown_limits(verdict, version.charter, card, here),
        "earliest": earliest if verdict.outcome is Outcome.NEEDS_DECISION and earliest > day else None,
        "instead": instead(verdict, version.charter, card, here) if not verdict.allowed else [],
        "propose_url": address("deciding:new", card.slug)
        if verdict.outcome is Outcome.NEEDS_DECISION
        else "",
    }


def _unknown_limits(verdict: Verdict, charter: Charter, card: CollectiveCard, here: Language) -> list[Quote]:
    """The sentences with a limit for which the numbers are not known here."""
    found = []
    for act in verdict.acts:
        for limit in charter.statute.plan(act).limits:
            adopted = charter.by_id.get(limit.source.clause)
            if adopted is not None and set(limit.facts) & set(verdict.unknown):
                written = adopted.write(here)
                start, end = written.span(limit.source.sentence)
                told = Explained(
                    met=False, text="", clause=adopted.id, quote=written.text, start=start, end=end
                )
                found.append(quoted(told, limit.source.sentence, card, here))
    return list(dict.fromkeys(found))
