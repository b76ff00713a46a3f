"""Amounts as they are given and said: in what is sent, in what people type and read. For rooms above as well."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Protocol

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from pydantic import AfterValidator
from pydantic import Field as Bound
from stdnum import iban

from samenspel.kernels.quantity import BadAmountError, Unit, read_amount, say_amount
from samenspel.rooms.statute.params import ToldError

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MOST = 10**15


class InTwo(Protocol):
    """Words in two languages, as every kernel has them."""

    @property
    def nl(self) -> str: ...
    @property
    def en(self) -> str: ...


def _iban(value: str) -> str:
    """An IBAN without spaces, dots and dashes, or nothing. Raises ToldError when a figure in it is wrong."""
    text = iban.compact("".join(value.split()))
    if text and not iban.is_valid(text):
        raise ToldError(_("This is not a bank account number. Look at it again: it begins with NL."))
    return text


Iban = Annotated[str, AfterValidator(_iban), Bound(max_length=42)]
"""A bank account number, or nothing."""


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in the smallest parts of a unit: minutes, cents, hundredths of a coin."""

    unit: Annotated[str, Bound(min_length=1, max_length=20)]
    amount: Annotated[int, Bound(gt=0, le=MOST)]


Amounts = Annotated[tuple[Amount, ...], Bound(min_length=1, max_length=6)]


def as_code(unit: str, amount: int) -> str:
    """An amount as it stands in the book of deeds: “min:25”."""
    return f"{unit}:{amount}"


def say(amount: int, unit: Unit) -> str:
    """An amount in the reader's language: “2 uur en 15 minuten”."""
    return say_amount(amount, unit, "en" if get_language() == "en" else "nl")


def in_words(words: InTwo) -> str:
    """Words of a kernel in the reader's language."""
    return words.en if get_language() == "en" else words.nl


def typed(text: str, unit: Unit, code: str = "amount") -> int:
    """An amount as people type it. Raises ValidationError, with the given code, that says how to write it."""
    try:
        return read_amount(text, unit)
    except BadAmountError as error:
        raise forms.ValidationError(in_words(error.words), code=code) from error


class AmountField(forms.CharField):
    """An amount as people type it, read in the smallest parts of its unit; nothing filled in is None."""

    def __init__(
        self, unit: Unit, *, label: "StrOrPromise", required: bool = False, hint: "StrOrPromise" = ""
    ) -> None:
        super().__init__(
            label=label,
            required=required,
            help_text=hint,
            max_length=40,
            widget=forms.TextInput(attrs={"inputmode": "text", "class": "short", "autocomplete": "off"}),
            error_messages={"required": _("Fill this in.")},
        )
        self.unit = unit

    def clean(self, value: object) -> int | None:
        """The amount. Raises ValidationError that says how to write it."""
        text = str(super().clean(value) or "").strip()
        return typed(text, self.unit) if text else None


class IbanField(forms.CharField):
    """On which bank account one wants something; it may stay empty. The act says what is wrong with it."""

    def __init__(self) -> None:
        super().__init__(
            label=_("On which bank account do you want it?"),
            required=False,
            max_length=42,
            help_text=_("For example NL91 ABNA 0417 1643 00. Leave it empty if the treasurer knows it."),
            widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        )
