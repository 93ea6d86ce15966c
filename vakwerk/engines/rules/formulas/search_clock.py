"""The twenty training days in which a pupil in dual learning looks for a workplace, on the school calendar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice

from vakwerk.engines import school_calendar
from vakwerk.engines.rules.periods import DAY, SHORT, WEEKDAYS, weekday
from vakwerk.engines.rules.questions import Asked, Faults, Kind, Option, Question
from vakwerk.engines.rules.rulebook import Finding, Grid, Reader, Rule, Verdict, Version
from vakwerk.engines.rules.wording import counted, dated, number
from vakwerk.engines.words import Words

LEAST_HOLIDAY = timedelta(days=6)
FURTHEST = timedelta(days=2 * 366)
QUESTIONS = (
    Question(
        "start",
        Kind.DATE,
        Words("Wanneer begint de klok?", "When does the clock start?"),
        hint=Words(
            "De eerste lesdag, of de dag na een overeenkomst die vroegtijdig stopte. Daarna begint er een nieuwe klok.",
            "The first day of lessons, or the day after an agreement that ended early. After that a new clock starts.",
        ),
    ),
    Question(
        "weekdays",
        Kind.SEVERAL,
        Words("Op welke dagen is er opleiding?", "On which days is there training?"),
        hint=Words(
            "Zonder overeenkomst is de leerling voltijds op school. Niets gekozen betekent: van maandag tot vrijdag.",
            "Without an agreement the pupil is at school full time. Nothing chosen means: Monday to Friday.",
        ),
        needed=False,
        options=tuple(Option(key, label) for key, label in zip(SHORT[:5], WEEKDAYS[:5], strict=True)),
    ),
    Question(
        "free",
        Kind.DATES,
        Words("Eigen vrije dagen van de school", "The school's own free days"),
        hint=Words(
            "Een datum per regel of met komma's ertussen, bijvoorbeeld 05/10/2026, 01/02/2027.",
            "A date on each line or with commas, for example 05/10/2026, 01/02/2027.",
        ),
        needed=False,
    ),
    Question(
        "extended",
        Kind.YES_NO,
        Words("Kreeg de leerling een verlenging?", "Did the pupil get an extension?"),
        hint=Words("Dat kan een keer.", "That is possible once."),
        needed=False,
    ),
    Question(
        "buso",
        Kind.YES_NO,
        Words("Zit de leerling in het buitengewoon onderwijs (BuSO)?", "Is the pupil in special education (BuSO)?"),
        needed=False,
    ),
)


@dataclass(frozen=True)
class Skipped:
    """A free period within the clock: a holiday, or a free day of the school itself."""

    name: Words
    first: date
    last: date
    own: bool = False

    @property
    def usual(self) -> bool:
        """A free day outside the holidays, which no source of ours confirms."""
        return not self.own and self.last - self.first < LEAST_HOLIDAY


@dataclass(frozen=True)
class Clock:
    """The training days of one search, in order, and what was skipped between them."""

    days: tuple[date, ...]
    skipped: tuple[Skipped, ...]

    @property
    def deadline(self) -> date:
        """The last training day of the search."""
        return self.days[-1]

    def left(self, day: date) -> int:
        """Training days that are left, `day` itself included."""
        return sum(1 for training in self.days if training >= day)


def training_days(start: date, weekdays: frozenset[int], free: frozenset[date]) -> Iterator[date]:
    """Training days from `start` on: chosen weekdays that are school days; ends after two years."""
    day = start
    while day <= start + FURTHEST:
        if day.weekday() in weekdays and school_calendar.is_school_day(day, free):
            yield day
        day += DAY


def run_clock(start: date, total: int, weekdays: frozenset[int], free: frozenset[date]) -> Clock:
    """The clock of `total` training days; raises `Faults` when two years do not hold that many."""
    days = tuple(islice(training_days(start, weekdays, free), total))
    if len(days) < total:
        raise Faults({"weekdays": Words("Zo zijn er te weinig dagen.", "There are too few days this way.")})
    return Clock(days, tuple(_skipped(start, days[-1], free)))


def _skipped(first: date, last: date, free: frozenset[date]) -> Iterator[Skipped]:
    """Holidays and own free days between two days, each once, as far as they touch a weekday."""
    own = Words("Vrije dag van de school", "Free day of the school")
    found: dict[tuple[date, date], Skipped] = {}
    day = first
    while day <= last:
        holiday = school_calendar.holiday_on(day)
        if holiday:
            found.setdefault((holiday.first, holiday.last), Skipped(holiday.name, holiday.first, holiday.last))
        elif day in free and day.weekday() < 5:
            found[(day, day)] = Skipped(own, day, day, own=True)
        day += DAY
    yield from found.values()


def _known(asked: Asked, read: Reader) -> Finding:
    base, extra = read.number("dual.search_days"), _extension(asked, read)
    total = int(base + extra)
    weekdays = frozenset(SHORT.index(key) for key in asked.chosen("weekdays")) or frozenset(range(5))
    clock = run_clock(asked.day("start"), total, weekdays, frozenset(asked.days("free")))
    if any(skipped.usual for skipped in clock.skipped):
        read.listing("school_year.free_days")
    left = clock.left(read.day)
    return Finding(
        headline=_headline(clock, left, read.day),
        result={
            "deadline": clock.deadline,
            "total": total,
            "left": left,
            "days": tuple(day.isoformat() for day in clock.days),
        },
        steps=(_total(base, extra), _first(clock), *map(_skip, clock.skipped), _last(clock)),
        notes=_NOTES,
        verdict=Verdict.NO if left == 0 else None,
        grids=(_list(clock),),
    )


def _extension(asked: Asked, read: Reader) -> int:
    if not asked.yes("extended"):
        return 0
    return int(read.number("dual.extension_days.buso" if asked.yes("buso") else "dual.extension_days"))


def _headline(clock: Clock, left: int, day: date) -> Words:
    limit, today = dated(clock.deadline), dated(day)
    name = weekday(clock.deadline)
    if left == 0:
        return Words(f"De zoektijd is voorbij sinds {limit.nl}.", f"The time to search is over since {limit.en}.")
    days = counted(left, "training_days")
    return Words(
        f"De leerling heeft een werkplek nodig uiterlijk op {name.nl} {limit.nl}. Op {today.nl} zijn er nog {days.nl}.",
        f"The pupil needs a workplace by {name.en} {limit.en}. On {today.en} {days.en} are left.",
    )


def _total(base: object, extra: int) -> Words:
    start = str(base)
    if not extra:
        return Words(f"De klok telt {start} opleidingsdagen.", f"The clock counts {start} training days.")
    return Words(
        f"De klok telt {start} opleidingsdagen en {extra} dagen verlenging.",
        f"The clock counts {start} training days and {extra} days of extension.",
    )


def _first(clock: Clock) -> Words:
    day, name = dated(clock.days[0]), weekday(clock.days[0])
    return Words(f"Dag 1 is {name.nl} {day.nl}.", f"Day 1 is {name.en} {day.en}.")


def _skip(free: Skipped) -> Words:
    first, last = dated(free.first), dated(free.last)
    if free.first == free.last:
        return Words(f"{free.name.nl} op {first.nl} telt niet.", f"{free.name.en} on {first.en} does not count.")
    return Words(
        f"{free.name.nl} van {first.nl} tot en met {last.nl} telt niet.",
        f"{free.name.en} from {first.en} to {last.en} does not count.",
    )


def _last(clock: Clock) -> Words:
    day, name, many = dated(clock.deadline), weekday(clock.deadline), len(clock.days)
    return Words(f"Dag {many} is {name.nl} {day.nl}.", f"Day {many} is {name.en} {day.en}.")


def _list(clock: Clock) -> Grid:
    heads = (Words("Dag", "Day"), Words("Datum", "Date"), Words("Weekdag", "Day of the week"))
    rows = tuple((number(Decimal(n)), dated(day), weekday(day)) for n, day in enumerate(clock.days, 1))
    return Grid(Words("Alle opleidingsdagen van de klok", "All training days of the clock"), heads, rows)


_NOTES = (
    Words(
        "Een opleidingsdag is een dag waarop er opleiding is: les, een gelijkwaardige activiteit of werkplek.",
        "A training day is a day on which there is training: lessons, an equivalent activity or workplace.",
    ),
    Words(
        "De eerste opleidingsdag telt hier als dag 1. De bron zegt niet of die meetelt: reken niet op een dag extra.",
        "The first training day counts as day 1 here. The source does not say so: do not count on one day more.",
    ),
    Words(
        "Stopt een overeenkomst vroegtijdig? Dan begint een nieuwe klok, die even lang is.",
        "Does an agreement end early? Then a new clock starts, just as long.",
    ),
    Words(
        "Zonder overeenkomst op het einde verlaat de leerling de duale opleiding. Tot dan is hij voltijds op school.",
        "Without an agreement at the end the pupil leaves the dual programme. Until then the pupil is at school full"
        " time.",
    ),
    Words(
        "Een intakegesprek is een gewettigde afwezigheid. Dat staat in een bijlage van het schoolreglement.",
        "An intake interview is a justified absence. An addendum of the school rules says so.",
    ),
)

SEARCH_CLOCK = Rule(
    name="search_clock",
    title=Words("Tot wanneer een werkplek zoeken?", "Until when to look for a workplace?"),
    about=Words(
        "De twintig opleidingsdagen om een werkplek voor duaal leren te vinden, dag voor dag op de schoolkalender.",
        "The twenty training days to find a workplace for dual learning, day by day on the school calendar.",
    ),
    questions=QUESTIONS,
    versions=(
        Version(
            None,
            _known,
            "onderwijs.vlaanderen.be (vind een onderneming en sluit een overeenkomst); schoolvakanties: besluit van de"
            " Vlaamse Regering van 17 april 1991",
        ),
    ),
    day_label=Words("Op welke dag kijkt u?", "On which day do you look?"),
)
