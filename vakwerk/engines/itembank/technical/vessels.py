"""Communicating vessels: where the water stands when taps between vessels are opened."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from vakwerk.engines.itembank.drawing import BLUE, INK, LIGHT_BLUE, PAPER, SHADE, Drawing, Picture
from vakwerk.engines.itembank.tasks import Draft, Generator, Option, Radical
from vakwerk.engines.words import Words

from .parts import LETTERS, in_order, listed, number_options, written

CELL, GAP, HIGH = 22.0, 34.0, 8
MARK = Words("", "")


# --- writing a task ---------------------------------------------------------------------------------------------


def build(rng: random.Random) -> Draft:
    rank = rng.randrange(4)
    while True:
        count = rng.choice((2, 3, 3, 4))
        widths = [rng.randint(1, 4) for _ in range(count)]
        levels = [rng.randint(0, HIGH) for _ in range(count)]
        opened = [tap for tap in range(1, count) if rng.random() < 0.7]
        target = rng.randrange(count)
        if sum(widths) > 9 or not opened or len(set(levels)) == 1:
            continue
        group = _group(target, opened, count)
        key = Fraction(sum(widths[i] * levels[i] for i in group), sum(widths[i] for i in group))
        if key.denominator > 2 or len(group) == 1 or len({levels[i] for i in group}) == 1:
            continue
        options = number_options(rng, key, _wrong(widths, levels, group, target, key), MARK, rank)
        if options:
            break
    return _draft(widths, levels, opened, target, options, key)


def _group(target: int, opened: Sequence[int], count: int) -> list[int]:
    """The vessels joined with the asked one; tap i stands between vessels i - 1 and i."""
    first = last = target
    while first in opened:
        first -= 1
    while last + 1 in opened and last + 1 < count:
        last += 1
    return list(range(first, last + 1))


def _wrong(
    widths: Sequence[int], levels: Sequence[int], group: Sequence[int], target: int, key: Fraction
) -> dict[Fraction, str]:
    joined = [levels[index] for index in group]
    everything = Fraction(sum(w * h for w, h in zip(widths, levels, strict=True)), sum(widths))
    wrong = {key + Fraction(1, 2): "slip", key - Fraction(1, 2): "slip", key + 1: "slip", key - 1: "slip"}
    wrong |= {Fraction(max(joined)): "highest_wins", Fraction(min(joined)): "lowest_wins"}
    wrong |= {everything: "closed_tap_ignored", Fraction(levels[target]): "nothing_changes"}
    wrong[Fraction(sum(joined), len(joined))] = "width_ignored"
    return {value: error for value, error in wrong.items() if value <= HIGH and value.denominator <= 2}


def _draft(
    widths: Sequence[int],
    levels: Sequence[int],
    opened: Sequence[int],
    target: int,
    options: list[Option],
    key: Fraction,
) -> Draft:
    names = LETTERS[: len(widths)]
    problem = {
        "vessels": {name: [width, level] for name, width, level in zip(names, widths, levels, strict=True)},
        "opened": list(opened),
        "target": names[target],
    }
    taps = [str(tap) for tap in opened]
    closed = [str(tap) for tap in range(1, len(widths)) if tap not in opened]
    nl = f"{'Kraan' if len(taps) == 1 else 'Kranen'} {listed(taps, 'nl')} {'gaat' if len(taps) == 1 else 'gaan'} open."
    en = f"{'Tap' if len(taps) == 1 else 'Taps'} {listed(taps, 'en')} {'is' if len(taps) == 1 else 'are'} opened."
    if closed:
        alone = len(closed) == 1
        nl += f" {'Kraan' if alone else 'Kranen'} {listed(closed, 'nl')} {'blijft' if alone else 'blijven'} dicht."
        en += f" {'Tap' if alone else 'Taps'} {listed(closed, 'en')} {'stays' if alone else 'stay'} closed."
    prompt = Words(
        f"{nl} Bij welk streepje staat het water in vat {names[target]} als het stil is?",
        f"{en} At which mark does the water in vessel {names[target]} come to rest?",
    )
    group = _group(target, opened, len(widths))
    cells, wide = sum(widths[i] * levels[i] for i in group), sum(widths[i] for i in group)
    why = Words(
        f"In vaten die verbonden zijn, staat het water even hoog. Samen is dat {cells} hokjes water over {wide} hokjes "
        f"breedte: {cells} : {wide} = {written(key, 'nl')}.",
        f"In vessels that are joined the water stands equally high. Together that is {cells} squares of water over a "
        f"width of {wide}: {cells} ÷ {wide} = {written(key, 'en')}.",
    )
    radicals = {
        "joined": float(len(group)),
        "widths": float(len({widths[i] for i in group}) > 1),
        "closed": float(bool(closed)),
        "half": float(key.denominator > 1),
    }
    return Draft(problem, radicals, prompt, options, why, _picture(widths, levels, problem), in_order(options))


# --- solving it -------------------------------------------------------------------------------------------------


def solve(problem: Mapping[str, Any], identities: Sequence[str]) -> list[int]:
    """A level is right when no water is won or lost in the part that its open taps join."""
    names = list(problem["vessels"])
    joined = {problem["target"]}
    for _ in names:
        for tap in problem["opened"]:
            pair = {names[tap - 1], names[tap]}
            if pair & joined:
                joined |= pair
    before = sum(width * level for name, (width, level) in problem["vessels"].items() if name in joined)
    wide = sum(width for name, (width, _) in problem["vessels"].items() if name in joined)
    return [index for index, identity in enumerate(identities) if Fraction(identity) * wide == before]


# --- drawing it -------------------------------------------------------------------------------------------------


def _picture(widths: Sequence[int], levels: Sequence[int], problem: Mapping[str, Any]) -> Picture:
    total = sum(widths) * CELL + (len(widths) - 1) * GAP
    sheet = Drawing(340, HIGH * CELL + 88)
    left, top = (340 - total) / 2, 30.0
    base = top + HIGH * CELL
    for number, (width, level) in enumerate(zip(widths, levels, strict=True)):
        right = left + width * CELL
        if number:
            _tap(sheet, left - GAP, left, base, number)
        _vessel(sheet, left, right, top, base, level)
        sheet.text(((left + right) / 2, base + 46), LETTERS[number], 20)
        left = right + GAP
    return sheet.picture(_described(problem))


def _vessel(sheet: Drawing, left: float, right: float, top: float, base: float, level: int) -> None:
    if level:
        sheet.rectangle((left, base - level * CELL), (right - left, level * CELL), fill=LIGHT_BLUE, stroke="none")
    steps = round((right - left) / CELL)
    for step in range(1, steps):
        sheet.line((left + step * CELL, top), (left + step * CELL, base), stroke=SHADE, width=1)
    for mark in range(1, HIGH + 1):
        sheet.line((left, base - mark * CELL), (right, base - mark * CELL), stroke=SHADE, width=1)
        sheet.text((left - 4, base - mark * CELL + 4.5), str(mark), 13, anchor="end")
    if level:
        sheet.line((left, base - level * CELL), (right, base - level * CELL), stroke=BLUE, width=3)
    sheet.polyline([(left, top - 12), (left, base), (right, base), (right, top - 12)], width=3)


def _tap(sheet: Drawing, left: float, right: float, base: float, number: int) -> None:
    """A pipe near the bottom with a closed tap, and its number below."""
    sheet.rectangle((left, base - 12), (right - left, 8), fill=PAPER, width=2)
    middle = (left + right) / 2
    sheet.polygon(
        [(middle - 8, base - 15), (middle - 8, base - 1), (middle + 8, base - 15), (middle + 8, base - 1)],
        fill=INK,
        width=1,
    )
    sheet.text((middle, base + 22), str(number), 17)


def _described(problem: Mapping[str, Any]) -> Words:
    vessels = problem["vessels"]
    nl = listed([f"{name} is {w} breed en het water staat er bij {h}" for name, (w, h) in vessels.items()], "nl")
    en = listed([f"{name} is {w} wide and its water stands at {h}" for name, (w, h) in vessels.items()], "en")
    return Words(
        f"{len(vessels)} vaten naast elkaar, onderaan verbonden door dichte kranen: kraan 1 tussen A en B, "
        f"enzovoort. {nl}.",
        f"{len(vessels)} vessels side by side, joined below by closed taps: tap 1 between A and B, and so on. {en}.",
    )


VESSELS = Generator(
    name="vessels",
    version=1,
    scale="technical",
    title=Words("Verbonden vaten", "Communicating vessels"),
    grammar=Words(
        "Rechte vaten die naar achteren even diep zijn; de buizen zijn zo dun dat hun inhoud niet telt en lopen "
        "onderaan. Er komt geen water bij en er gaat geen water weg. Alle vaten zijn open bovenaan. Men wacht tot "
        "het water stil staat.",
        "Straight vessels, equally deep to the back; the pipes run at the bottom and are too thin to count. No "
        "water is added or lost. All vessels are open at the top. One waits until the water is at rest.",
    ),
    # Ours. That levels become equal is learnt early; that width counts is not (the unweighted mean is the usual error).
    intercept=-2.2,
    radicals={
        "joined": Radical(Words("aantal verbonden vaten", "number of joined vessels"), 0.5),
        "widths": Radical(Words("verschillende breedtes", "different widths"), 1.2),
        "closed": Radical(Words("een kraan blijft dicht", "a tap stays closed"), 0.4),
        "half": Radical(Words("antwoord met een halve", "an answer with a half"), 0.5),
    },
    errors={
        "width_ignored": Words("neemt het gemiddelde en let niet op de breedte", "takes the mean and ignores width"),
        "highest_wins": Words("denkt dat het hoogste water overal komt", "thinks the highest level wins"),
        "lowest_wins": Words("denkt dat het laagste water overal komt", "thinks the lowest level wins"),
        "nothing_changes": Words("denkt dat het water blijft staan", "thinks the water stays"),
        "closed_tap_ignored": Words("let niet op de dichte kraan", "ignores the closed tap"),
        "slip": Words("rekenfout of telfout", "slip in calculating or counting"),
    },
    build=build,
    solve=solve,
)
