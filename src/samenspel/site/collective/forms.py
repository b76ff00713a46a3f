"""What one can ask of the book: a part of it, a year and a month, words."""

from collections.abc import Iterable

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

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
