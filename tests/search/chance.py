"""Random goods, plans and criteria: few words and values, so that they meet often."""

import random
from datetime import timedelta

from search.criteria import SearchCriteria, Sort
from search.documents import ProductDocument
from search.plan import EVERYWHERE, Boost, Exclusion, Field, Limits, Phrase, Plan, Slot, Stage
from tests.search.documents import TODAY, make_document

WORDS = [
    "gốm",
    "gom",
    "bát",
    "tràng",
    "trang",
    "sen",
    "sến",
    "khăn",
    "lụa",
    "lúa",
    "silk",
    "scarf",
    "trà",
    "xanh",
    "500g",
]
BARE = ["gom", "bat", "trang", "sen", "khan", "lua", "silk", "scarf", "tra", "xanh", "500g"]
YESTERDAY = TODAY - timedelta(days=1)


def random_document(chance: random.Random, product_id: int) -> ProductDocument:
    def text(most: int) -> str:
        return " ".join(chance.choices(WORDS, k=chance.randint(0, most)))

    def some(*values: str) -> tuple[str, ...]:
        return tuple(sorted(chance.sample(values, chance.randint(0, len(values)))))

    stars, reported = chance.choice([None, 3, 4, 5]), chance.choice([None, None, 4, 5])
    return make_document(
        product_id,
        title=text(4) or "hoa",
        title_en=text(2),
        makers=text(2),
        kinds=text(2),
        text=text(12),
        stars=stars,
        stars_until=stars and chance.choice([YESTERDAY, TODAY, TODAY + timedelta(days=9)]),
        candidate_five=chance.random() < 0.1,
        reported_stars=reported,
        reported_until=reported and chance.choice([None, YESTERDAY, TODAY]),
        village=chance.choice(["", "bat-trang", "van-phuc", "chuong"]),
        craft=chance.choice(["", "gom", "lua"]),
        group=chance.choice(["", "crafts", "food"]),
        producer=chance.choice(["a", "b", "c"]),
        categories=some("gom-su", "am-chen", "vai"),
        occasions=some("tet", "cuoi"),
        giftable=chance.random() < 0.5,
        in_stock=chance.random() < 0.5,
        is_available=chance.random() < 0.8,
        price=chance.choice([None, 50_000, 50_001, 200_000, 450_000, 3_000_000, 20_000_000]),
        created=chance.randint(0, 5),
        rank_factor=chance.choice([1.0, 1.0, 1.25, 0.5]),
    )


GOODS = [random_document(random.Random(f"goods {n}"), n) for n in range(1, 161)]


def random_phrase(chance: random.Random) -> Phrase:
    bare = chance.random() < 0.5
    words = chance.choices(BARE if bare else WORDS, k=chance.choice([1, 1, 1, 2, 2, 3]))
    prefix = chance.random() < 0.15
    if prefix:
        words[-1] = words[-1][: chance.randint(1, len(words[-1]))]
    return Phrase(
        tuple(words),
        weight=chance.choice([1.0, 0.5, 2.0]),
        bare=bare,
        fields=frozenset(chance.sample(list(Field), 2)) if chance.random() < 0.2 else EVERYWHERE,
        prefix=prefix,
        starts=chance.random() < 0.1,
    )


def random_stage(chance: random.Random, name: str) -> Stage:
    def slot(*, optional: bool = False) -> Slot:
        phrases = (random_phrase(chance) for _ in range(chance.randint(1, 3)))
        return Slot(tuple(phrases), optional=optional)

    required = [slot() for _ in range(chance.choice([0, 1, 1, 2, 2, 3]))]
    optional = [slot(optional=True) for _ in range(chance.choice([0, 0, 1]))]
    needed = len(required) if chance.random() < 0.6 else min(len(required), 1)
    closer = tuple(random_phrase(chance) for _ in range(chance.choice([0, 0, 2])))
    is_last = chance.random() < 0.2
    return Stage(
        name,
        (*required, *optional),
        needed,
        closer,
        is_last_resort=is_last,
        fills_to=chance.choice([3, 3, 12, 40]),
    )


def random_plan(chance: random.Random) -> Plan:
    stages = tuple(random_stage(chance, f"stage {n}") for n in range(chance.choice([0, 1, 2, 3])))
    related = tuple(random_stage(chance, f"related {n}") for n in range(chance.choice([0, 1, 2])))
    low = chance.choice([None, None, None, 50_001, 200_000])
    ids = [document.id for document in GOODS]
    return Plan(
        stages,
        related if stages else (),
        Limits(
            frozenset(chance.choice([(), (), (), (5,), (4, 5)])),
            low,
            chance.choice([None, None, 450_000]),
        ),
        pinned=tuple(chance.sample([*ids, 9_999], chance.choice([0, 0, 1, 3]))),
        hidden=frozenset(chance.sample(ids, chance.choice([0, 0, 5]))),
        boosts=tuple(
            Boost(facet, value, 2.0)
            for facet, value in (("village", "chuong"), ("stars", "5"), ("category", "vai"))
            if chance.random() < 0.15
        ),
        nearby=chance.choice([None, None, Limits(price_max=500_000)]),
        excluded=tuple(random_exclusion(chance) for _ in range(chance.choice([0, 0, 0, 1, 2]))),
    )


def random_exclusion(chance: random.Random) -> Exclusion:
    phrases = tuple(random_phrase(chance) for _ in range(chance.randint(1, 2)))
    return Exclusion(phrases, tuple(random_phrase(chance) for _ in range(chance.choice([0, 0, 1]))))


def random_criteria(chance: random.Random) -> SearchCriteria:
    def chosen(*values: str) -> frozenset[str]:
        return frozenset(chance.sample(values, chance.choice([0, 0, 0, 0, 1, 2])))

    low = chance.choice([None, None, None, 50_000, 60_000])
    within = chance.choice([(), (), (("village", "bat-trang"),), (("category", "vai"),)])
    return SearchCriteria(
        stars=chosen("5", "4", "3", "candidate_five"),
        reported=chosen("5", "4"),
        village=chosen("bat-trang", "van-phuc", "nowhere"),
        craft=chosen("gom", "lua"),
        group=chosen("crafts", "food"),
        category=chosen("gom-su", "am-chen", "vai"),
        producer=chosen("a", "b"),
        occasion=chosen("tet", "cuoi"),
        giftable=chance.random() < 0.1,
        in_stock=chance.random() < 0.1,
        price_min=low,
        price_max=chance.choice([None, None, 450_000]),
        sort=chance.choice([Sort.RELEVANCE, Sort.RELEVANCE, *Sort]),
        language=chance.choice(["vi", "en"]),
        within=within,
    )
