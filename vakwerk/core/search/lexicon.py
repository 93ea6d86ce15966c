"""The word lists of `data/`, read once: what to leave out, what compounds are made of, which words mean the same.

`kin.txt` leads from people at work to their trade ("kapster" -> haarverzorging), `everyday.txt` from what children and
parents say to what a catalogue says ("auto's" -> voertuig). Editing a list needs no new index: they work on questions.
Only `bricks.txt` (parts of compounds) is used on documents too.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from vakwerk.core.search.words import fold, stem, tokens

DATA = Path(__file__).parent / "data"
LINKS = ("", "s", "e", "en", "n")
SHORTEST_BRICK = 3
Related = dict[str, tuple[str, ...]]


def _lines(name: str) -> Iterator[str]:
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


@cache
def stop_words() -> frozenset[str]:
    return frozenset(fold(word) for line in _lines("stopwords.txt") for word in line.split())


@cache
def bricks() -> frozenset[str]:
    return frozenset(
        fold(word) for line in _lines("bricks.txt") for word in line.split() if len(word) >= SHORTEST_BRICK
    )


@cache
def kin() -> Related:
    """Stem of a person at work -> stems of the work."""
    return _related("kin.txt")


@cache
def everyday() -> Related:
    """Stem of an everyday word -> stems of the trade."""
    return _related("everyday.txt")


def _related(name: str) -> Related:
    found: dict[str, dict[str, None]] = {}
    for line in _lines(name):
        left, right = line.split("=")
        targets = dict.fromkeys(stem(word) for phrase in right.split(",") for word in tokens(phrase))
        for phrase in left.split(","):
            key = stem("".join(tokens(phrase)))
            found.setdefault(key, {}).update(targets)
    return {key: tuple(targets) for key, targets in found.items()}


@cache
def familiar() -> dict[str, str]:
    """Every word on the left of the lists as it is written -> its stem, for correcting typing errors."""
    lefts = (line.split("=")[0] for name in ("kin.txt", "everyday.txt") for line in _lines(name))
    words = ("".join(tokens(phrase)) for left in lefts for phrase in left.split(","))
    return {word: stem(word) for word in words}


@cache
def brick_stems() -> frozenset[str]:
    return frozenset(stem(brick) for brick in bricks())


def parts(word: str) -> tuple[str, ...]:
    """The bricks of a compound, or () when it is not one: "metaalbewerking" -> ("metaal", "bewerking").

    The last brick may be inflected ("houtbewerkingsmachines"). Fewest parts win, then the longest first part.
    """
    if len(word) < 2 * SHORTEST_BRICK:
        return ()
    return _split(word, 3) or ()


def _split(word: str, most: int) -> tuple[str, ...] | None:
    if most < 2:
        return None
    best: tuple[str, ...] | None = None
    for end in range(len(word) - SHORTEST_BRICK, SHORTEST_BRICK - 1, -1):
        first = word[:end]
        if first not in bricks():
            continue
        for rest in _rests(word[end:]):
            tail = (rest,) if _is_brick(rest) else _split(rest, most - 1)
            if tail and (best is None or 1 + len(tail) < len(best)):
                best = (first, *tail)
    return best


def _rests(rest: str) -> Iterator[str]:
    for link in LINKS:
        if rest.startswith(link) and len(rest) - len(link) >= SHORTEST_BRICK:
            yield rest[len(link) :]


def _is_brick(word: str) -> bool:
    return word in bricks() or (len(word) > 4 and stem(word) in brick_stems())
