"""Published instances with published optima, and what must follow from them by hand."""

from pathlib import Path

import numpy as np
import pytest

from vakwerk.engines.matching import Instance, cold, shortage, solve, verify

FOLDER = Path(__file__).parent / "published"


def _square(costs: np.ndarray, **how) -> Instance:
    rows, columns = np.indices(costs.shape)
    return Instance.from_edges(len(costs), [1] * len(costs), rows.ravel(), columns.ravel(), costs.ravel(), **how)


def _orlib_100() -> np.ndarray:
    """Beasley's 100 x 100; source and licence stand at the top of the file."""
    lines = (FOLDER / "orlib-assign100.txt").read_text().splitlines()
    size, *numbers = (int(word) for line in lines if not line.startswith("#") for word in line.split())
    return np.array(numbers).reshape(size, size)


@pytest.mark.parametrize("small_part", [cold.SMALL_PART, 10**6], ids=["by a core", "whole"])
def test_the_hundred_of_the_or_library(small_part, monkeypatch):
    monkeypatch.setattr(cold, "SMALL_PART", small_part)
    instance = _square(_orlib_100())
    solution = solve(instance)
    assert (solution.placed, solution.cost) == (100, 305)
    assert verify(instance, solution).valid


def test_the_hundred_of_the_or_library_under_caps_that_do_not_bind():
    """Ten mentors with room for their ten places, and a company for all: the optimum cannot change."""
    above = {"parent": np.arange(100) // 10, "caps": [10] * 10 + [100], "cap_parent": [10] * 10 + [-1]}
    instance = _square(_orlib_100(), **above)
    solution = solve(instance)
    assert (solution.placed, solution.cost) == (100, 305)
    assert verify(instance, solution).valid


# Dantzig, Linear Programming and Extensions (1963), 3.3; as the first model of the GAMS library (`trnsport`, optimum
# 153.675 thousand dollars). Canneries in Seattle and San Diego, markets in New York, Chicago and Topeka; 90 dollars a
# case per thousand miles, here in thousandths of a thousand dollars.
CANNERIES, MARKETS, FREIGHT = [350, 600], [325, 300, 275], [[225, 153, 162], [225, 162, 126]]


def _canned(seats: list[int]) -> Instance:
    """Each case is a pupil, each cannery a place."""
    market = np.repeat(np.arange(3), MARKETS)
    rows, columns = np.indices((len(market), 2))
    costs = np.array(FREIGHT)[columns.ravel(), market[rows.ravel()]]
    return Instance.from_edges(len(market), seats, rows.ravel(), columns.ravel(), costs)


def test_the_canneries_of_dantzig():
    instance = _canned(CANNERIES)
    solution = solve(instance)
    assert (solution.placed, solution.cost) == (900, 153_675)
    assert verify(instance, solution).valid
    assert solution.prices[1] == 0  # San Diego has 50 cases left


def test_the_canneries_of_dantzig_with_fewer_cases_lack_what_is_missing():
    found = shortage(_canned([350, 500]), solve(_canned([350, 500])))
    assert [(len(block.pupils), block.seats, block.lacking) for block in found.blocks] == [(900, 850, 50)]
