"""The dated key of each budget, read from the register: factors, pool or rate, and what is not confirmed of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vakwerk.budgets.models import Regime
from vakwerk.engines.money import Key
from vakwerk.engines.rules import Reading, Register
from vakwerk.engines.words import Words

ALL = "all"
GROUPS = {"1": "material.weight.group1", "2": "material.weight.group2", "3": "material.weight.group3"}
GROUP_NAMES: Mapping[str, Words] = {
    ALL: Words("Alle leerlingen die meetellen", "All pupils who count"),
    "1": Words("Groep 1", "Group 1"),
    "2": Words("Groep 2", "Group 2"),
    "3": Words("Groep 3", "Group 3"),
}


@dataclass(frozen=True)
class Sources:
    """Which parameters a key reads. `rate` and `pool` exclude each other; without factors every pupil counts once."""

    pool: str = ""
    rate: str = ""
    cap: str = ""
    factors: Mapping[str, str] | None = None
    others: tuple[str, ...] = ()

    @property
    def figures(self) -> frozenset[str]:
        """What the division is computed with; `others` only stand beside it."""
        named = (self.pool, self.rate, self.cap, *(self.factors or {}).values())
        return frozenset(name for name in named if name)


_SHOWN = ("material.counting_date", "material.study_areas")
SOURCES: Mapping[Regime, Sources] = {
    Regime.MATERIAL_2017: Sources(rate="material.rate", others=("material.pool", *_SHOWN)),
    Regime.MATERIAL_2019: Sources(pool="material.pool", others=_SHOWN),
    Regime.MATERIAL_2022: Sources(pool="material.pool", factors=GROUPS, others=_SHOWN),
    Regime.MATERIAL: Sources(pool="material.pool", factors=GROUPS, others=_SHOWN),
    Regime.PLACES: Sources(
        pool="places.budget",
        cap="places.cap_per_school",
        others=("places.reference_date", "places.cap_per_school", "places.regions"),
    ),
}
PUBLIC_REGIMES = (Regime.MATERIAL_2019, Regime.MATERIAL, Regime.MATERIAL_2022, Regime.MATERIAL_2017)
# The first day of each key, for who asks "what under the key of 2019?".
FIRST_DAY: Mapping[Regime, date] = {
    Regime.MATERIAL_2017: date(2017, 2, 1),
    Regime.MATERIAL_2019: date(2019, 2, 1),
    Regime.MATERIAL_2022: date(2022, 9, 1),
    Regime.MATERIAL: date(2023, 9, 1),
    Regime.PLACES: date(2024, 1, 1),
}


RECURRENT = frozenset({Regime.MATERIAL, Regime.PLACES})


def day_of(regime: Regime, day: date) -> date:
    """The day whose parameters to take on `day`: a budget that was given once keeps the day of its own key."""
    return max(FIRST_DAY[regime], day) if regime in RECURRENT else FIRST_DAY[regime]


@dataclass(frozen=True)
class DatedKey:
    """A key on a day. `key` is None while the pool is missing: nobody could source it and nobody typed one.

    It is None as well on a day that has no weights or no amount per pupil (`complete` is False then). `ceiling`: the
    cents that were meant for a key with an amount per pupil.
    """

    regime: Regime
    day: date
    key: Key | None
    factors: Mapping[str, Decimal]
    readings: tuple[Reading, ...]
    complete: bool = True
    ceiling: int | None = None

    @property
    def missing(self) -> tuple[Reading, ...]:
        """What no source gives."""
        return tuple(reading for reading in self.readings if reading.value is None)

    @property
    def warnings(self) -> tuple[Words, ...]:
        """What is used and not confirmed."""
        return tuple(reading.warning for reading in self.readings if reading.warning)


def holds_on(regime: Regime, day: date, register: Register) -> bool:
    """Whether `day` has the parameters of this key: of one that was used once, those of its own first day."""
    if regime in RECURRENT:
        return day >= FIRST_DAY[regime]
    name = SOURCES[regime].rate or SOURCES[regime].pool
    return register.on(name, day).entry == register.on(name, FIRST_DAY[regime]).entry


def groups_of(regime: Regime) -> tuple[str, ...]:
    """The groups in which pupils are counted under this key."""
    return tuple(SOURCES[regime].factors or (ALL,))


def key_on(
    regime: Regime,
    day: date,
    register: Register,
    pool_cents: int | None = None,
    weights: Mapping[str, Decimal] | None = None,
) -> DatedKey:
    """The key of `regime` with the parameters of `day`.

    `pool_cents` stands in for a pool that nobody could source; `weights` for those of the key, in a "what if".
    """
    sources = SOURCES[regime]
    known = {group: register.on(name, day).value for group, name in (sources.factors or {}).items()}
    found = {group: value for group, value in known.items() if isinstance(value, Decimal)}
    factors = weights or found or {ALL: Decimal(1)}
    rate = _cents(register.on(sources.rate, day)) if sources.rate else None
    complete = (bool(weights) or len(found) == len(known)) and (rate is not None or not sources.rate)
    names = [name for name in (sources.pool, sources.rate) if name] + list((sources.factors or {}).values())
    readings = tuple(register.on(name, day) for name in (*names, *sources.others))
    key = _key(sources, day, register, factors, pool_cents) if complete else None
    ceiling = _cents(register.on("material.pool", day)) if sources.rate else None
    return DatedKey(regime, day, key, factors, readings, complete, ceiling)


def _key(
    sources: Sources, day: date, register: Register, factors: Mapping[str, Decimal], typed: int | None
) -> Key | None:
    if sources.rate:
        return Key(factors, rate=_cents(register.on(sources.rate, day)))
    pool = typed if typed is not None else _cents(register.on(sources.pool, day))
    cap = _cents(register.on(sources.cap, day)) if sources.cap else None
    return None if pool is None else Key(factors, pool=pool, cap=cap)


def _cents(reading: Reading) -> int | None:
    """Euros of a parameter as cents; None when nobody knows them. ValueError for a part of a cent."""
    if not isinstance(reading.value, Decimal):
        return None
    cents = reading.value * 100
    if cents != int(cents):
        raise ValueError(f"{reading.parameter.name} is no whole number of cents")
    return int(cents)
