"""Rules with dated versions: pure formulas that answer in plain words and show each step.

A formula reads parameters only through its `Reader`, which remembers what was read: the sources under an answer, its
warnings, and what it waits for are never forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from vakwerk.engines.rules.parameters import Reading, Register, Value
from vakwerk.engines.rules.questions import Asked, Question, read_all
from vakwerk.engines.rules.wording import dated
from vakwerk.engines.words import Words

Result = Decimal | int | bool | str | date | None | tuple[str, ...]


class Unsourced(LookupError):
    """A formula needs a value that nobody could source: it computes nothing."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading.parameter.name)
        self.reading = reading


@dataclass
class Reader:
    """Reads the register on one day and remembers each reading once."""

    register: Register
    day: date
    readings: dict[tuple[str, date], Reading] = field(default_factory=dict)

    def reading(self, name: str, day: date | None = None) -> Reading:
        """The reading itself, for a formula that can say something without a value."""
        when = day or self.day
        return self.readings.setdefault((name, when), self.register.on(name, when))

    def __call__(self, name: str, day: date | None = None) -> Value:
        """The value; raises `Unsourced` when there is none on that day."""
        found = self.reading(name, day)
        if found.value is None:
            raise Unsourced(found)
        return found.value

    def number(self, name: str, day: date | None = None) -> Decimal:
        """The value as a number; raises `TypeError` for a parameter that is no number."""
        value = self(name, day)
        if not isinstance(value, Decimal):
            raise TypeError(f"{name} is no number")
        return value

    def begun(self, name: str, day: date | None = None) -> bool:
        """True when the parameter has a value in force; then it counts as read, else it leaves no trace."""
        if self.register.on(name, day or self.day).value is None:
            return False
        self.reading(name, day)
        return True

    def text(self, name: str, day: date | None = None) -> str:
        """The value as a text; raises `TypeError` for a parameter that is none."""
        value = self(name, day)
        if not isinstance(value, str):
            raise TypeError(f"{name} is no text")
        return value

    def listing(self, name: str, day: date | None = None) -> tuple[str, ...]:
        """The value as a list; raises `TypeError` for a parameter that is no list."""
        value = self(name, day)
        if not isinstance(value, tuple):
            raise TypeError(f"{name} is no list")
        return value

    def said(self, name: str, day: date | None = None) -> Words:
        """The value as people read it, in both languages; raises `Unsourced` when there is none on that day."""
        self(name, day)
        return self.reading(name, day).written


class Verdict(StrEnum):
    """How an answer comes out, for who has to decide something with it."""

    YES = "yes"
    ON_CONDITION = "on_condition"
    NO = "no"


@dataclass(frozen=True)
class Grid:
    """Rows that belong to an answer: days, papers, who pays what. `verdicts`, when given, has one per row."""

    title: Words
    heads: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]
    verdicts: tuple[Verdict | None, ...] = ()


@dataclass(frozen=True)
class Finding:
    """What a formula found: `headline` answers, `steps` show how, `notes` are conditions, deadlines and papers.

    `result` holds the same for machines: amounts in euro as Decimal, dates, yes and no.
    """

    headline: Words
    result: Mapping[str, Result]
    steps: tuple[Words, ...] = ()
    notes: tuple[Words, ...] = ()
    verdict: Verdict | None = None
    grids: tuple[Grid, ...] = ()


Formula = Callable[[Asked, Reader], Finding]
ON_WHICH_DAY = Words("Op welke dag?", "On which day?")


@dataclass(frozen=True)
class Version:
    """A formula and the first day on which it is law; None when no source says since when."""

    since: date | None
    formula: Formula
    source: str


@dataclass(frozen=True)
class Answer:
    """A finding with what it rests on. `result` is empty and `waits_for` is not when nothing could be computed."""

    rule: str
    version: date | None
    day: date
    headline: Words
    result: Mapping[str, Result]
    steps: tuple[Words, ...]
    notes: tuple[Words, ...]
    readings: tuple[Reading, ...]
    waits_for: tuple[Reading, ...]
    source: str
    verdict: Verdict | None = None
    grids: tuple[Grid, ...] = ()

    @property
    def computed(self) -> bool:
        return bool(self.result)

    @property
    def warnings(self) -> tuple[Words, ...]:
        """Why the answer is less sure than it looks, each reason once."""
        found = [reading.warning for reading in self.readings if reading.warning]
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True)
class Rule:
    """A rule that people can ask; `versions` in the order of their dates.

    `day_label` asks for the day of the law; `day_first` when that is the first thing to say (the start of a contract).
    """

    name: str
    title: Words
    about: Words
    questions: tuple[Question, ...]
    versions: tuple[Version, ...]
    day_label: Words = ON_WHICH_DAY
    day_first: bool = False

    def version_on(self, day: date) -> Version | None:
        started = [version for version in self.versions if (version.since or date.min) <= day]
        return max(started, key=lambda version: version.since or date.min, default=None)

    def ask(self, raw: Mapping[str, object], day: date, register: Register) -> Answer:
        """The answer on `day`. Raises `questions.Faults` when what was given cannot be used.

        A formula raises `Faults` itself when answers that are each right cannot be right together.
        """
        asked = read_all(self.questions, raw)
        version = self.version_on(day)
        if version is None:
            return self._too_early(day)
        reader = Reader(register, day)
        try:
            finding = version.formula(asked, reader)
        except Unsourced as missing:
            return self._waiting(version, reader, missing.reading)
        return self._answer(version, reader, finding)

    def _answer(self, version: Version, reader: Reader, finding: Finding) -> Answer:
        readings = tuple(reader.readings.values())
        missing = tuple(reading for reading in readings if reading.value is None and not reading.over)
        return Answer(
            self.name,
            version.since,
            reader.day,
            finding.headline,
            finding.result,
            finding.steps,
            finding.notes,
            readings,
            missing,
            version.source,
            finding.verdict,
            finding.grids,
        )

    def _waiting(self, version: Version, reader: Reader, missing: Reading) -> Answer:
        why = missing.absence
        headline = Words(f"Dit kan niet berekend worden. {why.nl}", f"This cannot be computed. {why.en}")
        readings = tuple(reader.readings.values())
        return Answer(self.name, version.since, reader.day, headline, {}, (), (), readings, (missing,), version.source)

    def _too_early(self, day: date) -> Answer:
        first, asked = dated(self.versions[0].since or date.min), dated(day)
        headline = Words(
            f"Voor {asked.nl} is hier geen regel bekend. De oudste is van {first.nl}.",
            f"No rule is known here for {asked.en}. The oldest is of {first.en}.",
        )
        return Answer(self.name, None, day, headline, {}, (), (), (), (), "")
