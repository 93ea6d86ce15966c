"""Horizontal bars: the label above its bar, the figure behind it, so that long Dutch names fit a telephone."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from vakwerk.core.charts.data import Datum
from vakwerk.core.charts.svg import ACTION, Chart, Text, element, is_number, lines_of, shown, table, text

BAR, LEADING, GAP, ROOM = 18, 19, 14, 82  # ROOM: per cent of the width a bar may take; the figure needs the rest


def bars(title: Text, data: Sequence[Datum], *, unit: str = "", description: Text = "", head: Text = "") -> Chart:
    """Bars from zero; negative figures count as nothing to draw but keep their place and number."""
    longest = max((d.value for d in data if d.value is not None and is_number(d.value)), default=0.0)
    body, top = [], 0.0
    for datum in data:
        drawn, top = _bar(datum, longest, top, unit)
        body.append(drawn)
    figures = table([head or _("Name"), _("Value")], [(str(d.label), shown(d.value, unit)) for d in data])
    said = description or describe([(d.label, d.value) for d in data], unit)
    return Chart(title, said, figures, "".join(body), 480, max(int(top), 20), fluid=True)


def describe(pairs: Sequence[tuple[Text, float | None]], unit: str = "", written: Sequence[str] = ()) -> str:
    """The shape of the figures in one sentence: the highest and the lowest, as `written` where that is given."""
    texts = written or [shown(value, unit) for _label, value in pairs]
    known = [
        (label, value, told)
        for (label, value), told in zip(pairs, texts, strict=False)
        if value is not None and is_number(value)
    ]
    if not known:
        return _("There are no figures.")
    high, low = max(known, key=lambda p: p[1]), min(known, key=lambda p: p[1])
    if high[1] == low[1]:
        return _("Every figure is %(value)s.") % {"value": high[2]}
    return _("Highest: %(high)s (%(top)s). Lowest: %(low)s (%(bottom)s).") % {
        "high": high[0],
        "top": high[2],
        "low": low[0],
        "bottom": low[2],
    }


def _bar(datum: Datum, longest: float, top: float, unit: str) -> tuple[str, float]:
    parts = []
    for line in lines_of(datum.label):
        top += LEADING
        parts.append(text(line, 0, top - 5))
    share = portion(datum.value, longest) * ROOM
    if share > 0:
        class_ = "c-bar c-bar--marked" if datum.marked else "c-bar"
        parts.append(element("rect", x=0, y=top, width=f"{share:.2f}%", height=BAR, fill=ACTION, class_=class_, rx=2))
        if datum.marked:
            parts.append(_marks(share, top))
    parts.append(
        element(
            "svg",
            text(shown(datum.value, unit), 6, BAR - 4, bold=True),
            x=f"{share:.2f}%",
            y=top,
            height=BAR + 4,
            overflow="visible",
        )
    )
    return "".join(parts), top + BAR + GAP


def _marks(share: float, top: float) -> str:
    """A white line through a marked bar: the difference does not rest on colour."""
    y = top + BAR / 2
    return element(
        "line",
        x1=0,
        x2=f"{share:.2f}%",
        y1=y,
        y2=y,
        stroke="#FFFFFF",
        stroke_width=3,
        stroke_dasharray="4 4",
        class_="c-paper-line",
    )


def portion(value: float | None, whole: float) -> float:
    """`value` as a part of `whole`, kept between 0 and 1; 0 when either is no number."""
    if value is None or not is_number(value) or whole <= 0 or not is_number(whole):
        return 0.0
    return min(max(value / whole, 0.0), 1.0)
