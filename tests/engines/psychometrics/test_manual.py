"""The technical manual: numbers from the results, what is missing said, no mark claimed. All answers are simulated."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from vakwerk.engines.psychometrics import Items, NoNorms, fit_norms, hexagon_interval, hexagon_test, simulate_responses
from vakwerk.engines.psychometrics.adaptive.exposure import Usage
from vakwerk.engines.psychometrics.adaptive.simulation import Simulation
from vakwerk.engines.psychometrics.advice_stability import agreement_of_forms
from vakwerk.engines.psychometrics.calibration.results import Calibration, Certificate, StandardErrors
from vakwerk.engines.psychometrics.items import Population
from vakwerk.engines.psychometrics.manual import About, technical_manual
from vakwerk.engines.psychometrics.manual.blocks import Pen
from vakwerk.engines.psychometrics.manual.document import manual_content
from vakwerk.engines.psychometrics.manual.evidence import Evidence
from vakwerk.engines.psychometrics.quality.dif_mantel import mantel_haenszel
from vakwerk.engines.psychometrics.quality.item_fit import item_fit
from vakwerk.engines.psychometrics.regressed import regressed_fit

ITEMS = Items.two_pl(np.linspace(0.8, 1.6, 12), np.linspace(-2, 2, 12))
RNG = np.random.default_rng(1)
THETA = RNG.standard_normal(800)
ANSWERS = simulate_responses(ITEMS, THETA, seed=2)


def calibrated(items: Items = ITEMS, *, converged: bool = True) -> Calibration:
    """As `calibrate` hands over, without the second that it takes."""
    shape = items.b.shape
    errors = StandardErrors(
        np.full(len(items), 0.0987), np.full(shape, 0.0543), np.full(len(items), np.nan), np.full(shape, 0.1),
        np.zeros((len(items), 2, 2)),
    )  # fmt: skip
    certificate = Certificate(
        converged=converged, reasons=() if converged else ("nothing_to_estimate",), notes=(), log_likelihood=-5123.4567,
        log_likelihood_finer=-5123.4569, nodes=61, nodes_finer=121, grids=np.array([61]), differences=np.array([2e-4]),
        gradient=1e-6, gradient_per_person=1e-9, gain=1e-9, iterations=17, evaluations=20, spacing=0.1,
        posterior_sd=0.4, smallest_eigenvalue=0.1, persons=800, answers=9600, parameters=24, versions={"numpy": "2"},
    )  # fmt: skip
    return Calibration(items, Population(), -5123.4567, errors, certificate, np.full(len(items), 800))


def simulated() -> Simulation:
    usage = Usage(ITEMS.ids, 100, np.arange(12) * 8, np.full(12, 100))
    shown = np.tile(np.arange(5), (100, 1))
    return Simulation(
        ITEMS.ids, 1, THETA[:100], THETA[:100] + 0.1, np.full(100, 0.31), shown, shown * 0, np.full(100, 60.0), usage
    )


def everything() -> dict[str, Any]:
    girl = np.arange(800) % 2 == 0
    kinds = [frozenset({1, 2}), frozenset({2, 3})]
    rows = RNG.standard_normal((60, 6))
    angles = np.arange(6) * np.pi / 3
    return {
        "dif": {"meisjes tegenover jongens": mantel_haenszel(ANSWERS, girl, ids=ITEMS.ids)},
        "reliability": {"marginal": 0.8765, "alpha": 0.8123},
        "simulations": {"twaalf items": simulated()},
        "norms": fit_norms(
            THETA,
            12 + RNG.random(800),
            ["1A"] * 800,
            year=2026,
            weights=1 + THETA % 0.1,
            clusters=[f"{row % 40}" for row in range(800)],
        ),
        "item_fit": item_fit(ITEMS, ANSWERS),
        "stability": {"60 activiteiten": agreement_of_forms(kinds, kinds[::-1], [True, True], [True, True])},
        "hexagon": hexagon_test(np.cos(angles[:, None] - angles)),
        "regressed": regressed_fit(rows, rows, RNG.standard_normal(60), folds=3, seed=1, name="gesimuleerd"),
        "about": About("Proef", "doel", "doelgroep", "theorie", "23 november 2026", fictitious=True),
    }


def content(language: Any = "nl", calibration: Calibration | None = None, **found: Any) -> dict[str, Any]:
    nothing: dict[str, Any] = {
        "about": About(), "dif": {}, "reliability": {}, "simulations": {}, "norms": None, "item_fit": None,
        "overall_fit": None, "stability": {}, "hexagon": None, "regressed": None,
    }  # fmt: skip
    return manual_content(Evidence(calibration=calibration or calibrated(), **(nothing | found)), language)


def chapter(made: dict[str, Any], number: int) -> dict[str, Any]:
    return next(one for one in made["chapters"] if one["title"].startswith(f"{number}."))


def words(part: Any) -> str:
    return json.dumps(part, ensure_ascii=False)


def test_the_manual_is_a_tagged_pdf_with_the_same_bytes_every_time() -> None:
    one, again = (technical_manual(calibrated(), **everything_once()) for _ in range(2))
    assert one == again
    assert one.startswith(b"%PDF")
    assert b"pdfuaid" in one


def everything_once(kept: dict[str, Any] = {}) -> dict[str, Any]:  # noqa: B006 - kept on purpose, it is slow to make
    return kept or kept.update(everything()) or kept


def test_all_seven_criteria_stand_in_their_order() -> None:
    for language, last in (("nl", "7. Criteriumvaliditeit"), ("en", "7. Criterion validity")):
        made = content(language)
        assert [one["title"][:2] for one in made["chapters"]] == [f"{n}." for n in range(1, 8)]
        assert made["chapters"][-1]["title"] == last


def test_numbers_come_from_the_results() -> None:
    made = content(**everything_once())
    assert "0,88" in words(chapter(made, 5))
    assert "−5\u202f123,457" in words(chapter(made, 6))
    assert "72 van 72" in words(chapter(made, 6))
    assert "0,33" in words(chapter(made, 5)), "Jaccard of {1,2} and {2,3}"
    assert "800" in words(chapter(made, 4))
    assert "0,10" in words(made["appendices"][0])
    assert "800 pupils" in words(chapter(content("en", **everything_once()), 6))


def test_what_was_not_found_out_is_said_per_criterion() -> None:
    made = content()
    assert all(one["missing"] for one in made["chapters"])
    assert chapter(made, 4)["status"] == chapter(made, 7)["status"] == "missing"
    assert "er zijn er nog geen" in words(chapter(made, 4)["missing"])
    assert "partijdigheid" in words(chapter(made, 6)["missing"])
    assert "betrouwbaarheid" in words(chapter(made, 5)["missing"])


def test_evidence_takes_its_gap_off_the_list() -> None:
    bare, full = content(), content(**everything_once())
    for number in range(1, 8):
        assert len(chapter(full, number)["missing"]) <= len(chapter(bare, number)["missing"])
    assert chapter(full, 1)["status"] == "present"
    assert chapter(full, 4)["status"] == "present"
    assert len(chapter(full, 5)["missing"]) == 1


def test_the_hexagon_of_a_sample_comes_with_its_interval() -> None:
    scores = np.random.default_rng(1).standard_normal((50, 6))
    found = hexagon_interval(scores, seed=1, resamples=50)
    assert f"({Pen('nl').figure(found.low, 3)} tot" in words(chapter(content(hexagon=found), 6))


def test_no_norms_give_their_reason() -> None:
    made = content(norms=NoNorms("too_few", "1B: 120"))
    assert "te weinig leerlingen (1B: 120)" in words(chapter(made, 4)["missing"])


def test_no_mark_is_claimed_and_bars_from_memory_are_to_be_confirmed() -> None:
    made = content(**everything_once())
    assert made["mark"] == "Niet gevalideerd"
    assert "geen beoordeling" in made["disclaimer"]
    for one in made["chapters"]:
        for text in re.findall(r"[^\"]*Evers[^\"]*", words(one)):
            assert text.startswith("Te bevestigen")
    assert "COTAN" not in words(made["chapters"])


def test_simulated_data_say_so_on_the_first_page() -> None:
    assert content(about=About(fictitious=True))["fictitious"].startswith("Fictieve gegevens")
    assert content()["fictitious"] == ""


def test_a_calibration_that_failed_is_called_unusable() -> None:
    made = content(calibration=calibrated(converged=False))
    assert "NIET geconvergeerd" in words(chapter(made, 6))


@pytest.mark.parametrize(
    "items",
    [
        Items.graded([1.0, 2.0], [[-1.0, 0.0, 1.0], [0.0, 1.0, np.nan]]),
        Items.three_pl([1.0], [0.0], [0.2]),
        ITEMS.select([]),
    ],
)
def test_every_model_prints_even_without_items(items: Items) -> None:
    assert technical_manual(calibrated(items), language="en").startswith(b"%PDF")


def test_text_of_a_user_is_never_run_as_markup() -> None:
    name = '#panic("no") {0} \\ $x$ <script> "quoted"'
    made = technical_manual(calibrated(), about=About(name, purpose=name), reliability={name: 0.5})
    assert made.startswith(b"%PDF")


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not installed")
def test_the_pdf_holds_what_the_content_says(tmp_path: Path) -> None:
    place = tmp_path / "manual.pdf"
    place.write_bytes(technical_manual(calibrated(), **everything_once()))
    text = subprocess.run(["pdftotext", str(place), "-"], capture_output=True, text=True, check=True).stdout
    assert "Technische handleiding: Proef" in text
    assert "Ontbreekt:" in text
    assert "Niet gevalideerd" in text


def test_numbers_are_written_as_in_the_language() -> None:
    assert Pen("nl").figure(-1234.567, 1) == "−1\u202f234,6"
    assert Pen("en").figure(-1234.567, 1) == "−1,234.6"
    assert Pen("nl").figure(float("nan")) == "–"
    assert Pen("nl").probability(0.0001) == "< 0,001"


def test_whoever_only_calibrates_never_loads_the_typesetter() -> None:
    code = "import sys, vakwerk.engines.psychometrics.manual; sys.exit('typst' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
