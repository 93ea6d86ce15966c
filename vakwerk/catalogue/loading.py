"""Fill the catalogue from `data/`: idempotent, one transaction, and never over newer rows of an official import."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from django.db import models, transaction

from vakwerk.catalogue.models import ProgrammeComponent, ProgrammeGroup
from vakwerk.catalogue.tables import Table, read_table

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
COMPONENT_FIELDS = ["title", "form", "note", "inferred", "first_year", "last_year", "addresses", "source", "seen_on"]


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
        first_year=number(row["first_year"]),
        last_year=number(row["last_year"]),
        addresses=number(row["addresses"]),
        source=table.source,
        seen_on=table.seen_on,
    )


@transaction.atomic
def load_all() -> dict[str, int]:
    """Every table, in the order in which they lean on each other. Returns rows written by table."""
    return {
        "groups": load_groups(read_table("groups.csv")),
        "components": load_components(read_table("components.csv")),
    }
