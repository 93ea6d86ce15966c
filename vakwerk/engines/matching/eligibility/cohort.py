"""Pupils, places and mentors as columns. Days are `datetime64[D]`; NaT and NaN mean "not known".

What is not known never excludes a pair: it is reported as still to be confirmed (`Eligibility.unknown`).
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from vakwerk.engines.matching.instance import NOWHERE

Days = npt.NDArray[np.datetime64]
Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int32]
EARTH_KM = 6371.0088
LONG_AGO, FAR_AHEAD = -(10**9), 10**9


@dataclass(frozen=True)
class Pupils:
    """Columns of length n. `mode` 0..2 as in `travel`; `most_minutes` one way; `programme` from 0.

    `search_days`: training days already used to search, -1 = not known.
    """

    lat: Floats
    lon: Floats
    programme: Whole
    mode: npt.NDArray[np.int8]
    most_minutes: Floats
    birth: Days
    start: Days
    end: Days
    school_lat: Floats
    school_lon: Floats
    search_days: Whole

    @classmethod
    def of(cls, lat: npt.ArrayLike, lon: npt.ArrayLike, programme: npt.ArrayLike, **others: npt.ArrayLike) -> Pupils:
        """Columns left out get: by bike, 60 minutes, nothing known."""
        n = np.size(lat)
        standard = {
            "mode": np.zeros(n, dtype=np.int8),
            "most_minutes": np.full(n, 60.0),
            "birth": _no_days(n),
            "start": _no_days(n),
            "end": _no_days(n),
            "school_lat": np.full(n, np.nan),
            "school_lon": np.full(n, np.nan),
            "search_days": np.full(n, -1),
        }
        return cls(**_columns(cls, n, standard | {"lat": lat, "lon": lon, "programme": programme} | others))

    def __len__(self) -> int:
        return len(self.lat)


@dataclass(frozen=True)
class Places:
    """Columns of length m, and pairs. `seats`: those that are free for this round. `least_age` in years, 0 for none.

    `establishment`, `company`: numbers from 0, -1 for none. `in_region`: in the Flemish or Brussels region.
    `open`: False for a place that somebody left out. `employees` (companies,), `contracts` (establishments,): -1 when
    not known; `learners` (companies,): those who learn there already. `recognised_*`: one entry per (place, programme)
    with its first and last day. `mentor_place`, `mentor`: one entry per (place, mentor).
    """

    lat: Floats
    lon: Floats
    seats: Whole
    start: Days
    end: Days
    least_age: Whole
    in_region: npt.NDArray[np.bool_]
    open: npt.NDArray[np.bool_]
    establishment: Whole
    company: Whole
    employees: Whole
    contracts: Whole
    learners: Whole
    recognised_place: Whole
    recognised_programme: Whole
    recognised_from: Days
    recognised_until: Days
    mentor_place: Whole
    mentor: Whole

    @classmethod
    def of(
        cls,
        lat: npt.ArrayLike,
        lon: npt.ArrayLike,
        seats: npt.ArrayLike,
        recognised_place: npt.ArrayLike,
        recognised_programme: npt.ArrayLike,
        **others: npt.ArrayLike,
    ) -> Places:
        """Columns left out get: open, in the region, no dates, no caps, no mentors."""
        m, r = np.size(lat), np.size(recognised_place)
        given = others | {"lat": lat, "lon": lon, "seats": seats}
        given |= {"recognised_place": recognised_place, "recognised_programme": recognised_programme}
        company = np.asarray(others.get("company", np.full(m, NOWHERE)))
        establishment = np.asarray(others.get("establishment", np.full(m, NOWHERE)))
        companies, sites = int(company.max(initial=-1)) + 1, int(establishment.max(initial=-1)) + 1
        standard = {
            "start": _no_days(m),
            "end": _no_days(m),
            "least_age": np.zeros(m),
            "in_region": np.ones(m, dtype=bool),
            "open": np.ones(m, dtype=bool),
            "establishment": establishment,
            "company": company,
            "employees": np.full(companies, -1),
            "contracts": np.full(sites, -1),
            "learners": np.zeros(companies),
            "recognised_from": _no_days(r),
            "recognised_until": _no_days(r),
            "mentor_place": np.zeros(0),
            "mentor": np.zeros(0),
        }
        return cls(**_columns(cls, m, standard | given))

    def __len__(self) -> int:
        return len(self.lat)

    def with_place(self, place: int, *, recognised: list[tuple[int, str, str]] | None = None, **values: Any) -> Places:
        """With one place changed: any column by name, and `recognised` as (programme, from, until; "" = open).

        Arrays are copied: at 40,000 places a tenth of a millisecond each."""
        changed: dict[str, Any] = {}
        for name, value in values.items():
            column = getattr(self, name).copy()
            column[place] = value
            changed[name] = column
        if recognised is not None:
            keep = self.recognised_place != place
            days = [np.array([row[k] or "NaT" for row in recognised], dtype="datetime64[D]") for k in (1, 2)]
            changed["recognised_place"] = np.append(
                self.recognised_place[keep], np.full(len(recognised), place)
            ).astype(np.int32)
            programmes = np.array([row[0] for row in recognised], dtype=np.int32)
            changed["recognised_programme"] = np.append(self.recognised_programme[keep], programmes)
            changed["recognised_from"] = np.append(self.recognised_from[keep], days[0])
            changed["recognised_until"] = np.append(self.recognised_until[keep], days[1])
        return replace(self, **changed)


@dataclass(frozen=True)
class Mentors:
    """Columns of length q. `experience` in years (NaN = not known), `most`: own maximum of pupils (-1 = none given),
    `derogation`: the partnership lowered the age, `trained`: -1 not known, 0 not yet, 1 trained or exempt;
    `recognised`: the day from which the term for training runs."""

    birth: Days
    experience: Floats
    extract: Days
    trained: npt.NDArray[np.int8]
    recognised: Days
    derogation: npt.NDArray[np.bool_]
    most: Whole

    @classmethod
    def of(cls, n: int, **columns: npt.ArrayLike) -> Mentors:
        """Columns left out are not known."""
        standard = {
            "birth": _no_days(n),
            "experience": np.full(n, np.nan),
            "extract": _no_days(n),
            "trained": np.full(n, -1),
            "recognised": _no_days(n),
            "derogation": np.zeros(n, dtype=bool),
            "most": np.full(n, -1),
        }
        return cls(**_columns(cls, n, standard | columns))

    def __len__(self) -> int:
        return len(self.birth)


_KINDS = {
    "Days": "datetime64[D]",
    "Floats": "float64",
    "Whole": "int32",
    "npt.NDArray[np.int8]": "int8",
    "npt.NDArray[np.bool_]": "bool",
}


def _no_days(n: int) -> Days:
    return np.full(n, np.datetime64("NaT"), dtype="datetime64[D]")


def _columns(cls: type, n: int, values: dict[str, Any]) -> dict[str, Any]:
    return {field.name: np.array(values[field.name], dtype=_KINDS[str(field.type)]) for field in fields(cls)}


def unit_vectors(lat: Floats, lon: Floats) -> Floats:
    """(n, 3) points on the unit sphere; the chord between two of them grows with the great circle."""
    north, east = np.radians(lat), np.radians(lon)
    return np.column_stack((np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)))


def chord_of_km(km: npt.ArrayLike) -> Floats:
    return np.asarray(2.0 * np.sin(np.minimum(np.asarray(km) / EARTH_KM / 2.0, np.pi / 2)))


def km_of_chord(chord: npt.ArrayLike) -> Floats:
    return np.asarray(2.0 * EARTH_KM * np.arcsin(np.clip(np.asarray(chord) / 2.0, 0.0, 1.0)))


def first_days(days: Days) -> npt.NDArray[np.int64]:
    """Day numbers; long ago where not known, so that "from this day" excludes nobody."""
    return np.where(np.isnat(days), LONG_AGO, days.astype("datetime64[D]").astype(np.int64))


def last_days(days: Days) -> npt.NDArray[np.int64]:
    """Day numbers; far ahead where not known."""
    return np.where(np.isnat(days), FAR_AHEAD, days.astype("datetime64[D]").astype(np.int64))


def ages(birth: Days, on: Days) -> Floats:
    """Whole years on a day; NaN where either is not known. Born on 29 February: a year older on 1 March."""
    known = ~(np.isnat(birth) | np.isnat(on))
    born, day = np.where(known, birth, np.datetime64("2000-01-01")), np.where(known, on, np.datetime64("2000-01-01"))
    months = (day.astype("datetime64[M]") - born.astype("datetime64[M]")).astype(np.int64)
    early = (day - day.astype("datetime64[M]")) < (born - born.astype("datetime64[M]"))
    return np.where(known, (months - early) // 12, np.nan)
