"""How many learners a company may train at the same time: by its staff, and by the staff of the establishment."""

from __future__ import annotations

from decimal import Decimal

from vakwerk.engines.rules.formulas import checks
from vakwerk.engines.rules.formulas.checks import Check
from vakwerk.engines.rules.questions import Asked, Kind, Question
from vakwerk.engines.rules.rulebook import Finding, Reader, Rule, Verdict, Version
from vakwerk.engines.rules.wording import counted
from vakwerk.engines.words import Words


def _count(key: str, label: Words, *, needed: bool = True, hint: Words | None = None) -> Question:
    return Question(key, Kind.COUNT, label, hint, needed, least=Decimal(0), most=Decimal(100_000))


QUESTIONS = (
    _count("staff", Words("Hoeveel werknemers heeft het bedrijf?", "How many employees has the company?")),
    _count("learners", Words("Hoeveel leerlingen leidt het nu op?", "How many learners does it train now?")),
    _count(
        "staff_here",
        Words("Hoeveel werknemers heeft deze vestiging?", "How many employees has this establishment?"),
        needed=False,
        hint=Words("Met een arbeidsovereenkomst.", "With an employment contract."),
    ),
    _count(
        "learners_here",
        Words("Hoeveel leerlingen zijn er nu in deze vestiging?", "How many learners are at this establishment now?"),
        needed=False,
    ),
)


def _known(asked: Asked, read: Reader) -> Finding:
    staff = asked.count("staff")
    most = staff or int(read.number("capacity.without_staff"))
    found = [_company(asked.count("learners"), most)]
    if staff:
        found.append(_establishment(asked))
    read.reading("mentor.max_learners")
    allowed = checks.verdict(found)
    return Finding(
        headline=_HEADLINES[allowed],
        result={"one_more": {Verdict.YES: True, Verdict.NO: False}.get(allowed), "most": most},
        steps=(_step(staff, most),),
        notes=_NOTES,
        verdict=allowed,
        grids=(checks.grid(Words("Een leerling meer?", "One learner more?"), found),),
    )


def _company(now: int, most: int) -> Check:
    limit, have = counted(most, "pupils"), counted(now, "pupils")
    return Check(
        Words(f"Hoogstens {limit.nl} in het bedrijf", f"At most {limit.en} in the company"),
        now < most,
        Words(f"nu {have.nl}", f"{have.en} now"),
    )


def _establishment(asked: Asked) -> Check:
    words = Words(
        "Niet meer leerlingen dan werknemers in de vestiging", "No more learners than employees at the establishment"
    )
    if asked["staff_here"] is None or asked["learners_here"] is None:
        return Check(words, None)
    here, staff = counted(asked.count("learners_here"), "pupils"), asked.count("staff_here")
    why = Words(f"nu {here.nl}; aantal werknemers: {staff}", f"{here.en} now; number of employees: {staff}")
    return Check(words, asked.count("learners_here") < staff, why)


def _step(staff: int, most: int) -> Words:
    limit = counted(most, "pupils")
    if not staff:
        return Words(f"Geen werknemers: hoogstens {limit.nl}.", f"No employees: at most {limit.en}.")
    return Words(
        f"Evenveel leerlingen als werknemers: hoogstens {limit.nl}.",
        f"As many learners as employees: at most {limit.en}.",
    )


_HEADLINES = {
    Verdict.YES: Words("Er mag een leerling bij.", "There is room for one learner more."),
    Verdict.ON_CONDITION: Words(
        "Er mag een leerling bij, als de vestiging genoeg werknemers heeft.",
        "There is room for one learner more, if the establishment has enough employees.",
    ),
    Verdict.NO: Words("Er mag geen leerling bij.", "There is no room for a learner more."),
}
_NOTES = (
    Words(
        "Elk sectoraal partnerschap bepaalt ook hoeveel leerlingen een mentor tegelijk mag hebben. Vraag het daar.",
        "Each sector partnership also decides how many learners a mentor may have at once. Ask there.",
    ),
)

CAPACITY = Rule(
    name="workplace_capacity",
    title=Words("Hoeveel leerlingen mag een bedrijf opleiden?", "How many learners may a company train?"),
    about=Words(
        "Of er nog een leerling bij mag, volgens het aantal werknemers van bedrijf en vestiging.",
        "Whether one learner more is possible, by the number of employees of company and establishment.",
    ),
    questions=QUESTIONS,
    versions=(Version(None, _known, "vlaanderen.be (lerende gezocht voor duaal of alternerend leren)"),),
)
