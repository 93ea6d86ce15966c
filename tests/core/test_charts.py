"""Charts draw any figures as valid, escaped, readable SVG with the same figures as a table."""

from __future__ import annotations

import json
import math
import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from vakwerk.core import charts
from vakwerk.core.charts.hexagon import hexagon
from vakwerk.core.charts.line import round_up
from vakwerk.core.charts.province_map import step_of
from vakwerk.core.charts.ranges import place
from vakwerk.core.charts.svg import lines_of, shown
from vakwerk.core.geography import PROVINCES
from vakwerk.engines.places.outlines import FILE

figures = st.one_of(st.none(), st.floats(), st.integers(-(10**6), 10**6).map(float))
labels = st.text(max_size=80)
data = st.lists(st.builds(charts.Datum, labels, figures, st.booleans()), max_size=6)
intervals = st.builds(charts.Interval, labels, figures, figures, figures)


def parse(chart: charts.Chart) -> ET.Element:
    """The standalone drawing as XML; raises when it is not well-formed."""
    ET.fromstring(f'<x xmlns="http://www.w3.org/2000/svg">{chart.svg}</x>')
    return ET.fromstring(chart.standalone_svg())


def assert_sound(chart: charts.Chart) -> None:
    root = parse(chart)
    for element in root.iter():
        assert "style" not in element.attrib, "CSP allows no style attribute"
        assert not any(
            "nan" in v.lower() or v.lower() in {"inf", "-inf"} for k, v in element.attrib.items() if k in COORDINATES
        )
    assert all(len(row) == len(chart.table.heads) for row in chart.table.rows)
    assert chart.description


COORDINATES = {"x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "width", "height", "points", "d"}


@given(labels, data)
def test_bars_draw_any_figures(title: str, given_data: list[charts.Datum]) -> None:
    chart = charts.bars(title, given_data)
    assert_sound(chart)
    assert len(chart.table.rows) == len(given_data)


@given(st.lists(intervals, max_size=6), figures, figures, st.booleans())
def test_ranges_draw_any_figures(
    given_data: list[charts.Interval], low: float | None, high: float | None, numbers: bool
) -> None:
    assert_sound(charts.ranges("T", given_data, low=low or 0.0, high=high or 1.0, show_figures=numbers))


@given(st.lists(intervals, min_size=6, max_size=6), st.booleans())
def test_the_hexagon_draws_any_figures(given_data: list[charts.Interval], numbers: bool) -> None:
    assert_sound(hexagon("T", given_data, show_figures=numbers))


@given(
    st.lists(labels, max_size=8), st.lists(st.builds(charts.Series, labels, st.lists(figures, max_size=9)), max_size=3)
)
def test_lines_draw_any_figures(points: list[str], series: list[charts.Series]) -> None:
    assert_sound(charts.line("T", points, series))


@given(st.lists(st.builds(charts.RegionValue, st.sampled_from(PROVINCES), figures), max_size=8))
def test_the_map_draws_any_figures(values: list[charts.RegionValue]) -> None:
    assert_sound(charts.province_map("T", values))


@pytest.mark.parametrize(
    "draw",
    [
        lambda text: charts.bars(text, [charts.Datum(text, 1)], unit=text),
        lambda text: charts.ranges(text, [charts.Interval(text, 1, 0, 2)], ends=(text, text)),
        lambda text: charts.hexagon(text, [charts.Interval(text, 1, 0, 2)] * 6),
        lambda text: charts.line(text, [text], [charts.Series(text, [1])], unit=text),
        lambda text: charts.province_map(text, [charts.RegionValue("Limburg", 1)], unit=text),
    ],
)
def test_no_label_becomes_markup(draw: Callable[[str], charts.Chart]) -> None:
    chart = draw('<script>"alert(1)"</script>')
    assert "<script" not in chart.svg
    assert "<script" not in chart.standalone_svg()
    assert "&lt;script&gt;" in chart.svg


def test_characters_that_xml_forbids_are_left_out() -> None:
    parse(charts.bars("a\x00b\x0b\ufffe\ud800", [charts.Datum("\x1f", 1)]))


def test_the_longest_bar_gets_the_room_and_half_of_it_gets_half() -> None:
    chart = charts.bars(
        "T", [charts.Datum("a", 10), charts.Datum("b", 5), charts.Datum("c", -3), charts.Datum("d", None)]
    )
    widths = [e.attrib["width"] for e in parse(chart).iter() if e.tag.endswith("rect")]
    assert widths == ["82.00%", "41.00%"]


def test_a_bar_without_a_figure_says_so() -> None:
    with override("nl"):
        chart = charts.bars("T", [charts.Datum("a", math.nan), charts.Datum("b", 4)])
    assert chart.table.rows == (("a", "–"), ("b", "4"))


def test_no_figures_at_all_are_said_in_words() -> None:
    with override("nl"):
        assert charts.bars("T", []).description == "Er zijn geen cijfers."
        assert "Er zijn geen cijfers." in charts.province_map("T", []).description


def test_a_marked_bar_differs_in_more_than_colour() -> None:
    plain, marked = (charts.bars("T", [charts.Datum("a", 1, marked=m)]) for m in (False, True))
    assert "stroke-dasharray" not in plain.svg
    assert "stroke-dasharray" in marked.svg


def test_two_lines_differ_in_dash_and_mark() -> None:
    svg = charts.line("T", ["a", "b"], [charts.Series("x", [1, 2]), charts.Series("y", [2, 1])]).svg
    assert "stroke-dasharray" in svg
    assert "<circle" in svg
    assert "<rect" in svg


def test_a_missing_figure_leaves_a_gap_in_the_line() -> None:
    chart = charts.line("T", list("abcd"), [charts.Series("x", [1, None, 2, 3])])
    strokes = [e for e in parse(chart).iter() if e.attrib.get("class") == "c-line c-line--0"]
    assert len(strokes) == 2, "one stroke (c to d) and the key"


def test_a_young_reader_gets_words_and_no_numbers() -> None:
    values = [charts.Interval(str(n), 10 + 15 * n, 0, 100) for n in range(6)]
    with override("nl"):
        for chart in (charts.hexagon("T", values, show_figures=False), charts.ranges("T", values, show_figures=False)):
            assert [row[1] for row in chart.table.rows] == [
                "heel weinig",
                "weinig",
                "ertussenin",
                "ertussenin",
                "veel",
                "heel veel",
            ]


def test_a_hexagon_has_six_values() -> None:
    with pytest.raises(ValueError, match="six"):
        charts.hexagon("T", [charts.Interval("a", 1, 0, 2)] * 5)


def test_the_band_lies_where_the_interval_lies() -> None:
    chart = charts.ranges("T", [charts.Interval("a", 50, 25, 75)])
    (band,) = [e for e in parse(chart).iter() if e.attrib.get("class") == "c-band"]
    assert (band.attrib["x"], band.attrib["width"]) == ("26.00%", "48.00%")


@given(figures, st.floats(allow_nan=False, allow_infinity=False), st.floats(allow_nan=False, allow_infinity=False))
def test_a_place_is_always_on_the_scale(value: float | None, low: float, high: float) -> None:
    part = place(value, low, high)
    assert part is None or 0.0 <= part <= 1.0


@given(st.floats(allow_nan=False, allow_infinity=False), st.floats(0, 1e9), st.floats(0, 1e9))
def test_every_figure_between_the_ends_gets_one_of_five_colours(value: float, a: float, b: float) -> None:
    low, high = min(a, b), max(a, b)
    if low <= value <= high:
        assert step_of(value, low, high) in range(5)


def test_colours_grow_with_the_figure() -> None:
    assert [step_of(v, 0, 100) for v in (0, 19, 21, 59, 100)] == [0, 0, 1, 2, 4]
    assert step_of(3, 3, 3) == 2
    assert step_of(None, 0, 1) is None


@given(st.floats(1e-6, 1e12))
def test_the_top_of_a_scale_is_a_round_number_above_the_figures(value: float) -> None:
    top = round_up(value)
    assert value <= top <= 2.5 * value


@pytest.mark.parametrize(("value", "nl"), [(1234.0, "1.234"), (0.5, "0,5"), (-3, "-3"), (None, "–"), (math.inf, "–")])
def test_figures_are_written_as_the_reader_writes_them(value: float | None, nl: str) -> None:
    with override("nl"):
        assert shown(value) == nl


def test_a_long_label_is_broken_for_a_phone() -> None:
    assert all(len(line) <= 38 for line in lines_of("Verzorging en ondersteuning voor kinderen en ouderen thuis"))


def test_the_map_has_every_province_once_with_its_source() -> None:
    shapes = json.loads(FILE.read_text(encoding="utf-8"))
    assert sorted(p["name"] for p in shapes["provinces"]) == sorted(PROVINCES)
    assert "CC BY 4.0" in shapes["attribution"]
    assert FILE.stat().st_size < 40_000


def test_a_province_keeps_its_figure() -> None:
    with override("nl"):
        chart = charts.province_map("T", [charts.RegionValue("Limburg", 12)])
    assert ("Limburg", "12") in chart.table.rows
    assert ("Brussel", "–") in chart.table.rows
    assert chart.attribution
