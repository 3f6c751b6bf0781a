"""Icons are drawn into the page."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string

TEMPLATES = Path(settings.BASE_DIR) / "templates"


def test_icon_is_drawn_in_the_page_and_fetches_nothing() -> None:
    html = render_to_string("components/icon.html", {"name": "check"})

    assert '<path d="M20 6 9 17l-5-5"/>' in html
    assert "href" not in html
    assert 'aria-hidden="true"' in html


def test_every_icon_that_a_template_names_exists() -> None:
    named = {
        name
        for path in TEMPLATES.rglob("*.html")
        for name in re.findall(r'components/icon\.html" with name="([^"]+)"', path.read_text())
    }
    assert {"check", "menu", "search"} <= named
    for name in named:
        assert "<" in render_to_string("components/icon.html", {"name": name})


def test_unknown_icon_is_an_error() -> None:
    with pytest.raises(KeyError):
        render_to_string("components/icon.html", {"name": "no-such-icon"})
