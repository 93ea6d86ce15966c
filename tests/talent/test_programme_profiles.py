"""Interest profiles of programmes: complete, in range, honest about their origin, and not absurd."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from tools import build_programme_profiles
from vakwerk.catalogue import models as catalogue
from vakwerk.engines.psychometrics import RIASEC
from vakwerk.engines.psychometrics.fit import profile_correlation
from vakwerk.talent.profiles import FILE, all_profiles, profiles_for, standard

DATA = FILE.parent
CATALOGUE = Path(catalogue.__file__).parent / "data"
LEFT_OUT = {"ov3", "other"}


@cache
def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def profile(title: str, grade: int | None = None) -> dict[str, float]:
    """Standardised: how a programme differs from the usual one."""
    row = next(r for r in all_profiles().values() if r.title == title and grade in (None, r.grade))
    return dict(zip(RIASEC, standard().apply(row.mean), strict=True))


def test_every_choice_of_the_catalogue_has_a_profile_and_nothing_else_has() -> None:
    wanted = {row["number"] for row in table(CATALOGUE / "groups.csv") if row["kind"] not in LEFT_OUT}
    assert set(all_profiles()) == wanted
    assert sum(row.kind == "basic_option" for row in all_profiles().values()) == 40


def test_the_table_is_what_the_tool_makes_of_its_sources() -> None:
    """Run tools/build_programme_profiles.py after changing jobs, links or corrections."""
    assert FILE.read_text(encoding="utf-8") == build_programme_profiles.render(*build_programme_profiles.compute())


def test_values_lie_on_the_scale_and_every_error_is_honest() -> None:
    for row in all_profiles().values():
        assert all(1 <= value <= 7 for value in row.mean), row.title
        assert all(0.4 <= error <= 1.5 for error in row.se), row.title


def test_every_profile_says_how_it_came_about_and_that_it_is_provisional() -> None:
    rows = all_profiles().values()
    assert {row.provenance for row in rows} == {"occupations", "corrected", "domain"}
    assert all(row.note for row in rows)
    assert all(row.provisional for row in rows)
    assert "voorlopig" in FILE.read_text(encoding="utf-8").splitlines()[0]


@pytest.mark.parametrize("name", ["isco_riasec.csv", "occupation_riasec.csv", "programme_profile_corrections.csv"])
def test_every_correction_by_hand_gives_its_reason(name: str) -> None:
    assert all(row["reason"] for row in table(DATA / name) if row.get("basis") != "onet")


def test_every_linked_occupation_has_an_interest_profile() -> None:
    isco, own = (
        {row[key] for row in table(DATA / name)}
        for key, name in (("isco08", "isco_riasec.csv"), ("occupation", "occupation_riasec.csv"))
    )
    linked = {row["occupation"] for row in table(CATALOGUE / "programme_occupations.csv")}
    jobs = {row["slug"]: row["isco08"] for row in table(CATALOGUE / "occupations.csv")}
    assert not [job for job in linked if job not in own and jobs[job] not in isco]
    assert own <= jobs.keys()


def test_programmes_of_grades_two_and_three_have_a_domain_and_a_finality() -> None:
    rows = [row for row in all_profiles().values() if row.kind in {"standard", "dual_only"}]
    assert len(rows) > 240
    assert all(row.domains and row.finality for row in rows)


ANCHORS = [
    ("Elektrotechnieken", 3, "RI", "S"),
    ("Lassen-constructie", 3, "R", "S"),
    ("Basiszorg en ondersteuning", 3, "S", "I"),
    ("Opvoeding en begeleiding", 3, "S", "R"),
    ("Onthaal, organisatie en sales", 3, "EC", "R"),
    ("Haarverzorging", 3, "AS", "I"),
    ("Beeldende kunst", 3, "A", "C"),
    ("Muziek", 3, "A", "C"),
    ("Latijn-Wiskunde", 3, "I", "R"),
    ("Wetenschappen-Wiskunde", 3, "I", "S"),
    ("Economische wetenschappen", 2, "EC", "R"),
    ("Bedrijfsorganisatie", 3, "C", "A"),
    ("Grootkeuken en catering", 3, "R", "I"),
    ("Houttechnieken", 3, "R", "S"),
    ("Toerisme", 3, "SE", "R"),
    ("Applicatie- en databeheer", 3, "IC", "A"),
    ("Agrotechnieken plant", 3, "R", "A"),
    ("Mode", 3, "A", "I"),
    ("Gezondheidszorg", 3, "S", "A"),
    ("Welzijnswetenschappen", 3, "SI", "R"),
]


@pytest.mark.parametrize(("title", "grade", "high", "low"), ANCHORS, ids=lambda value: str(value))
def test_profiles_look_like_what_people_know_of_the_programme(title: str, grade: int, high: str, low: str) -> None:
    values = profile(title, grade)
    assert all(values[kind] > 0.2 for kind in high), values
    assert values[low] < 0, values
    assert min(values[kind] for kind in high) > values[low] + 0.5


def test_a_hairdresser_is_no_manager() -> None:
    isco = {row["isco08"]: [float(row[kind]) for kind in RIASEC] for row in table(DATA / "isco_riasec.csv")}
    hair, shop, managers = (dict(zip(RIASEC, isco[code], strict=True)) for code in ("5141", "5222", "1420"))
    assert hair["E"] < hair["A"] and hair["E"] < hair["S"]  # noqa: PT018
    assert managers["E"] - hair["E"] > 2
    for boss in (shop, managers):
        assert (profile_correlation(list(hair.values()), list(boss.values())) or 0) < 0.3


@pytest.mark.parametrize("code", ["7127", "7232", "7234", "7413", "8332", "8343", "8344", "5411", "5414", "5164"])
def test_no_craft_has_the_profile_of_its_supervisor(code: str) -> None:
    row = next(row for row in table(DATA / "isco_riasec.csv") if row["isco08"] == code)
    assert float(row["R"]) == max(float(row[kind]) for kind in RIASEC)
    assert float(row["E"]) < float(row["R"]) - 2


def test_a_combined_option_is_the_mean_of_its_parts() -> None:
    numbers = {row.title: row.mean for row in all_profiles().values() if row.kind == "basic_option"}
    parts = [numbers["Sport"], numbers["STEM-technieken"]]
    np.testing.assert_allclose(numbers["Sport - STEM-technieken"], np.mean(parts, axis=0), atol=0.011)


def test_arrays_are_kept_in_order_and_without_what_interest_does_not_decide() -> None:
    numbers = [row.number for row in all_profiles().values() if row.grade == 2 and row.kind == "standard"]
    arrays = profiles_for([*numbers, "G-9999"])
    assert list(arrays.keys) == sorted(arrays.keys)
    assert not [key for key in arrays.keys if "Topsport" in all_profiles()[key].title]
    assert set(profiles_for(numbers, special=True).keys) == set(numbers)
    assert profiles_for(numbers) is profiles_for(reversed(numbers)), "kept for the next pupil"  # type: ignore[arg-type]


def test_no_finality_is_starved_among_the_profiles_themselves() -> None:
    """Every finality holds programmes that stand out in each of the six types that it can claim."""
    strongest = {"A": "RSEAC", "DU": "RSEAC", "DO": "ISEA"}
    for finality, kinds in strongest.items():
        rows = [row for row in all_profiles().values() if row.finality == finality and row.kind == "standard"]
        tops = {RIASEC[int(np.argmax(standard().apply(row.mean)))] for row in rows}
        assert set(kinds) <= tops, (finality, tops)
