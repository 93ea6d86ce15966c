"""What a round is made from: pupils, workplaces and mentors as they were read, and where each stood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from vakwerk.cli.problems import Problem

from .tables import Sheet


@dataclass(frozen=True)
class Pupil:
    """One row. `region`: as the user divides them, or "". `lock` is the code of a place, or "", `forbid` are codes;
    days are ISO or ""."""

    code: str
    programme: str
    lat: float
    lon: float
    municipality: str
    mode: int
    minutes: float
    birth: str
    start: str
    end: str
    school: tuple[float, float]
    school_text: str
    region: str
    search_days: int
    wish: str
    lock: str
    forbid: tuple[str, ...]
    row: int


@dataclass(frozen=True)
class Recognition:
    programme: str
    start: str
    end: str
    row: int


@dataclass(frozen=True)
class Place:
    """One workplace, from one row or from one row per programme.

    `reserved`: seats that are for `reserved_for` only (codes of pupils, programmes or schools), up to and including the
    day `release` (ISO, "" for always)."""

    code: str
    company: str
    establishment: str
    recognitions: tuple[Recognition, ...]
    lat: float
    lon: float
    municipality: str
    in_region: bool
    seats: int
    start: str
    end: str
    least_age: int
    employees: int
    contracts: int
    learners: int
    mentors: tuple[str, ...]
    reserved: int
    reserved_for: tuple[str, ...]
    release: str
    drop: bool
    row: int


@dataclass(frozen=True)
class Mentor:
    """`trained` -1 not known, 0 no, 1 yes; `most` -1 for no maximum of its own."""

    code: str
    birth: str
    experience: float | None
    extract: str
    trained: int
    recognised: str
    derogation: bool
    most: int


@dataclass(frozen=True)
class Inputs:
    """What was read, and from where: `sheets` by "pupils", "places", "mentors". `remark`: the first remark of a file
    ("FICTIEF ..."), carried along."""

    pupils: tuple[Pupil, ...]
    places: tuple[Place, ...]
    mentors: tuple[Mentor, ...]
    sheets: Mapping[str, Sheet]
    remark: str

    @property
    def headers(self) -> dict[str, Mapping[str, str]]:
        """Per table the header that named each column."""
        return {table: sheet.headers for table, sheet in self.sheets.items()}

    def problem(self, table: str, row: int, key: str, nl: str, en: str) -> Problem:
        """What is wrong with one cell of what was read."""
        return self.sheets[table].problem(row, key, nl, en)


@dataclass(frozen=True)
class Source:
    """A file and, in a workbook, the sheet to read."""

    path: Path
    sheet: str | None = None
