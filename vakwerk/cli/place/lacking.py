"""The part of the page about what lacks: shortages, programme by region, whom to call. No codes of pupils."""

from __future__ import annotations

import html
from collections import Counter

from vakwerk.engines.matching import Cell
from vakwerk.engines.words import Words

from . import nearest
from .markup import section, soft, table
from .regions import lacking
from .sheets import block_name
from .solving import Outcome

MOST_ROWS, MOST_TOWNS, MOST_CALLS = 25, 4, 5


def shortages(outcome: Outcome, language: str) -> str:
    title = Words("Waar ontbreken plaatsen?", "Where do seats lack?").text(language)
    if not outcome.shortage.blocks:
        none = Words("Nergens: iedereen heeft een plaats.", "Nowhere: everybody has a place.").text(language)
        return section("short", title, f"<p>{html.escape(none)}</p>")
    heads = _heads(
        language,
        Words("tekort", "shortage"), Words("opleidingen", "programmes"), Words("waar ze wonen", "where they live"),
        Words("leerlingen", "pupils"), Words("plaatsen", "seats"), Words("te weinig", "lacking"),
    )  # fmt: skip
    rows = []
    for number, block in enumerate(outcome.shortage.blocks[:MOST_ROWS]):
        own = [outcome.case.inputs.pupils[int(p)] for p in block.pupils]
        programmes = ", ".join(sorted({p.programme for p in own}))
        towns = [town for town, _count in Counter(p.municipality for p in own if p.municipality).most_common()]
        where = ", ".join(towns[:MOST_TOWNS]) + (" ..." if len(towns) > MOST_TOWNS else "")
        rows.append((block_name(number), programmes, where, len(own), block.seats, block.lacking))
    note = Words(
        "Deze leerlingen kunnen alleen naar deze plaatsen: het verschil is wat ontbreekt, hoe je ook schuift.",
        "These pupils can only go to these seats: the difference is what lacks, however you move them.",
    ).text(language)
    limit = nearest.more(outcome).text(language)
    more = _more(len(outcome.shortage.blocks) - MOST_ROWS, language)
    return section("short", title, f"{table(heads, rows, 3)}{more}{soft(limit or note)}")


def regions(outcome: Outcome, language: str) -> str:
    """Programme by region, first what lacks most for certain."""
    if not outcome.shortage.blocks:
        return ""
    found, kind = outcome.regions
    title = Words("Hoeveel ontbreekt er per opleiding en regio?", "How much lacks by programme and region?").text(
        language
    )
    heads = _heads(
        language,
        Words("opleiding", "programme"), Words("regio", "region"), Words("leerlingen", "pupils"),
        Words("te weinig", "lacking"),
    )  # fmt: skip
    every = Words("alle regio's", "all regions").text(language)
    rows = []
    for whole in sorted((cell for cell in found.programmes if cell.most), key=_worst):
        parts = sorted((cell for cell in found.cells if cell.programme == whole.programme and cell.most), key=_worst)
        shown = parts if len(parts) == 1 else [whole, *parts]
        rows += [(str(whole.programme), str(cell.region or every), cell.pupils, lacking(cell)) for cell in shown]
    note = Words(
        f"Regio: {kind.nl}. Twee getallen (1–3): het hangt ervan af wie een plaats krijgt. Kleine aantallen kunnen een "
        "leerling herkenbaar maken: dit blad is voor wie aan de ronde werkt, niet voor een website.",
        f"Region: {kind.en}. Two numbers (1–3): it depends on who gets a place. Small numbers may make a pupil "
        "recognisable: this page is for who works on the round, not for a website.",
    ).text(language)
    more = _more(len(rows) - MOST_ROWS, language)
    return section("short", title, f"{table(heads, rows[:MOST_ROWS], 2)}{more}{soft(note)}")


def _worst(cell: Cell) -> tuple[int, int, str]:
    return -cell.least, -cell.most, str(cell.region)


def calls(outcome: Outcome, language: str) -> str:
    """The first workplaces to call for each shortage."""
    if not outcome.help.calls:
        return ""
    title = Words("Wie bel je eerst?", "Whom to call first?").text(language)
    heads = _heads(
        language,
        Words("tekort", "shortage"), Words("werkplek", "workplace"), Words("wat je vraagt", "what to ask"),
        Words("kunnen er heen", "could go there"), Words("helpt", "helps"),
    )  # fmt: skip
    rows, order = list[tuple[str, str, str, int, int]](), Counter[int]()
    for call in outcome.help.calls:
        order[call.block] += 1
        if order[call.block] > MOST_CALLS or len(rows) == MOST_ROWS:
            continue
        place, ask = outcome.case.inputs.places[call.candidate.place], call.candidate.ask or call.candidate.what
        where = ", ".join(part for part in (place.company or place.code, place.municipality) if part)
        rows.append((block_name(call.block), where, ask.text(language), call.pupils, call.gain))
    note = Words(
        "Werkplekken die nu niet meedoen, per tekort in de volgorde om te bellen. Helpt: zoveel leerlingen meer met "
        "een plaats als alleen deze ja zegt, in deze ronde geprobeerd.",
        "Workplaces that do not take part now, for each shortage in the order in which to call. Helps: so many pupils "
        "more with a place when only this one says yes, tried in this round.",
    ).text(language)
    more = _more(len(outcome.help.calls) - len(rows), language)
    return section("short", title, f"{table(heads, rows, 2)}{more}{soft(note)}")


def _heads(language: str, *words: Words) -> list[str]:
    return [word.text(language) for word in words]


def _more(count: int, language: str) -> str:
    if count <= 0:
        return ""
    return soft(Words(f"En nog {count} in het rekenblad.", f"And {count} more in the workbook.").text(language))
