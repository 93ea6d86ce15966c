"""Places asked minus places there are, when not everything is known: pure arithmetic on ranges, without Django.

Every figure is a `Span`: it lies between two whole numbers, and without an upper one it is "at least". What nobody
entered is no zero but 0 or more. A count of one to four pupils that the reader may not see is "1 to 4". Everything else
is computed from spans alone, so that no total, difference or filter can tell more than the cells themselves: what was
withheld cannot be found back by subtraction.

A cell is one municipality x stream or programme x year of study. A free place in one cell is never set against a
shortage in another: a pupil cannot sit in another town, programme and year at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar

SMALLEST_SHOWN = 5
ENROLMENT, REGISTRATION, REFUSAL, PROJECTION = "enrolment", "registration", "refusal", "projection"
# What a reader may take as demand: each basis adds these kinds of counts, one of each.
BASES: dict[str, tuple[str, ...]] = {
    "enrolments_refusals": (ENROLMENT, REFUSAL),
    "enrolments": (ENROLMENT,),
    "registrations": (REGISTRATION,),
    "projection": (PROJECTION,),
}
Group = TypeVar("Group", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Span:
    """A whole number of which is known that `low <= number <= high`; `high` None: no upper limit is known."""

    low: int
    high: int | None

    def __add__(self, other: Span) -> Span:
        high = None if self.high is None or other.high is None else self.high + other.high
        return Span(self.low + other.low, high)

    def beyond(self, other: Span) -> Span:
        """`max(0, self - other)` for whatever the two numbers are."""
        low = 0 if other.high is None else max(0, self.low - other.high)
        return Span(low, None if self.high is None else max(0, self.high - other.low))

    def shifted(self, by: int) -> Span:
        """`by` more (or fewer, never below zero)."""
        return Span(max(0, self.low + by), None if self.high is None else max(0, self.high + by))

    @property
    def exact(self) -> bool:
        return self.low == self.high

    @property
    def unknown(self) -> bool:
        """Nothing at all is known: any number fits."""
        return self.low == 0 and self.high is None


NOTHING = Span(0, 0)
UNKNOWN = Span(0, None)
CellKey = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Taught:
    """A site teaches a stream or programme in a year of study, according to the register."""

    site: int
    municipality: str
    item: str
    year: int

    @property
    def key(self) -> CellKey:
        return (self.municipality, self.item, self.year)


@dataclass(frozen=True, slots=True)
class Seats:
    """A site says how many pupils it can hold there; `assumed`: it said so for an earlier school year."""

    site: int
    municipality: str
    item: str
    year: int
    seats: int
    assumed: bool = False

    @property
    def key(self) -> CellKey:
        return (self.municipality, self.item, self.year)


@dataclass(frozen=True, slots=True)
class Count:
    """Pupils counted or expected: for a whole municipality (`site` None) or at one site.

    `at_home`: counted where they live, not where they go or want to go to school.
    """

    municipality: str
    site: int | None
    item: str
    year: int
    kind: str
    pupils: int
    counted_on: date
    source: str
    confirmed: bool = True
    at_home: bool = False

    @property
    def key(self) -> CellKey:
        return (self.municipality, self.item, self.year)


@dataclass(frozen=True, slots=True)
class Change:
    """Places that a proposal would add to a cell (or take away, when negative)."""

    municipality: str
    item: str
    year: int
    places: int

    @property
    def key(self) -> CellKey:
        return (self.municipality, self.item, self.year)


@dataclass(frozen=True)
class Cell:
    """Demand and capacity of one cell, and what they rest on.

    missing_sites: sites that teach here and entered no places. kinds_missing: kinds of counts of the basis that are not
    there, or not for all sites. counts: the counts that were used. set_aside: how many were not, because they would
    count the same pupils again (older ones, and sites beside a count of the whole municipality).
    """

    municipality: str
    item: str
    year: int
    demand: Span
    capacity: Span
    missing_sites: tuple[int, ...] = ()
    kinds_missing: tuple[str, ...] = ()
    counts: tuple[Count, ...] = ()
    set_aside: int = 0
    withheld: bool = False
    assumed: bool = False

    @cached_property
    def shortage(self) -> Span:
        return self.demand.beyond(self.capacity)

    @cached_property
    def free(self) -> Span:
        return self.capacity.beyond(self.demand)

    @property
    def incomplete(self) -> bool:
        return bool(self.missing_sites or self.kinds_missing)


@dataclass(frozen=True, slots=True)
class Total:
    """Sums over cells. `incomplete` cells lack places or counts."""

    demand: Span
    capacity: Span
    shortage: Span
    free: Span
    cells: int
    incomplete: int
    withheld: int


@dataclass(frozen=True)
class Certificate:
    """What a set of cells rests on: everything a reader must know before using the figures."""

    cells: int
    without_capacity: int
    without_demand: int
    withheld: int
    assumed: int
    set_aside: int
    sites_missing: tuple[int, ...]
    municipalities_without_demand: tuple[str, ...]
    sources: tuple[tuple[str, str, date, bool], ...]
    provisional: int
    counted_at_home: int
    kinds: frozenset[str]

    @property
    def complete(self) -> bool:
        return not (self.without_capacity or self.without_demand or self.withheld)


def measure(
    taught: Iterable[Taught],
    seats: Iterable[Seats],
    counts: Iterable[Count],
    basis: str,
    *,
    withhold: bool,
    changes: Iterable[Change] = (),
) -> list[Cell]:
    """The cells of everything taught, entered, counted or proposed, in order of their keys.

    `basis` is a key of `BASES`. `withhold`: for a public view; counts of 1 to 4 pupils become that range.
    """
    held = list(seats)
    expected, entered = _sites(taught), _seats(held)
    assumed = {each.key for each in held if each.assumed}
    kinds = BASES[basis]
    counted = _by_cell(count for count in counts if count.kind in kinds)
    shift: dict[CellKey, int] = defaultdict(int)
    for change in changes:
        shift[change.key] += change.places
    cells = []
    for key in sorted({*expected, *entered, *counted, *shift}):
        here = entered.get(key, {})
        missing = tuple(sorted(expected.get(key, set()) - here.keys()))
        capacity = Span(sum(here.values()), None if missing else sum(here.values())).shifted(shift.get(key, 0))
        demand = _demand(counted.get(key, []), kinds, expected.get(key, set()) | here.keys(), withhold)
        cells.append(demand.cell(key, capacity, missing, key in assumed))
    return cells


def _sites(taught: Iterable[Taught]) -> dict[CellKey, set[int]]:
    found: dict[CellKey, set[int]] = defaultdict(set)
    for each in taught:
        found[each.key].add(each.site)
    return dict(found)


def _seats(seats: Iterable[Seats]) -> dict[CellKey, dict[int, int]]:
    found: dict[CellKey, dict[int, int]] = defaultdict(dict)
    for each in seats:
        found[each.key][each.site] = each.seats
    return dict(found)


def _by_cell(counts: Iterable[Count]) -> dict[CellKey, list[Count]]:
    found: dict[CellKey, list[Count]] = defaultdict(list)
    for count in counts:
        found[count.key].append(count)
    return dict(found)


@dataclass
class _Demand:
    """The demand of one cell while it is put together."""

    span: Span = NOTHING
    used: list[Count] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    set_aside: int = 0
    withheld: bool = False

    def cell(self, key: CellKey, capacity: Span, missing_sites: tuple[int, ...], assumed: bool) -> Cell:
        kinds, used = tuple(self.missing), tuple(self.used)
        return Cell(*key, self.span, capacity, missing_sites, kinds, used, self.set_aside, self.withheld, assumed)


def _demand(counts: Sequence[Count], kinds: Sequence[str], sites: set[int], withhold: bool) -> _Demand:
    demand = _Demand()
    for kind in kinds:
        of_kind = [count for count in counts if count.kind == kind]
        used, complete = _once(of_kind, sites)
        # Each count by itself: a total of two sites, read before and after the second one came in, would give it away.
        hidden = withhold and any(0 < count.pupils < SMALLEST_SHOWN for count in used)
        shown = sum_of([_shown(count.pupils, withhold) for count in used])
        demand.span += shown if complete else Span(shown.low, None)
        demand.used += used
        demand.set_aside += len(of_kind) - len(used)
        demand.withheld |= hidden
        if not complete:
            demand.missing.append(kind)
    return demand


def _shown(pupils: int, withhold: bool) -> Span:
    """One count as a reader may see it."""
    small = withhold and 0 < pupils < SMALLEST_SHOWN
    return Span(1, SMALLEST_SHOWN - 1) if small else Span(pupils, pupils)


def _once(counts: Sequence[Count], sites: set[int]) -> tuple[list[Count], bool]:
    """The counts in which no pupil stands twice, and whether they are all of them.

    The newest of each place. A count of the whole municipality goes before those of its sites, one at school before one
    at home; counts of sites are complete when every site has one.
    """
    newest: dict[tuple[int | None, bool], Count] = {}
    for count in sorted(counts, key=lambda c: (c.counted_on, c.confirmed)):
        newest[count.site, count.at_home] = count
    for whole in ((None, False), (None, True)):
        if whole in newest:
            return [newest[whole]], True
    at_sites = {count.site: count for (_site, _home), count in sorted(newest.items(), key=lambda kv: -kv[0][1])}
    return list(at_sites.values()), bool(at_sites) and sites <= at_sites.keys()


def sum_of(spans: Sequence[Span]) -> Span:
    """All of them added up."""
    highs = [span.high for span in spans if span.high is not None]
    return Span(sum(span.low for span in spans), sum(highs) if len(highs) == len(spans) else None)


def total(cells: Sequence[Cell]) -> Total:
    """The sums over cells; exact as far as each part is."""
    return Total(
        demand=sum_of([cell.demand for cell in cells]),
        capacity=sum_of([cell.capacity for cell in cells]),
        shortage=sum_of([cell.shortage for cell in cells]),
        free=sum_of([cell.free for cell in cells]),
        cells=len(cells),
        incomplete=sum(cell.incomplete for cell in cells),
        withheld=sum(cell.withheld for cell in cells),
    )


def totals_by(cells: Iterable[Cell], group: Callable[[Cell], Group]) -> dict[Group, Total]:
    """The sums over the cells of each group, in order of first appearance."""
    parts: dict[Group, list[Cell]] = defaultdict(list)
    for cell in cells:
        parts[group(cell)].append(cell)
    return {key: total(found) for key, found in parts.items()}


def certify(cells: Sequence[Cell]) -> Certificate:
    """The certificate of assumptions of these cells."""
    counts = [count for cell in cells for count in cell.counts]
    without_demand = [cell for cell in cells if cell.kinds_missing]
    return Certificate(
        cells=len(cells),
        without_capacity=sum(bool(cell.missing_sites) for cell in cells),
        without_demand=len(without_demand),
        withheld=sum(cell.withheld for cell in cells),
        assumed=sum(cell.assumed for cell in cells),
        set_aside=sum(cell.set_aside for cell in cells),
        sites_missing=tuple(sorted({site for cell in cells for site in cell.missing_sites})),
        municipalities_without_demand=tuple(sorted({cell.municipality for cell in without_demand})),
        sources=tuple(sorted({(c.kind, c.source, c.counted_on, c.confirmed) for c in counts})),
        provisional=sum(not count.confirmed for count in counts),
        counted_at_home=sum(count.at_home for count in counts),
        kinds=frozenset(count.kind for count in counts),
    )
