"""Interest profiles of programmes, from `data/programme_profiles.csv`. All of them are provisional ("voorlopig")."""

from __future__ import annotations

import csv
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np

from vakwerk.engines.psychometrics.advice import ProgrammeProfiles, balanced_standard
from vakwerk.engines.psychometrics.fit import Standard
from vakwerk.engines.psychometrics.scales import RIASEC

FILE = Path(__file__).parent / "data" / "programme_profiles.csv"
STANDARD_KINDS = {"standard", "dual_only"}


@dataclass(frozen=True, slots=True)
class ProgrammeProfile:
    """One programme group. `mean` and `se` per type on O*NET's 1..7; `domains` all study domains it stands in.

    `special`: why interest alone does not put it on a menu (a status, a school's project), else empty.
    `provenance`: "occupations" (from linked jobs), "domain" (mean of its domain and finality) or "corrected" (by hand).
    """

    number: str
    title: str
    kind: str
    grade: int | None
    stream: str
    finality: str
    domains: tuple[str, ...]
    mean: tuple[float, ...]
    se: tuple[float, ...]
    addresses: int
    special: str
    provenance: str
    note: str

    @property
    def provisional(self) -> bool:
        return True


@cache
def all_profiles() -> Mapping[str, ProgrammeProfile]:
    """Every profile by the number of its programme group."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return {
            row["group"]: _profile(row) for row in csv.DictReader(line for line in lines if not line.startswith("#"))
        }


def profiles_for(numbers: Collection[str], *, special: bool = False) -> ProgrammeProfiles:
    """The engine's arrays for these programme groups (the choice this pupil has now); unknown numbers are left out.

    Programmes that something else than interest decides about (top sport status, a pedagogic or religious project)
    are left out too, unless `special`: matched on interest they would fill menus of pupils who cannot choose them.
    Among programmes that hardly differ, one that more addresses offer is shown somewhat sooner (square root).
    Standardised against the whole table, so a programme means the same in every list. Kept for the next pupil.
    """
    return _arrays(frozenset(n for n in numbers if n in all_profiles() and (special or not all_profiles()[n].special)))


@lru_cache(maxsize=16)
def _arrays(numbers: frozenset[str]) -> ProgrammeProfiles:
    rows = [all_profiles()[number] for number in sorted(numbers)]
    return ProgrammeProfiles(
        keys=tuple(row.number for row in rows),
        mean=np.array([row.mean for row in rows]).reshape(-1, 6),
        se=np.array([row.se for row in rows]).reshape(-1, 6),
        finalities=tuple(row.finality for row in rows),
        domains=tuple(row.domains[0] if row.domains else "" for row in rows),
        standard=standard(),
        lot_weights=np.sqrt([1.0 + row.addresses for row in rows]),
    )


@cache
def standard() -> Standard:
    """Middle and spread per type over all programmes of grades 2 and 3, every study domain weighing the same."""
    rows = [row for row in all_profiles().values() if row.kind in STANDARD_KINDS and row.domains]
    return balanced_standard(np.array([row.mean for row in rows]), [row.domains[0] for row in rows])


def _profile(row: Mapping[str, str]) -> ProgrammeProfile:
    return ProgrammeProfile(
        number=row["group"],
        title=row["title"],
        kind=row["kind"],
        grade=int(row["grade"]) if row["grade"] else None,
        stream=row["stream"],
        finality=row["finality"],
        domains=tuple(filter(None, row["domains"].split("|"))),
        mean=tuple(float(row[scale]) for scale in RIASEC),
        se=tuple(float(row[f"se_{scale}"]) for scale in RIASEC),
        addresses=int(row["addresses"]),
        special=row["special"],
        provenance=row["provenance"],
        note=row["note"],
    )
