"""How well judged queries are answered: recall@10, MRR, nDCG@10, empty lists."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2

TOP = 10
DEEP = 50  # places that the reciprocal rank looks at
RELEVANT = 2  # grades from 0 to 3; relevant from here on
IMPOSSIBLE = "impossible"  # kind of queries that nothing answers


@dataclass(frozen=True, slots=True)
class Answer:
    """Ids in their order: the main list, and the related one after it."""

    kind: str
    query: str
    main: Sequence[int]
    related: Sequence[int]
    grades: Mapping[int, int]

    @property
    def ids(self) -> list[int]:
        return [*self.main, *self.related]

    @property
    def recall(self) -> float:
        relevant = {pk for pk, grade in self.grades.items() if grade >= RELEVANT}
        return len(relevant & {*self.ids[:TOP]}) / (min(TOP, len(relevant)) or 1)

    @property
    def reciprocal_rank(self) -> float:
        places = enumerate(self.ids[:DEEP], start=1)
        return next((1 / at for at, pk in places if self.grades.get(pk, 0) >= RELEVANT), 0.0)

    @property
    def ndcg(self) -> float:
        best = _gain(sorted(self.grades.values(), reverse=True)[:TOP])
        return _gain([self.grades.get(pk, 0) for pk in self.ids[:TOP]]) / best if best else 0.0


@dataclass(frozen=True, slots=True)
class Figures:
    """Means over queries that something answers, and the honesty of those that nothing does."""

    queries: int
    recall: float
    mrr: float
    ndcg: float
    zero_hits: int


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(grades))


def figures_of(answers: Iterable[Answer]) -> Figures:
    rows = list(answers)
    number = len(rows) or 1
    return Figures(
        len(rows),
        round(sum(row.recall for row in rows) / number, 3),
        round(sum(row.reciprocal_rank for row in rows) / number, 3),
        round(sum(row.ndcg for row in rows) / number, 3),
        sum(not row.main for row in rows),
    )


def report_of(answers: Sequence[Answer]) -> dict[str, Figures]:
    """Figures of "all" and of each kind. Impossible queries are only among their own."""
    kinds: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        kinds[answer.kind].append(answer)
    possible = [answer for answer in answers if answer.kind != IMPOSSIBLE]
    return {"all": figures_of(possible), **{kind: figures_of(rows) for kind, rows in kinds.items()}}
