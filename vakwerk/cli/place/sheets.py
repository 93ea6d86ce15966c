"""The sheets that people read: placement, who has none, shortages, seats, what changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from vakwerk.cli.files import Page
from vakwerk.cli.files.outputs import Cell
from vakwerk.engines.matching.events import State
from vakwerk.engines.words import Words

from . import titles, why
from .case import NOWHERE
from .fields import DROP, FORBID, LOCK
from .solving import STATES, Outcome

if TYPE_CHECKING:
    from vakwerk.engines.matching import Block

SHOWN = 12


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
    heads = (
        Words("leerling", "pupil"), Words("opleiding", "programme"), Words("werkplek", "workplace"),
        Words("bedrijf", "company"), Words("gemeente werkplek", "municipality of workplace"),
        Words("minuten", "minutes"), Words("km (vogelvlucht)", "km (straight line)"), Words("hoe", "how"),
        Words("waarom", "why"), Words("tweede keus", "next best"), Words("tweede keus betekent", "next best means"),
        Words("nog te bevestigen", "still to be confirmed"), Words("status", "status"), LOCK.label, FORBID.label,
    )  # fmt: skip
    remark = Words(
        f"Reistijd: {outcome.case.eligibility.travel.label.nl}. Zet ja bij vastzetten of verbieden, of vul zelf een "
        "werkplek in, bewaar, en start opnieuw met --previous.",
        f"Travel: {outcome.case.eligibility.travel.label.en}. Write yes under lock or forbid, or fill in a workplace "
        "yourself, save, and run again with --previous.",
    ).text(language)
    rows = [_placed_row(outcome, pupil, language) for pupil in range(len(outcome.place))]
    return page(
        titles.PLACED, heads, rows, language, (12, 24, 12, 24, 18, 9, 10, 14, 46, 12, 22, 20, 13, 11, 14), remark
    )


def _placed_row(outcome: Outcome, pupil: int, language: str) -> list[Cell]:
    case, place = outcome.case, outcome.place[pupil]
    person = case.inputs.pupils[pupil]
    forbidden = "; ".join(sorted({*person.forbid, *(w for p, w in case.wishes.forbidden if p == person.code)}))
    yes = Words("ja", "yes").text(language)
    lock = yes if case.locked[pupil] != NOWHERE else ""
    mode = why.mode_words(person.mode, language)
    if place == NOWHERE:
        none = Words('geen plaats, zie "Zonder plaats"', 'no place, see "Without place"').text(language)
        return [person.code, person.programme, "", "", "", None, None, mode, none, "", "", "", "", "", forbidden]
    there = case.inputs.places[place]
    other, means = why.next_best(outcome, pupil, language)
    return [
        person.code, person.programme, there.code, there.company, there.municipality,
        round(case.eligibility.minutes(pupil, place)), round(case.eligibility.km(pupil, place), 1), mode,
        why.why(outcome, pupil, language), other, means, why.confirm(outcome, pupil, language),
        status(outcome, pupil, language), lock, forbidden,
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
    places = [case.inputs.places[int(w)].code for w in block.places]
    also = [case.inputs.places[int(w)].code for w in block.tighter]
    return [
        block_name(number), len(pupils), block.seats, block.lacking, _counted([p.programme for p in pupils]),
        _counted([p.municipality for p in pupils]), _some([p.code for p in pupils]), _some(places) or "–",
        _sum(block, len(pupils), also).text(language),
    ]  # fmt: skip


def _sum(block: Block, pupils: int, also: list[str]) -> Words:
    if block.kind == "no_place":
        return Words(
            'geen enkele werkplek kan; de reden per leerling staat in "Zonder plaats"',
            'no workplace is possible; the reason for each pupil stands in "Without place"',
        )
    beside = Words(
        f"; {_some(also)} {'is' if len(also) == 1 else 'zijn'} al helemaal nodig voor een nog groter tekort"
        if also
        else "",
        f"; {_some(also)} {'is' if len(also) == 1 else 'are'} already needed for a shortage that is worse"
        if also
        else "",
    )
    kept = Words(
        f"; {block.locked} plaats(en) liggen al vast" if block.locked else "",
        f"; {block.locked} seat(s) are locked already" if block.locked else "",
    )
    one = pupils == 1
    seats = "is 1 plaats" if block.seats == 1 else f"zijn {block.seats} plaatsen"
    count = f"{pupils} - {block.seats} = {block.lacking}"
    return Words(
        f"{'deze leerling kan' if one else f'deze {pupils} leerlingen kunnen'} nergens anders heen, en er {seats}: "
        f"{count} te weinig{beside.nl}{kept.nl}",
        f"{'this pupil' if one else f'these {pupils} pupils'} can go nowhere else, seats there: {block.seats}; "
        f"{count} lacking{beside.en}{kept.en}",
    )


def _counted(names: list[str]) -> str:
    """ "Gent (3), Aalst (1)", most first."""
    count = {name: names.count(name) for name in names}
    ordered = sorted(count, key=lambda name: (-count[name], name))
    return _some([f"{name} ({count[name]})" for name in ordered])


def _some(names: list[str]) -> str:
    more = len(names) - SHOWN
    return ", ".join(names[:SHOWN]) + (f" ... (+{more})" if more > 0 else "")


def places(outcome: Outcome, language: str) -> Page:
    heads = (
        Words("werkplek", "workplace"), Words("bedrijf", "company"), Words("gemeente", "municipality"),
        Words("plaatsen", "seats"), Words("bezet", "taken"), Words("vrij", "free"),
        Words("leerlingen", "pupils"), Words("opmerking", "remark"), DROP.label,
    )  # fmt: skip
    case, who = outcome.case, _who(outcome)
    dropped, blocked = case.dropped(), case.eligibility.judge.blocked
    rows: list[list[Cell]] = []
    for index, place in enumerate(case.inputs.places):
        own = place.drop or place.code in case.wishes.dropped_places
        remark = _remark(int(blocked[index]), language) or _idle(outcome, index, language)
        free = place.seats - len(who[index]) if not blocked[index] else 0
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
    return page(titles.PLACES, heads, rows, language, (12, 26, 18, 9, 8, 8, 40, 50, 11))


def _remark(reason: int, language: str) -> str:
    from vakwerk.engines.matching.eligibility import Reason

    return Reason(reason).words.text(language) if reason else ""


def _idle(outcome: Outcome, place: int, language: str) -> str:
    """A place that nobody could use says so: that is where to look for more pupils, or for another programme."""
    if outcome.comers[place]:
        return ""
    return Words("geen leerling van deze ronde kan hier terecht", "no pupil of this round can go here").text(language)


def _who(outcome: Outcome) -> list[list[str]]:
    """Codes of the pupils of each place."""
    who: list[list[str]] = [[] for _ in outcome.case.inputs.places]
    for pupil, place in enumerate(outcome.place):
        if place != NOWHERE:
            who[place].append(outcome.case.inputs.pupils[pupil].code)
    return who


def companies(outcome: Outcome, language: str) -> Page:
    heads = (
        Words("bedrijf", "company"), Words("werkplekken", "workplaces"), Words("plaatsen", "seats"),
        Words("bezet", "taken"), DROP.label,
    )  # fmt: skip
    who, rows = _who(outcome), list[list[Cell]]()
    mine = outcome.case.inputs.places
    for name in outcome.case.companies:
        own = [index for index, place in enumerate(mine) if place.company == name]
        yes = Words("ja", "yes").text(language) if name in outcome.case.wishes.dropped_companies else ""
        taken = sum(len(who[index]) for index in own)
        rows.append([name, len(own), sum(mine[index].seats for index in own), taken, yes])
    return page(titles.COMPANIES, heads, rows, language)


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
    return Words(
        "schoof op om een andere leerling een plaats te geven of te laten houden",
        "moved on so that another pupil gets or keeps a place",
    ).text(language)
