"""Filters for amounts: `{% load amounts %}`."""

from decimal import Decimal

from django import template
from django.utils.formats import number_format

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


@register.filter
def thousandths(number: int) -> str:
    """`{{ 1500|thousandths }}` is a quantity in the reader's language: “1,5”."""
    return number_format(Decimal(number).scaleb(-3).normalize(), use_l10n=True)


@register.filter
def iban(text: str) -> str:
    """A bank account number in groups of four: “NL91 ABNA 0417 1643 00”."""
    return " ".join(text[place : place + 4] for place in range(0, len(text), 4))
