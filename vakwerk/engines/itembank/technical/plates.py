"""A dimensioned plate: which distance follows from the dimensions, and which dimension is still missing."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Any

from vakwerk.engines.itembank.drawing import INK, LIGHT_BLUE, MIDDLE, PAPER, RED, Drawing, Picture
from vakwerk.engines.itembank.tasks import Draft, Generator, Option, Radical
from vakwerk.engines.words import Words

from .parts import LETTERS, arrow_head, in_order, number_options

MILLIMETRES = Words("mm", "mm")
LEFT, WIDTH, TOP, ROW = 22.0, 296.0, 46.0, 27.0
Dimension = tuple[int, int]  # from point to point, counted from the left


# --- writing a task ---------------------------------------------------------------------------------------------


def build(rng: random.Random) -> Draft:
    return _distance(rng) if rng.random() < 0.65 else _missing(rng)


def _points(rng: random.Random, count: int) -> tuple[list[int], str]:
    """Where the points are in mm, and what they are: e an edge, o the middle of a hole; both ends are edges."""
    places = [0]
    for _ in range(count - 1):
        places.append(places[-1] + rng.choice((8, 10, 12, 15, 16, 18, 20, 22, 24, 25, 28, 30, 32, 35, 36, 40, 45, 50)))
    return places, "e" + "".join(rng.choice("eoo") for _ in range(count - 2)) + "e"


def _tree(rng: random.Random, points: Sequence[int]) -> list[Dimension]:
    """Dimensions that join these points without saying anything twice: chains, or all from one side, or mixed."""
    style = rng.choice(("chain", "base", "mixed", "mixed"))
    found = []
    for number in range(1, len(points)):
        other = {"chain": number - 1, "base": 0}.get(style, rng.randrange(number))
        found.append((points[other], points[number]))
    return sorted((min(pair), max(pair)) for pair in found)


def _distance(rng: random.Random) -> Draft:
    """What is the distance between two points?"""
    rank = rng.randrange(4)
    while True:
        count = rng.choice((4, 5, 5, 6))
        places, kinds = _points(rng, count)
        order = list(range(count))
        rng.shuffle(order)
        given = _tree(rng, order if rng.random() < 0.6 else sorted(order))
        asked = rng.choice([pair for pair in combinations(range(count), 2) if pair not in given])
        way = _way(given, *asked)
        wrong = _wrong(places, given, asked, way)
        options = number_options(rng, Fraction(places[asked[1]] - places[asked[0]]), wrong, MILLIMETRES, rank)
        if options and len(way) <= 4:
            break
    dims = [[a, b, places[b] - places[a]] for a, b in given]
    problem = {"ask": "distance", "points": kinds, "dimensions": dims, "between": list(asked)}
    prompt = Words(
        "De maten staan in mm. De tekening is niet op schaal. Hoe groot is de maat met het vraagteken?",
        "Dimensions are in mm. The drawing is not to scale. How large is the dimension with the question mark?",
    )
    signs = [(places[b] - places[a], a < b) for a, b in way]
    signs.sort(key=lambda sign: not sign[1])  # a sum that begins with what is taken away reads badly
    sum_nl = " ".join(f"{'+' if forward else '−'} {abs(size)}" for size, forward in signs).removeprefix("+ ")
    why = Words(
        f"Ga van maat naar maat, van het ene punt naar het andere: {sum_nl} = {options[0].identity} mm.",
        f"Go from dimension to dimension, from one point to the other: {sum_nl} = {options[0].identity} mm.",
    )
    radicals = {"points": float(count), "steps": float(len(way)), "missing": 0.0}
    radicals["subtract"] = float(any(not forward for _, forward in signs))
    return Draft(problem, radicals, prompt, options, why, _picture(problem), in_order(options))


def _way(given: Sequence[Dimension], start: int, end: int) -> list[tuple[int, int]]:
    """The dimensions along which one gets from one point to the other, each in the direction walked."""
    ways: dict[int, list[tuple[int, int]]] = {start: []}
    waiting = [start]
    while waiting:
        here = waiting.pop(0)
        for a, b in given:
            for near, far in ((a, b), (b, a)):
                if near == here and far not in ways:
                    ways[far] = [*ways[here], (near, far)]
                    waiting.append(far)
    return ways.get(end, [])


def _wrong(
    places: Sequence[int], given: Sequence[Dimension], asked: Dimension, way: Sequence[tuple[int, int]]
) -> dict[Fraction, str]:
    sizes = [abs(places[b] - places[a]) for a, b in way]
    key = places[asked[1]] - places[asked[0]]
    wrong = {Fraction(key + step): "slip" for step in (-10, -5, 5, 10)}
    wrong |= {Fraction(places[-1] - key): "wrong_part", Fraction(places[-1]): "takes_total"}
    wrong |= {Fraction(places[b] - places[a]): "reads_another" for a, b in given}
    wrong |= {Fraction(sum(sizes) - size): "forgets_a_part" for size in sizes}
    wrong |= {Fraction(abs(2 * max(sizes) - sum(sizes))): "subtracts", Fraction(sum(sizes)): "only_adds"}
    return wrong


def _missing(rng: random.Random) -> Draft:
    """Which one dimension completes the drawing?"""
    while True:
        count = rng.choice((5, 6, 6))
        places, kinds = _points(rng, count)
        order = rng.sample(range(count), count)
        cut = rng.choice((4, 4, count - 1))
        given = sorted(_tree(rng, order[:cut]) + (_tree(rng, order[cut:]) if count - cut > 1 else []))
        joined = [pair for pair in combinations(range(count), 2) if _way(given, *pair)]
        useless = [pair for pair in joined if pair not in given]
        useful = [pair for pair in combinations(range(count), 2) if pair not in joined]
        if len(useless) >= 3 and _rows([*given])[1] <= 5:
            break
    key = rng.choice(useful)
    chosen = rng.sample(useless, 3)
    options = [Option(_pair(key), "", _between(key))] + [
        Option(_pair(one), "already_known", _between(one)) for one in chosen
    ]
    dims = [[a, b, places[b] - places[a]] for a, b in given]
    problem = {"ask": "missing", "points": kinds, "dimensions": dims}
    prompt = Words(
        "Je wilt deze plaat maken, maar er ontbreekt één maat. Met welke maat erbij kun je alle andere afstanden "
        "berekenen?",
        "You want to make this plate, but one dimension is missing. With which one added can you work out all "
        "other distances?",
    )
    why = Words(
        f"Met de maten die er staan, kun je de andere drie afstanden al berekenen. Alleen {_pair(key)} verbindt de "
        "punten die nog los staan.",
        f"From the dimensions given you can already work out the other three. Only {_pair(key)} joins the points "
        "that are still loose.",
    )
    radicals = {"points": float(count), "steps": 0.0, "missing": 1.0, "subtract": 0.0}
    return Draft(problem, radicals, prompt, options, why, _picture(problem))


def _pair(pair: Dimension) -> str:
    return f"{LETTERS[pair[0]]}{LETTERS[pair[1]]}"


def _between(pair: Dimension) -> Words:
    return Words(f"van {LETTERS[pair[0]]} tot {LETTERS[pair[1]]}", f"from {LETTERS[pair[0]]} to {LETTERS[pair[1]]}")


# --- solving it -------------------------------------------------------------------------------------------------


def solve(problem: Mapping[str, Any], identities: Sequence[str]) -> list[int]:
    """Places every point as far as the dimensions tell, in groups that are fixed to each other."""
    group = list(range(len(problem["points"])))
    place = [Fraction(0)] * len(group)
    for a, b, size in problem["dimensions"]:
        old, shift = group[b], place[a] + size - place[b]
        for point in range(len(group)):
            if group[point] == old:
                group[point], place[point] = group[a], place[point] + shift
    if problem["ask"] == "distance":
        a, b = problem["between"]
        return [i for i, one in enumerate(identities) if group[a] == group[b] and Fraction(one) == place[b] - place[a]]
    names = [(LETTERS.index(one[0]), LETTERS.index(one[1])) for one in identities]
    return [i for i, (a, b) in enumerate(names) if len(set(group)) == 2 and group[a] != group[b]]


# --- drawing it -------------------------------------------------------------------------------------------------


def _x(point: int, count: int) -> float:
    """Points stand equally far apart whatever their distance: measuring the drawing is no use."""
    return LEFT + WIDTH * point / (count - 1)


def _rows(dimensions: Sequence[Dimension]) -> tuple[dict[Dimension, int], int]:
    """The line below the plate on which each dimension stands: short ones first, none across another."""
    rows: list[list[Dimension]] = []
    found = {}
    for a, b in sorted(dimensions, key=lambda pair: (pair[1] - pair[0], pair)):
        free = next((r for r, used in enumerate(rows) if all(b <= c or d <= a for c, d in used)), len(rows))
        if free == len(rows):
            rows.append([])
        rows[free].append((a, b))
        found[a, b] = free
    return found, len(rows)


def _picture(problem: Mapping[str, Any]) -> Picture:
    kinds, asked = problem["points"], tuple(problem.get("between", ()))
    sizes = {(a, b): str(size) for a, b, size in problem["dimensions"]}
    if asked:
        sizes[asked] = "?"
    rows, depth = _rows(list(sizes))
    base = TOP + 74
    sheet = Drawing(340, base + 20 + depth * ROW)
    _plate(sheet, kinds, base)
    for point, kind in enumerate(kinds):
        x = _x(point, len(kinds))
        last = max((row for pair, row in rows.items() if point in pair), default=0)
        if not asked:
            sheet.text((x, 16), LETTERS[point], 18)
        start = base - 37 + 12 if kind == "o" else base
        sheet.line((x, start), (x, base + 22 + last * ROW), stroke=MIDDLE, width=1)
    for (a, b), row in rows.items():
        ends, y = (_x(a, len(kinds)), _x(b, len(kinds))), base + 18 + row * ROW
        _dimension(sheet, *ends, y, sizes[a, b])
    return sheet.picture()


def _plate(sheet: Drawing, kinds: str, base: float) -> None:
    """The outline steps up and down at each edge between the ends; holes with a cross of centre lines."""
    outline = [(_x(0, len(kinds)), base)]
    high, y = True, TOP - 18.0
    outline.append((outline[0][0], y))
    for point, kind in enumerate(kinds[1:-1], 1):
        if kind == "e":
            outline.append((_x(point, len(kinds)), y))
            high = not high
            y = TOP - 18 if high else TOP + 8
            outline.append((_x(point, len(kinds)), y))
    outline += [(_x(len(kinds) - 1, len(kinds)), y), (_x(len(kinds) - 1, len(kinds)), base)]
    sheet.polygon(outline, fill=LIGHT_BLUE, width=2.5)
    for point, kind in enumerate(kinds):
        if kind == "o":
            x = _x(point, len(kinds))
            sheet.circle((x, base - 37), 12, fill=PAPER, width=2.5)
            sheet.line((x - 17, base - 37), (x + 17, base - 37), width=1, dash="8 3 2 3")
            sheet.line((x, base - 54), (x, base - 20), width=1, dash="8 3 2 3")
    for point, kind in enumerate(kinds[1:-1], 1):
        if kind == "e":
            x = _x(point, len(kinds))
            sheet.line((x, TOP + 8), (x, base), stroke=MIDDLE, width=1, dash="3 4")


def _dimension(sheet: Drawing, start: float, end: float, y: float, size: str) -> None:
    ink = RED if size == "?" else INK
    sheet.line((start, y), (end, y), stroke=ink, width=1.5)
    arrow_head(sheet, (start + 7, y), 180, size=8, fill=ink)
    arrow_head(sheet, (end - 7, y), 0, size=8, fill=ink)
    middle = (start + end) / 2
    wide = 10 + 8.5 * len(size)
    sheet.rectangle((middle - wide / 2, y - 9), (wide, 18), fill=PAPER, stroke="none")
    sheet.text((middle, y + 5.5), size, 20 if size == "?" else 16, fill=ink)


PLATES = Generator(
    name="plates",
    version=1,
    scale="technical",
    title=Words("Maten op een tekening", "Dimensions on a drawing"),
    grammar=Words(
        "Een plaat met randen en gaten. Een maatlijn met twee pijlen geeft de afstand tussen twee punten: een rand, "
        "of het midden van een gat. Maten staan in mm, de tekening is niet op schaal. Elke afstand volgt uit "
        "optellen en aftrekken van maten; geen enkele maat staat er twee keer.",
        "A plate with edges and holes. A dimension line with two arrows gives the distance between two points: an "
        "edge, or the middle of a hole. Dimensions are in mm, the drawing is not to scale. Every distance follows "
        "from adding and subtracting dimensions; nothing is dimensioned twice.",
    ),
    # Ours. Each dimension on the way is a step; subtracting is known to be harder than adding; which dimension is
    # missing asks to see what the others already fix.
    intercept=-2.3,
    radicals={
        "points": Radical(Words("aantal punten", "number of points"), 0.15),
        "steps": Radical(Words("aantal maten om te combineren", "dimensions to combine"), 0.45),
        "subtract": Radical(Words("ook aftrekken", "subtraction too"), 0.6),
        "missing": Radical(Words("welke maat ontbreekt", "which dimension is missing"), 1.9),
    },
    errors={
        "only_adds": Words("telt alle maten op", "adds all dimensions"),
        "subtracts": Words("trekt de verkeerde maat af", "subtracts the wrong dimension"),
        "forgets_a_part": Words("vergeet een stuk", "forgets a part"),
        "wrong_part": Words("berekent de rest van de plaat", "works out the rest of the plate"),
        "takes_total": Words("neemt de hele lengte", "takes the total length"),
        "reads_another": Words("leest een andere maat af", "reads another dimension"),
        "slip": Words("rekenfout", "slip in calculating"),
        "already_known": Words("kiest een maat die al te berekenen is", "picks a dimension that already follows"),
    },
    build=build,
    solve=solve,
)
