"""What people fill in about money, hours and coins. A form only reads; whether it may be is asked of the gate."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from samenspel.kernels.quantity import Unit, UnitKind
from samenspel.rooms.ledger.params import AmountField
from samenspel.rooms.ledger.queries import AccountView

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

DAYS = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d-%m-%y"]


def _unit_label(unit: Unit) -> "StrOrPromise":
    if unit.kind is UnitKind.TIME:
        return _("How much time?")
    if unit.kind is UnitKind.EURO:
        return _("How many euros?")
    return _("How many %(coins)s?") % {"coins": unit.many}


def _unit_hint(unit: Unit) -> "StrOrPromise":
    return _("For example 1:30, or 45 min.") if unit.kind is UnitKind.TIME else ""


class PayForm(forms.Form):
    """To whom, how much of each unit, and what for."""

    def __init__(
        self,
        data: Mapping[str, object] | None,
        *,
        people: Iterable[tuple[str, str]],
        units: Sequence[Unit],
        **rest: object,
    ) -> None:
        super().__init__(data, **rest)  # type: ignore[arg-type]
        self.units = tuple(units)
        self.fields["to"] = forms.ChoiceField(
            label=_("To whom?"),
            choices=[("", _("Choose someone")), *people],
            error_messages={
                "required": _("Choose someone from the list."),
                "invalid_choice": _("Choose someone from the list."),
            },
        )
        for unit in self.units:
            self.fields[f"amount_{unit.code}"] = AmountField(
                unit, label=_unit_label(unit), hint=_unit_hint(unit)
            )
        self.fields["about"] = forms.CharField(
            label=_("What for?"),
            required=False,
            max_length=200,
            help_text=_("Only you two and the board read this."),
        )

    def clean(self) -> dict[str, object]:
        """At least one amount."""
        cleaned: dict[str, object] = super().clean() or {}
        if not self.errors and not self.amounts(cleaned):
            self.add_error(None, str(_("Fill in how much you give.")))
        return cleaned

    def amounts(self, cleaned: Mapping[str, object]) -> list[dict[str, object]]:
        """The amounts as the act takes them."""
        found = [(unit.code, cleaned.get(f"amount_{unit.code}")) for unit in self.units]
        return [{"unit": code, "amount": amount} for code, amount in found if amount]


class PromiseForm(PayForm):
    """The same, with a last day."""

    def __init__(self, data: Mapping[str, object] | None, **rest: object) -> None:
        super().__init__(data, **rest)  # type: ignore[arg-type]
        self.fields["until"] = _day(_("Until which day?"))


def _day(label: "StrOrPromise") -> forms.DateField:
    return forms.DateField(
        label=label,
        input_formats=DAYS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose a day."), "invalid": _("Write a day as 31-12-2026.")},
    )


def choices(accounts: Iterable[AccountView], names: Mapping[UUID, str]) -> list[tuple[str, str]]:
    """Accounts to choose from, each by its name."""
    return [(str(account.id), names[account.id]) for account in accounts]


class MoveForm(forms.Form):
    """From one account of all together to another, or to and from outside."""

    def __init__(
        self,
        data: Mapping[str, object] | None,
        *,
        givers: list[tuple[str, str]],
        takers: list[tuple[str, str]],
        unit: Unit,
        today: date | None = None,
        **rest: object,
    ) -> None:
        super().__init__(data, **rest)  # type: ignore[arg-type]
        chosen = {"invalid_choice": _("Choose one of these."), "required": _("Choose one of these.")}
        self.fields["giver"] = forms.ChoiceField(
            label=_("From where?"), choices=givers, error_messages=chosen
        )
        self.fields["taker"] = forms.ChoiceField(label=_("To where?"), choices=takers, error_messages=chosen)
        self.fields["amount"] = AmountField(
            unit, label=_unit_label(unit), required=True, hint=_unit_hint(unit)
        )
        if today is not None:
            self.fields["day"] = _day(_("On which day?"))
            self.fields["day"].initial = today
        self.fields["about"] = forms.CharField(
            label=_("What for?"),
            max_length=200,
            error_messages={"required": _("Write in a few words what it is for.")},
        )


class ReasonForm(forms.Form):
    """Why a payment is reversed."""

    reason = forms.CharField(
        label=_("Why?"),
        min_length=3,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write why."), "min_length": _("Write why.")},
    )


class AccountForm(forms.Form):
    """An account of all together, possibly set apart for a purpose."""

    name = forms.CharField(
        label=_("What is it called?"), max_length=80, error_messages={"required": _("Give it a name.")}
    )
    apart = forms.BooleanField(
        label=_("What is on it may only be spent on this"),
        required=False,
        help_text=_("For money that someone gave for one purpose."),
    )
