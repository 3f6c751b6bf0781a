"""The invented goods of demo_goods.yaml, their choices, and the shop's sample gift sets."""

from typing import Any

from catalogue.models import Product
from shop.loading import rows
from shop.loading.names import CATALOGUE, DEMO_GOODS, Names
from shop.loading.read_categories import GOODS
from shop.loading.read_producers import must_be_demo, without_label
from shop.loading.read_products import (
    base_values,
    delivery_values,
    group_values,
    stock_row,
    unit_values,
)
from shop.loading.record import Record
from shop.loading.rows import Plan, Row

SET_CATEGORY = "gift-sets"


def read_demo(names: Names) -> Plan:
    goods = names.files.records(DEMO_GOODS, "goods")
    goods = [good for good in goods if not names.is_left_out(good)]
    samples = names.files.records(CATALOGUE, "demo_products")
    samples = [sample for sample in samples if not names.is_left_out(sample)]
    makers = frozenset(r.key for r in names.files.records(DEMO_GOODS, "makers"))
    return {
        rows.PRODUCTS: [
            *(_good(names, good, makers) for good in goods),
            *(_sample(names, sample) for sample in samples),
        ],
        rows.CHOICES: [row for good in goods for row in _choices(good)],
        rows.STOCK: [
            *(row for good in goods for row in _stock(good)),
            *(_sample_stock(names, sample) for sample in samples),
        ],
    }


def crafts_named(names: Names) -> dict[str, str]:
    """The crafts as the file names them, by good: finer than the records, for the pictures."""
    return {r.key: r.text("craft") for r in names.files.records(DEMO_GOODS, "goods")}


def _good(names: Names, record: Record, makers: frozenset[str]) -> Row:
    must_be_demo(record)
    title, title_en = _title(names, record)
    values: dict[str, Any] = {
        **base_values(record.key, title, title_en),
        **group_values(record),
        **record.columns("description", "description"),
        **delivery_values(names, record, record.text("hanoi_delivery_reason", optional=True)),
        "weight_g": record.whole("ship_weight_g"),
        "is_demo": True,
        "giftable": record.flag("giftable"),
        "made_to_order": record.flag("made_to_order"),
        "lead_time_days": record.whole_or_none("lead_time_days"),
        "shelf_life_days": record.whole_or_none("shelf_life_days"),
        **_joined(record, "materials"),
        **_joined(record, "allergens"),
        **record.columns("option_label", "variants.option", optional=True),
    }
    for column in ("technique", "dimensions", "net_content", "ingredients", "storage"):
        values |= record.columns(column, column, optional=True)
    if record.value("variants"):
        values["structure"] = Product.PARENT
    if record.flag("hanoi_delivery_only") != bool(values["hanoi_delivery_reason"]):
        record.refuse("hanoi_delivery_reason", "does not fit hanoi_delivery_only")
    return Row(
        record.key,
        record.origin,
        values,
        {
            "product_class": GOODS,
            "producer": record.ref("maker", makers),
            "village": record.ref("village", names.villages),
            "craft": _craft(names, record),
        },
        {
            "categories": tuple(filter(None, [record.ref("category", names.categories)])),
            "occasions": record.refs("occasions", names.occasions),
        },
    )


def _title(names: Names, record: Record) -> tuple[str, str]:
    """Its name, unless that would be mistaken for a real good's."""
    path = f"name_of_demo_good.{record.key}"
    return names.shop.pair(path) if names.shop.value(path) else record.pair("name")


def _joined(record: Record, column: str) -> dict[str, str]:
    """A list of texts in both languages as one line each."""
    pairs = [(part.text("vi"), part.text("en")) for part in record.parts(column)]
    return {
        column: ", ".join(vietnamese for vietnamese, _ in pairs),
        f"{column}_en": ", ".join(english for _, english in pairs),
    }


def _craft(names: Names, record: Record) -> str | None:
    crafts = names.shop.value("craft_of_demo")
    craft = record.text("craft")
    if craft not in crafts:
        record.refuse("craft", f"is not in shop.yaml, craft_of_demo: {craft}")
    mapped = names.shop.value("craft_of_demo_good").get(record.key, crafts.get(craft))
    if mapped is not None and mapped not in names.crafts:
        record.refuse("craft", f"is mapped to an unknown craft: {mapped}")
    return mapped


def _choices(good: Record) -> list[Row]:
    return [
        Row(
            choice_key(good, choice),
            good.origin,
            {
                **base_values(choice_key(good, choice), *choice.pair("label")),
                "structure": Product.CHILD,
                "weight_g": choice.whole("ship_weight_g"),
                "is_demo": True,
                "made_to_order": good.flag("made_to_order"),
            },
            {"parent": good.key, "producer": good.text("maker")},
        )
        for choice in good.parts("variants.choices")
    ]


def choice_key(good: Record, choice: Record) -> str:
    return f"{good.key}/{choice.text('id')}"


def _stock(good: Record) -> list[Row]:
    maker = good.text("maker")
    choices = good.parts("variants.choices")
    if choices:
        if sum(choice.whole("stock") for choice in choices) != good.whole("stock"):
            good.refuse("stock", "is not the sum of its choices")
        return [
            stock_row(
                good,
                product=choice_key(good, choice),
                producer=maker,
                price=choice.whole("price_vnd"),
                stock=choice.whole("stock"),
            )
            for choice in choices
        ]
    stock = good.whole_or_none("stock")
    if (stock is None) != good.flag("made_to_order"):
        good.refuse("stock", "is left empty for a good made to order, and only for one")
    price = good.whole("price_vnd")
    return [stock_row(good, product=good.key, producer=maker, price=price, stock=stock)]


def _sample(names: Names, record: Record) -> Row:
    """A gift set, or a sample good. A set has neither star nor group; it names its contents."""
    must_be_demo(record)
    title, title_en = map(without_label, record.pair("name"))
    is_set = record.value("category") == SET_CATEGORY
    values: dict[str, Any] = {
        **base_values(record.key, title, title_en),
        "is_demo": True,
        "giftable": is_set,
        "weight_g": record.whole_or_none("ship_weight_g"),
    }
    if is_set:
        values |= _contents(names, record)
    else:
        values |= group_values(record) | unit_values(names, record, "unit")
    return Row(
        record.key,
        record.origin,
        values,
        {
            "product_class": GOODS,
            "producer": record.ref("producer", names.producers),
            "village": None,
            "craft": None,
        },
        {
            "categories": tuple(filter(None, [record.ref("category", names.categories)])),
            "occasions": _occasions(names, record),
        },
    )


def _contents(names: Names, record: Record) -> dict[str, Any]:
    """The set's description and weight; delivery in Hanoi only when one of its goods needs it."""
    products = {r.key: r for r in names.files.records(CATALOGUE, "products")}
    items = [products[key] for key in record.refs("items", names.products)]
    if not items:
        record.refuse("items", "is empty: a set names its goods")
    pattern, pattern_en = names.shop.pair("set_contents")
    is_fresh = any(item.flag("cold_chain") or item.value("shelf_note") for item in items)
    return {
        "description": pattern.format(items="; ".join(item.text("name.vi") for item in items)),
        "description_en": pattern_en.format(
            items="; ".join(item.text("name.en") for item in items)
        ),
        "weight_g": sum(item.whole("demo_offer.ship_weight_g") for item in items),
        **delivery_values(names, record, "fresh" if is_fresh else ""),
    }


def _occasions(names: Names, record: Record) -> tuple[str, ...]:
    renamed = names.shop.value("occasion_of_catalogue")
    found = [renamed.get(word, word) for word in record.words("occasions")]
    for occasion in found:
        if occasion not in names.occasions:
            record.refuse("occasions", f"names no known occasion: {occasion}")
    return tuple(found)


def _sample_stock(names: Names, record: Record) -> Row:
    return stock_row(
        record,
        product=record.key,
        producer=record.text("producer"),
        price=record.whole("price_vnd"),
        stock=names.shop.whole("demo_stock"),
    )
