"""What a document is found by, and what a typed word may mean.

A document keeps for each stem the best place it stands in. A typed word becomes a set of stems with a strength:
its own stem, the stems of the bricks of a compound, the trade of an agent noun, the words of the trade for an everyday
word. Which of those exist in the index is for `core.search.finding` to see.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum

from vakwerk.core.search import lexicon
from vakwerk.core.search.words import stem, suspended, tokens

LONGEST_QUESTION = 200
MOST_WORDS = 8
LONGEST_TEXT = 20_000
FURTHER_DOWN_THE_LIST = 0.08


class Place(IntEnum):
    """Where in a document a stem stands; the value is what it weighs."""

    TEXT_PART = 1
    TEXT = 2
    TITLE_PART = 4
    TITLE = 6


class Strength:
    """How sure it is that a stem is what a typed word means."""

    SAME = 1.0
    KIN = 0.8
    EVERYDAY = 0.65  # in a title (6) it stays under the typed word itself as part of a title (4)
    BEGINS = 0.7
    BEGINS_ANOTHER = 0.4
    PART = 0.5
    RULE = 0.5
    MISTYPED = 0.5


def document_words(title: str, text: str) -> dict[str, Place]:
    """Word (as written, and each part of a compound) -> best place, for one document."""
    found: dict[str, Place] = {}
    for content, whole, part in ((text, Place.TEXT, Place.TEXT_PART), (title, Place.TITLE, Place.TITLE_PART)):
        for word in _words(content[:LONGEST_TEXT]):
            _keep(found, word, whole)
            for brick in lexicon.parts(word):
                _keep(found, brick, part)
    return found


def document_terms(words: dict[str, Place]) -> dict[str, Place]:
    """Stem -> best place, from the words of a document."""
    found: dict[str, Place] = {}
    for word, place in words.items():
        _keep(found, stem(word), place)
    return found


def _keep(found: dict[str, Place], term: str, place: Place) -> None:
    if len(term) > 1:
        found[term] = max(place, found.get(term, place))


def _words(text: str) -> Iterator[str]:
    stop = lexicon.stop_words()
    yield from (word for word in tokens(text) if word not in stop)
    for first, complete in suspended(text):
        if bricks := lexicon.parts(complete):
            yield first + bricks[-1]


@dataclass
class Typed:
    """One word of a question: the word, and the stems it may mean with their strength."""

    word: str
    terms: dict[str, float] = field(default_factory=dict)

    def may_mean(self, terms: Iterable[str], strength: float) -> None:
        for term in terms:
            if len(term) > 1:
                self.terms[term] = max(strength, self.terms.get(term, 0.0))


def interpret(question: str) -> list[Typed]:
    """The words of a question that say something; all of them when none does ("iets")."""
    words = list(dict.fromkeys(tokens(question[:LONGEST_QUESTION])))
    telling = [word for word in words if word not in lexicon.stop_words()] or words
    return [meaning(word) for word in telling[:MOST_WORDS]]


def meaning(word: str) -> Typed:
    """Everything `word` may mean, without looking at the index."""
    typed = Typed(word)
    own = stem(word)
    typed.may_mean([own], Strength.SAME)
    add_related(typed, own, 1.0)
    if singular := without_apostrophe(word):
        typed.may_mean([stem(singular)], Strength.SAME)
        add_related(typed, stem(singular), 1.0)
    bricks = lexicon.parts(word)
    for brick in bricks:
        typed.may_mean([stem(brick)], Strength.PART)
    typed.may_mean(map(stem, _by_rule(word)), Strength.RULE)
    return typed


def without_apostrophe(word: str) -> str:
    """ "autos", "fotos": children leave out the apostrophe of auto's, and no stemmer knows; "" for other words."""
    return word[:-1] if len(word) > 3 and word[-1] == "s" and word[-2] in "aiouy" else ""


def add_related(typed: Typed, key: str, certainty: float) -> None:
    """Adds the trade of an agent noun and the trade words of an everyday word; the lists name the nearest first."""
    for related, strength in ((lexicon.kin(), Strength.KIN), (lexicon.everyday(), Strength.EVERYDAY)):
        for position, term in enumerate(related.get(key, ())):
            typed.may_mean([term], strength * certainty * max(0.5, 1 - position * FURTHER_DOWN_THE_LIST))


# Ending of a word at work -> endings of words near it: "metselaar" -> "metselen", "verzorgster" -> "verzorger", ...
_ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ster", ("er", "en", "ing", "aar")),
    ("aarster", ("aar", "en")),
    ("aar", ("en", "werk")),
    ("teur", ("tie", "teren", "tage")),
    ("eur", ("eren", "age")),
    ("er", ("en", "ing", "erij", "ster")),
    ("en", ("er", "erij", "ing")),
    ("ing", ("en", "er")),
    ("erij", ("er", "en")),
    ("tje", ("",)),
    ("je", ("",)),
)


def _by_rule(word: str) -> Iterator[str]:
    """Words that a rule of spelling puts near this one; most do not exist, and then they match nothing."""
    for ending, others in _ENDINGS:
        base = word.removesuffix(ending)
        if base == word or len(base) < 3:
            continue
        for other in others:
            yield base + other
            if other[:1] == "e":  # kap-ster -> kap-p-er
                yield base + base[-1] + other
