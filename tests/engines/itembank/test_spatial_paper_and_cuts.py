"""Folding paper and cutting solids: exact rules against plain second ways."""

from __future__ import annotations

import itertools
import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vakwerk.engines.itembank.spatial import sections, sheets, solids
from vakwerk.engines.itembank.spatial.choosing import unremarkable
from vakwerk.engines.itembank.spatial.paper import PAPER_FOLDING
from vakwerk.engines.itembank.spatial.sheets import (
    SHEET,
    Crease,
    after,
    creases,
    doubled_area,
    folded,
    inside,
    part,
)

seeds = st.integers(0, 10**9)


@st.composite
def foldings(draw: st.DrawFn) -> list[Crease]:
    folds: list[Crease] = []
    outline = SHEET
    for _ in range(draw(st.integers(1, 3))):
        crease = draw(st.sampled_from(creases(outline)))
        folds.append(crease)
        outline = part(outline, crease, -1)
    return folds


@given(foldings())
def test_folding_loses_no_paper(folds: list[Crease]) -> None:
    layers = [(SHEET, False)]
    for crease in folds:
        layers = folded(layers, crease)
    assert sum(doubled_area(outline) for outline, _ in layers) == doubled_area(SHEET)


@given(foldings())
def test_the_folded_paper_lies_within_the_part_that_stayed(folds: list[Crease]) -> None:
    outline = SHEET
    for crease in folds:
        assert crease.mirror(crease.mirror((3, 5))) == (3, 5)
        outline = part(outline, crease, -1)
    places = [after(spot, folds) for spot in sheets.MIDDLES]
    assert all(place is None or inside(place, outline) for place in places)


def test_a_sheet_folded_twice_in_half_and_punched_gives_four_holes() -> None:
    right_over, lower_up = Crease(1, 0, 6, 1), Crease(0, 1, 6, 1)
    problem = {"folds": [[1, 0, 6, 1], [0, 1, 6, 1]], "punches": [[1, 3]]}
    assert PAPER_FOLDING.solve(problem, ["1,3 1,9 11,3 11,9", "1,3 11,3", "1,3 1,9"]) == [0]
    lying = [spot for spot in sheets.MIDDLES if after(spot, [right_over, lower_up]) == (1, 3)]
    assert lying == [(1, 3), (11, 3), (1, 9), (11, 9)]


def test_a_corner_folded_in_and_punched_gives_two_holes() -> None:
    corner = Crease(1, 1, 8, -1)
    assert corner.mirror((1, 1)) == (7, 7)
    problem = {"folds": [[1, 1, 8, -1]], "punches": [[5, 7]]}
    assert PAPER_FOLDING.solve(problem, ["5,7", "1,3 5,7", "3,1 5,7"]) == [1]


@given(seeds)
@settings(max_examples=60)
def test_holes_lie_on_the_sheet_and_on_no_crease(seed: int) -> None:
    task = PAPER_FOLDING.task(seed)
    folds = [Crease(*values) for values in task.problem["folds"]]
    for option in task.options:
        for x, y in (map(int, spot.split(",")) for spot in option.identity.split()):
            assert (x, y) in sheets.MIDDLES
    key = [tuple(map(int, spot.split(","))) for spot in task.options[task.key].identity.split()]
    assert {after(spot, folds) for spot in key} == {tuple(spot) for spot in task.problem["punches"]}
    assert len(key) >= 2 * len(task.problem["punches"])


@pytest.mark.parametrize("cut", solids.CUTS, ids=lambda cut: cut.__name__.strip("_"))
def test_the_formula_of_each_section_is_what_a_saw_would_find(cut: object) -> None:
    for seed in range(4):
        made = cut(random.Random(seed))  # type: ignore[operator]
        tall, widths = sections.felt_out(made.solid, made.measures, made.at, made.across, made.up)
        height, expected = sections.profile(made.surface)
        assert math.isclose(tall, height, rel_tol=1e-3)
        assert all(
            math.isclose(one, two, rel_tol=1e-3, abs_tol=0.02) for one, two in zip(widths, expected, strict=True)
        )


def test_all_answers_differ_in_shape_whatever_their_size() -> None:
    """A page may draw options smaller than the solid, so that nothing may depend on size alone."""
    for seed in range(300):
        shapes = [sections.read(option.identity) for option in solids.SOLID_CUTS.task(seed).options]
        for one, two in itertools.combinations(shapes, 2):
            assert sections.gap(one, two) > 0.05, seed


def test_an_oblique_cut_of_a_cone_is_an_ellipse_and_no_egg() -> None:
    made = next(cut for cut in solids.CUTS if cut.__name__ == "_cone_slanted")(random.Random(5))
    _, widths = sections.felt_out(made.solid, made.measures, made.at, made.across, made.up)
    assert widths == pytest.approx(widths[::-1], rel=1e-3)


def test_a_shape_survives_being_written() -> None:
    shape = ("arch", (61.25, 40.5, 38.0, 90.0))
    assert sections.read(sections.written(shape)) == shape


def test_wrong_answers_are_chosen_so_that_the_key_takes_every_rank() -> None:
    def value(answers: object) -> list[float]:
        return [float(answer) for answer in answers]  # type: ignore[attr-defined]

    pool = [(number, "x") for number in range(11) if number != 5]
    ranks = [
        sum(answer > 5 for answer, _ in unremarkable(random.Random(seed), 5, pool, 4, (value,))) for seed in range(300)
    ]
    assert all(ranks.count(rank) > 15 for rank in range(5)), "by pure chance the ends would come 7 times each"
