"""The bank "words": is this a Dutch word? Five bands of words among pseudowords.

Dutch is what is measured; the English texts say what is asked. A band is an editor's estimate of how usual a word is
(1: very usual). `python -m tools.check_vocabulary` compares it with frequencies of Dutch (wordfreq, data CC BY-SA 4.0,
not shipped) and looks the pseudowords up in word lists. `yes_no` scores a sitting and takes guessing out.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from vakwerk.engines.itembank.tasks import Option, Task, WrittenScale
from vakwerk.engines.words import Words

from .tables import rows

SCALE: WrittenScale = "words"
VERSION = 1
BANDS = (1, 2, 3, 4, 5)
PSEUDOWORD = 0
# Expected difficulty in logits by band, and how unsure that is; ours. A pseudoword counts as the middle band.
DIFFICULTY = {PSEUDOWORD: -0.5, 1: -2.5, 2: -1.5, 3: -0.5, 4: 0.5, 5: 1.5}
DIFFICULTY_SD = 1.0
YES = Words("Ja, dit is een woord", "Yes, this is a word")
NO = Words("Nee, dit is geen woord", "No, this is not a word")


@dataclass(frozen=True)
class Entry:
    """A string to decide on; band 0 is a pseudoword."""

    word: str
    band: int

    @property
    def real(self) -> bool:
        return self.band != PSEUDOWORD


@functools.cache
def entries() -> tuple[Entry, ...]:
    """All words and pseudowords, in the order of their numbers."""
    return tuple(Entry(word, int(row["band"])) for row in rows("words") for word in row["words"].split())


def tasks() -> tuple[Task, ...]:
    """One task for each entry, by number."""
    return tuple(_task(number, entry) for number, entry in enumerate(entries(), start=1))


def errors() -> dict[str, Words]:
    """What each error code of a wrong answer means."""
    return {
        "missed": Words("een bestaand woord niet herkend", "a real word not recognised"),
        "false_alarm": Words("een verzonnen woord voor echt genomen", "an invented word taken for a real one"),
    }


def review() -> Words:
    """Who has looked at this bank, and what has not been done."""
    return Words(
        "herlezen door de redactie, niet gevalideerd; moeilijkheid is verwacht, niet geschat",
        "reread by the editors, not validated; difficulty is expected, not estimated",
    )


def _task(number: int, entry: Entry) -> Task:
    yes, no = ("", "missed") if entry.real else ("false_alarm", "")
    truth = Words("een bestaand", "an existing") if entry.real else Words("geen bestaand", "not an existing")
    return Task(
        id=f"{SCALE}-{VERSION}-{number}",
        generator=SCALE,
        version=VERSION,
        seed=number,
        scale=SCALE,
        problem={"word": entry.word},
        radicals={"band": float(entry.band), "pseudoword": float(not entry.real)},
        prompt=Words(
            f"Is “{entry.word}” een Nederlands woord?",
            f"Is “{entry.word}” a Dutch word? (This tests knowledge of Dutch words.)",
        ),
        picture=None,
        options=(Option("yes", yes, YES), Option("no", no, NO)),
        key=0 if entry.real else 1,
        explanation=Words(
            f"“{entry.word}” is {truth.nl} Nederlands woord.", f"“{entry.word}” is {truth.en} Dutch word."
        ),
        difficulty=DIFFICULTY[entry.band],
        difficulty_sd=DIFFICULTY_SD,
    )
