"""Filters for lengths of time: `{% load work_times %}`."""

from django import template

from samenspel.kernels.quantity import MINUTES
from samenspel.rooms.ledger.params import say

register = template.Library()


@register.filter
def lasting(minutes: int) -> str:
    """`{{ 90|lasting }}` is a length of time in the reader's language: “1 uur en 30 minuten”."""
    return say(minutes, MINUTES)
