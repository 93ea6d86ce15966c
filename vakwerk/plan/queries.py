"""Reads of what was entered. All of it is public; figures about children under 5 are withheld here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from vakwerk.core import charts
from vakwerk.core.viewer import Role, Viewer
from vakwerk.plan.models import ActionStatus, Indicator, IndicatorValue

FEWEST = 5
"""Fewer children than this could be recognised."""


@dataclass(frozen=True)
class Figure:
    """One row as shown. `withheld`: there is a figure, too small to show; `replaced`: a later row took its place."""

    row: IndicatorValue
    value: Decimal | None
    withheld: bool
    replaced: bool

    @property
    def moment(self) -> str:
        return self.row.period or self.row.day.isoformat()


@dataclass(frozen=True)
class Reading:
    """An indicator with the figure that holds for each day (oldest first) and all that was ever entered."""

    indicator: Indicator
    standing: tuple[Figure, ...] = ()
    history: tuple[Figure, ...] = ()

    @property
    def latest(self) -> Figure | None:
        return self.standing[-1] if self.standing else None

    @property
    def chart(self) -> charts.Chart | None:
        """The figures over time; nothing to draw with fewer than two."""
        known = [figure for figure in self.standing if figure.value is not None]
        if len(known) < 2:
            return None
        # A drawing takes floats; the figures themselves stay decimal.
        values = [None if figure.value is None else float(figure.value) for figure in self.standing]
        points = [figure.moment for figure in self.standing]
        title = f"{self.indicator} ({self.indicator.unit})"
        return charts.line(title, points, [charts.Series(str(self.indicator), values)])


def readings(action: str | None = None, outcome: str | None = None) -> list[Reading]:
    """Indicators with their figures, of one action or outcome or of all; two queries."""
    found = Indicator.objects.select_related("organisation")
    if action is not None:
        found = found.filter(action=action)
    if outcome is not None:
        found = found.filter(outcome=outcome)
    indicators = list(found)
    rows: dict[int, list[IndicatorValue]] = defaultdict(list)
    values = IndicatorValue.objects.filter(indicator__in=indicators).select_related("organisation")
    for value in values.order_by("day", "entered_at", "pk"):
        rows[value.indicator_id].append(value)
    return [_reading(indicator, rows[indicator.pk]) for indicator in indicators]


def _reading(indicator: Indicator, rows: Iterable[IndicatorValue]) -> Reading:
    rows = list(rows)
    last = {row.day: row.pk for row in rows}
    history = [_figure(indicator, row, last[row.day] != row.pk) for row in rows]
    standing = [f for f in history if not f.replaced and f.row.value is not None]
    return Reading(indicator, tuple(standing), tuple(reversed(history)))


def _figure(indicator: Indicator, row: IndicatorValue, replaced: bool) -> Figure:
    small = indicator.about_pupils and row.value is not None and 0 < row.value < FEWEST
    return Figure(row, None if small else row.value, small, replaced)


def by_action(found: Iterable[Reading]) -> dict[str, list[Reading]]:
    grouped: dict[str, list[Reading]] = defaultdict(list)
    for reading in found:
        grouped[reading.indicator.action].append(reading)
    return grouped


def indicator_or_404(public_id: UUID) -> Reading:
    indicator = get_object_or_404(Indicator.objects.select_related("organisation"), public_id=public_id)
    values = IndicatorValue.objects.filter(indicator=indicator).select_related("organisation")
    return _reading(indicator, values.order_by("day", "entered_at", "pk"))


def statuses(action: str) -> QuerySet[ActionStatus]:
    """What was said of an action, what holds last first."""
    return (
        ActionStatus.objects.filter(action=action).select_related("organisation").order_by("-on", "-entered_at", "-pk")
    )


def current_statuses(until: date | None = None) -> dict[str, ActionStatus]:
    """The last status of every action that has one, `until` a day or today; one query."""
    rows = ActionStatus.objects.select_related("organisation").order_by("on", "entered_at", "pk")
    if until is not None:
        rows = rows.filter(on__lte=until)
    return {row.action: row for row in rows}


def may_enter(viewer: Viewer) -> bool:
    return viewer.has_role(Role.CIVIL_SERVANT) and viewer.organisation_id is not None
