"""Pulleys: which counterweight holds a load, how much rope to pull, which hoist takes the least force."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from vakwerk.engines.itembank.drawing import INK, LIGHT_BLUE, LIGHT_ORANGE, MIDDLE, SHADE, Drawing, Picture
from vakwerk.engines.itembank.tasks import Draft, Generator, Option, Radical
from vakwerk.engines.words import Words

from .exact import solution
from .parts import arrow_head, in_order, letter_option, number_options
from .pulley_words import in_dutch, in_english

KILOS = Words("kg", "kg")
METRES = Words("m", "m")
COMPARED = (12, 20, 24, 30, 36, 40, 48, 60, 80)  # kilograms, where three hoists are compared
STRAND = 24.0  # units between two strands, and the size of a wheel
CASCADE = 30.0  # the same for blocks in each other's rope

# A hoist is bare data: its load, and its ropes, each the list of what it is fastened to or runs around, in order.
# "roof" and "hand" stay where they are (the hand pulls from below), "sky" is a hand that pulls upwards; "b1", "b2"
# are moving blocks, the load hangs from b1.
Hoist = dict[str, Any]


# --- writing a task ---------------------------------------------------------------------------------------------


def tackle(load: int, strands: int, upwards: bool) -> Hoist:
    """One rope, running up and down between roof and block; `strands` of it carry the block."""
    first = "roof" if strands % 2 == 0 else "b1"
    rope = [first]
    for _ in range(strands):
        rope.append("b1" if rope[-1] == "roof" else "roof")
    rope[-1 if upwards else len(rope) :] = ["sky"] if upwards else ["hand"]
    return {"load": load, "ropes": [rope]}


def cascade(load: int, blocks: int, upwards: bool) -> Hoist:
    """Blocks that hang in each other's rope: each one halves what the next has to carry."""
    ropes = [["roof", f"b{number}", f"b{number + 1}"] for number in range(1, blocks)]
    last = ["roof", f"b{blocks}", "sky"] if upwards else ["roof", f"b{blocks}", "roof", "hand"]
    return {"load": load, "ropes": [*ropes, last]}


def build(rng: random.Random) -> Draft:
    return rng.choice((_counterweight, _rope, _easiest))(rng)


def _hoist(rng: random.Random, load: int, most: int = 6) -> tuple[Hoist, int]:
    """A hoist and by how much it divides the force."""
    upwards = rng.random() < 0.3
    if rng.random() < 0.3:
        blocks = rng.choice((2, 2, 3)) if most > 4 else 2
        return cascade(load, blocks, upwards), 2**blocks
    strands = rng.randint(2 if upwards else 1, min(most, 6))
    return tackle(load, strands, upwards), strands


def _counterweight(rng: random.Random) -> Draft:
    rank = rng.randrange(4)
    while True:
        load = rng.choice(
            (6, 8, 10, 12, 15, 16, 18, 20, 24, 25, 28, 30, 32, 36, 40, 45, 48, 50, 54, 60, 64, 72, 80, 90, 96)
        )
        hoist, times = _hoist(rng, load)
        key = Fraction(load, times)
        options = number_options(rng, key, _wrong_forces(load, times, hoist), KILOS, rank)
        if options:
            break
    problem = {"ask": "force", **hoist}
    up = _upwards(hoist)
    prompt = Words(
        f"Aan de onderste katrol hangt een last van {load} kg. Met hoeveel kg trek je aan het touw bij de pijl om "
        "de last net te houden?",
        f"A load of {load} kg hangs from the lowest pulley. With how many kg do you pull the rope at the arrow to "
        "just hold it?",
    )
    if up == 0 and times == 1:
        prompt = Words(
            prompt.nl.replace("Aan de onderste katrol hangt", "Aan het touw hangt"),
            prompt.en.replace("from the lowest pulley", "from the rope"),
        )
    return Draft(
        problem, _radicals("force", hoist, times), prompt, options, _why(times, hoist), _one(hoist), in_order(options)
    )


def _wrong_forces(load: int, times: int, hoist: Hoist) -> dict[Fraction, str]:
    wheels = _wheels(hoist)
    wrong = {Fraction(load, divisor): "slip" for divisor in (times - 1, times + 2, 2 * times) if divisor > 0}
    wrong |= {
        Fraction(load, times + 1): "counts_pulling_strand",
        Fraction(load * 2): "adds",
        Fraction(load + times): "adds",
    }
    wrong |= {Fraction(load - times): "subtracts", Fraction(load, wheels): "counts_wheels"}
    return wrong | {Fraction(load, 2): "always_half", Fraction(load): "rope_changes_nothing"}


def _rope(rng: random.Random) -> Draft:
    """How much rope must be pulled to lift the load by so much?"""
    rank = rng.randrange(4)
    while True:
        load, metres = rng.choice((20, 30, 40, 60, 80)), rng.choice((1, 2, 3, 4, 5, 6))
        hoist, times = _hoist(rng, load)
        wheels = _wheels(hoist)
        key = Fraction(metres * times)
        wrong = {key - metres: "slip", key + metres: "counts_pulling_strand", Fraction(metres, times): "inverse"}
        wrong |= {key + 1: "slip", Fraction(metres + times): "adds", Fraction(metres * wheels): "counts_wheels"}
        wrong |= {key * 2: "slip", Fraction(metres * 2): "always_half", Fraction(metres): "rope_changes_nothing"}
        options = number_options(rng, key, wrong, METRES, rank)
        if options:
            break
    problem = {"ask": "rope", "metres": metres, **hoist}
    prompt = Words(
        f"De last moet {metres} m omhoog. Hoeveel meter touw trek je dan in bij de pijl?",
        f"The load must go up {metres} m. How many metres of rope do you pull in at the arrow?",
    )
    return Draft(
        problem, _radicals("rope", hoist, times), prompt, options, _why(times, hoist), _one(hoist), in_order(options)
    )


def _easiest(rng: random.Random) -> Draft:
    """Three hoists: at which do you pull least?"""
    wanted = rng.randrange(4)
    drawn = _equal_hoists(rng) if wanted == 3 else _one_easiest(rng, wanted)
    loads, wheels = [hoist["load"] for hoist, _ in drawn], [_wheels(hoist) for hoist, _ in drawn]
    errors = dict.fromkeys(range(3), "slip")
    errors[loads.index(min(loads))] = "rope_changes_nothing"
    errors[wheels.index(max(wheels))] = "counts_wheels"
    everywhere = Option("equal", "rope_changes_nothing", Words("overal even zwaar", "equally heavy at all"))
    choices = [letter_option("ABC"[index], errors[index]) for index in range(3)] + [everywhere]
    right = choices.pop(wanted)
    options = [Option(right.identity, "", right.words), *choices]
    hoists = {"ABC"[index]: hoist for index, (hoist, _) in enumerate(drawn)}
    problem = {"ask": "easiest", "hoists": hoists}
    prompt = Words(
        "Je trekt aan het touw bij de pijl. Bij welke takel heb je de minste kracht nodig?",
        "You pull the rope at the arrow. Which hoist needs the least force?",
    )
    why = Words(
        "Tel bij elke takel hoeveel stukken touw de last dragen en deel het gewicht door dat aantal. "
        "Hangt een katrol in het touw van een andere, dan halveert elke katrol.",
        "For each hoist count the strands that carry the load, and divide the weight by that number. "
        "Where one pulley hangs in the rope of another, each pulley halves.",
    )
    radicals = {"strands": max(float(times) for _, times in drawn), "blocks": 0.0, "rope": 0.0, "compare": 1.0}
    radicals["blocks"] = float(sum(len(hoist["ropes"]) - 1 for hoist, _ in drawn))
    return Draft(problem, radicals, prompt, options, why, _three(hoists), in_order(options))


def _one_easiest(rng: random.Random, wanted: int) -> list[tuple[Hoist, int]]:
    while True:
        drawn = [_hoist(rng, rng.choice(COMPARED), most=4) for _ in range(3)]
        forces = [Fraction(hoist["load"], times) for hoist, times in drawn]
        if forces.count(min(forces)) == 1 and forces[wanted] == min(forces):
            return drawn


def _equal_hoists(rng: random.Random) -> list[tuple[Hoist, int]]:
    """Three different hoists with loads such that each needs the same force."""
    while True:
        force = rng.choice((10, 12, 20))
        drawn = [_hoist(rng, 0, most=4) for _ in range(3)]
        drawn = [({**hoist, "load": force * times}, times) for hoist, times in drawn]
        if len({str(hoist) for hoist, _ in drawn}) == 3 and all(hoist["load"] in COMPARED for hoist, _ in drawn):
            return drawn


def _wheels(hoist: Hoist) -> int:
    return sum(len(rope) - 2 for rope in hoist["ropes"])


def _upwards(hoist: Hoist) -> bool:
    return bool(hoist["ropes"][-1][-1] == "sky")


def _radicals(ask: str, hoist: Hoist, times: int) -> dict[str, float]:
    return {
        "strands": float(times),
        "blocks": float(len(hoist["ropes"]) - 1),
        "rope": float(ask == "rope"),
        "compare": 0.0,
    }


def _why(times: int, hoist: Hoist) -> Words:
    if len(hoist["ropes"]) > 1:
        return Words(
            f"Elke hangende katrol halveert de kracht. Samen: {times} keer minder kracht, maar {times} keer meer touw.",
            f"Each hanging pulley halves the force. Together: {times} times less force, but {times} times more rope.",
        )
    if times == 1:
        return Words(
            "Maar één stuk touw draagt de last. De katrol verandert alleen de richting: je trekt even hard als de "
            "last weegt, en evenveel touw als de last stijgt.",
            "Only one strand carries the load. The pulley changes the direction only: you pull as hard as the load "
            "weighs, and as much rope as the load rises.",
        )
    return Words(
        f"Tel de stukken touw die de last dragen: {times}. Elk stuk draagt evenveel. Je trekt dus {times} keer "
        f"minder hard, maar je haalt {times} keer zoveel touw in.",
        f"Count the strands that carry the load: {times}. Each carries the same. So you pull {times} times less hard, "
        f"but you pull in {times} times as much rope.",
    )


# --- solving it -------------------------------------------------------------------------------------------------


def solve(problem: Mapping[str, Any], identities: Sequence[str]) -> list[int]:
    """Balance of forces at each moving block, one tension along each rope; no counting rule."""
    if problem["ask"] == "easiest":
        pulls = {name: tension(hoist) for name, hoist in problem["hoists"].items()}
        least = [name for name in pulls if pulls[name] == min(pulls.values())]
        answer = least[0] if len(least) == 1 else "equal"
    elif problem["ask"] == "force":
        answer = str(tension(problem))
    else:  # work in = work out: rope x pull = lift x load
        answer = str(problem["metres"] * problem["load"] / tension(problem))
    return [index for index, identity in enumerate(identities) if identity == answer]


def tension(hoist: Mapping[str, Any]) -> Fraction:
    """The pull on the last rope that holds the load: for each block, up-pulls minus down-pulls equals its load."""
    ropes = hoist["ropes"]
    height = {"hand": 0, "roof": 90, "sky": 91}
    blocks = sorted({stop for rope in ropes for stop in rope if stop.startswith("b")})
    height |= {block: 1 + number for number, block in enumerate(blocks)}
    rows = []
    for block in blocks:
        row = [_pull(rope, block, height) for rope in ropes]
        rows.append([*row, hoist["load"] if block == "b1" else 0])
    if not blocks:  # the load hangs from the rope itself
        return Fraction(hoist["load"])
    return solution(rows)[-1]


def _pull(rope: Sequence[str], block: str, height: Mapping[str, int]) -> int:
    """How many strands of this rope pull the block up, less those that pull it down."""
    total = 0
    for near, far in [*pairwise(rope), *pairwise(rope[::-1])]:
        if near == block:
            total += 1 if height[far] > height[near] else -1
    return total


# --- drawing it -------------------------------------------------------------------------------------------------


def _one(hoist: Hoist) -> Picture:
    sheet = Drawing(300, 218)
    _draw(sheet, 150, hoist, 0)
    return sheet.picture(Words(f"Een takel. {in_dutch(hoist)}", f"A hoist. {in_english(hoist)}"))


def _three(hoists: Mapping[str, Hoist]) -> Picture:
    sheet = Drawing(340, 236)
    widths = [_span(hoist) for hoist in hoists.values()]
    gap = (340 - sum(widths)) / 3
    left = gap / 2
    for (name, hoist), width in zip(hoists.items(), widths, strict=True):
        sheet.text((left + width / 2, 18), name, 20)
        _draw(sheet, left + width / 2, hoist, 14)
        left += width + gap
    nl = " ".join(f"{name}: {in_dutch(hoist)}" for name, hoist in hoists.items())
    en = " ".join(f"{name}: {in_english(hoist)}" for name, hoist in hoists.items())
    return sheet.picture(Words(f"Drie takels. {nl}", f"Three hoists. {en}"))


def _span(hoist: Hoist) -> float:
    if len(hoist["ropes"]) > 1:
        return CASCADE * (len(hoist["ropes"]) + 1) / 2 + (0 if _upwards(hoist) else CASCADE) + 12
    return max(STRAND * len(hoist["ropes"][0]), 56)


def _draw(sheet: Drawing, middle: float, hoist: Hoist, top: float) -> None:
    roof = top + 22
    width = _span(hoist)
    sheet.rectangle((middle - width / 2, roof - 10), (width, 10), fill=MIDDLE)
    if len(hoist["ropes"]) > 1:
        _draw_cascade(sheet, middle - width / 2 + 6, roof, hoist)
    else:
        _draw_tackle(sheet, middle, roof, hoist)


def _draw_tackle(sheet: Drawing, middle: float, roof: float, hoist: Hoist) -> None:
    """Strands side by side; a wheel joins each two, above at the roof or below at the block."""
    rope = hoist["ropes"][0]
    strands = len(rope) - 1
    xs = [middle + (index - (strands - 1) / 2) * STRAND for index in range(strands)]
    upper, lower = roof + 32, roof + 118
    carrying = [x for index, x in enumerate(xs) if not (index == strands - 1 and rope[-1] == "hand")]
    block = sum(carrying) / len(carrying)
    single = "b1" not in rope[1:] and rope[0] == "b1"
    for index, x in enumerate(xs):
        start, end = (
            _levels(rope[index], upper, lower, roof, index == 0),
            _levels(rope[index + 1], upper, lower, roof, False),
        )
        sheet.line((x, start), (x, end), width=2.5)
    for index in range(1, strands):
        _wheel(
            sheet, xs[index - 1] + STRAND / 2, upper if rope[index] == "roof" else lower, rope[index] == "roof", roof
        )
    if not single:
        sheet.rectangle((carrying[0] - 7, lower + 13), (carrying[-1] - carrying[0] + 14, 8), fill=SHADE)
        for index in range(1, strands):
            if rope[index] == "b1":
                sheet.line((xs[index - 1] + STRAND / 2, lower), (xs[index - 1] + STRAND / 2, lower + 14), width=3)
        if rope[0] == "b1":
            sheet.line((xs[0], lower), (xs[0], lower + 14), width=2.5)
    _load(sheet, block, lower + 21 if not single else lower, hoist["load"])
    _pulling_end(sheet, xs[-1], lower - 12, rope[-1], roof)


def _levels(stop: str, upper: float, lower: float, roof: float, first: bool) -> float:
    if stop == "roof":
        return roof if first else upper
    return {"hand": lower - 14, "sky": roof + 46, "b1": lower}[stop]


def _wheel(sheet: Drawing, x: float, y: float, above: bool, roof: float) -> None:
    radius = STRAND / 2
    if above:
        sheet.line((x, roof), (x, y), width=3)
    sheet.circle((x, y), radius, fill=LIGHT_BLUE)
    sheet.circle((x, y), 2.5, fill=INK)


def _pulling_end(sheet: Drawing, x: float, low: float, end: str, roof: float) -> None:
    if end == "sky":
        arrow_head(sheet, (x, roof + 44), 270, size=13)
    else:
        arrow_head(sheet, (x, low), 90, size=13)


def _load(sheet: Drawing, x: float, y: float, kilos: int) -> None:
    sheet.line((x, y), (x, y + 12), width=3)
    sheet.rectangle((x - 26, y + 12), (52, 34), fill=LIGHT_ORANGE, radius=3)
    sheet.text((x, y + 34.5), f"{kilos} kg", 15)


def _draw_cascade(sheet: Drawing, left: float, roof: float, hoist: Hoist) -> None:
    """Each block half a wheel further right and higher, hanging in the rope of the one before."""
    count, radius = len(hoist["ropes"]), CASCADE / 2
    y = roof + 126.0
    for number in range(count):
        x = left + number * radius
        last = number == count - 1
        end = y - 44 if not last else roof + (46 if _upwards(hoist) else 30)
        sheet.line((x, roof), (x, y), width=2.5)
        sheet.line((x + CASCADE, y), (x + CASCADE, end), width=2.5)
        sheet.circle((x + radius, y), radius, fill=LIGHT_BLUE)
        sheet.circle((x + radius, y), 3, fill=INK)
        if number:
            sheet.line((x + radius, y), (x + radius, y + 16), width=2.5)
        y -= 44
    _load(sheet, left + radius, roof + 126, hoist["load"])
    x = left + (count - 1) * radius + CASCADE
    if _upwards(hoist):
        arrow_head(sheet, (x, roof + 44), 270, size=13)
        return
    sheet.line((x + radius, roof), (x + radius, roof + 30), width=3)
    sheet.circle((x + radius, roof + 30), radius, fill=LIGHT_BLUE)
    sheet.circle((x + radius, roof + 30), 3, fill=INK)
    sheet.line((x + CASCADE, roof + 30), (x + CASCADE, roof + 104), width=2.5)
    arrow_head(sheet, (x + CASCADE, roof + 106), 90, size=13)


PULLEYS = Generator(
    name="pulleys",
    version=1,
    scale="technical",
    title=Words("Katrollen", "Pulleys"),
    grammar=Words(
        "Katrollen draaien zonder wrijving; touw en katrollen wegen niets; alle touwen hangen recht. In één touw is "
        "de kracht overal gelijk. De last hangt stil. Een kracht van 1 kg betekent: zo hard als een gewicht van 1 "
        "kg trekt.",
        "Pulleys turn without friction; rope and pulleys weigh nothing; all ropes hang straight. Along one rope the "
        "force is the same everywhere. The load hangs still. A force of 1 kg means: as hard as a weight of 1 kg "
        "pulls.",
    ),
    # Ours. Hegarty, Just and Morrison (1988) show that people with little mechanical insight count visible parts
    # (wheels, weights) and not the strands that carry; each strand and each rope of its own adds a step.
    intercept=-1.3,
    radicals={
        "strands": Radical(Words("zoveel keer minder kracht", "division of the force"), 0.15),
        "blocks": Radical(Words("katrollen in elkaars touw", "blocks in each other's rope"), 0.7),
        "rope": Radical(Words("lengte van het touw gevraagd", "length of rope asked"), 0.5),
        "compare": Radical(Words("drie takels vergelijken", "three hoists to compare"), 0.6),
    },
    errors={
        "counts_pulling_strand": Words("telt het stuk waaraan je trekt mee", "counts the strand that is pulled"),
        "counts_wheels": Words("telt katrollen en geen stukken touw", "counts pulleys, not strands"),
        "rope_changes_nothing": Words("denkt dat katrollen niets veranderen", "thinks that pulleys change nothing"),
        "always_half": Words("denkt dat een takel altijd halveert", "thinks that a hoist always halves"),
        "adds": Words("telt op in plaats van te delen", "adds where it should divide"),
        "subtracts": Words("trekt af in plaats van te delen", "subtracts where it should divide"),
        "inverse": Words("deelt waar vermenigvuldigen nodig is", "divides where it should multiply"),
        "slip": Words("telt één stuk touw verkeerd", "miscounts a strand"),
    },
    source=Words(
        "eigen ontwerp; denkfouten uit Hegarty, Just en Morrison (1988)",
        "own design; misconceptions from Hegarty, Just and Morrison (1988)",
    ),
    build=build,
    solve=solve,
)
