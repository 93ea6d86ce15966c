"""Everyday solids sawn through: what shape does the sawn surface have (after Cohen and Hegarty 2012)?"""

from __future__ import annotations

import functools
import math
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vakwerk.engines.itembank.drawing import Drawing, LatePicture
from vakwerk.engines.itembank.tasks import Draft, Generator, Option, Radical
from vakwerk.engines.words import Words

from . import solid_pictures
from .choosing import unremarkable
from .sections import Shape, Vector, felt_out, flattened, gap, profile, read, written

GRAMMAR = Words(
    "Een kegel, cilinder, piramide met vierkant grondvlak, kubus, dak (driehoekig prisma), bol, halve bol of "
    "dubbele piramide wordt vlak doorgezaagd: evenwijdig met de grond, recht naar beneden door het midden of "
    "ernaast, of schuin. Eén antwoord heeft de vorm van het zaagvlak; de grootte telt niet. De andere hebben de "
    "vorm van een vlak van het lichaam, van het zijaanzicht of van de vertekende tekening, of gaan niet uit van de "
    "plaats of de schuinte van de snede.",
    "A cone, cylinder, pyramid with a square base, cube, roof (triangular prism), sphere, half sphere or double "
    "pyramid is sawn through flat: parallel to the ground, straight down through the middle or beside it, or at a "
    "slant. One option has the shape of the sawn surface; size does not count. The others have the shape of a face "
    "of the solid, of its side view or of the foreshortened drawing, or ignore where or how slanted the cut is.",
)
ERRORS = {
    "face": Words("Neemt een vlak van het lichaam zelf.", "Takes a face of the solid itself."),
    "side": Words("Neemt het zijaanzicht van het lichaam.", "Takes the side view of the solid."),
    "drawn": Words("Neemt de vorm zoals ze vertekend op papier staat.", "Takes the shape as foreshortened on paper."),
    "straight": Words("Houdt geen rekening met de schuinte.", "Does not mind the slant."),
    "place": Words("Houdt geen rekening met de plaats van de snede.", "Does not mind where the cut is."),
    "taper": Words(
        "Trekt het smaller worden van het lichaam verkeerd door.", "Carries the narrowing of the solid over wrongly."
    ),
}
RADICALS = {
    "slanted": Radical(Words("schuine snede", "slanted cut"), 1.0),
    "beside": Radical(Words("rechte snede naast het midden", "upright cut beside the middle"), 0.8),
    "upright": Radical(Words("rechte snede", "upright cut"), 0.3),
    "curved": Radical(Words("gebogen lichaam", "curved solid"), 0.3),
}
NAMES = {
    "cylinder": Words("deze cilinder", "this cylinder"),
    "cone": Words("deze kegel", "this cone"),
    "pyramid": Words("deze piramide", "this pyramid"),
    "cube": Words("deze kubus", "this cube"),
    "prism": Words("dit dak", "this roof"),
    "sphere": Words("deze bol", "this sphere"),
    "dome": Words("deze halve bol", "this half sphere"),
    "spindle": Words("deze dubbele piramide", "this double pyramid"),
}
LEVEL = Words("evenwijdig met de grond", "parallel to the ground")
MIDDLE = Words("recht naar beneden, door het midden", "straight down, through the middle")
BESIDE = Words("recht naar beneden, naast het midden", "straight down, beside the middle")
DIAGONAL = Words("recht naar beneden, van hoek naar hoek", "straight down, from corner to corner")
SLANTED = Words("schuin, en de zaag raakt onderaan en bovenaan niets", "at a slant, missing the bottom and the top")
CORNER = Words("schuin, zodat er één hoek af gaat", "at a slant, taking one corner off")
ALONG = Words("recht naar beneden, in de lengte door de nok", "straight down, lengthwise through the ridge")
ACROSS = Words("recht naar beneden, dwars op de nok", "straight down, square to the ridge")

# Shapes that differ less than this (share of the largest width) are not put side by side.
CLEAR = 0.08
X, Y, Z = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)
DIAGONAL_WAY = (math.sqrt(0.5), -math.sqrt(0.5), 0.0)


@dataclass(frozen=True)
class Cut:
    """A solid, the plane (a point of it and two directions, across and up), the surface, and tempting wrong shapes."""

    solid: str
    measures: tuple[float, ...]
    how: Words
    at: Vector
    across: Vector
    up: Vector
    surface: Shape
    wrong: tuple[tuple[Shape, str], ...]


def _ellipse(wide: float, tall: float) -> Shape:
    return ("ellipse", (wide, tall))


def _circle(wide: float) -> Shape:
    return ("circle", (wide,))


def _square(side: float) -> Shape:
    return ("square", (side,))


def _rectangle(wide: float, tall: float) -> Shape:
    return ("rectangle", (wide, tall))


def _triangle(wide: float, tall: float) -> Shape:
    return ("triangle", (wide, tall))


def _round(rng: random.Random) -> tuple[float, float, float]:
    """Radius, height and a share: where the cut is."""
    return rng.randrange(32, 45), rng.randrange(70, 101, 2), rng.randrange(30, 61, 2) / 100


def _cylinder_level(rng: random.Random) -> Cut:
    r, h, f = _round(rng)
    wrong = (
        (_ellipse(2 * r, r), "drawn"),
        (_rectangle(2 * r, h), "side"),
        (_rectangle(2 * r, h * f), "side"),
        (("trapezium", (2 * r, h, 1.2 * r)), "taper"),
        (("half-circle", (2 * r, r)), "place"),
    )
    return Cut("cylinder", (r, h), LEVEL, (0, 0, h * f), Y, X, _circle(2 * r), wrong)


def _cylinder_middle(rng: random.Random) -> Cut:
    r, h, _ = _round(rng)
    wrong = (
        (_circle(2 * r), "face"),
        (_ellipse(2 * r, r), "drawn"),
        (_rectangle(1.3 * r, h), "place"),
        (_triangle(2 * r, h), "taper"),
        (_rectangle(2 * r, h / 2), "place"),
    )
    return Cut("cylinder", (r, h), MIDDLE, (0, 0, h / 2), Y, Z, _rectangle(2 * r, h), wrong)


def _cylinder_beside(rng: random.Random) -> Cut:
    r, h, f = _round(rng)
    d = r * (0.5 + f / 2)
    wide = 2 * math.sqrt(r * r - d * d)
    wrong = ((_rectangle(2 * r, h), "place"), (("half-circle", (2 * r, r)), "face"), (_ellipse(wide, h), "drawn"),
             (_circle(wide), "face"), (("trapezium", (2 * r, h, wide)), "taper"))  # fmt: skip
    return Cut("cylinder", (r, h), BESIDE, (d, 0, h / 2), Y, Z, _rectangle(wide, h), wrong)


def _cylinder_slanted(rng: random.Random) -> Cut:
    r, h, _ = _round(rng)
    angle = math.radians(rng.randrange(36, 49, 2))
    h = max(h, 2 * r * math.tan(angle) + 16)
    tall = 2 * r / math.cos(angle)
    wrong = (
        (_circle(2 * r), "straight"),
        (_rectangle(2 * r, tall), "side"),
        (("egg", (2 * r, tall)), "taper"),
        (("trapezium", (2 * r, tall, r)), "taper"),
        (("half-circle", (2 * r, tall)), "straight"),
    )
    up = (-math.cos(angle), 0, math.sin(angle))
    return Cut("cylinder", (r, h), SLANTED, (0, 0, h / 2), Y, up, _ellipse(2 * r, tall), wrong)


def _cone_level(rng: random.Random) -> Cut:
    r, h, f = _round(rng)
    wide = 2 * r * (1 - f)
    wrong = (
        (_ellipse(wide, wide / 2), "drawn"),
        (_triangle(2 * r, h), "side"),
        (("trapezium", (2 * r, h * f, wide)), "side"),
        (("egg", (wide, 1.3 * wide)), "taper"),
        (("half-circle", (wide, wide / 2)), "place"),
    )
    return Cut("cone", (r, h), LEVEL, (0, 0, h * f), Y, X, _circle(wide), wrong)


def _cone_middle(rng: random.Random) -> Cut:
    r, h, _ = _round(rng)
    arch: Shape = ("arch", (2 * r * math.sqrt(0.75), h / 2, r, h))
    wrong = ((_circle(2 * r), "face"), (arch, "taper"), (("half-circle", (2 * r, h)), "taper"),
             (_triangle(1.2 * r, h), "place"), (_rectangle(2 * r, h), "taper"))  # fmt: skip
    return Cut("cone", (r, h), MIDDLE, (0, 0, h / 2), Y, Z, _triangle(2 * r, h), wrong)


def _cone_beside(rng: random.Random) -> Cut:
    r, h, f = _round(rng)
    d, tall = r * f, h * (1 - f)
    wide = 2 * math.sqrt(r * r - d * d)
    wrong = ((_triangle(2 * r, h), "place"), (_triangle(wide, tall), "straight"), (_circle(wide), "face"),
             (("trapezium", (wide, tall, 0.5 * wide)), "taper"), (_rectangle(wide, tall), "taper"))  # fmt: skip
    return Cut("cone", (r, h), BESIDE, (d, 0, tall / 2), Y, Z, ("arch", (wide, tall, r, h)), wrong)


def _cone_slanted(rng: random.Random) -> Cut:
    r, h, _ = _round(rng)
    angle = math.radians(rng.randrange(24, 31))
    z, rise, narrow = h * 0.45, math.tan(angle), r / h
    near, far = r * (1 - z / h) / (1 + narrow * rise), -r * (1 - z / h) / (1 - narrow * rise)
    middle = (near + far) / 2
    level = z + middle * rise
    wide, tall = 2 * math.sqrt((r * (1 - level / h)) ** 2 - middle**2), (near - far) / math.cos(angle)
    wrong = (
        (("egg", (wide, tall)), "taper"),
        (_circle(wide), "straight"),
        (_triangle(2 * r, h), "side"),
        (("arch", (2 * r * math.sqrt(0.75), h / 2, r, h)), "place"),
        (("half-circle", (wide, tall)), "taper"),
    )
    up = (-math.cos(angle), 0.0, -math.sin(angle))
    return Cut("cone", (r, h), SLANTED, (middle, 0, level), Y, up, _ellipse(wide, tall), wrong)


def _pyramid_level(rng: random.Random) -> Cut:
    r, h, f = _round(rng)
    a, side = 2 * r, 2 * r * (1 - f)
    wrong = (
        (("diamond", (1.5 * side, 0.75 * side)), "drawn"),
        (_triangle(a, h), "side"),
        (("trapezium", (a, h * f, side)), "side"),
        (_rectangle(a, 0.6 * a), "taper"),
        (("trapezium", (side, side, side / 2)), "taper"),
    )
    return Cut("pyramid", (a, h), LEVEL, (0, 0, h * f), Y, X, _square(side), wrong)


def _pyramid_middle(rng: random.Random) -> Cut:
    r, h, _ = _round(rng)
    a = 2 * r
    wrong = (
        (_square(a), "face"),
        (("trapezium", (a, h, a / 2)), "taper"),
        (_triangle(a * 0.6, h), "place"),
        (_triangle(a * math.sqrt(2), h), "place"),
        (("diamond", (a * 1.2, a * 0.7)), "drawn"),
    )
    return Cut("pyramid", (a, h), MIDDLE, (0, 0, h / 2), Y, Z, _triangle(a, h), wrong)


def _pyramid_beside(rng: random.Random) -> Cut:
    r, h, f = _round(rng)
    a, tall = 2 * r, h * (1 - f)
    wrong = (
        (_triangle(a, h), "place"),
        (_triangle(a, tall), "taper"),
        (_rectangle(a, tall), "taper"),
        (("trapezium", (a, h, a * f)), "place"),
        (("diamond", (a * 1.2, a * 0.7)), "drawn"),
    )
    return Cut("pyramid", (a, h), BESIDE, (r * f, 0, tall / 2), Y, Z, ("trapezium", (a, tall, a * f)), wrong)


def _cube_middle(rng: random.Random) -> Cut:
    a = float(rng.randrange(50, 77))
    wrong = ((_rectangle(a * math.sqrt(2), a), "place"), (("diamond", (1.4 * a, 0.8 * a)), "drawn"),
             (_rectangle(a / 2, a), "place"), (_triangle(a, a), "face"))  # fmt: skip
    return Cut("cube", (a,), MIDDLE, (0, 0, a / 2), Y, Z, _square(a), wrong)


def _cube_diagonal(rng: random.Random) -> Cut:
    a = float(rng.randrange(50, 77))
    wrong = (
        (_square(a), "face"),
        (_triangle(a * math.sqrt(2), a), "face"),
        (_rectangle(a * 0.6, a), "drawn"),
        (("diamond", (1.4 * a, 0.8 * a)), "drawn"),
        (("trapezium", (a * math.sqrt(2), a, a)), "taper"),
    )
    return Cut("cube", (a,), DIAGONAL, (0, 0, a / 2), DIAGONAL_WAY, Z, _rectangle(a * math.sqrt(2), a), wrong)


def _cube_corner(rng: random.Random) -> Cut:
    a = float(rng.randrange(60, 85))
    cut = a * rng.randrange(50, 81, 5) / 100
    wide, tall = cut * math.sqrt(2), cut * math.sqrt(1.5)
    top, third = a / 2 - cut / 3, 1 / math.sqrt(6)
    wrong = ((_square(wide), "face"), (_triangle(wide, cut * 0.55), "drawn"), (_rectangle(wide, cut), "face"),
             (("trapezium", (wide, tall, wide / 2)), "taper"), (("diamond", (wide, tall)), "drawn"))  # fmt: skip
    up = (third, third, -2 * third)
    return Cut("cube", (a,), CORNER, (top, top, a - cut / 3), DIAGONAL_WAY, up, _triangle(wide, tall), wrong)


def _prism_across(rng: random.Random) -> Cut:
    r, h, f = _round(rng)
    wide, tall, long = 2 * r, h * 0.75, 2 * r * (1.1 + f / 2)
    wrong = (
        (_rectangle(long, tall), "side"),
        (_rectangle(wide, tall), "taper"),
        (_triangle(wide * 0.55, tall), "drawn"),
        (("trapezium", (wide, tall, wide / 2)), "taper"),
        (_triangle(long, tall * 0.6), "drawn"),
    )
    return Cut("prism", (wide, tall, long), ACROSS, (0, long * (f - 0.5), tall / 2), X, Z, _triangle(wide, tall), wrong)


def _prism_along(rng: random.Random) -> Cut:
    r, h, f = _round(rng)
    wide, tall, long = 2 * r, h * 0.75, 2 * r * (1.1 + f / 2)
    wrong = (
        (_triangle(wide, tall), "face"),
        (_triangle(long, tall), "taper"),
        (("trapezium", (long, tall, long / 2)), "taper"),
        (_rectangle(wide, tall), "side"),
        (_rectangle(long / 2, tall), "place"),
    )
    return Cut("prism", (wide, tall, long), ALONG, (0, 0, tall / 2), Y, Z, _rectangle(long, tall), wrong)


def _prism_level(rng: random.Random) -> Cut:
    r, h, f = _round(rng)
    wide, tall, long = 2 * r, h * 0.75, 2 * r * (1.1 + f / 2)
    narrow = wide * (1 - f)
    wrong = (
        (_rectangle(wide, long), "place"),
        (_triangle(narrow, tall * (1 - f)), "face"),
        (_triangle(narrow, long), "taper"),
        (("trapezium", (wide, long, narrow)), "taper"),
        (("trapezium", (wide, tall * f, narrow)), "side"),
    )
    return Cut("prism", (wide, tall, long), LEVEL, (0, 0, tall * f), X, Y, _rectangle(narrow, long), wrong)


def _sphere_beside(rng: random.Random) -> Cut:
    r, _, f = _round(rng)
    d = r * (0.4 + f / 2)
    wide = 2 * math.sqrt(r * r - d * d)
    wrong = (
        (("half-circle", (2 * r, r)), "side"),
        (_ellipse(wide, 2 * r), "drawn"),
        (_ellipse(wide, wide / 2), "drawn"),
        (("egg", (wide, wide * 1.4)), "taper"),
    )
    return Cut("sphere", (r,), BESIDE, (d, 0, r), Y, Z, _circle(wide), wrong)


def _dome_level(rng: random.Random) -> Cut:
    r, _, f = _round(rng)
    wide = 2 * r * math.sqrt(1 - f * f)
    wrong = (
        (("half-circle", (2 * r, r)), "side"),
        (_ellipse(wide, wide / 2), "drawn"),
        (("egg", (wide, wide * 1.3)), "taper"),
        (_triangle(2 * r, r), "taper"),
        (("trapezium", (2 * r, r * f, wide)), "side"),
    )
    return Cut("dome", (r,), LEVEL, (0, 0, r * f), Y, X, _circle(wide), wrong)


def _dome_middle(rng: random.Random) -> Cut:
    r, _, f = _round(rng)
    wrong = (
        (_circle(2 * r), "face"),
        (_ellipse(2 * r, r), "drawn"),
        (_triangle(2 * r, r), "taper"),
        (_rectangle(2 * r, r), "taper"),
        (("half-circle", (2 * r, r * (1.2 + f))), "drawn"),
    )
    return Cut("dome", (r,), MIDDLE, (0, 0, r / 2), Y, Z, ("half-circle", (2 * r, r)), wrong)


def _spindle_level(rng: random.Random) -> Cut:
    r, h, f = _round(rng)
    a, side = 2 * r, 2 * r * f
    wrong = (
        (("diamond", (a, h)), "side"),
        (_triangle(a, h / 2), "face"),
        (_rectangle(side, side * 0.6), "taper"),
        (("diamond", (1.5 * side, 0.75 * side)), "drawn"),
        (("trapezium", (a, h * (1 - f) / 2, side)), "side"),
    )
    return Cut("spindle", (a, h), LEVEL, (0, 0, h * (1 - f / 2)), Y, X, _square(side), wrong)


def _spindle_middle(rng: random.Random) -> Cut:
    r, h, _ = _round(rng)
    a = 2 * r
    wrong = (
        (_triangle(a, h / 2), "face"),
        (_rectangle(a, h), "taper"),
        (("diamond", (a * math.sqrt(2), h)), "place"),
        (_ellipse(a, h), "taper"),
        (_triangle(a, h), "side"),
    )
    return Cut("spindle", (a, h), MIDDLE, (0, 0, h / 2), Y, Z, ("diamond", (a, h)), wrong)


CUTS: tuple[Callable[[random.Random], Cut], ...] = (
    _cylinder_level, _cylinder_middle, _cylinder_beside, _cylinder_slanted,
    _cone_level, _cone_middle, _cone_beside, _cone_slanted,
    _pyramid_level, _pyramid_middle, _pyramid_beside,
    _cube_middle, _cube_diagonal, _cube_corner,
    _prism_across, _prism_along, _prism_level, _sphere_beside,
    _dome_level, _dome_middle, _spindle_level, _spindle_middle,
)  # fmt: skip


def build(rng: random.Random) -> Draft:
    cut = rng.choice(CUTS)(rng)
    shapes = [(cut.surface, ""), *unremarkable(rng, cut.surface, _pool(cut), 4, (_likeness,))]
    name = NAMES[cut.solid]
    return Draft(
        problem={
            "solid": cut.solid,
            "measures": list(cut.measures),
            "plane": [[round(part, 6) for part in vector] for vector in (cut.at, cut.across, cut.up)],
        },
        radicals={
            "slanted": float(cut.how in (SLANTED, CORNER)),
            "beside": float(cut.how is BESIDE),
            "upright": float(abs(cut.up[2]) == 1),
            "curved": float(cut.solid in ("cylinder", "cone", "sphere", "dome")),
        },
        prompt=Words(
            f"Je zaagt {name.nl} door langs de rode lijn: {cut.how.nl}. Welke vorm heeft het zaagvlak als je er "
            f"recht op kijkt?",
            f"You saw through {name.en} along the red line: {cut.how.en}. Which sawn surface do you see when you "
            f"look "
            "straight at it?",
        ),
        picture=LatePicture(300, 220, functools.partial(_solid_on, cut=cut)),
        options=[
            Option(
                written(shape),
                error,
                picture=LatePicture(150, 140, functools.partial(solid_pictures.surface, shape=shape)),
            )
            for shape, error in shapes
        ],
        explanation=Words(
            "Volg de rand van de snede helemaal rond en let op waar hij recht is, waar hij buigt en hoe breed het "
            "lichaam daar is.",
            "Follow the edge of the cut all the way round and mind where it is straight, where it bends, and how "
            "wide the solid is there.",
        ),
    )


def _pool(cut: Cut) -> list[tuple[Shape, str]]:
    """The tempting shapes; and all of them, and the right one, as flattened on paper where they can be told apart."""
    pool = list(cut.wrong)
    for shape in (cut.surface, *(shape for shape, _ in cut.wrong)):
        flat = flattened(shape)
        if flat and all(gap(flat, known) > CLEAR for known in (cut.surface, *(one for one, _ in pool))):
            pool.append((flat, "drawn"))
    return pool


def _likeness(shapes: Sequence[Shape]) -> list[float]:
    return [-sum(gap(one, two) for two in shapes) for one in shapes]


def _solid_on(sheet: Drawing, cut: Cut) -> None:
    solid_pictures.solid(sheet, cut.solid, cut.measures)
    solid_pictures.saw(sheet, cut.solid, cut.measures, (cut.at, cut.across, cut.up), cut.surface)


def solve(problem: Mapping[str, Any], identities: Sequence[str]) -> list[int]:
    """Feels the section out point by point and compares proportions; knows no formula of any section."""
    at, across, up = (tuple(vector) for vector in problem["plane"])
    tall, widths = felt_out(problem["solid"], problem["measures"], at, across, up)
    return [place for place, text in enumerate(identities) if _alike(profile(read(text)), tall, widths)]


def _alike(shape: tuple[float, list[float]], tall: float, widths: Sequence[float]) -> bool:
    """The same shape, whatever the size: widths as shares of the height, within 2% of the largest."""
    mine, its = [width / shape[0] for width in shape[1]], [width / tall for width in widths]
    room = 0.02 * max(1, *its)
    return all(abs(one - two) <= room for one, two in zip(mine, its, strict=True))


SOLID_CUTS = Generator(
    name="solids-sawn",
    version=1,
    scale="spatial",
    title=Words("Doorgezaagde lichamen", "Sawn solids"),
    grammar=GRAMMAR,
    intercept=-1.4,
    radicals=RADICALS,
    errors=ERRORS,
    build=build,
    solve=solve,
    source=Words(
        "eigen ontwerp, naar de Santa Barbara Solids Test (Cohen en Hegarty 2012)",
        "own design, after the Santa Barbara Solids Test (Cohen and Hegarty 2012)",
    ),
)
