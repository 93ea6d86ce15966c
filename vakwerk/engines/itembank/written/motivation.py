"""Statements on motivation and self-regulation, to agree with from 1 to 5.

Five scales in the terms of the field: autonomous and controlled motivation (self-determination theory, Deci & Ryan),
self-efficacy (Bandura), effort and persistence, planning. The words are ours. In each scale three or four of the eight
statements are reversed. No clinical or family questions, and no test anxiety: a number on that
belongs to somebody who can talk with the pupil. **Not validated**: no factor structure, reliability or norm is known.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast

from vakwerk.engines.words import Words

from .tables import rows

Trait = Literal["autonomous", "controlled", "self_efficacy", "effort", "planning"]
TRAITS: dict[Trait, Words] = {
    "autonomous": Words("Leren omdat je het zelf wilt", "Autonomous motivation"),
    "controlled": Words("Leren omdat het moet", "Controlled motivation"),
    "self_efficacy": Words("Vertrouwen dat het lukt", "Self-efficacy"),
    "effort": Words("Inzet en volhouden", "Effort and persistence"),
    "planning": Words("Plannen en nakijken", "Planning and self-regulation"),
}
AGREE: tuple[Words, ...] = (
    Words("helemaal niet waar voor mij", "not at all true of me"),
    Words("niet zo waar voor mij", "not very true of me"),
    Words("een beetje waar", "somewhat true"),
    Words("waar voor mij", "true of me"),
    Words("helemaal waar voor mij", "completely true of me"),
)
STATUS = Words(
    "Niet gevalideerd: eigen formulering, nog zonder onderzoek.", "Not validated: own wording, no study yet."
)


@dataclass(frozen=True)
class Statement:
    """One statement; `direction` -1 where agreeing means less of the trait."""

    id: str
    scale: Trait
    direction: Literal[1, -1]
    text: Words

    def category(self, answer: int) -> int:
        """The category 0..4 in the direction of the trait, for answers 1..5. Raises ValueError for others."""
        if answer not in range(1, len(AGREE) + 1):
            raise ValueError(f"An answer is 1 to {len(AGREE)}, not {answer}.")
        return answer - 1 if self.direction == 1 else len(AGREE) - answer


@functools.cache
def statements() -> tuple[Statement, ...]:
    """All statements, scale by scale."""
    return tuple(_statement(row) for row in rows("statements"))


def _statement(row: Mapping[str, str]) -> Statement:
    direction = cast(Literal[1, -1], int(row["direction"]))
    return Statement(row["id"], cast(Trait, row["scale"]), direction, Words(row["nl"], row["en"]))
