"""What a chapter is made of: plain data that the template sets and never reads as markup."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from vakwerk.engines.words import Words

Block = dict[str, Any]
Status = Literal["present", "partial", "missing"]


@dataclass
class Chapter:
    """One COTAN criterion: its blocks, and what is missing. Present, partial or missing follows from both."""

    title: str
    blocks: list[Block] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    @property
    def status(self) -> Status:
        """A warning is no evidence."""
        if not self.missing:
            return "present"
        return "partial" if any(block["kind"] != "notice" for block in self.blocks) else "missing"

    def as_dict(self) -> dict[str, Any]:
        return {"title": self.title, "blocks": self.blocks, "missing": self.missing, "status": self.status}


@dataclass(frozen=True)
class Pen:
    """Writes in one language."""

    language: str

    def __call__(self, words: Words, **values: object) -> str:
        return words.text(self.language).format(**values)

    def figure(self, value: float | None, digits: int = 2) -> str:
        """A number with a fixed number of decimals; a dash where there is none."""
        if value is None or not math.isfinite(value):
            return "–"
        plain = f"{value:,.{digits}f}".replace("-", "−")
        return plain if self.language == "en" else plain.replace(",", "\u202f").replace(".", ",")

    def probability(self, value: float) -> str:
        """A p value: below a thousandth as such."""
        if math.isfinite(value) and value < 0.001:
            return "< 0.001" if self.language == "en" else "< 0,001"
        return self.figure(value, 3)

    def percent(self, share: float) -> str:
        return self.figure(100 * share, 0) + (" %" if self.language == "nl" else "%")


def paragraph(text: str) -> Block:
    return {"kind": "text", "text": text}


def notice(text: str) -> Block:
    """A sentence that a reader must not overlook."""
    return {"kind": "notice", "text": text}


def heading(text: str) -> Block:
    return {"kind": "heading", "text": text}


def table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]], *, narrow: int = 1) -> Block:
    """A table; the first `narrow` columns hold words and stand left, the others hold figures and stand right."""
    return {"kind": "table", "caption": caption, "heads": list(heads), "rows": [list(r) for r in rows], "words": narrow}


def chart(title: str, description: str, svg: str) -> Block:
    return {"kind": "chart", "title": title, "alt": description, "svg": svg}
