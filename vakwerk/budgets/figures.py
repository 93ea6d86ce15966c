"""Pupils and weights as people write them, and exact fractions as people read them."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

MOST_PUPILS = Decimal(9_999_999)
MOST_WEIGHT = Decimal(100)
_NUMBER = re.compile(r"[0-9]{1,7}(?:[.,][0-9]{1,4})?")
_THOUSANDS = re.compile(r"(?<=[0-9])[.,\s\u00a0\u202f](?=[0-9]{3}(?![0-9]))")


def pupils(text: str) -> Decimal:
    """Zero or more pupils, in halves: "120", "120,5"; three digits behind a mark are thousands: "95.000".

    ValueError with a sentence for who typed it.
    """
    number = _decimal(_THOUSANDS.sub("", text.strip()), _("Write a number of pupils, such as 120 or 120,5."))
    if number * 2 % 1:
        raise ValueError(_("Pupils count whole or half: write 120 or 120,5."))
    if number > MOST_PUPILS:
        raise ValueError(_("There are not that many pupils."))
    return number


def weight(text: str) -> Decimal:
    """A weight above zero, at most 100. ValueError with a sentence."""
    number = _decimal(text.strip(), _("Write a weight, such as 1,5."))
    if not 0 < number <= MOST_WEIGHT:
        raise ValueError(_("A weight is more than 0 and at most 100."))
    return number


def _decimal(bare: str, message: str) -> Decimal:
    if not _NUMBER.fullmatch(bare):
        raise ValueError(message)
    return Decimal(bare.replace(",", "."))


def shown(number: Fraction | Decimal | int, places: int = 4) -> str:
    """A number for the eye: "1.234,5"; "0,3333" for a third, cut to `places` digits and never padded."""
    value = Fraction(number)
    scaled = value * 10**places
    digits = f"{Decimal(scaled.numerator // scaled.denominator).scaleb(-places):,f}"
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return digits if get_language() == "en" else digits.translate(str.maketrans(",.", ".,"))


class _TextNumberField(forms.CharField):
    """A number typed as text: browsers disagree about the decimal sign of `type=number`."""

    parse = staticmethod(pupils)

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", 16)
        super().__init__(**options)
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return self.parse(text)
        except ValueError as error:
            raise ValidationError(str(error), code="number") from None

    def prepare_value(self, value: Any) -> Any:
        return shown(value) if isinstance(value, Decimal) else value


class PupilsField(_TextNumberField):
    """Pupils in halves."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", gettext_lazy("Half pupils may be typed: 120,5."))
        super().__init__(**options)


class WeightField(_TextNumberField):
    """A weight of a group."""

    parse = staticmethod(weight)
