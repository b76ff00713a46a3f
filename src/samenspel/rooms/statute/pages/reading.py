"""Reading the rules: as they are, as they were on a day, one rule by itself, every version, two side by side."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samenspel.ground.foundation.collectives import CollectiveCard
from samenspel.kernels.statute.catalogue import acts_phrase
from samenspel.kernels.statute.clause import Language, Words
from samenspel.kernels.statute.compare import SHIFTS, ActChange, ClauseChange, SentenceChange, compare
from samenspel.kernels.statute.floors import LAW_TEXT, NOTARIAL_FORMS
from samenspel.kernels.statute.ordering import Shift
from samenspel.kernels.statute.words import FORMS
from samenspel.rooms.statute import gate, queries
from samenspel.rooms.statute.forms import CompareForm, ReadingForm
from samenspel.rooms.statute.gate import civil_day
from samenspel.rooms.statute.inquiry import end_of
from samenspel.rooms.statute.pages.common import actor_in, address, enter, language, moment, numbered
from samenspel.rooms.statute.queries import Version
from samenspel.rooms.statute.showing import find, search, show, show_law


@dataclass(frozen=True, slots=True)
class Choice:
    """Which version a reader sees, and why not the one in force now, if it is another."""

    version: Version | None
    current: bool
    waits: bool = False
    query: str = ""


@require_safe
def read(request: HttpRequest, slug: str) -> HttpResponse:
    """All the rules. `?op=` is a day, `?versie=` a number, `?zoek=` words to look for."""
    card = enter(request, slug)
    form = ReadingForm(request.GET, today=civil_day(moment(request)))
    valid = form.is_valid()
    choice = _choose(request, card, form.cleaned_data.get("op"))
    if choice.version is None:
        context = {
            "form": form,
            "asked": form.cleaned_data.get("op"),
            "any": queries.latest(card.id) is not None,
        }
        return render(request, "statute/none.html", context, status=200 if valid else 400)
    here, wanted = language(), form.cleaned_data.get("zoek", "").strip()
    themes = show(choice.version.charter, here)
    found = search(themes, wanted) if wanted else themes
    context = {
        **_frame(choice, here),
        "form": form,
        "themes": found,
        "contents": themes,
        "wanted": wanted,
        "hits": sum(len(theme.clauses) for theme in found),
        "law": show_law(choice.version.charter, here),
        "law_text": LAW_TEXT,
        "waiting": _waiting(request, card, choice),
        "may_change": _may_propose(request, card),
    }
    return render(request, "statute/read.html", context, status=200 if valid else 400)


@require_safe
def clause(request: HttpRequest, slug: str, clause: str) -> HttpResponse:
    """One rule at its own address, in the same choice of versions."""
    card = enter(request, slug)
    form = ReadingForm(request.GET, today=civil_day(moment(request)))
    valid = form.is_valid()
    choice = _choose(request, card, form.cleaned_data.get("op"))
    if choice.version is None:
        raise Http404
    here = language()
    themes = show(choice.version.charter, here)
    shown = find(themes, clause)
    if shown is None:
        raise Http404
    every = [each for theme in themes for each in theme.clauses]
    context = {
        **_frame(choice, here),
        "form": form,
        "clause": shown,
        "earlier": every[shown.number - 2] if shown.number > 1 else None,
        "later": every[shown.number] if shown.number < len(every) else None,
        "history": _history(_versions(request, card), clause),
        "may_change": _may_propose(request, card),
    }
    return render(request, "statute/clause.html", context, status=200 if valid else 400)


def _choose(request: HttpRequest, card: CollectiveCard, day: date | None) -> Choice:
    now = queries.in_force(card.id, moment(request))
    given = request.GET.get("versie", "")
    if given:
        if not given.isascii() or not given.isdigit():
            raise Http404
        found = numbered(card.id, int(given))
        return Choice(
            found, now is not None and found.id == now.id, found.awaits_deed, f"versie={found.number}"
        )
    if day is not None:
        found_then = queries.in_force(card.id, end_of(day))
        same = found_then is not None and now is not None and found_then.id == now.id
        return Choice(found_then, same, query=f"op={day.isoformat()}")
    return Choice(now, current=True)


def _frame(choice: Choice, here: Language) -> dict[str, object]:
    assert choice.version is not None
    return {
        "version": choice.version,
        "choice": choice,
        "legal_form": FORMS[choice.version.charter.form].say(here),
        "notarial": choice.version.charter.form in NOTARIAL_FORMS,
        "english": here is Language.EN,
    }


def _versions(request: HttpRequest, card: CollectiveCard) -> list[Version]:
    """Every version that there was at the moment the page is about, newest first."""
    return [version for version in queries.versions(card.id) if version.decided_at <= moment(request)]


def _waits(version: Version, at: datetime) -> bool:
    """Whether a version waited for the notary at a moment, also when it no longer does."""
    return version.valid_from is None or version.valid_from > at


def _waiting(request: HttpRequest, card: CollectiveCard, choice: Choice) -> Version | None:
    """A later version that the members decided on, and that still waits for the notary."""
    if not choice.current:
        return None
    return next((each for each in _versions(request, card)[:1] if _waits(each, moment(request))), None)


def _may_propose(request: HttpRequest, card: CollectiveCard) -> bool:
    """Whether the reader is someone who could put a change to the others; visitors only read."""
    return actor_in(request, card.id) is not None


@dataclass(frozen=True, slots=True)
class Change:
    """A version in which a rule came or changed."""

    version: Version
    came: bool


def _history(versions: list[Version], clause: str) -> list[Change]:
    """The versions in which a rule was made or changed, newest first."""
    found: list[Change] = []
    before: object = None
    for version in reversed(versions):
        adopted = version.charter.by_id.get(clause)
        now = dict(adopted.values) if adopted is not None else None
        if now is not None and now != before:
            found.append(Change(version, came=before is None))
        before = now
    return found[::-1]


@dataclass(frozen=True, slots=True)
class VersionShown:
    """A version with how it stood at the moment the page is about."""

    version: Version
    waits: bool
    in_force: bool


@require_safe
def versions(request: HttpRequest, slug: str) -> HttpResponse:
    """Every version, newest first, with when it held."""
    card = enter(request, slug)
    every = _versions(request, card)
    actor = actor_in(request, card.id)
    now = queries.in_force(card.id, moment(request))
    shown = [
        VersionShown(each, _waits(each, moment(request)), now is not None and each.id == now.id)
        for each in every
    ]
    params = (
        {"version": every[0].number, "signed_on": civil_day(moment(request)), "notary": "-"} if every else {}
    )
    may_record = (
        bool(every)
        and actor is not None
        and gate.may("statute.record_deed", actor, params, at=moment(request))
    )
    context = {"versions": shown, "may_record": may_record}
    return render(request, "statute/versions.html", context)


@dataclass(frozen=True, slots=True)
class ActMoved:
    """Acts for which the rule moved in the same way, in words."""

    phrase: str
    shift: Shift
    word: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClauseMoved:
    """A rule that reads differently: its sentences in the reader's language and in legal Dutch."""

    id: str
    title: str
    came: bool
    went: bool
    guarded: bool
    plain: tuple[SentenceChange, ...]
    legal: tuple[SentenceChange, ...]

    @property
    def stays(self) -> list[str]:
        """The sentences that read the same."""
        return [sentence.after for sentence in self.plain if sentence.same]


def acts_moved(changes: Iterable[ActChange], here: Language) -> list[ActMoved]:
    """What moved, with acts that moved in the same way and for the same reasons told together."""
    together: dict[tuple[Shift, tuple[Words, ...]], list[str]] = {}
    for change in changes:
        together.setdefault((change.shift, change.reasons), []).append(change.act)
    return [
        ActMoved(
            acts_phrase(acts, here),
            shift,
            SHIFTS[shift].say(here),
            tuple(reason.say(here) for reason in reasons),
        )
        for (shift, reasons), acts in together.items()
    ]


def clause_moved(change: ClauseChange, here: Language) -> ClauseMoved:
    return ClauseMoved(
        id=change.clause.id,
        title=change.clause.title.say(here),
        came=change.before is None,
        went=change.after is None,
        guarded=change.guarded,
        plain=change.sentences(here),
        legal=change.sentences(Language.LEGAL),
    )


@require_safe
def comparison(request: HttpRequest, slug: str) -> HttpResponse:
    """Two versions side by side: `?van=` and `?naar=`; without them the last change."""
    card = enter(request, slug)
    every = _versions(request, card)
    if not every:
        return render(request, "statute/none.html", {"any": False})
    numbers = [version.number for version in every]
    given = {
        "van": request.GET.get("van", max(numbers[0] - 1, 1)),
        "naar": request.GET.get("naar", numbers[0]),
    }
    form = CompareForm(given, numbers=numbers)
    context: dict[str, object] = {"form": form, "only_one": len(every) == 1}
    if form.is_valid():
        context |= _compared(card, form.cleaned_data["van"], form.cleaned_data["naar"])
    return render(request, "statute/compare.html", context, status=200 if form.is_valid() else 400)


def _compared(card: CollectiveCard, old: int, new: int) -> dict[str, object]:
    here = language()
    before, after = numbered(card.id, old), numbered(card.id, new)
    found = compare(before.charter, after.charter)
    return {
        "before": before,
        "after": after,
        "clauses": [clause_moved(change, here) for change in found.clauses],
        "acts": acts_moved(found.moved, here),
        "unmoved": len(found.acts) - len(found.moved),
        "title": _("Version %(old)s and version %(new)s") % {"old": old, "new": new},
        "read_url": reverse("statute:read", args=[card.slug]),
        "english": here is Language.EN,
        "proposals_url": address("deciding:proposals", card.slug),
    }
