"""Periods on a line of years: the label above its bar; an open end fades into an arrow."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from vakwerk.core.charts.data import Span
from vakwerk.core.charts.svg import ACTION, LINE, SOFT, Chart, Text, element, lines_of, table, text

BAR, LEADING, GAP, AXIS = 12, 19, 14, 26


def timeline(title: Text, spans: Sequence[Span], *, today: date | None = None, description: Text = "") -> Chart:
    """One bar per span over whole calendar years; `today` is a marked line when it falls inside them."""
    years = _years(spans, today)
    body = [_axis(years)]
    top = float(AXIS)
    for span in spans:
        drawn, top = _bar(span, years, top)
        body.append(drawn)
    height = max(int(top), AXIS)
    figures = table([_("Name"), _("From"), _("Until")], [(str(s.label), _day(s.start), _day(s.end)) for s in spans])
    drawing = _grid(years, height) + "".join(body) + (_today(today, years, height) if today else "")
    return Chart(title, description or describe(spans), figures, drawing, 480, height, fluid=True)


def describe(spans: Sequence[Span]) -> str:
    if not spans:
        return _("There are no periods.")
    first = min(spans, key=lambda span: span.start)
    return _("%(n)s periods. The first begins on %(day)s: %(name)s.") % {
        "n": len(spans),
        "day": _day(first.start),
        "name": first.label,
    }


def _years(spans: Sequence[Span], today: date | None) -> range:
    days = [day for span in spans for day in (span.start, span.end) if day] + ([today] if today else [])
    return range(min(days).year, max(days).year + 2) if days else range(2024, 2026)


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else _("no end named")


def _place(day: date, years: range) -> float:
    """Per cent of the width: 0 is the first of January of the first year."""
    start = date(years[0], 1, 1).toordinal()
    whole = date(years[-1], 1, 1).toordinal() - start
    return 100 * min(max((day.toordinal() - start) / whole, 0.0), 1.0)


def _axis(years: range) -> str:
    """Every year has a label; when there are many, every second, so that they fit a telephone."""
    step = 1 if len(years) <= 7 else 2
    return "".join(
        text(str(y), f"{_place(date(y, 1, 1), years):.2f}%", 14, size=13, soft=True) for y in years[:-1:step]
    )


def _grid(years: range, height: int) -> str:
    places = [f"{_place(date(y, 1, 1), years):.2f}%" for y in years]
    return "".join(
        element("line", x1=x, x2=x, y1=AXIS - 6, y2=height, stroke=LINE, stroke_width=1, class_="c-grid")
        for x in places
    )


def _bar(span: Span, years: range, top: float) -> tuple[str, float]:
    parts = []
    for line in lines_of(span.label):
        top += LEADING
        parts.append(text(line, 4, top - 5))
    left = _place(span.start, years)
    width = max((_place(span.end, years) if span.end else 100.0) - left, 0.8)
    parts.append(
        element("rect", x=f"{left:.2f}%", y=top, width=f"{width:.2f}%", height=BAR, fill=ACTION, class_="c-bar", rx=2)
    )
    if span.end is None:
        arrow = element("path", d="M-12 2 L-5 6 L-12 10", fill="none", stroke="#FFFFFF", stroke_width=2)
        parts.append(element("svg", arrow, x="100%", y=top, height=BAR, overflow="visible", aria_hidden="true"))
    return "".join(parts), top + BAR + GAP


def _today(today: date, years: range, height: int) -> str:
    x = f"{_place(today, years):.2f}%"
    return element(
        "line", x1=x, x2=x, y1=AXIS - 6, y2=height, stroke=SOFT, stroke_width=2, stroke_dasharray="3 3", class_="c-line"
    )
