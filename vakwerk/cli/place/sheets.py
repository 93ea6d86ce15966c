"""The sheets that people read: placement, who has none, shortages, seats, what changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from vakwerk.cli.files import Page
from vakwerk.cli.files.outputs import Cell
from vakwerk.engines.matching.events import State
from vakwerk.engines.words import Words

from . import titles, why
from .case import NOWHERE
from .counts import counted_en, is_nl, seats_nl
from .fields import DROP, FORBID, LOCK
from .inputs import Place
from .nearest import within
from .solving import STATES, Outcome

if TYPE_CHECKING:
    from vakwerk.engines.matching import Block

SHOWN = 12
FULL_ABOVE = Words(
    "er zijn nog plaatsen, maar mentor, vestiging of bedrijf kan er niet meer aan",
    "seats are left, but mentor, establishment or company can take no more",
)
PLACED_HEADS = (
    Words("leerling", "pupil"), Words("opleiding", "programme"), Words("werkplek", "workplace"),
    Words("bedrijf", "company"), Words("gemeente werkplek", "municipality of workplace"),
    Words("minuten", "minutes"), Words("km (vogelvlucht)", "km (straight line)"), Words("hoe", "how"),
    Words("waarom", "why"), Words("tweede keus", "next best"), Words("tweede keus betekent", "next best means"),
    Words("nog te bevestigen", "still to be confirmed"), Words("status", "status"), LOCK.label, FORBID.label,
)  # fmt: skip
PLACES_HEADS = (
    Words("werkplek", "workplace"), Words("bedrijf", "company"), Words("gemeente", "municipality"),
    Words("plaatsen", "seats"), Words("bezet", "taken"), Words("vrij", "free"),
    Words("leerlingen", "pupils"), Words("opmerking", "remark"), DROP.label,
)  # fmt: skip
COMPANIES_HEADS = (
    Words("bedrijf", "company"), Words("werkplekken", "workplaces"), Words("plaatsen", "seats"),
    Words("bezet", "taken"), DROP.label,
)  # fmt: skip


def page(
    title: Words,
    heads: Sequence[Words],
    rows: Sequence[Sequence[Cell]],
    language: str,
    widths: Sequence[int] = (),
    remark: str = "",
) -> Page:
    """One sheet in one language; a sheet without rows says so."""
    none = Words("(niets)", "(nothing)").text(language)
    return Page(
        titles_text(title, language),
        [head.text(language) for head in heads],
        rows or [[none]],
        titles.file_of(title, language),
        widths,
        remark,
    )


def titles_text(title: Words, language: str) -> str:
    return title.text(language)


def placed(outcome: Outcome, language: str) -> Page:
    """Every pupil, in the order of the input; those without a place too, so that one can be filled in by hand."""
    remark = Words(
        f"Reistijd: {outcome.case.eligibility.travel.label.nl}. Zet ja bij vastzetten of verbieden, of vul zelf een "
        "werkplek in, bewaar, en start opnieuw met --previous.",
        f"Travel: {outcome.case.eligibility.travel.label.en}. Write yes under lock or forbid, or fill in a workplace "
        "yourself, save, and run again with --previous.",
    ).text(language)
    banned: dict[str, set[str]] = {person.code: set(person.forbid) for person in outcome.case.inputs.pupils}
    for code, where in outcome.case.wishes.forbidden:
        banned.setdefault(code, set()).add(where)
    rows = [
        [*_placed_row(outcome, pupil, language), "; ".join(sorted(banned[person.code]))]
        for pupil, person in enumerate(outcome.case.inputs.pupils)
    ]
    widths = (12, 24, 12, 24, 18, 9, 10, 14, 46, 12, 22, 20, 13, 11, 14)
    return page(titles.PLACED, PLACED_HEADS, rows, language, widths, remark)


def _placed_row(outcome: Outcome, pupil: int, language: str) -> list[Cell]:
    """All but the last cell. A signed place is kept by its status, so needs no lock."""
    case, place = outcome.case, outcome.place[pupil]
    person = case.inputs.pupils[pupil]
    yes = Words("ja", "yes").text(language)
    lock = yes if case.locked[pupil] != NOWHERE and person.code not in case.wishes.signed else ""
    mode = why.mode_words(person.mode, language)
    if place == NOWHERE:
        none = Words('geen plaats, zie "Zonder plaats"', 'no place, see "Without place"').text(language)
        return [person.code, person.programme, "", "", "", None, None, mode, none, "", "", "", "", ""]
    there = case.inputs.places[place]
    other, means = why.next_best(outcome, pupil, language)
    return [
        person.code, person.programme, there.code, there.company, there.municipality,
        round(case.eligibility.minutes(pupil, place)), round(case.eligibility.km(pupil, place), 1), mode,
        why.why(outcome, pupil, language), other, means, why.confirm(outcome, pupil, language),
        status(outcome, pupil, language), lock,
    ]  # fmt: skip


def status(outcome: Outcome, pupil: int, language: str) -> str:
    """As it was in the result before when the pupil stayed; a new place is proposed."""
    place, said = outcome.case.wishes.earlier.get(outcome.case.inputs.pupils[pupil].code, ("", ""))
    stayed = place == outcome.case.inputs.places[outcome.place[pupil]].code
    state = next((state for state, words in STATES.items() if said in words), State.PROPOSED)
    return STATES[state if stayed else State.PROPOSED][language == "en"]


def unplaced(outcome: Outcome, language: str) -> Page:
    heads = (
        Words("leerling", "pupil"), Words("opleiding", "programme"), Words("woont in", "lives in"),
        Words("waarom geen plaats", "why no place"), Words("tekort", "shortage"),
        Words("dichtste die niet kunnen, en waarom", "nearest that are not possible, and why"),
    )  # fmt: skip
    rows: list[list[Cell]] = []
    for pupil, place in enumerate(outcome.place):
        if place == NOWHERE:
            person = outcome.case.inputs.pupils[pupil]
            block = int(outcome.shortage.block[pupil])
            rows.append(
                [
                    person.code,
                    person.programme,
                    person.municipality,
                    why.why_none(outcome, pupil, language),
                    block_name(block) if block != NOWHERE else "",
                    why.nearest_out(outcome, pupil, language),
                ]
            )
    return page(titles.UNPLACED, heads, rows, language, (12, 24, 18, 50, 9, 70))


def block_name(number: int) -> str:
    return f"T{number + 1}"


def shortages(outcome: Outcome, language: str) -> Page:
    """Each shortage as a sum that anybody can check: these pupils, only these places, so many seats."""
    heads = (
        Words("tekort", "shortage"), Words("leerlingen", "pupils"), Words("plaatsen", "seats"),
        Words("te weinig", "lacking"), Words("opleidingen", "programmes"),
        Words("waar de leerlingen wonen", "where the pupils live"),
        Words("wie", "who"), Words("enige werkplekken die kunnen", "only workplaces that are possible"),
        Words("in woorden", "in words"),
    )  # fmt: skip
    rows: list[list[Cell]] = [
        _block(outcome, number, block, language) for number, block in enumerate(outcome.shortage.blocks)
    ]
    return page(titles.SHORT, heads, rows, language, (9, 10, 9, 9, 26, 26, 40, 40, 60))


def _block(outcome: Outcome, number: int, block: Block, language: str) -> list[Cell]:
    case = outcome.case
    pupils = [case.inputs.pupils[int(p)] for p in block.pupils]
    places = [_seat_name(outcome, int(w)).text(language) for w in block.places]
    also = [_seat_name(outcome, int(w)) for w in block.tighter]
    return [
        block_name(number), len(pupils), block.seats, block.lacking, _counted([p.programme for p in pupils]),
        _counted([p.municipality for p in pupils]), _some([p.code for p in pupils]), _some(places) or "–",
        _sum(block, len(pupils), also).text(language) + within(outcome, outcome.short_by_cut).text(language),
    ]  # fmt: skip


def _seat_name(outcome: Outcome, seat: int) -> Words:
    code = outcome.case.inputs.places[outcome.home(seat)].code
    if seat < outcome.plain.n_known:
        return Words(code, code)
    return Words(f"{code} (voorbehouden)", f"{code} (reserved)")


def _sum(block: Block, pupils: int, also: list[Words]) -> Words:
    if block.kind == "no_place":
        return Words(
            'geen enkele werkplek kan; de reden per leerling staat in "Zonder plaats"',
            'no workplace is possible; the reason for each pupil stands in "Without place"',
        )
    beside, kept = Words("", ""), Words("", "")
    if also:
        beside = Words(
            f"; {_some([name.nl for name in also])} {is_nl(len(also))} al helemaal nodig voor een nog groter tekort",
            f"; {_some([name.en for name in also])} {'is' if len(also) == 1 else 'are'} already needed for a shortage "
            "that is worse",
        )
    if block.locked:
        kept = Words(
            f"; {seats_nl(block.locked)} {'ligt' if block.locked == 1 else 'liggen'} al vast",
            f"; {counted_en(block.locked, 'seat')} already locked",
        )
    count = f"{pupils} - {block.seats} = {block.lacking}"
    return Words(
        f"{'deze leerling kan' if pupils == 1 else f'deze {pupils} leerlingen kunnen'} nergens anders heen, en er "
        f"{is_nl(block.seats)} {seats_nl(block.seats)}: {count} te weinig{beside.nl}{kept.nl}",
        f"{'this pupil' if pupils == 1 else f'these {pupils} pupils'} can go nowhere else, seats there: {block.seats}; "
        f"{count} lacking{beside.en}{kept.en}",
    )


def _counted(names: list[str]) -> str:
    """ "Gent (3), Aalst (1)", most first."""
    ordered = sorted(Counter(names).items(), key=lambda pair: (-pair[1], pair[0]))
    return _some([f"{name or '?'} ({count})" for name, count in ordered])


def _some(names: list[str]) -> str:
    more = len(names) - SHOWN
    return ", ".join(names[:SHOWN]) + (f" ... (+{more})" if more > 0 else "")


def places(outcome: Outcome, language: str) -> Page:
    case, who = outcome.case, _who(outcome)
    dropped, blocked = case.dropped(), case.eligibility.judge.blocked
    rows: list[list[Cell]] = []
    for index, place in enumerate(case.inputs.places):
        own = place.drop or place.code in case.wishes.dropped_places
        free = 0 if blocked[index] else outcome.room[index]
        remark = _remark(int(blocked[index]), language) or _idle(outcome, index, language)
        if not remark and free < place.seats - len(who[index]):
            remark = FULL_ABOVE.text(language)
        remark = "; ".join(part for part in (remark, _reserved(outcome, place).text(language)) if part)
        yes = Words("ja", "yes").text(language) if own and dropped[index] else ""
        rows.append(
            [
                place.code,
                place.company,
                place.municipality,
                place.seats,
                len(who[index]),
                free,
                ", ".join(who[index]),
                remark,
                yes,
            ]
        )
    return page(titles.PLACES, PLACES_HEADS, rows, language, (12, 26, 18, 9, 8, 8, 40, 50, 11))


def _remark(reason: int, language: str) -> str:
    from vakwerk.engines.matching.eligibility import Reason

    return Reason(reason).words.text(language) if reason else ""


def _idle(outcome: Outcome, place: int, language: str) -> str:
    """A place that nobody could use says so: that is where to look for more pupils, or for another programme."""
    if outcome.comers[place]:
        return ""
    return Words("geen leerling van deze ronde kan hier terecht", "no pupil of this round can go here").text(language)


def _reserved(outcome: Outcome, place: Place) -> Words:
    """What is kept for some, or was."""
    if not place.reserved:
        return Words("", "")
    if outcome.case.released(place):
        return Words(
            f"niet meer voorbehouden sinds {place.release}: open voor iedereen",
            f"no longer reserved since {place.release}: open to everybody",
        )
    until = Words(f" tot en met {place.release}", f" until {place.release}") if place.release else Words("", "")
    whom = _some(list(place.reserved_for))
    return Words(
        f"{seats_nl(place.reserved)} voorbehouden voor {whom}{until.nl}",
        f"{counted_en(place.reserved, 'seat')} reserved for {whom}{until.en}",
    )


def _who(outcome: Outcome) -> list[list[str]]:
    """Codes of the pupils of each place."""
    who: list[list[str]] = [[] for _ in outcome.case.inputs.places]
    for pupil, place in enumerate(outcome.place):
        if place != NOWHERE:
            who[place].append(outcome.case.inputs.pupils[pupil].code)
    return who


def companies(outcome: Outcome, language: str) -> Page:
    who, mine = _who(outcome), dict[str, list[int]]()
    for index, place in enumerate(outcome.case.inputs.places):
        mine.setdefault(place.company, []).append(index)
    rows: list[list[Cell]] = []
    for name in outcome.case.companies:
        own = mine[name]
        yes = Words("ja", "yes").text(language) if name in outcome.case.wishes.dropped_companies else ""
        seats = sum(outcome.case.inputs.places[index].seats for index in own)
        rows.append([name, len(own), seats, sum(len(who[index]) for index in own), yes])
    return page(titles.COMPANIES, COMPANIES_HEADS, rows, language)


def changed(outcome: Outcome, language: str) -> Page:
    """Everybody whose place is another one than in the result before, and why."""
    heads = (
        Words("leerling", "pupil"), Words("was", "was"), Words("is nu", "is now"),
        Words("minuten", "minutes"), Words("waarom", "why"),
    )  # fmt: skip
    case, rows = outcome.case, list[list[Cell]]()
    codes = [place.code for place in case.inputs.places]
    for pupil, person in enumerate(case.inputs.pupils):
        before = case.wishes.earlier.get(person.code, ("", ""))[0]
        now = outcome.place[pupil]
        code = codes[now] if now != NOWHERE else ""
        if before != code:
            travel = round(case.eligibility.minutes(pupil, now)) if now != NOWHERE else None
            rows.append([person.code, before or "–", code or "–", travel, _why_moved(outcome, pupil, before, language)])
    gone = sorted(set(case.wishes.earlier) - set(case.pupil_number))
    left = Words("doet niet meer mee", "no longer takes part").text(language)
    rows += [[code, case.wishes.earlier[code][0] or "–", "–", None, left] for code in gone]
    return page(titles.CHANGED, heads, rows, language, (12, 14, 14, 10, 70))


def _why_moved(outcome: Outcome, pupil: int, before: str, language: str) -> str:
    case = outcome.case
    if case.locked[pupil] != NOWHERE:
        return Words("jij zette deze plaats vast", "you locked this place").text(language)
    if not before:
        return Words("had nog geen plaats", "had no place yet").text(language)
    place = case.place_number.get(before)
    if place is None:
        return Words("die werkplek is er niet meer", "that workplace is no longer there").text(language)
    if place not in case.eligibility.row(pupil).places:
        return case.eligibility.reason(pupil, place).words.text(language)
    if outcome.place[pupil] == NOWHERE:
        return Words('er zijn te weinig plaatsen: zie "Zonder plaats"', 'too few seats: see "Without place"').text(
            language
        )
    return Words(
        "schoof op om een andere leerling een plaats te geven of te laten houden",
        "moved on so that another pupil gets or keeps a place",
    ).text(language)
