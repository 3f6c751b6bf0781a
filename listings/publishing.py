"""What approval writes. Called by `listings.services.approve` alone, inside its transaction."""

import re
from typing import Any

from django.core.files.base import ContentFile
from oscar.core.loading import get_model

from catalogue.models import Product, Story, StoryPart
from catalogue.photos import plan_ladders
from certification.services import record_decision
from languages.text import slugify
from listings import changes
from listings.models import Submission, Upload
from producers.models import StockRecord

ProductClass = get_model("catalogue", "ProductClass")
ProductImage = get_model("catalogue", "ProductImage")
GOODS = "ocop"
_BLANK_LINE = re.compile(r"\n\s*\n")


def publish(*, submission: Submission) -> Product:
    """Write the product as proposed. A file that was stored stays behind when this rolls back."""
    values = changes.proposed(submission)
    product = _new_product(submission) if submission.is_new else submission.product
    if product is None:
        raise Product.DoesNotExist(f"the product of submission {submission.pk} is gone")
    for name, value in values.items():
        if name not in changes.STORY_FIELDS:
            setattr(product, name, value)
    product.is_public = True
    product.save()
    if submission.is_new:
        _join_the_shop(submission, product)
    if values.keys() & set(changes.STORY_FIELDS):
        _write_story(submission, product)
    _write_certificate(submission, product)
    _hang_pictures(submission, product)
    return product


def _new_product(submission: Submission) -> Product:
    maker = submission.producer
    return Product(
        structure=Product.STANDALONE,
        product_class=ProductClass.objects.get_or_create(
            slug=GOODS,
            defaults={"name": "OCOP", "track_stock": True, "requires_shipping": True},
        )[0],
        slug=slugify(submission.title),
        producer=maker,
        village=maker.village,
        craft=maker.village.craft if maker.village else None,
        ocop_group=submission.ocop_group,
        is_demo=maker.is_demo,
    )


def _join_the_shop(submission: Submission, product: Product) -> None:
    """Its category, and its price and stock."""
    if submission.category:
        product.categories.add(submission.category)
    StockRecord.objects.create(
        product=product,
        partner=submission.producer,
        partner_sku=f"listing-{submission.pk}",
        price_currency="VND",
        price=submission.price,
        num_in_stock=submission.stock,
    )
    submission.product = product
    submission.save(update_fields=["product"])


def _write_story(submission: Submission, product: Product) -> None:
    """Paragraph by paragraph, said by the maker; an English one belongs to the Vietnamese one."""
    kind = StoryPart.Kind.PARAGRAPH
    StoryPart.objects.filter(story__product=product, kind=kind).delete()
    texts, english = _paragraphs(submission.story), _paragraphs(submission.story_en)
    if not texts:
        return
    story, _ = Story.objects.get_or_create(
        key=f"listing-{product.pk}", defaults={"product": product, "is_demo": product.is_demo}
    )
    for position, text in enumerate(texts):
        is_last = position == len(texts) - 1
        of_this = english[position:] if is_last else english[position : position + 1]
        StoryPart.objects.create(
            story=story,
            kind=kind,
            position=position,
            text=text,
            text_en=changes.PARAGRAPH_BREAK.join(of_this),
            level=StoryPart.Level.MAKER,
        )


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in _BLANK_LINE.split(text) if part.strip()]


def _write_certificate(submission: Submission, product: Product) -> None:
    if not submission.claims_certificate:
        return
    claimed: dict[str, Any] = {
        "stars": submission.certificate_stars,
        "issued_on": submission.certificate_issued_on,
        "ends_on": submission.claimed_end,
        "decision_number": submission.certificate_number,
        "authority": submission.certificate_authority,
    }
    record_decision(product=product, is_demo=submission.producer.is_demo, **claimed)


def _hang_pictures(submission: Submission, product: Product) -> None:
    """New pictures take the place of the old ones; without any the old ones stay."""
    pictures = list(submission.uploads.filter(kind=Upload.Kind.PICTURE))
    if not pictures:
        return
    ProductImage.objects.filter(product=product).delete()
    for order, upload in enumerate(pictures):
        with upload.file.open("rb") as stored:
            content = ContentFile(stored.read(), name=f"{product.pk}-{upload.pk}.jpg")
        ProductImage.objects.create(product=product, original=content, display_order=order)
    plan_ladders(product)
