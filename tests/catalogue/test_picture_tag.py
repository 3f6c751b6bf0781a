"""The picture component: which steps of the ladder a page offers."""

import re

from django.template.loader import render_to_string

from catalogue.pictures import Picture, PictureSource
from catalogue.templatetags.pictures import picture

LADDER = (320, 480, 640, 960, 1280)


def shown(widths: tuple[int, ...] = LADDER) -> Picture:
    return Picture(
        key="vase", alt="Bình", width=640, height=640, src="/vase.640.jpg", largest="",
        sources=(PictureSource("image/avif", tuple((f"/vase.{n}.avif", n) for n in widths)),),
    )  # fmt: skip


def offered(widest: int = LADDER[-1]) -> list[int]:
    html = render_to_string("components/picture.html", picture(shown(), "5rem", widest=widest))
    return [int(width) for width in re.findall(r" (\d+)w", html)]


def test_picture_offers_its_whole_ladder() -> None:
    assert offered() == list(LADDER)


def test_picture_offers_no_step_above_the_widest_that_a_page_needs() -> None:
    assert offered(widest=640) == [320, 480, 640]


def test_picture_without_a_small_step_offers_its_smallest() -> None:
    assert shown((480, 640)).sources[0].srcset(320) == "/vase.480.avif 480w"


def test_only_the_eager_picture_is_asked_for_at_once() -> None:
    eager = render_to_string("components/picture.html", picture(shown(), eager=True))
    other = render_to_string("components/picture.html", picture(shown()))

    assert 'fetchpriority="high"' in eager
    assert "loading=" not in eager
    assert 'loading="lazy"' in other
    assert 'fetchpriority="low"' in other
