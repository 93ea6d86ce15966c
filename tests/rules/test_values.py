"""A value typed, kept and restored is the same value."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from vakwerk.engines.rules import DatedValue, Parameter, Refused, Status, Unit, Value
from vakwerk.engines.words import Words
from vakwerk.rules import values
from vakwerk.rules.forms import ProposalForm


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


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2150,005", "Geef hoogstens 2 cijfers na de komma."),
        ("99999999999999999999", "Geef hoogstens 100.000.000.000,00 euro."),
    ],
)
def test_an_amount_that_cannot_be_meant_is_refused_with_the_reason(text: str, said: str) -> None:
    with pytest.raises(Refused) as caught:
        values.typed(text, Unit.EURO)
    assert caught.value.words.nl == said


def test_an_amount_may_be_as_exact_as_the_law_was_before() -> None:
    one = DatedValue(Decimal("0.1585"), Status.CONFIRMED, "Belgisch Staatsblad", date(2026, 1, 1))
    parameter = Parameter("km", Words("Vergoeding", "Allowance"), Unit.EURO, "FOD", (one,))
    given = {"certainty": "confirmed", "source": "Belgisch Staatsblad", "reason": "x", "valid_from": "2027-01-01"}
    assert ProposalForm(given | {"value": "0,1601"}, parameter=parameter).is_valid()
    assert "value" in ProposalForm(given | {"value": "0,16012"}, parameter=parameter).errors


def test_a_time_is_kept_as_the_files_write_it() -> None:
    assert values.typed("8.05", Unit.CLOCK) == "08:05"
