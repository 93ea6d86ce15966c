"""From the text of a cell to a value. Each raises ValueError with a sentence for the person who made the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from django.utils.translation import gettext as _

YES = {"ja", "j", "yes", "y", "x", "1", "waar", "true", "oui"}
NO = {"nee", "neen", "n", "no", "0", "onwaar", "false", "non"}
LONGEST_TEXT = 250
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")


def text(value: str) -> str:
    """Text of at most 250 characters, spaces and line ends in it made single spaces."""
    return text_to(LONGEST_TEXT)(value)


def text_to(most: int) -> Callable[[str], str]:
    """A parser for a text of at most `most` characters, for a column whose field is shorter than others."""

    def parse(value: str) -> str:
        single = " ".join(value.split())
        if len(single) > most:
            raise ValueError(_("This text is longer than %(most)s characters. Make it shorter.") % {"most": most})
        return single

    return parse


def whole_number(value: str) -> int:
    """A whole number; spaces in it and a final ,0 or .0 are forgiven."""
    digits = re.sub(r"[.,]0+$", "", value.replace(" ", "").replace("\u00a0", ""))
    if not re.fullmatch(r"[+-]?[0-9]{1,15}", digits):
        raise ValueError(_("This is not a whole number. Write digits only, such as 12."))
    return int(digits)


def number_to(most: int) -> Callable[[str], int]:
    """A parser for a whole number from 0 to `most`."""

    def parse(value: str) -> int:
        number = whole_number(value)
        if not 0 <= number <= most:
            raise ValueError(_("Write a number from 0 to %(most)s.") % {"most": most})
        return number

    return parse


def school_year(value: str) -> int:
    """The year in which it starts, from 2026, 2026-2027 or 2026/2027."""
    year = whole_number(re.split("[-/]", value)[0].strip())
    if not 2000 <= year <= 2100:
        raise ValueError(_("Write a school year, such as 2026-2027."))
    return year


def day(value: str) -> date:
    """A date as 31/12/2026, 31-12-2026, 31.12.2026 or 2026-12-31."""
    message = _("This is not a date. Write it as day/month/year, such as 31/12/2026.")
    if found := _ISO.fullmatch(value):
        year, month, number = map(int, found.groups())
    elif found := _DAY_FIRST.fullmatch(value):
        number, month, year = map(int, found.groups())
    else:
        raise ValueError(message)
    try:
        return date(year, month, number)
    except ValueError:
        raise ValueError(message) from None


def yes_no(value: str) -> bool:
    """True for ja, x, 1 ...; False for nee, 0 ..."""
    word = value.casefold()
    if word not in YES | NO:
        raise ValueError(_("Write yes or no."))
    return word in YES


def one_of(choices: Mapping[str, str]) -> Callable[[str], str]:
    """A parser for one of these words (compared without case) -> value; the message lists them."""
    by_word = {word.casefold(): value for word, value in choices.items()}

    def parse(value: str) -> str:
        if value.casefold() not in by_word:
            raise ValueError(_("Choose one of: %(choices)s.") % {"choices": ", ".join(choices)})
        return by_word[value.casefold()]

    return parse
