"""How easy is a Dutch text to read? Flesch-Douma reading ease, with a syllable counter for Dutch spelling.

    ease = 206.84 - 0.93 * words per sentence - 77 * syllables per word

Douma's adaptation (Landbouwhogeschool Wageningen, 1960) of Flesch's formula, as printed in Onze Taal 1977
(dbnl.org, _taa014197701): 206.8 - 0.77 * syllables per 100 words - 0.93 * words per sentence; 60-70 is "normal".
It looks at length only: a floor under our texts, no proof that a child understands them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

TARGET = 65.0
"""At least this for everything a pupil reads in the report."""

WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
SENTENCE_END = re.compile(r"[.!?:;…]+(?=\s|$|[\"'”’)])|\n\s*\n|\n\s*[-*•]\s")
VOWELS = "aeiouyáàâäéèêëíìîïóòôöúùûüý"
NUCLEUS = re.compile(
    r"tion|aai|ooi|oei|eeu|ieu|eau|"  # three written vowels, one sound; "sta-tion"
    r"aa|ee|ie|oo|uu|oe|eu|ui|ei|ij|au|ou|ai|oi|"  # two written vowels, one sound
    rf"y(?![{VOWELS}])|[{VOWELS.replace('y', '')}]"
)
DIAERESIS = str.maketrans({"ë": " e", "ï": " i", "ö": " o", "ü": " u", "ä": " a"})
HIATUS = re.compile(
    r"(?<=[^qu])(ie)(?=e[lnr]?s?$)|i(?=[aou]|eur)(?!on)|(?<!t)i(?=on)|e(?=a(?!u)|o|um)|u(?=[aeo])|o(?=a)"
)
EXCEPTIONS = {"team": 1, "teams": 1, "beat": 1, "beats": 1, "online": 2, "game": 1, "games": 1, "museum": 3}
ABBREVIATION = re.compile(r"[A-Z0-9]{2,}s?|\d")
SAID_AS_WORD = {"STEM", "VDAB"}
LETTER_SYLLABLES = {"W": 2, "Y": 3}


@dataclass(frozen=True, slots=True)
class Readability:
    sentences: int
    words: int
    syllables: int

    @property
    def ease(self) -> float:
        """Flesch-Douma, usually 0..100, higher is easier; 100 for a text without words."""
        if not self.words:
            return 100.0
        return 206.84 - 0.93 * self.words / self.sentences - 77.0 * self.syllables / self.words


def measure(text: str) -> Readability:
    """Count sentences, words and syllables. A paragraph or list item without a full stop is a sentence of its own."""
    sentences = [part for part in SENTENCE_END.split(text) if WORD.search(part)]
    words = WORD.findall(text)
    return Readability(len(sentences), len(words), sum(map(syllables, words)))


def syllables(word: str) -> int:
    """Syllables of one Dutch word, at least 1. Abbreviations and numbers: one per letter or digit."""
    if ABBREVIATION.fullmatch(word):
        return _spelled_out(word)
    count = sum(_part(part) for part in re.split(r"[-'’]", word.lower()) if part)
    return count or _spelled_out(word.upper())


def _part(part: str) -> int:
    if part in EXCEPTIONS:
        return EXCEPTIONS[part]
    return len(NUCLEUS.findall(_split_hiatus(part.translate(DIAERESIS))))


def _split_hiatus(part: str) -> str:
    """Put a break between vowels that meet but do not melt: "te-ater", "sta-ti-on", "ma-te-ri-aal"."""
    return HIATUS.sub(lambda found: found.group() + " ", part)


def _spelled_out(word: str) -> int:
    if word in SAID_AS_WORD:
        return _part(word.lower())
    return sum(LETTER_SYLLABLES.get(letter, 1) for letter in word)
