"""Founding a collective: one question a page, the text of the rule beside it, and a check before it counts."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from samenspel.ground.foundation.collectives import UnknownCollectiveError
from samenspel.ground.people import helping
from samenspel.ground.people.helping import Acting
from samenspel.kernels.statute.articles import cited
from samenspel.kernels.statute.charter import Adopted
from samenspel.kernels.statute.clause import JsonValue, Language
from samenspel.kernels.statute.domains import Line
from samenspel.kernels.statute.library import CLAUSES
from samenspel.kernels.statute.vocabulary import Form
from samenspel.kernels.statute.words import FORMS, day
from samenspel.rooms.statute import drafts, founding
from samenspel.rooms.statute.drafts import Answers, fitting_preset
from samenspel.rooms.statute.fields import ValuesForm
from samenspel.rooms.statute.forms import LegalFormForm, NameForm, PlaceForm, PresetForm, SinceForm
from samenspel.rooms.statute.gate import Actor, ImpossibleError, civil_day
from samenspel.rooms.statute.pages.common import address, language, moment, request_key, to_sign_in
from samenspel.rooms.statute.params import BadParamsError
from samenspel.rooms.statute.showing import ClauseShown, show, show_clause

P = ParamSpec("P")
_Page = Callable[Concatenate[HttpRequest, Acting, P], HttpResponse]

_NAME, _PLACE, _SINCE, _FORM, _PRESET = "naam", "plaats", "sinds", "rechtsvorm", "voorbeeld"
_GENERAL = (_NAME, _PLACE, _SINCE, _FORM, _PRESET)
_TITLES = {
    _NAME: gettext_lazy("Name"),
    _PLACE: gettext_lazy("Place"),
    _SINCE: gettext_lazy("Since"),
    _FORM: gettext_lazy("Legal form"),
    _PRESET: gettext_lazy("Started from"),
}
_KEPT_AS = {_NAME: "name", _PLACE: "place", _FORM: "form", _PRESET: "preset"}
_BACK_TO_CHECK = "controle"


def _signed_in(page: _Page[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A page for who is signed in; others sign in first and come back."""

    @wraps(page)
    def wrapped(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        acting = helping.actor(request, moment(request))
        return page(request, acting, *args, **kwargs) if acting is not None else to_sign_in(request)

    return wrapped


@dataclass(frozen=True, slots=True)
class Step:
    """A page of the wizard with its address."""

    key: str
    url: str


def steps(answers: Answers) -> list[Step]:
    """Every page of the wizard in order: the general questions, those of the preset, the check."""
    general = [Step(key, reverse("statute:found_step", args=[key])) for key in _GENERAL]
    used = answers.clause_values()
    asked = [
        Step(f"{clause}.{name}", reverse("statute:found_question", args=[clause, name]))
        for clause, name in answers.chosen_preset.questions
        if clause in used
    ]
    return [*general, *asked, Step("check", reverse("statute:found_check"))]


@dataclass(frozen=True, slots=True)
class Progress:
    """Where one is in the wizard, and what comes before and after."""

    number: int
    total: int
    back: str
    following: str


def _progress(request: HttpRequest, answers: Answers, key: str) -> Progress:
    pages = steps(answers)
    place = next((number for number, page in enumerate(pages) if page.key == key), len(pages) - 1)
    check = pages[-1].url
    if request.GET.get("terug") == _BACK_TO_CHECK:
        return Progress(place + 1, len(pages), check, check)
    back = pages[place - 1].url if place else reverse("statute:found")
    following = pages[place + 1].url if place + 1 < len(pages) else check
    return Progress(place + 1, len(pages), back, following)


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """What founding is, and going on with what was kept. `weg` throws the draft away."""
    acting = helping.actor(request, moment(request))
    if request.method == "POST" and acting is not None:
        if "weg" in request.POST:
            drafts.drop(acting.person_id)
        return HttpResponseRedirect(reverse("statute:found"))
    draft = drafts.of(acting.person_id) if acting is not None else None
    context = {
        "draft": draft,
        "kept": "bewaard" in request.GET,
        "first": reverse("statute:found_step", args=[_NAME]),
        "go_on": _first_open(draft.answers) if draft is not None else "",
    }
    return render(request, "statute/found.html", context)


def _first_open(answers: Answers) -> str:
    """The page of the first question without an answer."""
    given = {
        _NAME: answers.name,
        _PLACE: answers.name,
        _SINCE: answers.since,
        _FORM: answers.form,
        _PRESET: answers.preset,
    }
    for page in steps(answers):
        clause, _dot, name = page.key.partition(".")
        if page.key in given and not given[page.key]:
            return page.url
        if name and name not in answers.values.get(clause, {}):
            return page.url
    return steps(answers)[-1].url


@require_http_methods(["GET", "HEAD", "POST"])
@_signed_in
def step(request: HttpRequest, acting: Acting, key: str) -> HttpResponse:
    """One of the general questions."""
    if key not in _GENERAL:
        raise Http404
    answers = _answers(acting.person_id)
    if key != _NAME and not answers.name:
        return HttpResponseRedirect(reverse("statute:found_step", args=[_NAME]))
    wish = request.POST.get("doe", "")
    posted = (
        (_usual(key, answers) if wish == "gewoon" else request.POST) if request.method == "POST" else None
    )
    form = _general_form(request, key, answers, posted)
    progress = _progress(request, answers, key)
    if request.method == "POST":
        if _leaves_empty(wish, request, list(form.fields)):
            return _kept()
        if form.is_valid():
            answers = _with_general(answers, key, form.cleaned_data)
            drafts.keep(acting.person_id, answers, moment(request))
            return (
                _kept()
                if wish == "later"
                else HttpResponseRedirect(_progress(request, answers, key).following)
            )
    context = {"form": form, "progress": progress, "usual": key in {_FORM, _PRESET}, "title": _TITLES[key]}
    return render(request, "statute/found_step.html", context, status=400 if form.errors else 200)


def _answers(person_id: UUID) -> Answers:
    draft = drafts.of(person_id)
    return draft.answers if draft is not None else Answers()


def _usual(key: str, answers: Answers) -> dict[str, str]:
    """The usual choice as if it had been sent; nothing where there is none."""
    usual = {_FORM: {"form": Form.NONE_YET.value}, _PRESET: {"preset": fitting_preset(answers.legal_form).id}}
    return usual.get(key, {})


def _general_form(request: HttpRequest, key: str, answers: Answers, data: object) -> forms.Form:
    today = civil_day(moment(request))
    initial = {"name": answers.name, "place": answers.place, "since": answers.since_day, "form": answers.form}
    if key == _NAME:
        return NameForm(data, initial=initial)  # type: ignore[arg-type]  # a mapping will do
    if key == _PLACE:
        return PlaceForm(data, initial=initial)  # type: ignore[arg-type]  # a mapping will do
    if key == _SINCE:
        return SinceForm(data, initial=initial, today=today)
    if key == _FORM:
        return LegalFormForm(data, initial=initial, language=language())
    preset = answers.preset or fitting_preset(answers.legal_form).id
    return PresetForm(data, initial={"preset": preset}, language=language())


def _with_general(answers: Answers, key: str, cleaned: dict[str, object]) -> Answers:
    """The answers with a general one filled in. Another preset brings its own clauses along."""
    if key == _SINCE:
        since = cleaned["since"]
        assert isinstance(since, date)
        return replace(answers, since=since.isoformat())
    if key == _PRESET and cleaned["preset"] != answers.preset:
        return replace(answers, preset=str(cleaned["preset"]), added=[], removed=[])
    return replace(answers, **{_KEPT_AS[key]: str(cleaned[_KEPT_AS[key]])})  # type: ignore[arg-type]  # all are texts


def _leaves_empty(wish: str, request: HttpRequest, names: list[str]) -> bool:
    """Whether someone goes away without an answer: then there is nothing to check."""
    return wish == "later" and not any(request.POST.get(name) for name in names)


def _kept() -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('statute:found')}?bewaard")


@require_http_methods(["GET", "HEAD", "POST"])
@_signed_in
def question(request: HttpRequest, acting: Acting, clause: str, parameter: str) -> HttpResponse:
    """One question about a rule, with the text of that rule beside it."""
    known = CLAUSES.get(clause)
    asked = next((p for p in known.parameters if p.name == parameter), None) if known is not None else None
    if known is None or asked is None:
        raise Http404
    answers = _answers(acting.person_id)
    if not answers.name:
        return HttpResponseRedirect(reverse("statute:found_step", args=[_NAME]))
    wish = request.POST.get("doe", "")
    posting = request.method == "POST" and wish != "gewoon"
    current = _filled_in(answers, clause, parameter)
    form = ValuesForm(known, language(), current, request.POST if posting else None, names=[parameter])
    progress = _progress(request, answers, f"{clause}.{parameter}")
    if request.method == "POST":
        if _leaves_empty(wish, request, [parameter, f"{parameter}_0", f"{parameter}_1"]):
            return _kept()
        if wish == "gewoon":
            return _take(request, acting, _without_answer(answers, clause, parameter), progress, wish)
        if form.is_valid() and wish != "toon":
            return _take(request, acting, answers.with_values(clause, form.values), progress, wish)
    typed = answers.with_values(clause, form.values) if form.is_bound and form.is_valid() else answers
    context = {
        "form": form,
        "field": form[parameter],
        "progress": progress,
        "usual": not isinstance(asked.domain, Line),
        "clause": _living_text(typed, clause, parameter),
        "preview_url": reverse("statute:found_text", args=[clause]),
        "check_url": steps(answers)[-1].url,
    }
    return render(request, "statute/found_question.html", context, status=400 if form.errors else 200)


def _filled_in(answers: Answers, clause: str, parameter: str) -> dict[str, JsonValue]:
    """What stands in the field: the answer, or the usual choice; own words are never put in someone's mouth."""
    known = CLAUSES[clause]
    own_words = isinstance(next(p for p in known.parameters if p.name == parameter).domain, Line)
    if own_words and parameter not in answers.values.get(clause, {}):
        return {}
    return answers.current(clause)


def _without_answer(answers: Answers, clause: str, parameter: str) -> Answers:
    """The usual choice is that of the preset; it is written down, so that the question counts as answered."""
    kept = {name: value for name, value in answers.values.get(clause, {}).items() if name != parameter}
    usual = replace(answers, values={**answers.values, clause: kept})
    return answers.with_values(clause, {parameter: usual.current(clause)[parameter]})


def _take(
    request: HttpRequest, acting: Acting, answers: Answers, progress: Progress, wish: str
) -> HttpResponse:
    drafts.keep(acting.person_id, answers, moment(request))
    return _kept() if wish == "later" else HttpResponseRedirect(progress.following)


def _living_text(answers: Answers, clause: str, marking: str = "") -> ClauseShown:
    known = CLAUSES[clause]
    adopted = Adopted(clause, known.values(answers.current(clause)))
    return show_clause(adopted, 0, language(), marking)


@require_POST
@_signed_in
def living_text(request: HttpRequest, acting: Acting, clause: str) -> HttpResponse:
    """The text of a rule as it would be with what is typed now. Saves nothing."""
    known = CLAUSES.get(clause)
    if known is None:
        raise Http404
    answers = _answers(acting.person_id)
    names = [p.name for p in known.parameters if p.name in request.POST or f"{p.name}_0" in request.POST]
    form = ValuesForm(known, language(), {}, request.POST, names=names)
    form.is_valid()
    shown = _living_text(
        answers.with_values(clause, form.values), clause, names[0] if len(names) == 1 else ""
    )
    return render(request, "statute/parts/living_text.html", {"clause": shown, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@_signed_in
def clause(request: HttpRequest, acting: Acting, clause: str) -> HttpResponse:
    """All questions of one rule together, reached from the check; the rule can be left out or taken up here."""
    known = CLAUSES.get(clause)
    if known is None:
        raise Http404
    answers = _answers(acting.person_id)
    if not answers.name:
        return HttpResponseRedirect(reverse("statute:found_step", args=[_NAME]))
    back = f"{reverse('statute:found_check')}#{clause}"
    wish = request.POST.get("doe", "")
    if request.method == "POST" and wish == "weg":
        drafts.keep(acting.person_id, answers.without_clause(clause), moment(request))
        return HttpResponseRedirect(reverse("statute:found_check"))
    form = ValuesForm(
        known, language(), answers.current(clause), request.POST if request.method == "POST" else None
    )
    if form.is_bound and form.is_valid() and wish != "toon":
        taken = answers.with_clause(clause).with_values(clause, form.values)
        drafts.keep(acting.person_id, taken, moment(request))
        return HttpResponseRedirect(back)
    typed = answers.with_values(clause, form.values) if form.is_bound and form.is_valid() else answers
    context = {
        "form": form,
        "back": back,
        "used": clause in answers.clause_values(),
        "clause": _living_text(typed, clause),
        "preview_url": reverse("statute:found_text", args=[clause]),
    }
    return render(request, "statute/found_clause.html", context, status=400 if form.errors else 200)


@dataclass(frozen=True, slots=True)
class Answer:
    """A line of the check: what was asked, what was answered, and where to change it."""

    label: object
    value: str
    change_url: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that must be filled in or mended first, with the page where that is done."""

    text: str
    url: str
    law: tuple[object, ...] = ()


@require_http_methods(["GET", "HEAD", "POST"])
@_signed_in
def check(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Everything that was answered, with the whole text; confirming it founds the collective."""
    draft = drafts.of(acting.person_id)
    if request.method == "POST":
        return _confirm(request, acting)
    if draft is None:
        return HttpResponseRedirect(reverse("statute:found"))
    return _show_check(request, draft)


def _show_check(request: HttpRequest, draft: drafts.Draft, errors: list[str] | None = None) -> HttpResponse:
    answers, here = draft.answers, language()
    charter = answers.charter()
    used = answers.clause_values()
    context = {
        "draft": draft,
        "answers": _given(answers, here),
        "themes": show(charter, here),
        "gaps": _gaps(answers),
        "breaches": _breaches(answers, here),
        "left_out": [known for known in CLAUSES.values() if known.id not in used],
        "language_is_english": here is Language.EN,
        "back": steps(answers)[-2].url,
        "errors": errors or [],
    }
    return render(request, "statute/found_check.html", context, status=400 if errors else 200)


def _confirm(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Found the collective, once, and lead its founder on to the people."""
    try:
        wanted = UUID(request.POST.get("draft", ""))
    except ValueError:
        return HttpResponseRedirect(reverse("statute:found"))
    draft = drafts.of(acting.person_id)
    if (
        draft is not None
        and draft.id == wanted
        and (_gaps(draft.answers) or _breaches(draft.answers, language()))
    ):
        return _show_check(request, draft, [_("Not everything is right yet. Look below what is missing.")])
    actor = Actor(wanted, acting.person_id, acting.helper_id)
    try:
        card = founding.found(actor, request_key(request) or wanted, moment(request))
    except UnknownCollectiveError:
        return HttpResponseRedirect(reverse("statute:found"))
    except (ImpossibleError, BadParamsError) as error:
        assert draft is not None
        told = (
            [str(error.message)]
            if isinstance(error, ImpossibleError)
            else [str(m) for m in error.errors.values()]
        )
        return _show_check(request, draft, told)
    return HttpResponseRedirect(
        address("membership:begin", card.slug) or reverse("statute:read", args=[card.slug])
    )


def _given(answers: Answers, here: Language) -> list[Answer]:
    since = answers.since_day
    values = {
        _NAME: answers.name,
        _PLACE: answers.place or _("not filled in"),
        _SINCE: day(since, here) if since is not None else "",
        _FORM: FORMS[answers.legal_form].say(here) if answers.form else "",
        _PRESET: answers.chosen_preset.title.say(here) if answers.preset else "",
    }
    return [Answer(_TITLES[key], value, _change_url(key)) for key, value in values.items()]


def _change_url(key: str) -> str:
    return f"{reverse('statute:found_step', args=[key])}?terug={_BACK_TO_CHECK}"


def _gaps(answers: Answers) -> list[Gap]:
    """What nobody can fill in for a founder."""
    given = {_NAME: answers.name, _SINCE: answers.since, _FORM: answers.form, _PRESET: answers.preset}
    told = {
        _NAME: _("Write the name of your collective."),
        _SINCE: _("Choose since when you are a group."),
        _FORM: _("Choose a legal form, or “no legal form yet”."),
        _PRESET: _("Choose with which rules you want to start."),
    }
    gaps = [Gap(told[key], _change_url(key)) for key, value in given.items() if not value]
    if "purpose" in answers.clause_values() and "purpose" not in answers.values.get("purpose", {}):
        page = reverse("statute:found_question", args=["purpose", "purpose"])
        gaps.append(Gap(_("Write your purpose in your own words."), f"{page}?terug={_BACK_TO_CHECK}"))
    return gaps


def _breaches(answers: Answers, here: Language) -> list[Gap]:
    found = []
    for breach in founding.law_breaches(answers.charter()):
        mended = founding.mended_in(breach)
        page = reverse("statute:found_clause", args=[mended]) if mended else _change_url(_FORM)
        found.append(Gap(breach.en if here is Language.EN else breach.nl, page, cited(breach.article)))
    return found
