"""Forms of signing in and of one's own settings. They read what people type; they decide nothing."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samenspel.ground.people import accounts

_WRITE_EMAIL = _("Write your e-mail address like this: name@example.org.")


class EmailField(forms.CharField):
    """An e-mail address, in lower case."""

    widget = forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email", "maxlength": None})
    default_error_messages = {"required": _WRITE_EMAIL, "invalid": _WRITE_EMAIL}

    def clean(self, value: object) -> str:
        typed: str = super().clean(value)
        try:
            return accounts.clean_email(typed)
        except accounts.BadAccountError as error:
            raise ValidationError(self.error_messages["invalid"]) from error


class NameField(forms.CharField):
    """A person's name."""

    widget = forms.TextInput(attrs={"autocomplete": "name"})
    default_error_messages = {
        "required": _("Write your name."),
        "invalid": _("This name is too long. Use 120 letters at most."),
    }

    def clean(self, value: object) -> str:
        typed: str = super().clean(value)
        try:
            return accounts.clean_name(typed)
        except accounts.BadAccountError as error:
            raise ValidationError(self.error_messages["invalid"]) from error


class EmailForm(forms.Form):
    email = EmailField(label=_("What is your e-mail address?"))


class NewEmailForm(forms.Form):
    email = EmailField(label=_("What is your new e-mail address?"))


class OtherEmailForm(forms.Form):
    email = EmailField(
        label=_("What is the e-mail address of the one you help?"),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "inputmode": "email"}),
    )


class NameForm(forms.Form):
    name = NameField(label=_("What is your name?"), help_text=_("The name that people know you by."))


class NameEmailForm(NameForm):
    email = EmailField(label=_("What is your e-mail address?"), help_text=_("We send you a code there."))


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("The code from the e-mail"),
        help_text=_("The code has 6 digits."),
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "inputmode": "numeric",
                "autocomplete": "one-time-code",
                "class": "short",
                "spellcheck": "false",
            }
        ),
        error_messages={"required": _("Type the code from the e-mail.")},
    )


class CardForm(forms.Form):
    number = forms.CharField(
        label=_("The number of your card"),
        help_text=_("It stands at the top of the card: 8 digits."),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "short"}),
        error_messages={"required": _("Type the number of your card.")},
    )
    code = forms.CharField(
        label=_("A code from your card"),
        help_text=_("Choose a code that you did not use yet. Capitals or small letters: both are fine."),
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "class": "short",
            }
        ),
        error_messages={"required": _("Type a code from your card.")},
    )


class LanguageForm(forms.Form):
    language = forms.ChoiceField(
        label=_("Which language do you want to read?"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a language."), "invalid_choice": _("Choose a language.")},
    )


class NewPasskeyForm(forms.Form):
    name = forms.CharField(
        label=_("What do you call this key?"),
        help_text=_("For example: my phone."),
        max_length=60,
        error_messages={
            "required": _("Give the key a name."),
            "max_length": _("This name is too long. Use 60 letters at most."),
        },
    )
    credential = forms.CharField(required=False, max_length=20_000, widget=forms.HiddenInput)


class PasskeyForm(forms.Form):
    credential = forms.CharField(required=False, max_length=20_000, widget=forms.HiddenInput)
