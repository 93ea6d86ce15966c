"""Analogies of a figure within a figure: they swap places, grow, shrink, get darker or lighter."""

from __future__ import annotations

from vakwerk.engines.itembank.drawing import Drawing, Point
from vakwerk.engines.itembank.tasks import Radical
from vakwerk.engines.words import Words

from .analogies import Kind, Move, Trait, generator_of
from .choices import Answer
from .figures import FILLS, shape
from .moves import dots_trait, draw_dots, fill_trait, size_trait

# Which of the shapes can hold another one: circle, triangle, square, diamond; how large each is drawn around it,
# how far it is moved down to fill the square, and how far below its own middle the middle of the room within lies.
HOLDERS = (0, 1, 2, 5)
AROUND = ((38.0, 0.0, 0.0), (41.0, 6.0, 6.0), (41.0, 0.0, 0.0), (33.0, 0.0, 0.0))
MANY = len(HOLDERS)
SIZES = (6.5, 10.5, 14.5)
UP = 8.0


def _swapped(pair: int) -> int:
    outer, inner = divmod(pair, MANY)
    return inner * MANY + outer


def _inner_as_outer(pair: int) -> int:
    return pair // MANY * (MANY + 1)


def _outer_as_inner(pair: int) -> int:
    return pair % MANY * (MANY + 1)


def _copied(first: int, second: int, third: int) -> int:
    """The third pair of shapes with the outer, the inner or both from the second, where that one changed."""
    before, after, here = (divmod(pair, MANY) for pair in (first, second, third))
    outer, inner = (after[k] if before[k] != after[k] else here[k] for k in range(2))
    return outer * MANY + inner


def _paint(sheet: Drawing, middle: Point, figure: Answer) -> None:
    pair, size, fill, dots = figure
    outer, inner = divmod(pair, MANY)
    radius, down, room = AROUND[outer]
    top = middle[1] - UP + down
    shape(sheet, HOLDERS[outer], (middle[0], top), radius, FILLS[0])
    shape(sheet, HOLDERS[inner], (middle[0], top + room), SIZES[size], FILLS[fill])
    draw_dots(sheet, middle, dots)


# Outer and inner shape in one value, because they may change places: outer x 4 + inner.
PAIR = Trait(
    Words("De vormen", "The shapes"),
    range(MANY * MANY),
    (
        Move(Words("de binnenste en de buitenste wisselen", "the inner and the outer change places"), "swap", _swapped),
        Move(Words("de binnenste wordt zoals de buitenste", "the inner becomes the outer"), "swap", _inner_as_outer),
        Move(Words("de buitenste wordt zoals de binnenste", "the outer becomes the inner"), "swap", _outer_as_inner),
    ),
    _copied,
)
KIND = Kind(
    name="analogy-inside",
    title=Words("analogie: figuur in figuur", "analogy: figure in figure"),
    traits=(
        PAIR,
        size_trait(Words("De binnenste vorm", "The inner shape"), len(SIZES)),
        fill_trait(Words("De kleur van de binnenste vorm", "The shading of the inner shape")),
        dots_trait(),
    ),
    radicals={
        "change": Radical(Words("groter, donkerder of meer", "larger, darker or more"), 0.2),
        "invert": Radical(Words("wit en zwart verwisseld", "white and black changed"), 0.6),
        "swap": Radical(Words("vormen gewisseld of gelijk gemaakt", "shapes changing places or made equal"), 1.0),
    },
    paint=_paint,
)
GENERATOR = generator_of(KIND, version=1)
