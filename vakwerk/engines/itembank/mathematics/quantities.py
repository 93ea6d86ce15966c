"""Numbers with a unit, as text in both languages and as the identity of an option. Exact: fractions, never floats."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from vakwerk.engines.words import Words, money, number

Value = Fraction | int
Text = str | Words | Value


@dataclass(frozen=True)
class Unit:
    """What is counted or measured. `decimals` is how many decimals an answer in this unit may have."""

    code: str
    nl: tuple[str, str]
    en: tuple[str, str]
    decimals: int = 2

    def write(self, value: Value) -> Words:
        """The value with its unit, singular for exactly one: "1 plank", "2 planken"."""
        which = 0 if value == 1 else 1
        return Words(
            f"{number(float(value), 'nl')} {self.nl[which]}".rstrip(),
            f"{number(float(value), 'en')} {self.en[which]}".rstrip(),
        )


@dataclass(frozen=True)
class Euro(Unit):
    def write(self, value: Value) -> Words:
        return Words(money(float(value), "nl"), money(float(value), "en"))


@dataclass(frozen=True)
class Duration(Unit):
    """Minutes, written as hours and minutes."""

    def write(self, value: Value) -> Words:
        hours, minutes = divmod(int(value), 60)
        nl, en = [], []
        if hours:
            nl.append(f"{hours} uur")
            en.append(f"{hours} hour{'s' * (hours != 1)}")
        if minutes or not hours:
            nl.append(f"{minutes} {'minuut' if minutes == 1 else 'minuten'}")
            en.append(f"{minutes} minute{'s' * (minutes != 1)}")
        return Words(" ".join(nl), " ".join(en))


@dataclass(frozen=True)
class Ratio(Unit):
    """A scale, written as 1 : 50."""

    def write(self, value: Value) -> Words:
        return Words(f"1\u00a0:\u00a0{number(float(value), 'nl')}", f"1\u00a0:\u00a0{number(float(value), 'en')}")


@dataclass(frozen=True)
class Degrees(Unit):
    def write(self, value: Value) -> Words:
        return Words(f"{number(float(value), 'nl')}°", f"{number(float(value), 'en')}°")


def symbol(code: str, decimals: int = 2) -> Unit:
    """A unit written the same everywhere, such as cm."""
    return Unit(code, (code, code), (code, code), decimals)


def noun(one: str, many: str, en_one: str, en_many: str) -> Unit:
    """Things that are counted."""
    return Unit(en_many, (one, many), (en_one, en_many), decimals=0)


MM, CM, DM, M, KM = symbol("mm", 1), symbol("cm"), symbol("dm"), symbol("m", 3), symbol("km", 3)
G, KG, TON = symbol("g", 1), symbol("kg", 3), Unit("t", ("ton", "ton"), ("tonne", "tonnes"), 3)
ML, CL, DL, L = symbol("ml", 1), symbol("cl"), symbol("dl"), symbol("l", 3)
CM2, DM2, M2 = symbol("cm²"), symbol("dm²"), symbol("m²", 3)
CM3, DM3, M3 = symbol("cm³"), symbol("dm³"), symbol("m³", 3)
HOUR = Unit("h", ("uur", "uur"), ("hour", "hours"))
MINUTE = Unit("min", ("minuut", "minuten"), ("minute", "minutes"), 1)
PERCENT = symbol("%", 1)
EURO = Euro("€", ("", ""), ("", ""), 2)
DURATION = Duration("minutes", ("", ""), ("", ""), 0)
SCALE = Ratio("scale", ("", ""), ("", ""), 0)
DEGREES = Degrees("°", ("", ""), ("", ""), 0)


def say(nl: str, en: str, **values: Text) -> Words:
    """Fill both sentences in; numbers and words go in as that language writes them."""
    return Words(
        nl.format(**{name: _in(value, "nl") for name, value in values.items()}),
        en.format(**{name: _in(value, "en") for name, value in values.items()}),
    )


def _in(value: Text, language: str) -> str:
    if isinstance(value, Words):
        return value.text(language)
    return value if isinstance(value, str) else number(float(value), language)


def decimals_of(value: Value) -> int:
    """How many decimals it takes to write this value; 99 when it never ends."""
    rest = Fraction(value).denominator
    for places in range(7):
        if 10**places % rest == 0:
            return places
    return 99


def identity(value: Value, unit: Unit) -> str:
    """What an answer is: "15/4 m"."""
    return f"{Fraction(value)} {unit.code}"
