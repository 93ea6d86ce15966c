"""Long texts that live in data files with `nl` and `en`: the pages for parents and the conversation sheet."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from vakwerk.core.language import page_language

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Part:
    """A heading with paragraphs and, when there are any, points."""

    title: str
    text: tuple[str, ...]
    points: tuple[str, ...]


@dataclass(frozen=True)
class Page:
    title: str
    lead: str
    parts: tuple[Part, ...]

    def as_data(self) -> dict[str, Any]:
        parts = [{"title": part.title, "text": list(part.text), "points": list(part.points)} for part in self.parts]
        return {"title": self.title, "lead": self.lead, "parts": parts}


def page(name: str) -> Page:
    """The text of `data/<name>.yaml` in the reader's language."""
    return _read(name, page_language())


@cache
def _read(name: str, code: str) -> Page:
    data = yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))
    parts = tuple(
        Part(
            row["title"][code],
            tuple(text[code] for text in row.get("text", ())),
            tuple(point[code] for point in row.get("points", ())),
        )
        for row in data["parts"]
    )
    return Page(data["title"][code], data["lead"][code], parts)
