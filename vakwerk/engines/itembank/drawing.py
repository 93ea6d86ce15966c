"""Pictures of tasks: small SVG drawings with every number rounded the same way: an id gives the same pixels.

Only presentation attributes (no style element, no script), a white sheet beneath, dark lines, and fills that differ in
lightness as well as in hue, so that a picture also works printed in black and white and for the colour-blind.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from vakwerk.engines.words import Words

Point = tuple[float, float]

# Words in a drawing stand in both languages between these marks (private use, never in a text) until `svg` chooses.
NL, EN, END = "\ue000", "\ue001", "\ue002"
BOTH = re.compile(f"{NL}([^{EN}]*){EN}([^{END}]*){END}")

INK = "#1b1b1b"
PAPER = "#ffffff"
SHADE = "#d9dee3"
MIDDLE = "#8c9aa6"
BLUE = "#1d5fa8"
LIGHT_BLUE = "#a9cbee"
ORANGE = "#e07b00"
LIGHT_ORANGE = "#ffd8a3"
GREEN = "#2f7d32"
RED = "#b3261e"
LINE = 2.0


@dataclass(frozen=True)
class Picture:
    """A drawing of `width` x `height` units. `alternative` says in words what there is to see, without giving the
    answer away; None where the construct is seeing itself and words would be another task."""

    width: float
    height: float
    content: str
    alternative: Words | None = None

    def svg(self, language: str = "nl", described_by: str = "") -> str:
        """A complete, standalone SVG. With an alternative it is an image with that name, else it is hidden from
        assistive technology and whoever shows it must say that the task needs sight."""
        if self.alternative is not None:
            label = f'role="img" aria-label={quoteattr(self.alternative.text(language))}'
        else:
            label = 'aria-hidden="true"'
        box = f"0 0 {fixed(self.width)} {fixed(self.height)}"
        size = f'width="{fixed(self.width)}" height="{fixed(self.height)}"'
        content = self.content
        if NL in content:
            content = BOTH.sub(r"\2" if language == "en" else r"\1", content)
        return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" {size} {label}>{content}</svg>'


class LatePicture(Picture):
    """A picture that is drawn when somebody looks at it: a task is checked often, and seen seldom."""

    def __init__(
        self, width: float, height: float, draw: Callable[[Drawing], None], alternative: Words | None = None
    ) -> None:
        for name, value in (("width", width), ("height", height), ("draw", draw), ("alternative", alternative)):
            object.__setattr__(self, name, value)

    draw: Callable[[Drawing], None]

    @functools.cached_property
    def content(self) -> str:  # read like the field that it stands for
        sheet = Drawing(self.width, self.height)
        self.draw(sheet)
        return sheet.picture().content


def fixed(value: float) -> str:
    """At most two decimals, no trailing zeros, no minus zero: the same text on every machine."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


@dataclass
class Drawing:
    """A sheet to draw on; `picture()` freezes it. Coordinates run right and down from the upper left corner."""

    width: float
    height: float
    parts: list[str] = field(default_factory=list)
    paper: str | None = PAPER

    def line(self, start: Point, end: Point, stroke: str = INK, width: float = LINE, dash: str = "") -> None:
        ends = f'x1="{fixed(start[0])}" y1="{fixed(start[1])}" x2="{fixed(end[0])}" y2="{fixed(end[1])}"'
        self.parts.append(f"<line {ends} {_stroke(stroke, width, dash)}/>")

    def polyline(self, points: Iterable[Point], stroke: str = INK, width: float = LINE, dash: str = "") -> None:
        self.parts.append(f'<polyline points="{_points(points)}" fill="none" {_stroke(stroke, width, dash)}/>')

    def polygon(self, points: Iterable[Point], fill: str = PAPER, stroke: str = INK, width: float = LINE) -> None:
        self.parts.append(f'<polygon points="{_points(points)}" fill="{fill}" {_stroke(stroke, width)}/>')

    def rectangle(
        self, corner: Point, size: Point, fill: str = PAPER, stroke: str = INK, width: float = LINE, radius: float = 0
    ) -> None:
        box = f'x="{fixed(corner[0])}" y="{fixed(corner[1])}" width="{fixed(size[0])}" height="{fixed(size[1])}"'
        rounded = f' rx="{fixed(radius)}"' if radius else ""
        self.parts.append(f'<rect {box}{rounded} fill="{fill}" {_stroke(stroke, width)}/>')

    def circle(
        self, centre: Point, radius: float, fill: str = PAPER, stroke: str = INK, width: float = LINE, dash: str = ""
    ) -> None:
        where = f'cx="{fixed(centre[0])}" cy="{fixed(centre[1])}" r="{fixed(radius)}"'
        self.parts.append(f'<circle {where} fill="{fill}" {_stroke(stroke, width, dash)}/>')

    def path(
        self,
        commands: Sequence[str | float],
        fill: str = "none",
        stroke: str = INK,
        width: float = LINE,
        dash: str = "",
    ) -> None:
        """`commands`: letters and numbers as SVG reads them, ["M", 0, 0, "A", 5, 5, 0, 0, 1, 9, 9]."""
        written = " ".join(part if isinstance(part, str) else fixed(part) for part in commands)
        self.parts.append(f'<path d="{written}" fill="{fill}" {_stroke(stroke, width, dash)}/>')

    def text(self, at: Point, words: str | Words, size: float = 16, fill: str = INK, anchor: str = "middle") -> None:
        """Text with its baseline at `at`, in the language in which the picture is shown when given as `Words`."""
        where = f'x="{fixed(at[0])}" y="{fixed(at[1])}" font-size="{fixed(size)}"'
        font = f'font-family="Arial, Helvetica, sans-serif" fill="{fill}" text-anchor="{anchor}"'
        self.parts.append(f"<text {where} {font}>{_written(words)}</text>")

    def place(self, picture: Picture, at: Point, scale: float = 1.0, turn: float = 0.0) -> None:
        """Another picture inside this one, `turn` degrees clockwise about its own middle."""
        steps = f"translate({fixed(at[0])} {fixed(at[1])}) scale({fixed(scale)})"
        if turn:
            steps += f" rotate({fixed(turn)} {fixed(picture.width / 2)} {fixed(picture.height / 2)})"
        self.parts.append(f'<g transform="{steps}">{picture.content}</g>')

    def picture(self, alternative: Words | None = None) -> Picture:
        sheet = ""
        if self.paper:
            sheet = f'<rect width="{fixed(self.width)}" height="{fixed(self.height)}" fill="{self.paper}"/>'
        return Picture(self.width, self.height, sheet + "".join(self.parts), alternative)


def _written(words: str | Words) -> str:
    if isinstance(words, str):
        return escape(words)
    if words.nl == words.en:
        return escape(words.nl)
    return f"{NL}{escape(words.nl)}{EN}{escape(words.en)}{END}"


def _points(points: Iterable[Point]) -> str:
    return " ".join(f"{fixed(x)},{fixed(y)}" for x, y in points)


def _stroke(stroke: str, width: float, dash: str = "") -> str:
    if stroke == "none" or not width:
        return 'stroke="none"'
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return f'stroke="{stroke}" stroke-width="{fixed(width)}" stroke-linejoin="round" stroke-linecap="round"{dashes}'
