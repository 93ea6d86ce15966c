"""What goes into a chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vakwerk.core.charts.svg import Text, shown


@dataclass(frozen=True)
class Datum:
    """One bar: a name and a figure. `marked` bars are hatched, for what is provisional or the reader's own."""

    label: Text
    value: float | None
    marked: bool = False


@dataclass(frozen=True)
class Interval:
    """An estimate with the range in which it probably lies; `low <= value <= high` in the units of the axis."""

    label: Text
    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Series:
    """One line: its name and one figure per point of the axis (None where there is none).

    `written`: the same figures as the table has to say them, for amounts that may not be rounded.
    """

    label: Text
    values: Sequence[float | None]
    written: Sequence[str] = ()

    def text(self, index: int, unit: str) -> str:
        if index < len(self.written):
            return self.written[index]
        return shown(self.values[index] if index < len(self.values) else None, unit)


@dataclass(frozen=True)
class RegionValue:
    """The figure of one province, by its name in `core.geography.PROVINCES`."""

    province: str
    value: float | None


@dataclass(frozen=True)
class Span:
    """A period on a timeline; without an end it goes on."""

    label: Text
    start: date
    end: date | None
