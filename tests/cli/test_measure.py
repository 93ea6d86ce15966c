"""The whole chain as a researcher walks it: sample, calibrate, score, DIF, simulate, manual."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from openpyxl import load_workbook

from vakwerk.cli import main
from vakwerk.cli.measure import sample
from vakwerk.cli.measure.spoken import spoken
from vakwerk.engines.psychometrics import Calibration, Items, score
from vakwerk.engines.psychometrics.adaptive import Bank, Blueprint, Exposure
from vakwerk.engines.psychometrics.calibration import calibrate


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sample files and a calibration of them."""
    path = tmp_path_factory.mktemp("measure")
    assert main(["measure", "sample", "--out", str(path)]) == 0
    assert (
        run(path, "calibrate", "--responses", "antwoorden.csv", "--model", "2pl", "--out", "k.json", "--table", "k.csv")
        == 0
    )
    return path


def run(folder: Path, *words: str, language: str = "nl") -> int:
    """Names of files are taken within the folder."""
    endings = (".csv", ".xlsx", ".json", ".pdf")
    return main(
        ["measure", *(str(folder / word) if word.endswith(endings) else word for word in words), "--language", language]
    )


def lines(path: Path) -> tuple[str, list[dict[str, str]]]:
    """(remark, rows by name) of a CSV file of ours."""
    text = path.read_text(encoding="utf-8-sig").splitlines()
    remark = text.pop(0) if text[0].startswith("#") else ""
    return remark, list(csv.DictReader(text, delimiter=";"))


def test_sample_files_say_in_themselves_that_they_are_fictitious(folder: Path) -> None:
    for name in ("antwoorden.csv", "groepen.csv", "items.csv"):
        assert lines(folder / name)[0].startswith("# FICTIEF")
    sheet = load_workbook(folder / "antwoorden.xlsx").active
    assert str(sheet["A1"].value).startswith("# FICTIEF")
    assert str(sheet["A3"].value).startswith("FICTIEF-")


def test_calibration_finds_what_the_sample_was_made_of_and_carries_its_label(folder: Path) -> None:
    data = json.loads((folder / "k.json").read_text())
    assert data["remark"].startswith("FICTIEF")
    found = Calibration.from_dict(data)
    assert found.certificate.converged
    a, b = sample._parameters()
    others = np.arange(sample.ITEMS) != sample.DIF_ITEM
    assert np.sqrt(np.mean((found.items.a - a)[others] ** 2)) < 0.2
    assert np.corrcoef(found.items.b[others], b[others])[0, 1] > 0.98
    remark, rows = lines(folder / "k.csv")
    assert remark.startswith("# FICTIEF")
    assert float(rows[3]["b"]) == pytest.approx(found.items.b[3], abs=1e-6)
    assert float(rows[3]["se_b"]) == pytest.approx(found.standard_errors.b[3], abs=1e-6)


@pytest.mark.parametrize("method", ["eap", "wle"])
def test_scores_are_those_of_the_engine_from_csv_and_from_xlsx(folder: Path, method: str) -> None:
    for source, name in (("antwoorden.csv", "s1.csv"), ("antwoorden.xlsx", "s2.csv")):
        assert (
            run(folder, "score", "--calibration", "k.json", "--responses", source, "--method", method, "--out", name)
            == 0
        )
    assert (folder / "s1.csv").read_text() == (folder / "s2.csv").read_text()
    remark, rows = lines(folder / "s1.csv")
    calibration = Calibration.from_json((folder / "k.json").read_text())
    _, answers = lines(folder / "antwoorden.csv")
    codes = [[int(row[item] or -1) for item in calibration.items.ids] for row in answers]
    whole = score(calibration.items, codes, method, population=calibration.population)  # type: ignore[arg-type]
    assert remark.startswith("# FICTIEF")
    assert [float(row["theta"]) for row in rows[:50]] == pytest.approx(whole.theta[:50].tolist(), abs=1e-6)
    assert [float(row["se"]) for row in rows[:50]] == pytest.approx(whole.se[:50].tolist(), abs=1e-6)


def test_a_score_that_is_no_number_says_why(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("id,opgave01,opgave02\np1,1,1\np2,,\n")
    assert main(
        ["measure", "score", "--calibration", str(folder / "k.json"), "--responses", str(tmp_path / "x.csv"),
         "--method", "ml", "--out", str(tmp_path / "s.csv")]
    ) == 0  # fmt: skip
    _, rows = lines(tmp_path / "s.csv")
    assert [(row["theta"], row["note"]) for row in rows] == [
        ("", "onbegrensd: alles juist of alles fout"),
        ("", "geen antwoorden"),
    ]


def test_dif_finds_the_item_that_was_made_harder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--responses", "antwoorden.csv", "--groups", "groepen.csv", "--focal", "blauw", "--out", "dif.csv")
    assert run(folder, "dif", *words) == 0
    _, rows = lines(folder / "dif.csv")
    flagged = [row["id"] for row in rows if float(row["mh_p_adjusted"]) < 0.05]
    assert flagged == ["opgave06"]
    assert [row["id"] for row in rows if row["ets_class"] == "C"] == ["opgave06"]
    assert float(rows[5]["ets_delta"]) < -1.5  # harder for the focal group
    assert "opgave06" in capsys.readouterr().out


def test_what_if_from_files(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--length", "6,12", "--minimum", "tandwielen=2", "--max-exposure", "0.6", "--pupils", "200")
    assert run(folder, "simulate", "--items", "items.csv", *words, "--out", "w.csv") == 0
    remark, rows = lines(folder / "w.csv")
    assert "nagebootste leerlingen" in remark
    assert [row["length"] for row in rows] == ["6", "12"]
    assert float(rows[0]["rmse"]) > float(rows[1]["rmse"])
    assert "te klein" not in capsys.readouterr().err
    assert run(folder, "simulate", "--items", "items.csv", "--length", "20", *words[2:], "--out", "w.csv") == 0
    assert "20 items: de bank is te klein om elk item bij hoogstens 60% te tonen." in capsys.readouterr().err


def test_manual_is_a_pdf_and_says_what_is_not_in_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--calibration", "k.json", "--responses", "antwoorden.csv", "--groups", "groepen.csv", "--focal", "blauw")
    assert run(folder, "manual", *words, "--name", "Ruimtetest", "--out", "h.pdf") == 0
    assert (folder / "h.pdf").read_bytes().startswith(b"%PDF")
    said = capsys.readouterr().err
    assert "Niet in de handleiding: normen" in said
    assert "Niet in de handleiding: stabiliteit van het advies" in said
    assert "geef --length" in said
    assert "geef --responses" not in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["score", "--calibration", "antwoorden.csv", "--responses", "antwoorden.csv", "--out", "n.csv"], "rij 1"),
        (["score", "--calibration", "other.json", "--responses", "antwoorden.csv", "--out", "n.csv"], "geen ijking"),
        (["score", "--calibration", "k.json", "--responses", "groepen.csv", "--out", "n.csv"], "kolom B (groep)"),
        (["score", "--items", "strange.csv", "--responses", "antwoorden.csv", "--out", "n.csv"], "geen enkel item"),
        (["dif", "--responses", "antwoorden.csv", "--groups", "groepen.csv", "--focal", "rood", "--out", "n.csv"],
         'geen groep "rood". Er is:'),
        (["dif", "--responses", "antwoorden.csv", "--groups", "items.csv", "--focal", "1", "--out", "n.csv"],
         '"FICTIEF-0001" staat er niet in.'),
        (["simulate", "--items", "items.csv", "--length", "twaalf", "--out", "n.csv"], '--length: "twaalf"'),
        (["simulate", "--items", "items.csv", "--length", "12", "--minimum", "hefbomen=9", "--out", "n.csv"],
         'gebied "hefbomen" vraagt 9 items en heeft er 6'),
        (["simulate", "--items", "items.csv", "--length", "99", "--out", "n.csv"],
         "en de test vraagt er 99. Maak --length kleiner"),
        (["simulate", "--items", "items.csv", "--length", "9", "--max-exposure", "2", "--out", "n.csv"],
         "--max-exposure ligt boven 0 en is hoogstens 1. Schrijf zoals 0.25."),
        (["simulate", "--items", "items.csv", "--length", "9", "--se", "nan", "--out", "n.csv"], "--se is meer dan 0."),
        (["simulate", "--items", "items.csv", "--length", "9", "--pupils", "0", "--out", "n.csv"], "--pupils"),
        (["calibrate", "--responses", "antwoorden.csv", "--out", "antwoorden.csv"], "kies een andere naam"),
        (["manual", "--calibration", "k.json", "--groups", "groepen.csv", "--out", "n.pdf"], "--focal"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_nothing_is_written(
    folder: Path, words: Sequence[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "other.json").write_text('{"record": "Simulation"}')
    (folder / "strange.csv").write_text("id,b\nx,1\n")
    before = {path: path.read_bytes() for path in folder.iterdir()}
    capsys.readouterr()
    assert run(folder, *words) == 2
    told = capsys.readouterr()
    assert said in told.err
    assert "Er is niets weggeschreven." in told.err
    assert told.out == ""
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_a_calibration_that_cannot_be_believed_is_written_and_ends_with_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x.csv").write_text("id,i1,i2\np1,1,1\np2,1,1\n")
    assert run(tmp_path, "calibrate", "--responses", "x.csv", "--out", "k.json", "--table", "k.csv", language="en") == 1
    assert not Calibration.from_json((tmp_path / "k.json").read_text()).certificate.converged
    said = capsys.readouterr().err
    assert "The certificate says no" in said
    assert "left out: i1. Everybody gave the same answer to this item." in said


@pytest.mark.parametrize("command", ["calibrate", "score"])
def test_an_answer_that_the_model_cannot_have_is_named_by_its_cell(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    lines = (folder / "antwoorden.csv").read_text(encoding="utf-8-sig").splitlines()
    row, names = lines[6].split(";"), lines[1].split(";")
    row[4] = "3"
    (tmp_path / "a.csv").write_text("\n".join([*lines[:6], ";".join(row), *lines[7:]]), encoding="utf-8")
    model = ["--model", "2pl"] if command == "calibrate" else ["--calibration", str(folder / "k.json")]
    out = "o.json" if command == "calibrate" else "o.csv"
    assert run(tmp_path, command, "--responses", "a.csv", *model, "--out", out) == 2
    said = capsys.readouterr().err
    assert f"a.csv, rij 7, kolom E ({names[4]}): 3 " in said
    assert not (tmp_path / out).exists()


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Items.of("2pl", [np.nan], [0.0]),
        lambda: Items.of("grm", [-1.0], [[0.0, 1.0]]),
        lambda: Items.of("grm", [1.0], [[2.0, 1.0]]),
        lambda: Items.of("2pl", [1.0], [np.nan]),
        lambda: Items.of("3pl", [1.0], [0.0], [2.0]),
        lambda: Items.of("x", [1.0], [0.0]),  # type: ignore[arg-type]
        lambda: Bank.of(Items.of("2pl", [1.0], [0.0]), ("",), (0.0,)),
        lambda: Exposure(2.0, 0.0, 0.0),
        lambda: Exposure(0.5, -1.0, 0.0),
        lambda: Blueprint(0).check(Bank.of(Items.of("2pl", [1.0], [0.0]))),
        lambda: Blueprint(2, {"a": 3}, {"a": 5}).check(Bank.of(Items.of("2pl", [1.0], [0.0]), ("a",), (60.0,))),
        lambda: Blueprint(9).check(Bank.of(Items.of("2pl", [1.0], [0.0]), ("a",), (60.0,))),
        lambda: calibrate([[0, 1], [1, 0]], "rasch", item_ids=("a", "b"), anchors=Items.of("2pl", [2.0], [0.0])),
        lambda: calibrate([[0, 1], [1, 0]], "2pl", item_ids=("a", "b"), anchors=Items.of("2pl", [2.0], [0.0])),
    ],
)
def test_what_an_engine_refuses_is_told_in_dutch_with_what_to_do(wrong: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        wrong()
    words = spoken(caught.value)
    assert "in het Engels" not in words.nl
    assert words.nl.count(".") >= 1
