"""A result edited by hand and placed again, reserved seats, and results checked: what holds and what is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.rounds import LOCKS, PLACES, PUPILS, edited, place, placed_in, rows, said, small
from vakwerk.cli import main


def test_locks_bans_and_what_is_left_out_hold_and_few_others_move(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Three welders and four places; A is locked elsewhere, B banned from where it is; nobody moves without need."""
    pupils = "leerling;opleiding;postcode;hoogste reistijd\n" + "".join(f"{c};Lassen;9000;90\n" for c in "ABC")
    places = "werkplek;bedrijf;opleidingen;postcode;plaatsen\n" + "".join(
        f"W{n};F{n};Lassen;9000;1\n" for n in range(1, 6)
    )
    small(tmp_path, pupils, places)
    assert place(tmp_path, "p.csv", "w.csv", "r.xlsx") == 0
    first = placed_in(tmp_path / "r.xlsx")
    free = sorted({f"W{n}" for n in range(1, 6)} - set(first.values()))
    edited(tmp_path, "r.xlsx", {"A": {"vastzetten": free[0]}, "B": {"verbieden": "ja"}})
    edited(tmp_path, "r.xlsx", {first["A"]: {"weglaten": "ja"}}, "Werkplekken", "werkplek")
    assert main(["place", "--previous", str(tmp_path / "r.xlsx"), "--out", str(tmp_path / "s.xlsx")]) == 0
    second = placed_in(tmp_path / "s.xlsx")
    assert second == {"A": free[0], "B": free[1], "C": first["C"]}
    changes = {row["leerling"]: row["waarom"] for row in rows(tmp_path / "s.xlsx", "Wat veranderde")}
    assert changes == {"A": "jij zette deze plaats vast", "B": "door jou verboden"}
    capsys.readouterr()
    assert main(["verify", str(tmp_path / "s.xlsx")]) == 0
    assert "nagekeken met de prijzen in het bestand" in said(capsys)  # fewest moves too, not only by solving again
    assert main(["place", "--previous", str(tmp_path / "s.xlsx"), "--out", str(tmp_path / "t.xlsx")]) == 0
    assert placed_in(tmp_path / "t.xlsx") == second  # decisions stay decided


def test_a_company_that_is_left_out_frees_its_pupils_signed_ones_too(tmp_path: Path) -> None:
    small(tmp_path)
    assert place(tmp_path, "p.csv", "w.csv", "r.xlsx") == 0
    mine = placed_in(tmp_path / "r.xlsx")
    lost = next(code for code, where in mine.items() if where == "X")
    edited(tmp_path, "r.xlsx", {lost: {"status": "getekend"}})
    edited(tmp_path, "r.xlsx", {"X bv": {"weglaten": "ja"}}, "Bedrijven", "bedrijf")
    assert main(["place", "--previous", str(tmp_path / "r.xlsx"), "--out", str(tmp_path / "s.xlsx")]) == 0
    assert "X" not in placed_in(tmp_path / "s.xlsx").values()
    why = {row["leerling"]: row["waarom"] for row in rows(tmp_path / "s.xlsx", "Wat veranderde")}
    assert why[lost] == "weggelaten uit deze ronde"


# Verify


def by_hand(folder: Path, lines: str) -> list[str]:
    (folder / "hand.csv").write_text("leerling;werkplek\n" + lines)
    return ["verify", str(folder / "hand.csv"), "--pupils", str(folder / "p.csv"), "--places", str(folder / "w.csv")]


@pytest.mark.parametrize(
    ("lines", "code", "told"),
    [
        ("A;X\nB;Y\nC;\n", 0, "Optimaal"),
        ("A;X\nB;X\nC;\n", 1, "Belofte 2: X heeft 2 leerlingen voor 1 plaats."),
        ("A;Z\nB;X\n", 1, "Belofte 1: A op Z kan niet: niet voor deze opleiding (H1)."),
        ("A;X\nB;\nC;Z\n", 1, "Belofte 1: C op Z kan niet: langer reizen dan mag."),
        ("A;X\n", 1, "Belofte 7: 2 leerlingen kunnen een plaats hebben, 1 meer dan hier."),
        ("A;X\nQ;Y\n", 2, 'hand.csv, rij 3, kolom A: "Q" staat niet bij de leerlingen.'),
    ],
)
def test_a_result_made_by_hand_is_checked(
    lines: str, code: int, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(by_hand(small(tmp_path), lines)) == code
    assert told in said(capsys)


def test_a_result_by_hand_that_travels_too_far_hears_how_far(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small(tmp_path, PUPILS.replace("B;Lassen;9000", "B;Lassen;9090").replace(";60", ";90"))
    assert main(by_hand(tmp_path, "A;Y\nB;X\nC;\n")) == 1
    assert re.search(
        r"Belofte 6: evenveel leerlingen geplaatst, maar de reizen .* samen [\d,]+ minuten langer", said(capsys)
    )


def test_a_result_changed_after_it_was_made_does_not_pass(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small(tmp_path)
    assert place(tmp_path, "p.csv", "w.csv", "r.xlsx") == 0
    edited(tmp_path, "r.xlsx", {"A": {"werkplek": ""}})
    capsys.readouterr()
    assert main(["verify", str(tmp_path / "r.xlsx")]) == 1
    told = said(capsys)
    assert "1 van 3" in told
    assert "Belofte 7" in told


@pytest.mark.parametrize("spoilt", ["abc", "9" * 30, "", "1.5"])
def test_spoilt_prices_prove_nothing_and_the_result_is_compared_instead(
    spoilt: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small(tmp_path)
    assert place(tmp_path, "p.csv", "w.csv", "r.xlsx") == 0
    edited(tmp_path, "r.xlsx", {"penalty": {"getal": spoilt}, "place": {"getal": spoilt}}, "Prijzen", "soort")
    capsys.readouterr()
    assert main(["verify", str(tmp_path / "r.xlsx")]) == 0
    told = said(capsys)
    assert "bewijzen dit niet" in told
    assert "Optimaal" in told


def test_a_mistyped_workplace_is_refused_by_its_cell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small(tmp_path)
    assert place(tmp_path, "p.csv", "w.csv", "r.xlsx") == 0
    edited(tmp_path, "r.xlsx", {"A": {"werkplek": "Xx"}})
    again = ["place", "--previous", str(tmp_path / "r.xlsx"), "--out", str(tmp_path / "again.xlsx")]
    assert main(again) == 2
    assert re.search(r'blad "Plaatsing", rij \d+, kolom C: "Xx" staat niet bij de werkplekken', said(capsys))
    assert not (tmp_path / "again.xlsx").exists()


# Seats kept for some

KEPT = (
    "werkplek;opleidingen;postcode;plaatsen;voorbehouden plaatsen;voorbehouden voor;voorbehouden tot en met\n"
    "X;Lassen;9000;1;1;B;2027-02-01\nY;Lassen;9090;1;;;\nZ;Bakkerij;2000;1;;;\n"
)


def test_a_reserved_seat_is_for_whom_it_is_kept_until_its_day(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """B alone may have X; A, who lives as near, gets Y, however early A stands in the file. The day after, all may."""
    small(tmp_path, PUPILS.replace("B;Lassen;9000", "B;Lassen;9090"), KEPT)
    assert place(tmp_path, "p.csv", "w.csv", "r.xlsx", "--today", "2027-02-01") == 0
    assert placed_in(tmp_path / "r.xlsx") == {"A": "Y", "B": "X", "C": ""}
    remark = {row["werkplek"]: row["opmerking"] for row in rows(tmp_path / "r.xlsx", "Werkplekken")}
    assert remark["X"] == "1 plaats voorbehouden voor B tot en met 2027-02-01"
    assert main(["verify", str(tmp_path / "r.xlsx")]) == 0
    assert "prijzen in het bestand" in said(capsys)
    (tmp_path / "hand.csv").write_text("leerling;werkplek\nA;X\nB;Y\n")
    hand = ["verify", str(tmp_path / "hand.csv"), "--pupils", str(tmp_path / "p.csv"), "--places"]
    assert main([*hand, str(tmp_path / "w.csv"), "--today", "2027-02-01"]) == 1
    assert "bij X staat 1 leerling zonder recht op een voorbehouden plaats" in said(capsys)
    assert place(tmp_path, "p.csv", "w.csv", "s.xlsx", "--today", "2027-02-02") == 0
    assert placed_in(tmp_path / "s.xlsx") == {"A": "X", "B": "Y", "C": ""}


@pytest.mark.parametrize(
    ("places", "told"),
    [
        (KEPT.replace(";B;", ";Q;"), 'w.csv, rij 2, kolom F: "Q" is geen leerling, opleiding of school van deze ronde'),
        (KEPT.replace(";1;1;B", ";1;2;B"), "w.csv, rij 2, kolom E: 2 voorbehouden, maar het aantal plaatsen is 1."),
        (KEPT.replace(";1;1;B;", ";1;1;;"), "w.csv, rij 2, kolom F: voor wie?"),
        (KEPT.replace("2027-02-01", "februari"), 'w.csv, rij 2, kolom G: "februari" is geen datum.'),
    ],
)
def test_a_reservation_that_cannot_be_is_told_by_its_cell(
    places: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small(tmp_path, places=places)
    assert place(tmp_path, "p.csv", "w.csv", "r.xlsx") == 2
    assert told in said(capsys)


# What is wrong in an edited result


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = small(tmp_path_factory.mktemp("made"))
    assert place(path, "p.csv", "w.csv", "r.xlsx") == 0
    return (path / "r.xlsx").read_bytes()


@pytest.mark.parametrize(
    ("sheet", "key", "changes", "told"),
    [
        ("Plaatsing", "leerling", {"A": {"vastzetten": "Q"}}, r'kolom N: er is geen werkplek met code "Q"'),
        ("Plaatsing", "leerling", {"A": {"vastzetten": "Z"}}, r"kolom N: leerling .A. is vastgezet op .Z., maar"),
        ("Plaatsing", "leerling", {"A": {"verbieden": "Q"}}, r'kolom O: "Q" staat niet bij de werkplekken'),
        ("Plaatsing", "leerling", {"C": {"vastzetten": "ja"}}, r"kolom N: ja zegt hier niets"),
        ("Plaatsing", "leerling", {"A": {"vastzetten": "ja", "verbieden": "ja"}}, r"kolom N: .* ook verboden"),
        ("Plaatsing", "leerling", {"A": {"leerling": "B"}}, r'kolom A: "B" staat ook op rij 3'),
        ("Plaatsing", "leerling", {"A": {"leerling": "Q"}}, r'kolom A: "Q" staat niet bij de leerlingen'),
        ("Plaatsing", "leerling", {"A": {"status": "misschien"}}, r'kolom M: "misschien": schrijf vrij'),
        ("Plaatsing", "leerling", {"A": {"vastzetten": "X"}, "B": {"vastzetten": "X"}},
         r"kolom N: er zijn meer leerlingen vastgezet bij .X. dan er plaatsen zijn: A, B, voor 1 plaats"),
        ("Werkplekken", "werkplek", {"X": {"weglaten": "misschien"}}, r'kolom I: "misschien": schrijf ja'),
        ("Werkplekken", "werkplek", {"X": {"werkplek": "Q", "weglaten": "ja"}}, r'kolom A: "Q" staat niet bij de werk'),
        ("Bedrijven", "bedrijf", {"X bv": {"bedrijf": "Q bv", "weglaten": "ja"}}, r'kolom A: "Q bv" staat niet bij de'),
    ],
)  # fmt: skip
def test_a_decision_that_cannot_be_is_told_by_file_sheet_row_and_column(
    sheet: str,
    key: str,
    changes: dict[str, dict[str, str]],
    told: str,
    made: bytes,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "r.xlsx").write_bytes(made)
    edited(tmp_path, "r.xlsx", changes, sheet, key)
    assert main(["place", "--previous", str(tmp_path / "r.xlsx"), "--out", str(tmp_path / "s.xlsx")]) == 2
    assert re.search(rf'r\.xlsx, blad "{sheet}", rij \d+, {told}', said(capsys))
    assert not (tmp_path / "s.xlsx").exists()


def test_what_was_locked_in_the_input_can_be_unlocked_in_the_result(tmp_path: Path) -> None:
    """The sheets of the result are what holds from then on."""
    small(tmp_path, LOCKS.replace(";60", ";").replace("A;Lassen;9000;", "A;Lassen;9000;Y"))
    assert place(tmp_path, "p.csv", "w.csv", "r.xlsx") == 0
    assert placed_in(tmp_path / "r.xlsx")["A"] == "Y"
    edited(tmp_path, "r.xlsx", {"A": {"vastzetten": "", "verbieden": "ja"}})
    assert main(["place", "--previous", str(tmp_path / "r.xlsx"), "--out", str(tmp_path / "s.xlsx")]) == 0
    assert placed_in(tmp_path / "s.xlsx")["A"] == "X"


def test_one_is_one_and_two_are_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small(tmp_path, "leerling;opleiding;postcode\nA;Lassen;9000\n", PLACES.split("Y;")[0])
    assert place(tmp_path, "p.csv", "w.csv", "r.xlsx") == 0
    told = said(capsys)
    assert "1 van 1 leerling heeft een plaats; 0 niet." in told
    assert "Er is 1 plaats opgegeven." in told
    book = load_workbook(tmp_path / "r.xlsx")
    text = " ".join(str(c.value) for s in book.worksheets for row in s.iter_rows() for c in row if c.value is not None)
    text += (tmp_path / "r.html").read_text()
    assert not re.search(r"\b1 (leerlingen|plaatsen|werkplekken|minuten|andere leerlingen|opmerkingen)\b", text + told)


def test_what_has_no_effect_in_a_result_is_named_with_where_it_does(tmp_path: Path) -> None:
    """A column of one's own, other seats in a sheet that only repeats them, and a pupil whose row was removed."""
    small(tmp_path)
    assert place(tmp_path, "p.csv", "w.csv", "r.xlsx") == 0
    book = load_workbook(tmp_path / "r.xlsx")
    sheet = book["Plaatsing"]
    top = next(row[0].row for row in sheet.iter_rows() if row[0].value == "leerling")
    sheet.cell(top, sheet.max_column + 1).value = "mijn nota"
    sheet.delete_rows(next(row[0].row for row in sheet.iter_rows() if row[0].value == "A"))
    book.save(tmp_path / "r.xlsx")
    edited(tmp_path, "r.xlsx", {"X": {"plaatsen": "5"}}, "Werkplekken", "werkplek")
    assert main(["place", "--previous", str(tmp_path / "r.xlsx"), "--out", str(tmp_path / "s.xlsx")]) == 0
    told = [row["wat"] for row in rows(tmp_path / "s.xlsx", "Logboek")]
    assert any('kolom "mijn nota" is niet van ons en komt niet mee' in line for line in told)
    assert 'X: "5" bij plaatsen telt hier niet, het blijft "1": verander dit in "Invoer werkplekken"' in told
    assert any(line.startswith("A heeft hier geen rij meer en is opnieuw geplaatst") for line in told)
    assert sum("geen rij meer" in line for line in told) == 1
    assert main(["place", "--previous", str(tmp_path / "s.xlsx"), "--out", str(tmp_path / "t.xlsx")]) == 0
    told = [row["wat"] for row in rows(tmp_path / "t.xlsx", "Logboek")]
    assert not any("telt hier niet" in line or "niet van ons" in line or "geen rij" in line for line in told)


def test_bans_strung_together_with_commas_hear_of_the_semicolon(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small(tmp_path)
    assert place(tmp_path, "p.csv", "w.csv", "r.xlsx") == 0
    edited(tmp_path, "r.xlsx", {"A": {"verbieden": "X, Y"}})
    assert main(["place", "--previous", str(tmp_path / "r.xlsx"), "--out", str(tmp_path / "s.xlsx")]) == 2
    assert "Zet een puntkomma tussen twee codes." in said(capsys)


@pytest.mark.parametrize(("column", "value"), [("minuten", "1"), ("bedrijf", "Y bv")])
def test_a_row_whose_company_or_minutes_were_altered_does_not_pass(
    column: str, value: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small(tmp_path, places=PLACES.replace("Y;Y bv;Lassen;9090;1\n", ""))
    assert place(tmp_path, "p.csv", "w.csv", "r.xlsx") == 0
    who = next(code for code, where in placed_in(tmp_path / "r.xlsx").items() if where == "X")
    edited(tmp_path, "r.xlsx", {who: {column: value}})
    assert main(["verify", str(tmp_path / "r.xlsx")]) == 1
    assert f'Belofte 4: bij {who} staat {column} "{value}"' in said(capsys)


def test_a_sheet_of_placements_that_was_renamed_is_missed_by_its_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small(tmp_path)
    assert place(tmp_path, "p.csv", "w.csv", "r.xlsx") == 0
    book = load_workbook(tmp_path / "r.xlsx")
    book["Plaatsing"].title = "Plaatsing definitief"
    book.save(tmp_path / "r.xlsx")
    assert main(["place", "--previous", str(tmp_path / "r.xlsx"), "--out", str(tmp_path / "s.xlsx")]) == 2
    assert 'het blad "Plaatsing" ontbreekt' in said(capsys)
