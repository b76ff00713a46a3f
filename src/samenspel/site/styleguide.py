"""Every part of the design system on one page, to look at. Only in a demo or during development."""

from dataclasses import dataclass

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from samenspel.ground.foundation.collectives import CollectiveCard
from samenspel.ground.foundation.ids import new_id
from samenspel.site import clock


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(
        label=_("What is your name?"),
        help_text=_("The name that people call you by."),
        error_messages={"required": _("Write your name.")},
    )
    code = forms.CharField(
        label=_("The code from the e-mail"),
        help_text=_("Six digits."),
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "short"}
        ),
    )
    reason = forms.CharField(label=_("Why do you want this?"), widget=forms.Textarea, required=False)
    day = forms.DateField(
        label=_("From which day?"), widget=forms.DateInput(attrs={"type": "date"}), required=False
    )
    kind = forms.ChoiceField(
        label=_("What do you want to be?"),
        choices=[("m", _("Member")), ("v", _("Volunteer")), ("n", _("Neighbour"))],
    )
    reaction = forms.ChoiceField(
        label=_("What do you think of it?"),
        help_text=_("Choose one answer."),
        choices=[("a", _("I agree")), ("w", _("I worry, but it is fine")), ("o", _("I object"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the answers.")},
    )
    ideas = forms.MultipleChoiceField(
        label=_("Which ideas do you support?"),
        choices=[("1", _("A vegetable garden")), ("2", _("A repair café"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    read = forms.BooleanField(label=_("I have read the house rules"))


@dataclass(frozen=True, slots=True)
class Answer:
    """A line of check-your-answers."""

    label: object
    value: object
    change_url: str


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """`?deel=` shows one layout on its own: controle, klaar, collectief or fout."""
    part = request.GET.get("deel", "")
    at = clock.now()
    if part:
        request.collective = CollectiveCard(  # type: ignore[attr-defined]
            id=new_id(),
            slug="de-wending",
            name="De Wending",
            place="Breda",
            form="cooperative",
            since=at.date(),
            founded_at=at,
        )
    wrong = SampleForm({"code": "12"}) if part == "fout" else None
    context = {
        "form": wrong,
        "sample": wrong or SampleForm(),
        "page": Paginator(range(140), 20).get_page(request.GET.get("page", 2)),
        "part": part,
        "title": _("Check your answers") if part == "controle" else _("Your proposal stands"),
        "answers": [
            Answer(_("What"), _("We buy a cargo bike for everybody"), "#"),
            Answer(_("Why"), _("So that people without a car can bring vegetables home."), "#"),
        ],
        "consequences": [
            _("Everybody gets a message today."),
            _("People can react for seven days."),
            _("You can take your proposal back until then."),
        ],
        "submit_label": _("Put forward the proposal"),
        "cancel_url": "/stijl/",
        "next_url": "/stijl/",
        "next_label": _("To the proposal"),
        "rule": _(
            "A member may spend at most € 250 without asking. Above that, the members decide together."
        ),
    }
    template = {"controle": "site/confirm.html", "klaar": "site/done.html"}.get(part, "site/styleguide.html")
    return render(request, template, context)
