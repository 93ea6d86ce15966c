"""Pseudowords: strings that could be Dutch words and are none.

Made from Dutch syllables: onset, nucleus, coda, spelled by the rules for open and closed syllables, sometimes with a
Dutch ending. The rules and the lists are ours. What the rules make is a candidate: the words in use (data/words.csv)
were chosen by hand from it and checked against a Dutch word list (`python -m tools.check_vocabulary`).
"""

from __future__ import annotations

import random
import re

ONSETS = (
    "b",
    "bl",
    "br",
    "d",
    "dr",
    "f",
    "fl",
    "fr",
    "g",
    "gl",
    "gr",
    "h",
    "j",
    "k",
    "kl",
    "kn",
    "kr",
    "kw",
    "l",
    "m",
    "n",
    "p",
    "pl",
    "pr",
    "r",
    "s",
    "sch",
    "sl",
    "sm",
    "sn",
    "sp",
    "spr",
    "st",
    "str",
    "t",
    "tr",
    "v",
    "vl",
    "w",
    "wr",
    "z",
    "zw",
)
# Written the same in open and in closed syllables.
FIXED = ("ie", "oe", "eu", "ui", "ei", "ij", "ou")
# Short in a closed syllable; doubled there when long.
VOWELS = ("a", "e", "o", "u")
CODAS = (
    "k",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "t",
    "f",
    "g",
    "lk",
    "lm",
    "lp",
    "lt",
    "mp",
    "nk",
    "ns",
    "nt",
    "rk",
    "rm",
    "rn",
    "rp",
    "rt",
    "st",
)
SINGLE = tuple(coda for coda in CODAS if len(coda) == 1)
ENDINGS = ("el", "er", "en", "ig", "sel", "ing")

_VOWEL = "(?:ie|oe|eu|ui|ei|ij|ou|aa|ee|oo|uu|[aeiou])"
_ONSET = "(?:" + "|".join(sorted(ONSETS, key=len, reverse=True)) + ")"
_CODA = "(?:" + "|".join(sorted(CODAS, key=len, reverse=True)) + ")"
# One or two full syllables, then perhaps an ending; a doubled consonant closes a short vowel.
SHAPE = re.compile(
    f"{_ONSET}{_VOWEL}(?:{_CODA}|(?:{_CODA})?{_ONSET}{_VOWEL}{_CODA}|{_CODA}*[a-z]?(?:el|er|en|ig|sel|ing))"
)


def candidates(seed: int, count: int) -> list[str]:
    """`count` different candidates, the same for the same seed."""
    rng = random.Random(seed)  # noqa: S311 a lot, not a secret
    found: dict[str, None] = {}
    while len(found) < count:
        found[_make(rng)] = None
    return list(found)


def _make(rng: random.Random) -> str:
    form = rng.choice(("one", "ending", "ending", "two"))
    if form == "one":
        return rng.choice(ONSETS) + _closed(rng)
    if form == "two":
        return rng.choice(ONSETS) + _open(rng) + rng.choice(ONSETS) + _closed(rng)
    return rng.choice(ONSETS) + _before_ending(rng)


def _closed(rng: random.Random) -> str:
    """A rime that ends in consonants: "aak", "ilm", "oest"."""
    if rng.random() < 0.4:
        return rng.choice(FIXED) + rng.choice(SINGLE)
    if rng.random() < 0.5:
        return rng.choice(VOWELS) * 2 + rng.choice(SINGLE)
    return rng.choice((*VOWELS, "i")) + rng.choice(CODAS)


def _open(rng: random.Random) -> str:
    return rng.choice((*VOWELS, *FIXED))


def _before_ending(rng: random.Random) -> str:
    """A stem with an ending, spelled as Dutch does: one consonant after a long vowel, two after a short one."""
    ending, single = rng.choice(ENDINGS), rng.choice(("k", "l", "m", "n", "p", "r", "t"))
    if ending == "sel":
        return rng.choice(FIXED) + single + ending
    if rng.random() < 0.5:
        return rng.choice((*VOWELS, *FIXED)) + single + ending
    return rng.choice((*VOWELS, "i")) + single * 2 + ending
