"""A compact copy of catalogue and offer in this process, so that a search touches the database once.

The whole catalogue is about 460 programmes and the offer about 42,000 rows: small enough to keep, too many to query and
render for each visitor. `current()` reads one row of versions; only when that changed is the copy made again.
Several processes each keep their own. Nothing personal is in it.
"""

from __future__ import annotations

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar, cast

import numpy as np
from django.db import connection
from django.db.models import Max
from django.utils.translation import get_language
from numpy.typing import NDArray

from vakwerk.catalogue import queries as catalogue_queries
from vakwerk.catalogue.models import (
    ProgrammeComponent,
    ProgrammeGroup,
    ProgrammeKind,
    ProgrammeOccupation,
    ShortageOccupation,
)
from vakwerk.core import clock
from vakwerk.offer.models import OfferedProgramme, OfferStamp
from vakwerk.people.models import Organisation, Site

Version = tuple[Any, ...]
Integers = NDArray[np.int32]
JobName = tuple[str, str]
Result = TypeVar("Result")
EARTH_RADIUS_KM = 6371.0
REMEMBERED = 512

LEVEL_OF_KIND: dict[str, str] = {
    ProgrammeKind.SEVENTH_AFTER_OK3: "7",
    ProgrammeKind.SEVENTH_AFTER_OK4: "7",
    ProgrammeKind.SEVENTH_PREPARING_HE: "7",
    ProgrammeKind.OV3: "ov3",
}


@dataclass(frozen=True, slots=True)
class Component:
    """A variant of a programme: its name in one domain, dual or not."""

    id: int
    title: str
    domain: str
    form: str
    dual: bool
    code: str
    stem: str
    inferred: bool
    valid_from: date | None
    valid_to: date | None

    def in_force(self, day: date) -> bool:
        """A cancelled component ends before it begins, and never is."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


def _in_language(names: tuple[JobName, ...]) -> tuple[str, ...]:
    english = get_language() == "en"
    return tuple(en if english and en else nl for nl, en in names)


@dataclass(frozen=True, slots=True)
class Programme:
    """One programme of the matrix, with what a list shows of it. Names of jobs: (Dutch, English), direct jobs first."""

    id: int
    number: str
    slug: str
    title: str
    grade: int | None
    finality: str
    kind: str
    level: str
    stream: str
    related_domains: tuple[str, ...]
    components: tuple[Component, ...]
    job_names: tuple[JobName, ...]
    shortage_names: tuple[JobName, ...]

    @property
    def jobs(self) -> tuple[str, ...]:
        """In the language of the reader."""
        return _in_language(self.job_names)

    @property
    def shortages(self) -> tuple[str, ...]:
        return _in_language(self.shortage_names)

    @property
    def dual(self) -> bool:
        return any(component.dual for component in self.components)

    @property
    def only_dual(self) -> bool:
        return all(component.dual for component in self.components)

    @property
    def domains(self) -> tuple[str, ...]:
        """Domains of its components; for a basic option those that it lets a pupil taste."""
        return tuple(dict.fromkeys(c.domain for c in self.components if c.domain)) or self.related_domains

    @property
    def forms(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(c.form for c in self.components if c.form))


@dataclass(frozen=True, slots=True)
class SitePoint:
    """A vestigingsplaats as the public sees it; coordinates in degrees (WGS84), None when the register has none."""

    id: int
    organisation_id: int
    school: str
    name: str
    number: str
    street: str
    house_number: str
    postcode: str
    locality: str
    municipality: str
    latitude: float | None
    longitude: float | None
    fictitious: bool


@dataclass(frozen=True)
class YearOffer:
    """The distinct (component, site) pairs of one school year as positions in the snapshot, sorted by component."""

    component: Integers
    site: Integers
    dual: NDArray[np.bool_]


@dataclass
class Snapshot:
    """Programmes in order of title, their components flattened in the same order, and all sites."""

    version: Version
    programmes: list[Programme]
    sites: list[SitePoint]
    shortage_year: int | None
    seen_on: date | None
    school_years: list[int]
    programmes_of_job: dict[str, list[int]]
    years: dict[int, YearOffer] = field(default_factory=dict)
    _memory: OrderedDict[Hashable, Any] = field(default_factory=OrderedDict)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    @cached_property
    def components(self) -> list[Component]:
        return [component for programme in self.programmes for component in programme.components]

    @cached_property
    def starts(self) -> Integers:
        """Position of each programme's first component (every programme has at least one)."""
        sizes = [len(programme.components) for programme in self.programmes]
        return np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int32) if sizes else np.zeros(0, np.int32)

    @cached_property
    def programme_of(self) -> Integers:
        """Programme position of each component."""
        sizes = [len(programme.components) for programme in self.programmes]
        return np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)

    @cached_property
    def position_of_component(self) -> dict[int, int]:
        return {component.id: position for position, component in enumerate(self.components)}

    @cached_property
    def position_of_site(self) -> dict[int, int]:
        return {site.id: position for position, site in enumerate(self.sites)}

    @cached_property
    def position_of_programme(self) -> dict[int, int]:
        return {programme.id: position for position, programme in enumerate(self.programmes)}

    @cached_property
    def by_slug(self) -> dict[str, Programme]:
        return {programme.slug: programme for programme in self.programmes}

    @cached_property
    def by_number(self) -> dict[str, Programme]:
        return {programme.number: programme for programme in self.programmes}

    def in_force(self, day: date) -> NDArray[np.bool_]:
        """Which components exist on a day."""
        return self.remember(
            ("in force", day), lambda: np.array([c.in_force(day) for c in self.components], dtype=bool)
        )

    @cached_property
    def _radians(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Latitude and longitude of each site; NaN where the register has no coordinates."""
        points = [(s.latitude, s.longitude) if s.latitude is not None else (np.nan, np.nan) for s in self.sites]
        table = np.radians(np.array(points, dtype=np.float64).reshape(-1, 2))
        return table[:, 0], table[:, 1]

    def distances(self, latitude: float, longitude: float) -> NDArray[np.float64]:
        """Great-circle distance in km from a point to each site; infinite for a site without coordinates."""
        lat, lon = self._radians
        lat0, lon0 = np.radians(latitude), np.radians(longitude)
        h = np.sin((lat - lat0) / 2) ** 2 + np.cos(lat) * np.cos(lat0) * np.sin((lon - lon0) / 2) ** 2
        km = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(h))
        return cast(NDArray[np.float64], np.nan_to_num(km, nan=np.inf))

    def offer(self, school_year: int) -> YearOffer:
        """The pairs of a school year; read once per version."""
        with self._lock:
            if school_year not in self.years:
                self.years[school_year] = _read_year(self, school_year)
            return self.years[school_year]

    def remember(self, key: Hashable, compute: Callable[[], Result]) -> Result:
        """`compute()`, kept for as long as this version lasts (the last few hundred answers)."""
        with self._lock:
            if key in self._memory:
                self._memory.move_to_end(key)
                return cast(Result, self._memory[key])
        value = compute()
        with self._lock:
            self._memory[key] = value
            if len(self._memory) > REMEMBERED:
                self._memory.popitem(last=False)
        return value


_current: Snapshot | None = None
_building = threading.Lock()


def current() -> Snapshot:
    """The snapshot of this moment: one query when nothing changed."""
    global _current
    version = _version()
    held = _current
    if held is not None and held.version == version:
        return held
    with _building:
        if _current is None or _current.version != version:
            _current = _build(version)
        return _current


def forget() -> None:
    """Drops the copy of this process (tests roll back rows that a snapshot has seen)."""
    global _current
    _current = None


_WATCHED = (
    OfferedProgramme,
    Site,
    ProgrammeGroup,
    ProgrammeComponent,
    ProgrammeOccupation,
    ShortageOccupation,
)


def _watched() -> list[tuple[str, str]]:
    stamp = (OfferStamp._meta.db_table, "version")
    return [stamp, *((model._meta.db_table, "id") for model in _WATCHED)]


def _version() -> Version:
    """The stamp, and the last key of each table: rows added by a loader that forgot to stamp are seen all the same."""
    quote = connection.ops.quote_name
    marks = [f"(SELECT max({column}) FROM {quote(table)})" for table, column in _watched()]  # noqa: S608 our own tables
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(marks)}")
        return cast(Version, cursor.fetchone())


def _build(version: Version) -> Snapshot:
    current = catalogue_queries.shortage_list(clock.today())
    newest = current.year if current else None
    years = OfferedProgramme.objects.order_by("-school_year").values_list("school_year", flat=True).distinct()
    return Snapshot(
        version=version,
        programmes=_programmes(newest),
        sites=_sites(),
        shortage_year=newest,
        seen_on=ProgrammeComponent.objects.aggregate(seen=Max("seen_on"))["seen"],
        school_years=list(years),
        programmes_of_job=_programmes_of_job(),
    )


def _programmes(shortage_year: int | None) -> list[Programme]:
    components = _components()
    jobs, shortages = _jobs(shortage_year)
    groups = sorted(ProgrammeGroup.objects.all(), key=lambda group: (group.title.casefold(), group.number))
    return [
        Programme(
            id=group.pk,
            number=group.number,
            slug=group.slug,
            title=group.title,
            grade=group.grade,
            finality=group.finality,
            kind=group.kind,
            level=LEVEL_OF_KIND.get(group.kind, str(group.grade or "")),
            stream=group.stream,
            related_domains=tuple(group.related_domains.split()),
            components=tuple(components[group.pk]),
            job_names=tuple(jobs.get(group.pk, ())),
            shortage_names=tuple(shortages.get(group.pk, ())),
        )
        for group in groups
        if components.get(group.pk)
    ]


def _components() -> dict[int, list[Component]]:
    fields = (
        "group_id",
        "pk",
        "title",
        "domain",
        "form",
        "dual",
        "code",
        "stem_class",
        "inferred",
        "valid_from",
        "valid_to",
    )
    found: dict[int, list[Component]] = defaultdict(list)
    for group, *rest in ProgrammeComponent.objects.order_by("dual", "domain", "pk").values_list(*fields):
        found[group].append(Component(*rest))
    return found


def _jobs(shortage_year: int | None) -> tuple[dict[int, list[JobName]], dict[int, list[JobName]]]:
    """Names of jobs by programme, and those on the newest shortage list."""
    short = set(
        ShortageOccupation.objects.filter(list__year=shortage_year or 0).values_list("occupation_id", flat=True)
    )
    jobs: dict[int, list[JobName]] = defaultdict(list)
    shortages: dict[int, list[JobName]] = defaultdict(list)
    links = ProgrammeOccupation.objects.order_by("-direct", "occupation__name")
    fields = ("group_id", "occupation_id", "direct", "occupation__name", "occupation__name_en")
    for group, occupation, direct, *name in links.values_list(*fields):
        jobs[group].append((name[0], name[1]))
        if direct and occupation in short:
            shortages[group].append((name[0], name[1]))
    return jobs, shortages


def _programmes_of_job() -> dict[str, list[int]]:
    """Programme keys by the slug of an occupation, direct links first."""
    found: dict[str, list[int]] = defaultdict(list)
    links = ProgrammeOccupation.objects.order_by("-direct", "pk").values_list("occupation__slug", "group_id")
    for slug, group in links:
        found[slug].append(group)
    return dict(found)


def _sites() -> list[SitePoint]:
    schools = dict(Organisation.objects.filter(sites__isnull=False).values_list("pk", "name"))
    fictitious = set(Organisation.objects.filter(fictitious=True).values_list("pk", flat=True))
    fields = ("number", "street", "house_number", "postcode", "locality", "municipality", "latitude", "longitude")
    offered = Site.objects.filter(pk__in=OfferedProgramme.objects.values("site")).order_by("pk")
    return [
        SitePoint(pk, org, schools[org], name or schools[org], *rest, org in fictitious)  # type: ignore[call-arg]
        for pk, org, name, *rest in offered.values_list("pk", "organisation_id", "name", *fields)
    ]


def _read_year(snapshot: Snapshot, school_year: int) -> YearOffer:
    pairs = OfferedProgramme.objects.filter(school_year=school_year).values_list("component_id", "site_id").distinct()
    component_at, site_at = snapshot.position_of_component, snapshot.position_of_site
    places = [(component_at[c], site_at[s]) for c, s in pairs if c in component_at and s in site_at]
    table = np.array(places, dtype=np.int32).reshape(-1, 2)
    table = table[np.lexsort((table[:, 1], table[:, 0]))]
    dual = np.array([component.dual for component in snapshot.components], dtype=bool)
    return YearOffer(table[:, 0], table[:, 1], dual[table[:, 0]] if len(table) else np.zeros(0, bool))
