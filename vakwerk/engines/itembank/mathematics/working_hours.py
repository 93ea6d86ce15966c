"""Working hours: how long somebody works, with a break taken off, and what that pays or when it ends."""

from __future__ import annotations

import random
from dataclasses import dataclass
from fractions import Fraction

from vakwerk.engines.itembank.tasks import Generator, Radical
from vakwerk.engines.words import Words

from .answers import Problem, Situation, Wrong, numeric, solver
from .errors import errors
from .people import somebody
from .quantities import DURATION, Unit, Value, say


@dataclass(frozen=True)
class Clock(Unit):
    """Minutes after midnight, written as a time of the day."""

    def write(self, value: Value) -> Words:
        hours, minutes = divmod(int(value), 60)
        return Words(f"{hours}:{minutes:02}", f"{hours}:{minutes:02}")


CLOCK = Clock("time", ("", ""), ("", ""), 0)
JOBS: tuple[Words, ...] = (
    Words("in een garage", "in a garage"),
    Words("in een keuken", "in a kitchen"),
    Words("op een werf", "on a building site"),
    Words("in een bakkerij", "in a bakery"),
    Words("in een kapsalon", "in a hair salon"),
    Words("in een magazijn", "in a warehouse"),
    Words("in een woonzorgcentrum", "in a care home"),
    Words("op een boerderij", "on a farm"),
    Words("in een drukkerij", "in a print shop"),
)


def _draw(rng: random.Random) -> Situation:
    job, name = rng.randrange(len(JOBS)), somebody(rng)
    start = rng.randrange(6 * 12, 13 * 12) * 5
    worked = rng.randrange(3 * 12, 8 * 12 + 6) * 5
    pause = rng.choice((15, 20, 30, 40, 45, 60))
    end = start + worked + pause
    ask = rng.choice(("worked", "worked", "end", "start"))
    given = {
        "worked": {"start": start, "end": end},
        "end": {"start": start, "worked": worked},
        "start": {"end": end, "worked": worked},
    }[ask]
    problem = {"job": job, "ask": ask, "pause": pause, **given}
    right = {"worked": worked, "end": end, "start": start}[ask]
    carry = (end % 60) < (start % 60) if ask != "end" else (start % 60 + worked % 60 + pause) >= 60
    return Situation(
        problem=problem,
        radicals={
            "backwards": float(ask == "start"),
            "forwards": float(ask == "end"),
            "carry": float(carry),
            "five": float(any(value % 15 for value in problem_minutes(problem))),
        },
        right=right,
        unit=DURATION if ask == "worked" else CLOCK,
        wrong=_wrong(ask, start, end, worked, pause),
        prompt=lambda: _prompt(ask, name, JOBS[job], start, end, worked, pause),
        explanation=lambda: _explanation(ask, start, end, worked, pause),
    )


def problem_minutes(problem: Problem) -> list[int]:
    """The times and durations that stand in the task."""
    return [int(problem[one]) for one in ("start", "end", "worked", "pause") if one in problem]


def _wrong(ask: str, start: int, end: int, worked: int, pause: int) -> list[Wrong]:
    if ask == "worked":
        found: list[Wrong] = [
            (end - start, "break_forgotten"),
            (end - start + pause, "break_added"),
            (_decimal(end, start) - pause, "time_decimal"),
            (_decimal(end, start), "time_decimal"),
            (worked + 60, "one_off"),
            (worked - 60, "one_off"),
            (worked + 30, "slip"),
            (worked - 30, "slip"),
            (worked + 15, "slip"),
            (worked - 15, "slip"),
            (worked + 10, "slip"),
            (worked - 10, "slip"),
        ]
        return found
    sign = 1 if ask == "end" else -1
    right = end if ask == "end" else start
    found = [
        (right - sign * pause, "break_forgotten"),
        (right - 2 * sign * pause, "break_added"),
        (right + 40, "time_decimal"),
        (right - 40, "time_decimal"),
        (right + 60, "one_off"),
        (right - 60, "one_off"),
        (right + 30, "slip"),
        (right - 30, "slip"),
        (right + 10, "slip"),
        (right - 10, "slip"),
        (right + 20, "slip"),
        (right - 20, "slip"),
    ]
    return [(value, code) for value, code in found if 4 * 60 <= value < 24 * 60]


def _decimal(end: int, start: int) -> Fraction:
    """What comes out when 8.40 and 12.10 are subtracted as if they were decimals: 3.70, read as 3 h 70."""
    difference = (end // 60 * 100 + end % 60) - (start // 60 * 100 + start % 60)
    hours, minutes = divmod(difference, 100)
    return Fraction(hours * 60 + minutes)


def _prompt(ask: str, name: str, job: Words, start: int, end: int, worked: int, pause: int) -> Words:
    texts = {
        "worked": (
            "{name} werkt {job} van {start} tot {end}. Daar gaat een pauze af van {pause}. Hoe lang werkt {name}?",
            "{name} works {job} from {start} until {end}. A break of {pause} is taken off. How long does {name} work?",
        ),
        "end": (
            "{name} begint {job} om {start}. {name} werkt {worked} en neemt ook een pauze van {pause}. Hoe laat is "
            "{name} klaar?",
            "{name} starts {job} at {start}. {name} works for {worked} and also takes a break of {pause}. At what "
            "time does {name} finish?",
        ),
        "start": (
            "{name} is {job} klaar om {end}. {name} heeft {worked} gewerkt en nam ook een pauze van {pause}. Hoe "
            "laat is {name} begonnen?",
            "{name} finishes {job} at {end}. {name} has worked {worked} and also took a break of {pause}. At what "
            "time did {name} start?",
        ),
    }
    nl, en = texts[ask]
    return say(
        nl,
        en,
        name=name,
        job=job,
        start=CLOCK.write(start),
        end=CLOCK.write(end),
        worked=DURATION.write(worked),
        pause=DURATION.write(pause),
    )


def _explanation(ask: str, start: int, end: int, worked: int, pause: int) -> Words:
    texts = {
        "worked": (
            "Van {start} tot {end} is {whole}. Zonder de pauze van {pause} is dat {worked}.",
            "From {start} until {end} is {whole}. Without the break of {pause} that is {worked}.",
        ),
        "end": (
            "Werk en pauze duren samen {whole}. {start} plus {whole} is {end}.",
            "Work and break take {whole} together. {start} plus {whole} is {end}.",
        ),
        "start": (
            "Werk en pauze duren samen {whole}. {end} min {whole} is {start}.",
            "Work and break take {whole} together. {end} minus {whole} is {start}.",
        ),
    }
    nl, en = texts[ask]
    return say(
        nl,
        en,
        start=CLOCK.write(start),
        end=CLOCK.write(end),
        whole=DURATION.write(worked + pause),
        pause=DURATION.write(pause),
        worked=DURATION.write(worked),
    )


def _answer(problem: Problem) -> Value:
    """start + worked + pause = end, solved for what is missing."""
    known = {one: int(problem[one]) for one in ("start", "end", "worked") if one in problem}
    if problem["ask"] == "end":
        return known["start"] + known["worked"] + int(problem["pause"])
    missing = known["end"] - int(problem["pause"])
    return missing - known["start"] if problem["ask"] == "worked" else missing - known["worked"]


WORKING_HOURS = Generator(
    name="working-hours",
    version=1,
    scale="mathematics",
    title=Words("Werkuren", "Working hours"),
    grammar=Words(
        "Begin, werktijd, pauze en einde op één dag. Drie ervan ken je. Begin plus werktijd plus pauze is het einde.",
        "Start, working time, break and end on one day. You know three of them. Start plus working time plus break "
        "is the end.",
    ),
    intercept=-0.9,
    radicals={
        "backwards": Radical(Words("het begin gevraagd", "the start is asked"), 0.6),
        "forwards": Radical(Words("het einde gevraagd", "the end is asked"), 0.2),
        "carry": Radical(Words("over een heel uur heen", "across a whole hour"), 0.4),
        "five": Radical(Words("geen kwartieren", "no quarters of an hour"), 0.4),
    },
    errors=errors("break_forgotten", "break_added", "time_decimal", "one_off", "slip"),
    build=numeric(_draw),
    solve=solver(_answer),
)
