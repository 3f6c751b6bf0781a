"""The ladder of a maker's photograph: its steps, its files, when it is made and how it is shown."""

from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from PIL import Image
from pytest_django import DjangoAssertNumQueries, Settings

from catalogue import photos
from catalogue.models import Product
from catalogue.photos import files_of, is_ready, make_ladders, plan_ladders, steps
from catalogue.pictures import manifest, missing_illustrations, picture
from outbox.models import Message
from outbox.services import drain
from tests.catalogue.conftest import Hang
from tests.catalogue.profiles import adobe_rgb
from tests.factories import make_product

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media_of_its_own(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def opened(name: str) -> Image.Image:
    with default_storage.open(name) as stored:
        picture = Image.open(BytesIO(stored.read()))
    picture.load()
    return picture


def warm(*arguments: str) -> str:
    said = StringIO()
    call_command("warm_images", *arguments, stdout=said)
    return said.getvalue()


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were written, in order."""
    names: list[str] = []
    store = photos._store

    def note(name: str, picture: Image.Image, options: dict[str, Any]) -> None:
        names.append(name)
        store(name, picture, options)

    monkeypatch.setattr(photos, "_store", note)
    return names


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (200, [200]),
        (320, [320]),
        (700, [320, 480, 640]),
        (1280, [320, 480, 640, 750, 960, 1280]),
        (1599, [320, 480, 640, 750, 960, 1280]),
        (2400, [320, 480, 640, 750, 960, 1280, 1600]),
    ],
)
def test_no_step_enlarges_the_original(width: int, expected: list[int]) -> None:
    assert steps(width) == expected


def test_ladder_is_avif_and_webp_of_every_step_and_one_jpeg(hang: Hang) -> None:
    product = make_product()
    image = hang(product, 1700, 1275)

    make_ladders(product)

    product.refresh_from_db()
    [ladder] = product.photos
    folder = f"photos/{image.pk}"
    assert (ladder["folder"], ladder["width"], ladder["height"]) == (folder, 1700, 1275)
    stored = {name: opened(f"{folder}/{name}") for name in default_storage.listdir(folder)[1]}
    assert {(p.format, p.width) for p in stored.values()} == {
        *((kind, width) for kind in ("AVIF", "WEBP") for width in steps(1700)),
        ("JPEG", 640),
    }
    assert all(abs(p.height - p.width * 0.75) <= 1 for p in stored.values())
    assert {f"{folder}/{name}" for name in stored} == set(files_of(ladder))


def test_ladder_stands_upright_in_srgb_and_tells_nothing(hang: Hang) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    product = make_product()
    hang(product, 800, 400, exif=exif, icc_profile=adobe_rgb(), colour=(120, 160, 110))

    make_ladders(product)

    for name in files_of(product.photos[0]):
        found = opened(name)
        assert found.height == found.width * 2
        assert not found.getexif()
        assert "icc_profile" not in found.info
        pixel: Any = found.convert("RGB").getpixel((50, 50))
        assert pixel[0] < 110  # as (120, 160, 110) of Adobe RGB looks in sRGB
        assert abs(pixel[1] - 160) <= 6


def test_page_shows_what_was_there_until_the_ladder_is(client: Client, hang: Hang) -> None:
    bare = make_product(picture_key="")
    drawn = make_product(picture_key="lotus-tea", is_demo=False)
    for product in (bare, drawn):
        hang(product)

    before = [client.get(product.url).content.decode() for product in (bare, drawn)]
    for product in (bare, drawn):
        make_ladders(product)
    after = [client.get(product.url).content.decode() for product in (bare, drawn)]

    assert "picture-none" in before[0].split("<h1>")[0]
    assert "lotus-tea.640.jpg" in before[1]
    assert "Hình minh họa, không phải ảnh chụp sản phẩm." in before[1]
    for html in after:
        assert "Ảnh do nhà làm chụp." in html
        assert "Hình minh họa, không phải" not in html
        assert "photos/" in html.split("<h1>")[0]


def test_no_request_makes_a_ladder(
    hang: Hang,
    made: list[str],
    settings: Settings,
    django_capture_on_commit_callbacks: Any,
) -> None:
    settings.OUTBOX_DRAIN_ON_COMMIT = True
    product = make_product()
    hang(product, 700, 500)

    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        plan_ladders(product)

    assert made == []
    assert Message.objects.get(topic=photos.TOPIC).sent_at is None
    drain()  # the worker or the sweep
    assert len(made) == 7
    product.refresh_from_db()
    assert product.photos[0]["widths"] == [320, 480, 640]


def test_page_offers_the_steps_and_the_zoom_the_largest(client: Client, hang: Hang) -> None:
    product = make_product()
    hang(product, 1700, 1275)
    hang(product, 500, 500)
    make_ladders(product)
    folder, small = (ladder["folder"] for ladder in product.photos)

    html = client.get(product.url).content.decode().split("<h1>")[0]

    first, second = html.split('id="photo-2"')[0], html.split('id="photo-2"')[1]
    assert first.index("image/avif") < first.index("image/webp")
    for extension in ("avif", "webp"):
        for width in (320, 480, 640, 750, 960, 1280):
            assert f"/media/{folder}/{width}.{extension} {width}w" in first
    assert "1600w" not in html
    assert f'href="/media/{folder}/1600.webp"' in first
    assert 'width="640" height="480" fetchpriority="high"' in first
    assert "loading" not in first.split("</picture>")[0]
    assert f'href="/media/{small}/480.webp"' in second
    assert 'width="480" height="480" loading="lazy"' in second


def test_older_ladder_is_shown_without_avif_and_made_anew(client: Client, hang: Hang) -> None:
    product = make_product()
    image = hang(product, 700, 500)
    make_ladders(product)
    older = {"folder": f"photos/{image.pk}", "widths": [320, 640], "width": 700, "height": 500}
    Product.objects.filter(pk=product.pk).update(photos=[older])
    product.refresh_from_db()

    assert "image/avif" not in client.get(product.url).content.decode().split("<h1>")[0]
    assert not is_ready(product)
    warm()
    product.refresh_from_db()
    assert is_ready(product)


def test_warm_images_makes_what_is_missing(hang: Hang, made: list[str]) -> None:
    first, second = make_product(), make_product()
    hang(first, 330, 330)
    hang(second, 330, 330)

    assert "2 products pictured anew, 0 were ready" in warm()
    assert len(made) == 6
    assert "0 products pictured anew, 2 were ready" in warm()
    assert len(made) == 6
    first.refresh_from_db()
    default_storage.delete(files_of(first.photos[0])[0])
    assert "1 products pictured anew, 1 were ready" in warm()
    assert "2 products pictured anew" in warm("--force")


def test_warm_images_goes_on_where_it_was_broken_off(
    hang: Hang, monkeypatch: pytest.MonkeyPatch
) -> None:
    products = [make_product() for _ in range(3)]
    for product in products:
        hang(product, 330, 330)
    ladder = photos._ladder

    def stop_at_the_second(image: Any) -> dict[str, Any]:
        if image.product_id == products[1].pk:
            raise KeyboardInterrupt
        return ladder(image)

    with monkeypatch.context() as patch:
        patch.setattr(photos, "_ladder", stop_at_the_second)
        with pytest.raises(KeyboardInterrupt):
            warm()

    assert "2 products pictured anew, 1 were ready" in warm()


def test_warm_images_names_the_broken_and_does_the_others(hang: Hang) -> None:
    broken, gone, good = make_product(), make_product(), make_product()
    for product in (broken, gone, good):
        image = hang(product, 330, 330)
        if product == broken:
            with image.original.storage.open(image.original.name, "wb") as file:
                file.write(b"no picture")
        if product == gone:
            image.original.storage.delete(image.original.name)

    with pytest.raises(CommandError) as error:
        warm()

    assert f"product {broken.pk}: " in str(error.value)
    assert f"product {gone.pk}: " in str(error.value)
    assert f"product {good.pk}: " not in str(error.value)
    good.refresh_from_db()
    broken.refresh_from_db()
    assert is_ready(good)
    assert broken.photos == []


def test_warm_images_clears_up_after_deleted_originals(client: Client, hang: Hang) -> None:
    product = make_product(picture_key="lotus-tea")
    kept, deleted = hang(product, 330, 330), hang(product, 330, 330)
    make_ladders(product)
    deleted.delete()

    assert "1 products pictured anew, 0 were ready, 1 folders" in warm()

    product.refresh_from_db()
    assert [ladder["folder"] for ladder in product.photos] == [f"photos/{kept.pk}"]
    assert not default_storage.exists(f"photos/{deleted.pk}")
    assert default_storage.exists(f"photos/{kept.pk}/320.avif")
    kept.delete()
    warm()
    product.refresh_from_db()
    assert product.photos == []
    assert "lotus-tea.640.jpg" in client.get(product.url).content.decode()


def test_every_illustration_has_its_whole_ladder(monkeypatch: pytest.MonkeyPatch) -> None:
    assert missing_illustrations() == []
    known = {320, 480, 640, 750, 960, 1280}
    for key, entry in manifest()["pictures"].items():
        assert set(entry["widths"]) <= known
        shown = picture(key)
        assert [source.type for source in shown.sources] == ["image/avif", "image/webp"]
        assert (shown.width, shown.height > 0) == (640, True)

    entry = {"widths": [320], "width": 320, "height": 320}
    monkeypatch.setattr("catalogue.pictures.manifest", lambda: {"pictures": {"gone": entry}})
    with pytest.raises(CommandError, match=r"gone\.320\.avif"):
        warm()


@pytest.mark.parametrize("count", [1, 3])
def test_a_photograph_costs_a_list_no_query(
    client: Client, hang: Hang, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    products = [make_product() for _ in range(count)]
    for product in products:
        hang(product, 330, 330)
        make_ladders(product)
    shown = Product.objects.browsable().for_cards().filter(pk__in=[p.pk for p in products])

    with django_assert_num_queries(3):
        pictures = [product.picture for product in shown]

    assert all(picture and picture.sources for picture in pictures)
