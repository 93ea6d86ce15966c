"""The outcome in words: why this place, what is next, why none.

Of another pupil nothing is said, and no amount that hangs on them: only the pupil's own journeys are compared, and
whether a place is full (as `matching.explain` does).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vakwerk.engines.matching.eligibility import MODES, Reason
from vakwerk.engines.words import Words, number

from .case import NOWHERE
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
    own = int(solution.seat[pupil])
    low, high = int(plain.offsets[pupil]), int(plain.offsets[pupil + 1])
    penalty = int(solution.certificate.penalty[int(plain.group[pupil])])
    base = _priced(outcome, pupil, own) if own != NOWHERE else penalty
    travel = outcome.tenths(pupil, own) if own != NOWHERE else 0
    use = _use(outcome)
    found = []
    for place, cost in zip(plain.place[low:high].tolist(), plain.cost[low:high].tolist(), strict=True):
        if place == own:
            continue
        gap = _priced(outcome, pupil, place) - base
        room = use[place] < int(plain.seats[place]) and int(outcome.asked[place]) == 0
        lost = gap >= outcome.instance.penalty_unit() // 2
        found.append(Alternative(place, (cost - travel) / TENTHS, room, None if lost else max(gap, 0) / TENTHS))
    return sorted(found, key=lambda a: (a.gap is None, a.gap or 0.0, a.longer, a.place))


def _priced(outcome: Outcome, pupil: int, place: int) -> int:
    """Cost as solved (moves included) and what the place asks."""
    instance = outcome.instance
    return int(instance.cost[instance.edge(pupil, place)]) + int(outcome.asked[place])


def _use(outcome: Outcome) -> list[int]:
    use = [0] * len(outcome.case.inputs.places)
    for place in outcome.place:
        if place != NOWHERE:
            use[place] += 1
    return use


def minutes(value: float, language: str) -> str:
    return f"{number(round(value), language)} min"


def why(outcome: Outcome, pupil: int, language: str) -> str:
    """Why this pupil has this place."""
    case, place = outcome.case, outcome.place[pupil]
    row = case.eligibility.row(pupil)
    if case.locked[pupil] != NOWHERE:
        return Words("vastgezet: deze plaats lag al vast", "locked: this place was already decided").text(language)
    if len(row.places) == 1:
        return Words("de enige werkplek die kan", "the only workplace that is possible").text(language)
    kept = _kept(outcome, pupil)
    quicker = _quicker(outcome, pupil)
    if not quicker:
        wished = case.inputs.pupils[pupil].wish == case.inputs.places[place].code
        words = Words(
            f"{'eigen voorstel en ' if wished else ''}de vlotste van de {len(row.places)} werkplekken die kunnen",
            f"{'own proposal and ' if wished else ''}the easiest of the {len(row.places)} workplaces that are possible",
        )
        return kept.text(language) + words.text(language)
    return kept.text(language) + _passed(outcome, pupil, quicker, language)


def _kept(outcome: Outcome, pupil: int) -> Words:
    if outcome.repaired and outcome.earlier[pupil] == outcome.place[pupil]:
        return Words("bleef waar het was; ", "stayed where it was; ")
    return Words("", "")


def _quicker(outcome: Outcome, pupil: int) -> list[Alternative]:
    return [a for a in alternatives(outcome, pupil) if a.longer < 0]


def _passed(outcome: Outcome, pupil: int, quicker: list[Alternative], language: str) -> str:
    """Why not the place with the shortest journey: from the pupil's own data, and whether that place is full."""
    first = min(quicker, key=lambda a: (a.longer, a.place))
    code, less = outcome.case.inputs.places[first.place].code, minutes(-first.longer, language)
    if first.free and _kept(outcome, pupil).nl:
        words = Words("dan zou deze leerling verhuizen zonder dat het nodig is", "this pupil would move without need")
    elif first.free:
        words = Words("het eigen voorstel telt zwaarder", "the own proposal counts for more")
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
    listed = ", ".join(f"{count} {reason.words.text(language)}" for reason, count in here.items())
    words = Words(
        f"{sum(here.values())} werkplekken voor deze opleiding, geen enkele kan: {listed}",
        f"{sum(here.values())} workplaces for this programme, none is possible: {listed}",
    )
    return words.text(language)


def block_of(outcome: Outcome, pupil: int) -> Block | None:
    index = int(outcome.shortage.block[pupil])
    return outcome.shortage.blocks[index] if index != NOWHERE else None


def _competed(outcome: Outcome, pupil: int, language: str) -> str:
    block = block_of(outcome, pupil)
    if block is None:
        return Words("alle plaatsen die kunnen zijn vol", "all places that are possible are full").text(language)
    n, m = len(block.pupils), len(block.places)
    words = Words(
        f"{n} leerlingen kunnen alleen naar dezelfde {m} werkplek{'ken' if m != 1 else ''}, met samen {block.seats} "
        f"plaats{'en' if block.seats != 1 else ''}: {block.lacking} te weinig",
        f"{n} pupils can only go to the same {m} workplace{'s' if m != 1 else ''}, with {block.seats} "
        f"seat{'s' if block.seats != 1 else ''} together: {block.lacking} too few",
    )
    return words.text(language)


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
