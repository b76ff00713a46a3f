"""What people fill in about work. A form only reads; whether it may be is asked of the gate."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from samenspel.kernels.quantity import MINUTES
from samenspel.rooms.ledger.params import typed
from samenspel.rooms.membership.frame import WhyForm
from samenspel.rooms.statute.gate import CIVIL_TIME
from samenspel.rooms.work.queries import PaidBefore

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

DAYS = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d-%m-%y"]
_FILL = _("Fill this in.")


def _text(
    label: "StrOrPromise", *, longest: int, required: bool = False, hint: "StrOrPromise" = ""
) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=longest, required=required, help_text=hint, error_messages={"required": _FILL}
    )


def _day(label: "StrOrPromise", *, required: bool) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        input_formats=DAYS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose a day."), "invalid": _("Write a day as 31-12-2026.")},
    )


def _number(label: "StrOrPromise", *, most: int, hint: "StrOrPromise" = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=1,
        max_value=most,
        initial=1,
        help_text=hint,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short"}),
        error_messages={"required": _FILL, "invalid": _("Write a whole number.")},
    )


class TimeField(forms.CharField):
    """A length of time as people type it, read as minutes; at most a day."""

    def __init__(self, label: "StrOrPromise") -> None:
        super().__init__(
            label=label,
            help_text=_("For example 1:30, or 45 min."),
            max_length=30,
            widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off"}),
            error_messages={"required": _FILL},
        )

    def clean(self, value: object) -> int:
        """The minutes. Raises ValidationError that says how to write it."""
        minutes = typed(str(super().clean(value)), MINUTES, code="time")
        if minutes > 24 * 60:
            raise forms.ValidationError(_("At most a whole day at a time."), code="day")
        return minutes


class _OfKind(forms.Form):
    """Something that can be of a kind that the collective named. Where it named none, nothing is asked."""

    def __init__(
        self,
        data: Mapping[str, object] | None = None,
        *,
        kinds: Sequence[tuple[UUID, str]],
        initial: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        if kinds:
            self.fields["kind"] = forms.TypedChoiceField(
                label=_("What kind of work is it?"),
                required=False,
                choices=[("", _("Another kind")), *((str(kind), name) for kind, name in kinds)],
                coerce=UUID,
                empty_value=None,
            )


class TaskForm(_OfKind):
    """A task for the list."""

    title = _text(_("What wants doing?"), longest=120, required=True)
    day = _day(_("On which day?"), required=False)
    time = forms.TimeField(
        label=_("At what time?"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Write a time as 14:30.")},
    )
    minutes = TimeField(_("How long does it take?"))
    wanted = _number(_("How many people?"), most=100)
    weeks = _number(
        _("How many weeks in a row?"), most=26, hint=_("One means: only this time. At most half a year.")
    )
    place = _text(_("Where?"), longest=120)
    step_free = forms.BooleanField(label=_("You can get there without steps"), required=False)
    needs = _text(_("What should one be able to do, or bring?"), longest=200)
    text = forms.CharField(
        label=_("Anything else?"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    paid_before = forms.ChoiceField(
        label=_("Was anyone ever paid wages for this?"),
        help_text=_("With some benefits you may only do what was never paid work."),
        choices=[
            (PaidBefore.NEVER.value, _("No, never")),
            (PaidBefore.YES.value, _("Yes")),
            (PaidBefore.UNKNOWN.value, _("I do not know")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of these."), "invalid_choice": _("Choose one of these.")},
    )

    def clean(self) -> dict[str, object]:
        """A day and a time go together."""
        cleaned: dict[str, object] = super().clean() or {}
        if bool(cleaned.get("day")) != bool(cleaned.get("time")) and not {"day", "time"} & set(self.errors):
            self.add_error(
                "time" if cleaned.get("day") else "day",
                str(_("Fill in both the day and the time, or neither.")),
            )
        return cleaned

    def starts_at(self) -> datetime | None:
        """The moment it begins; None for something that can be done at any time."""
        day, time = self.cleaned_data["day"], self.cleaned_data["time"]
        return datetime.combine(day, time, CIVIL_TIME) if day and time else None


class ReportForm(_OfKind):
    """What one did."""

    what = _text(_("What did you do?"), longest=200, required=True)
    day = _day(_("On which day?"), required=True)
    minutes = TimeField(_("How long did it take?"))


class CancelForm(WhyForm):
    """Why a task goes, and whether the later ones go as well."""

    series = forms.BooleanField(label=_("Also all later times"), required=False)


class KindForm(forms.Form):
    """What a kind of work is called."""

    name = _text(
        _("What do you call it?"), longest=60, required=True, hint=_("For example: caring, or the garden.")
    )
