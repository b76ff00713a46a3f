"""Filters for texts of rules: `{% load statute_text %}`."""

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from samenspel.rooms.statute.showing import stretches

register = template.Library()


@register.filter
def marking(text: str, wanted: str) -> SafeString:
    """`{{ text|marking:wanted }}` marks where the words stand that someone looked for."""
    parts = ((("mark" if part.found else "span"), part.text) for part in stretches(text, wanted))
    return format_html_join("", "<{0}>{1}</{0}>", parts) if wanted else format_html_join("", "{}", [(text,)])


@register.filter
def capital(text: object) -> str:
    """`{{ phrase|capital }}` begins with a capital and leaves the rest as it is."""
    words = str(text)
    return words[:1].upper() + words[1:]
