"""Only the nearest places of each pupil take part: that never costs a place, and what it limits is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.rounds import place, placed_in, rows, said, small
from vakwerk.cli import main

N = 50


@pytest.fixture
def crowded(tmp_path: Path) -> Path:
    """One pupil more than its nearest places hold; the seat for it stands one place farther away."""
    pupils = "leerling;opleiding;postcode\n" + "".join(f"A{n};Lassen;9000\n" for n in range(N + 1))
    near = "".join(f"W{n};Lassen;9000;1\n" for n in range(N))
    return small(tmp_path, pupils, f"werkplek;opleidingen;postcode;plaatsen\n{near}W{N};Lassen;9090;5\n")


def log_of(path: Path) -> str:
    return " ".join(str(row["wat"]) for row in rows(path, "Logboek"))


def promise(path: Path, number: int) -> str:
    return next(str(row["wat"]) for row in rows(path, "Bewijs") if row["belofte"] == number)


def test_the_limit_of_nearest_places_costs_nobody_a_place(crowded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert place(crowded, "p.csv", "w.csv", "r.xlsx") == 0
    result = crowded / "r.xlsx"
    assert all(placed_in(result).values())
    assert "daarom de 100 dichtste werkplekken per leerling bekeken, niet 50" in log_of(result)
    assert "binnen de" not in promise(result, 6) + promise(result, 7)
    assert main(["verify", str(result)]) == 0
    assert "Alle beloften kloppen: nagekeken" in said(capsys)


def test_a_limit_that_was_asked_for_is_kept_and_named_wherever_it_counts(
    crowded: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert place(crowded, "p.csv", "w.csv", "r.xlsx", "--nearest", str(N)) == 0
    result, limit = crowded / "r.xlsx", f"(binnen de {N} dichtste werkplekken per leerling)"
    assert list(placed_in(result).values()).count("") == 1
    assert "laat --nearest weg en start opnieuw" in log_of(result)
    assert limit in promise(result, 6)
    assert limit in promise(result, 7)
    assert limit in rows(result, "Tekorten")[0]["in woorden"]
    assert limit in rows(result, "Zonder plaats")[0]["waarom geen plaats"]
    page = (crowded / "r.html").read_text()
    assert f"Nagekeken en bewezen {limit}" in page
    assert "laat --nearest weg" in page
    assert main(["verify", str(result)]) == 0
    assert f"Alle beloften kloppen {limit}" in said(capsys)
    assert main(["place", "--previous", str(result), "--out", str(crowded / "s.xlsx")]) == 0
    assert all(placed_in(crowded / "s.xlsx").values())  # who no longer asks for the limit is not held by it


def test_a_limit_that_only_makes_journeys_longer_is_named_with_that_promise(tmp_path: Path) -> None:
    pupils = "leerling;opleiding;postcode\nA;Lassen;9000\n"
    small(tmp_path, pupils, "werkplek;opleidingen;postcode;plaatsen\nX;Lassen;9000;1\nY;Lassen;9090;1\n")
    assert place(tmp_path, "p.csv", "w.csv", "r.xlsx", "--nearest", "1") == 0
    assert "(binnen de dichtste werkplek per leerling)" in promise(tmp_path / "r.xlsx", 6)
    assert "binnen de" not in promise(tmp_path / "r.xlsx", 7)
    (row,) = rows(tmp_path / "r.xlsx", "Plaatsing")
    assert row["waarom"] == "de dichtste werkplek die kan"


def test_a_placement_by_hand_is_measured_against_all_places(crowded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (crowded / "hand.csv").write_text("leerling;werkplek\n" + "".join(f"A{n};W{n}\n" for n in range(N)))
    inputs = ["--pupils", str(crowded / "p.csv"), "--places", str(crowded / "w.csv")]
    assert main(["verify", str(crowded / "hand.csv"), *inputs]) == 1
    assert "Belofte 7: 51 leerlingen kunnen een plaats hebben, 1 meer dan hier." in said(capsys)
