"""What the official registers would change in the catalogue, shown before anything is applied. Reads only."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar

from vakwerk.catalogue.importers import (
    ComponentKey,
    Register,
    RegisterAdministrativeGroup,
    RegisterComponent,
    RegisterGroup,
)
from vakwerk.catalogue.models import AdministrativeGroup, ProgrammeComponent, ProgrammeGroup

Key = TypeVar("Key", bound=Hashable)
Said = TypeVar("Said")
Changes = dict[str, tuple[Any, Any]]
EXAMPLES = 5
GROUP_FIELDS = ("title", "grade", "finality", "kind", "stream")
COMPONENT_FIELDS = (
    "title", "domain", "form", "code", "official_number", "first_year", "last_year", "preparatory", "niche",
    "discipline", "coefficient", "valid_from", "valid_to", "stem_class", "stem_provenance",
)  # fmt: skip
ADMINISTRATIVE_FIELDS = ("component_id", "year_of_study", "valid_from", "valid_to")


@dataclass
class Change(Generic[Key, Said]):
    """Rows of one register: added, changed (field -> was, becomes), ended (gone from the register), unchanged."""

    added: dict[Key, Said] = field(default_factory=dict)
    changed: dict[Key, tuple[Said, int, Changes]] = field(default_factory=dict)
    ended: dict[Key, int] = field(default_factory=dict)
    unchanged: int = 0

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.changed or self.ended)

    def line(self, name: str) -> str:
        counts = f"{len(self.added)} added, {len(self.changed)} changed, {len(self.ended)} ended"
        return f"{name}: {counts}, {self.unchanged} unchanged"

    def details(self) -> list[str]:
        """Some examples of each, as lines."""
        lines = [f"  + {shown(key)}" for key in list(self.added)[:EXAMPLES]]
        for key, (_, _, changes) in list(self.changed.items())[:EXAMPLES]:
            lines.append(f"  ~ {shown(key)}: " + "; ".join(f"{f} {a!s} -> {b!s}" for f, (a, b) in changes.items()))
        return lines + [f"  - {shown(key)}" for key in list(self.ended)[:EXAMPLES]]


@dataclass
class Difference:
    """Everything an import would do. Administrative groups are compared only when the register carried them."""

    groups: Change[str, RegisterGroup]
    components: Change[ComponentKey, RegisterComponent]
    administrative: Change[str, RegisterAdministrativeGroup]
    left_out: Counter[str]

    @property
    def is_empty(self) -> bool:
        return self.groups.is_empty and self.components.is_empty and self.administrative.is_empty

    def lines(self) -> list[str]:
        lines: list[str] = []
        for name in ("groups", "components", "administrative"):
            change = getattr(self, name)
            lines += [change.line(name), *change.details()]
        return lines + [f"left out: {count} x {reason}" for reason, count in sorted(self.left_out.items())]


def shown(key: Any) -> str:
    return "/".join(str(part) for part in key if part not in ("", False)) if isinstance(key, tuple) else str(key)


def changes_of(row: Any, said: Any, fields: tuple[str, ...]) -> Changes:
    """Fields in which a row and a record differ. What the register leaves empty does not empty ours."""
    return {
        name: (getattr(row, name), getattr(said, name))
        for name in fields
        if getattr(said, name) not in ("", None) and getattr(row, name) != getattr(said, name)
    }


def compare(register: Register, today: date) -> Difference:
    """The difference between a register and our tables. `today` decides what has already ended."""
    left_out = Counter(register.left_out)
    return Difference(
        groups=_compare_groups(register),
        components=_compare_components(register, today, left_out),
        administrative=_compare_administrative(register, left_out),
        left_out=left_out,
    )


def _compare_groups(register: Register) -> Change[str, RegisterGroup]:
    """A group that the register no longer has is kept: its components end."""
    change: Change[str, RegisterGroup] = Change()
    ours = {group.number: group for group in ProgrammeGroup.objects.all()}
    for number, said in register.groups.items():
        _sort(change, number, said, ours.get(number), GROUP_FIELDS)
    return change


def _sort(change: Change[Key, Said], key: Key, said: Said, row: Any, fields: tuple[str, ...]) -> None:
    if row is None:
        change.added[key] = said
    elif differs := changes_of(row, said, fields):
        change.changed[key] = (said, row.pk, differs)
    else:
        change.unchanged += 1


def _compare_components(
    register: Register, today: date, left_out: Counter[str]
) -> Change[ComponentKey, RegisterComponent]:
    change: Change[ComponentKey, RegisterComponent] = Change()
    if not register.components:
        return change
    rows = list(ProgrammeComponent.objects.select_related("group"))
    matched = match(register.components, rows)
    for key, said in register.components.items():
        if said.cancelled and key not in matched:
            left_out["component that ended before it began"] += 1
        else:
            _sort(change, key, said, matched.get(key), COMPONENT_FIELDS)
    found = {row.pk for row in matched.values()}
    for row in rows:
        if row.pk not in found and (row.valid_to is None or row.valid_to > today):
            change.ended[key_of(row)] = row.pk
    return change


def key_of(row: ProgrammeComponent) -> ComponentKey:
    return row.group.number, row.domain, row.dual, row.code


def match(
    said: Mapping[ComponentKey, RegisterComponent], rows: list[ProgrammeComponent]
) -> dict[ComponentKey, ProgrammeComponent]:
    """Which row a record is about: the same official number, else the same key, else our row that lacked the code."""
    by_number = {row.official_number: row for row in rows if row.official_number}
    by_key = {key_of(row): row for row in rows}
    without_code: dict[tuple[str, bool], list[ProgrammeComponent]] = defaultdict(list)
    for row in rows:
        if not row.code:
            without_code[row.group.number, row.dual].append(row)
    found: dict[ComponentKey, ProgrammeComponent] = {}
    taken: set[int] = set()
    for key, record in said.items():
        candidates = [by_number.get(record.official_number), by_key.get(key)]
        candidates += [r for r in without_code[record.group, record.dual] if r.domain in {"", record.domain}]
        free = [row for row in candidates if row is not None and row.pk not in taken]
        if free:
            found[key] = free[0]
            taken.add(free[0].pk)
    return found


def _compare_administrative(register: Register, left_out: Counter[str]) -> Change[str, RegisterAdministrativeGroup]:
    change: Change[str, RegisterAdministrativeGroup] = Change()
    if not register.administrative:
        return change
    ours = {row.code: row for row in AdministrativeGroup.objects.all()}
    places = ComponentFinder(register)
    for code, said in register.administrative.items():
        key = places.key_for(said)
        if key is None:
            left_out["administrative group of an unknown component"] += 1
            continue
        row = ours.get(code)
        differs = _administrative_changes(row, said, places.row_for(key)) if row else {}
        if row is None:
            change.added[code] = said
        elif differs:
            change.changed[code] = (said, row.pk, differs)
        else:
            change.unchanged += 1
    change.ended = {
        code: row.pk for code, row in ours.items() if code not in register.administrative and not row.valid_to
    }
    return change


def _administrative_changes(
    row: AdministrativeGroup, said: RegisterAdministrativeGroup, component: int | None
) -> Changes:
    differs = changes_of(row, said, ADMINISTRATIVE_FIELDS[1:])
    if component != row.component_id:
        differs["component_id"] = (row.component_id, component)
    return differs


class ComponentFinder:
    """The component of an administrative group: by its number, else by programme code, grade and dual.

    One code can stand in two grades, so a code alone never decides.
    """

    def __init__(self, register: Register) -> None:
        rows = list(ProgrammeComponent.objects.select_related("group"))
        self.rows = {key_of(row): row.pk for row in rows}
        grades = {number: group.grade for number, group in register.groups.items()}
        self.by_number: dict[str, ComponentKey] = {}
        self.by_code: dict[tuple[str, int | None, bool], set[ComponentKey]] = defaultdict(set)
        for row in rows:
            self._know(key_of(row), row.official_number, row.group.grade)
        for key, said in register.components.items():
            self._know(key, said.official_number, grades.get(said.group))

    def _know(self, key: ComponentKey, number: str, grade: int | None) -> None:
        if number:
            self.by_number[number] = key
        if key[3]:
            self.by_code[key[3], grade, key[2]].add(key)

    def key_for(self, said: RegisterAdministrativeGroup) -> ComponentKey | None:
        if found := self.by_number.get(said.component_number):
            return found
        candidates = self.by_code.get((said.programme_code, said.grade, said.dual), set())
        return next(iter(candidates)) if len(candidates) == 1 else None

    def row_for(self, key: ComponentKey) -> int | None:
        """Our row, None when it still has to be added."""
        return self.rows.get(key)
