"""The pictures of a result: a map and two charts, as SVG of our own, readable without colour and without a mouse."""

from __future__ import annotations

import html
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from vakwerk.engines.places import outlines

INK, SOFT, LAND, BORDER = "#1b2733", "#5b6b7a", "#eef2f5", "#c3ced8"
BLUE, RED = "#0b5cad", "#b3261e"
LEAST_WINDOW = 70.0
BAR, GAP, LABEL = 16, 12, 16
FEW, LETTER = 60, 5.2
APART, GOLDEN, MOST_SPREAD = 5.0, math.pi * (3 - math.sqrt(5)), 2_000


@dataclass(frozen=True)
class Dot:
    """Where somebody lives or works, in degrees."""

    lat: float
    lon: float


@dataclass(frozen=True)
class Work:
    """A workplace, and whether a seat is free there."""

    dot: Dot
    free: bool


@dataclass(frozen=True)
class Town:
    """A name to write below `crowd` marks."""

    dot: Dot
    name: str
    crowd: int


@dataclass(frozen=True)
class Bar:
    """One line of a chart: parts stacked end to end, (value, colour); white is drawn as a red outline."""

    label: str
    parts: tuple[tuple[int, str], ...]
    said: str


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")


def crowd_map(
    homes: Sequence[Dot], works: Sequence[Work], place: Sequence[int], towns: Sequence[Town], title: str
) -> str:
    """Circles for pupils (open and red without a place), squares for workplaces (open when a seat is free), a line from
    home to work (`place`: index in `works`, -1 for none), names of towns; the part of Flanders in which they lie.

    What stands in one spot is laid out around it like the seeds of a sunflower (Vogel 1979), so that each is seen.
    """
    land = outlines()
    at = [land.projection.point(d.lat, d.lon) for d in (*(w.dot for w in works), *homes)]
    x, y, width, height = _window(at, land.width, land.height)
    unit = width / (340 if len(at) <= FEW else 440)
    spots = _spread(at, unit if len(at) <= MOST_SPREAD else 0.0)
    seats, pupils = spots[: len(works)], spots[len(works) :]
    lines = "".join(
        f'<path d="M{_n(p[0])} {_n(p[1])}L{_n(seats[w][0])} {_n(seats[w][1])}"/>'
        for p, w in zip(pupils, place, strict=True)
        if w >= 0
    )
    marks = [_square(spot, unit, "#fff" if work.free else BLUE) for spot, work in zip(seats, works, strict=True)]
    marks += [
        _circle(p, unit, INK) if w >= 0 else _circle(p, unit, "#fff", RED) for p, w in zip(pupils, place, strict=True)
    ]
    paths = "".join(f'<path d="{path}"/>' for path in land.paths)
    window, said = f"{_n(x)} {_n(y)} {_n(width)} {_n(height)}", html.escape(title, quote=True)
    return (
        f'<svg viewBox="{window}" role="img" aria-label="{said}">'
        f'<g fill="{LAND}" stroke="{BORDER}" stroke-width="{_n(unit)}">{paths}</g>'
        f'<g stroke="{BLUE}" stroke-width="{_n(unit * 0.7)}" stroke-opacity=".5">{lines}</g>{"".join(marks)}'
        f"{_names(towns, unit)}</svg>"
    )


def _spread(points: Sequence[tuple[float, float]], unit: float) -> list[tuple[float, float]]:
    """Points that coincide, next to one another; the first stays where it is."""
    seen: Counter[tuple[float, float]] = Counter()
    found = []
    for point in points:
        k = seen[point]
        seen[point] += 1
        far, turn = APART * unit * math.sqrt(k), GOLDEN * k
        found.append((point[0] + far * math.cos(turn), point[1] + far * math.sin(turn)))
    return found


def _names(towns: Sequence[Town], unit: float) -> str:
    """Names with a white edge, below what stands there; one that would cover another is left out."""
    project, drawn, body = outlines().projection.point, list[tuple[float, float, float]](), []
    for town in towns:
        x, y = project(town.dot.lat, town.dot.lon)
        y += unit * (12 + APART * math.sqrt(town.crowd))
        half = unit * LETTER * len(town.name) / 2
        if any(abs(x - a) < half + wide and abs(y - b) < unit * 10 for a, b, wide in drawn):
            continue
        drawn.append((x, y, half))
        body.append(f'<text x="{_n(x)}" y="{_n(y)}">{html.escape(town.name)}</text>')
    letter = f"{unit * 8.5:.2f}"  # larger on a phone: see page.css
    style = f'style="--letter:{letter}px" font-size="{letter}" stroke="#fff" stroke-width="{unit * 2:.2f}"'
    return (
        f'<g fill="{SOFT}" text-anchor="middle" font-family="inherit" paint-order="stroke" {style}>{"".join(body)}</g>'
    )


def _window(points: Sequence[tuple[float, float]], width: int, height: int) -> tuple[float, float, float, float]:
    """The part of the drawing that holds all points with some land around them, never narrower than a region."""
    if not points:
        return 0, 0, width, height
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    wide = max(max(xs) - min(xs) + 24, (max(ys) - min(ys) + 20) * 1.5, LEAST_WINDOW)
    tall = max(wide / 1.6, max(ys) - min(ys) + 20)
    return (min(xs) + max(xs) - wide) / 2, (min(ys) + max(ys) - tall) / 2, wide, tall


def _circle(at: tuple[float, float], unit: float, fill: str, line: str = "#fff") -> str:
    return (
        f'<circle cx="{_n(at[0])}" cy="{_n(at[1])}" r="{unit * 2.6:.2f}" fill="{fill}" stroke="{line}" '
        f'stroke-width="{unit * (1.4 if fill == "#fff" else 0.7):.2f}"/>'
    )


def _square(at: tuple[float, float], unit: float, fill: str) -> str:
    side = unit * 6.4
    return (
        f'<rect x="{at[0] - side / 2:.2f}" y="{at[1] - side / 2:.2f}" width="{side:.2f}" height="{side:.2f}" '
        f'fill="{fill}" stroke="{BLUE}" stroke-width="{unit * 1.2:.2f}"/>'
    )


def bars(rows: Sequence[Bar], title: str, width: int = 340) -> str:
    """Horizontal bars with their label above them, so that long names fit on a telephone."""
    most = max((sum(value for value, _c in row.parts) for row in rows), default=1) or 1
    step, room = LABEL + BAR + GAP, width - 64
    body = []
    for index, row in enumerate(rows):
        top, x = index * step, 0.0
        body.append(f'<text x="0" y="{top + 12}" fill="{INK}" font-size="12.5">{html.escape(row.label)}</text>')
        for value, colour in row.parts:
            wide = room * value / most
            if value:
                edge = RED if colour == "#fff" else colour
                body.append(
                    f'<rect x="{_n(x)}" y="{top + LABEL + 1}" width="{_n(max(wide, 1.5))}" height="{BAR}" '
                    f'fill="{colour}" stroke="{edge}" stroke-width="1.2"/>'
                )
            x += wide
        body.append(
            f'<text x="{_n(x + 6)}" y="{top + LABEL + 13}" fill="{SOFT}" font-size="12">{html.escape(row.said)}</text>'
        )
    tall = max(len(rows) * step, 20)
    return (
        f'<svg viewBox="-1 0 {width + 2} {tall}" role="img" aria-label="{html.escape(title, quote=True)}" '
        f'font-family="inherit">{"".join(body)}</svg>'
    )
