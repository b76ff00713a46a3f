"""Filters for lengths of time: `{% load work_times %}`."""

from django import template
from django.utils.translation import get_language

from samenspel.kernels.quantity import MINUTES, say_amount

register = template.Library()


@register.filter
def lasting(minutes: int) -> str:
    """`{{ 90|lasting }}` is a length of time in the reader's language: “1 uur en 30 minuten”."""
    return say_amount(minutes, MINUTES, "en" if get_language() == "en" else "nl")
