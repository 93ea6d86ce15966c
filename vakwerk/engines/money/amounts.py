"""Amounts as people write them, to and from integer cents."""

from __future__ import annotations

import re

from vakwerk.engines.words import Words

MAX_CENTS = 10**15
"""Ten thousand billion euros; above it somebody mistyped."""

_SPACES = re.compile(r"[\s\u00a0\u2007\u202f]+")
_UNIT = re.compile(r"^(?:€|eur|euro)|(?:€|euros?|eur)$", re.IGNORECASE)
_MILLIONS = re.compile(r"(\d{1,6})(?:[.,](\d{1,2}))? ?(?:miljoen|million|mln)", re.IGNORECASE)
_PLAIN = re.compile(r"(\d+)(?:[.,](\d{1,2}|-{1,2}|—|–))?")
_GROUPED = re.compile(
    r"([1-9]\d{0,2}(?:(?P<group>[., ])\d{3})(?:(?P=group)\d{3})*)(?:(?!(?P=group))[.,](\d{1,2}|-{1,2}))?"
)
_ONE_GROUP = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")


class AmountError(ValueError):
    """A text that is no amount; `words` says why, for the person who typed it."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


_NOT_AN_AMOUNT = Words(
    "Dit is geen bedrag in euro. Schrijf het zo: 1.234,56.", "This is no amount in euros. Write it as 1,234.56."
)
_NEGATIVE = Words("Een bedrag kan niet negatief zijn.", "An amount cannot be negative.")
_TOO_LARGE = Words("Dit bedrag is te groot.", "This amount is too large.")


def parse_amount(text: str, language: str = "nl") -> int:
    """The cents of an amount of zero or more, or `AmountError`.

    Understood in both languages: "1.234,56", "1,234.56", "1 234,56", "1234,5", "€ 12", "12 EUR", "150,-" and
    "2,2 miljoen euro". One sign before exactly three digits is read as the thousands of `language`; when it is the
    decimal sign of that language ("1,234" in Dutch) the amount is ambiguous and refused.
    """
    bare = _bare(text)
    if bare.startswith(("-", "−", "+")):
        raise AmountError(_NEGATIVE if bare[0] != "+" else _NOT_AN_AMOUNT)
    cents = _cents(bare, language)
    if cents > MAX_CENTS:
        raise AmountError(_TOO_LARGE)
    return cents


def _bare(text: str) -> str:
    """Without the sign or name of the euro, with single plain spaces."""
    return _UNIT.sub("", _SPACES.sub(" ", text).strip(), count=2).strip()


def _cents(bare: str, language: str) -> int:
    if len(bare) > 40 or not bare.isascii():
        raise AmountError(_NOT_AN_AMOUNT)
    millions = _MILLIONS.fullmatch(bare)
    if millions:
        return int(millions[1]) * 10**8 + int((millions[2] or "").ljust(2, "0")) * 10**6
    if _ONE_GROUP.fullmatch(bare) and ("." in bare) != (language == "nl"):
        raise AmountError(_ambiguous(bare))
    grouped = _GROUPED.fullmatch(bare)
    if grouped:
        return _whole_and_part(re.sub(r"\D", "", grouped[1]), grouped[3])
    plain = _PLAIN.fullmatch(bare)
    if plain is None:
        raise AmountError(_NOT_AN_AMOUNT)
    return _whole_and_part(plain[1], plain[2])


def _whole_and_part(whole: str, part: str | None) -> int:
    digits = part if part and part.isdigit() else ""
    return int(whole) * 100 + int(digits.ljust(2, "0"))


def _ambiguous(bare: str) -> Words:
    joined = re.sub(r"\D", "", bare)
    return Words(
        f"Dit kan op twee manieren gelezen worden. Schrijf {joined} voor hele euro's, of twee cijfers na de komma.",
        f"This can be read in two ways. Write {joined} for whole euros, or two digits after the point.",
    )


def written(cents: int, language: str = "nl") -> str:
    """An amount as written in that language, always with cents: 123456 is "€ 1.234,56" or "€1,234.56"."""
    if isinstance(cents, bool) or not isinstance(cents, int):
        raise TypeError(f"Cents are an int, not {type(cents).__name__}.")
    euros, rest = divmod(abs(cents), 100)
    minus = "-" if cents < 0 else ""
    english = f"{euros:,}.{rest:02}"
    if language == "en":
        return f"{minus}€{english}"
    return f"€\u00a0{minus}{english}".translate(str.maketrans(",.", ".,"))
