"""Published figures about places, each with its source and date: beside what is entered, never mixed with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vakwerk.core.language import page_language

FILE = Path(__file__).parent / "data" / "context.yaml"
MARKS: dict[str, str | Promise] = {"P": _("in the plan"), "V": _("in another source")}


@dataclass(frozen=True)
class Figure:
    """One published figure. `mark`: P stands in the plan's paper, V was found elsewhere."""

    key: str
    mark: str
    date: date
    texts: dict[str, str]
    sources: dict[str, str]

    @property
    def text(self) -> str:
        return self.texts[page_language()]

    @property
    def source(self) -> str:
        return self.sources[page_language()]

    @property
    def mark_word(self) -> str | Promise:
        return MARKS[self.mark]


@cache
def figures() -> tuple[Figure, ...]:
    rows: list[dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return tuple(Figure(row["key"], row["mark"], row["date"], row["text"], row["source"]) for row in rows)
