"""Fictitious places and counts of pupils, a LOP around the school of the tour, and two proposals at its table.

Some sites entered nothing and some towns were never counted, as in life: the page must show what it does not know.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, When

from vakwerk.capacity import gap, items, queries
from vakwerk.capacity.actions import mark_changed
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
SHARE_GROWN = 0.12
CLASS_ROOM, WORKSHOP = 24, 12
COUNTED = {queries.B_STREAM, queries.BSO}
ASKED = (ProposalState.DRAFT, ProposalState.PROPOSED)
LOP_REACH_KM = 14.0


def make_places(seed: int) -> None:
    """After the offers and the cast."""
    year = clock.school_year()
    maker = Maker(items.known(), year, Chance(seed, "places"))
    taught = sorted(queries.taught(year), key=lambda each: (each.site, each.item, each.year))
    home = Site.objects.filter(organisation__name=ORGANISATIONS[SCHOOL], organisation__kind=SCHOOL).order_by("number")
    maker.make_counts(maker.make_seats(taught, told=frozenset(home.values_list("pk", flat=True))))
    if (first := home.first()) is not None:
        maker.make_table(first)
        maker.count_at(first)
    mark_changed()


@dataclass(frozen=True)
class Maker:
    """Makes rows about one school year, the one before and the one to come."""

    known: items.Items
    year: int
    chance: Chance

    def what(self, item: str, year: int) -> dict[str, Any]:
        found = self.known[item]
        return {"stream": "" if found.is_programme else item, "programme_id": found.id, "year_of_study": year}

    def make_seats(self, taught: list[gap.Taught], told: frozenset[int]) -> dict[gap.Taught, int]:
        """Places of this and last year; every site in `told` entered them. Returns what is there, entered or not."""
        sites, rng = sorted({each.site for each in taught}), self.chance.rng
        lots = zip(sites, rng.random(len(sites)).tolist(), strict=True)
        silent = {site for site, lot in lots if lot < SILENT_SITES} - told
        rooms = rng.integers(1, 4, size=len(taught)).tolist()
        grown = (rng.random(len(taught)) < SHARE_GROWN).tolist()
        held, rows = {}, []
        for each, wide, more in zip(taught, rooms, grown, strict=True):
            held[each] = CLASS_ROOM * wide if each.year <= 2 else WORKSHOP * wide
            before = held[each] - WORKSHOP if more and held[each] > WORKSHOP else held[each]
            if each.site not in silent:
                rows += [self.seats(each, self.year, held[each]), self.seats(each, self.year - 1, before)]
        SeatCount.objects.bulk_create(rows, batch_size=BATCH)
        return held

    def seats(self, each: gap.Taught, school_year: int, seats: int) -> SeatCount:
        entered = min(clock.today(), date(school_year, 9, 15))
        what = self.what(each.item, each.year)
        return SeatCount(
            site_id=each.site, school_year=school_year, seats=seats, basis=BASIS, entered_on=entered, **what
        )

    def make_counts(self, held: dict[gap.Taught, int]) -> None:
        """Enrolled and refused pupils per municipality; some towns were never counted."""
        towns = sorted({each.municipality for each in held})
        lots = dict(zip(towns, self.chance.rng.random(len(towns)).tolist(), strict=True))
        places: dict[gap.CellKey, int] = defaultdict(int)
        for each, seats in held.items():
            places[each.key] += seats
        rows = [
            row
            for key, seats in sorted(places.items())
            if lots[key[0]] >= UNCOUNTED_TOWNS
            for row in self.counts(key, seats)
        ]
        DemandEstimate.objects.bulk_create(rows, batch_size=BATCH)

    def counts(self, key: gap.CellKey, seats: int) -> Iterator[DemandEstimate]:
        """Where somebody was refused, it is full; streams with workshops fill up first."""
        rng = self.chance.rng
        full = rng.random() < (0.3 if self.known.stream(key[1]) in COUNTED else 0.06)
        enrolled = seats if full else int(seats * (0.45 + 0.5 * rng.random()))
        refused = int(rng.integers(1, 2 + seats // 3)) if full else 0
        yield self.count(key, CountKind.ENROLMENT, enrolled)
        yield self.count(key, CountKind.REFUSAL, refused)
        if key[2] == 1:
            expected = enrolled + refused + int(rng.integers(0, WORKSHOP))
            yield self.count(key, CountKind.PROJECTION, expected, self.year + 1)

    def count(
        self, key: gap.CellKey, kind: CountKind, pupils: int, school_year: int | None = None, site: Site | None = None
    ) -> DemandEstimate:
        about = self.year if school_year is None else school_year
        return DemandEstimate(
            municipality=key[0],
            site=site,
            school_year=about,
            kind=kind,
            pupils=pupils,
            counted_on=min(clock.today() - timedelta(days=1), date(about, 10, 1)),
            source=SOURCE,
            confirmed=kind == CountKind.ENROLMENT,
            **self.what(key[1], key[2]),
        )

    def make_table(self, home: Site) -> None:
        """The LOP of the tour, its towns, and two proposals for the B stream: one supported, one on the table."""
        lop = Organisation.objects.get(name=ORGANISATIONS[OrganisationKind.CONSULTATION_PLATFORM])
        centre = geography.municipality(home.municipality)
        near = [m.nis for m in geography.municipalities() if geography.distance_km(centre, m) <= LOP_REACH_KM]
        LopMunicipality.objects.bulk_create(LopMunicipality(lop=lop, municipality=nis) for nis in near)
        self.fill_first_year(home)
        others = Site.objects.filter(municipality__in=near, organisation__kind=SCHOOL)
        here_first = Case(When(municipality=home.municipality, then=0), default=1)
        other = others.exclude(organisation=home.organisation).order_by(here_first, "pk").first() or home
        own = self.propose(lop, home, 12, ProposalState.SUPPORTED)
        reasons = "Er is een lokaal vrij en de nood in 1B is het grootst in de stad."
        _say(own, home.organisation, ProposalState.DRAFT, ProposalState.PROPOSED)
        _say(own, lop, ProposalState.SUPPORTED, text=reasons)
        _say(self.propose(lop, other, 24, ProposalState.PROPOSED), other.organisation, *ASKED)

    def fill_first_year(self, home: Site) -> None:
        """In the town of the tour the first year of the B stream is full: its story may not hang on the lots."""
        here = {"stream": "B", "year_of_study": 1}
        seats = SeatCount.objects.filter(site__municipality=home.municipality, school_year=self.year, **here)
        DemandEstimate.objects.filter(municipality=home.municipality, **here).delete()
        key, places = (home.municipality, "B", 1), sum(seats.values_list("seats", flat=True))
        made = [(CountKind.ENROLMENT, places, 0), (CountKind.REFUSAL, 31, 0), (CountKind.PROJECTION, places + 40, 1)]
        DemandEstimate.objects.bulk_create(self.count(key, kind, n, self.year + ahead) for kind, n, ahead in made)

    def propose(self, lop: Organisation, site: Site, places: int, state: ProposalState) -> PlacesProposal:
        return PlacesProposal.objects.create(
            lop=lop,
            proposer=site.organisation,
            site=site,
            places=places,
            from_school_year=self.year + 1,
            motivation="Fictief: een leegstaand lokaal kan een eerste leerjaar B worden.",
            state=state,
            **self.what("B", 1),
        )

    def count_at(self, home: Site) -> None:
        """Enrolments at the site of the tour in B stream and BSO, both years: what a claim of budget counts."""
        rows = SeatCount.objects.filter(site=home).select_related("programme").order_by("pk")
        counts = [
            self.count(
                (home.municipality, row.item, row.year_of_study),
                CountKind.ENROLMENT,
                row.seats * 9 // 10,
                row.school_year,
                home,
            )
            for row in rows
            if self.known.stream(row.item) in COUNTED
        ]
        DemandEstimate.objects.bulk_create(counts)


def _say(proposal: PlacesProposal, who: Organisation, *states: ProposalState, text: str = "") -> None:
    ProposalEntry.objects.bulk_create(
        ProposalEntry(proposal=proposal, organisation=who, state=state, text=text) for state in states
    )
