"""Form fields for the parameters of a clause: what a person types becomes a JSON value of the library."""

import re
from collections.abc import Mapping, Sequence

from django import forms
from django.forms.renderers import BaseRenderer
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from samenspel.kernels.statute.clause import Clause, JsonValue, Language, Parameter, Words
from samenspel.kernels.statute.domains import (
    Choice,
    Choices,
    Euro,
    Line,
    Majority,
    Minutes,
    Part,
    Whole,
    YesNo,
)

_FEW = 6
_LONG = 100
_MANY_DIGITS = 12


class TextField(forms.CharField):
    """A text with a longest length that the browser does not cut off: what is too long stays, and is told."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, object]:
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}


class UnitInput(forms.TextInput):
    """A short box for a number, with its unit before or after it. The question itself names the unit as well."""

    def __init__(self, inputmode: str, *, before: str = "", after: str = "") -> None:
        super().__init__({"inputmode": inputmode, "autocomplete": "off", "class": "short"})
        self.before = before
        self.after = after

    def render(
        self,
        name: str,
        value: object,
        attrs: Mapping[str, object] | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        box = super().render(name, value, dict(attrs or {}), renderer)
        return format_html('<span class="with-unit">{} {} {}</span>', self.before, box, self.after)


class WholeField(forms.CharField):
    """A whole number; spaces and points between the digits are forgiven."""

    def __init__(self, label: str, help_text: str, *, unit: str = "") -> None:
        super().__init__(label=label, help_text=help_text, widget=UnitInput("numeric", after=unit))

    def to_python(self, value: object) -> str:
        typed = super().to_python(value) or ""
        return re.sub(r"[\s.]", "", typed)

    def clean(self, value: object) -> int:
        typed = super().clean(value)
        if not re.fullmatch(rf"\d{{1,{_MANY_DIGITS}}}", typed):
            raise forms.ValidationError(_("Write a whole number, in digits."))
        return int(typed)


class EuroField(forms.CharField):
    """An amount in euros as people write it (`10.000`, `€ 2,50`, `2.50`), as cents."""

    def __init__(self, label: str, help_text: str) -> None:
        super().__init__(label=label, help_text=help_text, widget=UnitInput("decimal", before="€"))

    def prepare_value(self, value: object) -> object:
        if type(value) is not int:
            return value
        euros, cents = divmod(value, 100)
        return f"{euros},{cents:02d}" if cents else str(euros)

    def clean(self, value: object) -> int:
        cents = cents_of(super().clean(value))
        if cents is None:
            raise forms.ValidationError(_("Write an amount, for example 25 or 2,50."))
        return cents


def cents_of(typed: str) -> int | None:
    """Read an amount; the last point or comma with one or two digits behind it starts the cents."""
    text = re.sub(r"[\s€]", "", typed).removesuffix(",-").removesuffix(",--")
    found = re.fullmatch(r"(\d{1,3}(?:[.,]\d{3})+|\d{1,12})(?:[.,](\d{1,2}))?", text)
    if found is None:
        return None
    whole = int(re.sub(r"[.,]", "", found[1]))
    return whole * 100 + int((found[2] or "0").ljust(2, "0"))


class MinutesWidget(forms.MultiWidget):
    """Hours and minutes, each in a box of its own with its own word."""

    use_fieldset = True

    def __init__(self) -> None:
        super().__init__([forms.TextInput(), forms.TextInput()])

    def decompress(self, value: object) -> list[str]:
        return [str(part) for part in divmod(value, 60)] if type(value) is int else ["", ""]

    def render(
        self,
        name: str,
        value: object,
        attrs: Mapping[str, object] | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        del renderer  # an app's templates are found by the template engine, not by the renderer of forms
        context = self.get_context(name, value, dict(attrs or {}))
        context["widget"]["wrong"] = "aria-invalid" in (attrs or {})
        return render_to_string("statute/parts/minutes.html", context)


class MinutesField(forms.MultiValueField):
    """A length of time, as minutes. One of the two boxes may stay empty."""

    def __init__(self, label: str, help_text: str) -> None:
        boxes = (forms.CharField(required=False), forms.CharField(required=False))
        super().__init__(
            boxes, label=label, help_text=help_text, widget=MinutesWidget(), require_all_fields=False
        )

    def compress(self, data_list: Sequence[str]) -> int:
        typed = [part.strip() for part in data_list] or ["", ""]
        if not all(re.fullmatch(r"\d{0,6}", part) for part in typed):
            raise forms.ValidationError(_("Write a whole number, in digits."))
        hours, minutes = (int(part or 0) for part in typed)
        return hours * 60 + minutes


class ShareField(forms.ChoiceField):
    """A share from a list, shown in words."""

    def prepare_value(self, value: object) -> object:
        return f"{value[0]}/{value[1]}" if isinstance(value, list) else value

    def clean(self, value: object) -> list[int]:
        return [int(part) for part in str(super().clean(value)).split("/")]


class YesNoField(forms.ChoiceField):
    def prepare_value(self, value: object) -> object:
        return ("yes" if value else "no") if isinstance(value, bool) else value

    def clean(self, value: object) -> bool:
        return bool(super().clean(value) == "yes")


def field_for(parameter: Parameter, language: Language) -> forms.Field:
    """The form field with which a person answers the question of a parameter."""
    domain = parameter.domain
    label, help_text = parameter.question.say(language), parameter.hint.say(language)
    if isinstance(domain, (Majority, Part)):
        options = [
            (f"{s.numerator}/{s.denominator}", _upper(domain.write(s, language))) for s in domain.options
        ]
        widget = forms.RadioSelect() if len(options) <= _FEW else forms.Select()
        return ShareField(label=label, help_text=help_text, choices=options, widget=widget)
    if isinstance(domain, Whole):
        return WholeField(label, help_text, unit=domain.many.say(language))
    if isinstance(domain, Euro):
        return EuroField(label, help_text)
    if isinstance(domain, Minutes):
        return MinutesField(label, help_text)
    return _chosen_or_written(domain, label, help_text, language)


def _chosen_or_written(domain: object, label: str, help_text: str, language: Language) -> forms.Field:
    if isinstance(domain, YesNo):
        answers = [("yes", _("Yes")), ("no", _("No"))]
        return YesNoField(label=label, help_text=help_text, choices=answers, widget=forms.RadioSelect())
    if isinstance(domain, Choice):
        return forms.ChoiceField(
            label=label,
            help_text=help_text,
            choices=_options(domain.options, language),
            widget=forms.RadioSelect(),
        )
    if isinstance(domain, Choices):
        return forms.MultipleChoiceField(
            label=label,
            help_text=help_text,
            choices=_options(domain.options, language),
            widget=forms.CheckboxSelectMultiple(),
            required=domain.lowest > 0,
        )
    if isinstance(domain, Line):
        long = domain.longest > _LONG
        widget = forms.Textarea({"rows": 3}) if long else forms.TextInput()
        return forms.CharField(label=label, help_text=help_text, widget=widget)
    raise TypeError(f"There is no field for {type(domain).__name__}.")


def _options(options: Sequence[tuple[str, Words]], language: Language) -> list[tuple[str, str]]:
    return [(name, _upper(words.say(language))) for name, words in options]


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


class ValuesForm(forms.Form):
    """The questions of a clause, or some of them. After `is_valid`, `values` holds what was answered as JSON."""

    def __init__(
        self,
        clause: Clause,
        language: Language,
        current: Mapping[str, JsonValue],
        data: Mapping[str, object] | None = None,
        *,
        names: Sequence[str] | None = None,
    ) -> None:
        super().__init__(data=data, initial=dict(current))
        self.clause = clause
        self.language = language
        self.values: dict[str, JsonValue] = {}
        for parameter in clause.parameters:
            if names is None or parameter.name in names:
                field = field_for(parameter, language)
                field.error_messages["required"] = _("Fill this in.")
                field.error_messages["invalid_choice"] = _("Choose one of the options.")
                self.fields[parameter.name] = field

    def clean(self) -> dict[str, object]:
        """Hold every answer against the bounds of the library; its message says what the bounds are."""
        for parameter in self.clause.parameters:
            if parameter.name not in self.cleaned_data:
                continue
            try:
                value = parameter.domain.parse(self.cleaned_data[parameter.name])
            except ValueError as error:
                words = error.args[0]
                self.add_error(
                    parameter.name, words.say(self.language) if isinstance(words, Words) else str(words)
                )
            else:
                self.values[parameter.name] = parameter.domain.to_json(value)
        return self.cleaned_data
