"""What would help, per shortage, and whom to call: each tried in the round by the engine, nothing estimated."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from vakwerk.cli.files import Page
from vakwerk.cli.files.outputs import Cell
from vakwerk.engines.matching import Gain, Round, call_list, leads_by_block
from vakwerk.engines.matching import remedies as tried
from vakwerk.engines.words import Words

from . import titles
from .candidates import MOST_SLEEPING, Candidate, candidates, sleeping
from .case import NOWHERE
from .nearest import more
from .sheets import block_name, page
from .solving import Outcome, states

MOST_SHOWN, SEATS_EACH = 60, 3


@dataclass(frozen=True)
class Remedy:
    """A change that places more pupils; `helps`: shortages of those who then have a place."""

    candidate: Candidate
    gain: Gain
    helps: tuple[str, ...]


@dataclass(frozen=True)
class Call:
    """A sleeping workplace beside a shortage: `pupils` of it might go there; by itself it places `gain` more."""

    block: int
    candidate: Candidate
    pupils: int
    gain: int


@dataclass(frozen=True)
class Help:
    """`untried`: sleeping workplaces beyond those that were tried."""

    remedies: tuple[Remedy, ...]
    calls: tuple[Call, ...]
    untried: int


def help_of(outcome: Outcome) -> Help:
    """Remedies that place at least one pupil more, best first, and the calls shortage by shortage."""
    all_ = candidates(outcome)
    if not all_:
        return Help((), (), 0)
    round_ = Round(outcome.plain, outcome.settled, states=states(outcome.case))
    ranked = tried(round_, [candidate.event for candidate in all_], len(all_))
    own = {id(candidate.event): candidate for candidate in all_}
    found = [(own[id(remedy.change)], remedy.gain) for remedy in ranked]
    found.sort(key=lambda pair: (-pair[1].placed, pair[1].weight, pair[0].order))
    shown = [Remedy(c, gain, _helps(outcome, round_, c)) for c, gain in _few_seats(outcome, found)[:MOST_SHOWN]]
    gains = {id(candidate): gain.placed for candidate, gain in found}
    return Help(tuple(shown), _calls(outcome, all_, gains), max(len(sleeping(outcome)) - MOST_SLEEPING, 0))


def _few_seats(outcome: Outcome, found: list[tuple[Candidate, Gain]]) -> list[tuple[Candidate, Gain]]:
    """A seat more at any place of a shortage places one pupil more: a few for each shortage say enough."""
    blocks = {outcome.home(int(w)): n for n, b in enumerate(outcome.shortage.blocks) for w in b.places}
    count, kept = Counter[int](), list[tuple[Candidate, Gain]]()
    for candidate, gain in found:
        if candidate.order == 0:
            count[blocks[candidate.place]] += 1
        if candidate.order or count[blocks[candidate.place]] <= SEATS_EACH:
            kept.append((candidate, gain))
    return kept


def _helps(outcome: Outcome, round_: Round, candidate: Candidate) -> tuple[str, ...]:
    """Shortages of the pupils who would then have a place."""
    came = [move.pupil for move in round_.apply(candidate.event).moved if move.origin == NOWHERE]
    round_.undo()
    blocks = sorted({int(outcome.shortage.block[pupil]) for pupil in came} - {NOWHERE})
    return tuple(block_name(block) for block in blocks)


def _calls(outcome: Outcome, all_: list[Candidate], gains: dict[int, int]) -> tuple[Call, ...]:
    """Per shortage the sleeping workplaces: what helps most first, then where most of its pupils might go."""
    asleep = [candidate for candidate in all_ if candidate.lead is not None]
    leads = {
        lead.candidate: lead
        for lead in call_list(outcome.shortage, [candidate.lead for candidate in asleep if candidate.lead is not None])
    }
    found = []
    for block, numbers in leads_by_block(list(leads.values())).items():
        calls = [
            Call(block, asleep[number], dict(leads[number].blocks)[block], gains.get(id(asleep[number]), 0))
            for number in numbers
        ]
        found += sorted(calls, key=lambda call: -call.gain)
    return tuple(found)


def remedies_page(outcome: Outcome, language: str) -> Page:
    heads = (
        Words("wat", "what"), Words("zoveel leerlingen meer met een plaats", "so many pupils more with a place"),
        Words("anderen die ervoor verhuizen", "others who move for it"), Words("voor tekort", "for shortage"),
    )  # fmt: skip
    remark = Words(
        "Elk voorstel is een voor een in deze ronde geprobeerd en geteld; samen tellen ze niet zomaar op. Van een "
        f"plaats meer staan er per tekort hoogstens {SEATS_EACH}.",
        "Each was tried in this round by itself and counted; together they do not simply add up. Of one seat more at "
        f"most {SEATS_EACH} stand here for each shortage.",
    ).text(language)
    remark = f"{more(outcome).text(language)} {remark}".strip()
    rows: list[list[Cell]] = [
        [r.candidate.what.text(language), r.gain.placed, r.gain.moved, ", ".join(r.helps)]
        for r in outcome.help.remedies
    ]
    return page(titles.REMEDIES, heads, rows, language, (80, 18, 18, 16), remark)


def _asked(call: Call) -> Words:
    return call.candidate.ask or call.candidate.what


def calls_page(outcome: Outcome, language: str) -> Page:
    """Workplaces that do not take part now, shortage by shortage in the order in which to call them."""
    heads = (
        Words("tekort", "shortage"), Words("volgorde", "order"), Words("werkplek", "workplace"),
        Words("bedrijf", "company"), Words("gemeente", "municipality"), Words("wat je vraagt", "what to ask"),
        Words("leerlingen van dit tekort die er kunnen", "pupils of this shortage who could go there"),
        Words("geprobeerd: zoveel leerlingen meer met een plaats", "tried: so many pupils more with a place"),
    )  # fmt: skip
    nl = "Werkplekken die nu niet meedoen en een tekort kleiner kunnen maken. Bel van boven naar onder; geteld is elke "
    nl += "werkplek alleen. Kreeg je een ja, pas dan de werkplekken aan en start opnieuw."
    en = "Workplaces that do not take part now and could make a shortage smaller. Call from top to bottom; each is "
    en += "counted by itself. After a yes, change the workplaces and run again."
    if untried := outcome.help.untried:
        nl += f" Nog {untried} andere zijn niet geprobeerd."
        en += f" {untried} more were not tried."
    rows, order = list[list[Cell]](), Counter[int]()
    for call in outcome.help.calls:
        order[call.block] += 1
        place = outcome.case.inputs.places[call.candidate.place]
        rows.append(
            [
                block_name(call.block), order[call.block], place.code, place.company, place.municipality,
                _asked(call).text(language), call.pupils, call.gain,
            ]
        )  # fmt: skip
    return page(titles.CALLS, heads, rows, language, (9, 9, 12, 26, 18, 40, 16, 16), Words(nl, en).text(language))
