"""Fixtures that every test may use."""

import pytest
from django.core.cache import cache
from django.utils import translation


@pytest.fixture(autouse=True)
def _clean_state() -> None:
    """No cache entry, rate limit or language leaks from one test to the next."""
    cache.clear()
    translation.activate("vi")
