"""The timeline: bars over years, an open end that goes on, and words and a table beside it."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from vakwerk.core.charts import Span, timeline

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
SPANS = st.lists(st.builds(Span, st.text(max_size=60), DAYS, st.none() | DAYS), max_size=12)


def bars(svg: str) -> list[tuple[float, float]]:
    """(left, width) of each bar in per cent."""
    found = ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}rect")
    return [(float(r.get("x", "").rstrip("%")), float(r.get("width", "").rstrip("%"))) for r in found]


@given(SPANS, st.none() | DAYS)
def test_any_periods_are_drawn_inside_the_picture(spans, today):
    chart = timeline("Titel", spans, today=today)
    drawn = bars(chart.standalone_svg())
    assert len(drawn) == len(spans) == len(chart.table.rows)
    assert all(left >= 0 and width > 0 for left, width in drawn)


def test_a_whole_year_takes_the_place_of_a_year():
    drawn = bars(
        timeline(
            "T", [Span("a", date(2024, 1, 1), date(2024, 12, 31)), Span("b", date(2023, 1, 1), None)]
        ).standalone_svg()
    )
    assert abs(drawn[0][0] - 50) < 0.2
    assert abs(drawn[0][1] - 50) < 0.3
    assert drawn[1] == (0, 100)


def test_an_open_end_is_said_in_words():
    chart = timeline("T", [Span("RTC", date(2022, 9, 1), None)])
    assert chart.table.rows[0] == ("RTC", "1 september 2022", "geen einde genoemd")


def test_no_periods_is_said_in_words():
    assert timeline("T", []).description == "Er zijn geen periodes."
