"""Tables sort, filter, page and download alike for rows of the database and for lists."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO, StringIO

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from django.db.models.functions import Length
from django.test import RequestFactory
from django.utils.html import format_html
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from vakwerk.core import downloads
from vakwerk.core.tables import Column, Table

COLUMNS = [
    Column("name", "Naam", sortable=True, filter="text"),
    Column("size", "Grootte", numeric=True, sortable=True),
    Column("kind", "Soort", filter="choice", choices=[("a", "A"), ("b", "B")]),
]


@dataclass(frozen=True)
class Row:
    name: str | None
    size: float | None = None
    kind: str = "a"


ROWS = [Row("Gent", 3), Row("aalst", 20, "b"), Row("Brugge", None), Row("Zele", 1, "b")]


def table(query: str = "", rows: object = None, **options: object) -> Table:
    return Table(ROWS if rows is None else rows, COLUMNS, RequestFactory().get(f"/x/?{query}"), **options)  # type: ignore[arg-type]


def names(made: Table) -> list[str]:
    return [row.name for row in made.page.object_list]


def test_rows_keep_their_order_until_the_reader_sorts() -> None:
    assert names(table()) == ["Gent", "aalst", "Brugge", "Zele"]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("name", ["aalst", "Brugge", "Gent", "Zele"]),
        ("-name", ["Zele", "Gent", "Brugge", "aalst"]),
        ("size", ["Zele", "Gent", "aalst", "Brugge"]),
        ("-size", ["aalst", "Gent", "Zele", "Brugge"]),
    ],
)
def test_sorting_ignores_capitals_and_puts_the_unknown_last(sort: str, expected: list[str]) -> None:
    assert names(table(f"sort={sort}")) == expected


@pytest.mark.parametrize(
    "query", ["sort=kind", "sort=nothing", "sort=-", "page=abc", "kind=zzz", "size=4", "format=exe"]
)
def test_a_mistyped_parameter_changes_nothing(query: str) -> None:
    made = table(query)
    assert names(made) == names(table())
    assert made.download() is None


def test_filters_narrow_the_rows_and_can_be_cleared() -> None:
    made = table("name=L&kind=b&sort=name&other=1")
    assert names(made) == ["aalst", "Zele"]
    assert made.filtered
    assert made.clear_address == "?sort=name&other=1"


def test_a_page_beyond_the_last_is_the_last() -> None:
    made = table("page=99", page_size=3)
    assert names(made) == ["Zele"]
    assert made.pages["previous"] == "?page=1"
    assert made.pages["next"] == ""


def test_a_head_says_how_it_sorts_and_links_to_the_reverse() -> None:
    heads = {head.column.key: head for head in table("sort=name&page=2").heads}
    assert (heads["name"].direction, heads["name"].href) == ("ascending", "?sort=-name")
    assert (heads["size"].direction, heads["size"].href) == ("", "?sort=size")
    assert heads["kind"].href == ""


def test_two_tables_on_a_page_do_not_disturb_each_other() -> None:
    made = table("sort=name&b-sort=-name", prefix="b")
    assert names(made)[0] == "Zele"
    assert made.address(page="2") == "?sort=name&b-sort=-name&b-page=2"


def test_the_filter_form_keeps_the_rest_of_the_address() -> None:
    assert list(table("sort=name&name=x&page=3&op=2026-01-01").kept) == [("sort", "name"), ("op", "2026-01-01")]


@pytest.mark.django_db
class TestInTheDatabase:
    @pytest.fixture
    def rows(self) -> object:
        for n in range(60):
            ContentType.objects.create(app_label=f"t{n % 3}", model=f"m{n:02}")
        return ContentType.objects.filter(model__startswith="m", app_label__startswith="t")

    def made(self, rows: object, query: str = "") -> Table:
        columns = [
            Column("model", "Model", sortable=True, filter="text"),
            Column("app_label", "Room", sortable=True, filter="choice", choices=[("t0", "0"), ("t1", "1")]),
        ]
        return Table(rows, columns, RequestFactory().get(f"/x/?{query}"), page_size=10)  # type: ignore[arg-type]

    def test_it_asks_two_questions_whatever_the_number_of_rows(
        self, rows: object, django_assert_num_queries: object
    ) -> None:
        with django_assert_num_queries(2):  # type: ignore[operator]
            made = self.made(rows, "sort=-app_label&model=m")
            assert len(list(made.body)) == 10
            assert made.count == 60

    def test_sorting_and_filtering_happen_there(self, rows: object) -> None:
        made = self.made(rows, "sort=-model&app_label=t1&model=M0")
        assert [row.model for row in made.page.object_list] == ["m07", "m04", "m01"]

    def test_sorting_ignores_capitals_there_too(self) -> None:
        for name in ("Brugge", "aalst", "Zele"):
            ContentType.objects.create(app_label="plaats", model=name)
        rows = ContentType.objects.filter(app_label="plaats")
        assert [row.model for row in self.made(rows, "sort=model").page.object_list] == ["aalst", "Brugge", "Zele"]
        assert [row.model for row in self.made(rows, "sort=-model").page.object_list] == ["Zele", "Brugge", "aalst"]

    def test_it_sorts_by_what_the_database_computed(self, rows: object) -> None:
        counted = rows.annotate(longer=Length("model") + F("pk"))  # type: ignore[attr-defined]
        columns = [Column("longer", "L", numeric=True, sortable=True)]
        made = Table(counted, columns, RequestFactory().get("/x/?sort=-longer"), page_size=1)
        assert made.page.object_list[0].pk == max(row.pk for row in counted)

    def test_pages_never_repeat_or_drop_a_row_with_equal_keys(self, rows: object) -> None:
        seen = [row.pk for n in range(1, 7) for row in self.made(rows, f"sort=app_label&page={n}").page.object_list]
        assert len(set(seen)) == 60

    def test_a_download_has_every_row_of_every_page(self, rows: object) -> None:
        response = self.made(rows, "format=csv&app_label=t0").download()
        assert response is not None
        assert len(response.content.decode("utf-8-sig").splitlines()) == 21


class TestDownloads:
    def csv(self, rows: list[Row], language: str = "nl") -> list[list[str]]:
        with override(language):
            response = table("format=csv&page=2", rows).download()
        assert response is not None
        assert response.content.startswith("\ufeff".encode()), "Excel needs the mark to read accents"
        text = response.content.decode("utf-8-sig")
        return list(csv.reader(StringIO(text), delimiter=";" if language == "nl" else ","))

    def test_a_dutch_file_opens_in_a_belgian_excel(self) -> None:
        assert self.csv([Row("Liège", 2.5)])[1] == ["Liège", "2,5", "a"]

    def test_an_english_file_uses_points_and_commas(self) -> None:
        assert self.csv([Row("Liège", 2.5)], "en")[1] == ["Liège", "2.5", "a"]

    @pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
    def test_no_cell_becomes_a_formula(self, start: str) -> None:
        assert downloads.harmless(f"{start}cmd|' /C calc'!A0").startswith("'")

    def test_figures_keep_their_minus(self) -> None:
        assert self.csv([Row("x", -4)])[1][1] == "-4"

    def test_markup_is_left_out_of_a_file(self) -> None:
        column = Column("x", "X", value=lambda row: format_html("<b>{}</b>", row))
        made = Table(["a & b"], [column], RequestFactory().get("/?format=csv"))
        response = made.download()
        assert response is not None
        assert "a & b" in response.content.decode()

    def test_a_moment_is_told_by_the_clock_in_brussels_on_the_page_and_in_files(self) -> None:
        moment, column = datetime(2026, 7, 1, 10, 0, tzinfo=UTC), Column("at", "Moment", value=lambda row: row)
        for query, expected in (("", "12:00"), ("format=csv", "2026-07-01 12:00+02:00")):
            made = Table([moment], [column], RequestFactory().get(f"/?{query}"))
            response = made.download()
            shown = response.content.decode() if response else next(iter(made.body))[0].text
            assert expected in shown
        response = Table([moment], [column], RequestFactory().get("/?format=xlsx")).download()
        assert response is not None
        assert load_workbook(BytesIO(response.content)).active["A2"].value == datetime(2026, 7, 1, 12, 0)  # noqa: DTZ001

    def test_money_is_shown_in_euros_and_downloaded_as_a_number(self) -> None:
        column = Column("x", "X", value=lambda row: row, numeric=True, money=True)
        made = Table([123456, None, -5], [column], RequestFactory().get("/?format=csv"))
        with override("nl"):
            assert [row[0].text for row in made.body] == ["€\u00a01.234,56", "", "€\u00a0-0,05"]
            response = made.download()
        assert response is not None
        assert response.content.decode("utf-8-sig").split() == ["X", "1234,56", '""', "-0,05"]

    def test_an_excel_file_holds_figures_as_figures_and_formulas_as_text(self) -> None:
        response = table("format=xlsx", [Row("=1+1", 4), Row("x\x00\x0b", None)]).download()
        assert response is not None
        rows = list(load_workbook(BytesIO(response.content)).active.values)  # type: ignore[union-attr]
        assert rows == [("Naam", "Grootte", "Soort"), ("'=1+1", 4, "a"), ("x", None, "a")]

    @given(st.lists(st.text(), max_size=3))
    def test_any_text_makes_a_file(self, texts: list[str]) -> None:
        rows = [Row(text) for text in texts]
        for kind in ("csv", "xlsx"):
            response = table(f"format={kind}", rows).download()
            assert response is not None
            assert response.content


@given(
    st.lists(
        st.one_of(st.none(), st.text(max_size=4), st.integers(), st.floats(allow_nan=False), st.dates()), max_size=12
    )
)
def test_mixed_values_can_always_be_sorted(values: list[object]) -> None:
    rows = [Row(value) for value in values]  # type: ignore[arg-type]
    assert table("sort=name", rows).count == len(values)
