"""Internships in secondary education: who must, who may, how many half days, and what counts instead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from vakwerk.engines.rules.formulas import checks
from vakwerk.engines.rules.formulas.checks import Check
from vakwerk.engines.rules.formulas.pupil import AGE
from vakwerk.engines.rules.questions import Asked, Kind, Option, Question
from vakwerk.engines.rules.rulebook import Finding, Reader, Rule, Verdict, Version
from vakwerk.engines.rules.wording import counted
from vakwerk.engines.words import Words

FINALITIES = (
    Option("transfer", Words("Doorstroom", "Transfer")),
    Option("double", Words("Dubbele finaliteit", "Double finality")),
    Option("labour", Words("Arbeidsmarkt", "Labour market")),
)
YEARS = (
    Option("grade1", Words("Eerste graad", "First grade")),
    Option("grade2", Words("Tweede graad", "Second grade")),
    Option("third1", Words("Eerste jaar van de derde graad", "First year of the third grade")),
    Option("third2", Words("Tweede jaar van de derde graad", "Second year of the third grade")),
    Option("seventh", Words("Zevende jaar dat instroomt op de arbeidsmarkt", "Seventh year that leads to work")),
    Option("seventh_other", Words("Een ander zevende jaar", "Another seventh year")),
)
QUESTIONS = (
    Question("year", Kind.CHOICE, Words("In welk jaar zit de leerling?", "In which year is the pupil?"), options=YEARS),
    Question(
        "finality",
        Kind.CHOICE,
        Words("Welke finaliteit heeft de richting?", "Which finality has the programme?"),
        hint=Words("Niet nodig voor een zevende jaar.", "Not needed for a seventh year."),
        needed=False,
        options=FINALITIES,
    ),
    replace(AGE, needed=False),
    Question(
        "free",
        Kind.YES_NO,
        Words("Is de voltijdse leerplicht voorbij?", "Has full-time compulsory schooling ended?"),
        hint=Words(
            "Met 15 jaar na twee jaar secundair onderwijs, en uiterlijk met 16.",
            "At 15 after two years of secondary school, and at the latest at 16.",
        ),
        needed=False,
    ),
    Question(
        "planned",
        Kind.COUNT,
        Words("Hoeveel halve dagen stage zijn er gepland?", "How many half days of internship are planned?"),
        needed=False,
        least=Decimal(0),
        most=Decimal(400),
    ),
    Question(
        "observation",
        Kind.COUNT,
        Words("Hoeveel halve dagen observatie zijn er gepland?", "How many half days of observation are planned?"),
        hint=Words("Kijken in een bedrijf, zonder zelf te werken.", "Looking around in a company, without working."),
        needed=False,
        least=Decimal(0),
        most=Decimal(400),
    ),
    Question(
        "host",
        Kind.YES_NO,
        Words(
            "Betaalt de stagegever sociale bijdragen voor minstens een persoon, zelfstandige of werknemer?",
            "Does the host pay social contributions for at least one person, self-employed or employed?",
        ),
        needed=False,
    ),
)
NORMS = {
    "third1": "stage.half_days.year_1",
    "third2": "stage.half_days.years_2_3",
    "seventh": "stage.half_days.years_2_3",
}


def norm_for(asked: Asked, read: Reader) -> Decimal | None:
    """The half days that this pupil must do on that day; None when there is no obligation."""
    name = NORMS.get(asked.text("year"))
    if name is None or not read.begun(name):
        return None
    bound = asked.text("year") == "seventh" or asked.text("finality") in {"double", "labour"}
    return read.number(name) if bound else None


def _since_2023(asked: Asked, read: Reader) -> Finding:
    norm, useful = norm_for(asked, read), read.number("stage.useful_half_days")
    allowed = _allowed(asked, read)
    unclear = asked.text("year") in {"third1", "third2"} and not asked.text("finality")
    return Finding(
        headline=_ask_finality() if unclear else _headline(norm, allowed),
        result={
            "obliged": None if unclear else norm is not None,
            "norm": norm,
            "allowed": _three(allowed),
            "missing": _missing(asked, norm),
        },
        steps=tuple(_steps(asked, norm, useful)),
        notes=_NOTES,
        verdict=checks.verdict(allowed) if checks.verdict(allowed) is Verdict.NO else None,
        grids=(checks.grid(Words("Mag deze leerling op stage?", "May this pupil do an internship?"), allowed),),
    )


def _allowed(asked: Asked, read: Reader) -> tuple[Check, ...]:
    least = read.number("stage.min_age")
    years = counted(least, "years")
    return (
        Check(
            Words("Niet in de eerste graad", "Not in the first grade"),
            asked.text("year") != "grade1",
        ),
        Check(
            Words(f"Minstens {years.nl} oud", f"At least {years.en} old"),
            None if asked["age"] is None else asked.number("age") >= least,
        ),
        Check(
            Words("De voltijdse leerplicht is voorbij", "Full-time compulsory schooling has ended"),
            None if asked["free"] is None else asked.yes("free"),
        ),
        Check(
            Words("De stagegever telt minstens een persoon", "The host has at least one person"),
            None if asked["host"] is None else asked.yes("host"),
        ),
    )


def _three(allowed: tuple[Check, ...]) -> bool | None:
    return {Verdict.YES: True, Verdict.NO: False}.get(checks.verdict(allowed))


def _missing(asked: Asked, norm: Decimal | None) -> int | None:
    """Half days that are still to be planned; None when nothing must be, or when nobody said what is planned."""
    if norm is None or asked["planned"] is None:
        return None
    return max(0, int(norm) - asked.count("planned"))


def _ask_finality() -> Words:
    return Words(
        "Dat hangt van de finaliteit af: dubbele finaliteit en arbeidsmarkt moeten, doorstroom niet.",
        "That depends on the finality: double finality and labour market must, transfer need not.",
    )


def _headline(norm: Decimal | None, allowed: tuple[Check, ...]) -> Words:
    if checks.verdict(allowed) is Verdict.NO:
        why = checks.failing(allowed)[0]
        return Words(
            f"Deze stage mag niet. Niet vervuld: {_lower(why.nl)}.", f"No internship here. Not met: {_lower(why.en)}."
        )
    if norm is None:
        return Words("Stage is hier niet verplicht, maar mag.", "An internship is not compulsory here, but possible.")
    days = counted(norm, "half_days")
    return Words(
        f"Stage is verplicht: {days.nl} per schooljaar.", f"Internship is compulsory: {days.en} a school year."
    )


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]


def _steps(asked: Asked, norm: Decimal | None, useful: Decimal) -> list[Words]:
    steps = []
    missing = _missing(asked, norm)
    if norm is not None and missing is not None:
        steps.append(_compared(asked.count("planned"), norm, missing))
    if asked["planned"] is not None and 0 < asked.count("planned") < useful:
        least = counted(useful, "half_days")
        steps.append(
            Words(
                f"Een stage is pas zinvol vanaf {least.nl}, zegt de omzendbrief.",
                f"An internship is useful from {least.en} on, says the circular.",
            )
        )
    if missing and asked["observation"] is not None:
        seen = counted(asked.count("observation"), "half_days")
        steps.append(
            Words(
                f"Observatie: {seen.nl}. Die vervangt stage alleen waar de school niet genoeg stage kan geven.",
                f"Observation: {seen.en}. It replaces internship only where the school cannot give enough of it.",
            )
        )
    return steps


def _compared(planned: int, norm: Decimal, missing: int) -> Words:
    have, need, short = counted(planned, "half_days"), counted(norm, "half_days"), counted(missing, "half_days")
    if not missing:
        return Words(f"Gepland: {have.nl}. Dat haalt {need.nl}.", f"Planned: {have.en}. That meets {need.en}.")
    return Words(
        f"Gepland: {have.nl} van {need.nl}. Er ontbreken {short.nl}.",
        f"Planned: {have.en} of {need.en}. {short.en} are missing.",
    )


_NOTES = (
    Words(
        "De verplichting begon op 1 september 2023 voor het tweede jaar van de derde graad en de zevende jaren, en op"
        " 1 september 2024 voor het eerste jaar.",
        "The obligation began on 1 September 2023 for the second year of the third grade and the seventh years, and on"
        " 1 September 2024 for the first year.",
    ),
    Words(
        "Lukt het niet? Dan doet de school zoveel mogelijk observatieactiviteiten en schrijft zij op waarom.",
        "Does it not work out? Then the school does as many observation activities as possible and writes down why.",
    ),
    Words(
        "Er is geen hoogste aantal, maar het leerplan moet gehaald worden.",
        "There is no highest number, but the curriculum must be completed.",
    ),
    Words(
        "Nodig voor het begin: stageovereenkomst met reglement, risicoanalyse, werkpostfiche en zo nodig een"
        " gezondheidsbeoordeling. De school doet de Dimona (STG).",
        "Needed before the start: internship agreement with rules, risk analysis, workpost card and if needed a health"
        " assessment. The school does the Dimona (STG).",
    ),
)

INTERNSHIP = Rule(
    name="internship_half_days",
    title=Words("Stage: wie moet en hoeveel halve dagen?", "Internship: who must and how many half days?"),
    about=Words(
        "Of een leerling stage moet doen, of het mag, en wat er telt als het niet lukt.",
        "Whether a pupil must do an internship, whether it is allowed, and what counts when it does not work out.",
    ),
    questions=QUESTIONS,
    versions=(Version(date(2023, 9, 1), _since_2023, "Omzendbrief SO/2015/01 (edulex 14891); jow.be"),),
)
