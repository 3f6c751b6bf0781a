"""Fixtures that every test may use, and the rule for services that may be missing."""

import os
from pathlib import Path

import pytest
from django.core.cache import cache
from django.utils import translation

from search.lexicon import forget_words

CHROMIUM = Path("/usr/bin/chromium")

# marker → is the service there? Without SERVICES=required a missing one skips aloud.
AVAILABLE = {
    "browser": CHROMIUM.exists(),
    "elasticsearch": bool(os.environ.get("TEST_ELASTICSEARCH_URL")),
    "postgres": bool(os.environ.get("TEST_DATABASE_URL")),
    "redis": bool(os.environ.get("TEST_REDIS_URL")),
    "stripe_server": bool(os.environ.get("TEST_STRIPE_MOCK")),
}


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker, is_there in AVAILABLE.items():
        if item.get_closest_marker(marker) and not is_there:
            if os.environ.get("SERVICES") == "required":
                pytest.fail(f"{marker} is required here and missing")
            pytest.skip(f"{marker} is missing on this machine")


@pytest.fixture(autouse=True)
def _clean_state() -> None:
    """No cache entry, rate limit or language leaks from one test to the next."""
    cache.clear()
    forget_words()
    translation.activate("vi")
