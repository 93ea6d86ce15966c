"""What a rule asks: one declaration that makes the form, the API and the cases."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from enum import StrEnum

from vakwerk.engines.words import Words

Given = Decimal | int | bool | str | date | time | None
Inputs = Mapping[str, Given]


class Kind(StrEnum):
    """How an answer is typed."""

    DATE = "date"
    TIME = "time"
    COUNT = "count"
    NUMBER = "number"
    AMOUNT = "amount"
    CHOICE = "choice"
    YES_NO = "yes_no"
    TEXT = "text"


@dataclass(frozen=True)
class Option:
    """One answer of a choice."""

    key: str
    label: Words


@dataclass(frozen=True)
class Question:
    """One thing a rule needs to know. `needed` False: "I do not know" is an answer, and the rule says what follows."""

    key: str
    kind: Kind
    label: Words
    hint: Words | None = None
    needed: bool = True
    options: tuple[Option, ...] = ()
    least: Decimal | None = None
    most: Decimal | None = None

    def read(self, raw: object) -> Given:
        """The typed answer of what a form, a file or JSON holds. Raises `Refused` with words that say what to do."""
        if raw is None or (isinstance(raw, str) and not raw.strip()):
            if self.needed:
                raise Refused(Words("Vul dit in.", "Fill this in."))
            return None
        typed = _READERS[self.kind](self, raw)
        self._within(typed)
        return typed

    def _within(self, typed: Given) -> None:
        if not isinstance(typed, Decimal | int) or isinstance(typed, bool):
            return
        if self.least is not None and typed < self.least:
            raise Refused(Words(f"Geef minstens {self.least}.", f"Give at least {self.least}."))
        if self.most is not None and typed > self.most:
            raise Refused(Words(f"Geef hoogstens {self.most}.", f"Give at most {self.most}."))


class Refused(ValueError):
    """An answer that cannot be used."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


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


def _date(question: Question, raw: object) -> date:
    if isinstance(raw, date):
        return raw
    text = str(raw).strip()
    european = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text)
    try:
        if european:
            day, month, year = (int(part) for part in european.groups())
            return date(year, month, day)
        return date.fromisoformat(text)
    except ValueError:
        raise Refused(
            Words("Geef een datum, bijvoorbeeld 01/09/2025.", "Give a date, for example 01/09/2025.")
        ) from None


def _time(question: Question, raw: object) -> time:
    if isinstance(raw, time):
        return raw
    found = re.fullmatch(r"(\d{1,2})[:.uh](\d{2})", str(raw).strip().lower())
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        raise Refused(Words("Geef een uur, bijvoorbeeld 20:30.", "Give a time, for example 20:30."))
    return time(int(found[1]), int(found[2]))


def _number(question: Question, raw: object) -> Decimal:
    """ "1.234,5", "1234.5" and "19,9". One mark is a decimal mark, unless it can only group thousands."""
    if isinstance(raw, Decimal | int) and not isinstance(raw, bool):
        return Decimal(raw)
    text = re.sub(r"[\s\u00a0€]", "", str(raw))
    for pattern, thousands, mark in ((r"-?\d{1,3}(\.\d{3})+(,\d+)?", ".", ","), (r"-?\d+(,\d+)?", "", ",")):
        if re.fullmatch(pattern, text):
            return Decimal(text.replace(thousands, "").replace(mark, ".") if thousands else text.replace(mark, "."))
    if re.fullmatch(r"-?\d+\.\d{1,2}", text) or re.fullmatch(r"-?\d+\.\d{4,6}", text):
        return Decimal(text)
    raise Refused(Words("Geef een getal, bijvoorbeeld 19,5.", "Give a number, for example 19,5."))


def _amount(question: Question, raw: object) -> Decimal:
    value = _number(question, raw)
    if value != value.quantize(Decimal("0.01")):
        raise Refused(
            Words("Geef een bedrag met hoogstens twee decimalen.", "Give an amount with at most two decimals.")
        )
    return value


def _count(question: Question, raw: object) -> int:
    value = _number(question, raw)
    if value != int(value):
        raise Refused(Words("Geef een geheel getal.", "Give a whole number."))
    return int(value)


def _choice(question: Question, raw: object) -> str:
    key = str(raw)
    if key not in {option.key for option in question.options}:
        raise Refused(Words("Kies een van de antwoorden.", "Choose one of the answers."))
    return key


def _yes_no(question: Question, raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    text = str(raw).strip().lower()
    if text in {"ja", "yes", "true", "1", "on"}:
        return True
    if text in {"nee", "no", "false", "0"}:
        return False
    raise Refused(Words("Antwoord ja of nee.", "Answer yes or no."))


def _text(question: Question, raw: object) -> str:
    return str(raw).strip()[:500]


_READERS: dict[Kind, Callable[[Question, object], Given]] = {
    Kind.DATE: _date,
    Kind.TIME: _time,
    Kind.COUNT: _count,
    Kind.NUMBER: _number,
    Kind.AMOUNT: _amount,
    Kind.CHOICE: _choice,
    Kind.YES_NO: _yes_no,
    Kind.TEXT: _text,
}
