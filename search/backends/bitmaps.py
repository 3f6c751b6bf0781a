"""Sets of documents as bits, so that a facet is counted with one AND and one population count.

Every process keeps the facets of the current index in memory (about 5 MB for 15,000 products) and
loads them again when the index has changed.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

DENSE_FROM = 64  # documents; a rarer value keeps its positions, not a bit for every document
ZERO, ONE = b"01"


class Bits:
    """A set of positions."""

    __slots__ = ("_digits", "value")

    def __init__(self, value: int) -> None:
        self.value = value
        self._digits: bytes | None = None

    @classmethod
    def of(cls, positions: Iterable[int], size: int) -> "Bits":
        digits = bytearray(b"0") * (size or 1)
        for position in positions:
            digits[position] = ONE
        digits.reverse()
        return cls(int(digits, 2))

    @classmethod
    def all(cls, size: int) -> "Bits":
        return cls((1 << size) - 1)

    def __and__(self, other: "Bits") -> "Bits":
        return Bits(self.value & other.value)

    def __or__(self, other: "Bits") -> "Bits":
        return Bits(self.value | other.value)

    def __len__(self) -> int:
        return self.value.bit_count()

    def without(self, other: "Bits") -> "Bits":
        return Bits(self.value & ~other.value)

    def contains(self, positions: Mapping[int, int]) -> Callable[[int], bool]:
        """A test for product ids, whose positions are given; an unknown id is not contained."""
        digits = self.digits
        beyond = len(digits)

        def test(product_id: int) -> bool:
            position = positions.get(product_id, beyond)
            return position < beyond and digits[position] == ONE

        return test

    @property
    def digits(self) -> bytes:
        """ZERO or ONE by position, up to the last in the set: quicker to look into than bits."""
        if self._digits is None:
            self._digits = f"{self.value:b}".encode()[::-1]
        return self._digits

    def count(self, postings: "Postings") -> int:
        """How many of the postings are in the set."""
        if isinstance(postings, Bits):
            return (self.value & postings.value).bit_count()
        digits = self.digits
        within = postings[: bisect_left(postings, len(digits))]
        return sum(map(digits.__getitem__, within)) - ZERO * len(within)


Postings = Bits | tuple[int, ...]  # or positions in ascending order


@dataclass(frozen=True, slots=True)
class FacetTable:
    """The documents of every value of every facet, on one day."""

    size: int
    positions: Mapping[int, int]  # product id → position
    postings: Mapping[str, Mapping[str, Postings]]
    prices: Sequence[tuple[int, int]]  # (price, position), sorted

    def bits(self, facet: str, values: Iterable[str]) -> Bits:
        """Documents that have any of the values."""
        found = Bits(0)
        for value in values:
            postings = self.postings[facet].get(value, ())
            found |= postings if isinstance(postings, Bits) else Bits.of(postings, self.size)
        return found

    def priced(self, low: int | None, high: int | None) -> Bits:
        """Documents whose price lies between the bounds, both included."""
        start = 0 if low is None else bisect_left(self.prices, (low, -1))
        end = None if high is None else bisect_right(self.prices, (high, self.size))
        return Bits.of((position for _price, position in self.prices[start:end]), self.size)

    def with_ids(self, ids: Iterable[int]) -> Bits:
        return Bits.of(map(self.positions.__getitem__, ids), self.size)

    def ids(self, bits: Bits) -> list[int]:
        test = bits.contains(self.positions)
        return [product_id for product_id in self.positions if test(product_id)]


class FacetTableBuilder:
    """Takes documents one by one, then packs them."""

    def __init__(self) -> None:
        self._positions: dict[int, int] = {}
        self._members: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        self._prices: list[tuple[int, int]] = []

    def add(self, product_id: int, values: Iterable[tuple[str, str]], price: int | None) -> None:
        """`values` are (facet, value) pairs."""
        position = self._positions[product_id] = len(self._positions)
        for facet, value in values:
            self._members[facet][value].append(position)
        if price is not None:
            self._prices.append((price, position))

    def build(self, facets: Iterable[str]) -> FacetTable:
        size = len(self._positions)
        postings = {
            facet: {value: _packed(found, size) for value, found in self._members[facet].items()}
            for facet in facets
        }
        return FacetTable(size, self._positions, postings, sorted(self._prices))


def _packed(positions: list[int], size: int) -> Postings:
    return tuple(positions) if len(positions) < DENSE_FROM else Bits.of(positions, size)
