"""Products with photographs."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from oscar.core.loading import get_model
from PIL import Image

from catalogue.models import Product

Hang = Callable[..., Any]


@pytest.fixture
def hang() -> Hang:
    """`hang(product, width, height)`: an original, approved, without its ladder."""

    def add(product: Product, width: int = 1700, height: int = 1275, **options: Any) -> Any:
        written = BytesIO()
        picture = Image.new("RGB", (width, height), options.pop("colour", "steelblue"))
        picture.save(written, "JPEG", **options)
        images = get_model("catalogue", "ProductImage").objects
        return images.create(
            product=product,
            original=ContentFile(written.getvalue(), name="goods.jpg"),
            display_order=images.filter(product=product).count(),
        )

    return add
