"""Facets, chips and links as the pages show them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from catalogue.seals import Seal, candidate_seal, reported_seal, solid_seal
from search.backends.base import FacetValue, SearchResult
from search.criteria import FACETS, SearchCriteria
from search.labels import MODELS, TITLES, Labels

SHOWN_FIRST = 8  # values of a facet before "more"
SHOWN_AT_MOST = 30
PROMOTED = ("stars", "occasion", "price")
OPEN_AT_FIRST = ("stars", "village", "group", "price")


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a facet; `url` is the page with the value switched, where a page links to it."""

    facet: str
    value: str
    label: str
    count: int
    is_selected: bool
    url: str
    is_vietnamese: bool = False
    seal: Seal | None = None

    @property
    def is_disabled(self) -> bool:
        """A chosen value can always be taken back."""
        return self.count == 0 and not self.is_selected


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    title: str
    options: tuple[Option, ...]
    is_open: bool

    @property
    def first(self) -> Sequence[Option]:
        return self.options[:SHOWN_FIRST] if self.name in MODELS else self.options

    @property
    def more(self) -> Sequence[Option]:
        return self.options[SHOWN_FIRST:] if self.name in MODELS else ()

    @property
    def is_radio(self) -> bool:
        """Ranges exclude each other: the page links to them and has two fields for any other."""
        return self.name == "price"


@dataclass(frozen=True, slots=True)
class Chip:
    """An applied filter and the page without it; `typed` are the words that it was read from."""

    label: str
    url: str
    is_vietnamese: bool = False
    seal: Seal | None = None
    typed: str = ""


def labels_for(result: SearchResult, others: Mapping[str, Sequence[str]]) -> Labels:
    """The names of every slug that the page shows, in one query."""
    return Labels(
        {
            facet: [
                *(value.value for value in shown_values(result.facets[facet])),
                *others.get(facet, ()),
            ]
            for facet in MODELS
        }
    )


def shown_values(values: Iterable[FacetValue]) -> list[FacetValue]:
    """Chosen ones first, so that a long list never hides them."""
    return sorted(values, key=lambda value: not value.selected)[:SHOWN_AT_MOST]


def facets_of(
    result: SearchResult, criteria: SearchCriteria, labels: Labels, path: str
) -> tuple[Facet, ...]:
    """Every facet that can still tell goods apart; a page's own subject is not offered again."""
    fixed = {facet for facet, _value in criteria.within}
    facets = []
    for name in FACETS:
        options = tuple(_options(name, result.facets[name], criteria, labels, path))
        if name not in fixed and any(not option.is_disabled for option in options):
            is_open = name in OPEN_AT_FIRST or any(option.is_selected for option in options)
            facets.append(Facet(name, str(TITLES[name]), options, is_open))
    return tuple(facets)


def _options(
    facet: str,
    values: Sequence[FacetValue],
    criteria: SearchCriteria,
    labels: Labels,
    path: str,
) -> Iterable[Option]:
    is_linked = facet in PROMOTED  # a query string for each of 150 values is a tenth of the page
    for value in shown_values(values) if facet in MODELS else values:
        label = labels.find(facet, value.value)
        if label is not None:
            yield Option(
                facet,
                value.value,
                label.text,
                value.count,
                value.selected,
                path + criteria.toggled(facet, value.value).to_query() if is_linked else "",
                label.is_vietnamese,
                seal_of(facet, value.value),
            )


def seal_of(facet: str, value: str) -> Seal | None:
    if facet == "stars":
        return candidate_seal() if value == "candidate_five" else solid_seal(int(value))
    return reported_seal(int(value)) if facet == "reported" else None


def chips_of(criteria: SearchCriteria, labels: Labels, path: str) -> list[Chip]:
    """One chip for every chosen value."""
    chips = []
    for facet in criteria.active_facets:
        for value in in_address_order(facet, criteria):
            label = labels.find(facet, value)
            if label is not None:
                url = path + criteria.without(facet, value).to_query()
                chips.append(Chip(label.text, url, label.is_vietnamese, seal_of(facet, value)))
    return chips


def in_address_order(facet: str, criteria: SearchCriteria) -> list[str]:
    return sorted(criteria.selected(facet), reverse=facet in ("stars", "reported"))


def promoted(facets: Iterable[Facet]) -> tuple[tuple[str, tuple[Option, ...]], ...]:
    """The filters that people use first, over the list: rating, occasion, budget."""
    by_name: Mapping[str, Facet] = {facet.name: facet for facet in facets}
    rows = []
    for name in PROMOTED:
        if name in by_name:
            options = tuple(o for o in by_name[name].options if not o.is_disabled)
            rows.append((by_name[name].title, options[:5]))
    return tuple(rows)


def describe(criteria: SearchCriteria, labels: Labels) -> str:
    """The chosen filters as part of a sentence: "4 stars or 5 stars, Bát Tràng"."""
    named = ((facet, chosen_names(facet, criteria, labels)) for facet in FACETS)
    return ", ".join(in_a_sentence(facet, name) for facet, name in named if name)


def in_a_sentence(facet: str, name: str) -> str:
    """Names of places and people keep their capital, the shop's own words lose it."""
    return name if facet in MODELS else name[:1].lower() + name[1:]


def chosen_names(facet: str, criteria: SearchCriteria, labels: Labels) -> str:
    """ "5 stars or 4 stars"; "" when nothing of the facet is chosen."""
    names = [labels.find(facet, value) for value in in_address_order(facet, criteria)]
    return gettext(" or ").join(label.text for label in names if label is not None)
