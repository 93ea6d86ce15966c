"""Gear trains: which way a gear turns, which gears turn alike, how often one turns, and whether they turn at all."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from vakwerk.engines.itembank.drawing import Picture
from vakwerk.engines.itembank.tasks import Draft, Generator, Option, Radical
from vakwerk.engines.words import Words

from . import rotation
from .gear_train import Train, counted_chain, drawable, train_picture
from .parts import LETTERS, TURNS, in_order, letters, listed, number_options, turns, way

STUCK = Words("Ze kunnen niet draaien.", "They cannot turn.")


# --- writing a task ---------------------------------------------------------------------------------------------


def build(rng: random.Random) -> Draft:
    ask = rng.choice(("direction", "alike", "alike", "turns"))
    if ask == "turns":
        return _turns(rng)
    ring = rng.choice((0, 3, 4) if ask == "direction" else (0, 0, 3, 4))
    train = drawable(rng, ring, 2 if ask == "direction" else 3)
    driver, clockwise = rng.randrange(len(train.teeth)), rng.random() < 0.5
    problem, letter_of = _problem(ask, train, driver, clockwise)
    signs = _signs(train, driver, clockwise)
    named = {letter_of[index]: sign for index, sign in signs.items()} if signs else None
    picture = train_picture(train, letter_of, driver, clockwise, False, _described(problem))
    return (_direction if ask == "direction" else _alike)(rng, named, problem, picture)


def _problem(ask: str, train: Train, driver: int, clockwise: bool) -> tuple[dict[str, Any], dict[int, str]]:
    letter_of = _letters(train)
    problem = {
        "ask": ask,
        "teeth": {letter_of[index]: train.teeth[index] for index in sorted(letter_of, key=letter_of.__getitem__)},
        "meshes": sorted("".join(sorted((letter_of[a], letter_of[b]))) for a, b in train.meshes),
        "driver": letter_of[driver],
        "clockwise": clockwise,
    }
    return problem, letter_of


def _letters(train: Train) -> dict[int, str]:
    """A to F from left to right."""
    order = sorted(range(len(train.teeth)), key=lambda index: train.middles[index])
    return {index: LETTERS[rank] for rank, index in enumerate(order)}


def _signs(train: Train, driver: int, clockwise: bool) -> dict[int, bool] | None:
    """Which gears turn clockwise, walking from gear to gear; None when two ways around a ring disagree."""
    signs = {driver: clockwise}
    waiting = [driver]
    while waiting:
        here = waiting.pop()
        for a, b in train.meshes:
            if here in (a, b):
                other = b if here == a else a
                if signs.get(other, not signs[here]) == signs[here]:
                    return None
                if other not in signs:
                    signs[other] = not signs[here]
                    waiting.append(other)
    return signs


# --- the three questions ----------------------------------------------------------------------------------------


def _direction(rng: random.Random, signs: dict[str, bool] | None, problem: dict[str, Any], picture: Picture) -> Draft:
    others = [name for name in problem["teeth"] if name != problem["driver"]]
    if signs and rng.random() < 0.5:  # as often the other way as the same way
        others = [name for name in others if signs[name] != problem["clockwise"]]
    target = rng.choice(others)
    problem["target"] = target
    right = "locked" if signs is None else ("clockwise" if signs[target] else "anticlockwise")
    errors = {"clockwise": "opposite_way", "anticlockwise": "opposite_way", "locked": "ring_always_locks"}
    if signs is None:
        errors = {"clockwise": "ring_overlooked", "anticlockwise": "ring_overlooked"}
    said = {"clockwise": way(True), "anticlockwise": way(False), "locked": STUCK}
    options = [Option(right, "", said[right])]
    options += [Option(name, errors[name], said[name]) for name in said if name != right]
    given = way(problem["clockwise"])
    prompt = Words(
        f"Je wilt tandwiel {problem['driver']} {given.nl} draaien. Hoe draait tandwiel {target} dan?",
        f"You want to turn gear {problem['driver']} {given.en}. How does gear {target} turn then?",
    )
    return Draft(problem, _radicals(problem), prompt, options, _why(signs is None), picture)


def _alike(rng: random.Random, signs: dict[str, bool] | None, problem: dict[str, Any], picture: Picture) -> Draft:
    driver = problem["driver"]
    others = [name for name in problem["teeth"] if name != driver]
    walk = signs if signs is not None else _ignoring_a_mesh(rng, problem)
    alike = frozenset(name for name in others if walk[name] == walk[driver])
    wrong = _wrong_sets(rng, alike, frozenset(others), signs is None)
    nobody = Words("Geen enkel ander tandwiel.", "No other gear.")
    locked = Option("locked", "" if signs is None else "ring_always_locks", STUCK)
    sets = [Option("".join(sorted(one)) or "-", error, letters(one, nobody)) for one, error in wrong]
    if signs is None:
        options = [locked, *sets[:3]]
    else:
        options = [Option("".join(sorted(alike)) or "-", "", letters(alike, nobody)), *sets[:2], locked]
    prompt = Words(
        f"Je wilt tandwiel {driver} draaien zoals de pijl. Welke andere tandwielen draaien dan dezelfde kant op "
        f"als {driver}?",
        f"You want to turn gear {driver} as the arrow shows. Which other gears then turn the same way as {driver}?",
    )
    return Draft(problem, _radicals(problem), prompt, options, _why(signs is None), picture)


def _ignoring_a_mesh(rng: random.Random, problem: Mapping[str, Any]) -> dict[str, bool]:
    """What somebody finds who does not see that a ring closes: the directions along a tree."""
    meshes = list(problem["meshes"])
    rng.shuffle(meshes)
    signs = {problem["driver"]: problem["clockwise"]}
    while len(signs) < len(problem["teeth"]):
        for a, b in meshes:
            if (a in signs) != (b in signs):
                known, other = (a, b) if a in signs else (b, a)
                signs[other] = not signs[known]
    return signs


def _wrong_sets(
    rng: random.Random, alike: frozenset[str], others: frozenset[str], stuck: bool
) -> list[tuple[frozenset[str], str]]:
    """Sets that errors lead to, in a random order: near the right one and near its opposite in turn."""
    opposite = others - alike
    found = {alike: ""} if not stuck else {}
    pool = [(opposite, "opposite_way"), (others, "all_alike")]
    for name in sorted(others):
        pool += [(alike ^ {name}, "slip"), (opposite ^ {name}, "opposite_way")]
    if stuck:
        pool = [(alike, "ring_overlooked")] + [(one, "ring_overlooked") for one, _ in pool]
    rng.shuffle(pool)
    for one, error in pool:
        found.setdefault(one, error)
    return [(one, error) for one, error in found.items() if error]


def _turns(rng: random.Random) -> Draft:
    rank = rng.randrange(4)
    while True:
        train, times = counted_chain(rng), rng.choice((2, 3, 4, 5, 6, 8, 10, 12))
        driver = rng.choice((0, len(train.teeth) - 1))
        key = Fraction(times * train.teeth[driver], train.teeth[len(train.teeth) - 1 - driver])
        wrong = _wrong_turns(train.teeth if not driver else train.teeth[::-1], times)
        options = number_options(rng, key, wrong, TURNS, rank) if key.denominator <= 2 else []
        if options:
            return _turns_draft(train, driver, times, options, rng.random() < 0.5)


def _wrong_turns(teeth: Sequence[int], times: int) -> dict[Fraction, str]:
    """What errors lead to, for a chain from the first to the last."""
    first, last, key = teeth[0], teeth[-1], Fraction(times * teeth[0], teeth[-1])
    return {
        key + 1: "slip",
        key - 1: "slip",
        Fraction(times + abs(first - last)): "difference",
        Fraction(times - abs(first - last)): "difference",
        Fraction(times * (len(teeth) - 1)): "counts_gears",
        Fraction(times * first, teeth[1]): "only_neighbour",
        Fraction(times * teeth[-2], last): "only_neighbour",
        Fraction(times): "all_equal",
        Fraction(times * last, first): "inverse",
    }


def _turns_draft(train: Train, driver: int, times: int, options: list[Option], clockwise: bool) -> Draft:
    target = len(train.teeth) - 1 - driver
    problem, letter_of = _problem("turns", train, driver, clockwise)
    problem |= {"target": letter_of[target], "times": times}
    start, end, teeth = letter_of[driver], letter_of[target], train.teeth
    prompt = Words(
        f"Het getal in een tandwiel is het aantal tanden. Tandwiel {start} draait {times} keer rond. "
        f"Hoe vaak draait tandwiel {end} rond?",
        f"The number in a gear is its number of teeth. Gear {start} turns {times} times. "
        f"How many times does gear {end} turn?",
    )
    passed, right = f"{times} × {teeth[driver]} = {times * teeth[driver]}", Fraction(options[0].identity)
    why = Words(
        f"Er gaan {passed} tanden voorbij. Gedeeld door {teeth[target]} tanden is dat {turns(right).nl}. "
        "Een tandwiel ertussen geeft tand per tand door en verandert daar niets aan.",
        f"{passed} teeth pass. Divided by {teeth[target]} teeth that makes {turns(right).en}. "
        "A gear in between passes on tooth by tooth and changes nothing.",
    )
    picture = train_picture(train, letter_of, driver, clockwise, True, _described(problem))
    return Draft(problem, _radicals(problem), prompt, options, why, picture, in_order(options))


def _why(stuck: bool) -> Words:
    if stuck:
        return Words(
            "Tandwielen die elkaar raken, draaien elk een andere kant op. In een kring van drie kan dat niet: "
            "alles zit vast.",
            "Gears that touch turn opposite ways. In a ring of three that is impossible: everything is stuck.",
        )
    return Words(
        "Tandwielen die elkaar raken, draaien elk een andere kant op. Ga van tandwiel naar tandwiel en draai "
        "telkens om.",
        "Gears that touch turn opposite ways. Go from gear to gear and reverse each time.",
    )


def _radicals(problem: Mapping[str, Any]) -> dict[str, float]:
    count, meshes = len(problem["teeth"]), len(problem["meshes"])
    whole = problem["ask"] != "turns" or (
        problem["times"] * problem["teeth"][problem["driver"]] % problem["teeth"][problem["target"]] == 0
    )
    return {
        "gears": count,
        "ring": meshes - count + 1,
        "all_gears": problem["ask"] == "alike",
        "ratio": problem["ask"] == "turns",
        "half_turns": not whole,
    }


# --- solving it -------------------------------------------------------------------------------------------------


def solve(problem: Mapping[str, Any], identities: Sequence[str]) -> list[int]:
    """Every mesh is an equation; what the equations say, not what a walk along the gears says."""
    teeth = problem["teeth"]
    couplings = [(a, teeth[a], b, teeth[b], False) for a, b in problem["meshes"]]
    speed = rotation.speeds(list(teeth), problem["driver"], couplings)
    return [index for index, identity in enumerate(identities) if identity == _answer(problem, speed)]


def _answer(problem: Mapping[str, Any], speed: Mapping[str, Fraction] | None) -> str:
    if speed is None:
        return "locked"
    if problem["ask"] == "turns":
        return str(abs(speed[problem["target"]]) * problem["times"])
    if problem["ask"] == "direction":
        return "clockwise" if (speed[problem["target"]] > 0) == problem["clockwise"] else "anticlockwise"
    same = sorted(name for name in speed if speed[name] > 0 and name != problem["driver"])
    return "".join(same) or "-"


# --- drawing it -------------------------------------------------------------------------------------------------


def _described(problem: Mapping[str, Any]) -> Words:
    teeth, meshes = problem["teeth"], problem["meshes"]
    turn = way(problem["clockwise"])
    pairs_nl = "; ".join(f"{a} raakt {b}" for a, b in meshes)
    pairs_en = "; ".join(f"{a} touches {b}" for a, b in meshes)
    count_nl = listed([f"{name} heeft {number}" for name, number in teeth.items()], "nl")
    count_en = listed([f"{name} has {number}" for name, number in teeth.items()], "en")
    return Words(
        f"{len(teeth)} tandwielen: {pairs_nl}. Aantal tanden: {count_nl}. Een pijl bij {problem['driver']} wijst "
        f"{turn.nl}.",
        f"{len(teeth)} gears: {pairs_en}. Number of teeth: {count_en}. An arrow at {problem['driver']} points "
        f"{turn.en}.",
    )


GEARS = Generator(
    name="gears",
    version=1,
    scale="technical",
    title=Words("Tandwielen", "Gear trains"),
    grammar=Words(
        "Twee tot zes tandwielen, elk op een vaste as. Wat elkaar raakt, grijpt in elkaar: er glijdt niets en er "
        "breekt niets. Buren draaien tegengesteld, en hun tanden gaan even snel voorbij. Drie tandwielen die elkaar "
        "alle drie raken, zitten vast; een kring van vier draait wel.",
        "Two to six gears, each on a fixed axle. What touches is in mesh: nothing slips and nothing breaks. "
        "Neighbours turn opposite ways and their teeth pass equally fast. Three gears that all touch each other are "
        "locked; a ring of four does turn.",
    ),
    # Ours. Each gear is one reversal to keep in mind (Hegarty 1992: mechanical animation goes piece by piece), so it
    # counts once; a ring asks for a second look at a finished answer; a ratio asks to calculate.
    intercept=-2.8,
    radicals={
        "gears": Radical(Words("aantal tandwielen", "number of gears"), 0.35),
        "ring": Radical(Words("een gesloten kring", "a closed ring"), 0.8),
        "all_gears": Radical(Words("alle tandwielen nagaan", "all gears to be traced"), 0.4),
        "ratio": Radical(Words("rekenen met tanden", "a ratio of teeth"), 1.4),
        "half_turns": Radical(Words("antwoord met een halve toer", "an answer with half a turn"), 0.5),
    },
    errors={
        "opposite_way": Words("keert één keer te veel of te weinig om", "reverses once too often or too little"),
        "all_alike": Words("denkt dat alles dezelfde kant op draait", "thinks that all turn the same way"),
        "slip": Words("vergist zich bij één tandwiel of één toer", "slips at one gear or one turn"),
        "ring_always_locks": Words("denkt dat de tandwielen vastzitten", "thinks that the gears are locked"),
        "ring_overlooked": Words("ziet niet dat de kring sluit", "does not see that the ring closes"),
        "inverse": Words("keert de verhouding om", "inverts the ratio"),
        "all_equal": Words("denkt dat alle tandwielen even vaak draaien", "thinks that all gears turn equally often"),
        "difference": Words("telt het verschil in tanden op", "adds the difference in teeth"),
        "counts_gears": Words("rekent met het aantal tandwielen", "counts gears, not teeth"),
        "only_neighbour": Words("rekent met een tandwiel ertussen", "uses a gear in between"),
    },
    source=Words(
        "eigen ontwerp; denkfouten uit Metz (1985) en Hegarty (1992)",
        "own design; misconceptions from Metz (1985) and Hegarty (1992)",
    ),
    build=build,
    solve=solve,
)
