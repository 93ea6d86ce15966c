"""Files as they really come: read right, or refused with row, column and what to do."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from vakwerk.cli.files import Outputs, read_table
from vakwerk.cli.files.outputs import harmless
from vakwerk.cli.measure.inputs import read_answers, read_groups, read_items
from vakwerk.cli.problems import Refused, column_name

GOOD = "id;a1;a2;a3\np1;0;1;\np2;1;;2\n"
EXPECTED = [[0, 1, -1], [1, -1, 2]]


def made(folder: Path, content: str | bytes, name: str = "antwoorden.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def workbook(folder: Path, *rows: list[object], name: str = "antwoorden.xlsx", title: str = "Blad1") -> Path:
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    book.save(folder / name)
    return folder / name


def refused(path: Path) -> list[str]:
    with pytest.raises(Refused) as caught:
        read_answers(path)
    return [problem.line("en") for problem in caught.value.problems]


@pytest.mark.parametrize(
    "content",
    [
        GOOD.encode(),
        GOOD.replace(";", ",").encode(),
        GOOD.replace(";", "\t").encode(),
        b"\xef\xbb\xbf" + GOOD.encode(),
        GOOD.encode("utf-16"),
        b"sep=;\r\n" + GOOD.encode(),
        b"sep=,\n" + GOOD.replace(";", ",").encode(),
        GOOD.replace("\n", "\r\n").encode(),
        b"# remark; with, marks\n\n" + GOOD.encode() + b"\n\n",
        GOOD.replace("0;1;", '"0"; 1 ;NA').encode(),
        GOOD.replace("0;1;\n", "0;1\n").encode(),
        GOOD.replace(";\n", ";-1\n").replace(";;", ";-1;").encode(),
        GOOD.replace("0;1;", "0.0;1.0;").encode(),
    ],
    ids=[
        "semicolon",
        "comma",
        "tab",
        "bom",
        "utf-16",
        "sep=;",
        "sep=,",
        "windows",
        "remark",
        "quotes",
        "short row",
        "-1",
        "1.0",
    ],
)
def test_answers_are_read_however_the_file_was_saved(tmp_path: Path, content: bytes) -> None:
    answers = read_answers(made(tmp_path, content))
    assert answers.codes.tolist() == EXPECTED
    assert answers.persons == ("p1", "p2")
    assert answers.items == ("a1", "a2", "a3")


def test_a_workbook_gives_the_same(tmp_path: Path) -> None:
    path = workbook(tmp_path, ["# FICTIEF"], ["id", "a1", "a2", "a3"], ["p1", 0, 1.0, None], [], ["p2", 1, None, 2])
    answers = read_answers(path)
    assert answers.codes.tolist() == EXPECTED
    assert answers.remark == "FICTIEF"


def test_the_sheet_asked_for_is_read(tmp_path: Path) -> None:
    path = workbook(tmp_path, ["id", "x"], ["p", 1])
    book = load_workbook(path)
    other = book.create_sheet("Toets")
    other.append(["id", "y"])
    other.append(["p", 0])
    book.save(path)
    assert read_answers(path).items == ("x",)
    assert read_answers(path, "Toets").items == ("y",)
    with pytest.raises(Refused, match="There is: Blad1, Toets"):
        read_answers(path, "Nergens")


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (GOOD.replace("p2;1", "p2;1,5"), 'row 3, column B (a1): "1,5" is no answer.'),
        (GOOD.replace("p2;1", "p2;-2"), "row 3, column B (a1): \"-2\" is no answer. Leave the cell empty"),
        (GOOD.replace("p1;0", "p1;juist"), 'row 2, column B (a1): "juist" is no answer.'),
        (GOOD.replace("p1;0", "p1;100"), 'row 2, column B (a1): "100" is no answer.'),
        (GOOD.replace("p2", "p1"), 'row 3, column A: "p1" stood in row 2 already.'),
        (GOOD.replace("p2", ""), "row 3, column A: it is not said who this is."),
        (GOOD.replace("a2", "a1"), 'row 1, column B: "a1" stands there twice; give each column a name of its own.'),
        (GOOD.replace("a2", ""), "row 1, column C: this column has no name."),
        (GOOD.replace(";", ",").replace("p2,1,", "p2,1,5,"), "row 3: 5 cells, where there are 4 columns."),
        ("id\np1\n", "row 1: there is only one column."),
        ("id;a1\n", "there are no data"),
        ("", "there are no data"),
        (GOOD.replace("p2", '"p2'), "this row cannot be read. Is a quotation mark missing?"),
        (b"id;a1\np\xe9;1\n", "row 2: a character that is not UTF-8."),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "this is an old Excel file"),
        (GOOD.replace("p2", "#p2"), 'row 3: this row begins with "#", which is a remark.'),
        (b"PK\x03\x04 no archive", "this Excel file is damaged."),
        (b"id;a1\np1;\x001\n", "this is not a text file."),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_place_and_what_to_do(tmp_path: Path, content: str | bytes, line: str) -> None:
    found = refused(made(tmp_path, content))
    assert any(said.startswith("antwoorden.csv") and line in said for said in found), found


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    assert len(refused(made(tmp_path, "id;a1;a2\np1;x;1\np2;1;y\np3;z;z\n"))) == 4


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert "cannot be read" in refused(tmp_path / "weg.csv")[0]
    assert "cannot be read" in refused(tmp_path)[0]


def test_a_formula_is_not_taken_for_an_empty_cell(tmp_path: Path) -> None:
    path = workbook(tmp_path, ["id", "a1"], ["p1", 1], ["p2", "=1+1"])
    assert 'antwoorden.xlsx, sheet "Blad1", row 3, column B: there is a formula here.' in refused(path)[0]


def test_a_workbook_that_unpacks_to_too_much_is_not_unpacked(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", bytes(30_000_000))
    assert "grows too large" in refused(made(tmp_path, packed.getvalue(), "bom.xlsx"))[0]


def test_entities_in_a_workbook_are_not_followed(tmp_path: Path) -> None:
    path = workbook(tmp_path, ["id", "a1"], ["p1", 1])
    parts = {}
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    head, _, rest = parts[sheet].partition(b"<worksheet")
    parts[sheet] = head + bomb + b"<worksheet" + rest
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert "damaged" in refused(path)[0]


def test_a_workbook_that_is_none(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("hello.txt", "hello")
    assert "not an Excel workbook" in refused(made(tmp_path, packed.getvalue(), "x.xlsx"))[0]


@given(st.integers(1, 6), st.integers(1, 5), st.integers(0, 2**31), st.sampled_from(["nl", "en"]))
@settings(max_examples=25, deadline=None)
def test_what_we_write_we_read(
    tmp_path_factory: pytest.TempPathFactory, n: int, j: int, seed: int, language: str
) -> None:
    codes = np.random.default_rng(seed).integers(-1, 4, (n, j))
    codes[0, 0] = 1
    path = tmp_path_factory.mktemp("round") / "x.csv"
    persons = [f"=p{row}" for row in range(n)]  # to be kept from running as a formula, and to come back whole
    outputs = Outputs(language)
    rows = [
        [person, *(None if code < 0 else int(code) for code in line)]
        for person, line in zip(persons, codes, strict=True)
    ]
    outputs.table(path, ["id", *(f"i{column}" for column in range(j))], rows, "FICTIEF; een, twee")
    outputs.commit()
    back = read_answers(path)
    assert back.codes.tolist() == codes.tolist()
    assert back.persons == tuple(persons)
    assert back.remark == "FICTIEF; een, twee"


def test_parameters_with_a_decimal_comma_are_refused_and_shown_right(tmp_path: Path) -> None:
    path = made(tmp_path, "id;a;b\ni1;1.2;0,5\ni2;x;\n", "items.csv")
    with pytest.raises(Refused) as caught:
        read_items(path)
    lines = [problem.line("nl") for problem in caught.value.problems]
    assert 'items.csv, rij 2, kolom C (b): "0,5" heeft een decimale komma; schrijf 0.5.' in lines
    assert 'items.csv, rij 3, kolom B (a): "x" is geen getal. Schrijf zoals 1.25.' in lines
    assert "items.csv, rij 3, kolom C (b): hier ontbreekt b. Vul een getal in." in lines


def test_parameters_of_every_model(tmp_path: Path) -> None:
    graded = read_items(made(tmp_path, "id,a,b1,b2,b10\ng1,1.1,-1,0,1\ng2,0.9,0,0.5,\n", "g.csv")).items
    assert graded.model == "grm"
    assert graded.categories.tolist() == [4, 3]
    guessed = read_items(made(tmp_path, "id,a,b,c,area,seconds\nx,1.1,-1,0.2,nets,30\n", "c.csv"))
    assert (guessed.items.model, guessed.areas, guessed.seconds) == ("3pl", ("nets",), (30.0,))
    assert read_items(made(tmp_path, "id,b\nx,-1\n", "r.csv")).items.model == "rasch"
    with pytest.raises(Refused, match="guessing rate"):
        read_items(made(tmp_path, "id,a,b,c\nx,1.1,-1,1.2\n", "d.csv"))


def test_groups_by_name_of_their_column(tmp_path: Path) -> None:
    path = made(tmp_path, "id;geslacht;taal\np1;m;nl\np2;v;fr\n", "groepen.csv")
    assert read_groups(path, None, None) == {"p1": "m", "p2": "v"}
    assert read_groups(path, None, "taal") == {"p1": "nl", "p2": "fr"}
    with pytest.raises(Refused, match="There is: geslacht, taal"):
        read_groups(path, None, "leeftijd")


def test_a_cell_that_a_spreadsheet_would_run_becomes_text() -> None:
    assert [harmless(text) for text in ("=1+1", "+x", "-x", "@x", "\tx")] == ["'=1+1", "'+x", "'-x", "'@x", "'\tx"]
    assert [harmless(value) for value in (-1.5, float("nan"), float("-inf"), None, "x\x07")] == [
        -1.5,
        None,
        None,
        None,
        "x",
    ]


def test_all_files_or_none(tmp_path: Path) -> None:
    outputs = Outputs("nl")
    old = made(tmp_path, "old", "first.txt")
    outputs.text(old, "new")
    outputs.text(tmp_path / "second.txt", "new")
    (tmp_path / "second.txt").mkdir()  # appears in between, and cannot be replaced by a file
    with pytest.raises(Refused):
        outputs.commit()
    assert not list(tmp_path.glob(".vakwerk-*"))
    assert old.read_text() == "old"


def test_results_do_not_land_on_what_is_read_or_nowhere(tmp_path: Path) -> None:
    path = made(tmp_path, GOOD)
    outputs = Outputs("nl", (path, None))
    for where in (path, tmp_path / "geen" / "map.csv", tmp_path):
        with pytest.raises(Refused):
            outputs.text(where, "x")
    with pytest.raises(Refused, match=r"\.csv or \.xlsx"):
        outputs.table(tmp_path / "x.txt", ["id"], [])


def test_columns_are_named_as_a_spreadsheet_does() -> None:
    assert [column_name(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_more_cells_than_can_be_handled_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vakwerk.cli.files.reading.MOST_CELLS", 10)
    assert "row 3: more than 10 cells" in refused(made(tmp_path, GOOD))[0]
    assert read_table(made(tmp_path, "a;b\nc;d\n")).header == (1, ("a", "b"))
