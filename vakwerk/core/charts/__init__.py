"""Charts drawn on the server as SVG, each with a title, a description in words and its figures as a table.

    chart = bars(_("Pupils per finality"), [Datum("Arbeidsmarkt", 120), Datum("Dubbele", 80)])
    {% chart chart %}

Colours are presentation attributes, so the same drawing goes into a PDF; on a page the style sheet replaces them by
class, which gives dark mode and forced colours. A value that is not a finite number is drawn as "no figure".
"""

from vakwerk.core.charts.bars import bars
from vakwerk.core.charts.data import Datum, Interval, RegionValue, Series, Span
from vakwerk.core.charts.hexagon import hexagon
from vakwerk.core.charts.line import line
from vakwerk.core.charts.province_map import province_map
from vakwerk.core.charts.ranges import ranges
from vakwerk.core.charts.svg import Chart, ChartTable
from vakwerk.core.charts.timeline import timeline

__all__ = [
    "Chart",
    "ChartTable",
    "Datum",
    "Interval",
    "RegionValue",
    "Series",
    "Span",
    "bars",
    "hexagon",
    "line",
    "province_map",
    "ranges",
    "timeline",
]
