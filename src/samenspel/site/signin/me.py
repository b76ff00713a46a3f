"""Pages of one's own settings: who I am, how I sign in, where I am signed in, what is kept about me."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from samenspel.ground.foundation.ids import new_id
from samenspel.ground.people import accounts, cards, helping, mailcodes, passkeys, queries, sessions, throttle
from samenspel.site import clock
from samenspel.site.signin import devices, mail
from samenspel.site.signin.access import own, own_and_fresh, site_of, too_often
from samenspel.site.signin.entering import CHALLENGE, count_mail, mail_failed, read_json, spend_code
from samenspel.site.signin.forms import CodeForm, LanguageForm, NameForm, NewEmailForm, NewPasskeyForm

NEW_ADDRESS = "new_address"


class NewAddress(TypedDict):
    """In the session while a new e-mail address waits for its code."""

    code: str
    email: str


@dataclass(frozen=True, slots=True)
class Place:
    """A browser in the list of where I am signed in."""

    id: UUID
    device: str
    way: str
    began_at: datetime
    seen_at: datetime
    here: bool


@own
@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """My details, and the way to everything that is mine."""
    who = queries.person(sessions.who(request))
    context = {
        "who": who,
        "language": dict(settings.LANGUAGES)[who.language],
        "cards": cards.cards_of(who.id),
        "passkeys": passkeys.passkeys_of(who.id),
    }
    return render(request, "signin/me.html", context)


@own
def name(request: HttpRequest) -> HttpResponse:
    who = queries.person(sessions.who(request))
    form = NameForm(request.POST or None, initial={"name": who.name})
    if request.method == "POST" and form.is_valid():
        accounts.rename(who.id, form.cleaned_data["name"], clock.now())
        messages.success(request, _("Your name is changed."))
        return HttpResponseRedirect(reverse("people:me"))
    return _one_question(request, form, _("Change my name"))


@own
def my_language(request: HttpRequest) -> HttpResponse:
    who = queries.person(sessions.who(request))
    form = LanguageForm(request.POST or None, initial={"language": who.language})
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["language"]
        accounts.set_language(who.id, chosen, clock.now())
        with override(chosen):
            messages.success(request, _("From now on you read English."))
        return HttpResponseRedirect(reverse("people:me"))
    return _one_question(request, form, _("Choose my language"))


def _one_question(request: HttpRequest, form: NameForm | LanguageForm, title: str) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "submit_label": _("Save"),
        "cancel_url": reverse("people:me"),
        "back_url": reverse("people:me"),
    }
    return render(request, "site/confirm.html", context)


@own_and_fresh
def email(request: HttpRequest) -> HttpResponse:
    """Ask for a new address and mail it a code."""
    who = queries.person(sessions.who(request))
    form = NewEmailForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        problem = _ask_new_address(request, form.cleaned_data["email"])
        if problem is None:
            return HttpResponseRedirect(reverse("people:email_code"))
        form.add_error(None, problem)
    return render(request, "signin/email.html", {"form": form, "who": who})


def _ask_new_address(request: HttpRequest, address: str) -> str | None:
    try:
        count_mail(request, address)
        code_id, code = mailcodes.make(
            address, mailcodes.Reason.NEW_ADDRESS, clock.now(), sessions.who(request)
        )
        mail.send_code(address, code)
    except throttle.TooOftenError as error:
        return too_often(error)
    except mail.MailFailedError:
        return mail_failed()
    request.session[NEW_ADDRESS] = NewAddress(code=str(code_id), email=address)
    return None


@own_and_fresh
def email_code(request: HttpRequest) -> HttpResponse:
    """Take the code that shows that the new address is mine."""
    asked: NewAddress | None = request.session.get(NEW_ADDRESS)
    if asked is None:
        return HttpResponseRedirect(reverse("people:me"))
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        problem = spend_code(
            request, UUID(asked["code"]), mailcodes.Reason.NEW_ADDRESS, form.cleaned_data["code"]
        ) or _take_address(request, asked["email"])
        if problem is None:
            del request.session[NEW_ADDRESS]
            messages.success(request, _("Your e-mail address is saved."))
            return HttpResponseRedirect(reverse("people:me"))
        form.add_error("code", problem)
    context = {"form": form, "email": asked["email"], "again_url": reverse("people:email")}
    return render(request, "signin/mail_code.html", context)


def _take_address(request: HttpRequest, address: str) -> str | None:
    """Save the proven address and tell the old one. Returns what went wrong, in words, if anything."""
    before = queries.person(sessions.who(request)).email
    try:
        accounts.set_email(sessions.who(request), address, clock.now())
    except accounts.EmailTakenError:
        return _("Another account uses this e-mail address. Sign out, and sign in with this address.")
    _tell_old_address(before, address)
    return None


def _tell_old_address(before: str | None, now: str | None) -> None:
    if before and before != now:
        try:
            mail.send_address_changed(before)
        except mail.MailFailedError:
            return  # noted in the log; the change itself stands


@own_and_fresh
def email_remove(request: HttpRequest) -> HttpResponse:
    who = queries.person(sessions.who(request))
    if who.email is None:
        return HttpResponseRedirect(reverse("people:me"))
    if not _other_ways(who.id, without="email"):
        return _last_way(request)
    if request.method == "POST":
        accounts.set_email(who.id, None, clock.now())
        _tell_old_address(who.email, None)
        messages.success(request, _("Your e-mail address is gone from your account."))
        return HttpResponseRedirect(reverse("people:me"))
    context = {
        "title": _("Do you want to remove your e-mail address?"),
        "intro": who.email,
        "consequences": [
            _("We no longer send you e-mail."),
            _("You sign in with your card or your key."),
        ],
        "submit_label": _("Remove my e-mail address"),
        "cancel_url": reverse("people:me"),
        "danger": True,
    }
    return render(request, "site/confirm.html", context)


def _other_ways(person_id: UUID, *, without: str) -> bool:
    """Tell whether someone can still sign in when one way is gone: `email`, or the number of a card or key."""
    ways = [str(key.id) for key in passkeys.passkeys_of(person_id)]
    ways += [str(card.id) for card in cards.cards_of(person_id) if card.codes_left]
    ways += ["email"] if queries.person(person_id).email else []
    return bool(set(ways) - {without})


def _last_way(request: HttpRequest) -> HttpResponse:
    return render(request, "signin/last_way.html", status=409)


@own
@require_safe
def my_sessions(request: HttpRequest) -> HttpResponse:
    """Where I am signed in, with a button to end each."""
    ways = {
        sessions.Way.MAIL: _("with a code by e-mail"),
        sessions.Way.CARD: _("with a card"),
        sessions.Way.PASSKEY: _("with a key"),
        sessions.Way.NEW: _("when you signed up"),
    }
    places = [
        Place(
            view.id,
            devices.name(view.device),
            ways[sessions.Way(view.way)],
            view.began_at,
            view.seen_at,
            view.here,
        )
        for view in sessions.open_sign_ins(request)
    ]
    return render(request, "signin/sessions.html", {"places": places})


@own
@require_POST
def end_session(request: HttpRequest, sign_in_id: UUID) -> HttpResponse:
    if not sessions.end_one(request, sign_in_id):
        raise Http404
    messages.success(request, _("That device is signed out."))
    return HttpResponseRedirect(reverse("people:sessions") if request.user.is_authenticated else "/")


@own
@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    sessions.end_others(request)
    messages.success(request, _("You are now signed in on this device only."))
    return HttpResponseRedirect(reverse("people:sessions"))


@own_and_fresh
def my_passkeys(request: HttpRequest) -> HttpResponse:
    """My keys, and a form to add the one of this device."""
    form = NewPasskeyForm(
        request.POST or None, initial={"name": devices.name(devices.recognise(_agent(request)))}
    )
    if request.method == "POST" and form.is_valid():
        state = request.session.pop(CHALLENGE, None)
        answer = read_json(form.cleaned_data["credential"])
        if state is not None and _keep_key(request, state, answer, form.cleaned_data["name"]):
            messages.success(request, _("Your key is added. From now on you can sign in with it."))
            return HttpResponseRedirect(reverse("people:passkeys"))
        form.add_error(None, _("That did not work. Try again."))
    ceremony = passkeys.begin_adding(sessions.who(request), site_of(request))
    request.session[CHALLENGE] = ceremony.state
    context = {
        "form": form,
        "passkeys": passkeys.passkeys_of(sessions.who(request)),
        "options": json.dumps(ceremony.options),
        "full": len(passkeys.passkeys_of(sessions.who(request))) >= passkeys.MOST,
    }
    return render(request, "signin/passkeys.html", context)


def _keep_key(request: HttpRequest, state: dict[str, Any], answer: Any, key_name: str) -> bool:
    try:
        passkeys.finish_adding(sessions.who(request), state, answer, key_name, clock.now())
    except passkeys.PasskeyRefusedError:
        return False
    return True


def _agent(request: HttpRequest) -> str:
    return request.headers.get("User-Agent", "")[:400]


@own_and_fresh
def remove_passkey(request: HttpRequest, passkey_id: UUID) -> HttpResponse:
    found = next((key for key in passkeys.passkeys_of(sessions.who(request)) if key.id == passkey_id), None)
    if found is None:
        raise Http404
    if not _other_ways(sessions.who(request), without=str(passkey_id)):
        return _last_way(request)
    if request.method == "POST":
        passkeys.remove_passkey(passkey_id, person_id=sessions.who(request))
        messages.success(request, _("The key is removed."))
        return HttpResponseRedirect(reverse("people:passkeys"))
    context = {
        "title": _("Do you want to remove this key?"),
        "intro": found.name,
        "consequences": [_("You can no longer sign in with this key.")],
        "submit_label": _("Remove this key"),
        "cancel_url": reverse("people:passkeys"),
        "danger": True,
    }
    return render(request, "site/confirm.html", context)


@own
@require_safe
def my_cards(request: HttpRequest) -> HttpResponse:
    shown = [(card, cards.grouped(card.number)) for card in cards.cards_of(sessions.who(request))]
    return render(request, "signin/cards.html", {"cards": shown})


@own_and_fresh
def new_card(request: HttpRequest) -> HttpResponse:
    """Make a card for myself. Its codes are in the answer to the button, and nowhere else."""
    if request.method != "POST":
        return render(request, "signin/make_card.html")
    try:
        card_id = UUID(request.POST.get("request_key", ""))
    except ValueError:
        card_id = new_id()
    try:
        card, codes = cards.issue_own_card(sessions.who(request), card_id, clock.now())
    except cards.CardExistsError:
        return render(request, "signin/make_card.html", {"made_already": True}, status=409)
    sheet = cards.sheet(card, codes, request.build_absolute_uri(reverse("people:card")))
    return render(request, "signin/new_card.html", {"sheet": sheet, "next": reverse("people:cards")})


@own_and_fresh
def revoke_card(request: HttpRequest, card_id: UUID) -> HttpResponse:
    found = next((card for card in cards.cards_of(sessions.who(request)) if card.id == card_id), None)
    if found is None:
        raise Http404
    if not _other_ways(sessions.who(request), without=str(card_id)):
        return _last_way(request)
    if request.method == "POST":
        cards.revoke_card(card_id, clock.now(), person_id=sessions.who(request))
        messages.success(request, _("The card no longer works."))
        return HttpResponseRedirect(reverse("people:cards"))
    context = {
        "title": _("Do you want to make this card worthless?"),
        "intro": _("Card %(number)s") % {"number": cards.grouped(found.number)},
        "consequences": [_("Nobody can sign in with this card any more."), _("You cannot undo this.")],
        "submit_label": _("Make it worthless"),
        "cancel_url": reverse("people:cards"),
        "danger": True,
    }
    return render(request, "site/confirm.html", context)


@own
@require_safe
def helpers(request: HttpRequest) -> HttpResponse:
    """Who may act for me now, who did, and whom I helped."""
    given, received = helping.consents(sessions.who(request), clock.now())
    return render(request, "signin/helpers.html", {"given": given, "received": received})


@own
@require_POST
def withdraw(request: HttpRequest, consent_id: UUID) -> HttpResponse:
    if helping.withdraw(consent_id, clock.now(), person_id=sessions.who(request)):
        messages.success(request, _("Your helper can no longer do anything for you."))
    return HttpResponseRedirect(reverse("people:helpers"))


@own
@require_safe
def my_data(request: HttpRequest) -> HttpResponse:
    """Everything this part keeps about me, as a file."""
    response = JsonResponse(
        queries.own_data(sessions.who(request)), json_dumps_params={"ensure_ascii": False, "indent": 2}
    )
    response["Content-Disposition"] = 'attachment; filename="samenspel-mijn-gegevens.json"'
    return response


@own_and_fresh
def erase(request: HttpRequest) -> HttpResponse:
    """Erase my account, after a page that says what that means."""
    reasons = accounts.ties(sessions.who(request))
    if reasons:
        return render(request, "signin/cannot_erase.html", {"reasons": reasons}, status=409)
    if request.method == "POST":
        person_id = sessions.who(request)
        sessions.end(request)
        accounts.erase(person_id, clock.now())
        return render(request, "site/done.html", _erased())
    context = {
        "title": _("Do you want to erase your account?"),
        "consequences": [
            _("Your name and your e-mail address are removed."),
            _("Your cards and keys stop working."),
            _("What you did stays in the books of your collectives, without your name."),
            _("You cannot undo this."),
        ],
        "submit_label": _("Erase my account"),
        "cancel_url": reverse("people:me"),
        "danger": True,
    }
    return render(request, "site/confirm.html", context)


def _erased() -> dict[str, object]:
    return {
        "title": _("Your account is erased"),
        "text": _("We no longer have your name or your e-mail address."),
        "next_url": "/",
        "next_label": _("To the start page"),
    }
