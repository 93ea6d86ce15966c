"""From leertijd and DBSO to dual: which old programme became which dual one, with what is still open.

No official list was found. A link is made only where the titles are equal after taking off what dual titles end in,
and then it is marked "to be confirmed"; the rest stays open until an administrator fills it in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction

from vakwerk.catalogue import queries as catalogue
from vakwerk.catalogue.models import ProgrammeGroup, ProgrammeKind
from vakwerk.core import audit
from vakwerk.core.viewer import Role, Viewer
from vakwerk.programming.models import Certainty, OldProgramme

KEEPERS = (Role.ADMINISTRATOR,)
# What the catalogue adds to the name of a dual programme, and what old lists add to theirs.
_ENDINGS = re.compile(r"(?:\s*\((?:duaal|modulair|leertijd|dbso|m/v)\)|\s+(?:duaal|modulair))\s*$", re.IGNORECASE)


def bare(title: str) -> str:
    """A title without its endings, in small letters with single spaces: "Kapper duaal" and "kapper" are the same."""
    found = " ".join(title.split())
    while (shorter := _ENDINGS.sub("", found)) != found:
        found = shorter
    return found.casefold()


@dataclass(frozen=True)
class Old:
    """One old programme as a file tells it; `number` of the new programme when the file knows it."""

    track: str
    title: str
    number: str
    source: str


def dual_groups() -> dict[str, ProgrammeGroup]:
    """Programmes with a dual component, by bare title; a title that means two programmes means none. No preparation."""
    found: dict[str, set[ProgrammeGroup]] = {}
    duals = catalogue.components().filter(dual=True, preparatory=False)
    for component in duals.exclude(group__kind=ProgrammeKind.DUAL_PREPARATORY):
        for title in (component.title, component.group.title):
            found.setdefault(bare(title), set()).add(component.group)
    return {title: next(iter(groups)) for title, groups in found.items() if len(groups) == 1}


@transaction.atomic
def load(*, viewer: Viewer, rows: Iterable[Old], fictitious: bool = False) -> tuple[int, int, int]:
    """Enters old programmes: (new, changed, unchanged). A number confirms a link, an equal title makes it provisional.

    Raises `PermissionDenied` for who does not keep this list.
    """
    if not viewer.has_role(*KEEPERS):
        raise PermissionDenied
    tally = enter(rows, fictitious=fictitious)
    subject = ("people.organisation", viewer.organisation_id or 0)
    audit.record(viewer, "programming.load_old", subject=subject, reason=f"{tally[0]} + {tally[1]}")
    return tally


def enter(rows: Iterable[Old], *, fictitious: bool) -> tuple[int, int, int]:
    """The rows themselves, in a few queries. What was confirmed before stays unless the file names a number."""
    duals, present = dual_groups(), {(old.track, old.title): old for old in OldProgramme.objects.all()}
    by_number = {group.number: group for group in ProgrammeGroup.objects.all()}
    new: list[OldProgramme] = []
    changed: list[OldProgramme] = []
    unchanged = 0
    for row in rows:
        group, certainty = _link(row, by_number, duals)
        old = present.get((row.track, row.title))
        if old is None:
            new.append(_made(row, group, certainty, fictitious))
        elif _differs(old, row, group, certainty):
            old.group, old.certainty, old.source = group, certainty, row.source
            changed.append(old)
        else:
            unchanged += 1
    OldProgramme.objects.bulk_create(new)
    OldProgramme.objects.bulk_update(changed, ["group", "certainty", "source"])
    return len(new), len(changed), unchanged


def _link(
    row: Old, by_number: dict[str, ProgrammeGroup], duals: dict[str, ProgrammeGroup]
) -> tuple[ProgrammeGroup | None, str]:
    if row.number:
        return by_number[row.number], Certainty.CONFIRMED
    same = duals.get(bare(row.title))
    return (same, Certainty.SAME_TITLE) if same else (None, Certainty.OPEN)


def _made(row: Old, group: ProgrammeGroup | None, certainty: str, fictitious: bool) -> OldProgramme:
    return OldProgramme(
        track=row.track, title=row.title, group=group, certainty=certainty, source=row.source, fictitious=fictitious
    )


def _differs(old: OldProgramme, row: Old, group: ProgrammeGroup | None, certainty: str) -> bool:
    if old.certainty == Certainty.CONFIRMED and certainty != Certainty.CONFIRMED:
        return False
    return (old.group_id, old.certainty, old.source) != (group.pk if group else None, certainty, row.source)
