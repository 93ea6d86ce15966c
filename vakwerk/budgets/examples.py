"""One fixed question for each key, by which who keeps the register sees what a new value changes here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import partial

from django.utils.translation import gettext_lazy as _

from vakwerk.budgets.models import Regime
from vakwerk.budgets.regimes import ALL, PUBLIC_REGIMES, SOURCES, day_of, groups_of, key_on
from vakwerk.engines.money import Count, InfeasibleError, divide, written
from vakwerk.engines.rules import Register
from vakwerk.engines.words import Words
from vakwerk.rules.usage import Example, Page

# A hundred schools of a hundred pupils: round figures that a reader can check by heart.
PUPILS, OTHERS = Decimal(100), 99
_GIVEN = {
    False: Words(
        "een school van 100 leerlingen, naast 99 andere van 100 leerlingen",
        "a school of 100 pupils, beside 99 others of 100 pupils",
    ),
    True: Words(
        "een school met 100 leerlingen in groep 1, naast 99 andere met 100 leerlingen in elke groep",
        "a school with 100 pupils in group 1, beside 99 others with 100 pupils in each group",
    ),
}


def pages() -> Iterator[Page]:
    """The overview shows what every key rests on; "what if" computes with the keys that were published."""
    yield Page("budgets:overview", _("Budgets by number of pupils"), _parameters(*Regime))
    yield Page("budgets:what_if", _("What would my school get?"), _parameters(*PUBLIC_REGIMES))


def examples() -> Iterator[Example]:
    for regime in Regime:
        yield Example(
            name=f"budgets.{regime.value}",
            title=regime.label,
            given=_GIVEN[groups_of(regime) != (ALL,)],
            parameters=SOURCES[regime].figures,
            day_for=partial(day_of, regime),
            answer=partial(_answer, regime),
        )


def _parameters(*regimes: Regime) -> frozenset[str]:
    names = [name for regime in regimes for name in (*SOURCES[regime].figures, *SOURCES[regime].others)]
    return frozenset(names)


def _answer(regime: Regime, day: date, register: Register) -> Words | None:
    """The share of the school, or why the key cannot be divided. ValueError for a figure that no key can have."""
    key = key_on(regime, day, register).key
    if key is None:
        return None
    groups = groups_of(regime)
    rest = [Count(f"other {index}", group, PUPILS) for index in range(OTHERS) for group in groups]
    try:
        cents = divide(key, [Count("own", groups[0], PUPILS), *rest]).allocation.shares["own"]
    except InfeasibleError as error:
        return error.words
    return Words(written(cents, "nl"), written(cents, "en"))
