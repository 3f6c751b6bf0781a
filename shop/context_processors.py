"""What every page needs: the shop's identity, languages, basket count, canonical address."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

ENGINES = {
    "fts5": _("the embedded index (SQLite FTS5)"),
    "database": _("the database"),
}


@dataclass(frozen=True)
class LanguageLink:
    code: str
    label: str
    url: str
    current: bool


@dataclass(frozen=True)
class Seller:
    """The seller's legal identity, as every page must show it."""

    name: str
    address: str
    phone: str
    email: str
    registration: str


class ShopContext:
    """Read by base.html; nothing here touches the database until a template asks."""

    origin = settings.SITE_ORIGIN
    is_demo = settings.DEMO_MODE
    seller = Seller(**settings.SELLER)

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @property
    def language_links(self) -> list[LanguageLink]:
        """The same page and query in each language."""
        address = self.request.get_full_path()
        return [
            LanguageLink(code, label, translate_url(address, code), code == get_language())
            for code, label in (("vi", "Tiếng Việt"), ("en", "English"))
        ]

    @property
    def alternates(self) -> list[LanguageLink]:
        """The same page without its query in each language, for hreflang."""
        return [
            LanguageLink(code, code, self.origin + translate_url(self.request.path, code), False)
            for code in ("vi", "en")
        ]

    @property
    def canonical_url(self) -> str:
        return self.origin + self.request.path

    @property
    def query(self) -> str:
        return self.request.GET.get("q", "")[:200].replace("\x00", "")

    @property
    def basket_count(self) -> int:
        """Units in the basket; 0 without a query for someone who has none."""
        from checkout.baskets import count_units  # the context is built for every request

        return count_units(self.request)

    @property
    def search_engine(self) -> str:
        from search.services import engine_name

        return str(ENGINES.get(engine_name(), engine_name()))


def shop(request: HttpRequest) -> dict[str, Any]:
    return {"shop": SimpleLazyObject(lambda: ShopContext(request))}
