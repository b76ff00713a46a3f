"""What people fill in about money, hours and coins. A form only reads; whether it may be is asked of the gate."""

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from samenspel.kernels.quantity import EURO, Unit, UnitKind
from samenspel.rooms.ledger.bank import Guess
from samenspel.rooms.ledger.bankfiles import Columns, guessed
from samenspel.rooms.ledger.params import AmountField, IbanField
from samenspel.rooms.ledger.queries import AccountView
from samenspel.rooms.ledger.ubl import RATES, Regime

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
        payee: bool = False,
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
        if payee:
            self.fields["payee"] = forms.CharField(
                label=_("To whom is it still to be paid?"),
                required=False,
                max_length=70,
                help_text=_("Leave this and the account empty if it was paid already."),
            )
            self.fields["iban"] = IbanField()
            self.fields["iban"].label = _("On which account?")
            self.fields["iban"].help_text = _("For example NL91 ABNA 0417 1643 00.")


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


def _cents(label: "StrOrPromise") -> AmountField:
    return AmountField(EURO, label=label, required=True)


class ExpensesForm(forms.Form):
    """What one paid, when, what for, and the receipt."""

    def __init__(self, data: Mapping[str, object] | None, files: object, *, today: date) -> None:
        super().__init__(data, files)  # type: ignore[arg-type]
        self.fields["cents"] = _cents(_("How much did you pay?"))
        self.fields["day"] = _day(_("Which day is on the receipt?"))
        self.fields["day"].initial = today
        self.fields["about"] = forms.CharField(
            label=_("What was it for?"),
            min_length=3,
            max_length=300,
            error_messages={
                "required": _("Write in a few words what it is for."),
                "min_length": _("Write in a few words what it is for."),
            },
        )
        self.fields["receipt"] = forms.FileField(
            label=_("A photo of the receipt"),
            help_text=_("Or a PDF. At most 2 MB."),
            widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,application/pdf"}),
            error_messages={
                "required": _("Choose a file."),
                "empty": _("There is nothing in this file."),
                "missing": _("Choose a file."),
                "invalid": _("Choose a file."),
            },
        )
        self.fields["iban"] = IbanField()


class PotForm(forms.Form):
    """What one wants to buy from the pot."""

    def __init__(self, data: Mapping[str, object] | None) -> None:
        super().__init__(data)
        self.fields["cents"] = _cents(_("How much is it?"))
        self.fields["about"] = forms.CharField(
            label=_("What is it for?"),
            min_length=3,
            max_length=1000,
            help_text=_("How does it help your work, or what do you learn?"),
            widget=forms.Textarea(attrs={"rows": 3}),
            error_messages={
                "required": _("Write in a few words what it is for."),
                "min_length": _("Write in a few words what it is for."),
            },
        )
        self.fields["iban"] = IbanField()


class GrantForm(forms.Form):
    """From which account it comes, and what stands in the cash book."""

    def __init__(
        self, data: Mapping[str, object] | None, *, givers: list[tuple[str, str]], about: str
    ) -> None:
        super().__init__(data)
        if givers:
            self.fields["giver"] = forms.ChoiceField(
                label=_("From where?"),
                choices=givers,
                error_messages={
                    "invalid_choice": _("Choose one of these."),
                    "required": _("Choose one of these."),
                },
            )
        self.fields["about"] = forms.CharField(
            label=_("What stands in the cash book?"),
            required=False,
            max_length=200,
            initial=about,
            help_text=_("Everyone here reads this, so write no names of people."),
        )


def _line_of_text(
    label: "StrOrPromise", longest: int, missing: "StrOrPromise" = "", hint: "StrOrPromise" = ""
) -> forms.CharField:
    """A line of text; it may stay empty where nothing is said for when it is missing."""
    return forms.CharField(
        label=label,
        max_length=longest,
        required=bool(missing),
        help_text=hint,
        error_messages={"required": missing} if missing else {},
    )


class SenderForm(forms.Form):
    """Who we are on our invoices."""

    def __init__(self, data: Mapping[str, object] | None, *, initial: Mapping[str, str]) -> None:
        super().__init__(data, initial=dict(initial))
        missing = _("Fill this in.")
        self.fields["name"] = _line_of_text(_("Our name"), 120, missing)
        self.fields["street"] = _line_of_text(_("Street and number"), 70, missing)
        self.fields["postcode"] = _line_of_text(_("Postcode"), 10, missing)
        self.fields["city"] = _line_of_text(_("Town"), 50, missing)
        self.fields["iban"] = _line_of_text(_("Our own account at the bank"), 42, missing)
        self.fields["number"] = _line_of_text(
            _("Our number at the KVK"), 30, hint=_("8 digits. Leave it empty if we are not registered.")
        )
        self.fields["regime"] = forms.ChoiceField(
            label=_("How do we stand to btw?"),
            widget=forms.RadioSelect,
            choices=[
                (Regime.NONE.value, _("We are no entrepreneur for btw")),
                (Regime.SMALL.value, _("We use the scheme for small entrepreneurs (KOR)")),
                (Regime.EXEMPT.value, _("What we do is exempt")),
                (Regime.STANDARD.value, _("We charge btw")),
            ],
            error_messages={
                "required": _("Choose one of these."),
                "invalid_choice": _("Choose one of these."),
            },
        )
        self.fields["vat_id"] = _line_of_text(
            _("Our btw number"),
            20,
            hint=_("For example NL123456789B01. Not needed if we are no entrepreneur for btw."),
        )


INVOICE_LINES = 6


class InvoiceForm(forms.Form):
    """To whom, what for, and how much."""

    def __init__(self, data: Mapping[str, object] | None, *, today: date, taxed: bool) -> None:
        super().__init__(data)
        self.taxed = taxed
        missing = _("Fill this in.")
        self.fields["name"] = _line_of_text(_("To whom?"), 120, missing)
        self.fields["street"] = _line_of_text(_("Street and number"), 70, missing)
        self.fields["postcode"] = _line_of_text(_("Postcode"), 10, missing)
        self.fields["city"] = _line_of_text(_("Town"), 50, missing)
        self.fields["number"] = _line_of_text(
            _("Their number at the KVK, or OIN"),
            30,
            hint=_("An OIN is for a municipality. Leave it empty for a person."),
        )
        self.fields["reference"] = _line_of_text(
            _("Their own reference"), 60, hint=_("A municipality often gives one.")
        )
        self.fields["delivered"] = _day(_("On which day was it delivered?"))
        self.fields["delivered"].initial = today
        self.fields["days"] = forms.IntegerField(
            label=_("In how many days is it to be paid?"),
            min_value=0,
            max_value=120,
            initial=30,
            error_messages={
                "required": missing,
                "invalid": _("Fill in a number."),
                "min_value": _("Fill in a number."),
                "max_value": _("At most 120 days."),
            },
        )
        for place in range(INVOICE_LINES):
            first = not place
            self.fields[f"text{place}"] = _line_of_text(
                _("What was it? (%(number)s)") % {"number": place + 1},
                120,
                _("Write what it was.") if first else "",
            )
            self.fields[f"quantity{place}"] = forms.DecimalField(
                label=_("How many? (%(number)s)") % {"number": place + 1},
                required=False,
                min_value=Decimal("0.001"),
                max_digits=9,
                decimal_places=3,
                localize=True,
                initial=1,
                error_messages={
                    "invalid": _("Fill in a number."),
                    "min_value": _("Fill in a number."),
                    "max_digits": _("Fill in a number."),
                    "max_decimal_places": _("Fill in a number."),
                    "max_whole_digits": _("Fill in a number."),
                },
                widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "short"}),
            )
            self.fields[f"price{place}"] = AmountField(
                EURO,
                label=_("How much each, without btw? (%(number)s)") % {"number": place + 1},
                required=first,
            )
            if taxed:
                self.fields[f"rate{place}"] = forms.ChoiceField(
                    label=_("Which btw? (%(number)s)") % {"number": place + 1},
                    choices=[(str(rate), f"{rate}%") for rate in sorted(RATES, reverse=True)],
                    required=False,
                )

    @property
    def whom(self) -> list[forms.BoundField]:
        """The fields about whom it is for."""
        return [
            self[name]
            for name in ("name", "street", "postcode", "city", "number", "reference", "delivered", "days")
        ]

    @property
    def rows(self) -> list[list[forms.BoundField]]:
        """The fields of every line."""
        names = ("text", "quantity", "price", *(("rate",) if self.taxed else ()))
        return [[self[f"{name}{place}"] for name in names] for place in range(INVOICE_LINES)]

    def clean(self) -> dict[str, object]:
        """At least one line, and of every line both what it was and how much."""
        cleaned: dict[str, object] = super().clean() or {}
        for place in range(INVOICE_LINES):
            text, price = cleaned.get(f"text{place}"), cleaned.get(f"price{place}")
            if text and not price and f"price{place}" not in self.errors:
                self.add_error(f"price{place}", str(_("Fill in how much it is.")))
            if price and not text:
                self.add_error(f"text{place}", str(_("Write what it was.")))
        if not self.errors and not self.lines(cleaned):
            self.add_error("text0", str(_("Write what it was.")))
        return cleaned

    def lines(self, cleaned: Mapping[str, object]) -> list[dict[str, object]]:
        """The lines as the act takes them: quantities in thousandths."""
        return [
            {
                "text": text,
                "price": cleaned[f"price{place}"],
                "quantity": int(Decimal(str(cleaned.get(f"quantity{place}") or 1)) * 1000),
                "rate": int(str(cleaned.get(f"rate{place}") or 0)),
            }
            for place in range(INVOICE_LINES)
            if (text := cleaned.get(f"text{place}")) and cleaned.get(f"price{place}")
        ]


class OwnIbanForm(forms.Form):
    """From which of our accounts at the bank it is paid."""

    def __init__(self, data: Mapping[str, object] | None, *, account: UUID, iban: str) -> None:
        super().__init__(data, auto_id=f"id_%s-{account.hex[-6:]}")
        self.fields["iban"] = forms.CharField(
            label=_("Our own account at the bank"),
            max_length=42,
            initial=iban,
            widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
            error_messages={"required": _("Write the number of our own account at the bank.")},
        )


class AuditForm(forms.Form):
    """What one found of the books of a year."""

    finding = forms.ChoiceField(
        label=_("What did you find?"),
        widget=forms.RadioSelect,
        choices=[("good", _("I have no questions about it")), ("remarks", _("I have remarks"))],
        error_messages={"required": _("Choose one of these."), "invalid_choice": _("Choose one of these.")},
    )
    remarks = forms.CharField(
        label=_("Your remarks"),
        required=False,
        max_length=5000,
        help_text=_("All members read this."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class FillForm(forms.Form):
    """For whom, what came in from their work, and what it cost."""

    def __init__(
        self, data: Mapping[str, object] | None, *, people: Iterable[tuple[str, str]], today: date
    ) -> None:
        super().__init__(data)
        chosen = {
            "required": _("Choose someone from the list."),
            "invalid_choice": _("Choose someone from the list."),
        }
        self.fields["person_id"] = forms.ChoiceField(
            label=_("Whose work was it?"),
            choices=[("", _("Choose someone")), *people],
            error_messages=chosen,
        )
        self.fields["turnover"] = _cents(_("How much did customers pay?"))
        self.fields["costs"] = AmountField(
            EURO,
            label=_("What did it cost?"),
            hint=_("Material, rent of a stall. Leave it empty if there were no costs."),
        )
        self.fields["day"] = _day(_("On which day?"))
        self.fields["day"].initial = today
        self.fields["about"] = forms.CharField(
            label=_("What for?"),
            min_length=3,
            max_length=200,
            error_messages={
                "required": _("Write in a few words what it is for."),
                "min_length": _("Write in a few words what it is for."),
            },
        )


class BankFileForm(forms.Form):
    """A file of the bank, and which of our accounts it is of."""

    file = forms.FileField(
        label=_("A file of the bank"),
        help_text=_("Download it from your bank: CAMT.053, MT940 or CSV."),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("There is nothing in this file."),
            "missing": _("Choose a file."),
            "invalid": _("Choose a file."),
        },
    )

    def __init__(
        self, data: Mapping[str, object] | None, files: object, *, banks: list[tuple[str, str]]
    ) -> None:
        super().__init__(data, files)  # type: ignore[arg-type]
        self.fields["account"] = forms.ChoiceField(
            label=_("Of which account?"),
            choices=banks,
            error_messages={
                "invalid_choice": _("Choose one of these."),
                "required": _("Choose one of these."),
            },
        )
        if len(banks) == 1:
            self.fields["account"].widget = forms.HiddenInput()
            self.fields["account"].initial = banks[0][0]


class ColumnsForm(forms.Form):
    """What the columns of a table are. The table goes along with it, since nothing is kept before it is read."""

    def __init__(
        self,
        data: Mapping[str, object] | None,
        *,
        rows: Sequence[Sequence[str]],
        content: bytes,
        account: UUID,
    ) -> None:
        seems = guessed(rows)
        super().__init__(
            data,
            initial={
                **(asdict(seems) if seems is not None else {}),
                "content": b64encode(content).decode(),
                "account": account,
            },
        )
        self.rows = rows
        choices = [(place, _column(place, rows)) for place in range(len(rows[0]))]
        missing = {"required": _("Choose one of these."), "invalid_choice": _("Choose one of these.")}
        for name, label in _COLUMNS:
            needed = name in {"day", "amount"}
            self.fields[name] = forms.TypedChoiceField(
                label=label,
                required=needed,
                choices=[("", _("Choose a column")) if needed else ("", _("It is not there")), *choices],
                coerce=int,
                empty_value=None,
                error_messages=missing,
            )
        self.fields["headings"] = forms.BooleanField(
            label=_("The first row says what the columns are"), required=False
        )
        for name in ("content", "account"):
            self.fields[name] = forms.CharField(widget=forms.HiddenInput)

    def columns(self) -> Columns:
        """The place of every column."""
        return Columns(**{each.name: self.cleaned_data[each.name] for each in fields(Columns)})


_COLUMNS = (
    ("day", _("The day")),
    ("amount", _("How much")),
    ("out", _("What went out, if that has a column of its own")),
    ("sign", _("In or out, as a word")),
    ("name", _("With whom")),
    ("iban", _("Their bank account")),
    ("about", _("What for")),
)


def _column(place: int, rows: Sequence[Sequence[str]]) -> str:
    """A column by its number and what stands in it."""
    first, last = rows[0][place].strip(), rows[-1][place].strip()
    return f"{place + 1}: {first[:30]} · {last[:30]}"


CONTRIBUTION = "contribution"
"""What a line of the bank can be: what someone contributes."""


class BankLineForm(forms.Form):
    """What a line of the bank is, and what it was for."""

    def __init__(
        self,
        data: Mapping[str, object] | None,
        *,
        options: list[tuple[str, str]],
        guess: Guess,
        members: Sequence[tuple[str, str]] = (),
        seems: str = "",
    ) -> None:
        """`members` can have paid a contribution by it; `seems` is the one whose name the bank tells."""
        super().__init__(data)
        if members:
            options = [*options, (CONTRIBUTION, str(_("Someone’s contribution")))]
        first = _first(options, guess) or (CONTRIBUTION if seems else None)
        self.fields["what"] = forms.ChoiceField(
            label=_("What is it?"),
            choices=options,
            widget=forms.RadioSelect,
            initial=first,
            error_messages={
                "invalid_choice": _("Choose one of these."),
                "required": _("Choose one of these."),
            },
        )
        self.fields["about"] = forms.CharField(
            label=_("What for?"),
            required=False,
            max_length=200,
            initial=guess.about,
            help_text=_(
                "Only if it is new in the cash book. Everyone here reads this, so write no names of people."
            ),
        )

        if members:
            self.fields["member"] = forms.ChoiceField(
                label=_("Whose contribution?"),
                choices=[("", _("Nobody’s")), *members],
                required=False,
                initial=seems,
                help_text=_("Only if it is a contribution."),
                error_messages={"invalid_choice": _("Choose someone from the list.")},
            )

    def clean(self) -> dict[str, object]:
        """A payment that is new in the cash book needs words, and a contribution someone who gave it."""
        cleaned: dict[str, object] = super().clean() or {}
        if cleaned.get("what") == CONTRIBUTION and not cleaned.get("member"):
            self.add_error("member", str(_("Choose someone from the list.")))
        if str(cleaned.get("what", "")).startswith("account:") and not str(cleaned.get("about", "")).strip():
            self.add_error("about", str(_("Write in a few words what it is for.")))
        return cleaned


def _first(options: Sequence[tuple[str, str]], guess: Guess) -> str | None:
    """What is chosen before one chooses: the payment that was written down, or the account of last time."""
    if guess.written:
        return f"match:{guess.written[0].transfer_id}"
    last = f"account:{guess.account_id}"
    return last if last in {value for value, _label in options} else None
