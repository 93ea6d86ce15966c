"""The result as one HTML page: what came out, a map, two charts and their tables. Nothing is fetched from anywhere.

Dots stand about a kilometre off (rounded to 0.01 degree) and no code of a pupil is in it: the page may be shown in a
meeting. The workbook holds the names.
"""

from __future__ import annotations

import html
from collections import Counter
from pathlib import Path

from vakwerk.engines.places import ATTRIBUTION, outlines
from vakwerk.engines.words import Words

from . import drawing, lacking, proof
from .case import NOWHERE
from .counts import counted_en, pupils_nl
from .drawing import BLUE, Bar, Dot, Town, Work
from .inputs import Place, Pupil
from .markup import folded, section, soft, table
from .nearest import within
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
            lacking.shortages(outcome, language),
            lacking.regions(outcome, language),
            lacking.calls(outcome, language),
            _foot(outcome, language),
        ]
    )
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{title}</title><style>{style}</style></head><body><main>{body}</main></body></html>\n"
    )


def _facts(outcome: Outcome, language: str) -> str:
    n, placed = len(outcome.place), outcome.solution.placed
    seats = sum(place.seats for place in outcome.case.inputs.places)
    mean = f"{round(proof.total_minutes(outcome) / placed)} min" if placed else "–"
    facts = [
        (f"{placed} / {n}", Words("leerlingen met een plaats", "pupils with a place")),
        (str(n - placed), Words("zonder plaats", "without a place")),
        (
            str(seats),
            Words("plaats opgegeven", "seat given") if seats == 1 else Words("plaatsen opgegeven", "seats given"),
        ),
        (mean, Words("gemiddelde reis (schatting)", "average journey (estimate)")),
    ]
    if outcome.repaired:
        facts.append((str(len(outcome.moved())), Words("veranderd sinds vorige keer", "changed since last time")))
    items = "".join(f"<li><b>{html.escape(value)}</b>{html.escape(what.text(language))}</li>" for value, what in facts)
    return f'<ul class="facts">{items}</ul>'


def _dot(lat: float, lon: float) -> Dot:
    return Dot(round(lat, ROUNDED), round(lon, ROUNDED))


def _map(outcome: Outcome, language: str) -> str:
    pupils, places = outcome.case.inputs.pupils, outcome.case.inputs.places
    blocked = outcome.case.eligibility.judge.blocked
    works = [Work(_dot(p.lat, p.lon), not blocked[w] and outcome.room[w] > 0) for w, p in enumerate(places)]
    homes = [_dot(p.lat, p.lon) for p in pupils]
    shown, waiting = solution_counts(outcome)
    title = Words(
        f"Kaart: {pupils_nl(shown)} met een lijn naar een werkplek, {waiting} zonder plaats",
        f"Map: {counted_en(shown, 'pupil')} with a line to a workplace, {waiting} without a place",
    ).text(language)
    picture = drawing.crowd_map(homes, works, outcome.place, _towns(outcome), title)
    note = Words(
        "Stippen liggen tot een kilometer naast de echte plek; wie op dezelfde plek woont of werkt, staat in een "
        "kring. Lijnen zijn geen routes.",
        "Dots lie up to a kilometre off the real spot; those in the same spot stand in a ring. Lines are no routes.",
    ).text(language)
    heading = Words("Kaart", "Map").text(language)
    return section("map", heading, f'<figure>{picture}</figure>{_key(language)}<p class="soft">{html.escape(note)}</p>')


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
    (
        '<rect x="1" y="1" width="8" height="8" fill="#0b5cad"/>',
        Words("werkplek, vol of doet niet mee", "workplace, full or not taking part"),
    ),
    (
        '<rect x="1.5" y="1.5" width="7" height="7" fill="#fff" stroke="#0b5cad" stroke-width="2"/>',
        Words("werkplek met vrije plaats", "workplace with a free seat"),
    ),
)


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
    numbers = folded(Words("Als tabel", "As a table"), language, table(heads, shown, 1))
    return section("chart", title, f"<figure>{chart}</figure>{soft(note)}{numbers}")


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
    numbers = folded(Words("Als tabel", "As a table"), language, table(heads, rows, 2))
    return section("chart", title, f"<figure>{drawing.bars(lines, title)}</figure>{soft(note)}{numbers}")


def _foot(outcome: Outcome, language: str) -> str:
    nl, en = "geen ruil maakt de reizen samen korter", "no exchange makes the journeys together shorter"
    if outcome.repaired:
        nl, en = "met minder verhuizingen kan het niet", "it cannot be done with fewer moves"
    most, least = within(outcome, outcome.short_by_cut), within(outcome, outcome.cut and not outcome.short_by_cut)
    proven = Words(
        f"Nagekeken en bewezen{most.nl}: met deze gegevens kan niemand meer leerlingen plaatsen, en {nl}{least.nl}. "
        "Het is een voorstel: school, leerling, ouders en bedrijf beslissen.",
        f"Checked and proven{most.en}: with these data nobody can place more pupils, and {en}{least.en}. It is a "
        "proposal: school, pupil, parents and company decide.",
    ).text(language)
    sources = f"{outlines().attribution}. {ATTRIBUTION}"
    return f"<p>{html.escape(proven)}</p>{soft(sources)}"
