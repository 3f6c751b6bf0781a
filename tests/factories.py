"""Makes test data: `make_product(price=150_000, stock=3)`; every call is a new, complete record."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from oscar.core.loading import get_model

from catalogue.models import OcopGroup, Product
from certification.models import Certificate
from certification.services import derive_stars, last_valid_day
from languages.calendar import hanoi_today
from places.models import Commune, Craft, Province, Village
from producers.models import Partner, StockRecord
from sources.models import Source

ProductClass = get_model("catalogue", "ProductClass")
_number = count(1)


def make_source(**fields: Any) -> Source:
    n = next(_number)
    return Source.objects.create(
        **{"key": f"source-{n}", "title": f"Nguồn {n}", "level": Source.Level.PRESS, **fields}
    )


def make_province(code: str = "01", name: str = "Hà Nội", name_en: str = "Hanoi") -> Province:
    return Province.objects.get_or_create(code=code, defaults={"name": name, "name_en": name_en})[0]


def make_commune(**fields: Any) -> Commune:
    n = next(_number)
    defaults = {
        "province": fields.get("province") or make_province(),
        "code": f"{n:05d}",
        "name": f"Xã Thử {n}",
        "name_en": f"Thu {n} Commune",
        "slug": f"thu-{n}",
        "kind": Commune.Kind.COMMUNE,
        "latitude": 21.0,
        "longitude": 105.8,
    }
    return Commune.objects.create(**{**defaults, **fields})


def make_craft(**fields: Any) -> Craft:
    n = next(_number)
    return Craft.objects.create(
        **{"slug": f"nghe-{n}", "name": f"Nghề {n}", "name_en": f"Craft {n}", **fields}
    )


def make_village(**fields: Any) -> Village:
    n = next(_number)
    craft = fields.pop("craft", None) or make_craft()
    defaults = {
        "slug": f"lang-{n}",
        "name": f"Làng {n}",
        "name_en": f"Village {n}",
        "craft": craft,
        "craft_label": craft.name,
    }
    return Village.objects.create(**{**defaults, **fields})


def make_producer(**fields: Any) -> Partner:
    n = next(_number)
    defaults = {
        "slug": f"nha-lam-{n}",
        "code": f"maker-{n}",
        "name": f"Nhà làm {n}",
        "name_en": f"Maker {n}",
        "lead_time_days": 2,
        "is_demo": True,
    }
    return Partner.objects.create(**{**defaults, **fields})


def product_class() -> Any:
    return ProductClass.objects.get_or_create(
        slug="ocop", defaults={"name": "OCOP", "track_stock": True, "requires_shipping": True}
    )[0]


def make_product(
    *,
    price: int | None = 150_000,
    stock: int | None = 10,
    producer: Partner | None = None,
    **fields: Any,
) -> Product:
    """A public product with one stock record; price=None gives none, stock=None is not counted."""
    n = next(_number)
    producer = producer or make_producer()
    defaults = {
        "key": f"product-{n}",
        "title": f"Bình gốm {n}",
        "title_en": f"Ceramic vase {n}",
        "slug": f"binh-gom-{n}",
        "structure": Product.STANDALONE,
        "product_class": product_class(),
        "producer": producer,
        "ocop_group": OcopGroup.HANDICRAFT,
        "is_public": True,
        "is_demo": True,
        "made_to_order": stock is None,
    }
    product = Product.objects.create(**{**defaults, **fields})
    if price is not None:
        make_stock(product, price=price, stock=stock)
    return product


def make_stock(product: Product, *, price: int = 150_000, stock: int | None = 10) -> StockRecord:
    return StockRecord.objects.create(
        product=product,
        partner=product.producer or product.parent.producer,
        partner_sku=f"sku-{next(_number)}",
        price=price,
        num_in_stock=stock,
    )


def make_choice(parent: Product, *, price: int, stock: int = 5, **fields: Any) -> Product:
    """A child of a product with choices; the parent's structure is set."""
    if not parent.is_parent:
        parent.structure = Product.PARENT
        parent.product_class = product_class()
        parent.save()
    n = next(_number)
    child = Product.objects.create(
        **{
            "title": f"Cỡ {n}",
            "title_en": f"Size {n}",
            "slug": f"co-{n}",
            "structure": Product.CHILD,
            "parent": parent,
            "producer": parent.producer,
            "is_public": True,
            **fields,
        }
    )
    make_stock(child, price=price, stock=stock)
    return child


def make_certificate(
    product: Product, *, stars: int | None = 4, issued_on: date | None = None, **fields: Any
) -> Certificate:
    """A verified decision of 100 days ago unless told otherwise; the product's stars follow."""
    issued_on = issued_on or hanoi_today() - timedelta(days=100)
    defaults: dict[str, Any] = {
        "basis": Certificate.Basis.DECISION,
        "review": Certificate.Review.VERIFIED,
        "stars": stars,
        "issued_on": issued_on,
        "ends_on": last_valid_day(issued_on),
        "decision_number": "số minh họa 01/QĐ-DEMO",
        "authority": "UBND thành phố Hà Nội (minh họa)",
        "is_demo": True,
    }
    certificate = Certificate.objects.create(product=product, **{**defaults, **fields})
    derive_stars(product)
    return certificate
