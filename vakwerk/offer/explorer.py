"""From a question to programmes and facet counts, over the snapshot in memory.

A programme is found when one of its components meets every condition (STEM *and* dual means: a dual variant in STEM).
The count behind a facet value is what would be found if only that facet were changed to that value.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from vakwerk.core import clock
from vakwerk.core.geography import Located
from vakwerk.offer import search
from vakwerk.offer.filters import FACETS, PAGE_SIZE, FacetKind, Filters
from vakwerk.offer.queries import NearbySite, distances_from, nearby_site, offered_school_year
from vakwerk.offer.snapshot import Component, Programme, Snapshot, YearOffer
from vakwerk.offer.words import Word

Mask = NDArray[np.bool_]
Distances = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class FacetValue:
    value: str
    word: Word
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    kind: FacetKind
    values: list[FacetValue]


@dataclass(frozen=True, slots=True)
class Row:
    """One programme in the list, with its nearest site among those that meet the conditions."""

    programme: Programme
    nearest: NearbySite | None
    sites: int


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a question: one page of rows, the total and the facets."""

    rows: list[Row]
    total: int
    pages: int
    page: int
    facets: list[Facet]
    school_year: int
    sort: str


def explore(snapshot: Snapshot, filters: Filters, place: Located | None) -> Found:
    """One page of programmes for a question. Only the search text may ask the database something."""
    selection = Selection.of(snapshot, filters, place)
    order = selection.order()
    pages = max(1, -(-len(order) // PAGE_SIZE))
    page = min(filters.page, pages)
    rows = selection.rows(order[(page - 1) * PAGE_SIZE : page * PAGE_SIZE])
    sort = effective_sort(filters, place)
    return Found(rows, len(order), pages, page, selection.facets(), selection.school_year, sort)


def everything(snapshot: Snapshot, filters: Filters, place: Located | None) -> list[Row]:
    """All rows for a question, for a file."""
    selection = Selection.of(snapshot, filters, place)
    return selection.rows(selection.order())


def effective_sort(filters: Filters, place: Located | None) -> str:
    """By distance once somebody said where they live, by relevance after a search, by name otherwise."""
    if filters.sort == "naam" or (filters.sort == "afstand" and place is not None):
        return filters.sort
    if filters.q:
        return "relevantie"
    return "afstand" if place is not None and filters.km else "naam"


@dataclass(frozen=True)
class Reach:
    """How far each component is: the offer of one school year seen from one place (or from nowhere)."""

    snapshot: Snapshot
    offer: YearOffer
    km: Distances | None

    def nearest_by_component(self) -> Distances:
        """km to the nearest site of each component; infinite when nobody offers it."""
        nearest = np.full(len(self.snapshot.components), np.inf)
        if self.km is not None and len(self.offer.component):
            offered, first = np.unique(self.offer.component, return_index=True)
            nearest[offered] = np.minimum.reduceat(self.km[self.offer.site], first)
        return nearest

    def offered(self) -> Distances:
        """0 for a component that somebody offers, infinite for the others: those come last in a list by name."""
        offered = np.full(len(self.snapshot.components), np.inf)
        offered[self.offer.component] = 0
        return offered

    def row(self, programme: int, passing: Mask) -> Row:
        """The list's row for a programme, counting only the sites of components that meet the conditions."""
        first = self.snapshot.starts[programme]
        last = first + len(self.snapshot.programmes[programme].components)
        low, high = np.searchsorted(self.offer.component, [first, last])
        wanted = passing[self.offer.component[low:high]]
        sites, dual = self.offer.site[low:high][wanted], self.offer.dual[low:high][wanted]
        distinct = np.unique(sites)
        return Row(self.snapshot.programmes[programme], self._nearest(sites, dual), len(distinct))

    def _nearest(self, sites: NDArray[np.int32], dual: Mask) -> NearbySite | None:
        if self.km is None or not len(sites):
            return None
        at = sites[int(np.argmin(self.km[sites]))]
        variants = dual[sites == at]
        return nearby_site(self.snapshot, int(at), self.km, bool((~variants).any()), bool(variants.any()))


@dataclass(frozen=True)
class Selection:
    """The components that meet each condition of a question: `base` for text and distance, `allowed` per facet."""

    snapshot: Snapshot
    filters: Filters
    school_year: int
    reach: Reach
    base: Mask
    allowed: dict[str, Mask | None]

    @classmethod
    def of(cls, snapshot: Snapshot, filters: Filters, place: Located | None) -> Selection:
        year = offered_school_year(filters.school_year, snapshot)
        reach = Reach(snapshot, snapshot.offer(year), distances_from(snapshot, place))
        allowed = {facet.name: _allowed(snapshot, facet, filters) for facet in FACETS}
        return cls(snapshot, filters, year, reach, _base(snapshot, filters, reach), allowed)

    @cached_property
    def passing(self) -> Mask:
        return _others(self.base, self.allowed, "")

    def facets(self) -> list[Facet]:
        return [
            _facet(self.snapshot, facet, self.filters, _others(self.base, self.allowed, facet.name)) for facet in FACETS
        ]

    def order(self) -> list[int]:
        found = np.flatnonzero(_by_programme(self.snapshot, self.passing))
        return _ordered(self.snapshot, self.filters, found, self.passing, self.reach)

    def rows(self, positions: list[int]) -> list[Row]:
        return [self.reach.row(position, self.passing) for position in positions]


def _base(snapshot: Snapshot, filters: Filters, reach: Reach) -> Mask:
    """Components that meet the conditions which are not facets: the day, the search text and the distance."""
    base = snapshot.in_force(clock.as_of()).copy()
    if filters.q:
        base &= np.isin(snapshot.programme_of, search.positions(snapshot, filters.q))
    if filters.km and reach.km is not None:
        base &= reach.nearest_by_component() <= filters.km
    return base


def _others(base: Mask, allowed: dict[str, Mask | None], left_out: str) -> Mask:
    """`base` narrowed by every facet but one."""
    mask = base.copy()
    for name, one in allowed.items():
        if name != left_out and one is not None:
            mask &= one
    return mask


def _allowed(snapshot: Snapshot, facet: FacetKind, filters: Filters) -> Mask | None:
    """Components with one of the chosen values; None when nothing is chosen."""
    chosen = filters.chosen.get(facet.name)
    if not chosen:
        return None
    rows = [position for position, value in enumerate(facet.values) if value in chosen]
    chosen_rows: Mask = _matrix(snapshot, facet)[rows]
    return np.asarray(chosen_rows.any(axis=0), dtype=bool)


def _by_programme(snapshot: Snapshot, masks: Mask) -> Mask:
    """For one component mask, or a table of them, whether any component of each programme passes."""
    if not len(snapshot.programmes):
        return np.zeros((*masks.shape[:-1], 0), dtype=bool)
    return np.logical_or.reduceat(masks, snapshot.starts, axis=-1)


def _facet(snapshot: Snapshot, facet: FacetKind, filters: Filters, others: Mask) -> Facet:
    counts = _by_programme(snapshot, _matrix(snapshot, facet) & others).sum(axis=1)
    chosen = filters.chosen.get(facet.name, ())
    values = [
        FacetValue(value, word, int(count), value in chosen)
        for (value, word), count in zip(facet.values.items(), counts, strict=True)
        if count or value in chosen
    ]
    return Facet(facet, values)


def _ordered(snapshot: Snapshot, filters: Filters, found: NDArray[np.intp], passing: Mask, reach: Reach) -> list[int]:
    """Positions of programmes in the order asked for; ties by title, which is the order of the snapshot."""
    if filters.q and not filters.sort:
        keep = set(found.tolist())
        return [at for at in search.positions(snapshot, filters.q) if at in keep]
    by_distance = filters.sort == "afstand" or (bool(filters.km) and filters.sort != "naam")
    near = reach.nearest_by_component() if by_distance and reach.km is not None else reach.offered()
    if not len(found):
        return []
    by_programme = np.minimum.reduceat(np.where(passing, near, np.inf), snapshot.starts)
    return [int(at) for at in found[np.argsort(by_programme[found], kind="stable")]]


def _matrix(snapshot: Snapshot, facet: FacetKind) -> Mask:
    """A row per value of the facet, a column per component."""
    return snapshot.remember(("facet", facet.name), lambda: _read_matrix(snapshot, facet))


def _read_matrix(snapshot: Snapshot, facet: FacetKind) -> Mask:
    values_of = VALUES[facet.name]
    held = [set(values_of(programme, c)) for programme in snapshot.programmes for c in programme.components]
    table = [[value in values for values in held] for value in facet.values]
    return np.array(table, dtype=bool).reshape(len(facet.values), len(held))


VALUES: dict[str, Callable[[Programme, Component], tuple[str, ...]]] = {
    "graad": lambda programme, component: (programme.level,),
    "finaliteit": lambda programme, component: (programme.finality,),
    "domein": lambda programme, component: (component.domain,) if component.domain else programme.related_domains,
    "leren": lambda programme, component: ("dual" if component.dual else "school",),
    "knelpunt": lambda programme, component: ("ja",) if programme.shortages else (),
    "stem": lambda programme, component: (component.stem,),
    "vorm": lambda programme, component: (component.form,),
}


@dataclass(frozen=True, slots=True)
class Way:
    """A way out of an empty page: the condition to drop, and how many programmes that gives."""

    label: str
    filters: Filters
    count: int


def ways_out(snapshot: Snapshot, filters: Filters, place: Located | None) -> list[Way]:
    """For a question without answer: which single condition to drop, most helpful first."""
    ways = [_way(snapshot, label, narrower, place) for label, narrower in _relaxed(filters)]
    return sorted((way for way in ways if way.count), key=lambda way: -way.count)[:5]


def _way(snapshot: Snapshot, label: str, filters: Filters, place: Located | None) -> Way:
    return Way(label, filters, explore(snapshot, filters, place).total)


def _relaxed(filters: Filters) -> list[tuple[str, Filters]]:
    facets = [
        (str(facet.values[value].plain), filters.without(facet.name, value))
        for facet in FACETS
        for value in filters.chosen.get(facet.name, ())
    ]
    text = [(f"“{filters.q}”", filters.without("q"))] if filters.q else []
    distance = [(f"{filters.km} km", filters.without("km"))] if filters.km else []
    return distance + facets + text
