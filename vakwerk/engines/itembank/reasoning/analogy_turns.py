"""Analogies of a figure that is turned or mirrored, while its shading and the dots below change."""

from __future__ import annotations

from vakwerk.engines.itembank.drawing import Drawing, Point
from vakwerk.engines.itembank.tasks import Radical
from vakwerk.engines.words import Words

from .analogies import Kind, Trait, generator_of
from .choices import Answer
from .figures import FILLS, HANDED, handed
from .moves import MIRRORED, dots_trait, draw_dots, fill_trait, pose_trait

RADIUS = 34.0
UP = 8.0


def _paint(sheet: Drawing, middle: Point, figure: Answer) -> None:
    which, pose, fill, dots = figure
    where = (middle[0], middle[1] - UP)
    handed(sheet, which, where, RADIUS, pose % MIRRORED, pose >= MIRRORED, FILLS[fill])
    draw_dots(sheet, middle, dots)


KIND = Kind(
    name="analogy-turns",
    title=Words("analogie: draaien en spiegelen", "analogy: turning and mirroring"),
    traits=(
        Trait(Words("De figuur", "The figure"), range(len(HANDED)), ()),
        pose_trait(Words("De stand", "The position")),
        fill_trait(Words("De kleur", "The shading")),
        dots_trait(),
    ),
    radicals={
        "change": Radical(Words("donkerder of meer", "darker or more"), 0.2),
        "invert": Radical(Words("wit en zwart verwisseld", "white and black changed"), 0.6),
        "turn": Radical(Words("gedraaid", "turned"), 1.2),
        "mirror": Radical(Words("gespiegeld", "mirrored"), 1.7),
    },
    paint=_paint,
)
GENERATOR = generator_of(KIND, version=1)
