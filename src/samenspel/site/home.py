"""Pages of the site itself: the landing page, the collectives, about, language, reading an earlier day."""

from datetime import date
from typing import cast

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from samenspel.ground.foundation import collectives
from samenspel.ground.foundation.collectives import CollectiveCard
from samenspel.ground.people import accounts
from samenspel.site import clock
from samenspel.site.middleware import READING_SESSION_KEY

_ON_LANDING = 6
_PER_PAGE = 24
_YEAR = 60 * 60 * 24 * 365
_LONGEST_SEARCH = 100


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The landing page: what this is, two doors, and the first collectives."""
    return render(request, "site/home.html", {"page": _page(request, _ON_LANDING), "search": ""})


@require_safe
def all_collectives(request: HttpRequest) -> HttpResponse:
    """Every collective of this installation, with search (`?zoek=`) and pages (`?page=`)."""
    search = request.GET.get("zoek", "").replace("\x00", "").strip()[:_LONGEST_SEARCH]
    return render(
        request, "site/collectives.html", {"page": _page(request, _PER_PAGE, search), "search": search}
    )


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Who runs this, how accessible it is, and what it keeps about you."""
    operator = {name.lower(): getattr(settings, name, "") for name in ("OPERATOR", "OPERATOR_CONTACT")}
    return render(request, "site/about.html", operator)


def _page(request: HttpRequest, size: int, search: str = "") -> Page[CollectiveCard]:
    pages = Paginator(collectives.listed(search), size)
    page = pages.get_page(request.GET.get("page"))
    cards = [collectives.as_card(row) for row in page.object_list]
    return Page(cards, page.number, cast("Paginator[CollectiveCard]", pages))


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Remember a language in a cookie, and with the person who is signed in, and go back."""
    code = request.POST.get("language", "")
    response = HttpResponseRedirect(_back(request))
    if code in dict(settings.LANGUAGES):
        if request.user.is_authenticated:
            accounts.set_language(request.user.pk, code, clock.now())
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            code,
            max_age=_YEAR,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


class EarlierDayForm(forms.Form):
    """The day a reader wants to see the collective as of."""

    day = forms.DateField(
        label=gettext_lazy("Which day?"),
        error_messages={
            "required": gettext_lazy("Choose a day."),
            "invalid": gettext_lazy("This is not a day. Write it like this: 31-12-2025."),
        },
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day >= clock.local_day(clock.now()):
            raise forms.ValidationError(_("Choose a day before today."))
        return day


def earlier_day(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for a day and read the collective as of that day; without a day, come back to today."""
    collective = collectives.by_slug(slug)
    request.collective = collective  # type: ignore[attr-defined]
    start = f"/{collective.slug}/"
    if request.method == "POST" and "today" in request.POST:
        request.session.pop(READING_SESSION_KEY, None)
        messages.success(request, _("You are reading today again."))
        return HttpResponseRedirect(_back(request))
    form = EarlierDayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        request.session[READING_SESSION_KEY] = {"slug": slug, "date": form.cleaned_data["day"].isoformat()}
        return HttpResponseRedirect(start)
    return render(request, "site/earlier_day.html", {"form": form})


def _back(request: HttpRequest) -> str:
    """Return the page to go back to, if it is one of ours; else the landing page."""
    target = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if ours else "/"
