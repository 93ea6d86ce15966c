"""What the technical generators share: lists of letters, answers as numbers, turning arrows."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import cos, radians, sin

from vakwerk.engines.itembank.drawing import INK, Drawing, Point
from vakwerk.engines.itembank.tasks import Option
from vakwerk.engines.words import Words

CLOCKWISE = Words("met de klok mee", "clockwise")
ANTICLOCKWISE = Words("tegen de klok in", "anticlockwise")
LETTERS = "ABCDEFGH"
TURNS = Words("keer", "times")


def way(clockwise: bool) -> Words:
    return CLOCKWISE if clockwise else ANTICLOCKWISE


def listed(names: Sequence[str], language: str) -> str:
    """A, B en C."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {'and' if language == 'en' else 'en'} {names[-1]}"


def letters(names: Iterable[str], nobody: Words) -> Words:
    """These letters as an answer; `nobody` when there are none."""
    ordered = sorted(names)
    return Words(listed(ordered, "nl"), listed(ordered, "en")) if ordered else nobody


def written(value: Fraction | int, language: str) -> str:
    """An exact number as children write it: 3, 2,5 or 3/4 where no short decimal exists."""
    exact = Fraction(value)
    if exact.denominator == 1:
        return str(exact.numerator)
    if 100 % exact.denominator:
        return f"{exact.numerator}/{exact.denominator}"
    text = f"{exact.numerator * 100 // exact.denominator / 100:.2f}".rstrip("0")
    return text if language == "en" else text.replace(".", ",")


def turns(value: Fraction | int) -> Words:
    """How often something goes round: "1 keer" and "1 time", "3 keer" and "3 times"."""
    return Words(f"{written(value, 'nl')} keer", f"{written(value, 'en')} {'time' if value == 1 else 'times'}")


def amount(value: Fraction | int, unit: Words) -> Words:
    if unit == TURNS:
        return turns(value)
    return Words(f"{written(value, 'nl')} {unit.nl}".rstrip(), f"{written(value, 'en')} {unit.en}".rstrip())


def short(value: Fraction) -> bool:
    """Whether a child would write this number without a fraction bar."""
    return value > 0 and 10 % value.denominator == 0


def number_options(
    rng: random.Random, key: Fraction, wrong: Mapping[Fraction, str], unit: Words, rank: int, count: int = 4
) -> list[Option]:
    """The key and `count` - 1 of the wrong numbers (value -> error), `rank` of them smaller than the key: a builder
    lots the rank before it looks for numbers, so that the key's size among the answers gives nothing away. Empty
    when these numbers do not allow it."""
    usable = {value: error for value, error in wrong.items() if value != key and short(value)}
    lower = sorted(value for value in usable if value < key)
    higher = sorted(value for value in usable if value > key)
    if not short(key) or len(lower) < rank or len(higher) < count - 1 - rank:
        return []
    chosen = rng.sample(lower, rank) + rng.sample(higher, count - 1 - rank)
    options = [Option(str(key), "", amount(key, unit))]
    return options + [Option(str(value), usable[value], amount(value, unit)) for value in chosen]


def in_order(options: Sequence[Option]) -> tuple[int, ...]:
    """Numbers from small to large, letters from A on with "all equal" last: the order in which they are looked for."""
    try:
        return tuple(sorted(range(len(options)), key=lambda place: Fraction(options[place].identity)))
    except ValueError:
        return tuple(sorted(range(len(options)), key=lambda place: options[place].identity))


def letter_option(name: str, error: str = "") -> Option:
    return Option(name, error, Words(name, name))


def turning_arrow(
    drawing: Drawing, centre: Point, radius: float, clockwise: bool, start: float = 215, sweep: float = 110
) -> None:
    """An arc of `sweep` degrees about the centre, from `start` (degrees, clockwise from the right), with a head at
    the end that it turns to."""
    end = start + sweep
    tail, head = (start, end) if clockwise else (end, start)
    arc = [
        "M",
        *_at(centre, radius, tail),
        "A",
        radius,
        radius,
        0,
        0,
        1 if clockwise else 0,
        *_at(centre, radius, head),
    ]
    drawing.path(arc, stroke=INK, width=3)
    arrow_head(drawing, _at(centre, radius, head), head + (90 if clockwise else -90))


def arrow_head(drawing: Drawing, tip: Point, angle: float, size: float = 11, fill: str = INK) -> None:
    """A filled head whose middle is at `tip`, pointing to `angle` (degrees, clockwise from the right)."""
    corners = [_at(tip, size * 0.9, angle), _at(tip, size * 0.75, angle + 125), _at(tip, size * 0.75, angle - 125)]
    drawing.polygon(corners, fill=fill, stroke=fill, width=1)


def _at(centre: Point, radius: float, angle: float) -> Point:
    return centre[0] + radius * cos(radians(angle)), centre[1] + radius * sin(radians(angle))
