"""The pictures of the product page; the label of illustrations that stand for real goods."""

from typing import Any

import pytest
from django.template import Context, Template
from django.test import Client
from django.utils import translation

from catalogue import pictures
from catalogue.cards import card_html
from catalogue.models import Product
from tests.factories import make_product

pytestmark = pytest.mark.django_db


def entry(name: str, **second: str) -> dict[str, Any]:
    alt = {"vi": f"Hình minh họa: {name}", "en": f"Illustration: {name}"}
    return {
        "width": 1280, "height": 1280, "widths": [320, 640, 1280], "alt": alt, "keywords": [],
        "crafts": [], "categories": [], **second,
    }  # fmt: skip


@pytest.fixture(autouse=True)
def _manifest(monkeypatch: pytest.MonkeyPatch) -> None:
    views = {
        "vase-scale": entry("beside a cup", view="scale", of="vase"),
        "vase-close": entry("glaze", view="close", of="vase"),
        "vase": entry("vase"),
        "bowl": entry("bowl"),
    }
    found = {"pictures": views, "crafts": {}, "categories": {}}
    monkeypatch.setattr(pictures, "manifest", lambda: found)
    monkeypatch.setattr("catalogue.gallery.manifest", lambda: found)
    pictures._picture.cache_clear()


def page(client: Client, product: Product, language: str = "en") -> str:
    with translation.override(language):
        return client.get(product.get_absolute_url()).content.decode().split("<h1>")[0]


def order(html: str, *texts: str) -> bool:
    places = [html.index(text) for text in texts]
    return places == sorted(places)


def test_illustration_shows_whole_close_and_scale_each_with_its_caption(client: Client) -> None:
    product = make_product(
        is_demo=False, picture_key="vase", dimensions="cao 28 cm", dimensions_en="28 cm high"
    )

    english, vietnamese = page(client, product), page(client, product, "vi")

    assert order(
        english,
        'id="photo-1"', "Illustration, not a photograph of the goods.",
        'id="photo-2"', "Illustration: the material from near.",
        'id="photo-3"', "Illustration: size beside a teacup.", "28 cm high", 'href="#photo-1"',
    )  # fmt: skip
    assert order(
        vietnamese,
        "Hình minh họa, không phải ảnh chụp sản phẩm.",
        "Minh họa: chất liệu nhìn gần.",
        "Minh họa: kích thước so với một chén trà.", "cao 28 cm",
    )  # fmt: skip
    for number, key in enumerate(("vase", "vase-close", "vase-scale"), start=1):
        assert f'href="#photo-{number}"' in english
        assert f"{key}.1280.webp" in english


def test_size_that_nobody_states_is_not_claimed(client: Client) -> None:
    html = page(client, make_product(is_demo=False, picture_key="vase"))

    assert "size beside a teacup. The maker states no size." in html
    assert "Size stated by the maker" not in html


def test_close_view_on_a_card_leads_to_the_whole_on_the_page(client: Client) -> None:
    product = make_product(is_demo=False, picture_key="vase-close")

    assert "vase-close.640.jpg" in card_html(product)
    html = page(client, product)
    assert order(html, "not a photograph", "the material from near", "size beside a teacup")


def test_one_picture_has_no_small_ones(client: Client) -> None:
    html = page(client, make_product(is_demo=False, picture_key="bowl"))

    assert 'id="photo-1"' in html
    assert "gallery-thumbs" not in html
    assert "Illustration, not a photograph of the goods." in html


def test_no_picture_has_no_zoom(client: Client) -> None:
    html = page(client, make_product(picture_key="nowhere"))

    assert "picture-none" in html
    assert "<dialog" not in html


@pytest.mark.parametrize(
    ("is_demo", "labelled"), [(False, True), (True, False)], ids=["real", "invented"]
)
@pytest.mark.parametrize(("language", "label"), [("vi", "Hình minh họa"), ("en", "Illustration")])
def test_illustration_of_real_goods_is_labelled_where_it_stands(
    is_demo: bool, labelled: bool, language: str, label: str
) -> None:
    product = make_product(is_demo=is_demo, picture_key="vase")
    line = Template('{% load pictures %}{% picture product.picture sizes="5rem" %}')

    with translation.override(language):
        pieces = [card_html(product), line.render(Context({"product": product}))]

    for html in pieces:
        assert (f">{label}</small>" in html) is labelled
        assert f'alt="{label}: vase"' in html


def test_photograph_of_real_goods_is_not_called_an_illustration() -> None:
    ladder = {"folder": "photos/1", "formats": ["avif", "webp"], "widths": [320], "width": 320,
              "height": 200}  # fmt: skip
    product = make_product(is_demo=False, picture_key="vase", photos=[ladder])

    assert "picture-label" not in card_html(product)


def test_first_pictures_come_at_once_and_the_others_later() -> None:
    product = make_product(picture_key="vase")

    eager, lazy = card_html(product, eager=True), card_html(product)

    assert 'width="640" height="640" fetchpriority="high"' in eager
    assert "loading=" not in eager
    assert 'width="640" height="640" loading="lazy" fetchpriority="low" decoding="async"' in lazy
