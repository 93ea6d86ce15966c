"""What must be known to say who gets a premium."""

from __future__ import annotations

from decimal import Decimal

from vakwerk.engines.rules.questions import Kind, Option, Question
from vakwerk.engines.words import Words

REGIONS = (
    Option("flanders", Words("Vlaams Gewest", "Flemish Region")),
    Option("brussels", Words("Brussels Hoofdstedelijk Gewest", "Brussels-Capital Region")),
    Option("wallonia", Words("Waals Gewest", "Walloon Region")),
    Option("abroad", Words("Buitenland", "Abroad")),
)
CONTRACTS = (
    Option("oao", Words("OAO: met leervergoeding", "OAO: with an allowance")),
    Option("sao", Words("SAO: zonder vergoeding", "SAO: without pay")),
    Option("da", Words("Deeltijdse arbeidsovereenkomst: met loon", "Part-time employment contract: with wages")),
)
PROGRAMMES = (
    Option(
        "alternating", Words("Alternerende opleiding in het secundair onderwijs", "Alternating secondary education")
    ),
    Option("adult", Words("Duale opleiding in het volwassenenonderwijs", "Dual adult education")),
    Option("nursing", Words("Graduaat Verpleegkunde", "Associate degree in nursing")),
    Option("other", Words("Iets anders", "Something else")),
)
YEARS = tuple(Option(str(n), Words(f"Jaar {n}", f"Year {n}")) for n in (1, 2, 3))
_OLD = Words("Alleen nodig voor een overeenkomst van voor 1 juli 2023.", "Only for an agreement of before 1 July 2023.")

QUESTIONS = (
    Question(
        "end",
        Kind.DATE,
        Words("Laatste dag van de overeenkomst", "Last day of the agreement"),
        hint=Words("Loopt ze langer dan dit schooljaar? Geef toch de echte dag.", "Give the real day, even if later."),
    ),
    Question("contract", Kind.CHOICE, Words("Welke overeenkomst is het?", "Which agreement is it?"), options=CONTRACTS),
    Question(
        "programme", Kind.CHOICE, Words("Welke opleiding volgt de leerling?", "Which programme?"), options=PROGRAMMES
    ),
    Question(
        "establishment",
        Kind.CHOICE,
        Words("Waar ligt de vestiging van het bedrijf?", "Where is the establishment of the company?"),
        options=REGIONS,
    ),
    Question("home", Kind.CHOICE, Words("Waar woont de leerling?", "Where does the pupil live?"), options=REGIONS),
    Question(
        "level",
        Kind.COUNT,
        Words("Welk niveau heeft de opleiding (VKS)?", "Which level has the programme (VKS)?"),
        hint=Words("Secundair onderwijs geeft niveau 2, 3 of 4.", "Secondary education gives level 2, 3 or 4."),
        least=Decimal(1),
        most=Decimal(8),
    ),
    Question(
        "share",
        Kind.NUMBER,
        Words("Hoeveel procent gebeurt op de werkplek?", "What percentage is at the workplace?"),
        least=Decimal(0),
        most=Decimal(100),
    ),
    Question(
        "mentor",
        Kind.YES_NO,
        Words("Heeft de mentor een mentoropleiding gevolgd?", "Has the mentor had mentor training?"),
        needed=False,
    ),
    Question(
        "registered",
        Kind.DATE,
        Words("Wanneer is de overeenkomst geregistreerd?", "When was the agreement registered?"),
        hint=Words("Nog niet? Laat leeg: u krijgt de uiterste dag.", "Not yet? Leave empty: you get the last day."),
        needed=False,
    ),
    Question(
        "company_times",
        Kind.COUNT,
        Words(
            "Hoe vaak kreeg het bedrijf al een premie of stagebonus voor deze leerling?",
            "How often has the company had a premium or stagebonus for this pupil?",
        ),
        least=Decimal(0),
        most=Decimal(20),
    ),
    Question(
        "pupil_times",
        Kind.COUNT,
        Words(
            "Hoe vaak kreeg de leerling al een premie of startbonus?",
            "How often has the pupil had a premium or startbonus?",
        ),
        least=Decimal(0),
        most=Decimal(20),
    ),
    Question(
        "training_year",
        Kind.CHOICE,
        Words("Welk opleidingsjaar?", "Which year of training?"),
        _OLD,
        needed=False,
        options=YEARS,
        aside=True,
    ),
    Question(
        "under_18",
        Kind.YES_NO,
        Words("Was de leerling jonger dan 18 op 1 september?", "Was the pupil younger than 18 on 1 September?"),
        _OLD,
        needed=False,
        aside=True,
    ),
    Question(
        "passed",
        Kind.YES_NO,
        Words("Is de leerling geslaagd voor dat jaar?", "Did the pupil pass that year?"),
        _OLD,
        needed=False,
        aside=True,
    ),
)
