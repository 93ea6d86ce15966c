"""The five answers: drawn faces with words, never a face alone."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DO_NOT_KNOW = "0"


@dataclass(frozen=True)
class Smiley:
    """`mouth` is the path of the mouth in a drawing of 64 by 64; `mood` names the colour class."""

    value: int
    label: str | Promise
    mouth: str
    mood: str


SMILEYS = (
    Smiley(1, _("Not at all"), "M20 46 Q32 32 44 46", "1"),
    Smiley(2, _("Not really"), "M21 44 Q32 37 43 44", "2"),
    Smiley(3, _("So-so"), "M21 42 L43 42", "3"),
    Smiley(4, _("Nice"), "M20 39 Q32 49 44 39", "4"),
    Smiley(5, _("Great fun"), "M18 37 Q32 57 46 37 Z", "5"),
)


def value_of(text: str) -> int | None:
    """1-5, or None for "I don't know". ValueError for anything else."""
    if text == DO_NOT_KNOW:
        return None
    if text not in {"1", "2", "3", "4", "5"}:
        raise ValueError(text)
    return int(text)
