"""Buildings of stacked cubes that are sawn through: which surface does the saw make?"""

from __future__ import annotations

import functools
import itertools
import random
from collections.abc import Mapping, Sequence
from typing import Any

from vakwerk.engines.itembank.drawing import INK, LIGHT_ORANGE, MIDDLE, PAPER, RED, Drawing, LatePicture, Picture, Point
from vakwerk.engines.itembank.tasks import Draft, Generator, Option, Radical
from vakwerk.engines.words import Words

from .choosing import ordinary, size, unremarkable
from .cubes import LEFT, RIGHT, TOP, Cell, view
from .isometric import FACES, TONES, Spot, extent, flat, unit_for

Heights = tuple[tuple[int, ...], ...]
# A sawn surface: fields (column from the left, row from below; for a horizontal cut the cube's own x and y).
Surface = frozenset[tuple[int, int]]
HIGHEST = 3

GRAMMAR = Words(
    "Op een tafel met vakjes staan stapels van nul tot drie kubussen; van elke stapel en elk leeg vakje zie je de "
    "bovenkant minstens voor de helft. Een zaag gaat midden door één laag: evenwijdig met een zijkant of met de "
    "tafel. Eén antwoord is de vorm van het zaagvlak. De andere nemen een laag ernaast, het spiegelbeeld, de omtrek "
    "van het hele bouwwerk, of één kubus te veel of te weinig.",
    "On a table with squares stand piles of none to three cubes; of every pile and every empty square at least half "
    "of the top can be seen. A saw goes through the middle of one layer, parallel to a side or to the table. One "
    "option is the shape of the sawn surface. The others take a neighbouring layer, the mirror image, the outline "
    "of the whole building, or one cube too many or too few.",
)
ERRORS = {
    "neighbour": Words("Neemt de laag ernaast.", "Takes the layer beside it."),
    "mirror": Words("Kijkt van de verkeerde kant: spiegelbeeld.", "Looks from the wrong side: mirror image."),
    "outline": Words("Neemt de omtrek van het hele bouwwerk.", "Takes the outline of the whole building."),
    "miscount": Words("Telt één kubus te veel of te weinig.", "Counts one cube too many or too few."),
}
RADICALS = {
    "cubes": Radical(Words("kubussen boven de acht", "cubes beyond eight"), 0.08),
    "inside": Radical(
        Words("de zaag gaat niet door de voorste laag", "the saw does not go through the front layer"), 0.5
    ),
    "level": Radical(Words("de zaag gaat evenwijdig met de tafel", "the saw goes parallel to the table"), 0.3),
    "uneven": Radical(Words("sprongen in hoogte langs de zaagsnede", "steps in height along the cut"), 0.2),
}


def _cubes(heights: Heights) -> list[Cell]:
    return [(x, y, z) for x, row in enumerate(heights) for y, height in enumerate(row) for z in range(height)]


def leaves_no_doubt(heights: Heights) -> bool:
    """Whether of every pile, and of every empty square of the table, at least half of the top shows.

    The front piles stand on squares that are known, so the drawing gives their heights; and so on to the back."""
    table = [(x, y, -1) for x, row in enumerate(heights) for y in range(len(row))]
    shown = {cell for cell, face in view([*table, *_cubes(heights)]).values() if face == TOP}
    return all((x, y, height - 1) in shown for x, row in enumerate(heights) for y, height in enumerate(row))


def _building(rng: random.Random) -> Heights:
    depth, width = rng.choice(((3, 3), (3, 4), (4, 3)))
    while True:
        heights = tuple(tuple(rng.choice((0, 1, 1, 2, 2, 3)) for _ in range(width)) for _ in range(depth))
        if not _buried(heights) and leaves_no_doubt(heights):
            return heights


def _buried(heights: Heights) -> bool:
    """Whether a pile stands right behind a higher one: the quick way to refuse most buildings that would be refused."""
    pairs = (zip(row, nearer[1:], strict=False) for row, nearer in itertools.pairwise(heights))
    return any(near > far for pair in pairs for far, near in pair)


def _surface(heights: Heights, axis: str, layer: int) -> Surface:
    """The cubes in this layer, seen against the direction of the axis: from the left front, right front, or above."""
    last = len(heights) - 1
    if axis == "x":
        return frozenset((y, z) for x, y, z in _cubes(heights) if x == layer)
    if axis == "y":
        return frozenset((last - x, z) for x, y, z in _cubes(heights) if y == layer)
    return frozenset((x, y) for x, y, z in _cubes(heights) if z == layer)


def _layers(heights: Heights, axis: str) -> int:
    return {"x": len(heights), "y": len(heights[0]), "z": HIGHEST}[axis]


def _mirrored(surface: Surface, heights: Heights, axis: str) -> Surface:
    if axis == "z":
        return frozenset((len(heights) - 1 - x, y) for x, y in surface)
    last = _layers(heights, "y" if axis == "x" else "x") - 1
    return frozenset((last - column, row) for column, row in surface)


def _miscounted(rng: random.Random, surface: Surface, heights: Heights, axis: str) -> list[Surface]:
    """One cube more or less: on a pile of the surface, or anywhere in the plan."""
    if axis == "z":
        table = {(x, y) for x, row in enumerate(heights) for y in range(len(row))}
        more, less = table - surface, surface
    else:
        more = {(column, row + 1) for column, row in surface if row + 1 < HIGHEST} - surface
        less = frozenset((column, row) for column, row in surface if (column, row + 1) not in surface)
    added = [surface | {field} for field in sorted(more)]
    missing = [surface - {field} for field in sorted(less)]
    return rng.sample(added, min(2, len(added))) + rng.sample(missing, min(2, len(missing)))


def _wrong(rng: random.Random, key: Surface, heights: Heights, axis: str, layer: int) -> list[tuple[Surface, str]]:
    count = _layers(heights, axis)
    everything: Surface = frozenset().union(*(_surface(heights, axis, one) for one in range(count)))
    beside = [_surface(heights, axis, one) for one in (layer - 1, layer + 1) if 0 <= one < count]
    mirror = _mirrored(key, heights, axis)
    candidates = [
        *((one, "neighbour") for one in beside),
        (mirror, "mirror"),
        (everything, "outline"),
        *((one, "miscount") for one in _miscounted(rng, key, heights, axis)),
        *((_mirrored(one, heights, axis), "neighbour") for one in beside),
        *((near, "neighbour") for one in beside for near in _miscounted(rng, one, heights, axis)),
        *((near, "mirror") for near in _miscounted(rng, mirror, heights, axis)),
    ]
    found: dict[Surface, str] = {}
    for surface, error in candidates:
        if surface and surface != key:
            found.setdefault(surface, error)
    return list(found.items())


def build(rng: random.Random) -> Draft:
    heights, axis, layer, key, wrong = _cut(rng)
    chosen = unremarkable(rng, key, wrong, 4, (ordinary, size))
    columns = [sum(column == one for column, _ in key) for one in range(len(heights if axis == "y" else heights[0]))]
    return Draft(
        problem={"heights": [list(row) for row in heights], "axis": axis, "layer": layer},
        radicals={
            "cubes": len(_cubes(heights)) - 8.0,
            "inside": float(axis != "z" and layer < _layers(heights, axis) - 1),
            "level": float(axis == "z"),
            "uneven": 0.0 if axis == "z" else float(sum(a != b for a, b in itertools.pairwise(columns))),
        },
        prompt=_prompt(axis),
        picture=_building_picture(heights, axis, layer),
        options=_options([(key, ""), *chosen], axis, heights),
        explanation=Words(
            "Volg de rode lijn van stapel tot stapel. Tel bij elke stapel waar de zaag door gaat hoeveel kubussen "
            "er staan; een leeg vakje geeft een gat.",
            "Follow the red line from pile to pile. Count the cubes of each pile the saw goes through; an empty "
            "square gives a gap.",
        )
        if axis != "z"
        else Words(
            "Loop alle stapels af. Alleen een stapel die hoog genoeg is voor de rode lijn, wordt doorgezaagd en "
            "telt mee.",
            "Go over all piles. Only a pile that reaches as high as the red line is sawn through and counts.",
        ),
    )


def _cut(rng: random.Random) -> tuple[Heights, str, int, Surface, list[tuple[Surface, str]]]:
    """A building and a cut with a surface of at least three cubes and enough wrong answers."""
    while True:
        heights, axis = _building(rng), rng.choice("xxyyz")
        layer = rng.randrange(_layers(heights, axis))
        key = _surface(heights, axis, layer)
        wrong = _wrong(rng, key, heights, axis, layer) if len(key) >= 3 else []
        if len(wrong) >= 4:
            return heights, axis, layer, key, wrong


def _prompt(axis: str) -> Words:
    gone = ("bovenste", "upper") if axis == "z" else ("voorste", "front")
    how = (
        ("Je kijkt van boven, zoals de pijl. Het zaagvlak ligt even gedraaid als op de tekening.",
         "You look from above, as the arrow does. The surface is turned the same way as in the drawing.")
        if axis == "z"
        else ("Je kijkt zoals de pijl.", "You look as the arrow does.")
    )  # fmt: skip
    return Words(
        f"Je zaagt dit bouwwerk door langs de rode lijn en neemt het {gone[0]} stuk weg. {how[0]} Welk zaagvlak zie "
        f"je?",
        f"You saw through this building along the red line and take the {gone[1]} piece away. {how[1]} "
        "Which sawn surface do you see?",
    )


def _options(surfaces: Sequence[tuple[Surface, str]], axis: str, heights: Heights) -> list[Option]:
    """All on the same ground: the table, or a line as long as the building is wide."""
    reach = (len(heights), len(heights[0])) if axis == "z" else (len(heights if axis == "y" else heights[0]), HIGHEST)
    return [
        Option(
            " ".join(f"{a},{b}" for a, b in sorted(surface)),
            error,
            picture=LatePicture(150, 130, functools.partial(_surface_on, surface=surface, axis=axis, reach=reach)),
        )
        for surface, error in surfaces
    ]


def solve(problem: Mapping[str, Any], identities: Sequence[str]) -> list[int]:
    """Field by field: would a point in the middle of it lie in wood? Compares heights, and makes no cubes."""
    heights, axis, layer = problem["heights"], problem["axis"], problem["layer"]
    if axis == "z":
        fields = {(x, y) for x, row in enumerate(heights) for y, height in enumerate(row) if height > layer + 0.5}
    else:
        piles = heights[layer] if axis == "x" else [row[layer] for row in reversed(heights)]
        fields = {(place, level) for place, height in enumerate(piles) for level in range(9) if level + 0.5 < height}
    wanted = " ".join(f"{a},{b}" for a, b in sorted(fields))
    return [place for place, text in enumerate(identities) if text == wanted]


def _surface_on(sheet: Drawing, surface: Surface, axis: str, reach: tuple[int, int]) -> None:
    if axis == "z":
        _plan_on(sheet, surface, reach)
        return
    unit = 30.0
    left, floor = (sheet.width - reach[0] * unit) / 2, (sheet.height + HIGHEST * unit) / 2
    for column, row in sorted(surface):
        sheet.rectangle((left + column * unit, floor - (row + 1) * unit), (unit, unit), LIGHT_ORANGE, width=1.6)
    sheet.line((left - 8, floor), (left + reach[0] * unit + 8, floor), INK, 2.5)


def _plan_on(sheet: Drawing, surface: Surface, reach: tuple[int, int]) -> None:
    """A horizontal surface, lying on the table as the table lies in the drawing."""
    table = [(x, y, 0) for x in range(reach[0]) for y in range(reach[1])]
    unit = unit_for([table], sheet.width, sheet.height, 30)
    left, upper, right, lower = extent(table)
    at = ((sheet.width - (left + right) * unit) / 2, (sheet.height - (upper + lower + 1) * unit) / 2)
    for x, y, _ in sorted(table, key=lambda cell: (cell[0], cell[1]) in surface):
        corners = [flat(corner, unit, at) for corner in ((x, y, 0), (x + 1, y, 0), (x + 1, y + 1, 0), (x, y + 1, 0))]
        if (x, y) in surface:
            sheet.polygon(corners, LIGHT_ORANGE, width=1.6)
        else:
            sheet.polygon(corners, PAPER, MIDDLE, 0.8)


def _building_picture(heights: Heights, axis: str, layer: int) -> Picture:
    draw = functools.partial(_building_on, heights=heights, axis=axis, layer=layer)
    return LatePicture(320, 260, draw)


def _building_on(sheet: Drawing, heights: Heights, axis: str, layer: int) -> None:
    depth, width = len(heights), len(heights[0])
    box = [(x, y, z) for x in (-1, depth) for y in (-1, width) for z in (0, HIGHEST - 1)]
    unit = unit_for([box], sheet.width, sheet.height, 40)
    left, upper, right, lower = extent(box)
    at = ((sheet.width - (left + right) * unit) / 2, (sheet.height - (upper + lower) * unit) / 2)
    for x in range(depth):
        for y in range(width):
            corners = [(x, y, 0), (x + 1, y, 0), (x + 1, y + 1, 0), (x, y + 1, 0)]
            sheet.polygon([flat(corner, unit, at) for corner in corners], PAPER, MIDDLE, 1)
            if heights[x][y] == 0:
                _saw(sheet, (x, y, -1), TOP, axis, layer, unit, at)
    _piles(sheet, heights, axis, layer, unit, at)
    _arrow(sheet, (depth, width), axis, unit, at)


def _piles(sheet: Drawing, heights: Heights, axis: str, layer: int, unit: float, at: Point) -> None:
    cells = _cubes(heights)
    known = set(cells)
    for x, y, z in sorted(cells, key=lambda cell: (sum(cell), cell)):
        for face, (a, b, c), corners in FACES:
            if (x + a, y + b, z + c) not in known:
                sheet.polygon([flat((x + d, y + e, z + f), unit, at) for d, e, f in corners], TONES[face], width=1.6)
                _saw(sheet, (x, y, z), face, axis, layer, unit, at)


def _saw(sheet: Drawing, cell: Cell, face: int, axis: str, layer: int, unit: float, at: Point) -> None:
    """The stroke of the saw over this face, when it crosses it."""
    x, y, z = cell
    ends: dict[tuple[str, int], tuple[Spot, Spot]] = {
        ("x", TOP): ((x + 0.5, y, z + 1), (x + 0.5, y + 1, z + 1)),
        ("x", RIGHT): ((x + 0.5, y + 1, z), (x + 0.5, y + 1, z + 1)),
        ("y", TOP): ((x, y + 0.5, z + 1), (x + 1, y + 0.5, z + 1)),
        ("y", LEFT): ((x + 1, y + 0.5, z), (x + 1, y + 0.5, z + 1)),
        ("z", LEFT): ((x + 1, y, z + 0.5), (x + 1, y + 1, z + 0.5)),
        ("z", RIGHT): ((x, y + 1, z + 0.5), (x + 1, y + 1, z + 0.5)),
    }
    stroke = ends.get((axis, face))
    if stroke and cell["xyz".index(axis)] == layer:
        sheet.line(flat(stroke[0], unit, at), flat(stroke[1], unit, at), RED, 3.5)


def _arrow(sheet: Drawing, reach: tuple[int, int], axis: str, unit: float, at: Point) -> None:
    """From where one looks: along the table from the left or the right, or down from above."""
    depth, width = reach
    start, end = {
        "x": ((depth + 1.3, width / 2, 0.0), (depth + 0.3, width / 2, 0.0)),
        "y": ((depth / 2, width + 1.3, 0.0), (depth / 2, width + 0.3, 0.0)),
        "z": ((-0.4, -0.4, HIGHEST + 0.6), (-0.4, -0.4, HIGHEST - 0.4)),
    }[axis]
    tail, tip = flat(start, unit, at), flat(end, unit, at)
    across, down = tip[0] - tail[0], tip[1] - tail[1]
    length = (across**2 + down**2) ** 0.5
    dx, dy = 9 * across / length, 9 * down / length
    sheet.line(tail, (tip[0] - dx, tip[1] - dy), INK, 4)
    sheet.polygon(
        [tip, (tip[0] - 1.5 * dx - dy, tip[1] - 1.5 * dy + dx), (tip[0] - 1.5 * dx + dy, tip[1] - 1.5 * dy - dx)],
        INK,
        INK,
        1,
    )


SAWN = Generator(
    name="cubes-sawn",
    version=1,
    scale="spatial",
    title=Words("Doorgezaagde bouwwerken", "Sawn buildings"),
    grammar=GRAMMAR,
    intercept=-1.6,
    radicals=RADICALS,
    errors=ERRORS,
    build=build,
    solve=solve,
)
