"""Writes to the catalogue: what an official register says, and next year's shortage list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.text import slugify

from vakwerk.catalogue.differences import COMPONENT_FIELDS, Change, ComponentFinder, Difference, compare, key_of
from vakwerk.catalogue.importers import ComponentKey, Register, RegisterComponent, RegisterGroup
from vakwerk.catalogue.models import (
    AdministrativeGroup,
    Occupation,
    ProgrammeComponent,
    ProgrammeGroup,
    ShortageList,
    ShortageOccupation,
)
from vakwerk.catalogue.signals import catalogue_changed
from vakwerk.core import audit, search
from vakwerk.core.viewer import Role, Viewer

SOURCE = "Departement Onderwijs en Vorming, API Structuuronderdelen en Onderwijsaanbod SO"
# An import that would end more than this share of the components is more likely a half register than the truth.
MOST_ENDED = 0.25
REGISTER_FIELDS = (*COMPONENT_FIELDS, "dual")


class TooMuchWouldEnd(Exception):
    """The register lacks so many of our components that it is probably incomplete."""


def may_change_catalogue(viewer: Viewer | None) -> None:
    """`None` is the system itself (a command or a job). Raises PermissionDenied for everybody but administrators."""
    if viewer is not None and not viewer.has_role(Role.ADMINISTRATOR):
        raise PermissionDenied


@transaction.atomic
def apply_register(*, viewer: Viewer | None, register: Register, seen_on: date, force: bool = False) -> Difference:
    """Make the catalogue say what the register says, all or nothing; gives the difference that was applied.

    Applying the same register again changes nothing. Raises TooMuchWouldEnd unless `force`.
    """
    may_change_catalogue(viewer)
    difference = compare(register, seen_on)
    _check_endings(difference, force)
    if difference.is_empty:
        return difference
    _save_groups(difference, seen_on)
    _save_components(difference, seen_on)
    _save_administrative(difference, register, seen_on)
    catalogue_changed.send(sender=None)
    audit.record(viewer, "catalogue.import_register", reason=_summary(difference))
    return difference


def _check_endings(difference: Difference, force: bool) -> None:
    ending, total = len(difference.components.ended), ProgrammeComponent.objects.count()
    if not force and ending > MOST_ENDED * total:
        raise TooMuchWouldEnd(f"{ending} of {total} components would end. Is the register complete?")


def _summary(difference: Difference) -> str:
    parts: dict[str, Change[Any, Any]] = {
        "groups": difference.groups,
        "components": difference.components,
        "years": difference.administrative,
    }
    return ", ".join(f"{name} +{len(c.added)} ~{len(c.changed)} -{len(c.ended)}" for name, c in parts.items())


def _save_groups(difference: Difference, seen_on: date) -> None:
    taken = set(ProgrammeGroup.objects.values_list("slug", flat=True))
    for said in difference.groups.added.values():
        ProgrammeGroup.objects.create(
            **_group_values(said), slug=_new_slug(said, taken), source=SOURCE, seen_on=seen_on
        )
    for said, pk, changes in difference.groups.changed.values():
        values = {name: getattr(said, name) for name in changes}
        ProgrammeGroup.objects.filter(pk=pk).update(**values, source=SOURCE, seen_on=seen_on)


def _group_values(said: RegisterGroup) -> dict[str, Any]:
    return {name: getattr(said, name) for name in RegisterGroup.__slots__}


def _new_slug(said: RegisterGroup, taken: set[str]) -> str:
    """A free slug; an existing one never changes, because people share the address."""
    short = slugify(said.title)[:100]
    slug = short if short and short not in taken else f"{short}-{said.number.lower()}".strip("-")
    taken.add(slug)
    return slug


def _save_components(difference: Difference, seen_on: date) -> None:
    groups = dict(ProgrammeGroup.objects.values_list("number", "pk"))
    added = [_new_component(said, groups, seen_on) for said in difference.components.added.values()]
    ProgrammeComponent.objects.bulk_create(added, batch_size=200)
    for said, pk, changes in difference.components.changed.values():
        values = {name: getattr(said, name) for name in changes} | {"inferred": False, "note": ""}
        ProgrammeComponent.objects.filter(pk=pk).update(**values, source=SOURCE, seen_on=seen_on)
    gone = ProgrammeComponent.objects.filter(pk__in=difference.components.ended.values())
    gone.update(valid_to=seen_on, source=SOURCE, seen_on=seen_on)


def _new_component(said: RegisterComponent, groups: Mapping[str, int], seen_on: date) -> ProgrammeComponent:
    return ProgrammeComponent(
        group_id=groups[said.group],
        **{name: getattr(said, name) for name in REGISTER_FIELDS},
        source=SOURCE,
        seen_on=seen_on,
    )


def _save_administrative(difference: Difference, register: Register, seen_on: date) -> None:
    """After the components, so that a year of a new component finds it."""
    change = difference.administrative
    if change.is_empty:
        return
    finder, rows = ComponentFinder(register), _rows_by_key()
    for said in [*change.added.values(), *(said for said, _, _ in change.changed.values())]:
        key = finder.key_for(said)
        if key is not None:
            values = {name: getattr(said, name) for name in ("year_of_study", "valid_from", "valid_to")}
            values["component_id"] = rows[key]
            AdministrativeGroup.objects.update_or_create(code=said.code, defaults=values)
    AdministrativeGroup.objects.filter(pk__in=change.ended.values()).update(valid_to=seen_on)


def _rows_by_key() -> dict[ComponentKey, int]:
    return {key_of(row): row.pk for row in ProgrammeComponent.objects.select_related("group")}


@dataclass(frozen=True)
class ListedOccupation:
    """A row of a shortage list, as printed."""

    label: str
    cluster: str
    medium_skilled: bool = False


@dataclass(frozen=True)
class PublishedList:
    """What publishing a list did."""

    listed: int
    dropped: int
    new_names: list[str]


@transaction.atomic
def publish_shortage_list(
    *, viewer: Viewer | None, year: int, published_on: date, rows: Sequence[ListedOccupation]
) -> PublishedList:
    """Make `rows` the list of a year. A name that was on an earlier list is the same occupation; others are added."""
    may_change_catalogue(viewer)
    this_list, _ = ShortageList.objects.update_or_create(
        year=year, defaults={"published_on": published_on, "source": f"VDAB, Knelpuntberoepen {year}"}
    )
    known = _occupations_by_printed_name()
    new_names = [row.label for row in rows if row.label.casefold() not in known]
    for row in rows:
        occupation = known.get(row.label.casefold()) or _new_occupation(row)
        known[row.label.casefold()] = occupation
        values = {"label": row.label, "cluster": row.cluster, "medium_skilled": row.medium_skilled}
        ShortageOccupation.objects.update_or_create(list=this_list, occupation=occupation, defaults=values)
    kept = [known[row.label.casefold()].pk for row in rows]
    dropped = this_list.occupations.exclude(occupation__in=kept).delete()[0]
    catalogue_changed.send(sender=None)
    audit.record(viewer, "catalogue.publish_shortage_list", reason=f"{year}: {len(rows)} occupations")
    return PublishedList(listed=len(rows), dropped=dropped, new_names=new_names)


def _occupations_by_printed_name() -> dict[str, Occupation]:
    """Name on any earlier list, or our own name -> occupation."""
    known = {occupation.name.casefold(): occupation for occupation in Occupation.objects.all()}
    for row in ShortageOccupation.objects.select_related("occupation").order_by("list__year"):
        known[row.label.casefold()] = row.occupation
    return known


def _new_occupation(row: ListedOccupation) -> Occupation:
    slug = slugify(row.label)[:110] or "beroep"
    if Occupation.objects.filter(slug=slug).exists():
        slug = f"{slug}-{Occupation.objects.count() + 1}"
    occupation = Occupation.objects.create(slug=slug, name=row.label[:160], sector=row.cluster[:120])
    search.index("occupation", slug, occupation.name, occupation.sector)
    return occupation
