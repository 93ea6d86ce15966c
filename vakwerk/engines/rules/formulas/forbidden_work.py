"""Work that is forbidden to the young, with the exception for vocational training, and trucks by age."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from vakwerk.engines.rules.formulas.pupil import AGE
from vakwerk.engines.rules.questions import Asked, Faults, Kind, Option, Question
from vakwerk.engines.rules.rulebook import Finding, Grid, Reader, Rule, Verdict, Version
from vakwerk.engines.rules.wording import counted
from vakwerk.engines.words import Words

CATEGORIES = (
    Option("strength", Words("Werk boven de krachten van de jongere", "Work beyond the strength of the young person")),
    Option("toxic", Words("Giftige of kankerverwekkende stoffen", "Toxic or carcinogenic substances")),
    Option("radiation", Words("Straling", "Radiation")),
    Option("overpressure", Words("Werk onder overdruk", "Work under overpressure")),
    Option("biological", Words("Biologische agentia van groep 3 of 4", "Biological agents of group 3 or 4")),
    Option("extreme", Words("Extreme kou, hitte, lawaai of trillingen", "Extreme cold, heat, noise or vibration")),
    Option(
        "accidents",
        Words("Gevaren die een jongere nog niet herkent", "Risks of accidents that the young do not recognise yet"),
    ),
    Option("farm", Words("Landbouwmachines", "Farm machines")),
)
TRUCKS = (
    Option("walk_behind", Words("Meeloop-transpallet met motor", "Motorised walk-behind pallet truck")),
    Option("ride_on", Words("Transpallet met motor om op te staan", "Motorised ride-on pallet truck")),
    Option("forklift", Words("Heftruck", "Forklift")),
)
LABELS = {option.key: option.label for option in (*CATEGORIES, *TRUCKS)}
QUESTIONS = (
    AGE,
    Question(
        "work",
        Kind.SEVERAL,
        Words("Wat komt er voor op de werkpost?", "What occurs at the workpost?"),
        options=(*CATEGORIES, *TRUCKS),
    ),
    Question(
        "training",
        Kind.YES_NO,
        Words("Is dat werk nodig voor de beroepsopleiding?", "Is that work needed for the vocational training?"),
        needed=False,
    ),
    Question(
        "prevention",
        Kind.YES_NO,
        Words(
            "Zijn er preventiemaatregelen na een risicoanalyse, met advies van de preventiedienst?",
            "Are there prevention measures after a risk analysis, with advice of the prevention service?",
        ),
        needed=False,
    ),
    Question(
        "supervision",
        Kind.YES_NO,
        Words("Houdt een ervaren werknemer toezicht?", "Does an experienced worker supervise?"),
        needed=False,
    ),
    Question(
        "speed",
        Kind.NUMBER,
        Words("Hoe snel rijdt de transpallet (km per uur)?", "How fast does the pallet truck go (km an hour)?"),
        hint=Words("Alleen voor transpalletten.", "Only for pallet trucks."),
        needed=False,
        least=Decimal(0),
        most=Decimal(100),
    ),
)
_TRUCK_KEYS = frozenset(option.key for option in TRUCKS)
SAFEGUARDS = ("training", "prevention", "supervision")


@dataclass(frozen=True)
class Ruling:
    """What the rule says of one kind of work."""

    key: str
    verdict: Verdict
    why: Words


def _exception(asked: Asked, read: Reader) -> Verdict:
    """Does the exception for vocational training hold? On condition while something is not answered."""
    if read("minor.training_exception") is not True:
        return Verdict.NO
    if any(asked[key] is False for key in SAFEGUARDS):
        return Verdict.NO
    return Verdict.YES if all(asked.yes(key) for key in SAFEGUARDS) else Verdict.ON_CONDITION


_BY_EXCEPTION = {
    Verdict.YES: Words(
        "verboden, behalve voor de opleiding: nodig, met preventie en toezicht",
        "forbidden, except for training: needed, with prevention and supervision",
    ),
    Verdict.ON_CONDITION: Words(
        "verboden; de uitzondering vraagt dat het nodig is voor de opleiding, met preventie en toezicht",
        "forbidden; the exception asks that training needs it, with prevention and supervision",
    ),
    Verdict.NO: Words(
        "verboden: de uitzondering voor de opleiding geldt hier niet",
        "forbidden: the exception for training does not hold here",
    ),
}


def _category(key: str, asked: Asked, read: Reader) -> Ruling:
    found = _exception(asked, read)
    return Ruling(key, found, _BY_EXCEPTION[found])


def _truck(key: str, asked: Asked, read: Reader) -> Ruling:
    if key == "forklift":
        return _forklift(asked, read)
    least, speed = read.number(f"minor.truck.{key}.age"), read.number(f"minor.truck.{key}.speed")
    if asked.number("age") < least:
        years = counted(least, "years")
        return Ruling(key, Verdict.NO, Words(f"pas vanaf {years.nl}", f"only from {years.en} on"))
    if asked["speed"] is not None and asked.number("speed") > speed:
        limit = counted(speed, "kilometres_per_hour")
        return Ruling(key, Verdict.NO, Words(f"hoogstens {limit.nl}", f"at most {limit.en}"))
    return _guarded(key, asked, speed)


def _guarded(key: str, asked: Asked, speed: Decimal) -> Ruling:
    limit = counted(speed, "kilometres_per_hour")
    why = Words(
        f"mag met opleiding, advies en toezicht, tot {limit.nl}",
        f"allowed with training, advice and supervision, up to {limit.en}",
    )
    guards = ("prevention", "supervision", "speed")
    if asked["prevention"] is False or asked["supervision"] is False:
        return Ruling(key, Verdict.NO, why)
    return Ruling(key, Verdict.ON_CONDITION if any(asked[guard] is None for guard in guards) else Verdict.YES, why)


def _forklift(asked: Asked, read: Reader) -> Ruling:
    if read("minor.truck.forklift") is True:
        return Ruling("forklift", Verdict.ON_CONDITION, _BY_EXCEPTION[Verdict.ON_CONDITION])
    return Ruling(
        "forklift",
        Verdict.NO,
        Words("geen heftruck voor jongeren op het werk", "no forklift for young people at work"),
    )


_NOT_YET = Words("op deze leeftijd mag nog geen werk", "at this age no work is allowed yet")
_NO_LONGER = Words("op deze leeftijd geldt dit verbod niet meer", "at this age this ban no longer holds")


def _ruling(key: str, asked: Asked, read: Reader, *, grown: bool) -> Ruling:
    if key in _TRUCK_KEYS:
        found = _truck(key, asked, read)
        return _of_students(found) if grown else found
    return Ruling(key, Verdict.YES, _NO_LONGER) if grown else _category(key, asked, read)


def _of_students(found: Ruling) -> Ruling:
    """The rules on trucks are written for student workers: of an adult nobody asked whether that is what this is."""
    why = Words(f"voor een jobstudent: {found.why.nl}", f"for a student worker: {found.why.en}")
    return Ruling(found.key, Verdict.ON_CONDITION if found.verdict is Verdict.NO else found.verdict, why)


def _since(asked: Asked, read: Reader) -> Finding:
    if not asked.chosen("work"):
        raise Faults({"work": Words("Kies minstens een antwoord.", "Choose at least one answer.")})
    age, least, adult = asked.count("age"), read.number("minor.least_age"), read.number("minor.adult_age")
    if age < least:
        rulings = tuple(Ruling(key, Verdict.NO, _NOT_YET) for key in asked.chosen("work"))
        return _found(_too_young(least), rulings)
    rulings = tuple(_ruling(key, asked, read, grown=age >= adult) for key in asked.chosen("work"))
    overall = _overall(rulings)
    return _found(_adult(adult, overall) if age >= adult else _HEADLINES[overall], rulings)


def _found(headline: Words, rulings: tuple[Ruling, ...]) -> Finding:
    overall = _overall(rulings)
    return Finding(
        headline=headline,
        result={
            "verdict": overall.value,
            "forbidden": tuple(ruling.key for ruling in rulings if ruling.verdict is Verdict.NO),
            "on_condition": tuple(ruling.key for ruling in rulings if ruling.verdict is Verdict.ON_CONDITION),
        },
        notes=_NOTES,
        verdict=overall,
        grids=(_grid(rulings),),
    )


def _overall(rulings: tuple[Ruling, ...]) -> Verdict:
    found = {ruling.verdict for ruling in rulings}
    if Verdict.NO in found:
        return Verdict.NO
    return Verdict.ON_CONDITION if Verdict.ON_CONDITION in found else Verdict.YES


def _grid(rulings: tuple[Ruling, ...]) -> Grid:
    heads = (Words("Werk", "Work"), Words("Wat de regel zegt", "What the rule says"))
    rows = tuple((LABELS[ruling.key], ruling.why) for ruling in rulings)
    return Grid(Words("Per soort werk", "By kind of work"), heads, rows, tuple(ruling.verdict for ruling in rulings))


def _too_young(least: Decimal) -> Words:
    years = counted(least, "years")
    return Words(
        f"Dit werk mag niet: wie jonger is dan {years.nl}, mag nog niet werken.",
        f"This work is not allowed: who is younger than {years.en} may not work yet.",
    )


def _adult(adult: Decimal, overall: Verdict) -> Words:
    if overall is Verdict.YES:
        return Words(
            f"Vanaf {adult} jaar gelden deze verboden hier niet. De risicoanalyse blijft nodig.",
            f"From {adult} on these bans do not hold here. The risk analysis is still needed.",
        )
    return Words(
        f"Vanaf {adult} jaar gelden deze verboden hier niet, behalve voor een jobstudent met een transpallet of"
        " heftruck. De risicoanalyse blijft nodig.",
        f"From {adult} on these bans do not hold here, except for a student worker with a pallet truck or forklift."
        " The risk analysis is still needed.",
    )


_HEADLINES = {
    Verdict.YES: Words("Dit werk mag, met deze waarborgen.", "This work is allowed, with these safeguards."),
    Verdict.ON_CONDITION: Words(
        "Dit werk mag alleen als aan de voorwaarden voldaan is.", "This work is allowed only if the conditions are met."
    ),
    Verdict.NO: Words("Niet al dit werk mag.", "Not all of this work is allowed."),
}
_NOTES = (
    Words(
        "De werkgever maakt de risicoanalyse voor het begin, elk jaar, en bij elke wijziging van de werkpost.",
        "The employer makes the risk analysis before the start, each year, and at each change of the workpost.",
    ),
    Words(
        "De regels over transpalletten en heftrucks zijn geschreven voor jobstudenten. Voor een opleiding kan een"
        " uitzondering gelden: vraag het aan de preventieadviseur.",
        "The rules on pallet trucks and forklifts are written for student workers. An exception may hold for training:"
        " ask the prevention adviser.",
    ),
)

FORBIDDEN_WORK = Rule(
    name="minors_forbidden_work",
    title=Words("Welk werk is verboden voor jongeren?", "Which work is forbidden to the young?"),
    about=Words(
        "Gevaarlijk werk en interne transportmiddelen, volgens de leeftijd en met de uitzondering voor de opleiding.",
        "Dangerous work and trucks, by age and with the exception for training.",
    ),
    questions=QUESTIONS,
    versions=(Version(None, _since, "Codex over het welzijn op het werk, boek X, titels 3 en 4; prevent.be"),),
)
