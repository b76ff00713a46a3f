"""Changing the rules: fill in what should become different, see what that does, and put it to the others."""

import json

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samenspel.ground.foundation.collectives import CollectiveCard
from samenspel.kernels.statute.articles import cited
from samenspel.kernels.statute.charter import Adopted, Change, Charter
from samenspel.kernels.statute.clause import Clause, Language
from samenspel.kernels.statute.library import CLAUSES, LIBRARY
from samenspel.kernels.statute.ordering import governing
from samenspel.kernels.statute.words import requirement_words
from samenspel.rooms.statute import amending, gate, queries
from samenspel.rooms.statute import params as reading
from samenspel.rooms.statute.fields import ValuesForm
from samenspel.rooms.statute.forms import DeedForm
from samenspel.rooms.statute.gate import ImpossibleError, civil_day
from samenspel.rooms.statute.pages.common import (
    actor_in,
    address,
    enter,
    language,
    moment,
    numbered,
    request_key,
    to_sign_in,
)
from samenspel.rooms.statute.pages.reading import acts_moved, clause_moved
from samenspel.rooms.statute.params import BadParamsError
from samenspel.rooms.statute.queries import Version
from samenspel.rooms.statute.showing import show_clause


@require_safe
def additions(request: HttpRequest, slug: str) -> HttpResponse:
    """The clauses of the library that this collective does not have, to take one up."""
    card = enter(request, slug)
    base = _base(card)
    here = language()
    used = base.charter.by_id
    missing = [
        show_clause(Adopted(clause.id, clause.defaults()), 0, here)
        for clause in LIBRARY
        if clause.id not in used
    ]
    return render(request, "statute/additions.html", {"clauses": missing})


@require_safe
def amend(request: HttpRequest, slug: str, clause: str) -> HttpResponse:
    """The questions of one rule; with `?stap=bekijk` what the answers would do, with `?stap=weg` taking it out."""
    card = enter(request, slug)
    known = CLAUSES.get(clause)
    if known is None:
        raise Http404
    base = _base(card)
    adopted = base.charter.by_id.get(clause)
    step = request.GET.get("stap", "")
    if step == "weg" and adopted is not None:
        return _preview(request, card, base, known, amending.changes_to(base, clause, None))
    current = known.to_json(adopted.values if adopted is not None else known.defaults())
    form = ValuesForm(known, language(), current, request.GET if step else None)
    if step == "bekijk" and form.is_valid():
        changes = amending.changes_to(base, clause, form.values)
        if changes:
            return _preview(request, card, base, known, changes)
        form.add_error(None, _("You have changed nothing yet."))
    values = known.values(form.values if form.is_bound and form.is_valid() else current)
    context = {
        "form": form,
        "clause": show_clause(Adopted(clause, values), 0, language()),
        "adds": adopted is None,
        "waits": base.awaits_deed,
        "text_url": reverse("statute:amend_text", args=[slug, clause]),
    }
    return render(request, "statute/amend.html", context, status=400 if form.errors else 200)


@require_safe
def amended_text(request: HttpRequest, slug: str, clause: str) -> HttpResponse:
    """The text of a rule with what is typed now, for showing beside the form."""
    card = enter(request, slug)
    known = CLAUSES.get(clause)
    if known is None:
        raise Http404
    adopted = _base(card).charter.by_id.get(clause)
    current = known.to_json(adopted.values if adopted is not None else known.defaults())
    form = ValuesForm(known, language(), current, request.GET)
    form.is_valid()
    shown = show_clause(Adopted(clause, known.values({**current, **form.values})), 0, language())
    return render(request, "statute/parts/living_text.html", {"clause": shown, "form": form})


def _base(card: CollectiveCard) -> Version:
    """The version that a change builds on: the last one made, also when it waits for the notary. Raises Http404."""
    base = queries.latest(card.id)
    if base is None:
        raise Http404
    return base


def _preview(
    request: HttpRequest, card: CollectiveCard, base: Version, known: Clause, changes: tuple[Change, ...]
) -> HttpResponse:
    here = language()
    found = amending.preview(base, changes, civil_day(moment(request)))
    query = request.GET.copy()
    query.pop("stap", None)
    form_url = reverse("statute:amend", args=[card.slug, known.id])
    context = {
        "title": known.title.say(here),
        "base": base,
        "preview": found,
        "clauses": [clause_moved(change, here) for change in found.comparison.clauses],
        "acts": acts_moved(found.comparison.moved, here),
        "needs": [
            requirement_words(each, here) for each in governing([need.requirement for need in found.needs])
        ],
        "breaches": [
            (breach.en if here is Language.EN else breach.nl, cited(breach.article))
            for breach in found.breaches
        ],
        **_strength(card, base, found.new, request),
        "params": json.dumps(reading.to_json(found.params), ensure_ascii=False),
        "back": f"{form_url}?{query.urlencode()}&stap=terug" if query else form_url,
        "propose_url": address("deciding:new_for_act", card.slug),
        "english": here is Language.EN,
    }
    return render(request, "statute/amend_preview.html", context)


def _strength(card: CollectiveCard, base: Version, new: Charter, request: HttpRequest) -> dict[str, object]:
    """What the change does to how strong the rules are, for those who may see that."""
    if not gate.sees_strength(card.id, actor_in(request, card.id), moment(request)):
        return {}
    return {"strength": queries.moves(card.id, base.charter, new, moment(request), language())}


@require_http_methods(["GET", "HEAD", "POST"])
def record_deed(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Write down that the notary's deed of a version was signed."""
    card = enter(request, slug)
    version = numbered(card.id, number)
    actor = actor_in(request, card.id)
    if actor is None:
        return to_sign_in(request)
    today = civil_day(moment(request))
    posted = request.POST if request.method == "POST" else None
    form = DeedForm(posted, first=civil_day(version.decided_at), last=today)
    if form.is_bound and form.is_valid():
        params = {"version": number, **form.cleaned_data}
        try:
            gate.attempt("statute.record_deed", actor, params, at=moment(request), key=request_key(request))
        except (ImpossibleError, BadParamsError) as error:
            told = (
                error.message
                if isinstance(error, ImpossibleError)
                else " ".join(map(str, error.errors.values()))
            )
            form.add_error(None, str(told))
        else:
            return HttpResponseRedirect(f"{reverse('statute:versions', args=[slug])}#versie-{number}")
    context = {"form": form, "version": version}
    return render(request, "statute/deed.html", context, status=400 if form.errors else 200)
