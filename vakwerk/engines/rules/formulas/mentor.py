"""Who may be the mentor of a learner at a recognised workplace."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from vakwerk.engines.rules.formulas.checks import Check, grid, verdict
from vakwerk.engines.rules.periods import age_on, months_after
from vakwerk.engines.rules.questions import Asked, Faults, Kind, Option, Question
from vakwerk.engines.rules.rulebook import Finding, Reader, Rule, Verdict, Version
from vakwerk.engines.rules.wording import counted, dated
from vakwerk.engines.words import Words

_TRAINED = (
    Option("done", Words("Ja, de opleiding is gevolgd", "Yes, the training is done")),
    Option("exempt", Words("Vrijgesteld op basis van ervaring", "Exempt because of experience")),
    Option("later", Words("Nog niet", "Not yet")),
)
QUESTIONS = (
    Question("born", Kind.DATE, Words("Geboortedatum van de mentor", "Date of birth of the mentor")),
    Question(
        "years",
        Kind.NUMBER,
        Words("Hoeveel jaar praktijkervaring in het beroep?", "How many years of practice in the occupation?"),
        least=Decimal(0),
        most=Decimal(70),
    ),
    Question(
        "derogation",
        Kind.YES_NO,
        Words(
            "Staat het partnerschap een afwijking toe, met bewijs van een relevante opleiding of EVC?",
            "Does the partnership allow a derogation, on proof of relevant training or prior learning?",
        ),
    ),
    Question(
        "extract",
        Kind.DATE,
        Words("Datum van het uittreksel 596.2 (minderjarigenmodel)", "Date of the extract 596.2 (model for minors)"),
        hint=Words("Laat leeg als er nog geen is.", "Leave empty when there is none yet."),
        needed=False,
    ),
    Question(
        "training",
        Kind.CHOICE,
        Words("Volgde de mentor de mentoropleiding?", "Did the mentor follow the training?"),
        options=_TRAINED,
    ),
    Question(
        "recognised",
        Kind.DATE,
        Words("Sinds wanneer is de werkplek erkend?", "Since when is the workplace recognised?"),
        hint=Words("Laat leeg als de erkenning nog niet gegeven is.", "Leave empty when it is not recognised yet."),
        needed=False,
    ),
)


def _since_2019(asked: Asked, read: Reader) -> Finding:
    if asked.day("born") > read.day:
        raise Faults({"born": Words("Dit ligt na de aanstelling.", "This is after the designation.")})
    checks = (_age(asked, read), _experience(asked, read), _conduct(asked, read), _training(asked, read))
    outcome = verdict(checks)
    title = Words("De voorwaarden een voor een", "The conditions one by one")
    return Finding(
        headline=_HEADLINES[outcome],
        result={
            "allowed": {Verdict.YES: True, Verdict.NO: False}.get(outcome),
            "verdict": outcome.value,
            **{key: verdict((check,)).value for key, check in zip(_KEYS, checks, strict=True)},
        },
        notes=_NOTES,
        verdict=outcome,
        grids=(grid(title, checks),),
    )


_KEYS = ("age", "experience", "conduct", "training")
_HEADLINES = {
    Verdict.YES: Words("Deze persoon kan mentor zijn.", "This person can be a mentor."),
    Verdict.ON_CONDITION: Words(
        "Deze persoon kan mentor zijn als nog iets in orde komt.",
        "This person can be a mentor once something more is in order.",
    ),
    Verdict.NO: Words("Deze persoon kan op deze dag geen mentor zijn.", "This person cannot be a mentor on this day."),
}
_NOTES = (
    Words(
        "Hoeveel leerlingen een mentor tegelijk mag begeleiden, bepaalt elk sectoraal partnerschap. Vraag het daar na.",
        "How many learners a mentor may guide at once is set by each sector partnership. Ask there.",
    ),
    Words(
        "Noteer van het uittreksel alleen dat u het zag en op welke dag. Bewaar het document niet.",
        "Of the extract, note only that you saw it and on which day. Do not keep the document.",
    ),
)


def _age(asked: Asked, read: Reader) -> Check:
    least, reduced = read.number("mentor.min_age"), read.number("mentor.reduced_age")
    age = age_on(asked.day("born"), read.day)
    years, low = counted(least, "years"), counted(reduced, "years")
    condition = Words(
        f"Minstens {years.nl}, of {low.nl} met een afwijking", f"At least {years.en}, or {low.en} with a derogation"
    )
    return Check(condition, _with_derogation(age >= least, age >= reduced, asked), counted(age, "years"))


def _experience(asked: Asked, read: Reader) -> Check:
    least, have = read.number("mentor.min_experience"), asked.number("years")
    years = counted(least, "years")
    condition = Words(
        f"Minstens {years.nl} praktijkervaring, of minder met een afwijking",
        f"At least {years.en} of practice, or less with a derogation",
    )
    return Check(condition, _with_derogation(have >= least, True, asked), counted(have, "years"))


def _with_derogation(enough: bool, enough_with: bool, asked: Asked) -> bool | None:
    if enough or not enough_with:
        return enough
    return True if asked.yes("derogation") else None


def _conduct(asked: Asked, read: Reader) -> Check:
    most = read.number("mentor.extract_max_age")
    days = counted(most, "days")
    condition = Words(
        f"Uittreksel 596.2, op de dag van de aanstelling hoogstens {days.nl} oud",
        f"Extract 596.2, at most {days.en} old on the day of designation",
    )
    if asked["extract"] is None:
        return Check(condition, None, Words("Er is er nog geen", "There is none yet"))
    age = (read.day - asked.day("extract")).days
    if age < 0:
        return Check(condition, False, Words("De datum ligt na de aanstelling", "Dated after the designation"))
    return Check(condition, age <= most, counted(age, "days"))


def _training(asked: Asked, read: Reader) -> Check:
    """The term is that of the day of the recognition: those of the first corona months have longer."""
    recognised = None if asked["recognised"] is None else asked.day("recognised")
    term = read.number("mentor.training_term", recognised)
    months = counted(term, "months")
    condition = Words(
        f"Mentoropleiding binnen {months.nl} na de erkenning", f"Mentor training within {months.en} of the recognition"
    )
    if asked.text("training") != "later":
        return Check(condition, True, Words("Gevolgd of vrijgesteld", "Followed or exempt"))
    if recognised is None:
        found = Words("Te volgen na de erkenning", "To be followed after the recognition")
        return Check(condition, None, found)
    last = months_after(recognised, int(term))
    until = dated(last)
    found = Words(f"Nog te volgen, uiterlijk op {until.nl}", f"Still to be followed, by {until.en}")
    return Check(condition, None if read.day <= last else False, found)


MENTOR = Rule(
    name="mentor_conditions",
    title=Words("Wie kan mentor zijn?", "Who can be a mentor?"),
    about=Words(
        "De voorwaarden voor een mentor op een erkende leerwerkplek, met de afwijking die het partnerschap kan geven.",
        "The conditions for a mentor at a recognised workplace, with the derogation that the partnership can give.",
    ),
    questions=QUESTIONS,
    versions=(
        Version(
            date(2019, 9, 1), _since_2019, "vlaanderen.be, erkenning als leerwerkplek; vivosocialprofit.org; liantis.be"
        ),
    ),
    day_label=Words("Op welke dag wordt de mentor aangesteld?", "On which day is the mentor designated?"),
)
