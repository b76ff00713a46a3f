"""What every page starts from: who reads, of which collective, as of when, and how a form is done. For rooms above as well."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cached_property, wraps
from typing import Concatenate, ParamSpec, TypeVar
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samenspel.ground.foundation import collectives
from samenspel.ground.foundation.collectives import CollectiveCard
from samenspel.ground.people import helping
from samenspel.kernels.statute.judge import Facts, Outcome, Verdict, judge
from samenspel.kernels.statute.model import Settings
from samenspel.kernels.statute.vocabulary import Standing
from samenspel.rooms.membership import queries
from samenspel.rooms.statute import gate
from samenspel.rooms.statute import queries as statute
from samenspel.rooms.statute.gate import Actor, Done, ImpossibleError
from samenspel.rooms.statute.params import BadParamsError, to_json
from samenspel.rooms.statute.queries import Version

P = ParamSpec("P")
T = TypeVar("T")
Page = Callable[Concatenate["PageRequest", "Reader", P], HttpResponse]

DECIDERS = frozenset({Standing.MEMBER, Standing.BOARD})
"""Who reads requests to join in: those who may have to decide on them."""


class PageRequest(HttpRequest):
    """A request as the frame of the site hands it on. `reading_date` is set while one reads an earlier day."""

    at: datetime
    reading_date: object
    collective: CollectiveCard


@dataclass(frozen=True, slots=True)
class Way:
    """The way to an act, for a page to show: at once, or by making a proposal."""

    label: str
    url: str
    proposal: bool = False


@dataclass(frozen=True)
class Reader:
    """Who reads a page of one collective. `actor` is None for who is not signed in."""

    collective: CollectiveCard
    actor: Actor | None
    at: datetime
    earlier: bool

    @property
    def id(self) -> UUID:
        return self.collective.id

    @property
    def slug(self) -> str:
        return self.collective.slug

    @property
    def person_id(self) -> UUID | None:
        return self.actor.person_id if self.actor is not None else None

    @cached_property
    def known(self) -> gate.Known | None:
        """The rules and the reader's standings, read once for all questions of a page."""
        return gate.known(self.actor, self.at) if self.actor is not None else None

    @cached_property
    def version(self) -> Version | None:
        return self.known.version if self.known is not None else statute.in_force(self.id, self.at)

    @property
    def settings(self) -> Settings:
        """What the rules in force set; nothing before there are any."""
        return self.version.charter.statute.settings if self.version is not None else Settings()

    @property
    def standings(self) -> frozenset[Standing]:
        return self.known.standings if self.known is not None else frozenset()

    @cached_property
    def is_insider(self) -> bool:
        """Whether this reader and the people here know each other by name."""
        return not queries.INSIDERS.isdisjoint(self.standings)

    @property
    def decides(self) -> bool:
        """Whether this reader may have to decide on who joins in."""
        return not DECIDERS.isdisjoint(self.standings)

    @property
    def sees_names(self) -> bool:
        """Whether the rules let this reader see people by name."""
        if self.is_insider:
            return True
        return bool(self.settings.names_in_public)

    def ask(self, act: str, params: object) -> Outcome:
        """What the judge says now. Nothing can be done on an earlier day, or by who is not signed in."""
        if self.actor is None or self.earlier:
            return Outcome.REFUSED
        try:
            return gate.ask(act, self.actor, params, at=self.at, given=self.known).outcome
        except (gate.GateError, BadParamsError):
            return Outcome.REFUSED

    def may(self, act: str, params: object) -> bool:
        """Whether this reader can do it at once."""
        return self.ask(act, params) is Outcome.ALLOWED

    def way(self, act: str, params: object, *, label: str, url: str) -> Way | None:
        """The way to an act: at once at `url`, or by a proposal that carries it; None when there is none."""
        return self.way_by(self.ask(act, params), act, params, label=label, url=url)

    def way_by(self, outcome: Outcome, act: str, params: object, *, label: str, url: str) -> Way | None:
        """The same, for what the judge said already."""
        if outcome is Outcome.ALLOWED:
            return Way(label, url)
        if outcome is Outcome.NEEDS_DECISION:
            return self.proposal(act, _known(params), label=label)
        return None

    def proposal(self, act: str, given: Mapping[str, object], *, label: str) -> Way | None:
        """The way to a proposal for an act, with what is known of it; the page there asks for the rest."""
        start = self.elsewhere("deciding:new_for_act")
        if not start or not self.may_propose:
            return None
        query = urlencode({"act": act, **given})
        what = label[:1].lower() + label[1:]
        return Way(_("Make a proposal: %(what)s") % {"what": what}, f"{start}?{query}", proposal=True)

    @cached_property
    def may_propose(self) -> bool:
        """Whether the rules let this reader make a proposal."""
        if self.actor is None or self.earlier or self.version is None:
            return False
        facts = Facts(gate.civil_day(self.at), self.standings)
        return judge(self.version.charter, "propose", facts).outcome is Outcome.ALLOWED

    def address(self, name: str, *args: object) -> str:
        """The address of a page of membership."""
        return reverse(f"membership:{name}", args=(self.slug, *args))

    def elsewhere(self, name: str, *args: object) -> str:
        """The address of another room's page; empty when this installation does not have it."""
        try:
            return reverse(name, args=(self.slug, *args))
        except NoReverseMatch:
            return ""


def _known(params: object) -> dict[str, object]:
    """What is filled in of an act's parameters, for an address. Texts are asked again where they are decided on."""
    given = params if isinstance(params, Mapping) else asdict(params)  # type: ignore[call-overload]
    read = to_json(dict(given))
    assert isinstance(read, Mapping)
    return {name: value for name, value in read.items() if value not in {None, ""} and name != "reason"}


def page(view: Page[P]) -> Callable[..., HttpResponse]:
    """A page inside a collective, for anyone. An unknown collective is a 404, made by the site."""

    @wraps(view)
    def wrapped(request: PageRequest, slug: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        request.collective = collectives.by_slug(slug)
        return view(request, reader_of(request), *args, **kwargs)

    return wrapped


def personal_page(view: Page[P]) -> Callable[..., HttpResponse]:
    """A page for who is signed in, whatever their place."""

    @page
    @wraps(view)
    def wrapped(request: PageRequest, reader: Reader, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if reader.actor is None:
            return redirect_to_login(request.get_full_path())
        return view(request, reader, *args, **kwargs)

    return wrapped


def page_for(standings: frozenset[Standing]) -> Callable[[Page[P]], Callable[..., HttpResponse]]:
    """A page for people in one of these standings; it is not told to others what is there."""

    def decorated(view: Page[P]) -> Callable[..., HttpResponse]:
        @personal_page
        @wraps(view)
        def wrapped(
            request: PageRequest, reader: Reader, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            if standings.isdisjoint(reader.standings):
                raise PermissionDenied
            return view(request, reader, *args, **kwargs)

        return wrapped

    return decorated


def insider_page(view: Page[P]) -> Callable[..., HttpResponse]:
    """A page for people who know each other by name here."""
    return page_for(queries.INSIDERS)(view)


def reader_of(request: PageRequest) -> Reader:
    acting = helping.actor(request, request.at)
    actor = Actor(request.collective.id, acting.person_id, acting.helper_id) if acting is not None else None
    return Reader(request.collective, actor, request.at, earlier=bool(request.reading_date))


# Doing something


@dataclass(frozen=True, slots=True)
class Answer:
    """A line of check-your-answers."""

    label: str
    value: object
    change_url: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One page that ends in one act: what it says, and what its button says."""

    act: str
    title: str
    submit_label: str
    intro: str = ""
    answers: Sequence[Answer] = ()
    consequences: Sequence[str] = ()
    back_url: str = ""
    danger: bool = False

    def context(self, form: forms.Form) -> dict[str, object]:
        return {
            "title": self.title,
            "submit_label": self.submit_label,
            "intro": self.intro,
            "answers": self.answers,
            "consequences": self.consequences,
            "back_url": self.back_url,
            "cancel_url": self.back_url,
            "danger": self.danger,
            "form": form,
        }


class NothingToFillIn(forms.Form):
    """A form with only a button."""


class WhyForm(forms.Form):
    """Why one does something."""

    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        min_length=3,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Write why."), "min_length": gettext_lazy("Write why.")},
    )


@dataclass(frozen=True, slots=True)
class Doing:
    """What a step does: the act's parameters from what was filled in, and where to go on when it is done."""

    params: Callable[[Mapping[str, object]], object]
    then: Callable[[Done], HttpResponse]


def carry_out(
    request: PageRequest, reader: Reader, step: Step, doing: Doing, form: forms.Form | None = None
) -> HttpResponse:
    """Show one page that ends in an act, and do the act when its button is pressed.

    What is wrong is told on the page, and what was typed stays. A refusal is shown by the site, with the rule.
    """
    asked = form if form is not None else NothingToFillIn(request.POST or None)
    if request.method == "POST" and asked.is_valid():
        done = attempted(asked, lambda: attempt(request, reader, step.act, doing.params(asked.cleaned_data)))
        if done is not None:
            return doing.then(done)
    return render(request, "site/confirm.html", step.context(asked))


def attempt(request: HttpRequest, reader: Reader, act: str, params: object) -> Done:
    """Attempt an act for the reader of this request. Raises what the gate raises."""
    assert reader.actor is not None
    return gate.attempt(act, reader.actor, params, at=reader.at, key=request_key(request))


def attempted(form: forms.Form, attempting: Callable[[], Done]) -> Done | None:
    """Attempt, and put what is wrong with what was filled in on the form."""
    try:
        return attempting()
    except BadParamsError as error:
        for name, message in error.errors.items():
            form.add_error(name if name in form.fields else None, str(message))
    except ImpossibleError as error:
        form.add_error(None, str(error.message))
    return None


def refuse_unless_allowed(reader: Reader, act: str, params: object) -> None:
    """Before a page asks someone to fill things in: show why they may not, if they may not.

    Raises RefusedError, which the site shows with the rule.
    """
    assert reader.actor is not None
    verdict: Verdict = gate.ask(act, reader.actor, params, at=reader.at, given=reader.known)
    if verdict.outcome is Outcome.NEEDS_DECISION:
        raise gate.NeedsDecisionError(act, verdict, reader.version, params)
    if verdict.outcome is not Outcome.ALLOWED:
        raise gate.RefusedError(act, verdict, reader.version, params)


def request_key(request: HttpRequest) -> UUID | None:
    """The key of a form, so that sending it twice does it once."""
    try:
        return UUID(request.POST.get("request_key", ""))
    except ValueError:
        return None


def number_of(request: HttpRequest) -> int:
    """The number of the page asked for; the first when it is not a number."""
    asked = request.GET.get("page", "1")
    return int(asked) if asked.isdecimal() and len(asked) < 7 else 1


def or_404(thing: T | None) -> T:
    """The thing itself. Raises Http404 for None."""
    if thing is None:
        raise Http404
    return thing


def pressed(
    request: HttpRequest,
    reader: Reader,
    act: str,
    params: object,
    message: str | Callable[[Done], str],
    url: str,
) -> HttpResponse:
    """One button that is one act: do it, say what came of it, and go on."""
    try:
        done = attempt(request, reader, act, params)
    except ImpossibleError as error:
        messages.warning(request, str(error.message))
    else:
        messages.success(request, message if isinstance(message, str) else message(done))
    return redirect(url)


def told(request: HttpRequest, message: str, url: str) -> HttpResponse:
    """After an act: say that it was done, and go on."""
    messages.success(request, message)
    return redirect(url)
