"""Small catalogues and schools for tests, in as few words as possible."""

from __future__ import annotations

from datetime import date
from typing import Any

from vakwerk.catalogue.models import (
    AdministrativeGroup,
    Occupation,
    ProgrammeComponent,
    ProgrammeGroup,
    ProgrammeOccupation,
    Provenance,
    ShortageList,
    ShortageOccupation,
)
from vakwerk.offer.models import OfferedProgramme
from vakwerk.people.models import Organisation, OrganisationKind, Site

SEEN = date(2026, 10, 9)
GHENT, OSTEND, HASSELT = (51.0536, 3.7253), (51.2258, 2.9194), (50.9307, 5.3325)


def programme(title: str, **details: Any) -> ProgrammeGroup:
    """A programme with one component (not dual), unless `components=[...]` lists other keyword sets."""
    components = details.pop("components", [{}])
    slug = details.pop("slug", title.lower().replace(" ", "-"))
    number = details.pop("number", f"G-{ProgrammeGroup.objects.count() + 1:04d}")
    given = {"grade": 3, "finality": "A", "kind": "standard", **details}
    group = ProgrammeGroup.objects.create(number=number, slug=slug, title=title, source="test", seen_on=SEEN, **given)
    for extra in components:
        component(group, **extra)
    return group


def component(group: ProgrammeGroup, **details: Any) -> ProgrammeComponent:
    given = {"title": group.title, "domain": "stem", "form": "BSO", "source": "test", "seen_on": SEEN, **details}
    given.setdefault("code", str(1000 + ProgrammeComponent.objects.count()))
    return ProgrammeComponent.objects.create(group=group, **given)


def site(name: str = "School", point: tuple[float, float] | None = GHENT, **details: Any) -> Site:
    school = details.pop("school", None) or Organisation.objects.create(
        kind=OrganisationKind.SECONDARY_SCHOOL, name=name, fictitious=details.pop("fictitious", True)
    )
    lat, lon = point or (None, None)
    given = {"postcode": "9000", "locality": "Gent", "municipality": "44021", **details}
    given.setdefault("number", str(Site.objects.filter(organisation=school).count() + 1))
    return Site.objects.create(organisation=school, latitude=lat, longitude=lon, **given)


def offer(group: ProgrammeGroup, at: Site, year: int = 2026, study_year: int = 5, *, dual: bool = False) -> None:
    part = group.components.filter(dual=dual).first()
    assert part is not None, "this programme has no such component"
    OfferedProgramme.objects.create(site=at, component=part, school_year=year, year_of_study=study_year, source="test")


def administrative_group(part: ProgrammeComponent, code: str, study_year: int) -> AdministrativeGroup:
    return AdministrativeGroup.objects.create(component=part, code=code, year_of_study=study_year)


def job(group: ProgrammeGroup, name: str, *, shortage: int | None = None, direct: bool = True) -> Occupation:
    slug = name.lower().replace(" ", "-")
    occupation, _ = Occupation.objects.get_or_create(slug=slug, defaults={"name": name})
    ProgrammeOccupation.objects.create(
        group=group, occupation=occupation, direct=direct, provenance=Provenance.REASONED
    )
    if shortage:
        listed, _ = ShortageList.objects.get_or_create(year=shortage, defaults={"source": "test"})
        ShortageOccupation.objects.create(list=listed, occupation=occupation, label=name, cluster="test")
    return occupation
