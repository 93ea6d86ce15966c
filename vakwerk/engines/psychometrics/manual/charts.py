"""Three simple drawings as SVG: the error over ability, persons against items, and how often items are shown."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np

from vakwerk.engines.psychometrics.items import Items, Population
from vakwerk.engines.psychometrics.records import FloatArray

WIDTH, HEIGHT = 520, 230
LEFT, RIGHT, TOP, BOTTOM = 48, 12, 26, 40
INK, SOFT, LINE, BLUE, ORANGE = "#333332", "#595f69", "#cfd5dd", "#0055cc", "#b35900"
FONT = "Libertinus Serif"
LOWEST, HIGHEST, STEPS = -3.5, 3.5, 28


class Frame:
    """Axes of a drawing: from data to places on the page, and the elements drawn so far."""

    def __init__(self, x: tuple[float, float], y: tuple[float, float]) -> None:
        self.x, self.y, self.parts = x, y, list[str]()

    def at(self, x: float, y: float) -> tuple[float, float]:
        across = (x - self.x[0]) / (self.x[1] - self.x[0])
        up = (y - self.y[0]) / (self.y[1] - self.y[0])
        return LEFT + across * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - up * (HEIGHT - TOP - BOTTOM)

    def text(self, x: float, y: float, words: str, anchor: str = "middle", color: str = SOFT) -> None:
        self.parts.append(
            f'<text x="{x:.1f}" y="{y:.1f}" font-family="{FONT}" font-size="11" fill="{color}" '
            f'text-anchor="{anchor}">{escape(words)}</text>'
        )

    def line(self, a: tuple[float, float], b: tuple[float, float], color: str = LINE, dash: str = "") -> None:
        (x1, y1), (x2, y2) = a, b
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self.parts.append(
            f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{color}" stroke-width="1"{dashed}/>'
        )

    def curve(self, xs: FloatArray, ys: FloatArray, color: str = BLUE) -> None:
        points = " ".join("{:.1f},{:.1f}".format(*self.at(x, y)) for x, y in zip(xs, ys, strict=True))
        self.parts.append(f'<polyline points="{points}" fill="none" stroke="{color}" stroke-width="2"/>')

    def bar(self, x: tuple[float, float], y: tuple[float, float], color: str) -> None:
        (x1, y1), (x2, y2) = self.at(x[0], y[1]), self.at(x[1], y[0])
        width, height = max(x2 - x1 - 0.6, 0.4), max(y2 - y1, 0.0)
        self.parts.append(f'<rect x="{x1:.1f}" y="{y1:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{color}"/>')

    def axes(
        self, names: tuple[str, str], across: Sequence[tuple[float, str]], up: Sequence[tuple[float, str]]
    ) -> None:
        """Grid lines with their labels, and the name of each axis."""
        for value, label in up:
            start, end = self.at(self.x[0], value), self.at(self.x[1], value)
            self.line(start, end)
            self.text(start[0] - 6, start[1] + 4, label, "end")
        for value, label in across:
            place = self.at(value, self.y[0])
            self.text(place[0], place[1] + 15, label)
        self.text(LEFT + (WIDTH - LEFT - RIGHT) / 2, HEIGHT - 6, names[0], color=INK)
        self.text(4, 12, names[1], "start", INK)

    def svg(self) -> str:
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
            f'viewBox="0 0 {WIDTH} {HEIGHT}">{"".join(self.parts)}</svg>'
        )


def _signed(value: float) -> str:
    return f"{value:g}".replace("-", "−")


def error_curve(theta: FloatArray, se: FloatArray, names: tuple[str, str], comma: bool) -> str:
    """Standard error over ability; what is above 1.5 is cut off, since there nothing is measured."""
    top = float(np.clip(np.ceil(4 * np.nanmin(se) + 2) / 2, 0.5, 1.5))
    frame = Frame((float(theta[0]), float(theta[-1])), (0.0, top))
    marks = np.linspace(0, top, 6)
    labels = [f"{mark:.2f}".replace(".", ",") if comma else f"{mark:.2f}" for mark in marks]
    frame.axes(
        names, [(float(x), _signed(float(x))) for x in range(-3, 4)], list(zip(marks.tolist(), labels, strict=True))
    )
    shown = se <= top
    frame.curve(theta[shown], se[shown])
    return frame.svg()


def item_map(items: Items, population: Population, names: tuple[str, str], people: str, tasks: str) -> str:
    """Wright map lying down: spread of the pupils above the line, thresholds of the items below it."""
    edges = np.linspace(LOWEST, HIGHEST, STEPS + 1)
    middle = (edges[:-1] + edges[1:]) / 2
    density = np.exp(-(((middle - population.mean) / population.sd) ** 2) / 2)
    thresholds = items.thresholds[np.isfinite(items.thresholds)]
    counts = np.histogram(np.clip(thresholds, LOWEST, HIGHEST), edges)[0]
    frame = Frame((LOWEST, HIGHEST), (-1.05, 1.15))
    frame.axes(names, [(float(x), _signed(float(x))) for x in range(-3, 4)], [])
    for place, (share, count) in enumerate(zip(density, counts, strict=True)):
        sides = float(edges[place]), float(edges[place + 1])
        frame.bar(sides, (0.0, float(share)), BLUE)
        frame.bar(sides, (-float(count) / max(int(counts.max()), 1), 0.0), ORANGE)
    frame.line(frame.at(LOWEST, 0), frame.at(HIGHEST, 0), INK)
    frame.text(WIDTH - RIGHT, frame.at(0, 1.0)[1], people, "end", BLUE)
    frame.text(WIDTH - RIGHT, frame.at(0, -0.98)[1], tasks, "end", ORANGE)
    return frame.svg()


def exposure_bars(rates: FloatArray, names: tuple[str, str]) -> str:
    """Share of pupils that got each item, most shown first."""
    ordered = np.sort(rates)[::-1]
    top = max(0.2, float(np.ceil(10 * ordered[0]) / 10)) if len(ordered) else 1.0
    frame = Frame((0.0, float(max(len(ordered), 1))), (0.0, top))
    marks = np.linspace(0, top, 6)
    ends = [(0.5, "1"), (len(ordered) - 0.5, str(len(ordered)))]
    frame.axes(names, ends, [(float(mark), f"{100 * mark:.0f} %") for mark in marks])
    for place, rate in enumerate(ordered):
        frame.bar((place, place + 1), (0.0, float(rate)), BLUE)
    return frame.svg()
