"""Official numbers: what is refused, what is stored, how it is shown."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from vakwerk.people import numbers
from vakwerk.people.models import NumberScheme

ENTERPRISE, ESTABLISHMENT = NumberScheme.ENTERPRISE, NumberScheme.ESTABLISHMENT
enterprise_numbers = st.integers(0, 19_999_999).map(numbers.with_check)
establishment_numbers = st.integers(20_000_000, 89_999_999).map(numbers.with_check)


def wrong_digit(number: str, place: int, shift: int) -> str:
    digit = (int(number[place]) + shift) % 10
    return f"{number[:place]}{digit}{number[place + 1 :]}"


# The National Bank of Belgium's well-known enterprise number, as it prints it.
@pytest.mark.parametrize("typed", ["0203.201.340", "BE 0203 201 340", "0203201340", " be0203.201.340 "])
def test_an_enterprise_number_is_understood_however_people_write_it(typed):
    assert numbers.parse(ENTERPRISE, typed) == "0203201340"


@given(enterprise_numbers)
def test_a_right_enterprise_number_survives_being_shown_and_typed_again(number):
    assert numbers.parse(ENTERPRISE, numbers.display(ENTERPRISE, number)) == number
    assert not numbers.is_valid(ESTABLISHMENT, number)


@given(establishment_numbers)
def test_a_right_establishment_number_survives_being_shown_and_typed_again(number):
    assert numbers.parse(ESTABLISHMENT, numbers.display(ESTABLISHMENT, number)) == number
    assert not numbers.is_valid(ENTERPRISE, number)


@given(enterprise_numbers | establishment_numbers, st.integers(0, 9), st.integers(1, 9))
def test_a_single_wrong_digit_is_refused(number, place, shift):
    wrong = wrong_digit(number, place, shift)
    assert not numbers.is_valid(ENTERPRISE, wrong)
    assert not numbers.is_valid(ESTABLISHMENT, wrong)


@given(enterprise_numbers, st.integers(0, 8))
def test_two_neighbouring_digits_changed_about_are_refused(number, place):
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert swapped == number or not numbers.is_valid(ENTERPRISE, swapped)


@pytest.mark.parametrize("first", "9")
def test_no_number_of_the_register_starts_with_nine(first):
    number = numbers.with_check(int(first + "0000000"))
    assert not numbers.is_valid(ENTERPRISE, number)
    assert not numbers.is_valid(ESTABLISHMENT, number)


@pytest.mark.parametrize(
    ("typed", "stored"), [("36541", "36541"), ("036541", "36541"), ("126 649", "126649"), ("38", "38")]
)
def test_an_institution_number_is_stored_without_leading_zeros(typed, stored):
    assert numbers.parse(NumberScheme.INSTITUTION, typed) == stored


@pytest.mark.parametrize("typed", ["", "0", "000000", "1234567", "12a", "²", "٣٤", "OVO002949"])
def test_what_is_no_institution_number_is_refused(typed):
    assert not numbers.is_valid(NumberScheme.INSTITUTION, typed)


@pytest.mark.parametrize(
    ("typed", "right"), [("OVO002949", True), ("ovo 002949", True), ("OVO2949", False), ("002949", False)]
)
def test_an_ovo_code_is_ovo_and_six_digits(typed, right):
    assert numbers.is_valid(NumberScheme.OVO, typed) is right


@given(st.sampled_from(NumberScheme), st.text(max_size=20))
def test_nonsense_is_refused_with_a_sentence_and_never_with_a_crash(scheme, text):
    try:
        stored = numbers.parse(scheme, text)
    except ValidationError as refusal:
        stored = str(refusal.messages[0])
    assert stored
