"""Fingerprints of the pictures of every generator: an id must give the same task to the pixel, today and next year.

`python -m tests.engines.itembank.pictures` writes the file anew, followed by names (`gears belts`) only for those. Do
that only together with a new version of the generator whose pictures changed (or before anybody has used it):
calibrated items must not change unseen.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

from vakwerk.engines.itembank import SCALES, Generator, Task, generators

FILE = Path(__file__).with_name("pictures.json")
SEEDS = (0, 1, 2, 3, 4711)


def everyone() -> list[Generator]:
    return [generator for scale in SCALES for generator in generators(scale)]


def seen(task: Task, language: str) -> str:
    """All that a pupil gets to see of this task, in one text."""
    pictures = [task.picture, *(option.picture for option in task.options)]
    words = [task.prompt, task.explanation, *(option.words for option in task.options)]
    drawn = [picture.svg(language) if picture else "" for picture in pictures]
    return "\n".join([*drawn, *(text.text(language) if text else "" for text in words), str(task.key)])


def fingerprint(generator: Generator) -> str:
    tasks = [generator.task(seed) for seed in SEEDS]
    text = "\n".join(seen(task, language) for task in tasks for language in ("nl", "en"))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def name(generator: Generator) -> str:
    return f"{generator.name}-{generator.version}"


def kept() -> dict[str, str]:
    found: dict[str, str] = json.loads(FILE.read_text()) if FILE.exists() else {}
    return found


def keep(names: list[str]) -> None:
    """Writes the fingerprints of these generators, or of all; what no longer exists is dropped."""
    before = kept()
    found = {
        name(one): fingerprint(one) if not names or one.name in names else before.get(name(one), "")
        for one in everyone()
    }
    FILE.write_text(json.dumps(found, indent=2) + "\n")


if __name__ == "__main__":
    keep(sys.argv[1:])
