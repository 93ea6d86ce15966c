"""Each dated key as its sources give it, and nothing where they give nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from vakwerk.budgets.models import Regime
from vakwerk.budgets.regimes import FIRST_DAY, GROUPS, DatedKey, day_of, key_on
from vakwerk.engines.money import Count, divide
from vakwerk.parameters import loading


def dated(regime: Regime, pool_cents: int | None = None) -> DatedKey:
    return key_on(regime, FIRST_DAY[regime], loading.register(), pool_cents)


def test_in_2017_each_pupil_brings_72_24() -> None:
    found = dated(Regime.MATERIAL_2017)
    assert found.key is not None
    assert divide(found.key, [Count("a", "all", Decimal("100.5"))]).allocation.shares == {"a": 7_260_12}


def test_in_2019_ten_million_goes_over_all_pupils() -> None:
    found = dated(Regime.MATERIAL_2019)
    assert found.key is not None
    assert (found.key.pool, dict(found.key.factors)) == (10_000_000_00, {"all": 1})
    assert found.missing == ()


def test_in_2022_the_pool_is_not_known_until_somebody_types_one() -> None:
    assert dated(Regime.MATERIAL_2022).key is None
    typed = dated(Regime.MATERIAL_2022, 4_500_00)
    assert typed.key is not None
    assert typed.key.pool == 4_500_00
    assert {reading.parameter.name for reading in typed.missing} >= {"material.pool"}


@pytest.mark.parametrize("regime", [Regime.MATERIAL_2022, Regime.MATERIAL])
def test_the_three_groups_weigh_two_one_and_a_half_and_one(regime: Regime) -> None:
    assert list(dated(regime).factors.values()) == [Decimal(2), Decimal("1.5"), Decimal(1)]


def test_the_weights_of_the_recurrent_key_are_shown_as_not_confirmed() -> None:
    found = dated(Regime.MATERIAL)
    assert found.key is not None
    assert found.key.pool == 10_000_000_00
    assert len(found.warnings) == len(GROUPS)


def test_the_key_of_the_places_waits_for_its_rules() -> None:
    found = dated(Regime.PLACES)
    assert {reading.parameter.name for reading in found.missing} == {
        "places.reference_date",
        "places.cap_per_school",
        "places.regions",
    }


def test_a_yearly_key_follows_the_law_and_a_key_that_was_used_once_stays_as_it_was() -> None:
    today = date(2026, 11, 23)
    assert day_of(Regime.MATERIAL, today) == today
    assert day_of(Regime.MATERIAL_2019, today) == date(2019, 2, 1)
    assert day_of(Regime.MATERIAL, date(2020, 1, 1)) == FIRST_DAY[Regime.MATERIAL]
