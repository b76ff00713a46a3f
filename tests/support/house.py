"""Fixtures and rules for every test."""

import os
from collections.abc import Iterator

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache

from samenspel.site.cli.messages import compile_stale

# A slow moment of the machine is no fault of the code. In CI, Hypothesis's own profile for CI says the same.
hypothesis.settings.register_profile("samenspel", deadline=None)
if "CI" not in os.environ:
    hypothesis.settings.load_profile("samenspel")


def pytest_configure(config: pytest.Config) -> None:
    """Tests read Dutch: compile the translations first, once."""
    if not hasattr(config, "workerinput"):
        compile_stale()


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    """Nothing remembered in one test (how often someone tried to sign in, say) reaches the next."""
    yield
    if settings.configured:  # the kernels' tests also run without Django
        cache.clear()
