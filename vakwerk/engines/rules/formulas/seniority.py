"""How much earlier experience a lateral entrant takes along as pay seniority (zij-instromer)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from vakwerk.engines.rules.periods import DAY, next_period, whole_months
from vakwerk.engines.rules.questions import Asked, Faults, Kind, Option, Question
from vakwerk.engines.rules.rulebook import Finding, Grid, Reader, Rule, Verdict, Version
from vakwerk.engines.rules.wording import counted, dated
from vakwerk.engines.words import Words

PERIODS = ("a", "b", "c", "d", "e")
_OFFICES = (
    Option(
        "teaching",
        Words(
            "Bestuurs- of onderwijzend personeel in basis- of secundair onderwijs",
            "Management or teaching staff in primary or secondary education",
        ),
    ),
    Option("ict", Words("ICT-coördinator", "ICT coordinator")),
    Option("other", Words("Een ander ambt (bijvoorbeeld in een CLB)", "Another office (for example at a CLB)")),
)


def _period(key: str, number: int) -> tuple[Question, Question]:
    first = number == 1
    return (
        Question(f"{key}_from", Kind.DATE, Words(f"Periode {number}: van", f"Period {number}: from"), needed=first),
        Question(
            f"{key}_to", Kind.DATE, Words(f"Periode {number}: tot en met", f"Period {number}: until"), needed=first
        ),
    )


QUESTIONS = (
    Question("office", Kind.CHOICE, Words("Voor welk ambt?", "For which office?"), options=_OFFICES),
    Question(
        "evidence",
        Kind.YES_NO,
        Words(
            "Is er voor elke periode een bewijs (werkgever, sociaal statuut)?",
            "Is there evidence for each period (employer, social security)?",
        ),
    ),
    *(question for number, key in enumerate(PERIODS, start=1) for question in _period(key, number)),
)


@dataclass(frozen=True)
class Span:
    """Whole months and the days that remain of one period."""

    months: int
    days: int


def merged(periods: Iterable[tuple[date, date]]) -> list[tuple[date, date]]:
    """The same days, each counted once: periods that overlap or touch become one."""
    found: list[tuple[date, date]] = []
    for start, end in sorted(periods):
        if found and start <= found[-1][1] + DAY:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def span(start: date, end: date) -> Span:
    """Calendar months from `start` until `end` (both included), and the days that remain."""
    months = whole_months(start, end)
    return Span(months, (end + DAY - next_period(start, months)).days)


def _since_2020(asked: Asked, read: Reader) -> Finding:
    periods = merged(_periods(asked, read.day))
    most = int(read.number("lateral.max_years"))
    spans = [span(*period) for period in periods]
    months, days = sum(one.months for one in spans), sum(one.days for one in spans)
    counted_months = min(months, most * 12)
    verdict = _verdict(asked)
    return Finding(
        headline=_headline(verdict, counted_months, capped=months >= most * 12, days=days),
        result={
            "months": counted_months,
            "days": 0 if months >= most * 12 else days,
            "experience_months": months,
            "capped": months > most * 12,
            "verdict": verdict.value,
        },
        steps=(_total(months, days), _cap(most, read)),
        notes=_NOTES,
        verdict=verdict,
        grids=(_grid(periods, spans),),
    )


def _periods(asked: Asked, appointed: date) -> list[tuple[date, date]]:
    """The periods that were filled in. Raises `Faults` for each that cannot count as it stands."""
    found: list[tuple[date, date]] = []
    faults: dict[str, Words] = {}
    for key in PERIODS:
        start, end = asked[f"{key}_from"], asked[f"{key}_to"]
        if isinstance(start, date) and isinstance(end, date):
            found.append((start, end))
            faults |= _wrong(key, start, end, appointed)
        elif start or end:
            faults[f"{key}_from" if end else f"{key}_to"] = _HALF
    if faults:
        raise Faults(faults)
    return found


_HALF = Words("Geef van elke periode het begin en het einde.", "Give both the start and the end of each period.")


def _wrong(key: str, start: date, end: date, appointed: date) -> dict[str, Words]:
    """Only earlier experience comes along: what lies on or after the appointment is work at the school."""
    if end < start:
        return {f"{key}_to": Words("De periode eindigt voor ze begint.", "The period ends before it starts.")}
    if end >= appointed:
        day = dated(appointed)
        return {
            f"{key}_to": Words(
                f"Alleen ervaring van voor de aanstelling telt: geef een dag voor {day.nl}.",
                f"Only experience from before the appointment counts: give a day before {day.en}.",
            )
        }
    return {}


def _verdict(asked: Asked) -> Verdict:
    if asked.text("office") == "other" or not asked.yes("evidence"):
        return Verdict.ON_CONDITION
    return Verdict.YES


def length(months: int, days: int = 0) -> Words:
    """Years, months and days in words."""
    parts = [(months // 12, "years"), (months % 12, "months"), (days, "days")]
    shown = [counted(amount, unit) for amount, unit in parts if amount] or [counted(0, "months")]
    if len(shown) == 1:
        return shown[0]
    *most, last = shown
    return Words(
        ", ".join(one.nl for one in most) + f" en {last.nl}", ", ".join(one.en for one in most) + f" and {last.en}"
    )


def _headline(verdict: Verdict, months: int, *, capped: bool, days: int) -> Words:
    found = length(months, 0 if capped else days)
    if verdict is Verdict.YES:
        return Words(f"U neemt {found.nl} anciënniteit mee.", f"You take along {found.en} of seniority.")
    return Words(
        f"U neemt {found.nl} anciënniteit mee, als de voorwaarden hieronder in orde komen.",
        f"You take along {found.en} of seniority, once the conditions below are in order.",
    )


def _total(months: int, days: int) -> Words:
    found = length(months, days)
    return Words(
        f"Uw periodes samen, dubbele dagen eenmaal geteld: {found.nl}",
        f"Your periods together, double days counted once: {found.en}",
    )


def _cap(most: int, read: Reader) -> Words:
    years, day = counted(most, "years"), dated(read.day)
    return Words(
        f"Wie op {day.nl} voor het eerst wordt aangesteld, neemt hoogstens {years.nl} mee.",
        f"Who is first appointed on {day.en} takes along at most {years.en}.",
    )


def _grid(periods: list[tuple[date, date]], spans: list[Span]) -> Grid:
    rows = tuple(
        (dated(start), dated(end), length(one.months, one.days))
        for (start, end), one in zip(periods, spans, strict=True)
    )
    heads = (Words("Van", "From"), Words("Tot en met", "Until"), Words("Duur", "Length"))
    return Grid(Words("De periodes die tellen", "The periods that count"), heads, rows)


_NOTES = (
    Words(
        "Elke periode heeft een bewijs nodig: een attest van de werkgever of van het sociaal verzekeringsfonds.",
        "Each period needs evidence: an attestation of the employer or of the social insurance fund.",
    ),
    Words(
        "Losse dagen rekenen we niet om naar maanden, en deeltijds werk niet naar voltijds: daarvoor vonden we geen"
        " regel. Het schoolsecretariaat of AGODI beslist.",
        "We do not convert single days to months, nor part-time to full-time: we found no rule for that. The school's"
        " office or AGODI decides.",
    ),
    Words(
        "Of vroegere nuttige ervaring nog bij dit maximum komt, vonden we niet.",
        "We did not find whether earlier useful experience comes on top of this maximum.",
    ),
    Words(
        "Voor een ander ambt dan bestuurs- en onderwijzend personeel gelden eigen lijsten: vraag het na.",
        "Other offices than management and teaching staff have their own lists: ask.",
    ),
)

SENIORITY = Rule(
    name="lateral_seniority",
    title=Words("Anciënniteit van een zij-instromer", "Seniority of a lateral entrant"),
    about=Words(
        "Hoeveel jaren ervaring uit een andere sector meetellen voor het loon van wie in het onderwijs begint.",
        "How many years of experience elsewhere count for the pay of who starts in education.",
    ),
    questions=QUESTIONS,
    versions=(Version(date(2020, 9, 1), _since_2020, "Omzendbrief PERS/2020/04 (edulex 15714)"),),
    day_label=Words("Op welke dag wordt u voor het eerst aangesteld?", "On which day are you first appointed?"),
)
