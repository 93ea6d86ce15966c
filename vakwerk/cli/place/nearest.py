"""What is said when only the nearest places of each pupil took part: a promise reaches no further than them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vakwerk.engines.words import Words

if TYPE_CHECKING:
    from .case import Case
    from .solving import Outcome
    from .tables import Log

NOTHING = Words("", "")


def within(outcome: Outcome, limited: bool) -> Words:
    """Behind a sentence: what it is limited to, when it is."""
    if not limited:
        return NOTHING
    near = _nearest(outcome.case)
    return Words(f" (binnen {near.nl} per leerling)", f" (within {near.en} of a pupil)")


def _nearest(case: Case) -> Words:
    most = case.choices.nearest
    if most == 1:
        return Words("de dichtste werkplek", "the nearest workplace")
    return Words(f"de {most} dichtste werkplekken", f"the {most} nearest workplaces")


def more(outcome: Outcome) -> Words:
    """What may help where a shortage only holds within the nearest; empty when it holds for all."""
    if not outcome.short_by_cut:
        return NOTHING
    near, kept = _nearest(outcome.case), outcome.case.choices.kept
    todo = Words("laat --nearest weg", "leave out --nearest") if kept else Words("splits de ronde", "split the round")
    return Words(
        f"Per leerling is alleen naar {near.nl} gekeken; wie geen plaats heeft, kan misschien verder terecht: "
        f"{todo.nl} en start opnieuw.",
        f"Only {near.en} of each pupil took part; who has no place may find one farther away: {todo.en} and run again.",
    )


def log_nearest(outcome: Outcome, asked: Case, log: Log) -> None:
    """That more places were looked at than usual, or that more might still help."""
    near, before = _nearest(outcome.case), asked.choices.nearest
    if outcome.case.choices.nearest != before:
        log.add(
            "--nearest",
            f"er bleef iemand zonder plaats: daarom {near.nl} per leerling bekeken, niet {before}",
            f"somebody stayed without a place: so {near.en} of a pupil were looked at, not {before}",
        )
    said = more(outcome)
    if said.nl:
        log.add("--nearest", said.nl, said.en)
