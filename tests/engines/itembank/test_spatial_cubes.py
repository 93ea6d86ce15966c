"""Figures of cubes, nets and folding, each checked against a plain second way."""

from __future__ import annotations

import itertools
import random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from vakwerk.engines.itembank.spatial import corners, cubes, nets
from vakwerk.engines.itembank.spatial.cubes import (
    ROTATIONS,
    Cells,
    grown,
    mirrored,
    settled,
    shape,
    shows_itself,
    turned,
)
from vakwerk.engines.itembank.spatial.isometric import flat
from vakwerk.engines.itembank.spatial.rotation import ROTATION
from vakwerk.engines.itembank.spatial.stacks import Heights, leaves_no_doubt

seeds = st.integers(0, 10**9)
figures = st.builds(lambda seed, count: grown(random.Random(seed), count), seeds, st.integers(5, 8))


def fixed_polycubes(count: int) -> set[Cells]:
    """All figures of this many cubes, every position apart."""
    found: set[Cells] = {((0, 0, 0),)}
    for _ in range(count - 1):
        found = {
            settled([*cells, near])
            for cells in found
            for cell in cells
            for near in cubes.neighbours(cell)
            if near not in cells
        }
    return found


def test_there_are_24_rotations_all_proper() -> None:
    assert len(set(ROTATIONS)) == 24
    for matrix in ROTATIONS:
        array = np.array(matrix)
        assert round(np.linalg.det(array)) == 1
        assert np.array_equal(array @ array.T, np.eye(3, dtype=int))


def test_the_numbers_of_polycubes_are_the_known_ones() -> None:
    """Fixed, and one-sided (rotations equal, mirror images apart): OEIS A001931 and A000162."""
    assert [len(fixed_polycubes(n)) for n in (1, 2, 3, 4, 5)] == [1, 3, 15, 86, 534]
    assert [len({shape(cells) for cells in fixed_polycubes(n)}) for n in (1, 2, 3, 4, 5)] == [1, 1, 2, 8, 29]


@given(figures, st.sampled_from(ROTATIONS))
def test_turning_keeps_the_shape_and_a_mirror_image_twice_is_the_figure(cells: Cells, matrix: cubes.Matrix) -> None:
    assert shape(turned(cells, matrix)) == shape(cells)
    assert mirrored(mirrored(cells)) == cells
    assert cubes.is_mirror_symmetric(cells) == (shape(cells) == shape(mirrored(cells)))


def test_no_two_figures_that_show_themselves_give_the_same_drawing() -> None:
    """The published rule of visibility, tried on every figure of up to six cubes in every position."""
    for count in (4, 5, 6):
        shown = [cells for cells in fixed_polycubes(count) if shows_itself(cells)]
        assert len({_shiftless(cells) for cells in shown}) == len(shown) > 50


def _shiftless(cells: Cells) -> frozenset[tuple[int, int]]:
    """The drawing moved to a fixed place: a row is 128 numbers, a column 2."""
    seen = {place + 128 * 128: face for place, (_, face) in cubes.view(cells).items()}
    row = min(place // 128 for place in seen)
    column = min(place % 128 // 2 for place in seen)
    return frozenset((place - 128 * row - 2 * column, face) for place, face in seen.items())


def test_figures_that_hide_something_are_refused() -> None:
    row = ((0, 0, 0), (1, 0, 0), (2, 0, 0))
    assert shows_itself(row)
    block = tuple(itertools.product((0, 1), repeat=3))
    assert not shows_itself(block), "the cube in the far corner cannot be seen"


@given(figures)
@settings(max_examples=12)
def test_the_picture_of_the_page_shows_every_cube_too(cells: Cells) -> None:
    """The page draws from slightly beside the isometric direction: every cube still shows a twelfth of itself."""
    turns = [turned(cells, matrix) for matrix in ROTATIONS]
    for figure in [turn for turn in turns if shows_itself(turn)][:1]:
        assert min(_seen_share(figure).values()) > 1 / 12


def _seen_share(figure: Cells) -> dict[cubes.Cell, float]:
    """By a ray from many points of each visible face towards the viewer: does it meet another cube?"""
    viewer = np.array([np.cos(np.radians(37)), np.sin(np.radians(37)), np.tan(np.radians(31))])
    grid = (np.arange(5) + 0.5) / 5
    share = {}
    solid = set(figure)
    for cell in figure:
        free, total = 0.0, 0.0
        for axis in range(3):
            other = [k for k in range(3) if k != axis]
            for a, b in itertools.product(grid, grid):
                start = np.array(cell, dtype=float)
                start[axis] += 1
                start[other[0]] += a
                start[other[1]] += b
                total += viewer[axis]
                free += viewer[axis] * (not _meets(start, viewer, solid))
        share[cell] = free / total
    return share


def _meets(start: np.ndarray, way: np.ndarray, solid: set[cubes.Cell]) -> bool:
    path = np.floor(start + np.arange(0.02, 6, 0.08)[:, None] * way).astype(int)
    return any(tuple(spot) in solid for spot in path.tolist())


@given(seeds)
@settings(max_examples=40)
def test_the_four_answers_are_two_figures_and_their_mirror_images(seed: int) -> None:
    """So none of them is the odd one out, nor the one most like the others."""
    task = ROTATION.task(seed)
    by_error = {option.error: cubes.read(option.identity) for option in task.options}
    asked = cubes.read(task.problem["figure"])
    assert shape(by_error[""]) == shape(asked) != shape(by_error["mirror"])
    assert shape(mirrored(by_error["mirror"])) == shape(asked)
    assert shape(mirrored(by_error["moved"])) == shape(by_error["moved-mirror"])
    assert len({shape(cells) for cells in by_error.values()}) == 4
    assert all(shows_itself(cells) for cells in [asked, *by_error.values()])


def test_x_goes_to_the_lower_left_and_y_to_the_lower_right() -> None:
    assert flat((1, 0, 0))[0] < 0 < flat((1, 0, 0))[1]
    assert flat((0, 1, 0))[0] > 0 < flat((0, 1, 0))[1]
    assert flat((0, 0, 1))[1] < 0


# Nets


def test_there_are_eleven_nets() -> None:
    def free(net: nets.Net) -> frozenset[tuple[int, int]]:
        forms = []
        for a, b, c, d in ((1, 0, 0, 1), (0, -1, 1, 0), (-1, 0, 0, -1), (0, 1, -1, 0)):
            for flip in (1, -1):
                spots = [(flip * (a * x + b * y), c * x + d * y) for x, y in net]
                low = (min(x for x, _ in spots), min(y for _, y in spots))
                forms.append(tuple(sorted((x - low[0], y - low[1]) for x, y in spots)))
        return frozenset(min(forms))

    assert len({free(net) for net in nets.nets()}) == 11


nets_drawn = st.sampled_from(nets.nets())
quarters = st.lists(st.integers(0, 3), min_size=6, max_size=6)


@given(nets_drawn, quarters, st.sampled_from(ROTATIONS))
def test_both_ways_of_folding_agree_on_every_view(net: nets.Net, turns: list[int], matrix: cubes.Matrix) -> None:
    marks = {square: (name, turn) for square, name, turn in zip(net, nets.MARKS, turns, strict=True)}
    seen = nets.view(net, marks, matrix)
    folded = corners.net_faces(nets.written_net(marks, net))
    assert corners.fits(corners.view_faces(nets.written_view(seen)), folded)
    assert not corners.fits(corners.view_faces(nets.written_view(nets.mirrored(seen))), folded)
    assert not corners.fits(corners.view_faces(nets.written_view(nets.with_mark_turned(seen, 1, 2))), folded)


@given(nets_drawn, quarters)
def test_rolling_about_a_corner_is_a_turn_of_the_cube(net: nets.Net, turns: list[int]) -> None:
    marks = {square: (name, turn) for square, name, turn in zip(net, nets.MARKS, turns, strict=True)}
    views = {nets.view(net, marks, matrix) for matrix in ROTATIONS}
    assert len(views) == 24
    assert all(nets.rolled(seen, thirds) in views for seen in views for thirds in range(3))


def test_a_net_folded_by_hand() -> None:
    """The cross: the square below the middle one comes at its bottom, the fourth of the column opposite the middle."""
    cross = tuple(sorted([(1, 0), (0, 1), (1, 1), (2, 1), (1, 2), (1, 3)]))
    normals = {square: frame[0] for square, frame in nets.fold(cross).items()}
    opposite = {(1, 1): (1, 3), (1, 0): (1, 2), (0, 1): (2, 1)}
    for one, two in opposite.items():
        assert normals[one] == tuple(-part for part in normals[two])


# Buildings


def test_no_two_buildings_that_leave_no_doubt_give_the_same_drawing() -> None:
    """Every building of piles of none to three cubes on a table of 2 x 3 squares."""
    met: dict[tuple[tuple[int, int], ...], Heights] = {}
    for piles in itertools.product(range(4), repeat=6):
        heights = (piles[:3], piles[3:])
        if leaves_no_doubt(heights):
            drawing = _drawn(heights)
            assert drawing not in met, (heights, met[drawing])
            met[drawing] = heights
    assert len(met) > 400


def _drawn(heights: Heights) -> tuple[tuple[int, int], ...]:
    solid = [(x, y, z) for x, row in enumerate(heights) for y, height in enumerate(row) for z in range(-1, height)]
    return tuple(sorted((place, face) for place, (_, face) in cubes.view(solid).items()))
