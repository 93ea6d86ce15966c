"""What the rules say about a request: the givens are gathered here, the engine answers, the answer is kept as data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from vakwerk.catalogue import queries as catalogue
from vakwerk.catalogue.models import ProgrammeGroup, ProgrammeKind, ShortageList
from vakwerk.core import clock
from vakwerk.engines.rules import Answer, Reading, Register
from vakwerk.engines.rules.formulas import RULES
from vakwerk.engines.rules.questions import Faults
from vakwerk.engines.words import Words
from vakwerk.programming.models import ProgrammingRequest, PupilCount
from vakwerk.rules import queries as rules

START, NORM, FORECAST = "programme_start", "pupil_norm", "norm_forecast"
LIST = "programming.shortage_list"
DEADLINE = "programming.deadline"
SEVENTH_YEARS = (
    ProgrammeKind.SEVENTH_AFTER_OK3,
    ProgrammeKind.SEVENTH_AFTER_OK4,
    ProgrammeKind.SEVENTH_PREPARING_HE,
)
PARTS = ("regular", "dual", "preparatory")


def first_day(school_year: int) -> date:
    """1 September: the day whose law holds for a programme that starts in this school year."""
    return date(school_year, 9, 1)


def deadline_of(school_year: int, register: Register) -> Reading:
    """The forfeit date of a school year; without a value when nobody entered it."""
    return register.on(DEADLINE, first_day(school_year))


def seventh_year(request: ProgrammingRequest) -> bool:
    """The norm of five is for years 1 to 6."""
    return request.component.group.kind in SEVENTH_YEARS


@dataclass
class Book:
    """The rules and lists of one page: read once, asked for many requests."""

    register: Register = field(default_factory=rules.register)
    today: date = field(default_factory=clock.today)
    _lists: dict[int, tuple[str, frozenset[int]]] = field(default_factory=dict)
    _groups: dict[int, frozenset[int]] = field(default_factory=dict)

    def start(self, given: Mapping[str, object], school_year: int) -> Answer:
        """May it start? `given` are the answers to the questions of the rule."""
        return RULES[START].ask(given, first_day(school_year), self.register)

    def start_of(self, request: ProgrammingRequest) -> Answer:
        """What the rule says about this request, handed in today."""
        given = {
            "kind": request.kind,
            "variant": request.variant,
            "in_profile": request.in_profile,
            "niche": request.niche,
            "seventh_year": seventh_year(request),
            "catholic": request.catholic,
            "inhabitants": request.inhabitants,
            "asked_on": request.handed_in_on or self.today,
        }
        return self.start(given, request.school_year)

    def norm_of(self, request: ProgrammingRequest, counts: Iterable[PupilCount]) -> Answer:
        """Where a started programme stands with its norm today."""
        listed, version = self.shortage(request.component.group, request.school_year)
        given: dict[str, object] = {"shortage": listed, "shortage_list": version, "looked_on": self.today}
        given["seventh_year"] = seventh_year(request)

        def of(years: list[tuple[int, PupilCount]]) -> dict[str, object]:
            parts = {f"year{year}_{part}": getattr(count, part) for year, count in years for part in PARTS}
            return given | parts | ({"counted_on": years[-1][1].counted_on} if years else {})

        return self._without_gap(NORM, request, self._years(request, counts), of)

    def forecast_of(
        self, request: ProgrammingRequest, counts: Iterable[PupilCount], low: int | None = None, high: int | None = None
    ) -> Answer:
        """What the next school year needs, against what the school itself expects."""
        listed, version = self.shortage(request.component.group, request.school_year)
        given: dict[str, object] = {"shortage": listed, "shortage_list": version, "low": low, "high": high}
        given["seventh_year"] = seventh_year(request)

        def of(years: list[tuple[int, PupilCount]]) -> dict[str, object]:
            return given | {f"year{year}": count.total for year, count in years if year < 3}

        return self._without_gap(FORECAST, request, self._years(request, counts), of)

    def _without_gap(
        self,
        rule: str,
        request: ProgrammingRequest,
        years: list[tuple[int, PupilCount]],
        given: Callable[[list[tuple[int, PupilCount]]], dict[str, object]],
    ) -> Answer:
        """All counts; where a year is missing that matters, only those before it: the rest says nothing yet."""
        day = first_day(request.school_year)
        try:
            return RULES[rule].ask(given(years), day, self.register)
        except Faults:
            before = [pair for place, pair in enumerate(years, start=1) if pair[0] == place]
            return RULES[rule].ask(given(before), day, self.register)

    @staticmethod
    def _years(request: ProgrammingRequest, counts: Iterable[PupilCount]) -> list[tuple[int, PupilCount]]:
        """Counts by year of the programme, the first three."""
        by_year = {count.school_year - request.school_year + 1: count for count in counts}
        return [(year, by_year[year]) for year in (1, 2, 3) if year in by_year]

    def shortage(self, group: ProgrammeGroup, school_year: int) -> tuple[bool | None, str]:
        """Whether a programme is on the list, and which list; None when there is no list at all.

        The list of the Flemish Government when an administrator entered it; until then the programmes that lead to an
        occupation on the VDAB list of the start, or on the first one that we have.
        """
        reading = self.register.on(LIST, first_day(school_year))
        if isinstance(reading.value, tuple) and reading.entry:
            return group.number in reading.value or group.title in reading.value, reading.entry.source
        if school_year not in self._lists:
            self._lists[school_year] = self._shortages(school_year)
        name, groups = self._lists[school_year]
        return (group.pk in groups, name) if name else (None, "")

    def _shortages(self, school_year: int) -> tuple[str, frozenset[int]]:
        found = catalogue.shortage_list(first_day(school_year)) or self.current_list
        if found is None:
            return "", frozenset()
        if found.pk not in self._groups:
            day = max(found.published_on or date(found.year, 1, 1), date(found.year, 1, 1))
            self._groups[found.pk] = frozenset(catalogue.shortage_programmes(day))
        return f"{found}, afgeleid van de beroepen", self._groups[found.pk]

    @cached_property
    def current_list(self) -> ShortageList | None:
        """The list of today, for a programme that started before the first list we have."""
        return catalogue.shortage_list(self.today)


def kept(answer: Answer) -> dict[str, Any]:
    """An answer as data that stays what it was, whatever the rules become: shown on pages and in the letter."""
    return {
        "rule": answer.rule,
        "version": answer.version.isoformat() if answer.version else None,
        "day": answer.day.isoformat(),
        "headline": _both(answer.headline),
        "verdict": str(answer.verdict) if answer.verdict else "",
        "steps": [_both(words) for words in answer.steps],
        "notes": [_both(words) for words in answer.notes],
        "warnings": [_both(words) for words in answer.warnings],
        "missing": [_both(reading.absence) for reading in answer.waits_for],
        "values": [_value(reading) for reading in answer.readings],
        "source": answer.source,
        "result": {key: _plain(value) for key, value in answer.result.items()},
    }


def _value(reading: Reading) -> dict[str, Any]:
    return {
        "name": reading.parameter.name,
        "title": _both(reading.parameter.title),
        "value": _both(reading.written),
        "status": _both(reading.status.label),
        "source": reading.entry.source if reading.entry else "",
    }


def _both(words: Words) -> list[str]:
    return [words.nl, words.en]


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, tuple):
        return list(value)
    return value if isinstance(value, int) else str(value)
