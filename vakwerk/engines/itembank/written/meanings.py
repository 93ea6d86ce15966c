"""The bank "meanings": what does a word mean in this sentence? Four meanings, each wrong one tied to an error.

Dutch is what is measured, so the answers are Dutch in both languages of the screen. Bands as in `lexicon`: estimates.
"""

from __future__ import annotations

import random
from collections.abc import Mapping

from vakwerk.engines.itembank.tasks import Option, Task, WrittenScale
from vakwerk.engines.words import Words

from .entries import BrokenBank
from .lexicon import DIFFICULTY_SD
from .tables import rows

SCALE: WrittenScale = "meanings"
VERSION = 1
# Expected difficulty in logits by band; ours.
DIFFICULTY = {1: -2.0, 2: -1.2, 3: -0.4, 4: 0.4, 5: 1.2}
CODES = {"s": "sound", "f": "field", "o": "opposite", "m": "other_sense", "l": "literal"}


def errors() -> dict[str, Words]:
    """What each error code of a wrong answer means."""
    return {
        "sound": Words("een woord dat erop lijkt of zo klinkt", "a word that looks or sounds alike"),
        "field": Words("iets uit hetzelfde onderwerp", "something from the same subject"),
        "opposite": Words("het tegengestelde", "the opposite"),
        "other_sense": Words("een andere betekenis van hetzelfde woord", "another sense of the same word"),
        "literal": Words("de delen van het woord letterlijk genomen", "the parts of the word taken literally"),
    }


def review() -> Words:
    """Who has looked at this bank, and what has not been done."""
    return Words(
        "herlezen door de redactie, niet gevalideerd; moeilijkheid is verwacht, niet geschat",
        "reread by the editors, not validated; difficulty is expected, not estimated",
    )


def tasks() -> tuple[Task, ...]:
    """One task for each sentence, by number. Raises `BrokenBank`."""
    return tuple(_task(number, row) for number, row in enumerate(rows("meanings"), start=1))


def _task(number: int, row: Mapping[str, str]) -> Task:
    name, band = f"{SCALE}-{VERSION}-{number}", int(row["band"])
    answers = _answers(name, row)
    random.Random(name).shuffle(answers)  # noqa: S311 a lot, not a secret
    word, sentence = row["word"], row["sentence"]
    return Task(
        id=name,
        generator=SCALE,
        version=VERSION,
        seed=number,
        scale=SCALE,
        problem={"word": word, "sentence": sentence},
        radicals={"band": float(band)},
        prompt=Words(
            f"“{sentence}” Wat betekent “{word}” hier?",
            f"“{sentence}” What does “{word}” mean here? (This tests the meaning of Dutch words.)",
        ),
        picture=None,
        options=tuple(Option(text, error, Words(text, text)) for error, text in answers),
        key=[error for error, _ in answers].index(""),
        explanation=Words(f"“{word}” betekent hier: {row['key']}.", f"“{word}” means here, in Dutch: {row['key']}."),
        difficulty=DIFFICULTY[band],
        difficulty_sd=DIFFICULTY_SD,
    )


def _answers(name: str, row: Mapping[str, str]) -> list[tuple[str, str]]:
    """(error, text): the right one first. In the data a wrong one is written "o:the opposite"."""
    wrong = [row[field].partition(":") for field in ("wrong1", "wrong2", "wrong3")]
    answers = [("", row["key"]), *((CODES.get(code, "?"), text) for code, _, text in wrong)]
    if any(error == "?" or not text for error, text in answers) or len({text for _, text in answers}) != 4:
        raise BrokenBank(f"{name}: needs four different meanings, each wrong one with the code of its error.")
    return answers
