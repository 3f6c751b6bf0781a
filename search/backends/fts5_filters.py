"""From criteria to SQL over the index's `product` table: one condition per facet, OR inside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from search.criteria import CHOICES, FLAGS, SearchCriteria, Sort
from search.plan import Boost, Limits

COLUMNS = {"village": "village", "craft": "craft", "group": "ocop_group", "producer": "producer"}
LISTS = {"category": "categories", "occasion": "occasions"}
NO_END = date.max.toordinal()

_NAME_COLUMN = {"vi": "p.sort_vi", "en": "p.sort_en"}


@dataclass(frozen=True, slots=True)
class Condition:
    sql: str
    parameters: tuple[object, ...]


class Filters:
    """`within` binds always; `by_facet` are the reader's choices, which facet counts take apart."""

    def __init__(self, criteria: SearchCriteria, today: date, terms: dict[tuple[str, str], int]):
        self.today = today.toordinal()
        self.terms = terms
        self.within = [self._choice(facet, [value]) for facet, value in criteria.within]
        self.by_facet: dict[str, Condition] = {}
        for facet in CHOICES:
            if criteria.selected(facet):
                self.by_facet[facet] = self._choice(facet, sorted(criteria.selected(facet)))
        for flag in FLAGS:
            if criteria.selected(flag):
                self.by_facet[flag] = Condition(f"p.{flag}", ())
        if criteria.selected("price"):
            self.by_facet["price"] = _price(criteria.price_min, criteria.price_max)

    def _choice(self, facet: str, values: list[str]) -> Condition:
        if facet in ("stars", "reported"):
            return self._any([self._stars(facet, value) for value in values])
        codes = [self.terms.get((facet, value), -1) for value in values]
        if facet in COLUMNS:
            marks = ", ".join("?" * len(codes))
            return Condition(f"p.{COLUMNS[facet]} IN ({marks})", tuple(codes))
        column = LISTS[facet]
        return self._any([Condition(f"instr(p.{column}, ?)", (f",{code},",)) for code in codes])

    def _stars(self, facet: str, value: str) -> Condition:
        if value == "candidate_five":
            return Condition("p.candidate_five", ())
        return Condition(
            f"(p.{facet} = ? AND p.{facet}_until >= ?)",
            (int(value), self.today),
        )

    @staticmethod
    def _any(conditions: list[Condition]) -> Condition:
        return Condition(
            "(" + " OR ".join(condition.sql for condition in conditions) + ") > 0",
            tuple(value for condition in conditions for value in condition.parameters),
        )

    def limits(self, limits: Limits) -> list[Condition]:
        """What the query itself says about stars and prices."""
        conditions = []
        if limits.stars:
            stars = [str(number) for number in sorted(limits.stars)]
            either = [self._stars(facet, n) for facet in ("stars", "reported") for n in stars]
            conditions.append(self._any(either))
        if limits.price_min is not None or limits.price_max is not None:
            conditions.append(_price(limits.price_min, limits.price_max))
        return conditions

    def boosts(self, boosts: Iterable[Boost]) -> Condition:
        """The product of the factors of a row, as SQL."""
        parts: list[str] = []
        values: list[object] = []
        for boost in boosts:
            condition = self._facet(boost.facet, boost.value)
            if condition is not None:
                parts.append(f"CASE WHEN {condition.sql} THEN ? ELSE 1.0 END")
                values += [*condition.parameters, boost.factor]
        return Condition(" * ".join(parts) or "1.0", tuple(values))

    def _facet(self, facet: str, value: str) -> Condition | None:
        if facet == "price":
            low, _dash, high = value.partition("-")
            return _price(int(low) if low else None, int(high) if high else None)
        if facet in FLAGS:
            return Condition(f"p.{facet}", ())
        return self._choice(facet, [value]) if facet in CHOICES else None

    @property
    def all(self) -> list[Condition]:
        return [*self.within, *self.by_facet.values()]


def _price(low: int | None, high: int | None) -> Condition:
    parts, values = ["p.price IS NOT NULL"], []
    for sign, bound in ((">=", low), ("<=", high)):
        if bound is not None:
            parts.append(f"p.price {sign} ?")
            values.append(bound)
    return Condition("(" + " AND ".join(parts) + ")", tuple(values))


def order_by(criteria: SearchCriteria, today: int, boosts: str, *, has_words: bool) -> str:
    """Out of stock last, then as asked, then by id: the same rows always come in the same order.

    Equal scores are decided by the stars; goods that staff pinned are first of all.
    """
    if criteria.sort is Sort.RELEVANCE:
        best = (
            f"MAX(p.stars * (p.stars_until >= {today:d}), "
            f"p.reported * (p.reported_until >= {today:d}))"
        )
        if has_words:
            score = f"round(h.score * p.rank_factor * ({boosts}), 4)"
            order = f"h.tier, {score} DESC, {best} DESC, p.created DESC, p.id DESC"
            return f"h.tier >= 0, (h.tier < 0) * -h.score, p.is_available DESC, {order}"
        chosen = f"({boosts}) * {best} DESC, p.created DESC"
    else:
        chosen = {
            Sort.NEWEST: "p.created DESC",
            Sort.PRICE: "p.price IS NULL, p.price",
            Sort.PRICE_DESCENDING: "p.price IS NULL, p.price DESC",
            Sort.NAME: _NAME_COLUMN.get(criteria.language, "p.sort_vi"),
        }[criteria.sort]
    return f"p.is_available DESC, {chosen}, p.id DESC"
