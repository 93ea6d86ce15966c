"""Circuits: which lamps burn, which burns brightest, which still burn when one is broken."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from vakwerk.engines.itembank.drawing import INK, LIGHT_ORANGE, PAPER, Drawing, Picture
from vakwerk.engines.itembank.tasks import Draft, Generator, Option, Radical
from vakwerk.engines.words import Words

from .exact import solution
from .parts import LETTERS, in_order, letter_option, letters, listed

# A network is nested lists: ["s", part, ...] in series, ["p", part, ...] in parallel; a leaf is "A" (a lamp), "1" (a
# closed switch) or "0" (an open one).
Network = Any
CELL, ROW, WIDEST = 58.0, 62.0, 344.0
NOBODY = Words("geen enkele lamp", "no lamp at all")


# --- writing a task ---------------------------------------------------------------------------------------------


def build(rng: random.Random) -> Draft:
    return rng.choice((_burning, _burning, _burning, _brightest, _broken, _broken))(rng)


def _network(rng: random.Random, lamps: int, switches: int) -> Network:
    """A random series-parallel network that fits the sheet, lamps lettered in reading order."""
    while True:
        leaves = ["L"] * lamps + [rng.choice("01") for _ in range(switches)]
        rng.shuffle(leaves)
        tree = _grouped(rng, leaves, rng.choice("sp"))
        across, down = _size(tree)
        if across <= 4 and down <= 4 and _depth(tree) <= 3:
            return _lettered(tree, iter(LETTERS))


def _grouped(rng: random.Random, leaves: list[str], kind: str) -> Network:
    """These leaves split in groups that stand in series and in parallel in turn."""
    if len(leaves) == 1:
        return leaves[0]
    count = rng.randint(2, min(3, len(leaves)))
    cuts = sorted(rng.sample(range(1, len(leaves)), count - 1))
    groups = [leaves[start:end] for start, end in zip([0, *cuts], [*cuts, len(leaves)], strict=True)]
    return [kind, *(_grouped(rng, group, "s" if kind == "p" else "p") for group in groups)]


def _lettered(tree: Network, names: Iterator[str]) -> Network:
    if isinstance(tree, str):
        return next(names) if tree.isalpha() else tree
    return [tree[0], *(_lettered(part, names) for part in tree[1:])]


def _lamps(tree: Network) -> list[str]:
    if isinstance(tree, str):
        return [tree] if tree.isalpha() else []
    return [name for part in tree[1:] for name in _lamps(part)]


def _burning(rng: random.Random) -> Draft:
    """Which lamps burn, with the switches as drawn?"""
    while True:
        tree = _network(rng, rng.choice((2, 3, 3, 4, 4, 5)), rng.randint(1, 4))
        names = frozenset(_lamps(tree))
        lit = _lit(tree)
        if lit is not None and _sound(tree) and len(lit) != len(names):
            break
    options = _sets(rng, names, lit, _naive(tree, names))
    prompt = Words("Welke lampen branden nu?", "Which lamps burn now?")
    problem = {"ask": "burning", "network": tree}
    return Draft(problem, _radicals(tree, "burning"), prompt, options, _why(), _picture(tree))


def _broken(rng: random.Random) -> Draft:
    """One lamp breaks (its wire melts); which others still burn?"""
    while True:
        tree = _network(rng, rng.randint(3, 6), rng.choice((0, 1, 2)))
        names = frozenset(_lamps(tree))
        lit = _lit(tree)
        if lit is None or not _sound(tree) or not lit:
            continue
        broken = rng.choice(sorted(lit))
        left = _lit(_with_open(tree, broken))
        if left is not None and len(lit) > 1:
            break
    others = names - {broken}
    options = _sets(rng, others, left, {others & lit: "lamp_is_not_a_path", frozenset(): "one_breaks_all"})
    prompt = Words(
        f"Lamp {broken} gaat stuk: er loopt geen stroom meer door. Welke lampen branden dan nog?",
        f"Lamp {broken} breaks: no current passes it any more. Which lamps still burn?",
    )
    problem = {"ask": "broken", "network": tree, "broken": broken}
    return Draft(problem, _radicals(tree, "broken"), prompt, options, _why(), _picture(tree))


def _with_open(tree: Network, broken: str) -> Network:
    if isinstance(tree, str):
        return "0" if tree == broken else tree
    return [tree[0], *(_with_open(part, broken) for part in tree[1:])]


def _brightest(rng: random.Random) -> Draft:
    """Which lamp gives most light? All lamps alike, all switches closed."""
    count = rng.choice((3, 4, 4))
    wanted = rng.randrange(count + 1)
    while True:
        tree = _lettered(_network(rng, count, 0), iter(rng.sample(LETTERS[:count], count)))
        names, power = _lamps(tree), _powers(tree, Fraction(1))
        best = max(power.values())
        winners = [name for name in names if power[name] == best]
        if wanted < count and winners == [LETTERS[wanted]]:
            break
        if wanted == count and len(winners) == count:
            break
    right = winners[0] if len(winners) == 1 else "equal"
    errors = {
        name: "current_used_up" if name == names[0] else "last_in_line" if name == names[-1] else "place_in_drawing"
        for name in names
    }
    choices = [letter_option(name, errors[name]) for name in names]
    choices.append(Option("equal", "same_everywhere", Words("allemaal even fel", "all equally bright")))
    key = next(option for option in choices if option.identity == right)
    options = [Option(right, "", key.words), *(option for option in choices if option is not key)]
    prompt = Words(
        "Alle lampen zijn gelijk. Welke lamp brandt het felst?", "All lamps are alike. Which lamp burns brightest?"
    )
    why = Words(
        "De stroom verdeelt zich over takken naast elkaar. Waar alle stroom doorheen moet, of waar een lamp alleen "
        "de volle spanning krijgt, brandt een lamp het felst. Lampen na elkaar delen de spanning.",
        "Current divides over branches side by side. A lamp is brightest where all current must pass, or where it has "
        "the full voltage alone. Lamps one after another share the voltage.",
    )
    problem = {"ask": "brightest", "network": tree}
    return Draft(problem, _radicals(tree, "brightest"), prompt, options, why, _picture(tree), in_order(options))


def _sets(
    rng: random.Random, names: frozenset[str], right: frozenset[str], naive: Mapping[frozenset[str], str]
) -> list[Option]:
    """The right set and three wrong ones: first what known misconceptions say, then a lamp more, less or other."""
    found = {right: ""}
    first = list(naive.items())
    rng.shuffle(first)
    near = [(right ^ {name}, "slip") for name in sorted(names)]
    near += [((names - right) ^ {name}, "reversed") for name in sorted(names)] + [(names - right, "reversed")]
    rng.shuffle(near)
    for one, error in first[: rng.choice((1, 2, 3))] + near + first:
        if len(found) < 4:
            found.setdefault(one, error)
    return [Option("".join(sorted(one)) or "-", error, letters(one, NOBODY)) for one, error in found.items()]


def _naive(tree: Network, names: frozenset[str]) -> dict[frozenset[str], str]:
    """What children who reason otherwise say (Shipstone 1984; Cohen, Eylon and Ganiel 1983)."""
    before = []
    for leaf in _leaves(tree):
        if leaf == "0":
            break
        before.append(leaf)
    return {
        names: "open_switch_ignored",
        frozenset(): "one_switch_stops_all",
        frozenset(name for name in before if name.isalpha()): "flow_until_gap",
    }


def _leaves(tree: Network) -> list[str]:
    return [tree] if isinstance(tree, str) else [leaf for part in tree[1:] for leaf in _leaves(part)]


def _conducts(tree: Network) -> bool:
    """Whether current can pass from left to right."""
    if isinstance(tree, str):
        return tree != "0"
    return (all if tree[0] == "s" else any)(_conducts(part) for part in tree[1:])


def _short(tree: Network) -> bool:
    """Whether there is a way without any lamp."""
    if isinstance(tree, str):
        return tree == "1"
    return (all if tree[0] == "s" else any)(_short(part) for part in tree[1:])


def _sound(tree: Network) -> bool:
    """The grammar shows no battery that is shorted."""
    return not _short(tree)


def _lit(tree: Network) -> frozenset[str] | None:
    """The burning lamps; a lamp beside a closed switch gets no voltage. None when the battery is shorted."""
    if _short(tree):
        return None
    return frozenset(_lit_in(tree)) if _conducts(tree) else frozenset()


def _lit_in(tree: Network) -> list[str]:
    """The burning lamps of a part that carries current."""
    if isinstance(tree, str):
        return [tree] if tree.isalpha() else []
    if tree[0] == "s":
        return [name for part in tree[1:] for name in _lit_in(part)]
    if _short(tree):
        return []
    return [name for part in tree[1:] if _conducts(part) for name in _lit_in(part)]


def _resistance(tree: Network) -> Fraction:
    if isinstance(tree, str):
        return Fraction(1)
    parts = [_resistance(part) for part in tree[1:]]
    return sum(parts, Fraction(0)) if tree[0] == "s" else 1 / sum((1 / part for part in parts), Fraction(0))


def _powers(tree: Network, voltage: Fraction) -> dict[str, Fraction]:
    """Voltage squared of each lamp: shared in series by resistance, equal in parallel."""
    if isinstance(tree, str):
        return {tree: voltage * voltage}
    total = _resistance(tree)
    found: dict[str, Fraction] = {}
    for part in tree[1:]:
        found |= _powers(part, voltage * _resistance(part) / total if tree[0] == "s" else voltage)
    return found


def _radicals(tree: Network, ask: str) -> dict[str, float]:
    leaves = _leaves(tree)
    return {
        "parts": float(len(leaves)),
        "depth": float(_depth(tree)),
        "bypass": float(ask == "burning" and _bypassed(tree)),
        "broken": float(ask == "broken"),
        "brightness": float(ask == "brightest"),
    }


def _depth(tree: Network) -> int:
    return 0 if isinstance(tree, str) else 1 + max(_depth(part) for part in tree[1:])


def _bypassed(tree: Network) -> bool:
    """Whether a closed switch leads current around a lamp."""
    if isinstance(tree, str):
        return False
    return (tree[0] == "p" and _short(tree) and bool(_lamps(tree))) or any(_bypassed(part) for part in tree[1:])


def _why() -> Words:
    return Words(
        "Volg de stroom van de ene kant van de batterij naar de andere. Een open schakelaar of kapotte lamp laat "
        "niets door: wat ermee in dezelfde rij staat, brandt niet. Een gesloten schakelaar naast een lamp leidt de "
        "stroom om de lamp heen.",
        "Follow the current from one side of the battery to the other. An open switch or broken lamp lets nothing "
        "pass: what is in one row with it does not burn. A closed switch beside a lamp leads the current around the "
        "lamp.",
    )


# --- solving it -------------------------------------------------------------------------------------------------


def solve(problem: Mapping[str, Any], identities: Sequence[str]) -> list[int]:
    """Nodal analysis with fractions on the wires of the drawing; it knows no rules for series and parallel."""
    power = nodal_powers(problem["network"], problem.get("broken", ""))
    if problem["ask"] == "brightest":
        winners = [name for name in power if power[name] == max(power.values())]
        answer = winners[0] if len(winners) == 1 else "equal" if len(winners) == len(power) else "several"
    else:
        answer = "".join(sorted(name for name in power if power[name] > 0)) or "-"
    return [index for index, identity in enumerate(identities) if identity == answer]


def nodal_powers(tree: Network, broken: str = "") -> dict[str, Fraction]:
    """Squared voltage over each lamp, all lamps of 1 ohm, 1 volt over the whole; Kirchhoff's current law at each "
    "node."""
    wires: list[tuple[int, int, str]] = []
    nodes = _wire(tree, 0, 1, 2, wires)
    joined = list(range(nodes))  # closed switches make two nodes one
    for a, b, leaf in wires:
        if leaf == "1":
            joined = [joined[a] if node == joined[b] else node for node in joined]
    lamps = [(joined[a], joined[b], leaf) for a, b, leaf in wires if leaf.isalpha() and leaf != broken]
    live = _reached(lamps, {joined[0], joined[1]})
    order = {node: place for place, node in enumerate(sorted(live))}
    rows = []
    for node, place in order.items():
        row = [0] * (len(order) + 1)
        if node in (joined[0], joined[1]):
            row[place], row[-1] = 1, int(node == joined[0])
        else:
            for a, b, _ in lamps:
                if node in (a, b) and a != b:
                    row[place] += 1
                    row[order[b if node == a else a]] -= 1
        rows.append(row)
    volts = solution(rows)
    found = {leaf: Fraction(0) for _, _, leaf in wires if leaf.isalpha()}
    for a, b, leaf in lamps:
        if a in live and b in live:
            found[leaf] = (volts[order[a]] - volts[order[b]]) ** 2
    return found


def _wire(tree: Network, start: int, end: int, free: int, wires: list[tuple[int, int, str]]) -> int:
    """Lists every leaf with its two nodes; returns the next free number."""
    if isinstance(tree, str):
        wires.append((start, end, tree))
        return free
    if tree[0] == "p":
        for part in tree[1:]:
            free = _wire(part, start, end, free, wires)
        return free
    here = start
    for part in tree[1:-1]:
        there, free = free, free + 1
        free = _wire(part, here, there, free, wires)
        here = there
    return _wire(tree[-1], here, end, free, wires)


def _reached(lamps: Sequence[tuple[int, int, str]], start: set[int]) -> set[int]:
    """The nodes that hang together with the battery; the rest floats and carries nothing."""
    live = set(start)
    while True:
        more = {node for a, b, _ in lamps if (a in live) != (b in live) for node in (a, b)} - live
        if not more:
            return live
        live |= more


# --- drawing it -------------------------------------------------------------------------------------------------


def _size(tree: Network) -> tuple[int, int]:
    """Cells across and down."""
    if isinstance(tree, str):
        return 1, 1
    sizes = [_size(part) for part in tree[1:]]
    across, down = [size[0] for size in sizes], [size[1] for size in sizes]
    return (sum(across), max(down)) if tree[0] == "s" else (max(across), sum(down))


def _picture(tree: Network) -> Picture:
    across, down = _size(tree)
    inset, lead = (14.0, 30.0)
    wide = max(across, 3) * CELL + 2 * lead + 2 * inset + 18 * _depth(tree)
    width, height = min(wide, WIDEST), down * ROW + 74
    sheet = Drawing(width, height)
    top, base = 8 + ROW / 2, height - 26
    left, right = inset, width - inset
    sheet.polyline([(left + lead, top), (left, top), (left, base), (width / 2 - 8, base)], width=2.5)
    sheet.polyline([(right - lead, top), (right, top), (right, base), (width / 2 + 8, base)], width=2.5)
    sheet.line((width / 2 - 7, base - 17), (width / 2 - 7, base + 17), width=2.5)
    sheet.line((width / 2 + 7, base - 9), (width / 2 + 7, base + 9), width=6)
    sheet.text((width / 2 - 22, base - 8), "+", 18)
    sheet.text((width / 2 + 23, base - 8), "−", 18)
    _part(sheet, tree, left + lead, right - lead, top)
    return sheet.picture(_described(tree))


def _part(sheet: Drawing, tree: Network, left: float, right: float, y: float) -> None:
    """A network between two points at height y; more rows hang below."""
    if isinstance(tree, str):
        _leaf(sheet, tree, left, right, y)
    elif tree[0] == "s":
        cells = [_size(part)[0] for part in tree[1:]]
        here = left
        for part, cell in zip(tree[1:], cells, strict=True):
            there = here + (right - left) * cell / sum(cells)
            _part(sheet, part, here, there, y)
            here = there
    else:
        _branches(sheet, tree, left, right, y)


def _branches(sheet: Drawing, tree: Network, left: float, right: float, y: float) -> None:
    inner_left, inner_right = left + 9, right - 9
    sheet.line((left, y), (inner_left, y), width=2.5)
    sheet.line((inner_right, y), (right, y), width=2.5)
    here = y
    for number, part in enumerate(tree[1:]):
        _part(sheet, part, inner_left, inner_right, here)
        if number < len(tree) - 2:
            down = here + _size(part)[1] * ROW
            for x in (inner_left, inner_right):
                sheet.line((x, here), (x, down), width=2.5)
                sheet.circle((x, here), 3.2, fill=INK)
            here = down


def _leaf(sheet: Drawing, leaf: str, left: float, right: float, y: float) -> None:
    middle = (left + right) / 2
    sheet.line((left, y), (middle - 15, y), width=2.5)
    sheet.line((middle + 15, y), (right, y), width=2.5)
    if leaf.isalpha():
        sheet.circle((middle, y), 15, fill=LIGHT_ORANGE, width=2.5)
        for side in (-1, 1):
            sheet.line((middle - 10.6, y - 10.6 * side), (middle + 10.6, y + 10.6 * side), width=1.8)
        sheet.text((middle, y + 33), leaf, 18)
        return
    end = (middle + 15, y) if leaf == "1" else (middle + 11, y - 17)
    sheet.line((middle - 15, y), end, width=3.5)
    for x in (middle - 15, middle + 15):
        sheet.circle((x, y), 4, fill=PAPER, width=2.5)


def _described(tree: Network) -> Words:
    return Words(
        f"Een batterij met daaraan: {_said(tree, 'nl')}.",
        f"A battery with connected to it: {_said(tree, 'en')}.",
    )


def _said(tree: Network, language: str) -> str:
    """The network in words, groups between brackets."""
    english = language == "en"
    if isinstance(tree, str):
        if tree.isalpha():
            return f"{'lamp'} {tree}"
        if tree == "1":
            return "a closed switch" if english else "een gesloten schakelaar"
        return "an open switch" if english else "een open schakelaar"
    parts = [_said(part, language) if isinstance(part, str) else f"({_said(part, language)})" for part in tree[1:]]
    if tree[0] == "s":
        return ("one after another: " if english else "na elkaar: ") + listed(parts, language)
    return ("side by side: " if english else "naast elkaar: ") + listed(parts, language)


CIRCUITS = Generator(
    name="circuits",
    version=1,
    scale="technical",
    title=Words("Stroomkringen", "Circuits"),
    grammar=Words(
        "Eén batterij, gelijke lampen, ideale draden en schakelaars. De batterij houdt altijd dezelfde spanning. "
        "Een lamp brandt zodra er stroom door gaat, hoe weinig ook. Een getekende schakelaar is open of dicht. De "
        "batterij staat nooit kortgesloten.",
        "One battery, identical lamps, ideal wires and switches. The battery always keeps the same voltage. A lamp "
        "burns as soon as any current passes, however little. A switch is open or closed as drawn. The battery is "
        "never shorted.",
    ),
    # Ours. Shipstone (1984) and Cohen, Eylon and Ganiel (1983): pupils treat current as used up on its way and look
    # part by part; so nested groups, a bypass and comparing brightness add most.
    intercept=-2.8,
    radicals={
        "parts": Radical(Words("aantal lampen en schakelaars", "number of lamps and switches"), 0.2),
        "depth": Radical(Words("groepen in groepen", "groups within groups"), 0.5),
        "bypass": Radical(Words("een schakelaar leidt stroom om een lamp heen", "a switch bypasses a lamp"), 0.9),
        "broken": Radical(Words("een lamp gaat stuk", "a lamp breaks"), 0.2),
        "brightness": Radical(Words("felheid vergelijken", "brightness to compare"), 1.3),
    },
    errors={
        "open_switch_ignored": Words("let niet op de open schakelaar", "ignores the open switch"),
        "one_switch_stops_all": Words("denkt dat één open schakelaar alles stopt", "thinks one open switch stops all"),
        "flow_until_gap": Words("denkt dat lampen vóór de onderbreking branden", "thinks lamps before the gap burn"),
        "lamp_is_not_a_path": Words(
            "denkt dat een kapotte lamp niets verandert", "thinks a broken lamp changes nothing"
        ),
        "one_breaks_all": Words("denkt dat één kapotte lamp alles stopt", "thinks one broken lamp stops all"),
        "current_used_up": Words("denkt dat de eerste lamp de meeste stroom krijgt", "thinks the first lamp gets most"),
        "last_in_line": Words("denkt dat de laatste lamp de meeste stroom krijgt", "thinks the last lamp gets most"),
        "place_in_drawing": Words("kijkt naar de plaats in de tekening", "looks at the place in the drawing"),
        "same_everywhere": Words("denkt dat alle lampen altijd even fel zijn", "thinks all lamps are always equal"),
        "slip": Words("vergist zich bij één lamp", "slips at one lamp"),
        "reversed": Words("verwisselt lampen die branden en niet branden", "swaps lamps that burn and do not"),
    },
    source=Words(
        "eigen ontwerp; denkfouten uit Shipstone (1984) en Cohen, Eylon en Ganiel (1983)",
        "own design; misconceptions from Shipstone (1984) and Cohen, Eylon and Ganiel (1983)",
    ),
    build=build,
    solve=solve,
)
