"""What people fill in. A form only reads; whether something may be done is asked of the gate."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from samenspel.kernels.statute.clause import Language
from samenspel.kernels.statute.vocabulary import OFFICES, SEATS, Body, Standing
from samenspel.kernels.statute.words import BODIES, STANDINGS
from samenspel.kernels.tally import METHODS
from samenspel.rooms.deciding import ballots
from samenspel.rooms.statute.gate import ACTS

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MOST_OPTIONS = 60
_FIRST_OPTIONS = 3

_DAYS = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d-%m-%y"]


class MoneyField(forms.CharField):
    """An amount as people type it (“€ 1.250,50”, “1250”), read as whole cents."""

    default_error_messages = {"money": _("Write an amount in euros, for example 1250 or 12,50.")}

    def clean(self, value: object) -> int:
        """The amount in cents; nothing filled in is zero."""
        typed = re.sub(r"[\s€\u00a0]", "", str(super().clean(value) or "")).removesuffix("-").rstrip(",.")
        if not typed:
            return 0
        parts = re.fullmatch(r"(\d{1,3}(?:[.,]\d{3})+|\d{1,9})(?:[.,](\d{1,2}))?", typed)
        if parts is None:
            raise forms.ValidationError(self.error_messages["money"], code="money")
        euros = int(re.sub(r"\D", "", parts[1]))
        return euros * 100 + int((parts[2] or "0").ljust(2, "0"))


class ProposalForm(forms.Form):
    """The words of a proposal. The procedure is not here: the statute gives it."""

    title = forms.CharField(
        label=_("What do you propose?"),
        help_text=_("One short sentence. For example: we buy a cargo bike for everybody."),
        min_length=3,
        max_length=160,
        error_messages={
            "required": _("Write in one sentence what you propose."),
            "min_length": _("Write a little more, so that everyone understands it."),
            "max_length": _("Make this shorter: at most 160 characters."),
        },
    )
    reason = forms.CharField(
        label=_("Why do you want this?"),
        help_text=_("What gets better? What does it cost? Write it as you would tell it."),
        min_length=3,
        max_length=5000,
        widget=forms.Textarea,
        error_messages={
            "required": _("Write why you want this."),
            "min_length": _("Write a little more, so that everyone understands it."),
            "max_length": _("Make this shorter: at most 5000 characters."),
        },
    )
    touches = forms.CharField(
        label=_("Whom does it touch?"),
        help_text=_("Who notices it? For example: everyone who cooks, or the neighbours of the garden."),
        max_length=300,
        required=False,
        error_messages={"max_length": _("Make this shorter: at most 300 characters.")},
    )
    purpose_line = forms.CharField(
        label=_("How does it help our purpose?"),
        max_length=300,
        required=False,
        error_messages={"max_length": _("Make this shorter: at most 300 characters.")},
    )


class RewordForm(ProposalForm):
    """Only the words that may still change: title and reason."""

    touches = None  # type: ignore[assignment]
    purpose_line = None  # type: ignore[assignment]


class OptionForm(forms.Form):
    """One option of a choice among several."""

    title = forms.CharField(
        label=_("Option"),
        min_length=3,
        max_length=160,
        error_messages={
            "required": _("Give this option a name."),
            "min_length": _("Give this option a name of at least 3 letters."),
            "max_length": _("Make this shorter: at most 160 characters."),
        },
    )
    text = forms.CharField(
        label=_("What is it?"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "low"}),
        error_messages={"max_length": _("Make this shorter: at most 600 characters.")},
    )
    cost = MoneyField(
        label=_("What does it cost?"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "short"}),
    )


class CountingForm(forms.Form):
    """How a choice is counted: one of the ways that the rules allow, with seats or money where it needs them."""

    seats = forms.IntegerField(
        label=_("How many can be chosen?"),
        help_text=_("Only when you choose for several seats."),
        min_value=1,
        max_value=MOST_OPTIONS,
        required=False,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
        error_messages={
            "invalid": _("Write a whole number."),
            "min_value": _("Write a number of at least 1."),
            "max_value": _("Write a smaller number."),
        },
    )
    budget = MoneyField(
        label=_("How much money is there to divide?"),
        help_text=_("Only when you divide money. Fill in the costs of every option too."),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "short"}),
    )

    def __init__(self, ways: Sequence[str], data: Mapping[str, str] | None = None, **given: object) -> None:
        super().__init__(data, **given)  # type: ignore[arg-type]
        self.fields["counting"] = forms.ChoiceField(
            label=_("How do we count?"),
            choices=[(way, slip(*ballots.WAYS[way])) for way in ways],
            initial=ways[0],
            widget=forms.RadioSelect,
            error_messages={
                "required": _("Choose how we count."),
                "invalid_choice": _("Choose how we count."),
            },
        )
        several = [METHODS[way] for way in ways]
        if not any(method.seats for method in several):
            del self.fields["seats"]
        if not any(method.budget for method in several):
            del self.fields["budget"]
        self.order_fields(["counting", "seats", "budget"])

    def values(self) -> dict[str, object]:
        """The same as the act takes them."""
        given = self.cleaned_data
        return {
            "counting": given["counting"],
            "seats": given.get("seats") or 1,
            "budget": given.get("budget") or 0,
        }


OptionRow = Mapping[str, str]
"""An option as it was typed: title, text and cost."""


class OptionRows:
    """The options of a choice, as rows. A row with nothing in it does not count. `checked` asks for errors."""

    def __init__(
        self, data: Mapping[str, str] | None = None, *, checked: bool = False, extra: int = 0
    ) -> None:
        count = _small(data.get("options", ""), _FIRST_OPTIONS) if data is not None else _FIRST_OPTIONS
        self.checked = checked
        self.count = max(2, min(count + extra, MOST_OPTIONS))
        self.forms = [self._form(number, data or {}) for number in range(1, self.count + 1)]

    def _form(self, number: int, data: Mapping[str, str]) -> OptionForm:
        prefix = f"option-{number}"
        typed = {name: data.get(f"{prefix}-{name}", "") for name in OptionForm.base_fields}
        given = any(value.strip() for value in typed.values())
        form = OptionForm(data if given and self.checked else None, prefix=prefix, initial=typed)
        form.fields["title"].label = format_html("{} {}", form.fields["title"].label, number)
        return form

    @property
    def given(self) -> list[OptionForm]:
        return [form for form in self.forms if form.is_bound]

    @property
    def full(self) -> bool:
        return self.count >= MOST_OPTIONS

    def is_valid(self) -> bool:
        return all(form.is_valid() for form in self.given) and len(self.given) >= 2

    @property
    def errors(self) -> list["StrOrPromise"]:
        """What is wrong with the options as a whole."""
        return [_("A choice needs at least two options.")] if self.checked and len(self.given) < 2 else []

    def values(self) -> list[dict[str, object]]:
        """The options as the act takes them. Only for rows that are valid."""
        return [dict(form.cleaned_data) for form in self.given]


def _small(typed: str, otherwise: int) -> int:
    return int(typed) if typed.isdecimal() and len(typed) < 4 else otherwise


# What an act needs to know


@dataclass(frozen=True, slots=True)
class Choices:
    """Of what one can choose here: people by name, bodies of the charter, in a language."""

    people: Sequence[tuple[UUID, str]]
    bodies: Sequence[Body]
    language: Language


def params_form(act: str, known: frozenset[str], choices: Choices) -> type[forms.Form] | None:
    """A form that asks what an act needs and is not known yet; None when a page of its own has to tell it.

    Who asked for something stands in their request: then nobody has to be chosen.
    """
    told = known | ({"person_id"} if "application_id" in known else {"application_id"})
    every = [field.name for field in fields(ACTS[act].params) if field.name not in known]  # type: ignore[arg-type]
    names = [name for name in every if name not in told]
    if not names or any(name not in _FIELDS for name in names):
        return None
    return type(
        "ParamsForm", (forms.Form,), {name: _FIELDS[name](choices) for name in _FIELDS if name in names}
    )


def _person_field(choices: Choices) -> forms.Field:
    people = [(str(id_), name) for id_, name in choices.people]
    return forms.ChoiceField(
        label=_("Whom is it about?"),
        choices=[("", _("Choose someone")), *people],
        error_messages={
            "required": _("Choose someone from the list."),
            "invalid_choice": _("Choose someone from the list."),
        },
    )


def _body_field(choices: Choices) -> forms.Field:
    appointed = [body for body in choices.bodies if SEATS.get(body) in OFFICES]
    return forms.ChoiceField(
        label=_("In which body?"),
        choices=[(body.value, _first_upper(BODIES[body].say(choices.language))) for body in appointed],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a body."), "invalid_choice": _("Choose a body.")},
    )


def _standing_field(choices: Choices) -> forms.Field:
    return forms.ChoiceField(
        label=_("As what?"),
        choices=[(each.value, _first_upper(STANDINGS[each].say(choices.language))) for each in _GIVEN],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of these."), "invalid_choice": _("Choose one of these.")},
    )


def _until_field(_choices: Choices) -> forms.Field:
    return forms.DateField(
        label=_("Until which day?"),
        required=False,
        input_formats=_DAYS,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _("Write a date, for example 31-12-2026.")},
    )


def _answer_field(_choices: Choices) -> forms.Field:
    return forms.CharField(
        label=_("What do you answer?"),
        help_text=_("Write it so that everyone can understand it."),
        min_length=3,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write an answer."), "min_length": _("Write an answer.")},
    )


def _reason_field(_choices: Choices) -> forms.Field:
    return forms.CharField(
        label=_("What is the reason?"),
        help_text=_("This person gets to read it."),
        min_length=3,
        max_length=5000,
        widget=forms.Textarea,
        error_messages={"required": _("Write the reason."), "min_length": _("Write a little more.")},
    )


def _count_field(_choices: Choices) -> forms.Field:
    return forms.IntegerField(
        label=_("How many?"),
        min_value=1,
        max_value=10_000,
        error_messages={"required": _("Write a number."), "invalid": _("Write a whole number.")},
    )


_FIELDS: dict[str, Callable[[Choices], forms.Field]] = {
    "person_id": _person_field,
    "body": _body_field,
    "standing": _standing_field,
    "until": _until_field,
    "reason": _reason_field,
    "count": _count_field,
    "answer": _answer_field,
}
"""How to ask for each parameter of an act that a proposal can carry, in the order in which it is asked."""

_GIVEN = (
    Standing.PARTICIPANT,
    Standing.VOLUNTEER,
    Standing.SOCIAL_SHAREHOLDER,
    Standing.CERTIFICATE_HOLDER,
    Standing.FUNDER,
)


def as_params(form: forms.Form) -> dict[str, object]:
    """What was filled in, as the parameters of an act; what was left open is left out."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in form.cleaned_data.items()
        if value not in (None, "")
    }


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]


# Voting


def slip(title: "StrOrPromise", hint: "StrOrPromise" = "") -> SafeString:
    """A choice with a line of explanation under it, in the language of this moment."""
    if not hint:
        return format_html("<span>{}</span>", title)
    return format_html('<span><strong>{}</strong><span class="hint">{}</span></span>', title, hint)


class VoteForm(forms.Form):
    """For, against or abstain."""

    marks = forms.ChoiceField(
        label=_("What do you vote?"),
        choices=[("for", _("In favour")), ("against", _("Against")), ("abstain", _("I abstain"))],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one of the three."),
            "invalid_choice": _("Choose one of the three."),
        },
    )

    def chosen(self) -> list[str]:
        return [self.cleaned_data["marks"]]


class ReactionForm(forms.Form):
    """How one reacts to a proposal: three large choices."""

    reaction = forms.ChoiceField(
        label=_("What do you think of it?"),
        choices=lambda: [
            ("agree", slip(_("I agree"), _("It is good enough, and safe enough to try."))),
            ("worried", slip(_("I worry, but it may go ahead"), _("You can tell in the discussion what worries you."))),
            ("object", slip(_("I object"), _("It does harm, or it goes against our purpose. You say why."))),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the three."), "invalid_choice": _("Choose one of the three.")},
    )  # fmt: skip


class TextForm(forms.Form):
    """One text, with a label of its own."""

    text = forms.CharField(
        min_length=3,
        max_length=5000,
        widget=forms.Textarea,
        error_messages={
            "required": _("Write something first."),
            "min_length": _("Write a little more, so that everyone understands it."),
            "max_length": _("Make this shorter: at most 5000 characters."),
        },
    )

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        label: "StrOrPromise",
        hint: "StrOrPromise" = "",
        missing: "StrOrPromise" = "",
    ) -> None:
        super().__init__(data)
        self.fields["text"].label = label
        self.fields["text"].help_text = hint
        if missing:
            self.fields["text"].error_messages["required"] = missing

    @property
    def value(self) -> str:
        text: str = self.cleaned_data["text"]
        return text


class SettleForm(forms.Form):
    """How one's own objection ended."""

    end = forms.ChoiceField(
        label=_("How does your objection end?"),
        choices=lambda: [
            ("integrated", slip(_("It was taken in"), _("The proposal changed, or the answer solves it."))),
            ("withdrawn", slip(_("I let it go"), _("I still worry, but the proposal may go ahead."))),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two."), "invalid_choice": _("Choose one of the two.")},
    )  # fmt: skip


class OutsideForm(forms.Form):
    """What a body outside the platform decided, with what its letter says."""

    agreed = forms.ChoiceField(
        label=_("What did they decide?"),
        choices=[("yes", _("They agree")), ("no", _("They do not agree"))],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one of the two."),
            "invalid_choice": _("Choose one of the two."),
        },
    )
    letter = forms.CharField(
        label=_("What does their letter say?"),
        help_text=_("Write down who signed it, on which day, and what they decided."),
        min_length=3,
        max_length=5000,
        widget=forms.Textarea,
        error_messages={
            "required": _("Write what the letter says."),
            "min_length": _("Write a little more."),
        },
    )
