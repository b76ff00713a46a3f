"""Pages to sign up: with an e-mail address, or with a name alone and a card to print or write down."""

from datetime import datetime, timedelta
from uuid import UUID

from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from samenspel.ground.foundation.ids import new_id
from samenspel.ground.people import accounts, cards, queries, sessions, throttle
from samenspel.site import clock
from samenspel.site.signin.access import address, is_at_home, next_url, too_often, uncached
from samenspel.site.signin.entering import ask_code, device, language
from samenspel.site.signin.forms import NameEmailForm, NameForm

_SALT = "samenspel.signin.ticket"
_FORM_LASTS = timedelta(hours=1)
_PRESSED_TWICE = timedelta(minutes=2)


@uncached
def sign_up(request: HttpRequest) -> HttpResponse:
    """Ask name and e-mail address and mail a code. Who turns out to have an account is simply signed in."""
    following = next_url(request)
    if is_at_home(request, clock.now()):
        return HttpResponseRedirect(following or reverse("people:me"))
    form = NameEmailForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        problem = ask_code(request, typed["email"], name=typed["name"], following=following)
        if problem is None:
            return HttpResponseRedirect(reverse("people:mail_code"))
        form.add_error(None, problem)
    return render(request, "signin/sign_up.html", {"form": form, "next": following})


@uncached
def sign_up_without_mail(request: HttpRequest) -> HttpResponse:
    """Make an account with a name alone, and show its card at once."""
    following = next_url(request)
    if is_at_home(request, clock.now()):
        return HttpResponseRedirect(following or reverse("people:me"))
    form = NameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        outcome = _make(request, form.cleaned_data["name"])
        if isinstance(outcome, cards.Sheet):
            return render(
                request, "signin/new_card.html", {"sheet": outcome, "next": following, "first": True}
            )
        form.add_error(None, outcome)
    return render(
        request, "signin/sign_up_without_mail.html", {"form": form, "ticket": _ticket(), "next": following}
    )


def _make(request: HttpRequest, name: str) -> cards.Sheet | str:
    """Make the account and its card in one go. Returns the card, or what went wrong, in words.

    The form holds a signed number for the person to be made, so that a button pressed twice makes one person.
    """
    at = clock.now()
    try:
        person_id = UUID(signing.loads(request.POST.get("ticket", ""), salt=_SALT, max_age=_FORM_LASTS))
    except signing.BadSignature:
        return _("This page was open for too long. Try again.")
    try:
        throttle.take("new_person_from", address(request), at)
    except throttle.TooOftenError as error:
        return too_often(error)
    with transaction.atomic():
        try:
            accounts.create_person(name, language(), at, person_id=person_id)
        except accounts.PersonExistsError:
            if not _pressed_twice(person_id, at):
                return _("You sent this form already. Sign in with the card you got.")
        sessions.start(request, person_id, sessions.Way.NEW, at, device(request))
        card, codes = cards.issue_card(person_id, None, person_id, at)
    return cards.sheet(card, codes, request.build_absolute_uri(reverse("people:card")))


def _ticket() -> str:
    return signing.dumps(str(new_id()), salt=_SALT)


def _pressed_twice(person_id: UUID, at: datetime) -> bool:
    """Tell a second press of the same button from a page found again later, when its maker may be gone."""
    return queries.person(person_id).created_at > at - _PRESSED_TWICE and sessions.is_open(person_id)
