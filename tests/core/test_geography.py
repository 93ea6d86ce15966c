"""Municipalities, parts, postal codes and distances."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vakwerk.core import geography
from vakwerk.core.geography import distance_km, find_place, municipalities, municipality, suggest_places


def test_all_municipalities_of_2025_are_there() -> None:
    by_region = [m.region for m in municipalities()]
    assert by_region.count("Vlaams Gewest") == 285
    assert by_region.count("Brussels Hoofdstedelijk Gewest") == 19
    assert {m.province for m in municipalities()} == set(geography.PROVINCES)


def test_every_municipality_has_a_postal_code_and_a_point_in_flanders_or_brussels() -> None:
    for place in municipalities():
        assert place.postcodes, place.name
        assert 50.6 < place.lat < 51.6, place.name
        assert 2.5 < place.lon < 6.0, place.name


def test_each_postal_code_finds_a_municipality_that_has_it() -> None:
    for place in municipalities():
        for code in place.postcodes:
            found = find_place(code)
            assert found is not None
            assert code in found.municipality.postcodes


@pytest.mark.parametrize(
    ("typed", "name", "municipality_name"),
    [
        ("Gent", "Gent", "Gent"),
        ("gent ", "Gent", "Gent"),
        ("9000", "Gent", "Gent"),
        ("9000 Gent", "Gent", "Gent"),
        ("Gentbrugge", "Gentbrugge", "Gent"),
        ("9050 Ledeberg", "Ledeberg", "Gent"),
        ("St.-Niklaas", "Sint-Niklaas", "Sint-Niklaas"),
        ("sint niklaas", "Sint-Niklaas", "Sint-Niklaas"),
        ("Bruxelles", "Brussel", "Brussel"),
        ("Antwerp", "Antwerpen", "Antwerpen"),
        ("Overpelt", "Pelt", "Pelt"),
        ("Bilzen", "Bilzen", "Bilzen-Hoeselt"),
        ("Ekeren", "Ekeren", "Antwerpen"),
        ("'s gravenvoeren", "'s-Gravenvoeren", "Voeren"),
        ("1040", "Etterbeek", "Etterbeek"),
    ],
)
def test_what_people_type_finds_the_place_they_mean(typed: str, name: str, municipality_name: str) -> None:
    found = find_place(typed)
    assert found is not None
    assert (found.name, found.municipality.name) == (name, municipality_name)


def test_a_merged_municipality_is_found_by_the_name_of_each_old_one() -> None:
    for old, new in {
        "Kortessem": "Hasselt",
        "Wachtebeke": "Lochristi",
        "Meulebeke": "Tielt",
        "Ruiselede": "Wingene",
    }.items():
        found = find_place(old)
        assert found is not None
        assert found.municipality.name == new


def test_an_unknown_place_is_nothing() -> None:
    for typed in ("", "   ", "Amsterdam", "0000", "75001", "\x00", "😀", "x" * 10_000):
        assert find_place(typed) is None


def test_suggestions_begin_with_what_was_typed_and_name_the_municipality() -> None:
    labels = [place.label for place in suggest_places("gent")]
    assert labels[0] == "Gent"
    assert "Gentbrugge (Gent)" in labels
    assert [p.label for p in suggest_places("900", 3)] == ["9000 Gent"]
    assert suggest_places("", 5) == []


def test_suggestions_stay_within_the_limit() -> None:
    assert len(suggest_places("s", 5)) == 5


def test_distance_between_two_towns_is_right_within_a_kilometre() -> None:
    ghent, antwerp = find_place("Gent"), find_place("Antwerpen")
    assert ghent is not None
    assert antwerp is not None
    assert distance_km(ghent, antwerp) == pytest.approx(51.5, abs=1.0)
    assert distance_km((51.0, 3.0), (52.0, 3.0)) == pytest.approx(111.19, abs=0.01)


def test_an_unknown_number_is_an_error() -> None:
    with pytest.raises(KeyError):
        municipality("99999")


POINTS = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@given(POINTS, POINTS)
def test_distance_is_symmetric_and_never_negative(a: tuple[float, float], b: tuple[float, float]) -> None:
    assert distance_km(a, b) == pytest.approx(distance_km(b, a))
    assert 0 <= distance_km(a, b) <= 20_016


@given(st.text(max_size=200))
def test_any_text_is_harmless(typed: str) -> None:
    find_place(typed)
    suggest_places(typed)
