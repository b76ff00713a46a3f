"""`{% load membership %}`: names of places and bodies, and a length of time, in the reader's language."""

from datetime import date, datetime, timedelta

from django import template
from django.utils.dateformat import format as date_format

from samenspel.kernels.statute.domains import Minutes
from samenspel.kernels.statute.vocabulary import Body, Standing
from samenspel.kernels.statute.words import BODIES, STANDINGS
from samenspel.rooms.membership.queries.voices import language
from samenspel.rooms.statute.gate import civil_day

register = template.Library()


@register.filter
def place_name(standing: str) -> str:
    """`{{ entry.standing|place_name }}` → "vrijwilliger"."""
    return STANDINGS[Standing(standing)].say(language())


@register.filter
def body_name(body: str) -> str:
    """`{{ office.body|body_name }}` → "het bestuur"."""
    return BODIES[Body(body)].say(language())


@register.filter
def hours(minutes: int) -> str:
    """`{{ 90|hours }}` → "1 uur en 30 minuten"."""
    return Minutes(0, 0).write(minutes, language())


@register.filter
def month(day: date) -> str:
    """`{{ due.month|month }}` → "oktober 2026"."""
    return date_format(day, "F Y")


@register.filter
def last_day(moment: datetime) -> date:
    """The last day before a moment: what ends at midnight holds through the day before."""
    return civil_day(moment - timedelta(microseconds=1))
