"""The result as one HTML page: what came out, a map, two charts and their tables. Nothing is fetched from anywhere.

Dots stand about a kilometre off (rounded to 0.01 degree) and no code of a pupil is in it: the page may be shown in a
meeting. The workbook holds the names.
"""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from vakwerk.engines.places import ATTRIBUTION, outlines
from vakwerk.engines.words import Words

from . import drawing, proof
from .case import NOWHERE
from .drawing import BLUE, Bar, Dot, Town, Work
from .inputs import Place, Pupil
from .sheets import block_name
from .solving import Outcome

STEP, LAST = 15, 90
ROUNDED = 2
STYLE = Path(__file__).with_name("page.css")


def html_page(outcome: Outcome, language: str) -> str:
    """The whole page as text."""

    def say(nl: str, en: str) -> str:
        return html.escape(Words(nl, en).text(language))

    style = STYLE.read_text(encoding="utf-8")
    remark = outcome.case.inputs.remark
    title = say("Wie gaat waarheen?", "Who goes where?")
    notice = f'<p class="notice"><strong>{html.escape(remark)}</strong></p>' if remark else ""
    body = "".join(
        [
            f"<h1>{title}</h1>{notice}",
            _facts(outcome, language),
            '<div class="grid">',
            _map(outcome, language),
            _travel(outcome, language),
            _programmes(outcome, language),
            "</div>",
            _short(outcome, language),
            _foot(outcome, language),
        ]
    )
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{title}</title><style>{style}</style></head><body><main>{body}</main></body></html>\n"
    )


def _section(kind: str, title: str, content: str) -> str:
    return f'<section class="{kind}"><h2>{title}</h2>{content}</section>'


def _table(heads: Sequence[str], rows: Sequence[Sequence[str | int]], numbers: int) -> str:
    """The last `numbers` columns hold figures. On a telephone each row becomes a list, its heads beside the cells."""
    first = len(heads) - numbers
    kinds = ["" if column < first else ' class="n"' for column in range(len(heads))]
    top = "".join(f'<th scope="col"{kind}>{html.escape(head)}</th>' for head, kind in zip(heads, kinds, strict=True))
    lines = "".join("<tr>" + "".join(map(_cell, row, kinds, heads)) + "</tr>" for row in rows)
    narrow = " list" if len(heads) > 3 else ""
    return f'<div class="wide{narrow}"><table><thead><tr>{top}</tr></thead><tbody>{lines}</tbody></table></div>'


def _cell(value: str | int, kind: str, head: str) -> str:
    return f'<td{kind} data-head="{html.escape(head, quote=True)}">{html.escape(str(value))}</td>'


def _folded(words: Words, language: str, table: str) -> str:
    return f"<details><summary>{html.escape(words.text(language))}</summary>{table}</details>"


def _facts(outcome: Outcome, language: str) -> str:
    n, placed = len(outcome.place), outcome.solution.placed
    seats = sum(place.seats for place in outcome.case.inputs.places)
    mean = round(proof.total_minutes(outcome) / placed) if placed else 0
    facts = [
        (f"{placed} / {n}", Words("leerlingen met een plaats", "pupils with a place")),
        (str(n - placed), Words("zonder plaats", "without a place")),
        (str(seats), Words("plaatsen opgegeven", "seats given")),
        (f"{mean} min", Words("gemiddelde reis (schatting)", "average journey (estimate)")),
    ]
    if outcome.repaired:
        facts.append((str(len(outcome.moved())), Words("verhuisd sinds vorige keer", "moved since last time")))
    items = "".join(f"<li><b>{html.escape(value)}</b>{html.escape(what.text(language))}</li>" for value, what in facts)
    return f'<ul class="facts">{items}</ul>'


def _dot(lat: float, lon: float) -> Dot:
    return Dot(round(lat, ROUNDED), round(lon, ROUNDED))


def _map(outcome: Outcome, language: str) -> str:
    pupils, places = outcome.case.inputs.pupils, outcome.case.inputs.places
    taken = Counter(place for place in outcome.place if place != NOWHERE)
    blocked = outcome.case.eligibility.judge.blocked
    works = [Work(_dot(p.lat, p.lon), not blocked[w] and taken[w] < p.seats) for w, p in enumerate(places)]
    homes = [_dot(p.lat, p.lon) for p in pupils]
    shown, waiting = solution_counts(outcome)
    title = Words(
        f"Kaart: {shown} leerlingen met een lijn naar hun werkplek, {waiting} zonder plaats",
        f"Map: {shown} pupils with a line to their workplace, {waiting} without a place",
    ).text(language)
    picture = drawing.crowd_map(homes, works, outcome.place, _towns(outcome), title)
    note = Words(
        "Stippen liggen tot een kilometer naast de echte plek; wie op dezelfde plek woont of werkt, staat in een "
        "kring. Lijnen zijn geen routes.",
        "Dots lie up to a kilometre off the real spot; those in the same spot stand in a ring. Lines are no routes.",
    ).text(language)
    heading = Words("Kaart", "Map").text(language)
    return _section(
        "map", heading, f'<figure>{picture}</figure>{_key(language)}<p class="soft">{html.escape(note)}</p>'
    )


def solution_counts(outcome: Outcome) -> tuple[int, int]:
    """(with a place, without)."""
    return outcome.solution.placed, len(outcome.place) - outcome.solution.placed


def _towns(outcome: Outcome) -> list[Town]:
    """Municipalities in which somebody lives or works, the busiest first, at the middle of what lies there."""
    lying: dict[str, list[Dot]] = {}
    everybody: list[Pupil | Place] = [*outcome.case.inputs.pupils, *outcome.case.inputs.places]
    for one in everybody:
        if one.municipality:
            lying.setdefault(one.municipality, []).append(_dot(one.lat, one.lon))
    found = []
    for name, dots in lying.items():
        spot, crowd = Counter(dots).most_common(1)[0]
        found.append(Town(spot, name, crowd))
    return sorted(found, key=lambda town: (-town.crowd, town.name))


MARKS = (
    ('<circle cx="5" cy="5" r="4" fill="#1b2733"/>', Words("leerling met plaats", "pupil with a place")),
    (
        '<circle cx="5" cy="5" r="3.6" fill="#fff" stroke="#b3261e" stroke-width="2"/>',
        Words("leerling zonder plaats", "pupil without a place"),
    ),
    ('<rect x="1" y="1" width="8" height="8" fill="#0b5cad"/>', Words("werkplek, vol", "workplace, full")),
    (
        '<rect x="1.5" y="1.5" width="7" height="7" fill="#fff" stroke="#0b5cad" stroke-width="2"/>',
        Words("werkplek met vrije plaats", "workplace with a free seat"),
    ),
)


def _soft(text: str) -> str:
    return f'<p class="soft">{html.escape(text)}</p>'


def _key(language: str) -> str:
    items = "".join(
        f'<li><svg viewBox="0 0 10 10" aria-hidden="true">{mark}</svg>{html.escape(what.text(language))}</li>'
        for mark, what in MARKS
    )
    return f'<ul class="key">{items}</ul>'


def _travel(outcome: Outcome, language: str) -> str:
    eligibility = outcome.case.eligibility
    minutes = [eligibility.minutes(p, w) for p, w in enumerate(outcome.place) if w != NOWHERE]
    bins = list(range(0, LAST, STEP))
    counts = [sum(low <= m < low + STEP for m in minutes) for low in bins] + [sum(m >= LAST for m in minutes)]
    labels = [f"{low}–{low + STEP - 1} min" for low in bins] + [f"{LAST}+ min"]
    shown = [(label, count) for label, count in zip(labels, counts, strict=True)]
    while len(shown) > 1 and not shown[-1][1]:
        shown.pop()
    title = Words("Hoe lang duurt de reis?", "How long is the journey?").text(language)
    chart = drawing.bars([Bar(label, ((count, BLUE),), str(count)) for label, count in shown], title)
    heads = [
        Words("minuten, een kant op", "minutes, one way").text(language),
        Words("leerlingen", "pupils").text(language),
    ]
    note = Words(
        f"Deur tot deur, een kant op; {eligibility.travel.label.nl}.",
        f"Door to door, one way; {eligibility.travel.label.en}.",
    ).text(language)
    table = _folded(Words("Als tabel", "As a table"), language, _table(heads, shown, 1))
    return _section("chart", title, f"<figure>{chart}</figure>{_soft(note)}{table}")


def _programmes(outcome: Outcome, language: str) -> str:
    everybody = Counter(pupil.programme for pupil in outcome.case.inputs.pupils)
    placed = Counter(outcome.case.inputs.pupils[p].programme for p, w in enumerate(outcome.place) if w != NOWHERE)
    names = sorted(everybody, key=lambda name: (placed[name] - everybody[name], name))
    rows = [(name, placed[name], everybody[name] - placed[name]) for name in names]
    title = Words("Waar lukt het, en waar niet?", "Where does it work, and where not?").text(language)
    of = Words("van", "of").text(language)
    lines = [Bar(name, ((have, BLUE), (lack, "#fff")), f"{have} {of} {have + lack}") for name, have, lack in rows]
    heads = [
        Words(nl, en).text(language)
        for nl, en in (("opleiding", "programme"), ("met plaats", "with a place"), ("zonder", "without"))
    ]
    note = Words("Blauw: met een plaats. Rode rand: nog zonder.", "Blue: with a place. Red outline: without.").text(
        language
    )
    table = _folded(Words("Als tabel", "As a table"), language, _table(heads, rows, 2))
    return _section("chart", title, f"<figure>{drawing.bars(lines, title)}</figure>{_soft(note)}{table}")


def _short(outcome: Outcome, language: str) -> str:
    """The shortages, without codes of pupils."""
    title = Words("Waar ontbreken plaatsen?", "Where do seats lack?").text(language)
    if not outcome.shortage.blocks:
        none = Words("Nergens: iedereen heeft een plaats.", "Nowhere: everybody has a place.").text(language)
        return _section("short", title, f"<p>{html.escape(none)}</p>")
    heads = [
        Words(nl, en).text(language)
        for nl, en in (
            ("tekort", "shortage"), ("opleidingen", "programmes"), ("waar ze wonen", "where they live"),
            ("leerlingen", "pupils"), ("plaatsen", "seats"), ("te weinig", "lacking"),
        )
    ]  # fmt: skip
    rows = []
    for number, block in enumerate(outcome.shortage.blocks):
        own = [outcome.case.inputs.pupils[int(p)] for p in block.pupils]
        programmes = ", ".join(sorted({p.programme for p in own}))
        towns = [town for town, _count in Counter(p.municipality for p in own).most_common(4)]
        where = ", ".join(towns) + (" ..." if len({p.municipality for p in own}) > len(towns) else "")
        rows.append((block_name(number), programmes, where, len(own), block.seats, block.lacking))
    note = Words(
        "Deze leerlingen kunnen alleen naar deze plaatsen: het verschil is wat ontbreekt, hoe je ook schuift. In het "
        "rekenblad staat wat helpt.",
        "These pupils can only go to these seats: the difference is what lacks, however you move them. The workbook "
        "says what would help.",
    ).text(language)
    return _section("short", title, f"{_table(heads, rows, 3)}{_soft(note)}")


def _foot(outcome: Outcome, language: str) -> str:
    proven = Words(
        "Nagekeken en bewezen: met deze gegevens kan niemand meer leerlingen plaatsen, en geen ruil maakt de reizen "
        "samen korter. Het is een voorstel: school, leerling, ouders en bedrijf beslissen.",
        "Checked and proven: with these data nobody can place more pupils, and no exchange makes the journeys together "
        "shorter. It is a proposal: school, pupil, parents and company decide.",
    ).text(language)
    sources = f"{outlines().attribution}. {ATTRIBUTION}"
    return f"<p>{html.escape(proven)}</p>{_soft(sources)}"
