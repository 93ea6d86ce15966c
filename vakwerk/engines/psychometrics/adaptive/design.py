"""What a test must be: how long and about what, how often an item may be shown, and when it may stop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from vakwerk.engines.psychometrics.items import Population
from vakwerk.engines.psychometrics.records import Record

from .bank import Bank


class Shortage(NamedTuple):
    """An area of which the bank holds fewer items than the blueprint asks."""

    area: str
    asked: int
    available: int


class BlueprintError(ValueError):
    """No test from this bank can be what the blueprint asks; `shortages` says which area lacks how many items."""

    def __init__(self, text: str, shortages: tuple[Shortage, ...] = ()) -> None:
        lacking = "; ".join(
            f"area {area!r} needs {asked} and has {available}, {asked - available} too few"
            for area, asked, available in shortages
        )
        super().__init__(f"{text}: {lacking}." if lacking else text)
        self.shortages = shortages


@dataclass(frozen=True, eq=False)
class Blueprint(Record):
    """`length` items (the most, where a test may stop earlier), with a least and a most number per area.

    `seconds`: what the whole test may take by the expected times of its items; None = no limit.
    """

    length: int
    minimum: Mapping[str, int] = field(default_factory=dict)
    maximum: Mapping[str, int] = field(default_factory=dict)
    seconds: float | None = None

    def bounds(self, area: str) -> tuple[int, int]:
        return self.minimum.get(area, 0), min(self.maximum.get(area, self.length), self.length)

    def check(self, bank: Bank) -> None:
        """Raises `BlueprintError` when counting alone shows that the bank cannot fill this blueprint."""
        if self.length < 1 or self.length != int(self.length):
            raise BlueprintError("A test needs a whole number of items, at least one.")
        areas = sorted(set(bank.areas) | set(self.minimum) | set(self.maximum))
        asked = {area: self.bounds(area) for area in areas}
        if crossed := [area for area, (low, high) in asked.items() if low > high or low < 0]:
            raise BlueprintError(f"Area {crossed[0]!r}: the least number is negative or above the most.")
        if sum(low for low, _ in asked.values()) > self.length:
            raise BlueprintError(f"The areas ask {sum(low for low, _ in asked.values())} items; length {self.length}.")
        _check_supply({area: bank.areas.count(area) for area in areas}, asked, self.length)


def _check_supply(available: Mapping[str, int], asked: Mapping[str, tuple[int, int]], length: int) -> None:
    short = tuple(Shortage(area, low, available[area]) for area, (low, _) in asked.items() if low > available[area])
    if short:
        raise BlueprintError("The bank cannot fill this blueprint", short)
    most = sum(min(high, available[area]) for area, (_, high) in asked.items())
    if most < length:
        raise BlueprintError(f"All areas together allow {most} items; the test asks {length}, {length - most} too few.")


@dataclass(frozen=True, eq=False)
class Exposure(Record):
    """How the bank is kept from leaking. All three may work together; all off is plain maximum information.

    `maximum`: no item for more than this share of the pupils, by item eligibility (van der Linden & Veldkamp 2004,
    2007). `price`: information that an item must bring extra per unit of its rate so far; steers away from what is
    shown often before eligibility has to forbid it. `progressive`: 0 = off; 1 = the first item is drawn by luck and
    luck fades out (Revuelta & Ponsoda 1998). `prices`: item id -> information that it must bring extra, as
    `learn_prices` finds them. Both prices are ours; see `exposure` for why.
    """

    maximum: float | None = None
    price: float = 0.0
    progressive: float = 0.0
    prices: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.maximum is not None and not 0 < self.maximum <= 1:
            raise ValueError("The most a pupil share can be lies above 0 and up to 1.")
        if min(self.price, *self.prices.values(), 0.0) < 0 or not 0 <= self.progressive <= 1:
            raise ValueError("A price is not negative, and progressive lies from 0 to 1.")

    @property
    def active(self) -> bool:
        return self.maximum is not None or self.priced

    @property
    def priced(self) -> bool:
        return self.price > 0 or bool(self.prices)


@dataclass(frozen=True, eq=False)
class Stopping(Record):
    """When a test may stop before its full length: one condition is enough, once `shortest` items and the least
    number of every area were given. `se`: standard error (posterior sd) at or below. `seconds`: time used.
    `same_advice`: chance that the decision (see `decision`) stays the same, above.
    """

    se: float | None = None
    shortest: int = 1
    seconds: float | None = None
    same_advice: float | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.se is not None and not self.se > 0:
            raise ValueError("A standard error to stop at lies above 0.")


@dataclass(frozen=True, eq=False)
class Design(Record):
    """All of a test but its bank."""

    blueprint: Blueprint
    exposure: Exposure = field(default_factory=Exposure)
    stopping: Stopping = field(default_factory=Stopping)
    population: Population = field(default_factory=Population)
