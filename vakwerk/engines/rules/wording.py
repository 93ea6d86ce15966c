"""Values as people write them, exactly: decimals stay decimals."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from vakwerk.engines.words import Words

_MONTHS = (
    [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
)
_EVERY_YEAR = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_UNITS = {
    "years": (("jaar", "jaar"), ("year", "years")),
    "months": (("maand", "maanden"), ("month", "months")),
    "days": (("dag", "dagen"), ("day", "days")),
    "training_days": (("opleidingsdag", "opleidingsdagen"), ("training day", "training days")),
    "half_days": (("halve dag", "halve dagen"), ("half day", "half days")),
    "hours": (("uur", "uur"), ("hour", "hours")),
    "minutes": (("minuut", "minuten"), ("minute", "minutes")),
    "kilometres_per_hour": (("km per uur", "km per uur"), ("km an hour", "km an hour")),
    "pupils": (("leerling", "leerlingen"), ("pupil", "pupils")),
    "inhabitants": (("inwoner", "inwoners"), ("inhabitant", "inhabitants")),
    "times": (("keer", "keer"), ("time", "times")),
}


def plain(value: Decimal, language: str, places: int | None = None) -> str:
    """1234.5 is "1.234,5" in Dutch and "1,234.5" in English; `places` fixes the digits after the mark."""
    digits = f"{value:,.{places}f}" if places is not None else f"{value:,f}"
    if places is None and "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return digits if language == "en" else digits.translate(str.maketrans(",.", ".,"))


def number(value: Decimal) -> Words:
    """A number in both languages, without needless zeros."""
    return Words(plain(value, "nl"), plain(value, "en"))


def euro(value: Decimal) -> Words:
    """An amount in euro: always two decimals, more where the amount has more (a product before rounding)."""
    places = max(2, -int(value.normalize().as_tuple().exponent))
    return Words(f"{plain(value, 'nl', places)} euro", f"{plain(value, 'en', places)} euro")


def percentage(share: Decimal) -> Words:
    """0.345 is "34,5%" and "34.5%"."""
    hundredfold = share * 100
    return Words(f"{plain(hundredfold, 'nl')}%", f"{plain(hundredfold, 'en')}%")


def dated(day: date) -> Words:
    """1 April 2024 in both languages."""
    dutch, english = (names[day.month - 1] for names in _MONTHS)
    return Words(f"{day.day} {dutch} {day.year}", f"{day.day} {english} {day.year}")


def _item(text: str) -> Words:
    """An item of a list: "05-15", a day of every year, is 15 May; any other text stays as it is."""
    if not _EVERY_YEAR.fullmatch(text):
        return Words(text, text)
    month, day = (int(part) for part in text.split("-"))
    dutch, english = (names[month - 1] for names in _MONTHS)
    return Words(f"{day} {dutch}", f"{day} {english}")


def counted(value: Decimal | int, unit: str) -> Words:
    """A number with its unit, singular for one: "1 dag", "20 opleidingsdagen"."""
    (one, many), (single, plural) = _UNITS[unit]
    is_one = value == 1
    shown = number(Decimal(value))
    return Words(f"{shown.nl} {one if is_one else many}", f"{shown.en} {single if is_one else plural}")


def listed(items: tuple[str, ...], *, nl: str = "en", en: str = "and") -> Words:
    """ "a, b en c" and "a, b and c"; "geen" and "none" for an empty list."""
    if not items:
        return Words("geen", "none")
    if len(items) == 1:
        return Words(items[0], items[0])
    head, last = ", ".join(items[:-1]), items[-1]
    return Words(f"{head} {nl} {last}", f"{head} {en} {last}")


def written(value: Decimal | bool | str | date | tuple[str, ...], unit: str) -> Words:
    """A value with its unit; raises `KeyError` for a unit that numbers do not have."""
    match value:
        case bool():
            return Words("ja", "yes") if value else Words("nee", "no")
        case Decimal():
            return _amount(value, unit)
        case date():
            return dated(value)
        case tuple():
            items = [_item(each) for each in value]
            return Words(listed(tuple(each.nl for each in items)).nl, listed(tuple(each.en for each in items)).en)
    return Words(value, value)


def _amount(value: Decimal, unit: str) -> Words:
    match unit:
        case "euro":
            return euro(value)
        case "share":
            return percentage(value)
        case "weight":
            return number(value)
    return counted(value, unit)
