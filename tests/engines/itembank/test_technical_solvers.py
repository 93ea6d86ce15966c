"""The solvers of the technical tasks against cases worked out by hand: they see bare data, and know no key."""

import random
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vakwerk.engines.itembank.technical import (
    belts,
    circuits,
    exact,
    gears,
    levers,
    plates,
    pulleys,
    rotation,
    taps,
    tilted,
    vessels,
    views,
)


def test_equations_are_solved_exactly() -> None:
    assert exact.solution([[2, 1, 4], [1, -1, -1]]) == [Fraction(1), Fraction(2)]
    with pytest.raises(exact.NoSolution):
        exact.solution([[1, 1, 1], [1, 1, 2], [1, 0, 0]])
    with pytest.raises(exact.NotDetermined):
        exact.solution([[1, 1, 1], [2, 2, 2]])


@given(st.lists(st.integers(-9, 9), min_size=3, max_size=3), st.lists(st.integers(-5, 5), min_size=9, max_size=9))
def test_a_solution_satisfies_its_equations(wanted: list[int], numbers: list[int]) -> None:
    rows = [numbers[start : start + 3] for start in (0, 3, 6)]
    system = [[*row, sum(a * x for a, x in zip(row, wanted, strict=True))] for row in rows]
    try:
        found = exact.solution(system)
    except exact.NotDetermined:
        return
    assert found == wanted


# --- gears and belts


def _gears(ask: str, teeth: dict[str, int], meshes: list[str], **more: object) -> dict[str, object]:
    return {"ask": ask, "teeth": teeth, "meshes": meshes, "driver": "A", "clockwise": True, **more}


def test_neighbouring_gears_turn_opposite_ways_and_by_their_teeth() -> None:
    chain = {"A": 10, "B": 30, "C": 20}
    assert gears.solve(_gears("direction", chain, ["AB", "BC"], target="C"), ["anticlockwise", "clockwise"]) == [1]
    assert gears.solve(_gears("turns", chain, ["AB", "BC"], target="C", times=6), ["3", "6", "12", "2"]) == [0]
    assert gears.solve(_gears("alike", chain, ["AB", "BC"]), ["B", "C", "BC", "locked"]) == [1]


def test_three_gears_in_a_ring_are_locked_and_four_turn() -> None:
    three = _gears("direction", {"A": 10, "B": 12, "C": 14}, ["AB", "AC", "BC"], target="C")
    assert gears.solve(three, ["clockwise", "locked"]) == [1]
    four = _gears("direction", dict.fromkeys("ABCD", 10), ["AB", "BC", "CD", "AD"], target="C")
    assert gears.solve(four, ["clockwise", "locked"]) == [0]


def test_a_crossed_belt_reverses_and_wheels_on_one_axle_turn_together() -> None:
    machine = {
        "ask": "turns",
        "wheels": {"A": [20], "B": [40, 10], "C": [30]},
        "belts": [["A", 20, "B", 40, "="], ["B", 10, "C", 30, "x"]],
        "driver": "A",
        "clockwise": True,
        "target": "C",
        "times": 12,
    }
    assert belts.solve(machine, ["2", "8", "12"]) == [0]
    assert belts.solve(machine | {"ask": "alike"}, ["B", "BC", "C"]) == [0]
    assert belts.solve(machine | {"ask": "slowest"}, ["A", "B", "C"]) == [2]


def test_belts_that_contradict_each_other_lock() -> None:
    assert rotation.speeds("AB", "A", [("A", 10, "B", 10, True), ("A", 10, "B", 10, False)]) is None


# --- levers and pulleys


def test_a_beam_tilts_to_the_larger_moment() -> None:
    options = ["left", "level", "right"]
    assert levers.solve({"ask": "tilt", "loads": [[-2, 6], [4, 3]]}, options) == [1]
    assert levers.solve({"ask": "tilt", "loads": [[-5, 2], [3, 4]]}, options) == [2]
    assert levers.solve({"ask": "weight", "loads": [[-3, 4]], "place": 6}, ["4", "2", "8"]) == [1]
    assert levers.solve({"ask": "place", "loads": [[-3, 4]], "side": "right", "kilos": 2}, ["3", "6"]) == [1]
    bars = {"A": [40, 1, -4], "B": [30, 2, 3], "C": [20, 2, -2]}
    assert levers.solve({"ask": "lift", "bars": bars}, ["equal", "A", "B", "C"]) == [1]


@pytest.mark.parametrize("strands", range(1, 7))
def test_a_rope_carries_by_its_strands_whichever_way_one_pulls(strands: int) -> None:
    for upwards in (False, True):
        if strands > 1 or not upwards:
            assert pulleys.tension(pulleys.tackle(60, strands, upwards)) == Fraction(60, strands)


def test_blocks_in_each_others_rope_halve_each_time() -> None:
    for upwards in (False, True):
        assert pulleys.tension(pulleys.cascade(80, 3, upwards)) == 10
    hoist = pulleys.tackle(60, 3, False)
    assert pulleys.solve({"ask": "rope", "metres": 2, **hoist}, ["2", "4", "6", "8"]) == [2]
    hoists = {"A": pulleys.tackle(60, 3, False), "B": pulleys.cascade(60, 2, True), "C": pulleys.tackle(20, 1, False)}
    assert pulleys.solve({"ask": "easiest", "hoists": hoists}, ["A", "B", "C", "equal"]) == [1]


# --- circuits


def test_nodal_analysis_gives_the_powers_of_the_textbook() -> None:
    half = circuits.nodal_powers(["s", "A", ["p", "B", "C"]])
    assert half == {"A": Fraction(4, 9), "B": Fraction(1, 9), "C": Fraction(1, 9)}
    assert circuits.nodal_powers(["p", "A", ["s", "B", "C"]])["B"] == Fraction(1, 4)


def test_switches_break_and_bypass() -> None:
    def burning(network: object, **more: object) -> list[int]:
        return circuits.solve({"ask": "burning", "network": network, **more}, ["-", "A", "B", "AB"])

    assert burning(["s", "A", "0", "B"]) == [0]
    assert burning(["p", "A", ["s", "B", "0"]]) == [1]
    assert burning(["s", ["p", "A", "1"], "B"]) == [2]
    assert burning(["s", ["p", "A", "0"], "B"]) == [3]
    assert circuits.solve({"ask": "broken", "network": ["p", "A", "B"], "broken": "A"}, ["-", "A", "B"]) == [2]


def test_rules_for_series_and_parallel_agree_with_kirchhoff() -> None:
    rng = random.Random(7)
    for _ in range(150):
        tree = circuits._network(rng, rng.randint(2, 4), rng.randint(0, 3))
        by_rules = circuits._lit(tree)
        if by_rules is not None:
            assert {name for name, power in circuits.nodal_powers(tree).items() if power} == by_rules, tree


# --- water


def test_joined_vessels_come_to_one_level_and_closed_taps_keep_theirs() -> None:
    problem = {"vessels": {"A": [1, 8], "B": [3, 4], "C": [2, 0]}, "opened": [1], "target": "B"}
    assert vessels.solve(problem, ["6", "5", "4", "10/3"]) == [1]
    assert vessels.solve(problem | {"opened": [1, 2]}, ["10/3", "4"]) == [0]


def test_water_takes_the_lowest_open_pipe() -> None:
    tanks = {"A": [["B", 4, True], ["C", 2, False]], "B": [["D", 3, True]], "C": [], "D": []}
    assert taps.solve({"tanks": tanks, "start": "A"}, ["A", "B", "C", "D"]) == [3]
    open_too = tanks | {"A": [["B", 4, True], ["C", 2, True]]}
    assert taps.solve({"tanks": open_too, "start": "A"}, ["A", "B", "C", "D"]) == [2]


def test_water_in_a_tilted_jar_is_level_and_as_much_as_before() -> None:
    jar = {"wide": 4, "high": 10, "fill": "5", "tilt": [3, 4, 5], "side": "right"}
    assert tilted.solve(jar, ["5;5", "7/2;13/2", "13/2;7/2", "9/2;15/2"]) == [1]
    assert tilted.solve(jar | {"side": "left"}, ["7/2;13/2", "13/2;7/2"]) == [1]


# --- drawings


def test_views_stand_as_european_projection_has_them() -> None:
    """One tall stack at the front left: the front view has it left, the left view right, the top view at the bottom."""
    corner = "200000000"
    assert views._looked(corner, "front") == [[-1, -1, -1], [0, -1, -1], [0, -1, -1]]
    assert views._looked(corner, "left") == [[-1, -1, -1], [-1, -1, 0], [-1, -1, 0]]
    assert views._looked(corner, "top") == [[-1, -1, -1], [-1, -1, -1], [1, -1, -1]]


def test_the_two_ways_to_see_a_solid_agree() -> None:
    rng = random.Random(5)
    for _ in range(200):
        solid = "".join(str(rng.randrange(4)) for _ in range(9))
        for view in views.VIEWS:
            assert views._code(views._seen(solid, view)) == views._code(views._looked(solid, view))


def _top_in_sight(solid: str, x: int, y: int) -> bool:
    def height(a: int, b: int) -> int:
        return int(solid[3 * b + a]) if a >= 0 and b >= 0 else 0

    here = height(x, y)
    if any(height(x - k, y - k) >= here + k for k in (1, 2)):
        return False
    left = all(height(x - k - 1, y - k) < here + k + 1 for k in range(3))
    right = all(height(x - k, y - k - 1) < here + k + 1 for k in range(3))
    return left or right


def test_every_stack_of_a_drawn_solid_can_be_seen() -> None:
    rng = random.Random(3)
    for _ in range(400):
        solid = "".join(str(rng.randrange(4)) for _ in range(9))
        assert views._clear(solid) == all(_top_in_sight(solid, x, y) for x, y in product(range(3), repeat=2)), solid


def test_dimensions_add_and_subtract_and_a_missing_one_joins_what_is_loose() -> None:
    dimensions = [[0, 1, 15], [0, 2, 40], [1, 3, 60]]
    problem = {"ask": "distance", "points": "eooe", "dimensions": dimensions, "between": [2, 3]}
    assert plates.solve(problem, ["60", "35", "20", "75"]) == [1]
    loose = {"ask": "missing", "points": "eoooe", "dimensions": [[0, 1, 15], [1, 2, 20], [3, 4, 30]]}
    assert plates.solve(loose, ["AC", "BD", "DE", "AB"]) == [1]
