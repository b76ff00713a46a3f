"""Filters for amounts: `{% load amounts %}`."""

from django import template

from samenspel.kernels.quantity import Unit
from samenspel.rooms.ledger.params import say

register = template.Library()


@register.filter
def amount(number: int, unit: Unit) -> str:
    """`{{ 135|amount:unit }}` is an amount in the reader's language: “2 uur en 15 minuten”."""
    return say(number, unit)


@register.filter
def size(number: int) -> int:
    """`{{ number|size }}` is the number without its sign, for sentences that say which way it goes."""
    return abs(number)
