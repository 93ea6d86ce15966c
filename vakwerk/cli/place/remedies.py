"""What would help, per shortage: each remedy tried in the round itself and counted, nothing estimated.

A remedy is one change: a seat more, a place that takes part again, a recognition that is prolonged or added, a mentor,
a period, a longer journey. Which pairs it would open follows from the same rules as the round (`Eligibility.update`);
how many pupils more that places follows from `Round.apply`, exactly, and is undone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from vakwerk.cli.files import Page
from vakwerk.cli.files.outputs import Cell
from vakwerk.engines.matching.eligibility import Eligibility, Places, Pupils, Reason
from vakwerk.engines.words import Words

from . import titles
from .case import NOWHERE
from .sheets import block_name, page
from .solving import Outcome

if TYPE_CHECKING:
    from vakwerk.engines.matching.events import Event
    from vakwerk.engines.matching.repair import Round

MOST_TRIED, MOST_SHOWN = 600, 40
LONGER = 15
DAY = "datetime64[D]"


@dataclass(frozen=True)
class Remedy:
    """`gain`: pupils placed more, proven by doing it; `order` breaks ties: what is simplest to do comes first."""

    what: Words
    gain: int
    helps: tuple[str, ...]
    order: int


def remedies_page(outcome: Outcome, language: str) -> Page:
    heads = (
        Words("wat", "what"), Words("zoveel leerlingen meer met een plaats", "so many pupils more with a place"),
        Words("voor tekort", "for shortage"),
    )  # fmt: skip
    remark = Words(
        "Elk voorstel is een voor een in deze ronde geprobeerd en geteld; samen tellen ze niet zomaar op.",
        "Each was tried in this round by itself and counted; together they do not simply add up.",
    ).text(language)
    rows: list[list[Cell]] = [
        [remedy.what.text(language), remedy.gain, ", ".join(remedy.helps)] for remedy in remedies(outcome)
    ]
    return page(titles.REMEDIES, heads, rows, language, (80, 18, 16), remark)


def remedies(outcome: Outcome) -> list[Remedy]:
    """Those that place at least one pupil more, most first."""
    if not outcome.shortage.blocks:
        return []
    from vakwerk.engines.matching.repair import Round

    round_ = Round(outcome.instance, outcome.solution, moves=False)
    found = []
    for number, (order, what, event) in enumerate(_candidates(outcome)):
        if number >= MOST_TRIED:
            break
        gain, helps = _tried(outcome, round_, event)
        if gain > 0:
            found.append(Remedy(what, gain, helps, order))
    return sorted(found, key=lambda r: (-r.gain, r.order, r.what.nl))[:MOST_SHOWN]


def _tried(outcome: Outcome, round_: Round, event: Event) -> tuple[int, tuple[str, ...]]:
    """(pupils placed more, shortages that the newly placed are of)."""
    change = round_.apply(event)
    came = [move.pupil for move in change.moved if move.origin == NOWHERE]
    round_.undo()
    blocks = sorted({int(outcome.shortage.block[pupil]) for pupil in came} - {NOWHERE})
    return change.placed, tuple(block_name(block) for block in blocks)


def _candidates(outcome: Outcome) -> Iterator[tuple[int, Words, Event]]:
    yield from _seats(outcome)
    yield from _reopened(outcome)
    yield from _longer(outcome)
    yield from _recognised(outcome)


def _seats(outcome: Outcome) -> Iterator[tuple[int, Words, Event]]:
    """One seat more at a place of a shortage, with as much room at its mentor, establishment and company."""
    from vakwerk.engines.matching.events import ExtraSeats

    short = sorted({int(place) for block in outcome.shortage.blocks for place in block.places})
    for place in short:
        name = _name(outcome, place)
        what = Words(f"een plaats meer bij {name} (als mentor en bedrijf dat aankunnen)",
                     f"one seat more at {name} (if mentor and company can take it)")  # fmt: skip
        yield 0, what, ExtraSeats(place, 1, caps=True)


def _name(outcome: Outcome, place: int) -> str:
    found = outcome.case.inputs.places[place]
    where = ", ".join(part for part in (found.company, found.municipality) if part)
    return f"{found.code} ({where})" if where else found.code


def _short_pupils(outcome: Outcome) -> list[int]:
    return sorted(int(pupil) for block in outcome.shortage.blocks for pupil in block.pupils)


def _reopened(outcome: Outcome) -> Iterator[tuple[int, Words, Event]]:
    """Each place that one rule keeps from pupils of a shortage, as if that one thing were put right."""
    eligibility = outcome.case.eligibility
    stopped: dict[tuple[int, Reason], None] = {}
    for pupil in _short_pupils(outcome):
        reasons = eligibility.reasons(pupil)
        for place in np.flatnonzero(np.isin(reasons, [int(reason) for reason in _PUT_RIGHT])).tolist():
            stopped[place, Reason(int(reasons[place]))] = None
    for place, reason in sorted(stopped):
        changed, what = _PUT_RIGHT[reason](eligibility.places, place), _SAID[reason]
        name = _name(outcome, place)
        words = Words(what.nl.format(name=name), what.en.format(name=name))
        yield from _opened(outcome, place, changed, words, 1)


def _opened(
    outcome: Outcome, place: int, changed: Places, what: Words, order: int
) -> Iterator[tuple[int, Words, Event]]:
    """The pairs that a changed place would have, by the same rules; nothing when there are none."""
    from vakwerk.engines.matching.events import Opened

    eligibility, before = outcome.case.eligibility, outcome.case.eligibility.places
    new = [(pupil, cost) for pupil, where, cost in eligibility.update(place, changed).new if where == place]
    eligibility.update(place, before)
    free = [(pupil, cost) for pupil, cost in new if outcome.case.locked[pupil] == NOWHERE]
    if free:
        yield order, what, Opened(place, [pupil for pupil, _c in free], [cost for _p, cost in free])


def _without_mentors(places: Places, place: int) -> Places:
    keep = places.mentor_place != place
    return replace(places, mentor_place=places.mentor_place[keep], mentor=places.mentor[keep])


def _prolonged(places: Places, place: int) -> Places:
    mine = places.recognised_place == place
    never = np.datetime64("NaT")
    first, last = places.recognised_from.copy(), places.recognised_until.copy()
    first[mine], last[mine] = never, never
    return replace(places, recognised_from=first, recognised_until=last)


def _all_year(places: Places, place: int) -> Places:
    return places.with_place(place, start=np.datetime64("NaT"), end=np.datetime64("NaT"))


def _taking_part(places: Places, place: int) -> Places:
    return places.with_place(place, open=True)


_PUT_RIGHT: dict[Reason, Any] = {
    Reason.LEFT_OUT: _taking_part,
    Reason.MENTOR: _without_mentors,
    Reason.RECOGNITION: _prolonged,
    Reason.PERIOD: _all_year,
}
_SAID = {
    Reason.LEFT_OUT: Words("{name} weer laten meedoen", "{name} taking part again"),
    Reason.MENTOR: Words("een mentor die voldoet bij {name}", "a mentor who meets the conditions at {name}"),
    Reason.RECOGNITION: Words(
        "de erkenning van {name} op tijd verlengen", "the recognition of {name} prolonged in time"
    ),
    Reason.PERIOD: Words("{name} vrij in de hele periode", "{name} free for the whole period"),
}


def _longer(outcome: Outcome) -> Iterator[tuple[int, Words, Event]]:
    """For all pupils of one shortage: a quarter of an hour more travel, if they want to."""
    from vakwerk.engines.matching.events import Reaches, Together

    case = outcome.case
    pupils: Pupils = replace(case.eligibility.pupils, most_minutes=case.eligibility.pupils.most_minutes + LONGER)
    wider = Eligibility(
        pupils, case.eligibility.places, mentors=case.eligibility.mentors, rules=case.choices.rules,
        travel=case.eligibility.travel, options=case.eligibility.options,
    )  # fmt: skip
    for number, block in enumerate(outcome.shortage.blocks):
        events = []
        for pupil in block.pupils.tolist():
            row, known = wider.row(pupil), set(case.eligibility.row(pupil).places.tolist())
            more = [(w, c) for w, c in zip(row.places.tolist(), row.tenths.tolist(), strict=True) if w not in known]
            if more:
                events.append(Reaches(pupil, [w for w, _c in more], [c for _w, c in more]))
        if events:
            n, name = len(events), block_name(number)
            nl = f"{n} leerlingen van tekort {name} mogen" if n > 1 else f"een leerling van tekort {name} mag"
            en = f"{n} pupils of shortage {name}" if n > 1 else f"a pupil of shortage {name}"
            what = Words(
                f"{nl} tot {LONGER} minuten langer reizen, als dat lukt",
                f"{en} may travel up to {LONGER} minutes longer, if that is possible",
            )
            yield 2, what, Together(events)


def _recognised(outcome: Outcome) -> Iterator[tuple[int, Words, Event]]:
    """A place with a free seat, recognised for one more programme of a shortage, where its own sector does that."""
    case = outcome.case
    places, use = (
        case.eligibility.places,
        np.bincount([p for p in outcome.place if p != NOWHERE], minlength=len(case.inputs.places)),
    )
    short = {case.inputs.pupils[pupil].programme for pupil in _short_pupils(outcome)}
    for name in sorted(short):
        programme = int(case.eligibility.pupils.programme[[p.programme for p in case.inputs.pupils].index(name)])
        kin = _related(outcome, programme)
        for place in np.flatnonzero((use < places.seats) & (case.eligibility.judge.blocked == 0)).tolist():
            own = case.eligibility.places.recognised_programme[places.recognised_place == place].tolist()
            if programme in own or not kin & set(own):
                continue
            dates = _dates(places, place)
            changed = places.with_place(place, recognised=[*dates, (programme, dates[0][1], dates[0][2])])
            what = Words(
                f'{_name(outcome, place)} ook erkennen voor "{name}"',
                f'{_name(outcome, place)} recognised for "{name}" too',
            )
            yield from _opened(outcome, place, changed, what, 3)


def _related(outcome: Outcome, programme: int) -> set[int]:
    """Programmes that some place of this round already has beside this one: there it is known to fit."""
    places = outcome.case.eligibility.places
    with_it = places.recognised_place[places.recognised_programme == programme]
    return set(places.recognised_programme[np.isin(places.recognised_place, with_it)].tolist())


def _dates(places: Places, place: int) -> list[tuple[int, str, str]]:
    mine = np.flatnonzero(places.recognised_place == place)
    return [
        (
            int(places.recognised_programme[row]),
            _iso(places.recognised_from[row]),
            _iso(places.recognised_until[row]),
        )
        for row in mine.tolist()
    ]


def _iso(day: Any) -> str:
    return "" if np.isnat(day) else str(day.astype(DAY))
