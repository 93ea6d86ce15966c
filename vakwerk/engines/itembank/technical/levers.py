"""Levers: which side goes down, which weight or place keeps the balance, which lever lifts most easily."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from vakwerk.engines.itembank.drawing import (
    GREEN,
    INK,
    LIGHT_BLUE,
    LIGHT_ORANGE,
    MIDDLE,
    PAPER,
    SHADE,
    Drawing,
    Picture,
)
from vakwerk.engines.itembank.tasks import Draft, Generator, Option, Radical
from vakwerk.engines.words import Words

from .parts import arrow_head, in_order, letter_option, number_options

KILOS = Words("kg", "kg")
REACH = 6  # marks on each arm
STEP = 23.0
MIDDLE_X = 170.0
# Kilograms, distance of the load, place of the hand (negative: on the other side of the pivot, pushing down).
Bar = tuple[int, int, int]
BARS: tuple[Bar, ...] = tuple(
    (kilos, load, hand)
    for kilos in (10, 20, 30, 40, 50, 60)
    for load in range(1, 5)
    for hand in (*range(-6, 0), *range(1, 9))
    if hand != load
)
Loads = list[list[int]]  # [place, kilograms] each; places left of the pivot are negative

LEFT = Words("De linkerkant gaat naar beneden.", "The left side goes down.")
RIGHT = Words("De rechterkant gaat naar beneden.", "The right side goes down.")
LEVEL = Words("De balk blijft in evenwicht.", "The beam stays level.")


# --- writing a task ---------------------------------------------------------------------------------------------


def build(rng: random.Random) -> Draft:
    return rng.choice((_tilt, _weight, _place, _lift))(rng)


def _tilt(rng: random.Random) -> Draft:
    """Left, right and level equally often; otherwise free, so that weight and distance often contradict."""
    wanted = rng.choice((-1, 0, 1))
    while True:
        loads = _arm(rng, -1, rng.randint(1, 2)) + _arm(rng, 1, rng.randint(1, 2))
        moment = sum(place * kilos for place, kilos in loads)
        if (moment > 0) - (moment < 0) == wanted and abs(moment) <= 14:
            break
    named = {-1: "left", 0: "level", 1: "right"}
    said = {"left": LEFT, "level": LEVEL, "right": RIGHT}
    errors = _tilt_errors(loads)
    right = named[wanted]
    options = [Option(right, "", said[right])]
    options += [Option(name, errors.get(name, "guess_sides"), said[name]) for name in said if name != right]
    problem = {"ask": "tilt", "loads": sorted(loads)}
    prompt = Words(
        "Iemand houdt de balk recht en laat hem dan los. Wat gebeurt er?",
        "Somebody holds the beam level and then lets go. What happens?",
    )
    return Draft(problem, _radicals("tilt", loads, right in errors), prompt, options, _why(loads), _beam(loads))


def _arm(rng: random.Random, side: int, count: int) -> Loads:
    """Loads on one arm, far enough apart to be drawn."""
    places = rng.choice(
        [(a,) for a in range(1, 7)] if count == 1 else [(a, b) for a in range(1, 5) for b in range(a + 2, 7)]
    )
    return [[side * place, rng.randint(1, 12)] for place in places]


def _tilt_errors(loads: Loads) -> dict[str, str]:
    """What each rule of thumb of children says (Siegler 1976: weight alone, distance alone, sum of both)."""
    weight = sum((1 if place > 0 else -1) * kilos for place, kilos in loads)
    distance = max(place for place, _ in loads) + min(place for place, _ in loads)
    added = sum((1 if place > 0 else -1) * (abs(place) + kilos) for place, kilos in loads)
    said = {}
    for rule, value in (("adds", added), ("only_distance", distance), ("only_weight", weight)):
        said["right" if value > 0 else "left" if value < 0 else "level"] = rule
    return said


def _weight(rng: random.Random) -> Draft:
    """Which load at the marked place keeps the balance?"""
    rank = rng.randrange(4)
    while True:
        loads, place = _with_gap(rng)
        moment = sum(where * kilos for where, kilos in loads)
        key = Fraction(-moment, place)
        if key.denominator > 2 or not 1 <= key <= 24:
            continue
        options = number_options(rng, key, _wrong_weights(loads, place, key), KILOS, rank)
        if options:
            break
    problem = {"ask": "weight", "loads": sorted(loads), "place": place}
    prompt = Words(
        "Hoeveel moet het blok met het vraagteken wegen om de balk in evenwicht te houden?",
        "How heavy must the block with the question mark be to keep the beam level?",
    )
    picture = _beam(loads, unknown=place)
    radicals = _radicals("weight", [*loads, [place, 0]], False)
    return Draft(problem, radicals, prompt, options, _why(loads), picture, in_order(options))


def _wrong_weights(loads: Loads, place: int, key: Fraction) -> dict[Fraction, str]:
    side = -1 if place < 0 else 1
    against = [(abs(where), kilos) for where, kilos in loads if where * side < 0]
    total = sum(kilos for _, kilos in against)
    far = max(where for where, _ in against)
    return {
        key + 1: "slip",
        key - 1: "slip",
        key + 2: "slip",
        Fraction(sum(where * kilos for where, kilos in against)): "forgets_division",
        Fraction(total + far - abs(place)): "adds",
        Fraction(total + abs(place) - far): "adds",
        Fraction(total * abs(place), far): "inverse",
        Fraction(total): "only_weight",
    }


def _place(rng: random.Random) -> Draft:
    """At which mark must a given load hang?"""
    while True:
        loads, place = _with_gap(rng)
        moment = sum(where * kilos for where, kilos in loads)
        if moment * place < 0 and moment % place == 0 and moment // -place <= 20:
            break
    kilos, distance = moment // -place, abs(place)
    wrong = _wrong_places(loads, place, kilos, distance)
    chosen = rng.sample(sorted(wrong), 3)
    options = [Option(str(distance), "", _mark(distance))] + [Option(str(d), wrong[d], _mark(d)) for d in chosen]
    problem = {"ask": "place", "loads": sorted(loads), "side": "left" if place < 0 else "right", "kilos": kilos}
    side = Words("links", "left") if place < 0 else Words("rechts", "right")
    prompt = Words(
        f"Je hebt nog een blok van {kilos} kg. Aan welk streepje {side.nl} hang je het om de balk in evenwicht te "
        "houden?",
        f"You have one more block of {kilos} kg. At which mark on the {side.en} do you hang it to keep the beam level?",
    )
    radicals = _radicals("place", [*loads, [place, 0]], False)
    return Draft(problem, radicals, prompt, options, _why(loads), _beam(loads), in_order(options))


def _mark(distance: int) -> Words:
    return Words(f"streepje {distance}", f"mark {distance}")


def _wrong_places(loads: Loads, place: int, kilos: int, distance: int) -> dict[int, str]:
    """All other marks, each with the error that comes nearest to it."""
    against = [(abs(where), weight) for where, weight in loads if where * place < 0]
    mirrored = max(where for where, _ in against)
    total = sum(weight for _, weight in against)
    wrong = {mark: "slip" for mark in range(1, REACH + 1) if mark != distance}
    for mark, error in ((mirrored, "same_distance"), (mirrored + total - kilos, "adds")):
        if mark in wrong:
            wrong[mark] = error
    return wrong


def _with_gap(rng: random.Random) -> tuple[Loads, int]:
    """One or two loads against one place, perhaps with a load beside that place."""
    side = rng.choice((-1, 1))
    loads = _arm(rng, -side, rng.randint(1, 2))
    place = side * rng.randint(1, REACH)
    if rng.random() < 0.35:
        helper = side * rng.choice([mark for mark in range(1, REACH + 1) if abs(mark - abs(place)) > 1])
        loads.append([helper, rng.randint(1, 6)])
    return loads, place


def _lift(rng: random.Random) -> Draft:
    """Three bars on a pivot: at which one do you lift the box with the least force?"""
    wanted = rng.randrange(4)
    bars = _equal_bars(rng) if wanted == 3 else _one_lightest(rng, wanted)
    names = ["A", "B", "C"]
    errors = _lift_errors(bars)
    everywhere = Option(
        "equal", "" if wanted == 3 else "only_weight", Words("overal even zwaar", "equally heavy at all")
    )
    listed_options = [letter_option(name, errors[name]) for name in names] + [everywhere]
    right = listed_options.pop(wanted)
    options = [Option(right.identity, "", right.words), *listed_options]
    named = dict(zip(names, bars, strict=True))
    problem = {"ask": "lift", "bars": {name: list(bar) for name, bar in named.items()}}
    prompt = Words(
        "Je duwt of trekt aan de pijl om de kist op te tillen. Bij welke balk gaat dat het lichtst?",
        "You push or pull at the arrow to lift the box. With which bar does it take the least force?",
    )
    why = Words(
        "Reken voor elke balk: gewicht × afstand tot het steunpunt, gedeeld door jouw afstand tot het steunpunt. "
        "De kleinste uitkomst tilt het lichtst.",
        "For each bar: weight × distance to the pivot, divided by your distance to the pivot. "
        "The smallest result takes the least force.",
    )
    radicals = _radicals("lift", [[1, 1], [-1, 1]], False) | {"loads": 3.0}
    return Draft(problem, radicals, prompt, options, why, _bars(named), in_order(options))


def _one_lightest(rng: random.Random, wanted: int) -> list[Bar]:
    while True:
        bars = [rng.choice(BARS) for _ in range(3)]
        forces = [_force(bar) for bar in bars]
        if forces.count(min(forces)) == 1 and forces[wanted] == min(forces):
            return bars


def _equal_bars(rng: random.Random) -> list[Bar]:
    """Three different bars at which the same force lifts."""
    while True:
        first = rng.choice(BARS)
        alike = [bar for bar in BARS if _force(bar) == _force(first)]
        if len(alike) >= 3:
            return rng.sample(alike, 3)


def _force(bar: Bar) -> Fraction:
    kilos, load, hand = bar
    return Fraction(kilos * load, abs(hand))


def _lift_errors(bars: Sequence[Sequence[int]]) -> dict[str, str]:
    """Which error points to which bar."""
    errors = dict.fromkeys("ABC", "slip")
    nearest = min(range(3), key=lambda index: bars[index][1])
    longest = max(range(3), key=lambda index: abs(bars[index][2]))
    lightest = min(range(3), key=lambda index: bars[index][0])
    for index, error in ((nearest, "only_distance"), (longest, "only_distance"), (lightest, "only_weight")):
        errors["ABC"[index]] = error
    return errors


def _radicals(ask: str, loads: Loads, conflict: bool) -> dict[str, float]:
    return {
        "loads": len(loads),
        "misleading": float(ask == "tilt" and not conflict),
        "calculate": float(ask in ("weight", "place")),
        "compare": float(ask == "lift"),
    }


def _why(loads: Loads) -> Words:
    left, right = _sum(loads, -1), _sum(loads, 1)
    return Words(
        "Vermenigvuldig voor elk blok de afstand tot het midden met het gewicht en tel per kant op. "
        f"Links nu: {left}. Rechts nu: {right}. Bij evenwicht is dat aan beide kanten evenveel.",
        "For each block multiply the distance to the middle by the weight, and add up for each side. "
        f"Left now: {left}. Right now: {right}. In balance both sides are equal.",
    )


def _sum(loads: Loads, side: int) -> str:
    """3 × 4 + 1 × 2 = 14."""
    parts = [(abs(place), kilos) for place, kilos in sorted(loads) if place * side > 0]
    products = " + ".join(f"{place} × {kilos}" for place, kilos in parts)
    return f"{products} = {sum(place * kilos for place, kilos in parts)}" if parts else "0"


# --- solving it -------------------------------------------------------------------------------------------------


def solve(problem: Mapping[str, Any], identities: Sequence[str]) -> list[int]:
    """Tries every answer in the sum of moments about the pivot."""
    if problem["ask"] == "lift":
        forces = {name: Fraction(kilos * load, abs(hand)) for name, (kilos, load, hand) in problem["bars"].items()}
        best = [name for name in forces if forces[name] == min(forces.values())]
        answer = best[0] if len(best) == 1 else "equal"
        return [index for index, identity in enumerate(identities) if identity == answer]
    moment = sum(place * kilos for place, kilos in problem["loads"])
    return [index for index, identity in enumerate(identities) if _balances(problem, identity, moment)]


def _balances(problem: Mapping[str, Any], identity: str, moment: int) -> bool:
    if problem["ask"] == "tilt":
        return identity == ("right" if moment > 0 else "left" if moment < 0 else "level")
    if problem["ask"] == "weight":
        return bool(moment + problem["place"] * Fraction(identity) == 0)
    sign = -1 if problem["side"] == "left" else 1
    return bool(moment + sign * int(identity) * problem["kilos"] == 0)


# --- drawing it -------------------------------------------------------------------------------------------------


def _beam(loads: Loads, unknown: int | None = None) -> Picture:
    """A beam on a pivot with numbered marks and hanging blocks."""
    sheet = Drawing(340, 170)
    top = 46.0
    sheet.polygon([(MIDDLE_X, top + 10), (MIDDLE_X - 20, 152), (MIDDLE_X + 20, 152)], fill=MIDDLE)
    sheet.line((110, 153), (230, 153), width=3)
    sheet.rectangle((8, top), (324, 10), fill=SHADE)
    for mark in range(1, REACH + 1):
        for side in (-1, 1):
            x = MIDDLE_X + side * mark * STEP
            sheet.line((x, top - 6), (x, top + 10))
            sheet.text((x, top - 12), str(mark), 15)
    for place, kilos in loads:
        _block(sheet, MIDDLE_X + place * STEP, top + 10, str(kilos), LIGHT_BLUE, 22 + 2.0 * kilos)
    if unknown is not None:
        _block(sheet, MIDDLE_X + unknown * STEP, top + 10, "?", LIGHT_ORANGE, 34)
    return sheet.picture(_described(loads, unknown))


def _block(sheet: Drawing, x: float, top: float, kilos: str, fill: str, height: float) -> None:
    sheet.line((x, top), (x, top + 22))
    sheet.rectangle((x - 22, top + 22), (44, height), fill=fill, radius=3)
    sheet.text((x, top + 22 + height / 2 + 5.5), kilos if kilos == "?" else f"{kilos} kg", 15)


def _described(loads: Loads, unknown: int | None) -> Words:
    nl, en = [], []
    for place, kilos in sorted(loads):
        nl.append(f"{'links' if place < 0 else 'rechts'} aan streepje {abs(place)} een blok van {kilos} kg")
        en.append(f"on the {'left' if place < 0 else 'right'} at mark {abs(place)} a block of {kilos} kg")
    if unknown is not None:
        nl.append(f"{'links' if unknown < 0 else 'rechts'} aan streepje {abs(unknown)} een blok met een vraagteken")
        en.append(f"on the {'left' if unknown < 0 else 'right'} at mark {abs(unknown)} a block with a question mark")
    return Words(
        "Een balk steunt in het midden. Links en rechts staan zes streepjes, geteld vanaf het midden. Eraan "
        f"hangen: {'; '.join(nl)}.",
        "A beam rests on its middle. Six marks on each side, counted from the middle. Hanging from it: "
        f"{'; '.join(en)}.",
    )


def _bars(bars: Mapping[str, Sequence[int]]) -> Picture:
    sheet = Drawing(340, 312)
    for row, (name, bar) in enumerate(bars.items()):
        _one_bar(sheet, 104.0 * row, name, *bar)
    nl = "; ".join(_bar_words(name, bar, "nl") for name, bar in bars.items())
    en = "; ".join(_bar_words(name, bar, "en") for name, bar in bars.items())
    return sheet.picture(Words(f"Drie balken op een steunpunt. {nl}.", f"Three bars on a pivot. {en}."))


def _bar_words(name: str, bar: Sequence[int], language: str) -> str:
    kilos, load, hand = bar
    same = hand > 0
    if language == "en":
        side = "on the same side, pulling up" if same else "on the other side, pushing down"
        return (
            f"{name}: a box of {kilos} kg at distance {load} from the pivot, the arrow at distance {abs(hand)} {side}"
        )
    side = "aan dezelfde kant, omhoog" if same else "aan de andere kant, omlaag"
    return f"{name}: een kist van {kilos} kg op afstand {load} van het steunpunt, de pijl op afstand {abs(hand)} {side}"


def _one_bar(sheet: Drawing, top: float, name: str, kilos: int, load: int, hand: int) -> None:
    """Pivot left of the load; marks a step apart; the arrow where the hand pushes or pulls."""
    step, beam = 26.0, top + 66
    pivot = 210.0 if hand < 0 else 76.0
    ends = sorted((pivot + (load + 0.8) * step, pivot + hand * step + (12 if hand > 0 else -12), pivot - 12))
    sheet.text((16, top + 30), name, 22)
    sheet.polygon([(pivot, beam + 8), (pivot - 14, beam + 30), (pivot + 14, beam + 30)], fill=MIDDLE)
    sheet.rectangle((ends[0], beam), (ends[-1] - ends[0], 8), fill=SHADE)
    for mark in range(-8, 10):
        x = pivot + mark * step
        if ends[0] < x < ends[-1]:
            sheet.line((x, beam), (x, beam + 8), width=1.5)
    x = pivot + load * step
    sheet.rectangle((x - 22, beam - 28), (44, 28), fill=LIGHT_BLUE, radius=2)
    sheet.text((x, beam - 9), f"{kilos} kg", 14)
    x = pivot + hand * step
    if hand < 0:
        sheet.line((x, beam - 44), (x, beam - 12), stroke=GREEN, width=4)
        arrow_head(sheet, (x, beam - 10), 90, fill=GREEN)
    else:
        sheet.line((x, beam + 10), (x, beam - 34), stroke=GREEN, width=4)
        arrow_head(sheet, (x, beam - 40), 270, fill=GREEN)
        sheet.circle((x, beam + 4), 4, fill=PAPER, stroke=INK)


LEVERS = Generator(
    name="levers",
    version=1,
    scale="technical",
    title=Words("Hefbomen", "Levers"),
    grammar=Words(
        "Een stijve balk draait zonder wrijving om zijn steunpunt. De balk zelf weegt niets of is in evenwicht. De "
        "streepjes staan even ver uit elkaar. Gewicht × afstand links tegen gewicht × afstand rechts beslist. Wie "
        "tilt, duwt of trekt recht omhoog of omlaag.",
        "A stiff beam turns without friction about its pivot. The beam itself weighs nothing or is balanced. Marks "
        "are equally far apart. Weight × distance left against weight × distance right decides. Whoever lifts "
        "pushes or pulls straight up or down.",
    ),
    # Ours. Siegler (1976): children pass from weight alone to weight and distance to a rule for conflicts, and only
    # then to multiplying; so a load more, a misleading case and having to calculate each add.
    intercept=-2.6,
    radicals={
        "loads": Radical(Words("aantal gewichten", "number of loads"), 0.4),
        "misleading": Radical(Words("geen vuistregel geeft het antwoord", "no rule of thumb gives the answer"), 0.9),
        "calculate": Radical(Words("zelf een getal berekenen", "a number to be calculated"), 1.3),
        "compare": Radical(Words("drie hefbomen vergelijken", "three levers to compare"), 1.8),
    },
    errors={
        "only_weight": Words("kijkt alleen naar het gewicht", "looks at weight alone"),
        "only_distance": Words("kijkt alleen naar de afstand", "looks at distance alone"),
        "adds": Words("telt gewicht en afstand op", "adds weight and distance"),
        "guess_sides": Words("ziet niet welke kant meer doorweegt", "does not see which side outweighs"),
        "same_distance": Words("hangt het even ver als aan de andere kant", "mirrors the distance"),
        "inverse": Words("keert de verhouding om", "inverts the ratio"),
        "forgets_division": Words("deelt niet door de eigen afstand", "forgets to divide by the own distance"),
        "slip": Words("rekenfout of telfout", "slip in calculating or counting"),
    },
    source=Words(
        "eigen ontwerp; denkfouten uit Siegler (1976)",
        "own design; misconceptions from Siegler (1976)",
    ),
    build=build,
    solve=solve,
)
