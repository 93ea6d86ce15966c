"""What might help, per shortage, as events of the round: a seat, a sleeping workplace, a longer journey, a recognition.

Which pairs a change would open follows from the same rules as the round (`Eligibility.update`). Whether it helps is
for `remedies` to prove.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from vakwerk.engines.matching import ExtraSeats, NewPlace, Opened, Reaches, Together
from vakwerk.engines.matching.eligibility import Eligibility, Places, Pupils, Reason
from vakwerk.engines.words import Words

from .case import NOWHERE
from .counts import counted_en, pupils_nl
from .sheets import block_name
from .solving import Outcome

if TYPE_CHECKING:
    from vakwerk.engines.matching.events import Event

MOST_SEATS, MOST_SLEEPING, MOST_RECOGNISED = 600, 300, 300
LONGER = 15
DAY = "datetime64[D]"


@dataclass(frozen=True)
class Candidate:
    """`order` breaks ties: what is simplest to do comes first. Of a sleeping workplace: its number, what to ask it, and
    itself as a place that could be added, to lay beside the shortages."""

    order: int
    what: Words
    event: Event
    place: int = NOWHERE
    ask: Words | None = None
    lead: NewPlace | None = None


def candidates(outcome: Outcome) -> list[Candidate]:
    """Everything that is tried for the shortages of a round."""
    if not outcome.shortage.blocks:
        return []
    return [*_seats(outcome), *_sleeping(outcome), *_longer(outcome), *_recognised(outcome)]


def name_of(outcome: Outcome, place: int) -> str:
    found = outcome.case.inputs.places[place]
    where = ", ".join(part for part in (found.company, found.municipality) if part)
    return f"{found.code} ({where})" if where else found.code


def _short_pupils(outcome: Outcome) -> list[int]:
    return sorted(int(pupil) for block in outcome.shortage.blocks for pupil in block.pupils)


# A seat more


def _seats(outcome: Outcome) -> Iterator[Candidate]:
    """One seat more at a place of a shortage, with as much room at its mentor, establishment and company."""
    short = sorted({outcome.home(int(place)) for block in outcome.shortage.blocks for place in block.places})
    for place in short[:MOST_SEATS]:
        name = name_of(outcome, place)
        what = Words(f"een plaats meer bij {name}, als mentor en bedrijf dat aankunnen",
                     f"one seat more at {name}, if mentor and company can take it")  # fmt: skip
        yield Candidate(0, what, ExtraSeats(place, 1, caps=True), place)


# A workplace that sleeps


def sleeping(outcome: Outcome) -> list[tuple[int, Reason]]:
    """Workplaces for a programme that is short which one thing keeps out of the round, those first whose programmes
    lack most."""
    case, judge = outcome.case, outcome.case.eligibility.judge
    programmes = case.eligibility.pupils.programme
    lacking = Counter(int(programmes[pupil]) for pupil in _short_pupils(outcome) if outcome.place[pupil] == NOWHERE)
    places, worth = case.eligibility.places, Counter[int]()
    for place, programme in zip(places.recognised_place.tolist(), places.recognised_programme.tolist(), strict=True):
        worth[place] += lacking[programme]
    late = _dated(case.eligibility.pupils, places)
    found = []
    for place in sorted(range(len(places)), key=lambda place: (-worth[place], place)):
        reason = Reason(int(judge.blocked[place])) or late.get(place, Reason.ELIGIBLE)
        if worth[place] and reason in _PUT_RIGHT:
            found.append((place, reason))
    return found


def _dated(pupils: Pupils, places: Places) -> dict[int, Reason]:
    """Places whose recognition or period may not cover that of every pupil."""
    start, end = pupils.start[~np.isnat(pupils.start)], pupils.end[~np.isnat(pupils.end)]
    if not len(start) and not len(end):
        return {}
    first = start.min() if len(start) else np.datetime64("NaT")
    last = end.max() if len(end) else np.datetime64("NaT")
    period = np.flatnonzero((places.start > first) | (places.end < last))
    out = (places.recognised_from > first) | (places.recognised_until < last)
    found = dict.fromkeys(period.tolist(), Reason.PERIOD)
    return found | dict.fromkeys(places.recognised_place[out].tolist(), Reason.RECOGNITION)


def _sleeping(outcome: Outcome) -> Iterator[Candidate]:
    for place, reason in sleeping(outcome)[:MOST_SLEEPING]:
        pairs = _opened(outcome, place, _PUT_RIGHT[reason](outcome.case.eligibility.places, place))
        if not pairs:
            continue
        pupils, costs = [pupil for pupil, _cost in pairs], [cost for _pupil, cost in pairs]
        event: Event = Opened(place, pupils, costs)
        seats = int(outcome.plain.seats[place])
        if reason is Reason.NO_SEATS:
            event, seats = Together([ExtraSeats(place, 1, caps=True), event]), 1
        lead, name, what = NewPlace(seats, pupils, costs, int(outcome.plain.parent[place])), "{name}", _SAID[reason]
        name = name_of(outcome, place)
        words = Words(what.nl.format(name=name), what.en.format(name=name))
        yield Candidate(1, words, event, place, _ASKED[reason], lead)


def _opened(outcome: Outcome, place: int, changed: Places) -> list[tuple[int, int]]:
    """The pupils that a changed place would have and their cost, by the same rules; who is locked stays out."""
    eligibility, before = outcome.case.eligibility, outcome.case.eligibility.places
    new = [(pupil, cost) for pupil, where, cost in eligibility.update(place, changed).new if where == place]
    eligibility.update(place, before)
    return [(pupil, cost) for pupil, cost in new if outcome.case.locked[pupil] == NOWHERE]


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


def _one_seat(places: Places, place: int) -> Places:
    return places.with_place(place, seats=1)


_PUT_RIGHT: dict[Reason, Callable[[Places, int], Places]] = {
    Reason.LEFT_OUT: _taking_part,
    Reason.NO_SEATS: _one_seat,
    Reason.MENTOR: _without_mentors,
    Reason.RECOGNITION: _prolonged,
    Reason.PERIOD: _all_year,
}
_SAID = {
    Reason.LEFT_OUT: Words("{name} weer laten meedoen", "{name} taking part again"),
    Reason.NO_SEATS: Words("een plaats bij {name}, waar er nu geen is", "a seat at {name}, where there is none now"),
    Reason.MENTOR: Words("een mentor die voldoet bij {name}", "a mentor who meets the conditions at {name}"),
    Reason.RECOGNITION: Words(
        "de erkenning van {name} op tijd verlengen", "the recognition of {name} prolonged in time"
    ),
    Reason.PERIOD: Words("{name} vrij in de hele periode", "{name} free for the whole period"),
}
_ASKED = {
    Reason.LEFT_OUT: Words("doet deze werkplek toch mee?", "can this workplace take part after all?"),
    Reason.NO_SEATS: Words("is er toch een plaats?", "is there a seat after all?"),
    Reason.MENTOR: Words("is er een mentor die voldoet?", "is there a mentor who meets the conditions?"),
    Reason.RECOGNITION: Words("wordt de erkenning op tijd verlengd?", "will the recognition be prolonged in time?"),
    Reason.PERIOD: Words("kan het in de hele periode?", "is the whole period possible?"),
}


# A longer journey


def _longer(outcome: Outcome) -> Iterator[Candidate]:
    """For all pupils of one shortage: a quarter of an hour more travel, if they want to."""
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
            yield Candidate(2, _told_longer(len(events), block_name(number)), Together(events))


def _told_longer(count: int, name: str) -> Words:
    return Words(
        f"{pupils_nl(count)} van tekort {name} {'mag' if count == 1 else 'mogen'} tot {LONGER} minuten langer reizen, "
        "als dat lukt",
        f"{counted_en(count, 'pupil')} of shortage {name} may travel up to {LONGER} minutes longer, if that is "
        "possible",
    )


# A recognition more


def _recognised(outcome: Outcome) -> Iterator[Candidate]:
    """A place with a free seat, recognised for one more programme of a shortage, where its own sector does that; those
    nearest to a pupil who is short first."""
    case = outcome.case
    places, programmes = case.eligibility.places, case.eligibility.pupils.programme
    short = np.array(_short_pupils(outcome), dtype=np.int64)
    use = np.bincount([p for p in outcome.place if p != NOWHERE], minlength=len(case.inputs.places))
    free = np.flatnonzero((use < places.seats) & (case.eligibility.judge.blocked == 0))
    wanted = sorted(set(programmes[short].tolist()))
    for programme in wanted:
        mine = short[programmes[short] == programme]
        title, kin = case.inputs.pupils[int(mine[0])].programme, _related(places, programme)
        fitting = [
            place for place in free.tolist() if kin & (own := _programmes(places, place)) and programme not in own
        ]
        for place in _nearest_to(outcome, mine, fitting)[: max(MOST_RECOGNISED // len(wanted), 3)]:
            dates = _dates(places, place)
            changed = places.with_place(place, recognised=[*dates, (programme, dates[0][1], dates[0][2])])
            pairs = _opened(outcome, place, changed)
            if pairs:
                what = Words(
                    f'{name_of(outcome, place)} ook erkennen voor "{title}"',
                    f'{name_of(outcome, place)} recognised for "{title}" too',
                )
                event = Opened(place, [pupil for pupil, _c in pairs], [cost for _p, cost in pairs])
                yield Candidate(3, what, event, place)


def _nearest_to(outcome: Outcome, pupils: Any, places: list[int]) -> list[int]:
    """Places within reach of one of the pupils, nearest first."""
    judge, found = outcome.case.eligibility.judge, []
    for place in places:
        apart = np.linalg.norm(judge.home[pupils] - judge.points[place], axis=1)
        if (apart <= judge.bound[pupils]).any():
            found.append((float(apart.min()), place))
    return [place for _apart, place in sorted(found)]


def _programmes(places: Places, place: int) -> set[int]:
    return set(places.recognised_programme[places.recognised_place == place].tolist())


def _related(places: Places, programme: int) -> set[int]:
    """Programmes that some place of this round already has beside this one: there it is known to fit."""
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
