"""Forms of the statute room. They read what people type; they decide nothing."""

from collections.abc import Iterable
from datetime import date

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from samenspel.kernels.statute.clause import Language
from samenspel.kernels.statute.presets import PRESETS
from samenspel.kernels.statute.vocabulary import Form, Standing
from samenspel.kernels.statute.words import FORMS, STANDINGS
from samenspel.rooms.statute.fields import TextField

OLDEST = date(1800, 1, 1)

FORM_HINTS = {
    Form.NONE_YET: _("You make your rules first. You choose a legal form later, or never."),
    Form.INFORMAL_ASSOCIATION: _(
        "An association without a notary. Easy to start, but the board answers for debts."
    ),
    Form.ASSOCIATION: _(
        "You have members and a common goal. The notary makes a deed. Profit is never divided."
    ),
    Form.COOPERATIVE_UA: _(
        "You run a business together. If there is a debt, members never pay for it. Most choose this."
    ),
    Form.COOPERATIVE_BA: _(
        "You run a business together. If there is a debt, members pay up to an agreed amount."
    ),
    Form.COOPERATIVE_WA: _("You run a business together. If there is a debt, members pay for all of it."),
    Form.FOUNDATION: _("There are no members. The board decides, for a goal. The notary makes a deed."),
    Form.BV: _(
        "A company with shares. Who has the most shares has the most say, unless your rules say otherwise."
    ),
}


def _described(title: object, description: object) -> SafeString:
    """A choice with its explanation, as one slip one can put a finger on."""
    return format_html('<span><strong>{}</strong> <span class="hint">{}</span></span>', title, description)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _day_field(label: object, help_text: object = "") -> forms.DateField:
    return forms.DateField(
        label=label,  # type: ignore[arg-type]  # lazy texts are texts
        help_text=help_text,  # type: ignore[arg-type]
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": _("Choose a day."),
            "invalid": _("This is not a day. Write it like this: 31-12-2025."),
        },
    )


class NameForm(forms.Form):
    name = TextField(
        label=_("What is your collective called?"),
        help_text=_("This name stands above every page of your collective."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Write the name of your collective."),
            "max_length": _("Make the name shorter: at most %(limit_value)d characters."),
        },
    )


class PlaceForm(forms.Form):
    place = TextField(
        label=_("In which place are you?"),
        help_text=_("A town, a village or a neighbourhood. You may leave this empty."),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "address-level2"}),
        error_messages={"max_length": _("Make this shorter: at most %(limit_value)d characters.")},
    )


class SinceForm(forms.Form):
    since = _day_field(
        _("Since when are you a group?"),
        _("Do you not know the exact day? Choose a day close to it. Today is fine too."),
    )

    def __init__(self, *args: object, today: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        self.today = today

    def clean_since(self) -> date:
        return day_between(self.cleaned_data["since"], OLDEST, self.today)


def day_between(day: date, first: date, last: date) -> date:
    """A day within bounds. Raises ValidationError that names them."""
    if first <= day <= last:
        return day
    if day > last:
        raise forms.ValidationError(gettext("This day is still to come. Choose today or an earlier day."))
    raise forms.ValidationError(
        gettext("Choose a day from %(day)s on.") % {"day": f"{first.day}-{first.month}-{first.year}"}
    )


class LegalFormForm(forms.Form):
    form = forms.ChoiceField(
        label=_("Which legal form do you have?"),
        help_text=_("Your rules hold with each of them. Not sure? Choose “no legal form yet”."),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one of the options."),
            "invalid_choice": _("Choose one of the options."),
        },
    )

    def __init__(self, *args: object, language: Language, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        choices = [
            (f.value, _described(_capital(FORMS[f].say(language)), hint)) for f, hint in FORM_HINTS.items()
        ]
        self.fields["form"].choices = choices  # type: ignore[attr-defined]  # a choice field has them


class PresetForm(forms.Form):
    preset = forms.ChoiceField(
        label=_("With which rules do you want to start?"),
        help_text=_("It is a first draft. You can change everything in it."),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one of the options."),
            "invalid_choice": _("Choose one of the options."),
        },
    )

    def __init__(self, *args: object, language: Language, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        choices = [(p.id, _described(p.title.say(language), p.description.say(language))) for p in PRESETS]
        self.fields["preset"].choices = choices  # type: ignore[attr-defined]  # a choice field has them


class ReadingForm(forms.Form):
    """Which text to read: in force on a day, and which words to look for in it."""

    op = _day_field(_("In force on which day?"))
    zoek = TextField(label=_("Search in the rules"), required=False, max_length=100)

    def __init__(self, data: object, *, today: date) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # a query dictionary
        self.today = today
        self.fields["op"].required = False

    def clean_op(self) -> date | None:
        day: date | None = self.cleaned_data["op"]
        return day_between(day, OLDEST, self.today) if day is not None else None


class CompareForm(forms.Form):
    van = forms.TypedChoiceField(label=_("Old version"), coerce=int)
    naar = forms.TypedChoiceField(label=_("New version"), coerce=int)

    def __init__(self, data: object, *, numbers: Iterable[int]) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # a query dictionary
        choices = [
            (number, pgettext("of the rules", "version %(number)s") % {"number": number})
            for number in numbers
        ]
        for name in ("van", "naar"):
            field = self.fields[name]
            field.choices = choices  # type: ignore[attr-defined]  # a choice field has them
            field.error_messages |= {"invalid_choice": gettext("There is no such version.")}


_NOT_CHOSEN = frozenset({Standing.CLOCKWORK, Standing.ANYONE})


class MayForm(forms.Form):
    """The question “may I?”: what, as whom, on which day."""

    wat = forms.ChoiceField(
        label=_("What do you want to do?"),
        error_messages={
            "required": _("Choose one of the options."),
            "invalid_choice": _("Choose one of the options."),
        },
    )
    als = forms.MultipleChoiceField(
        label=_("As whom?"),
        help_text=_("Choose everything that fits you. Nothing fits? Then leave it empty."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose one of the options.")},
    )
    op = _day_field(_("On which day?"))

    def __init__(
        self,
        data: object,
        *,
        acts: list[tuple[str, list[tuple[str, str]]]],
        language: Language,
        latest: date,
        initial: dict[str, object] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)  # type: ignore[arg-type]  # a query dictionary
        self.latest = latest
        self.fields["wat"].choices = [("", gettext("Choose…")), *acts]  # type: ignore[attr-defined]
        self.fields["als"].choices = [  # type: ignore[attr-defined]
            (each.value, _capital(STANDINGS[each].say(language)))
            for each in Standing
            if each not in _NOT_CHOSEN
        ]

    def clean_op(self) -> date:
        day: date = self.cleaned_data["op"]
        if day > self.latest:
            raise forms.ValidationError(gettext("Choose a day before %(year)s.") % {"year": self.latest.year})
        return day_between(day, OLDEST, self.latest)


class DeedForm(forms.Form):
    """The notary's deed of a version that waits for it."""

    signed_on = _day_field(
        _("On which day was the deed signed?"), _("The day is on the first page of the deed.")
    )
    notary = TextField(
        label=_("Which notary made it?"),
        help_text=_("The name and the place of the office."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Write the name of the notary."),
            "max_length": _("Make this shorter: at most %(limit_value)d characters."),
        },
    )

    def __init__(self, data: object, *, first: date, last: date) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # a query dictionary
        self.first = first
        self.last = last

    def clean_signed_on(self) -> date:
        return day_between(self.cleaned_data["signed_on"], self.first, self.last)
