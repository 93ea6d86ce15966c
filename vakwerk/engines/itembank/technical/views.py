"""Reading a working drawing: a solid and its front, top and left view, in European first-angle projection."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from vakwerk.engines.itembank.drawing import LIGHT_BLUE, MIDDLE, ORANGE, PAPER, SHADE, Drawing, Picture, Point
from vakwerk.engines.itembank.tasks import Draft, Generator, Option, Radical
from vakwerk.engines.words import Words

from .parts import arrow_head

SIDE = 3  # columns of blocks from left to right, and from front to back
TALL = 3
SHARE_OF_KEY = 0.25  # of the further wrong drawings, so many come from the right one
VIEWS = {
    "front": Words("het vooraanzicht", "the front view"),
    "top": Words("het bovenaanzicht", "the top view"),
    "left": Words("het linkerzijaanzicht", "the left view"),
}
# Heights of the columns: nine digits, the front row first, each row from left to right.
Solid = str
# What is seen in each cell of a view: how far away it is, -1 where nothing is; rows from top to bottom.
Depths = list[list[int]]


# --- writing a task ---------------------------------------------------------------------------------------------


def build(rng: random.Random) -> Draft:
    solid = _solid(rng)
    return _object(rng, solid) if rng.random() < 0.4 else _view(rng, solid, rng.choice(list(VIEWS)))


def _solid(rng: random.Random) -> Solid:
    """One piece, every column to be seen in the drawing, different from its mirror image."""
    while True:
        heights = [rng.choice((0, 0, 1, 1, 2, 2, 3)) for _ in range(SIDE * SIDE)]
        solid = "".join(map(str, heights))
        if 4 <= sum(height > 0 for height in heights) <= 8 and _clear(solid) and _one_piece(solid):
            return solid


def _height(solid: Solid, x: int, y: int) -> int:
    return int(solid[y * SIDE + x]) if 0 <= x < SIDE and 0 <= y < SIDE else 0


def _hiding(dx: int, dy: int, more: int) -> list[list[tuple[int, int]]]:
    """For each column the columns in front of it (by steps towards the eye, after a first shift) that hide its top
    when they are so much taller."""
    found = []
    for place in range(SIDE * SIDE):
        x, y = place % SIDE - dx, place // SIDE - dy
        steps = range(1 - more, SIDE + 1)
        spots = [(x - step, y - step, step + more) for step in steps if x >= step and y >= step]
        found.append([(b * SIDE + a, taller) for a, b, taller in spots if (a, b) != (place % SIDE, place // SIDE)])
    return found


# The eye sees a point (x, y, z) where it sees (x - 1, y - 1, z + 1): whole tops, left halves, right halves.
HIDES, HIDES_LEFT, HIDES_RIGHT = _hiding(0, 0, 0), _hiding(1, 0, 1), _hiding(0, 1, 1)
BESIDE = [
    [b for b in range(SIDE * SIDE) if abs(a % SIDE - b % SIDE) + abs(a // SIDE - b // SIDE) == 1]
    for a in range(SIDE * SIDE)
]


def _clear(solid: Solid) -> bool:
    """Whether of every column at least half of the top (or of its empty place) is in sight from the front left."""
    heights = [int(digit) for digit in solid]
    for place, height in enumerate(heights):
        if any(heights[front] >= height + taller for front, taller in HIDES[place]):
            return False
        if any(heights[front] >= height + taller for front, taller in HIDES_LEFT[place]) and any(
            heights[front] >= height + taller for front, taller in HIDES_RIGHT[place]
        ):
            return False
    return True


def _one_piece(solid: Solid) -> bool:
    waiting = [next(place for place, digit in enumerate(solid) if digit != "0")]
    reached = set(waiting)
    while waiting:
        for place in BESIDE[waiting.pop()]:
            if solid[place] != "0" and place not in reached:
                reached.add(place)
                waiting.append(place)
    return len(reached) == SIDE * SIDE - solid.count("0")


def _seen(solid: Solid, view: str) -> Depths:
    """The depths of a view from the heights alone: the nearest column that is tall enough."""
    if view == "top":
        return [[TALL - h if (h := _height(solid, x, y)) else -1 for x in range(SIDE)] for y in reversed(range(SIDE))]
    rows = []
    for level in reversed(range(TALL)):
        lines = _lines_of_sight(view)
        rows.append(
            [next((far for far, (x, y) in enumerate(line) if _height(solid, x, y) > level), -1) for line in lines]
        )
    return rows


def _lines_of_sight(view: str) -> list[list[tuple[int, int]]]:
    """For each cell from left to right the columns behind each other. Who looks from the left has the front on the
    right hand."""
    if view == "front":
        return [[(x, y) for y in range(SIDE)] for x in range(SIDE)]
    if view == "left":
        return [[(x, y) for x in range(SIDE)] for y in reversed(range(SIDE))]
    return [[(x, y) for x in reversed(range(SIDE))] for y in range(SIDE)]  # the right view


def _code(depths: Depths) -> str:
    """What is drawn: which cells are filled, and the lines where depth changes. Equal codes are equal drawings."""
    filled = "".join("1" if cell >= 0 else "0" for row in depths for cell in row)
    upright = "".join("1" if row[i] != row[i + 1] else "0" for row in depths for i in range(SIDE - 1))
    level = "".join("1" if a != b else "0" for up, low in pairwise(depths) for a, b in zip(up, low, strict=True))
    return f"{filled}-{upright}-{level}"


def _view(rng: random.Random, solid: Solid, asked: str) -> Draft:
    """Four drawings that grow from each other. Two of them could be right; the lot says which, and so which solid is
    shown: were all wrong drawings made from the right one, it could be told by what it shares with each."""
    plain = [solid, _changed_in_sight(rng, solid)]
    rng.shuffle(plain)
    shown, other = plain
    drawn = {_code(_seen(shown, asked)): (_seen(shown, asked), "")}
    drawn.setdefault(_code(_seen(other, asked)), (_seen(other, asked), "blocks_wrong"))
    for _ in range(20):
        if len(drawn) == 4:
            break
        depths, error = _varied(rng, shown if rng.random() < SHARE_OF_KEY else other, asked)
        drawn.setdefault(_code(depths), (depths, error))
    if len(drawn) < 4:
        return build(rng)
    options = [Option(code, error, None, _flat(depths)) for code, (depths, error) in drawn.items()]
    said = VIEWS[asked]
    prompt = Words(
        f"De pijl wijst naar de voorkant. Welke tekening is {said.nl}?",
        f"The arrow points at the front. Which drawing is {said.en}?",
    )
    problem = {"ask": asked, "solid": shown}
    return Draft(problem, _radicals(asked, shown), prompt, options, _why(asked), _isometric(shown))


def _varied(rng: random.Random, solid: Solid, asked: str) -> tuple[Depths, str]:
    """A drawing with one error in it."""
    right = _seen(solid, asked)
    ways: list[tuple[Depths, str]] = [
        (_seen(_changed(rng, solid), asked), "blocks_wrong"),
        ([row[::-1] for row in right], "mirrored"),
        ([[min(cell, 0) for cell in row] for row in right], "lines_forgotten"),
        (_seen(solid, rng.choice([view for view in VIEWS if view != asked])), "other_view"),
    ]
    if asked == "left":
        ways.append((_seen(solid, "right"), "wrong_side"))
    return rng.choice(ways)


def _changed(rng: random.Random, solid: Solid) -> Solid:
    """One column a block higher or lower."""
    place = rng.randrange(SIDE * SIDE)
    height = int(solid[place])
    other = rng.choice([value for value in (height - 1, height + 1) if 0 <= value <= TALL])
    return f"{solid[:place]}{other}{solid[place + 1 :]}"


def _changed_in_sight(rng: random.Random, solid: Solid) -> Solid:
    """The same, still a solid that may be shown."""
    while True:
        other = _changed(rng, solid)
        if _clear(other) and _one_piece(other):
            return other


def _object(rng: random.Random, solid: Solid) -> Draft:
    """From three views to the solid. The four solids grow from each other, and the lot says which is the right one."""
    family = [solid]
    for _ in range(40):
        if len(family) == 4:
            break
        parent = rng.choice(family)
        other = rng.choice((_mirror(parent), _turn(parent), _changed(rng, parent), _changed(rng, parent)))
        if other not in family and _clear(other) and _one_piece(other):
            family.append(other)
    if len(family) < 4:
        return build(rng)
    rng.shuffle(family)
    key, *others = family
    drawn = [(key, ""), *((one, _relation(key, one)) for one in others)]
    options = [Option(one, error, None, _isometric(one)) for one, error in drawn]
    prompt = Words(
        "Dit is een werktekening: linksboven het vooraanzicht, daarnaast het linkerzijaanzicht, daaronder het "
        "bovenaanzicht. Welk voorwerp is het? De pijl wijst naar de voorkant.",
        "This is a working drawing: the front view at the upper left, the left view beside it, the top view below it. "
        "Which object is it? The arrow points at the front.",
    )
    problem = {"ask": "object", "views": {view: _code(_seen(key, view)) for view in VIEWS}}
    return Draft(problem, _radicals("object", key), prompt, options, _why("object"), _sheet(key))


def _relation(key: Solid, other: Solid) -> str:
    """The error that leads from the right solid to another one."""
    if other == _mirror(key):
        return "mirrored"
    turns = [_turn(key), _turn(_turn(key)), _turn(_turn(_turn(key)))]
    return "turned" if other in turns else "blocks_wrong"


def _mirror(solid: Solid) -> Solid:
    return "".join(solid[row * SIDE : (row + 1) * SIDE][::-1] for row in range(SIDE))


def _turn(solid: Solid) -> Solid:
    """A quarter turn seen from above."""
    return "".join(solid[(SIDE - 1 - x) * SIDE + y] for y in range(SIDE) for x in range(SIDE))


def _radicals(asked: str, solid: Solid) -> dict[str, float]:
    return {
        "levels": float(len(set(solid) - {"0"})),
        "left": float(asked == "left"),
        "top": float(asked == "top"),
        "object": float(asked == "object"),
    }


def _why(asked: str) -> Words:
    if asked == "object":
        return Words(
            "Leg elk aanzicht naast het voorwerp: van voren, van links en van boven moeten alle drie de "
            "tekeningen kloppen.",
            "Hold each view against the object: from the front, the left and above, all three drawings must fit.",
        )
    where = {"front": ("van voren", "the front"), "left": ("van links", "the left"), "top": ("van boven", "above")}[
        asked
    ]
    return Words(
        f"Kijk recht {where[0]}. Een lijn staat waar het ene vlak dichter bij je ligt dan het andere.",
        f"Look straight from {where[1]}. There is a line where one face is nearer to you than the other.",
    )


# --- solving it -------------------------------------------------------------------------------------------------


def solve(problem: Mapping[str, Any], identities: Sequence[str]) -> list[int]:
    """Builds the blocks one by one and looks at them along each line of sight."""
    if problem["ask"] != "object":
        answer = _code(_looked(problem["solid"], problem["ask"]))
        return [index for index, identity in enumerate(identities) if identity == answer]
    return [
        index
        for index, identity in enumerate(identities)
        if all(_code(_looked(identity, view)) == code for view, code in problem["views"].items())
    ]


def _looked(solid: Solid, view: str) -> Depths:
    """The first block along each line of sight; x to the right, y to the back, z up."""
    blocks = {(i % SIDE, i // SIDE, z) for i, digit in enumerate(solid) for z in range(int(digit))}
    last = SIDE - 1
    seen = [[-1] * SIDE for _ in range(SIDE)]
    for x, y, z in blocks:
        row, column, depth = {
            "front": (last - z, x, y),
            "left": (last - z, last - y, x),
            "top": (last - y, x, last - z),
        }[view]
        if seen[row][column] < 0 or depth < seen[row][column]:
            seen[row][column] = depth
    return seen


# --- drawing it -------------------------------------------------------------------------------------------------


def _flat(depths: Depths) -> Picture:
    sheet = Drawing(112, 112)
    _draw_view(sheet, depths, (11, 11), 30)
    return sheet.picture()


def _draw_view(sheet: Drawing, depths: Depths, corner: Point, cell: float) -> None:
    """Cells with a thin grid, and thick lines where depth changes."""
    rows = [[-1] * (SIDE + 2), *([-1, *row, -1] for row in depths), [-1] * (SIDE + 2)]
    x0, y0 = corner[0] - cell, corner[1] - cell
    for r in range(1, SIDE + 1):
        for c in range(1, SIDE + 1):
            fill = LIGHT_BLUE if rows[r][c] >= 0 else PAPER
            sheet.rectangle((x0 + c * cell, y0 + r * cell), (cell, cell), fill=fill, stroke=SHADE, width=1)
    for r in range(1, SIDE + 2):
        for c in range(1, SIDE + 2):
            x, y = x0 + c * cell, y0 + r * cell
            if rows[r][c] != rows[r][c - 1] and r <= SIDE:
                sheet.line((x, y), (x, y + cell), width=3)
            if rows[r][c] != rows[r - 1][c] and c <= SIDE:
                sheet.line((x, y), (x + cell, y), width=3)


def _sheet(solid: Solid) -> Picture:
    """First-angle projection: the left view to the right of the front view, the top view below it."""
    sheet = Drawing(220, 220)
    for view, corner in (("front", (8.0, 8.0)), ("left", (122.0, 8.0)), ("top", (8.0, 122.0))):
        _draw_view(sheet, _seen(solid, view), corner, 30)
    return sheet.picture()


def _isometric(solid: Solid) -> Picture:
    """Seen from the front left and above: left faces on the left, front faces on the right."""
    unit = 24.0
    across, up = unit * 0.866, unit * 0.5
    sheet = Drawing(146, 170)

    def place(x: float, y: float, z: float) -> Point:
        return 68 + (x - y) * across, 152 - (x + y) * up - z * unit

    for x in range(SIDE):
        for y in range(SIDE):
            sheet.polygon(
                [place(x, y, 0), place(x + 1, y, 0), place(x + 1, y + 1, 0), place(x, y + 1, 0)],
                fill=PAPER,
                stroke=SHADE,
                width=1,
            )
    for x, y in sorted(((x, y) for x in range(SIDE) for y in range(SIDE)), key=lambda at: -(at[0] + at[1])):
        height = _height(solid, x, y)
        for z in range(_height(solid, x - 1, y), height):
            sheet.polygon(
                [place(x, y, z), place(x, y + 1, z), place(x, y + 1, z + 1), place(x, y, z + 1)], fill=MIDDLE, width=1.5
            )
        for z in range(_height(solid, x, y - 1), height):
            sheet.polygon(
                [place(x, y, z), place(x + 1, y, z), place(x + 1, y, z + 1), place(x, y, z + 1)],
                fill=LIGHT_BLUE,
                width=1.5,
            )
        if height:
            top = [place(x, y, height), place(x + 1, y, height), place(x + 1, y + 1, height), place(x, y + 1, height)]
            sheet.polygon(top, fill=PAPER, width=1.5)
    tip = place(1.5, -0.35, 0)
    sheet.line((tip[0] + 18, tip[1] + 11), tip, stroke=ORANGE, width=4)
    arrow_head(sheet, tip, 210, size=12, fill=ORANGE)
    return sheet.picture()


ORTHOGRAPHIC = Generator(
    name="views",
    version=1,
    scale="technical",
    title=Words("Aanzichten", "Views"),
    grammar=Words(
        "Een voorwerp uit gelijke blokken op een vloer van drie bij drie, hoogstens drie hoog, in één stuk en zonder "
        "holtes. Van elke stapel is minstens de helft van de bovenkant te zien. De pijl wijst naar de voorkant. "
        "Europese projectie (eerste kwadrant, zoals in Vlaanderen geleerd): het linkerzijaanzicht staat rechts van "
        "het vooraanzicht, het bovenaanzicht eronder. Een dikke lijn staat waar het ene vlak dichterbij ligt dan het "
        "andere; verborgen lijnen worden niet getekend.",
        "An object of equal blocks on a floor of three by three, at most three high, in one piece and without "
        "hollows. At least half of the top of every stack can be seen. The arrow points at the front. European "
        "(first-angle) projection, as taught in Flanders: the left view stands to the right of the front view, the "
        "top view below it. A thick line stands where one face is nearer than the other; hidden lines are not drawn.",
    ),
    # Ours. The front view is nearly read off; left and top need the observer to move; from views to a solid all three
    # must be kept together (compare L. A. Cooper 1990, who lets people go from views to solids).
    intercept=-1.7,
    radicals={
        "levels": Radical(Words("aantal verschillende hoogtes", "number of different heights"), 0.5),
        "left": Radical(Words("van links bekeken", "seen from the left"), 0.4),
        "top": Radical(Words("van boven bekeken", "seen from above"), 0.2),
        "object": Radical(Words("van drie aanzichten naar het voorwerp", "from three views to the object"), 1.2),
    },
    errors={
        "mirrored": Words("verwisselt links en rechts", "swaps left and right"),
        "other_view": Words("neemt een ander aanzicht", "takes another view"),
        "wrong_side": Words("kijkt van rechts in plaats van links", "looks from the right, not the left"),
        "blocks_wrong": Words("vergist zich bij een of meer stapels", "slips at one or more stacks"),
        "lines_forgotten": Words("vergeet de lijnen tussen dichtbij en veraf", "forgets lines between near and far"),
        "turned": Words("draait het voorwerp", "turns the object"),
    },
    build=build,
    solve=solve,
)
