"""The certificate in words: every promise, whether it holds, and how anybody can check it."""

from __future__ import annotations

from vakwerk.cli.files import Page
from vakwerk.cli.files.outputs import Cell
from vakwerk.engines.words import Words, number

from . import titles
from .case import NOWHERE
from .counts import counted_en, is_nl, pupils_nl, seats_nl
from .nearest import within
from .sheets import page
from .solving import Outcome

TENTHS = 10

PROMISES: dict[int, tuple[Words, Words]] = {
    1: (
        Words("Iedereen staat op een werkplek die mag volgens alle regels die aan staan.",
              "Everybody is at a workplace that all rules that are on allow."),
        Words("elke leerling is nagekeken tegen elke regel", "every pupil was checked against every rule"),
    ),
    2: (
        Words("Geen plaats is twee keer gegeven, ook niet per mentor, vestiging of bedrijf.",
              "No seat was given twice, nor per mentor, establishment or company."),
        Words("op elk niveau geteld", "counted at every level"),
    ),
    3: (
        Words("Wie vastgezet was, staat waar hij vaststond.", "Whoever was locked is where it was locked."),
        Words("een voor een vergeleken", "compared one by one"),
    ),
    4: (
        Words("De aantallen die hier staan kloppen.", "The numbers that stand here are right."),
        Words("opnieuw geteld", "counted again"),
    ),
    5: (
        Words("Een volle werkplek kan een prijs hebben; een werkplek met een vrije plaats vraagt niets.",
              "A full workplace may have a price; a workplace with a free seat asks nothing."),
        Words('de prijzen staan in het verborgen blad "Prijzen"', 'the prices stand in the hidden sheet "Prices"'),
    ),
    6: (
        Words("Geen ruil, hoe lang ook, maakt de reizen samen korter zonder dat iemand zijn plaats verliest.",
              "No exchange, however long, makes the journeys together shorter without somebody losing its place."),
        Words("bij deze prijzen staat elke leerling waar reizen plus prijs het laagst is (dualiteit)",
              "at these prices every pupil is where travel plus price is least (duality)"),
    ),
    7: (
        Words("Met deze leerlingen, plaatsen en regels kan niemand er meer plaatsen.",
              "With these pupils, seats and rules nobody can place more of them."),
        Words('de tekorten in "Tekorten" tellen samen precies op tot wie geen plaats heeft',
              'the shortages in "Shortages" add up exactly to those without a place'),
    ),
    8: (
        Words("Wie het minst opleidingsdagen over heeft, ging voor, zonder dat er een leerling minder geplaatst is.",
              "Whoever has the fewest training days left went first, and not one pupil fewer was placed for it."),
        Words("een plaats minder in een hogere groep weegt zwaarder dan alles in een lagere",
              "one place fewer in a higher group weighs more than anything in a lower one"),
    ),
}  # fmt: skip


def proof(outcome: Outcome, language: str) -> Page:
    heads = (
        Words("belofte", "promise"), Words("wat", "what"), Words("klopt", "holds"),
        Words("hoe nagekeken", "how checked"),
    )  # fmt: skip
    broken = set(outcome.verdict.broken)
    holds = Words("ja", "yes").text(language), Words("NEE", "NO").text(language)
    rows: list[list[Cell]] = [
        [code, what.text(language), holds[code in broken], how.text(language)]
        for code, (what, how) in PROMISES.items()
        if code != 8 or outcome.instance.n_groups > 1
    ]
    if outcome.repaired:
        rows[5][1] = _SAME_MOVES.text(language)
        rows.insert(6, ["6b", *_moves(outcome, language)])
    for row in rows:
        limited = outcome.short_by_cut if row[0] in (7, 8) else outcome.cut and row[0] in (6, "6b")
        row[1] = f"{row[1]}{within(outcome, limited).text(language)}"
    rows += [["", line.text(language), "", ""] for line in summary(outcome)]
    return page(titles.PROOF, heads, rows, language, (9, 70, 8, 60))


_SAME_MOVES = Words(
    "Met even weinig verhuizingen maakt geen ruil de reizen samen korter.",
    "With as few moves no exchange makes the journeys together shorter.",
)


def _moves(outcome: Outcome, language: str) -> list[Cell]:
    return [
        Words(
            "Met minder verhuizingen kan het niet (een aangeboden plaats telt voor vijf voorgestelde: keuze van ons).",
            "It cannot be done with fewer moves (an offered place counts for five proposed ones: our choice).",
        ).text(language),
        Words("ja", "yes").text(language) if 6 not in outcome.verdict.broken else Words("NEE", "NO").text(language),
        Words(
            "elke verhuizing kost meer dan alle reizen samen kunnen winnen",
            "each move costs more than all journeys can gain",
        ).text(language),
    ]


def summary(outcome: Outcome) -> list[Words]:
    """The round in a few sentences."""
    n, placed = len(outcome.place), outcome.solution.placed
    seats = sum(place.seats for place in outcome.case.inputs.places)
    found = [
        Words(
            f"{placed} van {pupils_nl(n)} {'heeft' if placed == 1 else 'hebben'} een plaats; {n - placed} niet.",
            f"{placed} of {counted_en(n, 'pupil')} {'has' if placed == 1 else 'have'} a place; {n - placed} not.",
        ),
        Words(
            f"Er {is_nl(seats)} {seats_nl(seats)} opgegeven.",
            f"{counted_en(seats, 'seat')} {'was' if seats == 1 else 'were'} given.",
        ),
    ]
    if placed:
        mean = round(total_minutes(outcome) / placed, 1)
        found.append(
            Words(
                f"Gemiddeld {number(mean, 'nl')} {'minuut' if mean == 1 else 'minuten'} reizen "
                f"({outcome.case.eligibility.travel.label.nl}).",
                f"{number(mean, 'en')} {'minute' if mean == 1 else 'minutes'} of travel on average "
                f"({outcome.case.eligibility.travel.label.en}).",
            )
        )
    if outcome.repaired:
        moved, kept = len(outcome.moved()), sum(place != NOWHERE for place in outcome.earlier)
        found.append(
            Words(
                f"Van de {pupils_nl(kept)} met een eerdere plaats {'staat' if moved == 1 else 'staan'} er {moved} nu "
                "ergens anders of nergens.",
                f"Of the {counted_en(kept, 'pupil')} with an earlier place {moved} {'is' if moved == 1 else 'are'} "
                "elsewhere now, or nowhere.",
            )
        )
    return found


def total_minutes(outcome: Outcome) -> float:
    eligibility = outcome.case.eligibility
    return sum(eligibility.minutes(pupil, place) for pupil, place in enumerate(outcome.place) if place != NOWHERE)


def read_me(outcome: Outcome, language: str) -> Page:
    """The first sheet: what this is, what it found, what to do now."""
    lines = [
        *summary(outcome),
        Words("", ""),
        Words("Dit is een voorstel. Mensen beslissen: school, leerling, ouders en bedrijf.",
              "This is a proposal. People decide: school, pupil, parents and company."),
        Words('"Plaatsing": wie waar, waarom, en de tweede keus. "Zonder plaats": wie niet, en precies waarom.',
              '"Placement": who where, why, and the next best. "Without place": who not, and exactly why.'),
        Words('"Tekorten" en "Tekort per regio": waar plaatsen ontbreken, als een som die je kunt narekenen.',
              '"Shortages" and "Shortage by region": where seats lack, as a sum that you can check.'),
        Words('"Wat helpt" en "Bellijst": wat er hoeveel zou oplossen, en welke werkplek je eerst belt.',
              '"What would help" and "Call list": what would solve how many, and which workplace to call first.'),
        Words('"Bewijs": wat we beloven en hoe je het nakijkt. "Logboek": wat is genegeerd of niet nagekeken.',
              '"Certificate": what we promise and how to check it. "Log": what was ignored or not checked.'),
        Words("", ""),
        Words("Iets veranderen? Zet in dit bestand ja bij vastzetten, verbieden of weglaten, of pas de status aan. "
              "Bewaar, en start opnieuw met --previous en deze naam: zo weinig mogelijk leerlingen verhuizen.",
              "Anything to change? Write yes under lock, forbid or drop in this file, or change the status. Save, and "
              "run again with --previous and this name: as few pupils as possible move."),
        Words("Hier staan persoonsgegevens in: bewaar het veilig en verwijder het als de ronde voorbij is.",
              "This holds personal data: keep it safe and remove it when the round is over."),
    ]  # fmt: skip
    return Page(
        titles.READ.text(language),
        [Words("Plaatsing met Vakwerk", "Placement with Vakwerk").text(language)],
        [[line.text(language)] for line in lines],
        titles.file_of(titles.READ, language),
        (110,),
    )
