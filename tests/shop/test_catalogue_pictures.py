"""The loaded catalogue: neighbours differ, and no rendered picture passes for a photo."""

from collections.abc import Iterator

import pytest
from django.test import Client, RequestFactory
from django.utils import translation

from catalogue.cards import card_html
from catalogue.models import Category, Occasion, Product
from catalogue.pictures import manifest
from catalogue.scenes import fitting_scenes, stand_ins
from search.criteria import SearchCriteria
from search.exceptions import PageOutOfRange
from search.listing import listing_context
from shop.home import HomeView

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_catalogue")]
FIRST_PAGES = (1, 2, 3)
NEAR = 4  # beside each other, or one below the other in two, three or four columns


def first_pages() -> Iterator[tuple[str, list[Product]]]:
    """What home, the list, every category and every occasion to give show first."""
    yield "home", list(HomeView().get_context_data()["products"])
    yield from listed("list", None)
    for category in Category.objects.filter(is_public=True):
        yield from listed(category.slug, SearchCriteria(within=(("category", category.slug),)))
    for occasion in Occasion.objects.all():
        yield from listed(occasion.slug, None, occasion=occasion.slug)


def listed(
    name: str, base: SearchCriteria | None, **asked: str
) -> Iterator[tuple[str, list[Product]]]:
    for number in FIRST_PAGES:
        request = RequestFactory().get("/vi/search/", {"page": str(number), **asked})
        try:
            hits = listing_context(request, base)["hits"]
            yield f"{name} {number}", [hit.product for hit in hits]
        except PageOutOfRange:
            return


def pictures_for(product: Product) -> set[str]:
    """All that may stand for it."""
    category = product.categories.first()
    craft = product.craft.slug if product.craft else ""
    kind = (product.title, craft, category.slug if category else "")
    return {*fitting_scenes(*kind), *stand_ins(*kind)}


def test_neighbours_share_a_picture_only_where_there_is_no_other() -> None:
    repeated = [
        (page, product.title, neighbour.title)
        for page, products in first_pages()
        for place, product in enumerate(products)
        for neighbour in products[place + 1 : place + 1 + NEAR]
        if product.picture_key and product.picture_key == neighbour.picture_key
        if len(pictures_for(product) | pictures_for(neighbour)) > 1
    ]

    assert repeated == []


def test_first_pages_show_no_picture_twice_within_four_cards() -> None:
    repeated = [
        (page, product.title, neighbour.title, product.picture_key)
        for page, products in first_pages()
        if page == "home" or page.endswith(" 1")
        for place, product in enumerate(products)
        for neighbour in products[place + 1 : place + 1 + NEAR]
        if product.picture_key and product.picture_key == neighbour.picture_key
    ]

    assert repeated == []


def test_home_and_the_list_repeat_no_picture_at_all() -> None:
    for page, products in first_pages():
        if page.startswith(("home", "list")):
            shown = [product.picture_key for product in products if product.picture_key]
            assert len(shown) > 3
            assert len(set(shown)) == len(shown), page


@pytest.mark.parametrize(("language", "label"), [("vi", "Hình minh họa"), ("en", "Illustration")])
def test_no_illustration_of_real_goods_lacks_its_label(
    client: Client, language: str, label: str
) -> None:
    real = Product.objects.browsable().filter(is_demo=False).for_cards()
    illustrated = [product for product in real if product.picture_key in manifest()["pictures"]]
    assert len(illustrated) > 50

    with translation.override(language):
        for product in illustrated:
            assert f">{label}</small>" in card_html(product)
            page = client.get(product.url).content.decode().split("<h1>")[0]
            slides = page.split('class="gallery-stage"')[1].split("</ul>")[0].split("<li ")[1:]
            assert slides
            for slide in slides:
                caption = slide.split("<figcaption", 1)[1].split("</figcaption>")[0]
                assert "minh họa" in caption.lower() or "illustration" in caption.lower()
                assert f'alt="{label}: ' in slide
