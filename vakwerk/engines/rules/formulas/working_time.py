"""Working time of minors (15 to 17 years): a week's roster against the rules, day by day.

The week is read as one that comes back: after Sunday comes the same Monday. All times are minutes since Monday 00:00.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from decimal import Decimal

from vakwerk.engines.rules.formulas.pupil import AGE
from vakwerk.engines.rules.periods import SHORT, WEEKDAYS
from vakwerk.engines.rules.questions import Asked, Faults, Kind, Option, Question
from vakwerk.engines.rules.rulebook import Finding, Grid, Reader, Rule, Verdict, Version
from vakwerk.engines.rules.typed import Shift
from vakwerk.engines.rules.wording import counted
from vakwerk.engines.words import Words

DAY, WEEK, SUNDAY = 24 * 60, 7 * 24 * 60, 6
SECTORS = (
    Option("ordinary", Words("Gewoon werk, bijvoorbeeld een kantoor of winkel", "Ordinary work, such as an office")),
    Option("shifts", Words("Continu- of ploegenarbeid", "Continuous or shift work")),
    Option("hospitality", Words("Horeca", "Hospitality (horeca)")),
    Option("bakery", Words("Bakkerij", "Bakery")),
    Option("other", Words("Een andere sector met een eigen koninklijk besluit", "Another sector with its own decree")),
)
_HINT = Words(
    "Laat leeg als er niets is. Uren les tellen mee voor wie een OAO heeft; vul ze dan in.",
    "Leave empty when there is nothing. Hours of lessons count for who has an OAO; then fill them in.",
)
QUESTIONS = (
    AGE,
    Question("sector", Kind.CHOICE, Words("Wat voor werk is het?", "What kind of work is it?"), options=SECTORS),
    Question(
        "evening_decree",
        Kind.YES_NO,
        Words(
            "Laat een koninklijk besluit van de sector avondwerk door jongeren toe?",
            "Does a royal decree of the sector allow evening work by young people?",
        ),
        hint=Words(
            "Kijk dat na bij het paritair comité. Weet u het niet? Dan geldt de gewone regel.",
            "Check that with the joint committee. You do not know? Then the ordinary rule holds.",
        ),
        needed=False,
    ),
    Question(
        "sunday_decree",
        Kind.YES_NO,
        Words(
            "Laat een koninklijk besluit van de sector zondagswerk door jongeren toe?",
            "Does a royal decree of the sector allow Sunday work by young people?",
        ),
        needed=False,
    ),
    Question(
        "last_sunday",
        Kind.YES_NO,
        Words("Werkte de leerling de vorige zondag?", "Did the pupil work the Sunday before?"),
        needed=False,
    ),
    *(
        Question(key, Kind.SHIFT, label, _HINT if key == "mon" else None, needed=False)
        for key, label in zip(SHORT, WEEKDAYS, strict=True)
    ),
)


@dataclass(frozen=True)
class Limits:
    """The numbers of the law, read once."""

    day_hours: Decimal
    week_hours: Decimal
    pause_after: Decimal
    pause: int
    long_pause_after: Decimal
    long_pause: int
    rest: int
    week_rest: int

    @classmethod
    def read(cls, read: Reader) -> Limits:
        """Raises `Unsourced` when one of them is not known."""
        return cls(
            read.number("minor.day_hours"),
            read.number("minor.week_hours"),
            read.number("minor.pause_after_hours"),
            int(read.number("minor.pause_minutes")),
            read.number("minor.long_pause_after_hours"),
            int(read.number("minor.long_pause_minutes")),
            int(read.number("minor.rest_hours")) * 60,
            int(read.number("minor.week_rest_hours")) * 60,
        )


@dataclass(frozen=True)
class Window:
    """The part of the day in which work is allowed, in minutes since midnight."""

    opens: int
    closes: int

    def holds(self, shift: Shift) -> bool:
        """Does the whole shift lie inside? A shift past midnight never does."""
        if shift.start is None or shift.end is None:
            return True
        begin = _minutes(shift.start)
        return self.opens <= begin and begin + shift.minutes <= self.closes

    @property
    def written(self) -> str:
        """As "06:00-20:00"."""
        return f"{self.opens // 60:02}:{self.opens % 60:02}-{self.closes // 60:02}:{self.closes % 60:02}"


@dataclass(frozen=True)
class Fault:
    """One rule that a roster breaks; `day` is 0 for Monday, None for the week as a whole."""

    day: int | None
    rule: str
    words: Words


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def _clock(read: Reader, name: str) -> int:
    hours, minutes = read.text(name).split(":")
    return int(hours) * 60 + int(minutes)


def windows(asked: Asked, read: Reader) -> tuple[Window, ...]:
    """The windows of which one must hold a shift: the ordinary one, and two later ones for some from 16 on."""
    found = [Window(_clock(read, "minor.night_until"), _clock(read, "minor.night_from"))]
    sector, decree = asked.text("sector"), asked.yes("evening_decree")
    later = sector == "shifts" or (sector in {"hospitality", "bakery", "other"} and decree)
    if later and asked.count("age") >= int(read.number("minor.evening_age")):
        if sector != "shifts":
            read("minor.evening_by_decree")
        found.append(Window(_clock(read, "minor.evening_a.from"), _clock(read, "minor.evening_a.until")))
        found.append(Window(_clock(read, "minor.evening_b.from"), _clock(read, "minor.evening_b.until")))
    return tuple(found)


def _since(asked: Asked, read: Reader) -> Finding:
    roster = {day: shift for day, key in enumerate(SHORT) if (shift := asked.shift(key)) is not None}
    if not roster:
        raise Faults({"mon": Words("Vul minstens een dag in.", "Fill in at least one day.")})
    least, adult = int(read.number("minor.least_age")), int(read.number("minor.adult_age"))
    if asked.count("age") >= adult:
        return _of_age(adult)
    if asked.count("age") < least:
        return _too_young(least)
    faults, unsure = tuple(_faults(asked, read, roster)), _unsure_sunday(asked, roster)
    return Finding(
        headline=_headline(faults, unsure),
        result={
            "allowed": False if faults else None if unsure else True,
            "broken": tuple(dict.fromkeys(fault.rule for fault in faults)),
            "open": tuple(window.written for window in windows(asked, read)),
            "shifts": tuple(f"{SHORT[day]} {shift.written}" for day, shift in roster.items() if shift.written),
        },
        steps=tuple(_sums(roster)),
        notes=(*_NOTES, *((_EVERY_OTHER,) if unsure else ())),
        verdict=Verdict.NO if faults else Verdict.ON_CONDITION if unsure else Verdict.YES,
        grids=(_grid(roster, faults),),
    )


def _faults(asked: Asked, read: Reader, roster: dict[int, Shift]) -> Iterator[Fault]:
    limits, open_ = Limits.read(read), windows(asked, read)
    for day, shift in roster.items():
        yield from _day_faults(day, shift, limits)
        if not any(window.holds(shift) for window in open_):
            yield Fault(day, "night", _outside(open_))
    yield from _rest_faults(roster, limits)
    yield from _week_faults(roster, limits)
    yield from _sunday_faults(asked, read, roster)


def _day_faults(day: int, shift: Shift, limits: Limits) -> Iterator[Fault]:
    total = shift.worked + shift.school
    if total > limits.day_hours:
        have, most = counted(_round(total), "hours"), counted(limits.day_hours, "hours")
        yield Fault(day, "day_hours", Words(f"{have.nl}: hoogstens {most.nl} per dag", f"{have.en}: at most {most.en}"))
    needed = limits.long_pause if shift.worked > limits.long_pause_after else 0
    needed = needed or (limits.pause if shift.worked > limits.pause_after else 0)
    if shift.pause < needed:
        least = counted(needed, "minutes")
        yield Fault(day, "pause", Words(f"de pauze moet minstens {least.nl} zijn", f"the break must be {least.en}"))


def _outside(open_: tuple[Window, ...]) -> Words:
    hours = " of ".join(window.written for window in open_), " or ".join(window.written for window in open_)
    return Words(f"nachtarbeid: werken mag alleen {hours[0]}", f"night work: only {hours[1]} is allowed")


def gaps(roster: dict[int, Shift]) -> list[tuple[int, int]]:
    """The free time between shifts in a week that comes back: (start, length) in minutes since Monday 00:00."""
    work = sorted(
        (day * DAY + _minutes(shift.start), shift.minutes) for day, shift in roster.items() if shift.start is not None
    )
    ends = [start + length for start, length in work]
    nexts = [start for start, _ in work[1:]] + [start + WEEK for start, _ in work[:1]]
    return [(end, following - end) for end, following in zip(ends, nexts, strict=True)]


def _rest_faults(roster: dict[int, Shift], limits: Limits) -> Iterator[Fault]:
    for end, length in gaps(roster):
        if length < limits.rest:
            need = counted(limits.rest // 60, "hours")
            words = Words(f"minstens {need.nl} rust voor dit begin", f"at least {need.en} of rest before this start")
            yield Fault((end + length) // DAY % 7, "rest", words)


def _week_faults(roster: dict[int, Shift], limits: Limits) -> Iterator[Fault]:
    total = sum((shift.worked + shift.school for shift in roster.values()), Decimal(0))
    if total > limits.week_hours:
        have, most = counted(_round(total), "hours"), counted(limits.week_hours, "hours")
        yield Fault(
            None, "week_hours", Words(f"{have.nl}: hoogstens {most.nl} per week", f"{have.en}: at most {most.en}")
        )
    if _longest_rest(roster) < limits.week_rest:
        need = counted(limits.week_rest // 60, "hours")
        words = Words(
            f"minstens {need.nl} rust na elkaar: de zondag en de dag ervoor of erna",
            f"at least {need.en} of rest in a row: Sunday and the day before or after",
        )
        yield Fault(None, "week_rest", words)


def _longest_rest(roster: dict[int, Shift]) -> int:
    """The rest around Sunday noon; with work on Sunday the longest rest of the week, in minutes."""
    found, noon = gaps(roster), SUNDAY * DAY + DAY // 2
    around = [length for end, length in found if end <= noon < end + length or end <= noon + WEEK < end + length]
    on_sunday = SUNDAY in roster and roster[SUNDAY].start is not None
    return max((length for _, length in found) if on_sunday or not around else around, default=WEEK)


def _sunday_faults(asked: Asked, read: Reader, roster: dict[int, Shift]) -> Iterator[Fault]:
    sunday = roster.get(SUNDAY)
    if sunday is None or sunday.start is None:
        return
    if not asked.yes("sunday_decree"):
        yield Fault(
            SUNDAY,
            "sunday",
            Words("zondag: alleen als een koninklijk besluit het toelaat", "Sunday: only by royal decree"),
        )
    elif asked.yes("last_sunday"):
        every = read.number("minor.sunday_every")
        yield Fault(SUNDAY, "sunday", Words(f"hoogstens 1 zondag op {every}", f"at most 1 Sunday in {every}"))


def _unsure_sunday(asked: Asked, roster: dict[int, Shift]) -> bool:
    """There is work on Sunday and nobody said whether the Sunday before was free."""
    sunday = roster.get(SUNDAY)
    return sunday is not None and sunday.start is not None and asked["last_sunday"] is None


_EVERY_OTHER = Words(
    "Een jongere werkt hoogstens een zondag op twee, ook waar een besluit zondagswerk toelaat.",
    "A minor works at most one Sunday in two, also where a decree allows Sunday work.",
)


def _round(hours: Decimal) -> Decimal:
    return round(hours, 2).normalize()


def _headline(faults: tuple[Fault, ...], unsure: bool) -> Words:
    if not faults and unsure:
        return Words(
            "Dit uurrooster past binnen de regels voor jongeren als de vorige zondag vrij was.",
            "This roster fits the rules for minors if the Sunday before was free.",
        )
    if not faults:
        return Words("Dit uurrooster past binnen de regels voor jongeren.", "This roster fits the rules for minors.")
    many = len(faults)
    if many == 1:
        return Words("Dit uurrooster mag niet: één punt klopt niet.", "This roster is not allowed: one thing is wrong.")
    return Words(
        f"Dit uurrooster mag niet: {many} punten kloppen niet.", f"This roster is not allowed: {many} things are wrong."
    )


def _of_age(adult: int) -> Finding:
    return Finding(
        Words(
            f"Deze regels gelden tot {adult} jaar. Daarna gelden de gewone arbeidstijden van het bedrijf.",
            f"These rules hold until {adult}. After that the ordinary working time of the company holds.",
        ),
        {"allowed": None, "minor": False},
    )


def _too_young(least: int) -> Finding:
    return Finding(
        Words(f"Wie jonger is dan {least}, mag niet werken.", f"Who is younger than {least} may not work."),
        {"allowed": False, "broken": ("age",)},
        verdict=Verdict.NO,
    )


def _sums(roster: dict[int, Shift]) -> Iterator[Words]:
    for day, shift in roster.items():
        work, lessons = counted(_round(shift.worked), "hours"), counted(_round(shift.school), "hours")
        name = WEEKDAYS[day]
        yield Words(
            f"{name.nl}: {work.nl} werk en {lessons.nl} les", f"{name.en}: {work.en} work and {lessons.en} lessons"
        )
    total = counted(_round(sum((shift.worked + shift.school for shift in roster.values()), Decimal(0))), "hours")
    yield Words(f"Samen in de week: {total.nl}", f"Together in the week: {total.en}")


def _grid(roster: dict[int, Shift], faults: tuple[Fault, ...]) -> Grid:
    days = [day for day in range(7) if day in roster or any(fault.day == day for fault in faults)]
    rows = [(WEEKDAYS[day], _hours(roster.get(day)), *_said(faults, day)) for day in days]
    week = (Words("hele week", "whole week"), Words("", ""), *_said(faults, None))
    heads = (Words("Dag", "Day"), Words("Uren", "Hours"), Words("Wat de regel zegt", "What the rule says"))
    verdicts = [_mark(faults, day) for day in days] + [_mark(faults, None)]
    return Grid(Words("Dag per dag", "Day by day"), heads, (*rows, week), tuple(verdicts))


def _hours(shift: Shift | None) -> Words:
    if shift is None or shift.start is None or shift.end is None:
        return Words("alleen les", "lessons only") if shift else Words("", "")
    hours = f"{shift.start:%H:%M}-{shift.end:%H:%M}"
    return Words(f"{hours}, pauze {shift.pause} min.", f"{hours}, break {shift.pause} min.")


def _said(faults: tuple[Fault, ...], day: int | None) -> tuple[Words]:
    found = [fault.words for fault in faults if fault.day == day]
    if not found:
        return (Words("in orde", "fulfilled"),)
    return (Words("; ".join(words.nl for words in found), "; ".join(words.en for words in found)),)


def _mark(faults: tuple[Fault, ...], day: int | None) -> Verdict:
    return Verdict.NO if any(fault.day == day for fault in faults) else Verdict.YES


_NOTES = (
    Words(
        "Tussen middernacht en 4 uur mogen jongeren nooit werken.", "Between midnight and 4 a.m. minors may never work."
    ),
    Words(
        "De rustdagen zijn de zondag en de dag ervoor of erna. Wie op zondag mag werken, krijgt die rust in de week:"
        " kijk het besluit van de sector na.",
        "The days of rest are Sunday and the day before or after. Who may work on Sunday gets that rest in the week:"
        " check the decree of the sector.",
    ),
    Words(
        "Met een OAO telt de tijd op school mee als arbeidstijd.", "With an OAO time at school counts as working time."
    ),
    Words("We rekenen alsof elke week dezelfde is.", "We calculate as if every week is the same."),
    Words(
        "Een jongere van 15 werkt alleen als de voltijdse leerplicht voorbij is.",
        "Somebody of 15 works only once full-time compulsory schooling has ended.",
    ),
)

WORKING_TIME = Rule(
    name="minors_working_time",
    title=Words("Mag een minderjarige dit uurrooster werken?", "May a minor work this roster?"),
    about=Words(
        "Een week van een leerling van 15, 16 of 17 naast de regels over uren, pauze, rust, nacht en zondag.",
        "A week of a pupil of 15, 16 or 17 beside the rules on hours, breaks, rest, nights and Sundays.",
    ),
    questions=QUESTIONS,
    versions=(
        Version(
            None,
            _since,
            "werk.belgie.be (jeugdige werknemers) en securex.be (regels voor jeugdige werknemers)",
        ),
    ),
)
