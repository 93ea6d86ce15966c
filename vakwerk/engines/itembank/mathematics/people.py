"""Who the short stories are about. First names that many classes in Flanders have; no story needs "he" or "she"."""

from __future__ import annotations

import random

NAMES = (
    "Amina",
    "Arne",
    "Aya",
    "Bram",
    "Elif",
    "Emma",
    "Fatima",
    "Femke",
    "Hamza",
    "Ibrahim",
    "Ines",
    "Jef",
    "Jana",
    "Kofi",
    "Lars",
    "Lina",
    "Lotte",
    "Mateo",
    "Mila",
    "Milan",
    "Nina",
    "Noor",
    "Nora",
    "Omar",
    "Robbe",
    "Sam",
    "Seppe",
    "Sofia",
    "Tuur",
    "Wout",
    "Yara",
    "Yusuf",
    "Zeynep",
    "Zoë",
)


def somebody(rng: random.Random) -> str:
    return rng.choice(NAMES)


def some(rng: random.Random, count: int) -> list[str]:
    """So many different names."""
    return rng.sample(NAMES, count)
