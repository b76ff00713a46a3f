"""What people fill in to speak against a decision."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CounterForm(forms.Form):
    """What one has against it."""

    text = forms.CharField(
        label=_("What do you have against it?"),
        help_text=_(
            "Say what it does to you, and what you would rather see. Do not write about others by name."
        ),
        min_length=3,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write something first."), "min_length": _("Write a little more.")},
    )
