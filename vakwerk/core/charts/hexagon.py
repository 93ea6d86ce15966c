"""The six interest types on a hexagon, with the band in which each value probably lies."""

from __future__ import annotations

import math
from collections.abc import Sequence

from django.utils.translation import gettext as _

from vakwerk.core.charts.data import Interval
from vakwerk.core.charts.ranges import in_words, place
from vakwerk.core.charts.svg import ACTION, INK, LINE, Chart, Text, element, lines_of, shown, table, text

WIDTH, HEIGHT, RADIUS = 400, 340, 112
CENTRE = (WIDTH / 2, HEIGHT / 2)
Point = tuple[float, float]


def hexagon(
    title: Text,
    values: Sequence[Interval],
    *,
    low: float = 0.0,
    high: float = 100.0,
    description: Text = "",
    head: Text = "",
    show_figures: bool = True,
) -> Chart:
    """Draw six values in the order given (R, I, A, S, E, C: neighbours are alike).

    Raises ValueError for another number of values: the order around the hexagon carries meaning.
    """
    if len(values) != 6:
        raise ValueError(f"A hexagon has six values, not {len(values)}.")
    parts = [place(v.value, low, high) for v in values]
    body = [_grid(), _band(values, low, high), _profile(parts), *(_label(i, v.label) for i, v in enumerate(values))]
    said = description or _said(values, parts)
    if show_figures:
        rows = [(str(v.label), shown(v.value), shown(v.low), shown(v.high)) for v in values]
        figures = table([head or _("Interest"), _("Estimate"), _("From"), _("To")], rows)
    else:
        rows_in_words = [(str(v.label), in_words(part)) for v, part in zip(values, parts, strict=True)]
        figures = table([head or _("Interest"), _("How much")], rows_in_words)
    return Chart(title, said, figures, "".join(body), WIDTH, HEIGHT, kind="hexagon")


def _said(values: Sequence[Interval], parts: Sequence[float | None]) -> str:
    known = sorted(
        ((part, str(v.label)) for v, part in zip(values, parts, strict=True) if part is not None), reverse=True
    )
    if not known:
        return _("There are no figures.")
    return _("Largest: %(names)s. The light area shows how sure we are.") % {
        "names": ", ".join(name for _p, name in known[:2])
    }


def _corner(index: int, part: float) -> Point:
    angle = math.radians(60 * index - 90)
    return CENTRE[0] + RADIUS * part * math.cos(angle), CENTRE[1] + RADIUS * part * math.sin(angle)


def _points(parts: Sequence[float]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in (_corner(i, part) for i, part in enumerate(parts)))


def _grid() -> str:
    rings = [
        element("polygon", points=_points([part] * 6), fill="none", stroke=LINE, stroke_width=1.2, class_="c-grid")
        for part in (0.25, 0.5, 0.75, 1.0)
    ]
    spokes = [_spoke(i) for i in range(6)]
    return "".join(rings + spokes)


def _spoke(index: int) -> str:
    x, y = _corner(index, 1.0)
    return element("line", x1=CENTRE[0], y1=CENTRE[1], x2=x, y2=y, stroke=LINE, stroke_width=1.2, class_="c-grid")


def _band(values: Sequence[Interval], low: float, high: float) -> str:
    """The ring between the low and the high ends; the inner outline runs backwards to leave the hole."""
    outer = [place(v.high, low, high) or place(v.value, low, high) or 0.0 for v in values]
    inner = [place(v.low, low, high) or 0.0 for v in values]
    path = f"M{_points(outer).replace(' ', 'L')}ZM{_points(inner).replace(' ', 'L')}Z"
    return element("path", d=path, fill="#9FC2F5", fill_opacity=0.6, fill_rule="evenodd", class_="c-band")


def _profile(parts: Sequence[float | None]) -> str:
    outline = element(
        "polygon", points=_points([part or 0.0 for part in parts]), fill="none", stroke=ACTION, stroke_width=3,
        stroke_linejoin="round", class_="c-line",
    )  # fmt: skip
    marks = [_mark(i, part) for i, part in enumerate(parts) if part is not None]
    return outline + "".join(marks)


def _mark(index: int, part: float) -> str:
    x, y = _corner(index, part)
    return element("circle", cx=x, cy=y, r=5.5, fill=ACTION, stroke=INK, stroke_width=1.2, class_="c-mark")


def _label(index: int, label: Text) -> str:
    x, y = _corner(index, 1.12)
    anchor = "middle" if index in (0, 3) else ("start" if index in (1, 2) else "end")
    lines = lines_of(label, 13 if anchor != "middle" else 30)
    first = y + 5 - (len(lines) - 1) * 9 - (6 if index == 0 else 0) + (8 if index == 3 else 0)
    return "".join(text(line, x, first + 18 * row, anchor=anchor) for row, line in enumerate(lines))
