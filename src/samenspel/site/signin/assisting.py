"""Pages to help someone: the person helped consents with a code of their own, on the helper's device."""

from typing import TypedDict
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samenspel.ground.people import helping, mailcodes, queries, sessions, throttle
from samenspel.site import clock
from samenspel.site.signin import mail
from samenspel.site.signin.access import own, too_often
from samenspel.site.signin.entering import count_mail, mail_failed, redeem, spend_code
from samenspel.site.signin.forms import CardForm, CodeForm, OtherEmailForm

ASKED = "help_asked"


class Asked(TypedDict):
    """In the session while the one to be helped looks for the code."""

    code: str
    email: str


@own
def start(request: HttpRequest) -> HttpResponse:
    """Begin to help someone, who consents with a code of their card."""
    form = CardForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        outcome = redeem(request, form.cleaned_data["number"], form.cleaned_data["code"])
        problem = outcome if isinstance(outcome, str) else _begin(request, outcome, helping.Way.CARD)
        if problem is None:
            return HttpResponseRedirect(settings.LOGIN_REDIRECT_URL)
        form.add_error("code", problem)
    return render(request, "signin/help.html", {"form": form})


@own
def start_by_mail(request: HttpRequest) -> HttpResponse:
    """Mail a code to the one who is to be helped. The answer is the same whether or not we know the address."""
    form = OtherEmailForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        problem = _ask(request, form.cleaned_data["email"])
        if problem is None:
            return HttpResponseRedirect(reverse("people:help_code"))
        form.add_error(None, problem)
    return render(request, "signin/help_by_mail.html", {"form": form})


def _ask(request: HttpRequest, address: str) -> str | None:
    try:
        count_mail(request, address)
        code_id, code = mailcodes.make(address, mailcodes.Reason.HELP, clock.now(), sessions.who(request))
        mail.send_help_code(address, code, queries.person(sessions.who(request)).name)
    except throttle.TooOftenError as error:
        return too_often(error)
    except mail.MailFailedError:
        return mail_failed()
    request.session[ASKED] = Asked(code=str(code_id), email=address)
    return None


@own
def help_code(request: HttpRequest) -> HttpResponse:
    """Take the code that the one to be helped reads out."""
    asked: Asked | None = request.session.get(ASKED)
    if asked is None:
        return HttpResponseRedirect(reverse("people:start_helping"))
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        problem = spend_code(
            request, UUID(asked["code"]), mailcodes.Reason.HELP, form.cleaned_data["code"]
        ) or _begin_by_mail(request, asked["email"])
        if problem is None:
            request.session.pop(ASKED, None)
            return HttpResponseRedirect(settings.LOGIN_REDIRECT_URL)
        form.add_error("code", problem)
    context = {
        "form": form,
        "email": asked["email"],
        "again_url": reverse("people:help_by_mail"),
        "helping": True,
    }
    return render(request, "signin/mail_code.html", context)


def _begin_by_mail(request: HttpRequest, address: str) -> str | None:
    person_id = queries.by_email(address)
    if person_id is None:
        return _("There is no account with this e-mail address yet.")
    return _begin(request, person_id, helping.Way.MAIL)


def _begin(request: HttpRequest, person_id: UUID, way: helping.Way) -> str | None:
    """Write the consent down and act for the other from now on. Returns what went wrong, in words, if anything."""
    try:
        consent = helping.give_consent(person_id, sessions.who(request), way, clock.now())
    except helping.CannotHelpError:
        return _("This is a code of your own. You need a code of the one you help.")
    helping.begin(request, consent)
    name = queries.person(person_id).name
    messages.success(
        request, _("You can now do things for %(name)s, for half an hour at most.") % {"name": name}
    )
    return None


@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    """Act for oneself again."""
    helping.stop(request, clock.now())
    messages.success(request, _("You stopped helping. You now do things for yourself again."))
    return HttpResponseRedirect(settings.LOGIN_REDIRECT_URL)
