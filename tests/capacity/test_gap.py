"""The arithmetic of places: unknown is never zero, sums are exact, and what is withheld cannot be found back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vakwerk.capacity import gap
from vakwerk.capacity.gap import Change, Count, Seats, Span, Taught

MECHELEN, GENT = "12025", "44021"
OCTOBER = date(2026, 10, 1)


def taught(site: int, item: str = "B", year: int = 1, place: str = MECHELEN) -> Taught:
    return Taught(site, place, item, year)


def seats(site: int, number: int, item: str = "B", year: int = 1, place: str = MECHELEN) -> Seats:
    return Seats(site, place, item, year, number)


def count(pupils: int, **details: object) -> Count:
    given_ = {"site": None, "item": "B", "year": 1, "kind": "enrolment", "counted_on": OCTOBER, "source": "LOP"}
    return Count(**({"municipality": MECHELEN} | given_ | details), pupils=pupils)  # type: ignore[arg-type]


def only(cells: list[gap.Cell]) -> gap.Cell:
    assert len(cells) == 1
    return cells[0]


def one(taught_=(), seats_=(), counts=(), basis="enrolments", *, withhold=False, changes=()) -> gap.Cell:
    return only(gap.measure(taught_, seats_, counts, basis, withhold=withhold, changes=changes))


# By hand


def test_two_sites_and_one_count_give_the_difference():
    cell = one([taught(1), taught(2)], [seats(1, 24), seats(2, 30)], [count(61)])
    assert (cell.demand, cell.capacity, cell.shortage, cell.free) == (
        Span(61, 61),
        Span(54, 54),
        Span(7, 7),
        Span(0, 0),
    )


def test_a_site_that_entered_nothing_makes_the_places_at_least_and_the_shortage_at_most():
    cell = one([taught(1), taught(2)], [seats(1, 24)], [count(61)])
    assert cell.capacity == Span(24, None)
    assert cell.shortage == Span(0, 37)
    assert cell.missing_sites == (2,)


def test_without_any_count_the_demand_is_unknown_and_the_free_places_at_most_all():
    cell = one([taught(1)], [seats(1, 24)])
    assert cell.demand.unknown
    assert cell.shortage == Span(0, None)
    assert cell.free == Span(0, 24)
    assert cell.kinds_missing == ("enrolment",)


def test_zero_entered_is_zero_and_not_unknown():
    assert one([taught(1)], [seats(1, 0)], [count(9)]).shortage == Span(9, 9)


def test_what_nobody_teaches_according_to_the_register_has_no_places():
    assert one([], [], [count(9)]).shortage == Span(9, 9)


def test_places_at_a_site_that_the_register_does_not_name_count():
    assert one([], [seats(7, 20)], [count(25)]).shortage == Span(5, 5)


def test_the_newest_count_goes_and_older_ones_are_set_aside():
    cell = one([], [], [count(50, counted_on=date(2026, 9, 1)), count(60)])
    assert (cell.demand, cell.set_aside) == (Span(60, 60), 1)


def test_a_count_of_the_municipality_goes_before_those_of_its_sites():
    cell = one([taught(1)], [seats(1, 20)], [count(60), count(15, site=1)])
    assert (cell.demand, cell.set_aside) == (Span(60, 60), 1)


def test_counts_of_some_sites_are_at_least():
    cell = one([taught(1), taught(2)], [], [count(15, site=1)])
    assert cell.demand == Span(15, None)
    assert one([taught(1), taught(2)], [], [count(15, site=1), count(8, site=2)]).demand == Span(23, 23)


def test_a_count_where_pupils_live_is_not_added_to_the_one_where_they_go_to_school():
    cell = one([], [], [count(60), count(75, at_home=True)])
    assert (cell.demand, cell.set_aside) == (Span(60, 60), 1)
    assert gap.certify([one([], [], [count(75, at_home=True)])]).counted_at_home == 1


def test_enrolled_and_refused_pupils_are_added_and_one_without_the_other_is_at_least():
    both = [count(48), count(13, kind="refusal")]
    assert one([], [seats(1, 48)], both, "enrolments_refusals").shortage == Span(13, 13)
    assert one([], [seats(1, 48)], both[:1], "enrolments_refusals").shortage == Span(0, None)


def test_a_free_place_elsewhere_does_not_fill_a_shortage_here():
    counts = [count(30), count(10, municipality=GENT)]
    there = [seats(1, 20), seats(2, 20, place=GENT)]
    total = gap.total(gap.measure([], there, counts, "enrolments", withhold=False))
    assert (total.shortage, total.free) == (Span(10, 10), Span(10, 10))


def test_supported_proposals_add_where_they_come_and_take_away_where_they_go():
    here, there = Change(MECHELEN, "B", 1, 12), Change(GENT, "B", 1, -12)
    cells = gap.measure(
        [], [seats(1, 20), seats(2, 20, place=GENT)], [count(30), count(10, municipality=GENT)], "enrolments",
        withhold=False, changes=[here, there],
    )  # fmt: skip
    assert {c.municipality: (c.shortage.low, c.free.low) for c in cells} == {MECHELEN: (0, 2), GENT: (2, 0)}


@pytest.mark.parametrize(("pupils", "shown"), [(0, (0, 0)), (1, (1, 4)), (4, (1, 4)), (5, (5, 5))])
def test_the_public_sees_counts_of_one_to_four_as_a_range(pupils, shown):
    cell = one([], [seats(1, 2)], [count(pupils)], withhold=True)
    assert (cell.demand.low, cell.demand.high) == shown
    assert cell.withheld == (shown == (1, 4))


def test_a_small_count_of_a_site_is_not_found_back_from_the_total():
    """Before the second site counted the total was 7; an exact 9 afterwards would tell its 2."""
    first, both = [count(7, site=1)], [count(7, site=1), count(2, site=2)]
    sites = [taught(1), taught(2)]
    assert one(sites, [], first, withhold=True).demand == Span(7, None)
    assert one(sites, [], both, withhold=True).demand == Span(8, 11)
    assert one(sites, [], both).demand == Span(9, 9)


def test_refusals_are_withheld_by_themselves_so_that_two_bases_tell_no_difference():
    counts = [count(40), count(3, kind="refusal")]
    assert one([], [], counts, "enrolments", withhold=True).demand == Span(40, 40)
    assert one([], [], counts, "enrolments_refusals", withhold=True).demand == Span(41, 44)


def test_the_certificate_names_what_is_missing():
    cells = gap.measure(
        [taught(1), taught(2, place=GENT)], [seats(1, 20)],
        [count(22, confirmed=False), count(3, item="A")], "enrolments", withhold=True,
    )  # fmt: skip
    found = gap.certify(cells)
    assert (found.cells, found.without_capacity, found.without_demand, found.withheld) == (3, 1, 1, 1)
    assert found.sites_missing == (2,)
    assert found.municipalities_without_demand == (GENT,)
    assert found.provisional == 1
    assert not found.complete
    assert (gap.ENROLMENT, "LOP", OCTOBER, False) in found.sources


# Properties

numbers = st.integers(0, 60)
places, streams, sites = st.sampled_from([MECHELEN, GENT]), st.sampled_from("AB"), st.integers(1, 3)


@st.composite
def worlds(draw):
    """Sites of two towns, what they teach, their places (some unknown), and counts of every kind (some missing)."""
    at = {site: MECHELEN if site < 3 else GENT for site in (1, 2, 3)}
    keys = [(site, item) for site in at for item in "AB"]
    teach = [Taught(s, at[s], i, 1) for s, i in draw(st.lists(st.sampled_from(keys), unique=True))]
    entered = draw(st.dictionaries(st.sampled_from(keys), numbers))
    kinds = [(p, i, k) for p in (MECHELEN, GENT) for i in "AB" for k in ("enrolment", "refusal")]
    counted = draw(st.dictionaries(st.sampled_from(kinds), numbers))
    held = [Seats(s, at[s], i, 1, n) for (s, i), n in entered.items()]
    counts = [count(n, municipality=p, item=i, kind=k) for (p, i, k), n in counted.items()]
    return teach, held, counts


def within(number: int, span: Span) -> bool:
    return span.low <= number and (span.high is None or number <= span.high)


@given(worlds(), st.data())
def test_whatever_the_unknown_numbers_are_the_true_ones_lie_in_the_ranges(world, data):
    """Completes a world with drawn numbers: every span of the incomplete one must hold the exact figure."""
    teach, held, counts = world
    seen = gap.measure(teach, held, counts, "enrolments_refusals", withhold=True)
    known = {(s.site, s.item) for s in held}
    more = [
        Seats(t.site, t.municipality, t.item, 1, data.draw(numbers)) for t in teach if (t.site, t.item) not in known
    ]
    there = {(c.municipality, c.item, c.kind) for c in counts}
    lacking = [
        (c.municipality, c.item, k) for c in seen for k in gap.BASES["enrolments_refusals"]
        if (c.municipality, c.item, k) not in there
    ]  # fmt: skip
    added = [count(data.draw(numbers), municipality=p, item=i, kind=k) for p, i, k in lacking]
    full = gap.measure(teach, held + more, counts + added, "enrolments_refusals", withhold=False)
    assert [c.demand.exact and c.capacity.exact for c in full] == [True] * len(full)
    for shown, true in zip(seen, full, strict=True):
        for name in ("demand", "capacity", "shortage", "free"):
            assert within(getattr(true, name).low, getattr(shown, name))
    for name in ("demand", "capacity", "shortage", "free"):
        assert within(getattr(gap.total(full), name).low, getattr(gap.total(seen), name))


@given(worlds())
def test_what_is_complete_adds_up_exactly_in_every_grouping(world):
    teach, held, counts = world
    cells = [c for c in gap.measure(teach, held, counts, "enrolments", withhold=False) if not c.kinds_missing]
    cells = [c for c in cells if not c.missing_sites]
    total = gap.total(cells)
    for group in (lambda c: c.municipality, lambda c: c.item, lambda c: (c.municipality, c.item)):
        parts = gap.totals_by(cells, group).values()
        assert sum(part.shortage.low for part in parts) == total.shortage.low == total.shortage.high
        assert sum(part.free.low for part in parts) == total.free.high
    assert total.shortage.low - total.free.low == total.demand.low - total.capacity.low


@given(worlds())
def test_an_unknown_number_never_shows_as_an_exact_figure(world):
    teach, held, counts = world
    for cell in gap.measure(teach, held, counts, "enrolments", withhold=False):
        assert bool(cell.missing_sites) == (cell.capacity.high is None)
        assert bool(cell.kinds_missing) == (cell.demand.high is None)
        if cell.kinds_missing:
            assert cell.shortage.high is None


@given(worlds(), st.data())
def test_the_public_view_is_the_same_whatever_the_withheld_counts_are(world, data):
    """No subtraction, filter or grouping can find a withheld count: nothing public depends on it."""
    teach, held, counts = world
    others = [replace(c, pupils=data.draw(st.integers(1, 4))) if 1 <= c.pupils <= 4 else c for c in counts]
    for basis in ("enrolments", "enrolments_refusals"):
        one_view, other = (gap.measure(teach, held, known, basis, withhold=True) for known in (counts, others))
        figures = [[(c.demand, c.capacity, c.shortage, c.free, c.withheld) for c in view] for view in (one_view, other)]
        assert figures[0] == figures[1]
        assert gap.total(one_view) == gap.total(other)
        assert gap.certify(one_view) == gap.certify(other)


@given(numbers, numbers, numbers, numbers)
def test_ranges_of_a_difference_are_as_narrow_as_can_be(a, b, c, d):
    """Both ends are reached by numbers within the ranges."""
    asked, there = Span(min(a, b), max(a, b)), Span(min(c, d), max(c, d))
    reached = {max(0, n - m) for n in (asked.low, asked.high) for m in (there.low, there.high)}
    assert asked.beyond(there) == Span(min(reached), max(reached))
