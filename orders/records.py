"""The rows of a new order, written in bulk: Oscar's creator needs 74 queries for five lines."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from oscar.core.loading import get_model

from delivery.parcels import shown_product
from languages.calendar import hanoi_today
from orders.models import Line, Order, Parcel, ShippingAddress
from orders.quotes import DeliveryMethod, Quote
from orders.snapshots import certificates_by_product, seal_snapshot, titles_of

Country = get_model("address", "Country")
LinePrice = get_model("order", "LinePrice")
LineAttribute = get_model("order", "LineAttribute")
Surcharge = get_model("order", "Surcharge")
OrderLineDiscount = get_model("order", "OrderLineDiscount")


@dataclass(frozen=True)
class Contact:
    """Who buys and where the goods go; `phone` in international form, such as +84912345678."""

    email: str
    full_name: str
    phone: str
    province_code: str
    province: str
    commune_code: str
    ward: str
    address: str
    note: str = ""


def create_address(contact: Contact) -> ShippingAddress:
    country, _ = Country.objects.get_or_create(
        pk="VN",
        defaults={"printable_name": "Việt Nam", "name": "Việt Nam", "is_shipping_country": True},
    )
    address: ShippingAddress = ShippingAddress.objects.create(
        first_name=contact.full_name,
        line1=contact.address,
        line3=contact.ward,
        line4=contact.province,
        country=country,
        phone_number=contact.phone,
        notes=contact.note,
        province_code=contact.province_code,
        commune_code=contact.commune_code,
    )
    return address


def create_lines(
    order: Order,
    basket_lines: list[Any],
    method: DeliveryMethod,
    now: datetime,
    wished_on: date | None = None,
) -> list[Line]:
    """Parcels per maker, and the order's lines in the basket's order with prices and options:
    six queries at most. `wished_on` is promised instead of the earliest day."""
    day = hanoi_today(now)
    arrivals = [wished_on or method.arrives_on(line, now) for line in basket_lines]
    parcels = _create_parcels(order, basket_lines, arrivals)
    certificates = certificates_by_product([line.product for line in basket_lines])
    lines: list[Line] = []
    for basket_line, arrives_on in zip(basket_lines, arrivals, strict=True):
        product = basket_line.product
        of_product = certificates.get(shown_product(product).pk, [])
        lines.append(
            Line(
                order=order,
                parcel=parcels[basket_line.stockrecord.partner_id],
                **_goods(basket_line),
                **_prices(basket_line),
                certificate_snapshot=seal_snapshot(product, of_product, day),
                arrives_on=arrives_on,
            )
        )
    Line.objects.bulk_create(lines)
    _create_line_prices(order, basket_lines, lines)
    _create_attributes(basket_lines, lines)
    return lines


def create_surcharges(order: Order, quoted: Quote) -> None:
    """No query without one."""
    Surcharge.objects.bulk_create(
        Surcharge(
            order=order,
            code=extra.code,
            name=extra.name,
            incl_tax=extra.amount,
            excl_tax=extra.amount,
        )
        for extra in quoted.surcharges
    )


def create_line_discounts(
    basket_lines: list[Any], lines: list[Line], discounts: dict[int, Any]
) -> None:
    """No query without one; `discounts` are the order's, by offer."""
    OrderLineDiscount.objects.bulk_create(
        OrderLineDiscount(
            line=line,
            order_discount=discounts[discount.offer.pk],
            is_incl_tax=discount.incl_tax,
            amount=discount.amount,
        )
        for basket_line, line in zip(basket_lines, lines, strict=True)
        for discount in basket_line.discounts
        if discount.offer and discount.offer.pk in discounts
    )


def _create_parcels(
    order: Order, basket_lines: list[Any], arrivals: list[date]
) -> dict[int, Parcel]:
    """One per maker in the order in which the goods were added, with the day of its last line."""
    parcels: dict[int, Parcel] = {}
    for line, arrives_on in zip(basket_lines, arrivals, strict=True):
        maker = line.stockrecord.partner
        parcel = parcels.setdefault(
            maker.pk,
            Parcel(
                order=order,
                position=len(parcels) + 1,
                producer=maker,
                maker_name=maker.name,
                maker_name_en=maker.name_en,
                arrives_on=arrives_on,
            ),
        )
        parcel.arrives_on = max(parcel.arrives_on, arrives_on)
    Parcel.objects.bulk_create(parcels.values())
    return parcels


def _goods(basket_line: Any) -> dict[str, Any]:
    product, record = basket_line.product, basket_line.stockrecord
    title, title_en = titles_of(product)
    return {
        "partner": record.partner,
        "partner_name": record.partner.name,
        "maker_name_en": record.partner.name_en,
        "partner_sku": record.partner_sku,
        "stockrecord": record,
        "product": product,
        "title": title,
        "title_en": title_en,
        "upc": product.upc,
        "quantity": basket_line.quantity,
        "num_allocated": 0 if record.num_in_stock is None else basket_line.quantity,
        "status": "PENDING",
    }


def _prices(basket_line: Any) -> dict[str, Any]:
    return {
        "line_price_excl_tax": basket_line.line_price_excl_tax_incl_discounts,
        "line_price_incl_tax": basket_line.line_price_incl_tax_incl_discounts,
        "line_price_before_discounts_excl_tax": basket_line.line_price_excl_tax,
        "line_price_before_discounts_incl_tax": basket_line.line_price_incl_tax,
        "unit_price_incl_tax": basket_line.unit_price_incl_tax,
        "unit_price_excl_tax": basket_line.unit_price_excl_tax,
        "tax_code": basket_line.purchase_info.price.tax_code,
    }


def _create_line_prices(order: Order, basket_lines: list[Any], lines: list[Line]) -> None:
    LinePrice.objects.bulk_create(
        LinePrice(
            order=order,
            line=line,
            quantity=quantity,
            price_incl_tax=incl_tax,
            price_excl_tax=excl_tax,
            tax_code=line.tax_code,
        )
        for basket_line, line in zip(basket_lines, lines, strict=True)
        for incl_tax, excl_tax, quantity in basket_line.get_price_breakdown()
    )


def _create_attributes(basket_lines: list[Any], lines: list[Line]) -> None:
    LineAttribute.objects.bulk_create(
        LineAttribute(
            line=line, option=attribute.option, type=attribute.option.code, value=attribute.value
        )
        for basket_line, line in zip(basket_lines, lines, strict=True)
        for attribute in basket_line.attributes.all()
    )
