"""A round as a coordinator walks it: sample, place, change by hand, place again, verify; and what is refused."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.cli.rounds import LOCKS, PLACES, PUPILS, edited, place, placed_in, rows, said, small
from tests.live import ROOT
from vakwerk.cli import ENTRIES, main
from vakwerk.cli.place.cells import day_of
from vakwerk.cli.place.fields import PLACES as PLACE_FIELDS
from vakwerk.cli.place.fields import PUPILS as PUPIL_FIELDS
from vakwerk.cli.place.never import looks_like
from vakwerk.cli.usage import build_parser


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample and its result."""
    path = tmp_path_factory.mktemp("place")
    assert main(["place", "--sample", str(path)]) == 0
    assert place(path, "leerlingen.xlsx", "werkplekken.xlsx", "resultaat.xlsx") == 0
    return path


# The round itself


def test_eighty_pupils_two_files_an_explained_and_proven_plan(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    result = folder / "resultaat.xlsx"
    placed, unplaced = rows(result, "Plaatsing"), rows(result, "Zonder plaats")
    assert len(placed) == 80
    have = [row for row in placed if row["werkplek"]]
    assert len(have) + len(unplaced) == 80
    assert all(row["waarom"] and row["minuten"] is not None for row in have)
    assert all(row["waarom geen plaats"] and row["tekort"] for row in unplaced)
    lacking = sum(row["te weinig"] for row in rows(result, "Tekorten"))
    assert lacking == len(unplaced)
    assert all(row["klopt"] == "ja" for row in rows(result, "Bewijs") if row["belofte"])
    assert main(["verify", str(result)]) == 0
    assert "Alle beloften kloppen" in said(capsys)


def test_every_sheet_and_the_page_say_that_the_sample_is_fictitious(folder: Path) -> None:
    book = load_workbook(folder / "resultaat.xlsx")
    assert all(str(sheet["A1"].value).startswith("# FICTIEF") for sheet in book.worksheets)
    assert "FICTIEF" in (folder / "resultaat.html").read_text()


def test_what_would_help_really_does(folder: Path, tmp_path: Path) -> None:
    """The first remedy of one extra seat, carried out in the input, places as many pupils more as it says."""
    remedy = next(row for row in rows(folder / "resultaat.xlsx", "Wat helpt") if "een plaats meer bij" in row["wat"])
    code = re.search(r"bij (W\d+)", remedy["wat"])[1]  # type: ignore[index]
    book = load_workbook(folder / "werkplekken.xlsx")
    sheet = book.worksheets[0]
    head = {cell.value: cell.column for cell in sheet[2]}
    for row in sheet.iter_rows(min_row=3):
        if row[0].value == code:
            sheet.cell(row[0].row, head["plaatsen"]).value += 1
            sheet.cell(row[0].row, head["werknemers bedrijf"]).value = 99
    for row in book.worksheets[1].iter_rows(min_row=3):
        row[-1].value = 99 if str(row[0].value).startswith(f"M{code[1:]}") else row[-1].value
    book.save(tmp_path / "w.xlsx")
    out = tmp_path / "r.xlsx"
    assert (
        main(
            [
                "place",
                "--pupils",
                str(folder / "leerlingen.xlsx"),
                "--places",
                str(tmp_path / "w.xlsx"),
                "--out",
                str(out),
            ]
        )
        == 0
    )
    before = sum(bool(row["werkplek"]) for row in rows(folder / "resultaat.xlsx", "Plaatsing"))
    assert (
        sum(bool(row["werkplek"]) for row in rows(out, "Plaatsing"))
        == before + remedy["zoveel leerlingen meer met een plaats"]
    )


def test_a_pupil_without_any_place_hears_which_rule_and_how_far(tmp_path: Path) -> None:
    small(tmp_path)
    assert place(tmp_path, "p.csv", "w.csv", "r.xlsx") == 0
    (row,) = rows(tmp_path / "r.xlsx", "Zonder plaats")
    assert row["leerling"] == "C"
    assert row["waarom geen plaats"] == "er is 1 werkplek voor deze opleiding, en die kan niet: langer reizen dan mag"
    assert re.search(
        r"Z Antwerpen: langer reizen dan mag \(\d+ min, mag 60 min\)", row["dichtste die niet kunnen, en waarom"]
    )


def test_csv_gives_a_file_for_each_sheet_and_english_is_english(tmp_path: Path) -> None:
    english = "pupil,programme,municipality,travel mode\nA,Welding,Ghent,bike\n"
    small(tmp_path, english.replace("Ghent", "Gent"), "workplace,programmes,postcode,seats\nX,Welding,9000,1\n")
    assert place(tmp_path, "p.csv", "w.csv", "r.csv", "--language", "en") == 0

    lines = (tmp_path / "r.csv").read_text("utf-8-sig").splitlines()
    (row,) = csv.DictReader(line for line in lines if not line.startswith(("#", '"#')))
    assert (row["pupil"], row["workplace"], row["why"]) == ("A", "X", "the only workplace that is possible")
    assert (tmp_path / "r-certificate.csv").exists()
    assert main(["verify", str(tmp_path / "r.csv"), "--language", "en"]) == 0


def test_the_page_fetches_nothing_and_names_no_pupil(folder: Path) -> None:
    page = (folder / "resultaat.html").read_text()
    assert not re.search(r"(?:src|href)=|url\(|@import|<script|https?://", page)
    assert not re.search(r"\bL\d{3}\b", page)
    assert page.count("<svg") >= 3
    assert 'name="viewport"' in page


def test_nothing_that_a_spreadsheet_would_run_comes_out(tmp_path: Path) -> None:
    evil = '=HYPERLINK("http://x")'
    small(
        tmp_path, PUPILS.replace("A;", f'"{evil.replace(chr(34), chr(34) * 2)}";'), PLACES.replace("X bv", "<b>@X</b>")
    )
    assert place(tmp_path, "p.csv", "w.csv", "r.xlsx") == 0
    cells = [c for sheet in load_workbook(tmp_path / "r.xlsx").worksheets for row in sheet.iter_rows() for c in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert main(["verify", str(tmp_path / "r.xlsx")]) == 0  # the code is read back as it was
    assert "<b>@X" not in (tmp_path / "r.html").read_text()


# By hand, and again


def test_the_same_again_moves_nobody(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "again.xlsx"
    assert main(["place", "--previous", str(folder / "resultaat.xlsx"), "--out", str(out)]) == 0
    assert placed_in(out) == placed_in(folder / "resultaat.xlsx")


# What is refused


@pytest.mark.parametrize(
    "header",
    ["Nationaliteit", "thuistaal", "GOK", "ind_GOK", "SES-indicator", "sociale toelage", "schooltoelage", "OKI",
     "godsdienst", "home language", "homeLanguage", "NAFT", "CLB-dossier", "SODA score", "attitude", "diagnose",
     "Herkomst", "dyslexie", "Opleidingsniveau moeder", "medische info", "kansarm", "migratieachtergrond",
     "taal", "Origin", "inkomen gezin", "Taalcode", "Nation.", "verblijfsvergunning", "asiel", "leefloon",
     "zorgniveau", "BuSO", "nederlandstalig", "huidskleur", "skin colour", "moslim", "muslim", "islam", "katholiek",
     "Katholieke leerling", "joods", "M-decreet", "gezinssituatie", "gezinssamenstelling", "verslag", "Verslag (J/N)",
     "INSZ", "INSZ-nummer", "rijksregisternummer", "Rijksregisternr.", "nationaal nummer"],
)  # fmt: skip
def test_columns_that_may_never_count_are_refused_with_the_reason(
    header: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small(tmp_path, PUPILS.replace("hoogste reistijd", header))
    assert place(tmp_path, "p.csv", "w.csv", "r.xlsx") == 2
    told = said(capsys)
    assert "p.csv, rij 1, kolom D" in told
    assert "mag nooit meetellen" in told
    assert sorted(path.name for path in tmp_path.iterdir()) == ["p.csv", "w.csv"]


@pytest.mark.parametrize(
    "header",
    ["leerling", "opleiding", "postcode", "klas", "originele code", "geboortedatum", "geschikt voor de werkpost",
     "school", "opmerking", "e-mail", "gebruikte opleidingsdagen", "vervoer", "werknemers bedrijf", "naam",
     "sessie", "relatie", "opleidingsverslag", "verslagdatum", "stageverslag", "verslaggever", "kleur", "kleurcode",
     "huidige klas", "huidig bedrijf", "gezinsbedrijf", "nummer", "stamnummer", "ondernemingsnummer", "inschrijving",
     "decreet", "programma"],
)  # fmt: skip
def test_columns_that_only_look_a_little_like_them_are_not_refused(header: str) -> None:
    assert looks_like(header) is None


def test_a_column_of_national_numbers_is_refused_since_a_code_is_enough(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small(tmp_path, PUPILS.replace("hoogste reistijd", "INSZ"))
    assert place(tmp_path, "p.csv", "w.csv", "r.xlsx") == 2
    assert "een rijksregisternummer, dat niet nodig is (een eigen code is genoeg)" in said(capsys)


def test_unknown_columns_are_ignored_and_named(tmp_path: Path) -> None:
    small(tmp_path, PUPILS.replace("hoogste reistijd", "klas;naam").replace(";60", ";6A;Jan"))
    assert place(tmp_path, "p.csv", "w.csv", "r.xlsx") == 0
    told = " ".join(str(row["wat"]) for row in rows(tmp_path / "r.xlsx", "Logboek"))
    assert 'kolom "klas" kennen we niet: genegeerd' in told
    assert 'kolom "naam" niet gebruikt' in told
    book = load_workbook(tmp_path / "r.xlsx")
    assert "Jan" not in {cell.value for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}


@pytest.mark.parametrize(
    ("pupils", "places", "told"),
    [
        (PUPILS.replace("B;", "A;"), PLACES, 'p.csv, rij 3, kolom A: "A" staat ook op rij 2.'),
        (PUPILS.replace("B;", " a ;"), PLACES, 'p.csv, rij 3, kolom A: "a" staat ook op rij 2.'),
        (LOCKS.replace("60", "x", 1), PLACES, 'geen werkplek met code "x". Bedoel je "X"?'),
        (PUPILS.replace("hoogste reistijd", "geboortedatum").replace("60", "2090-01-01", 1).replace("60", ""), PLACES,
         "p.csv, rij 2, kolom D: 2090-01-01 ligt in de toekomst"),
        (PUPILS.replace("A;Lassen;9000", "A;Lassen;99999"), PLACES, "p.csv, rij 2, kolom C"),
        (PUPILS.replace("60\nB", "zestig\nB"), PLACES, 'rij 2, kolom D: "zestig" moet een geheel getal zijn'),
        (PUPILS.replace("A;", "85073003328;"), PLACES, "lijkt een rijksregisternummer"),
        (PUPILS.replace("opleiding", "vak"), PLACES, 'er is geen kolom "opleiding"'),
        ("Leerlingen dit jaar\n" + PUPILS, PLACES, "Staat er een titel boven de koppen? Verwijder die rij."),
        (PUPILS, PLACES.replace("9000;1", "9000;-1"), 'w.csv, rij 2, kolom E: "-1" moet een geheel getal zijn'),
        (PUPILS, PLACES.replace("9000;1", "9000;"), "hoeveel plaatsen?"),
        (PUPILS, PLACES.replace("Y;", "X;"), '"X" staat ook op rij 2, maar hier anders.'),
        (PUPILS.replace("hoogste reistijd", "wens").replace("60", "Q"), PLACES, 'er is geen werkplek met code "Q"'),
        (LOCKS.replace("60", "Z"), PLACES, "maar dat kan niet: niet voor deze opleiding"),
        (LOCKS.replace("9000;60", "9000;X").replace("C;Bakkerij", "C;Lassen"), PLACES,
         'er zijn meer leerlingen vastgezet bij "X" dan er plaatsen zijn'),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_by_file_row_and_column_and_nothing_is_written(
    pupils: str, places: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small(tmp_path, pupils, places)
    assert place(tmp_path, "p.csv", "w.csv", "r.xlsx") == 2
    assert told in said(capsys)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["p.csv", "w.csv"]


def test_no_seat_at_all_is_a_round_without_a_placement_that_says_why(tmp_path: Path) -> None:
    small(tmp_path, places=PLACES.replace(";1\n", ";0\n"))
    assert place(tmp_path, "p.csv", "w.csv", "r.xlsx") == 0
    told = [row["waarom geen plaats"] for row in rows(tmp_path / "r.xlsx", "Zonder plaats")]
    assert len(told) == 3
    assert all("geen vrije zitplaats opgegeven" in reason for reason in told)
    assert "<b>–</b>gemiddelde reis" in (tmp_path / "r.html").read_text()


def test_a_programme_that_no_workplace_has_is_named_with_the_one_that_was_meant(tmp_path: Path) -> None:
    small(tmp_path, PUPILS.replace("C;Bakkerij", "C;Bakerij"))
    assert place(tmp_path, "p.csv", "w.csv", "r.xlsx") == 0
    told = " ".join(str(row["wat"]) for row in rows(tmp_path / "r.xlsx", "Logboek"))
    assert 'geen werkplek voor "Bakerij"; bedoel je "Bakkerij"?' in told
    (row,) = rows(tmp_path / "r.xlsx", "Zonder plaats")
    assert row["waarom geen plaats"] == 'er is geen enkele werkplek voor "Bakerij"'


def test_programmes_strung_together_with_commas_are_named_with_what_to_do(tmp_path: Path) -> None:
    small(tmp_path, places=PLACES.replace(";Lassen;9000;1", ';"Lassen, Bakkerij";9000;1'))
    assert place(tmp_path, "p.csv", "w.csv", "r.xlsx") == 0
    told = " ".join(str(row["wat"]) for row in rows(tmp_path / "r.xlsx", "Logboek"))
    assert '"Lassen, Bakkerij" is als een opleiding gelezen: zijn het er meer, zet dan een puntkomma ertussen' in told


def test_saved_columns_read_the_users_own_names(tmp_path: Path) -> None:
    small(tmp_path, PUPILS.replace("leerling;opleiding", "nr;vak"))
    (tmp_path / "m.json").write_text(json.dumps({"pupils": {"nr": "pupil", "vak": "programme"}}))
    assert place(tmp_path, "p.csv", "w.csv", "r.xlsx") == 2
    assert place(tmp_path, "p.csv", "w.csv", "r.xlsx", "--mapping", str(tmp_path / "m.json")) == 0
    saved = json.loads((tmp_path / "r.kolommen.json").read_text())
    assert saved["pupils"]["vak"] == "programme"
    assert place(tmp_path, "p.csv", "w.csv", "s.xlsx", "--mapping", str(tmp_path / "r.kolommen.json")) == 0


def test_rules_are_read_as_they_are_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The school's 25 km rule switched on with 5 km; a rule that waits for a number cannot be switched on."""
    pupils = PUPILS.replace("hoogste reistijd", "school").replace(";60", ";9000").replace("leerling", "leerling")
    small(tmp_path, pupils)
    (tmp_path / "rules.csv").write_text("regel;aan;waarden\nS25;ja;most_km = 5\n")
    assert place(tmp_path, "p.csv", "w.csv", "r.xlsx", "--rules", str(tmp_path / "rules.csv")) == 0
    told = {
        row["leerling"]: row["dichtste die niet kunnen, en waarom"]
        for row in rows(tmp_path / "r.xlsx", "Zonder plaats")
    }
    assert "Y Merelbeke-Melle: te ver van de school voor begeleiding (S25)" in " ".join(told.values())
    (tmp_path / "rules.csv").write_text("regel;aan;waarden\nH4;ja;\n")
    assert place(tmp_path, "p.csv", "w.csv", "r.xlsx", "--rules", str(tmp_path / "rules.csv")) == 2
    assert "nog te bevestigen" in said(capsys)


def test_a_workbook_with_a_formula_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for line in (["leerling", "opleiding", "postcode"], ["A", "=1+1", "9000"]):
        sheet.append(line)
    book.save(tmp_path / "p.xlsx")
    small(tmp_path)
    assert place(tmp_path, "p.xlsx", "w.csv", "r.xlsx") == 2
    assert "hier staat een formule" in said(capsys)


@pytest.mark.parametrize(
    ("text", "day"),
    [("2026-09-01", "2026-09-01"), ("2026-09-01 00:00:00", "2026-09-01"), ("1/9/2026", "2026-09-01"),
     ("01.09.2026", "2026-09-01"), ("31/2/2026", None), ("9/2026", None), ("1899-01-01", None)],
)  # fmt: skip
def test_dates_are_read_as_people_write_them(text: str, day: str | None) -> None:
    assert day_of(text) == day


def test_without_files_the_command_says_what_it_needs(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["place", "--out", str(tmp_path / "r.xlsx")]) == 2
    assert "--pupils en --places" in said(capsys)


def documented() -> list[str]:
    """Every command that the manual tells coordinators to type."""
    page = (ROOT / "docs/handleiding/plaatsing-met-rekenbladen.md").read_text()
    return [words.removeprefix("V ") for words in re.findall(r"`(V [a-z]+ [^`]*)`", page) if "--help" not in words]


def test_what_the_manual_says_can_be_typed() -> None:
    assert len(documented()) >= 5
    for words in documented():
        assert build_parser(ENTRIES, "nl").parse_args(words.split()).run is not None


def test_every_column_that_the_manual_names_is_known() -> None:
    page = (ROOT / "docs/handleiding/plaatsing-met-rekenbladen.md").read_text()
    table = page[page.index("| Leerlingen |") : page.index("Mentoren staan")]
    named = [[cell.strip(" *") for cell in line.split("|")[1:-1]] for line in table.strip().splitlines()[2:]]
    for position, fields in ((0, PUPIL_FIELDS), (2, PLACE_FIELDS)):
        known = {name for field in fields for name in (field.label.nl, *field.aliases)}
        assert {name.strip() for row in named for name in row[position].split(",")} <= known


# Seats kept for some, shortage by region, whom to call


def test_what_lacks_by_programme_and_region_adds_up_and_stands_on_the_page(folder: Path) -> None:
    found = {(row["opleiding"], row["regio"]): row for row in rows(folder / "resultaat.xlsx", "Tekort per regio")}
    total = found["alle opleidingen", "alle regio's"]
    unplaced = rows(folder / "resultaat.xlsx", "Zonder plaats")
    assert total["minstens te weinig"] == total["hoogstens te weinig"] == len(unplaced)
    cells = [row for (programme, region), row in found.items() if "alle" not in (programme[:4], region[:4])]
    assert sum(row["minstens te weinig"] for row in cells) <= len(unplaced)
    assert sum(row["hoogstens te weinig"] for row in cells) >= len(unplaced)
    page = (folder / "resultaat.html").read_text()
    assert "Hoeveel ontbreekt er per opleiding en regio?" in page
    assert "Wie bel je eerst?" in page


def test_the_call_list_names_sleeping_workplaces_and_a_yes_places_as_many_as_it_says(
    folder: Path, tmp_path: Path
) -> None:
    calls = rows(folder / "resultaat.xlsx", "Bellijst")
    first = next(row for row in calls if row["wat je vraagt"] == "doet deze werkplek toch mee?")
    assert {row["volgorde"] for row in calls if row["tekort"] == first["tekort"]} >= {1}
    (tmp_path / "r.xlsx").write_bytes((folder / "resultaat.xlsx").read_bytes())
    edited(tmp_path, "r.xlsx", {first["werkplek"]: {"weglaten": ""}}, "Werkplekken", "werkplek")
    assert main(["place", "--previous", str(tmp_path / "r.xlsx"), "--out", str(tmp_path / "s.xlsx")]) == 0
    before = sum(bool(code) for code in placed_in(tmp_path / "r.xlsx").values())
    after = sum(bool(code) for code in placed_in(tmp_path / "s.xlsx").values())
    assert after == before + first["geprobeerd: zoveel leerlingen meer met een plaats"]
