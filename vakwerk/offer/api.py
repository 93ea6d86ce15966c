"""Open data at `/api/v1/`: `programmes`, `offer`, `sites`, `schools`, with filters, pages and the day they hold for."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Annotated, Any, Generic, TypeVar

from django.conf import settings
from django.db.models import Model, Prefetch, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Field, Query, Router, Schema

from vakwerk.catalogue.models import (
    Domain,
    EducationForm,
    Finality,
    ProgrammeComponent,
    ProgrammeGroup,
    ProgrammeKind,
    ProgrammeOccupation,
)
from vakwerk.core import clock
from vakwerk.offer import queries, snapshot
from vakwerk.offer.models import OfferedProgramme
from vakwerk.people.models import NumberScheme, Organisation, OrganisationKind, OrganisationNumber, Site

router = Router(tags=["offer"])
CATALOGUE_SOURCE = _(
    "Departement Onderwijs en Vorming, API Structuuronderdelen en Onderwijsaanbod SO (public copy, retyped)"
)
REGISTER_SOURCE = "Departement Onderwijs en Vorming, API Instellingsgegevens"
FICTITIOUS_SOURCE = _("Vakwerk demo world: fictitious schools on real municipalities")
LICENCE = _("licence of the source: to be confirmed")
HIGHEST_KEY = 2**31 - 1

Item = TypeVar("Item")
Key = Annotated[int, Field(ge=1, le=HIGHEST_KEY)]
SchoolYear = Annotated[int, Field(ge=2000, le=2100)]
Nis = Annotated[str, Field(pattern=r"^[0-9]{5}$")]
Number = Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{1,12}$")]
Words = Annotated[str, Field(max_length=80, pattern=r"^[^\x00-\x1f\x7f]*$")]


class Page(Schema, Generic[Item]):
    """One page. `total` counts all rows that pass the filters; ask the next with `offset`."""

    as_of: datetime.date
    source: str
    licence: str
    fictitious: bool
    total: int
    limit: int
    offset: int
    items: list[Item]


class Paging(Schema):
    limit: int = Field(100, ge=1, le=500, description="rows in one answer")
    offset: int = Field(0, ge=0, le=10_000_000, description="rows to skip")


class ProgrammeFilters(Paging):
    as_of: datetime.date | None = Field(None, description="components that are valid on this day; today by default")
    grade: Annotated[int, Field(ge=1, le=3)] | None = None
    finality: Finality | None = None
    kind: ProgrammeKind | None = None
    domain: Domain | None = None
    form: EducationForm | None = None
    dual: bool | None = None
    q: Words | None = Field(None, description="a part of the title")


class ComponentOut(Schema):
    code: str
    title: str
    domain: str
    form: str
    dual: bool
    first_year: int | None
    last_year: int | None
    addresses: int | None
    stem_class: str
    stem_provenance: str
    inferred: bool
    valid_from: datetime.date | None
    valid_to: datetime.date | None


class OccupationOut(Schema):
    name: str
    isco08: str
    direct: bool
    provenance: str


class ProgrammeOut(Schema):
    number: str
    slug: str
    title: str
    grade: int | None
    finality: str
    kind: str
    stream: str
    components: list[ComponentOut]
    occupations: list[OccupationOut]
    source: str
    seen_on: datetime.date


class SiteOut(Schema):
    id: int
    school: int
    school_name: str
    number: str
    name: str
    street: str
    house_number: str
    postcode: str
    locality: str
    municipality: str
    latitude: float | None
    longitude: float | None


class SchoolOut(Schema):
    id: int
    name: str
    network: str
    institution_number: str
    board: str
    sites: list[int]


class OfferOut(Schema):
    site: int
    programme: str
    component_code: str
    title: str
    domain: str
    dual: bool
    school_year: int
    year_of_study: int
    open_for_enrolment: bool
    source: str


class SiteFilters(Paging):
    municipality: Nis | None = Field(None, description="NIS code")
    school: Key | None = None


class SchoolFilters(Paging):
    municipality: Nis | None = Field(None, description="NIS code of one of its sites")
    q: Words | None = Field(None, description="a part of the name")


class OfferFilters(Paging):
    as_of: datetime.date | None = Field(None, description="the school year of this day, unless school_year is given")
    school_year: SchoolYear | None = Field(None, description="the year in which it starts")
    site: Key | None = None
    school: Key | None = None
    municipality: Nis | None = None
    programme: Number | None = Field(None, description="number of the programme, such as G-0193")
    dual: bool | None = None


Row = TypeVar("Row", bound=Model)


def _page(
    rows: QuerySet[Row], paging: Paging, out: Callable[[Row], dict[str, Any]], source: str, day: datetime.date | None
) -> dict[str, Any]:
    shown = rows[paging.offset : paging.offset + paging.limit]
    return {
        "as_of": day or clock.as_of(),
        "source": source,
        "licence": str(LICENCE),
        "fictitious": settings.FICTITIOUS_WORLD and source != str(CATALOGUE_SOURCE),
        "total": rows.count(),
        "limit": paging.limit,
        "offset": paging.offset,
        "items": [out(row) for row in shown],
    }


def register_source() -> str:
    return str(FICTITIOUS_SOURCE) if settings.FICTITIOUS_WORLD else REGISTER_SOURCE


def _given(**conditions: Any) -> Q:
    """The conditions whose value was asked for."""
    return Q(**{name: value for name, value in conditions.items() if value is not None})


def _valid(day: datetime.date) -> Q:
    started = Q(valid_from=None) | Q(valid_from__lte=day)
    return started & (Q(valid_to=None) | Q(valid_to__gte=day))


@router.get(
    "/programmes",
    url_name="open_programmes",
    response=Page[ProgrammeOut],
    summary="Programmes with their components and occupations",
)
def programmes(request: HttpRequest, filters: Query[ProgrammeFilters]) -> dict[str, Any]:
    components = ProgrammeComponent.objects.filter(
        _valid(filters.as_of or clock.as_of()),
        _given(domain=filters.domain, form=filters.form, dual=filters.dual),
    )
    links = ProgrammeOccupation.objects.select_related("occupation").order_by("-direct", "occupation__name")
    rows = (
        ProgrammeGroup.objects.filter(
            _given(grade=filters.grade, finality=filters.finality, kind=filters.kind, title__icontains=filters.q),
            pk__in=components.values("group"),
        )
        .order_by("number")
        .prefetch_related(
            Prefetch("components", components.order_by("dual", "domain", "pk")), Prefetch("occupation_links", links)
        )
    )
    return _page(rows, filters, programme_out, str(CATALOGUE_SOURCE), filters.as_of)


def programme_out(group: ProgrammeGroup) -> dict[str, Any]:
    fields = ("number", "slug", "title", "grade", "finality", "kind", "stream", "source", "seen_on")
    return {
        **{name: getattr(group, name) for name in fields},
        "components": [{name: getattr(c, name) for name in ComponentOut.model_fields} for c in group.components.all()],
        "occupations": [
            {
                "name": link.occupation.name,
                "isco08": link.occupation.isco08,
                "direct": link.direct,
                "provenance": link.provenance,
            }
            for link in group.occupation_links.all()
        ],
    }


def _secondary_sites() -> QuerySet[Site]:
    return Site.objects.filter(organisation__kind=OrganisationKind.SECONDARY_SCHOOL)


@router.get(
    "/sites", url_name="open_sites", response=Page[SiteOut], summary="Sites of secondary schools (vestigingsplaatsen)"
)
def sites(request: HttpRequest, filters: Query[SiteFilters]) -> dict[str, Any]:
    asked = _given(municipality=filters.municipality, organisation=filters.school)
    rows = _secondary_sites().filter(asked).select_related("organisation").order_by("pk")
    return _page(rows, filters, site_out, register_source(), None)


def site_out(site: Site) -> dict[str, Any]:
    fields = (
        "number",
        "name",
        "street",
        "house_number",
        "postcode",
        "locality",
        "municipality",
        "latitude",
        "longitude",
    )
    return {
        "id": site.pk,
        "school": site.organisation_id,
        "school_name": site.organisation.name,
        **{name: getattr(site, name) for name in fields},
    }


@router.get("/schools", url_name="open_schools", response=Page[SchoolOut], summary="Secondary schools and their sites")
def schools(request: HttpRequest, filters: Query[SchoolFilters]) -> dict[str, Any]:
    rows = Organisation.objects.filter(
        _given(name__icontains=filters.q), kind=OrganisationKind.SECONDARY_SCHOOL, valid_to=None
    )
    if filters.municipality:
        rows = rows.filter(pk__in=_secondary_sites().filter(municipality=filters.municipality).values("organisation"))
    numbers = OrganisationNumber.objects.filter(scheme=NumberScheme.INSTITUTION)
    rows = rows.select_related("board").prefetch_related("sites", Prefetch("numbers", numbers)).order_by("pk")
    return _page(rows, filters, school_out, register_source(), None)


def school_out(school: Organisation) -> dict[str, Any]:
    return {
        "id": school.pk,
        "name": school.name,
        "network": school.network,
        "institution_number": next((number.value for number in school.numbers.all()), ""),
        "board": school.board.name if school.board else "",
        "sites": sorted(site.pk for site in school.sites.all()),
    }


@router.get(
    "/offer",
    url_name="open_offer",
    response=Page[OfferOut],
    summary="Which site teaches which component, per school year",
)
def offer(request: HttpRequest, filters: Query[OfferFilters]) -> dict[str, Any]:
    wanted = filters.school_year or (clock.school_year(filters.as_of) if filters.as_of else None)
    year = wanted or queries.offered_school_year(None, snapshot.current())
    rows = OfferedProgramme.objects.filter(
        _given(
            site=filters.site,
            site__organisation=filters.school,
            site__municipality=filters.municipality,
            component__group__number=filters.programme,
            component__dual=filters.dual,
        ),
        school_year=year,
    )
    rows = rows.select_related("component__group").order_by("pk")
    return _page(rows, filters, offer_out, register_source(), filters.as_of)


def offer_out(row: OfferedProgramme) -> dict[str, Any]:
    return {
        "site": row.site_id,
        "programme": row.component.group.number,
        "component_code": row.component.code,
        "title": row.component.title,
        "domain": row.component.domain,
        "dual": row.component.dual,
        "school_year": row.school_year,
        "year_of_study": row.year_of_study,
        "open_for_enrolment": row.open_for_enrolment,
        "source": row.source,
    }
