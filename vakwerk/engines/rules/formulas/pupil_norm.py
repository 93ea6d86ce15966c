"""The norm of a new programme at one site: met, still time, a tolerance year, or to be abolished; and a forecast.

The version is that of the school year in which the programme started. Preparation, dual and not dual count together.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from vakwerk.engines.rules.periods import school_year_ends
from vakwerk.engines.rules.questions import Asked, Faults, Kind, Question
from vakwerk.engines.rules.rulebook import Finding, Grid, Reader, Result, Rule, Verdict, Version
from vakwerk.engines.rules.wording import counted, dated
from vakwerk.engines.words import Words

MET, TIME, TOLERANCE, ABOLISH, UNCOUNTED, UNSURE = "met", "time", "tolerance", "abolish", "uncounted", "unsure"
YEARS = (1, 2, 3)
PARTS = (
    ("regular", Words("niet duaal", "not dual")),
    ("dual", Words("duaal", "dual")),
    ("preparatory", Words("aanloop", "preparation")),
)
_ORDER = (
    Words("Startjaar", "First year"),
    Words("Tweede schooljaar", "Second year"),
    Words("Derde schooljaar", "Third year"),
)
# The norm of five is for years 1 to 6; the seventh year reads a norm of its own, which no source gives yet.
SEVENTH_YEAR = Question(
    "seventh_year",
    Kind.YES_NO,
    Words("Is het een zevende leerjaar?", "Is it a seventh year?"),
    hint=Words(
        "De norm van vijf geldt voor het eerste tot het zesde leerjaar.", "The norm of five pupils is for years 1 to 6."
    ),
    needed=False,
)
_SHORTAGE = (
    Question(
        "shortage",
        Kind.YES_NO,
        Words(
            "Staat de richting op de lijst die naar knelpuntberoepen leidt?",
            "Is the programme on the list that leads to shortage occupations?",
        ),
        needed=False,
    ),
    Question(
        "shortage_list",
        Kind.TEXT,
        Words("Welke versie van die lijst?", "Which version of that list?"),
        needed=False,
    ),
)


def _count(key: str, label: Words) -> Question:
    return Question(key, Kind.COUNT, label, needed=False, least=Decimal(0), most=Decimal(2000))


def _part(year: int, key: str, label: Words) -> Question:
    order = _ORDER[year - 1]
    return _count(f"year{year}_{key}", Words(f"{order.nl}: leerlingen {label.nl}", f"{order.en}: pupils, {label.en}"))


QUESTIONS = (
    *(_part(year, key, label) for year in YEARS for key, label in PARTS),
    Question(
        "counted_on",
        Kind.DATE,
        Words("Op welke dag is er het laatst geteld?", "On which day was the last count?"),
        needed=False,
    ),
    SEVENTH_YEAR,
    *_SHORTAGE,
    Question(
        "looked_on",
        Kind.DATE,
        Words("Op welke dag bekijkt u het?", "On which day do you look at it?"),
        hint=Words("Dan ziet u of de termijn voorbij is.", "Then you see whether the term is over."),
        needed=False,
    ),
)
FORECAST_QUESTIONS = (
    _count("year1", Words("Leerlingen samen in het startjaar", "Pupils together in the first year")),
    _count("year2", Words("Leerlingen samen in het tweede schooljaar", "Pupils together in the second year")),
    SEVENTH_YEAR,
    *_SHORTAGE,
    _count("low", Words("U verwacht bij de volgende telling minstens", "At the next count you expect at least")),
    _count("high", Words("en hoogstens", "and at most")),
)


@dataclass(frozen=True)
class Window:
    """How many school years there are to meet the norm: `least` for sure, `most` when the programme is on the list."""

    start: date
    least: int
    most: int

    def label(self, year: int) -> str:
        """The name of the school year in which the programme is in its `year`-th year."""
        first = school_year_ends(self.start).year - 2 + year
        return f"{first}-{first + 1}"

    def end(self, year: int) -> date:
        """31 August of that school year."""
        return date(school_year_ends(self.start).year - 1 + year, 8, 31)


def _norm(asked: Asked, read: Reader) -> int:
    seventh = asked["seventh_year"] is not None and asked.yes("seventh_year")
    return int(read.number("programming.norm_pupils.seventh" if seventh else "programming.norm_pupils"))


def _totals(asked: Asked, norm: int) -> list[int | None]:
    """Pupils together per school year; None where nobody counted. Raises `Faults` for a skipped year that matters."""
    found: list[int | None] = []
    for year in YEARS:
        given = [asked.count(f"year{year}_{key}") for key, _ in PARTS if asked[f"year{year}_{key}"] is not None]
        found.append(sum(given) if given else None)
    _no_gap(found, norm, "year{}_regular")
    return found


def _no_gap(totals: list[int | None], norm: int, key: str) -> None:
    """Where one year met the norm, a year that nobody counted changes nothing."""
    if any(total is not None and total >= norm for total in totals):
        return
    for year, (before, after) in enumerate(pairwise(totals), start=1):
        if before is None and after is not None:
            words = Words(
                "Vul ook dit jaar in: een later jaar is geteld.", "Fill in this year too: a later one is counted."
            )
            raise Faults({key.format(year): words})


def _since_2024(asked: Asked, read: Reader) -> Finding:
    norm = _norm(asked, read)
    totals = _totals(asked, norm)
    together = read.said("programming.norm_counts")
    counting = _counting(asked, read)
    met = next((year for year in YEARS if (totals[year - 1] or 0) >= norm), None)
    window = _window(asked, read)
    if met is not None and met <= window.most:
        state = MET if met <= window.least else UNSURE
    else:
        state = _unmet(totals, window, asked)
    steps = (_together(together), *_steps(asked, totals, norm, window), counting, *_list_note(asked, read))
    notes = (_PERSON,)
    result = _result(state, totals, norm, window, met)
    return Finding(
        _say(state, totals, norm, window, met), result, steps, notes, _VERDICTS[state], (_grid(totals, norm, window),)
    )


def _before_2024(asked: Asked, read: Reader) -> Finding:
    """One pupil was enough; how many years there were, no source says."""
    norm = int(read.number("programming.norm_pupils"))
    totals = _totals(asked, norm)
    met = next((year for year in YEARS if (totals[year - 1] or 0) >= norm), None)
    if met is None:
        read.number("programming.norm_years")
    window = Window(read.day, len(YEARS), len(YEARS))
    result = _result(MET, totals, norm, window, met)
    steps = (*_steps(asked, totals, norm, window), _counting(asked, read))
    notes = (_PERSON,)
    return Finding(
        _say(MET, totals, norm, window, met), result, steps, notes, Verdict.YES, (_grid(totals, norm, window),)
    )


def _window(asked: Asked, read: Reader) -> Window:
    usual = int(read.number("programming.norm_years"))
    if asked["shortage"] is not None and not asked.yes("shortage"):
        return Window(read.day, usual, usual)
    longer = int(read.number("programming.norm_years.shortage"))
    return Window(read.day, longer if asked.yes("shortage") else usual, longer)


def _unmet(totals: list[int | None], window: Window, asked: Asked) -> str:
    counted_years = sum(total is not None for total in totals)
    if counted_years >= window.most:
        return ABOLISH
    if counted_years >= window.least:
        return UNSURE
    if asked["looked_on"] is not None and asked.day("looked_on") > window.end(window.least):
        return UNCOUNTED
    return TOLERANCE if asked.yes("shortage") and counted_years == window.most - 1 else TIME


_VERDICTS = {
    MET: Verdict.YES,
    TIME: Verdict.ON_CONDITION,
    TOLERANCE: Verdict.ON_CONDITION,
    UNSURE: Verdict.ON_CONDITION,
    UNCOUNTED: Verdict.ON_CONDITION,
    ABOLISH: Verdict.NO,
}


def _result(state: str, totals: list[int | None], norm: int, window: Window, met: int | None) -> dict[str, Result]:
    best = max((total for total in totals if total is not None), default=None)
    last = _last_year(state, window)
    return {
        "state": state,
        "norm": norm,
        "counted": tuple("" if total is None else str(total) for total in totals),
        "best": best,
        "met_in": window.label(met) if met else None,
        "last_year": window.label(last),
        "until": window.end(last),
    }


def _last_year(state: str, window: Window) -> int:
    """The last year that is sure while there is time; else the last one that could be."""
    return window.least if state in {TIME, UNCOUNTED} else window.most


def _say(state: str, totals: list[int | None], norm: int, window: Window, met: int | None) -> Words:
    need, last = counted(norm, "pupils"), window.label(_last_year(state, window))
    if state == MET and met:
        have, year = counted(totals[met - 1] or 0, "pupils"), window.label(met)
        return Words(
            f"De norm is gehaald: {have.nl} in {year}, de norm is {norm}.",
            f"The norm is met: {have.en} in {year}, the norm is {norm}.",
        )
    return {
        TIME: Words(
            f"De norm van {need.nl} is nog niet gehaald. Er is tijd tot en met schooljaar {last}.",
            f"The norm of {need.en} is not met yet. There is time up to school year {last}.",
        ),
        TOLERANCE: Words(
            f"De norm is niet gehaald. Schooljaar {last} is het extra gedoogjaar.",
            f"The norm is not met. School year {last} is the extra tolerance year.",
        ),
        ABOLISH: Words(
            f"De norm van {need.nl} is niet gehaald tot en met {last}: de richting moet op deze vestiging stoppen.",
            f"The norm of {need.en} was not met up to {last}: the programme must stop at this site.",
        ),
        UNSURE: Words(
            f"Dit hangt ervan af of de richting op de lijst staat: dan was er tijd tot en met {last}.",
            f"This depends on whether the programme is on the list: then there was time up to {last}.",
        ),
        UNCOUNTED: Words(
            f"De termijn is voorbij ({last}) en niet elk schooljaar is geteld: voer eerst de telling in.",
            f"The term is over ({last}) and not every school year was counted: enter the count first.",
        ),
    }[state]


def _together(parts: Words) -> Words:
    return Words(f"Samen tellen: {parts.nl}.", f"Counted together: {parts.en}.")


def _steps(asked: Asked, totals: list[int | None], norm: int, window: Window) -> tuple[Words, ...]:
    return tuple(
        _sum(asked, year, total, norm, window.label(year))
        for year, total in enumerate(totals, start=1)
        if total is not None
    )


def _sum(asked: Asked, year: int, total: int, norm: int, label: str) -> Words:
    given = [(part, asked.count(key)) for name, part in PARTS if asked[key := f"year{year}_{name}"] is not None]
    dutch = " + ".join(f"{count} {part.nl}" for part, count in given)
    english = " + ".join(f"{count} {part.en}" for part, count in given)
    nl, en = ("minstens", "at least") if total >= norm else ("minder dan", "less than")
    return Words(f"{label}: {dutch} = {total}, {nl} {norm}", f"{label}: {english} = {total}, {en} {norm}")


def _grid(totals: list[int | None], norm: int, window: Window) -> Grid:
    heads = (Words("Schooljaar", "School year"), Words("Leerlingen samen", "Pupils together"), Words("Norm", "Norm"))
    rows = tuple(
        (Words(label := window.label(year), label), _cell(totals[year - 1]), Words(str(norm), str(norm)))
        for year in range(1, window.most + 1)
    )
    verdicts = tuple(
        None if (total := totals[year - 1]) is None else (Verdict.YES if total >= norm else Verdict.NO)
        for year in range(1, window.most + 1)
    )
    return Grid(Words("Tellingen", "Counts"), heads, rows, verdicts)


def _cell(total: int | None) -> Words:
    return Words("nog niet geteld", "not counted yet") if total is None else Words(str(total), str(total))


def _counting(asked: Asked, read: Reader) -> Words:
    """Which day decided. No source gives the official one, so the answer names the day that was given."""
    read.reading("programming.counting_date")
    if asked["counted_on"] is None:
        return Words(
            "Er is geen teldag gegeven, en de officiële teldatum is niet gevonden.",
            "No counting day was given, and the official counting date was not found.",
        )
    day = dated(asked.day("counted_on"))
    return Words(
        f"Gerekend met de telling van {day.nl}, omdat u die dag gaf. De officiële teldatum is niet gevonden.",
        f"Reckoned with the count of {day.en}, since you gave that day. The official counting date was not found.",
    )


def _list_note(asked: Asked, read: Reader) -> tuple[Words, ...]:
    if asked["shortage"] is not None and not asked.yes("shortage"):
        return ()
    read.reading("programming.shortage_list")
    if not asked.text("shortage_list"):
        return ()
    name = asked.text("shortage_list")
    return (Words(f"Gebruikte lijst: {name}.", f"List that was used: {name}."),)


_PERSON = Words(
    "Dit is geen beslissing: een bevoegde ambtenaar neemt die.",
    "This is no decision: a competent civil servant takes it.",
)


def _forecast(asked: Asked, read: Reader) -> Finding:
    """What next year needs. No chance is computed: nobody has the data for it."""
    norm, window = _norm(asked, read), _window(asked, read)
    totals = [asked.count(key) if asked[key] is not None else None for key in ("year1", "year2")]
    _no_gap(totals, norm, "year{}")
    known = [total for total in totals if total is not None]
    if any(total >= norm for total in known):
        return _reached(norm, window, totals)
    following = len(known) + 1
    if following > window.most:
        return _no_year_left(norm, window)
    return _needed(asked, norm, window, following)


def _reached(norm: int, window: Window, totals: list[int | None]) -> Finding:
    year, total = next((year, total) for year, total in enumerate(totals, start=1) if total and total >= norm)
    have = counted(total, "pupils")
    headline = Words(
        f"De norm is al gehaald in {window.label(year)}, met {have.nl}.",
        f"The norm was met in {window.label(year)} already, with {have.en}.",
    )
    result: dict[str, Result] = {"outlook": MET, "needed": 0, "year": window.label(year), "last_chance": False}
    return Finding(headline, result, verdict=Verdict.YES)


def _no_year_left(norm: int, window: Window) -> Finding:
    headline = Words(
        f"De termijn tot en met {window.label(window.most)} is op en de norm van {norm} is niet gehaald.",
        f"The term up to {window.label(window.most)} is over and the norm of {norm} is not met.",
    )
    result: dict[str, Result] = {"outlook": ABOLISH, "needed": None, "year": None, "last_chance": False}
    return Finding(headline, result, verdict=Verdict.NO)


def _needed(asked: Asked, norm: int, window: Window, following: int) -> Finding:
    low, high = (asked.count(key) if asked[key] is not None else None for key in ("low", "high"))
    if low is not None and high is not None and low > high:
        raise Faults({"high": Words("Dit is minder dan het minste.", "This is less than the least.")})
    outlook = _outlook(norm, low, high)
    year, last = window.label(following), following >= window.least
    headline = _need(year, counted(norm, "pupils"), _WAYS[outlook], only_listed=following > window.least)
    result: dict[str, Result] = {"outlook": outlook, "needed": norm, "year": year, "last_chance": last}
    notes = (_last(following, window), _NO_CHANCE)
    return Finding(headline, result, _scenarios(norm, low, high), notes, Verdict.ON_CONDITION)


_WAYS = {
    "enough": Words(
        "Zelfs met het minste dat u verwacht, is dat gehaald.", "Even with the least you expect, that is met."
    ),
    "open": Words("Met wat u verwacht, kan het beide kanten op.", "With what you expect, it can go either way."),
    "short": Words("Met het meeste dat u verwacht, is dat niet gehaald.", "With the most you expect, that is not met."),
    "unknown": Words("U gaf geen verwachting.", "You gave no expectation."),
}


def _need(year: str, need: Words, way: Words, *, only_listed: bool) -> Words:
    """A year that exists only for the list is no year to count on for who does not know whether it is listed."""
    if only_listed:
        return Words(
            f"Alleen als de richting op de lijst staat, telt {year} nog: dan zijn minstens {need.nl} nodig. {way.nl}",
            f"Only if the programme is on the list does {year} still count: then at least {need.en} are needed."
            f" {way.en}",
        )
    return Words(
        f"In {year} zijn minstens {need.nl} nodig. {way.nl}", f"In {year} at least {need.en} are needed. {way.en}"
    )


def _outlook(norm: int, low: int | None, high: int | None) -> str:
    if low is not None and low >= norm:
        return "enough"
    if high is not None and high < norm:
        return "short"
    return "unknown" if low is None and high is None else "open"


def _scenarios(norm: int, low: int | None, high: int | None) -> tuple[Words, ...]:
    named = ((low, Words("Minste", "Least")), (high, Words("Meeste", "Most")))
    return tuple(_scenario(norm, value, name) for value, name in named if value is not None)


def _scenario(norm: int, value: int, name: Words) -> Words:
    nl, en = ("gehaald", "met") if value >= norm else ("niet gehaald", "not met")
    short = norm - value
    dutch = f", {short} te weinig" if short > 0 else ""
    english = f", {short} too few" if short > 0 else ""
    return Words(
        f"{name.nl}: {value} tegenover {norm}: {nl}{dutch}", f"{name.en}: {value} against {norm}: {en}{english}"
    )


def _last(following: int, window: Window) -> Words:
    year = window.label(following)
    if following < window.least:
        until = window.label(window.least)
        return Words(f"Daarna is er nog tijd tot en met {until}.", f"After that there is time up to {until}.")
    if following > window.least:
        return Words(f"Ook dan is {year} de laatste kans.", f"Even then {year} is the last chance.")
    if window.most > window.least:
        return Words(
            f"{year} is de laatste kans, tenzij de richting op de lijst van knelpuntberoepen staat.",
            f"{year} is the last chance, unless the programme is on the list of shortage occupations.",
        )
    return Words(f"{year} is de laatste kans.", f"{year} is the last chance.")


_NO_CHANCE = Words(
    "Dit is geen kans op slagen: daarvoor zijn er geen gegevens. Het zijn uw eigen verwachtingen tegenover de norm.",
    "This is no probability: there are no data for one. It sets your own expectations against the norm.",
)

_SINCE_2024 = date(2024, 9, 1)
_SOURCE_2024 = "Omzendbrief SO 61, edulex 12999; gewu.be, nieuwsbericht 128; het plan TSO/BSO, 2.2"
PUPIL_NORM = Rule(
    name="pupil_norm",
    title=Words("Haalt deze richting de norm van leerlingen?", "Does this programme meet the norm of pupils?"),
    about=Words(
        "De norm voor een nieuwe richting op een vestiging: gehaald, nog tijd, een gedoogjaar, of stoppen.",
        "The norm for a new programme at a site: met, still time, a tolerance year, or stop.",
    ),
    questions=QUESTIONS,
    versions=(
        # The source does not say since when one pupil was enough; the other older rules here are of 2020-2021.
        Version(date(2020, 9, 1), _before_2024, "benweyts.be, nieuwe programmatienorm: voordien volstond een leerling"),
        Version(_SINCE_2024, _since_2024, _SOURCE_2024),
    ),
    day_label=Words("Eerste schooldag van de richting", "First school day of the programme"),
)
NORM_FORECAST = Rule(
    name="norm_forecast",
    title=Words("Zal deze vestiging de norm halen?", "Will this site meet the norm?"),
    about=Words(
        "Wat er bij de volgende telling nodig is, en wat uw eigen verwachting dan betekent.",
        "What the next count must be, and what your own expectation then means.",
    ),
    questions=FORECAST_QUESTIONS,
    versions=(Version(_SINCE_2024, _forecast, _SOURCE_2024),),
    day_label=Words("Eerste schooldag van de richting", "First school day of the programme"),
)
