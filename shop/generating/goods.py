"""Invents makers and goods: the same seed and size always give the same catalogue."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from catalogue.models import OcopGroup, Product
from catalogue.scenes import choose_scene
from certification.codes import ALPHABET, check_character
from certification.models import Certificate
from certification.services import derived_stars, last_valid_day
from languages.text import fold, slugify
from places.models import Craft, Village
from producers.models import Partner, StockRecord
from shop.generating.words import KINDS, MAKER_FIRST, MAKER_FORMS, MAKER_SYLLABLES, MOTIFS, Kind

GOODS_PER_MAKER = 15
MOST_MAKERS = 10_000  # they are all held in memory
# Hanoi at the end of 2024, of 3,317 products (data/stories_villages.yaml, ocop_in_numbers)
FIVE, CANDIDATE, FOUR, THREE = 6, 22, 1_571, 1_718
KEY = "bench-"


@dataclass(frozen=True)
class References:
    """The records of data/ that generated rows point to, by slug."""

    villages: dict[str, list[Village]]  # by the slug of the craft
    all_villages: list[Village]
    crafts: dict[str, Craft]
    categories: dict[str, int]
    occasions: list[int]
    product_class: int


@dataclass(frozen=True)
class Good:
    """One good, not yet saved, and the rows that hang on it."""

    product: Product
    category: int
    occasions: list[int]
    stock: StockRecord
    certificate: Certificate


def makers(goods_count: int, references: References, rng: Random) -> Iterator[Partner]:
    """Invented producers; a number after the name keeps them apart."""
    for number in range(min(-(-goods_count // GOODS_PER_MAKER), MOST_MAKERS)):
        form = rng.randrange(len(MAKER_FIRST))
        words = " ".join(rng.sample(MAKER_SYLLABLES, 2))
        name = f"{MAKER_FIRST[form][0]} {words} {number + 1}"
        name_en = f"{fold(words).title()} {number + 1} ({MAKER_FIRST[form][1].lower()})"
        yield Partner(
            code=f"{KEY}{number}",
            name=name,
            name_en=name_en,
            slug=slugify(name),
            form=MAKER_FORMS[form],
            village=rng.choice(references.all_villages),
            lead_time_days=rng.randint(1, 10),
            is_demo=True,
        )


def ratings(count: int, rng: Random) -> Iterator[int | None]:
    """Stars in Hanoi's proportions, exact in every 3,317; None stands for a candidate."""
    block: list[int | None] = [5] * FIVE + [None] * CANDIDATE + [4] * FOUR + [3] * THREE
    for number in range(count):
        if number % len(block) == 0:
            rng.shuffle(block)
        yield block[number % len(block)]


def goods(
    count: int, producers: list[Partner], references: References, rng: Random, today: date
) -> Iterator[Good]:
    for number, stars in enumerate(ratings(count, rng)):
        yield _good(number, stars, rng.choice(producers), references, rng, today)


def _good(
    number: int,
    stars: int | None,
    producer: Partner,
    references: References,
    rng: Random,
    today: date,
) -> Good:
    kind = rng.choice(KINDS)
    product = _product(number, kind, producer, references, rng)
    certificate = _certificate(number, product, stars, rng, today)
    for column, value in vars(derived_stars([certificate], today)).items():
        setattr(product, column, value)
    stock = StockRecord(
        product=product,
        partner=producer,
        partner_sku=f"{KEY}{number}",
        price=max(5_000, round(kind.price * rng.lognormvariate(0, 0.5), -3)),
        price_currency="VND",
        num_in_stock=rng.choices([0, rng.randint(1, 5), rng.randint(6, 200)], [5, 10, 85])[0],
        num_allocated=0,
    )
    occasions = rng.sample(references.occasions, rng.randint(0, 3)) if product.giftable else []
    return Good(product, references.categories[kind.category], occasions, stock, certificate)


def _product(
    number: int, kind: Kind, producer: Partner, references: References, rng: Random
) -> Product:
    noun, finish, motif = rng.choice(kind.nouns), rng.choice(kind.finishes), rng.choice(MOTIFS)
    title = f"{noun[0]} {finish[0]} {motif[0]}"
    title_en = f"{noun[1]} {finish[1]}, {motif[1]}"
    villages = references.villages.get(kind.craft or "") or references.all_villages
    product = Product(
        key=f"{KEY}{number}",
        title=title,
        title_en=title_en,
        slug=slugify(title),
        description=f"Hàng được sinh ra để đo tốc độ, không có thật. {title}, {producer.name}.",
        description_en=f"Made up for measuring; not a real good. {title_en}, {producer.name_en}.",
        structure=Product.STANDALONE,
        product_class_id=references.product_class,
        producer=producer,
        village=rng.choice(villages),
        craft=references.crafts.get(kind.craft or ""),
        ocop_set=kind.ocop_set,
        ocop_group=str(OcopGroup.of_set(kind.ocop_set)),
        is_public=True,
        is_demo=True,
        giftable=kind.keeps,
        hanoi_delivery_only=not kind.keeps,
        weight_g=kind.weight_g,
        picture_key=choose_scene(title, kind.craft or "", kind.category, number),
    )
    product.folded_text = product.fold_text()
    return product


def _certificate(
    number: int, product: Product, stars: int | None, rng: Random, today: date
) -> Certificate:
    """In term or in its renewal window today; a candidate has no star and no end."""
    issued_on = today - timedelta(days=rng.randint(1, 1_090))
    basis = Certificate.Basis.CITY_ASSESSMENT if stars is None else Certificate.Basis.DECISION
    return Certificate(
        key=f"{KEY}{number}",
        product=product,
        code=code_of(number),
        basis=basis,
        review=Certificate.Review.VERIFIED,
        stars=stars,
        issued_on=issued_on,
        ends_on=last_valid_day(issued_on) if stars else None,
        decision_number=f"số minh họa {number % 997}/QĐ-DEMO",
        authority="UBND thành phố Hà Nội (minh họa)",
        authority_en="Hanoi City People's Committee (demo)",
        is_demo=True,
    )


def code_of(number: int) -> str:
    """A look-up code for each number, all different; as new_code() it passes over odd checks."""
    for attempt in range(64):
        # an odd factor permutes the 40 bits of 8 characters
        value = ((number * 64 + attempt) * 0x9E3779B97B + 0x5DEECE66D) % 2**40
        body = "".join(ALPHABET[value >> shift & 31] for shift in range(35, -5, -5))
        if check_character(body) in ALPHABET:
            return f"DEMO-{body}{check_character(body)}"
    raise ValueError(f"no code for {number}")
