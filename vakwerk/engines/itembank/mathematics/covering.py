"""How many tiles, how much paint, how many packs: area at work."""

from __future__ import annotations

import random
from fractions import Fraction

from vakwerk.engines.itembank.drawing import BLUE, LIGHT_BLUE, LIGHT_ORANGE, SHADE, Drawing, Picture
from vakwerk.engines.itembank.tasks import Generator, Radical
from vakwerk.engines.words import Words

from .answers import Problem, Situation, Wrong, exact, numeric, solver
from .errors import errors
from .people import somebody
from .quantities import Unit, Value, decimals_of, noun, say, symbol

METRE, LITRE = symbol("m", 2), symbol("l", 2)
TILES = noun("tegel", "tegels", "tile", "tiles")

TILE_STORIES: tuple[Words, ...] = (
    Words(
        "{name} betegelt een vloer van {w} bij {h}. De tegels zijn vierkant, met een zijde van {s} cm. Hoeveel "
        "tegels zijn er nodig?",
        "{name} tiles a floor of {w} by {h}. The tiles are square, with sides of {s} cm. How many tiles are needed?",
    ),
    Words(
        "Een terras is {w} lang en {h} breed. Er komen vierkante tegels op van {s} cm bij {s} cm. Hoeveel tegels "
        "zijn dat?",
        "A terrace is {w} long and {h} wide. It gets square tiles of {s} cm by {s} cm. How many tiles is that?",
    ),
    Words(
        "{name} tegelt een muur: {w} breed en {h} hoog. Elke tegel is {s} cm bij {s} cm. Hoeveel tegels "
        "gaan er op de muur?",
        "{name} tiles a wall: {w} wide and {h} high. Each tile is {s} cm by {s} cm. How many tiles go on the wall?",
    ),
)


def _tiles(rng: random.Random) -> Situation:
    side = rng.choice((10, 20, 25, 30, 40, 50, 60))
    across, down = rng.randint(4, 24), rng.randint(3, 18)
    width, height = Fraction(side * across, 100), Fraction(side * down, 100)
    if not (1 <= height < width <= 8) or across == down or max(decimals_of(width), decimals_of(height)) > 1:
        return _tiles(rng)
    story, name = rng.randrange(len(TILE_STORIES)), somebody(rng)
    problem = {"story": story, "width": str(width), "height": str(height), "side_cm": side}
    return Situation(
        problem=problem,
        radicals={
            "side": 0.0 if side in (10, 50) else 1.0,
            "decimals": float(decimals_of(width) > 0) + float(decimals_of(height) > 0),
            "many": float(across * down > 100),
        },
        right=across * down,
        unit=TILES,
        wrong=_tile_errors(across, down, side, width, height),
        prompt=lambda: say(
            TILE_STORIES[story].nl,
            TILE_STORIES[story].en,
            name=name,
            w=METRE.write(width),
            h=METRE.write(height),
            s=side,
        ),
        explanation=lambda: say(
            "In de lengte passen {wc} : {s} = {a} tegels, in de breedte {hc} : {s} = {d}. {a} × {d} = {r}.",
            "Along the length {wc} ÷ {s} = {a} tiles fit, along the width {hc} ÷ {s} = {d}. {a} × {d} = {r}.",
            wc=width * 100,
            hc=height * 100,
            s=side,
            a=across,
            d=down,
            r=TILES.write(across * down),
        ),
        picture=lambda: _floor(width, height, side),
    )


def _tile_errors(across: int, down: int, side: int, width: Fraction, height: Fraction) -> list[Wrong]:
    area = width * height
    right = across * down
    return [
        (2 * (across + down), "perimeter"),
        (across + down, "additive"),
        (area * 10_000 / side, "dimension"),
        (area * 100 / side, "area_length"),
        (right + across, "one_off"),
        (right - across, "one_off"),
        (right + down, "one_off"),
        (right - down, "one_off"),
        (right * 10, "shift"),
        (Fraction(right, 10), "shift"),
        (right * 2, "doubled"),
        (Fraction(right, 2), "doubled"),
    ]


def _floor(width: Fraction, height: Fraction, side: int) -> Picture:
    """The floor to scale with one tile in its corner."""
    scale = min(240 / float(width), 150 / float(height))
    wide, high, tile = float(width) * scale, float(height) * scale, side / 100 * scale
    sheet = Drawing(330, high + 56)
    left = 20 + (240 - wide) / 2
    sheet.rectangle((left, 10), (wide, high), LIGHT_BLUE, width=3)
    sheet.rectangle((left, 10), (tile, tile), LIGHT_ORANGE)
    sheet.text((left + wide / 2, high + 32), METRE.write(width), 16, BLUE)
    sheet.text((left + wide + 8, 10 + high / 2 + 6), METRE.write(height), 16, BLUE, "start")
    return sheet.picture(
        say(
            "Een rechthoek van {w} bij {h}, met één vierkante tegel van {s} cm in een hoek.",
            "A rectangle of {w} by {h}, with one square tile of {s} cm in a corner.",
            w=METRE.write(width),
            h=METRE.write(height),
            s=side,
        )
    )


def _solve_tiles(problem: Problem) -> Value:
    area_cm = exact(problem["width"]) * exact(problem["height"]) * 10_000
    return area_cm / exact(problem["side_cm"]) ** 2


TILING = Generator(
    name="tiles",
    version=1,
    scale="mathematics",
    title=Words("Hoeveel tegels?", "How many tiles?"),
    grammar=Words(
        "Vierkante tegels bedekken een rechthoek precies, zonder voegen en zonder snijden. De rechthoek is in meter, "
        "de tegel in centimeter.",
        "Square tiles cover a rectangle exactly, without joints and without cutting. The rectangle is in metres, the "
        "tile in centimetres.",
    ),
    intercept=-0.6,
    radicals={
        "side": Radical(Words("zijde van de tegel geen 10 of 50 cm", "side of the tile not 10 or 50 cm"), 0.3),
        "decimals": Radical(Words("aantal zijden met een komma", "sides with decimals"), 0.3),
        "many": Radical(Words("meer dan 100 tegels", "more than 100 tiles"), 0.3),
    },
    errors=errors("perimeter", "additive", "dimension", "area_length", "one_off", "shift", "doubled"),
    build=numeric(_tiles),
    solve=solver(_solve_tiles),
)

OPENINGS: dict[str, tuple[Words, tuple[tuple[str, str], ...]]] = {
    "window": (Words("een raam", "a window"), (("1", "1"), ("2", "1"), ("1.5", "1"), ("2", "1.5"))),
    "door": (Words("een deur", "a door"), (("1", "2"),)),
    "none": (Words("niets", "nothing"), (("0", "0"),)),
}
COVERS: tuple[tuple[Unit, Words, Words], ...] = (
    (
        LITRE,
        Words("{name} verft een muur van {w} bij {h}.", "{name} paints a wall of {w} by {h}."),
        Words(
            "Met 1 liter verf kun je {per} verven. Hoeveel verf is er nodig voor {coats}?",
            "One litre of paint covers {per}. How much paint is needed for {coats}?",
        ),
    ),
    (
        noun("rol", "rollen", "roll", "rolls"),
        Words("{name} behangt een muur van {w} bij {h}.", "{name} papers a wall of {w} by {h}."),
        Words(
            "Eén rol behang is goed voor {per}. Hoeveel rollen moet {name} kopen voor {coats}?",
            "One roll of wallpaper covers {per}. How many rolls must {name} buy for {coats}?",
        ),
    ),
    (
        noun("pak", "pakken", "pack", "packs"),
        Words("{name} isoleert een muur van {w} bij {h}.", "{name} insulates a wall of {w} by {h}."),
        Words(
            "In één pak zit {per} isolatie. Hoeveel pakken moet {name} kopen voor {coats}?",
            "One pack holds {per} of insulation. How many packs must {name} buy for {coats}?",
        ),
    ),
)
SQUARE = symbol("m²", 2)


def _cover(rng: random.Random) -> Situation:
    kind = rng.choice((0, 0, 1, 2))
    unit = COVERS[kind][0]
    opening = rng.choice(("window", "door", "none"))
    hole = tuple(Fraction(one) for one in rng.choice(OPENINGS[opening][1]))
    width, height = Fraction(rng.randint(6, 20), 2), rng.choice((Fraction(5, 2), Fraction(3), Fraction(4)))
    per = Fraction(rng.choice((6, 8, 10, 12)) if kind == 0 else rng.choice((4, 5, 6)))
    coats = rng.choice((1, 2)) if kind == 0 else 1
    area = width * height - hole[0] * hole[1]
    exact_need = area * coats / per
    right: Value = exact_need if kind == 0 else -(-area // per)
    if (decimals_of(exact_need) > 2 and kind == 0) or hole[0] > width - 1:
        return _cover(rng)
    name = somebody(rng)
    problem = {
        "kind": kind,
        "width": str(width),
        "height": str(height),
        "hole": [str(one) for one in hole],
        "opening": opening,
        "per": str(per),
        "coats": coats,
    }
    return Situation(
        problem=problem,
        radicals={
            "opening": float(opening != "none"),
            "coats": float(coats - 1),
            "round_up": float(kind != 0 and exact_need.denominator > 1),
            "decimals": float(kind == 0 and decimals_of(right) > 0),
        },
        right=right,
        unit=unit,
        wrong=_cover_errors(width, height, area, per, coats, kind, right),
        prompt=lambda: _cover_prompt(kind, name, width, height, hole, opening, per, coats),
        explanation=lambda: _cover_explanation(unit, width, height, area, per, coats, right),
        picture=lambda: _wall(width, height, hole, opening),
    )


def _cover_errors(
    width: Fraction, height: Fraction, area: Fraction, per: Fraction, coats: int, kind: int, right: Value
) -> list[Wrong]:
    up = (lambda value: value) if kind == 0 else (lambda value: Fraction(-(-value // 1)))
    whole = width * height
    return [
        (up(whole * coats / per), "opening_forgotten"),
        (up(area / per), "layers") if coats > 1 else (up(area * 2 / per), "doubled"),
        (Fraction(area * coats // per) if kind else 0, "rounding"),
        (up((2 * whole - area) * coats / per), "opening_forgotten"),
        (up(2 * (width + height) * coats / per), "perimeter"),
        (up((width + height) * coats / per), "additive"),
        (area * coats, "half_way"),
        (Fraction(right) + 1, "one_off"),
        (Fraction(right) - 1, "one_off"),
        (Fraction(right) * 10 if kind == 0 else right + 2, "shift" if kind == 0 else "slip"),
        (Fraction(right) / 10 if kind == 0 else right - 2, "shift" if kind == 0 else "slip"),
        (Fraction(right) + Fraction(1, 2) if kind == 0 else right + 3, "slip"),
        (Fraction(right) - Fraction(1, 2) if kind == 0 else right - 3, "slip"),
    ]


def _cover_prompt(
    kind: int,
    name: str,
    width: Fraction,
    height: Fraction,
    hole: tuple[Fraction, ...],
    opening: str,
    per: Fraction,
    coats: int,
) -> Words:
    _, start, end = COVERS[kind]
    middle = Words("", "")
    if opening != "none":
        middle = say(
            " In de muur zit {o} van {a} bij {b}.",
            " The wall has {o} of {a} by {b}.",
            o=OPENINGS[opening][0],
            a=METRE.write(hole[0]),
            b=METRE.write(hole[1]),
        )
    layers = {
        0: (Words("één laag", "one coat"), Words("twee lagen", "two coats"))[coats - 1],
        1: Words("deze muur", "this wall"),
        2: Words("deze muur", "this wall"),
    }[kind]
    return say(
        f"{start.nl}{middle.nl} {end.nl}",
        f"{start.en}{middle.en} {end.en}",
        name=name,
        w=METRE.write(width),
        h=METRE.write(height),
        per=SQUARE.write(per),
        coats=layers,
    )


def _cover_explanation(
    unit: Unit, width: Fraction, height: Fraction, area: Fraction, per: Fraction, coats: int, right: Value
) -> Words:
    nl, en = "Oppervlakte: {w} × {h} = {all}.", "Area: {w} × {h} = {all}."
    if area != width * height:
        nl, en = nl + " Zonder de opening: {area}.", en + " Without the opening: {area}."
    if coats > 1:
        nl, en = nl + " Twee lagen: {double}.", en + " Two coats: {double}."
    nl, en = nl + " {double} : {per} = {need}", en + " {double} ÷ {per} = {need}"
    need = area * coats / per
    if need == right:
        nl, en = nl + ", dus {r}.", en + ", so {r}."
    else:
        nl, en = nl + ". Naar boven afronden: {r}.", en + ". Round up: {r}."
    return say(
        nl,
        en,
        w=width,
        h=height,
        all=width * height,
        area=area,
        double=area * coats,
        per=per,
        need=need if decimals_of(need) < 3 else Fraction(round(need, 2)),
        r=unit.write(right),
    )


def _wall(width: Fraction, height: Fraction, hole: tuple[Fraction, ...], opening: str) -> Picture:
    scale = min(240 / float(width), 130 / float(height))
    wide, high = float(width) * scale, float(height) * scale
    left = 20 + (240 - wide) / 2
    sheet = Drawing(330, high + 50)
    sheet.rectangle((left, 10), (wide, high), LIGHT_ORANGE, width=3)
    if opening != "none":
        size = (float(hole[0]) * scale, float(hole[1]) * scale)
        drop = high - size[1] if opening == "door" else (high - size[1]) * 0.4
        sheet.rectangle((left + wide * 0.5 - size[0] / 2, 10 + drop), size, SHADE if opening == "door" else LIGHT_BLUE)
    sheet.text((left + wide / 2, high + 32), METRE.write(width), 16, BLUE)
    sheet.text((left + wide + 8, 10 + high / 2 + 6), METRE.write(height), 16, BLUE, "start")
    told = say("Een muur van {w} bij {h}.", "A wall of {w} by {h}.", w=METRE.write(width), h=METRE.write(height))
    if opening == "none":
        return sheet.picture(told)
    more = say(
        " Daarin zit {o} van {a} bij {b}.",
        " In it there is {o} of {a} by {b}.",
        o=OPENINGS[opening][0],
        a=METRE.write(hole[0]),
        b=METRE.write(hole[1]),
    )
    return sheet.picture(Words(told.nl + more.nl, told.en + more.en))


def _solve_cover(problem: Problem) -> Value:
    wall = exact(problem["width"]) * exact(problem["height"])
    hole = exact(problem["hole"][0]) * exact(problem["hole"][1])
    need = (wall - hole) / exact(problem["per"]) * exact(problem["coats"])
    whole = need.numerator // need.denominator
    if problem["unit"] == "l" or need == whole:
        return need
    return whole + 1


COVERING = Generator(
    name="covering",
    version=1,
    scale="mathematics",
    title=Words("Verf, behang en isolatie", "Paint, wallpaper and insulation"),
    grammar=Words(
        "Een muur zonder haar opening moet bedekt worden. Je deelt de oppervlakte door wat één liter, rol of pak "
        "bedekt. Rollen en pakken koop je heel.",
        "A wall without its opening has to be covered. Divide the area by what one litre, roll or pack covers. Rolls "
        "and packs are bought whole.",
    ),
    intercept=0.0,
    radicals={
        "opening": Radical(Words("een raam of deur", "a window or door"), 0.6),
        "coats": Radical(Words("een tweede laag", "a second coat"), 0.5),
        "round_up": Radical(Words("naar boven afronden", "rounding up"), 0.6),
        "decimals": Radical(Words("antwoord met een komma", "answer with decimals"), 0.6),
    },
    errors=errors(
        "opening_forgotten",
        "layers",
        "doubled",
        "rounding",
        "perimeter",
        "additive",
        "half_way",
        "one_off",
        "shift",
        "slip",
    ),
    build=numeric(_cover),
    solve=solver(_solve_cover),
)
