"""Tasks with nets of a marked cube: which cube can be folded, which net gives this cube, what lies opposite."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any

from vakwerk.engines.itembank.tasks import Draft, Generator, Option, Radical
from vakwerk.engines.words import Words

from . import corners
from .cubes import ROTATIONS, Matrix
from .nets import (
    MARKS,
    Net,
    Placed,
    Square,
    View,
    draw_cube,
    draw_net,
    dressed,
    fold,
    has_row_of_four,
    mark_alone,
    mirrored,
    nets,
    rolled,
    touch,
    view,
    with_mark_turned,
    written_net,
    written_view,
)

ERRORS = {
    "mirror": Words(
        "Vouwt de binnenkant naar buiten: de kubus is gespiegeld.", "Folds the inside out: the cube is mirrored."
    ),
    "turned": Words(
        "Let op welke vlakken bij elkaar komen, maar niet hoe de tekeningen gedraaid liggen.",
        "Minds which faces meet, but not how the marks are turned.",
    ),
    "mirror-turned": Words(
        "Let alleen op welke drie tekeningen samen te zien zijn.", "Minds only which three marks are seen together."
    ),
}
APART = Radical(
    Words("zichtbare vlakken die in de bouwplaat niet aan elkaar liggen", "visible faces apart in the net"), 0.4
)
NO_ROW = Radical(Words("bouwplaat zonder rij van vier", "net without a row of four"), 0.4)
RULES = Words(
    "De bouwplaat is een van de elf van een kubus, in elke stand. De bedrukte kant wordt de buitenkant. De "
    "tekeningen zijn verschillend en zijn elk symmetrisch om hun eigen as, maar niet als je ze draait. ",
    "The net is one of the eleven of a cube, in any position. The printed side becomes the outside. The marks "
    "differ and each is symmetric about its own axis, but not when turned. ",
)


def _rules(nl: str, en: str) -> Words:
    return Words(RULES.nl + nl, RULES.en + en)


def _marked(rng: random.Random) -> tuple[Net, dict[Square, Placed]]:
    """A net with a different mark on each face, each turned as it falls."""
    net = rng.choice(nets())
    names = rng.sample(sorted(MARKS), len(MARKS))
    return net, {square: (name, rng.randrange(4)) for square, name in zip(net, names, strict=True)}


def _four(rng: random.Random, right: View) -> list[View]:
    """The right view; its mirror image; a mark turned; both. Every one has both partners: none stands out."""
    face, quarters = rng.randrange(3), rng.randrange(1, 4)
    turned = with_mark_turned(right, face, quarters)
    return [right, mirrored(right), turned, mirrored(turned)]


def _apart(net: Net, matrix: Matrix) -> int:
    """How many of the three pairs of visible faces do not share an edge in the net."""
    shown = [square for square, frame in fold(net).items() if _is_seen(frame[0], matrix)]
    return sum(not touch(one, two) for place, one in enumerate(shown) for two in shown[:place])


def _is_seen(normal: tuple[int, int, int], matrix: Matrix) -> bool:
    return sum(sum(matrix[i][j] * normal[j] for j in range(3)) for i in range(3)) > 0


def build_cube(rng: random.Random) -> Draft:
    net, marks = _marked(rng)
    matrix = rng.choice(ROTATIONS)
    views = [rolled(seen, rng.randrange(3)) for seen in _four(rng, view(net, marks, matrix))]
    return Draft(
        problem={"net": written_net(marks, net)},
        radicals={"apart": _apart(net, matrix), "no_row": float(not has_row_of_four(net))},
        prompt=Words(
            "Je vouwt deze bouwplaat tot een kubus. De tekeningen blijven aan de buitenkant. Welke kubus krijg je?",
            "You fold this net into a cube. The marks stay on the outside. Which cube do you get?",
        ),
        picture=draw_net(net, marks, 300, 240),
        options=[
            Option(written_view(seen), error, picture=draw_cube(seen, 150, 140, 66))
            for seen, error in zip(views, ("", *ERRORS), strict=True)
        ],
        explanation=Words(
            "Kies een vlak als bodem en vouw de buren er één voor één omheen. Kijk welke vlakken aan elkaar komen, "
            "in welke volgorde je ze rond een hoek ziet, en naar welke rand elke tekening wijst.",
            "Choose a face as the floor and fold its neighbours up one by one. See which faces meet, in which order "
            "they stand round a corner, and to which edge each mark points.",
        ),
    )


def solve_cube(problem: Mapping[str, Any], identities: Sequence[str]) -> list[int]:
    """Corner by corner (`corners.py`), which shares nothing with the folding by directions above."""
    net = corners.net_faces(problem["net"])
    return [place for place, text in enumerate(identities) if corners.fits(corners.view_faces(text), net)]


def build_net(rng: random.Random) -> Draft:
    names = rng.sample(sorted(MARKS), 3)
    asked: View = tuple((name, rng.randrange(4)) for name in names)  # type: ignore[assignment]
    options, first = [], None
    for seen, error in zip(_four(rng, asked), ("", *ERRORS), strict=True):
        net, matrix = rng.choice(nets()), rng.choice(ROTATIONS)
        first = first or (net, matrix)
        marks = dressed(net, seen, matrix)
        options.append(Option(written_net(marks, net), error, picture=draw_net(net, marks, 150, 150, 36)))
    net, matrix = first or (nets()[0], ROTATIONS[0])
    return Draft(
        problem={"cube": written_view(asked)},
        radicals={"apart": _apart(net, matrix), "no_row": float(not has_row_of_four(net))},
        prompt=Words(
            "Met welke bouwplaat maak je deze kubus? De tekeningen blijven aan de buitenkant. De andere vlakken "
            "zijn leeg.",
            "Which net makes this cube? The marks stay on the outside. The other faces are blank.",
        ),
        picture=draw_cube(asked, 200, 170, 84),
        options=options,
        explanation=Words(
            "Zoek in elke bouwplaat hoe de drie vlakken rond één hoek van de kubus komen. Lees ze in dezelfde "
            "richting rond de hoek als op de kubus, en kijk naar welke rand elke tekening wijst.",
            "Find in each net how the three faces meet at one corner of the cube. Read them round the corner in the "
            "same direction as on the cube, and see to which edge each mark points.",
        ),
    )


def solve_net(problem: Mapping[str, Any], identities: Sequence[str]) -> list[int]:
    cube = corners.view_faces(problem["cube"])
    return [place for place, text in enumerate(identities) if corners.fits(cube, corners.net_faces(text))]


OPPOSITE_ERRORS = {
    "beside": Words(
        "Neemt een vlak dat er in de bouwplaat naast ligt.", "Takes a face that lies beside it in the net."
    ),
    "corner": Words(
        "Neemt een vlak dat er in de bouwplaat schuin naast ligt.",
        "Takes a face that lies diagonally beside it in the net.",
    ),
    "row": Words(
        "Neemt het verste vlak op dezelfde rij: dat komt weer naast het vlak.",
        "Takes the farthest face in the same row, which comes round to lie beside it.",
    ),
    "far": Words("Neemt een vlak dat in de bouwplaat ver weg ligt.", "Takes a face that lies far away in the net."),
}


def build_opposite(rng: random.Random) -> Draft:
    net, marks = _marked(rng)
    frames = fold(net)
    asked = rng.choice(net)
    normal = frames[asked][0]
    right = next(square for square in net if frames[square][0] == tuple(-part for part in normal))
    others = [square for square in net if square not in (asked, right)]
    name = MARKS[marks[asked][0]]
    return Draft(
        problem={"net": written_net(marks, net), "mark": marks[asked][0]},
        radicals={
            "bends": 0.0 if asked[0] == right[0] or asked[1] == right[1] else 1.0,
            "steps": _steps(net, asked, right) - 2.0,
            "no_row": float(not has_row_of_four(net)),
        },
        prompt=Words(
            f"Je vouwt deze bouwplaat tot een kubus. Welke tekening komt recht tegenover {name.nl}?",
            f"You fold this net into a cube. Which mark comes right opposite {name.en}?",
        ),
        picture=draw_net(net, marks, 300, 240),
        options=[
            Option(marks[square][0], error, words=MARKS[marks[square][0]], picture=mark_alone(marks[square][0]))
            for square, error in [(right, ""), *((square, _error(asked, square)) for square in others)]
        ],
        explanation=Words(
            "Tussen twee vlakken die tegenover elkaar liggen, zit altijd precies één vlak als je over de kubus "
            "loopt. Op een rechte rij sla je er dus één over.",
            "Between two faces that lie opposite each other there is always exactly one face when you walk over the "
            "cube. In a straight row you therefore skip one.",
        ),
    )


def _error(asked: Square, other: Square) -> str:
    across, down = abs(asked[0] - other[0]), abs(asked[1] - other[1])
    if across + down == 1:
        return "beside"
    if across == down == 1:
        return "corner"
    return "row" if 0 in (across, down) else "far"


def _steps(net: Net, start: Square, end: Square) -> int:
    """How many edges one crosses in the net on the shortest way."""
    reached, count = {start}, 0
    while end not in reached:
        reached |= {square for square in net if any(touch(square, known) for known in reached)}
        count += 1
    return count


def solve_opposite(problem: Mapping[str, Any], identities: Sequence[str]) -> list[int]:
    """Opposite faces share no corner."""
    faces = {mark: set(around) for mark, around in corners.net_faces(problem["net"]).items()}
    asked = faces[problem["mark"]]
    return [place for place, mark in enumerate(identities) if not asked & faces[mark]]


NET_TO_CUBE = Generator(
    name="net-to-cube",
    version=1,
    scale="spatial",
    title=Words("Van bouwplaat naar kubus", "From net to cube"),
    grammar=_rules(
        "Eén antwoord toont drie vlakken van de gevouwen kubus rond een hoek. De andere zijn het spiegelbeeld, de "
        "kubus met één tekening gedraaid, en het spiegelbeeld daarvan.",
        "One option shows three faces of the folded cube round a corner. The others are its mirror image, the cube "
        "with one mark turned, and the mirror image of that one.",
    ),
    intercept=-0.3,
    radicals={"apart": APART, "no_row": NO_ROW},
    errors=ERRORS,
    build=build_cube,
    solve=solve_cube,
)
CUBE_TO_NET = Generator(
    name="cube-to-net",
    version=1,
    scale="spatial",
    title=Words("Van kubus naar bouwplaat", "From cube to net"),
    grammar=_rules(
        "Drie vlakken dragen een tekening, drie zijn leeg. Eén bouwplaat geeft de kubus. De andere geven zijn "
        "spiegelbeeld, de kubus met één tekening gedraaid, en het spiegelbeeld daarvan.",
        "Three faces carry a mark, three are blank. One net gives the cube. The others give its mirror image, the "
        "cube with one mark turned, and the mirror image of that one.",
    ),
    intercept=0.2,
    radicals={"apart": APART, "no_row": NO_ROW},
    errors=ERRORS,
    build=build_net,
    solve=solve_net,
)
OPPOSITE = Generator(
    name="net-opposite",
    version=1,
    scale="spatial",
    title=Words("Wat ligt ertegenover?", "What lies opposite?"),
    grammar=_rules(
        "Gevraagd is welk vlak op de kubus tegenover een gegeven vlak ligt; de vijf andere vlakken zijn de antwoorden.",
        "The question is which face of the cube lies opposite a given face; the five other faces are the options.",
    ),
    intercept=-2.0,
    radicals={
        "bends": Radical(Words("niet op dezelfde rij", "not in the same row"), 0.7),
        "steps": Radical(Words("stappen in de bouwplaat boven twee", "steps in the net beyond two"), 0.4),
        "no_row": NO_ROW,
    },
    errors=OPPOSITE_ERRORS,
    build=build_opposite,
    solve=solve_opposite,
)
