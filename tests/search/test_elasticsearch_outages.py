"""Elasticsearch gone, slow or half there: the database answers, and once is enough to say so."""

import logging
import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import trustme
from django.test import Client

from search import services
from search.backends import elasticsearch_client
from search.backends.elasticsearch import ElasticsearchBackend
from search.backends.elasticsearch_client import FAILURES, RESTS, Breaker
from search.criteria import SearchCriteria
from search.exceptions import BackendUnavailable, EngineDown, IndexMissing
from search.plan import Plan
from tests.factories import make_product
from tests.search.documents import TODAY, make_document
from tests.search.fake_node import FakeNode, fake_node

SHORT = 0.5  # seconds: the time-out of these tests


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def node(settings: Any) -> Iterator[FakeNode]:
    """The shop's engine is a fake node that is well."""
    settings.ELASTICSEARCH_TIMEOUT = SHORT
    with fake_node() as found:
        settings.ELASTICSEARCH_URLS = [found.url]
        settings.SEARCH_BACKEND = "search.backends.elasticsearch.ElasticsearchBackend"
        yield found


def search(backend: ElasticsearchBackend) -> list[int]:
    return list(backend.search(SearchCriteria(), Plan(), TODAY).ids)


def test_index_that_is_replaced_while_it_is_read_is_read_again(node: FakeNode) -> None:
    backend = ElasticsearchBackend()
    assert search(backend) == [1]
    node.mode = "replaced while read"

    assert search(backend) == [1]
    assert node.mode == "well"  # it had its turn


ILLS = {
    "slow": EngineDown,
    "hanging up": EngineDown,
    "red": EngineDown,
    "refusing": EngineDown,
    "timed out": EngineDown,
    "half": EngineDown,
    "cut off": EngineDown,
    "no aggregations": EngineDown,
    "not elasticsearch": EngineDown,
    "no index": IndexMissing,
    "empty": IndexMissing,
    "foreign": BackendUnavailable,
}


@pytest.mark.parametrize(("mode", "error"), ILLS.items())
def test_every_ill_is_unavailable_and_over_when_it_is_over(
    node: FakeNode, mode: str, error: type[BackendUnavailable]
) -> None:
    backend = ElasticsearchBackend()
    node.mode = mode
    with pytest.raises(error) as caught:
        search(backend)
    assert caught.type is error
    assert not backend.health().ready

    node.mode = "well"
    node.held.set()

    assert search(backend) == [1]
    assert backend.health().ready


def test_node_that_is_gone_is_unavailable(settings: Any) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        settings.ELASTICSEARCH_URLS = [f"http://127.0.0.1:{unused.getsockname()[1]}"]
        backend = ElasticsearchBackend()

    with pytest.raises(EngineDown):
        search(backend)
    with pytest.raises(EngineDown):
        backend.upsert([make_document(1)])
    assert not backend.health().ready


@pytest.mark.parametrize("mode", ILLS)
@pytest.mark.django_db
def test_pages_are_answered_by_the_database_with_a_notice(
    node: FakeNode, mode: str, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    product = make_product(title="Khăn lụa")
    node.mode = mode

    with caplog.at_level(logging.INFO, "search"):
        pages = [client.get("/vi/search/?q=lua") for _ in range(2)]

    for page in pages:
        assert page.status_code == 200
        assert list(page.context["result"].ids) == [product.pk]
        assert product.url in page.content.decode()
        assert page.context["is_degraded"]
    warnings = [record.name for record in caplog.records if record.levelno >= logging.WARNING]
    assert warnings == ["search.outages"]
    assert [s.title for s in services.suggest("kha", "vi")] == ["Khăn lụa"]


@pytest.mark.django_db
def test_goods_that_the_index_has_and_the_shop_hides_are_not_shown(
    node: FakeNode, client: Client
) -> None:
    hidden = make_product(title="Bình rượu ẩn", is_public=False)
    node.goods = [hidden.pk, 999_999]

    page = client.get("/en/search/")

    assert page.status_code == 200
    assert "Bình rượu ẩn" not in page.content.decode()


@pytest.mark.django_db
def test_recovery_is_told_once(node: FakeNode, caplog: pytest.LogCaptureFixture) -> None:
    node.mode = "red"
    with caplog.at_level(logging.INFO, "search.outages"):
        services.search(SearchCriteria())
        node.mode = "well"
        for _ in range(3):
            assert services.search(SearchCriteria()).engine == "elasticsearch"

    assert [record.levelname for record in caplog.records] == ["WARNING", "INFO"]


def test_open_breaker_leaves_the_node_alone(node: FakeNode) -> None:
    backend = ElasticsearchBackend()
    backend.cluster.breaker = Breaker(clock := Clock())
    node.mode = "red"
    for _ in range(FAILURES):
        with pytest.raises(EngineDown):
            search(backend)
    asked = len(node.asked)

    node.mode = "well"
    with pytest.raises(EngineDown, match="not asked again for 30 s"):
        search(backend)
    assert len(node.asked) == asked

    clock.now = RESTS
    assert search(backend) == [1]


def fail(breaker: Breaker) -> None:
    with pytest.raises(EngineDown), breaker.watching():
        raise EngineDown("out")


def test_breaker_tells_each_change_once(caplog: pytest.LogCaptureFixture) -> None:
    breaker = Breaker(clock := Clock())
    name = elasticsearch_client.__name__
    with caplog.at_level(logging.INFO, name):
        for _ in range(FAILURES):
            fail(breaker)
        for _ in range(5):
            fail(breaker)  # refused at once
        clock.now = RESTS
        fail(breaker)  # the one that may try
        clock.now = 2 * RESTS - 1
        with pytest.raises(EngineDown, match="not asked"), breaker.watching():
            raise AssertionError("asked while it rests")
        clock.now = 2 * RESTS
        for _ in range(2):
            with breaker.watching():
                pass

    told = [record.getMessage() for record in caplog.records if record.name == name]
    assert told == [
        "Elasticsearch is left alone for 30 s: out",
        "Elasticsearch answers again",
    ]


def test_answer_between_failures_keeps_the_breaker_closed() -> None:
    breaker = Breaker(Clock())
    for _ in range(3):
        for _ in range(FAILURES - 1):
            fail(breaker)
        with pytest.raises(IndexMissing), breaker.watching():
            raise IndexMissing("it answered")

    with breaker.watching():
        pass


def test_one_thread_alone_tries_a_node_again() -> None:
    breaker = Breaker(clock := Clock())
    for _ in range(FAILURES):
        fail(breaker)
    clock.now = RESTS
    others = []

    def other() -> None:
        try:
            with breaker.watching():
                others.append("asked")
        except EngineDown:
            others.append("refused")

    with breaker.watching():
        threads = [threading.Thread(target=other) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert others == ["refused"] * 4
    with breaker.watching():
        pass


def test_error_of_ours_does_not_keep_others_out() -> None:
    breaker = Breaker(clock := Clock())
    for _ in range(FAILURES):
        fail(breaker)
    clock.now = RESTS
    with pytest.raises(ZeroDivisionError), breaker.watching():
        raise ZeroDivisionError

    with breaker.watching():
        pass


def test_second_host_answers_when_the_first_is_gone(node: FakeNode, settings: Any) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        gone = f"http://127.0.0.1:{unused.getsockname()[1]}"
    settings.ELASTICSEARCH_URLS = [gone, node.url]
    backend = ElasticsearchBackend()

    assert [search(backend) for _ in range(4)] == [[1]] * 4


@pytest.fixture
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def tls_node(authority: trustme.CA, settings: Any, tmp_path: Path) -> Iterator[FakeNode]:
    """A node behind TLS, whose certificate `authority` has signed."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    ca = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(ca))
    with fake_node() as node:
        node.server.socket = context.wrap_socket(node.server.socket, server_side=True)
        settings.ELASTICSEARCH_URLS = [f"https://localhost:{node.server.server_port}"]
        settings.ELASTICSEARCH_CA = str(ca)
        yield node


def test_api_key_goes_over_tls(tls_node: FakeNode, settings: Any) -> None:
    settings.ELASTICSEARCH_API_KEY = "bGFuZzpuZ2hl"

    assert search(ElasticsearchBackend()) == [1]

    assert tls_node.headers["authorization"] == "ApiKey bGFuZzpuZ2hl"


@pytest.mark.parametrize("ca", ["another", "none"])
def test_certificate_of_another_authority_is_refused(
    tls_node: FakeNode, settings: Any, tmp_path: Path, ca: str
) -> None:
    settings.ELASTICSEARCH_CA = ""
    if ca == "another":
        settings.ELASTICSEARCH_CA = str(tmp_path / "another.pem")
        trustme.CA().cert_pem.write_to_path(settings.ELASTICSEARCH_CA)

    with pytest.raises(EngineDown, match="CERTIFICATE_VERIFY_FAILED"):
        search(ElasticsearchBackend())

    assert tls_node.asked == []


def test_certificate_of_another_name_is_refused(
    authority: trustme.CA, tls_node: FakeNode, settings: Any
) -> None:
    settings.ELASTICSEARCH_URLS = [f"https://127.0.0.1:{tls_node.server.server_port}"]

    with pytest.raises(EngineDown, match="TlsError"):
        search(ElasticsearchBackend())
