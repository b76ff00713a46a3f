"""Joining: choosing a place, reading the rules, checking, asking. And the requests that wait."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import linebreaks
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samenspel.kernels.statute.charter import Charter
from samenspel.kernels.statute.judge import Outcome, needs_of
from samenspel.kernels.statute.vocabulary import Standing
from samenspel.kernels.statute.words import BODIES, STANDINGS
from samenspel.rooms.membership import queries
from samenspel.rooms.membership.acts.joining import Admit, Apply, Begin, Decline, WithdrawApplication
from samenspel.rooms.membership.acts.standings import Grant
from samenspel.rooms.membership.forms import PlaceForm, ReasonForm, RulesForm
from samenspel.rooms.membership.frame import (
    DECIDERS,
    Answer,
    Doing,
    PageRequest,
    Reader,
    Step,
    Way,
    attempt,
    attempted,
    carry_out,
    number_of,
    or_404,
    page,
    page_for,
    personal_page,
    refuse_unless_allowed,
    told,
)
from samenspel.rooms.membership.queries import ApplicationView
from samenspel.rooms.membership.queries.voices import language
from samenspel.rooms.statute.queries import Version


@require_safe
@page
def join(request: PageRequest, reader: Reader) -> HttpResponse:
    """What places there are, what each brings and why; anyone may read it. Choosing one goes on to the rules."""
    places = queries.open_places(reader.version.charter) if reader.version is not None else ()
    context = {
        "voices": [queries.voice(reader.version.charter, place) for place in places]
        if reader.version
        else [],
        "form": PlaceForm(places, initial={"wanted": request.GET.get("als")}),
        "code": request.GET.get("code", ""),
        "waiting": _own(reader),
        "reader": reader,
    }
    return render(request, "membership/join.html", context)


def _own(reader: Reader) -> ApplicationView | None:
    return queries.application_of(reader.id, reader.person_id) if reader.person_id is not None else None


@require_http_methods(["GET", "HEAD", "POST"])
@personal_page
def rules(request: PageRequest, reader: Reader) -> HttpResponse:
    """The rules in five sentences, then why one wants to join, then a check, then it is asked."""
    given = request.POST if request.method == "POST" else request.GET
    version, wanted = reader.version, _place(given.get("wanted", ""))
    if version is None or wanted is None or not queries.can_be_sought(version.charter, wanted):
        return redirect(reader.address("join"))
    asking = _Asking(version, wanted, given.get("code", ""))
    step = request.POST.get("step", "")
    if step not in {"check", "send"}:
        return _read_rules(request, asking, RulesForm(initial=request.POST.dict()))
    form = RulesForm(request.POST)
    if not form.is_valid():
        return _read_rules(request, asking, form)
    if step == "send":
        params = Apply(
            wanted, _number(given.get("version", "")), form.cleaned_data["motivation"], asking.code
        )
        if attempted(form, lambda: attempt(request, reader, "membership.apply", params)) is not None:
            return redirect(reader.address("applied"))
        return _read_rules(request, asking, form)
    return _check(request, reader, asking, form.cleaned_data)


@dataclass(frozen=True, slots=True)
class _Asking:
    """What someone is about to ask: for which place, on which rules, with which invitation."""

    version: Version
    wanted: Standing
    code: str

    @property
    def hidden(self) -> list[tuple[str, object]]:
        return [("wanted", self.wanted.value), ("version", self.version.number), ("code", self.code)]


def _place(typed: str) -> Standing | None:
    return Standing(typed) if typed in set(Standing) else None


def _number(typed: str) -> int:
    return int(typed) if typed.isdecimal() and len(typed) < 9 else 0


def _read_rules(request: HttpRequest, asking: _Asking, form: RulesForm) -> HttpResponse:
    charter = asking.version.charter
    context = {
        "form": form,
        "rules": queries.plain_rules(charter),
        "place": STANDINGS[asking.wanted].say(language()),
        "hidden": asking.hidden,
    }
    return render(request, "membership/rules.html", context)


def _check(
    request: HttpRequest, reader: Reader, asking: _Asking, given: Mapping[str, object]
) -> HttpResponse:
    answers = [
        Answer(_("You want to be"), STANDINGS[asking.wanted].say(language())),
        Answer(_("Why"), _written(str(given["motivation"])) or _("You wrote nothing. That is fine.")),
        Answer(_("The rules"), _("Read and agreed: version %(number)s") % {"number": asking.version.number}),
    ]
    context = {
        "answers": answers,
        "hidden": [*asking.hidden, ("motivation", given["motivation"]), ("read", "on")],
        "consequences": _ahead(asking.version.charter, asking.wanted),
        "reader": reader,
    }
    return render(request, "membership/check.html", context)


def _written(text: str) -> SafeString | str:
    return SafeString(linebreaks(text, autoescape=True)) if text else ""


def _ahead(charter: Charter, wanted: Standing) -> list[str]:
    """What happens after asking, by the rules: who decides, and what then."""
    kind = "admit" if wanted is Standing.MEMBER else f"grant:{wanted}"
    bodies = dict.fromkeys(BODIES[need.requirement.body].say(language()) for need in needs_of(charter, kind))
    powers = {standing: None for power in charter.statute.plan(kind).powers for standing in power.standings}
    who = [*bodies, *(STANDINGS[standing].say(language()) for standing in powers)]
    lines = [_("Then this decides on it: %(who)s.") % {"who": ", ".join(who)}]
    settings = charter.statute.settings
    if wanted is Standing.MEMBER and settings.trial_days:
        lines.append(
            _("If it is yes, you are first on trial, for %(days)s days.") % {"days": settings.trial_days}
        )
    if wanted is Standing.MEMBER and settings.waiting_days:
        lines.append(
            _("After %(days)s days you vote along. You can talk along at once.")
            % {"days": settings.waiting_days}
        )
    lines.append(_("Until then you can take your request back."))
    return lines


@require_safe
@personal_page
def applied(request: PageRequest, reader: Reader) -> HttpResponse:
    """One's request stands: what happens next."""
    waiting = _own(reader)
    if waiting is None or reader.version is None:
        return redirect(reader.address("mine"))
    context = {
        "title": _("Your request is with them"),
        "text": _("You asked to be: %(place)s.") % {"place": STANDINGS[waiting.wanted].say(language())},
        "consequences": _ahead(reader.version.charter, waiting.wanted),
        "next_url": reader.address("mine"),
        "next_label": _("To my page"),
    }
    return render(request, "site/done.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@personal_page
def withdraw(request: PageRequest, reader: Reader) -> HttpResponse:
    """Take back one's own request."""
    waiting = _own(reader)
    if waiting is None:
        return redirect(reader.address("mine"))
    step = Step(
        act="membership.withdraw_application",
        title=_("Take back your request?"),
        submit_label=_("Take it back"),
        consequences=[_("Nobody decides on it any more."), _("You can ask again later.")],
        back_url=reader.address("mine"),
    )
    return carry_out(
        request,
        reader,
        step,
        Doing(
            lambda _given: WithdrawApplication(waiting.id),
            lambda _done: told(request, _("Your request has been taken back."), reader.address("mine")),
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@personal_page
def begin(request: PageRequest, reader: Reader) -> HttpResponse:
    """The founder's last step: you are the first."""
    if queries.has_begun(reader.id):
        return redirect(reader.address("people"))
    refuse_unless_allowed(reader, "membership.begin", Begin())
    step = Step(
        act="membership.begin",
        title=_("You are the first"),
        submit_label=_("Take part as the first"),
        intro=_("The rules stand. Now the collective begins, with you."),
        consequences=[
            _("You accept the rules that you have just adopted."),
            _("You are on the board, and a member where the rules have members."),
            _("After this you can invite others."),
        ],
    )
    return carry_out(
        request,
        reader,
        step,
        Doing(
            lambda _given: Begin(),
            lambda _done: told(request, _("You have begun. Now invite others."), reader.address("invite")),
        ),
    )


# The requests that wait


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request with what this reader can do: say yes, or say no."""

    application: ApplicationView
    yes: Way | None
    no: Way | None


@require_safe
@page_for(DECIDERS)
def applications(request: PageRequest, reader: Reader) -> HttpResponse:
    """Requests to join in that nobody has decided on, for those who may have to decide."""
    page = queries.waiting_applications(reader.id, number_of(request))
    ways = _Ways(reader)
    context = {"page": page, "requests": [ways.of(view) for view in page.object_list], "reader": reader}
    return render(request, "membership/applications.html", context)


class _Ways:
    """The ways to decide on requests. The judge is asked once per place: its facts are the same for all."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._said: dict[tuple[str, Standing], Outcome] = {}

    def of(self, view: ApplicationView) -> Waiting:
        act, params = _accepting(view)
        place = STANDINGS[view.wanted].say(language())
        yes = _("Let %(name)s join in as %(place)s") % {"name": view.name, "place": place}
        no = _("Decline the request of %(name)s") % {"name": view.name}
        return Waiting(
            view,
            self._way(act, params, view, label=yes, page="accept"),
            self._way("membership.decline", Decline(view.id, "..."), view, label=no, page="decline"),
        )

    def _way(self, act: str, params: object, view: ApplicationView, *, label: str, page: str) -> Way | None:
        key = (act, view.wanted)
        if key not in self._said:
            self._said[key] = self._reader.ask(act, params)
        url = self._reader.address(page, view.id)
        return self._reader.way_by(self._said[key], act, params, label=label, url=url)


def _accepting(view: ApplicationView) -> tuple[str, object]:
    if view.wanted is Standing.MEMBER:
        return "membership.admit", Admit(view.id)
    return "membership.grant", Grant(view.wanted, application_id=view.id)


@require_http_methods(["GET", "HEAD", "POST"])
@page_for(DECIDERS)
def accept(request: PageRequest, reader: Reader, application_id: UUID) -> HttpResponse:
    """Say yes to a request at once, where the rules let this reader do so."""
    view = _known(reader, application_id)
    act, params = _accepting(view)
    refuse_unless_allowed(reader, act, params)
    place = STANDINGS[view.wanted].say(language())
    step = Step(
        act=act,
        title=_("Let %(name)s join in as %(place)s?") % {"name": view.name, "place": place},
        submit_label=_("Yes, welcome"),
        answers=_about(view),
        consequences=[_("%(name)s takes part from now on.") % {"name": view.name}],
        back_url=reader.address("applications"),
    )
    return carry_out(
        request,
        reader,
        step,
        Doing(
            lambda _given: params,
            lambda _done: told(request, _("Done. It holds from now on."), reader.address("applications")),
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@page_for(DECIDERS)
def decline(request: PageRequest, reader: Reader, application_id: UUID) -> HttpResponse:
    """Say no to a request at once, with a reason, where the rules let this reader do so."""
    view = _known(reader, application_id)
    refuse_unless_allowed(reader, "membership.decline", Decline(view.id, "..."))
    step = Step(
        act="membership.decline",
        title=_("Decline the request of %(name)s") % {"name": view.name},
        submit_label=_("Decline"),
        answers=_about(view),
        consequences=[
            _("%(name)s reads why.") % {"name": view.name},
            _("%(name)s can ask again.") % {"name": view.name},
        ],
        back_url=reader.address("applications"),
        danger=True,
    )
    return carry_out(
        request,
        reader,
        step,
        Doing(
            lambda given: {**given, "application_id": view.id},
            lambda _done: told(request, _("The request was declined."), reader.address("applications")),
        ),
        ReasonForm(request.POST or None),
    )


def _known(reader: Reader, application_id: UUID) -> ApplicationView:
    """A request that waits. Raises Http404 for anything else."""
    view = queries.application(reader.id, application_id)
    return or_404(view if view is not None and view.state == "waiting" else None)


def _about(view: ApplicationView) -> list[Answer]:
    return [
        Answer(_("Who"), view.name),
        Answer(_("As what"), STANDINGS[view.wanted].say(language())),
        Answer(_("Why"), _written(view.motivation) or _("Nothing was written.")),
    ]
