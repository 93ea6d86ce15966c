"""Files as school software really makes them, and files made to harm."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.imports.example import HEADERS, ROWS, csv_file, xlsx_file
from vakwerk.core.imports.readers import ReadError, read
from vakwerk.core.imports.readers.sheet import MOST_COLUMNS, letter
from vakwerk.core.imports.readers.xlsx_file import MOST_ENTRIES

EXPECTED = [(1, tuple(HEADERS)), (2, tuple(ROWS[0])), (3, tuple(ROWS[1]))]


def archive(entries: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in entries.items():
            target.writestr(name, content)
    return out.getvalue()


def replaced(content: bytes, name: str, change: tuple[bytes, bytes]) -> bytes:
    """The workbook with one text in one of its parts replaced."""
    with zipfile.ZipFile(BytesIO(content)) as source:
        entries = {entry: source.read(entry) for entry in source.namelist()}
    assert change[0] in entries[name]
    entries[name] = entries[name].replace(*change)
    return archive(entries)


def rows_or_reason(content: bytes) -> object:
    """What a person gets to see; any other exception fails the test."""
    try:
        return read(content).rows
    except ReadError as refused:
        return str(refused)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_every_usual_encoding_and_separator_gives_the_same_rows(encoding: str, separator: str) -> None:
    assert read(csv_file(separator=separator, encoding=encoding)).rows == EXPECTED


def test_line_ends_may_be_mixed_and_quoted_cells_hold_them() -> None:
    content = b'nr;naam\rA1;"Maes\r\nde jonge"\nA2;x\r\nA3;y'
    assert [cells for _row, cells in read(content).rows] == [
        ("nr", "naam"), ("A1", "Maes\r\nde jonge"), ("A2", "x"), ("A3", "y"),
    ]  # fmt: skip


def test_zero_bytes_are_left_out_and_named() -> None:
    sheet = read(b"nr;na\x00am\nA1;Ma\x00es")
    assert sheet.rows[1] == (2, ("A1", "Maes"))
    assert sheet.notes


def test_a_separator_hint_of_excel_is_followed_and_row_numbers_stay_right() -> None:
    assert read(b"sep=|\nnr|naam\nA1|x").rows == [(2, ("nr", "naam")), (3, ("A1", "x"))]


def test_a_comma_in_a_name_does_not_change_the_separator() -> None:
    assert read(b'nr;naam\nA1;"Maes, Noor"\nA2;Jan, Piet').rows[1][1] == ("A1", "Maes, Noor")


def test_text_that_a_spreadsheet_kept_from_being_a_formula_is_text() -> None:
    sheet = read(b'nr;naam\n="007";\'=1+1\n=cmd|x;y\n')
    assert [cells for _row, cells in sheet.rows[1:]] == [("007", "=1+1"), ("=cmd|x", "y")]
    assert any("=" in note for note in sheet.notes)


def test_empty_rows_are_skipped_and_numbers_stay_those_of_the_file() -> None:
    assert [row for row, _cells in read(b"nr;naam\n\n;;\nA1;x\n").rows] == [1, 4]


@pytest.mark.parametrize(
    "content",
    [
        b"", b"   \n\n", b";;;\n;;;", b"\xef\xbb\xbf", b"PK\x03\x04 not a zip", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"%PDF-1.7",
        b"a;" * (MOST_COLUMNS + 2) + b"a", b"a;b\n" + b"x" * 20_000, b'a;b\n"' + b"x;y\n" * 60_000,
        b"," * 1_000_000 + b"x", archive({"readme.txt": b"x"}), archive({"mimetype": b"application/vnd.oasis"}),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_with_a_reason(content: bytes) -> None:
    with pytest.raises(ReadError) as refused:
        read(content)
    assert len(str(refused.value)) > 15


def test_too_many_rows_are_refused() -> None:
    with pytest.raises(ReadError, match=r"50.?000"):
        read(b"a;b\n" + b"x;y\n" * 50_010)


def test_an_excel_file_gives_text_as_people_read_it() -> None:
    rows = [
        ["nr", "naam", "dag", "ja"],
        [12.0, "Zoë", datetime(2012, 3, 17), True],  # noqa: DTZ001 Excel knows no time zones
        [1.5, None, date(2011, 9, 1), False],
    ]
    assert [cells for _row, cells in read(xlsx_file(rows)).rows[1:]] == [
        ("12", "Zoë", "2012-03-17", "ja"), ("1.5", "", "2011-09-01", "nee"),
    ]  # fmt: skip


def test_a_formula_is_not_run_and_is_named() -> None:
    sheet = read(xlsx_file([["nr", "naam"], ["A1", "=1+1"], ["A2", "x"]]))
    assert sheet.rows[1][1] == ("A1",)
    assert any("B2" in note for note in sheet.notes)


def test_only_the_first_visible_sheet_with_rows_is_read_and_the_others_are_named() -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = "Leeg"
    hidden = book.create_sheet("Verborgen")
    hidden.append(["geheim"])
    hidden.sheet_state = "hidden"
    book.create_sheet("Klas").append(["nr"])
    out = BytesIO()
    book.save(out)
    sheet = read(out.getvalue())
    assert sheet.name == "Klas"
    assert any("Verborgen" in note and "Leeg" in note for note in sheet.notes)


def test_merged_cells_and_blank_rows_are_survived() -> None:
    from openpyxl import Workbook

    book = Workbook()
    page = book.active
    for row in (["Klas 3A", None], [None, None], ["nr", "naam"], ["A1", "x"]):
        page.append(row)
    page.merge_cells("A1:B1")
    out = BytesIO()
    book.save(out)
    assert read(out.getvalue()).rows == [(1, ("Klas 3A",)), (3, ("nr", "naam")), (4, ("A1", "x"))]


def test_a_zip_bomb_is_refused_before_it_unpacks() -> None:
    with pytest.raises(ReadError, match=r"suspicious|verdachte"):
        read(archive({"xl/workbook.xml": b"0" * (30 * 1024 * 1024)}))
    with pytest.raises(ReadError, match=r"too large|te groot"):
        read(archive({"xl/workbook.xml": b"x"} | {f"xl/{n}.xml": b"" for n in range(MOST_ENTRIES + 1)}))


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "&a;&a;">]>'


def test_entities_in_a_workbook_are_refused() -> None:
    content = xlsx_file([["nr"], ["A1"]])
    with zipfile.ZipFile(BytesIO(content)) as source:
        first = source.read("xl/worksheets/sheet1.xml")
    start = first[: first.index(b"<worksheet")]
    hostile = (
        replaced(content, "xl/worksheets/sheet1.xml", (start + b"<worksheet", ENTITIES + b"<worksheet"))
        if start
        else (replaced(content, "xl/worksheets/sheet1.xml", (b"<worksheet", ENTITIES + b"<worksheet")))
    )
    with pytest.raises(ReadError):
        read(hostile)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_a_reason(content: bytes) -> None:
    assert rows_or_reason(content)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 4000), st.binary(min_size=1, max_size=6))
def test_a_workbook_with_damaged_bytes_is_a_table_or_a_reason(place: int, damage: bytes) -> None:
    content = bytearray(xlsx_file([["nr", "naam"], ["A1", "x"]]))
    place %= len(content)
    content[place : place + len(damage)] = damage
    assert rows_or_reason(bytes(content))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.lists(st.text(max_size=12), min_size=2, max_size=5), min_size=2, max_size=8), st.sampled_from(";,\t|")
)
def test_any_text_is_a_table_or_a_reason(rows: list[list[str]], separator: str) -> None:
    content = "\n".join(separator.join(row) for row in rows).encode("utf-8", errors="surrogatepass")
    assert rows_or_reason(content)


def test_columns_are_lettered_as_in_a_spreadsheet() -> None:
    assert [letter(i) for i in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
