"""Area and perimeter of shapes made of rectangles, drawn with their sizes."""

from __future__ import annotations

import random
from collections.abc import Sequence
from fractions import Fraction

from vakwerk.engines.itembank.drawing import BLUE, LIGHT_BLUE, Drawing, Picture, Point
from vakwerk.engines.itembank.tasks import Generator, Radical
from vakwerk.engines.words import Words, number

from .answers import Problem, Situation, Wrong, exact, numeric, solver
from .errors import errors
from .people import somebody
from .quantities import M2, Unit, Value, say, symbol

METRE = symbol("m", 1)
SQUARE = Unit("m²", M2.nl, M2.en, 2)

STORIES: dict[str, tuple[Words, ...]] = {
    "area": (
        Words(
            "{name} legt een vloer in deze kamer. Hoe groot is de oppervlakte?",
            "{name} lays a floor in this room. How large is the area?",
        ),
        Words(
            "Op dit terras komen tegels. Hoe groot is de oppervlakte van het terras?",
            "This terrace will get tiles. How large is its area?",
        ),
        Words(
            "{name} zaait gras op dit stuk tuin. Hoe groot is de oppervlakte?",
            "{name} sows grass on this piece of garden. How large is the area?",
        ),
        Words(
            "Op dit platte dak komt isolatie. Hoe groot is de oppervlakte?",
            "This flat roof will be insulated. How large is the area?",
        ),
    ),
    "perimeter": (
        Words(
            "{name} zet plinten langs alle muren van deze kamer. Hoe lang is de omtrek?",
            "{name} puts skirting along all walls of this room. How long is the perimeter?",
        ),
        Words(
            "Rond deze tuin komt een draad. Hoeveel meter draad is er nodig?",
            "This garden gets a wire all around. How many metres of wire are needed?",
        ),
        Words(
            "{name} plakt een led-strip langs de hele rand van dit plafond. Hoe lang is de rand?",
            "{name} sticks an LED strip along the whole edge of this ceiling. How long is the edge?",
        ),
        Words(
            "Rond dit terras komt een boordsteen. Hoe lang is de omtrek?",
            "This terrace gets an edging stone all around. How long is the perimeter?",
        ),
    ),
}


def _draw(rng: random.Random) -> Situation:
    """A rectangle of `width` by `height` with a piece of `cut` by `deep` left out: at a corner (L), or in the middle of
    the top side (U)."""
    ask = rng.choice(("area", "area", "perimeter"))
    form = rng.choice(("L", "L", "U"))
    half = rng.random() < 0.35
    unit = Fraction(1, 2) if half else Fraction(1)
    width, height = rng.randint(5, 14) * unit, rng.randint(4, 11) * unit
    cut, deep = rng.randint(1, 6) * unit, rng.randint(1, 6) * unit
    if cut >= width or deep >= height - unit or width == height or cut == deep:
        return _draw(rng)
    limb = (width - cut) / (2 if form == "U" else 1)
    if limb % unit or min(limb, cut) < width / 5 or deep < height / 6:
        return _draw(rng)  # too narrow for its number, or not on the half metres
    corner = rng.randrange(4)
    story = rng.randrange(4)
    problem = {
        "ask": ask,
        "form": form,
        "corner": corner,
        "story": story,
        "width": str(width),
        "height": str(height),
        "cut": str(cut),
        "deep": str(deep),
    }
    name = somebody(rng)
    right, wrong = _answers(ask, form, width, height, cut, deep)
    return Situation(
        problem=problem,
        radicals={
            "perimeter": float(ask == "perimeter"),
            "notch": float(form == "U"),
            "decimals": float(half),
        },
        right=right,
        unit=SQUARE if ask == "area" else METRE,
        wrong=wrong,
        prompt=lambda: say(STORIES[ask][story].nl, STORIES[ask][story].en, name=name),
        explanation=lambda: _explanation(ask, form, width, height, cut, deep),
        picture=lambda: _picture(problem),
    )


def _answers(
    ask: str, form: str, width: Fraction, height: Fraction, cut: Fraction, deep: Fraction
) -> tuple[Fraction, list[Wrong]]:
    area = width * height - cut * deep
    around = 2 * (width + height) + (2 * deep if form == "U" else 0)
    shown = width + height + cut + deep
    if ask == "area":
        return area, [
            (around, "perimeter"),
            (width * height, "bounding"),
            (width * (height - deep), "piece"),
            (width * (height - deep) + (width - cut) * height, "overlap"),
            (height * (width - cut), "piece"),
            (area + 2 * cut * deep, "wrong_sign"),
            (shown, "labelled"),
            (area - cut * deep, "overlap"),
            (area + 1, "slip"),
            (area - 1, "slip"),
            (area + 10, "slip"),
            (area - 10, "slip"),
        ]
    return around, [
        (area, "area"),
        (shown, "labelled"),
        (around - 2 * deep if form == "U" else around - cut - deep, "half_way"),
        (around + 2 * cut, "overlap"),
        (around - 2 * cut, "half_way"),
        (around + cut + deep, "overlap"),
        (width * height, "area"),
        (around + deep, "overlap"),
        (around - deep, "half_way"),
        (around + 2, "slip"),
        (around - 2, "slip"),
    ]


def _explanation(ask: str, form: str, width: Fraction, height: Fraction, cut: Fraction, deep: Fraction) -> Words:
    if ask == "area":
        return say(
            "Het hele vlak is {w} × {h} = {all}. Het uitgespaarde stuk is {c} × {d} = {out}. Dus {all} − {out} = {r}.",
            "The whole rectangle is {w} × {h} = {all}. The missing piece is {c} × {d} = {out}. So {all} − {out} = {r}.",
            w=width,
            h=height,
            all=width * height,
            c=cut,
            d=deep,
            out=cut * deep,
            r=SQUARE.write(width * height - cut * deep),
        )
    base = 2 * (width + height)
    if form == "L":
        return say(
            "De rand is even lang als bij de hele rechthoek: 2 × ({w} + {h}) = {r}.",
            "The edge is as long as that of the whole rectangle: 2 × ({w} + {h}) = {r}.",
            w=width,
            h=height,
            r=METRE.write(base),
        )
    return say(
        "De rechthoek: 2 × ({w} + {h}) = {b}. Daarbij twee keer de diepte: 2 × {d}. Samen {r}.",
        "The rectangle: 2 × ({w} + {h}) = {b}. Add the depth twice: 2 × {d}. Together {r}.",
        w=width,
        h=height,
        b=base,
        d=deep,
        r=METRE.write(base + 2 * deep),
    )


def _corners(problem: Problem) -> list[Point]:
    """In metres, from the upper left corner, clockwise; before turning."""
    width, height, cut, deep = (float(exact(problem[one])) for one in ("width", "height", "cut", "deep"))
    if problem["form"] == "L":
        return [(0, 0), (width - cut, 0), (width - cut, deep), (width, deep), (width, height), (0, height)]
    side = (width - cut) / 2
    return [
        (0, 0),
        (side, 0),
        (side, deep),
        (side + cut, deep),
        (side + cut, 0),
        (width, 0),
        (width, height),
        (0, height),
    ]


def _picture(problem: Problem) -> Picture:
    """Mirrored as `corner` says (1: left-right, 2: upside down, 3: both)."""
    width, height = float(exact(problem["width"])), float(exact(problem["height"]))
    scale = min(230 / width, 160 / height)
    mirror, upside = problem["corner"] % 2 == 1, problem["corner"] >= 2
    sheet = Drawing(330, height * scale + 84)

    def place(point: Point) -> Point:
        x = width - point[0] if mirror else point[0]
        y = height - point[1] if upside else point[1]
        return 50 + (230 - width * scale) / 2 + x * scale, 42 + y * scale

    points = _corners(problem)
    sheet.polygon([place(one) for one in points], LIGHT_BLUE, width=3)
    for (start, end, size), side in zip(_labels(problem, points), ("down", "left", "up", "left"), strict=True):
        _label(sheet, place(start), place(end), size, _turned(side, mirror, upside))
    return sheet.picture(_described(problem))


def _labels(problem: Problem, points: Sequence[Point]) -> list[tuple[Point, Point, str]]:
    """The four sides that carry a number. The others follow from them."""
    last = len(points) - 1
    picked = [
        (points[last], points[last - 1]),
        (points[0], points[last]),
        (points[2], points[3]),
        (points[1], points[2]),
    ]
    return [
        (start, end, f"{number(float(exact(problem[one])), 'nl')} m")
        for (start, end), one in zip(picked, ("width", "height", "cut", "deep"), strict=True)
    ]


def _turned(side: str, mirror: bool, upside: bool) -> str:
    """The side of a line on which its number stands, after mirroring."""
    if upside and side in ("up", "down"):
        return "down" if side == "up" else "up"
    return "right" if mirror and side == "left" else side


def _label(sheet: Drawing, start: Point, end: Point, size: str, side: str) -> None:
    """A number beside the middle of a line."""
    x, y = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    if side in ("up", "down"):
        sheet.text((x, y + 20 if side == "down" else y - 8), size, 16, BLUE)
    else:
        sheet.text(
            (x - 8, y + 6) if side == "left" else (x + 8, y + 6), size, 16, BLUE, "end" if side == "left" else "start"
        )


def _described(problem: Problem) -> Words:
    sizes = {one: number(float(exact(problem[one])), "nl") for one in ("width", "height", "cut", "deep")}
    english = {one: number(float(exact(problem[one])), "en") for one in sizes}
    nl = "Een rechthoek van {width} m bij {height} m."
    en = "A rectangle of {width} m by {height} m."
    if problem["form"] == "L":
        nl += " In een hoek is een rechthoekig stuk weg van {cut} m bij {deep} m."
        en += " At one corner a rectangular piece of {cut} m by {deep} m is missing."
    else:
        nl += " In het midden van een kant van {width} m is een stuk weg: {cut} m breed en {deep} m diep."
        en += " In the middle of a side of {width} m a piece is missing: {cut} m wide and {deep} m deep."
    return Words(nl.format(**sizes), en.format(**english))


def _answer(problem: Problem) -> Value:
    """From the corners: the shoelace formula, and the sum of the sides."""
    width, height, cut, deep = (exact(problem[one]) for one in ("width", "height", "cut", "deep"))
    left = Fraction(0) if problem["form"] == "L" else (width - cut) / 2
    outline = [(Fraction(0), Fraction(0)), (width, Fraction(0)), (width, height)]
    outline += [(left + cut, height), (left + cut, height - deep), (left, height - deep)]
    outline += [(left, height), (Fraction(0), height)] if left else []
    steps = list(zip(outline, [*outline[1:], outline[0]], strict=True))
    if problem["ask"] == "area":
        return abs(sum((a[0] * b[1] - b[0] * a[1] for a, b in steps), Fraction(0))) / 2
    return sum((abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in steps), Fraction(0))


SHAPES = Generator(
    name="shapes",
    version=1,
    scale="mathematics",
    title=Words("Oppervlakte en omtrek", "Area and perimeter"),
    grammar=Words(
        "Van een rechthoek is een rechthoekig stuk weg. Alle hoeken zijn recht. Je zoekt de oppervlakte of de omtrek.",
        "A rectangular piece is missing from a rectangle. All angles are right angles. Find the area or the perimeter.",
    ),
    intercept=-0.6,
    radicals={
        "perimeter": Radical(
            Words("omtrek: zijden zonder getal meerekenen", "perimeter: include sides without a number"), 0.2
        ),
        "notch": Radical(
            Words("het stuk is weg in het midden van een zijde", "the piece is missing in the middle of a side"), 0.4
        ),
        "decimals": Radical(Words("halve meters", "half metres"), 0.5),
    },
    errors=errors("perimeter", "area", "bounding", "wrong_sign", "piece", "overlap", "labelled", "half_way", "slip"),
    build=numeric(_draw),
    solve=solver(_answer),
)
