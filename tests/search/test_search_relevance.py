"""The gates on the open half of the judged queries; the other half is measured elsewhere."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from catalogue.models import Product
from search.relevance import Answer, figures_of, report_of

pytestmark = pytest.mark.django_db
OPEN = Path(settings.BASE_DIR) / "bench" / "relevance" / "open.json"
LEAST = {
    **dict.fromkeys(("no-diacritics", "attribute", "village", "producer"), 0.9),
    "typo": 0.85,
}


def measured(backend: str, file: Path = OPEN) -> dict[str, Any]:
    out = StringIO()
    call_command("search_relevance", str(file), "--backend", backend, "--json", stdout=out)
    figures: dict[str, Any] = json.loads(out.getvalue())
    return figures


@pytest.mark.parametrize(
    "backend",
    ["fts5", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)],
)
def test_open_queries_are_answered_well(backend: str) -> None:
    report = measured(backend)

    everything = report["all"]
    assert everything["recall"] >= 0.95
    assert everything["mrr"] >= 0.95
    assert everything["ndcg"] >= 0.92
    assert everything["zero_hits"] == 0
    for kind, least in LEAST.items():
        assert report[kind]["ndcg"] >= least, kind


@pytest.mark.elasticsearch
def test_engines_answer_alike() -> None:
    one, other = measured("fts5"), measured("elasticsearch")

    assert abs(one["all"]["ndcg"] - other["all"]["ndcg"]) <= 0.05


def test_measuring_leaves_the_shop_alone(tmp_path: Path) -> None:
    content = json.loads(OPEN.read_text(encoding="utf-8"))
    content["queries"] = content["queries"][:1]
    small = tmp_path / "small.json"
    small.write_text(json.dumps(content), encoding="utf-8")

    assert measured("fts5", small)["all"]["queries"] == 1
    assert Product.objects.count() == 0
    assert not Path(settings.SEARCH_INDEX_FILE).exists()


def test_table_names_every_kind() -> None:
    out = StringIO()
    call_command("search_relevance", str(OPEN), verbosity=0, stdout=out)

    assert out.getvalue().split()[:4] == ["n", "recall@10", "MRR", "nDCG@10"]
    assert "prefix" in out.getvalue()


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"none\.json"):
        call_command("search_relevance", str(tmp_path / "none.json"))


def answer(main: list[int], related: list[int], kind: str = "exact") -> Answer:
    return Answer(kind, "q", main, related, {1: 3, 2: 2, 3: 1})


def test_figures_count_the_related_list_but_zero_hits_only_the_main_one() -> None:
    perfect, late, empty = answer([1, 2, 3], []), answer([9, 2], [1]), answer([], [])

    assert (perfect.recall, perfect.reciprocal_rank, perfect.ndcg) == (1.0, 1.0, 1.0)
    assert (late.recall, late.reciprocal_rank) == (1.0, 0.5)
    assert (empty.recall, empty.reciprocal_rank, empty.ndcg) == (0.0, 0.0, 0.0)
    figures = figures_of([perfect, late, empty])
    assert (figures.queries, figures.recall, figures.mrr) == (3, 0.667, 0.5)
    assert figures.zero_hits == 1


def test_impossible_queries_are_apart() -> None:
    report = report_of([answer([1, 2, 3], []), answer([], [], "impossible")])

    assert report["all"].queries == 1
    assert report["impossible"].zero_hits == 1
