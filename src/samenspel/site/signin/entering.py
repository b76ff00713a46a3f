"""Pages to sign in: with a code by e-mail, with a printed card, with a passkey; and to sign out."""

import json
from datetime import datetime, timedelta
from typing import Any, TypedDict
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samenspel.ground.people import accounts, cards, helping, mailcodes, passkeys, queries, sessions, throttle
from samenspel.site import clock
from samenspel.site.signin import devices, mail
from samenspel.site.signin.access import address, is_at_home, next_url, site_of, too_often, uncached, welcome
from samenspel.site.signin.forms import CardForm, CodeForm, EmailForm, NameForm, PasskeyForm

PENDING = "entering"
PROVEN = "proven_address"
CHALLENGE = "passkey_challenge"
PROOF_LASTS = timedelta(minutes=30)
FEW_CODES = 3


class Pending(TypedDict):
    """In the session between asking for a code and typing it."""

    code: str
    email: str
    name: str
    next: str


class Proven(TypedDict):
    """In the session when a code showed that a mailbox is this person's, and there is no account yet."""

    email: str
    at: str
    next: str


@uncached
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for the e-mail address and mail a code. The answer is the same whether or not we know the address."""
    following = next_url(request)
    if is_at_home(request, clock.now()):
        return HttpResponseRedirect(following or settings.LOGIN_REDIRECT_URL)
    form = EmailForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        problem = ask_code(request, form.cleaned_data["email"], following=following)
        if problem is None:
            return HttpResponseRedirect(reverse("people:mail_code"))
        form.add_error(None, problem)
    return render(request, "signin/sign_in.html", {"form": form, "next": following})


def ask_code(request: HttpRequest, email: str, *, name: str = "", following: str = "") -> str | None:
    """Mail a code and remember in the session that we wait for it. Returns what went wrong, in words, if anything."""
    try:
        count_mail(request, email)
        code_id, code = mailcodes.make(email, mailcodes.Reason.SIGN_IN, clock.now())
        mail.send_code(email, code)
    except throttle.TooOftenError as error:
        return too_often(error)
    except mail.MailFailedError:
        return mail_failed()
    request.session[PENDING] = Pending(code=str(code_id), email=email, name=name, next=following)
    return None


def count_mail(request: HttpRequest, email: str) -> None:
    """Count a message against the sender and against the address. Raises throttle.TooOftenError."""
    at = clock.now()
    throttle.take("mail_from", address(request), at)
    throttle.take("mail_to_address", email, at)
    throttle.take("mail_to_address_today", email, at)


def mail_failed() -> str:
    return _("We could not send an e-mail just now. Try again later, or sign in with a card.")


@uncached
def mail_code(request: HttpRequest) -> HttpResponse:
    """Take the code from the e-mail: sign in, or go on to make an account."""
    pending: Pending | None = request.session.get(PENDING)
    if pending is None:
        return _without_question(request)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        problem = spend_code(
            request, UUID(pending["code"]), mailcodes.Reason.SIGN_IN, form.cleaned_data["code"]
        )
        if problem is None:
            return _arrive(request, pending)
        form.add_error("code", problem)
    return render(request, "signin/mail_code.html", {"form": form, "email": pending["email"]})


def spend_code(request: HttpRequest, code_id: UUID, reason: mailcodes.Reason, typed: str) -> str | None:
    """Spend a mailed code. Returns what went wrong, in words, if anything."""
    at, came_from = clock.now(), address(request)
    try:
        throttle.take("code_from", came_from, at)
        mailcodes.use(code_id, reason, typed, at)
    except throttle.TooOftenError as error:
        return too_often(error)
    except mailcodes.CodeRefusedError as error:
        return {
            "wrong": _("This code is not right. Read it once more in the e-mail, or ask for a new code."),
            "expired": _(
                "This code no longer works: it is too old, or it was wrong too often. Ask for a new code."
            ),
            "used": _("This code was used already. Ask for a new code."),
        }[error.why]
    throttle.give_back("code_from", came_from)
    return None


@require_POST
def mail_code_again(request: HttpRequest) -> HttpResponse:
    """Mail another code to the same address."""
    pending: Pending | None = request.session.get(PENDING)
    if pending is None:
        return _without_question(request)
    problem = ask_code(request, pending["email"], name=pending["name"], following=pending["next"])
    if problem is None:
        messages.success(request, _("We sent you a new code."))
    else:
        messages.error(request, problem)
    return HttpResponseRedirect(reverse("people:mail_code"))


def _without_question(request: HttpRequest) -> HttpResponse:
    """Answer a code that nobody waits for: most often the same button pressed twice."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(settings.LOGIN_REDIRECT_URL)
    messages.info(request, _("First ask for a code."))
    return HttpResponseRedirect(reverse("people:sign_in"))


def _arrive(request: HttpRequest, pending: Pending) -> HttpResponse:
    """The mailbox is proven: sign its owner in, make an account, or ask for a name first."""
    person_id = queries.by_email(pending["email"])
    if person_id is not None:
        return welcome(request, person_id, sessions.Way.MAIL, device(request), pending["next"])
    if pending["name"]:
        return _new(request, pending["name"], pending["email"], pending["next"])
    del request.session[PENDING]
    request.session[PROVEN] = Proven(email=pending["email"], at=clock.now().isoformat(), next=pending["next"])
    return HttpResponseRedirect(reverse("people:sign_up_name"))


@uncached
def sign_up_name(request: HttpRequest) -> HttpResponse:
    """Ask the name of someone whose mailbox is proven and who has no account yet."""
    proven: Proven | None = request.session.get(PROVEN)
    if proven is None or datetime.fromisoformat(proven["at"]) < clock.now() - PROOF_LASTS:
        return _without_question(request)
    form = NameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _new(request, form.cleaned_data["name"], proven["email"], proven["next"])
    return render(request, "signin/sign_up_name.html", {"form": form, "email": proven["email"]})


def _new(request: HttpRequest, name: str, email: str, following: str) -> HttpResponse:
    """Make an account for a proven mailbox. If it was made a moment ago (a button pressed twice), use that."""
    try:
        person_id = accounts.create_person(name, language(), clock.now(), email).id
    except accounts.EmailTakenError:
        known = queries.by_email(email)
        if known is None:
            raise
        person_id = known
    return welcome(request, person_id, sessions.Way.NEW, device(request), following)


@uncached
def card(request: HttpRequest) -> HttpResponse:
    """Sign in with a printed card. The QR code on the card fills in its number (`?k=`) and nothing else."""
    following = next_url(request)
    form = CardForm(
        request.POST or None, initial={"number": cards.grouped(cards.clean_number(request.GET.get("k", "")))}
    )
    if request.method == "POST" and form.is_valid():
        number = form.cleaned_data["number"]
        outcome = redeem(request, number, form.cleaned_data["code"])
        if isinstance(outcome, UUID):
            response = welcome(request, outcome, sessions.Way.CARD, device(request), following)
            _warn_of_last_codes(request, number)
            return response
        form.add_error("code", outcome)
    return render(request, "signin/card.html", {"form": form, "next": following})


def redeem(request: HttpRequest, number: str, code: str) -> UUID | str:
    """Spend a code of a card. Returns whose card it is, or what went wrong, in words."""
    at, came_from = clock.now(), address(request)
    try:
        throttle.take("card_from", came_from, at)
        person = cards.redeem(number, code, at)
    except throttle.TooOftenError as error:
        return too_often(error)
    except cards.CardRefusedError as error:
        return {
            "wrong": _("This number and this code do not belong together. Look at your card again."),
            "used": _("This code was used already. Cross it out and take another code from your card."),
            "revoked": _("This card no longer works. Use your newest card, or ask for a new one."),
        }[error.why]
    throttle.give_back("card_from", came_from)
    return person.id


def _warn_of_last_codes(request: HttpRequest, number: str) -> None:
    left = cards.codes_left(number)
    if left <= FEW_CODES:
        text = ngettext(
            "Your card has %(left)s code left. Make a new card on the page with your details.",
            "Your card has %(left)s codes left. Make a new card on the page with your details.",
            left,
        )
        messages.warning(request, text % {"left": left})


@uncached
def passkey(request: HttpRequest) -> HttpResponse:
    """Sign in with a passkey. Every question to the browser is asked once and answered once."""
    following = next_url(request)
    form = PasskeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person_id = _answered(request, form.cleaned_data["credential"])
        if person_id is not None:
            return welcome(request, person_id, sessions.Way.PASSKEY, device(request), following)
        form.add_error(None, _("That did not work. Try again, or choose another way to sign in."))
    ceremony = passkeys.begin_sign_in(site_of(request))
    request.session[CHALLENGE] = ceremony.state
    context = {"form": form, "next": following, "options": json.dumps(ceremony.options)}
    return render(request, "signin/passkey.html", context)


def _answered(request: HttpRequest, answer: str) -> UUID | None:
    """Return whose key answered the question in the session, or None."""
    at, came_from = clock.now(), address(request)
    state = request.session.pop(CHALLENGE, None)
    if state is None:
        return None
    try:
        throttle.take("passkey_from", came_from, at)
        person_id = passkeys.finish_sign_in(state, read_json(answer), at)
    except (throttle.TooOftenError, passkeys.PasskeyRefusedError):
        return None
    throttle.give_back("passkey_from", came_from)
    return person_id


def read_json(text: str) -> Any:
    """Read JSON from a browser; None for what is not JSON."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session, on a button only: a link in a message cannot sign anyone out."""
    if request.method == "POST":
        helping.stop(request, clock.now())
        sessions.end(request)
        messages.success(request, _("You are signed out."))
        return HttpResponseRedirect("/")
    context = {
        "title": _("Do you want to sign out?"),
        "submit_label": _("Sign out"),
        "cancel_url": settings.LOGIN_REDIRECT_URL,
    }
    return render(request, "site/confirm.html", context)


def device(request: HttpRequest) -> str:
    return devices.recognise(request.headers.get("User-Agent", "")[:400])


def language() -> str:
    """Return the language the reader sees, as a person's own choice."""
    seen = (get_language() or "nl")[:2]
    return seen if seen in accounts.LANGUAGES else "nl"
