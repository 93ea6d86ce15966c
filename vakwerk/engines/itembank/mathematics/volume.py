"""Volume of a box, in litres or cubic metres."""

from __future__ import annotations

import random
from dataclasses import dataclass
from fractions import Fraction

from vakwerk.engines.itembank.drawing import BLUE, LIGHT_BLUE, SHADE, Drawing, Picture, Point
from vakwerk.engines.itembank.tasks import Generator, Radical
from vakwerk.engines.words import Words

from .answers import Problem, Situation, Wrong, exact, numeric, solver
from .errors import errors
from .quantities import Unit, Value, decimals_of, say, symbol

CM, METRE, LITRE, CUBIC = symbol("cm", 1), symbol("m", 2), symbol("l", 1), symbol("m³", 3)


@dataclass(frozen=True)
class Story:
    """A box: ranges of length, width and height in `steps` of its unit; "litres" for sizes in cm, else cubic metres."""

    words: Words
    given: Unit
    asked: Unit
    sizes: tuple[tuple[int, int], tuple[int, int], tuple[int, int]]
    step: str


STORIES: tuple[Story, ...] = (
    Story(
        Words(
            "Een aquarium is {l} lang, {b} breed en {h} hoog. Hoeveel liter water gaat erin?",
            "An aquarium is {l} long, {b} wide and {h} high. How many litres of water does it hold?",
        ),
        CM,
        LITRE,
        ((6, 12), (3, 5), (3, 6)),
        "10",
    ),
    Story(
        Words(
            "Een plantenbak is {l} lang, {b} breed en {h} hoog. Hoeveel liter aarde gaat erin?",
            "A planter is {l} long, {b} wide and {h} high. How many litres of soil does it hold?",
        ),
        CM,
        LITRE,
        ((8, 20), (4, 8), (4, 8)),
        "5",
    ),
    Story(
        Words(
            "Een rechte bak is {l} lang en {b} breed. Het water staat {h} hoog. Hoeveel liter water is dat?",
            "A straight tank is {l} long and {b} wide. The water is {h} deep. How many litres is that?",
        ),
        CM,
        LITRE,
        ((10, 24), (6, 12), (2, 8)),
        "5",
    ),
    Story(
        Words(
            "Een doos is {l} lang, {b} breed en {h} hoog. Wat is de inhoud in liter?",
            "A box is {l} long, {b} wide and {h} high. What is its volume in litres?",
        ),
        CM,
        LITRE,
        ((6, 12), (4, 8), (2, 6)),
        "5",
    ),
    Story(
        Words(
            "Een zandbak is {l} lang en {b} breed. Het zand ligt {h} diep. Hoeveel m³ zand is dat?",
            "A sandpit is {l} long and {b} wide. The sand is {h} deep. How many m³ of sand is that?",
        ),
        METRE,
        CUBIC,
        ((20, 40), (15, 30), (2, 5)),
        "0.1",
    ),
    Story(
        Words(
            "Voor een vloer giet je beton: {l} lang, {b} breed en {h} dik. Hoeveel m³ beton is dat?",
            "You pour concrete for a floor: {l} long, {b} wide and {h} thick. How many m³ of concrete is that?",
        ),
        METRE,
        CUBIC,
        ((30, 80), (20, 50), (1, 2)),
        "0.1",
    ),
    Story(
        Words(
            "Een laadbak is {l} lang, {b} breed en {h} hoog. Hoeveel m³ gaat erin?",
            "A loading box is {l} long, {b} wide and {h} high. How many m³ does it hold?",
        ),
        METRE,
        CUBIC,
        ((20, 40), (15, 25), (5, 20)),
        "0.1",
    ),
    Story(
        Words(
            "Je graaft een put: {l} lang, {b} breed en {h} diep. Hoeveel m³ grond komt eruit?",
            "You dig a pit: {l} long, {b} wide and {h} deep. How many m³ of earth come out?",
        ),
        METRE,
        CUBIC,
        ((10, 40), (10, 30), (5, 15)),
        "0.1",
    ),
)


def _draw(rng: random.Random) -> Situation:
    story = rng.choice(STORIES)
    length, width, height = (Fraction(story.step) * rng.randint(low, high) for low, high in story.sizes)
    litres = story.asked is LITRE
    right = length * width * height / (1000 if litres else 1)
    if len({length, width, height}) < 3 or width > length or decimals_of(right) > (0 if litres else 2):
        return _draw(rng)
    sizes = [str(length), str(width), str(height)]
    problem = {"story": STORIES.index(story), "sizes": sizes, "given": story.given.code}
    return Situation(
        problem=problem,
        radicals={
            "convert": float(litres),
            "decimals": float(sum(decimals_of(one) > 0 for one in (length, width, height))),
        },
        right=right,
        unit=story.asked,
        wrong=_wrong(length, width, height, litres, right),
        prompt=lambda: say(
            story.words.nl,
            story.words.en,
            l=story.given.write(length),
            b=story.given.write(width),
            h=story.given.write(height),
        ),
        explanation=lambda: _explanation(story, length, width, height, right),
        picture=lambda: _picture(story, length, width, height),
    )


def _wrong(length: Fraction, width: Fraction, height: Fraction, litres: bool, right: Fraction) -> list[Wrong]:
    base = length * width / (1000 if litres else 1)
    around = 2 * (length * width + length * height + width * height) / (1000 if litres else 1)
    return [
        (right * 10, "shift"),
        (right / 10, "shift"),
        (base, "dimension"),
        (length + width + height, "additive"),
        (around, "perimeter"),
        (right * 100, "area_length"),
        (length * height / (1000 if litres else 1), "dimension"),
        (right / 100, "area_length"),
        (right / 2, "doubled"),
        (right * 2, "doubled"),
        ((length + width) * height / (1000 if litres else 1), "additive"),
    ]


def _explanation(story: Story, length: Fraction, width: Fraction, height: Fraction, right: Fraction) -> Words:
    if story.asked is LITRE:
        return say(
            "{l} × {b} × {h} = {all} cm³. 1 liter is 1 000 cm³, dus {r}.",
            "{l} × {b} × {h} = {all} cm³. 1 litre is 1,000 cm³, so {r}.",
            l=length,
            b=width,
            h=height,
            all=length * width * height,
            r=story.asked.write(right),
        )
    return say(
        "{l} × {b} × {h} = {r}.", "{l} × {b} × {h} = {r}.", l=length, b=width, h=height, r=story.asked.write(right)
    )


def _picture(story: Story, length: Fraction, width: Fraction, height: Fraction) -> Picture:
    """A box in oblique projection, its sides in the right order of size, not to scale for very flat ones."""
    scale = 190 / float(length)
    wide, high = 190.0, min(max(float(height) * scale, 28), 130)
    depth = min(max(float(width) * scale * 0.45, 26), 76)
    sheet = Drawing(340, high + depth + 50)
    left, top = 20.0, 10 + depth
    front: list[Point] = [(left, top), (left + wide, top), (left + wide, top + high), (left, top + high)]
    sheet.polygon([front[0], front[1], (left + wide + depth, top - depth), (left + depth, top - depth)], "#eef4fa")
    sheet.polygon(
        [front[1], front[2], (left + wide + depth, top + high - depth), (left + wide + depth, top - depth)], SHADE
    )
    sheet.polygon(front, LIGHT_BLUE)
    sheet.text((left + wide / 2, top + high + 24), story.given.write(length), 16, BLUE)
    sheet.text((left + wide + depth / 2 + 10, top + high - depth / 2 + 14), story.given.write(width), 16, BLUE, "start")
    sheet.text((left + 8, top + high / 2 + 6), story.given.write(height), 16, "#1b1b1b", "start")
    return sheet.picture(
        say(
            "Een balk: {l} lang, {b} breed en {h} hoog.",
            "A box: {l} long, {b} wide and {h} high.",
            l=story.given.write(length),
            b=story.given.write(width),
            h=story.given.write(height),
        )
    )


def _answer(problem: Problem) -> Value:
    """In decimetres first: a cube of one decimetre is a litre."""
    per = 10 if problem["given"] == "m" else Fraction(1, 10)
    litres = Fraction(1)
    for size in problem["sizes"]:
        litres *= exact(size) * per
    return litres if problem["unit"] == "l" else litres / 1000


VOLUME = Generator(
    name="volume",
    version=1,
    scale="mathematics",
    title=Words("Inhoud van een balk", "Volume of a box"),
    grammar=Words(
        "De inhoud van een balk is lengte maal breedte maal hoogte. Maten in cm geven liter (1 liter is 1 000 cm³), "
        "maten in m geven m³.",
        "The volume of a box is length times width times height. Sizes in cm give litres (1 litre is 1,000 cm³), "
        "sizes in m give m³.",
    ),
    intercept=-0.6,
    radicals={
        "convert": Radical(Words("van cm³ naar liter", "from cm³ to litres"), 0.8),
        "decimals": Radical(Words("aantal maten met een komma", "sizes with decimals"), 0.3),
    },
    errors=errors("shift", "dimension", "additive", "perimeter", "area_length", "doubled"),
    build=numeric(_draw),
    solve=solver(_answer),
)
