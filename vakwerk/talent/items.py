"""The questionnaire's activities, from `data/items.yaml`: order of asking, wording and what each one measures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from vakwerk.engines.psychometrics.interests import InterestItem

FILE = Path(__file__).parent / "data" / "items.yaml"


@dataclass(frozen=True, slots=True)
class Item:
    """One activity, in the order of asking. `form` "1" or "2" is its parallel half, `area` its basic interest."""

    id: str
    type: str
    form: str
    area: str
    nl: str
    en: str

    def text(self, language: str) -> str:
        return self.en if language.startswith("en") else self.nl

    @property
    def measure(self) -> InterestItem:
        return InterestItem(self.id, self.type, self.form, self.area)


@cache
def items() -> tuple[Item, ...]:
    """All activities in the order in which they are asked."""
    rows = yaml.safe_load(FILE.read_text(encoding="utf-8"))["items"]
    return tuple(Item(**row) for row in rows)


@cache
def measures() -> tuple[InterestItem, ...]:
    """The same for the engine."""
    return tuple(item.measure for item in items())
