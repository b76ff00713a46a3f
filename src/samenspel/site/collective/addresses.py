"""Addresses: a collective's own word in the address, and pages of rooms that this installation may not have."""

from django.urls import NoReverseMatch, reverse
from django.urls.converters import SlugConverter

from samenspel.ground.foundation.collectives import RESERVED_SLUGS


class CollectiveSlug(SlugConverter):
    """`<collective:slug>`: the word of a collective, and none of the words that belong to the site itself."""

    def to_python(self, value: str) -> str:
        if value in RESERVED_SLUGS:
            raise ValueError(value)
        return super().to_python(value)


def address(name: str, *args: object) -> str:
    """Return the address of a page, or nothing where this installation has no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def version_address(slug: str, number: int) -> str:
    """Where one version of the rules can be read."""
    rules = address("statute:read", slug)
    return f"{rules}?versie={number}" if rules else ""


def sentence_address(slug: str, number: int, clause: str, sentence: str) -> str:
    """Where one sentence of a clause can be read, as it was in a version of the rules."""
    page = address("statute:clause", slug, clause)
    return f"{page}?versie={number}#{sentence}" if page else ""
