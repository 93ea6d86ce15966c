"""Fictitious places and counts of pupils, a LOP around the school of the tour, and two proposals at its table.

Some sites entered nothing and some towns were never counted, as in life: the page must show what it does not know.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from vakwerk.capacity import gap, items, queries
from vakwerk.capacity.models import (
    CountKind,
    DemandEstimate,
    LopMunicipality,
    PlacesProposal,
    ProposalEntry,
    ProposalState,
    SeatCount,
)
from vakwerk.core import clock, geography
from vakwerk.demo.world.chance import Chance
from vakwerk.demo.world.personas import ORGANISATIONS, SCHOOL
from vakwerk.people.models import Organisation, OrganisationKind, Site

BATCH = 2_000
SOURCE = "fictieve telling"
BASIS = "fictief: lokalen en werkplaatsen"
SILENT_SITES, UNCOUNTED_TOWNS = 0.06, 0.05
CLASS_ROOM = 24
LOP_REACH_KM = 14.0


def make_places(seed: int) -> None:
    """After the offers and the cast."""
    year, chance = clock.school_year(), Chance(seed, "places")
    taught = sorted(queries.taught(year), key=lambda each: (each.site, each.item, each.year))
    school = Organisation.objects.get(name=ORGANISATIONS[SCHOOL], kind=SCHOOL)
    home = Site.objects.filter(organisation=school).order_by("number").first()
    held = _make_seats(
        taught, year, chance, frozenset(Site.objects.filter(organisation=school).values_list("pk", flat=True))
    )
    _make_counts(held, year, chance)
    if home is not None:
        _make_table(home, year)
        _count_at(home, year)


def _what(item: str, year: int) -> dict[str, object]:
    found = items.all_items()[item]
    return {"stream": "" if found.is_programme else item, "programme_id": found.id, "year_of_study": year}


def _make_seats(taught: list[gap.Taught], year: int, chance: Chance, told: frozenset[int]) -> dict[gap.Taught, int]:
    """Places of this and last year; every site in `told` entered them. Returns what is there, entered or not."""
    sites = sorted({each.site for each in taught})
    silent = {
        site for site, lot in zip(sites, chance.rng.random(len(sites)).tolist(), strict=True) if lot < SILENT_SITES
    }
    rooms = chance.rng.integers(1, 4, size=len(taught)).tolist()
    grown = chance.rng.random(len(taught)).tolist()
    held, rows = {}, []
    for each, wide, lot in zip(taught, rooms, grown, strict=True):
        held[each] = CLASS_ROOM * wide if each.year <= 2 else 12 * wide
        before = held[each] - 12 if lot < 0.12 and held[each] > 12 else held[each]
        if each.site not in silent or each.site in told:
            rows += [_seats(each, year, held[each]), _seats(each, year - 1, before)]
    SeatCount.objects.bulk_create(rows, batch_size=BATCH)
    return held


def _seats(each: gap.Taught, school_year: int, seats: int) -> SeatCount:
    entered = min(clock.today(), date(school_year, 9, 15))
    what = _what(each.item, each.year)
    return SeatCount(site_id=each.site, school_year=school_year, seats=seats, basis=BASIS, entered_on=entered, **what)


def _make_counts(held: dict[gap.Taught, int], year: int, chance: Chance) -> None:
    """Enrolled and refused pupils per municipality, and at the sites for this and last year."""
    towns = sorted({each.municipality for each in held})
    lots = dict(zip(towns, chance.rng.random(len(towns)).tolist(), strict=True))
    places: dict[gap.CellKey, int] = defaultdict(int)
    for each, seats in held.items():
        places[each.key] += seats
    rows: list[DemandEstimate] = []
    for key, seats in sorted(places.items()):
        if lots[key[0]] >= UNCOUNTED_TOWNS:
            rows += _counts(key, seats, year, chance)
    DemandEstimate.objects.bulk_create(rows, batch_size=BATCH)


def _counts(key: gap.CellKey, seats: int, year: int, chance: Chance) -> Iterator[DemandEstimate]:
    """Where somebody was refused, it is full; streams with workshops fill up first."""
    busy = 0.3 if items.stream(key[1]) in {"B", "BSO"} else 0.06
    full = chance.rng.random() < busy
    enrolled = seats if full else int(seats * (0.45 + 0.5 * chance.rng.random()))
    refused = int(chance.rng.integers(1, 2 + seats // 3)) if full else 0
    yield _count(key, CountKind.ENROLMENT, enrolled, year)
    yield _count(key, CountKind.REFUSAL, refused, year)
    if key[2] == 1:
        yield _count(key, CountKind.PROJECTION, enrolled + refused + int(chance.rng.integers(0, 12)), year + 1)


def _count(key: gap.CellKey, kind: CountKind, pupils: int, school_year: int) -> DemandEstimate:
    counted = min(clock.today() - timedelta(days=1), date(school_year, 10, 1))
    return DemandEstimate(
        municipality=key[0],
        school_year=school_year,
        kind=kind,
        pupils=pupils,
        counted_on=counted,
        source=SOURCE,
        confirmed=kind == CountKind.ENROLMENT,
        **_what(key[1], key[2]),
    )


def _make_table(home: Site, year: int) -> None:
    """The LOP of the tour, its towns, and two proposals for the B stream: one supported, one on the table."""
    lop = Organisation.objects.get(name=ORGANISATIONS[OrganisationKind.CONSULTATION_PLATFORM])
    centre = geography.municipality(home.municipality)
    near = [m.nis for m in geography.municipalities() if geography.distance_km(centre, m) <= LOP_REACH_KM]
    LopMunicipality.objects.bulk_create(LopMunicipality(lop=lop, municipality=nis) for nis in near)
    _full_first_year(home, year)
    neighbours = Site.objects.filter(municipality__in=near, organisation__kind=SCHOOL).exclude(
        organisation=home.organisation
    )
    neighbour = neighbours.order_by("pk").first() or home
    own = _proposal(lop, home, year, places=12, state=ProposalState.SUPPORTED)
    _say(own, (ProposalState.DRAFT, ProposalState.PROPOSED), home.organisation, "")
    _say(own, (ProposalState.SUPPORTED,), lop, "Er is een lokaal vrij en de nood in 1B is het grootst in de stad.")
    other = _proposal(lop, neighbour, year, places=24, state=ProposalState.PROPOSED)
    _say(other, (ProposalState.DRAFT, ProposalState.PROPOSED), neighbour.organisation, "")


def _full_first_year(home: Site, year: int) -> None:
    """In the town of the tour the first year of the B stream is full: its story may not hang on the lots."""
    seats = SeatCount.objects.filter(
        site__municipality=home.municipality, school_year=year, stream="B", year_of_study=1
    )
    here = DemandEstimate.objects.filter(municipality=home.municipality, site=None, stream="B", year_of_study=1)
    here.delete()
    key = (home.municipality, "B", 1)
    places = sum(seats.values_list("seats", flat=True))
    counts = [
        (CountKind.ENROLMENT, places, year),
        (CountKind.REFUSAL, 31, year),
        (CountKind.PROJECTION, places + 40, year + 1),
    ]
    DemandEstimate.objects.bulk_create(_count(key, *values) for values in counts)


def _count_at(home: Site, year: int) -> None:
    """Enrolments at the site of the tour in B stream and BSO, this and last year: what a claim of budget counts."""
    rows = SeatCount.objects.filter(site=home, school_year__in=[year, year - 1]).select_related("programme")
    counts = []
    for row in rows.order_by("pk"):
        if items.stream(row.item) in {queries.B_STREAM, queries.BSO}:
            key = (home.municipality, row.item, row.year_of_study)
            count = _count(key, CountKind.ENROLMENT, row.seats * 9 // 10, row.school_year)
            count.site = home
            counts.append(count)
    DemandEstimate.objects.bulk_create(counts)


def _proposal(lop: Organisation, site: Site, year: int, *, places: int, state: ProposalState) -> PlacesProposal:
    return PlacesProposal.objects.create(
        lop=lop,
        proposer=site.organisation,
        site=site,
        places=places,
        from_school_year=year + 1,
        motivation="Fictief: een leegstaand lokaal kan een eerste leerjaar B worden.",
        state=state,
        **_what("B", 1),
    )


def _say(proposal: PlacesProposal, states: tuple[ProposalState, ...], who: Organisation, text: str) -> None:
    ProposalEntry.objects.bulk_create(
        ProposalEntry(proposal=proposal, organisation=who, state=state, text=text) for state in states
    )
