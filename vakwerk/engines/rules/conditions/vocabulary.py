"""Which names a condition may use, what kind of value stands behind each, and what people call it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum

from vakwerk.engines.words import Words


class Kind(Enum):
    """Kinds of value. Amounts are whole cents outside and exact fractions of cents while computing."""

    YES_NO = "yes_no"
    NUMBER = "number"
    AMOUNT = "amount"
    DATE = "date"
    TEXT = "text"
    CHOICE = "choice"
    CHOICES = "choices"
    AMOUNTS = "amounts"

    @property
    def words(self) -> Words:
        """What people call a value of this kind, with its article."""
        return _KIND_WORDS[self]


_KIND_WORDS = {
    Kind.YES_NO: Words("ja of nee", "yes or no"),
    Kind.NUMBER: Words("een getal", "a number"),
    Kind.AMOUNT: Words("een bedrag", "an amount"),
    Kind.DATE: Words("een datum", "a date"),
    Kind.TEXT: Words("een tekst", "a text"),
    Kind.CHOICE: Words("een keuze", "a choice"),
    Kind.CHOICES: Words("een lijst keuzes", "a list of choices"),
    Kind.AMOUNTS: Words("een lijst bedragen", "a list of amounts"),
}


@dataclass(frozen=True)
class Option:
    """One possible value of a choice: the key that is stored and the label that people read."""

    key: str
    label: Words

    def is_called(self, text: str) -> bool:
        """True for the key and for the label in either language, whatever the capitals."""
        return text.casefold() in {self.key.casefold(), self.label.nl.casefold(), self.label.en.casefold()}


@dataclass(frozen=True)
class Name:
    """A name that conditions may use: lower-case letters, digits and underscores."""

    key: str
    kind: Kind
    label: Words
    options: tuple[Option, ...] = ()

    def option(self, text: str) -> Option | None:
        """The option with this key or label; None when there is none."""
        return next((option for option in self.options if option.is_called(text)), None)


class Vocabulary:
    """All names of one call. Raises ValueError when two names are the same."""

    def __init__(self, names: Iterable[Name]) -> None:
        self.names = tuple(names)
        self._by_key = {name.key.casefold(): name for name in self.names}
        if len(self._by_key) != len(self.names):
            raise ValueError("Two names of a vocabulary are the same.")

    def get(self, key: str) -> Name | None:
        """The name written as `key`, whatever its capitals; None when nothing is called so."""
        return self._by_key.get(key.casefold())

    def resembling(self, key: str) -> list[str]:
        """Up to three names that look like a mistyped `key`."""
        return get_close_matches(key.casefold(), self._by_key, n=3, cutoff=0.6)
