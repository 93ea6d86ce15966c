"""Reads of the catalogue. Everything here is public, so no function asks for a viewer.

`as_of` is the day a question is asked for; without it, the reference date of the page (`core.clock.as_of`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from vakwerk.catalogue.models import (
    Occupation,
    ProgrammeComponent,
    ProgrammeGroup,
    ProgrammeKind,
    ProgrammeOccupation,
    ProgressionRule,
    ShortageList,
    ShortageOccupation,
)
from vakwerk.catalogue.progression import SITUATIONS, Afterwards, Situation, outcomes_for, situation_of
from vakwerk.core import clock


def in_force(day: date) -> Q:
    """Rows whose period contains `day`. A cancelled row (it ends before it begins) never is."""
    started = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
    not_ended = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    return started & not_ended


def components(as_of: date | None = None) -> QuerySet[ProgrammeComponent]:
    """The components in force on a day, with their group."""
    return ProgrammeComponent.objects.filter(in_force(as_of or clock.as_of())).select_related("group")


def programmes(as_of: date | None = None) -> QuerySet[ProgrammeGroup]:
    """Every programme with its components in force; also those of which no component was ever seen."""
    parts = Prefetch("components", queryset=components(as_of).order_by("dual", "domain", "pk"))
    return ProgrammeGroup.objects.prefetch_related(parts)


def programme(number: str, as_of: date | None = None) -> ProgrammeGroup | None:
    return programmes(as_of).filter(number=number).first()


def dual_variants(group: ProgrammeGroup, as_of: date | None = None) -> list[ProgrammeComponent]:
    """The dual components of a programme; `inferred` ones were derived and not seen in the source."""
    return list(components(as_of).filter(group=group, dual=True).order_by("domain", "pk"))


# Occupations and shortage lists


def shortage_list(as_of: date | None = None) -> ShortageList | None:
    """The list in force: the latest one published on or before the day, None before the first."""
    day = as_of or clock.as_of()
    published = Q(published_on__lte=day) | Q(published_on__isnull=True, year__lte=day.year)
    return ShortageList.objects.filter(published).order_by("-year").first()


def shortage_list_of(year: int) -> ShortageList | None:
    return ShortageList.objects.filter(year=year).first()


def listed(shortages: ShortageList) -> QuerySet[ShortageOccupation]:
    """The rows of one list, by cluster and name."""
    return shortages.occupations.select_related("occupation").order_by("cluster", "label")


def shortage_occupations_for(group: ProgrammeGroup, as_of: date | None = None) -> list[ShortageOccupation]:
    """Shortage occupations that a programme is linked to, on the list in force; direct ones first."""
    current = shortage_list(as_of)
    if current is None:
        return []
    links = ProgrammeOccupation.objects.filter(group=group, occupation=OuterRef("occupation"), direct=True)
    rows = current.occupations.filter(occupation__programme_links__group=group)
    return list(
        rows.select_related("occupation", "list").annotate(is_direct=Exists(links)).order_by("-is_direct", "label")
    )


def shortage_programmes(as_of: date | None = None) -> set[int]:
    """Keys of the programmes that lead to a shortage occupation without higher education, on the list in force."""
    current = shortage_list(as_of)
    if current is None:
        return set()
    links = ProgrammeOccupation.objects.filter(direct=True, occupation__shortages__list=current)
    return set(links.values_list("group_id", flat=True))


def occupations(as_of: date | None = None) -> QuerySet[Occupation]:
    """All occupations with `is_shortage` (on the list in force) and `programme_count`."""
    current = shortage_list(as_of)
    on_list = ShortageOccupation.objects.filter(list=current, occupation=OuterRef("pk"))
    linked = Count("programme_links", distinct=True)
    return Occupation.objects.annotate(is_shortage=Exists(on_list), programme_count=linked).order_by("name")


def occupations_named(slugs: Iterable[str], as_of: date | None = None) -> list[Occupation]:
    """Occupations in the order of `slugs` (the order of a search); unknown ones are left out."""
    order = {slug: place for place, slug in enumerate(slugs)}
    return sorted(occupations(as_of).filter(slug__in=order), key=lambda occupation: order[occupation.slug])


def sectors() -> list[str]:
    return list(Occupation.objects.exclude(sector="").values_list("sector", flat=True).distinct().order_by("sector"))


@dataclass(frozen=True)
class LinkedProgramme:
    """A programme on the page of an occupation."""

    link: ProgrammeOccupation
    group: ProgrammeGroup
    has_dual: bool
    addresses: int

    @property
    def level(self) -> str:
        """Where it stands: the grade, or the kind of year or education when the grade would mislead."""
        kind = ProgrammeKind(self.group.kind)
        plain = {ProgrammeKind.STANDARD, ProgrammeKind.DUAL_ONLY, ProgrammeKind.BASIC_OPTION}
        return str(self.group.get_grade_display() if kind in plain else kind.label)


@dataclass(frozen=True)
class OccupationFile:
    """Everything the page of an occupation shows."""

    occupation: Occupation
    direct: list[LinkedProgramme]
    after_more_study: list[LinkedProgramme]
    shortages: list[ShortageOccupation]
    current_list: ShortageList | None

    @property
    def is_shortage(self) -> bool:
        return self.current_list is not None and any(s.list_id == self.current_list.pk for s in self.shortages)


def occupation_file(slug: str, as_of: date | None = None) -> OccupationFile | None:
    """An occupation with its programmes (direct ones apart) and the years it stood on a list; None when unknown."""
    occupation = Occupation.objects.filter(slug=slug).first()
    if occupation is None:
        return None
    day = as_of or clock.as_of()
    linked = _linked(occupation, day)
    shortages = occupation.shortages.select_related("list").order_by("-list__year")
    return OccupationFile(
        occupation=occupation,
        direct=[item for item in linked if item.link.direct],
        after_more_study=[item for item in linked if not item.link.direct],
        shortages=[s for s in shortages if (s.list.published_on or date(s.list.year, 1, 1)) <= day],
        current_list=shortage_list(day),
    )


def _linked(occupation: Occupation, day: date) -> list[LinkedProgramme]:
    """The programmes of an occupation, lower grades first; 7th years and special education last."""
    parts = Prefetch("group__components", queryset=components(day))
    links = occupation.programme_links.select_related("group").prefetch_related(parts)
    return sorted((_linked_programme(link) for link in links), key=_by_level)


_LATE_KINDS = [
    ProgrammeKind.SEVENTH_AFTER_OK3,
    ProgrammeKind.SEVENTH_AFTER_OK4,
    ProgrammeKind.SEVENTH_PREPARING_HE,
    ProgrammeKind.DUAL_PREPARATORY,
    ProgrammeKind.OTHER,
    ProgrammeKind.OV3,
]


def _by_level(item: LinkedProgramme) -> tuple[int, int, str]:
    kind = ProgrammeKind(item.group.kind)
    late = _LATE_KINDS.index(kind) + 1 if kind in _LATE_KINDS else 0
    return late, item.group.grade or 0, item.group.title


def _linked_programme(link: ProgrammeOccupation) -> LinkedProgramme:
    parts = list(link.group.components.all())
    return LinkedProgramme(
        link=link,
        group=link.group,
        has_dual=any(part.dual for part in parts),
        addresses=sum(part.addresses or 0 for part in parts),
    )


# What may follow


def progression_rules(as_of: date | None = None) -> QuerySet[ProgressionRule]:
    return ProgressionRule.objects.filter(in_force(as_of or clock.as_of()))


def what_may_follow(group: ProgrammeGroup, attest: str = "A", as_of: date | None = None) -> Afterwards:
    """What may follow at the end of a programme: ordered, each with sentence, status and source.

    `attest` is "A" (passed, or a study proof), "B" or "C". Without rules for this kind of programme (special
    education) the answer is empty and the page says: ask the school or the CLB.
    """
    return follows(situation_of(group), attest, as_of)


def what_may_follow_from(key: str, attest: str = "A", as_of: date | None = None) -> Afterwards | None:
    """The same for a situation of `SITUATIONS`, such as "6-a"; None for an unknown one."""
    situation = SITUATIONS.get(key)
    return follows(situation, attest, as_of) if situation else None


def follows(situation: Situation, attest: str, as_of: date | None = None) -> Afterwards:
    day = as_of or clock.as_of()
    chosen = attest if attest in situation.attests else "A"
    outcomes = outcomes_for(progression_rules(day), situation, chosen)
    return Afterwards(situation, chosen if situation.attests else "", day, tuple(outcomes))
