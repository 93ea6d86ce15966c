"""Texts in the two languages of the screen. What engines say is data, so its texts travel with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["nl", "en"]


@dataclass(frozen=True)
class Words:
    """One text; `nl` is what children read (simple Dutch, "je"), `en` the same for who reviews it in English."""

    nl: str
    en: str

    def text(self, language: str) -> str:
        return self.en if language == "en" else self.nl


def number(value: float, language: str) -> str:
    """A number as written in that language: 1234.5 is "1 234,5" in Dutch and "1,234.5" in English."""
    plain = f"{value:,.6f}".rstrip("0").rstrip(".") if value != int(value) else f"{int(value):,}"
    return plain if language == "en" else plain.replace(",", "\u00a0").replace(".", ",")


def money(euros: float, language: str) -> str:
    """An amount as written in that language, always with cents: 12.5 is "€ 12,50" in Dutch and "€12.50" in English."""
    plain = f"{euros:,.2f}"
    return f"€{plain}" if language == "en" else "€\u00a0" + plain.replace(",", "\u00a0").replace(".", ",")
