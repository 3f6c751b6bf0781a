"""The ids that records may name, gathered before any record is read, and the shop's own texts."""

from dataclasses import dataclass
from functools import cached_property

from shop.loading.files import Files
from shop.loading.problems import Origin
from shop.loading.record import Record, is_mapping

CATALOGUE = "catalogue.yaml"
VILLAGE_STORIES = "stories_villages.yaml"
MAKER_STORIES = "stories_makers.yaml"
DEMO_GOODS = "demo_goods.yaml"
COMMUNES_FILE = "hanoi_units_2025.json"
PROVINCES_FILE = "provinces_2025.yaml"
CALENDAR = "gift_calendar_2026_2029.csv"
SHOP = "shop.yaml"
GENERAL = "general"  # the stories' word for what any encyclopaedia says of a craft


@dataclass(frozen=True)
class Names:
    """`with_demo` is settings.DEMO_MODE: without it no invented maker or good is read."""

    files: Files
    with_demo: bool

    def ids(self, file: str, section: str, id_field: str = "id") -> frozenset[str]:
        records = self.files.content(file).get(section) or []
        return frozenset(str(r[id_field]) for r in records if is_mapping(r) and id_field in r)

    @cached_property
    def sources(self) -> frozenset[str]:
        sections = [(CATALOGUE, "refs"), (VILLAGE_STORIES, "refs"), (MAKER_STORIES, "refs_new")]
        found = {key for file, name in sections for key in self.files.content(file).get(name, {})}
        return frozenset(found | {GENERAL})

    @cached_property
    def villages(self) -> frozenset[str]:
        return self.ids(CATALOGUE, "villages")

    @cached_property
    def crafts(self) -> frozenset[str]:
        return self.ids(VILLAGE_STORIES, "crafts")

    @cached_property
    def producers(self) -> frozenset[str]:
        return self.ids(CATALOGUE, "producers")

    @cached_property
    def products(self) -> frozenset[str]:
        return self.ids(CATALOGUE, "products")

    @cached_property
    def communes(self) -> frozenset[str]:
        return self.ids(COMMUNES_FILE, "units", "code")

    @cached_property
    def categories(self) -> frozenset[str]:
        return self.ids(SHOP, "categories")

    @cached_property
    def occasions(self) -> frozenset[str]:
        calendar = {row["key"] for row in self.files.rows_of_csv(CALENDAR)}
        return self.ids(SHOP, "undated_occasions") | calendar

    @cached_property
    def shop(self) -> Record:
        return Record(
            SHOP, self.files.content(SHOP), Origin(SHOP, "(whole file)"), self.files.problems
        )

    def vietnamese(self, record: Record, path: str, *, optional: bool = True) -> tuple[str, str]:
        """Both languages of a text that its file has in English only, from shop.yaml."""
        english = record.text(path, optional=optional)
        if not english:
            return "", ""
        texts = self.files.content(SHOP).get("texts", {})
        if english not in texts:
            record.refuse(path, f"has no Vietnamese in {SHOP}, texts: {english}")
        in_english = self.files.content(SHOP).get("texts_en", {})
        return str(texts.get(english, "")), str(in_english.get(english, english))

    def plain(self, text: str) -> str:
        """The text without words that only the files' editors understand."""
        for editors, visitors in self.files.content(SHOP).get("plain_words", {}).items():
            text = text.replace(editors, visitors)
        return text

    def is_left_out(self, product: Record) -> bool:
        """Alcohol, and whatever else shop.yaml leaves out of the shop."""
        number = product.whole_or_none("ocop_set_26_2026")
        if number in self.shop.value("left_out.sets"):
            return True
        return product.value("category") in self.shop.value("left_out.categories")
