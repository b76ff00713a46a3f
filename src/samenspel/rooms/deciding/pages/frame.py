"""What every page of this room starts from: who reads, of which collective, as of when, and how a form is done."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property, wraps
from typing import Concatenate, ParamSpec, Protocol
from uuid import UUID, uuid5

from babel.numbers import format_currency
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samenspel.ground.foundation import collectives
from samenspel.ground.foundation.collectives import CollectiveCard
from samenspel.ground.people import helping
from samenspel.kernels.statute.clause import Language
from samenspel.kernels.statute.judge import Verdict
from samenspel.kernels.statute.vocabulary import OFFICES, VOICE_CLASSES, Standing
from samenspel.rooms.deciding import acts, procedure
from samenspel.rooms.statute import gate
from samenspel.rooms.statute import queries as statute
from samenspel.rooms.statute.gate import Actor, Done, ImpossibleError, Known
from samenspel.rooms.statute.params import BadParamsError
from samenspel.rooms.statute.queries import Version

P = ParamSpec("P")
Page = Callable[Concatenate["PageRequest", "Reader", P], HttpResponse]

INSIDE = frozenset(VOICE_CLASSES) | frozenset(OFFICES) | {Standing.SUSPENDED}
"""Standings of people who take part here. Everyone else reads only what the statute makes public."""


class PageRequest(HttpRequest):
    """A request as the frame of the site hands it on. `reading_date` is set while one reads an earlier day."""

    at: datetime
    reading_date: object
    collective: CollectiveCard


class Titled(Protocol):
    """A proposal, or a decision on one."""

    @property
    def title(self) -> str: ...
    @property
    def act(self) -> str: ...
    @property
    def kinds(self) -> tuple[str, ...]: ...


@dataclass(frozen=True)
class Reader:
    """Who reads a page of one collective. `actor` is None for who is not signed in."""

    collective: CollectiveCard
    actor: Actor | None
    at: datetime
    language: Language
    earlier: bool
    """Whether this is how things stood on an earlier day, on which nothing can be done any more."""

    @property
    def id(self) -> UUID:
        return self.collective.id

    @property
    def slug(self) -> str:
        return self.collective.slug

    @property
    def person_id(self) -> UUID | None:
        return self.actor.person_id if self.actor is not None else None

    @property
    def helped(self) -> bool:
        return self.actor is not None and self.actor.helper_id is not None

    @property
    def as_of(self) -> datetime | None:
        """The earlier moment that is read, or None for now."""
        return self.at if self.earlier else None

    @cached_property
    def known(self) -> Known | None:
        """The rules and the reader's standings, read once for all questions of a page."""
        return gate.known(self.actor, self.at) if self.actor is not None else None

    @cached_property
    def version(self) -> Version | None:
        return self.known.version if self.known is not None else statute.in_force(self.id, self.at)

    @property
    def inside(self) -> bool:
        return self.known is not None and bool(self.known.standings & INSIDE)

    def ask(self, act: str, params: object) -> Verdict:
        """What the gate says to this reader. Raises ImpossibleError for who is not signed in, and on an earlier day."""
        if self.actor is None or self.earlier:
            raise ImpossibleError(_("You are reading an earlier day. Go back to today to do this."))
        return gate.ask(act, self.actor, params, at=self.at, given=self.known)

    @property
    def opened(self) -> bool:
        """Whether the statute lets anyone read what was decided."""
        return self.version is not None and self.version.charter.statute.settings.publish_days is not None

    @property
    def sees_names(self) -> bool:
        """Whether this reader sees people by name in what was decided."""
        if self.inside:
            return True
        return self.version is not None and bool(self.version.charter.statute.settings.names_in_public)

    def may(self, act: str, params: object) -> bool:
        """Whether to show the way to an act: never on an earlier day, and not to who is not signed in."""
        if self.actor is None or self.earlier:
            return False
        return gate.may(act, self.actor, params, at=self.at, given=self.known)

    def withheld(self, what: Titled) -> bool:
        """Whether title and reason are about a person, and so not for this reader."""
        return procedure.is_about_person(what.kinds) and not self.sees_names

    def address(self, name: str, *args: object) -> str:
        """The address of a page of this room."""
        return reverse(f"deciding:{name}", args=(self.slug, *args))


def page(view: Page[P]) -> Callable[..., HttpResponse]:
    """A page inside a collective; an unknown collective becomes a 404 by the site."""

    @wraps(view)
    def wrapped(request: PageRequest, slug: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        request.collective = collectives.by_slug(slug)
        return view(request, _reader(request), *args, **kwargs)

    return wrapped


def inside_page(view: Page[P]) -> Callable[..., HttpResponse]:
    """A page for people who take part: others are asked to sign in, or told that it is not for them."""

    @page
    @wraps(view)
    def wrapped(request: PageRequest, reader: Reader, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not reader.inside:
            return not_for(request, reader)
        return view(request, reader, *args, **kwargs)

    return wrapped


def not_for(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Send someone unknown to the sign-in page; tell others that this is not for them. Existence is not told."""
    if reader.actor is None:
        return redirect_to_login(request.get_full_path())
    raise PermissionDenied


def _reader(request: PageRequest) -> Reader:
    acting = helping.actor(request, request.at)
    actor = Actor(request.collective.id, acting.person_id, acting.helper_id) if acting is not None else None
    language = Language.EN if get_language() == "en" else Language.NL
    return Reader(request.collective, actor, request.at, language, earlier=bool(request.reading_date))


# Doing something

_ANY_TEXT = {"title": "---", "reason": "---"}
"""Who may propose does not depend on what."""


def may_propose(reader: Reader) -> bool:
    """Whether the reader may make a proposal now."""
    return reader.may("deciding.propose", _ANY_TEXT)


def refuse_unless_may_propose(reader: Reader) -> None:
    """Raises RefusedError, which the site shows with the rule it rests on."""
    refuse_unless(reader, "deciding.propose", _ANY_TEXT)


def refuse_unless(reader: Reader, act: str, params: object) -> None:
    """Ask the gate before showing a form. Raises RefusedError, and ImpossibleError on an earlier day."""
    verdict = reader.ask(act, params)
    if not verdict.allowed:
        raise gate.RefusedError(act, verdict, reader.version)


def request_key(request: HttpRequest, part: str = "") -> UUID | None:
    """The key of a form, so that sending it twice does it once; `part` tells the acts of one form apart."""
    try:
        key = UUID(request.POST.get("request_key", ""))
    except ValueError:
        return None
    return uuid5(key, part) if part else key


def attempt(request: HttpRequest, reader: Reader, act: str, params: object, *, part: str = "") -> Done:
    """Attempt an act for the reader of this request. Raises what the gate raises."""
    assert reader.actor is not None
    return gate.attempt(act, reader.actor, params, at=reader.at, key=request_key(request, part))


def attempted(form: BaseForm, attempting: Callable[[], Done]) -> Done | None:
    """Attempt, and put what is wrong with what was filled in on the form, so that nothing typed is lost."""
    try:
        return attempting()
    except BadParamsError as error:
        for name, message in error.errors.items():
            form.add_error(name if name in form.fields else None, str(message))
    except ImpossibleError as error:
        form.add_error(None, str(error.message))
    return None


def done(request: HttpRequest, reader: Reader, message: str, address: str) -> HttpResponse:
    """After an act: let what is due happen, say that it was done, and go on."""
    acts.advance(reader.id, reader.at)
    if message:
        messages.success(request, message)
    return redirect(address)


# Looking up


def found(thing: object) -> None:
    """Raises Http404 for None."""
    if thing is None:
        raise Http404


def clause_address(slug: str, clause: str) -> str:
    """Where a clause of the rules can be read; empty when the rules have no pages here."""
    for name, args, tail in (("statute:clause", (slug, clause), ""), ("statute:read", (slug,), f"#{clause}")):
        try:
            return reverse(name, args=args) + tail
        except NoReverseMatch:
            continue
    return ""


def money(reader: Reader, cents: int) -> str:
    """An amount as people write it; empty for nothing."""
    if not cents:
        return ""
    return format_currency(Decimal(cents).scaleb(-2), "EUR", locale=reader.language.value)


def number_of(request: HttpRequest) -> int:
    """The number of the page asked for; the first when it is not a number."""
    asked = request.GET.get("page", "1")
    return int(asked) if asked.isdecimal() and len(asked) < 9 else 1
