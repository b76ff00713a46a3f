"""What people fill in. A form only reads; whether something may be done is asked of the gate."""

import re
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samenspel.kernels.statute.vocabulary import Standing
from samenspel.kernels.statute.words import STANDINGS
from samenspel.rooms.membership.queries.voices import language

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

DAYS = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d-%m-%y"]
_CHOOSE = _("Choose one of these.")
_WHO = _("Choose someone from the list.")
_NUMBER = _("Write a whole number.")


def places(standings: Iterable[Standing]) -> list[tuple[str, str]]:
    """Places to choose from, each with its name."""
    named = ((standing.value, STANDINGS[standing].say(language())) for standing in standings)
    return [(value, name[:1].upper() + name[1:]) for value, name in named]


class MoneyField(forms.CharField):
    """An amount as people type it (“€ 12,50”, “12.50”, “1.250”), read as whole cents."""

    default_error_messages = {"money": _("Write an amount in euros, for example 5 or 12,50.")}

    def clean(self, value: object) -> int:
        """The amount in cents; nothing filled in is zero."""
        typed = re.sub(r"[\s€\u00a0]", "", str(super().clean(value) or "")).rstrip(",.-")
        if not typed:
            return 0
        parts = re.fullmatch(r"(\d{1,3}(?:[.,]\d{3})+|\d{1,7})(?:[.,](\d{1,2}))?", typed)
        if parts is None:
            raise forms.ValidationError(self.error_messages["money"], code="money")
        return int(re.sub(r"\D", "", parts[1])) * 100 + int((parts[2] or "0").ljust(2, "0"))


def _whole(
    label: "StrOrPromise", *, most: int, required: bool = True, help_text: "StrOrPromise" = ""
) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=most,
        required=required,
        help_text=help_text,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short"}),
        error_messages={
            "required": _("Fill this in."),
            "invalid": _NUMBER,
            "min_value": _NUMBER,
            "max_value": _("This number is too high."),
        },
    )


def _day(label: "StrOrPromise", help_text: "StrOrPromise" = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        input_formats=DAYS,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": _("Fill this in."),
            "invalid": _("Write a date, for example 31-12-2026."),
        },
    )


def _words(
    label: "StrOrPromise", *, help_text: "StrOrPromise" = "", required: bool = False
) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=5000,
        widget=forms.Textarea,
        error_messages={
            "required": _("Fill this in."),
            "max_length": _("Make this shorter: at most 5000 characters."),
        },
    )


class PlaceForm(forms.Form):
    """Which place someone wants."""

    wanted = forms.ChoiceField(
        label=_("What do you want to be here?"),
        widget=forms.RadioSelect,
        error_messages={"required": _CHOOSE, "invalid_choice": _CHOOSE},
    )

    def __init__(self, standings: Iterable[Standing], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["wanted"].choices = places(standings)  # type: ignore[attr-defined]


class RulesForm(forms.Form):
    """Why someone wants to join in, and that they read the rules."""

    motivation = _words(
        _("Why do you want to join in?"),
        help_text=_("A few words are enough. Whoever decides will read them."),
    )
    read = forms.BooleanField(
        label=_("I have read this and I agree"),
        error_messages={"required": _("Read the rules, and say that you agree with them.")},
    )


class InviteForm(forms.Form):
    """For which place, for how many people, and how long an invitation holds."""

    standing = forms.ChoiceField(
        label=_("As what do you invite someone?"),
        widget=forms.RadioSelect,
        error_messages={"required": _CHOOSE, "invalid_choice": _CHOOSE},
    )
    uses = _whole(_("For how many people is it?"), most=200)
    days = _whole(_("For how many days does it work?"), most=365)

    def __init__(self, standings: Iterable[Standing], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["standing"].choices = places(standings)  # type: ignore[attr-defined]


class EnterForm(forms.Form):
    """Someone who asked on paper."""

    name = forms.CharField(
        label=_("What is the name of this person?"),
        max_length=120,
        error_messages={
            "required": _("Write the name that people use."),
            "max_length": _("Make this shorter: at most 120 characters."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    wanted = forms.ChoiceField(
        label=_("What does this person want to be here?"),
        widget=forms.RadioSelect,
        error_messages={"required": _CHOOSE, "invalid_choice": _CHOOSE},
    )
    signed_on = _day(
        _("On which day was the paper signed?"), _("Keep the paper. The house rules were on it.")
    )
    language = forms.ChoiceField(
        label=_("Which language does this person read?"),
        choices=[("nl", "Nederlands"), ("en", "English")],
        widget=forms.RadioSelect,
        error_messages={"required": _CHOOSE, "invalid_choice": _CHOOSE},
    )
    motivation = _words(_("What did this person write?"))

    def __init__(self, standings: Iterable[Standing], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["wanted"].choices = places(standings)  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """A reason in one's own words."""

    reason = _words(_("Why?"), help_text=_("The person it is about will read this."), required=True)


class AppealForm(forms.Form):
    """Why someone appeals."""

    reason = _words(
        _("Why do you disagree?"), help_text=_("The people who decide will read this."), required=True
    )


class GrantForm(forms.Form):
    """Which place someone gets, and until when."""

    standing = forms.ChoiceField(
        label=_("Which place?"),
        widget=forms.RadioSelect,
        error_messages={"required": _CHOOSE, "invalid_choice": _CHOOSE},
    )
    until = _day(_("Until which day?"), _("Leave this empty if there is no end."))

    def __init__(self, standings: Iterable[Standing], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["standing"].choices = places(standings)  # type: ignore[attr-defined]
        self.fields["until"].required = False


class WayForm(forms.Form):
    """Money or hours."""

    way = forms.ChoiceField(
        label=_("How do you want to contribute?"),
        choices=[("money", pgettext_lazy("contribution", "With money")), ("hours", _("With work"))],
        widget=forms.RadioSelect,
        error_messages={"required": _CHOOSE, "invalid_choice": _CHOOSE},
    )


class CallForm(forms.Form):
    """How someone wants to be called to a meeting."""

    agreed = forms.TypedChoiceField(
        label=_("How do you want to hear of a meeting?"),
        choices=[("yes", _("By e-mail")), ("no", _("On paper"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _CHOOSE, "invalid_choice": _CHOOSE},
    )


def _person(people: Iterable[tuple[UUID, str]]) -> list[tuple[str, object]]:
    return [("", _("Choose someone")), *((str(id_), name) for id_, name in people)]


class ContributionForm(forms.Form):
    """What someone contributed in a month."""

    person_id = forms.ChoiceField(label=_("Who?"), error_messages={"required": _WHO, "invalid_choice": _WHO})
    month = forms.TypedChoiceField(
        label=_("For which month?"),
        coerce=date.fromisoformat,
        error_messages={"required": _CHOOSE, "invalid_choice": _CHOOSE},
    )
    cents = MoneyField(
        label=_("How much money?"),
        help_text=_("In euros. Leave this empty if it was work."),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "short"}),
    )
    hours = _whole(_("How many hours of work?"), most=400, required=False)
    minutes = _whole(_("And how many minutes?"), most=59, required=False)

    def __init__(
        self,
        people: Iterable[tuple[UUID, str]],
        months: Iterable[tuple[str, str]],
        *args: object,
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["person_id"].choices = _person(people)  # type: ignore[attr-defined]
        self.fields["month"].choices = list(months)  # type: ignore[attr-defined]


class ShareForm(forms.Form):
    """Shares for someone."""

    person_id = forms.ChoiceField(label=_("Who?"), error_messages={"required": _WHO, "invalid_choice": _WHO})
    count = _whole(_("How many shares?"), most=10_000)

    def __init__(self, people: Iterable[tuple[UUID, str]], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["person_id"].choices = _person(people)  # type: ignore[attr-defined]
