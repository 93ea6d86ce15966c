"""Lines over an axis of points in time; several lines differ by dash and by mark, not by colour alone."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from vakwerk.core.charts.bars import describe
from vakwerk.core.charts.data import Series
from vakwerk.core.charts.svg import LINE, Chart, Text, element, is_number, shown, table, text

HEIGHT, TOP, FLOOR = 220, 14, 190
LEFT, WIDE = 14.0, 82.0  # per cent: left of it stand the figures of the scale
COLOURS = ("#0055CC", "#9F5804", "#007A37", "#7A2E8E")
DASHES = (None, "8 4", "2 4", "10 3 2 3")


def line(
    title: Text,
    points: Sequence[Text],
    series: Sequence[Series],
    *,
    unit: str = "",
    description: Text = "",
    head: Text = "",
) -> Chart:
    """Draw each of `series` over `points`; the scale starts at zero. A missing figure leaves a gap in the line."""
    top_value = _ceiling(series)
    floor_value = min((v for s in series for v in s.values if v is not None and is_number(v)), default=0.0)
    floor_value = min(floor_value, 0.0)
    body = [_scale(floor_value, top_value, unit), _axis(points)]
    body += [_trace(i, s, len(points), floor_value, top_value) for i, s in enumerate(series)]
    body += [_key(i, s) for i, s in enumerate(series)]
    rows = [(str(p), *(s.text(i, unit) for s in series)) for i, p in enumerate(points)]
    figures = table([head or _("Moment"), *(s.label for s in series)], rows)
    said = description or _said(points, series, unit)
    return Chart(title, said, figures, "".join(body), 480, HEIGHT + 22 * len(series), fluid=True, kind="line")


def _said(points: Sequence[Text], series: Sequence[Series], unit: str) -> str:
    told = [f"{s.label}: {describe(list(zip(points, s.values, strict=False)), unit, s.written)}" for s in series]
    return " ".join(told) or _("There are no figures.")


def _ceiling(series: Sequence[Series]) -> float:
    return round_up(max((v for s in series for v in s.values if v is not None and is_number(v)), default=0.0))


def round_up(value: float) -> float:
    """The next number people count with (1, 2, 4, 6, 8 or 10 times a power of ten): 151 -> 200."""
    if value <= 0:
        return 0.0
    power = 10.0 ** math.floor(math.log10(value))
    return next((step * power for step in (1, 2, 4, 6, 8, 10) if step * power >= value), value)


def _at(series: Series, index: int) -> float | None:
    return series.values[index] if index < len(series.values) else None


def _height(value: float, low: float, high: float) -> float:
    wide = high - low
    if wide <= 0 or not is_number(wide):
        return float(FLOOR)
    return FLOOR - (value - low) / wide * (FLOOR - TOP)


def _x(index: int, count: int) -> str:
    return f"{LEFT + (WIDE * index / (count - 1) if count > 1 else WIDE / 2):.2f}%"


def _scale(low: float, high: float, unit: str) -> str:
    parts = []
    for value in sorted({low, (low + high) / 2, high}):
        y = _height(value, low, high)
        parts.append(
            element(
                "line", x1=f"{LEFT}%", x2=f"{LEFT + WIDE}%", y1=y, y2=y, stroke=LINE, stroke_width=1, class_="c-grid"
            )
        )
        parts.append(text(shown(value, unit), f"{LEFT - 1.5}%", y + 5, size=13, anchor="end", soft=True))
    return "".join(parts)


def _axis(points: Sequence[Text]) -> str:
    """At most six names under the axis, always the first and the last."""
    step = max(1, -(-len(points) // 6))
    shown_at = {*range(0, len(points), step), len(points) - 1}
    return "".join(
        text(p, _x(i, len(points)), FLOOR + 20, size=13, anchor="middle", soft=True)
        for i, p in enumerate(points)
        if i in shown_at
    )


def _trace(index: int, series: Series, count: int, low: float, high: float) -> str:
    spots = [(i, _at(series, i)) for i in range(count)]
    known = [(i, _height(v, low, high)) for i, v in spots if v is not None and is_number(v)]
    strokes = [_stroke(index, count, a, b) for a, b in itertools.pairwise(known) if b[0] == a[0] + 1]
    marks = [_mark(index, _x(i, count), y) for i, y in known]
    return "".join(strokes + marks)


def _style(index: int) -> dict[str, Any]:
    return {
        "stroke": COLOURS[index % 4],
        "stroke_width": 3,
        "stroke_dasharray": DASHES[index % 4],
        "class_": f"c-line c-line--{index % 4}",
    }


def _stroke(index: int, count: int, a: tuple[int, float], b: tuple[int, float]) -> str:
    return element("line", x1=_x(a[0], count), y1=a[1], x2=_x(b[0], count), y2=b[1], **_style(index))


def _mark(index: int, x: str, y: float) -> str:
    colour, class_ = COLOURS[index % 4], f"c-dot c-dot--{index % 4}"
    if index % 2 == 0:
        return element("circle", cx=x, cy=y, r=4.5, fill=colour, class_=class_)
    square = element("rect", x=-4.5, y=-4.5, width=9, height=9, fill=colour, class_=class_)
    return element("svg", square, x=x, y=y, overflow="visible", width=1, height=1)


def _key(index: int, series: Series) -> str:
    y = HEIGHT + 22 * index + 8
    return (
        element("line", x1="0", x2="34", y1=y, y2=y, **_style(index))
        + _mark(index, "17", y)
        + text(series.label, 44, y + 5, size=14)
    )
