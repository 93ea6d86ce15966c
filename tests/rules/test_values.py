"""A value typed, kept and restored is the same value."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from vakwerk.engines.rules import Refused, Unit, Value
from vakwerk.rules import values


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("34,5", Unit.SHARE, Decimal("0.345")),
        ("34,5 %", Unit.SHARE, Decimal("0.345")),
        ("2.070,48", Unit.EURO, Decimal("2070.48")),
        ("20", Unit.TRAINING_DAYS, Decimal(20)),
        ("ja", Unit.YES_NO, True),
        ("1/9/2025", Unit.DATE, date(2025, 9, 1)),
        ("Lassen\n Metaal ", Unit.LIST, ("Lassen", "Metaal")),
        ("zoals in de brief", Unit.TEXT, "zoals in de brief"),
    ],
)
def test_what_is_typed_comes_back_the_same(text: str, unit: Unit, value: Value) -> None:
    read = values.typed(text, unit)
    assert read == value
    assert values.restored(values.kept(read), unit) == value


def test_an_empty_list_is_refused() -> None:
    with pytest.raises(Refused):
        values.typed(" \n ", Unit.LIST)


@pytest.mark.parametrize(
    ("text", "unit"),
    [("-5", Unit.EURO), ("-1", Unit.SHARE), ("0,5", Unit.MONTHS), ("999999999999", Unit.MONTHS), ("25:99", Unit.CLOCK)],
)
def test_what_cannot_be_a_legal_value_is_refused(text: str, unit: Unit) -> None:
    with pytest.raises(Refused):
        values.typed(text, unit)


def test_a_time_is_kept_as_the_files_write_it() -> None:
    assert values.typed("8.05", Unit.CLOCK) == "08:05"
