"""The gap on a map: a disc per municipality, as large as what is short there, on the outlines of the provinces."""

from __future__ import annotations

import math
from collections.abc import Mapping

from django.utils.translation import gettext as _

from vakwerk.capacity import gap, wording
from vakwerk.core import geography
from vakwerk.core.charts import RegionValue, province_map
from vakwerk.core.charts.svg import INK, Chart, clean, element, table
from vakwerk.engines.places import outlines

LARGEST, SMALLEST = 18.0, 3.0  # radius in units of the drawing
PLAIN, SHORT = "#ECEEF1", "#AA2729"


def gap_map(title: str, totals: Mapping[str, gap.Total]) -> Chart:
    """`totals` by NIS code. A filled disc: so many places are short at least; a ring: nobody knows enough to say."""
    data = outlines()
    most = max((total.shortage.low for total in totals.values()), default=0)
    discs = sorted(totals.items(), key=lambda pair: -pair[1].shortage.low)  # small ones on top of large ones
    drawn = [_outline(province) for province in data.raw["provinces"]]
    drawn += [_disc(nis, total, most) for nis, total in discs]
    rows = [(wording.municipality(nis), wording.span(total.shortage), wording.span(total.free)) for nis, total in discs]
    heads = [_("Municipality"), _("Places short"), _("Free places")]
    return Chart(
        title, _describe(totals), table(heads, rows), "".join(drawn), data.width, data.height,
        kind="map", attribution=data.attribution,
    )  # fmt: skip


def province_gap(title: str, totals: Mapping[str, gap.Total]) -> Chart:
    """The same by province: the places that are short at least; no figure where nothing is known."""
    found = [
        RegionValue(name, None if total.shortage.unknown else float(total.shortage.low))
        for name, total in totals.items()
        if name
    ]
    return province_map(title, found)


def _outline(province: dict[str, str]) -> str:
    return element(
        "path", element("title", clean(province["name"])), d=province["path"], fill=PLAIN, stroke=INK, stroke_width=1,
        stroke_linejoin="round", class_="c-area c-area--none",
    )  # fmt: skip


def _disc(nis: str, total: gap.Total, most: int) -> str:
    try:
        place = geography.municipality(nis)
    except KeyError:
        return ""
    x, y = outlines().projection.point(place.lat, place.lon)
    said = f"{place.name}: {wording.span(total.shortage)}"
    name = element("title", clean(said))
    if total.shortage.low:
        radius = max(SMALLEST, LARGEST * math.sqrt(total.shortage.low / most))
        return element(
            "circle", name, cx=x, cy=y, r=radius, fill=SHORT, fill_opacity=0.75, stroke="#FFFFFF", class_="ca-short"
        )
    if total.shortage.high is None:
        return element("circle", name, cx=x, cy=y, r=SMALLEST, fill="none", stroke=INK, class_="ca-unknown")
    return element("circle", name, cx=x, cy=y, r=2, fill=INK, class_="ca-enough")


def _describe(totals: Mapping[str, gap.Total]) -> str:
    short = {nis: total for nis, total in totals.items() if total.shortage.low}
    if not short:
        return _("No municipality is known to be short of places.")
    nis, most = max(short.items(), key=lambda pair: pair[1].shortage.low)
    return _("%(n)s municipalities are short of places; most of all %(name)s: %(places)s.") % {
        "n": wording.figure(len(short)),
        "name": wording.municipality(nis),
        "places": wording.span(most.shortage),
    }
