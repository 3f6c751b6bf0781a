"""Photographs of the goods: the ladder of smaller files that pages show.

Oscar's ProductImage keeps the approved original; the outbox makes the ladder, and
`Product.photos` remembers what is there, so a card needs no query for its picture.
"""

import uuid
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from oscar.core.loading import get_model
from PIL import Image

from catalogue.models import Product
from outbox.handlers import Payload, register
from outbox.services import enqueue

TOPIC = "catalogue.photos"
WIDTHS = (320, 640, 960)
ENCODINGS: dict[str, dict[str, Any]] = {
    "webp": {"format": "WEBP", "quality": 75},
    "jpg": {"format": "JPEG", "quality": 80, "optimize": True},
}


def plan_ladders(product: Product) -> None:
    """Write the message that makes the ladders once this transaction is through."""
    key = f"{TOPIC}:{product.pk}:{uuid.uuid4().hex}"
    enqueue(topic=TOPIC, key=key, payload={"product": product.pk})


@register(TOPIC)
def make_ladders(payload: Payload) -> None:
    """Safe to call twice: a ladder is made anew under the same names."""
    product = Product.objects.filter(pk=payload["product"]).first()
    if product is None:
        return
    images = get_model("catalogue", "ProductImage").objects.filter(product=product)
    product.photos = [_ladder(image) for image in images.order_by("display_order", "pk")]
    product.save(update_fields=["photos"])


def _ladder(image: Any) -> dict[str, Any]:
    folder = f"photos/{image.pk}"
    with image.original.open("rb") as stored, Image.open(stored) as opened:
        picture = opened.convert("RGB")
    widths = [width for width in WIDTHS if width < picture.width] or [picture.width]
    for width in widths:
        height = max(1, round(picture.height * width / picture.width))
        smaller = picture.resize((width, height), Image.Resampling.LANCZOS)
        for extension, options in ENCODINGS.items():
            _store(f"{folder}/{width}.{extension}", smaller, options)
    return {
        "folder": folder, "widths": widths, "width": picture.width, "height": picture.height,
    }  # fmt: skip


def _store(name: str, picture: Image.Image, options: dict[str, Any]) -> None:
    written = BytesIO()
    picture.save(written, **options)
    default_storage.delete(name)
    default_storage.save(name, ContentFile(written.getvalue()))
