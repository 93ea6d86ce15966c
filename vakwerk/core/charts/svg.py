"""The drawing board: escaped SVG elements, literal colours beside classes, and the finished `Chart`."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe

Text = str | Promise
INK = "#333332"
SOFT = "#595F69"
LINE = "#CFD5DD"
ACTION = "#0055CC"
FONT = "Liberation Sans, Arial, sans-serif"
# Characters XML 1.0 forbids even as a reference; a label out of a school's spreadsheet may hold them.
_FORBIDDEN = {code: None for code in range(32) if code not in (9, 10, 13)} | {0xFFFE: None, 0xFFFF: None}
_FORBIDDEN |= dict.fromkeys(range(0xD800, 0xE000))


def clean(text: object) -> str:
    """Text that is safe inside XML, as an attribute and as content."""
    return escape(str(text).translate(_FORBIDDEN), quote=True)


def element(name: str, content: str = "", **attributes: object) -> str:
    """`element("rect", x=1, stroke_width=2)`: names with `_` become `-`, `class_` becomes `class`."""
    parts = [
        f' {key.rstrip("_").replace("_", "-")}="{clean(_value(v))}"' for key, v in attributes.items() if v is not None
    ]
    return f"<{name}{''.join(parts)}>{content}</{name}>" if content else f"<{name}{''.join(parts)}/>"


def _value(value: object) -> object:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else value


# How text stands out: on the page, softly on the page, on a dark area, on a light area.
TONES = {"ink": INK, "soft": SOFT, "on-area": "#FFFFFF", "on-light": "#1F2A44"}


def text(
    content: Text,
    x: object,
    y: float,
    *,
    size: int = 15,
    anchor: str = "start",
    soft: bool = False,
    bold: bool = False,
    tone: str = "ink",
) -> str:
    """A line of text whose baseline begins (or ends, or has its middle: `anchor`) at (x, y)."""
    tone = "soft" if soft else tone
    return element(
        "text",
        clean(content) or "\u200b",
        x=x,
        y=y,
        font_size=size,
        text_anchor=anchor,
        font_family=FONT,
        font_weight="bold" if bold else None,
        class_=f"c-{tone}",
        fill=TONES[tone],
    )


def lines_of(label: Text, width: int = 38) -> list[str]:
    """A label broken to fit a telephone (38 characters of 15 px in 300 px); SVG text does not break itself."""
    return textwrap.wrap(str(label), width) or [""]


def is_number(value: float | None) -> bool:
    return value is not None and math.isfinite(value)


def shown(value: float | None, unit: str = "", decimals: int | None = None) -> str:
    """A figure for reading, in the reader's notation: whole numbers without decimals, the rest with one."""
    if value is None or not math.isfinite(value):
        return "–"
    if decimals is None:
        decimals = 0 if float(value).is_integer() else 1
    if abs(value) >= 1e15:  # more digits than a reader reads
        return f"{value:.2e}{unit}"
    return f"{number_format(round(value, decimals), decimal_pos=decimals, force_grouping=True)}{unit}"


@dataclass(frozen=True)
class ChartTable:
    """The figures of a chart: column heads and rows of text; the first cell of a row names it."""

    heads: tuple[Text, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Chart:
    """A finished drawing. `body` holds the elements; `fluid` drawings use percentages and keep their type size."""

    title: Text
    description: Text
    table: ChartTable
    body: str
    width: int
    height: int
    fluid: bool = False
    kind: str = "bars"
    attribution: Text = ""

    @property
    def svg(self) -> SafeString:
        """The drawing for a page, with a name and a description for a screen reader."""
        size = (
            {"width": "100%", "height": self.height} if self.fluid else {"viewBox": f"0 0 {self.width} {self.height}"}
        )
        name = f"{self.title}. {self.description}" if self.description else str(self.title)
        drawing = element(
            "svg", self.body or " ", role="img", aria_label=name, class_=f"chart chart--{self.kind}", **size
        )
        return mark_safe(drawing)  # noqa: S308  element() and text() escape everything they are given

    def standalone_svg(self) -> str:
        """The same drawing as a file of its own, with literal colours, for a document."""
        return element(
            "svg",
            self.body or " ",
            xmlns="http://www.w3.org/2000/svg",
            width=self.width,
            height=self.height,
            viewBox=f"0 0 {self.width} {self.height}",
        )


def table(heads: Sequence[Text], rows: Sequence[Sequence[str]]) -> ChartTable:
    return ChartTable(tuple(heads), tuple(tuple(row) for row in rows))
