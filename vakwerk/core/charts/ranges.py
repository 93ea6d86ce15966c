"""Estimates with their uncertainty: a band for the range and a mark for the estimate, on one common scale."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from vakwerk.core.charts.data import Interval
from vakwerk.core.charts.svg import (
    ACTION,
    INK,
    LINE,
    Chart,
    ChartTable,
    Text,
    element,
    is_number,
    lines_of,
    shown,
    table,
    text,
)

LEADING, BAND, GAP = 19, 16, 16
FROM, WIDE = 2.0, 96.0  # per cent of the drawing's width: the scale keeps away from the edges


def ranges(
    title: Text,
    data: Sequence[Interval],
    *,
    low: float = 0.0,
    high: float = 100.0,
    ends: tuple[Text, Text] | None = None,
    description: Text = "",
    head: Text = "",
    show_figures: bool = True,
) -> Chart:
    """Draw `data` on a scale from `low` to `high`; `ends` are words under the two ends of the scale.

    With `show_figures=False` neither drawing nor table gives a number: a young reader gets words ("little", "much").
    """
    body, top = [], 0.0
    for interval in data:
        drawn, top = _row(interval, low, high, top)
        body.append(drawn)
    if ends:
        body.append(text(ends[0], f"{FROM}%", top + 12, size=13, soft=True))
        body.append(text(ends[1], f"{FROM + WIDE}%", top + 12, size=13, soft=True, anchor="end"))
        top += 20
    said = description or _("A mark shows the estimate, the band around it how sure we are: a wide band is less sure.")
    return Chart(
        title,
        said,
        _figures(data, head, low, high, show_figures),
        "".join(body),
        480,
        max(int(top), 20),
        True,
        "ranges",
    )


def place(value: float | None, low: float, high: float) -> float | None:
    """Where `value` stands between `low` and `high`, as a part of 1; None when that cannot be said."""
    if value is None or not is_number(value) or not is_number(high - low) or high <= low:
        return None
    return min(max((value - low) / (high - low), 0.0), 1.0)


def _row(interval: Interval, low: float, high: float, top: float) -> tuple[str, float]:
    parts = []
    for line in lines_of(interval.label):
        top += LEADING
        parts.append(text(line, 0, top - 5))
    middle = top + BAND / 2
    parts.append(
        element(
            "line",
            x1=f"{FROM}%",
            x2=f"{FROM + WIDE}%",
            y1=middle,
            y2=middle,
            stroke=LINE,
            stroke_width=2,
            class_="c-grid",
        )
    )
    start, end = place(interval.low, low, high), place(interval.high, low, high)
    if start is not None and end is not None and end >= start:
        wide = max((end - start) * WIDE, 0.5)
        parts.append(
            element(
                "rect",
                x=_percent(start),
                y=top + 2,
                width=f"{wide:.2f}%",
                height=BAND - 4,
                rx=3,
                fill="#9FC2F5",
                class_="c-band",
            )
        )
    centre = place(interval.value, low, high)
    if centre is not None:
        parts.append(
            element(
                "circle",
                cx=_percent(centre),
                cy=middle,
                r=7,
                fill=ACTION,
                stroke=INK,
                stroke_width=1.5,
                class_="c-mark",
            )
        )
    else:
        parts.append(text("–", "50%", middle + 5, anchor="middle", soft=True))
    return "".join(parts), top + BAND + GAP


def _percent(part: float) -> str:
    return f"{FROM + part * WIDE:.2f}%"


def _figures(data: Sequence[Interval], head: Text, low: float, high: float, numbers: bool) -> ChartTable:
    name = head or _("Name")
    if numbers:
        rows = [(str(d.label), shown(d.value), shown(d.low), shown(d.high)) for d in data]
        return table([name, _("Estimate"), _("From"), _("To")], rows)
    return table([name, _("How much")], [(str(d.label), in_words(place(d.value, low, high))) for d in data])


def in_words(part: float | None) -> str:
    """A place on the scale as a word a child uses."""
    if part is None:
        return _("not known")
    words = (_("very little"), _("little"), _("in between"), _("much"), _("very much"))
    return words[min(int(part * 5), 4)]
