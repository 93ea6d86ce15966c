"""May this programme start here? Free within the offer profile of the school, else a request with advice.

What holds depends on the school year in which the programme starts, so the day of the law is its first day.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from vakwerk.engines.rules.formulas import checks
from vakwerk.engines.rules.formulas.checks import Check
from vakwerk.engines.rules.formulas.pupil_norm import SEVENTH_YEAR
from vakwerk.engines.rules.questions import Asked, Kind, Option, Question
from vakwerk.engines.rules.rulebook import Finding, Grid, Reader, Result, Rule, Verdict, Version
from vakwerk.engines.rules.wording import counted, dated, listed
from vakwerk.engines.words import Words

FREE, APPROVAL, UNSURE = "free", "approval", "unsure"
NEW, EXCHANGE, TRANSFER, MOVE = "new", "exchange", "transfer", "move"
KINDS = (
    Option(NEW, Words("Een nieuwe richting", "A new programme")),
    Option(EXCHANGE, Words("Een richting inruilen voor een andere", "Exchange a programme for another")),
    Option(TRANSFER, Words("Een richting overnemen van een andere school", "Take over a programme of another school")),
    Option(
        MOVE, Words("Een richting van de school naar een andere vestiging", "Bring an own programme to another site")
    ),
)
VARIANTS = (
    Option("non_dual", Words("Niet duaal", "Not dual")),
    Option("dual", Words("Alleen duaal", "Dual only")),
    Option("both", Words("Duaal en niet duaal", "Dual and not dual")),
    Option("preparatory", Words("Aanloop naar duaal", "Preparation for dual learning")),
)
QUESTIONS = (
    Question("kind", Kind.CHOICE, Words("Wat wilt u doen?", "What do you want to do?"), options=KINDS),
    Question("variant", Kind.CHOICE, Words("In welke vorm?", "In which form?"), options=VARIANTS),
    Question(
        "in_profile",
        Kind.YES_NO,
        Words(
            "Biedt uw school al een richting aan in hetzelfde studiedomein met dezelfde finaliteit?",
            "Does your school already offer a programme in the same study domain with the same finality?",
        ),
        hint=Words(
            "Dat is het aanbodprofiel van de school. De precieze omschrijving is nog te bevestigen.",
            "That is the offer profile of the school. Its exact definition is still to be confirmed.",
        ),
        needed=False,
    ),
    Question(
        "niche",
        Kind.YES_NO,
        Words("Is het een niche-richting?", "Is it a niche programme?"),
        hint=Words(
            "Bijvoorbeeld Topsport, Freinet, Rudolf Steiner of Yeshiva.",
            "For example Topsport, Freinet, Rudolf Steiner or Yeshiva.",
        ),
        needed=False,
    ),
    SEVENTH_YEAR,
    Question(
        "catholic",
        Kind.YES_NO,
        Words("Is het een katholieke school?", "Is it a Catholic school?"),
        needed=False,
    ),
    Question(
        "inhabitants",
        Kind.COUNT,
        Words("Inwoners van de gemeente van de vestigingen", "Inhabitants of the municipality of the sites"),
        hint=Words(
            "Alleen voor een andere vestiging. Neem de grootste gemeente.",
            "Only for another site. Take the largest municipality.",
        ),
        needed=False,
        least=Decimal(0),
        most=Decimal(2_000_000),
    ),
    Question(
        "asked_on",
        Kind.DATE,
        Words("Wanneer dient u in?", "When do you hand it in?"),
        hint=Words("Dan ziet u of u op tijd bent.", "Then you see whether you are in time."),
        needed=False,
    ),
)


def _since_2023(asked: Asked, read: Reader) -> Finding:
    found = _conditions(asked, read)
    verdict = checks.verdict(found)
    free = verdict is Verdict.YES
    grid = checks.grid(Words("Kan het vrij?", "Can it be free?"), found)
    steps = tuple(Words(f"{c.condition.nl}: {c.why.nl}", f"{c.condition.en}: {c.why.en}") for c in found)
    if free:
        return _free(asked, read, steps, grid)
    unknown = tuple(check.condition for check in found if check.holds is None) if verdict is not Verdict.NO else ()
    return _approval(asked, read, steps, grid, unknown)


def _conditions(asked: Asked, read: Reader) -> tuple[Check, ...]:
    if asked.text("kind") == MOVE:
        return (_small_enough(asked, read),)
    if asked.text("kind") in {EXCHANGE, TRANSFER}:
        return (_no_niche(asked),)
    return (_in_profile(asked, read), _no_niche(asked))


def _in_profile(asked: Asked, read: Reader) -> Check:
    rule = read.said("programming.profile")
    holds = _answer(asked, "in_profile")
    said = {
        True: Words("de school biedt dit domein met deze finaliteit al aan", "the school offers this pair already"),
        False: Words("de school biedt dit paar nog niet aan", "the school does not offer this pair yet"),
        None: Words("niet geweten", "not known"),
    }[holds]
    why = Words(f"{said.nl}. Profiel: {rule.nl}.", f"{said.en}. Profile: {rule.en}.")
    return Check(Words("Binnen het aanbodprofiel van de school", "Within the offer profile of the school"), holds, why)


def _no_niche(asked: Asked) -> Check:
    niche = _answer(asked, "niche")
    why = {
        True: Words("een niche vraagt altijd goedkeuring", "a niche always needs approval"),
        False: Words("geen niche", "no niche"),
        None: Words("niet geweten", "not known"),
    }[niche]
    return Check(Words("Geen niche-richting", "No niche programme"), None if niche is None else not niche, why)


def _small_enough(asked: Asked, read: Reader) -> Check:
    most = read.number("programming.site_move_inhabitants")
    limit = counted(most, "inhabitants")
    condition = Words(f"Geen gemeente met meer dan {limit.nl}", f"No municipality of more than {limit.en}")
    if asked["inhabitants"] is None:
        return Check(condition, None, Words("aantal inwoners niet gegeven", "number of inhabitants not given"))
    have = counted(asked.number("inhabitants"), "inhabitants")
    return Check(condition, asked.number("inhabitants") <= most, have)


def _answer(asked: Asked, key: str) -> bool | None:
    return None if asked[key] is None else asked.yes(key)


def _free(asked: Asked, read: Reader, steps: tuple[Words, ...], grid: Grid) -> Finding:
    read.reading("programming.notification_deadline")
    headline = Words(
        "Ja. U mag deze richting hier vrij starten: melden volstaat.",
        "Yes. You may start this programme here freely: a notification is enough.",
    )
    if asked.text("kind") == MOVE:
        headline = Words(
            "Ja. Deze richting mag zonder aanvraag naar de andere vestiging.",
            "Yes. This programme may go to the other site without a request.",
        )
    notes = (*_variant_note(asked), _norm_note(asked, read), _OFFICIAL)
    result: dict[str, Result] = {"way": FREE, "deadline": None, "in_time": None, "advisers": ()}
    return Finding(headline, result, steps, notes, Verdict.YES, (grid,))


def _approval(asked: Asked, read: Reader, steps: tuple[Words, ...], grid: Grid, unknown: tuple[Words, ...]) -> Finding:
    advisers = read.listing("programming.advisers")
    deadline, when = _deadline(read)
    in_time = None if deadline is None or asked["asked_on"] is None else asked.day("asked_on") <= deadline
    way = UNSURE if unknown else APPROVAL
    result: dict[str, Result] = {"way": way, "deadline": deadline, "in_time": in_time, "advisers": advisers}
    notes = (
        when,
        *_first_dpcc(asked),
        _chain(read.said("programming.advisers")),
        *_variant_note(asked),
        _norm_note(asked, read),
        _OFFICIAL,
    )
    last = deadline if in_time is False else None
    headline = _unsure(unknown, last) if unknown else _headline(last)
    verdict = Verdict.NO if last and not unknown else Verdict.ON_CONDITION
    return Finding(headline, result, (*steps, *_compared(asked, deadline)), notes, verdict, (grid,))


def _unsure(unknown: tuple[Words, ...], missed: date | None) -> Words:
    """A skipped question is no refusal: a last day that has passed counts only if an approval is needed."""
    nl = listed(tuple(words.nl.lower() for words in unknown)).nl
    en = listed(tuple(words.en.lower() for words in unknown)).en
    late = Words("", "")
    if missed:
        day = dated(missed)
        late = Words(f", en daarvoor was de uiterste dag {day.nl}", f", and the last day for that was {day.en}")
    return Words(
        f"Nog niet zeker: ga na of dit klopt: {nl}. Zo ja, dan mag het vrij; zo niet, dan is goedkeuring nodig"
        f"{late.nl}.",
        f"Not certain yet: check whether this holds: {en}. If so, it is free; if not, it needs an approval{late.en}.",
    )


def _headline(missed: date | None) -> Words:
    if missed:
        day = dated(missed)
        return Words(
            f"Dit vraagt een goedkeuring, en de uiterste dag was {day.nl}.",
            f"This needs an approval, and the last day was {day.en}.",
        )
    return Words(
        "Alleen met goedkeuring van de Vlaamse Regering: dien een aanvraag in.",
        "Only with the approval of the Flemish Government: hand in a request.",
    )


def _deadline(read: Reader) -> tuple[date | None, Words]:
    """The forfeit date of the school year of the start; the usual one in words when nobody entered it yet."""
    if read.begun("programming.deadline"):
        value = read("programming.deadline")
        if isinstance(value, date):
            day = dated(value)
            return value, Words(
                f"Uiterste dag voor de aanvraag: {day.nl}. Het is een vervaldatum.",
                f"Last day for the request: {day.en}. It is a forfeit date.",
            )
    usual = read.said("programming.usual_deadline")
    return None, Words(
        f"De uiterste dag voor dit schooljaar is nog niet ingevoerd. Gewoonlijk is het {usual.nl} voor de start.",
        f"The last day for this school year was not entered yet. Usually it is {usual.en} before the start.",
    )


def _compared(asked: Asked, deadline: date | None) -> tuple[Words, ...]:
    if deadline is None or asked["asked_on"] is None:
        return ()
    given, last = dated(asked.day("asked_on")), dated(deadline)
    late = asked.day("asked_on") > deadline
    nl, en = ("na", "after") if late else ("niet na", "not after")
    return (Words(f"{given.nl} is {nl} {last.nl}.", f"{given.en} is {en} {last.en}."),)


def _first_dpcc(asked: Asked) -> tuple[Words, ...]:
    if asked["catholic"] is not None and not asked.yes("catholic"):
        return ()
    return (
        Words(
            "Een katholieke school vraagt eerst het akkoord van haar DPCC.",
            "A Catholic school first asks the agreement of its DPCC.",
        ),
    )


def _chain(who: Words) -> Words:
    return Words(
        f"{who.nl} geven advies; de Vlaamse Regering beslist.", f"{who.en} advise; the Flemish Government decides."
    )


def _variant_note(asked: Asked) -> tuple[Words, ...]:
    match asked.text("variant"):
        case "dual":
            return (
                Words(
                    "Alleen duaal mag: u hoeft geen niet-duale richting in te richten.",
                    "Dual only is allowed: you need not offer the programme that is not dual.",
                ),
            )
        case "preparatory":
            return (
                Words(
                    "Voor de aanloop is geen aparte regel gevonden. Hier geldt dezelfde weg; dat is te bevestigen.",
                    "No rule of its own was found for the preparation. The same way is shown; to be confirmed.",
                ),
            )
    return ()


def _norm_note(asked: Asked, read: Reader) -> Words:
    """What comes after the start; the term only since when there is one."""
    if _answer(asked, "seventh_year") and read.reading("programming.norm_pupils.seventh").value is None:
        return Words(
            "De norm van vijf leerlingen geldt voor het eerste tot het zesde leerjaar. Voor een zevende leerjaar is "
            "geen norm gevonden: vraag het na bij AGODI.",
            "The norm of five pupils is for years 1 to 6. For a seventh year no norm was found: ask AGODI.",
        )
    name = "programming.norm_pupils.seventh" if _answer(asked, "seventh_year") else "programming.norm_pupils"
    norm = counted(read.number(name), "pupils")
    said = Words(
        f"Daarna telt de norm: minstens {norm.nl} op deze vestiging",
        f"Then the norm counts: at least {norm.en} at this site",
    )
    if not read.begun("programming.norm_years"):
        return Words(f"{said.nl}.", f"{said.en}.")
    years = read.number("programming.norm_years")
    return Words(f"{said.nl}, binnen {years} schooljaren.", f"{said.en}, within {years} school years.")


_OFFICIAL = Words(
    "Melden en aanvragen gebeurt officieel in Mijn Onderwijs, thema Structuur en organisatie.",
    "The official notification or request goes through Mijn Onderwijs, theme Structuur en organisatie.",
)

PROGRAMME_START = Rule(
    name="programme_start",
    title=Words("Mag deze richting hier starten?", "May this programme start here?"),
    about=Words(
        "Vrij programmeren en melden, of een aanvraag met adviezen en een goedkeuring. Voor gewoon voltijds secundair.",
        "Start freely and notify, or hand in a request with advice and an approval. For ordinary secondary education.",
    ),
    questions=QUESTIONS,
    versions=(
        Version(
            date(2023, 9, 1),
            _since_2023,
            "Het plan TSO/BSO, 2.2 (programmatieregels vanaf 2023-2024); omzendbrief SO 61, edulex 12999; agodi.be",
        ),
    ),
    day_label=Words("Eerste schooldag van de richting", "First school day of the programme"),
)
