"""The moves of the analogies: small changes of one feature."""

from __future__ import annotations

from collections.abc import Sequence

from vakwerk.engines.itembank.drawing import INK, Drawing, Point
from vakwerk.engines.words import Words

from .analogies import Move, Trait
from .figures import FILLS

DOTS = range(1, 5)
# Half a turn is 4: a pose is `turn + 8 * mirrored`, the turn in steps of 45 degrees clockwise.
MIRRORED = 8


def within(values: Sequence[int], step: int, words: Words, radical: str) -> Move:
    """So many values further; not beyond the first or the last."""

    def done(value: int) -> int | None:
        return value + step if value + step in values else None

    return Move(words, radical, done)


def times(values: Sequence[int], factor: int, words: Words, radical: str) -> Move:
    def done(value: int) -> int | None:
        return value * factor if value * factor in values else None

    return Move(words, radical, done)


def fill_trait(title: Words) -> Trait:
    """White, grey, black: darker, lighter, or the other end."""
    values = range(len(FILLS))
    swapped = Move(Words("wit wordt zwart en zwart wordt wit", "white and black change places"), "invert", _inverted)
    return Trait(
        title,
        values,
        (
            within(values, 1, Words("wordt één stap donkerder", "gets one step darker"), "change"),
            within(values, -1, Words("wordt één stap lichter", "gets one step lighter"), "change"),
            swapped,
        ),
    )


def _inverted(value: int) -> int:
    return len(FILLS) - 1 - value


def dots_trait() -> Trait:
    """One to four dots below the figure: more, fewer, or twice as many."""
    return Trait(
        Words("Het aantal stippen", "The number of dots"),
        DOTS,
        (
            within(DOTS, 1, Words("één stip erbij", "one dot more"), "change"),
            within(DOTS, 2, Words("twee stippen erbij", "two dots more"), "change"),
            within(DOTS, -1, Words("één stip eraf", "one dot fewer"), "change"),
            times(DOTS, 2, Words("twee keer zoveel stippen", "twice as many dots"), "change"),
        ),
    )


def draw_dots(sheet: Drawing, middle: Point, count: int) -> None:
    """In a row below the figure, in a square of 100."""
    for place in range(count):
        where = (middle[0] + (place - (count - 1) / 2) * 17, middle[1] + 42)
        sheet.circle(where, 4.5, fill=INK, width=1)


def size_trait(title: Words, many: int) -> Trait:
    values = range(many)
    return Trait(
        title,
        values,
        (
            within(values, 1, Words("wordt één maat groter", "gets one size larger"), "change"),
            within(values, -1, Words("wordt één maat kleiner", "gets one size smaller"), "change"),
        ),
    )


def pose_trait(title: Words) -> Trait:
    """Turned by 45 or 90 degrees either way, upside down, or mirrored."""
    ways = (
        (1, Words("een achtste slag naar rechts", "an eighth of a turn to the right")),
        (2, Words("een kwartslag naar rechts", "a quarter turn to the right")),
        (-1, Words("een achtste slag naar links", "an eighth of a turn to the left")),
        (-2, Words("een kwartslag naar links", "a quarter turn to the left")),
        (4, Words("een halve slag", "half a turn")),
    )
    turns = tuple(_turned(steps, words) for steps, words in ways)
    mirrors = (
        _reflected(0, Words("links en rechts verwisseld (spiegelbeeld)", "left and right changed (mirror image)")),
        _reflected(4, Words("boven en onder verwisseld (spiegelbeeld)", "top and bottom changed (mirror image)")),
    )
    return Trait(title, range(2 * MIRRORED), (*turns, *mirrors))


def _turned(steps: int, words: Words) -> Move:
    def done(pose: int) -> int:
        return (pose % MIRRORED + steps) % MIRRORED + pose // MIRRORED * MIRRORED

    return Move(words, "turn", done)


def _reflected(offset: int, words: Words) -> Move:
    """About a standing line (offset 0) or a lying line (offset 4): turning the one way becomes the other way."""

    def done(pose: int) -> int:
        return (offset - pose % MIRRORED) % MIRRORED + (1 - pose // MIRRORED) * MIRRORED

    return Move(words, "mirror", done)
