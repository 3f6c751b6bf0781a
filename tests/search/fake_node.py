"""A node on loopback that answers as it is told: wrong, late, in part or not at all."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from search.backends.elasticsearch_documents import mapping

WELL = {"total": 1, "successful": 1, "skipped": 0, "failed": 0}
HALF = {"total": 2, "successful": 1, "skipped": 0, "failed": 1}
NO_INDEX = {"type": "index_not_found_exception", "index": "products", "reason": "no such index"}
ALL_SHARDS_FAILED = {
    "error": {"type": "search_phase_execution_exception", "reason": "all shards failed"},
    "status": 503,
}


class FakeNode:
    """`mode` says how it is; `asked` are the paths of the requests, `headers` the last ones."""

    def __init__(self) -> None:
        self.mode = "well"
        self.asked: list[str] = []
        self.headers: Mapping[str, str] = {}
        self.goods = [1]
        self.held = threading.Event()  # set to let a request that hangs go
        handler = type("Handler", (_Handler,), {"node": self})
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.server.daemon_threads = True

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def answer(self, path: str, body: bytes) -> tuple[int, Any]:
        if self.mode == "red":
            return 503, ALL_SHARDS_FAILED
        if self.mode == "refusing":
            return 401, {"error": {"type": "security_exception", "reason": "who?"}, "status": 401}
        if self.mode == "no index":
            return 404, {"error": NO_INDEX, "status": 404}
        if self.mode == "not elasticsearch":
            return 200, ["a page of somebody else"]
        if path.endswith("/_mapping"):
            schema = "another" if self.mode == "foreign" else mapping()["_meta"]["schema"]
            return 200, {"products-1": {"mappings": {"_meta": {"schema": schema}}}}
        if path.endswith("/_count"):
            return 200, {"count": 0 if self.mode == "empty" else len(self.goods), "_shards": WELL}
        if path.endswith("/_msearch"):
            bodies = [json.loads(line) for line in body.splitlines()[1::2]]
            if self.mode == "replaced while read":
                self.mode = "well"
                return 200, {"took": 1, "responses": [ALL_SHARDS_FAILED for _each in bodies]}
            return 200, {"took": 1, "responses": [self._search(each) for each in bodies]}
        return 200, self._search(json.loads(body))

    def _search(self, body: Mapping[str, Any]) -> Mapping[str, Any]:
        if self.mode == "no aggregations":
            body = {**body, "aggs": {}}
        goods = [] if self.mode == "empty" else self.goods
        page = goods[: body.get("size", 10)]
        hits = [{"sort": [1, 1.0, 0, pk], "fields": {"id": [pk]}} for pk in page]
        return {
            "timed_out": self.mode == "timed out",
            "_shards": HALF if self.mode == "half" else WELL,
            "hits": {"total": {"value": len(goods)}, "hits": hits},
            "aggregations": {
                name: _counted(each, len(goods)) for name, each in body.get("aggs", {}).items()
            },
        }


def _counted(aggregation: Mapping[str, Any], total: int) -> Mapping[str, Any]:
    """Nothing has any value."""
    if "terms" in aggregation or "composite" in aggregation:
        return {"buckets": [], "sum_other_doc_count": 0}
    if "filters" in aggregation:
        names = aggregation["filters"]["filters"]
        return {"buckets": {name: {"doc_count": 0} for name in names}}
    if "range" in aggregation:
        names = [each["key"] for each in aggregation["range"]["ranges"]]
        return {"buckets": {name: {"doc_count": 0} for name in names}}
    inner = {name: _counted(each, total) for name, each in aggregation["aggs"].items()}
    return {"doc_count": total, **inner}


class _Handler(BaseHTTPRequestHandler):
    node: FakeNode
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._reply()

    def _reply(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        node = self.node
        node.asked.append(self.path)
        node.headers = dict(self.headers)
        if node.mode == "slow":
            node.held.wait(30)
        if node.mode == "hanging up":
            self.close_connection = True
            return
        status, answer = node.answer(self.path.partition("?")[0], body)
        text = b"{" if node.mode == "cut off" else json.dumps(answer).encode()
        self.send_response(status)
        if node.mode != "not elasticsearch":
            self.send_header("X-Elastic-Product", "Elasticsearch")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def do_POST(self) -> None:
        self._reply()

    def do_PUT(self) -> None:
        self._reply()

    def do_HEAD(self) -> None:
        self._reply()

    def log_message(self, *_words: object) -> None:
        """Tests look at `asked`."""


@contextmanager
def fake_node() -> Iterator[FakeNode]:
    node = FakeNode()
    thread = threading.Thread(target=node.server.serve_forever, daemon=True)
    thread.start()
    try:
        yield node
    finally:
        node.held.set()
        node.server.shutdown()
        node.server.server_close()
        thread.join()
