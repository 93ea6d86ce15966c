"""Leerjob: may this person start one? A pilot of VDAB since 1 January 2024."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from vakwerk.engines.rules.formulas import checks
from vakwerk.engines.rules.formulas.checks import Check
from vakwerk.engines.rules.questions import Asked, Kind, Question
from vakwerk.engines.rules.rounding import up_to
from vakwerk.engines.rules.rulebook import Finding, Reader, Rule, Verdict, Version
from vakwerk.engines.rules.wording import counted, dated, euro, percentage
from vakwerk.engines.words import Words

CENT = Decimal("0.01")


def _yes_no(key: str, label: Words, hint: Words | None = None) -> Question:
    return Question(key, Kind.YES_NO, label, hint, needed=False)


QUESTIONS = (
    Question(
        "age",
        Kind.COUNT,
        Words("Hoe oud is de kandidaat bij het begin?", "How old is the candidate at the start?"),
        least=Decimal(10),
        most=Decimal(99),
    ),
    _yes_no("schooled", Words("Is de leerplicht voorbij?", "Has compulsory schooling ended?")),
    _yes_no(
        "registered",
        Words(
            "Is de kandidaat ingeschreven bij VDAB als niet-werkende?",
            "Is the candidate registered with VDAB, not working?",
        ),
    ),
    Question(
        "years_out",
        Kind.NUMBER,
        Words(
            "Hoeveel jaar is de kandidaat weg uit het secundair onderwijs?", "How many years out of secondary school?"
        ),
        needed=False,
        least=Decimal(0),
        most=Decimal(80),
    ),
    _yes_no(
        "diploma",
        Words(
            "Heeft de kandidaat al een diploma of kwalificatie die een leerjob uitsluit?",
            "Does the candidate have a diploma or qualification that rules out a leerjob?",
        ),
        Words(
            "Diploma tso of kso, studiegetuigschrift van het tweede jaar van de derde graad bso, niveau 3 in dubbele of"
            " arbeidsmarktfinaliteit, diploma hoger onderwijs, de beoogde beroepskwalificatie of een van niveau 4.",
            "A tso or kso diploma, certificate of the second year of the third grade bso, level 3 in double or labour"
            " market finality, a higher education diploma, the target qualification or one of level 4.",
        ),
    ),
    _yes_no(
        "entry",
        Words(
            "Voldoet de kandidaat aan de instapvoorwaarden van de EVC-standaard?",
            "Does the candidate meet the entry conditions of the EVC standard?",
        ),
    ),
    Question(
        "months",
        Kind.COUNT,
        Words("Hoeveel maanden duurt de leerjob?", "How many months does the leerjob take?"),
        needed=False,
        least=Decimal(0),
        most=Decimal(60),
    ),
    _yes_no("full_time", Words("Is de leerjob voltijds?", "Is the leerjob full-time?")),
    _yes_no(
        "recognised", Words("Is het bedrijf erkend en is er een mentor?", "Is the company recognised, with a mentor?")
    ),
)


def _known(asked: Asked, key: str) -> bool | None:
    return None if asked[key] is None else asked.yes(key)


def _checks(asked: Asked, read: Reader) -> tuple[Check, ...]:
    below, free = read.number("leerjob.below_age"), read.number("leerjob.free_age")
    out = read.number("leerjob.years_out")
    short, long = read.number("leerjob.min_months"), read.number("leerjob.max_months")
    under, years = counted(below, "years"), counted(out, "years")
    first, last = counted(short, "months"), counted(long, "months")
    older = asked.number("age") >= free
    return (
        Check(
            Words(f"Jonger dan {under.nl} bij het begin", f"Younger than {under.en} at the start"),
            asked.number("age") < below,
        ),
        Check(Words("De leerplicht is voorbij", "Compulsory schooling has ended"), _known(asked, "schooled")),
        Check(
            Words("Ingeschreven bij VDAB, niet aan het werk", "Registered with VDAB, not working"),
            _known(asked, "registered"),
        ),
        Check(
            Words(
                f"Minstens {years.nl} uit het secundair onderwijs, of minstens {free} jaar oud",
                f"At least {years.en} out of secondary school, or at least {free} years old",
            ),
            True if older else None if asked["years_out"] is None else asked.number("years_out") >= out,
        ),
        Check(
            Words("Nog geen diploma dat een leerjob uitsluit", "No diploma yet that rules it out"),
            None if asked["diploma"] is None else not asked.yes("diploma"),
        ),
        Check(
            Words("Voldoet aan de instap van de EVC-standaard", "Meets the entry of the EVC standard"),
            _known(asked, "entry"),
        ),
        Check(
            Words(f"Van {first.nl} tot {last.nl}", f"From {first.en} to {last.en}"),
            None if asked["months"] is None else short <= asked.number("months") <= long,
        ),
        Check(Words("Voltijds", "Full-time"), _known(asked, "full_time")),
        Check(Words("Erkend bedrijf met een mentor", "Recognised company with a mentor"), _known(asked, "recognised")),
    )


def _since_2024(asked: Asked, read: Reader) -> Finding:
    ends = read("leerjob.pilot_end")
    found = _checks(asked, read)
    over = isinstance(ends, date) and read.day > ends
    verdict = Verdict.NO if over else checks.verdict(found)
    share, income = read.number("leerjob.min_share"), read.number("ggmmi")
    least = up_to(share * income, CENT)
    return Finding(
        headline=_ended(ends) if over and isinstance(ends, date) else _HEADLINES[verdict],
        result={"allowed": {Verdict.YES: True, Verdict.NO: False}.get(verdict), "least_pay": least},
        steps=(_pay(share, income, least),),
        notes=_NOTES,
        verdict=verdict,
        grids=(checks.grid(Words("Voorwaarden", "Conditions"), found),),
    )


def _ended(ends: date) -> Words:
    day = dated(ends)
    return Words(f"Het proefproject liep tot {day.nl}.", f"The pilot ran until {day.en}.")


def _pay(share: Decimal, income: Decimal, least: Decimal) -> Words:
    part, base, paid = percentage(share), euro(income), euro(least)
    return Words(
        f"Het bedrijf betaalt minstens {part.nl} van {base.nl} (GGMMI) = {paid.nl} per maand.",
        f"The company pays at least {part.en} of {base.en} (GGMMI) = {paid.en} a month.",
    )


_HEADLINES = {
    Verdict.YES: Words("Deze leerjob kan.", "This leerjob is possible."),
    Verdict.ON_CONDITION: Words("Deze leerjob kan, als de rest in orde is.", "Possible, if the rest is in order."),
    Verdict.NO: Words("Deze leerjob kan niet.", "This leerjob is not possible."),
}
_NOTES = (
    Words(
        "Er zijn twee overeenkomsten: een voor de beroepsopleiding (VDAB, Syntra of sectorfonds) en de"
        " leerjobovereenkomst, op het model van VDAB en getekend voor het begin.",
        "There are two agreements: one for the vocational training (VDAB, Syntra or sector fund) and the leerjob"
        " agreement, on VDAB's model and signed before the start.",
    ),
    Words(
        "VDAB betaalt de kinderopvang. Het woon-werkverkeer zit er niet in.",
        "VDAB pays for childcare. Commuting is not included.",
    ),
    Words(
        "Op het einde volgt een EVC-beoordeling, die een beroepskwalificatie geeft. Met algemene vorming in een CVO"
        " wordt het een diploma.",
        "At the end an EVC assessment gives a vocational qualification. With general education at a CVO it becomes a"
        " diploma.",
    ),
)

LEARNING_JOB = Rule(
    name="learning_job",
    title=Words("Kan deze leerjob?", "Is this leerjob possible?"),
    about=Words(
        "De voorwaarden voor een leerjob van VDAB: leeftijd, diploma, duur en loon.",
        "The conditions for a leerjob of VDAB: age, diploma, term and pay.",
    ),
    questions=QUESTIONS,
    versions=(
        Version(
            date(2024, 1, 1), _since_2024, "accuria.be, securex.be, partena-professional.be, solut-hr.be, liantis.be"
        ),
    ),
    day_label=Words("Eerste dag van de leerjob", "First day of the leerjob"),
    day_first=True,
)
