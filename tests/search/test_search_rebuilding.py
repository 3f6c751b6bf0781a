"""The shop's services on every engine: what is edited while an index is built is in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from catalogue.models import Product
from search import services
from search.backends.base import SearchBackend
from search.documents import ProductDocument, documents_of
from search.engines import get_backend
from search.models import Change
from tests.factories import make_product
from tests.search.engines import ENGINES, elasticsearch_engine

pytestmark = pytest.mark.django_db


@pytest.fixture(params=ENGINES)
def backend(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SearchBackend]:
    """The shop's engine, with an index of its own."""
    with override_settings(SEARCH_INDEX_FILE=tmp_path / "search.sqlite3"):
        if request.param == "fts5":
            yield get_backend()
            return
        dotted_path = "search.backends.elasticsearch.ElasticsearchBackend"
        with elasticsearch_engine(SEARCH_BACKEND=dotted_path):
            yield get_backend()


def truth() -> dict[int, str]:
    return {document.id: document.digest for document in documents_of(Product.objects.all())}


def test_goods_edited_while_an_index_is_built_are_in_it(backend: SearchBackend) -> None:
    first, second, hidden, deleted = (make_product() for _ in range(4))
    services.rebuild()

    def documents() -> Iterator[ProductDocument]:
        yield from list(documents_of(Product.objects.order_by("pk")))
        Product.objects.filter(pk=first.pk).update(title="Lụa")
        Product.objects.filter(pk=hidden.pk).update(is_public=False)
        services.drain()
        assert dict(backend.digests()) == truth()
        Product.objects.filter(pk=second.pk).update(title="Sơn mài")
        Product.objects.filter(pk=deleted.pk).delete()
        make_product(title="Nón lá")

    assert services.rebuild(documents()) == 4

    assert dict(backend.digests()) == truth()
    assert len(truth()) == 3
    assert not Change.objects.exists()


def test_changes_are_delivered_and_compared(backend: SearchBackend) -> None:
    product, other = make_product(), make_product()
    services.rebuild()
    Product.objects.filter(pk=product.pk).update(title="Lụa")
    backend.delete([other.pk])

    assert services.drain() == 1
    assert services.differences() == [other.pk]
    assert services.repair() == 1
    assert services.differences() == []
