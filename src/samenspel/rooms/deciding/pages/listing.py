"""Lists: proposals, decisions, and the page of one decision."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from samenspel.kernels.statute.words import day
from samenspel.rooms.deciding import queries
from samenspel.rooms.deciding.outlook import Quote, quotes
from samenspel.rooms.deciding.pages import stages
from samenspel.rooms.deciding.pages.frame import PageRequest, Reader, may_propose, not_for, number_of, page
from samenspel.rooms.deciding.pages.wording import doing, title_of
from samenspel.rooms.deciding.queries import DecisionView, Line, Turn
from samenspel.rooms.statute.gate import civil_day

LONGEST_SEARCH = 100

PARTS: dict[str, tuple[Promise, tuple[str, ...]]] = {
    "": (gettext_lazy("All"), ()),
    "loopt": (gettext_lazy("Running"), ("announced", "voting", "decided")),
    "aangenomen": (gettext_lazy("Carried"), ("done",)),
    "afgewezen": (gettext_lazy("Not carried"), ("rejected",)),
    "gestopt": (gettext_lazy("Stopped"), ("withdrawn", "stale")),
}
"""Parts of the list of proposals by the word in the address, with the states in it."""

_PUBLIC_PARTS = ("", "aangenomen", "afgewezen")


@dataclass(frozen=True, slots=True)
class Choice:
    """A part of a list one can look at."""

    label: str
    address: str
    here: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A proposal in the list."""

    title: str
    address: str
    state: Promise
    tag: str
    text: str
    running: bool


@dataclass(frozen=True, slots=True)
class TurnRow:
    """Something that waits for the reader."""

    title: str
    address: str
    text: str


def numbered(number: int, last: int) -> Page[int]:
    """A page as the pagination of the site wants it, for a list that was cut elsewhere."""
    return Paginator(range(max(last, 1)), 1).page(number)


def _search(request: HttpRequest) -> str:
    return request.GET.get("zoek", "").replace("\x00", "").strip()[:LONGEST_SEARCH]


@require_safe
@page
def proposals(request: PageRequest, reader: Reader) -> HttpResponse:
    """Proposals: those that run first; drafts and turns of the reader above them."""
    if not reader.inside and not reader.opened:
        return not_for(request, reader)
    part = request.GET.get("staat", "")
    parts = [key for key in PARTS if reader.inside or key in _PUBLIC_PARTS] if not reader.earlier else [""]
    part = part if part in parts else ""
    search = _search(request) if reader.inside else ""
    lines, number, last, count = queries.proposal_page(
        reader.id,
        states=PARTS[part][1],
        search=search,
        at=reader.as_of,
        public=not reader.inside,
        number=number_of(request),
    )
    plain = not part and not search and number == 1
    own = reader.person_id if reader.inside and not reader.earlier and plain else None
    context = {
        "reader": reader,
        "rows": [_row(reader, line) for line in lines],
        "drafts": [_row(reader, line) for line in queries.drafts(reader.id, own)] if own else [],
        "turns": [
            _turn(reader, turn) for turn in queries.turns(own, [reader.id], reader.at) if turn.what in _TURNS
        ]
        if own
        else [],
        "parts": [Choice(str(PARTS[key][0]), _address(reader, key, search), key == part) for key in parts],
        "part": part,
        "search": search,
        "count": count,
        "page": numbered(number, last),
        "may_propose": may_propose(reader) if reader.inside else False,
    }
    return render(request, "deciding/proposals.html", context)


def _address(reader: Reader, part: str, search: str) -> str:
    asked = {name: value for name, value in (("staat", part), ("zoek", search)) if value}
    return reader.address("proposals") + (f"?{urlencode(asked)}" if asked else "")


def _row(reader: Reader, line: Line) -> Row:
    running = line.state in {"announced", "voting", "decided"}
    text = ""
    if line.closes_at is not None and running:
        text = _("until %(day)s") % {"day": day(civil_day(line.closes_at), reader.language)}
    return Row(
        title=title_of(reader, line),
        address=reader.address("proposal", line.id),
        state=stages.STATES[line.state],
        tag=stages.TAGS.get(line.state, ""),
        text=text or day(civil_day(line.made_at), reader.language),
        running=running,
    )


_TURNS: dict[str, Promise] = {
    "vote_consent": gettext_lazy("Give your answer"),
    "vote_yes_no": gettext_lazy("Vote"),
    "vote_choice": gettext_lazy("Choose"),
    "answer": gettext_lazy("Answer an objection"),
    "renew": gettext_lazy("This decision ends soon. Do you want to keep it?"),
}


def _turn(reader: Reader, turn: Turn) -> TurnRow:
    text = str(_TURNS[turn.what])
    if turn.due is not None:
        due = _("until %(day)s") % {"day": day(civil_day(turn.due), reader.language)}
        text = f"{text} · {due}"
    return TurnRow(turn.title, reader.address("proposal", turn.proposal_id), text)


# Decisions


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision in a list, or on its page."""

    number: int
    title: str
    reason: str
    address: str
    proposal: str
    text: str
    ended: bool
    renew: str


@require_safe
@page
def decisions(request: PageRequest, reader: Reader) -> HttpResponse:
    """Decisions in force, or every decision; with `renew` those that end by themselves, soonest first."""
    if not reader.inside and not reader.opened:
        return not_for(request, reader)
    everything = request.GET.get("alle") == "1"
    renewing = request.GET.get("renew") == "1" and reader.inside
    search = _search(request) if reader.inside or reader.sees_names else ""
    views, number, last, count = queries.decision_page(
        reader.id,
        in_force=not everything or renewing,
        at=reader.at,
        search=search,
        provisional=renewing,
        number=number_of(request),
    )
    renewable = reader.inside and may_propose(reader)
    here = reader.address("decisions")
    context = {
        "reader": reader,
        "rows": [decision_row(reader, view, renewable=renewable) for view in views],
        "choices": [
            Choice(_("In force now"), here, not everything and not renewing),
            Choice(_("All decisions"), f"{here}?alle=1", everything and not renewing),
        ],
        "everything": everything,
        "renewing": renewing,
        "search": search,
        "searchable": reader.inside or reader.sees_names,
        "count": count,
        "page": numbered(number, last),
    }
    return render(request, "deciding/decisions.html", context)


def decision_row(reader: Reader, view: DecisionView, *, renewable: bool) -> DecisionRow:
    """A decision as the reader may see it."""
    renew = ""
    if renewable and view.review_on is not None and not _ended(reader, view):
        renew = (
            f"{reader.address('new_for_act')}?{urlencode({'act': 'deciding.renew', 'decision_id': view.id})}"
        )
    return DecisionRow(
        number=view.number,
        title=title_of(reader, view),
        reason="" if reader.withheld(view) else view.reason,
        address=reader.address("decision", view.id),
        proposal=reader.address("proposal", view.proposal_id),
        text=_holds(reader, view),
        ended=_ended(reader, view),
        renew=renew,
    )


def _ended(reader: Reader, view: DecisionView) -> bool:
    return view.ended_at is not None and view.ended_at <= reader.at


def _holds(reader: Reader, view: DecisionView) -> str:
    """For how long a decision holds, or how it ended."""
    said = {"since": day(civil_day(view.in_force_from), reader.language)}
    if view.end == "carried_out":
        return _("Carried out on %(since)s.") % said
    if _ended(reader, view):
        assert view.ended_at is not None
        said["ended"] = day(civil_day(view.ended_at), reader.language)
        text = (
            _("Ended on %(ended)s, because nobody renewed it.")
            if view.end == "lapsed"
            else _("Ended on %(ended)s.")
        )
        return text % said
    if view.review_on is None:
        return _("In force since %(since)s.") % said
    said["until"] = day(view.review_on, reader.language)
    return _("In force since %(since)s. It holds until %(until)s.") % said


@require_safe
@page
def decision(request: PageRequest, reader: Reader, decision_id: UUID) -> HttpResponse:
    """One decision: what, why, for how long, and the way to how it was decided."""
    if not reader.inside and not reader.opened:
        return not_for(request, reader)
    view = queries.decision(reader.id, decision_id)
    if view is None or view.in_force_from > reader.at or view.end in {"stale", "overturned"}:
        raise Http404
    known = queries.proposal(reader.id, view.proposal_id)
    if known is None or known.state != "done":
        raise Http404
    withheld = reader.withheld(view)
    votes = queries.votes(reader.id, known.id, None, reader.language) if known.options else []
    context = {
        "reader": reader,
        "chosen": next((won for vote in reversed(votes) if (won := [o for o in vote.options if o.won])), []),
        "row": decision_row(reader, view, renewable=reader.inside and may_propose(reader)),
        "decided": day(civil_day(view.decided_at), reader.language),
        "doing": doing(reader, known.act, known.params)
        if not withheld and known.act != "deciding.resolve"
        else None,
        "touches": known.touches if not withheld else "",
        "purpose_line": known.purpose_line if not withheld else "",
        "rule": list(_provisional(reader)) if view.review_on is not None else [],
        "beside": queries.beside(reader, known) if not withheld else [],
        "back_url": reader.address("decisions"),
    }
    return render(request, "deciding/decision.html", context)


def _provisional(reader: Reader) -> Iterable[Quote]:
    """The sentence of the rules by which a provisional decision ends by itself."""
    if reader.version is None:
        return ()
    charter = reader.version.charter
    sources = [p.source for p in charter.statute.provisions if "renew" in p.acts]
    return quotes(sources, charter, reader.language)
