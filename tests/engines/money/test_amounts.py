"""Amounts as people type them: understood, or refused with the reason; never guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vakwerk.engines.money import AmountError, parse_amount, written

UNDERSTOOD = {
    "1.234,56": 123456,
    "1,234.56": 123456,
    "1 234,56": 123456,
    "1\u202f234,56": 123456,
    "1234,56": 123456,
    "1234.56": 123456,
    "12,5": 1250,
    "0,07": 7,
    "0": 0,
    "  € 12 ": 1200,
    "12 EUR": 1200,
    "EUR 12,00": 1200,
    "122.931,60 euro": 12293160,
    "1.518.594 euro": 151859400,
    "150,-": 15000,
    "150,--": 15000,
    "2,2 miljoen euro": 220000000,
    "6.5 million euros": 650000000,
    "10 miljoen euro": 1000000000,
}
REFUSED = [
    "", " ", "0.123", "0,500", "euro", "maximum 5", "1.23.4", "1,234,56", "12,345,67", "1.234.56", "1e5",
    "0x10", "١٢", "½", "12,345.6.7", "1 2", "1,2,3", "+5", "--5", "12€34", "nan", "inf", "1_000",
    "9" * 60, "1 234.567", "12;50", "12 345.678",
]  # fmt: skip


@pytest.mark.parametrize("text", UNDERSTOOD)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_amount_is_understood_in_both_languages(text: str, language: str) -> None:
    assert parse_amount(text, language) == UNDERSTOOD[text]


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(AmountError) as caught:
        parse_amount(text)
    assert caught.value.words.nl
    assert caught.value.words.en


def test_one_sign_before_three_digits_is_a_thousand_or_refused() -> None:
    assert parse_amount("229.410 euro", "nl") == 22941000
    assert parse_amount("229,410 euro", "en") == 22941000
    for text, language in (("229,410", "nl"), ("229.410", "en")):
        with pytest.raises(AmountError, match="two ways"):
            parse_amount(text, language)


@pytest.mark.parametrize("text", ["-5", "−5", "€ -5", "-€5"])
def test_a_negative_amount_says_that_it_is_negative(text: str) -> None:
    with pytest.raises(AmountError, match="negative"):
        parse_amount(text)


def test_an_absurd_amount_is_refused() -> None:
    assert parse_amount("10.000.000.000.000") == 10**15
    with pytest.raises(AmountError, match="too large"):
        parse_amount("10.000.000.000.000,01")


@given(st.integers(0, 10**15), st.sampled_from(["nl", "en"]))
def test_what_is_written_is_read_back(cents: int, language: str) -> None:
    assert parse_amount(written(cents, language), language) == cents


def test_amounts_are_written_with_their_cents() -> None:
    assert [written(123456), written(5), written(-150)] == ["€\u00a01.234,56", "€\u00a00,05", "€\u00a0-1,50"]
    assert [written(123456, "en"), written(-150, "en")] == ["€1,234.56", "-€1.50"]
    for wrong in (1.0, True):
        with pytest.raises(TypeError):
            written(wrong)  # type: ignore[arg-type]
