"""What one can ask of the book, and the code of an invitation."""

from collections.abc import Iterable

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samenspel.rooms.membership.queries import clean_code
from samenspel.site.collective.story import Part

PARTS = (
    ("", _("Everything")),
    (Part.RULES.value, _("House rules")),
    (Part.PEOPLE.value, pgettext_lazy("part of the book", "People")),
    (Part.DECISIONS.value, _("Proposals and decisions")),
)


class BookForm(forms.Form):
    """The filter above the book. All of it may be left empty."""

    soort = forms.ChoiceField(label=_("About what?"), choices=PARTS, required=False)
    jaar = forms.TypedChoiceField(label=_("Which year?"), coerce=int, empty_value=None, required=False)
    maand = forms.TypedChoiceField(
        label=_("Which month?"),
        coerce=int,
        empty_value=None,
        choices=[("", _("All months")), *MONTHS.items()],
        required=False,
    )
    zoek = forms.CharField(
        label=_("Which words?"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
        error_messages={"max_length": _("Look for fewer words: at most 100 letters.")},
    )

    def __init__(self, data: object, years: Iterable[int]) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # a QueryDict
        self.fields["jaar"].choices = [("", _("All years")), *((year, str(year)) for year in years)]  # type: ignore[attr-defined]
        for name in ("soort", "jaar", "maand"):
            self.fields[name].error_messages["invalid_choice"] = _("Choose something from the list.")

    def clean_zoek(self) -> str:
        words: str = self.cleaned_data["zoek"]
        return words.strip()


class InvitationForm(forms.Form):
    """The code of an invitation, typed from paper: blanks and dashes where one likes."""

    code = forms.CharField(
        label=_("Which code is on your invitation?"),
        help_text=_("Letters and digits. Capitals or not: both are right."),
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={
            "required": _("Type the code of your invitation."),
            "max_length": _("This is longer than any code. Look at your invitation once more."),
        },
    )

    def clean_code(self) -> str:
        code = clean_code(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(_("Type the code of your invitation."))
        return code
