"""The real products of catalogue.yaml and their stock; prices and stock are illustrative there."""

from typing import Any

from catalogue.models import OcopGroup, Product
from languages.text import slugify
from shop.loading import rows
from shop.loading.names import CATALOGUE, MAKER_STORIES, Names
from shop.loading.read_categories import GOODS
from shop.loading.record import Record
from shop.loading.rows import Plan, Row

LIVING_PLANTS = (23, 25)  # criteria sets
TEA_AND_COFFEE = (11, 13)
SWEETS = "cakes-sweets"


def read_products(names: Names) -> Plan:
    records = names.files.records(CATALOGUE, "products")
    kept = [record for record in records if not names.is_left_out(record)]
    crafts = _craft_of_good(names)
    foods = {
        story.text("product"): story.part("food")
        for story in names.files.records(MAKER_STORIES, "stories")
    }
    return {
        rows.PRODUCTS: [
            _product(names, record, crafts.get(record.key), foods.get(record.key))
            for record in kept
        ],
        rows.STOCK: [_offer(record) for record in kept if is_sold(record)],
    }


def is_sold(record: Record) -> bool:
    """A visit is not a good: its page says that it is not for sale here."""
    return record.value("physical") is not False


def _craft_of_good(names: Names) -> dict[str, str]:
    found = {}
    for craft, goods in names.shop.value("goods_of_craft").items():
        if craft not in names.crafts:
            names.shop.refuse("goods_of_craft", f"names no known craft: {craft}")
        for good in goods:
            if good not in names.products:
                names.shop.refuse(f"goods_of_craft.{craft}", f"names no known product: {good}")
            found[good] = craft
    return found


def _product(names: Names, record: Record, craft: str | None, food: Record | None) -> Row:
    title, title_en = record.pair("name")
    if not record.words("refs"):
        record.refuse("refs", "is empty: a real product needs a source")
    return Row(
        record.key,
        record.origin,
        {
            **base_values(record.key, title, title_en),
            **group_values(record),
            **_delivery_and_gift(names, record),
            **_notes(names, record),
            **_food(names, record, food),
            **unit_values(names, record, "demo_offer.unit"),
            "weight_g": record.whole("demo_offer.ship_weight_g") or None,
            "is_demo": False,
        },
        {
            "product_class": GOODS,
            "producer": record.ref("producer", names.producers),
            "village": record.ref("village", names.villages, optional=True),
            "craft": craft,
        },
        {
            "categories": tuple(filter(None, [record.ref("category", names.categories)])),
            "occasions": _occasions(names, record),
            "sources": record.refs("refs", names.sources),
        },
    )


def base_values(key: str, title: str, title_en: str) -> dict[str, Any]:
    return {
        "key": key,
        "title": title,
        "title_en": title_en,
        "slug": slugify(title),
        "structure": Product.STANDALONE,
        "is_public": True,
    }


def group_values(record: Record) -> dict[str, Any]:
    number = record.whole("ocop_set_26_2026")
    try:
        return {"ocop_set": number, "ocop_group": str(OcopGroup.of_set(number))}
    except ValueError as error:
        record.refuse("ocop_set_26_2026", str(error))
        return {}


def unit_values(names: Names, record: Record, path: str) -> dict[str, str]:
    unit = record.text(path)
    english = names.shop.value("units").get(unit)
    if unit and not english:
        record.refuse(path, f"has no English in shop.yaml, units: {unit}")
    return {"unit": unit, "unit_en": english or ""}


def _delivery_and_gift(names: Names, record: Record) -> dict[str, Any]:
    """What follows from the kind alone: handicraft, tea and sweets that keep can be gifts."""
    number = record.whole("ocop_set_26_2026")
    reason = ""
    if record.flag("cold_chain"):
        reason = "cold"
    elif record.value("shelf_note"):
        reason = "fresh"
    elif LIVING_PLANTS[0] <= number <= LIVING_PLANTS[1]:
        reason = "heavy"
    keeps = OcopGroup.of_set(number) == OcopGroup.HANDICRAFT if 1 <= number <= 26 else False
    keeps |= TEA_AND_COFFEE[0] <= number <= TEA_AND_COFFEE[1] or record.value("category") == SWEETS
    return {
        **delivery_values(names, record, reason),
        "giftable": bool(keeps and not record.flag("cold_chain") and is_sold(record)),
        "made_to_order": False,
    }


def delivery_values(names: Names, record: Record, reason: str) -> dict[str, Any]:
    """`reason` is a key of shop.yaml's delivery_reasons, or "" when a good goes everywhere."""
    known = names.shop.value("delivery_reasons")
    if reason and reason not in known:
        record.refuse("hanoi_delivery_reason", f"is not one of {', '.join(known)}: {reason}")
    return {
        "hanoi_delivery_only": bool(reason),
        "hanoi_delivery_reason": known.get(reason, {}).get("vi", ""),
        "hanoi_delivery_reason_en": known.get(reason, {}).get("en", ""),
    }


def _notes(names: Names, record: Record) -> dict[str, str]:
    """On identity and season. The file's `note` is for its editors and is not shown."""
    found = [names.vietnamese(record, path) for path in ("identity_note", "season")]
    return {
        "note": " ".join(vietnamese for vietnamese, _ in found if vietnamese),
        "note_en": " ".join(english for _, english in found if english),
    }


def _food(names: Names, record: Record, food: Record | None) -> dict[str, str]:
    """Ingredients and allergens as the press names them; no label was seen, the text says."""
    columns = dict.fromkeys(["ingredients", "ingredients_en", "allergens", "allergens_en"], "")
    remark, remark_en = names.shop.pair("food_remark")
    for column in ("ingredients", "allergens"):
        if food is None or food.value(column) is None:
            continue
        food.refs(f"{column}.sources", names.sources)
        columns[column] = f"{', '.join(food.words(f'{column}.vi'))} {remark}"
        columns[f"{column}_en"] = f"{', '.join(food.words(f'{column}.en'))} {remark_en}"
    if not columns["ingredients"] and record.value("ingredients"):
        columns["ingredients"] = f"{record.text('ingredients')} {remark}"
    return columns


def _occasions(names: Names, record: Record) -> tuple[str, ...]:
    occasion = names.shop.value("occasion_of_season").get(record.value("season"))
    return (occasion,) if occasion else ()


def _offer(record: Record) -> Row:
    return stock_row(
        record,
        product=record.key,
        producer=record.text("producer"),
        price=record.whole("demo_offer.price_vnd"),
        stock=record.whole("demo_offer.stock"),
    )


def stock_row(record: Record, *, product: str, producer: str, price: int, stock: int | None) -> Row:
    """The first price and stock of a good; from then on they are the shop's."""
    if price <= 0:
        record.refuse("price_vnd", "is not a positive number of dong")
    return Row(
        product,
        record.origin,
        {
            "partner_sku": product,
            "price_currency": "VND",
            "price": price,
            "num_in_stock": stock,
            "is_price_illustrative": True,
        },
        {"product": product, "partner": producer},
    )
