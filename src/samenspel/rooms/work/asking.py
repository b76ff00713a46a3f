"""The question “may this be paid to me?” as a form. What is filled in is used once and kept nowhere."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from samenspel.ground.people.drawer import SHORTEST
from samenspel.kernels.benefits import Benefit, Kind, Municipality
from samenspel.kernels.quantity import EURO
from samenspel.rooms.ledger.params import AmountField, IbanField

_CHOOSE = {"required": _("Choose one of these."), "invalid_choice": _("Choose one of these.")}
_BENEFITS = (
    (Benefit.PARTICIPATIEWET, _("Social assistance (bijstand)")),
    (Benefit.WW, "WW"),
    (Benefit.WIA, "WIA"),
    (Benefit.WAO, "WAO"),
    (Benefit.ZW, _("Sickness benefit (Ziektewet)")),
    (Benefit.WAJONG, "Wajong"),
    (Benefit.IOAW, "IOAW"),
    (Benefit.IOAZ, "IOAZ"),
    (Benefit.AOW, "AOW"),
    (Benefit.OTHER, _("Another one")),
    (Benefit.UNKNOWN, _("I do not know")),
    (Benefit.NONE, _("None")),
)
_KINDS = (
    (Kind.VOLUNTEER_ALLOWANCE, _("A fixed sum for voluntary work")),
    (Kind.EXPENSES, _("Costs, with receipts")),
    (Kind.GIFT_OR_GOODS, _("A gift, a meal or groceries")),
    (Kind.FOOD_BANK, _("Something from a food bank")),
    (Kind.EARNINGS, _("Wages or profit")),
    (Kind.OWN_COIN, _("Our own coin")),
    (Kind.HOURS, _("Hours on my account")),
    (Kind.POT, _("Something bought from my pot")),
)


def _choice(label: object, options: object, hint: object = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=options, help_text=hint, error_messages=_CHOOSE)  # type: ignore[arg-type]


def _place(places: Mapping[str, Municipality]) -> forms.ChoiceField:
    """Where one lives; nothing is a place whose rules we do not know."""
    field = _choice(
        _("Where do you live?"),
        [("", _("Somewhere else")), *((name, place.name) for name, place in places.items())],
        _("Some municipalities have rules of their own. We only know those in the list."),
    )
    field.required = False
    return field


class DrawerForm(forms.Form):
    """The words that open one's own drawer."""

    words = forms.CharField(
        label=_("The words of my drawer"),
        min_length=SHORTEST,
        max_length=200,
        strip=False,
        help_text=_("At least 8 characters, for instance three words. Nobody can find them again for you."),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Fill in the words of your drawer."),
            "min_length": _("Use at least 8 characters."),
        },
    )


class IbanForm(forms.Form):
    """On which bank account one wants it."""

    iban = IbanField()


class PlaceForm(forms.Form):
    """Where one lives."""

    def __init__(self, data: Mapping[str, object] | None, *, places: Mapping[str, Municipality]) -> None:
        super().__init__(data)
        self.fields["place"] = _place(places)


class HeadroomForm(forms.Form):
    """What one lives on, what is offered, and what one got already."""

    def __init__(
        self,
        data: Mapping[str, object] | None,
        *,
        places: Mapping[str, Municipality],
        initial: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.fields["benefit"] = _choice(
            _("What do you live on?"), [(each.value, label) for each, label in _BENEFITS]
        )
        self.fields["age"] = _choice(
            _("How old are you?"),
            [
                ("older", _("27 or older")),
                ("under_27", _("21 to 26")),
                ("under_21", _("Younger than 21")),
                ("unknown", _("I would rather not say")),
            ],
        )
        self.fields["place"] = _place(places)
        self.fields["kind"] = _choice(
            _("What is offered to you?"), [(each.value, label) for each, label in _KINDS]
        )
        self.fields["amount"] = AmountField(
            EURO, label=_("How much?"), hint=_("Leave it empty to see how much room there is.")
        )
        self.fields["month"] = AmountField(
            EURO, label=_("How much of this did you get already this month, from everyone together?")
        )
        self.fields["year"] = AmountField(EURO, label=_("And this year, with this month?"))
        self.fields["once_paid"] = _choice(
            _("Was anyone ever paid wages for this work?"),
            [("no", _("No, never")), ("yes", _("Yes")), ("unknown", _("I do not know"))],
        )
        self.fields["anbi"] = _choice(
            _("Is the group an ANBI (public benefit)?"),
            [("no", _("No")), ("yes", _("Yes"))],
            _("The board knows. Most young groups are not."),
        )
