"""The outcome in words: why this place, what is next, why none.

Of another pupil nothing is said, and no amount that hangs on them: only the pupil's own journeys are compared, and
whether a place is full (as `matching.explain` does).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from vakwerk.engines.matching.eligibility import MODES, Reason
from vakwerk.engines.words import Words, number

from .case import NOWHERE
from .counts import counted_en, seats_nl
from .nearest import within
from .solving import Outcome

if TYPE_CHECKING:
    from vakwerk.engines.matching import Block

TENTHS = 10
MOST_NAMED = 3


@dataclass(frozen=True)
class Alternative:
    """Another place for a pupil: how many minutes longer (or shorter) its own journey, and whether a seat is free.

    `gap`: what all must at least give up together, in minutes (the reduced cost); None when a pupil would lose a place.
    It puts the places in order and is not told.
    """

    place: int
    longer: float
    free: bool
    gap: float | None


def alternatives(outcome: Outcome, pupil: int) -> list[Alternative]:
    """Every other place this pupil may have, the one that costs everybody together the least first."""
    solution, plain = outcome.solution, outcome.plain
    own, low, high = int(solution.seat[pupil]), int(plain.offsets[pupil]), int(plain.offsets[pupil + 1])
    seats = plain.place[low:high]
    priced = outcome.instance.cost[low:high] + outcome.asked[seats]
    penalty = int(solution.certificate.penalty[int(plain.group[pupil])])
    gaps = priced - (priced[seats == own][0] if own != NOWHERE else penalty)
    tenths = plain.cost[low:high] + _bonus(outcome, pupil, plain.home[seats])
    travel = tenths[seats == own][0] if own != NOWHERE else 0
    found: dict[int, Alternative] = {}
    for seat, longer, gap in zip(seats.tolist(), ((tenths - travel) / TENTHS).tolist(), gaps.tolist(), strict=True):
        place = outcome.home(seat)
        if own == NOWHERE or place != outcome.home(own):
            room = outcome.use[seat] < int(plain.seats[seat]) and int(outcome.asked[seat]) == 0
            option = Alternative(place, longer, room, None if gap >= outcome.lost else max(gap, 0) / TENTHS)
            found[place] = min(found.get(place, option), option, key=_order)  # of reserved and open seats the easiest
    return sorted(found.values(), key=_order)


def _bonus(outcome: Outcome, pupil: int, places: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Tenths of a minute that the pupil's own proposal was made cheaper, so that what is told is the journey."""
    wish = outcome.case.place_number.get(outcome.case.inputs.pupils[pupil].wish, NOWHERE)
    return np.where(places == wish, TENTHS * outcome.case.choices.wish_minutes, 0)


def _order(option: Alternative) -> tuple[bool, float, bool, float, int]:
    return option.gap is None, option.gap or 0.0, not option.free, option.longer, option.place


def minutes(value: float, language: str) -> str:
    return f"{number(round(value), language)} min"


def why(outcome: Outcome, pupil: int, language: str) -> str:
    """Why this pupil has this place."""
    case, place = outcome.case, outcome.place[pupil]
    count = len(case.eligibility.row(pupil).places)
    if case.locked[pupil] != NOWHERE:
        return Words("vastgezet: deze plaats lag al vast", "locked: this place was already decided").text(language)
    cut = case.cut(pupil)
    if count == 1 and cut:
        return Words("de dichtste werkplek die kan", "the nearest workplace that is possible").text(language)
    if count == 1:
        return Words("de enige werkplek die kan", "the only workplace that is possible").text(language)
    kept = _kept(outcome, pupil)
    quicker = _quicker(outcome, pupil)
    if not quicker:
        wished = case.inputs.pupils[pupil].wish == case.inputs.places[place].code
        words = Words(
            f"{'eigen voorstel en ' if wished else ''}de vlotste van de {count}{' dichtste' if cut else ''} "
            "werkplekken die kunnen",
            f"{'own proposal and ' if wished else ''}the easiest of the {count}{' nearest' if cut else ''} workplaces "
            "that are possible",
        )
        return kept.text(language) + words.text(language)
    return kept.text(language) + _passed(outcome, pupil, quicker, language)


def _kept(outcome: Outcome, pupil: int) -> Words:
    if outcome.solution.seat[pupil] >= outcome.plain.n_known:
        return Words("een voorbehouden plaats; ", "a reserved seat; ")
    if outcome.repaired and outcome.earlier[pupil] == outcome.place[pupil]:
        return Words("bleef waar het was; ", "stayed where it was; ")
    return Words("", "")


def _quicker(outcome: Outcome, pupil: int) -> list[Alternative]:
    return [a for a in alternatives(outcome, pupil) if round(a.longer) < 0]


def _passed(outcome: Outcome, pupil: int, quicker: list[Alternative], language: str) -> str:
    """Why not the place with the shortest journey: from the pupil's own data, and whether that place is full."""
    first = min(quicker, key=lambda a: (a.longer, a.place))
    code, less = outcome.case.inputs.places[first.place].code, minutes(-first.longer, language)
    if first.free and outcome.repaired and outcome.earlier[pupil] == outcome.place[pupil]:
        words = Words("dan zou deze leerling verhuizen zonder dat het nodig is", "this pupil would move without need")
    elif first.free:
        words = Words("het eigen voorstel telt zwaarder", "the own proposal counts for more")
    elif outcome.room[first.place] > 0:
        words = Words("wat daar vrij is, is voorbehouden voor anderen", "what is free there is reserved for others")
    else:
        words = Words(
            "daar is geen plaats meer; voor iedereen samen is het zo het best",
            "no seat is left there; for everybody together this is best",
        )
    said = Words(f"{code} is {less} korter, maar {words.nl}", f"{code} is {less} shorter, but {words.en}")
    return said.text(language)


def next_best(outcome: Outcome, pupil: int, language: str) -> tuple[str, str]:
    """(code of the next best place, what it would mean)."""
    others = alternatives(outcome, pupil)
    if not others:
        return "", Words("er is geen andere", "there is no other").text(language)
    best = others[0]
    change = minutes(abs(best.longer), language)
    if round(best.longer) == 0:
        longer = Words("even lang", "as long")
    elif best.longer > 0:
        longer = Words(f"{change} langer", f"{change} longer")
    else:
        longer = Words(f"{change} korter", f"{change} shorter")
    room = Words("nog vrij", "still free") if best.free else Words("vol nu", "full now")
    return outcome.case.inputs.places[best.place].code, f"{longer.text(language)}, {room.text(language)}"


def confirm(outcome: Outcome, pupil: int, language: str) -> str:
    """What is still to be confirmed about a pair, because a date was not filled in."""
    said = {
        Reason.TOO_YOUNG: Words("geboortedatum", "date of birth"),
        Reason.MENTOR: Words("gegevens van de mentor", "data of the mentor"),
        Reason.RECOGNITION: Words("einde van de erkenning", "end of the recognition"),
    }
    missing = outcome.case.eligibility.to_confirm(pupil, outcome.place[pupil])
    return ", ".join(said[reason].text(language) for reason in missing)


def why_none(outcome: Outcome, pupil: int, language: str) -> str:
    """Exactly why a pupil has no place."""
    row = outcome.case.eligibility.row(pupil)
    if len(row.places):
        return _competed(outcome, pupil, language)
    counts = outcome.case.eligibility.counts(pupil)
    here = {reason: count for reason, count in counts.items() if reason is not Reason.PROGRAMME}
    programme = outcome.case.inputs.pupils[pupil].programme
    if not here:
        return Words(
            f'er is geen enkele werkplek voor "{programme}"', f'there is no workplace at all for "{programme}"'
        ).text(language)
    barred = next((r for r in (Reason.TOO_YOUNG, Reason.TOO_OLD) if r in here), None)
    if barred is not None:
        return barred.words.text(language)
    listed = ", ".join(f"{reason.words.text(language)} ({count})" for reason, count in here.items())
    total = sum(here.values())
    if total == 1:
        (reason,) = here
        return Words(
            f"er is 1 werkplek voor deze opleiding, en die kan niet: {reason.words.nl}",
            f"there is 1 workplace for this programme, and it is not possible: {reason.words.en}",
        ).text(language)
    words = Words(
        f"er zijn {total} werkplekken voor deze opleiding, en geen enkele kan: {listed}",
        f"there are {total} workplaces for this programme, and none is possible: {listed}",
    )
    return words.text(language)


def block_of(outcome: Outcome, pupil: int) -> Block | None:
    index = int(outcome.shortage.block[pupil])
    return outcome.shortage.blocks[index] if index != NOWHERE else None


def _competed(outcome: Outcome, pupil: int, language: str) -> str:
    block = block_of(outcome, pupil)
    if block is None:
        return Words("alle plaatsen die kunnen zijn vol", "all places that are possible are full").text(language)
    n, m, seats = len(block.pupils), len({outcome.home(int(w)) for w in block.places}), block.seats
    who = "deze leerling kan" if n == 1 else f"{n} leerlingen kunnen"
    where = "1 werkplek" if m == 1 else f"dezelfde {m} werkplekken"
    there = "this workplace" if m == 1 else f"the same {m} workplaces"
    words = Words(
        f"{who} alleen naar {where}, met {'' if m == 1 else 'samen '}{seats_nl(seats)} voor hen: {block.lacking} te "
        "weinig",
        f"{counted_en(n, 'pupil')} can only go to {there}, with {counted_en(seats, 'seat')} for them: {block.lacking} "
        "too few",
    )
    return words.text(language) + within(outcome, outcome.short_by_cut).text(language)


def nearest_out(outcome: Outcome, pupil: int, language: str) -> str:
    """The nearest places that this pupil cannot have, each with the rule."""
    eligibility, parts = outcome.case.eligibility, []
    for excluded in eligibility.nearest_excluded(pupil, MOST_NAMED):
        place = outcome.case.inputs.places[excluded.place]
        reason = excluded.reason.words.text(language)
        if excluded.reason is Reason.TRAVEL:
            most = outcome.case.inputs.pupils[pupil].minutes
            limit = Words("mag", "allowed").text(language)
            reason += f" ({minutes(excluded.minutes, language)}, {limit} {minutes(most, language)})"
        elif excluded.reason.rule:
            reason += f" ({excluded.reason.rule})"
        parts.append(f"{place.code} {place.municipality}: {reason}".replace("  ", " "))
    return "; ".join(parts)


def mode_words(mode: int, language: str) -> str:
    return MODES[mode].text(language)
