"""Legal values as data: what held on a day, since when, who says so and how sure that is.

A value is never extrapolated. Asked past the last day for which a source vouches, a register still answers with the
last value, and with a warning; asked for what no source gives, it answers that nobody knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from vakwerk.engines.rules.wording import dated, written
from vakwerk.engines.words import Words

Value = Decimal | bool | str | date | tuple[str, ...]


class Status(StrEnum):
    """How sure a value is."""

    CONFIRMED = "confirmed"
    TO_BE_CONFIRMED = "to_be_confirmed"
    NOT_FOUND = "not_found"

    @property
    def label(self) -> Words:
        return _LABELS[self]


_LABELS = {
    Status.CONFIRMED: Words("bevestigd", "confirmed"),
    Status.TO_BE_CONFIRMED: Words("te bevestigen", "to be confirmed"),
    Status.NOT_FOUND: Words("niet gevonden", "not found"),
}


class Unit(StrEnum):
    """What a value counts. A share is written as a percentage: 0.29 is 29 %."""

    EURO = "euro"
    SHARE = "share"
    WEIGHT = "weight"
    YEARS = "years"
    MONTHS = "months"
    DAYS = "days"
    TRAINING_DAYS = "training_days"
    HALF_DAYS = "half_days"
    HOURS = "hours"
    MINUTES = "minutes"
    KILOMETRES_PER_HOUR = "kilometres_per_hour"
    PUPILS = "pupils"
    INHABITANTS = "inhabitants"
    TIMES = "times"
    DATE = "date"
    CLOCK = "clock"
    YES_NO = "yes_no"
    TEXT = "text"
    LIST = "list"


@dataclass(frozen=True)
class DatedValue:
    """A value from a day on. `value` is None exactly when the status is "not found".

    `valid_from` None: the source does not say since when. `valid_to`: the last day on which it was law.
    `sure_until`: the last day for which the source vouches for the value (an indexed amount); None: until it changes.
    Of a value to be confirmed: the last day for which it is expected to hold.
    `english`: a text or a list of texts for who reads English; None: the value reads the same in both languages.
    """

    value: Value | None
    status: Status
    source: str
    valid_from: date | None = None
    valid_to: date | None = None
    sure_until: date | None = None
    url: str = ""
    note: Words | None = None
    english: Value | None = None

    def __post_init__(self) -> None:
        if (self.value is None) is not (self.status is Status.NOT_FOUND):
            raise ValueError("A value is missing exactly when its status is not_found.")
        if not self.source:
            raise ValueError("A value needs a source; where none was found, say where was looked.")
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValueError("A value cannot end before it starts.")

    def __hash__(self) -> int:
        return hash((self.value, self.status, self.source, self.valid_from, self.valid_to))


@dataclass(frozen=True)
class Parameter:
    """One legal value through time; `values` are kept in the order of their dates."""

    name: str
    title: Words
    unit: Unit
    owner: str
    values: tuple[DatedValue, ...]
    about: Words | None = None

    def __post_init__(self) -> None:
        ordered = tuple(sorted(self.values, key=lambda value: value.valid_from or date.min))
        starts = [value.valid_from for value in ordered]
        if len(set(starts)) < len(starts):
            raise ValueError(f"{self.name}: two values start on the same day.")
        object.__setattr__(self, "values", ordered)

    def on(self, day: date) -> Reading:
        """The value on `day`: the latest one that had started. Before the first one nothing is known."""
        started = [value for value in self.values if (value.valid_from or date.min) <= day]
        return Reading(self, day, started[-1] if started else None)

    def with_value(self, value: DatedValue) -> Parameter:
        """The same parameter with one more value, which replaces one that starts on the same day."""
        kept = tuple(other for other in self.values if other.valid_from != value.valid_from)
        return replace(self, values=(*kept, value))


@dataclass(frozen=True)
class Reading:
    """What a parameter says on a day; `entry` is None before its first value."""

    parameter: Parameter
    day: date
    entry: DatedValue | None

    @property
    def value(self) -> Value | None:
        """The value in force; None when nobody knows it, or when it was abolished."""
        return self.entry.value if self.entry and not self.over else None

    @property
    def over(self) -> bool:
        """It was law once, and no longer is on this day."""
        return bool(self.entry and self.entry.valid_to and self.entry.valid_to < self.day)

    @property
    def status(self) -> Status:
        return self.entry.status if self.entry else Status.NOT_FOUND

    @property
    def warning(self) -> Words | None:
        """Why a careful reader should not lean on this value; None when a source vouches for it on this day."""
        if self.entry is None or self.over or self.entry.value is None:
            return None
        last = self.entry.sure_until
        past = last if last and last < self.day else None
        if self.entry.status is Status.TO_BE_CONFIRMED:
            return self._unconfirmed(past)
        return self._beyond(past) if past else None

    def _beyond(self, last: date) -> Words:
        what, until = self.parameter.title, dated(last)
        return Words(
            f"{what.nl}: de bron staat in voor deze waarde tot {until.nl}. Kijk na of er een nieuwere is.",
            f"{what.en}: the source vouches for this value until {until.en}. Check whether there is a newer one.",
        )

    def _unconfirmed(self, past: date | None) -> Words:
        """No source vouches for such a value: past its day it was only expected to hold until then."""
        what, value = self.parameter.title, self.written
        found = Words(f"{what.nl}: {value.nl} (nog te bevestigen).", f"{what.en}: {value.en} (still to be confirmed).")
        if past is None:
            return found
        until = dated(past)
        return Words(
            f"{found.nl} De waarde gold naar verwachting tot {until.nl}. Kijk na of er een nieuwere is.",
            f"{found.en} It was expected to hold until {until.en}. Check whether there is a newer one.",
        )

    @property
    def absence(self) -> Words:
        """Why there is no value to compute with."""
        what, day = self.parameter.title, dated(self.day)
        if self.over and self.entry and self.entry.valid_to:
            end = dated(self.entry.valid_to)
            return Words(f"{what.nl}: afgeschaft na {end.nl}.", f"{what.en}: abolished after {end.en}.")
        return Words(f"{what.nl}: geen bron gevonden voor {day.nl}.", f"{what.en}: no source found for {day.en}.")

    @property
    def written(self) -> Words:
        """The value with its unit as people write it."""
        if self.value is None:
            return Words("niet gevonden", "not found")
        unit, english = self.parameter.unit.value, self.entry.english if self.entry else None
        told = written(self.value, unit)
        return told if english is None else Words(told.nl, written(english, unit).en)


@dataclass(frozen=True)
class Register:
    """All parameters by name."""

    parameters: Mapping[str, Parameter]

    @classmethod
    def of(cls, parameters: Iterable[Parameter]) -> Register:
        """Raises `ValueError` when a name comes twice."""
        found: dict[str, Parameter] = {}
        for parameter in parameters:
            if parameter.name in found:
                raise ValueError(f"The parameter {parameter.name} is declared twice.")
            found[parameter.name] = parameter
        return cls(MappingProxyType(found))

    def __iter__(self) -> Iterator[Parameter]:
        return iter(self.parameters.values())

    def on(self, name: str, day: date) -> Reading:
        """Raises `KeyError` for a name that was never declared: a mistake in a formula, not in the law."""
        return self.parameters[name].on(day)

    def with_value(self, name: str, value: DatedValue) -> Register:
        """The same register with one value more: what a confirmed proposal does, and what "what if" tries."""
        changed = self.parameters[name].with_value(value)
        return Register(MappingProxyType({**self.parameters, name: changed}))
