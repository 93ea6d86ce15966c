"""What the commands write is read back as it was meant, and what they cannot take is said at the file it stands in."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from vakwerk.cli import main
from vakwerk.cli.files import Outputs
from vakwerk.cli.problems import Refused
from vakwerk.engines.psychometrics import Items, simulate_responses

from .test_measure import lines, run


def answers(folder: Path, items: Items, mean: float = 0.0, sd: float = 1.0, name: str = "a.csv") -> None:
    """Answers of 600 made-up persons from another group than N(0, 1)."""
    theta = np.random.default_rng(5).normal(mean, sd, 600)
    codes = simulate_responses(items, theta, seed=5)
    rows = [f"p{number}," + ",".join(map(str, row)) for number, row in enumerate(codes.tolist())]
    (folder / name).write_text("\n".join([",".join(["id", *items.ids]), *rows]) + "\n")


RASCH = Items.rasch(np.linspace(-1.5, 1.5, 8))
GRADED = Items.graded(np.linspace(0.8, 1.6, 6), np.linspace(-1, 1, 6)[:, None] + [-1.0, 0.0, 1.2])


@pytest.mark.parametrize(("model", "items"), [("rasch", RASCH), ("grm", GRADED)])
@pytest.mark.parametrize("table", ["t.csv", "t.xlsx"])
def test_the_table_of_a_calibration_scores_as_the_calibration_itself(
    tmp_path: Path, model: str, items: Items, table: str, capsys: pytest.CaptureFixture[str]
) -> None:
    answers(tmp_path, items, sd=1.8)
    assert (
        run(tmp_path, "calibrate", "--responses", "a.csv", "--model", model, "--out", "k.json", "--table", table) == 0
    )
    capsys.readouterr()
    for source, out in (("--calibration", "s1.csv"), ("--items", "s2.csv")):
        given = "k.json" if source == "--calibration" else table
        assert run(tmp_path, "score", source, given, "--responses", "a.csv", "--out", out) == 0
    assert "N(0,1)" not in capsys.readouterr().err
    one, two = ([float(row["theta"]) for row in lines(tmp_path / name)[1]] for name in ("s1.csv", "s2.csv"))
    assert two == pytest.approx(one, abs=1e-5)
    assert run(tmp_path, "simulate", "--items", table, "--length", "4", "--pupils", "60", "--out", "w.csv") == 0


def test_a_table_without_its_group_says_what_it_is_scaled_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers(tmp_path, RASCH)
    (tmp_path / "i.csv").write_text("id,b\nitem1,0\nitem2,1\n")
    assert run(tmp_path, "score", "--items", "i.csv", "--responses", "a.csv", "--out", "s.csv") == 0
    assert "geschaald op N(0,1)" in capsys.readouterr().err


def test_items_that_a_calibration_left_out_do_not_stop_its_table_from_being_read(tmp_path: Path) -> None:
    answers(tmp_path, RASCH)
    text = (tmp_path / "a.csv").read_text().splitlines()
    (tmp_path / "a.csv").write_text("\n".join([text[0] + ",same", *(line + ",1" for line in text[1:])]) + "\n")
    assert run(tmp_path, "calibrate", "--responses", "a.csv", "--out", "k.json", "--table", "t.csv") == 1
    assert run(tmp_path, "score", "--items", "t.csv", "--responses", "a.csv", "--out", "s.csv") == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("id,b,population_mean,population_sd\nx,0,0,1\ny,0,0,2\n", "kolom D (population_sd): hier staat meer dan een"),
        ("id,b,population_mean,population_sd\nx,0,0,-1\n", "kolom D (population_sd): een spreiding is meer dan 0."),
    ],
)
def test_a_group_that_cannot_be_is_refused(
    tmp_path: Path, content: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    answers(tmp_path, RASCH)
    (tmp_path / "i.csv").write_text(content)
    assert run(tmp_path, "score", "--items", "i.csv", "--responses", "a.csv", "--out", "s.csv") == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("out", "table", "said"),
    [
        ("o.json", "sub/../o.json", "een tabel wordt .csv of .xlsx"),
        ("o.csv", "t.csv", "o.csv: dit resultaat wordt .json"),
        ("o", "t.csv", "o: dit resultaat wordt .json"),
        ("", "t.csv", "dit is een map. Zet er de naam van een bestand achter."),
        ("no/o.json", "t.csv", "die map bestaat niet"),
    ],
)
def test_a_calibration_becomes_json_in_a_file_that_can_be(
    tmp_path: Path, out: str, table: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    answers(tmp_path, RASCH)
    (tmp_path / "sub").mkdir()
    before = sorted(tmp_path.iterdir())
    assert main(
        ["measure", "calibrate", "--responses", str(tmp_path / "a.csv"), "--out", str(tmp_path / out),
         "--table", str(tmp_path / table), "--language", "nl"]
    ) == 2  # fmt: skip
    assert said in capsys.readouterr().err
    assert sorted(tmp_path.iterdir()) == before


def test_two_results_in_one_file_are_refused_however_it_is_called(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    outputs = Outputs("en")
    outputs.text(tmp_path / "o.csv", "one")
    with pytest.raises(Refused, match="two results would go into this same file"):
        outputs.text(tmp_path / "sub" / ".." / "o.csv", "two")


def test_a_manual_becomes_a_pdf(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "k.json").write_text("{}")
    assert run(tmp_path, "manual", "--calibration", "k.json", "--out", "h.csv") == 2
    assert "dit resultaat wordt .pdf" in capsys.readouterr().err


def _changed(path: str, value: Any) -> Callable[[dict[str, Any]], str]:
    def change(data: dict[str, Any]) -> str:
        *way, last = path.split(".")
        place = data
        for step in way:
            place = place[step]
        place[last] = value
        return json.dumps(data)

    return change


@pytest.mark.parametrize(
    ("hostile", "said"),
    [
        (_changed("items.a", [math.inf] * 8), "item item1: a is geen getal"),
        (_changed("items.a", [math.nan] * 8), "item item1: a is geen getal"),
        (_changed("items.a", [10**400] * 8), "dit is geen ijking"),
        (_changed("items.a", [1.0]), "niet elk item heeft elk getal"),
        (_changed("items.c", [2.0] * 8), "item item1: c en d liggen van 0 tot 1"),
        (_changed("items.thresholds", [0.0] * 8), "niet elk item heeft elk getal"),
        (_changed("items.ids", [1, 2, 3, 4, 5, 6, 7, 8]), "elk item heeft een eigen naam nodig"),
        (_changed("items.ids", ["x"] * 8), "elk item heeft een eigen naam nodig"),
        (_changed("items.ids", [["x"]] * 8), "elk item heeft een eigen naam nodig"),
        (_changed("items.model", "zz"), "het model"),
        (_changed("population.sd", -1), "de groep heeft"),
        (_changed("population.mean", None), "de groep heeft"),
        (_changed("answered", [1]), "niet elk item heeft elk getal"),
        (lambda data: "[" * 100_000, "dit is geen ijking"),
        (lambda data: "[" + "1" * 10_000 + "]", "dit is geen ijking"),
        (lambda data: "[]", "dit is geen ijking"),
    ],
)
def test_a_hostile_calibration_is_refused_by_its_own_name(
    calibrated: Path, hostile: Callable[[dict[str, Any]], str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (calibrated / "t.json").write_text(hostile(json.loads((calibrated / "k.json").read_text())))
    capsys.readouterr()
    assert run(calibrated, "score", "--calibration", "t.json", "--responses", "a.csv", "--out", "s.csv") == 2
    told = capsys.readouterr().err
    assert told.startswith(f"t.json: {said}"), told
    assert "in het Engels" not in told


@pytest.fixture(scope="module")
def calibrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with answers and their calibration."""
    folder = tmp_path_factory.mktemp("hostile")
    answers(folder, RASCH)
    assert run(folder, "calibrate", "--responses", "a.csv", "--out", "k.json") == 0
    return folder


@pytest.mark.parametrize(("pupils", "share", "said"), [("100", "0.3", "te weinig"), ("100", "0.1", "te klein")])
def test_an_item_shown_too_often_is_blamed_on_what_caused_it(
    tmp_path: Path, pupils: str, share: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    rng = np.random.default_rng(3)
    slopes, places = rng.uniform(0.7, 2, 80), rng.normal(size=80)
    rows = [f"i{number},{slopes[number]:.3f},{places[number]:.3f}" for number in range(80)]
    (tmp_path / "i.csv").write_text("\n".join(["id,a,b", *rows]) + "\n")
    words = ("--length", "12", "--max-exposure", share, "--pupils", pupils, "--out", "w.csv")
    assert run(tmp_path, "simulate", "--items", "i.csv", *words) == 0
    assert said in capsys.readouterr().err.split("12 items:")[1]
