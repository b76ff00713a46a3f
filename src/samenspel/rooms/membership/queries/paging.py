"""One page of a long list."""

from collections.abc import Sequence
from typing import TypeVar, cast

from django.core.paginator import Page, Paginator

R = TypeVar("R")
V = TypeVar("V")


def turned(page: Page[R], views: Sequence[V]) -> Page[V]:
    """The same page of the same list, holding what readers see instead of rows."""
    return Page(views, page.number, cast("Paginator[V]", page.paginator))
