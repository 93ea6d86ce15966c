"""Fill the catalogue from `data/`: idempotent, one transaction, and never over newer rows of an official import."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

import yaml
from django.db import models, transaction

from vakwerk.catalogue.models import (
    Occupation,
    ProgrammeComponent,
    ProgrammeGroup,
    ProgrammeOccupation,
    ProgressionRule,
    Provenance,
    ShortageList,
    ShortageOccupation,
)
from vakwerk.catalogue.search_index import index_catalogue
from vakwerk.catalogue.signals import catalogue_changed
from vakwerk.catalogue.tables import DATA, Table, read_table

Record = TypeVar("Record", bound=models.Model)


def number(text: str) -> int | None:
    return int(text) if text else None


def upsert(model: type[Record], key: list[str], records: Iterable[Record], only: list[str] | None = None) -> int:
    """Insert or update by `key`, keeping primary keys; returns how many rows were written.

    `only` names the fields that an existing row takes over; without it, all of them.
    """
    rows = list(records)
    fields = only or [f.name for f in model._meta.concrete_fields if not f.primary_key and f.name not in key]
    model._default_manager.bulk_create(
        rows, batch_size=400, update_conflicts=True, unique_fields=key, update_fields=fields
    )
    return len(rows)


def load_groups(table: Table) -> int:
    newer = set(ProgrammeGroup.objects.filter(seen_on__gt=table.seen_on).values_list("number", flat=True))
    return upsert(ProgrammeGroup, ["number"], (_group(row, table) for row in table.rows if row["number"] not in newer))


def _group(row: dict[str, str], table: Table) -> ProgrammeGroup:
    plain = {name: row[name] for name in ("number", "slug", "title", "finality", "kind", "stream", "related_domains")}
    return ProgrammeGroup(**plain, grade=number(row["grade"]), source=table.source, seen_on=table.seen_on)


COMPONENT_KEY = ["group", "domain", "dual", "code"]
COMPONENT_FIELDS = [
    "title",
    "form",
    "note",
    "inferred",
    "preparatory",
    "first_year",
    "last_year",
    "addresses",
    "source",
    "seen_on",
]


def load_components(table: Table) -> int:
    groups = dict(ProgrammeGroup.objects.values_list("number", "pk"))
    newer = set(
        ProgrammeComponent.objects.filter(seen_on__gt=table.seen_on).values_list("group_id", "domain", "dual", "code")
    )
    records = [_component(row, groups[row["group"]], table) for row in table.rows]
    fresh = [r for r in records if (r.group_id, r.domain, r.dual, r.code) not in newer]
    return upsert(ProgrammeComponent, COMPONENT_KEY, fresh, COMPONENT_FIELDS)


def _component(row: dict[str, str], group_id: int, table: Table) -> ProgrammeComponent:
    plain = {name: row[name] for name in ("title", "domain", "form", "code", "note")}
    return ProgrammeComponent(
        **plain,
        group_id=group_id,
        dual=row["dual"] == "1",
        inferred=row["inferred"] == "1",
        preparatory=row["title"].startswith("Aanloop "),
        first_year=number(row["first_year"]),
        last_year=number(row["last_year"]),
        addresses=number(row["addresses"]),
        source=table.source,
        seen_on=table.seen_on,
    )


def load_stem(table: Table) -> int:
    """STEM class of the components; an empty class means that nobody has decided it yet. An official one stays."""
    decided = {(row["group"], row["domain"]): (row["stem_class"], row["provenance"]) for row in table.rows}
    changed = []
    for component in ProgrammeComponent.objects.filter(seen_on__lte=table.seen_on).select_related("group"):
        said = decided.get((component.group.number, component.domain), ("", ""))
        if said != (component.stem_class, component.stem_provenance):
            component.stem_class, component.stem_provenance = said
            changed.append(component)
    ProgrammeComponent.objects.bulk_update(changed, ["stem_class", "stem_provenance"], batch_size=200)
    return len(table.rows)


OCCUPATION_FIELDS = ("slug", "name", "name_en", "words", "isco08", "sector")


def load_occupations(table: Table) -> int:
    return upsert(Occupation, ["slug"], (Occupation(**{k: row[k] for k in OCCUPATION_FIELDS}) for row in table.rows))


def printed_names() -> dict[str, str]:
    """Name on the VDAB list -> slug of our occupation."""
    return {row["vdab_label"]: row["slug"] for row in read_table("occupations.csv").rows if row["vdab_label"]}


def load_shortage_list(year: int, table: Table) -> int:
    """One year's list. Raises KeyError for a printed name that no occupation carries."""
    slugs, known = printed_names(), dict(Occupation.objects.values_list("slug", "pk"))
    defaults = {"source": table.source, "published_on": table.published_on}
    this_list, _ = ShortageList.objects.update_or_create(year=year, defaults=defaults)
    records = [
        ShortageOccupation(
            list=this_list,
            occupation_id=known[slugs[row["label"]]],
            label=row["label"],
            cluster=row["cluster"],
            medium_skilled=row["medium_skilled"] == "1",
        )
        for row in table.rows
    ]
    this_list.occupations.exclude(occupation_id__in=[r.occupation_id for r in records]).delete()
    return upsert(ShortageOccupation, ["list", "occupation"], records)


def load_links(table: Table) -> int:
    groups = dict(ProgrammeGroup.objects.values_list("number", "pk"))
    occupations = dict(Occupation.objects.values_list("slug", "pk"))
    records = [
        ProgrammeOccupation(
            group_id=groups[row["group"]],
            occupation_id=occupations[row["occupation"]],
            direct=row["direct"] == "1",
            provenance=row["provenance"],
            note=row["note"],
        )
        for row in table.rows
    ]
    _forget_old_links({(r.group_id, r.occupation_id) for r in records})
    return upsert(ProgrammeOccupation, ["group", "occupation"], records)


def _forget_old_links(kept: set[tuple[int, int]]) -> None:
    """Drop the links that the reviewed table no longer has; what an official source told stays."""
    ours = ProgrammeOccupation.objects.exclude(provenance=Provenance.OFFICIAL).values_list(
        "pk", "group_id", "occupation_id"
    )
    old = [pk for pk, group, occupation in ours if (group, occupation) not in kept]
    ProgrammeOccupation.objects.filter(pk__in=old).delete()


def load_progression(path: Path = DATA / "progression.yaml") -> int:
    """Replace the rules by those of the file; nothing refers to a rule."""
    said = yaml.safe_load(path.read_text(encoding="utf-8"))
    rules = [_rule(position, rule, said["sources"]) for position, rule in enumerate(said["rules"])]
    ProgressionRule.objects.all().delete()
    ProgressionRule.objects.bulk_create(rules)
    return len(rules)


def _rule(position: int, rule: dict[str, Any], sources: dict[str, str]) -> ProgressionRule:
    when = rule["when"]
    return ProgressionRule(
        key=rule["key"],
        position=position,
        from_kind=when.get("kind", ""),
        from_grade=when.get("grade"),
        from_finality=when.get("finality", ""),
        from_form=when.get("form", ""),
        from_stream=when.get("stream", ""),
        from_year=when.get("year"),
        attest=when.get("attest", ""),
        destination=rule["to"],
        outcome=rule["outcome"],
        sentence_nl=rule["nl"],
        sentence_en=rule["en"],
        confirmed=rule.get("confirmed", False),
        source=sources[rule["source"]],
        valid_from=rule.get("valid_from"),
        valid_to=rule.get("valid_to"),
    )


@transaction.atomic
def load_all(*, index: bool = True) -> dict[str, int]:
    """Every table, in the order in which they lean on each other, and the search index. Returns rows by table."""
    written = {
        "groups": load_groups(read_table("groups.csv")),
        "components": load_components(read_table("components.csv")),
        "stem": load_stem(read_table("stem.csv")),
        "occupations": load_occupations(read_table("occupations.csv")),
        "shortage_2026": load_shortage_list(2026, read_table("shortage_2026.csv")),
        "links": load_links(read_table("programme_occupations.csv")),
        "progression": load_progression(),
    }
    if index:
        written |= {f"found as {kind}": count for kind, count in index_catalogue().items()}
    catalogue_changed.send(sender=None)
    return written
