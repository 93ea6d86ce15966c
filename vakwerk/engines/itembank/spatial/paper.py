"""Paper folding (after the Paper Folding Test, Ekstrom, French, Harman and Dermen 1976): where are the holes?"""

from __future__ import annotations

import functools
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from vakwerk.engines.itembank.drawing import INK, LIGHT_ORANGE, MIDDLE, PAPER, RED, Drawing, LatePicture, Picture
from vakwerk.engines.itembank.tasks import Draft, Generator, Option, Radical
from vakwerk.engines.words import Words

from .choosing import ordinary, size, unremarkable
from .sheets import MIDDLES, SHEET, SIDE, Crease, Outline, Spot, after, creases, folded, inside, is_off_centre, part

Holes = frozenset[Spot]

GRAMMAR = Words(
    "Een vierkant blad wordt één tot drie keer geplooid, recht of schuin, in het midden of ernaast; de flap komt "
    "telkens helemaal op het papier te liggen. Dan gaan er één of twee gaten door alle lagen, nooit op een plooi. "
    "Eén antwoord is het blad na het openvouwen. De andere vergeten een plooi, schuiven een gat in plaats van het "
    "te spiegelen, spiegelen in de verkeerde richting, keren het hele patroon om of vouwen een keer te veel open.",
    "A square sheet is folded one to three times, straight or diagonally, in the middle or beside it; each flap "
    "comes to lie wholly on the paper. Then one or two holes go through all layers, never on a crease. One option "
    "is the sheet unfolded. The others forget a fold, slide a hole instead of mirroring it, mirror in the wrong "
    "direction, turn the whole pattern round, or unfold once too often.",
)
ERRORS = {
    "forgotten": Words("Vergeet een plooi open te vouwen.", "Forgets to unfold a crease."),
    "slid": Words("Verschuift het gat in plaats van het te spiegelen.", "Slides the hole instead of mirroring it."),
    "crossed": Words("Spiegelt het gat in de verkeerde richting.", "Mirrors the hole in the wrong direction."),
    "reversed": Words(
        "Vouwt open naar de verkeerde kant: het patroon is omgekeerd.",
        "Unfolds to the wrong side: the pattern is reversed.",
    ),
    "once-more": Words("Vouwt een keer te veel open.", "Unfolds once too often."),
}
RADICALS = {
    "folds": Radical(Words("plooien boven de eerste", "folds beyond the first"), 0.8),
    "diagonal": Radical(Words("schuine plooien", "diagonal folds"), 0.4),
    "off_centre": Radical(Words("plooien naast het midden", "folds beside the middle"), 0.3),
    "punches": Radical(Words("gaten boven het eerste", "holes beyond the first"), 0.3),
}


def _folds(rng: random.Random, count: int) -> tuple[list[Crease], list[Outline]]:
    """The folds and the outline before each of them and after the last. A lot decides first: straight or diagonal?"""
    outlines, folds = [SHEET], []
    for _ in range(count):
        possible = _possible(outlines[-1])
        kinds = sorted({crease.diagonal for crease in possible})
        kind = rng.choice((False, *kinds)) if False in kinds else True
        crease = rng.choice([one for one in possible if one.diagonal == kind])
        folds.append(crease)
        outlines.append(part(outlines[-1], crease, -1))
    return folds, outlines


@functools.lru_cache(maxsize=4096)
def _possible(outline: Outline) -> tuple[Crease, ...]:
    return tuple(creases(outline))


def _layers(folds: Sequence[Crease]) -> dict[Spot, list[Spot]]:
    """For each place of the folded sheet where one may punch, the places of the flat sheet that lie there."""
    lying: dict[Spot, list[Spot]] = {}
    for spot in MIDDLES:
        place = after(spot, folds)
        if place is not None:
            lying.setdefault(place, []).append(spot)
    creased = {_last_place(spot, folds) for spot in MIDDLES if after(spot, folds) is None}
    return {place: spots for place, spots in lying.items() if place not in creased}


def _last_place(spot: Spot, folds: Sequence[Crease]) -> Spot:
    for crease in folds:
        if crease.over(spot) > 0:
            spot = crease.mirror(spot)
    return spot


Copy = Callable[[Spot, Crease, Outline], Spot]


def _mirror(spot: Spot, crease: Crease, flap: Outline) -> Spot:
    return crease.mirror(spot)


def _slide(spot: Spot, crease: Crease, flap: Outline) -> Spot:
    """As if the flap had slid over instead of turned over."""
    x, y = _middle(flap)
    a, b = crease.mirror((x, y))
    return spot[0] + x - a, spot[1] + y - b


def _cross(spot: Spot, crease: Crease, flap: Outline) -> Spot:
    """Mirrored along the crease as well as over it."""
    x, y = crease.mirror(spot)
    a, b = _middle(flap)
    if crease.diagonal:
        turned = (y, x) if crease.b == 1 else (-y, -x)
        middle = (b, a) if crease.b == 1 else (-b, -a)
        return a + turned[0] - middle[0], b + turned[1] - middle[1]
    return (x, 2 * b - y) if crease.a else (2 * a - x, y)


def _middle(outline: Outline) -> Spot:
    """The middle of the box around it, in whole units."""
    across, down = [x for x, _ in outline], [y for _, y in outline]
    return (min(across) + max(across)) // 2, (min(down) + max(down)) // 2


COPIES: Mapping[str, Copy | None] = {"forgotten": None, "slid": _slide, "crossed": _cross}


def _unfolded(punches: Iterable[Spot], folds: Sequence[Crease], flaps: Sequence[Outline], how: Sequence[str]) -> Holes:
    """The holes when each fold is undone in this way; spots off the sheet or on no middle are left out."""
    holes = set(punches)
    for crease, flap, way in reversed(list(zip(folds, flaps, how, strict=True))):
        copy = COPIES.get(way, _mirror)
        holes |= {copy(spot, crease, flap) for spot in holes if _lies_under(spot, crease, flap)} if copy else set()
    return frozenset(spot for spot in holes if spot in _PLACES)


_PLACES = frozenset(MIDDLES)


def _lies_under(spot: Spot, crease: Crease, flap: Outline) -> bool:
    return inside(crease.mirror(spot), flap)


def _wrong(
    rng: random.Random, key: Holes, punches: Sequence[Spot], folds: Sequence[Crease], outlines: Sequence[Outline]
) -> list[tuple[Holes, str]]:
    """The patterns that the errors lead to: at one fold or at two, some turned round, some unfolded once too often."""
    flaps = [part(outline, crease, 1) for outline, crease in zip(outlines, folds, strict=False)]
    found: dict[Holes, str] = {}
    for error in COPIES:
        for place in range(len(folds)):
            how = ["right"] * len(folds)
            how[place] = error
            found.setdefault(_unfolded(punches, folds, flaps, how), error)
            for other in range(len(folds)):
                second = [*how[:other], rng.choice(sorted(COPIES)), *how[other + 1 :]]
                found.setdefault(_unfolded(punches, folds, flaps, second), error)
    found.pop(key, None)
    found.pop(frozenset(), None)
    patterns = [key, *found]
    _add(rng, found, key, "reversed", (frozenset(map(turn, one)) for one in patterns for turn in TURNS))
    _add(rng, found, key, "once-more", (one.union(map(turn, one)) for one in patterns for turn in TURNS))
    return list(found.items())


def _add(rng: random.Random, found: dict[Holes, str], key: Holes, error: str, patterns: Iterable[Holes]) -> None:
    """Four of these patterns, as far as they are new and not crowded."""
    new = [one for one in dict.fromkeys(patterns) if one != key and one not in found and len(one) <= MOST_HOLES]
    found.update((one, error) for one in rng.sample(new, min(len(new), 4)))


def _symmetry(answers: Sequence[Holes]) -> list[float]:
    """How much of each pattern stays when it is mirrored."""
    return [max(len(one.intersection(map(turn, one))) / len(one) for turn in TURNS) for one in answers]


def _left_right(spot: Spot) -> Spot:
    return SIDE - spot[0], spot[1]


def _up_down(spot: Spot) -> Spot:
    return spot[0], SIDE - spot[1]


def _swapped(spot: Spot) -> Spot:
    return spot[1], spot[0]


def _swapped_back(spot: Spot) -> Spot:
    return SIDE - spot[1], SIDE - spot[0]


TURNS: tuple[Callable[[Spot], Spot], ...] = (_left_right, _up_down, _swapped, _swapped_back)
MOST_HOLES = 12


def build(rng: random.Random) -> Draft:
    folds, outlines, layers = _foldable(rng)
    places = sorted(place for place, spots in layers.items() if len(spots) > 1)
    punches = rng.sample(places, min(len(places), rng.choice((1, 1, 2))))
    key: Holes = frozenset(spot for place in punches for spot in layers[place])
    wrong = unremarkable(rng, key, _wrong(rng, key, punches, folds, outlines), 4, (ordinary, size, _symmetry))
    return Draft(
        problem={
            "folds": [[one.a, one.b, one.c, one.side] for one in folds],
            "punches": [list(one) for one in punches],
        },
        radicals={
            "folds": len(folds) - 1.0,
            "diagonal": float(sum(one.diagonal for one in folds)),
            "off_centre": float(sum(is_off_centre(*pair) for pair in zip(outlines, folds, strict=False))),
            "punches": len(punches) - 1.0,
        },
        prompt=_prompt(len(folds), len(punches)),
        picture=_steps(folds, outlines, punches),
        options=[Option(_written(holes), error, picture=_sheet(holes)) for holes, error in [(key, ""), *wrong]],
        explanation=Words(
            "Vouw in gedachten open, de laatste plooi eerst. Bij elke plooi komt er voor elk gat onder de flap een "
            "tweede bij, even ver aan de andere kant van de plooi.",
            "Unfold in your mind, the last fold first. At each fold every hole under the flap gets a second one, "
            "just as far on the other side of the crease.",
        ),
    )


def _foldable(rng: random.Random) -> tuple[list[Crease], list[Outline], dict[Spot, list[Spot]]]:
    """Folds that leave a place where a punch goes through two layers."""
    count = rng.choice((1, 2, 2, 3, 3))
    while True:
        folds, outlines = _folds(rng, count)
        layers = _layers(folds)
        if any(len(spots) > 1 for spots in layers.values()):
            return folds, outlines, layers


def _prompt(folds: int, punches: int) -> Words:
    times = (("één", "once"), ("twee", "twice"), ("drie", "three times"))[folds - 1]
    holes = (("één gat", "one hole"), ("twee gaten", "two holes"))[punches - 1]
    return Words(
        f"Je plooit een blad {times[0]} keer. Daarna prik je {holes[0]} door alle lagen. "
        "Hoe ziet het blad eruit als je het weer openvouwt?",
        f"You fold a sheet {times[1]}. Then you punch {holes[1]} through all layers. "
        "What does the sheet look like when you unfold it again?",
    )


def _written(holes: Holes) -> str:
    return " ".join(f"{x},{y}" for x, y in sorted(holes))


def solve(problem: Mapping[str, Any], identities: Sequence[str]) -> list[int]:
    """Unfolds step by step. Since every flap comes to lie on the part that stays, the sheet before fold j is what lies
    on the staying side of folds 1 to j - 1: no outlines and no layers are needed."""
    folds = [Crease(*values) for values in problem["folds"]]
    holes = {(x, y) for x, y in problem["punches"]}
    for place in range(len(folds) - 1, -1, -1):
        copies = {folds[place].mirror(spot) for spot in holes}
        holes |= {spot for spot in copies if _on_sheet(spot) and all(one.over(spot) < 0 for one in folds[:place])}
    wanted = _written(frozenset(holes))
    return [place for place, text in enumerate(identities) if text == wanted]


def _on_sheet(spot: Spot) -> bool:
    return 0 < spot[0] < SIDE and 0 < spot[1] < SIDE


FRAME, UNIT, MARGIN = 150.0, 11.0, 9.0


def _sheet(holes: Holes) -> Picture:
    return LatePicture(FRAME, FRAME, functools.partial(_sheet_on, holes=holes))


def _sheet_on(sheet: Drawing, holes: Holes) -> None:
    _outline(sheet, SHEET, (0, 0), PAPER)
    _grid(sheet, (0, 0))
    _punched(sheet, sorted(holes), (0, 0))


def _steps(folds: Sequence[Crease], outlines: Sequence[Outline], punches: Sequence[Spot]) -> Picture:
    """A frame for each fold and one with the holes, two to a row."""
    rows = (len(folds) + 2) // 2
    draw = functools.partial(_steps_on, folds=folds, outlines=outlines, punches=punches)
    return LatePicture(2 * FRAME, rows * FRAME, draw)


def _steps_on(sheet: Drawing, folds: Sequence[Crease], outlines: Sequence[Outline], punches: Sequence[Spot]) -> None:
    layers: list[tuple[Outline, bool]] = [(SHEET, False)]
    for place in range(len(folds) + 1):
        at = (place % 2 * FRAME, place // 2 * FRAME)
        if place < len(folds):
            layers = folded(layers, folds[place])
        _dashed(sheet, SHEET, at)
        for outline, back in layers:
            _outline(sheet, outline, at, LIGHT_ORANGE if back else PAPER)
        _grid(sheet, at)
        if place < len(folds):
            _arrow(sheet, part(outlines[place], folds[place], 1), folds[place], at)
        else:
            _punched(sheet, punches, at)
        sheet.text((at[0] + 4, at[1] + 12), str(place + 1), 13)


def _on_paper(spot: tuple[float, float], at: tuple[float, float]) -> tuple[float, float]:
    return at[0] + MARGIN + spot[0] * UNIT, at[1] + MARGIN + spot[1] * UNIT


def _outline(sheet: Drawing, outline: Outline, at: tuple[float, float], fill: str) -> None:
    sheet.polygon([_on_paper(spot, at) for spot in outline], fill, width=1.6)


def _dashed(sheet: Drawing, outline: Outline, at: tuple[float, float]) -> None:
    points = [_on_paper(spot, at) for spot in outline]
    sheet.polyline([*points, points[0]], MIDDLE, 1.2, "4 4")


def _grid(sheet: Drawing, at: tuple[float, float]) -> None:
    """Dots at the corners of the fields, to see where a hole is."""
    for x in range(2, SIDE, 2):
        for y in range(2, SIDE, 2):
            sheet.circle(_on_paper((x, y), at), 0.9, MIDDLE, "none", 0)


def _punched(sheet: Drawing, holes: Iterable[Spot], at: tuple[float, float]) -> None:
    for spot in holes:
        sheet.circle(_on_paper(spot, at), 0.62 * UNIT, INK, INK, 1)


def _arrow(sheet: Drawing, flap: Outline, crease: Crease, at: tuple[float, float]) -> None:
    """From where the flap was to where it lies now."""
    x, y = (sum(spot[axis] for spot in flap) / len(flap) for axis in (0, 1))
    distance = crease.a * x + crease.b * y - crease.c
    length = crease.a**2 + crease.b**2
    end = (x - 2 * crease.a * distance / length, y - 2 * crease.b * distance / length)
    start, tip = _on_paper((x, y), at), _on_paper(end, at)
    across, down = tip[0] - start[0], tip[1] - start[1]
    size = (across**2 + down**2) ** 0.5
    dx, dy = 8 * across / size, 8 * down / size
    sheet.line(start, tip, RED, 2.5)
    sheet.polygon(
        [
            (tip[0] + dx / 2, tip[1] + dy / 2),
            (tip[0] - dx - dy * 0.7, tip[1] - dy + dx * 0.7),
            (tip[0] - dx + dy * 0.7, tip[1] - dy - dx * 0.7),
        ],
        RED,
        RED,
        1,
    )


PAPER_FOLDING = Generator(
    name="paper-folding",
    version=1,
    scale="spatial",
    title=Words("Papier plooien en prikken", "Folding and punching paper"),
    grammar=GRAMMAR,
    intercept=-2.0,
    radicals=RADICALS,
    errors=ERRORS,
    build=build,
    solve=solve,
    source=Words(
        "eigen ontwerp, naar de Paper Folding Test (Ekstrom e.a. 1976)",
        "own design, after the Paper Folding Test (Ekstrom et al. 1976)",
    ),
)
