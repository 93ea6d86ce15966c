"""Reads of places. What is public shows no count of fewer than five pupils; exact counts go by the viewer."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q, QuerySet

from vakwerk.capacity import gap, items
from vakwerk.capacity.models import (
    DemandEstimate,
    LopMunicipality,
    PlacesProposal,
    PlacesStamp,
    ProposalState,
    SeatCount,
)
from vakwerk.core import clock
from vakwerk.core.access import visible_or_404
from vakwerk.core.viewer import Role, Viewer
from vakwerk.offer import queries as offer_queries
from vakwerk.offer import snapshot
from vakwerk.offer.models import OfferedProgramme
from vakwerk.people.models import Organisation, OrganisationKind, Site

SCHOOL_ROLES = (Role.PRINCIPAL, Role.COORDINATOR)
OVERSEERS = (Role.CIVIL_SERVANT, Role.INSPECTOR, Role.ADMINISTRATOR)
LOP = OrganisationKind.CONSULTATION_PLATFORM
FILE = ("site__organisation", "from_site__organisation", "proposer", "programme")  # what a proposal shows

# Cells


def register_year(school_year: int) -> int:
    """The school year of which the register tells who teaches what: the asked one, else the newest it has."""
    return offer_queries.offered_school_year(school_year)


def taught(school_year: int) -> list[gap.Taught]:
    """Who teaches what, according to the register; kept in this process until the offer changes."""
    year = register_year(school_year)
    return snapshot.current().remember(("capacity taught", year), lambda: list(_read_taught(year)))


def _read_taught(year: int) -> Iterable[gap.Taught]:
    fields = ("site", "site__municipality", "component__group__grade", "component__group__stream")
    rows = OfferedProgramme.objects.filter(school_year=year).order_by()
    found, both = set(), set()
    for site, place, grade, stream, number, study_year in rows.values_list(
        *fields, "component__group__number", "year_of_study"
    ).distinct():
        if grade == 1 and not stream:
            both.add((site, place, study_year))
        else:
            found.add(gap.Taught(site, place, stream if grade == 1 else number, study_year))
    return found | _of_both_streams(found, both)


def _of_both_streams(found: set[gap.Taught], both: set[tuple[int, str, int]]) -> set[gap.Taught]:
    """A basic option of both streams says not which one a site has: the streams it teaches otherwise, else each."""
    known: dict[int, set[str]] = {}
    for each in found:
        if each.item in {"A", "B"}:
            known.setdefault(each.site, set()).add(each.item)
    return {gap.Taught(site, place, item, year) for site, place, year in both for item in known.get(site, {"A", "B"})}


def seats(school_year: int, area: Collection[str] = ()) -> list[gap.Seats]:
    """Places of a school year; of one to come, those of today's where a site entered none yet ("assumed")."""
    found = {(s.site, s.item, s.year): s for s in _read_seats(school_year, area, assumed=False)}
    if school_year > (now := clock.school_year()):
        for each in _read_seats(now, area, assumed=True):
            found.setdefault((each.site, each.item, each.year), each)
    return list(found.values())


def _read_seats(school_year: int, area: Collection[str], *, assumed: bool) -> Iterable[gap.Seats]:
    rows = SeatCount.objects.filter(school_year=school_year)
    rows = rows.filter(site__municipality__in=area) if area else rows
    fields = ("site", "site__municipality", "stream", "programme__number", "year_of_study", "seats")
    for site, place, stream, number, year, count in rows.values_list(*fields).iterator():
        yield gap.Seats(site, place, stream or number, year, count, assumed)


def counts(school_year: int, area: Collection[str] = ()) -> list[gap.Count]:
    """Counts of a school year that were there on the day that the reader asks for."""
    rows = DemandEstimate.objects.filter(school_year=school_year, counted_on__lte=clock.as_of())
    rows = rows.filter(municipality__in=area) if area else rows
    fields = ("municipality", "site", "stream", "programme__number", "year_of_study", "kind", "pupils")
    return [
        gap.Count(place, site, stream or number, *rest)
        for place, site, stream, number, *rest in rows.values_list(
            *fields, "counted_on", "source", "confirmed", "at_home"
        ).iterator()
    ]


def public_cells(school_year: int, basis: str) -> list[gap.Cell]:
    """All cells as everybody may see them; computed once per change in this process."""
    version = PlacesStamp.objects.values_list("version", flat=True).first()
    key = (snapshot.current().version, version, school_year, clock.school_year(), clock.as_of(), basis)

    def compute() -> list[gap.Cell]:
        return gap.measure(taught(school_year), seats(school_year), counts(school_year), basis, withhold=True)

    return _memory.get(key, compute)


class _Memory:
    """The last few answers; a large world has some ten thousand cells each."""

    MOST = 4

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, list[gap.Cell]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, compute: Callable[[], list[gap.Cell]]) -> list[gap.Cell]:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        found = compute()
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > self.MOST:
                self._kept.popitem(last=False)
        return found


_memory = _Memory()


def cells_of_area(
    area: Collection[str], school_year: int, basis: str, *, exact: bool, changes: Iterable[gap.Change] = ()
) -> list[gap.Cell]:
    """The cells of some municipalities. `exact` only for who may see small counts (`sees_exact_counts`)."""
    if not area:
        return []
    places = frozenset(area)
    there = (each for each in taught(school_year) if each.municipality in places)
    inside = [change for change in changes if change.municipality in places]
    held, counted = seats(school_year, places), counts(school_year, places)
    return gap.measure(there, held, counted, basis, withhold=not exact, changes=inside)


def school_years() -> list[int]:
    """School years about which something is known, the newest first."""
    known = set(SeatCount.objects.values_list("school_year", flat=True).distinct())
    known |= set(DemandEstimate.objects.values_list("school_year", flat=True).distinct())
    known.add(clock.school_year())
    return sorted(known, reverse=True)


def planning_year() -> int:
    """The school year that a LOP looks at first: the next one as soon as anything is expected of it."""
    coming = clock.school_year() + 1
    return coming if DemandEstimate.objects.filter(school_year=coming).exists() else coming - 1


def first_basis(school_year: int) -> str:
    """The basis to show when the reader chose none: the first of which all kinds were counted."""
    kinds = set(DemandEstimate.objects.filter(school_year=school_year).values_list("kind", flat=True).distinct())
    return next((basis for basis, needed in gap.BASES.items() if kinds.issuperset(needed)), next(iter(gap.BASES)))


def nothing_entered() -> bool:
    return not SeatCount.objects.exists() and not DemandEstimate.objects.exists()


# Sites and their places


def own_sites(viewer: Viewer) -> QuerySet[Site]:
    """Sites for which the viewer may enter places: of the own school, or of the schools of the own board."""
    if not viewer.has_role(*SCHOOL_ROLES) or viewer.organisation_id is None:
        return Site.objects.none()
    mine = Q(organisation=viewer.organisation_id) | Q(organisation__board=viewer.organisation_id)
    schools = Site.objects.filter(mine, organisation__kind=OrganisationKind.SECONDARY_SCHOOL)
    return schools.select_related("organisation").order_by("organisation__name", "number")


def own_site(viewer: Viewer, pk: int) -> Site:
    found = own_sites(viewer).filter(pk=pk).first()
    return visible_or_404(found, found is not None)


def any_site(pk: int) -> Site:
    """A site of a secondary school; the places it entered are public."""
    schools = Site.objects.filter(organisation__kind=OrganisationKind.SECONDARY_SCHOOL)
    found = schools.select_related("organisation").filter(pk=pk).first()
    return visible_or_404(found, found is not None)


@dataclass(frozen=True, slots=True)
class SeatLine:
    """One line of a site's places; `seats` None: nothing entered, so unknown."""

    item: str
    name: str
    stream: str
    year: int
    seats: int | None
    before: int | None
    basis: str
    in_register: bool


def seat_lines(site: Site, school_year: int) -> list[SeatLine]:
    """What the site teaches according to the register and what was entered, by year of study and name."""
    entered = {(row.item, row.year_of_study): row for row in _seat_counts(site, school_year)}
    before = {(row.item, row.year_of_study): row.seats for row in _seat_counts(site, school_year - 1)}
    expected = {(each.item, each.year) for each in taught(school_year) if each.site == site.pk}
    known, lines = items.known(), []
    for item, year in expected | entered.keys():
        row = entered.get((item, year))
        count, basis = (row.seats, row.basis) if row else (None, "")
        names = (known.title(item), str(items.STREAMS[known.stream(item)]))
        lines.append(SeatLine(item, *names, year, count, before.get((item, year)), basis, (item, year) in expected))
    return sorted(lines, key=lambda line: (line.year, line.name))


def _seat_counts(site: Site, school_year: int) -> QuerySet[SeatCount]:
    return SeatCount.objects.filter(site=site, school_year=school_year).select_related("programme")


def entered_on(site: Site, school_year: int) -> date | None:
    """When the site last changed its places of a school year."""
    newest: date | None = SeatCount.objects.filter(site=site, school_year=school_year).aggregate(day=Max("entered_on"))[
        "day"
    ]
    return newest


def entered_of(sites: Sequence[int], school_year: int) -> dict[int, tuple[int, int]]:
    """For each site: lines with places, and lines that the register or the site itself knows."""
    entered: dict[int, set[tuple[str, int]]] = {site: set() for site in sites}
    for row in SeatCount.objects.filter(site__in=sites, school_year=school_year).select_related("programme"):
        entered[row.site_id].add((row.item, row.year_of_study))
    known = {site: set(keys) for site, keys in entered.items()}
    for each in taught(school_year):
        if each.site in known:
            known[each.site].add((each.item, each.year))
    return {site: (len(entered[site]), len(known[site])) for site in sites}


@dataclass(frozen=True, slots=True)
class SiteLine:
    """A site in a list: how much of what it teaches it told."""

    pk: int
    name: str
    entered: int
    known: int


def sites_in(municipality: str, school_year: int) -> list[SiteLine]:
    """The sites of a municipality that teach something, by name."""
    data = snapshot.current()
    there = [site for site in data.sites if site.municipality == municipality]
    progress = entered_of([site.id for site in there], school_year)
    lines = [SiteLine(site.id, site.name, *progress[site.id]) for site in there if progress[site.id][1]]
    return sorted(lines, key=lambda line: (line.name, line.pk))


def site_names(pks: Iterable[int]) -> list[str]:
    """School and place of sites, in order of name; from the copy in memory."""
    data = snapshot.current()
    known = [data.sites[data.position_of_site[pk]] for pk in pks if pk in data.position_of_site]
    return sorted(f"{site.name} ({site.locality})" for site in known)


# Who sees and does what around a LOP


def lop_names() -> dict[str, str]:
    """Name of the LOP by municipality."""
    return dict(LopMunicipality.objects.values_list("municipality", "lop__name"))


def is_lop_staff(viewer: Viewer, lop: Organisation) -> bool:
    return viewer.has_role(Role.COORDINATOR) and viewer.organisation_id == lop.pk and lop.kind == LOP


def sees_exact_counts(viewer: Viewer, lop: Organisation) -> bool:
    """Counts of fewer than five pupils: for the LOP about its own area, and who oversees the plan."""
    return viewer.has_role(*OVERSEERS) or is_lop_staff(viewer, lop)


def lops_of(viewer: Viewer) -> QuerySet[Organisation]:
    """LOPs whose table the viewer sits at: the own one, those where the own sites are, or all for who oversees."""
    lops = Organisation.objects.filter(kind=LOP).order_by("name")
    if viewer.has_role(*OVERSEERS):
        return lops
    if not viewer.has_role(*SCHOOL_ROLES):
        return lops.none()
    places = own_sites(viewer).order_by().values("municipality")
    areas = LopMunicipality.objects.filter(municipality__in=places).values("lop")
    return lops.filter(Q(pk=viewer.organisation_id) | Q(pk__in=areas))


def lop_of(viewer: Viewer, pk: int) -> Organisation:
    found = lops_of(viewer).filter(pk=pk).first()
    return visible_or_404(found, found is not None)


def area_of(lop: Organisation) -> list[str]:
    """NIS codes of its municipalities."""
    return list(LopMunicipality.objects.filter(lop=lop).order_by("municipality").values_list("municipality", flat=True))


def proposals_of(viewer: Viewer, lop: Organisation) -> QuerySet[PlacesProposal]:
    """Proposals at this table; a draft only for who writes it."""
    rows = PlacesProposal.objects.filter(lop=lop).select_related(*FILE)
    drafts = Q(state=ProposalState.DRAFT) & ~Q(proposer=viewer.organisation_id)
    return rows.exclude(drafts).order_by("-made_on", "-pk")


def proposal(viewer: Viewer, pk: int) -> PlacesProposal:
    rows = PlacesProposal.objects.select_related("lop", *FILE)
    found = rows.filter(pk=pk).first()
    seen = found is not None and proposals_of(viewer, found.lop).filter(pk=pk).exists()
    return visible_or_404(found, seen and found is not None and lops_of(viewer).filter(pk=found.lop_id).exists())


def changes(proposals: Iterable[PlacesProposal], school_year: int) -> list[gap.Change]:
    """What these proposals add to and take from cells in a school year. Carried out: the school itself entered it."""
    found = []
    for each in proposals:
        if each.from_school_year <= school_year:
            found.append(gap.Change(each.site.municipality, each.item, each.year_of_study, each.places))
            if each.from_site is not None:
                found.append(gap.Change(each.from_site.municipality, each.item, each.year_of_study, -each.places))
    return found


# For the claim of extra budget (room `budgets`)

B_STREAM, BSO = "B", "BSO"


@dataclass(frozen=True, slots=True)
class CreatedLine:
    """Places of one stream or programme and year of study at a site, now and in the reference year.

    `category`: "B" (B stream) or "BSO". None is unknown, never zero; 0 in the reference year also when the register has
    that year and the site did not teach it (`reference_not_taught`). Pupils: enrolments of the newest counting date.
    """

    item: str
    name: str
    year_of_study: int
    category: str
    seats: int | None
    reference_seats: int | None
    reference_not_taught: bool
    pupils: int | None
    reference_pupils: int | None

    @property
    def created(self) -> int | None:
        """Places more (or fewer) than in the reference year; None when one of both is unknown."""
        if self.seats is None or self.reference_seats is None:
            return None
        return self.seats - self.reference_seats


@dataclass(frozen=True)
class CreatedPlaces:
    """The B-stream and BSO places of a site beside those of a reference year."""

    site_id: int
    school_year: int
    reference_year: int
    lines: tuple[CreatedLine, ...]

    @property
    def complete(self) -> bool:
        """Places of both years are known for every line."""
        return all(line.created is not None for line in self.lines)

    @property
    def created(self) -> int | None:
        """The sum over all lines, losses included; None as long as one is unknown or there is none."""
        known = [line.created for line in self.lines]
        return sum(n for n in known if n is not None) if known and None not in known else None

    @property
    def pupils(self) -> int | None:
        """Regular pupils counted in the school year; None when a line has no count."""
        known = [line.pupils for line in self.lines]
        return sum(n for n in known if n is not None) if known and None not in known else None

    @property
    def reference_pupils(self) -> int | None:
        known = [line.reference_pupils for line in self.lines]
        return sum(n for n in known if n is not None) if known and None not in known else None


def created_places(site: Site, school_year: int, reference_year: int) -> CreatedPlaces:
    """B-stream and BSO places of a site in a school year beside a reference year. Years: the one in which they start.

    BSO is what the register calls so; seventh years have no form there and are left out (to be confirmed).
    """
    years = (school_year, reference_year)
    seats, pupils = ([read(site, year) for year in years] for read in (_places_at, _pupils_at))
    register = [_register_of(site, year) for year in years]
    known, lines = items.known(), []
    for key in sorted({*seats[0], *seats[1], *(register[0] or ()), *(register[1] or ())}):
        if (category := known.stream(key[0])) in {B_STREAM, BSO}:
            places = [_known(entered, there, key) for entered, there in zip(seats, register, strict=True)]
            counted = [_known(counts, there, key) for counts, there in zip(pupils, register, strict=True)]
            lines.append(
                CreatedLine(
                    item=key[0],
                    name=known.line(*key),
                    year_of_study=key[1],
                    category=category,
                    seats=places[0],
                    reference_seats=places[1],
                    reference_not_taught=places[1] == 0 and key not in seats[1],
                    pupils=counted[0],
                    reference_pupils=counted[1],
                )
            )
    return CreatedPlaces(site.pk, school_year, reference_year, tuple(lines))


def _known(
    figures: dict[tuple[str, int], int], register: set[tuple[str, int]] | None, key: tuple[str, int]
) -> int | None:
    """The figure; 0 when the register has the year and the site does not teach it; else None."""
    if key in figures:
        return figures[key]
    return 0 if register is not None and key not in register else None


def _places_at(site: Site, school_year: int) -> dict[tuple[str, int], int]:
    return {(row.item, row.year_of_study): row.seats for row in _seat_counts(site, school_year)}


def _register_of(site: Site, school_year: int) -> set[tuple[str, int]] | None:
    """What the register says the site teaches in exactly this year; None when it does not have the year."""
    if school_year not in snapshot.current().school_years:
        return None
    return {(each.item, each.year) for each in taught(school_year) if each.site == site.pk}


def _pupils_at(site: Site, school_year: int) -> dict[tuple[str, int], int]:
    rows = DemandEstimate.objects.filter(site=site, school_year=school_year, kind=gap.ENROLMENT, at_home=False)
    newest = rows.select_related("programme").order_by("counted_on")
    return {(row.item, row.year_of_study): row.pupils for row in newest}
