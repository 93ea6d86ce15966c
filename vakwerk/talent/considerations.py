"""Which directions somebody considers, asked before the questions and after the report.

The plan wants TSO and BSO to be "meer meegenomen in de keuzeafweging" (1.1), and defines them by finality (footnote 1):
domain-bound transfer, double and labour market. Everything somebody names is reduced to these codes before it is kept:

    DO-  transfer across domains      DO+  transfer within a domain      DU  double finality      A  labour market
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FINALITIES = ("A", "DO+", "DO-", "DU")
FORMS = ("ASO", "BSO", "KSO", "TSO")
TSO_BSO = frozenset({"DO+", "DU", "A"})
MAX_PROGRAMMES = 5


@dataclass(frozen=True)
class Direction:
    """One answer in a child's words. `code` is what stays of it."""

    key: str
    label: str | Promise
    hint: str | Promise
    codes: frozenset[str]


DIRECTIONS = (
    Direction(
        "think", _("Learning a lot from books, then studying on"), _("ASO: about many subjects."), frozenset({"DO-"})
    ),
    Direction(
        "theme",
        _("Studying on, but with one theme that I like"),
        _("TSO or KSO: science, sport, art or people, for example."),
        frozenset({"DO+"}),
    ),
    Direction(
        "both",
        _("Learning and doing, half and half"),
        _("TSO or KSO: you can study on or go to work."),
        frozenset({"DU"}),
    ),
    Direction("hands", _("Learning a job by doing it"), _("BSO: with a lot of practice."), frozenset({"A"})),
)
UNSURE = "unsure"


@dataclass(frozen=True)
class Considered:
    """Finalities and forms that somebody named; both empty means "I don't know yet"."""

    finalities: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()

    @property
    def names_tso_bso(self) -> bool:
        return bool(self.finalities & TSO_BSO)

    def as_list(self) -> list[str]:
        """A small list for the browser's cookie."""
        return sorted(self.finalities | self.forms)

    @classmethod
    def from_list(cls, values: Iterable[str]) -> Considered:
        known = set(values)
        return cls(frozenset(known & set(FINALITIES)), frozenset(known & set(FORMS)))


def considered(directions: Iterable[str], programmes: Iterable[tuple[str, str, str]]) -> Considered:
    """From what was ticked and from (finality, domain, form) of each component of the programmes that were picked."""
    chosen = set(directions)
    finalities = {code for direction in DIRECTIONS if direction.key in chosen for code in direction.codes}
    rows = list(programmes)
    finalities |= {finality_code(finality, domain) for finality, domain, _ in rows if finality}
    return Considered(frozenset(finalities), frozenset(form for _, _, form in rows if form in FORMS))


def finality_code(finality: str, domain: str) -> str:
    """The plan's footnote 1 splits transfer in two: across domains (ASO) and bound to one."""
    if finality != "DO":
        return finality
    return "DO-" if domain in {"", "domeinoverschrijdend"} else "DO+"
