"""The bank "tool for the job": which tool, what is it for, what protects; trades from care to metal."""

from __future__ import annotations

import functools

from vakwerk.engines.itembank.tasks import Task, WrittenScale
from vakwerk.engines.words import Words

from .entries import choice_task, read, words

SCALE: WrittenScale = "tools"
TRADES = {
    "care": Words("zorg", "care"),
    "construction": Words("bouw", "construction"),
    "electricity": Words("elektriciteit", "electricity"),
    "garden": Words("tuin", "garden"),
    "hair": Words("haarverzorging", "hairdressing"),
    "it": Words("informatica", "IT"),
    "kitchen": Words("keuken", "kitchen"),
    "lab": Words("labo", "laboratory"),
    "logistics": Words("logistiek", "logistics"),
    "metal": Words("metaal", "metal"),
    "office": Words("kantoor", "office"),
    "painting": Words("schilderen", "painting"),
    "plumbing": Words("sanitair", "plumbing"),
    "sewing": Words("naaien", "sewing"),
    "vehicles": Words("voertuigen", "vehicles"),
    "wood": Words("hout", "wood"),
}
KINDS = {
    "tool": Words("welk gereedschap past", "which tool fits"),
    "purpose": Words("waarvoor dient het", "what it is for"),
    "safety": Words("veilig werken", "working safely"),
}


def tasks() -> tuple[Task, ...]:
    """All tasks, by number. The trade and the kind of each stand in its `problem`."""
    data = read(SCALE)
    return tuple(choice_task(SCALE, data["version"], entry, data["errors"]) for entry in data["tasks"])


@functools.cache
def errors() -> dict[str, Words]:
    """What each error code of a wrong answer means."""
    return {code: words(said) for code, said in read(SCALE)["errors"].items()}


@functools.cache
def review() -> Words:
    """Reread by the editors, not validated: no answers of pupils stand behind keys or levels yet."""
    return words(read(SCALE)["review"])
