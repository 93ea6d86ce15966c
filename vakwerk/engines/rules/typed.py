"""What people type, made exact: dates, hours, numbers, choices. Each reader raises `Refused` with words that help.

A reader gets what a form, a file or JSON holds. Everything is bounded: no text, number or list can make work.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from vakwerk.engines.words import Words

LONGEST_NUMBER = 30
LONGEST_TEXT = 500
MOST_DECIMALS = 6
MOST = 10**12
MOST_DAYS = 100
FIRST_YEAR, LAST_YEAR = 1950, 2150


class Refused(ValueError):
    """An answer that cannot be used."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


@dataclass(frozen=True)
class Shift:
    """One day: work from `start` to `end` (the day after when `end` is not later), break in minutes, hours of lessons.

    `start` and `end` are both None on a day with lessons only.
    """

    start: time | None = None
    end: time | None = None
    pause: int = 0
    school: Decimal = Decimal(0)

    @property
    def minutes(self) -> int:
        """Minutes from start to end, the break included; 0 without work."""
        if self.start is None or self.end is None:
            return 0
        begin, finish = (at.hour * 60 + at.minute for at in (self.start, self.end))
        return finish - begin if finish > begin else finish + 24 * 60 - begin

    @property
    def written(self) -> str:
        """As "08:00-16:30"; empty without work."""
        return f"{self.start:%H:%M}-{self.end:%H:%M}" if self.start and self.end else ""

    @property
    def worked(self) -> Decimal:
        """Hours of work without the break."""
        return Decimal(self.minutes - self.pause) / 60 if self.minutes else Decimal(0)


def is_empty(raw: object) -> bool:
    """Nothing was filled in: nothing, blanks, no choice, or a day of which every part is empty."""
    match raw:
        case None:
            return True
        case str():
            return not raw.strip()
        case Mapping():
            return all(is_empty(part) for part in raw.values())
        case list() | tuple():
            return not raw
    return False


def day(raw: object) -> date:
    """2025-09-01 and 1/9/2025, within living memory and foresight."""
    if isinstance(raw, date):
        return raw
    found = str(raw).strip()[:LONGEST_NUMBER]
    european = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", found, re.ASCII)
    try:
        read = date(*(int(part) for part in reversed(european.groups()))) if european else date.fromisoformat(found)
    except ValueError:
        raise _no_day() from None
    if not FIRST_YEAR <= read.year <= LAST_YEAR:
        raise _no_day()
    return read


def _no_day() -> Refused:
    return Refused(Words("Geef een datum, bijvoorbeeld 01/09/2025.", "Give a date, for example 01/09/2025."))


def days(raw: object) -> tuple[date, ...]:
    """Days as a list, or as a text with a comma, a semicolon or a new line between them; in order, each once."""
    parts = re.split(r"[,;\n]", raw) if isinstance(raw, str) else raw
    if not isinstance(parts, list | tuple):
        raise Refused(Words("Geef een lijst van datums.", "Give a list of dates."))
    filled = [part for part in parts if not is_empty(part)]
    if len(filled) > MOST_DAYS:
        raise Refused(Words(f"Geef hoogstens {MOST_DAYS} datums.", f"Give at most {MOST_DAYS} dates."))
    return tuple(sorted({day(part) for part in filled}))


def clock(raw: object) -> time:
    """8:05, 20.30, 20u30 and 20h30."""
    if isinstance(raw, time):
        return raw
    found = re.fullmatch(r"(\d{1,2})[:.uh](\d{2})(:00)?", str(raw).strip().lower()[:LONGEST_NUMBER], re.ASCII)
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        raise Refused(Words("Geef een uur, bijvoorbeeld 20:30.", "Give a time, for example 20:30."))
    return time(int(found[1]), int(found[2]))


def number(raw: object) -> Decimal:
    """ "1.234,5", "1234.5" and "19,9". One mark is a decimal mark, unless it can only group thousands."""
    if isinstance(raw, Decimal | int) and not isinstance(raw, bool) and -MOST < raw < MOST:
        return Decimal(raw)
    if isinstance(raw, float):
        return _decimals(str(raw))
    found = re.sub(r"[\s\u00a0€]", "", raw) if isinstance(raw, str) else ""
    if len(found) > LONGEST_NUMBER:
        found = ""
    for pattern, thousands, mark in (
        (r"-?[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]+)?", ".", ","),
        (r"-?[0-9]+(,[0-9]+)?", "", ","),
    ):
        if re.fullmatch(pattern, found):
            return Decimal(found.replace(thousands, "").replace(mark, ".") if thousands else found.replace(mark, "."))
    return _decimals(found)


def _decimals(found: str) -> Decimal:
    """A point before the decimals, as machines write: a number in JSON has no thousands to group."""
    if not re.fullmatch(r"-?[0-9]+\.[0-9]+", found):
        raise Refused(Words("Geef een getal, bijvoorbeeld 19,5.", "Give a number, for example 19,5."))
    if len(found.partition(".")[2]) > MOST_DECIMALS:
        raise Refused(
            Words(
                f"Geef een getal met hoogstens {MOST_DECIMALS} decimalen, bijvoorbeeld 19,5.",
                f"Give a number with at most {MOST_DECIMALS} decimals, for example 19,5.",
            )
        )
    return Decimal(found)


def amount(raw: object) -> Decimal:
    """A number with at most two decimals."""
    value = number(raw)
    if value != value.quantize(Decimal("0.01")):
        raise Refused(
            Words("Geef een bedrag met hoogstens twee decimalen.", "Give an amount with at most two decimals.")
        )
    return value


def count(raw: object) -> int:
    """A whole number."""
    value = number(raw)
    if value != int(value):
        raise Refused(Words("Geef een geheel getal.", "Give a whole number."))
    return int(value)


def one_of(raw: object, keys: tuple[str, ...]) -> str:
    """One of the keys."""
    key = str(raw)
    if key not in keys:
        raise Refused(Words("Kies een van de antwoorden.", "Choose one of the answers."))
    return key


def some_of(raw: object, keys: tuple[str, ...]) -> tuple[str, ...]:
    """Some of the keys, in the order in which they are offered; from a list, or a text with commas."""
    given = [part.strip() for part in raw.split(",")] if isinstance(raw, str) else raw
    if not isinstance(given, list | tuple) or any(part not in keys for part in given):
        raise Refused(Words("Kies uit de antwoorden.", "Choose among the answers."))
    return tuple(key for key in keys if key in given)


def yes_no(raw: object) -> bool:
    """Yes or no, also as a form or JSON says it."""
    if isinstance(raw, bool):
        return raw
    found = str(raw).strip().lower()
    if found in {"ja", "yes", "true", "1", "on"}:
        return True
    if found in {"nee", "no", "false", "0"}:
        return False
    raise Refused(Words("Antwoord ja of nee.", "Answer yes or no."))


def text(raw: object) -> str:
    """The text itself, cut off where nobody writes on."""
    return str(raw).strip()[:LONGEST_TEXT]


def shift(raw: object) -> Shift:
    """One day as a mapping of `start`, `end`, `pause` (minutes) and `school` (hours)."""
    if isinstance(raw, Shift):
        return raw
    if not isinstance(raw, Mapping) or set(raw) - {"start", "end", "pause", "school"}:
        raise Refused(
            Words(
                "Geef begin, einde, pauze en uren les.", "Give the start, the end, the break and the hours of lessons."
            )
        )
    part = {key: None if is_empty(value) else value for key, value in raw.items()}
    read = Shift(
        start=clock(part["start"]) if part.get("start") is not None else None,
        end=clock(part["end"]) if part.get("end") is not None else None,
        pause=count(part.get("pause") or 0),
        school=number(part.get("school") or 0),
    )
    return _possible(read)


def _possible(read: Shift) -> Shift:
    if (read.start is None) is not (read.end is None):
        raise Refused(Words("Geef het begin en het einde.", "Give both the start and the end."))
    if read.pause < 0 or (read.pause and read.pause >= read.minutes):
        raise Refused(
            Words("De pauze is korter dan de tijd op het werk.", "The break is shorter than the time at work.")
        )
    if not 0 <= read.school <= 24:
        raise Refused(Words("Geef de uren les van die dag.", "Give the hours of lessons of that day."))
    return read
