"""The questionnaire: activities in their order, from `data/items.yaml`. Read once per process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from vakwerk.core.language import in_language
from vakwerk.engines.psychometrics import InterestItem

PATH = Path(__file__).parent / "data" / "items.yaml"


@dataclass(frozen=True)
class Item:
    """One activity in two languages, with what the engine needs to know about it."""

    id: str
    nl: str
    en: str
    measured: InterestItem

    @property
    def text(self) -> str:
        return in_language(self.nl, self.en)


@dataclass(frozen=True)
class Bank:
    """The items in the order of asking. `version` travels with answers: other items, other answers."""

    version: str
    items: tuple[Item, ...]

    def __len__(self) -> int:
        return len(self.items)

    def position(self, item_id: str) -> int | None:
        """Zero-based place of an item; None for an id that this bank does not know."""
        return self._positions.get(item_id)

    @property
    def _positions(self) -> dict[str, int]:
        return _positions_of(self)

    @property
    def measured(self) -> tuple[InterestItem, ...]:
        return tuple(item.measured for item in self.items)


@cache
def _positions_of(bank: Bank) -> dict[str, int]:
    return {item.id: place for place, item in enumerate(bank.items)}


@cache
def bank() -> Bank:
    """The current questionnaire."""
    data = yaml.safe_load(PATH.read_text(encoding="utf-8"))
    return Bank(str(data["version"]), tuple(_item(row) for row in data["items"]))


def _item(row: dict[str, Any]) -> Item:
    measured = InterestItem(row["id"], row["type"], str(row.get("form", "1")), row.get("area", ""))
    return Item(row["id"], row["nl"], row["en"], measured)
