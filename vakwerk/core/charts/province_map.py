"""Flanders and Brussels as a map: five steps of colour, the figure written in each province."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from vakwerk.core.charts.bars import describe
from vakwerk.core.charts.data import RegionValue
from vakwerk.core.charts.svg import INK, Chart, Text, clean, element, is_number, shown, table, text
from vakwerk.engines.places import outlines

STEPS = ("#E3EEFF", "#B5D1FA", "#7FAFF0", "#3F83DE", "#0050BF")
NO_FIGURE = "#ECEEF1"


def province_map(title: Text, values: Sequence[RegionValue], *, unit: str = "", description: Text = "") -> Chart:
    """Colour the provinces by `values`; a province without a figure is drawn in grey with "–"."""
    data, by_name = outlines().raw, {v.province: v.value for v in values}
    known = [v for v in by_name.values() if v is not None and is_number(v)]
    low, high = (min(known), max(known)) if known else (0.0, 0.0)
    body = [_province(p, by_name.get(p["name"]), low, high, unit) for p in data["provinces"]]
    names = [p["name"] for p in data["provinces"]]
    figures = [by_name.get(p["name"]) for p in data["provinces"]]
    rows = [(name, shown(value, unit)) for name, value in zip(names, figures, strict=True)]
    said = description or describe(list(zip(names, figures, strict=True)), unit)
    return Chart(
        title, said, table([_("Province"), _("Value")], rows), "".join(body), data["width"], data["height"],
        kind="map", attribution=data["attribution"],
    )  # fmt: skip


def step_of(value: float | None, low: float, high: float) -> int | None:
    """Which of the five colours a figure gets; None for no figure, the middle when all figures are equal."""
    if value is None or not is_number(value):
        return None
    wide = high - low
    if wide <= 0 or not is_number(wide):
        return 2
    return min(int((value - low) / wide * 5), 4)


def _province(province: dict[str, Any], value: float | None, low: float, high: float, unit: str) -> str:
    step = step_of(value, low, high)
    fill = NO_FIGURE if step is None else STEPS[step]
    class_ = f"c-area c-area--{'none' if step is None else step}"
    shape = element(
        "path",
        element("title", clean(province["name"])),
        d=province["path"],
        fill=fill,
        stroke=INK,
        stroke_width=1,
        stroke_linejoin="round",
        class_=class_,
    )
    if "aside" in province:
        return shape + _aside(province, value, unit)
    x, y = province["label"]
    tone = "on-area" if step is not None and step >= 3 else "on-light"
    return shape + text(shown(value, unit), x, y, anchor="middle", bold=True, size=16, tone=tone)


def _aside(province: dict[str, Any], value: float | None, unit: str) -> str:
    """Brussels is too small for its own figure: a line leads to it."""
    x, y = province["label"]
    fx, fy = province["aside"]
    lead = element("line", x1=x, y1=y, x2=fx, y2=fy - 14, stroke=INK, stroke_width=1, class_="c-lead")
    return lead + text(shown(value, unit), fx, fy, anchor="middle", bold=True, size=16)
