"""Statements for machines about goods and makers. Certificates are added by `certification`."""

from catalogue.models import Product
from languages.localized import localized
from places.json_ld import Statement, absolute, area
from producers.models import Partner

_AVAILABILITY = {
    "in_stock": "https://schema.org/InStock",
    "low": "https://schema.org/LimitedAvailability",
    "made_to_order": "https://schema.org/MadeToOrder",
    "out": "https://schema.org/OutOfStock",
}


def product(product: Product) -> Statement:
    """`aggregateRating` is left out: it would be read as OCOP stars, or the other way round."""
    statement: Statement = {
        "@context": "https://schema.org",
        "@type": "Product",
        "@id": f"{absolute(product.url)}#product",
        "name": localized(product, "title").text,
        "url": absolute(product.url),
        "countryOfOrigin": {"@type": "Country", "name": "VN"},
    }
    picture = product.picture
    if picture:
        statement["image"] = absolute(picture.src)
    description = localized(product, "description").text
    if description:
        statement["description"] = description
    if product.producer:
        statement["brand"] = {"@type": "Brand", "name": product.maker_name.text}
    if product.price is not None:
        statement["offers"] = _offer(product)
    return statement


def _offer(product: Product) -> Statement:
    return {
        "@type": "Offer",
        "url": absolute(product.url),
        "price": str(int(product.price or 0)),
        "priceCurrency": "VND",
        "availability": _AVAILABILITY[product.availability.kind],
    }


def producer(producer: Partner) -> Statement:
    statement: Statement = {
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": localized(producer, "name").text,
        "url": absolute(producer.get_absolute_url()),
    }
    description = localized(producer, "description").text
    if description:
        statement["description"] = description
    if producer.commune:
        statement["location"] = area(producer.commune)
    return statement
