"""OAO or SAO: which contract goes with an alternating programme, by the yearly average of hours at the workplace."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from vakwerk.engines.rules.formulas import checks
from vakwerk.engines.rules.formulas.checks import Check
from vakwerk.engines.rules.periods import months_after
from vakwerk.engines.rules.questions import Asked, Faults, Kind, Option, Question
from vakwerk.engines.rules.rulebook import Finding, Grid, Reader, Result, Rule, Version
from vakwerk.engines.rules.wording import counted, dated, number
from vakwerk.engines.words import Words

PLACES = (
    Option("real", Words("Bij een bedrijf of organisatie", "At a company or organisation")),
    Option("simulated", Words("Alleen op een gesimuleerde werkplek", "Only at a simulated workplace")),
)
NOT_COUNTED = Words("Wettelijke feestdagen en verlof tellen niet mee.", "Statutory holidays and leave are not counted.")
QUESTIONS = (
    Question(
        "place",
        Kind.CHOICE,
        Words("Waar leert de leerling op de werkplek?", "Where does the pupil learn at the workplace?"),
        options=PLACES,
    ),
    Question(
        "average",
        Kind.NUMBER,
        Words(
            "Hoeveel uur per week is dat gemiddeld over het schooljaar?",
            "How many hours a week is that on average over the school year?",
        ),
        hint=Words(
            "Weet u het gemiddelde niet? Beantwoord dan de drie volgende vragen. " + NOT_COUNTED.nl,
            "You do not know the average? Then answer the next three questions. " + NOT_COUNTED.en,
        ),
        needed=False,
        least=Decimal(0),
        most=Decimal(60),
    ),
    Question(
        "hours",
        Kind.NUMBER,
        Words("Uren op de werkplek in een gewone week", "Hours at the workplace in an ordinary week"),
        needed=False,
        least=Decimal(0),
        most=Decimal(60),
    ),
    Question(
        "weeks",
        Kind.COUNT,
        Words("Aantal weken op de werkplek", "Number of weeks at the workplace"),
        needed=False,
        least=Decimal(0),
        most=Decimal(53),
    ),
    Question(
        "year_weeks",
        Kind.COUNT,
        Words("Aantal weken van het schooljaar waarover u rekent", "Number of weeks of the school year to count over"),
        hint=NOT_COUNTED,
        needed=False,
        least=Decimal(1),
        most=Decimal(53),
    ),
    Question(
        "lessons",
        Kind.NUMBER,
        Words("Uren les in een gewone week", "Hours of lessons in an ordinary week"),
        needed=False,
        least=Decimal(0),
        most=Decimal(60),
    ),
    Question(
        "construction",
        Kind.YES_NO,
        Words(
            "Valt het bedrijf onder de bouw (paritair comité 124)?",
            "Is the company in construction (joint committee 124)?",
        ),
        needed=False,
    ),
)


def average_hours(asked: Asked) -> tuple[Decimal, tuple[Words, ...]]:
    """The average a week and how it was found. Raises `Faults` when there is too little to find it."""
    if asked["average"] is not None:
        return asked.number("average"), ()
    parts = ("hours", "weeks", "year_weeks")
    if any(asked[key] is None for key in parts):
        raise Faults({"average": _NO_AVERAGE})
    hours, weeks, year = (asked.number(key) for key in parts)
    if weeks > year:
        raise Faults(
            {"weeks": Words("Dat zijn meer weken dan het jaar telt.", "That is more weeks than the year has.")}
        )
    average = hours * weeks / year
    return average, (_product(hours, weeks, year, average),)


_NO_AVERAGE = Words(
    "Geef het gemiddelde, of de uren en de weken eronder.", "Give the average, or the hours and the weeks below it."
)


def _product(hours: Decimal, weeks: Decimal, year: Decimal, average: Decimal) -> Words:
    h, w, y, a = (number(value) for value in (hours, weeks, year, _shown(average)))
    return Words(
        f"{h.nl} uur x {w.nl} weken : {y.nl} weken = {a.nl} uur gemiddeld per week",
        f"{h.en} hours x {w.en} weeks : {y.en} weeks = {a.en} hours a week on average",
    )


def _shown(value: Decimal) -> Decimal:
    return round(value, 4)


def _since_2016(asked: Asked, read: Reader) -> Finding:
    if asked.text("place") == "simulated":
        return _unpaid(asked, read, (_SIMULATED,), None)
    average, steps = average_hours(asked)
    boundary = read.number("contract.boundary_hours")
    compared = _compared(average, boundary)
    if average >= boundary:
        return _paid(asked, read, (*steps, compared), average)
    return _unpaid(asked, read, (*steps, compared), average)


_SIMULATED = Words(
    "Alleen een gesimuleerde werkplek: dan is het altijd een SAO.",
    "Only a simulated workplace: then it is always a SAO.",
)


def _compared(average: Decimal, boundary: Decimal) -> Words:
    a, b = number(_shown(average)), counted(boundary, "hours")
    sign = "minstens" if average >= boundary else "minder dan"
    english = "at least" if average >= boundary else "less than"
    return Words(f"{a.nl} uur is {sign} {b.nl} per week.", f"{a.en} hours is {english} {b.en} a week.")


def _paid(asked: Asked, read: Reader, steps: tuple[Words, ...], average: Decimal) -> Finding:
    years = counted(read.number("oao.max_years"), "years")
    dimona = read.text("dimona.oao.construction" if asked.yes("construction") else "dimona.oao")
    rows = (
        (_PARTIES, Words("leerling, school en bedrijf", "pupil, school and company")),
        (
            _PAY,
            Words("ja: een leervergoeding, voor les en werk samen", "yes: an allowance, for lessons and work together"),
        ),
        (_TERM, Words(f"bepaalde duur, hoogstens {years.nl}", f"fixed term, at most {years.en}")),
        (_DIMONA, Words(dimona, dimona)),
        (
            _SECURITY,
            Words("ja, als de voorwaarden van de RSZ vervuld zijn", "yes, when the conditions of the RSZ are met"),
        ),
    )
    headline = Words(
        "Het wordt een OAO: een overeenkomst van alternerende opleiding, met leervergoeding.",
        "It is an OAO: an alternating training agreement, with an allowance.",
    )
    result: dict[str, Result] = {"contract": "OAO", "paid": True, "dimona": dimona, "average": average}
    return _finding(headline, result, steps, (*_notes(read), _rsz(read)), rows, asked, read)


def _unpaid(asked: Asked, read: Reader, steps: tuple[Words, ...], average: Decimal | None) -> Finding:
    dimona = read.text("dimona.sao")
    rows = (
        (_PARTIES, Words("leerling, school en bedrijf", "pupil, school and company")),
        (_PAY, Words("nee", "no")),
        (_DIMONA, Words(dimona, dimona)),
        (_SECURITY, Words("alleen voor arbeidsongevallen", "for accidents at work only")),
    )
    headline = Words(
        "Het wordt een SAO: een stageovereenkomst alternerende opleiding, zonder vergoeding.",
        "It is a SAO: an internship agreement for alternating training, without pay.",
    )
    result: dict[str, Result] = {"contract": "SAO", "paid": False, "dimona": dimona, "average": average}
    return _finding(headline, result, steps, _notes(read), rows, asked, read)


def _finding(
    headline: Words,
    result: dict[str, Result],
    steps: tuple[Words, ...],
    notes: tuple[Words, ...],
    rows: tuple[tuple[Words, Words], ...],
    asked: Asked,
    read: Reader,
) -> Finding:
    grids = [Grid(Words("Wat eruit volgt", "What follows"), (Words("Wat", "What"), Words("Hoe", "How")), rows)]
    week = _week(asked, read)
    if week:
        grids.append(checks.grid(Words("De week van de leerling", "The pupil's week"), (week,)))
    enough = week.holds if week else None
    return Finding(headline, {**result, "enough_hours": enough}, steps, notes, grids=tuple(grids))


def _week(asked: Asked, read: Reader) -> Check | None:
    """Are lessons and workplace together long enough? None when the lessons are not given."""
    work = asked["hours"] if asked["hours"] is not None else asked["average"]
    if asked["lessons"] is None or work is None:
        return None
    total = asked.number("lessons") + asked.number("hours" if asked["hours"] is not None else "average")
    least = read.number("dual.min_week_hours")
    need, have = counted(least, "hours"), counted(total, "hours")
    return Check(
        Words(f"Les en werkplek samen: minstens {need.nl}", f"Lessons and workplace together: at least {need.en}"),
        total >= least,
        Words(f"samen {have.nl}", f"{have.en} together"),
    )


def _notes(read: Reader) -> tuple[Words, ...]:
    chosen = Words(
        "Niemand kiest het type zelf: het volgt uit de opleiding en de uren.",
        "Nobody chooses the type: it follows from the programme and the hours.",
    )
    signed = Words(
        "Bij een minderjarige tekenen de ouders mee. Opleidingsplan en arbeidsreglement horen erbij.",
        "For a minor the parents sign as well. The training plan and the work rules come with it.",
    )
    return (chosen, *_registered(read), signed)


def _registered(read: Reader) -> tuple[Words, ...]:
    """The deadline for registering, from the day on which missing it costs the premiums."""
    if not read.begun("contract.register_months"):
        return ()
    months = counted(read.number("contract.register_months"), "months")
    last = dated(months_after(read.day, int(read.number("contract.register_months"))))
    return (
        Words(
            f"De trajectbegeleider registreert de overeenkomst binnen {months.nl} na het begin, dus uiterlijk op"
            f" {last.nl}. Te laat betekent: geen premie voor het bedrijf en geen voor de leerling.",
            f"The trajectory coach registers the agreement within {months.en} of its start, so by {last.en}. Too late"
            f" means: no premium for the company and none for the pupil.",
        ),
    )


def _rsz(read: Reader) -> Words:
    part, full = read.number("rsz.alt.lessons.compulsory"), read.number("rsz.alt.lessons.free")
    less, more = number(full), number(part)
    return Words(
        f"De RSZ vraagt ook minstens {more.nl} lesuren per jaar voor wie deeltijds leerplichtig is, en {less.nl} voor"
        f" wie niet meer leerplichtig is.",
        f"The RSZ also asks at least {more.en} lesson hours a year for who is part-time compulsory, and {less.en} for"
        f" who no longer has to go to school.",
    )


_PARTIES = Words("Wie tekent", "Who signs")
_PAY = Words("Vergoeding", "Pay")
_TERM = Words("Duur", "Term")
_DIMONA = Words("Type van de Dimona-aangifte", "Type of the Dimona declaration")
_SECURITY = Words("Sociale zekerheid", "Social security")

CONTRACT = Rule(
    name="contract_type",
    title=Words("OAO of SAO?", "OAO or SAO?"),
    about=Words(
        "Welke overeenkomst hoort bij een alternerende opleiding: met of zonder leervergoeding.",
        "Which agreement goes with an alternating programme: with or without an allowance.",
    ),
    questions=QUESTIONS,
    versions=(
        Version(date(2016, 9, 1), _since_2016, "Decreet van 10 juni 2016 (overeenkomsten alternerende opleiding)"),
    ),
    day_label=Words("Eerste dag van de overeenkomst", "First day of the agreement"),
    day_first=True,
)
