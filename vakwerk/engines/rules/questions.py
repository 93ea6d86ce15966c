"""What a rule asks: one declaration that makes the form, the API and the cases."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from enum import StrEnum

from vakwerk.engines.rules import typed
from vakwerk.engines.rules.typed import Refused, Shift
from vakwerk.engines.words import Words

Given = Decimal | int | bool | str | date | time | Shift | tuple[str, ...] | tuple[date, ...] | None


class Kind(StrEnum):
    """How an answer is typed."""

    DATE = "date"
    TIME = "time"
    COUNT = "count"
    NUMBER = "number"
    AMOUNT = "amount"
    CHOICE = "choice"
    SEVERAL = "several"
    YES_NO = "yes_no"
    TEXT = "text"
    DATES = "dates"
    SHIFT = "shift"


@dataclass(frozen=True)
class Option:
    """One answer of a choice."""

    key: str
    label: Words


@dataclass(frozen=True)
class Question:
    """One thing a rule needs to know. `needed` False: "I do not know" is an answer, and the rule says what follows.

    `aside`: seldom needed (an older version of the rule), so a form may fold it away.
    """

    key: str
    kind: Kind
    label: Words
    hint: Words | None = None
    needed: bool = True
    options: tuple[Option, ...] = ()
    least: Decimal | None = None
    most: Decimal | None = None
    aside: bool = False

    def read(self, raw: object) -> Given:
        """The typed answer of what a form, a file or JSON holds. Raises `Refused` with words that say what to do."""
        if typed.is_empty(raw):
            if self.needed:
                raise Refused(Words("Vul dit in.", "Fill this in."))
            return None
        read = self._read(raw)
        self._within(read)
        return read

    def _read(self, raw: object) -> Given:
        keys = tuple(option.key for option in self.options)
        match self.kind:
            case Kind.CHOICE:
                return typed.one_of(raw, keys)
            case Kind.SEVERAL:
                return typed.some_of(raw, keys)
        return _READERS[self.kind](raw)

    def _within(self, read: Given) -> None:
        if not isinstance(read, Decimal | int) or isinstance(read, bool):
            return
        if self.least is not None and read < self.least:
            raise Refused(Words(f"Geef minstens {self.least}.", f"Give at least {self.least}."))
        if self.most is not None and read > self.most:
            raise Refused(Words(f"Geef hoogstens {self.most}.", f"Give at most {self.most}."))


class Faults(ValueError):
    """All answers that cannot be used, by key of the question."""

    def __init__(self, words: Mapping[str, Words]) -> None:
        super().__init__("; ".join(f"{key}: {text.en}" for key, text in words.items()))
        self.words = words


@dataclass(frozen=True)
class Asked:
    """The answers of one person, by key; what was not answered is None."""

    answers: Mapping[str, Given] = field(default_factory=dict)

    def __getitem__(self, key: str) -> Given:
        return self.answers.get(key)

    def number(self, key: str) -> Decimal:
        """Raises `KeyError` when there is no number under this key."""
        value = self.answers.get(key)
        if isinstance(value, bool) or not isinstance(value, Decimal | int):
            raise KeyError(key)
        return Decimal(value)

    def count(self, key: str) -> int:
        """Raises `KeyError` when there is no number under this key."""
        return int(self.number(key))

    def day(self, key: str) -> date:
        """Raises `KeyError` when there is no date under this key."""
        value = self.answers.get(key)
        if not isinstance(value, date):
            raise KeyError(key)
        return value

    def text(self, key: str) -> str:
        """The text or the chosen option; empty when not answered."""
        value = self.answers.get(key)
        return value if isinstance(value, str) else ""

    def yes(self, key: str) -> bool:
        """True only when the answer is yes."""
        return self.answers.get(key) is True

    def chosen(self, key: str) -> tuple[str, ...]:
        """The chosen options of a question with several; empty when not answered."""
        value = self.answers.get(key)
        return tuple(item for item in value if isinstance(item, str)) if isinstance(value, tuple) else ()

    def days(self, key: str) -> tuple[date, ...]:
        """The days given under this key; empty when not answered."""
        value = self.answers.get(key)
        return tuple(item for item in value if isinstance(item, date)) if isinstance(value, tuple) else ()

    def shift(self, key: str) -> Shift | None:
        """The hours of one day; None when not answered."""
        value = self.answers.get(key)
        return value if isinstance(value, Shift) else None


def read_all(questions: tuple[Question, ...], raw: Mapping[str, object]) -> Asked:
    """Raises `Faults` with every answer that cannot be used, also for keys that nobody asked."""
    answers: dict[str, Given] = {}
    faults: dict[str, Words] = {}
    for question in questions:
        try:
            answers[question.key] = question.read(raw.get(question.key))
        except Refused as refused:
            faults[question.key] = refused.words
    known = {question.key for question in questions}
    strange = Words("Deze vraag bestaat hier niet.", "There is no such question here.")
    faults |= {key: strange for key in raw if key not in known}
    if faults:
        raise Faults(faults)
    return Asked(answers)


_READERS: dict[Kind, Callable[[object], Given]] = {
    Kind.DATE: typed.day,
    Kind.TIME: typed.clock,
    Kind.COUNT: typed.count,
    Kind.NUMBER: typed.number,
    Kind.AMOUNT: typed.amount,
    Kind.YES_NO: typed.yes_no,
    Kind.TEXT: typed.text,
    Kind.DATES: typed.days,
    Kind.SHIFT: typed.shift,
}
