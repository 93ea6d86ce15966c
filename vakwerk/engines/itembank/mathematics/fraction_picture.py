"""Reading a fraction from a picture, with equal and with unequal pieces."""

from __future__ import annotations

import random
from collections.abc import Sequence
from fractions import Fraction

from vakwerk.engines.itembank.drawing import BLUE, Drawing, Picture
from vakwerk.engines.itembank.tasks import Draft, Generator, Radical
from vakwerk.engines.words import Words

from .answers import Problem, Wrongs, exact, fraction_options, kept_fractions
from .errors import errors
from .quantities import say

COUNT = 5

PICTURE_STORIES: tuple[tuple[Words, Words], ...] = (
    (
        Words("Een muur wordt geverfd. Het donkere deel is klaar.", "A wall is being painted. The dark part is done."),
        Words("de muur", "the wall"),
    ),
    (
        Words(
            "Dit is een tuin van boven gezien. Het donkere deel is gras.",
            "This is a garden seen from above. The dark part is grass.",
        ),
        Words("de tuin", "the garden"),
    ),
    (
        Words("Een vloer krijgt tegels. Het donkere deel ligt al.", "A floor gets tiles. The dark part is laid."),
        Words("de vloer", "the floor"),
    ),
    (
        Words(
            "Dit is een plaat chocolade. Het donkere deel is al op.",
            "This is a slab of chocolate. The dark part is eaten.",
        ),
        Words("de plaat", "the slab"),
    ),
    (
        Words(
            "Op een dak komen zonnepanelen. Het donkere deel is bedekt.",
            "A roof gets solar panels. The dark part is covered.",
        ),
        Words("het dak", "the roof"),
    ),
)


def _seen(rng: random.Random) -> Draft:
    """Columns of equal width, each cut into its own number of equal pieces; some pieces are dark."""
    while True:
        cuts, dark, ask = _pattern(rng)
        share = _share(cuts, dark)
        right = share if ask == "dark" else 1 - share
        wrong = _picture_errors(cuts, dark, right)
        if 0 < right < 1 and len(wrong) >= COUNT - 1:
            break
    story, whole = PICTURE_STORIES[rng.randrange(len(PICTURE_STORIES))]
    rest = Words("Welk deel van {w} is donker?", "Which part of {w} is dark?")
    if ask == "light":
        rest = Words("Welk deel van {w} is niet donker?", "Which part of {w} is not dark?")
    text = say(rest.nl, rest.en, w=whole)
    pieces = sum(cuts)
    return Draft(
        problem={"cuts": cuts, "dark": dark, "ask": ask},
        radicals={
            "unequal": float(len(set(cuts)) > 1),
            "light": float(ask == "light"),
            "simplify": float(right.denominator < pieces),
        },
        prompt=Words(f"{story.nl} {text.nl}", f"{story.en} {text.en}"),
        options=fraction_options([(right, ""), *wrong[: COUNT - 1]]),
        explanation=_picture_explanation(cuts, share, right, ask),
        picture=_drawn(cuts, dark),
    )


def _pattern(rng: random.Random) -> tuple[list[int], list[list[int]], str]:
    columns = rng.randint(2, 6)
    cuts = [rng.randint(1, 5)] * columns if rng.random() < 0.5 else [rng.choice((1, 2, 3, 4)) for _ in range(columns)]
    dark = [sorted(rng.sample(range(cut), rng.randint(0, cut))) for cut in cuts]
    return cuts, dark, rng.choice(("dark", "dark", "light"))


def _share(cuts: Sequence[int], dark: Sequence[Sequence[int]]) -> Fraction:
    return sum((Fraction(len(some_), cut * len(cuts)) for some_, cut in zip(dark, cuts, strict=True)), Fraction(0))


def _picture_errors(cuts: Sequence[int], dark: Sequence[Sequence[int]], right: Fraction) -> Wrongs:
    pieces, shaded = sum(cuts), sum(map(len, dark))
    counted = Fraction(shaded, pieces)
    as_counted = "pieces" if len(set(cuts)) > 1 else "other_part"  # of equal pieces the count itself is sound
    found = [
        (counted, as_counted),
        (Fraction(shaded, pieces - shaded) if shaded < pieces else Fraction(0), "part_part"),
        (1 - right, "other_part"),
        (1 - counted, as_counted),
        (Fraction(shaded + 1, pieces), "one_off"),
        (Fraction(shaded - 1, pieces), "one_off"),
        (right + Fraction(1, right.denominator * 2), "one_off"),
        (right - Fraction(1, right.denominator * 2), "one_off"),
        (Fraction(shaded, pieces + 1), "one_off"),
    ]
    return kept_fractions(found, right)


def _picture_explanation(cuts: Sequence[int], share: Fraction, right: Fraction, ask: str) -> Words:
    even = Words("Alle stukjes zijn even groot: {n} in totaal.", "All pieces are equal: {n} in all.")
    odd = Words(
        "De stukjes zijn niet even groot. Elke kolom is 1/{c} van het geheel.",
        "The pieces are not equal. Each column is 1/{c} of the whole.",
    )
    start = odd if len(set(cuts)) > 1 else even
    end = Words("Donker is {s}.", "Dark is {s}.")
    if ask == "light":
        end = Words("Donker is {s}, niet donker is dus {r}.", "Dark is {s}, so not dark is {r}.")
    return say(f"{start.nl} {end.nl}", f"{start.en} {end.en}", n=sum(cuts), c=len(cuts), s=str(share), r=str(right))


def _drawn(cuts: Sequence[int], dark: Sequence[Sequence[int]]) -> Picture:
    sheet = Drawing(320, 200)
    wide, high = 300 / len(cuts), 180.0
    for column, cut in enumerate(cuts):
        for piece in range(cut):
            fill = BLUE if piece in dark[column] else "#f3f7fb"
            sheet.rectangle((10 + column * wide, 10 + piece * high / cut), (wide, high / cut), fill)
    sheet.rectangle((10, 10), (300, 180), "none", width=3)
    told_nl = ", ".join(f"kolom {n + 1}: {len(dark[n])} van {cut}" for n, cut in enumerate(cuts))
    told_en = ", ".join(f"column {n + 1}: {len(dark[n])} of {cut}" for n, cut in enumerate(cuts))
    return sheet.picture(
        say(
            "Een rechthoek in {n} kolommen die even breed zijn. Elke kolom is in gelijke stukken verdeeld. Zoveel "
            "stukken zijn donker: {t}.",
            "A rectangle in {n} columns of equal width. Each column is divided into equal pieces. So many pieces are "
            "dark: {t}.",
            n=len(cuts),
            t=Words(told_nl, told_en),
        )
    )


def _solve_picture(problem: Problem, identities: Sequence[str]) -> list[int]:
    """Counts in the smallest equal pieces: 60 to a column."""
    dark = sum(60 // cut * len(some_) for cut, some_ in zip(problem["cuts"], problem["dark"], strict=True))
    whole = 60 * len(problem["cuts"])
    answer = Fraction(dark if problem["ask"] == "dark" else whole - dark, whole)
    return [place for place, one in enumerate(identities) if exact(one) == answer]


SEEN = Generator(
    name="fraction-picture",
    version=1,
    scale="mathematics",
    title=Words("Een breuk in een tekening", "A fraction in a picture"),
    grammar=Words(
        "Een rechthoek is verdeeld in kolommen die even breed zijn. Een kolom kan zelf in gelijke stukken verdeeld "
        "zijn. Je zoekt welk deel donker is, of niet donker.",
        "A rectangle is divided into columns of equal width. A column can be divided into equal pieces itself. Find "
        "which part is dark, or not dark.",
    ),
    intercept=-1.3,
    radicals={
        "unequal": Radical(Words("stukken van verschillende grootte", "pieces of different sizes"), 1.2),
        "light": Radical(Words("het deel dat niet donker is", "the part that is not dark"), 0.3),
        "simplify": Radical(Words("breuk vereenvoudigen", "fraction to be simplified"), 0.3),
    },
    errors=errors("pieces", "part_part", "other_part", "one_off"),
    build=_seen,
    solve=_solve_picture,
)
