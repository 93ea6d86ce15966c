"""Which legal route fits somebody from a company in front of a class, with its papers and who pays what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vakwerk.engines.rules.questions import Asked, Kind, Option, Question
from vakwerk.engines.rules.rounding import nearest
from vakwerk.engines.rules.rulebook import Finding, Grid, Reader, Rule, Verdict, Version
from vakwerk.engines.rules.wording import euro, percentage, plain
from vakwerk.engines.words import Words

CENT = Decimal("0.01")
_PEOPLE = (
    Option("employee", Words("Werknemer van een bedrijf", "Employee of a company")),
    Option("self_employed", Words("Zelfstandige", "Self-employed")),
    Option("pensioner", Words("Gepensioneerde", "Pensioner")),
    Option("student", Words("Student", "Student")),
)
_LEVELS = (
    Option("basic", Words("Basisonderwijs (kleuter of lager)", "Nursery or primary education")),
    Option("secondary", Words("Secundair onderwijs", "Secondary education")),
    Option("arts", Words("Deeltijds kunstonderwijs of internaat", "Part-time arts education or boarding school")),
)


def _yes_no(key: str, nl: str, en: str, *, hint: Words | None = None) -> Question:
    return Question(key, Kind.YES_NO, Words(nl, en), hint=hint)


def _amount(key: str, nl: str, en: str, hint: Words) -> Question:
    return Question(key, Kind.AMOUNT, Words(nl, en), hint=hint, needed=False, least=Decimal(0), most=Decimal(1000))


QUESTIONS = (
    Question(
        "person", Kind.CHOICE, Words("Wie komt voor de klas?", "Who comes in front of the class?"), options=_PEOPLE
    ),
    Question("level", Kind.CHOICE, Words("In welk onderwijs?", "In which education?"), options=_LEVELS),
    Question(
        "hours",
        Kind.NUMBER,
        Words("Hoeveel lesuren in totaal?", "How many hours of lessons in all?"),
        least=Decimal(1),
        most=Decimal(2000),
    ),
    _yes_no(
        "keeps_contract",
        "Blijft de persoon bij de eigen werkgever, met hetzelfde contract en loon?",
        "Does the person stay with the own employer, with the same contract and pay?",
    ),
    _yes_no(
        "unfillable",
        "Vond de school voor de vacature niemand met een vereist of voldoende geacht bekwaamheidsbewijs?",
        "Did the school find nobody with a required or deemed sufficient teaching certificate for the vacancy?",
    ),
    _yes_no(
        "certificate",
        "Heeft de persoon een pedagogisch bekwaamheidsbewijs?",
        "Does the person have a pedagogical certificate?",
    ),
    _yes_no(
        "four_fifths",
        "Werkte de persoon drie kwartalen geleden minstens vier vijfde elders, of is die gepensioneerd?",
        "Did the person work at least four fifths elsewhere three quarters ago, or is the person retired?",
    ),
    _yes_no(
        "same_board",
        "Heeft de persoon al een andere job bij hetzelfde schoolbestuur?",
        "Does the person have another job at the same school board already?",
    ),
    _amount(
        "employer_cost",
        "Wat kost een uur van deze werknemer aan het bedrijf?",
        "What does one hour of this employee cost the company?",
        Words("Alleen als u de kosten wilt verdelen.", "Only when you want to split the cost."),
    ),
    _amount(
        "flexi_wage",
        "Welk flexiloon per uur?",
        "Which flexi wage per hour?",
        Words("Minstens het uurloon van de salarisschaal.", "At least the hourly wage of the salary scale."),
    ),
)


@dataclass(frozen=True)
class Route:
    """One legal route: what it is called, whether it fits, why (not), its papers and who pays."""

    name: Words
    verdict: Verdict
    why: Words
    papers: Words
    pays: Words


def _since_2023(asked: Asked, read: Reader) -> Finding:
    routes = (_guest(asked), _service(asked, read), _flexi(asked, read))
    fitting = [route for route in routes if route.verdict is not Verdict.NO]
    return Finding(
        headline=_headline(fitting),
        result={
            "guest_teacher": routes[0].verdict.value,
            "service_agreement": routes[1].verdict.value,
            "flexi_job": routes[2].verdict.value,
            "company_pays": _top_up(asked, read),
            "flexi_cost": _flexi_cost(asked, read),
        },
        steps=_steps(asked, read),
        notes=_NOTES,
        verdict=max((route.verdict for route in routes), key=_ORDER.index),
        grids=(_grid(routes),),
    )


_ORDER = (Verdict.NO, Verdict.ON_CONDITION, Verdict.YES)


def _headline(fitting: list[Route]) -> Words:
    if not fitting:
        return Words("Geen van de drie routes past.", "None of the three routes fits.")
    best = max(fitting, key=lambda route: _ORDER.index(route.verdict))
    return Words(f"{best.name.nl} past het best.", f"{best.name.en} fits best.")


def _grid(routes: tuple[Route, ...]) -> Grid:
    heads = (
        Words("Route", "Route"),
        Words("Waarom", "Why"),
        Words("Papieren", "Papers"),
        Words("Wie betaalt", "Who pays"),
    )
    rows = tuple((route.name, route.why, route.papers, route.pays) for route in routes)
    return Grid(
        Words("De drie routes naast elkaar", "The three routes side by side"),
        heads,
        rows,
        tuple(route.verdict for route in routes),
    )


def _guest(asked: Asked) -> Route:
    fits = asked.text("level") != "arts"
    why = (
        Words(
            "Werknemers, zelfstandigen, gepensioneerden en studenten mogen enkele uren per week gastleraar zijn.",
            "Employees, self-employed people, pensioners and students may be guest teachers some hours a week.",
        )
        if fits
        else Words(
            "Deze route is er voor kleuter-, lager en secundair onderwijs.",
            "This route is for nursery, primary and secondary education.",
        )
    )
    return Route(
        Words("Gastleraar zonder dienstverleningsovereenkomst", "Guest teacher without a service agreement"),
        Verdict.YES if fits else Verdict.NO,
        why,
        Words(
            "Afspraak met de school; uittreksel 596.2 tonen. Verder geen formaliteiten.",
            "An arrangement with the school; show the extract 596.2. No other formalities.",
        ),
        Words(
            "De school, met een krediet uit haar omkadering of met werkingsmiddelen.",
            "The school, with a credit out of its staffing or with operating money.",
        ),
    )


def _service(asked: Asked, read: Reader) -> Route:
    certificate_needed = read("service.requires_certificate") is True
    missing = _missing_for_service(asked, certificate_needed)
    name = Words("Gastleraar met dienstverleningsovereenkomst", "Guest teacher with a service agreement")
    papers = Words(
        "Overeenkomst tussen school en bedrijf; aanvraag bij AGODI om uren om te zetten; uittreksel 596.2.",
        "Service agreement between school and company; request at AGODI to convert hours; extract 596.2.",
    )
    pays = Words(
        "De overheid betaalt wat een leraar kost; het bedrijf legt bij. De persoon houdt het volle loon.",
        "The government pays what a teacher costs; the company adds the rest. The person keeps the full pay.",
    )
    if missing:
        return Route(name, Verdict.NO, missing, papers, pays)
    if certificate_needed and not asked.yes("certificate"):
        return Route(name, Verdict.ON_CONDITION, _CERTIFICATE, papers, pays)
    why = Words(
        "De vacature raakt niet ingevuld en de persoon blijft bij de eigen werkgever.",
        "The vacancy cannot be filled and the person stays with the own employer.",
    )
    return Route(name, Verdict.YES, why, papers, pays)


_CERTIFICATE = Words(
    "Het plan vraagt een pedagogisch bekwaamheidsbewijs, de omzendbrief legt andere nadruk: vraag het aan AGODI.",
    "The plan asks for a pedagogical certificate, the circular stresses other conditions: ask AGODI.",
)


def _missing_for_service(asked: Asked, certificate_needed: bool) -> Words | None:
    if asked.text("person") != "employee" or not asked.yes("keeps_contract"):
        return Words(
            "Deze route is er voor een werknemer die bij het eigen bedrijf in dienst blijft.",
            "This route is for an employee who stays employed by the own company.",
        )
    if not asked.yes("unfillable"):
        return Words(
            "De school moet eerst vaststellen dat niemand met een vereist of voldoende geacht bewijs te vinden is.",
            "The school must first find that nobody with a required or deemed sufficient certificate is available.",
        )
    return None


def _flexi(asked: Asked, read: Reader) -> Route:
    why_not = _missing_for_flexi(asked, read)
    why = why_not or Words(
        "Wie elders vier vijfde werkte of gepensioneerd is, mag bijklussen in een wervingsambt met een tekort.",
        "Who worked four fifths elsewhere or is retired may do extra work in an office that lacks people.",
    )
    return Route(
        Words("Flexi-job bij de school", "Flexi-job at the school"),
        Verdict.NO if why_not else Verdict.ON_CONDITION,
        why,
        Words(
            "Raamovereenkomst en flexi-contract; gewone voorwaarden (taal, uittreksel, bekwaamheidsbewijs).",
            "Framework agreement and flexi contract; ordinary conditions (language, extract, certificate).",
        ),
        Words(
            "De school betaalt het flexiloon en de werkgeversbijdrage; het gaat niet via AGODI.",
            "The school pays the flexi wage and the employer's contribution; it does not go through AGODI.",
        ),
    )


def _missing_for_flexi(asked: Asked, read: Reader) -> Words | None:
    allowed = read.reading("flexi.allowed")
    if allowed.value is not True:
        return Words(
            "Flexi-jobs in het onderwijs bestaan sinds 1 april 2024.",
            "Flexi-jobs in education exist since 1 April 2024.",
        )
    if asked.text("level") == "arts":
        return Words(
            "De omzendbrief sluit deeltijds kunstonderwijs en internaten voorlopig uit.",
            "The circular leaves out part-time arts education and boarding schools for now.",
        )
    if not asked.yes("four_fifths"):
        return Words(
            "Dat mag alleen wie drie kwartalen geleden minstens vier vijfde werkte, of wie gepensioneerd is.",
            "Only for who worked at least four fifths three quarters ago, or is retired.",
        )
    if asked.yes("same_board"):
        return Words(
            "Dat mag niet naast een andere job bij hetzelfde schoolbestuur.",
            "Not beside another job at the same school board.",
        )
    return None


def _top_up(asked: Asked, read: Reader) -> Decimal | None:
    """What the company adds: the cost of the hours less the credit. None while nobody could source the credit."""
    credit = read.reading("guest.credit_per_hour").value if asked["employer_cost"] is not None else None
    if not isinstance(credit, Decimal):
        return None
    hours = asked.number("hours")
    return max(Decimal(0), nearest(hours * asked.number("employer_cost") - hours * credit, CENT))


def _flexi_cost(asked: Asked, read: Reader) -> Decimal | None:
    rate = read.reading("flexi.employer_rate").value
    if asked["flexi_wage"] is None or not isinstance(rate, Decimal):
        return None
    return nearest(asked.number("hours") * asked.number("flexi_wage") * (1 + rate), CENT)


def _steps(asked: Asked, read: Reader) -> tuple[Words, ...]:
    return tuple(step for step in (_top_up_step(asked, read), _flexi_step(asked, read)) if step)


def _top_up_step(asked: Asked, read: Reader) -> Words | None:
    if asked["employer_cost"] is None:
        return None
    cost = euro(nearest(asked.number("hours") * asked.number("employer_cost"), CENT))
    added = _top_up(asked, read)
    if added is None:
        return Words(
            f"De uren kosten het bedrijf {cost.nl}. Hoeveel de overheid daarvan betaalt, hangt af van de waarde van een"
            " uur-leraar; daarvoor is nog geen bron.",
            f"The hours cost the company {cost.en}. How much the government pays of it hangs on the value of a teacher"
            " hour, for which there is no source yet.",
        )
    rest = euro(added)
    return Words(f"Het bedrijf legt {rest.nl} bij op {cost.nl}.", f"The company adds {rest.en} out of {cost.en}.")


def _flexi_step(asked: Asked, read: Reader) -> Words | None:
    cost = _flexi_cost(asked, read)
    if cost is None:
        return None
    hours, wage = asked.number("hours"), euro(asked.number("flexi_wage"))
    rate, total = percentage(read.number("flexi.employer_rate")), euro(cost)
    return Words(
        f"Flexi-job: {plain(hours, 'nl')} uur x {wage.nl} + {rate.nl} werkgeversbijdrage = {total.nl}",
        f"Flexi-job: {plain(hours, 'en')} hours x {wage.en} + {rate.en} employer's contribution = {total.en}",
    )


_NOTES = (
    Words(
        "Het hoogste aantal uren voor een gastleraar vonden we niet: de omzendbrief spreekt van enkele uren per week.",
        "We did not find the highest number of hours for a guest teacher: some hours a week, says the circular.",
    ),
    Words(
        "Vraag en aanbod van gastleraren staan op www.gastleraar.be.",
        "Demand and offer of guest teachers stand at www.gastleraar.be.",
    ),
)

GUEST_TEACHER = Rule(
    name="guest_teacher_route",
    title=Words("Welke route past bij een gastleraar?", "Which route fits a guest teacher?"),
    about=Words(
        "Gastleraar, dienstverleningsovereenkomst of flexi-job: wat mag, welke papieren, en wie betaalt wat.",
        "Guest teacher, service agreement or flexi-job: what is allowed, which papers, and who pays what.",
    ),
    questions=QUESTIONS,
    versions=(
        Version(date(2023, 9, 1), _since_2023, "Omzendbrieven edulex 16057 en 16088 (PERS/2024/01); plan tso/bso 3.1"),
    ),
)
